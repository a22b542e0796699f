"""Survey exports → counts and bases, and nothing else.

Exports are recognised by the headings that the programs write (Kobo, SurveyMonkey, Microsoft and Google Forms …). Closed
questions are counted; answers in people's own words, identifiers and personal columns are named by their headings and
dropped. Small counts are hidden, and what would give them back. `drafts_of` makes rows of Needs of the figures.
"""

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from logicmodel.model import CellUse, Place
from logicmodel.reading.files.grid import Book, Sheet, open_book
from logicmodel.reading.signs import TOO_LARGE_FOR_A_SHEET, under_a_title, without_title
from logicmodel.reading.survey.drafting import account_of, drafts_of, personal_columns, proposed, why_a_survey
from logicmodel.reading.survey.form import Form, form_of, is_form
from logicmodel.reading.survey.found import (
    HIDDEN,
    SMALLEST,
    Answer,
    CannotCount,
    ColumnUse,
    Figure,
    Question,
    Survey,
)
from logicmodel.reading.survey.layout import MARKS, REPEAT, Layout, layout_of, plain_table
from logicmodel.reading.survey.source import HEAD, FileSource, SheetSource
from logicmodel.reading.survey.summarising import counted

__all__ = [
    "HIDDEN",
    "MARKS",
    "SMALLEST",
    "Answer",
    "CannotCount",
    "ColumnUse",
    "Figure",
    "OfASurvey",
    "Question",
    "Survey",
    "account_of",
    "count_survey",
    "drafts_of",
    "kind_of_sheet",
    "large_survey",
    "personal_columns",
    "proposed",
    "surveys_in",
    "why_a_survey",
]

_LINES = (".csv", ".tsv", ".tab", ".txt")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WORTH_DUCKDB = 20_000_000  # bytes; below, loading DuckDB takes longer than counting


class OfASurvey(Struct, frozen=True, kw_only=True):
    """A sheet that belongs to a survey: its figures (None for its form, and for repeat groups), and its account."""

    place: Place
    survey: Survey | None
    account: tuple[CellUse, ...]


FORM = "form"


def kind_of_sheet(book: Book, sheet: Sheet) -> str | None:
    """Say whether a sheet holds answers (and of which program), repeat groups or the form of a survey, or none of these."""
    if is_form(sheet):
        return FORM
    layout = layout_of(SheetSource(book, sheet))
    return layout.kind if layout else None


def surveys_in(
    sheets: Sequence[tuple[Book, Sheet]],
    *,
    asked_for: Collection[tuple[str, str]] = (),
    group: str | None = None,
    weight: str | None = None,
    smallest: int = SMALLEST,
    language: str | None = None,
) -> tuple[OfASurvey, ...]:
    """Count the exports among some sheets, a form among them giving words to codes; other sheets are not in the result.

    `asked_for` names, by file and sheet, those that are answers although nothing says so.
    `language` is the code of the language wanted for these words (“fr”), where the form has several.

    Raises CannotCount for a column to group or weigh by that none of the surveys has, or that cannot be used.
    """
    form = form_of([_of_one_sheet(book, sheet) for book, sheet in sheets], language)
    laid_out = [(SheetSource(book, sheet), sheet) for book, sheet in sheets if not is_form(sheet)]
    exports = [
        (source, sheet, layout)
        for source, sheet in laid_out
        if (layout := layout_of(source) or _if_asked_for(source, asked_for))
    ]
    found = []
    trouble: CannotCount | None = None
    for source, sheet, layout in exports:
        if layout.kind == REPEAT:
            found.append(_not_counted(source.place, sheet, layout.rows, "a repeat group, whose rows are no people"))
            continue
        try:
            survey = counted(source, layout, form, group=group, weight=weight, smallest=smallest)
        except CannotCount as why:
            trouble = why
            continue
        found.append(OfASurvey(place=source.place, survey=survey, account=account_of(survey)))
    if trouble is not None and not any(each.survey for each in found):
        raise trouble
    if exports:
        forms = [(book, sheet) for book, sheet in sheets if is_form(sheet)]
        found += [_not_counted(SheetSource(*each).place, each[1], 1, "the form of the survey") for each in forms]
    return tuple(found)


def _if_asked_for(source: SheetSource, asked_for: Collection[tuple[str, str]]) -> Layout | None:
    return plain_table(source) if (source.place.file, source.place.sheet) in asked_for else None


