"""A form such as Start here: questions down one column, answers beside them."""

from collections.abc import Mapping

from msgspec.structs import replace

from logicmodel.model import When
from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner, read_choice
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.filling import Filler
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import columns_by_field
from logicmodel.reading.manners import dates_of
from logicmodel.reading.shapes import questions_column
from logicmodel.reading.tables import Table
from logicmodel.reading.values import DateStyle
from logicmodel.sheets import Column
from logicmodel.words.load import LANGUAGES

DATE_STYLES: Mapping[str, DateStyle] = {
    "day/month/year": "day/month/year",
    "month/day/year": "month/day/year",
    "year-month-day": "year-month-day",
}
"""Answers to “Dates are”."""


def read_form(table: Table, account: Account, manner: Manner) -> Draft:
    """Read a form. “Dates are” and Start are read first: the other answers may count on them."""
    sheet = table.sheet
    column = questions_column(sheet) or 1
    questions = _questions(sheet, column)
    draft = Draft("programme", account.place(sheet, min(questions, default=1)))
    by_field = {asked.field: row for row, asked in questions.items()}
    style = _date_style(sheet.cells.get((by_field.get("date_style", 0), column + 1)))
    style = table.decided.dates or style or manner.date_style
    if not style:
        answers = [sheet.cells.get((row, column + 1)) for row, asked in questions.items() if asked.kind == "date"]
        texts = [cell.text for cell in answers if cell and isinstance(cell.value, str)]
        style = dates_of(texts, sheet.name, account.place(sheet), account, manner)
    manner = replace(manner, date_style=style)
    for row in sorted(questions, key=lambda row: (questions[row].field != "start", row)):
        asked, answer = questions[row], sheet.cells.get((row, column + 1))
        account.use(sheet, sheet.cells[row, column], f"question: {asked.heading}")
        if answer is not None:
            Filler(table, account, manner).fill(draft, asked, answer, sheet.cells[row, column].text)
        elif asked.when_empty:
            draft.misses((asked, account.place(sheet, row, column + 1, asked.heading)))
        when = draft.values.get("start")
        if isinstance(when, When) and when.first:
            manner = replace(manner, start=when.first)
    _keep_other_answers(table, questions, column, draft, account)
    account.use_all(sheet, sheet.cells.part(1, min(questions)).each(), "title of the form")
    account.leave_sheet(sheet, "help of the form")
    return draft


def language_chosen(sheet: Sheet) -> str | None:
    """Give the language that a form says the workbook is in, as a code where it has one."""
    column = questions_column(sheet) or 1
    row = next((row for row, asked in _questions(sheet, column).items() if asked.field == "language"), None)
    answer = sheet.cells.get((row, column + 1)) if row else None
    found = read_choice(columns_by_field("programme")["language"], answer.text) if answer else None
    return LANGUAGES.get(found, found) if isinstance(found, str) else None


def _questions(sheet: Sheet, column: int) -> dict[int, Column]:
    """Give the question of each row that asks one, each question once."""
    found: dict[int, Column] = {}
    taken: set[str] = set()
    for row, cells in sheet.rows():
        if column not in cells:
            continue
        for name in meanings(cells[column].text):
            asked = columns_by_field("programme").get(name.field)
            if name.sheet == "programme" and asked and asked.field not in taken:
                found[row] = asked
                taken.add(asked.field)
                break
    return found


def _date_style(answer: Cell | None) -> DateStyle | None:
    found = read_choice(columns_by_field("programme")["date_style"], answer.text) if answer else None
    return DATE_STYLES.get(found) if isinstance(found, str) else None


def _keep_other_answers(
    table: Table, questions: Mapping[int, Column], column: int, draft: Draft, account: Account
) -> None:
    """Keep what was answered to questions that nothing knows, from the first known one down."""
    sheet, decided = table.sheet, table.decided
    for row, cells in sheet.rows():
        question, answer = cells.get(column), cells.get(column + 1)
        if row > min(questions) and row not in questions and question and answer:
            account.leave(sheet, [question], "a question that is not used")
            draft.keep(account.keep(sheet, answer, question.text))
            place = account.place(sheet, row, column + 1, " ".join(question.text.split()))
            if not decided.is_not_used(question.text):
                account.notice("unused_column", place, text=question.text, about="question")
