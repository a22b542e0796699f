"""Which columns hold answers to closed questions, and how those are to be counted."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reading.asked_for import asks_about_needs, may_name_persons
from logicmodel.reading.marks import NO, YES, meaning_of
from logicmodel.reading.survey.counting import Profile
from logicmodel.reading.survey.form import SELECT_ONE, SELECT_SEVERAL, Asked, Form
from logicmodel.reading.survey.joined import BY_COMMA, BY_COMMA_ALONE, BY_SEMICOLON, BY_SPACE, without_space
from logicmodel.reading.survey.layout import (
    ABOUT,
    ANSWERS,
    MARKS,
    OWN_WORDS,
    PERSONAL,
    WHEN,
    Column,
    has_own_words,
)
from logicmodel.reading.survey.options import NOT_TICKED, TICKED, is_other
from logicmodel.reading.survey.personal import CONTACT, NAMES, are_names
from logicmodel.words.spelling import plain

MOST_ANSWERS = 30
"""Different answers of a closed question, where no form lists them."""

MOST_NUMBERS = 11
"""Different numbers of a scale (0 to 10); more of them are amounts."""

LONGEST_ANSWER = 120
"""Letters of an answer to choose; what is longer is somebody's own words."""

FEWEST_ALIKE = 3
"""People who gave exactly the same answer: what fewer say are their own words, and it is never named."""

MOSTLY = 0.8
"""Share of the filled cells that answers of so many must make up in a closed question, where no form lists them."""

ONE, TICKS, SPLIT, JOINED = "one", "ticks", "split", "joined"
"""How a question is answered: one answer in a cell; a column for each answer; several answers in a cell; several of which
only all cells together tell what they are."""

_JOINED_BY = {"google": BY_COMMA, "surveymonkey": BY_COMMA, "qualtrics": BY_COMMA_ALONE, "forms": BY_SEMICOLON}
"""What stands between answers that a form lists; codes have a space."""

_SAID = frozenset(("yes", "no", "oui", "non", "sí", "si", "sim", "não", "nao", "ja", "nein", "نعم", "لا"))

THEIR_OWN_WORDS = "answers in people’s own words, or amounts, not copied"
GIVEN_TWICE = "the same answers stand in columns of their own, and are counted there"
NOT_TOLD_APART = "several answers in a cell, joined: they can be told apart only with the form (XLSForm)"


class Closed(Struct, frozen=True, kw_only=True):
    """A closed question: its columns, and how they are counted.

    `words` gives the answers by what a cell holds (ONE, SPLIT); for TICKS `answers` and `ticks` hold, for each column, its
    answer and what a ticked cell says, and `beside` the columns for “other” in people's own words, of which only counts
    whether they are filled. `others` says that further answers may be named, if enough people gave them, and `only_one`
    that only one of several answers counts: the one that was put first in a ranking. `spaced` says that a
    separator with a space after it stands within an answer.
    """

    text: str
    way: str
    columns: tuple[int, ...]
    needs: bool
    words: Mapping[str, str] = {}
    answers: tuple[str, ...] = ()
    ticks: tuple[frozenset[str], ...] = ()
    beside: tuple[int, ...] = ()
    separator: str = ""
    spaced: bool = False
    others: bool = True
    only_one: bool = False


class Sorted(Struct, frozen=True, kw_only=True):
    """Questions to count, facts about the people asked (to group by), and why the other columns are left out, by index."""

    questions: tuple[Closed, ...]
    about: Mapping[int, Closed]
    left_out: Mapping[int, str]


def sort_columns(
    kind: str, columns: Sequence[Column], profiles: Sequence[Profile], form: Form, spare: Collection[int]
) -> Sorted:
    """Decide for each column whether it is counted, and how. `spare` are columns that are used otherwise."""
    return _Sorting(kind, columns, profiles, form, spare).result()


