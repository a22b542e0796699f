"""Sorting needs before anything is built on them: what kind they are, where they sit, which may be one."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from msgspec import Struct

from logicmodel.drafting.english import wording
from logicmodel.model import Need, Plan, Source
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import group_key, plain

ALIKE = Fraction(4, 5)
"""Share of words in common from which on two statements may be one need."""

BRADSHAW = ("felt", "expressed", "normative", "comparative")
"""Kinds of need after Bradshaw (1972), in his order up to the last two."""

KIND_OF_SOURCE = {
    "survey": "felt",
    "focus_group": "felt",
    "interview": "felt",
    "records": "expressed",
    "observation": "normative",
    "practice": "normative",
    "study": "normative",
    "evaluation": "normative",
    "statistics": "comparative",
}
"""Kind of source → the kind of need that it speaks for; our own reading of Bradshaw."""


class Merge(Struct, frozen=True, kw_only=True):
    """Two needs that say nearly the same of the same people, level and place: a proposal, never carried out."""

    first: str
    second: str
    alike: Fraction
    words: tuple[str, ...]


def kinds_of_need(need: Need, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Say which kinds of need it is, after Bradshaw, from the kinds of its sources.

    Felt: people were asked, or speak in their own words, or voted. Expressed: they have asked for help, as records of
    services show. Normative: people of the trade judge so. Comparative: figures show others better off.
    """
    its = [source for ref in need.sources if (source := sources.get(ref))]
    found = {KIND_OF_SOURCE[source.kind] for source in its if source.kind in KIND_OF_SOURCE}
    if need.quote or need.votes or any(source.voice in ("yes", "through_others") for source in its):
        found.add("felt")
    return tuple(kind for kind in BRADSHAW if kind in found)


def level_by_words(text: str) -> str | None:
    """Guess where a need sits by its words: macro, mezzo, micro, or None if no word tells.

    >>> [level_by_words(text) for text in ("Rents rise every year", "Staff are unsure", "Parents feel alone", "Cold")]
    ['macro', 'mezzo', 'micro', None]
    """
    for level in ("macro", "mezzo", "micro"):
        if finder(getattr(wording(), level)).search(text):
            return level
    return None


def words_that_count(text: str) -> frozenset[str]:
    """Give the words of a statement without stop words; what is drawn together counts as what it stands for.

    >>> sorted(words_that_count("Parents can’t afford the bus")), sorted(words_that_count("They don’t know"))
    (['afford', 'bus', 'cannot', 'parents'], ['know', 'not'])
    """
    key = plain(text).replace("can't", "cannot").replace("n't", " not")
    return frozenset(words_of(key)) - frozenset(wording().stop_words)


def near_duplicates(plan: Plan) -> tuple[Merge, ...]:
    """Pair needs that may be one: at least four fifths of all their words in common, same people, level and place.

    Likeness is |A ∩ B| ÷ |A ∪ B| of the sets of words without stop words. Only statements that share one of their
    rarest words are compared, so that long lists stay quick.
    """
    found = []
    for needs in _by_setting(plan).values():
        words = [words_that_count(need.text) for need in needs]
        for first, second in _candidates(words):
            common, all_words = words[first] & words[second], words[first] | words[second]
            if len(common) * ALIKE.denominator >= len(all_words) * ALIKE.numerator:
                found.append(
                    Merge(
                        first=needs[first].id,
                        second=needs[second].id,
                        alike=Fraction(len(common), len(all_words)),
                        words=tuple(sorted(common)),
                    )
                )
    position = {need.id: index for index, need in enumerate(plan.needs)}
    return tuple(sorted(found, key=lambda merge: (position[merge.first], position[merge.second])))


def _by_setting(plan: Plan) -> dict[tuple[object, ...], list[Need]]:
    """Group needs by the people, level and place that they are about."""
    found: dict[tuple[object, ...], list[Need]] = {}
    for need in plan.needs:
        if need.kind == "need":
            setting = (frozenset(group_key(name) for name in need.who), need.level, plain(need.area or ""))
            found.setdefault(setting, []).append(need)
    return found


def _candidates(words: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Give the pairs that can be alike: those that share one of the rarest words of each.

    Two sets alike by at least t share one of the first |A| − ⌈t·|A|⌉ + 1 words of A, and of B likewise, if all words
    are put in one order.
    """
    often: dict[str, int] = {}
    for word in (word for its in words for word in its):
        often[word] = often.get(word, 0) + 1
    by_word: dict[str, list[int]] = {}
    found: set[tuple[int, int]] = set()
    for index, its in enumerate(words):
        rarest_first = sorted(its, key=lambda word: (often[word], word))
        for word in rarest_first[: len(its) - ceil(ALIKE * len(its)) + 1]:
            found.update((earlier, index) for earlier in by_word.get(word, ()))
            by_word.setdefault(word, []).append(index)
    return sorted(found)
