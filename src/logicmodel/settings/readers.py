"""What one setting may be: each reader takes a value as it stands in a file, or says where it stands and what it takes."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct

from logicmodel.errors import SettingsTrouble
from logicmodel.model import Severity
from logicmodel.sheets import words

LIMITS = {
    "impacts": "impacts at most",
    "goals": "goals at most",
    "outcomes": "outcomes at most",
    "outputs": "outputs at most",
    "activities": "activities at most",
    "activities_per_output": "activities leading to one output at most",
    "pages": "pages at most",
    "font_points": "points of the text at least",
    "margin_mm": "millimetres of margin at least",
}
"""Largest (or, of a text, least) numbers that a setting or a funder may give, and what they are called."""


def opened(path: Path) -> tuple[str, Mapping[str, Any]]:
    """Give a file of settings as text, and what it says.

    Raises SettingsTrouble with the file, and the line where it can be told.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except FileNotFoundError as trouble:
        raise SettingsTrouble(f"There is no file of settings “{path}”: check its name and folder.") from trouble
    except OSError as trouble:
        raise SettingsTrouble(f"{path}: this file of settings cannot be read ({trouble.strerror}).") from trouble
    except UnicodeDecodeError as trouble:
        raise SettingsTrouble(f"{path}: this file cannot be read as text. Save it as UTF-8.") from trouble
    except tomllib.TOMLDecodeError as trouble:
        line = re.search(r"line (\d+)", str(trouble))
        at = f"line {line[1]}" if line else "its end"
        raise SettingsTrouble(
            f'{path}: {at} is not written as a setting. A line looks like this: profile = "plan"'
        ) from trouble


def line_of(text: str, key: str, number: int = 0) -> int:
    """Give the line on which a setting or its table begins, the first if it cannot be told."""
    begins = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
    lines = [count for count, line in enumerate(text.splitlines(), 1) if begins.match(line)]
    return lines[min(number, len(lines) - 1)] if lines else 1


class Spot(Struct, frozen=True, kw_only=True):
    """Where a value stands, for messages."""

    path: Path
    line: int
    key: str

    def wants(self, what: str) -> SettingsTrouble:
        """Make the error for a value of another kind."""
        return SettingsTrouble(f"{self.path.name}, line {self.line}: “{self.key}” takes {what}.")

    def has_no(self, what: str, name: str, known: Sequence[str], like: str = "") -> SettingsTrouble:
        """Make the error for a name that there is not, with the nearest one."""
        return SettingsTrouble(f"{self.path.name}: there is no {what} “{name}”.{nearest(like or name, known)}")


def nearest(name: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    """Ask whether the name was meant that is most like one, or name all that there are."""
    near = get_close_matches(name, list(known), 1, 0.5)
    return f" Did you mean “{near[0]}”?" if near else f" There are {', '.join(sorted(known))}."


Reader = Callable[[Any, Spot], Any]


def text(value: Any, spot: Spot) -> str:
    """Take a text."""
    if not isinstance(value, str):
        raise spot.wants("text in quotation marks")
    return value


def texts(value: Any, spot: Spot) -> tuple[str, ...]:
    """Take a list of texts; one text is a list of one."""
    its = [value] if isinstance(value, str) else value
    if not isinstance(its, list) or not all(isinstance(each, str) for each in its):
        raise spot.wants('a list of texts, for example ["S105", "W8"]')
    return tuple(its)


def day(value: Any, spot: Spot) -> date:
    """Take a day."""
    if type(value) is not date:
        raise spot.wants("a day without quotation marks, for example 2026-04-30")
    return value


def severity(value: Any, spot: Spot) -> Severity:
    """Take how serious a finding is."""
    if value not in list(Severity):
        raise spot.wants('"error", "warning" or "advice"')
    return Severity(value)


def table(value: Any, spot: Spot) -> Mapping[str, Any]:
    """Take a table of named values."""
    if not isinstance(value, dict):
        raise spot.wants(f"a table of its own: a line [{spot.key}], and its values below")
    return value


def severities(value: Any, spot: Spot) -> Mapping[str, Severity]:
    """Take codes of rules, and how serious what they find is."""
    return {code.upper(): severity(its, spot) for code, its in table(value, spot).items()}


def whole(value: Any, spot: Spot) -> int:
    """Take a whole number from 0 on."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise spot.wants("whole numbers")
    return value


def limits(value: Any, spot: Spot) -> Mapping[str, int]:
    """Take the largest (or, of a text, least) numbers of things, by their names."""
    found = {}
    for name, number in table(value, spot).items():
        if name not in LIMITS:
            raise spot.has_no("limit", name, tuple(LIMITS))
        found[name] = whole(number, spot)
    return found


def norms(value: Any, spot: Spot) -> Mapping[str, int]:
    """Take how many months each kind of change takes."""
    kinds = [word.value for word in words("Kind of change")]
    found = {}
    for name, months in table(value, spot).items():
        kind = name.casefold().replace(" ", "_")
        if kind not in kinds:
            raise spot.has_no("kind of change", name, kinds, kind)
        found[kind] = whole(months, spot)
    return found


def numbers(value: Any, spot: Spot) -> Mapping[str, int]:
    """Take whole numbers, by their names."""
    return {name: whole(number, spot) for name, number in table(value, spot).items()}


def names(value: Any, spot: Spot) -> Mapping[str, str]:
    """Take texts, by their names."""
    return {name: text(its, spot) for name, its in table(value, spot).items()}


def yes_or_no(value: Any, spot: Spot) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise spot.wants("true or false")
    return value
