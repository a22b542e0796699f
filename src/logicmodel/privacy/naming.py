"""Names of persons: capitalised words that are no role, organisation or place, and titles with a name."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.privacy.cells import HEADING, Cell, Cells
from logicmodel.privacy.data import ARTICLE, entries, known_words, words_of_plans
from logicmodel.privacy.uncased import uncased_names
from logicmodel.privacy.written import words_before
from logicmodel.theory import Theory
from logicmodel.words.load import names
from logicmodel.words.spelling import heading_key, plain

NAME_FIELDS = frozenset(
    (sheet, field)
    for field, sheets in {
        "owner": "elements indicators register stakeholders log one_sheet",
        "name": "stakeholders",
        "agreed_with": "log",
        "agreed_by": "programme",
        "safeguarding_lead": "programme",
        "author": "sources",
        "rater": "scores",
        "by": "waivers",
    }.items()
    for sheet in sheets.split()
)
"""Sheet and field of the cells that should hold a role, a group or an organisation."""

_PARTS = pattern_of(r"[;,،؛/&|()\[\]:\n•]|\s[-–—]\s|\s(?:and|et|und|y|e)\s|\sو(?=[\sA-Za-z])")
_HANDLE = pattern_of(r"(?<![\w.@])@(?=[^\W\d]*[\d_])[^\W\d_][\w.]{3,}\b(?!@)")
_CAPITAL = r"(?:(?:[ae][a-z]{1,2}-)?[^\W\d_a-zß-öø-ÿ][\w’'.-]*)"
_INITIAL = r"(?:[^\W\d_a-zß-öø-ÿ]\.)"
_SURNAME_FIRST = rf"{_CAPITAL},\s*{_INITIAL}(?:\s*{_INITIAL})*"
_MOST_WORDS, _LEAST_WORDS, _SHORT, _LONG_SURNAME = 3, 2, 3, 5


class NameFound(Struct, frozen=True):
    """A text that looks like a person's name, and its cell."""

    text: str
    cell: Cell


def names_found(theory: Theory, cells: Cells, allowed: Collection[str]) -> Iterator[NameFound]:
    """Yield the cells that seem to hold a person's name: by where they stand, by a title, or as another cell has it.

    `allowed` holds names that are known to be of organisations.
    """
    known = _own_names(theory)
    cleared = {plain(name) for name in allowed}
    others: list[Cell] = []
    named: list[str] = []
    for cell in cells.everything():
        name = _name_in(cell, known, cleared)
        if name:
            named.append(name)
            yield NameFound(name, cell)
        else:
            others.append(cell)
    again = _elsewhere(named)
    for cell in others:
        if again and (match := again.search(cell.text)) and plain(match[0]) not in cleared:
            yield NameFound(match[0], cell)


def _elsewhere(named: Iterable[str]) -> re.Pattern[str] | None:
    """Find names again that were found once: the whole, and within a sentence its first and its last word."""
    wholes = {name: None for name in named if " " in name}
    words = {word: None for name in wholes for word in _ends(name) if word.casefold() not in _particles()}
    patterns = [re.escape(name) for name in wholes]
    patterns += [
        rf"(?<=[^\W\d_A-Z][\s,]){re.escape(word)}" for word in words if len(word) > _SHORT and word not in known_words()
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])") if patterns else None


def _ends(name: str) -> tuple[str, ...]:
    """Give the words of a name by which somebody is called: the first, but for a title, and the last."""
    words = name.split()
    return (words[-1],) if _titled().match(name) else (words[0], words[-1])


def may_be_a_name(text: str) -> bool:
    """Say whether what stands under a heading such as “Name” may name a person: no sentence, no role, no organisation.

    >>> may_be_a_name("Pérez"), may_be_a_name("ana perez"), may_be_a_name("Adults without maths"), may_be_a_name("Youth club")
    (True, True, False, False)
    """
    words = [word for word in text.split() if word.casefold() not in _particles()]
    cased = [word[:1].islower() for word in words]
    return 0 < len(words) <= _MOST_WORDS + 1 and len({*cased}) == 1 and not any(word in known_words() for word in words)


