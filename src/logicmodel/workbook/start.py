"""The sheet Start here: the questions about the programme as a whole, and beneath them a guide to the workbook."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel import sheets
from logicmodel.sheets import Column
from logicmodel.workbook import amber, look, names

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_QUESTION = 3

_STEPS = (
    "1.  Answer the questions above. The ones with a star come first; the others can wait.",
    "2.  Needs: one row for each need. Then at least two strengths that people and places already have.",
    "3.  Plan: one row for each thing you use, do, produce or hope to change. A short line is enough.",
    "4.  In Leads to, type the Ref of the box that comes next. Ask each time: so that what?",
    "5.  In Because, say in one sentence why the one leads to the other. This is your theory.",
    "6.  Measures: for the changes that matter most, say what you will count, from where to where, and by when.",
)
_FINISHED = ("Save, then run: logicmodel FILE          (FILE is the name of this workbook)",)
_HELP = (
    "Select any cell: what to type appears beside it. Rest on a heading to see an example.",
    "If you do not know something yet, type TBC. It is a real answer.",
    "Months are enough for dates: 2026-04. “Year 1” and “Month 6” count from Start.",
    "Rows can be added anywhere, and sorted. Any column or sheet of your own is kept.",
    "Every message about a plan ends with a code, such as S105. To read more about it, run: logicmodel explain S105",
)
_COLOURS = (
    ("Dark heading with a star: needed.", look.HEADING_NEEDED, "FFFFFF"),
    ("Lighter heading: good to have. Leave it empty if you do not know yet.", look.HEADING, look.INK),
    ("Grey heading or grey tab: only if you want more. Leave out what you do not use.", look.HEADING_MORE, look.INK),
    ("Amber cell: needed and still empty, or a Ref that no row has. It goes away as you type.", look.AMBER, look.INK),
    ("Light amber cell: the reason for an arrow is still missing.", look.LIGHT_AMBER, look.INK),
)
_CONTENTS = {
    "needs": "what is missing or wrong, and what is strong",
    "elements": "what you use, do, produce and hope to change, and what leads to what",
    "indicators": "how you will know",
    "stakeholders": "who matters to the plan, and how you will reach them",
    "links": "more about single arrows: reason, evidence, side effects",
    "register": "what must be true, what could go wrong, and what you do then",
    "sources": "where your evidence comes from",
    "readings": "what you measured, and when",
    "groups": "the people the plan is about, and other names for them",
    "problem_links": "which need causes which",
    "scores": "how different people rate the needs",
    "budget": "shared costs, and the most a funder allows",
    "log": "reviews, changes and decisions",
    "waivers": "findings that you have decided to live with",
    "example": "a finished plan to look at. Nothing on it is read",
    "lists": "the words to choose from. Nothing on it is read",
}
_OPTIONAL = tuple(sheet for sheet in sheets.NAMES if sheet not in sheets.STANDARD)


def write(
    book: "Book",
    answers: Mapping[str, look.Value],
    questions: Sequence[Column],
    language: str,
    lists: Mapping[str, str],
    contents: Mapping[str, str],
) -> None:
    """Write Start here.

    `answers` holds under each question (in English) what stands in column B; `contents` maps the other sheets of the
    workbook to their tabs.
    """
    page = book.create_sheet(names.tab("programme", language))
    for letter, width in zip("ABC", (37, 46, 66), strict=True):
        page.column_dimensions[letter].width = width
    # In another language the tab may have the name of a question (“Projet”), which would be taken for one.
    _line(page, 1, sheets.NAMES["programme"], "Big title", height=32)
    _line(page, 2, "Answer in column B. A star means needed; everything else can wait.", "Line of text", height=22)
    row = FIRST_QUESTION
    for before, column in zip((None, *questions), questions, strict=False):
        if column.more and before and not before.more:
            _line(page, row + 1, "More, if you like", "Section", height=26)
            row += 2
        _question(page, row, column, answers.get(column.heading), language, lists)
        row += 1
    _guide(page, row, contents)
    _finish(page, language)


def _question(
    page: "Worksheet",
    row: int,
    column: Column,
    answer: look.Value | None,
    language: str,
    lists: Mapping[str, str],
) -> None:
    question, cell, advice = page.cell(row, 1), page.cell(row, 2), page.cell(row, 3)
    look.put(question, names.starred(column, language))
    question.style = "Question needed" if column.needed else "Question"
    cell.style = look.answer_style(column)
    advice.style = "Advice"
    if answer is not None:
        look.put(cell, answer)
    if column.help:
        look.put(advice, column.help)
        title = names.heading(column, language)
        words = lists[column.list] if column.list else None
        look.help_on(page, cell.coordinate, column, title, words, look.example_of(column))
    look.fit_height(page, row, (question, cell, advice))
    if column.needed:
        look.paint(page, cell.coordinate, amber.unanswered(cell.coordinate), look.AMBER)


def _guide(page: "Worksheet", row: int, contents: Mapping[str, str]) -> None:
    """Write the guide in column A alone, so that none of its lines looks like a question with an answer."""
    for title, lines in (("Six steps", _STEPS), ("When you have finished", _FINISHED), ("Help", _HELP)):
        row = _section(page, row, title)
        for text in lines:
            _line(page, row, text, "Line of text")
            row += 1
    row = _section(page, row, "What the colours mean")
    for text, colour, ink in _COLOURS:
        _band(page, row, text, colour, ink)
        row += 1
    row = _section(page, row, "What is in this workbook")
    for sheet, tab in contents.items():
        name = f"({tab})" if sheet in _OPTIONAL else tab
        _line(page, row, f"{name}: {_CONTENTS[sheet]}", "Link to a sheet")
        look.link_to(page.cell(row, 1), tab)
        row += 1
    missing = [f"({sheets.NAMES[sheet]})" for sheet in _OPTIONAL if sheet not in contents]
    if missing:
        _line(page, row, f"Optional, if you add a sheet of that name: {' '.join(missing)}", "Line of text")


def _section(page: "Worksheet", row: int, title: str) -> int:
    _line(page, row + 1, title, "Section", height=24)
    return row + 2


def _line(page: "Worksheet", row: int, text: str, style: str, height: int = 18) -> None:
    cell = page.cell(row, 1)
    look.put(cell, text)
    cell.style = style
    page.row_dimensions[row].height = height


def _band(page: "Worksheet", row: int, text: str, colour: str, ink: str) -> None:
    from openpyxl.styles import Font, PatternFill

    _line(page, row, text, "Line of text")
    page.cell(row, 1).font = Font(name=look.FONT, size=11, color=ink)
    for column in (1, 2, 3):
        page.cell(row, column).fill = PatternFill("solid", start_color=colour)


def _finish(page: "Worksheet", language: str) -> None:
    page.freeze_panes = page.cell(FIRST_QUESTION, 1)
    for selection in page.sheet_view.selection:
        selection.activeCell = selection.sqref = f"B{FIRST_QUESTION}"
    page.sheet_view.tabSelected = True
    page.sheet_view.showGridLines = False
    page.sheet_view.rightToLeft = language == "ar"
    look.set_up_page(page, repeat_headings=False)
    page.sheet_properties.tabColor = look.TAB
