"""Small groups, places and quotes: what points to people without naming them."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from logicmodel.model import Element, Need, Place
from logicmodel.patterns import pattern_of
from logicmodel.privacy.cells import Cells
from logicmodel.privacy.counting import is_percent, is_small, numbers_in, only_group
from logicmodel.privacy.data import entries, words_in
from logicmodel.theory import Theory
from logicmodel.words.matching import finder
from logicmodel.words.spelling import group_key, plain, straight, western_digits

_PLACES = pattern_of(r"[,;\n]|\s(?:and|et|y|e|und|و)\s", re.IGNORECASE)


_BEGINNING = pattern_of(
    r"\s*(?:the|our|these|all|les|nos|ces|los|las|nuestras|nuestros|os|as|die|unsere|ال)?\s*", re.IGNORECASE
)

# -- groups -----------------------------------------------------------------------------------------------------------


class SmallGroup(Struct, frozen=True, kw_only=True):
    """A group of too few people, and a cell in which it is named; `from_needs` says that only a need tells its size."""

    name: str
    people: int
    place: Place
    from_needs: bool = False


def small_groups(theory: Theory, threshold: int) -> dict[str, int]:
    """Give the groups of too few people: key of each of their names → how many they are.

    The size is that of Groups, else the largest How many of the needs that affect this group alone, else what the name
    itself says: “The four families at the mill”.
    """
    sizes: dict[str, int] = {}
    for need in theory.plan.needs:
        key, numbers = only_group(need), numbers_in(need.count)
        if key and numbers and not is_percent(need.count):
            sizes[key] = max(sizes.get(key, 0), int(numbers[0]))
    for group in theory.plan.groups:
        if numbers := numbers_in(group.size):
            sizes |= {group_key(name): int(numbers[0]) for name in (group.name, *group.aliases)}
    for name in names_of_groups(theory):
        sizes.setdefault(group_key(name), said_in(name) or threshold)
    return {name: people for name, people in sizes.items() if is_small(people, threshold)}


def names_of_groups(theory: Theory) -> Iterator[str]:
    """Yield the names of groups, wherever they stand."""
    plan = theory.plan
    for group in plan.groups:
        yield from (group.name, *group.aliases)
    for need in plan.needs:
        yield from (*need.who, *need.hit_hardest)
    yield from (name for element in plan.elements for name in element.who)
    yield from (name for measure in plan.indicators for name in measure.disaggregate_by)
    yield from (reading.group for reading in plan.readings if reading.group)


@lru_cache(10_000)
def said_in(name: str) -> int | None:
    """Give how many people the name of a group says that they are, where it begins with that.

    >>> said_in("The four Roma families"), said_in("Families with three children"), said_in("Year 6 pupils")
    (4, None, None)
    """
    from logicmodel.privacy.counted import counted_in  # its patterns take time to make; most checks need none

    found = counted_in(western_digits(name), words_in("texts", "persons"))
    first = found[0] if found else None
    begins = first is not None and _BEGINNING.fullmatch(name[: first.start])
    return first.number if first and begins else None


def named_small_groups(theory: Theory, cells: Cells, threshold: int) -> Iterator[SmallGroup]:
    """Yield each cell that names a group of too few people: as a group, in a breakdown, or in a statement."""
    small = small_groups(theory, threshold)
    if not small:
        return
    plan = theory.plan
    sized = {group_key(name) for group in plan.groups if group.size for name in (group.name, *group.aliases)}

    def found(name: str, place: Place) -> SmallGroup:
        from_needs = group_key(name) not in sized and said_in(name) is None
        return SmallGroup(name=name, people=small[group_key(name)], place=place, from_needs=from_needs)

    listing = [
        *((need, field, getattr(need, field)) for need in plan.needs for field in ("who", "hit_hardest")),
        *((element, "who", element.who) for element in plan.elements),
        *((measure, "disaggregate_by", measure.disaggregate_by) for measure in plan.indicators),
        *((reading, "group", (reading.group,) if reading.group else ()) for reading in plan.readings),
    ]
    for row, field, names in listing:
        for name in names:
            if group_key(name) in small:
                yield found(name, cells.place_of(row, field))
    names = [name for group in plan.groups for name in (group.name, *group.aliases)]
    names += [name for need in plan.needs for name in need.who]
    find = finder(tuple(name for name in dict.fromkeys(names) if group_key(name) in small))
    things: tuple[Need | Element, ...] = (*plan.needs, *plan.elements)
    for thing in things:
        if match := find.search(thing.text):
            yield found(match[0], cells.place_of(thing, "text"))


# -- places -----------------------------------------------------------------------------------------------------------


def places_in(text: str | None) -> list[str]:
    """Part a list of places.

    >>> places_in("Millbrook and Eastfield; Hill Farm Lane")
    ['Millbrook', 'Eastfield', 'Hill Farm Lane']
    """
    return [part for each in _PLACES.split(text or "") if (part := " ".join(each.split()).strip(" ."))]


def places_to_hide(theory: Theory) -> dict[str, str]:
    """Give the places under Where that must not be named: key → as typed."""
    programme = theory.plan.programme
    allowed = {plain(each) for each in (programme.area or "", *places_in(programme.area), *programme.public_areas)}
    named = (place for need in theory.plan.needs for place in (places_in(need.area) or ()))
    return {plain(place): place for place in named if plain(place) not in allowed}


def place_shown(theory: Theory) -> str:
    """Give what stands for a place that is not named: the Place of the plan."""
    return theory.plan.programme.area or "the area of the plan"


@cache
def finder_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern that finds whole names in a text, whatever their case."""
    return finder(names)


