"""From the cells that were counted to the figures of a survey, small numbers hidden."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Place
from logicmodel.reading.asked_for import may_name_persons
from logicmodel.reading.survey.closed import (
    FEWEST_ALIKE,
    JOINED,
    LONGEST_ANSWER,
    ONE,
    SPLIT,
    TICKS,
    Closed,
    parts_of,
)
from logicmodel.reading.survey.counting import Tally
from logicmodel.reading.survey.found import Answer, Figure, Question
from logicmodel.reading.survey.joined import are_words, told_apart
from logicmodel.reading.survey.personal import are_names, personal_content
from logicmodel.reading.survey.protecting import Counts, hidden_answers, is_small, shown_groups
from logicmodel.words.spelling import plain

EVERYBODY = ""
"""The group of all who were asked."""

_MOST_PIECES = 5000
_MOST_CELLS = 20_000  # different cells of joined answers, in all groups, that are kept; more are looked at again
_NOT_CHOSEN = "\0"  # no answer of a file is this


class Sum(Struct):
    """People counted, and their weights in millionths."""

    number: int = 0
    weight: int = 0

    def add(self, tally: Tally) -> None:
        """Add what was counted."""
        self.number += tally.number
        self.weight += tally.weight


Sums = dict[tuple[str, str], Sum]
"""(answer, group) → sum."""


class Counting:
    """Adds up one question. `groups` says which texts of the group column are groups, in which words."""

    def __init__(self, closed: Closed, groups: Mapping[str, str], base_column: int | None) -> None:
        self.closed = closed
        self._groups = groups
        self._base_column = base_column
        self.answers: Sums = {}
        self.bases: dict[str, Sum] = {}
        self._listed = closed.way != JOINED and not closed.others
        self._ticks = {at: (word, ticks) for at, word, ticks in _by_column(closed)}
        self.too_many = False
        self._cells: Sums = {}  # (cell, group) → sum, until the answers in them are told apart

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns to count, that of the base among them."""
        return (*self.closed.columns, *(() if self._base_column is None else (self._base_column,)))

    def add(self, tally: Tally) -> None:
        """Add what one text of one group was counted."""
        if self.closed.way == JOINED:
            self._keep(tally)
            return
        self._add_to(tally)

    def _keep(self, tally: Tally) -> None:
        key = (tally.text, tally.group)
        if self.too_many or (key not in self._cells and len(self._cells) >= _MOST_CELLS):
            self.too_many, self._cells = True, {}
            return
        self._cells.setdefault(key, Sum()).add(tally)

    def _kept(self) -> Iterator[Tally]:
        for (cell, group), each in sorted(self._cells.items()):
            at = self.closed.columns[0]
            yield Tally(column=at, text=cell, group=group, number=each.number, weight=each.weight)

    def tell_apart(self, again: Callable[[], Iterable[Tally]]) -> None:
        """Count the answers that are joined in cells, once all cells are known.

        `again` gives what was added in another look through the rows, for cells that are too many to be kept.
        """
        if self.closed.way != JOINED:
            return
        tallies = again if self.too_many else self._kept
        found = told_apart(
            lambda: ((each.text, each.number) for each in tallies()), self.closed.separator, FEWEST_ALIKE
        )
        if self.too_many and not found:
            return
        words = {plain(each): each for each in found}
        self.closed = replace(self.closed, way=SPLIT, words=words, others=False)
        if not found and are_words((each.text for each in tallies()), self.closed.separator):
            self.closed = replace(self.closed, way=ONE, others=True)
        elif not any(len(parts_of(self.closed, each.text)) > 1 for each in tallies()):
            self.closed = replace(self.closed, way=ONE)
        about_persons = may_name_persons(self.closed.text, about_needs=self.closed.needs)
        if about_persons and are_names(found or {each.text for each in tallies()}):
            return
        self.too_many = False
        for each in tallies():
            self._add_to(each)
        self._cells = {}

    def _add_to(self, tally: Tally) -> None:
        says_asked = self.closed.way != TICKS or tally.column == self._base_column
        answers = () if tally.column == self._base_column else self._answers(tally)
        for its in dict.fromkeys((EVERYBODY, self._groups.get(tally.group, ""))):
            if says_asked:
                self.bases.setdefault(its, Sum()).add(tally)
            for answer in answers:
                self._add(answer, its, tally)

    def _answers(self, tally: Tally) -> Sequence[str]:
        if self.closed.way == TICKS:
            word, ticks = self._ticks[tally.column]
            return (word,) if tally.text in ticks else ()
        return parts_of(self.closed, tally.text)

    def _add(self, answer: str, group: str, tally: Tally) -> None:
        if (answer, group) not in self.answers and len(self.answers) > _MOST_PIECES:
            self.too_many = True
            return
        self.answers.setdefault((answer, group), Sum()).add(tally)

    # -- figures ------------------------------------------------------------------------------------------------------

    def question(self, place: Place, smallest: int, *, weighted: bool, base_tells: bool = False) -> Question | None:
        """Give the figures, or None if there is no answer that may be named.

        `base_tells` says that how many were asked would give a hidden answer to another question back.
        """
        named = self._named(smallest)
        if not named or not self.base or self.too_many:
            return None
        groups, overall, in_groups = self._hidden_answers(named, smallest, base_tells)
        answers = []
        for answer in named:
            figures = [self._figure(answer, EVERYBODY, answer in overall, smallest, weighted, base_tells)]
            figures += [
                self._figure(answer, group, answer in in_groups, smallest, weighted, base_tells) for group in groups
            ]
            answers.append(Answer(text=answer, figures=tuple(figures)))
        several = self.closed.way != ONE and not self.closed.only_one
        return Question(
            text=self.closed.text, place=place, needs=self.closed.needs, several=several, answers=tuple(answers)
        )

    @property
    def base(self) -> int:
        """How many were asked."""
        return self.bases.get(EVERYBODY, Sum()).number

    def hidden(self, smallest: int, *, base_tells: bool = False) -> Mapping[str, int]:
        """Give the answers that are hidden for everybody or in a group, with how many people gave each."""
        named = self._named(smallest)
        if not named or not self.base or self.too_many:
            return {}
        _, overall, in_groups = self._hidden_answers(named, smallest, base_tells)
        return {answer: self._sum(answer, EVERYBODY).number for answer in sorted({*overall, *in_groups})}

    @property
    def columns_asked(self) -> tuple[int, ...]:
        """The columns of which any is filled where somebody was asked."""
        return tuple(sorted((*self.closed.columns, *self.closed.beside)))

    def gives(self, tally: Tally, answer: str) -> bool:
        """Say whether a cell of this question gives an answer."""
        return answer in self._answers(tally)

    def column_of(self, answer: str) -> int:
        """Give the column in which an answer stands."""
        if self.closed.way != TICKS:
            return self.closed.columns[0]
        return next(at for at, (word, _) in self._ticks.items() if word == answer)

    def _smallest_of(self, named: Sequence[str]) -> set[str]:
        some = [answer for answer in named if self._sum(answer, EVERYBODY).number] or list(named)
        return {min(some, key=lambda answer: (self._sum(answer, EVERYBODY).number, answer))}

    def _hidden_answers(
        self, named: Sequence[str], smallest: int, base_tells: bool
    ) -> tuple[tuple[str, ...], set[str], set[str]]:
        """Give the groups that are shown, the answers to hide for everybody, and those to hide in groups."""
        group_bases = {group: each.number for group, each in self.bases.items() if group != EVERYBODY}
        groups = shown_groups(group_bases, self.base, max(smallest, FEWEST_ALIKE))
        if self.closed.way == ONE or self.closed.only_one:
            overall, in_groups = (its & set(named) for its in self._hidden(named, groups, smallest))
            if base_tells:
                overall = overall or self._smallest_of(named)
                in_groups = in_groups | overall
            return groups, overall, in_groups
        overall, in_groups = set[str](), set[str]()
        for answer in named:
            everywhere, in_some = self._hidden((answer,), groups, smallest)
            overall |= {answer} & everywhere
            in_groups |= {answer} & in_some
        return groups, overall, in_groups

    def _named(self, smallest: int) -> tuple[str, ...]:
        """Give the answers that may be named: those listed, and those that enough people gave in the same words."""
        if self.closed.way == TICKS:
            return tuple(dict.fromkeys(self.closed.answers))
        counted = {
            answer: each.number for (answer, group), each in self.answers.items() if group == EVERYBODY and answer
        }
        if self._listed:
            return tuple(word for word in dict.fromkeys(self.closed.words.values()) if counted.get(word))
        enough = max(smallest, FEWEST_ALIKE)
        many = [
            answer
            for answer, number in counted.items()
            if number >= enough and len(answer) <= LONGEST_ANSWER and not personal_content([answer])
        ]
        if self.closed.way == SPLIT and not many:
            return ()
        return tuple(sorted(many, key=_in_order))

    def _hidden(self, named: Sequence[str], groups: Sequence[str], smallest: int) -> list[set[str]]:
        """Name the answers to hide for everybody, and those to hide in groups."""
        overall = self._counts(EVERYBODY, named)
        hidden = hidden_answers([overall], smallest)
        if is_small(sum(overall.values()), smallest):
            hidden = frozenset(overall)
        columns = [self._counts(group, named) for group in groups]
        rest = {answer: number - sum(column[answer] for column in columns) for answer, number in overall.items()}
        in_groups = hidden_answers([*columns, rest], smallest, hidden) if groups else hidden
        return [set(hidden), set(in_groups)]

    def _counts(self, group: str, named: Sequence[str]) -> Counts:
        counts = {answer: self._sum(answer, group).number for answer in named}
        base = self.bases.get(group, Sum()).number
        return {**counts, _NOT_CHOSEN: base - sum(counts.values())}

    def _sum(self, answer: str, group: str) -> Sum:
        return self.answers.get((answer, group), Sum())

    def _figure(self, answer: str, group: str, hidden: bool, smallest: int, weighted: bool, base_tells: bool) -> Figure:
        base, its = self.bases.get(group, Sum()), self._sum(answer, group)
        share = None
        if weighted and not hidden and base.weight:
            share = str((Decimal(its.weight) * 100 / Decimal(base.weight)).quantize(Decimal("0.1")))
        return Figure(
            group=group,
            count=None if hidden else its.number,
            base=None if base_tells or is_small(base.number, smallest) else base.number,
            weighted=share,
        )


def _by_column(closed: Closed) -> Iterable[tuple[int, str, frozenset[str]]]:
    return zip(closed.columns, closed.answers, closed.ticks, strict=True) if closed.way == TICKS else ()


def _in_order(answer: str) -> tuple[bool, float, str]:
    """Sort numbers by their size and before words."""
    number = answer.replace(",", ".")
    is_number = number.replace(".", "", 1).replace("-", "", 1).isdigit() and number[-1:].isdigit() and number.isascii()
    return (not is_number, float(number) if is_number and number.rfind("-") <= 0 else 0.0, answer)
