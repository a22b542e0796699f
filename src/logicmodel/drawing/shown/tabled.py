"""What a picture shows as tables of texts, for those who read rather than look: row by row, and what stands beneath it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.picture import Box, Line, Note, Picture, View
from logicmodel.drawing.shown.power_map import PowerMap
from logicmodel.drawing.shown.tables import Cell, Heading, Piece, Row, Section, Table, cell_of
from logicmodel.drawing.shown.telling import description_of, outline_of, outline_of_panels
from logicmodel.drawing.shown.timeline import Timeline, day_text
from logicmodel.saying import Cell as Lines
from logicmodel.saying import Line as Said
from logicmodel.saying import Table as Told
from logicmodel.saying import Words


def sections_of(picture: Picture) -> tuple[Section, ...]:
    """Give a table as it is; of a chart or of boxes a row for each bar, person or box."""
    if isinstance(picture, Table):
        return picture.sections
    if isinstance(picture, Timeline):
        return (_of_timeline(picture),)
    if isinstance(picture, PowerMap):
        return (_of_map(picture),)
    assert isinstance(picture, View)
    return (_of_boxes(picture),)


def panels_of(picture: Picture) -> tuple[Section, ...]:
    """Give each list beneath a picture as a table of one column."""
    return tuple(
        Section(
            headings=(Heading(title=panel.title, share=1),),
            rows=tuple(_row(cell_of(Piece(text=item))) for item in panel.items),
        )
        for panel in picture.panels
    )


def found_in(picture: Picture) -> tuple[Section, ...]:
    """Give what was found as a table: its number and how grave it is, and what it says. Nothing was asked for: no table."""
    if picture.found is None:
        return ()
    words = picture.words
    rows = [
        _row(_marked(note, words[f"{note.state}_sign"]), cell_of(Piece(text=note.text))) for note in picture.found.notes
    ]
    if picture.found.more:
        rows.append(_row(Cell(), cell_of(Piece(text=picture.found.more))))
    headings = (Heading(title=words["mark"], share=2), Heading(title=picture.found.title, share=10))
    return (Section(headings=headings, rows=tuple(rows)),)


def _marked(note: Note, words: str) -> Cell:
    return cell_of(Piece(ref=note.mark, text=words))


def section_of(headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Section:
    """Make a table of plain texts."""
    return Section(
        headings=tuple(Heading(title=title, share=share) for title, share in zip(headings, shares, strict=True)),
        rows=tuple(Row(cells=tuple((cell_of(Piece(text=text)),) for text in row)) for row in rows),
    )


def arrows_of(told: TextAlternative, words: Mapping[str, str]) -> Section | None:
    """Give a row for each arrow, with the columns that say something; None where there is no arrow."""
    rows = [(row.source, row.kind, row.target, row.because, row.assumption, row.evidence) for row in told.arrows]
    kept = [column for column, _, _ in ARROW if column in (0, 2) or any(row[column] for row in rows)]
    if not rows:
        return None
    return section_of(
        [words[ARROW[column][1]] for column in kept],
        [[row[column] for column in kept] for row in rows],
        [ARROW[column][2] for column in kept],
    )


ARROW = ((0, "from", 3), (1, "kind", 1), (2, "to", 3), (3, "because", 3), (4, "must_be_true", 3), (5, "evidence", 2))
"""Place, key of the heading, and share of the columns in which arrows are told."""


def _of_timeline(shown: Timeline) -> Section:
    words = shown.words
    rows = []
    if shown.reviews:
        days = words["comma"].join(day_text(day, words) for day in shown.reviews)
        rows.append(_row(cell_of(Piece(text=words["reviews"], look="strong")), cell_of(Piece(text=days))))
    for group in shown.groups:
        rows.append(Row(title=group.title, stage=group.stage))
        rows += [
            _row(cell_of(Piece(ref=bar.ref, text=bar.text, badges=bar.badges)), cell_of(Piece(text=bar.told)))
            for bar in group.bars
        ]
    return Section(
        headings=(Heading(title=words["box"], share=6), Heading(title=words["when"], share=5)), rows=tuple(rows)
    )


def _of_map(shown: PowerMap) -> Section:
    words = shown.words
    headings = (("name", 12), ("influence", 3), ("interest", 3), ("position", 5))
    return Section(
        headings=tuple(Heading(title=words[key], share=share) for key, share in headings),
        rows=tuple(
            _row(
                cell_of(Piece(ref=str(dot.number), text=dot.name)),
                *(cell_of(Piece(text=said)) for said in (str(dot.influence), str(dot.interest), words[dot.position])),
            )
            for dot in shown.dots
        ),
    )


def _of_boxes(view: View) -> Section:
    words = view.words
    return Section(headings=(Heading(title=words["box"], share=1),), rows=tuple(_rows_of_boxes(view)))


def _rows_of_boxes(view: View) -> Iterator[Row]:
    """Give the boxes of each column under its title; where there are no columns, all boxes."""
    for column in view.columns:
        its = [box for box in view.boxes if box.column == column.key]
        if its:
            yield Row(title=column.title, stage=column.stage)
        yield from map(_row_of_box, its)
    if not view.columns:
        yield from map(_row_of_box, view.boxes)


def _row_of_box(box: Box) -> Row:
    said = (Piece(ref=box.ref, text=box.full, badges=box.badges), Piece(text=box.aside, look="quiet"))
    return _row(cell_of(*said))


def _row(*cells: Cell) -> Row:
    return Row(cells=tuple((cell,) for cell in cells))


def told_in_full(view: View, told: TextAlternative) -> View:
    """Give boxes and arrows their whole description: what leads to what as a nested list, then arrow by arrow."""
    arrows = arrows_of(told, view.words)
    lines = (Line(depth=0, ref="", text=view.words["all_arrows"]), *outline_of([arrows])) if arrows else ()
    listed = (*told.outline, *outline_of_panels(view.panels), *lines)
    return replace(view, description=description_of(told.summary, listed))


# -- as tables of a page of text --------------------------------------------------------------------------------------


def lists_told(picture: Picture) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give what stands beneath and around a drawing as titled lists.

    These are its panels; what must be true, with how each stands; and the boxes beyond the line of accountability.
    """
    lists = [(panel.title, panel.items) for panel in picture.panels]
    assumed = tuple(
        f"{note.text}: {picture.words[note.state]}"
        for note in picture.notes
        if note.state in ("open", "filled", "cross")
    )
    lists += [(picture.words["must_be_true"], assumed)] if assumed else []
    if isinstance(picture, View) and picture.ceiling:
        below = {clean(ref) for ref in picture.ceiling.below}
        beyond = tuple(box.told for box in picture.boxes if box.stage != "need" and box.ref not in below)
        lists += [(picture.ceiling.words, beyond)] if beyond else []
    return tuple(lists)