class _Sorting:
    def __init__(
        self,
        kind: str,
        columns: Sequence[Column],
        profiles: Sequence[Profile],
        form: Form,
        spare: Collection[int],
    ) -> None:
        self.kind = kind
        self.columns = columns
        self.profiles = profiles
        self.form = form
        self.spare = spare
        self.left_out: dict[int, str] = {}
        self.about: dict[int, Closed] = {}
        self.only_marked = kind == MARKS and not any(self._says_no(column) for column in columns if _is_topic(column))

    def result(self) -> Sorted:
        by_question, beside = self._answers_by_question()
        ticked = {
            name: its
            for name, its in by_question.items()
            if all(column.ranked for column in its) or (all(map(self._is_tick, its)) and self._several(its))
        }
        in_columns = {column.index: name for name, its in ticked.items() for column in its}
        questions: dict[object, Closed] = {}
        for column in self.columns:
            name = in_columns.get(column.index)
            if column.index in self.left_out or column.index in self.spare:
                continue
            if name is not None:
                questions.setdefault(name, self._ticks(ticked[name], beside.get(name, ())))
            elif column.heading in ticked:
                self.left_out[column.index] = GIVEN_TWICE
            elif (closed := self._closed(column)) is None:
                self.left_out.setdefault(column.index, THEIR_OWN_WORDS)
            elif column.role == ABOUT:
                self.about[column.index] = closed
                self.left_out[column.index] = "about the people asked, and no need"
            else:
                questions[column.index] = closed
        return Sorted(questions=tuple(questions.values()), about=self.about, left_out=self.left_out)

    def _answers_by_question(self) -> tuple[dict[str, list[Column]], dict[str, list[int]]]:
        """Give the columns that stand for one answer, and those for “other” in people’s own words, by their question.

        Columns that are not counted are left out on the way.
        """
        by_question: dict[str, list[Column]] = {}
        beside: dict[str, list[int]] = {}
        for column in self.columns:
            if why := self._why_not(column):
                self.left_out[column.index] = why
            elif column.option is not None and _may_be_own_words(column) and not self._is_tick(column):
                self.left_out[column.index] = THEIR_OWN_WORDS
                beside.setdefault(column.question, []).append(column.index)
            elif column.option is not None:
                by_question.setdefault(column.question, []).append(column)
        return by_question, beside

    def _why_not(self, column: Column) -> str | None:
        profile = self.profiles[column.index]
        if column.index in self.spare:
            return None
        if column.role == PERSONAL and not self._only_asks_about(column):
            return f"personal ({column.what}), not copied"
        if profile.personal:
            return f"personal (holds {' and '.join(sorted(profile.personal))}), not copied"
        if column.role == WHEN:
            return "times, of which only the last month is used"
        if column.role == OWN_WORDS:
            return THEIR_OWN_WORDS
        if column.role not in (ANSWERS, ABOUT, PERSONAL):
            return "of the survey program, not copied"
        return None if profile.filled else "no answers"

    def _only_asks_about(self, column: Column) -> bool:
        """Say whether a question with listed answers is about telephones or post, and holds no number or address."""
        asked = self.form.find(column.question)
        return column.what == CONTACT and ((asked is not None and bool(asked.choices)) or self._is_tick(column))

    # -- a column for each answer -------------------------------------------------------------------------------------

    def _several(self, its: Sequence[Column]) -> bool:
        asked = self.form.find(its[0].question)
        return len(its) > 1 or (asked is not None and asked.way == SELECT_SEVERAL)

    def _is_tick(self, column: Column) -> bool:
        answers = self.profiles[column.index].answers
        if answers is None:
            return False
        said = {each.casefold() for each in answers}
        if said <= TICKED | NOT_TICKED:
            # “household/has_water” with yes and no is a question of its own, in a group of Kobo.
            return not (self.kind == "kobo" and "/" in column.heading and said & _SAID)
        # SurveyMonkey repeats the answer, or its number, in every cell where it was ticked.
        only = next(iter(answers)) if len(answers) == 1 else ""
        is_number = self.kind == "surveymonkey" and only.isdigit()
        return bool(only) and (is_number or plain(only) == plain(column.option or ""))

    def _ticks(self, its: Sequence[Column], beside: Sequence[int]) -> Closed:
        asked = self.form.find(its[0].question)
        text = asked.text if asked else its[0].question
        ranked = its[0].ranked
        # An answer in a column of its own stands in the heading; people's own words never do.
        return Closed(
            text=f"{text} (put first)" if ranked else text,
            only_one=ranked,
            way=TICKS,
            columns=tuple(column.index for column in its),
            beside=tuple(beside),
            needs=_needs(asked, its[0].question, its[0].code),
            answers=tuple(_word(asked, column.option or "") for column in its),
            ticks=tuple(
                frozenset(("1",))
                if ranked
                else frozenset(
                    each for each in self.profiles[column.index].answers or () if each.casefold() not in NOT_TICKED
                )
                for column in its
            ),
        )

    # -- one column ---------------------------------------------------------------------------------------------------

    def _closed(self, column: Column) -> Closed | None:
        """Give the closed question that a column holds, or None for one that is answered in people's own words."""
        asked, profile = self.form.find(column.code) or self.form.find(column.heading), self.profiles[column.index]
        text = asked.text if asked else column.heading
        if self.kind == MARKS and column.role == ANSWERS:
            return self._marks(column, text)
        needs = _needs(asked, column.heading, column.code)
        its = Closed(text=text, way=ONE, columns=(column.index,), needs=needs)
        if asked and asked.choices and asked.way in (SELECT_ONE, SELECT_SEVERAL):
            return self._listed(its, asked)
        if asked and asked.way not in (SELECT_ONE, SELECT_SEVERAL):
            return None
        if profile.with_semicolon == profile.filled:
            text = f"{text} (put first)" if column.ranked else text
            return replace(its, text=text, way=SPLIT, separator=";", spaced=column.spaced, only_one=column.ranked)
        answers = profile.answers
        if answers and len(answers) > 1 and are_names(answers) and may_name_persons(text, about_needs=needs):
            self.left_out[column.index] = f"personal ({NAMES}), not copied"
            return None
        if column.joined:
            self.left_out[column.index] = NOT_TOLD_APART  # said only if it turns out so
            return replace(its, way=JOINED, separator=column.joined)
        # Kobo asks further only those to whom it applies: an empty cell is no “no” there.
        may_be_no = column.role == ANSWERS and self.kind != "kobo"
        if may_be_no and answers and TICKED.issuperset(map(str.casefold, answers)):
            return self._ticked_or_blank(its, answers)
        if answers is not None and all(_says_no_more_than_a_number(answer) for answer in answers):
            return replace(its, words={answer: answer for answer in sorted(answers)}, others=False)
        if answers is None or not self._are_few(answers):
            return None
        return its

    def _marks(self, column: Column, text: str) -> Closed:
        """Give the topic, or the place in a ranking, that a column of a table of marks holds.

        Where nobody wrote a no an empty cell is one: then all rows are asked.
        """
        its = Closed(text=text, way=ONE, columns=(column.index,), needs=True, words=column.words, others=False)
        if column.words:
            return its
        said = self.profiles[column.index].answers or {}
        if self.only_marked:
            others = tuple(each.index for each in self.columns if each is not column)
            return replace(its, way=TICKS, answers=(YES,), ticks=(frozenset(said),), beside=others)
        return replace(its, words={cell: meant for cell in sorted(said) if (meant := meaning_of(cell))})

    def _ticked_or_blank(self, its: Closed, answers: Collection[str]) -> Closed:
        """Count a column in which people said yes or left the cell empty over all who were asked."""
        others = tuple(each.index for each in self.columns if each.index not in its.columns)
        return replace(
            its, way=TICKS, only_one=True, answers=(min(answers),), ticks=(frozenset(answers),), beside=others
        )

    def _says_no(self, column: Column) -> bool:
        return any(meaning_of(cell) == NO for cell in self.profiles[column.index].answers or ())

    def _listed(self, its: Closed, asked: Asked) -> Closed:
        words = dict(asked.choices)
        words |= {plain(text): text for text in asked.choices.values()} | {
            plain(code): text for code, text in words.items()
        }
        if asked.way == SELECT_ONE:
            return replace(its, words=words, others=False)
        return replace(its, way=SPLIT, words=words, others=False, separator=_JOINED_BY.get(self.kind, BY_SPACE))

    def _are_few(self, answers: Mapping[str, int]) -> bool:
        if len(answers) > MOST_ANSWERS or any(len(answer) > LONGEST_ANSWER for answer in answers):
            return False
        if len(answers) > MOST_NUMBERS and all(_is_number(answer) for answer in answers):
            return False
        alike = sum(number for number in answers.values() if number >= FEWEST_ALIKE)
        return alike >= MOSTLY * sum(answers.values())


