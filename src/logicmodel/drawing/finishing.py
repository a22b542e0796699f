"""A picture on its pages: boxes and arrows on one that fits, tables and charts on as many as they need."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.booklet import SPLIT
from logicmodel.drawing.canvas import Page, Text
from logicmodel.drawing.frame import MARGIN
from logicmodel.drawing.pages import CHOSEN_FROM, page_for, page_on, pages_on, parts_on, placer_of, too_large
from logicmodel.drawing.papers import PAPERS, Paper, lenses, through
from logicmodel.drawing.shown import screen
from logicmodel.drawing.shown.found import MOST, with_findings
from logicmodel.drawing.shown.part import findings_on
from logicmodel.drawing.shown.picture import Picture, View
from logicmodel.drawing.shown.power_map import PowerMap
from logicmodel.drawing.shown.tables import Table
from logicmodel.drawing.shown.timeline import Timeline
from logicmodel.drawing.strips.bars import strips_of_timeline
from logicmodel.drawing.strips.dots import strips_of_map
from logicmodel.drawing.strips.flowing import Strip, flowing_pages, one_page
from logicmodel.drawing.strips.rows import strips_of_table
from logicmodel.errors import CannotDraw

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.theory import Theory

# -- boxes and arrows -------------------------------------------------------------------------------------------------


def boxes_drawn(
    shown: View,
    theory: "Theory",
    checked: "Checked | None",
    paper: Paper | None,
    *,
    cut: bool,
    split: bool | None,
    alone: bool,
) -> tuple[View, list[Page], tuple[str, ...]]:
    """Draw boxes and arrows on one page or as a booklet; give what it shows, the pages, and what to remark.

    With `split` None they become a booklet where they fit no page that is usual. Of a drawing that stands `alone` and is
    larger it is said how it can be printed.
    """
    remarks: tuple[str, ...] = ()
    if paper and paper.screen:
        shown, remarks = screen.for_a_screen(shown), screen.left_out(shown)
    shown, pages = _pages(shown, theory, checked, paper, cut=cut, split=split, alone=alone)
    return shown, pages, (*remarks, *pages[0].remarks)


def _pages(
    view: View,
    theory: "Theory",
    checked: "Checked | None",
    paper: Paper | None,
    *,
    cut: bool,
    split: bool | None,
    alone: bool,
) -> tuple[View, list[Page]]:
    """Give the pages, and the view that they show: one page, or those of a booklet."""
    if split:
        return view, _with_least_letters(_booklet(view, theory, checked, paper), paper)
    shown = view if checked is None else with_findings(view, theory, checked)
    if paper:
        return shown, pages_on(shown, paper)
    page, is_usual = page_for(shown, placer_of(shown), cut=cut)
    if is_usual:
        return shown, [page]
    if split is None and view.name in SPLIT:
        with suppress(CannotDraw):
            return shown, pages_on(shown, PAPERS[CHOSEN_FROM[-1]])
        with suppress(CannotDraw):
            index, *strands = _booklet(view, theory, checked, paper)
            return view, [replace(index, remarks=(IS_SPLIT.format(boxes=len(view.boxes)),)), *strands]
    return shown, [replace(page, remarks=(too_large(shown, page),)) if alone else page]


IS_SPLIT = (
    "{boxes} boxes do not fit one page of A3 at 8 point, so the first page is an index and each strand has a page of its "
    "own. For one large page, add --no-split."
)


SMALLER = (
    "The smallest letters are {size:.0f} point, and {usual:g} can be read from the back of a room. For larger ones, type a "
    "Short label for long texts, or draw a part of the plan with --focus."
)


def _with_least_letters(pages: list[Page], paper: Paper | None) -> list[Page]:
    """Say of a booklet for a screen how large its letters are, where they are smaller than usual."""
    least = min(item.size for page in pages for item in page.items if isinstance(item, Text))
    if not (paper and paper.screen) or least >= paper.floor - 0.01:
        return pages
    index, *strands = pages
    said = SMALLER.format(size=least, usual=paper.floor)
    return [replace(index, remarks=(*index.remarks, said)), *strands]


def _booklet(view: View, theory: "Theory", checked: "Checked | None", paper: Paper | None) -> list[Page]:
    """Give an index and a page for each strand, on the paper asked for, else on A4 or, where that is too small, A3."""
    if paper is None:
        try:
            return _booklet(view, theory, checked, PAPERS["a4"])
        except CannotDraw:
            return _booklet(view, theory, checked, PAPERS["a3"])
    views, paper = parts_on(view, paper)
    found = []
    for number, part in enumerate(views, 1):
        on_it = checked and findings_on(part, checked, theory)
        drawn = partial(_page, paper=paper, number=number, pages=len(views))
        found += [_with_most_findings(part, theory, on_it, drawn)]
    return found


def _page(view: View, paper: Paper, number: int, pages: int) -> Page:
    return page_on(view, paper, placer_of(view), number, pages)


def _with_most_findings(view: View, theory: "Theory", checked: "Checked | None", drawn: Callable[[View], Page]) -> Page:
    """Give the page of a view with as many findings as go on it."""
    if checked is None:
        return drawn(view)
    *views, last = [with_findings(view, theory, checked, most) for most in MOST_FINDINGS]
    for each in views:
        try:
            return drawn(each)
        except CannotDraw:
            continue
    return drawn(last)


MOST_FINDINGS = (MOST, 20, 12, 6)
"""How many findings are tried on a page of a booklet, one after the other."""


# -- tables and charts ------------------------------------------------------------------------------------------------


def flowing_drawn(shown: Picture, paper: Paper | None, *, one: bool) -> tuple[list[Page], tuple[str, ...]]:
    """Draw a picture that flows over pages: on as many as it needs, or on one that is as long; with what to remark.

    On a paper for large letters the largest are taken that need one page only, else the least that it may have.
    """
    paper = paper or PAPERS[CHOSEN_FROM[0]]
    for lens in lenses(paper):
        strips = _strips_of(shown, lens.paper.width - 2 * MARGIN)
        pages = flowing_pages(shown, strips, lens.paper)
        if len(pages) == 1:
            break
    if not one:
        return [through(lens, page, paper) for page in pages], ()
    remark = f"In print this is {len(pages)} pages of {paper.name}: draw to .pdf to get them."
    page = one_page(shown, strips, lens.paper.width)
    endless = replace(paper, height=page.height * lens.power + 2 * lens.shift)
    return [through(lens, page, endless)], (remark,) if len(pages) > 1 else ()


def _strips_of(shown: Picture, wide: float) -> Sequence[Strip]:
    if isinstance(shown, Table):
        return strips_of_table(shown, wide)
    if isinstance(shown, Timeline):
        return strips_of_timeline(shown, wide)
    assert isinstance(shown, PowerMap)
    return strips_of_map(shown, wide)