def _name_in(cell: Cell, known: Collection[str], cleared: Collection[str]) -> str | None:
    if cell.field == HEADING and heading_key(cell.text) in names():
        return None  # “Marco” is a milestone, too
    by_place = (cell.sheet, cell.field) in NAME_FIELDS
    its = persons_in(cell.text, known) if by_place else only_given_names(cell.text, known)
    found = next((each for each in its if plain(each) not in cleared), None)
    in_text = titled_names(cell.text) if cell.field in PUBLISHED else persons_named(cell.text, known)
    named = (each for each in in_text if plain(each) not in cleared)
    return found or next(named, None)


PUBLISHED = frozenset(("title", "author", "finding", "theory", "url"))
"""Fields that tell of published work, and of those who wrote it."""


def given_names(text: str, known: Collection[str] = ()) -> list[str]:
    """Give what is a common given name with another capitalised word behind it, and no organisation or place.

    >>> given_names("kept by Grace Adeyemi"), given_names("St John Ambulance, Joseph Rowntree Foundation, James Street")
    (['Grace Adeyemi'], [])
    """
    found: list[str] = []
    for match in _given().finditer(text):
        behind = _next_word(text[match.end() :])
        words = [*match["rest"].split(), *behind]
        if words[0].casefold() in entries("given_names", "words") and not behind:
            words = []
        before = text[: match.start()].split()[-1:]
        is_other = any(word in known_words() or _bare(word) in known or word in _not_before() for word in words)
        if not is_other and not {*before} & {*entries("given_names", "not_after")}:
            found.append(match[0])
    return found


def _next_word(text: str) -> list[str]:
    """Give the word with a capital that follows at once, if there is one."""
    match = re.match(rf"\s({_CAPITAL})", text)
    return [match[1]] if match else []


@cache
def _not_before() -> frozenset[str]:
    return frozenset(entries("given_names", "not_before"))


