"""What is shown of a text: small counts, places and titles that must not be seen are replaced, all else stays."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache, partial

from logicmodel.privacy.data import entries
from logicmodel.words.matching import finder
from logicmodel.words.spelling import western_digits

HIDDEN = "[c]"

_SENTENCE = re.compile(r"(?<=[.;!?\n])\s+")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:[ ,.’]?\d{3})*(?![\w:/]|[.,-]\d)")
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|per cent|percent|٪)")
_OF = re.compile(
    r"^\s*(?:of|out of|in|from|/|sur|de|des|parmi|de los|de las|dos|das|von|aus|من)\s+(?:the\s+)?(\d+)", re.IGNORECASE
)
_WORDS_BETWEEN = 3
"""Words that may stand between a number and whom it counts: “four of the older pupils”."""

_SPELT = {
    word: number
    for number, words in enumerate(
        (
            "one un una um uma ein eine",
            "two deux dos dois duas zwei",
            "three trois tres três drei",
            "four quatre cuatro quatro vier",
            "five cinq cinco fünf",
            "six seis sechs",
            "seven sept siete sete sieben",
            "eight huit ocho oito acht",
            "nine neuf nueve nove neun",
            "ten dix diez dez zehn",
        ),
        1,
    )
    for word in words.split()
    if number > 1  # “one” and “un” are words of every sentence
}
_SPELT_OUT = re.compile(rf"\b(?:{'|'.join(_SPELT)})\b", re.IGNORECASE)


_LABELS = re.compile(rf"(?:^|[^\w])(?:{'|'.join(map(re.escape, entries('texts', 'labels')))})$")
_ELSEWHERE = finder(entries("texts", "elsewhere"))


class Scrubber:
    """Makes texts fit to be shown, and counts those that it changed.

    `people` are words for people and names of groups; `numbers` are counts that are hidden elsewhere; `instead` holds
    what must not be seen, and what stands in its place.
    """

    def __init__(
        self, *, people: tuple[str, ...], numbers: Collection[int], threshold: int, instead: Mapping[str, str]
    ) -> None:
        self._people, self._numbers, self._threshold = finder(people), numbers, threshold
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
        made = "".join(self._sentence(part, planned=planned) for part in re.split(r"((?<=[.;!?\n])\s+)", named))
        if made != named:
            self._texts.add(text)
        return made

    def _sentence(self, sentence: str, *, planned: bool) -> str:
        """Hide in a sentence that counts a few people every count of people, and every share."""
        if not sentence.strip() or not (_NUMBER.search(western_digits(sentence)) or _SPELT_OUT.search(sentence)):
            return sentence
        plain = western_digits(sentence)
        counted = self._counted(plain)
        if not any(self._is_hidden(number, planned=planned) for _, _, number in counted):
            return sentence
        for start, end, _ in reversed(counted):
            plain = plain[:start] + HIDDEN + plain[end:]
        return _SHARE.sub(HIDDEN, plain)

    def _is_hidden(self, number: int, *, planned: bool) -> bool:
        return number in self._numbers or (not planned and 0 < number < self._threshold)

    def _counted(self, sentence: str) -> list[tuple[int, int, int]]:
        """Give where numbers of people stand in a sentence, and which: “7 of 52”, “four pupils”."""
        found: list[tuple[int, int, int]] = []
        shares = [match.span() for match in _SHARE.finditer(sentence)]
        for match in sorted([*_NUMBER.finditer(sentence), *_SPELT_OUT.finditer(sentence)], key=re.Match.start):
            if any(start <= match.start() < end for start, end in shares):
                continue
            digits = re.sub(r"\D", "", match[0])
            number = int(digits) if digits else _SPELT[match[0].casefold()]
            after = sentence[match.end() : match.end() + 60]
            before = sentence[: match.start()].rstrip().casefold()
            if _LABELS.search(before):
                continue
            is_base = bool(found) and re.search(r"(?:of|out of|/|sur|de|von|من)(?: the)?$", before) is not None
            if is_base or _OF.match(after) or self._counts_people(after):
                found.append((match.start(), match.end(), number))
        return found

    def _counts_people(self, after: str) -> bool:
        """Say whether a word for people follows within a few words."""
        near = re.match(rf"(?:\s+[^\W\d_][\w’'-]*){{1,{_WORDS_BETWEEN + 1}}}", after)
        return bool(near and self._people.search(_ELSEWHERE.split(near[0], maxsplit=1)[0]))