def _may_be_own_words(column: Column) -> bool:
    return has_own_words(column) or is_other(column.option or "")


def _is_topic(column: Column) -> bool:
    return column.role == ANSWERS and not column.words


def _needs(asked: Asked | None, *texts: str) -> bool:
    return asks_about_needs(*texts, *((asked.text, asked.name) if asked else ()))


def _word(asked: Asked | None, option: str) -> str:
    if asked is None:
        return option
    return asked.choices.get(option) or next(
        (text for code, text in asked.choices.items() if plain(option) in (plain(code), plain(text))), option
    )


def _says_no_more_than_a_number(answer: str) -> bool:
    """Say whether an answer is yes, no or a step of a scale: it can be named however few gave it."""
    return answer.casefold() in TICKED | NOT_TICKED or (answer.isascii() and answer.isdigit() and int(answer) <= 10)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()


def parts_of(closed: Closed, cell: str) -> tuple[str, ...]:
    """Give the answers that a cell holds; "" for something that is none of the listed ones.

    Where the answers are known the longest are looked for first, because an answer may hold the separator itself.

    >>> food = Closed(text="", way=SPLIT, columns=(0,), needs=True, words={"food, cooked": "Food, cooked", "water": "Water"},
    ...     separator=", ", others=False)
    >>> parts_of(food, "Food, cooked, Water"), parts_of(food, "Water, my rent")
    (('Food, cooked', 'Water'), ('Water', ''))
    """
    if closed.way == ONE:
        return (_one_of(closed, cell),)
    if closed.others:
        split = without_space(cell.removesuffix(";")) if closed.spaced else cell.split(closed.separator)
        its = tuple(dict.fromkeys(part.strip() for part in split if part.strip()))
        return its[:1] if closed.only_one else its
    found: dict[str, None] = {}
    # Microsoft Forms ends the last answer with the separator, too.
    pieces, start = cell.removesuffix(closed.separator).split(closed.separator), 0
    # Twice the pieces of the longest answer, because a separator within it may be doubled.
    most = 2 + 2 * max((answer.count(closed.separator) for answer in closed.words.values()), default=0)
    while start < len(pieces):
        for end in range(min(start + most, len(pieces)), start, -1):
            word = _one_of(closed, closed.separator.join(pieces[start:end]).strip())
            if word or end == start + 1:
                found[word] = None
                start = end
                break
    return tuple(found)


def _one_of(closed: Closed, cell: str) -> str:
    if closed.others and not closed.words:
        return cell
    return closed.words.get(cell) or closed.words.get(plain(cell), "")
