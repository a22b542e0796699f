"""The data of the interactive page: a drawing with its boxes, arrows and findings as tables, and what the script needs.

All texts of the page stand in its tables. The script gets numbers alone: which box and which arrow has which options of
which filter, in the order of the tables, so that nothing that somebody typed ever passes through it.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from logicmodel.reporting.interactive_filters import WEIGHTS, Filter, Filters, FoundAt, Marked, marked_on
from logicmodel.reporting.interactive_rows import ArrowInWords, Rows, place_in_words
from logicmodel.saying import Cell, Line, Table, clean
from logicmodel.theory import Theory
from logicmodel.words.load import LANGUAGES, phrases_in


class DrawnColumn(Protocol):
    """A titled column of a drawing."""

    @property
    def key(self) -> str:
        """Its key, which its boxes name."""

    @property
    def title(self) -> str:
        """What stands over it."""


class DrawnBox(Protocol):
    """A box of a drawing."""

    @property
    def ref(self) -> str:
        """Its Ref."""

    @property
    def full(self) -> str:
        """Its whole text."""

    @property
    def stage(self) -> str:
        """The stage whose colour it has."""

    @property
    def column(self) -> str:
        """The key of its column."""

    @property
    def aside(self) -> str:
        """A word on its state."""


class DrawnArrow(Protocol):
    """An arrow of a drawing."""

    @property
    def cause(self) -> str:
        """The Ref that it comes from."""

    @property
    def effect(self) -> str:
        """The Ref that it goes to."""

    @property
    def line(self) -> str:
        """The name of its line."""


class Pictured(Protocol):
    """A drawing as values, as whoever draws hands it in. `words` are the phrases of its language."""

    @property
    def name(self) -> str:
        """The name of the view."""

    @property
    def title(self) -> str:
        """What stands over it."""

    @property
    def subtitle(self) -> str:
        """What stands beneath the title."""

    @property
    def summary(self) -> str:
        """What it shows, in a sentence."""

    @property
    def language(self) -> str:
        """The code of the language of the plan."""

    @property
    def footer(self) -> tuple[str, ...]:
        """The parts of its last line: of which version it is, and what is not shown."""

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from right to left."""

    @property
    def words(self) -> Mapping[str, str]:
        """The phrases of its language."""


class Drawn(Pictured, Protocol):
    """A drawing of boxes and arrows."""

    @property
    def upwards(self) -> bool:
        """Whether it is read from the bottom up."""

    @property
    def columns(self) -> Sequence[DrawnColumn]:
        """Its columns, none where it is read upwards."""

    @property
    def boxes(self) -> Sequence[DrawnBox]:
        """Its boxes."""

    @property
    def arrows(self) -> Sequence[DrawnArrow]:
        """Its arrows."""


List = tuple[str, Sequence[str]]
"""A title, and what is listed under it."""


class FoundRow(Struct, frozen=True, kw_only=True):
    """A finding as the page tells it; `number` is that of its mark in the drawing, `weight` how grave it is in words."""

    number: int
    severity: str
    weight: str
    place: str
    message: str
    advice: str
    code: str


class InteractivePage(Struct, frozen=True, kw_only=True):
    """Everything that the page says, but for the drawing.

    `language` is the code of the words around those of the plan, `own_language` that of the plan; `boxes` and `arrows`
    have a row for each box and arrow, `stages` the stage whose colour each box has. `sheet` says how the
    drawing lies on paper: wide or upright on one sheet, or tall, over several. `script_data` is JSON of numbers and of phrases of ours.
    """

    title: str
    subtitle: str
    summary: str
    sheet: str
    language: str
    own_language: str
    direction: str
    words: Mapping[str, str]
    filters: tuple[Filter, ...]
    boxes: Table
    stages: tuple[str, ...]
    arrows: Table
    lists: tuple[List, ...]
    found: tuple[FoundRow, ...] | None
    footer: tuple[str, ...]
    made_from: Line
    script_data: str


SCRIPT_PHRASES = (
    "causes",
    "effects",
    "traced",
    "shown",
    "leads_here",
    "leads_on",
    "answered_by",
    "found_title",
    "trace",
)
"""Phrases that the script says."""


