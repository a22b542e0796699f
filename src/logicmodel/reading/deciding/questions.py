"""What cannot be read without asking: each question with its place, its likely answers, and the line that settles it."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.errors import LogicModelError, UnknownName
from logicmodel.model import Place, Plan, Unread, column_letters
from logicmodel.reading import values
from logicmodel.reading.deciding.decisions import ANY, NOT_USED, Decision, checked, name_of
from logicmodel.reading.heading_rows import known_headings
from logicmodel.reading.headings import Heading, columns_by_field, declared, homes_of, names_alike, place_in
from logicmodel.reading.tables import DEEP, TIE, NotRead, Table
from logicmodel.sheets import NAMES, word_for
from logicmodel.words.spelling import looks_like_ref

MOST_ANSWERS = 3
"""Likely answers that are offered for one question."""


class Answer(Struct, frozen=True, kw_only=True):
    """A likely answer: as it is said, and the decision that it makes."""

    shown: str
    decision: Decision


class Question(Struct, frozen=True, kw_only=True):
    """Something that only a person can know: where, what is asked, and likely answers, the likeliest first.

    `free` says that the name of another column will do as well.
    """

    place: Place
    asks: str
    answers: tuple[Answer, ...]
    free: bool = False

    @property
    def where(self) -> str:
        """The place as it is said to somebody who knows which file is meant: “Data, cell E1”, “line 1, column E”."""
        if self.place.lines and self.place.row:
            column = f", column {column_letters(self.place.column)}" if self.place.column else ""
            return f"line {self.place.row}{column}"
        return str(self.place)

    def answered(self, text: str) -> Decision:
        """Give the decision that an answer makes: its number, its words, or the name of a column.

        Raises UnknownName for an answer that there is not.
        """
        said = text.strip()
        if said.isdecimal():
            if not 0 < int(said) <= len(self.answers):
                raise UnknownName(f"There is no answer {said}. Type a number from 1 to {len(self.answers)}.")
            return self.answers[int(said) - 1].decision
        for each in self.answers:
            if said.casefold() in (each.shown.casefold(), str(each.decision.answer).casefold()):
                return each.decision
        first = self.answers[0].decision
        return checked(replace(first, answer=said, source=f"“{said}”"))


class Undecided(LogicModelError):
    """Something has to be decided first. The message holds the questions as lines of a mapping file."""

    def __init__(self, questions: Sequence[Question], how_to_go_on: str = "") -> None:
        self.questions = tuple(questions)
        what = "1 question has" if len(self.questions) == 1 else f"{len(self.questions)} questions have"
        rest = how_to_go_on or "Put the lines that are right into a file, and name it with --map FILE.toml."
        super().__init__(f"{what} to be answered first.\n\n{in_words(self.questions)}\n{rest}")


def of_heading(table: Table, heading: Heading, place: Place) -> Question:
    """Ask whether an unknown heading is the known one that it is like, or what Results are."""
    base = decision_on(place, "columns", heading=heading.title)
    if heading.doubt == "results":
        words = [word_for("Stage", stage) for stage in ("outcome", "output")]
        asks = f"“{heading.title}”: are these changes for people (Outcome), or what your work produces (Output)?"
        return Question(place=place, asks=asks, answers=_answers(base, words))
    likely = _likely(table, heading)
    asks = f"“{heading.title}” is not a heading that is known. Is it “{likely[0].rpartition(': ')[2]}”?"
    return Question(place=place, asks=asks, answers=_answers(base, [*likely, NOT_USED]), free=True)


def _likely(table: Table, heading: Heading) -> list[str]:
    """Name what an unknown heading may be, the likeliest first."""
    column = declared(heading)
    if column is None:
        return [word_for("Stage", heading.field or "")]
    likely = [column]
    homes = homes_of(table.key if table.key == "one_sheet" else column.sheet)
    for each in names_alike(homes, heading.text):
        sheet, field = place_in(homes, *each)
        other = columns_by_field(sheet).get(field)
        likely += [other] if other and other not in likely else []
    return [name_of(each) for each in likely[: MOST_ANSWERS - 1]]


def of_sheet(found: NotRead, place: Place) -> tuple[Question, ...]:
    """Ask what a sheet with a real table is, where its headings stand, or what they mean; nothing if all is clear."""
    table = found.would_be
    if table is None:
        question = _of_form(found, place)
        return (question,) if question else ()
    return tuple(
        of_heading(table, each, replace(place, row=table.row, column=each.column, heading=each.title))
        for each in table.headings
        if each.doubt and (declared(each) or each.field)
    )


def _of_form(found: NotRead, place: Place) -> Question | None:
    if found.reason not in (TIE, DEEP) or not _is_a_table(found):
        return None
    name = found.sheet.name
    at = replace(place, row=found.row)
    if found.reason == TIE:
        asks = f"The headings of “{name}” fit several sheets of a plan. Which is it?"
        base = decision_on(place, "shape")
        return Question(place=at, asks=asks, answers=_answers(base, [*map(NAMES.__getitem__, found.rivals), NOT_USED]))
    asks = f"The headings of “{name}” seem to stand in rows {found.top} to {found.row}, one over the other. Do they?"
    rows = decision_on(place, "heading-row")
    whole, *others = ((found.top, found.row), (found.row - 1, found.row), (found.row, found.row))
    offers = (whole, *(each for each in others if _has_a_heading(found, *each)))
    answers = [Answer(shown=_rows_in_words(*each), decision=replace(rows, answer=each)) for each in offers]
    answers += _answers(decision_on(place, "shape"), [NOT_USED])
    return Question(place=at, asks=asks, answers=tuple(answers))


def of_second_table(place: Place, row: int, second: int) -> Question:
    """Ask which of two tables on a sheet is meant, by the rows of their headings."""
    asks = f"Two tables stand on “{place.sheet}”, one under the other. Which one is to be read?"
    base = decision_on(place, "heading-row")
    offers = [
        Answer(shown=f"the one with headings in row {each}", decision=replace(base, answer=(each, each)))
        for each in (row, second)
    ]
    return Question(place=replace(place, row=second), asks=asks, answers=tuple(offers))


def of_results(place: Place, shown: str, heading: str) -> Question:
    """Ask what Results are down the levels of a logframe."""
    words = [word_for("Stage", stage) for stage in ("output", "outcome")]
    asks = f"“{shown}”: is this what the work produces (Output), or a change for people (Outcome)?"
    return Question(
        place=place, asks=asks, answers=_answers(decision_on(place, "values", heading=heading, word=shown), words)
    )


def of_numbers(place: Place, texts: str) -> Question:
    """Ask how numbers are written that can be read in two ways."""
    asks = f"The numbers of “{place.heading}” are written in different ways (“{texts}”). How is 1234.56 written?"
    return Question(place=place, asks=asks, answers=_answers(decision_on(place, "numbers"), ["1,234.56", "1.234,56"]))


def of_thousands(place: Place, text: str) -> Question:
    """Ask how numbers are written where a sum of money has one point and three digits behind it."""
    asks = f"“{text}” under “{place.heading}” can be thousands or decimals. How is 1234.56 written there?"
    return Question(place=place, asks=asks, answers=_answers(decision_on(place, "numbers"), ["1.234,56", "1,234.56"]))


def of_dates(plan: Plan) -> tuple[Question, ...]:
    """Ask how dates are typed, once for each sheet on which one can be read in two ways."""
    found: dict[tuple[str, str | None], Question] = {}
    for each in plan.unread:
        if each.reason == "ambiguous_date" and _would_be_settled(each):
            one, other = each.suggestions[:2]
            asks = f"“{each.text}” can be read in two ways. Is it {one} or {other}?"
            base = decision_on(each.place, "dates")
            answers = (
                Answer(shown=f"{one} (day/month/year)", decision=replace(base, answer="day/month/year")),
                Answer(shown=f"{other} (month/day/year)", decision=replace(base, answer="month/day/year")),
            )
            question = Question(place=each.place, asks=asks, answers=answers)
            found.setdefault((each.place.file, each.place.sheet), question)
    return tuple(found.values())


def of_near_words(plan: Plan) -> tuple[Question, ...]:
    """Ask whether a cell that holds nearly the words of a box means that box.

    “AC1?” is how a workbook marks a Ref of which nobody could know which row it means: that is asked in a check.
    """
    found: dict[tuple[str, str | None, str, str], Question] = {}
    near = [each for each in plan.unread if each.reason == "words_for_a_ref" and len(each.suggestions) == 1]
    typed = {_cell(each.place): each.text.strip() for each in plan.account} if near else {}
    for each in near:
        place, heading = each.place, each.place.heading or each.heading
        is_marked = each.text.endswith("?") and looks_like_ref(each.text.rstrip("? "))
        if (
            not is_marked and typed.get(_cell(place)) == each.text.strip()
        ):  # words among others in a cell are left to the check
            base = decision_on(place, "values", heading=heading, word=each.text)
            answers = (
                Answer(
                    shown=each.suggestions[0], decision=replace(base, answer=each.suggestions[0].partition(" (")[0])
                ),
                Answer(shown="something else", decision=replace(base, answer=each.text)),
            )
            asks = f"“{each.text}” is not what any box says. Does it mean {each.suggestions[0]}?"
            question = Question(place=place, asks=asks, answers=answers)
            found.setdefault((place.file, place.sheet, heading, each.text), question)
    return tuple(found.values())


def _cell(place: Place) -> tuple[str, str | None, int | None, int | None]:
    return place.file, place.sheet, place.row, place.column


def _would_be_settled(each: Unread) -> bool:
    found = values.read_when(None, each.text, style="day/month/year")
    return not isinstance(found, values.Failure)


def _is_a_table(found: NotRead) -> bool:
    """Say whether two headings or more stand over two rows or more."""
    rows = [row for row, _ in found.sheet.rows() if row > found.row]
    return len(found.sheet.cells.row(found.row)) >= 2 and len(rows) >= 2


def _has_a_heading(found: NotRead, first: int, last: int) -> bool:
    return any(known_headings(found.sheet.cells.row(row).values()) for row in range(first, last + 1))


def decision_on(place: Place, about: str, *, heading: str = "", word: str = "", answer: str = "") -> Decision:
    """Give a decision about the sheet of a place."""
    return Decision(file=place.file, sheet=place.sheet or ANY, about=about, heading=heading, word=word, answer=answer)


def _answers(base: Decision, words: Sequence[str]) -> tuple[Answer, ...]:
    return tuple(Answer(shown=word, decision=replace(base, answer=word)) for word in words)


def _rows_in_words(first: int, last: int) -> str:
    return f"row {last} alone" if first == last else f"rows {first} to {last}"


def in_words(questions: Sequence[Question]) -> str:
    """Give all questions as lines of a mapping file: what is asked as a note, the likeliest answer, then the others."""
    said = []
    for each in questions:
        said.append(f"# {each.place.file}, {each.where}: {' '.join(each.asks.split())}")
        first, *others = (answer.decision.line for answer in each.answers)
        said += [first, *(f"# or: {line}" for line in others)]
    return "".join(f"{line}\n" for line in said)
