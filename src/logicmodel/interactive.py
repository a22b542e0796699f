"""A drawing as one page that opens by double click: to be clicked through, or to be read as tables."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked
from logicmodel.config import Funder
from logicmodel.theory import Theory

if TYPE_CHECKING:
    from logicmodel.drawing import Drawing
    from logicmodel.drawing.shown.picture import Picture
    from logicmodel.reporting import FoundAt


class Interactive(Struct, frozen=True, kw_only=True):
    """An interactive page as HTML in UTF-8, what is to be said about its drawing, and how much is drawn."""

    data: bytes
    remarks: tuple[str, ...]
    boxes: int
    arrows: int
    pages: int = 1


def interactive_page(
    theory: Theory,
    *,
    view: str = "logic-model",
    paper: str | None = None,
    language: str | None = None,
    checked: Checked | None = None,
    focus: str | None = None,
    grey: bool = False,
    funder: Funder | None = None,
    today: date | None = None,
    lanes: str | None = None,
) -> Interactive:
    """Make one file that opens without the internet: the drawing, to be searched, filtered and traced, and its tables.

    A table or chart has nothing to trace: its page, without a script, shows it and tells it as tables. The arguments are
    those of `drawing.draw`. What a check found (`checked`) is marked in the drawing and listed in full.

    Raises UnknownName and CannotDraw as `drawing.draw` does.
    """
    from logicmodel import drawing, reporting
    from logicmodel.drawing.shown.picture import View
    from logicmodel.drawing.shown.tabled import lists_told, tables_told
    from logicmodel.drawing.shown.tables import Table
    from logicmodel.focusing import focused

    drawn = drawing.draw(
        theory, "svg", view, paper, language, checked, focus=focus, grey=grey, funder=funder, today=today, lanes=lanes
    )
    picture = drawn.picture
    part = focused(theory, focus) if focus else theory
    found = _found(theory, picture, checked, in_part=bool(focus))
    if isinstance(picture, View) and not picture.chain:
        arrows = drawing.text_alternative(part, picture.name, language).arrows
        page = reporting.interactive_page_of(part, picture, arrows, lists_told(picture), found, sheet=_sheet(drawn))
        beside = replace(drawn, picture=replace(picture, description=""))  # the tables of the page tell it in full
        text = reporting.to_interactive(page, drawing.again(beside, "svg").data.decode("utf-8"))
    else:
        is_table = isinstance(picture, Table)
        still = reporting.still_page_of(
            part, picture, tables_told(picture), lists_told(picture), found, is_table=is_table
        )
        text = reporting.to_still(still, drawn.data.decode("utf-8"))
    return Interactive(data=text.encode("utf-8"), remarks=drawn.remarks, boxes=drawn.boxes, arrows=drawn.arrows)


def page_of_tables(
    theory: Theory,
    drawn: "Drawing",
    *,
    language: str | None = None,
    checked: Checked | None = None,
    focus: str | None = None,
) -> bytes:
    """Tell a drawing in words, as a page of HTML in UTF-8 that goes beside its file.

    Boxes and arrows are told as a nested list and with a row for each arrow and each box, a table or chart row by row,
    with what stands beneath it and what a check found. The arguments are those with which the drawing was made.
    """
    from logicmodel import drawing, reporting
    from logicmodel.drawing.shown.picture import View
    from logicmodel.drawing.shown.tabled import arrows_told, lists_told, tables_told
    from logicmodel.drawing.shown.tables import Table
    from logicmodel.focusing import focused

    picture, tables = drawn.picture, tables_told(drawn.picture)
    part = focused(theory, focus) if focus else theory
    outline: list[tuple[int, str]] = []
    if isinstance(picture, View) and not picture.chain:
        told = drawing.text_alternative(part, picture.name, language)
        tables = (*arrows_told(told, picture.words), *tables)
        outline = [(line.depth, line.text) for line in told.outline]
    page = reporting.still_page_of(
        part,
        picture,
        tables,
        lists_told(picture),
        _found(theory, picture, checked, in_part=bool(focus)),
        outline=outline,
        is_table=isinstance(picture, Table),
    )
    return reporting.to_still(page).encode("utf-8")


WIDEST_UPRIGHT = 0.9
"""How many times as high as wide a drawing is that comes out equally large on an upright sheet and on a wide one."""

TALLEST_UPRIGHT = 1.5
"""How many times as high as wide a drawing may be to go on one upright sheet of paper without shrinking much for it."""


def _sheet(drawn: "Drawing") -> str:
    """Say how a drawing lies on paper: wide or upright on one sheet, as it comes out larger, or tall, over several."""
    if drawn.height <= WIDEST_UPRIGHT * drawn.width:
        return "wide"
    return "upright" if drawn.height <= TALLEST_UPRIGHT * drawn.width else "tall"


def _found(theory: Theory, picture: "Picture", checked: Checked | None, *, in_part: bool) -> "list[FoundAt] | None":
    """Give what a check found with the boxes and arrows of a drawing that it is about, the gravest first."""
    from logicmodel.drawing.shown.found import gravest_first, marked_by, refs_in
    from logicmodel.drawing.shown.part import findings_on
    from logicmodel.reporting import FoundAt

    if checked is None:
        return None
    shown = findings_on(picture, checked, theory) if in_part else checked
    refs = refs_in(picture)
    return [
        FoundAt(finding=finding, refs=marked_by(finding, theory, refs)) for finding in gravest_first(shown.findings)
    ]
