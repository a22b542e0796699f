"""The intervention library: methods and models of practice, matched to needs by their words.

The library is data (`words/interventions.toml`). It proposes; it claims nothing for what it proposes.
"""

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

from logicmodel.drafting.wording import people
from logicmodel.words.matching import finder
from logicmodel.words.spelling import plain

LONGEST_TEXT = 200
"""Letters that a box may hold; a longer list of groups is said as “people”."""

MISMATCHES = frozenset((("macro", "micro"), ("mezzo", "micro"), ("micro", "macro")))
"""Level of a need and level of work that does not reach it, as rule N304 has them."""


class Intervention(Struct, frozen=True, kw_only=True):
    """One method or model: what speaks for it, its boxes, and what is to be known of it.

    `words` are what in a need or cause speaks for it. `activity`, `output` and `outcome` hold {group} or {Group} where
    the people are named. `change` and `policy` are the kind of change and the policy step of the outcome; `others`
    says that the outcome is about other people than those who have the need. `evidence` is a hint, never a level.
    """

    id: str
    name: str
    words: tuple[str, ...]
    level: str
    theory: str
    activity: str
    output: str
    outcome: str
    change: str
    results: str
    cautions: str
    evidence: str
    tags: tuple[str, ...]
    policy: str | None = None
    others: bool = False

    def worded(self, wording: str, groups: Sequence[str]) -> str:
        """Say its activity, output or outcome for some groups of people."""
        text = wording.format(group=people(groups, within=True), Group=people(groups))
        if len(text) > LONGEST_TEXT:
            return wording.format(group=people((), within=True), Group=people(()))
        return text


class _File(Struct, frozen=True):
    intervention: tuple[Intervention, ...]


@cache
def library() -> tuple[Intervention, ...]:
    """Give all interventions in the order of the file."""
    path = files("logicmodel.words").joinpath("interventions.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).intervention


def fitting(text: str, levels: Collection[str] = (), likely: str | None = None) -> tuple[Intervention, ...]:
    """Give the interventions that words of a text speak for, the most words first, ties in the order of the library.

    `levels` are where the need sits: work that cannot reach one of them is left out. `likely` is where it seems to sit
    by its words. Work at one of these levels counts as one word more. Whether it suits is for people to say.

    >>> [each.name for each in fitting("Young carers feel alone")]
    ['Peer support', 'Short breaks for carers']
    """
    scored = []
    for intervention in library():
        found = {plain(each) for each in _words(intervention).findall(text)}
        if found and not any((level, intervention.level) in MISMATCHES for level in levels):
            scored.append((len(found) + (intervention.level in (*levels, likely)), intervention))
    return tuple(intervention for _, intervention in sorted(scored, key=lambda each: -each[0]))


@cache
def _words(intervention: Intervention) -> re.Pattern[str]:
    return finder(intervention.words)
