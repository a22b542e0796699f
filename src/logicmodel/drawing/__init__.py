"""Drawings of a theory of change: what is shown (`views`), where (`placing`), and as SVG, PDF, PNG, DOT or Mermaid."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing import printing
from logicmodel.drawing.booklet import SPLIT
from logicmodel.drawing.canvas import Page, Words, to_svg
from logicmodel.drawing.dot import to_dot
from logicmodel.drawing.finishing import boxes_drawn, flowing_drawn
from logicmodel.drawing.funders import in_words_of, paper_of
from logicmodel.drawing.grey import in_grey, proof_of, text_in_grey
from logicmodel.drawing.mermaid import left_out, to_mermaid
from logicmodel.drawing.pages import GROWING, placer_of
from logicmodel.drawing.papers import PAPERS, Paper
from logicmodel.drawing.phrases import language_of
from logicmodel.drawing.places.placing import WHOLE, Wanted
from logicmodel.drawing.shown.alternative import ArrowRow, TextAlternative
from logicmodel.drawing.shown.found import MOST, with_findings
from logicmodel.drawing.shown.part import as_part, findings_on
from logicmodel.drawing.shown.picture import Line, Picture, View
from logicmodel.drawing.shown.swimlanes import LANES, in_swimlanes
from logicmodel.drawing.shown.tabled import told_in_full
from logicmodel.drawing.shown.timeline import Timeline, with_today
from logicmodel.drawing.shown.tree_alternative import text_alternative
from logicmodel.drawing.shown.views import VIEWS
from logicmodel.errors import CannotDraw, UnknownName
from logicmodel.focusing import focused, strands_of

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.config import Funder
    from logicmodel.theory import Theory

__all__ = [
    "FORMATS",
    "LANES",
    "PAPERS",
    "SPLIT",
    "VIEWS",
    "ArrowRow",
    "Drawing",
    "Line",
    "TextAlternative",
    "again",
    "draw",
    "text_alternative",
]


class Drawing(Struct, frozen=True, kw_only=True):
    """A finished drawing: its bytes, what its reader should know, a short text alternative, and how much is drawn.

    `picture` is what it shows, as values; a table or chart has no boxes and arrows. Width and height are points of the
    first page; slides, DOT and Mermaid have none, and both are 0. `pages` counts the slides of a table or chart too.
    `more` has the further pages of a booklet in a format that holds one page a file; a PDF has all of them in `data`.
    `labels` say of each page of a booklet what it shows. `canvas` has the pages as shapes and texts, for `again`.
    """

    data: bytes
    remarks: tuple[str, ...]
    summary: str
    boxes: int
    arrows: int
    pages: int
    width: float
    height: float
    picture: Picture
    more: tuple[bytes, ...] = ()
    labels: tuple[str, ...] = ()
    canvas: tuple[Page, ...] = ()


def _svg(pages: Sequence[Page], words: Words) -> bytes:
    (page,) = pages
    return to_svg(page.items, page.width, page.height, words).encode("utf-8")


FORMATS: Mapping[str, Callable[[Sequence[Page], Words], bytes] | None] = {
    "svg": _svg,
    "pdf": printing.to_pdf,
    "png": printing.to_png,
    "pptx": None,
    "dot": None,
    "mmd": None,
    "mermaid": None,
}
"""Name of each format → what writes pages in it, only .pdf more than one; those of TEXTS are written from the view."""


FOR_DOCUMENTS: Mapping[str, Callable[[Sequence[Page], Words], bytes]] = {"sheet": printing.to_sheet}
"""Forms that are no files: a part of a document that is typeset."""


def _dot_of(view: View) -> str:
    return to_dot(view, placer_of(view)(GROWING, Wanted(lines=WHOLE)))


TEXTS: Mapping[str, Callable[[View], str]] = {"dot": _dot_of, "mmd": to_mermaid, "mermaid": to_mermaid}
"""Name of each format that leaves the layout to another program → what writes a view in it."""


def draw(
    theory: "Theory",
    format: str = "svg",  # noqa: A002 - the word that people use
    view: str = "logic-model",
    paper: str | None = None,
    language: str | None = None,
    checked: "Checked | None" = None,
    *,
    focus: str | None = None,
    grey: bool = False,
    funder: "Funder | None" = None,
    today: date | None = None,
    split: bool | None = None,
    lanes: str | None = None,
) -> Drawing:
    """Draw a plan.

    `format`, `view` and `paper` are names from FORMATS, VIEWS and PAPERS; `language` is that of the words around the
    plan's own words (“fr”, “French”), by default the language of the plan. Without a paper the smallest of A4 and A3
    that fits is taken, else a page as large as needed, which `remarks` says; SVG and PNG then end below their last line.
    What a check found (`checked`) is marked on boxes and arrows, and listed beneath; on a page of a booklet only as many
    findings as it holds, the gravest first. On a paper that has been asked for the drawing may stand upright, and what its
    marks stand for on pages of its own.

    `focus` draws one strand (“+OC3+”, see `logicmodel.focusing`), with the findings on it; its footer counts the boxes
    left out. `grey` turns all colours into greys of the same lightness; a remark says whether neighbouring stages can
    be told apart. `funder` draws as a funder wants it: on its paper where none is asked for, in letters and margins as
    large as it asks for, with its words over the columns. `split` makes a booklet of boxes and arrows: an index, and a
    page or slide for each strand, on A4 where no paper is asked for; where nothing is said of it, so does a .pdf for no paper
    that does not fit A3. `lanes` is a name from LANES: a logic model in rows by target group, who leads, level or strand.
    `today` is drawn as a line in a timeline.

    Raises UnknownName for a name that there is not, and CannotDraw if there is no box to draw, if the drawing does not
    fit the paper in the letters it must have, if no font has one of its letters, or if findings
    are to be marked in DOT or Mermaid.
    """
    _check(theory, format, view, paper, split=split)
    shown = _shown(theory, view, language_of(theory.plan.programme.language, language), focus)
    if isinstance(shown, View) and not shown.boxes:
        raise CannotDraw("There is no need to draw: fill in What on the sheet Needs.")
    if lanes:
        shown = _in_lanes(shown, theory, lanes)
    if funder and isinstance(shown, View):
        shown = in_words_of(funder, shown)
    if today and isinstance(shown, Timeline):
        shown = with_today(shown, today)
    if focus and checked:
        checked = findings_on(shown, checked, theory)
    told = partial(text_alternative, focused(theory, focus) if focus else theory, view, language)
    if format == "pptx":
        if paper or grey:
            raise CannotDraw(
                "Slides have a size and colours of their own: leave the paper and the grey out, or draw to .pdf."
            )
        return _as_slides(shown, theory, checked, told, split=bool(split))
    if format in TEXTS:
        if checked:
            raise CannotDraw(
                f"Findings cannot be marked in .{format}; draw to .svg, .png or .pdf, or leave the findings out."
            )
        return _as_text(_of_boxes(shown, format), format, grey=grey)
    if format in DESCRIBED and isinstance(shown, View) and not shown.description:
        shown = told_in_full(shown, told())
    return _on_pages(shown, theory, checked, format, paper_of(paper, funder), split=split, grey=grey)


def _check(theory: "Theory", format: str, view: str, paper: str | None, *, split: bool | None) -> None:  # noqa: A002
    """Refuse names that there are not, a plan without what the view shows, and what cannot be split."""
    if format not in FOR_DOCUMENTS:
        _check_name("format", format, FORMATS)
    _check_name("view", view, VIEWS)
    if paper is not None:
        _check_name("paper", paper, PAPERS)
    if not theory.elements and view not in WITHOUT_BOXES:
        raise CannotDraw("There is no box to draw: fill in Stage and What on the sheet Plan.")
    if split and view not in SPLIT:
        raise CannotDraw(f"The view {view} is not split into strands; {' and '.join(SPLIT)} can be. Leave --split out.")
    if split and format not in ("pdf", "pptx", *CUT):
        raise CannotDraw(
            f"A .{format} is not split into pages; draw to .pdf, .pptx, .svg or .png, or leave --split out."
        )


def _shown(theory: "Theory", name: str, language: str, focus: str | None) -> Picture:
    """Give what is to be shown: a view of the whole plan, or of the part that a focus asks for."""
    if focus is None:
        whole = VIEWS[name](theory, language)
        return as_part(whole, (), _left_out(whole, theory)) if isinstance(whole, View) and whole.chain else whole
    if name in WITHOUT_BOXES:
        what = "people" if name in OF_PEOPLE else "needs"
        raise CannotDraw(f"The view {name} shows {what}, and a focus chooses boxes of the plan. Leave the focus out.")
    strands = strands_of(theory, focus)
    small = focused(theory, focus)
    part = VIEWS[name](small, language)
    if isinstance(part, View) and part.chain:
        return as_part(part, strands, _left_out(part, theory))
    if isinstance(part, View) and isinstance(whole := VIEWS[name](theory, language), View):
        return as_part(part, strands, len(whole.boxes) - len(part.boxes))
    return as_part(part, strands, len(theory.elements) - len(small.elements))


def _left_out(view: View, theory: "Theory") -> int:
    """Count the boxes of a plan that a chain does not show: it shows the way to one goal, of a part of the plan too."""
    return len(theory.elements) - len(view.boxes)


def again(drawn: Drawing, format: str) -> Drawing:  # noqa: A002 - as above
    """Write a drawing that goes into other pages (a format of CUT) in another such format; nothing is placed anew.

    Raises CannotDraw as `draw` does.
    """
    data, *more = _written(drawn.canvas, _words(drawn.picture), format)
    return replace(drawn, data=data, more=tuple(more), remarks=(*drawn.remarks, *_said_of_signs(drawn.canvas, format)))


def _said_of_signs(pages: Sequence[Page], format: str) -> tuple[str, ...]:  # noqa: A002 - as above
    """Say what is not drawn as its authors wrote it, where letters are drawn and not left to who reads."""
    return printing.without_font(pages) if format in ("pdf", "png") else ()


def _written(pages: Sequence[Page], words: Words, format: str) -> Iterator[bytes]:  # noqa: A002 - as above
    """Write pages in a format: each alone where it goes into other pages, else all of them as one."""
    write = {**FORMATS, **FOR_DOCUMENTS}[format]
    assert write is not None  # texts have no pages
    if format not in CUT:
        yield write(pages, words)
        return
    for place, page in enumerate(pages, 1):
        said = replace(words, name=f"{words.name}-{place}", description=page.label) if place > 1 else words
        yield write([page], said)


def _in_lanes(shown: Picture, theory: "Theory", lanes: str) -> View:
    _check_name("kind of lanes", lanes, LANES)
    if not isinstance(shown, View):
        raise CannotDraw(
            f"The view {shown.name} has no rows to be lanes; draw the view logic-model, or leave --lanes out."
        )
    return in_swimlanes(shown, theory, lanes)


def _of_boxes(shown: Picture, form: str) -> View:
    """Give a picture that other programs can lay out anew, or say that it is none."""
    if isinstance(shown, View) and not shown.chain:
        return shown
    raise CannotDraw(
        f"The view {shown.name} is not made of boxes and arrows, which is all that .{form} holds; draw to .svg, .png, "
        ".pdf, .pptx or .html."
    )


DESCRIBED = ("svg", "pdf")
"""Formats that hold a description beside what they show, for who does not see it."""

OF_PEOPLE = ("power-map", "tactics")
"""Views that show people."""

WITHOUT_BOXES = ("problem-tree", "objective-tree", *OF_PEOPLE)
"""Views that show needs or people, and so need no box."""

CUT = ("svg", "png", "sheet")
"""Formats that go into other pages: without a paper they end below their last line."""


SMALL_ON_SLIDES = 8.0
"""Letters that are smaller on a usual slide are told of, in points."""


def _as_slides(
    picture: Picture, theory: "Theory", checked: "Checked | None", told: Callable[[], TextAlternative], *, split: bool
) -> Drawing:
    """Write slides, with what `told` says in their notes where the picture has no list of its own."""
    from logicmodel.drawing.slides import to_slides

    shown = with_findings(picture, theory, checked, MOST) if checked else picture
    own = TextAlternative(summary=shown.summary, outline=shown.outline, arrows=()) if shown.outline else None
    data, pages, letters = to_slides(shown, placer_of, own or told(), split=split)
    remarks = (_small(letters, splits=not split and shown.name in SPLIT),) if 0 < letters < SMALL_ON_SLIDES else ()
    return replace(_drawing(shown, data, remarks), pages=pages)


def _small(letters: float, *, splits: bool) -> str:
    split = "add --split for an index and a slide for each strand, or " if splits else ""
    return (
        f"On a usual slide the smallest letters would be {letters:.0f} point. For larger ones, {split}draw a part of the "
        "plan with --focus."
    )


def _as_text(view: View, form: str, *, grey: bool) -> Drawing:
    text = TEXTS[form](view)
    remarks = () if form == "dot" else left_out(view)
    if grey:
        text, remarks = text_in_grey(text), (*remarks, proof_of(view))
    return _drawing(view, text.encode("utf-8"), remarks)


def _on_pages(
    shown: Picture,
    theory: "Theory",
    checked: "Checked | None",
    format: str,  # noqa: A002 - as above
    paper: Paper | None,
    *,
    split: bool | None,
    grey: bool,
) -> Drawing:
    cut = format in CUT
    if isinstance(shown, View):
        split = split or (None if split is None and format == "pdf" else False)
        alone = format not in FOR_DOCUMENTS
        shown, pages, remarks = boxes_drawn(shown, theory, checked, paper, cut=cut, split=split, alone=alone)
    else:
        shown = shown if checked is None else with_findings(shown, theory, checked)
        pages, remarks = flowing_drawn(shown, paper, one=cut)
    if grey:
        pages, remarks = [in_grey(page) for page in pages], (*remarks, proof_of(shown))
    data, *more = _written(pages, _words(shown), format)
    remarks = (*remarks, *_said_of_signs(pages, format))
    return replace(
        _drawing(shown, data, remarks),
        pages=len(pages),
        width=pages[0].width,
        height=pages[0].height,
        more=tuple(more),
        labels=tuple(page.label for page in pages) if len(pages) > 1 else (),
        canvas=tuple(pages),
    )


def _drawing(shown: Picture, data: bytes, remarks: tuple[str, ...] = ()) -> Drawing:
    """Give a drawing as it is where nothing is measured in pages."""
    view = shown if isinstance(shown, View) else None
    return Drawing(
        data=data,
        remarks=remarks,
        summary=shown.summary,
        boxes=len(view.boxes) if view else 0,
        arrows=len(view.arrows) if view else 0,
        pages=0,
        width=0.0,
        height=0.0,
        picture=shown,
    )


def _check_name(what: str, name: str, names: Mapping[str, object]) -> None:
    if name in names:
        return
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1, cutoff=0.4)
    ask = f"Did you mean {near[0]}?" if near else f"Choose one of these: {', '.join(names)}."
    raise UnknownName(f"There is no {what} “{name}”. {ask}")


def _words(view: Picture) -> Words:
    return Words(
        name=view.name,
        title=view.title,
        description=view.description or view.summary,
        language=view.language,
        right_to_left=view.right_to_left,
    )
