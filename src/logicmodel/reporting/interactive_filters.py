"""The filters of the interactive page: what boxes and arrows can be chosen by, and what each of them has."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.model import Finding, Severity
from logicmodel.reporting.interactive_rows import ArrowInWords, Rows


class FoundAt(Struct, frozen=True, kw_only=True):
    """A finding, and the boxes and arrows (“A>B”) of the drawing that it is marked on."""

    finding: Finding
    refs: tuple[str, ...]


class Filter(Struct, frozen=True, kw_only=True):
    """What boxes and arrows can be chosen by: a key, its name, and the options."""

    key: str
    label: str
    options: tuple[str, ...]


WEIGHTS = {
    Severity.ERROR: "found_error_sign",
    Severity.WARNING: "found_warning_sign",
    Severity.ADVICE: "found_advice_sign",
}
"""Severity → key of the phrase of a drawing for it, the gravest first."""


class Marked(Struct, frozen=True, kw_only=True):
    """What is marked: for each box and arrow, by its number, the numbers of findings; and the severity of each finding."""

    boxes: dict[int, list[int]]
    arrows: dict[int, list[int]]
    severities: tuple[Severity, ...]


def marked_on(found: Sequence[FoundAt], places: Mapping[str, int], joined: Mapping[str, int]) -> Marked:
    """Say what findings are marked on, by the numbers of boxes and of arrows (“A>B”)."""
    boxes: dict[int, list[int]] = {}
    arrows: dict[int, list[int]] = {}
    for number, each in enumerate(found):
        for ref in each.refs:
            if ref in places:
                boxes.setdefault(places[ref], []).append(number)
            elif ref in joined:
                arrows.setdefault(joined[ref], []).append(number)
    return Marked(boxes=boxes, arrows=arrows, severities=tuple(each.finding.severity for each in found))


Values = list[int] | None
"""Numbers of the options that a box or an arrow has; None where the filter is not about it."""


class Filters:
    """The filters that tell boxes or arrows apart, and what each box and arrow has."""

    def __init__(
        self,
        rows: Rows,
        words: Mapping[str, str],
        refs: Sequence[str],
        arrows: Sequence[ArrowInWords],
        stages: Sequence[str],
        marked: Marked,
    ) -> None:
        self._words = words
        self._boxes = range(len(refs))
        self._arrows = range(len(arrows))
        self.shown: tuple[Filter, ...] = ()
        self.of_boxes: list[list[Values]] = [[] for _ in self._boxes]
        self.of_arrows: list[list[Values]] = [[] for _ in self._arrows]
        told = [rows.told(ref) for ref in refs]
        self._by_box("stage", [(stage,) if stage else () for stage in stages], _in_order(stages))
        self._by_name("group", [each.groups for each in told])
        self._by_name("strand", [each.strands for each in told])
        levels = [words[key] for key in ("micro", "mezzo", "macro")]
        self._by_box(
            "level",
            [each.levels for each in told],
            [level for level in levels if any(level in (each.levels or ()) for each in told)],
        )
        self._by_name("lead", [each.leads for each in told])
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

    def _by_name(self, key: str, said: Sequence[Sequence[str] | None]) -> None:
        """Add a filter of boxes by the names that they say, in the order of the alphabet."""
        self._by_box(key, said, sorted(dict.fromkeys(name for each in said for name in each or ()), key=str.casefold))

    def _by_evidence(self, levels: Sequence[int | None], drawing_words: Mapping[str, str]) -> None:
        rated = sorted({level for level in levels if level is not None})
        options = [f"{level} {drawing_words[f'level_{level}']}" for level in rated]
        options += [self._words["not_rated_yet"]] if None in levels else []
        if len(options) < 2:
            return
        values: list[Values] = [[len(rated) if level is None else rated.index(level)] for level in levels]
        self._add("evidence", options, [None for _ in self._boxes], values)

    def _by_severity(self, marked: Marked, drawing_words: Mapping[str, str]) -> None:
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
