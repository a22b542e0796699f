"""The plan as a shared copy may show it: made first, so that every writer gets only what may be seen.

Numbers become [c], places the place of the plan, internal sources a “local consultation”; quotes, opinions, notes and
all that was not understood are left out. What stays is what its authors wrote.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import (
    OPINIONS,
    Amount,
    Audience,
    BudgetLine,
    Element,
    Need,
    Part,
    Place,
    Plan,
    Programme,
    Quantity,
    RegisterEntry,
    Row,
    Source,
)
from logicmodel.privacy.cells import LISTS, Cells
from logicmodel.privacy.counting import Key, Numbers, is_small, threshold_of
from logicmodel.privacy.data import entries
from logicmodel.privacy.groups import may_be_quoted, place_shown, places_to_hide, small_groups
from logicmodel.privacy.hiding import Hidden, hidden_numbers
from logicmodel.privacy.sources import shown_title
from logicmodel.privacy.texts import Scrubber
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key, plain

HIDDEN = "[c]"
"""What stands for a number that is not shown: letters in brackets, which a screen reader reads out."""

ROUNDED_TO = 5
"""To what numbers can be rounded instead."""


class Protected(Struct, frozen=True, kw_only=True):
    """A plan that may be shown to an audience, and what was done to it. Internally the plan is as it was typed.

    `hidden` counts the numbers shown as [c], whatever the reason: how many of them are small would give some of them
    back; `unknown_bases` percentages and scores whose base nobody recorded, which are shown.
    """

    plan: Plan
    audience: Audience
    threshold: int
    reason: str | None = None
    rounded_to: int | None = None
    hidden: int = 0
    in_texts: int = 0
    places: int = 0
    sources: int = 0
    quotes_shown: int = 0
    quotes_left_out: int = 0
    opinions: int = 0
    unknown_bases: int = 0
    difference_reason: str | None = None


def protect(
    theory: Theory,
    audience: Audience | str,
    *,
    threshold: int | None = None,
    reason: str | None = None,
    rounded: bool = False,
    quotes: bool = True,
    difference_reason: str | None = None,
) -> Protected:
    """Make the plan that an audience may see: “partner”, “funder”, “public”, or “internal”.

    `threshold` is the smallest number of people to show, where it is not the plan's own; `reason` says why it is lower.
    `rounded` shows counts to the nearest five instead of hiding small ones. For the audience internal nothing changes.
    """
    least, audience = threshold_of(theory, threshold), Audience(audience)
    if audience is Audience.INTERNAL:
        return Protected(plan=theory.plan, audience=audience, threshold=least)
    lowered = reason if least < threshold_of(theory) else None
    return _Protecting(theory, least, rounded=rounded, quotes=quotes).result(audience, lowered, difference_reason)


class _Protecting:
    """One protection of one plan."""

    def __init__(self, theory: Theory, threshold: int, *, rounded: bool, quotes: bool) -> None:
        self.theory, self.plan, self.threshold = theory, theory.plan, threshold
        self.rounded, self.quotes = rounded, quotes
        cells = Cells(theory.plan)
        self.hidden: Hidden = hidden_numbers(theory, cells, threshold, sums=not rounded)
        self.keys = {each.key: each for each in self.hidden.numbers}
        self.numbers = Numbers(theory, cells)
        self.counts = {count.key: count for count in self.numbers.counts()}
        self.small = small_groups(theory, threshold)
        self.internal = [source for source in theory.plan.sources if source.sharing == "internal"]
        self.places = places_to_hide(theory)
        self.scrubber = Scrubber(
            people=self._names_of_people(),
            numbers=frozenset(int(each.number) for key, each in self.counts.items() if key in self.keys),
            shares=frozenset(self._hidden_shares()),
            threshold=threshold,
            instead={
                **dict.fromkeys(self.places.values(), place_shown(theory)),
                **{source.title: shown_title(source) for source in self.internal if source.title},
            },
        )

    def _hidden_shares(self) -> Iterator[Decimal]:
        """Yield the percentages that are hidden, and those that would give hidden counts back."""
        for share in self.numbers.shares():
            if share.key in self.keys and share.percent and share.value:
                yield abs(share.value)
        for count in self.counts.values():
            if count.key in self.keys and count.number:
                yield from self.numbers.shares_of(count)

    def result(self, audience: Audience, reason: str | None, difference_reason: str | None) -> Protected:
        lists = {sheet: self._rows(sheet) for sheet in LISTS.split() if sheet != "waivers"}
        plan = replace(Plan(programme=self._programme(), form=self.plan.form, files=("plan",)), **lists)
        shown = sum(need.quote is not None for need in plan.needs)
        opinions = sum(each.is_judged for each in self.plan.stakeholders)
        return Protected(
            plan=self._clean(plan, self.scrubber.shown),
            audience=audience,
            threshold=self.threshold,
            reason=reason,
            rounded_to=ROUNDED_TO if self.rounded else None,
            hidden=sum(self._is_hidden(each.key) for each in self.hidden.numbers),
            in_texts=self.scrubber.changed,
            places=sum(need.area is not None and self._shown_area(need.area) != need.area for need in self.plan.needs),
            sources=len(self.internal),
            quotes_shown=shown,
            quotes_left_out=sum(need.quote is not None for need in self.plan.needs) - shown,
            opinions=opinions,
            unknown_bases=self.hidden.unknown_bases,
            difference_reason=difference_reason,
        )

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _programme(self) -> Programme:
        return replace(self.plan.programme, notes=None, extras=(), origins=())

    def _rows(self, sheet: str) -> tuple[Any, ...]:
        rows: tuple[Row, ...] = getattr(self.plan, sheet)
        made = (self._row(sheet, number, row) for number, row in enumerate(rows))
        return tuple(row for row in made if not self._is_small_group(sheet, row))

    def _is_small_group(self, sheet: str, row: Row) -> bool:
        return sheet == "groups" and group_key(getattr(row, "name", "")) in self.small

    def _row(self, sheet: str, number: int, row: Row) -> Row:
        changes: dict[str, object] = {"extras": (), "origins": ()}
        if "notes" in row.__struct_fields__:
            changes["notes"] = None
        for field in row.__struct_fields__:
            shown = self._number((sheet, number, field), getattr(row, field))
            if shown is not getattr(row, field):
                changes[field] = shown
        if isinstance(row, Need):
            changes |= self._of_need(row)
        elif isinstance(row, Source):
            changes |= {**_of_source(row), "n_hidden": row.n is not None and changes.get("n", row.n) is None}
        elif sheet == "stakeholders":
            changes |= dict.fromkeys(OPINIONS)
        elif isinstance(row, Element) and (sheet, number, "quantity") in self.keys:
            changes["quantity"] = self._quantity(row.quantity)
        return replace(row, **changes)

    def _of_need(self, need: Need) -> dict[str, object]:
        shared = self.quotes and may_be_quoted(self.theory, need, self.small)
        area = self._shown_area(need.area) if need.area else None
        return {"area": area} if shared else {"area": area, "quote": None, "quote_agreed": None}

    def _shown_area(self, area: str) -> str:
        return self.scrubber.places_shown(area)

    # -- numbers ------------------------------------------------------------------------------------------------------

    def _is_hidden(self, key: Key) -> bool:
        """Say whether a number is shown as [c]: where numbers are rounded, counts are not."""
        return key in self.keys and not (self.rounded and key in self.counts)

    def _number(self, key: Key, value: object) -> object:
        """Give what is shown for a number: [c], the nearest five, or the number itself."""
        if isinstance(value, Amount) and self._is_hidden(key):
            return Amount(text=HIDDEN, state="suppressed")
        if isinstance(value, int) and key[2] == "n" and self._is_hidden(key):
            return None
        if self.rounded and key in self.counts:
            if isinstance(value, Amount) and value.value is not None:
                return _rounded(value)
            if isinstance(value, int):
                return int(_nearest(Decimal(value)))
        return value

    def _quantity(self, quantity: Quantity | None) -> Quantity | None:
        """Hide the head-counts of a planned quantity, or round them."""
        if quantity is None:
            return None
        parts = tuple(self._part(part) for part in quantity.parts)
        return Quantity(text=", ".join(f"{part.amount.text} {part.unit}".strip() for part in parts), parts=parts)

    def _part(self, part: Part) -> Part:
        number = part.amount.value
        if number is None or not self.numbers.names_people(part.unit):
            return part
        if self.rounded:
            return Part(amount=_rounded(part.amount), unit=part.unit)
        own = [each.people for each in self.hidden.numbers if each.key[2] == "quantity"]
        if is_small(number, self.threshold) or int(number) in own:
            return Part(amount=Amount(text=HIDDEN, state="suppressed"), unit=part.unit)
        return part

    def _names_of_people(self) -> tuple[str, ...]:
        """Give the words for people, but for staff; without a word list of the plan's language the names of its groups, too."""
        lexicon, everywhere = self.theory.lexicon, entries("texts", "persons")
        if lexicon:
            own = (word for word in lexicon.people if word not in entries("texts", "staff"))
            return tuple(dict.fromkeys((*own, *everywhere)))
        groups = [name for group in self.plan.groups for name in (group.name, *group.aliases)]
        named = [name for need in self.plan.needs for name in need.who]
        return tuple(dict.fromkeys((*map(plain, (*groups, *named)), *everywhere)))

    # -- every text ---------------------------------------------------------------------------------------------------

    def _clean(self, value: Any, shown: Callable[[str], str]) -> Any:
        """Rebuild a value with every text as it is shown, and no name of a file."""
        if isinstance(value, Place):
            return _without_file(value)
        if type(value) is str:
            return shown(value)
        if isinstance(value, Amount) and shown(value.text) != value.text:
            return Amount(text=HIDDEN, state="suppressed")
        if isinstance(value, tuple):
            return tuple(self._clean(each, shown) for each in value)
        if isinstance(value, Mapping):
            return {key: self._clean(each, shown) for key, each in value.items()}
        if isinstance(value, Struct):
            its = {field: getattr(value, field) for field in value.__struct_fields__ if field not in AS_THEY_ARE}
            made = {field: self._clean(each, self._shown_in(value, field, shown)) for field, each in its.items()}
            return replace(value, **{field: each for field, each in made.items() if each is not its[field]})
        return value

    def _shown_in(self, row: Struct, field: str, shown: Callable[[str], str]) -> Callable[[str], str]:
        """Give what makes the text of a field fit to show: names and what is planned keep their numbers."""
        if field in NAMES:
            return self.scrubber.named
        is_planned = isinstance(row, Element | BudgetLine) and field not in TOLD
        return self.scrubber.planned if is_planned or (isinstance(row, RegisterEntry) and field in ANSWERS) else shown