@cache
def _latin() -> frozenset[str]:
    return frozenset(entries("given_names", "latin"))


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    """Give patterns for given names: before “said” and the like, a relation or an age, and behind “interview with”."""
    names = _any_of(_latin())
    before, after, relations = (_any_of(entries("given_names", each)) for each in ("before", "after", "relations"))
    alone = rf"(?![\w-])(?!\s+{_CAPITAL})"
    behind = rf"(?<![\w-])(?i:{before})\s+(?:(?:la|el|a|o)\s+|d[’'])?(?P<given>{names}){alone}"
    ahead = rf"(?<![\w-])(?P<given>{names})(?:['’]s?\s+(?:{relations})|\s+(?:{after})|,?\s*\(\d{{1,2}}\)|,\s*\d{{1,2}}(?=,|\)))(?![\w-])"
    return re.compile(ahead), re.compile(behind)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _given() -> re.Pattern[str]:
    names = _any_of(_latin())
    particle = "|".join(sorted(map(re.escape, _particles()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})\s+(?P<rest>(?:(?:{particle})\s+)?[^\W\d_a-zß-öø-ÿ][\w’'-]+)(?![^\W\d_])")


def persons_in(text: str, known: Collection[str] = ()) -> list[str]:
    """Give what looks like a person's name in a cell that should hold a role.

    `known` holds words, in lower case, of the plan's own groups, organisation and places.

    >>> persons_in("Amina Ali (lead); Carers’ worker; Jean-Paul van den Berg"), persons_in("Head of Children’s Services")
    (['Amina Ali', 'Jean-Paul van den Berg'], [])
    >>> persons_in("Leitung Jugendamt, Trabajadora Social, Responsable Projet"), persons_in("NHS England; UNICEF")
    ([], [])
    """
    listed = [match[0] for match in re.finditer(_SURNAME_FIRST, text) if _surname(match[0]) not in known_words()]
    if listed:
        return listed
    parts = (" ".join(part.split()).strip(" .*") for part in _PARTS.split(text))
    return [part for part in parts if part and _is_a_person(part, known)]


def _surname(listed: str) -> str:
    return listed.partition(",")[0]


def _is_a_person(part: str, known: Collection[str]) -> bool:
    if part in _latin():
        return _bare(part) not in known
    words = part.split()
    # Few given names have an article, and these are in the list; roles have it, with a name behind them or without.
    named = words[:1] if words[0] in entries("organisations", "any") else words
    is_given = any(word in entries("given_names", "ar") for word in named)
    if is_given or words[0].startswith(ARTICLE) or not _name().fullmatch(part):
        return is_given and 1 < len(words) <= _MOST_WORDS + 1 and not any(_bare(word) in known for word in words)
    words = [word for word in words if word.casefold() not in _particles()]
    if len(words) == _LEAST_WORDS and words[0] in _latin() and words[1].casefold() in entries("given_names", "words"):
        return _bare(words[1]) not in known
    letters = [word.strip(".") for word in words]
    # Surnames in capitals are longer than most short forms of organisations: Aïssatou DIALLO, NHS England.
    short = [word for word in letters if word.isupper() and 1 < len(word) < _LONG_SURNAME]
    if short and not all(map(str.isupper, letters)):
        return False
    if all(word.isupper() and len(word) < 5 for word in letters) or not _not_before().isdisjoint(words[1:]):
        return False
    pieces = [piece for word in words for piece in (word, *word.split("-"))]
    if any(piece in known_words() or _bare(piece) in known for piece in pieces):
        return False
    return words[0] in _latin() or not any(_bare(piece) in words_of_plans() for piece in pieces)


def titled_names(text: str) -> list[str]:
    """Give the titles with a name in a text.

    >>> titled_names("Ask Dr Okafor, or Frau Weber"), titled_names("Fewer children miss school; Miss lessons")
    (['Dr Okafor', 'Frau Weber'], [])
    """
    return [
        match[0]
        for pattern in (_titled(), *_families())
        for match in pattern.finditer(text)
        if _bare(match["name"]) not in entries("titles", "not_names")
        and (
            _bare(match["name"]) in entries("given_names", "words") or match["name"].split("-")[0] not in known_words()
        )
        and (_is_sure(match[0], pattern) or _bare(match["name"]) not in words_of_plans())
        and not any(_names_a_house(word) for word in _next_word(text[match.end() :]))
    ]


def _is_sure(titled: str, pattern: re.Pattern[str]) -> bool:
    """Say whether what stands before a name can be nothing but a title: “Fr.” is a Friday, too."""
    return pattern is _titled() and not titled.partition(" ")[0].endswith(".")


def _names_a_house(word: str) -> bool:
    """Say whether a word behind a name makes it that of an organisation or a place: Lady Margaret Hall."""
    return word in _not_before() or word.casefold() in entries("organisations", "any")


def persons_named(text: str, known: Collection[str] = ()) -> list[str]:
    """Give the names of persons in a text: with a title, with a given name, of somebody who speaks, on a social network.

    >>> persons_named("Mrs Okafor and Grace Adeyemi; Joseph said no; ask @ana_ruiz92, follow @NHS_England")
    ['Mrs Okafor', 'Grace Adeyemi', 'Joseph', '@ana_ruiz92']
    """
    told = [*given_names_told(text), *_asked(text, known)]
    return [*titled_names(text), *given_names(text, known), *told, *uncased_names(text), *_handles(text, known)]


def _asked(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield what is capitalised as names are where people speak: there nearly all that is no organisation is one.

    That is behind “spoke to” and the like, before “said” and the like, and what has an initial within a sentence.
    """
    for pattern in _persons_asked():
        for match in pattern.finditer(text):
            before = words_before(text[: match.start("name")], 1).casefold()
            if _is_a_person(match["name"], known) and before not in entries("texts", "labels"):  # our plan B. Funders
                yield match["name"]


@cache
def _persons_asked() -> tuple[re.Pattern[str], ...]:
    asked, after = (_any_of(entries("given_names", each)) for each in ("asked", "after"))
    name = rf"(?P<name>{_name().pattern})"
    initials = rf"(?P<name>{_INITIAL}(?:\s?{_INITIAL})*\s?[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z][^\W\d_]+)"
    return (
        re.compile(rf"(?<![\w-])(?i:{asked})\s*:?\s+{name}(?![\w-])"),
        re.compile(rf"(?<![\w-]){name},?\s+(?:{after})(?![\w-])"),
        re.compile(rf"(?<=[^\W\d_A-Z][\s(]){initials}(?![\w-])"),
    )


def _handles(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield names on social networks that are put together as those of persons are: of parts, or with a number."""
    for match in _HANDLE.finditer(text) if "@" in text else ():
        parts = re.findall(r"[^\W\d_]+", match[0])
        if not any(part in known_words() or _bare(part) in known for part in parts):
            yield match[0]


def given_names_told(text: str) -> list[str]:
    """Give the given names that stand alone, where the words beside them say that they are of persons.

    >>> given_names_told("Amina’s mother, an interview with Joseph; Maria (14)")
    ['Amina', 'Joseph', 'Maria']
    >>> given_names_told("Robert’s rules, said Joseph Rowntree, the story of San José, St Mary’s father")
    []
    """
    matches = (match for pattern in _told() for match in pattern.finditer(text))
    found = sorted(matches, key=lambda match: match.start("given"))
    holy = {*entries("given_names", "not_after")}
    return [match["given"] for match in found if not holy & {*text[: match.start("given")].split()[-1:]}]


def only_given_names(text: str, known: Collection[str] = ()) -> list[str]:
    """Give the names of a cell that holds given names and nothing else; those of three letters are words, too.

    >>> only_given_names("Amina; Joseph"), only_given_names("Amina and others"), only_given_names("Jan")
    (['Amina', 'Joseph'], [], [])
    """
    parts = [" ".join(part.split()) for part in _PARTS.split(text) if part.strip()]
    names = [part for part in parts if len(part) > _SHORT and part in _latin() and _bare(part) not in known]
    return names if len(names) == len(parts) else []


def _own_names(theory: Theory) -> frozenset[str]:
    """Give the words of the plan's own groups, organisation and places, in lower case."""
    programme = theory.plan.programme
    texts = [programme.organisation, programme.area, programme.funder, programme.target_group]
    texts.append(_without_persons(programme.name or ""))
    texts += [*programme.public_areas, *(need.area for need in theory.plan.needs)]
    for group in theory.plan.groups:
        texts += [_without_persons(name) for name in (group.name, *group.aliases)]
    return frozenset(_bare(word) for text in texts if text for word in re.split(r"[\s,;/-]+", text))


def _without_persons(title: str) -> str:
    """Take away who is named in a title or as a group: “Warm hands – contact Grace Adeyemi”."""
    for name in (*titled_names(title), *_asked(title, ()), *given_names(title)):
        title = title.replace(name, " ")
    return title


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").strip(".,;'\"“”()").removesuffix("'s")


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for each in entries("particles") for word in each.split())


@cache
def _name() -> re.Pattern[str]:
    particle = "|".join(sorted(map(re.escape, _particles()), key=len, reverse=True))
    link = rf"(?:\s+(?:{particle}))*\s+"
    return re.compile(rf"{_CAPITAL}(?:{link}{_CAPITAL}){{{_LEAST_WORDS - 1},{_MOST_WORDS - 1}}}")


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, entries("titles")), key=len, reverse=True))
    small = "|".join(entries("titles", "small"))
    between = "|".join(sorted(map(re.escape, entries("titles", "between")), key=len, reverse=True))
    other = r"[\u0621-\u064a]{3,}|[\u0900-\u097f]{2,}"  # Arabic and Devanagari have no capitals
    name = rf"(?:{_INITIAL}\s*)*(?!{_INITIAL}){_CAPITAL}"
    return re.compile(
        rf"(?<![\w.-])(?:{titles}|{small}|{small.upper()})\.?\s+(?:(?:{between})\s+)?(?P<name>{other}|{name})(?![^\W\d_])"
    )


@cache
def _families() -> tuple[re.Pattern[str], ...]:
    """Give patterns for families by their names: the Okonkwo family; famille Diallo, Familie Schröder."""
    name = r"(?P<name>(?!\w+(?:ian|ean|ish|ese)\b)[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z][\w’'-]*)"
    before = "|".join(entries("titles", "families"))
    return (
        re.compile(rf"\b[Tt]he\s+{name}\s+family\b(?!\s+(?:{_any_of(entries('titles', 'not_after_family'))})\b)"),
        re.compile(rf"(?<![\w.-])(?:{before})\s+{name}"),
    )
