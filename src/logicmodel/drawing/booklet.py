"""A picture that is too large for one page as a booklet: an index, and a page for each strand.

Marks keep their numbers and letters on all pages. Where an arrow goes on to a box of another page, its box says to
which and where.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from logicmodel.drawing.lettering import refs_listed
from logicmodel.drawing.phrases import counted
from logicmodel.drawing.shown.legend import legend_of
from logicmodel.drawing.shown.picture import Arrow, Box, Column, Crossing, Sample, View
from logicmodel.drawing.shown.strands import Strand, strands_in
from logicmodel.drawing.shown.swimlanes import of_boxes

SPLIT = ("logic-model", "theory")
"""Views that can become a booklet."""

ORDER = ("input", "activity", "output", "outcome", "outcome_short", "outcome_medium", "outcome_long", "impact", "none")
"""Keys of the columns of goals in an index, in their order."""

STRAND = "strand"
"""Begins the key of a column of the index in which strands stand."""

MOST_IN_A_COLUMN = 8

LONG_NUMBER = 10
"""The number of the first page that is not known yet, as far as its width counts: each box may stand on another."""


def booklet(view: View, holds: Callable[[View], bool]) -> list[View]:
    """Give an index and the picture of each strand, each of them such that a page holds it where that is possible.

    An index that no page holds has several, each with as many strands as the others. What is one strand stays one page.
    """
    strands = strands_in(view, lambda strand: holds(_page_that_fits(view, strand, {}, holds)))
    if len(strands) == 1 and holds(view):
        return [view]
    alone = _only_in_the_index(view, strands, [_page_that_fits(view, strand, {}, holds) for strand in strands])
    index = next((found for found in _indexes(view, strands, alone) if all(map(holds, found))), None)
    index = index or [*_indexes(view, strands, alone)][-1]
    pages = _numbered(view, strands, len(index) + 1)
    return [*index, *(_page_that_fits(view, strand, pages, holds) for strand in strands)]


def _only_in_the_index(view: View, strands: Sequence[Strand], pages: Sequence[View]) -> set[str]:
    """Give the boxes that no page of a strand shows, and the goals of which none shows how they are joined."""
    shown = {box.ref for page in pages for box in page.boxes}
    joined = {(arrow.cause, arrow.effect) for page in pages for arrow in page.arrows}
    goals = {ref for strand in strands for ref in strand.goals}
    ends = {(arrow.cause, arrow.effect) for arrow in view.arrows if {arrow.cause, arrow.effect} <= goals} - joined
    return {box.ref for box in view.boxes if box.ref not in shown}.union(*ends)


def _indexes(view: View, strands: Sequence[Strand], alone: set[str]) -> Iterable[list[View]]:
    """Give the indexes of a booklet, of few pages and many goals first; boxes that stand in it `alone` are in each."""
    for count in range(1, len(strands) + 1):
        size = -(-len(strands) // count)
        parts = [strands[start : start + size] for start in range(0, len(strands), size)]
        if len(parts) == count:
            pages = _numbered(view, strands, count + 1)
            for must in (None, alone):
                yield [
                    index_of(view, part, pages, is_first=number == 0, must=must) for number, part in enumerate(parts)
                ]


def _numbered(view: View, strands: Sequence[Strand], first: int) -> Mapping[str, int]:
    """Ref → the page on which a box stands; for an input the first of them. What is only in the index has none."""
    pages = {ref: number for number, strand in enumerate(strands, first) for ref in strand.refs}
    for number, strand in enumerate(strands, first):
        for ref in sorted(_joined_to(view, set(strand.refs), set())):
            pages.setdefault(ref, number)
    return pages


def _page_that_fits(view: View, strand: Strand, pages: Mapping[str, int], holds: Callable[[View], bool]) -> View:
    """Give the picture of a strand with its whole way to the goals, or where no page holds that, with the next step."""
    whole = page_of_strand(view, strand, pages)
    return whole if holds(whole) else page_of_strand(view, strand, pages, whole=False)


def page_of_strand(view: View, strand: Strand, pages: Mapping[str, int], *, whole: bool = True) -> View:
    """Give the picture of one strand: its boxes, with the inputs, needs and goals that they are joined to.

    `pages` says on which page each box of a strand stands; while that is not known it may be empty. Of the goals all on
    the `whole` way are shown, or those that a box of the strand itself leads to.
    """
    home = set(strand.refs)
    shown = home | _joined_to(view, home, set(strand.goals), whole=whole)
    arrows = tuple(arrow for arrow in view.arrows if arrow.cause in shown and arrow.effect in shown)
    tags = {tag for box in view.boxes if box.ref in home for tag in box.tags}
    boxes = tuple(
        replace(box, crossings=_crossings(view, box.ref, shown, pages) if box.ref in home else ())
        for box in view.boxes
        if (box.ref in tags if box.stage == "need" else box.ref in shown)
    )
    return _narrowed(view, boxes, arrows, _title(view, strand))


def _joined_to(view: View, home: set[str], goals: set[str], *, whole: bool = True) -> set[str]:
    """Refs of the inputs that lead into a strand, and of the goals on its way that were taken out of it."""
    inputs = {box.ref for box in view.boxes if box.stage == "input"}
    found = {arrow.cause for arrow in view.arrows if arrow.cause in inputs and arrow.effect in home}
    reached, waiting = set[str](), list(home)
    while waiting:
        ref = waiting.pop()
        fresh = {arrow.effect for arrow in view.arrows if arrow.cause == ref and arrow.effect in goals} - reached
        reached |= fresh
        waiting += fresh if whole else ()
    return found | reached


def _crossings(view: View, ref: str, shown: set[str], pages: Mapping[str, int]) -> tuple[Crossing, ...]:
    """Give what goes on from a box to other pages, and what comes from them, a line for each page."""
    found: dict[tuple[bool, int, str], list[str]] = {}
    for arrow in view.arrows:
        for here, other, leaves in ((arrow.cause, arrow.effect, True), (arrow.effect, arrow.cause, False)):
            if here == ref and other not in shown:
                page = pages.get(other, 1 if pages else LONG_NUMBER + len(found))
                found.setdefault((leaves, page, arrow.line), []).append(other)
    return tuple(
        Crossing(
            words=f"{refs_listed(others)}{view.words['comma']}{view.words['on_page_short'].format(page=page)}",
            leaves=leaves,
            line=line,
        )
        for (leaves, page, line), others in sorted(found.items())
    )


def _narrowed(view: View, boxes: tuple[Box, ...], arrows: tuple[Arrow, ...], title: str) -> View:
    """Give a picture of some boxes and arrows of another, with the notes, needs and legend of theirs and no panels."""
    marks = {mark for box in boxes for mark in box.notes} | {mark for arrow in arrows for mark in arrow.notes}
    notes = tuple(note for note in view.notes if note.mark in marks)
    used = {box.column for box in boxes}
    elsewhere = {crossing.line for box in boxes for crossing in box.crossings} & {"harm", "feedback", "to_confirm"}
    lines = (*arrows, *(Arrow(cause="", effect="", line=line) for line in sorted(elsewhere)))
    below = tuple(box.ref for box in boxes if view.ceiling and box.ref in view.ceiling.below)
    across = below and len(below) < sum(box.stage != "need" for box in boxes)
    return replace(
        of_boxes(view, boxes),
        subtitle=" · ".join(part for part in (title, view.subtitle) if part),
        summary=view.words["summary_counts"].format(
            name=title,
            boxes=counted(view.words, "boxes", len(boxes)),
            arrows=counted(view.words, "arrows", len(arrows)),
        ),
        description="",
        columns=tuple(column for column in view.columns if column.key in used),
        arrows=arrows,
        notes=notes,
        needs=tuple(note for note in view.needs if any(note.mark in box.tags for box in boxes)),
        panels=(),
        legend=tuple(legend_of(boxes, lines, notes, view.words, with_stages=not view.columns)),
        ceiling=replace(view.ceiling, below=below) if view.ceiling and across else None,
    )


def _title(view: View, strand: Strand) -> str:
    """Name a strand by its ends."""
    text_of = {box.ref: box.text for box in view.boxes}
    return "; ".join(f"{ref} {text_of[ref]}" for ref in strand.ends) or view.words["unjoined"]


# -- the index --------------------------------------------------------------------------------------------------------


def index_of(
    view: View,
    strands: Sequence[Strand],
    pages: Mapping[str, int],
    *,
    is_first: bool = True,
    must: set[str] | None = None,
) -> View:
    """Give the map of the strands: a box for each with its page and how many boxes it has, and the goals they lead to.

    The number on an arrow counts the arrows of the plan that it stands for. What is outside the plan or assumed of all of
    it is listed in the first, with the needs that no strand answers. Of the goals all are shown, or, where some `must` be,
    those alone and those that a strand leads to without another between.
    """
    goals = {ref for strand in strands for ref in strand.goals}
    if must is not None:
        home = {ref for strand in strands for ref in strand.refs}
        goals &= _joined_to(view, home, goals, whole=False) | must
    stands_for = {ref: _name(number) for number, strand in enumerate(strands) for ref in strand.refs}
    stands_for |= {ref: ref for ref in goals}
    counts: dict[tuple[str, str], int] = {}
    for arrow in view.arrows:
        ends = stands_for.get(arrow.cause, ""), stands_for.get(arrow.effect, "")
        if all(ends) and ends[0] != ends[1]:
            counts[ends] = counts.get(ends, 0) + 1
    # Of several indexes each shows the goals that its own strands lead to.
    inputs = {box.ref for box in view.boxes if box.stage == "input"}
    elsewhere = {arrow.effect for arrow in view.arrows if arrow.cause not in inputs} - {
        ref for ends in counts for ref in ends
    }
    goals -= elsewhere - (must or set())
    boxes = (
        *(_strand_box(view, strand, number, pages) for number, strand in enumerate(strands)),
        *(replace(box, tags=(), notes=(), joint=False, lane=0) for box in view.boxes if box.ref in goals),
        *(_unanswered(view) if is_first else ()),
    )
    shown = {box.ref: box.ref for box in boxes} | {_name(number): boxes[number].ref for number in range(len(strands))}
    arrows = tuple(
        Arrow(cause=shown[cause], effect=shown[effect], line="plain", label=str(count) if count > 1 else "")
        for (cause, effect), count in counts.items()
    )
    return replace(
        of_boxes(view, boxes),
        subtitle=" · ".join(part for part in (view.words["index"], view.subtitle) if part),
        description="",
        upwards=False,
        columns=tuple(_index_columns(view, boxes)),
        boxes=boxes,
        lanes=(),
        arrows=arrows,
        notes=(),
        needs=(),
        panels=view.panels if is_first else (),
        legend=tuple(_index_legend(view, arrows)),
        ceiling=None,
    )


def _unanswered(view: View) -> Iterable[Box]:
    """Give the needs that stand on no page of a strand: no box answers them."""
    answered = {tag for box in view.boxes for tag in box.tags}
    needs = (box for box in view.boxes if box.stage == "need" and not view.upwards and box.ref not in answered)
    return (replace(box, lane=0) for box in needs)


def _index_legend(view: View, arrows: Sequence[Arrow]) -> Iterable[Sample]:
    """Explain the number on an arrow, where there is one."""
    label = next((arrow.label for arrow in arrows if arrow.label), "")
    if label:
        yield Sample(shows="line:plain", words=view.words["arrows_counted"], label=label)


def _name(number: int) -> str:
    """Name a strand where no Ref of a box can be meant."""
    return f" {number}"


def _strand_box(view: View, strand: Strand, number: int, pages: Mapping[str, int]) -> Box:
    first = next((box for box in view.boxes if box.ref in strand.ends[:1]), None)
    page = pages[strand.refs[0]]
    title = _title(view, strand)
    return Box(
        ref=first.ref if first else str(page),
        text=title.removeprefix(first.ref).lstrip() if first else title,
        full=title,
        stage=first.stage if first else "none",
        column=f"{STRAND} {number // MOST_IN_A_COLUMN}",
        aside=f"{view.words['on_page'].format(page=page)}{view.words['comma']}{counted(view.words, 'boxes', len(strand.refs))}",
    )


def _index_columns(view: View, boxes: Sequence[Box]) -> Iterable[Column]:
    """Give the columns: needs that nothing answers, strands, goals."""
    used = list(dict.fromkeys(box.column for box in boxes))
    titled = {column.key: column for column in view.columns}
    yield from (titled[key] for key in used if key == "need")
    for key in used:
        if key.startswith(STRAND):
            yield Column(key=key, stage="none", title=view.words["strands"], definition=view.words["about_strands"])
    for key in sorted((key for key in used if key != "need" and not key.startswith(STRAND)), key=ORDER.index):
        stage = "outcome" if key.startswith("outcome") else key
        untitled = Column(key=key, stage=stage, title=view.words[key], definition=view.words[f"about_{key}"])
        yield titled.get(key, untitled)
