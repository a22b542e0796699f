"""The intervention library: methods and models of practice, matched to needs by their words.

The library is data (`words/interventions.toml`, and a file of words for each other language). It proposes; it claims
nothing for what it proposes.
"""

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert
from msgspec.structs import replace

from logicmodel.drafting.people import are_children, families, named
from logicmodel.words.load import LANGUAGES
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import plain, unaccented
from logicmodel.words.tongues import ENGLISH

ARABIC = "Arabic"

SPOKEN = ("French", "Spanish", "Portuguese", "German", ARABIC)
"""Languages besides English in which the library knows words of needs and can word its boxes."""

LONGEST_TEXT = 200
"""Letters that a box may hold; a longer list of groups is said as “people”."""

MISMATCHES = frozenset((("macro", "micro"), ("mezzo", "micro"), ("micro", "macro")))
"""Level of a need and level of work that does not reach it, as rule N304 has them."""


class Intervention(Struct, frozen=True, kw_only=True):
    """One method or model: what speaks for it, its boxes, and what is to be known of it.

    `words` are what in a need or cause speaks for it. `activity`, `output` and `outcome` hold {group} or {Group} where
    the people are named. `change` and `policy` are the kind of change and the policy step of the outcome; `others`
    says that the outcome is about other people than those who have the need. `evidence` is a hint, never a level.
    `safety` and `not_beside` keep people in danger from harm: it is proposed for the need itself, whatever is done about
    causes; and it is not proposed for needs whose words speak for one of these. `adults` says that it is work with adults:
    where the need is children’s, their families are named. `language` is that of the name, words and boxes; theory,
    results, cautions and evidence are in English.
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
    safety: bool = False
    not_beside: tuple[str, ...] = ()
    adults: bool = False
    language: str = ENGLISH

    def worded(self, wording: str, groups: Sequence[str]) -> str:
        """Say its activity, output or outcome for some groups of people."""
        if self.adults and groups and all(are_children(group, self.language) for group in groups):
            groups = (families(self.language),)
        text = self._said_of(wording, groups)
        return self._said_of(wording, ()) if len(text) > LONGEST_TEXT else text

    def _said_of(self, wording: str, groups: Sequence[str]) -> str:
        return wording.format(
            group=named(groups, self.language, within=True),
            Group=named(groups, self.language),
        )


class Saying(Struct, frozen=True, kw_only=True):
    """How another language names an intervention and its boxes, and its words for it; a star stands for any ending."""

    name: str
    words: tuple[str, ...]
    activity: str
    output: str
    outcome: str


class _File(Struct, frozen=True):
    intervention: tuple[Intervention, ...]


@cache
def library(language: str = ENGLISH) -> tuple[Intervention, ...]:
    """Give all interventions in the order of the file, worded in a language; none in one that is not SPOKEN."""
    if language == ENGLISH:
        return convert(_read("interventions.toml"), _File).intervention
    if language not in SPOKEN:
        return ()
    said = convert(_read(f"interventions_{LANGUAGES[language]}.toml"), dict[str, Saying])
    return tuple(_said_in(language, each, said[each.id]) for each in library())


def _read(file: str) -> dict[str, object]:
    return tomllib.loads(files("logicmodel.words").joinpath(file).read_text(encoding="utf-8"))


def _said_in(language: str, intervention: Intervention, said: Saying) -> Intervention:
    return replace(
        intervention,
        name=f"{said.name} ({intervention.name})",
        words=tuple(map(unaccented, said.words)),
        activity=said.activity,
        output=said.output,
        outcome=said.outcome,
        language=language,
    )


def fitting(
    text: str, levels: Collection[str] = (), likely: str | None = None, language: str = ENGLISH
) -> tuple[Intervention, ...]:
    """Give the interventions that words of a text speak for, the most words first, ties in the order of the library.

    A phrase counts with all its words: it tells more than one of them alone.

    `levels` are where the need sits: work that cannot reach one of them is left out. `likely` is where it seems to sit
    by its words. Work at one of these levels counts as one word more. Whether it suits is for people to say.

    >>> [each.name for each in fitting("Young carers feel alone")]
    ['Peer support', 'Short breaks for carers']
    >>> [each.name for each in fitting("Les familles ont des dettes", language="French")]
    ['Conseil sur les dettes et les droits (Debt and benefits advice)']
    """
    scored = []
    text = text if language == ENGLISH else unaccented(text)
    for intervention in library(language):
        found = {plain(each) for each in _words(intervention).findall(text)}
        if found and not any((level, intervention.level) in MISMATCHES for level in levels):
            told = sum(len(words_of(each)) for each in found)
            scored.append((told + (intervention.level in (*levels, likely)), intervention))
    return tuple(intervention for _, intervention in sorted(scored, key=lambda each: -each[0]))


@cache
def _words(intervention: Intervention) -> re.Pattern[str]:
    whole = tuple(word for word in intervention.words if not word.endswith("*"))
    stems = tuple(word.removesuffix("*") for word in intervention.words if word.endswith("*"))
    return _joined_words(whole, stems) if intervention.language == ARABIC else finder(whole, stems)


def _joined_words(whole: Sequence[str], stems: Sequence[str]) -> re.Pattern[str]:
    """Find Arabic words behind what is written together with them: and, with, to, like, the."""
    listed = [*(rf"{re.escape(stem)}\w*" for stem in stems), *map(re.escape, whole)]
    words = "|".join(sorted(listed, key=lambda each: (-len(each), each)))
    return re.compile(rf"(?<!\w)[وف]?(?:لل|[بك]?ال|[بلك])?({words})(?!\w)")
