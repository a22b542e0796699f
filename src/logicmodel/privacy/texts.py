"""What is shown of a text: small counts, places and titles that must not be seen are replaced, all else stays."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from logicmodel.privacy.counted import Counted, counted_in, may_count, shares_in
from logicmodel.words.matching import finder
from logicmodel.words.spelling import western_digits

HIDDEN = "[c]"


class Scrubber:
    """Makes texts fit to be shown, and counts those that it changed.

    `people` are words for people and names of groups; `numbers` are counts and `shares` percentages that are hidden
    elsewhere; `instead` holds what must not be seen, and what stands in its place.
    """

    def __init__(
        self,
        *,
        people: tuple[str, ...],
        numbers: Collection[int],
        threshold: int,
        instead: Mapping[str, str],
        shares: Collection[Decimal] = (),
    ) -> None:
        self._people, self._numbers, self._threshold = finder(people), numbers, threshold
        self._shares = shares
        self._instead = {key.casefold(): shown for key, shown in instead.items()}
        self._hidden_names = finder(tuple(sorted(instead)))
        self._texts: set[str] = set()
        self.shown = lru_cache(None)(self._shown)
        self.planned = lru_cache(None)(partial(self._shown, planned=True))

    @property
    def changed(self) -> int:
        """How many different texts had a number hidden in them."""
        return len(self._texts)

    def places_shown(self, text: str) -> str:
        """Give a text with places and titles replaced; what then stands there twice stands there once.

        >>> Scrubber(people=(), numbers=(), threshold=10, instead={"Hill Farm": "Millbrook"}).places_shown("Hill Farm, Millbrook")
        'Millbrook'
        """
        made = self._hidden_names.sub(lambda match: self._for(match[0]), text)
        if made == text:
            return text
        return ", ".join(dict.fromkeys(part.strip() for part in re.split(r"[,;]", made)))

    def _for(self, name: str) -> str:
        key = " ".join(name.casefold().split())
        return self._instead.get(key, next(iter(self._instead.values())))

    def named(self, text: str) -> str:
        """Give a text with places and titles replaced, and its numbers as they are: a name of a group or a partner."""
        return self._hidden_names.sub(lambda match: self._for(match[0]), text)

    def _shown(self, text: str, *, planned: bool = False) -> str:
        """Hide small counts; in what is planned only those that are hidden elsewhere."""
        named = self.named(text)
        of_people = self._people.search(named) is not None
        parts = re.split(r"((?<=[.;!?\n])\s+)", named)
        made = "".join(
            self._sentence(part, parts[number - 2] if number > 1 else "", planned=planned, of_people=of_people)
            for number, part in enumerate(parts)
        )
        if made != named:
            self._texts.add(text)
        return made

    def _sentence(self, sentence: str, before: str, *, planned: bool, of_people: bool) -> str:
        """Hide in a sentence that counts a few people, or all but a few, every count of people, and every share.

        `before` is the sentence before it: it may say how many were asked. `of_people` says that its text names people: then a number counts them, too, that stands without a word for whom.
        """
        if not sentence.strip() or not may_count(western_digits(sentence)):
            return sentence
        plain = western_digits(sentence)
        counted = [
            each
            for each in counted_in(plain, self._people, self._most_in(western_digits(before)))
            if not each.is_bare or of_people or each.number in self._numbers
        ]
        shares = shares_in(plain)
        is_hidden = any(self._is_hidden(each, planned=planned) for each in counted if not each.is_share)
        small = [(each.start, each.end) for each in counted if each.is_share and self._is_small(each, planned=planned)]
        known = [(start, end) for start, end, value in shares if value in self._shares and not planned]
        spans = {*small, *known}
        if is_hidden:
            spans |= {(each.start, each.end) for each in counted} | {(start, end) for start, end, _ in shares}
        for start, end in sorted(spans, reverse=True):
            plain = plain[:start] + HIDDEN + plain[end:]
        return plain if spans else sentence

    def _most_in(self, sentence: str) -> int | None:
        """Give the largest number of people in a sentence."""
        if not may_count(sentence):
            return None
        return max((each.number for each in counted_in(sentence, self._people) if not each.is_share), default=None)

    def _is_small(self, share: Counted, *, planned: bool) -> bool:
        return not planned and any(0 < number < self._threshold for number in _told_by(share))

    def _is_hidden(self, counted: Counted, *, planned: bool) -> bool:
        return self._is_small(counted, planned=planned) or any(number in self._numbers for number in _told_by(counted))


def _told_by(counted: Counted) -> tuple[int, ...]:
    """Give the numbers of people that a count tells: those counted, and those whom it leaves of the whole."""
    return (counted.number,) if counted.rest is None else (counted.number, counted.rest)
