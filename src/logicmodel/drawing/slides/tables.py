"""Tables on slides: real ones, with a row of headings on each slide, and nothing past its foot."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.palette import FILLS, INK, PALE, PAPER, QUIET
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.picture import Picture
from logicmodel.drawing.shown.tabled import found_in, panels_of, sections_of
from logicmodel.drawing.shown.tables import Cell, Piece, Section, Table
from logicmodel.drawing.slides.dealing import ACROSS, DOWN, Laid, dealt
from logicmodel.drawing.slides.deck import FOOT, HEAD, LETTERS, MARGIN, Deck
from logicmodel.drawing.slides.shapes import Run, add_runs, emu, rgb, set_border, set_letters

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.table import Table as Written
    from pptx.table import _Cell

HEADING = "#DDE3E8"
PLAIN_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The style of tables that Office calls “No Style, Table Grid”."""


def table_to_slides(table: Table, alternative: TextAlternative) -> tuple[bytes, int]:
    """Write a table as a PowerPoint file, with the lists beneath it; give how many slides it has too."""
    deck = Deck(table)
    sections = (*table.sections, *panels_of(table), *found_in(table))
    slides = add_tables(deck, table.title, sections, subtitle=True, numbered=True)
    deck.note(slides[0], alternative)
    return deck.to_bytes(), len(slides)


def add_tables(
    deck: Deck, title: str, sections: Sequence[Section], *, subtitle: bool = False, numbered: bool = False
) -> list["Slide"]:
    """Add tables on as many slides as they need: with the subtitle on the first, and the number of each at its foot."""
    pages = dealt(sections, deck.room, deck.height - HEAD - FOOT, deck.picture.words["continued"])
    slides = []
    for number, page in enumerate(pages, 1):
        slide = deck.add(title)
        if subtitle and number == 1:
            deck.write_subtitle(slide)
        for laid in page:
            _add(deck, slide, title, laid)
        if numbered:
            deck.write_footer(slide, number, len(pages))
        slides.append(slide)
    return slides


def add_behind(deck: Deck, picture: Picture) -> None:
    """Add what a chart shows as a table, and the lists that stand beneath it."""
    add_tables(deck, picture.title, (*sections_of(picture), *panels_of(picture), *found_in(picture)))


def _add(deck: Deck, slide: "Slide", title: str, laid: Laid) -> None:
    heights = [laid.head, *(each for _, its in laid.rows for each in its)]
    frame = slide.shapes.add_table(
        len(heights),
        len(laid.widths),
        emu(MARGIN),
        emu(HEAD + laid.top),
        emu(sum(laid.widths)),
        emu(sum(heights)),
    )
    frame.name = title
    table = frame.table
    table.horz_banding = False
    properties = table._tbl.tblPr  # the library has no name for the style
    properties.tableStyleId = PLAIN_GRID
    for x, wide in enumerate(laid.widths):
        table.columns[_across(deck, laid, x)].width = emu(wide)
    for row, high in zip(table.rows, heights, strict=True):
        row._tr.h = emu(high)  # the library would add up all rows each time
    _fill(deck, table, laid)


def _across(deck: Deck, laid: Laid, x: int) -> int:
    """Give where a column stands: on a page that is read from right to left the first is the last from the left.

    PowerPoint would turn a table round by itself, and LibreOffice would not: so read, it is right in both.
    """
    return len(laid.widths) - 1 - x if deck.picture.right_to_left else x


def _fill(deck: Deck, table: "Written", laid: Laid) -> None:
    for x, heading in enumerate(laid.section.headings):
        fill = FILLS[heading.stage].colour if heading.stage else HEADING
        _write(
            deck, table.cell(0, _across(deck, laid, x)), Cell(pieces=(Piece(text=heading.title, look="strong"),)), fill
        )
    top = 1
    for row, heights in laid.rows:
        if row.title:
            band = Cell(pieces=(Piece(text=row.title, look="strong"),))
            _put(deck, table, (top, 0, top, len(laid.widths) - 1), band, FILLS[row.stage].colour)
        for number, column in enumerate(row.cells):
            x, y = _across(deck, laid, number), top
            for cell in column:
                stage = FILLS[cell.stage].colour if cell.stage not in ("", "gap") else PAPER
                _put(deck, table, (y, x, y + cell.lines - 1, x), cell, stage)
                y += cell.lines
        top += len(heights)


def _put(deck: Deck, table: "Written", place: tuple[int, int, int, int], cell: Cell, fill: str) -> None:
    """Write a cell at a place, from its first row and column to its last; those behind its first are merged with it."""
    top, left, bottom, right = place
    for y in range(top, bottom + 1):
        for x in range(left, right + 1):
            _write(deck, table.cell(y, x), cell if (y, x) == (top, left) else Cell(), fill, missing=cell.stage == "gap")
    if (top, left) != (bottom, right):
        table.cell(top, left).merge(table.cell(bottom, right))


def _write(deck: Deck, written: "_Cell", cell: Cell, fill: str, *, missing: bool = False) -> None:
    for side in ("lnL", "lnR", "lnT", "lnB"):
        set_border(written, side, INK if missing else PALE, 0.75, "dash" if missing else "solid")
    written.fill.solid()
    written.fill.fore_color.rgb = rgb(fill)
    written.margin_left = written.margin_right = emu(ACROSS)
    written.margin_top = written.margin_bottom = emu(DOWN)
    language = deck.picture.language
    for number, piece in enumerate(cell.pieces):
        # Figures alone run no way of their own, and stand where the texts around them begin.
        turned = deck.picture.right_to_left and not any(map(str.isalpha, piece.text))
        add_runs(
            written.text_frame,
            list(runs_of(piece)),
            LETTERS,
            language,
            piece.text,
            first=number == 0,
            align="end" if turned else "start",
        )
    if not cell.pieces:
        set_letters(written.text_frame, LETTERS)


def runs_of(piece: Piece) -> Iterator[Run]:
    """Give the numbers of findings and the Ref in bold letters, then the text; what is missing stands in italics."""
    before = " ".join([*(f"[{badge.mark}]" for badge in piece.badges), *([piece.ref] if piece.ref else [])])
    if before:
        yield Run(text=before, bold=True, colour=INK)
    if piece.text:
        yield Run(
            text=f" {piece.text}" if before else piece.text,
            bold=piece.look == "strong",
            italic=piece.look == "gap",
            colour=QUIET if piece.look == "quiet" else INK,
        )
