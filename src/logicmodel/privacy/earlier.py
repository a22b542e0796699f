"""What a new version of a plan and one that was shared before tell when they are put side by side."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from logicmodel.model import Place, Plan, Row
from logicmodel.privacy.cells import Cells
from logicmodel.privacy.counting import Count, Numbers, is_small, threshold_of, when_key
from logicmodel.privacy.hiding import hidden_numbers
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key, ref_key


class Difference(Struct, frozen=True, kw_only=True):
    """A count that has changed by a few people since the earlier version, and its cell."""

    place: Place
    before: str
    now: str
    people: int
    date: str | None


def differences(theory: Theory, cells: Cells, earlier: Plan, threshold: int) -> Iterator[Difference]:
    """Yield the counts of people that differ by too few from those of an earlier version, in plan order.

    Two rows are one if they have the same Ref (of a group: the same name; of a reading: measure, date and group). Counts
    that one of the two copies does not show, or did not, leave no difference.
    """
    of_before = Theory(earlier)
    before = _shown_by_name(of_before, Cells(earlier), min(threshold, threshold_of(of_before)))
    version = earlier.programme.version_date
    for name, count in _shown_by_name(theory, cells, threshold).items():
        old = before.get(name)
        if old is not None and is_small(abs(count.number - old.number), threshold):
            yield Difference(
                place=cells.place_of(count.row, count.key[2]),
                before=old.text,
                now=count.text,
                people=int(abs(count.number - old.number)),
                date=version.text if version else None,
            )


def _shown_by_name(theory: Theory, cells: Cells, threshold: int) -> Mapping[tuple[str, ...], Count]:
    hidden = {each.key for each in hidden_numbers(theory, cells, threshold).numbers}
    found: dict[tuple[str, ...], Count] = {}
    for count in Numbers(theory, cells).counts():
        if count.key not in hidden and min(count.numbers, default=Decimal(0)) >= 0:
            found.setdefault((count.key[0], count.key[2], *_name(count.row)), count)
    return found


def _name(row: Row) -> tuple[str, ...]:
    ref = getattr(row, "id", None)
    if isinstance(ref, str):
        return (ref_key(ref),)
    measure, group = getattr(row, "measure", None), getattr(row, "group", None)
    if measure:
        return (ref_key(measure), when_key(getattr(row, "date", None)), group_key(group or ""))
    return (group_key(getattr(row, "name", "")),)
