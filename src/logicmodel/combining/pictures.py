"""The drawings of a report, as its medium takes them: on sheets that can be printed, or why one could not be drawn."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.theory import Theory

if TYPE_CHECKING:
    from logicmodel.drawing import Drawing
    from logicmodel.reporting import Paper

SHEET = "sheet"
"""The form of drawings in which pages are counted: its texts are not set yet, so it is the quickest to write."""


class Pictures(Struct, frozen=True, kw_only=True):
    """What a paper shows: in each form the drawings by their names, what their pages show, what could not be drawn."""

    drawn: dict[str, dict[str, bytes]]
    labels: dict[str, tuple[str, ...]]
    remarks: tuple[str, ...]


def pictures_of(theory: Theory, paper: "Paper", forms: Iterable[str], ready: "Mapping[str, Drawing]") -> Pictures:
    """Draw what a paper shows, once for all forms and nothing for none; page by page what is larger than A3.

    `ready` has drawings that were made before, by their views.
    """
    from logicmodel import drawing, reporting
    from logicmodel.errors import CannotDraw

    pictures: dict[str, dict[str, bytes]] = {form: {} for form in forms}
    labels: dict[str, tuple[str, ...]] = {}
    remarks: list[str] = []
    for view in paper.views if pictures else ():
        try:
            drawn = ready.get(view) or _on_sheets(theory, view, paper)
            in_forms = {form: drawing.again(drawn, form) for form in pictures}
        except CannotDraw as trouble:
            remarks.append(str(trouble))
            continue
        labels[view] = drawn.labels
        for form, made in in_forms.items():
            names = (reporting.page_name(view, place) for place in range(drawn.pages))
            pictures[form] |= zip(names, (made.data, *made.more), strict=True)
        remarks += (each for made in (drawn, *in_forms.values()) for each in made.remarks)
        if "svg" not in pictures and not _fits(drawn, paper):
            remarks.append(f"The drawing “{view}” is larger than A3: draw it alone (logicmodel draw) to print it.")
    return Pictures(drawn=pictures, labels=labels, remarks=tuple(dict.fromkeys(remarks)))


FEWEST_PAGES = "logic-model"
"""The view that takes least room: columns and rows, where one that is read upwards has a row for each step."""


class OnOnePage(Struct, frozen=True, kw_only=True):
    """The view of a plan that a page holds; where none does, `parts` is the drawing by strands, the first its index."""

    view: str
    parts: "Drawing | None" = None


def on_one_page(theory: Theory, view: str, paper: "Paper") -> OnOnePage:
    """Find the view by which a plan is drawn on one sheet of a paper: the one named, or else that with columns."""
    from logicmodel.errors import CannotDraw

    try:
        for each in dict.fromkeys((view, FEWEST_PAGES)):
            if _fits(_on_one(theory, each, paper), paper):
                return OnOnePage(view=each)
        drawn = _on_sheets(theory, view, paper)
    except CannotDraw:
        return OnOnePage(view=view)
    return OnOnePage(view=view, parts=drawn if drawn.pages > 1 else None)


def as_svg(theory: Theory, view: str) -> tuple[str | None, tuple[str, ...]]:
    """Draw a plan as SVG text, page after page if it has several, or say why that cannot be done."""
    from logicmodel import drawing
    from logicmodel.errors import CannotDraw

    try:
        drawn = drawing.again(_on_sheets(theory, view), "svg")
    except CannotDraw as trouble:
        return None, (str(trouble),)
    return "\n".join(each.decode("utf-8") for each in (drawn.data, *drawn.more)), drawn.remarks


def _on_sheets(theory: Theory, view: str, paper: "Paper | None" = None) -> "Drawing":
    """Draw a view as one picture, or where it fits no sheet of A3 as an index and a page of A3 for each strand, if it can."""
    from logicmodel import drawing
    from logicmodel.errors import CannotDraw

    drawn = _on_one(theory, view, paper)
    if _fits(drawn, paper) or view not in drawing.SPLIT:
        return drawn
    try:
        return drawing.draw(theory, SHEET, view, "a3", paper.language if paper else None, split=True)
    except CannotDraw:
        return drawn


def _on_one(theory: Theory, view: str, paper: "Paper | None") -> "Drawing":
    from logicmodel import drawing

    return drawing.draw(theory, SHEET, view, language=paper.language if paper else None)


def _fits(drawn: "Drawing", paper: "Paper | None") -> bool:
    from logicmodel import reporting

    return reporting.sheet_for((drawn.width, drawn.height), paper.paper if paper else "a4") is not None