def _of_source(source: Source) -> dict[str, str | None]:
    """Give what changes in a source: internal ones have no name, and summaries neither author nor address."""
    if source.sharing == "internal":
        return {"title": shown_title(source), "author": None, "url": None, "finding": None, "voice_reason": None}
    return {} if source.sharing == "yes" else {"author": None, "url": None}


def _nearest(number: Decimal) -> Decimal:
    return (number / ROUNDED_TO).quantize(Decimal(1), ROUND_HALF_UP) * ROUNDED_TO


def _rounded(amount: Amount) -> Amount:
    """Round a count, its span and its base to the nearest five."""
    value, high, base = (None if each is None else _nearest(each) for each in (amount.value, amount.high, amount.base))
    text = f"{value}" + (f"–{high}" if high is not None else "") + (f" of {base}" if base is not None else "")
    return replace(amount, text=text, value=value, high=high, base=base)


# -- every text -------------------------------------------------------------------------------------------------------

AS_THEY_ARE = frozenset("id measure measures cause effect kind state unit sign area public_areas".split())
"""Fields that hold Refs and words of lists, or were made fit to show before."""


TOLD = frozenset(("detail",))
"""Fields of what is planned that tell how things are."""

ANSWERS = frozenset("check response prevention threshold".split())
"""Fields of an assumption or risk that say what is planned."""

NAMES = frozenset(
    "who hit_hardest name aliases parent group disaggregate_by actors partners owner held_by organisation funder".split()
)
"""Fields that name groups, partners and roles: their numbers are a part of the name."""


def _without_file(place: Place) -> Place:
    """Give a place without the name of its file, which may name somebody."""
    return replace(place, file="plan")
