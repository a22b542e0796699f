"""Reading a page as a browser does: its tags in order, its text, and whether every tag is closed."""

from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "col", "input"}


class Page(HTMLParser):
    """A page taken apart. `tags` are those opened, in order; `text` is what people read, without styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.misplaced: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.misplaced.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def values_of(self, name: str) -> list[str]:
        return [value or "" for its_name, value in self.attributes if its_name == name]

    @property
    def is_whole(self) -> bool:
        return not self.open and not self.misplaced
