"""A paper as data: what a report says, in sections and blocks that every medium can write.

A report is a function from a plan to a `Paper`; a medium (HTML, Markdown, Word, PDF, Excel) is a function from a paper to
text or bytes. Neither knows the other. `kind` names each block for templates, which only loop and test.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked
from logicmodel.config import Funder
from logicmodel.saying import Line, Table, Words, clean, own


class Asked(Struct, frozen=True, kw_only=True):
    """What a report is made for: what a check gave, whose form it fills in, the language of its headings, its readers.

    `made_on` is the day that the report names. `audience` is “internal” where nothing is hidden.
    """

    checked: Checked
    funder: Funder | None = None
    language: str = "en"
    made_on: date | None = None
    audience: str = "internal"


class Paragraph(Struct, frozen=True, kw_only=True):
    """Some sentences: plain text, what stands first and larger (lead), or an aside (note)."""

    text: Line
    role: Literal["text", "lead", "note"] = "text"
    kind: Literal["paragraph"] = "paragraph"


class Bullets(Struct, frozen=True, kw_only=True):
    """A list, numbered or not."""

    items: tuple[Line, ...]
    numbered: bool = False
    kind: Literal["bullets"] = "bullets"


class Facts(Struct, frozen=True, kw_only=True):
    """Lines of a label and an answer."""

    rows: tuple[tuple[str, Line], ...]
    kind: Literal["facts"] = "facts"


class Grid(Struct, frozen=True, kw_only=True):
    """A table. `shares` says how wide its columns are, as parts of the whole; empty: as their contents ask.

    `sheet` names the sheet of a workbook that the table stands on; empty: that of its section. Rows whose number is in
    `heads` head the rows beneath them, their first cell goes over all columns; so it does in the rows of `across`, which
    head nothing.
    """

    table: Table
    shares: tuple[int, ...] = ()
    sheet: str = ""
    heads: tuple[int, ...] = ()
    across: tuple[int, ...] = ()
    kind: Literal["grid"] = "grid"


class Picture(Struct, frozen=True, kw_only=True):
    """A drawing: the name of the view, a short text alternative, and all of it in words as a list of (depth, line).

    A report need only name the view: `with_words` puts the words in; the list only where `in_words`.
    """

    view: str
    summary: str = ""
    outline: tuple[tuple[int, Line], ...] = ()
    in_words: bool = True
    kind: Literal["picture"] = "picture"


Block = Paragraph | Bullets | Facts | Grid | Picture


class Section(Struct, frozen=True, kw_only=True):
    """A part of a paper under a heading; `level` 1 is a chapter. `new_page`: it begins a page where there are pages."""

    title: Line
    blocks: tuple[Block, ...]
    level: int = 1
    new_page: bool = False


class Paper(Struct, frozen=True, kw_only=True):
    """Everything that a report says.

    `language` is the code of the language of its headings, `words_in` that of the authors' words, `direction` ltr or rtl.
    `facts` says whose plan it is, of which version, and for whom the copy is made, `footer` the same in a few words for
    the foot of each page. `allowed` is the largest number of
    pages and `font_points` the smallest letter that a funder asks for, where one does. `allowed_words` has the parts for which the funder
    allows so many words: a report by its name or a chapter by its title. `margin` is that in millimetres which a funder
    asks for; None: as it reads best. `close`: it has to share few pages with others, and is set with little space.
    """

    name: str
    title: Line
    subtitle: Line
    language: str
    words_in: str
    direction: str
    facts: tuple[tuple[str, Line], ...]
    sections: tuple[Section, ...]
    do_not_assume: tuple[str, ...] = ()
    footer: Line = ()
    landscape: bool = False
    paper: str = "a4"
    allowed: int | None = None
    font_points: float | None = None
    margin: float | None = None
    close: bool = False
    allowed_words: Mapping[str, int] = {}

    @property
    def views(self) -> tuple[str, ...]:
        """Name the views that its pictures show, each once."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(dict.fromkeys(block.view for block in blocks if isinstance(block, Picture)))


class LineInWords(Protocol):
    """One line of the nested list of a drawing: how deep it stands (0 is a goal), and what it says."""

    @property
    def depth(self) -> int:
        """How deep it stands."""

    @property
    def ref(self) -> str:
        """The Ref of the box that it is about, with which what it says begins; empty where it is about none."""

    @property
    def text(self) -> str:
        """What it says."""


class Alternative(Protocol):
    """A drawing in words, as whoever draws hands it in."""

    @property
    def summary(self) -> str:
        """One sentence that says what is drawn."""

    @property
    def outline(self) -> Sequence[LineInWords]:
        """The nested list, goals first."""


DEEPEST = 7
"""Levels of the nested list below the first; what stands deeper stays at the deepest."""


def with_words(paper: Paper, alternatives: Mapping[str, Alternative]) -> Paper:
    """Tell in words each picture that only names its view."""

    def told(block: Block) -> Block:
        if not isinstance(block, Picture) or block.summary or block.view not in alternatives:
            return block
        alternative = alternatives[block.view]
        if not block.in_words:
            return replace(block, summary=_alone(clean(alternative.summary)))
        return replace(block, summary=clean(alternative.summary), outline=tuple(_nested(alternative.outline)))

    sections = (replace(each, blocks=tuple(map(told, each.blocks))) for each in paper.sections)
    return replace(paper, sections=tuple(sections))


def on_pages(paper: Paper, labels: Mapping[str, Sequence[str]]) -> Paper:
    """Show a drawing that has several pages as as many pictures.

    `labels` has the name of its view → what each page shows; `page_name` names their pictures. The first keeps what is
    said of all, the last all of it in words.
    """

    def parted(block: Block) -> Iterator[Block]:
        said = labels.get(block.view, ()) if isinstance(block, Picture) else ()
        if not isinstance(block, Picture) or len(said) < 2:
            yield block
            return
        last = len(said) - 1
        for number, label in enumerate(said):
            summary = _alone(clean(label)) if number else block.summary
            outline = block.outline if number == last else ()
            yield replace(block, view=page_name(block.view, number), summary=summary, outline=outline)

    sections = (
        replace(each, blocks=tuple(part for block in each.blocks for part in parted(block))) for each in paper.sections
    )
    return replace(paper, sections=tuple(sections))


def page_name(view: str, number: int) -> str:
    """Name the picture of a page of a drawing, by its number from 0.

    >>> page_name("theory", 0), page_name("theory", 1)
    ('theory', 'theory, page 2')
    """
    return f"{view}, page {number + 1}" if number else view


def _alone(summary: str) -> str:
    """Take the end of a summary off that announces a description in full; it stands behind a semicolon in all languages.

    >>> _alone("Theory of change: 2 boxes, 1 arrow; full description follows.")
    'Theory of change: 2 boxes, 1 arrow.'
    """
    said = summary[: max(summary.rfind(";"), summary.rfind("\N{ARABIC SEMICOLON}"))].rstrip()
    return f"{said}."


def _nested(outline: Sequence[LineInWords]) -> Iterator[tuple[int, Line]]:
    """Let each line stand at most one level below the line before it."""
    before = -1
    for line in outline:
        before = min(line.depth, DEEPEST, before + 1)
        yield before, line_said(line)


def line_said(line: LineInWords) -> Line:
    """Give what a line says, a Ref at its beginning apart: the direction of the line is that of the words after it."""
    ref, text = f"{clean(line.ref)} ", clean(line.text)
    return (Words(ref, "ref"), *own(text.removeprefix(ref))) if line.ref and text.startswith(ref) else own(text)
