"""C: what may leave the building. Run by the privacy gate and on request; nothing here can be waived, only cleared."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from logicmodel.config import Config
from logicmodel.model import Audience, Beside, Noticed, Place, Profile, Severity, Source
from logicmodel.privacy.beside import BESIDE, beside_cells, makers
from logicmodel.privacy.cells import Cell, Cells
from logicmodel.privacy.counting import threshold_of
from logicmodel.privacy.details import details_in, personal_heading
from logicmodel.privacy.earlier import differences
from logicmodel.privacy.groups import (
    TELLING,
    details_of_quote,
    finder_of,
    named_small_groups,
    names_of_groups,
    place_shown,
    places_to_hide,
    said_in,
    said_within,
    small_groups,
    speaks_of_few,
)
from logicmodel.privacy.hiding import Hidden, HiddenNumber, hidden_numbers
from logicmodel.privacy.naming import may_be_a_name, names_found, persons_named
from logicmodel.privacy.sources import named_elsewhere, shown_title
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory

NOTHING_TO_DO = "Nothing to do."

SHOWN_AS = "shared copies will show [c] here."


@lru_cache(1)
def _cells(theory: Theory) -> Cells:
    """Give the cells of a plan; those of the last one are kept, for most rules here ask for them."""
    return Cells(theory.plan)


@lru_cache(1)
def _hidden_under(theory: Theory, threshold: int) -> Hidden:
    return hidden_numbers(theory, _cells(theory), threshold)


def _hidden(theory: Theory, config: Config) -> Hidden:
    return _hidden_under(theory, threshold_of(theory, config.threshold))


def _at(theory: Theory, place: Place, message: str, advice: str, severity: Severity | None = None) -> Hit:
    return Hit(theory.plan, message, advice, severity=severity, about=str(place), place=place)


# -- numbers ----------------------------------------------------------------------------------------------------------


@rule(
    "C001",
    "small-count",
    Severity.ADVICE,
    Profile.PRIVACY,
    collect=Collect(
        by="sheet",
        message="{count} cells count a few people; shared copies will show [c] there: {list}.",
    ),
)
def small_count(theory: Theory, config: Config) -> Hits:
    """Counts of people that leave the building are large enough to point to nobody.

    Small numbers point to people.
    """
    for each in _hidden(theory, config).numbers:
        if each.why == "count":
            people = "1 person is" if each.people == 1 else f"{each.people} people are"
            advice = f"{NOTHING_TO_DO} To keep the number, keep `--audience internal`."
            yield _at(theory, each.place, f"{people} counted; {SHOWN_AS}", advice)


@rule(
    "C002",
    "small-base",
    Severity.ADVICE,
    Profile.PRIVACY,
    collect=Collect(
        by="sheet",
        message="{count} values rest on a few people; shared copies will show [c] there: {list}.",
    ),
)
def small_base(theory: Theory, config: Config) -> Hits:
    """Percentages, means and scores rest on enough people to point to nobody.

    A percentage of seven people gives the seven away; 0 % or 100 % tells about each of them.
    """
    for each in _hidden(theory, config).numbers:
        if each.why == "base":
            people = "1 person" if each.people == 1 else f"{each.people} people"
            yield _at(
                theory,
                each.place,
                f"{each.text} rests on {people}; {SHOWN_AS}",
                f"{NOTHING_TO_DO[:-1]}, or show a larger group.",
            )


@rule("C003", "can-be-worked-out", Severity.ADVICE, Profile.PRIVACY)
def can_be_worked_out(theory: Theory, config: Config) -> Hits:
    """No number that is hidden can be worked out from those that are shown.

    Otherwise the protection is a riddle with one answer.
    """
    hidden = _hidden(theory, config)
    for each in hidden.numbers:
        if each.why in ("sum", "rate"):
            yield _at(theory, each.place, _why_too(each), NOTHING_TO_DO)
    for place in hidden.given_away:
        message = f"The total gives {place} away."
        yield _at(theory, place, message, "Leave out the total, or show a larger group.", Severity.ERROR)


def _why_too(each: HiddenNumber) -> str:
    if each.why == "rate":
        people = "1 person" if each.people == 1 else f"{each.people} people"
        return f"{each.place} is protected too, because with its base it would give a count of {people} away."
    if each.other is None or each.other == each.place:
        return f"{each.place} is protected too, because the total would give the few away who are in no group."
    return f"{each.place} is protected too, because the total would give {each.other} away."


# -- persons ----------------------------------------------------------------------------------------------------------


@rule("C004", "personal-detail", Severity.ERROR, Profile.PRIVACY)
def personal_detail(theory: Theory, config: Config) -> Hits:
    """No cell holds an address, a telephone number, a date of birth or a number that belongs to one person.

    One forgotten cell names a family.
    """
    for cell in _cells(theory).everything():
        found = details_in(cell.text) or _under_its_heading(cell)
        if found:
            yield _at(theory, cell.place, f"This looks like {listed(found)}.", "Delete it, or type a role.")
    beside = ((each, details_in(each.text)) for each in beside_cells(theory, config.hidden_ok))
    yield from _said_once(theory, config, ((each, f"what looks like {listed(its)}") for each, its in beside if its))


def _said_once(theory: Theory, config: Config, held: Iterable[tuple[Beside, str]]) -> Hits:
    """Tell what stands beside the cells, each thing once for each place, however often a file repeats it."""
    severity = _of_what_is_hidden(config)
    for place, message in dict.fromkeys((each.place, f"{BESIDE[each.what]} holds {what}.") for each, what in held):
        yield _at(theory, place, message, "Delete it, or type a role.", severity)


def _of_what_is_hidden(config: Config) -> Severity | None:
    """Give how much weight lies on what is never copied: for partners less."""
    return Severity.ADVICE if config.audience is Audience.PARTNER else None


HEADED = {"contact": "contact details of a person", "identifier": "a number that belongs to one person"}
"""What stands under a heading that is known for personal details."""


def _under_its_heading(cell: Cell) -> list[str]:
    kind = personal_heading(cell.heading) if cell.heading else None
    return [HEADED[kind]] if kind in HEADED else []


@rule("C005", "personal-name", Severity.ERROR, Profile.PRIVACY)
def personal_name(theory: Theory, config: Config) -> Hits:
    """People are named by what they do.

    Packs are copied, forwarded and published; a role does the same work.
    """
    cells = _cells(theory)
    found = {each.cell.place: each.text for each in names_found(theory, cells, config.names_ok)}
    for cell in cells.texts():
        if cell.heading and personal_heading(cell.heading) == "name" and may_be_a_name(cell.text):
            found.setdefault(cell.place, cell.text)
    for place, text in found.items():
        yield _at(theory, place, f"{quoted(text)} looks like a person’s name.", "Type a role instead.")
    beside = ((each, persons_named(each.text)[:1]) for each in beside_cells(theory, config.hidden_ok))
    named = ((each, text) for each, its in beside for text in its if text not in config.names_ok)
    yield from _said_once(
        theory, config, ((each, f"{quoted(text)}, which looks like a person’s name") for each, text in named)
    )
    for place, names in makers(theory, config.hidden_ok).items():
        message = f"The properties of this file name {listed([quoted(name) for name in names])}."
        advice = "Copies do not. Before you send the workbook itself: File, Info, Inspect Document."
        yield _at(theory, place, message, advice, Severity.ADVICE)


# -- quotes and groups ------------------------------------------------------------------------------------------------


@rule("C006", "quote-not-agreed", Severity.ERROR, Profile.PRIVACY)
def quote_not_agreed(theory: Theory, config: Config) -> Hits:
    """Every quote was agreed to be shared.

    People said it to you, not to the public.
    """
    if not config.quotes or not config.leaves_the_building:
        return
    cells = _cells(theory)
    for need in theory.plan.needs:
        if need.quote and need.quote_agreed is not True:
            yield Hit(
                need,
                "Nobody has noted that this quote may be shared.",
                "Ask, and choose Yes in “Quote agreed”; or delete the quote.",
                place=cells.place_of(need, "quote"),
            )


@rule("C007", "quote-identifies", Severity.ERROR, Profile.PRIVACY)
def quote_identifies(theory: Theory, config: Config) -> Hits:
    """No quote shows who said it.

    Village, age and job together are a name.
    """
    cells = _cells(theory)
    for cell in cells.texts():
        if cell.field not in ("quote", "notes") and not cell.heading:
            yield from _said_in_passing(theory, cell)
    if not config.quotes:
        return
    small = small_groups(theory, threshold_of(theory, config.threshold))
    for need in theory.plan.needs:
        if not need.quote:
            continue
        details = details_of_quote(theory, need.quote)
        few = ["a group of a few people"] if speaks_of_few(need, small) else []
        if few or len(details) >= TELLING:
            yield Hit(
                need,
                f"This quote may show who said it: {listed([*(details if len(details) >= TELLING else ()), *few])}.",
                "Take details out and put [edited], or leave the quote out.",
                place=cells.place_of(need, "quote"),
            )


def _said_in_passing(theory: Theory, cell: Cell) -> Hits:
    """Tell a text that quotes somebody who can be recognised."""
    for passage in said_within(cell.text):
        details = details_of_quote(theory, passage)
        if len(details) >= TELLING:
            message = f"The words quoted here may show who said them: {listed(details)}."
            yield _at(theory, cell.place, message, "Take details out and put [edited], or leave the quote out.")
            return


@rule(
    "C008",
    "small-group-named",
    Severity.ERROR,
    Profile.PRIVACY,
    needs="sizes of groups",
    applies=lambda theory: (
        any(group.size for group in theory.plan.groups)
        or any(need.count for need in theory.plan.needs)
        or any(map(said_in, names_of_groups(theory)))
    ),
)
def small_group_named(theory: Theory, config: Config) -> Hits:
    """Every group that is named is large enough to point to nobody.

    A group of four is four people.
    """
    threshold = threshold_of(theory, config.threshold)
    for each in named_small_groups(theory, _cells(theory), threshold):
        people = "1 person" if each.people == 1 else f"{each.people} people"
        size = ", with its size on a sheet Groups (columns Group, How many)," if each.from_needs else ","
        advice = f"Name a larger group{size} or merge two."
        yield _at(theory, each.place, f"{quoted(each.name)} has {people}.", advice)


@rule(
    "C009",
    "small-place",
    Severity.ADVICE,
    Profile.PRIVACY,
    collect=Collect(
        by="sheet", message="{count} cells name places that shared copies will not show: {list}. The first: {first}"
    ),
)
def small_place(theory: Theory, config: Config) -> Hits:
    """Only places that may be named leave the building.

    A small place with a rare need points to people.
    """
    hidden = places_to_hide(theory)
    if not hidden:
        return
    cells, shown = _cells(theory), place_shown(theory)
    find = finder_of(tuple(sorted(hidden.values())))
    for cell in cells.texts():
        if cell.field in ("public_areas", "area") and cell.sheet == "programme":
            continue
        match = find.search(cell.text)
        if match:
            yield _at(
                theory,
                cell.place,
                f"{quoted(match[0])} will be shown as {quoted(shown)} in shared copies.",
                f"{NOTHING_TO_DO[:-1]}, or add it to “Places we may name when sharing”.",
            )


# -- what is hidden ---------------------------------------------------------------------------------------------------

HIDDEN_THINGS = {
    "hidden_rows": ("hidden row", "hidden rows"),
    "filtered_rows": ("row hidden by a filter", "rows hidden by a filter"),
    "hidden_columns": ("hidden column", "hidden columns"),
    "comment": ("comment", "comments"),
    "pivot": ("pivot table with its own copy of the data", "pivot tables with their own copy of the data"),
    "embedded_file": ("file put inside this one", "files put inside this one"),
}
"""What a sheet or file can hold that is not seen: kind → one, several."""

HIDDEN_KINDS = frozenset([*HIDDEN_THINGS, "hidden_sheet", "hidden_sheet_read", "outside_link", "tracked_change"])


@rule(
    "C010",
    "hidden-content-shared",
    Severity.ERROR,
    Profile.PRIVACY,
    collect=Collect(
        by="file", message="Something is hidden in {count} places of this file: {list}. The first: {first}"
    ),
)
def hidden_content_shared(theory: Theory, config: Config) -> Hits:
    """The file holds nothing that its readers do not see.

    A hidden sheet with names is the commonest leak.
    """
    found: dict[Place, list[Noticed]] = {}
    for each in theory.plan.noticed:
        if each.kind in HIDDEN_KINDS and each.text not in config.hidden_ok and each.place.file not in config.hidden_ok:
            found.setdefault(each.place, []).append(each)
    severity = _of_what_is_hidden(config)
    for place, its in found.items():
        for message in _what_is_hidden(place, its):
            yield _at(theory, place, message, "Delete it, or show it and look at it.", severity)


def _what_is_hidden(place: Place, its: list[Noticed]) -> Iterator[str]:
    name = quoted(place.sheet or place.file)
    if any(each.kind in ("hidden_sheet", "hidden_sheet_read") for each in its):
        yield f"{name} is hidden itself."
    held = [f"{each.count} {HIDDEN_THINGS[each.kind][each.count != 1]}" for each in its if each.kind in HIDDEN_THINGS]
    held += ["tracked changes"] * any(each.kind == "tracked_change" for each in its)
    links = [quoted(each.text) for each in its if each.kind == "outside_link"]
    held += [f"links to {listed(links)}"] if links else []
    if held:
        yield f"{name} holds {listed(held)}."


# -- sources and opinions ---------------------------------------------------------------------------------------------


@rule(
    "C011",
    "internal-source",
    Severity.ADVICE,
    Profile.PRIVACY,
    needs="sources",
    applies=lambda theory: bool(theory.plan.sources),
)
def internal_source(theory: Theory, config: Config) -> Hits:
    """Sources that are internal are not named in shared copies.

    Naming an internal document breaks a promise, and shows that it exists.
    """
    cells = _cells(theory)
    for source in theory.plan.sources:
        if source.sharing == "internal":
            yield from _about_source(theory, cells, source)


def _about_source(theory: Theory, cells: Cells, source: Source) -> Hits:
    message = f"{source.id} will be shown as {quoted(shown_title(source))}."
    yield Hit(theory.plan, message, NOTHING_TO_DO, about=source.id, refs=(source.id,), place=_row(source.place))
    for place in named_elsewhere(cells, source):
        yield Hit(
            theory.plan,
            f"Its title also stands in {place}.",
            "Reword that cell.",
            severity=Severity.ERROR,
            about=source.id,
            refs=(source.id,),
            place=place,
        )


def _row(place: Place) -> Place:
    return Place(file=place.file, sheet=place.sheet, row=place.row, lines=place.lines)


@rule(
    "C012",
    "opinion-of-people",
    Severity.ADVICE,
    Profile.PRIVACY,
    needs="people",
    applies=lambda theory: bool(theory.plan.stakeholders),
)
def opinion_of_people(theory: Theory, config: Config) -> Hits:
    """Views about people and organisations stay in the organisation.

    A power map is the most damaging thing to leak from an advocacy file.
    """
    viewed = [each for each in theory.plan.stakeholders if any(getattr(each, field) is not None for field in OPINIONS)]
    if not viewed:
        return
    many = "1 person or organisation" if len(viewed) == 1 else f"{len(viewed)} people and organisations"
    first = viewed[0]
    if config.opinions:
        yield Hit(
            first,
            f"Your view of {many} was asked for, and this copy is for others.",
            "Leave out --opinions, choose another view, or keep `--audience internal`.",
            severity=Severity.ERROR,
        )
    else:
        yield Hit(first, f"Your view of {many} will be left out.", NOTHING_TO_DO)


OPINIONS = ("position", "interest", "influence", "cares_about", "champion_now", "champion_hoped")
"""What is thought of somebody: fields of People that shared copies leave out."""


@rule("C013", "respondent-rows", Severity.ERROR, Profile.PRIVACY)
def respondent_rows(theory: Theory, config: Config) -> Hits:
    """No sheet holds one row for each person asked.

    Respondent rows are personal data even without names.
    """
    for place in _sheets_of_respondents(theory):
        name = quoted(place.sheet or place.file)
        yield _at(
            theory,
            place,
            f"{name} holds one row per person asked.",
            "Move it to another file; `build` needs only the counts.",
        )


MANY_ROWS = 20
"""Rows from which on names, addresses or numbers of persons in a column say that each row is a person."""


def _sheets_of_respondents(theory: Theory) -> Iterator[Place]:
    seen: dict[Place, None] = {}
    for each in theory.plan.noticed:
        if each.kind == "respondent_rows" or (each.kind == "sheet_not_read" and "survey export" in each.detail):
            seen[Place(file=each.place.file, sheet=each.place.sheet, lines=each.place.lines)] = None
    columns: dict[tuple[Place, str], int] = {}
    for cell in _cells(theory).texts():
        if cell.heading and personal_heading(cell.heading):
            place = Place(file=cell.place.file, sheet=cell.place.sheet, lines=cell.place.lines)
            columns[place, cell.heading] = columns.get((place, cell.heading), 0) + 1
    seen |= {place: None for (place, _), rows in columns.items() if rows >= MANY_ROWS}
    yield from seen


# -- what was shared before -------------------------------------------------------------------------------------------


@rule("C014", "earlier-pack-differs", Severity.ERROR, Profile.PRIVACY)
def earlier_pack_differs(theory: Theory, config: Config) -> Hits:
    """A new version, put beside one that was shared before, tells about nobody who came between.

    Two safe tables can tell about the one family that joined in between.
    """
    if config.earlier is None or config.difference_reason:
        return
    for each in differences(theory, _cells(theory), config.earlier, threshold_of(theory, config.threshold)):
        people = "1 person" if each.people == 1 else f"{each.people} people"
        dated = f"of {each.date}" if each.date else "that was shared before"
        yield _at(
            theory,
            each.place,
            f"{each.place} was {each.before} in the copy {dated} and is {each.now} now; "
            f"the two together tell about {people}.",
            "Keep the earlier number, or share it later.",
        )


RULES = (
    small_count,
    small_base,
    can_be_worked_out,
    personal_detail,
    personal_name,
    quote_not_agreed,
    quote_identifies,
    small_group_named,
    small_place,
    hidden_content_shared,
    internal_source,
    opinion_of_people,
    respondent_rows,
    earlier_pack_differs,
)
