"""The data of the interactive page: a drawing with its boxes, arrows and findings as tables, and what the script needs.

All texts of the page stand in its tables. The script gets numbers alone: which box and which arrow has which options of
which filter, in the order of the tables, so that nothing that somebody typed ever passes through it.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from logicmodel.model import Finding, Severity
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


class Drawn(Protocol):
    """A drawing of boxes and arrows as values, as whoever draws hands it in. `words` are the phrases of its language."""

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
    def right_to_left(self) -> bool:
        """Whether it is read from right to left."""

    @property
    def upwards(self) -> bool:
        """Whether it is read from the bottom up."""

    @property
    def words(self) -> Mapping[str, str]:
        """The phrases of its language."""

    @property
    def columns(self) -> Sequence[DrawnColumn]:
        """Its columns, none where it is read upwards."""

    @property
    def boxes(self) -> Sequence[DrawnBox]:
        """Its boxes."""

    @property
    def arrows(self) -> Sequence[DrawnArrow]:
        """Its arrows."""


class FoundAt(Struct, frozen=True, kw_only=True):
    """A finding, and the boxes and arrows (“A>B”) of the drawing that it is marked on."""

    finding: Finding
    refs: tuple[str, ...]


class Filter(Struct, frozen=True, kw_only=True):
    """What boxes and arrows can be chosen by: a key, its name, and the options."""

    key: str
    label: str
    options: tuple[str, ...]


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
    have a row for each box and arrow, `stages` the stage whose colour each box has. `script_data` is JSON of numbers and
    of phrases of ours.
    """

    title: str
    subtitle: str
    summary: str
    language: str
    own_language: str
    direction: str
    words: Mapping[str, str]
    filters: tuple[Filter, ...]
    boxes: Table
    stages: tuple[str, ...]
    arrows: Table
    found: tuple[FoundRow, ...] | None
    made_from: Line
    script_data: str


WEIGHTS = {
    Severity.ERROR: "found_error_sign",
    Severity.WARNING: "found_warning_sign",
    Severity.ADVICE: "found_advice_sign",
}
"""Severity → key of the phrase of a drawing for it, the gravest first."""

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
    found: Sequence[FoundAt] | None = None,
) -> InteractivePage:
    """Make the data of the page from a drawing as values, its arrows in words, and what a check found, the gravest first."""
    language = drawn.language if drawn.language in LANGUAGES.values() else "en"
    words = phrases_in("logicmodel.reporting", "interactive.csv", language)
    rows = Rows(theory, drawn.words, words, language)
    places = {box.ref: number for number, box in enumerate(drawn.boxes)}
    joined = {(arrow.cause, arrow.effect): number for number, arrow in enumerate(arrows)}
    said = [_stage_said(drawn, box) for box in drawn.boxes]
    lines = {(arrow.cause, arrow.effect): arrow.line for arrow in drawn.arrows}
    names = [rows.name(box.ref, box.full) for box in drawn.boxes]
    marked = _marked(found or (), places, joined)
    filters = _Filters(rows, words, drawn, arrows, said, marked)
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
        language=language,
        own_language=drawn.language,
        direction="rtl" if drawn.right_to_left else "ltr",
        words=words,
        filters=filters.shown,
        boxes=box_table,
        stages=tuple(box.stage for box in drawn.boxes),
        arrows=arrow_table,
        found=None if found is None else tuple(_found_row(each, rows, number) for number, each in enumerate(found, 1)),
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


class _Marked(Struct, frozen=True, kw_only=True):
    """What is marked: for each box and arrow, by its number, the numbers of findings; and the severity of each finding."""

    boxes: dict[int, list[int]]
    arrows: dict[int, list[int]]
    severities: tuple[Severity, ...]


def _marked(found: Sequence[FoundAt], places: Mapping[str, int], joined: Mapping[tuple[str, str], int]) -> _Marked:
    boxes: dict[int, list[int]] = {}
    arrows: dict[int, list[int]] = {}
    for number, each in enumerate(found):
        for ref in each.refs:
            cause, _, effect = ref.partition(">")
            if ref in places:
                boxes.setdefault(places[ref], []).append(number)
            elif (cause, effect) in joined:
                arrows.setdefault(joined[cause, effect], []).append(number)
    return _Marked(boxes=boxes, arrows=arrows, severities=tuple(each.finding.severity for each in found))


