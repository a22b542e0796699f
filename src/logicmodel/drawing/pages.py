"""A page: title, drawing, what stands beneath it, legend and footer, at the size in which it will be printed.

No text is ever smaller than the floor and no box is cut: a view that does not fit its paper is refused with the ways
out, or, where no paper was asked for, gets a page as large as it needs.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, takewhile

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.booklet import SPLIT, booklet
from logicmodel.drawing.canvas import Canvas, Page
from logicmodel.drawing.frame import FLOOR, FOOT_SPACE, MARGIN, Frame
from logicmodel.drawing.palette import PAPER
from logicmodel.drawing.papers import MILLIMETRE, PAPERS, Paper, larger_than, lenses, through, upright
from logicmodel.drawing.pen import draw_arrangement
from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.places.placing import MOST_LINES, SIZE, WHOLE, Arrangement, Wanted, lettered
from logicmodel.drawing.places.steps import place_in_steps
from logicmodel.drawing.places.upwards import place_upwards
from logicmodel.drawing.shown.picture import Note, Panel, View
from logicmodel.drawing.shown.swimlanes import of_boxes
from logicmodel.drawing.strips.flowing import flowing_pages
from logicmodel.errors import CannotDraw

ROOMY = 9.0
"""Size of the letters on a page that grows with its drawing."""

CHOSEN_FROM = ("a4", "a3")
"""The papers tried, in this order, where none is asked for: lying, or upright for a drawing that is taller than wide."""

IN_COLUMNS = (26, 22, 18, 28)
"""How many letters a line of a box may hold, the best first: narrow boxes fit more columns, wide ones more rows."""

UPWARDS = (28, 22, 18)
"""The same for a view that is read upwards: there only width is short."""

NARROW = (8, 5)
"""Boxes side by side in a view that is read upwards, tried last."""

MOST_NARROW = 200
"""As many boxes of a plan may be set so: of more each row would become a page of rows."""

LAST_IN_COLUMNS = 14
LAST_UPWARDS = 40
"""The same, tried last on a paper that has been asked for."""

NARROWEST = 12
"""The same, tried after all others where letters must be larger than usual."""

GROWING = 22
"""The same on a page that grows with its drawing."""

NEARLY = 0.2
"""Points by which sizes of letters may differ and count as equal."""

NEARER, NEAREST = (14.0, 12.0, 10.0), (9.0, FLOOR)
"""Letters of a booklet for a screen, in points, where the usual ones hold too little; the last for what is one strand."""

SHORT = 24
"""Letters of the Short labels with which a drawing is tried before they are named as a way out."""

VERY_MANY = 300
"""Of more boxes than these, ways that give less than half of the letters that are needed are not tried further."""

LEAST_ROOM = 4000.0
"""Less of a paper than any box takes, with what lies around it, in square points."""

MOST_TRIED = 100
"""As many boxes are placed anew to try a way out: of more that would take seconds."""

LONGEST = 3
"""As many of the longest texts are named."""

Placer = Callable[[int, Wanted], Arrangement]
"""Places a view for so many letters a line, reaching a wanted size where it can."""


class _Fit(Struct, frozen=True, kw_only=True):
    """How well a view fits a paper: letters a line, the size that its letters come to, and what else was asked for."""

    letters: int
    size: float
    wanted: Wanted


def placer_of(view: View) -> Placer:
    """Give what places a view, each size once."""
    if view.chain:
        steps = cache(partial(place_in_steps, view))
        return lambda letters, wanted: steps(letters, Wanted(lines=wanted.lines, close=wanted.close))
    return cache(partial(place_upwards if view.upwards else place_in_columns, view))


def page_on(view: View, paper: Paper, place: Placer, page: int = 1, pages: int = 1) -> Page:
    """Draw a view on a given paper, in the largest letters that it has, as one page of several.

    Raises CannotDraw if its letters would be smaller than the floor of the paper, with the ways out.
    """
    for lens in lenses(paper):
        fit = _fit(view, lens.paper, place, last=True)
        if fit.size >= FLOOR:
            drawn = _drawn(view, lens.paper.width, lens.paper.height, fit, place, page, pages)
            return replace(through(lens, drawn, paper), label=view.description or view.summary)
    which = f"Page {page} of {pages}: " if pages > 1 else ""
    ways = ways_out(view, paper, is_part=pages > 1)
    size = fit.size * lens.power
    why = (
        f"their letters would be {size:.1f} point, and at least {paper.floor:g} are needed"
        if size >= 1
        else f"what stands beneath them, in letters of {paper.floor:g} point, leaves no room for them"
    )
    raise CannotDraw(f"{which}{_boxes(view)} do not fit {paper.name}: {why}. {ways[0].upper()}{ways[1:]}.")


def pages_on(view: View, paper: Paper) -> list[Page]:
    """Draw a view on a given paper, lying or upright.

    Where one page does not hold what is told around the drawing, that stands on pages of its own. Raises CannotDraw
    like `page_on`.
    """
    held = _held(view, paper)
    if held is None:
        alone = replace(view, listed=False)
        return [page_on(alone, paper, placer_of(alone))]
    if held.told is None:
        return [page_on(held.shown, held.sheet, held.place)]
    *_, lens = lenses(held.sheet)
    fit = _fit(held.shown, lens.paper, held.place, last=True)
    told = _told_in_full(held.told, held.place(fit.letters, fit.wanted))
    lists = [through(lens, page, held.sheet) for page in flowing_pages(told, (), lens.paper, before=1)]
    return [page_on(held.shown, held.sheet, held.place, 1, 1 + len(lists)), *lists]


class _Held(Struct, frozen=True, kw_only=True):
    """What a page holds of a view, what is told after it, how the paper lies, and what placed the boxes on it."""

    shown: View
    told: View | None
    sheet: Paper
    place: Placer


def _held(view: View, paper: Paper) -> _Held | None:
    """Give what a page of a paper holds of a view, or None if it holds nothing."""
    for shown, told in _ways_to_show(view):
        place = placer_of(shown)
        for sheet in _turned(paper):
            if fits(shown, sheet, place):
                return _Held(shown=shown, told=told, sheet=sheet, place=place)
    return None


def _ways_to_show(view: View) -> Iterator[tuple[View, View | None]]:
    """Give a view whole; without its lists; and as steps and arrows alone: each with what is then told on another page."""
    yield view, None
    yield replace(view, listed=False), replace(view, panels=(), legend=())
    if view.upwards:
        return  # there needs have no boxes, or are the steps themselves
    needs = [box for box in view.boxes if box.stage == "need"]
    known = {note.mark: note for note in view.needs}
    told = {box.ref: known.get(box.ref, Note(mark=box.ref, state="need", text=box.text)) for box in needs}
    alone = replace(
        of_boxes(view, [box for box in view.boxes if box.stage != "need"]),
        columns=tuple(replace(column, definition="") for column in view.columns if column.key != "need"),
        needs=tuple({**known, **told}.values()),
    )
    yield replace(alone, listed=False, panels=(), legend=()), alone


def _turned(paper: Paper) -> tuple[Paper, ...]:
    """Give a paper lying and upright; a screen lies."""
    return (paper,) if paper.screen else (paper, upright(paper))


def fits(view: View, paper: Paper, place: Placer) -> bool:
    """Say whether a view can be drawn on a paper."""
    held = (lens.paper for lens in lenses(paper) if _may_hold(lens.paper, view))
    return any(_fit(view, each, place, last=True).size >= FLOOR for each in held)


def _may_hold(paper: Paper, view: View) -> bool:
    """Say whether a paper has room for so many boxes at all, so that nobody waits for what cannot be."""
    return len(view.boxes) * LEAST_ROOM <= paper.width * paper.height


def page_for(view: View, place: Placer, *, cut: bool) -> tuple[Page, bool]:
    """Draw a view on the smallest paper that it fits, else on a page as large as it needs; say whether it fits one.

    With `cut` the page ends below its last line, for a picture that goes into another page.
    """
    largest = PAPERS[CHOSEN_FROM[-1]]
    papers = [PAPERS[name] for name in CHOSEN_FROM if _may_hold(PAPERS[name], view)]
    tries = (_lying_or_upright(view, paper, place) for paper in papers)
    last = ((paper, _fit(view, paper, place, last=True)) for paper in _turned(largest) if _may_hold(paper, view))
    for paper, fit in chain(tries, last):
        if fit.size >= FLOOR:
            return _drawn(view, paper.width, None if cut else paper.height, fit, place), True
    fit = _Fit(letters=GROWING, size=ROOMY, wanted=Wanted(lines=WHOLE))
    natural = place(fit.letters, fit.wanted)
    return _drawn(view, max(natural.width * ROOMY / SIZE, 400.0) + 2 * MARGIN, None, fit, place), False


def too_large(view: View, page: Page) -> str:
    """Say of a page that is larger than the paper at hand how large it is, and how it can be printed all the same."""
    size = f"{page.width / MILLIMETRE:.0f} × {page.height / MILLIMETRE:.0f} mm"
    smallest, *_, largest = (PAPERS[name] for name in CHOSEN_FROM)
    return (
        f"{_boxes(view)} do not fit one page of {largest.name} at {FLOOR:g} point; this page is {size}. "
        f"To print it: {ways_out(view, smallest)}."
    )


def _lying_or_upright(view: View, paper: Paper, place: Placer) -> tuple[Paper, _Fit]:
    """Turn a paper upright for a drawing that is taller than wide where its letters are larger so."""
    lying = _fit(view, paper, place)
    drawing = place(lying.letters, lying.wanted)
    if drawing.height <= drawing.width:
        return paper, lying
    standing = _fit(view, upright(paper), place)
    return (upright(paper), standing) if standing.size > lying.size + NEARLY else (paper, lying)


def _boxes(view: View) -> str:
    return f"{len(view.boxes)} boxes" if len(view.boxes) != 1 else "1 box"


def parts_on(view: View, paper: Paper) -> tuple[list[View], Paper]:
    """Give an index and the picture of each strand, and their paper: letters on a screen go down to what they leave."""
    sheet = replace(paper, floors=(*paper.floors, *NEARER)) if paper.screen else paper
    parts = booklet(view, lambda part: fits(part, sheet, placer_of(part)))
    return parts, replace(sheet, floors=(*sheet.floors, *NEAREST)) if paper.screen else paper


def ways_out(view: View, paper: Paper, *, is_part: bool = False) -> str:
    """Say what can be done where a view does not fit a paper: a page for each strand, shorter texts, a larger paper.

    Each is tried before it is named; where none does, a part of the plan can be drawn. Of more than MOST_TRIED boxes
    Short labels are not named, and strands, which are parted until they fit, are not tried.
    """
    ways = []
    few = len(view.boxes) <= MOST_TRIED
    parted = view.name in SPLIT and not is_part
    sheets = ((name, _held(view, each)) for name, each in larger_than(paper))
    larger = next(((name, held) for name, held in sheets if held), None)
    split = None
    if parted:
        split = (
            "--split"
            if not few or _fits_split(view, paper)
            else _split_on_larger(view, paper, larger[0] if larger else None)
        )
    if split:
        ways.append(f"add {split} for an index and a page for each strand")
    longest = sorted(range(len(view.boxes)), key=lambda number: -len(view.boxes[number].text))[:LONGEST]
    named = ", ".join(view.boxes[each].ref for each in sorted(longest))
    labels = f"a Short label for the longest texts ({named})"
    in_vain = ""  # whoever was told of these ways before is not left to try them in vain
    if few and _fits_shortened(view, paper, longest):
        ways.append(f"type {labels}")
    elif few and _fits_shortened(view, paper, range(len(view.boxes))):
        ways.append(f"type a Short label of at most {SHORT} letters for all longer texts")
    elif few and parted and split != "--split":
        in_vain = (
            f"; {labels} is not enough by itself" if split else f"; by itself neither --split nor {labels} is enough"
        )
    if larger:
        name, held = larger
        ways.append(f"choose --paper {name}{', which takes several pages' if held.told else ''}")
    ways = ways or ["draw a part of the plan with --focus"]
    return (f"{', '.join(ways[:-1])}, or {ways[-1]}" if len(ways) > 1 else ways[0]) + in_vain


def _split_on_larger(view: View, paper: Paper, whole: str | None) -> str | None:
    """Give the options with which the strands of a view fit a larger paper, one that is smaller than holds the whole."""
    smaller = takewhile(lambda each: each[0] != whole, larger_than(paper))
    return next((f"--split --paper {name}" for name, each in smaller if _fits_split(view, each)), None)


def _fits_split(view: View, paper: Paper) -> bool:
    parts, sheet = parts_on(view, paper)
    return all(fits(part, sheet, placer_of(part)) for part in parts)


def _fits_shortened(view: View, paper: Paper, numbers: Sequence[int]) -> bool:
    """Say whether a view fits a paper, lying or upright, with Short labels in some of its boxes."""
    short = set(numbers)
    boxes = (replace(box, text=box.text[:SHORT]) if number in short else box for number, box in enumerate(view.boxes))
    return _held(replace(view, boxes=tuple(boxes)), paper) is not None


def _fit(view: View, paper: Paper, place: Placer, *, last: bool = False) -> _Fit:
    """Choose the number of letters a line that leaves the letters largest; of nearly equal ones the first.

    With `last` unusual ways are tried where no other fits, until one does.
    """
    usual = [(letters, Wanted(lines=WHOLE)) for letters in (UPWARDS if view.upwards else IN_COLUMNS)]
    best = _Fit(letters=usual[0][0], size=0.0, wanted=usual[0][1])
    for number, (letters, wanted) in enumerate((*usual, *(_unusual(view, paper) if last else ()))):
        if best.size >= (SIZE - NEARLY if number < len(usual) else FLOOR):
            break
        if number == len(usual) and len(view.boxes) > VERY_MANY and best.size < FLOOR / 2:
            break  # nothing unusual doubles the letters of so large a plan
        try:
            arrangement = place(letters, wanted)
        except CannotDraw:
            if wanted.abreast:
                continue
            raise
        frame = Frame(_told_in_full(view, arrangement), paper.width)
        wide, high = paper.width - 2 * MARGIN, paper.height - frame.head - frame.foot
        size = SIZE * min(1.0, wide / arrangement.width, high / arrangement.height)
        if size > best.size + NEARLY:
            best = _Fit(letters=letters, size=size, wanted=wanted)
    return best


def _unusual(view: View, paper: Paper) -> Iterator[tuple[int, Wanted]]:
    """Give letters a line and what is asked for, as tried where nothing usual fits: long texts are cut, boxes narrow."""
    choices: Sequence[int] = UPWARDS if view.upwards else IN_COLUMNS
    narrow = [LAST_UPWARDS if view.upwards else LAST_IN_COLUMNS, *([NARROWEST] if paper.floor > FLOOR else [])]
    rows = NARROW if view.upwards and len(view.boxes) <= MOST_NARROW else ()
    if not view.upwards:
        yield from ((letters, Wanted(lines=WHOLE, close=True)) for letters in choices)
    yield from ((letters, Wanted(lines=WHOLE, close=True)) for letters in narrow)
    yield from ((letters, Wanted(lines=WHOLE, abreast=abreast)) for abreast in rows for letters in choices)
    for abreast in (0, *rows):
        for letters in sorted((*choices, *(() if abreast else narrow)), reverse=True):
            if any(lettered(box, letters, Wanted(lines=WHOLE)).lines[MOST_LINES:] for box in view.boxes):
                yield letters, Wanted(abreast=abreast, close=True)


def _told_in_full(view: View, arrangement: Arrangement) -> View:
    """List the whole text of boxes that do not hold it, where anything is listed beneath the drawing."""
    cut = tuple(placed.box.told for placed in arrangement.boxes if placed.written.is_cut)
    if not (cut and view.listed):
        return view
    return replace(view, panels=(*view.panels, Panel(title=view.words["in_full"], items=cut)))


def _drawn(
    view: View, wide: float, high: float | None, fit: _Fit, place: Placer, page: int = 1, pages: int = 1
) -> Page:
    scale = fit.size / SIZE
    frame = Frame(_told_in_full(view, place(fit.letters, fit.wanted)), wide)
    room = wide - 2 * MARGIN, (high - frame.head - frame.foot if high else 0.0)
    wanted = replace(fit.wanted, width=room[0] / scale, height=room[1] / scale)
    arrangement = place(fit.letters, wanted)
    body = arrangement.height * scale
    canvas = Canvas(wide, right_to_left=view.right_to_left)
    height = high or frame.head + body + frame.foot
    canvas.rectangle(0, 0, wide, height, fill=PAPER)
    frame.draw_head(canvas)
    draw_arrangement(canvas, view, arrangement, (wide - arrangement.width * scale) / 2, frame.head, scale)
    # What is left of the page stays free beneath the legend: the eye finds one block, not two.
    frame.draw_lists(canvas, frame.head + body + FOOT_SPACE)
    frame.draw_footer(canvas, height - MARGIN, page, pages)
    return Page(width=wide, height=height, items=tuple(canvas.items))
