"""Excel workbooks (.xlsx, .xlsm): their sheets, their styles, and the links to other files."""

import posixpath
from collections.abc import Sequence

from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.beside_cells import LONGEST, MOST_BESIDE, beside_in_parts, beside_the_rows
from logicmodel.reading.files.grid import MOST_FORMATS, MOST_TAGS, Beside, Book, Item, Page, Sheet, Tally, file_name
from logicmodel.reading.files.package import Package
from logicmodel.reading.files.shown import PLAIN, Look, clean, finite, integer, look_of
from logicmodel.reading.files.xlsx.cells import Showing
from logicmodel.reading.files.xlsx.sheet import SheetReader, read_around
from logicmodel.reading.files.xlsx.strings import Strings
from logicmodel.reading.files.xlsx.xml import ON, range_of
from logicmodel.sheets import is_of_a_check

_BUILT_IN_FORMATS = {  # those that matter here, by their number; 27 to 58 differ from country to country
    2: "0.00",
    9: "0%",
    10: "0.00%",
    17: "mmm-yy",
    22: "yyyy-mm-dd h:mm",
    46: "[h]:mm:ss",
    **dict.fromkeys((14, 15, 16, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47, 55, 56), "h:mm"),
}


def book_of(name: str, content: bytes) -> Book:
    """Read an Excel workbook. Raises FileNotReadable for one that is damaged, protected or beyond a limit."""
    return _Workbook(Package(name, content)).book()


