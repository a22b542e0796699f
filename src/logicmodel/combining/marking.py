"""A copy of somebody's own file that answers a check in it, or says why there is no plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from logicmodel.checking import Checked, examine
from logicmodel.config import Config
from logicmodel.errors import NoPlanFound
from logicmodel.theory import Theory

if TYPE_CHECKING:
    from logicmodel.reading.files.grid import Sheet
    from logicmodel.workbook.marking import Marked
    from logicmodel.workbook.marking.answers import Answers
    from logicmodel.workbook.marking.plain import PlainSheet


def mark_up(
    path: Path | str,
    theory: Theory,
    *,
    checked: Checked | None = None,
    config: Config | None = None,
    with_macros: bool = False,
) -> "Marked":
    """Answer findings in a copy of the author's own workbook: amber cells with a note, and a first sheet that lists them.

    `theory` is that of the plan that was read from the file at `path`, which stays as it is. The plan is checked unless
    `checked` gives what a check gave. A file that is no .xlsx or .xlsm is copied into a new workbook. The copy keeps its
    macros only `with_macros`, for a name that ends in .xlsm. `data` of the answer is the copy, and `remarks` says what
    it could not keep.

    Raises FileNotReadable if the file cannot be read or a part of it is damaged, and UnknownName for macros in a file
    that has none.
    """
    from logicmodel.listing import summary
    from logicmodel.workbook.marking.answers import answers_of

    checked = checked or examine(theory, config or Config())
    answers = answers_of(theory.plan, checked, summary(checked.findings, len(checked.waived)))
    return _marked(Path(path), answers, with_macros=with_macros)


def mark_refused(path: Path | str, refused: NoPlanFound, *, with_macros: bool = False) -> "Marked":
    """Say in a copy of a workbook why no plan was found in it: a first sheet with a line for each of its sheets.

    The copy is made, and raises, as that of `mark_up`.
    """
    from logicmodel.workbook.marking.answers import answers_without_a_plan

    return _marked(Path(path), answers_without_a_plan(refused), with_macros=with_macros)


def _marked(path: Path, answers: "Answers", *, with_macros: bool) -> "Marked":
    """Mark the copy of a workbook, or of another file in a new workbook."""
    from logicmodel.reading.files.grid import open_book
    from logicmodel.reading.files.guard import Kind, content_of, kind_of
    from logicmodel.workbook.marking import Marked, marked_copy
    from logicmodel.workbook.marking.answers import in_sheets
    from logicmodel.workbook.marking.plain import plain_workbook, titles_of

    content = content_of(path)
    if kind_of(path.name, content) is Kind.WORKBOOK:
        return marked_copy(path.name, content, answers, with_macros=with_macros)
    book = open_book(path)
    titles = titles_of([sheet.name for sheet in book.sheets])
    sheets = [_plain(sheet, title) for sheet, title in zip(book.sheets, titles, strict=True)]
    answers = in_sheets(answers, {sheet.name: title for sheet, title in zip(book.sheets, titles, strict=True)})
    marked = marked_copy(path.name, plain_workbook(sheets), answers, with_macros=with_macros)
    remark = f"The copy is a new workbook with the texts and numbers of {path.name}, without its formats and formulas."
    return Marked(data=marked.data, remarks=(remark, *marked.remarks))


def _plain(sheet: "Sheet", title: str) -> "PlainSheet":
    """Give a sheet to a new workbook: numbers that are shown as they are stay numbers, all else is text."""
    from logicmodel.workbook.marking.plain import PlainSheet

    return PlainSheet(
        name=title,
        cells={
            (cell.row, cell.column): cell.value
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and str(cell.value) == cell.text
            else cell.text
            for cell in sheet.cells.each()
        },
        struck=frozenset((cell.row, cell.column) for cell in sheet.cells.each() if cell.struck),
        merged=sheet.merged,
        hidden=sheet.hidden,
        hidden_rows=sheet.hidden_rows | sheet.filtered_rows,
        hidden_columns=sheet.hidden_columns,
        right_to_left=sheet.right_to_left,
    )
