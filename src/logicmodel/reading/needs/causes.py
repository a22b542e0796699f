"""Columns of causes of which each asks for the cause of the one before: whys in a row, direct and indirect causes."""

from collections.abc import Sequence

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.headings import Heading
from logicmodel.words.spelling import heading_key

_WHY = pattern_of(
    r"(?:\d(?:st|nd|rd|th|er|e|eme|o|a|º|ª|\.)? )?[¿ ]*(?:why|pourquoi|por ?que|porque|warum|لماذا)[ ?#-]*\d?(?: (?:is|does|so|then).*)?"
)
_DEPTHS = {
    2: pattern_of(
        r"\b(?:indire[ck]t\w*|underlying|intermediate|sous.jacente?s?|subyacentes?|subjacentes?|mittelbare\w*|tieferliegende\w*)\b|غير المباشره"
    ),
    3: pattern_of(
        r"\b(?:root|basic|structural|structurelles?|profondes?|estructural\w*|estrutura\w*|raiz|grundlegende\w*)\b|الجذريه"
    ),
    1: pattern_of(r"\b(?:dire[ck]t\w*|immediates?|inmediatas?|imediatas?|proximate|unmittelbare\w*)\b|المباشره"),
}
"""How far from a need the causes under a heading are; “indirect” is looked for before “direct”."""


def in_a_chain(headings: Sequence[Heading]) -> list[Heading]:
    """Give numbers to “Why 1” and “Why 2”, or to direct and indirect causes: each asks for the cause of the one before."""
    causes = [each for each in headings if each.field == "causes"]
    asked = [each.column for each in causes if _WHY.fullmatch(heading_key(each.text))]
    step_of = {column: step for step, column in enumerate(asked, start=1)} if len(asked) > 1 else {}
    deep = {each.column: depth for each in causes if (depth := _depth(each.text))}
    if not step_of and 1 in deep.values() and len(set(deep.values())) > 1:
        step_of = deep
    return [replace(each, step=step_of[each.column]) if each.column in step_of else each for each in headings]


def _depth(title: str) -> int:
    """Say how far from the need the causes under a heading are: 1 for direct ones, 2 behind these, 3 for roots; else 0."""
    key = heading_key(title)
    return next((depth for depth, words in _DEPTHS.items() if words.search(key)), 0)