# -- filters ----------------------------------------------------------------------------------------------------------

Values = list[int] | None
"""Numbers of the options that a box or an arrow has; None where the filter is not about it."""


class _Filters:
    """The filters that tell boxes or arrows apart, and what each box and arrow has."""

    def __init__(
        self,
        rows: Rows,
        words: Mapping[str, str],
        drawn: Drawn,
        arrows: Sequence[ArrowInWords],
        stages: Sequence[str],
        marked: _Marked,
    ) -> None:
        self._words = words
        self._boxes = range(len(drawn.boxes))
        self._arrows = range(len(arrows))
        self.shown: tuple[Filter, ...] = ()
        self.of_boxes: list[list[Values]] = [[] for _ in self._boxes]
        self.of_arrows: list[list[Values]] = [[] for _ in self._arrows]
        told = [rows.told(box.ref) for box in drawn.boxes]
        self._by_box("stage", [(stage,) if stage else () for stage in stages], _in_order(stages))
        groups = sorted({who for each in told for who in each.groups}, key=str.casefold)
        self._by_box("group", [each.groups for each in told], groups)
        levels = [words[key] for key in ("micro", "mezzo", "macro")]
        self._by_box(
            "level",
            [each.levels for each in told],
            [level for level in levels if any(level in (each.levels or ()) for each in told)],
        )
        leads = sorted({who for each in told for who in each.leads or ()}, key=str.casefold)
        self._by_box("lead", [each.leads for each in told], leads)
        self._by_evidence([rows.level_of(arrow) for arrow in arrows], rows.drawing_words)
        self._by_severity(marked, rows.drawing_words)

    def _by_box(self, key: str, said: Sequence[Sequence[str] | None], options: list[str]) -> None:
        """Add a filter of boxes; what a box does not say is an option too, where others say it."""
        if options and any(each is not None and not each for each in said):
            options = [*options, self._words["not_said"]]
        if len(options) < 2:
            return
        place = {option: number for number, option in enumerate(options)}
        values: list[Values] = [
            None if each is None else sorted({place[option] for option in each}) or [len(options) - 1] for each in said
        ]
        self._add(key, options, values, [None for _ in self._arrows])

    def _by_evidence(self, levels: Sequence[int | None], drawing_words: Mapping[str, str]) -> None:
        rated = sorted({level for level in levels if level is not None})
        options = [f"{level} {drawing_words[f'level_{level}']}" for level in rated]
        options += [self._words["not_rated_yet"]] if None in levels else []
        if len(options) < 2:
            return
        values: list[Values] = [[len(rated) if level is None else rated.index(level)] for level in levels]
        self._add("evidence", options, [None for _ in self._boxes], values)

    def _by_severity(self, marked: _Marked, drawing_words: Mapping[str, str]) -> None:
        kinds = [severity for severity in WEIGHTS if severity in marked.severities]
        if not kinds:
            return

        def values(found: Mapping[int, Sequence[int]], count: int) -> list[Values]:
            return [sorted({kinds.index(marked.severities[each]) for each in found.get(at, ())}) for at in range(count)]

        options = [drawing_words[WEIGHTS[severity]] for severity in kinds]
        boxes, arrows = values(marked.boxes, len(self._boxes)), values(marked.arrows, len(self._arrows))
        self._add("severity", options, boxes, arrows)

    def _add(self, key: str, options: Sequence[str], boxes: Sequence[Values], arrows: Sequence[Values]) -> None:
        self.shown = (*self.shown, Filter(key=key, label=self._words[key], options=tuple(options)))
        for all_values, values in ((self.of_boxes, boxes), (self.of_arrows, arrows)):
            for each, value in zip(all_values, values, strict=True):
                each.append(value)


def _in_order(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


# -- what the script needs --------------------------------------------------------------------------------------------

KINDS = ("leads_to", "hinders", "feedback")
"""Kinds of arrows, by the number that the script has for each."""


def _script_data(
    drawn: Drawn,
    arrows: Sequence[ArrowInWords],
    places: Mapping[str, int],
    rows: Rows,
    filters: _Filters,
    marked: _Marked,
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
