"""Numbers of people in a sentence: “7 of 52 pupils”, “four families”, “n = 4”, “3 % of 120 adults”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries
from logicmodel.privacy.spelt import any_spelt, key_of, spelt
from logicmodel.words.matching import finder

_DIGITS = r"(?:\d{1,3}(?:[ ,.’]\d{3})+(?!\d)|\d+)"  # “In 2024 419 families” holds two numbers
_NUMBER = pattern_of(rf"(?<![\w.,:/-]){_DIGITS}(?![\w:/]|[.,-]\d|\s?[-–/]\s?\d)")
_RANGE = pattern_of(r"(?<![\w.,:/-])(\d{1,3})\s?([-–—/])\s?(\d{1,3})(?![\w:/%]|[.,-]\d|\s?%)")
_BY_SEX = pattern_of(
    r"\b(\d{1,3})\s?[FHMW]\s?[/,;&+]\s?(\d{1,3})\s?[FHMW]\b|"
    r"\b[FHMW]\s?[:=]\s?(\d{1,3})\s?[/,;&+]\s?[FHMW]\s?[:=]\s?(\d{1,3})\b"
)
"""Women and men by one letter: “31 F / 4 M”."""

_SAMPLE = pattern_of(r"\bn\s?[=:]\s?(\d{1,4})\b", re.IGNORECASE)
_SPELT, _FEW = any_spelt(), any_spelt(10)
_SPELT_OUT = pattern_of(rf"(?<![\w-])(?:{_SPELT})(?![\w-])", re.IGNORECASE)
_PERCENT = r"\s*(?:%|٪|per cent|percent|pour cent|por ciento|por cento|Prozent|بالمئة|في المئة)"
_SHARE = pattern_of(rf"(\d+(?:[.,]\d+)?){_PERCENT}")
_ARTICLE = r"(?:the|les|los|las|os|as|den|der)\s+"
_OF = pattern_of(
    rf"^\s*(?:of|out of|in|from|/|sur|de|des|parmi|de los|de las|dos|das|von|aus|der|من أصل|من)\s+(?:{_ARTICLE})?"
    rf"({_DIGITS}(?!\d)|(?:{_SPELT})(?![\w-]))",
    re.IGNORECASE,
)
_IS_BASE = pattern_of(r"(?:of|out of|/|sur|des?|von|من أصل|من)(?: (?:the|les|los|las|os|as|den|der))?$", re.IGNORECASE)
_IN_EACH = r"(?:in|out of|in every|out of every|sur|von|de cada|em cada|من كل)"
_ROUND = (
    r"(?:2|3|4|5|10|20|100|two|three|four|five|ten|deux|trois|quatre|cinq|dix|dos|tres|cuatro|cinco|diez|"
    r"dois|três|quatro|dez|zwei|drei|vier|fünf|zehn|"
    r"اثنين|اثنتين|ثلاثة?|أربعة?|خمسة?|عشرة?|عشرين|مئة|مائة)(?![\w.,]\w)(?!\w)"
)
_OF_EVERY = rf"(?:(?:in|out of) every|de cada|em cada|من كل)\s+(?:{_FEW})(?![\w-])"
_SAID_OF_MANY = rf"(?:{_IN_EACH}\s+{_ROUND}|{_OF_EVERY})"
"""What says a share of many, and no count of so few: “in ten”, “of every six”, but not “of seven”."""

_RATIO = pattern_of(rf"^\s+{_SAID_OF_MANY}", re.IGNORECASE)
_ENDS = pattern_of(r"\s*(?:$|[,;.)\n])")
_ALL_BUT = pattern_of(
    r"(?<!\w)(?:all (?:but|except)|tou(?:te)?s sauf|tod[oa]s (?:menos|excepto|exceto)|alle (?:bis auf|außer))\s*$",
    re.IGNORECASE,
)
_BEGINS = pattern_of(
    r"(?:^|[,;:.(/–—،؛]|(?<!\w)(?:and|but|while|the|all|only|just|et|mais|les|seuls?|y|pero|las|los|s[oó]lo|e|mas|as|os|só|und|aber|die|nur|لكن|فقط))\s*$",
    re.IGNORECASE,
)
_OF_THEM = pattern_of(
    r"^\s+(?:of (?:them|these|those|us|you)|d['’]entre (?:eux|elles|nous)|de (?:ellas|ellos|nosotras|nosotros)|delas|deles|"
    r"von ihnen|davon|منهم|منهن)(?!\w)",
    re.IGNORECASE,
)
_OF_WHOM = pattern_of(
    r"(?:of whom|of them|of these|among them|including|dont|de (?:los|las) (?:que|cuales)|de ell[ao]s|dos quais|das quais|"
    r"davon|منهم|منهن|من بينهم),?\s*$",
    re.IGNORECASE,
)
_OF_ALL = pattern_of(
    rf"^\W*(?:of|out of|among|sur|parmi|de|entre|dos|das|von|unter|من)\s+(?:{_ARTICLE}|all |our )?$", re.IGNORECASE
)
_JOINED = pattern_of(r"^\s+(?:and|or|to|ou|et|à|y|o|u|a|e|und|oder|bis|أو|إلى)\s+$", re.IGNORECASE)
_MOST_LETTERS = 40
"""Letters before a number among which another one stands that it belongs to."""

_WORDS_BETWEEN = 3
"""Words that may stand between a number and whom it counts: “four of the older pupils”."""

_FIRST_OF_TWO = pattern_of(rf"(?:\d+|{_FEW})\s+(?:to|and|or|à|et|ou|a|y|e|o|bis|und|oder|إلى|و)$")
_OF_A_RATIO = pattern_of(
    rf"(?:(?:\d|{_FEW}|one|une?|uno|una|uma?|eine?r?|واحدة?)\s+{_SAID_OF_MANY}|(?<![\w-])one in (?:{_FEW}))$",
    re.IGNORECASE,
)
_SHARE_BEHIND = pattern_of(rf"^\s*\(\d+(?:[.,]\d+)?{_PERCENT}\)")
_SHARE_BEFORE = pattern_of(rf"\d+(?:[.,]\d+)?{_PERCENT}\s*\($")
_IN_BRACKETS = pattern_of(rf"^\s*(?:\((?:\d+|{_FEW}|\d+(?:[.,]\d+)?{_PERCENT})\)|\))", re.IGNORECASE)
_OF_A_SHARE = pattern_of(r"(?<=%)\s*\((\d{1,3})\s?/\s?(\d{1,3})\)")
_PAIRS = finder(entries("texts", "pairs"))


class Counted(Struct, frozen=True):
    """Where a number of people, or a share of them, stands in a sentence, and how many people it is.

    `rest` is how many it leaves of those whom it is out of, where the sentence says how many these are. `is_bare` says
    that no word tells whom it counts, but what they are or do: “4 were pregnant”.
    """

    start: int
    end: int
    number: int
    is_share: bool = False
    rest: int | None = None
    is_bare: bool = False


def may_count(sentence: str) -> bool:
    """Say whether there is any number in a sentence, in digits or in words."""
    return bool(re.search(r"\d", sentence) or _SPELT_OUT.search(sentence) or _PAIRS.search(sentence))


def shares_in(sentence: str) -> list[tuple[int, int, Decimal]]:
    """Give where percentages stand in a sentence, and their values."""
    return [(*match.span(), Decimal(match[1].replace(",", "."))) for match in _SHARE.finditer(sentence)]


def counted_in(sentence: str, people: re.Pattern[str], asked: int | None = None) -> list[Counted]:
    """Give the numbers of people in a sentence, in order; `people` finds words for people.

    `asked` is how many people the sentence before it speaks of, of whom this one may say what some of them said or did.

    >>> from logicmodel.words.matching import finder
    >>> people = finder(("pupils", "families"))
    >>> [each.number for each in counted_in("7 of 52 pupils, of whom two are in care, and 3 schools", people)]
    [7, 52, 2]
    >>> [each.number for each in counted_in("3 % of 120 pupils; three or four families; Year 6 pupils", people)]
    [4, 120, 3, 4]
    >>> [(each.number, each.rest) for each in counted_in("57 of 61 pupils", people)], counted_in("4 were ill", people)[0].is_bare
    ([(57, 4), (61, None)], True)
    >>> [each.rest for each in counted_in("61 were asked, and 57 said yes", people)], counted_in("57 did", people, 61)[0].rest
    ([None, 4], 4)
    """
    return sorted(_Sentence(sentence, people, asked).counted(), key=lambda each: each.start)


class _Sentence:
    """Finds out of the words beside each number of one sentence whether it counts people."""

    def __init__(self, sentence: str, people: re.Pattern[str], asked: int | None) -> None:
        self.text, self.people, self.asked = sentence, people, asked
        self.is_polled = all(finder(entries("texts", answer)).search(sentence) for answer in ("yes", "no"))
        self.found: list[Counted] = []

    def counted(self) -> list[Counted]:
        shares = list(_SHARE.finditer(self.text))
        for match in _SAMPLE.finditer(self.text):
            self.found.append(Counted(*match.span(1), int(match[1])))
        for match in _BY_SEX.finditer(self.text):
            self.found += [Counted(*match.span(each), int(match[each])) for each in (1, 2, 3, 4) if match[each]]
        for match in _OF_A_SHARE.finditer(self.text):
            self.found += [Counted(*match.span(each), int(match[each])) for each in (1, 2)]
        numbers = [*_NUMBER.finditer(self.text), *_SPELT_OUT.finditer(self.text), *_RANGE.finditer(self.text)]
        of_all = False
        for match in sorted(numbers, key=re.Match.start):
            if any(each.start() <= match.start() < each.end() for each in shares) or self._is_found(match.start()):
                continue
            if self._counts_something_else(match):
                continue
            if self._counts(match, of_all=of_all):
                of_all = of_all or bool(_OF_ALL.match(self.text[: match.start()]))
                self.found.append(Counted(*match.span(), _number_of(match)))
            elif self._is_bare(match):
                says = _saying().match(self.text[match.end() :]) or self.is_polled
                self.found.append(Counted(*match.span(), _number_of(match), is_bare=not says))
        self._join(numbers)
        self.found += [Counted(*match.span(), 2) for match in _PAIRS.finditer(self.text)]
        return [*self._with_rests(of_all=of_all), *self._small_shares(shares)]

    def _is_bare(self, match: re.Match[str]) -> bool:
        """Say whether what those whom a number counts are, do or say stands behind it, or “all but” before it."""
        before, after = self.text[: match.start()], self.text[match.end() :]
        if any(_things().match(before[each.end() :].lstrip()) for each in _NUMBER.finditer(before)):
            return False  # of the eight schools, four have …
        if _BEGINS.search(before) and (_does(after) or (self.is_polled and _answers().match(after))):
            return True
        headed = self.is_polled and _answers().match(f" {before.rstrip(' :=').rpartition(' ')[2]}")
        return bool(_ENDS.match(after) and (headed or _ALL_BUT.search(before)))

    def _with_rests(self, *, of_all: bool) -> Iterator[Counted]:
        """Yield what was found, each with how many it leaves of those whom it is out of."""
        found = sorted(self.found, key=lambda each: each.start)
        for number, each in enumerate(found):
            whole = self._whole_of(each, found[:number], found[number + 1 :], of_all=of_all)
            yield each if whole is None or whole < each.number else replace(each, rest=whole - each.number)

    def _whole_of(
        self, each: Counted, earlier: Sequence[Counted], later: Sequence[Counted], *, of_all: bool
    ) -> int | None:
        """Give how many people a number of them is out of: “57 of 61”, “57/61”, “57 women out of 61”, “of 61, 57 came”."""
        behind = self.text[each.end :]
        fraction = _RANGE.fullmatch(self.text, each.start, each.end)
        if fraction and fraction[2] == "/":
            return int(fraction[3])
        if base := _OF.match(behind):
            return _value_of(base[1])
        if share := _SHARE_BEHIND.match(behind) or _SHARE_BEFORE.search(self.text[: each.start]):
            percent = shares_in(share[0])[0][2]
            return round(each.number * 100 / percent) if percent else None
        if later and _IS_BASE.search(self.text[each.end : later[0].start].rstrip()):
            return later[0].number
        if earlier and _OF_WHOM.search(self.text[: each.start]):
            return max(other.number for other in earlier)
        if _does(behind) and not earlier and _BEGINS.search(self.text[: each.start]):
            return self.asked
        return earlier[0].number if earlier and (of_all or _does(behind)) else None

    def _is_found(self, start: int) -> bool:
        return any(each.start <= start < each.end for each in self.found)

    def _counts_something_else(self, match: re.Match[str]) -> bool:
        """Say whether a number is a ratio, a part of another number, a name such as “Year 6”, or what each one has."""
        before, after = self.text[: match.start()], _IN_BRACKETS.sub("", self.text[match.end() :])
        at_once = re.match(r"\s+(\S+)", after)
        of_people = at_once and self.people.fullmatch(at_once[1].strip(".,;:!?)"))
        is_weak = not (of_people or self._is_base(match))
        ratio = _RATIO.match(after)
        is_ratio = ratio is not None or _OF_A_RATIO.search(self.text[: match.end()]) is not None
        of_so_many = _OF.match(after[ratio.end() if ratio else 0 :])  # two in five of the 20 are eight
        if (
            (is_ratio and not of_so_many)
            or _is_part_of_a_number(after)
            or self._is_label(before, weak=is_weak)
            or self._is_of_each(before)
        ):
            return True
        return match.re.pattern == _RANGE.pattern and match[2] == "/" and int(match[1]) >= int(match[3])

    def _counts(self, match: re.Match[str], *, of_all: bool) -> bool:
        """Say whether a number counts people; `of_all` says that the sentence began with those it is a part of."""
        before, after = self.text[: match.start()], _IN_BRACKETS.sub("", self.text[match.end() :])
        bare = before.rstrip()
        if self.found and (_IS_BASE.search(bare) or _OF_WHOM.search(before)) and not _things().match(after.lstrip()):
            return True
        stands_alone = _ENDS.match(self.text[match.end() :]) is not None
        if of_all and not _elsewhere().match(after.lstrip()):
            return True
        headed = stands_alone and self._is_headed(before, self.text[match.end() :])
        return (
            headed
            or self._is_part(after)
            or (not _doing().match(after) and self._people_follow(after, _number_of(match)))
        )

    def _is_part(self, after: str) -> bool:
        """Say whether a number is out of so many people, or of “them”: 58 of 60 sessions are no people."""
        base = _OF.match(after)
        return _OF_THEM.match(after) is not None if base is None else not _things().match(after[base.end() :].lstrip())

    def _is_base(self, match: re.Match[str]) -> bool:
        """Say whether a number ends what says of how many people the last one, as in “57 mujeres de 61”, is a part."""
        before, after = self.text[: match.start()].rstrip(), self.text[match.end() :]
        is_larger = bool(self.found) and self.found[-1].number < _number_of(match)
        return is_larger and bool(_IS_BASE.search(before) and _ENDS.match(after))

    def _is_headed(self, before: str, after: str) -> bool:
        """Say whether whom a number counts stands before it: “pupils: 4”, “pupils (4)”, “girls 4, boys 3”."""
        bare = before.rstrip()
        if bare.endswith((":", "=", " –", " —", " -")):
            return self.people.search(bare[-25:]) is not None
        in_brackets = bare.endswith("(") and after.startswith(")")
        word = re.search(r"([^\W\d_][\w’'-]*)\s*\(?$", bare)
        listed = in_brackets or self.found or re.match(r"\s*[,;]", after)
        return bool(listed and word and self.people.fullmatch(word[1]))

    def _is_label(self, before: str, *, weak: bool = True) -> bool:
        """Say whether a word such as “Year” or “aged” before a number, or before its first of two, makes it a name."""
        bare = before[-2 * _MOST_LETTERS :].rstrip().casefold()
        first = _FIRST_OF_TWO.search(bare[-_MOST_LETTERS:])
        if first:
            bare = bare[: len(bare) - len(first[0])].rstrip()
        labels = (*entries("texts", "labels"), *(entries("texts", "weak_labels") if weak and not first else ()))
        return bool(_ending_with(labels).search(bare))

    def _is_of_each(self, before: str) -> bool:
        """Say whether a number says what each of some people has: “families with 2 children”."""
        match = re.search(r"(\S+)\s+(?:with|having|avec|con|com|mit)\s*$", before, re.IGNORECASE)
        return bool(match and self.people.search(match[1]))

    def _people_follow(self, after: str, number: int) -> bool:
        """Say whether a word for people follows within a few words; of one, not of several, “family” is such a word.

        What several have before them is what they are of: three family rooms, two parent groups.
        """
        near = re.match(rf"(?:\s+[^\W\d_][\w’'-]*){{1,{_WORDS_BETWEEN + 1}}}", after)
        if not near:
            return False
        before, *behind = _elsewhere().split(near[0], maxsplit=1)
        is_staff = bool(behind) and before.strip() and _staff().match(near[0][len(before) :])
        if number == 1:
            return not is_staff and bool(self.people.search(before) or _one_person().search(before))
        return any(not _one_person().fullmatch(each[0]) for each in self.people.finditer(before))

    def _join(self, numbers: list[re.Match[str]]) -> None:
        """Count the first of two numbers, too: “three or four families”."""
        for match in numbers:
            for other in tuple(self.found):
                between = (
                    self.text[match.end() : other.start]
                    if match.end() < other.start <= match.end() + _MOST_LETTERS
                    else ""
                )
                if not _JOINED.match(between) or self._is_found(match.start()):
                    continue
                if not self._is_label(self.text[: match.start()]):
                    self.found.append(Counted(*match.span(), _number_of(match), is_bare=other.is_bare))

    def _small_shares(self, shares: list[re.Match[str]]) -> Iterator[Counted]:
        """Yield each share of a number of people that the sentence names."""
        for match in shares:
            after = self.text[match.end() :]
            base = _OF.match(after)
            rest = after[base.end() :] if base else ""
            whole = _value_of(base[1]) if base else self._asked_before(match)
            if whole and (re.match(r"\s*(?:$|[,;.)])", rest) or self.people.search(self.text)):
                people = round(Decimal(match[1].replace(",", ".")) * whole / 100)
                yield Counted(*match.span(), people, True, rest=whole - people)

    def _asked_before(self, share: re.Match[str]) -> int | None:
        """Give how many people a share is of that does not say it: “7 % of carers (n=61)”, “of 61 carers, 7 % said no”."""
        sample = _SAMPLE.search(self.text)
        if sample:
            return int(sample[1])
        earlier = [each.number for each in self.found if each.end <= share.start()]
        if not _does(self.text[share.end() :]):
            return None
        return earlier[0] if earlier else self.asked


def _is_part_of_a_number(after: str) -> bool:
    """Say whether the words behind a number make it another one: 4 million, two thirds."""
    word = re.match(r"[\s-]+([^\W\d_]+)", after)
    return word is not None and word[1].casefold() in entries("texts", "of_a_number")


def _number_of(match: re.Match[str]) -> int:
    """Give the number, of a span its lower end."""
    if match.re.pattern == _RANGE.pattern:
        return int(match[1])
    return _value_of(match[0])


def _value_of(written: str) -> int:
    """Give the number that is written in digits or in words."""
    digits = re.sub(r"\D", "", written)
    return int(digits) if digits else spelt()[key_of(written)]


@cache
def _ending_with(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(map(re.escape, labels))})$")


@cache
def _doing() -> re.Pattern[str]:
    """Find a word right behind a number that says what people are or do, or have."""
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, entries('texts', 'doing')))})(?![\w-])", re.IGNORECASE)


def _does(after: str) -> bool:
    """Say whether a text begins with what people are, do or say."""
    return bool(_doing().match(after) or _saying().match(after))


@cache
def _saying() -> re.Pattern[str]:
    """Find a word right behind a number that only people do: to say, or to be asked."""
    said = (
        *entries("texts", "saying"),
        *(f"{each} {said}" for each in entries("texts", "were") for said in entries("texts", "saying")),
    )
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, said))})(?![\w-])", re.IGNORECASE)


@cache
def _answers() -> re.Pattern[str]:
    answers = (*entries("texts", "yes"), *entries("texts", "no"))
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, answers))})(?![\w-])", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    return finder((*entries("texts", "elsewhere"), *entries("texts", "things"), *entries("texts", "staff")))


@cache
def _staff() -> re.Pattern[str]:
    return finder(entries("texts", "staff"))


@cache
def _one_person() -> re.Pattern[str]:
    return finder(entries("texts", "one_person"))


@cache
def _things() -> re.Pattern[str]:
    return finder(entries("texts", "things"))