def count_survey(
    path: Path | str,
    *,
    form: Path | str | None = None,
    group: str | None = None,
    weight: str | None = None,
    smallest: int = SMALLEST,
    engine: str = "auto",
) -> Survey:
    """Count the answers of one file, of any size if it is a .csv or .tsv; of a workbook, those of its first survey.

    `form` is an XLSForm, if it does not stand in the file. `engine` is “csv”, “duckdb” or “auto”: DuckDB where it is
    installed and the file is large. Both give the same figures. A table that no program is known by is taken for a
    survey of one row of headings.

    Raises FileNotReadable if a file cannot be read, and CannotCount for a column to group or weigh by that cannot be
    used, an engine that is not installed, or a workbook without a survey.
    """
    path = Path(path)
    forms = form_of([open_book(form)]) if form is not None else Form()
    if not _is_lines(path):
        return _of_workbook(open_book(path), forms, group=group, weight=weight, smallest=smallest)
    source = _from_its_headings(path)
    if engine == "auto":
        engine = "duckdb" if path.stat().st_size > _WORTH_DUCKDB else "csv"
    elif engine == "duckdb":
        _ask_for_duckdb()
    layout = _respondents(layout_of(source)) or plain_table(source)
    return counted(source, layout, forms, group=group, weight=weight, smallest=smallest, engine=engine)


def large_survey(
    path: Path | str,
    *,
    group: str | None = None,
    weight: str | None = None,
    smallest: int = SMALLEST,
    asked_for: bool = False,
    name: str | None = None,
    first_row: int | None = None,
) -> OfASurvey | None:
    """Count a survey in a .csv or .tsv that is too large to be opened as a sheet; None for any other file.

    `asked_for` says that it holds answers although nothing in it says so; `name` is what the file is called, if not by
    its name alone; `first_row` that of its headings, if it is not to be looked for.

    Raises FileNotReadable and CannotCount as `count_survey` does.
    """
    path = Path(path)
    if not _is_lines(path) or path.stat().st_size < TOO_LARGE_FOR_A_SHEET:
        return None
    source = FileSource(path, name, first_row) if first_row else _from_its_headings(path, name)
    layout = _respondents(layout_of(source)) or (plain_table(source) if asked_for else None)
    if layout is None:
        return None
    survey = counted(source, layout, Form(), group=group, weight=weight, smallest=smallest, engine="duckdb")
    return OfASurvey(place=source.place, survey=survey, account=account_of(survey))


def _of_workbook(book: Book, forms: Form, *, group: str | None, weight: str | None, smallest: int) -> Survey:
    forms = forms or form_of([book])
    for sheet in map(without_title, book.sheets):
        source = SheetSource(book, sheet)
        layout = None if is_form(sheet) or sheet.hidden else _respondents(layout_of(source))
        if layout is not None:
            return counted(source, layout, forms, group=group, weight=weight, smallest=smallest)
    raise CannotCount(f"No sheet of “{book.file}” looks like a survey export. Save the sheet of answers as .csv.")


def _from_its_headings(path: Path, name: str | None = None) -> FileSource:
    """Give a file of lines from the row of headings under its title, or from its first row where there is no title."""
    whole = FileSource(path, name)
    head = list(islice(whole.rows(), HEAD))
    for at in under_a_title([sum(map(bool, row)) for row in head]):
        source = FileSource(path, name, whole.number_of(at) - int(whole.announced)) if at else whole
        if layout_of(source):
            return source
    return whole


def _respondents(layout: Layout | None) -> Layout | None:
    if layout is not None and layout.kind == REPEAT:
        return None
    return layout


def _is_lines(path: Path) -> bool:
    if path.suffix.casefold() not in _LINES or not path.is_file():
        return False
    with path.open("rb") as stream:
        return not stream.read(4).startswith(_WORKBOOKS)


def _ask_for_duckdb() -> None:
    from importlib.util import find_spec

    if find_spec("duckdb") is None:
        raise CannotCount('DuckDB is not installed. Type: pip install "logicmodel[survey]"')


def _of_one_sheet(book: Book, sheet: Sheet) -> Book:
    return Book(file=book.file, sheets=(sheet,), lines=book.lines)


def _not_counted(place: Place, sheet: Sheet, rows: int, why: str) -> OfASurvey:
    """Account for a sheet by its columns, without a word of what is in them."""
    account = []
    filled = 0
    cells: dict[int, int] = {}
    headings: dict[int, tuple[int, str]] = {}
    for number, (row, its) in enumerate(sheet.rows()):
        filled += number >= rows
        for column, cell in its.items():
            if number < rows:
                headings.setdefault(column, (row, cell.text))
            else:
                cells[column] = cells.get(column, 0) + 1
    for column in sorted({*cells, *headings}):
        row, text = headings.get(column, (1, ""))
        at = Place(file=place.file, sheet=place.sheet, row=row, column=column, heading=text or None, lines=place.lines)
        count = cells.get(column, 0)
        shown = str(count) if count in (0, filled) and not 0 < count < SMALLEST else "some"
        said = f"column “{text}” with {shown} filled cells: {why}"
        account.append(CellUse(place=at, text=text, fate="left_out", why=said))
    return OfASurvey(place=place, survey=None, account=tuple(account))
