"""Figures of a survey as rows of Needs whose What is left for a person to word, and as lines of the account."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from logicmodel.model import Amount, CellUse, Place, When
from logicmodel.reading import values
from logicmodel.reading.asked_for import asks_where
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.survey.found import COUNTED, HIDDEN, Answer, ColumnUse, Figure, Question, Survey
from logicmodel.reading.survey.layout import MARKS
from logicmodel.reading.survey.no_need import says_no_need
from logicmodel.sheets import heading

LONGEST_THEME = 200
"""Letters of a question that a cell shows well."""


def proposed(survey: Survey) -> tuple[Question, ...]:
    """Give the questions that state or rank needs; all but those for a place where none says so in its words."""
    of_needs = tuple(each for each in survey.questions if each.needs)
    return of_needs or tuple(each for each in survey.questions if not asks_where(each.text))


def drafts_of(survey: Survey) -> tuple[Draft, ...]:
    """Make a row of Needs for each answer to the proposed questions: count, base, date, question and answer; no What."""
    return tuple(
        _draft(survey, question, answer, figure)
        for question in proposed(survey)
        for answer in question.answers
        if not says_no_need(answer.text, question.text)
        for figure in answer.figures
    )


def _draft(survey: Survey, question: Question, answer: Answer, figure: Figure) -> Draft:
    draft = Draft("needs", question.place)
    draft.values |= {
        "count": _amount(figure.count),
        "out_of": _amount(figure.base),
        "theme": _on_one_line(question.text)[:LONGEST_THEME],
        "context": _asked(survey, question, answer, figure),
    }
    if figure.group:
        draft.values["who"] = (figure.group,)
    when = values.read_when(None, survey.as_of) if survey.as_of else None
    if isinstance(when, When):
        draft.values["as_of"] = when
    title = _source(survey.place)
    draft.points("sources", Typed(title, question.place, heading("needs", "sources")))
    return draft


def _asked(survey: Survey, question: Question, answer: Answer, figure: Figure) -> str:
    asked, answered = _on_one_line(question.text), _on_one_line(answer.text)
    if survey.kind == MARKS:
        said = f"In the column “{asked}”: “{answered}”."
    else:
        several = " (several answers)" if question.several else ""
        said = f"Asked{several}: “{asked}” Answered: “{answered}”."
    if figure.weighted is not None:
        said += f" Weighted by “{survey.weight}”: {figure.weighted} %."
    return said


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _amount(number: int | None) -> Amount:
    if number is None:
        return Amount(text=HIDDEN, state="suppressed")
    return Amount(text=str(number), value=Decimal(number))


def _source(place: Place) -> str:
    """Name the survey as a source: commas and semicolons would part it."""
    name = place.file.rpartition(".")[0] or place.file
    return "Survey " + " ".join(name.replace(",", " ").replace(";", " ").split())


# -- account ----------------------------------------------------------------------------------------------------------


def account_of(survey: Survey) -> tuple[CellUse, ...]:
    """Say of each column what became of its cells. The text is the heading; no answer is in it."""
    return tuple(_column_use(survey, each) for each in survey.columns)


def _column_use(survey: Survey, use: ColumnUse) -> CellUse:
    if use.fate == COUNTED:
        of = f"fewer than {survey.smallest}" if survey.respondents is None else str(survey.respondents)
        of += " rows" if survey.kind == MARKS else " people asked"
        why = f"heading: {use.why} over {of}"
        return CellUse(place=use.place, text=use.heading, fate="used", why=why)
    number = "some" if use.cells is None else str(use.cells)
    why = f"column “{_on_one_line(use.heading)}” with {number} filled cells: {use.why}"
    return CellUse(place=use.place, text=use.heading, fate="left_out", why=why)


def personal_columns(survey: Survey) -> Mapping[str, int | None]:
    """Name the personal columns that were dropped, with the number of their filled cells (None: some)."""
    return dict(_personal(survey))


def why_a_survey(survey: Survey) -> str:
    """Say by what a sheet was taken for answers: up to three headings that only surveys have, or its marks."""
    if survey.kind == MARKS:
        return "it looks like answers: a row for each person, report or place, and marks in most columns"
    signs = ("personal", "of the survey program", "times")
    its = [use.heading for use in survey.columns if use.heading and use.why.startswith(signs)][:3]
    return f"it looks like a survey export ({', '.join(its)})"


def _personal(survey: Survey) -> Iterator[tuple[str, int | None]]:
    for use in survey.columns:
        if use.why.startswith("personal"):
            yield use.heading, use.cells
