"""How an arrow is drawn, and the marks on boxes and arrows: a number for each assumption, a letter for each reason."""

from itertools import count
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.shown.picture import Arrow, Note
from logicmodel.model import Element, Link, RegisterEntry

if TYPE_CHECKING:
    from logicmodel.theory import Theory


def arrow_of(link: Link, marks: "Marks") -> Arrow:
    """Give the arrow of a link, with its line, its label and its marks."""
    line, label = _line_and_label(link)
    return Arrow(
        cause=clean(link.cause),
        effect=clean(link.effect),
        line=line,
        because=clean(link.mechanism or ""),
        label=label,
        notes=marks.onarrow_of(link),
    )


LEVEL_LINES = ("dotted", "dotted", "dashed", "solid", "heavy", "heavy")
"""Line of an arrow by the level of its evidence, 0 to 5."""


def _line_and_label(link: Link) -> tuple[str, str]:
    """Say how an arrow is drawn and what stands on it: its level, ± or × for its direction, ? if nobody confirmed it."""
    directions = {item.direction for item in link.evidence}
    sign = ""
    if directions & {"mixed", "contrary"}:
        sign = "×" if "contrary" in directions and not directions - {"contrary", None} else "±"
    label = ("" if link.level is None else str(link.level)) + sign
    if link.kind == "feedback":
        return "feedback", label
    if link.kind == "hinders":
        return "harm", label
    if link.basis != "typed" or any(mark.kind == "to_confirm" for mark in link.marks):
        return "to_confirm", label + "?"
    if sign:
        return "mixed", label
    return ("plain" if link.level is None else LEVEL_LINES[link.level]), label


class Marks:
    """Gives every assumption a number, and every reason a letter, in the order in which the drawing meets them."""

    def __init__(self, theory: "Theory", *, reasons: bool) -> None:
        self._entries: dict[str, tuple[str, RegisterEntry]] = {}
        self._reasons: dict[str, str] = {}
        self._theory = theory
        self._with_reasons = reasons
        self._letters = (_letters(number) for number in count(1))
        for link in theory.all_links:
            for entry in theory.assumptions_on(link):
                self._number(entry)
            if reasons and link.mechanism and (reason := clean(link.mechanism)) and reason not in self._reasons:
                self._reasons[reason] = next(self._letters)
        for element in theory.elements:
            for entry in theory.assumptions_on(element):
                self._number(entry)

    def _number(self, entry: RegisterEntry) -> str:
        return self._entries.setdefault(entry.id, (str(len(self._entries) + 1), entry))[0]

    def onarrow_of(self, link: Link) -> tuple[str, ...]:
        """Give the marks on an arrow: the letter of its reason, the numbers of its assumptions."""
        reason = self._reasons.get(clean(link.mechanism)) if self._with_reasons and link.mechanism else None
        numbers = [self._number(entry) for entry in self._theory.assumptions_on(link)]
        return (*([reason] if reason else []), *numbers)

    def on_box(self, element: Element) -> tuple[str, ...]:
        """Give the numbers of the assumptions about a box."""
        return tuple(self._number(entry) for entry in self._theory.assumptions_on(element))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everything that has a mark: assumptions, then reasons."""
        assumptions = (
            Note(mark=number, state=_state(entry), text=f"{clean(entry.text)} ({clean(entry.id)})")
            for number, entry in self._entries.values()
        )
        reasons = (Note(mark=letter, state="reason", text=reason) for reason, letter in self._reasons.items())
        return (*assumptions, *reasons)


def _letters(number: int) -> str:
    """Count in letters: a, b … z, aa, ab and so on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _state(entry: RegisterEntry) -> str:
    """Say how the mark of an assumption is filled: open untested, filled being watched, cross found false."""
    if entry.state == "broken":
        return "cross"
    return "filled" if entry.state in ("holds", "weakening") else "open"
