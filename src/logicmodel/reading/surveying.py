"""Surveys among the files that are read: the room that counts them is opened only where something looks like one."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from logicmodel.reading.account import Account
from logicmodel.reading.deciding.by_sheet import Deciding
from logicmodel.reading.deciding.decisions import Decisions
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.reading.forms import language_chosen
from logicmodel.reading.shapes import recognise
from logicmodel.reading.signs import TOO_LARGE_FOR_A_SHEET, has_no_answers, may_be_of_a_survey, without_title
from logicmodel.reading.tables import SURVEY, SURVEY_COUNTED, Table

if TYPE_CHECKING:
    from logicmodel.reading.survey import OfASurvey, Survey

NO_ANSWERS = "holds the headings of a survey and no answers"

OfAPlan = Callable[[Sheet, bool], bool]
"""Says whether a sheet is one of a plan; the second answer is for a sheet that only its marks make look like a survey."""


def large_survey_in(
    path: Path | str, decisions: Decisions, *, group: str | None, weight: str | None, name: str
) -> "OfASurvey | None":
    """Count a survey in a file of lines that is too large to be opened as a sheet; None for any other file.

    `name` is what the file is called.
    """
    path = Path(path)
    decided = decisions.about(name, path.stem)
    shape = decided.shape
    if shape not in (None, "survey") or _size_of(path) < TOO_LARGE_FOR_A_SHEET:
        return None
    from logicmodel.reading.survey import large_survey

    first_row = decided.rows[0] if decided.rows else None
    asked_for = shape == "survey"
    return large_survey(path, group=group, weight=weight, asked_for=asked_for, name=name, first_row=first_row)


def surveys_among(
    books: Sequence[Book], deciding: Deciding, of_a_plan: OfAPlan, *, group: str | None, weight: str | None
) -> Sequence["OfASurvey"]:
    """Count the answers on the sheets of some files, and account for the other sheets of a survey."""
    sheets = [
        (book, sheet)
        for book in books
        for sheet in book.sheets
        if not deciding.left_out(book, sheet) and _may_be_of_a_survey(book, sheet, deciding)
    ]
    if not sheets:
        return ()
    from logicmodel.reading.survey import surveys_in

    its = [(book, sheet) for book, sheet in sheets if _is_of_a_survey(book, sheet, deciding, of_a_plan)]
    asked_for = [(book.file, sheet.name) for book, sheet in its if deciding.of_a_survey(book, sheet)]
    return surveys_in(
        [(book, _from_its_headings(book, sheet, deciding)) for book, sheet in its],
        asked_for=asked_for,
        group=group,
        weight=weight,
        language=_language_wanted(books, sheets, deciding),
    )


def drafts_of_surveys(accounts: Sequence[Account], surveys: Iterable["OfASurvey"]) -> list[Draft]:
    """Give the rows of Needs, account for sheets of respondents by their columns, and note what is personal in them."""
    from logicmodel.reading.survey import drafts_of, personal_columns, why_a_survey

    drafts: list[Draft] = []
    for each in surveys:
        account = next(found for found in accounts if found.book.file == each.place.file)
        name = each.place.sheet or ""
        account.say_instead(name, each.account)
        if each.survey is None:
            continue
        drafts += drafts_of(each.survey)
        account.notice("respondent_rows", each.place, text=name)
        about = SURVEY_COUNTED if each.survey.questions else SURVEY
        account.notice("sheet_not_read", each.place, text=name, detail=why_a_survey(each.survey), about=about)
        for heading, cells in personal_columns(each.survey).items():
            account.notice("personal_column", each.place, text=heading, count=cells or 1)
    return drafts


def why_not_counted(
    surveys: Iterable["OfASurvey"], not_read: Iterable[tuple[str, Sheet]]
) -> dict[tuple[str, str], str]:
    """Say by file and sheet why nothing of a survey was counted; `not_read` are sheets with their files.

    How many answered is not said where they are few.
    """
    found = {(each.place.file, each.place.sheet or ""): _why_not(each.survey) for each in surveys if each.survey}
    return found | {(file, sheet.name): NO_ANSWERS for file, sheet in not_read if has_no_answers(sheet)}


def _why_not(survey: "Survey") -> str:
    if survey.respondents == 0:
        return NO_ANSWERS
    if survey.respondents is None:
        return f"holds fewer than {survey.smallest} answers; counts are shown from {survey.smallest} answers on"
    return "holds answers in people’s own words, of which none repeat often enough to be counted"


def _may_be_of_a_survey(book: Book, sheet: Sheet, deciding: Deciding) -> bool:
    decided = deciding.of_a_survey(book, sheet)
    return may_be_of_a_survey(_from_its_headings(book, sheet, deciding)) if decided is None else decided


def _is_of_a_survey(book: Book, sheet: Sheet, deciding: Deciding, of_a_plan: OfAPlan) -> bool:
    """Say whether a sheet is one of a survey and none of a plan, or was decided to be."""
    from logicmodel.reading.survey import MARKS, kind_of_sheet

    if deciding.of_a_survey(book, sheet):
        return True
    sheet = _from_its_headings(book, deciding.seen(sheet), deciding)
    kind = kind_of_sheet(book, sheet)
    return kind is not None and not of_a_plan(sheet, kind == MARKS)


def _from_its_headings(book: Book, sheet: Sheet, deciding: Deciding) -> Sheet:
    """Give a sheet from its row of headings down: the one that was decided, or the one under a title."""
    if deciding.about(book, sheet).rows is not None:
        return deciding.from_its_headings(book, sheet)
    return without_title(sheet)


def _language_wanted(books: Iterable[Book], sheets: Iterable[tuple[Book, Sheet]], deciding: Deciding) -> str | None:
    """Give the language for the words of a form: the one decided for a sheet of the survey, or that of Start here."""
    decided = (deciding.about(book, sheet).language for book, sheet in sheets)
    found = (recognise(sheet) for book in books for sheet in book.sheets if not sheet.hidden)
    forms = (table for table in found if isinstance(table, Table) and table.key == "programme")
    return next(filter(None, decided), None) or next(
        filter(None, (language_chosen(each.sheet) for each in forms)), None
    )


def _size_of(path: Path) -> int:
    """Give the bytes of a file; none where there is no such file, which is for the reader to say."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0