# -- quotes -----------------------------------------------------------------------------------------------------------

DETAILS = {
    "age": "an age",
    "place": "a place",
    "job": "a job or role",
    "family": "a family detail",
    "illness": "an illness or offence",
    "time": "a date or time",
}
"""Kinds of detail in a quote, as they are said."""

TELLING = 3
"""Kinds of detail from which on a quote may show who speaks."""

_SAID = pattern_of(r"“[^“”]{20,}”|„[^„“”]{20,}[“”]|«[^«»]{20,}»|\"[^\"]{20,}\"")
_WORDS_OF_A_QUOTE = 6
_AFTER_IN = pattern_of(
    r"\b(?:in|at|from|near|of|to|à|en|de|em|aus|bei|nach)\s+(?!(?:I|God|English|French|Spanish)\b)[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}|"
    r"(?<!\w)(?:قرية|مدينة|مخيم|بلدة|حي)\s+[^\W\d_]{3,}"
)


def details_of_quote(theory: Theory, quote: str) -> list[str]:
    """Name the kinds of detail that a quote holds.

    >>> from logicmodel.model import Place, Plan, Programme
    >>> nobody = Theory(Plan(programme=Programme(place=Place(file="plan.xlsx"))))
    >>> details_of_quote(nobody, "I’m 34, the only nurse in Eastfield, and my son is ill")
    ['an age', 'a place', 'a job or role', 'a family detail']
    >>> details_of_quote(nobody, "I can’t do homework, I’m cooking.")
    []
    """
    text = straight(quote)
    return [said for kind, said in DETAILS.items() if _has(kind, text, theory)]


def said_within(text: str) -> list[str]:
    """Give what somebody says within a text: six words and more between quotation marks.

    >>> said_within("A father: “I carry the water up to the fourth floor.” The “fourth floor” is high.")
    ['I carry the water up to the fourth floor.']
    """
    passages = (match[0][1:-1].strip() for match in _SAID.finditer(text))
    return [passage for passage in passages if len(passage.split()) >= _WORDS_OF_A_QUOTE]


def _has(kind: str, text: str, theory: Theory) -> bool:
    if kind in ("age", "time"):
        return bool(_patterns(kind).search(text))
    if kind == "place":
        return bool(_AFTER_IN.search(text)) or bool(finder_of(_known_places(theory)).search(text))
    return bool(words_in("quotes", kind).search(text))


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(entries("quotes", kind)), re.IGNORECASE)


def _known_places(theory: Theory) -> tuple[str, ...]:
    programme = theory.plan.programme
    texts: Collection[str | None] = (
        programme.area,
        *programme.public_areas,
        *(need.area for need in theory.plan.needs),
    )
    return tuple(dict.fromkeys(place for text in texts for place in places_in(text)))


def speaks_of_few(need: Need, small: Collection[str]) -> bool:
    """Say whether those whom a need affects are all groups of too few people."""
    return bool(need.who) and all(group_key(name) in small for name in need.who)


def may_be_quoted(theory: Theory, need: Need, small: Collection[str]) -> bool:
    """Say whether a quote may be shared: agreed, without telling details, of a group that is large enough."""
    return (
        need.quote is not None
        and need.quote_agreed is True
        and len(details_of_quote(theory, need.quote)) < TELLING
        and not speaks_of_few(need, small)
    )
