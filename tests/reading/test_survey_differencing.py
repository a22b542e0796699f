"""Nobody can work out a small count of a survey by adding and subtracting what the plan shows.

The attacker of these tests knows every figure of a question, which answers can be chosen, and that no count is below
zero. Every person is in one cell: what they answered, and their group. Each figure is a sum of cells; a count is given
away if it is the sum of some figures, each taken any number of times or taken off.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logicmodel import read_plan
from logicmodel.listing import account_in_words
from logicmodel.reading.survey import Question, Survey, account_of, count_survey
from tests.reading.test_survey import KOBO, figures, lines
from tests.reading.test_survey_programs import counted_twice

Cell = tuple[frozenset[str], str]
"""The answers that a person chose, and their group."""

Known = tuple[frozenset[Cell], int]
"""Cells, and how many people are in them together."""

GROUPS = ("f", "m", "x", "")
OPTIONS = ("food", "water", "rent")
REST = "other groups"


People = list[tuple[str, tuple[str, ...]]]
"""The group of each person, and what they chose."""


def known_from(asked: Question, cells: Collection[Cell]) -> list[Known]:
    """Give what the figures of a question say about cells, by groups of people."""
    found: dict[frozenset[Cell], int] = {}
    for answer in asked.answers:
        for figure in answer.figures:
            people = frozenset(cell for cell in cells if not figure.group or cell[1] == figure.group)
            if figure.base is not None:
                found[people] = figure.base
            if figure.count is not None:
                found[frozenset(cell for cell in people if answer.text in cell[0])] = figure.count
    return list(found.items())


def with_zeros(known: Iterable[Known], groups: Sequence[str]) -> list[Known]:
    """Add what follows where nobody is left: a cell of a sum that is nothing is nothing itself."""
    its = dict(known)
    for people, number in list(its.items()):
        shown = [frozenset(cell for cell in people if cell[1] == group) for group in groups]
        if len({cell[1] for cell in people}) > 1 and all(part in its for part in shown):
            its[people.difference(*shown)] = number - sum(its[part] for part in shown)
    its |= {frozenset((cell,)): 0 for people, number in list(its.items()) if number == 0 for cell in people}
    return list(its.items())


class Attacker:
    """Adds and subtracts figures: each row is what some of them give together, and begins at a cell of its own."""

    def __init__(self, known: Iterable[Known], cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._rows: list[tuple[list[Fraction], Fraction]] = []
        for people, number in known:
            row, value = self._without_rows([Fraction(cell in people) for cell in cells], Fraction(number))
            start = next((at for at, each in enumerate(row) if each), None)
            if start is not None:
                self._rows.append(([each / row[start] for each in row], value / row[start]))
                self._rows.sort(key=_start)

    def works_out(self, wanted: Collection[Cell]) -> Fraction | None:
        """Give how many people are in some cells together, or None if no figures give it."""
        rest, value = self._without_rows([Fraction(cell in wanted) for cell in self._cells], Fraction(0))
        return None if any(rest) else -value

    def _without_rows(self, row: list[Fraction], value: Fraction) -> tuple[list[Fraction], Fraction]:
        for its, number in self._rows:
            if share := row[_start((its, number))]:
                row = [mine - share * other for mine, other in zip(row, its, strict=True)]
                value -= share * number
        return row, value


def _start(row: tuple[list[Fraction], Fraction]) -> int:
    return next(at for at, each in enumerate(row[0]) if each)


def small_counts_given_away(asked: Question, smallest: int, people: People) -> list[str]:
    """Name the counts from 1 to below the smallest number that the figures of a question give away."""
    true = Counter((frozenset(chosen), group or REST) for group, chosen in people)
    said = sorted({chosen for chosen, _ in true} | _can_be_chosen(asked), key=sorted)
    order = [(chosen, group) for chosen in said for group in (*GROUPS[:-1], REST)]
    groups = [figure.group for figure in asked.answers[0].figures if figure.group]
    attacker = Attacker(with_zeros(known_from(asked, order), groups), order)
    found = []
    for among in (order, *([cell for cell in order if cell[1] in its] for its in _sets_of_groups(groups))):
        for cells in (
            among,
            *(
                [cell for cell in among if (option in cell[0]) is chosen]
                for option in OPTIONS
                for chosen in (True, False)
            ),
        ):
            number = attacker.works_out(cells)
            if number is not None:
                assert number == sum(true[cell] for cell in cells)
            if number is not None and 0 < number < smallest:
                found.append(f"{number} of {cells}")
    return found


def _sets_of_groups(shown: Sequence[str]) -> list[set[str]]:
    """Give each group by itself, and all together that are not shown."""
    every = {*GROUPS[:-1], REST}
    return [*({group} for group in sorted(every)), every - set(shown)]


def _can_be_chosen(asked: Question) -> set[frozenset[str]]:
    if not asked.several:
        return {frozenset((option,)) for option in OPTIONS}
    return {frozenset(some) for size in range(len(OPTIONS) + 1) for some in combinations(OPTIONS, size)}


def test_the_attacker_of_these_tests_finds_what_a_person_would() -> None:
    yes, no = (frozenset(("food",)), "f"), (frozenset(("water",)), "f")
    everybody = (frozenset((yes, no)), 30)
    assert Attacker([everybody, (frozenset((yes,)), 26)], [yes, no]).works_out((no,)) == 4
    assert Attacker([everybody], [yes, no]).works_out((no,)) is None


def _people(cells: Sequence[tuple[str, tuple[str, ...]]], numbers: Sequence[int]) -> People:
    return [cell for cell, number in zip(cells, numbers, strict=True) for _ in range(number)]


numbers = st.one_of(st.integers(0, 12), st.integers(0, 60), st.just(0))
one_answer = st.lists(numbers, min_size=12, max_size=12).map(
    lambda each: _people([(group, (option,)) for group in GROUPS for option in OPTIONS], each)
)
PATTERNS = [some for size in range(4) for some in combinations(OPTIONS, size)]
several_answers = st.lists(numbers, min_size=32, max_size=32).map(
    lambda each: _people([(group, some) for group in GROUPS for some in PATTERNS], each)
)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(people=one_answer, smallest=st.integers(2, 12))
def test_no_small_count_of_one_answer_each_can_be_worked_out(tmp_path: Path, people: People, smallest: int) -> None:
    rows = [["2026-04-03", f"u{n}", group, need, "1"] for n, (group, (need,)) in enumerate(people)]
    path = lines(tmp_path / "one.csv", [*KOBO, "Main need", "weight"], *rows)
    survey = count_survey(path, group="sex", weight="weight", smallest=smallest) if people else None
    for asked in survey.questions if survey else ():
        assert small_counts_given_away(asked, smallest, people) == []
        figures = [figure for answer in asked.answers for figure in answer.figures]
        assert all(figure.weighted is None for figure in figures if figure.count is None)


@slow
@given(people=several_answers, smallest=st.integers(2, 12))
def test_no_small_count_of_several_answers_can_be_worked_out(tmp_path: Path, people: People, smallest: int) -> None:
    rows = [
        ["2026-04-03", f"u{n}", group, *(int(option in chosen) for option in OPTIONS)]
        for n, (group, chosen) in enumerate(people)
    ]
    path = lines(tmp_path / "several.csv", [*KOBO, *(f"needs/{option}" for option in OPTIONS)], *rows)
    survey = count_survey(path, group="sex", smallest=smallest) if people else None
    for asked in survey.questions if survey else ():
        assert small_counts_given_away(asked, smallest, people) == []


# -- other questions, and other columns -------------------------------------------------------------------------------


def skipped(path: Path, *, yes: int, no: int) -> Survey:
    """Count a survey in which two questions were asked of those who said yes to a first one, and one of all."""
    rows = [
        [
            "2026-04-03",
            f"u{n}",
            "f",
            "yes",
            ("cost", "distance", "cost")[n % 3],
            n % 2,
            int(n % 5 > 0),
            f"0171 {n:07}",
            "ab"[n % 2],
        ]
        for n in range(yes)
    ]
    rows += [["2026-04-03", f"v{n}", "f", "no", "", "", "", "", "a"] for n in range(no)]
    headings = [*KOBO, "Do you need medicine?", "Why can you not get what you need?", "needs/pills", "needs/syrup"]
    return counted_twice(lines(path / "k.csv", [*headings, "Phone number", "Main need"], *rows))


def test_the_base_of_a_question_does_not_give_an_answer_to_another_back(tmp_path: Path) -> None:
    survey = skipped(tmp_path, yes=154, no=6)
    medicine, reason, kinds, main = survey.questions
    assert figures(medicine) == {"no": (None, 160), "yes": (None, 160)}
    assert figures(reason) == {"cost": (103, None), "distance": (None, None)}
    assert {base for _, base in figures(kinds).values()} == {None}
    assert figures(main) == {"a": (83, 160), "b": (77, 160)}
    known = " ".join(each.why for each in account_of(survey))
    assert "154" not in known
    assert "with some filled cells: personal (contact details)" in known


def test_a_base_is_shown_where_it_tells_nothing(tmp_path: Path) -> None:
    survey = skipped(tmp_path, yes=100, no=60)
    assert figures(survey.questions[1]) == {"cost": (67, 100), "distance": (33, 100)}
    rows = [["2026-04-03", f"u{n}", "f", "yes" if n < 154 else "no", "cost" if n > 5 else ""] for n in range(160)]
    path = lines(tmp_path / "by chance.csv", [*KOBO, "Do you need medicine?", "Which need?"], *rows)
    assert figures(counted_twice(path).questions[1]) == {"cost": (154, 154)}


def test_the_filled_cells_of_one_column_cannot_be_worked_out_from_those_of_all(tmp_path: Path) -> None:
    """Where only one column is filled in some rows, the sum of all filled cells less those of the others is its number."""
    headings = ["Timestamp", "Which help do you need?", "Which other help do you need?"]
    said = []
    for few in (3, 7):
        rows = [["2026/04/03", ("Food", "Rent")[n % 2], f"My words {n}" if n < few else ""] for n in range(60)]
        plan = read_plan(lines(tmp_path / "survey.csv", headings, *rows))
        said.append((account_in_words(plan), plan.account))
    assert "All answers accounted for by their 3 columns" in said[0][0]
    assert said[0] == said[1]
