"""Where chance comes from: whatever can draw a number and a text."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

Item = TypeVar("Item")


class Chance(Protocol):
    """Draws numbers and texts. What has no more to draw from gives the lowest number and the empty text."""

    def number(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""

    def text(self, longest: int) -> str:
        """Draw a text of any letters, up to so many."""

    def bytes(self, longest: int) -> bytes:
        """Draw any bytes, up to so many."""


class Drawn:
    """Chance from Hypothesis, which makes an example that fails as small as it can."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def text(self, longest: int) -> str:
        return self._draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=longest))

    def bytes(self, longest: int) -> bytes:
        return self._draw(st.binary(max_size=longest))


def pick(chance: Chance, items: Sequence[Item]) -> Item:
    """Draw one of several items; the first is the plainest."""
    return items[chance.number(0, len(items) - 1)]


def once_in(chance: Chance, times: int) -> bool:
    """Say yes once in so many times."""
    return chance.number(0, times - 1) == times - 1
