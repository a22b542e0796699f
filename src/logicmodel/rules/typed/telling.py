"""What the rules of this family share: what was read and noticed, told at its cell."""

from collections.abc import Iterator

from logicmodel.model import Noticed, Place, Severity, Unread
from logicmodel.rules.rule import Hit
from logicmodel.theory import Theory


def unread(theory: Theory, *reasons: str) -> Iterator[Unread]:
    """Give the cells that could not be read, for one of these reasons."""
    return (each for each in theory.plan.unread if each.reason in reasons)


def noticed(theory: Theory, *kinds: str) -> Iterator[Noticed]:
    """Give what was noticed while reading, of these kinds."""
    return (each for each in theory.plan.noticed if each.kind in kinds)


def hit_at(theory: Theory, each: Unread | Noticed, message: str, advice: str, severity: Severity | None = None) -> Hit:
    """Tell something at the cell where it was read, about the Ref of its row or, without one, its place."""
    return Hit(theory.plan, message, advice, severity=severity, about=each.about or str(each.place), place=each.place)


def some(count: int, thing: str) -> str:
    """Say how many: “1 hidden row”, “3 hidden rows”, “2 rows hidden by a filter”."""
    first, space, rest = thing.partition(" hidden by ")
    return f"{count} {first}{'' if count == 1 else 's'}{space}{rest}"


def sheet_of(place: Place) -> Place:
    """Give the sheet that a place stands on, or the file of lines."""
    return Place(file=place.file, sheet=place.sheet, lines=place.lines)
