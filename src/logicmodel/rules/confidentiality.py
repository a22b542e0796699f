"""C: what may leave the building: numbers, quotes, groups, places; all rules on it are listed here.

They are run by the privacy gate and on request. Nothing here can be waived, only cleared.
"""

from functools import lru_cache

from logicmodel.config import Config
from logicmodel.model import Profile, Severity
from logicmodel.privacy.cells import Cell
from logicmodel.privacy.counting import threshold_of
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
from logicmodel.rules.personal import (
    NOTHING_TO_DO,
    at,
    cells_of,
    hidden_content_shared,
    internal_source,
    opinion_of_people,
    personal_detail,
    personal_name,
    respondent_rows,
)
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory

SHOWN_AS = "shared copies will show [c] here."


@lru_cache(1)
def _hidden_under(theory: Theory, threshold: int) -> Hidden:
    return hidden_numbers(theory, cells_of(theory), threshold)


def _hidden(theory: Theory, config: Config) -> Hidden:
    return _hidden_under(theory, threshold_of(theory, config.threshold))


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
            yield at(theory, each.place, f"{people} counted; {SHOWN_AS}", advice)


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
            yield at(
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
            yield at(theory, each.place, _why_too(each), NOTHING_TO_DO)
    for place in hidden.given_away:
        message = f"The total gives {place} away."
        yield at(theory, place, message, "Leave out the total, or show a larger group.", Severity.ERROR)


def _why_too(each: HiddenNumber) -> str:
    if each.why == "rate":
        people = "1 person" if each.people == 1 else f"{each.people} people"
        return f"{each.place} is protected too, because with its base it would give a count of {people} away."
    if each.other is None or each.other == each.place:
        return f"{each.place} is protected too, because the total would give the few away who are in no group."
    return f"{each.place} is protected too, because the total would give {each.other} away."


# -- quotes and groups ------------------------------------------------------------------------------------------------


@rule("C006", "quote-not-agreed", Severity.ERROR, Profile.PRIVACY)
def quote_not_agreed(theory: Theory, config: Config) -> Hits:
    """Every quote was agreed to be shared.

    People said it to you, not to the public.
    """
    if not config.quotes or not config.leaves_the_building:
        return
    cells = cells_of(theory)
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
    cells = cells_of(theory)
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
            yield at(theory, cell.place, message, "Take details out and put [edited], or leave the quote out.")
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
    for each in named_small_groups(theory, cells_of(theory), threshold):
        people = "1 person" if each.people == 1 else f"{each.people} people"
        size = ", with its size on a sheet Groups (columns Group, How many)," if each.from_needs else ","
        advice = f"Name a larger group{size} or merge two."
        yield at(theory, each.place, f"{quoted(each.name)} has {people}.", advice)


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
    cells, shown = cells_of(theory), place_shown(theory)
    find = finder_of(tuple(sorted(hidden.values())))
    for cell in cells.texts():
        if cell.field in ("public_areas", "area") and cell.sheet == "programme":
            continue
        match = find.search(cell.text)
        if match:
            yield at(
                theory,
                cell.place,
                f"{quoted(match[0])} will be shown as {quoted(shown)} in shared copies.",
                f"{NOTHING_TO_DO[:-1]}, or add it to “Places we may name when sharing”.",
            )


# -- what was shared before -------------------------------------------------------------------------------------------


@rule("C014", "earlier-pack-differs", Severity.ERROR, Profile.PRIVACY)
def earlier_pack_differs(theory: Theory, config: Config) -> Hits:
    """A new version, put beside one that was shared before, tells about nobody who came between.

    Two safe tables can tell about the one family that joined in between.
    """
    if config.earlier is None or config.difference_reason:
        return
    for each in differences(theory, cells_of(theory), config.earlier, threshold_of(theory, config.threshold)):
        people = "1 person" if each.people == 1 else f"{each.people} people"
        dated = f"of {each.date}" if each.date else "that was shared before"
        yield at(
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