class _Workbook:
    """Reads an Excel workbook."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tally = Tally(package.name)
        main = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        self._main = main[0] if main else "xl/workbook.xml"
        self._related = self._relations(self._main)
        self._strings = Strings()
        for kind, target in self._related.values():
            if kind == "sharedStrings" and package.has(target):
                for piece in package.texts(target, "</si>", self._strings.take):
                    self._strings.read(piece, package.name)

    def book(self) -> Book:
        """Read all sheets, and the links to other files."""
        tags = self._tags(self._main, "workbookPr", "sheet", "externalReference")
        counts_from_1904 = any(tag == "workbookPr" and each.get("date1904") in ON for tag, each in tags)
        showing = Showing(self._strings, self._looks(), counts_from_1904, self._package.name)
        reader = SheetReader(showing)
        sheets: list[Sheet] = []
        links: list[str] = []
        beside: list[Beside] = []
        parts: dict[str, str] = {}
        for tag, attributes in tags:
            kind, target = self._related.get(_relation_id(attributes), ("", ""))
            if tag == "externalReference":
                links += self._outside_files(target)
            elif tag == "sheet" and kind in ("worksheet", ""):  # not a sheet that is only a chart, or old macros
                page = Page(clean(attributes.get("name", "")), self._tally)
                page.hidden = attributes.get("state", "visible") != "visible"
                reader.read(page, self._package, target)
                self._read_related(page, target)
                beside += beside_the_rows(page.name, page.after_rows)
                beside += self._links_of_cells(page.name, target)
                beside += [Beside(what="formula", text=text, sheet=page.name) for text in showing.in_formulas]
                parts[target] = page.name
                sheets.append(page.sheet())
        kinds = [kind for kind, _ in self._related.values()]
        return Book(
            file=self._package.name,
            sheets=tuple(sheets),
            outside_links=tuple(dict.fromkeys(links)),
            pivots=kinds.count("pivotCacheDefinition"),
            tracked_changes="revisionHeaders" in kinds,
            embedded=sum(part.startswith("xl/embeddings/") for part in self._package.parts),
            beside=(*beside, *beside_in_parts(self._package, self._main, parts, self._targets))[:MOST_BESIDE],
        )

    def _links_of_cells(self, sheet: str, part: str) -> list[Beside]:
        """Give where the links of cells lead to."""
        links = [each for each in self._listed_relations(part) if each.get("Type", "").endswith("/hyperlink")]
        return [Beside(what="link", text=clean(each.get("Target", ""))[:LONGEST], sheet=sheet) for each in links]

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part points to, where that can be read."""
        try:
            return self._relations(part)
        except FileNotReadable:
            return {}

    def _read_related(self, page: Page, part: str) -> None:
        for kind, target in self._relations(part).values():
            if kind in ("comments", "threadedComment") and self._package.has(target):
                self._read_comments(page, target)
            elif kind == "table" and self._package.has(target):
                read_around(page, self._tags(target, "autoFilter", "filterColumn"))

    def _read_comments(self, page: Page, part: str) -> None:
        """Note the cells with comments, but for those of a check in a marked copy: they are our own words."""
        texts: list[list[str]] = []
        references: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag in ("comment", "threadedComment"):
                references.append(attributes.get("ref", ""))
                texts.append([])

        def text(piece: str) -> None:
            if texts:
                texts[-1].append(piece)

        self._package.walk(part, start, None, text, most_tags=MOST_TAGS)
        for reference, pieces in zip(references, texts, strict=True):
            place = range_of(reference)
            if place and not is_of_a_check("".join(pieces).lstrip()):
                page.comment(place[0], place[1])

    def _tags(self, part: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
        found: list[tuple[str, dict[str, str]]] = []
        self._package.walk(
            part,
            lambda tag, attributes: found.append((tag, attributes)) if tag in wanted else None,
            most_tags=MOST_TAGS,
        )
        return found

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part points to: the kind and the part, by the id of the relation."""
        folder = posixpath.dirname(part)
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", "").replace("\\", "/"))),
            )
            for each in self._listed_relations(part)
            if each.get("TargetMode") != "External"
        }

    def _outside_files(self, part: str) -> list[str]:
        listed = self._listed_relations(part)
        return [file_name(each.get("Target", "")) for each in listed if each.get("TargetMode") == "External"]

    def _listed_relations(self, part: str) -> list[dict[str, str]]:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._package.has(listed):
            return []
        return [attributes for _, attributes in self._tags(listed, "Relationship")]

    def _looks(self) -> dict[str, Look]:
        for kind, target in self._related.values():
            if kind == "styles" and self._package.has(target):
                styles = _Styles()
                self._package.walk(target, styles.start, most_tags=MOST_TAGS)
                return styles.looks()
        return {}


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


class _Styles:
    """Collects what styles show that matters: kinds of numbers, lines through text, colours, fonts of symbols."""

    def __init__(self) -> None:
        self._section = ""
        self._solid = False
        self._formats = dict(_BUILT_IN_FORMATS)
        self._fonts: list[dict[str, str]] = []
        self._fills: list[str | None] = []
        self._styles: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            self._section = tag
        elif self._section == "numFmts" and tag == "numFmt" and len(self._formats) < MOST_FORMATS:
            self._formats[integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self._section == "fonts" and tag == "font":
            self._fonts.append({})
        elif self._section == "fonts" and tag in ("strike", "name") and self._fonts:
            self._fonts[-1][tag] = attributes.get("val", "1")
        elif self._section == "fills" and tag == "fill":
            self._fills.append(None)
            self._solid = False
        elif self._section == "fills" and tag == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif self._section == "fills" and tag == "fgColor" and self._solid:
            self._fills[-1] = _colour_text(attributes)
        elif self._section == "cellXfs" and tag == "xf":
            self._styles.append(attributes)
        elif self._section == "cellXfs" and tag == "alignment" and self._styles:
            self._styles[-1]["indent"] = attributes.get("indent", "")

    def looks(self) -> dict[str, Look]:
        """Give the looks by the number of the style, as sheets write it; plain ones are left out."""
        looks: dict[str, Look] = {}
        for number, style in enumerate(self._styles):
            font = _at(self._fonts, integer(style.get("fontId"))) or {}
            look = look_of(
                self._formats.get(integer(style.get("numFmtId")), ""),
                struck=font.get("strike") in ON,
                fill=_at(self._fills, integer(style.get("fillId"))),
                font=font.get("name", ""),
                indent=integer(style.get("indent")),
            )
            if look != PLAIN:
                looks[str(number)] = look
        return looks


def _at(items: Sequence[Item], number: int) -> Item | None:
    return items[number] if number < len(items) else None


def _colour_text(attributes: dict[str, str]) -> str:
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "theme" in attributes:
        tint = finite(attributes.get("tint", "0")) or 0
        return f"theme {attributes['theme']}" + (f" {tint:+.2f}" if tint else "")
    return f"indexed {attributes.get('indexed', '64')}"