def arrows_told(told: TextAlternative, words: Mapping[str, str]) -> tuple[Told, ...]:
    """Give the arrows as a plain table, if there are any."""
    arrows = arrows_of(told, words)
    return tuple(_plain([arrows], words["all_arrows"])) if arrows else ()


def tables_told(picture: Picture) -> tuple[Told, ...]:
    """Give what a picture shows as plain tables, one for each band of rows; a cell over several lines is named on each."""
    return tuple(_plain(sections_of(picture), picture.words[picture.name]))


def _plain(sections: Sequence[Section], name: str) -> Iterator[Told]:
    """Part sections into plain tables; `name` is the caption of rows without a band over them."""
    for section in sections:
        headings = tuple(each.title for each in section.headings)
        caption, rows = name, list[tuple[Lines, ...]]()
        for row in (*section.rows, Row(title=name)):
            if not row.title:
                rows += _lines_of(row)
                continue
            if rows:
                yield Told(caption=caption, headings=headings, rows=tuple(rows))
            caption, rows = row.title, []


def _lines_of(row: Row) -> list[tuple[Lines, ...]]:
    """Part a row into its lines: what stands beside several of them is told on the first, and named on the others."""
    count = sum(cell.lines for cell in row.cells[0])
    columns = []
    for column in row.cells:
        cells: list[Lines] = []
        for cell in column:
            named = [(Words(cell.pieces[0].ref, "ref"),)] if cell.stage and cell.pieces and cell.pieces[0].ref else []
            cells += [tuple(map(_said, cell.pieces)), *[tuple(named)] * (cell.lines - 1)]
        columns.append(cells)
    return [tuple(cells[line] for cells in columns) for line in range(count)]


def _said(piece: Piece) -> Said:
    before = [*(f"[{badge.mark}]" for badge in piece.badges), *([piece.ref] if piece.ref else [])]
    text = (Words(piece.text, "gap" if piece.look == "gap" else "own"),) if piece.text else ()
    return (*(each for part in before for each in (Words(part, "ref"), Words(" "))), *text)
