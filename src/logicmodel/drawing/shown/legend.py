"""The legend: an entry for every mark that a picture of boxes and arrows uses, and for no other."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from logicmodel.drawing.palette import FILLS
from logicmodel.drawing.shown.marks import LEVEL_LINES
from logicmodel.drawing.shown.picture import Arrow, Box, Note, Sample


def legend_of(
    boxes: Sequence[Box],
    arrows: Sequence[Arrow],
    notes: Sequence[Note],
    words: Mapping[str, str],
    *,
    with_stages: bool,
) -> tuple[Sample, ...]:
    """Give an entry for every mark that a picture uses; for the stages too where no column names them."""
    return tuple(_samples(boxes, arrows, notes, words, with_stages=with_stages))


def rows_of(
    samples: Sequence[Sample], width_of: Callable[[Sample], float], room: float
) -> list[list[tuple[Sample, float]]]:
    """Deal a legend out to rows that are at most so wide; each entry is given with its width."""
    rows: list[list[tuple[Sample, float]]] = [[]]
    left = room
    for sample in samples:
        wide = width_of(sample)
        if wide > left and rows[-1]:
            rows.append([])
            left = room
        rows[-1].append((sample, wide))
        left -= wide
    return [row for row in rows if row]


def _samples(
    boxes: Sequence[Box],
    arrows: Sequence[Arrow],
    notes: Sequence[Note],
    words: Mapping[str, str],
    *,
    with_stages: bool,
) -> Iterable[Sample]:
    if with_stages:
        used = {box.stage for box in boxes}
        for stage in FILLS:
            if stage in used:
                yield Sample(shows=f"stage:{stage}", words=words[stage])
    yield from _line_samples(arrows, words)
    for shows, key, is_used in (
        ("external", "external", any(box.external for box in boxes)),
        ("proposed", "proposed", any(box.proposed and not box.external for box in boxes)),
        ("tag", "tag", any(box.tags for box in boxes)),
        ("joint", "joint", any(box.joint for box in boxes)),
    ):
        if is_used:
            yield Sample(shows=shows, words=words[key], label=_first_tag(boxes) if shows == "tag" else "")
    for state in ("open", "filled", "cross", "reason"):
        first = next((note for note in notes if note.state == state), None)
        if first:
            yield Sample(shows=state, words=words[state], label=first.mark)


def _line_samples(arrows: Sequence[Arrow], words: Mapping[str, str]) -> Iterable[Sample]:
    lines = {arrow.line for arrow in arrows}
    rated = any(arrow.label[:1].isdigit() for arrow in arrows)
    if "plain" in lines:
        yield Sample(shows="line:plain", words=words["not_rated" if rated else "leads_to"])
    levels = {arrow.label[0] for arrow in arrows if arrow.line in LEVEL_LINES}
    for level in sorted(levels):
        yield Sample(shows=f"line:{LEVEL_LINES[int(level)]}", words=words[f"level_{level}"], label=level)
    signs = {arrow.label[-1] for arrow in arrows if arrow.line == "mixed"}
    for sign, key in (("±", "mixed"), ("×", "contrary")):
        if sign in signs:
            yield Sample(shows="line:mixed", words=words[key], label=sign)
    for line, key in (("to_confirm", "to_confirm"), ("harm", "harm"), ("feedback", "feeds_back")):
        if line in lines:
            yield Sample(shows=f"line:{line}", words=words[key], label="?" if line == "to_confirm" else "")


def _first_tag(boxes: Sequence[Box]) -> str:
    return next(box.tags[0] for box in boxes if box.tags)