def interactive_page_of(
    theory: Theory,
    drawn: Drawn,
    arrows: Sequence[ArrowInWords],
    lists: Sequence[List] = (),
    found: Sequence[FoundAt] | None = None,
    *,
    sheet: str = "wide",
) -> InteractivePage:
    """Make the data of the page from a drawing as values, its arrows in words, its lists, and what a check found.

    The sheet of paper that the drawing takes is wide, upright or, where it takes several, tall.
    """
    language, words = language_of(drawn), words_of(drawn)
    rows = Rows(theory, drawn.words, words, language)
    places = {box.ref: number for number, box in enumerate(drawn.boxes)}
    joined = {f"{arrow.cause}>{arrow.effect}": number for number, arrow in enumerate(arrows)}
    said = [_stage_said(drawn, box) for box in drawn.boxes]
    lines = {(arrow.cause, arrow.effect): arrow.line for arrow in drawn.arrows}
    names = [rows.name(box.ref, box.full) for box in drawn.boxes]
    marked = marked_on(found or (), places, joined)
    filters = Filters(rows, words, [box.ref for box in drawn.boxes], arrows, said, marked)
    box_table = _used(
        words["boxes_caption"],
        rows.headings,
        [rows.box(box.ref, box.full, said[number], box.aside) for number, box in enumerate(drawn.boxes)],
    )
    arrow_table = Table(
        caption=words["arrows_caption"],
        headings=tuple(words[key] for key in ("from", "to", "because", "assumption", "evidence", "where")),
        rows=tuple(
            rows.arrow(arrow, _name_at(arrow.cause, places, names), _name_at(arrow.effect, places, names), lines)
            for arrow in arrows
        ),
    )
    return InteractivePage(
        title=drawn.title,
        subtitle=drawn.subtitle,
        summary=drawn.summary,
        sheet=sheet,
        language=language,
        own_language=drawn.language,
        direction="rtl" if drawn.right_to_left else "ltr",
        words=words,
        filters=filters.shown,
        boxes=box_table,
        stages=tuple(box.stage for box in drawn.boxes),
        arrows=arrow_table,
        lists=tuple(lists),
        found=found_rows(found, rows),
        footer=drawn.footer,
        made_from=rows.made_from(),
        script_data=_script_data(drawn, arrows, places, rows, filters, marked, words),
    )


def _stage_said(drawn: Drawn, box: DrawnBox) -> str:
    """Give the stage of a box in words: the title of its column, or what it is in a tree."""
    titles = {column.key: column.title for column in drawn.columns}
    if box.column in titles or box.column in drawn.words:
        return titles.get(box.column) or drawn.words[box.column]
    return "" if box.stage == "none" else drawn.words.get(f"core_{drawn.name}", "")


def _name_at(ref: str, places: Mapping[str, int], names: Sequence[Line]) -> Line | None:
    return names[places[ref]] if ref in places else None


def _used(caption: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Make a table of the columns that say something in any row."""
    kept = [number for number in range(len(headings)) if number == 0 or any(row[number] for row in rows)]
    return Table(
        caption=caption,
        headings=tuple(headings[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in rows),
    )


def language_of(drawn: Pictured) -> str:
    """Give the language of the words around a drawing: its own, or English where there are no words in it."""
    return drawn.language if drawn.language in LANGUAGES.values() else "en"


def words_of(drawn: Pictured) -> Mapping[str, str]:
    """Give the phrases of the page of a drawing."""
    return phrases_in("logicmodel.reporting", "interactive.csv", language_of(drawn))


def found_rows(found: Sequence[FoundAt] | None, rows: Rows) -> tuple[FoundRow, ...] | None:
    """Tell what a check found, the gravest first; None where nothing was checked."""
    return None if found is None else tuple(_found_row(each, rows, number) for number, each in enumerate(found, 1))


def _found_row(each: FoundAt, rows: Rows, number: int) -> FoundRow:
    finding = each.finding
    return FoundRow(
        number=number,
        severity=str(finding.severity),
        weight=rows.drawing_words[WEIGHTS[finding.severity]],
        place=place_in_words(finding.place, rows.words, several_files=rows.several_files),
        message=clean(finding.message),
        advice=clean(finding.advice),
        code=clean(finding.code),
    )


# -- what the script needs --------------------------------------------------------------------------------------------

KINDS = ("leads_to", "hinders", "feedback")
"""Kinds of arrows, by the number that the script has for each."""


def _script_data(
    drawn: Drawn,
    arrows: Sequence[ArrowInWords],
    places: Mapping[str, int],
    rows: Rows,
    filters: Filters,
    marked: Marked,
    words: Mapping[str, str],
) -> str:
    """Write as JSON what the script goes by; “<” is written so that nothing in it can end the script."""
    data = {
        "up": drawn.upwards,
        "turned": drawn.right_to_left,
        "boxes": filters.of_boxes,
        "arrows": [
            [places.get(arrow.cause, -1), places.get(arrow.effect, -1), KINDS.index(rows.kind_of(arrow))]
            for arrow in arrows
        ],
        "values": filters.of_arrows,
        "needs": [
            [places[need], number]
            for number, box in enumerate(drawn.boxes)
            for need in rows.answers(box.ref)
            if places.get(need, number) != number
        ],
        "foundBoxes": sorted(marked.boxes.items()),
        "foundArrows": sorted(marked.arrows.items()),
        "words": {key: words[key] for key in SCRIPT_PHRASES},
    }
    return msgspec.json.encode(data).decode("utf-8").replace("<", "\\u003c")
