"""What stands over and under a picture: title, subtitle, the version of the plan; and which way the page is read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import phrases
from logicmodel.drawing.shown.picture import Panel
from logicmodel.model import Amount, Programme, When
from logicmodel.saying import amount_said, is_read_right_to_left, plain_text

if TYPE_CHECKING:
    from logicmodel.theory import Theory


class Caption(TypedDict):
    """What every picture says of itself, by the names it has in `Picture`."""

    name: str
    title: str
    subtitle: str
    language: str
    right_to_left: bool
    footer: tuple[str, ...]
    page: str
    words: dict[str, str]


def caption_of(name: str, theory: "Theory", language: str, aside: str = "") -> Caption:
    """Give what a picture says of itself; `aside` stands at the end of its foot."""
    words = phrases(language)
    title, subtitle = _titles(theory.plan.programme, name, words)
    return Caption(
        name=name,
        title=title,
        subtitle=subtitle,
        language=language,
        right_to_left=is_read_right_to_left(theory.plan, language),
        footer=tuple(part for part in (title, *_version(theory.plan.programme, words), aside) if part),
        page=words["page"],
        words=dict(words),
    )


def _titles(programme: Programme, name: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Give what stands over a drawing: the programme and, smaller, what the drawing is, whose and for whom."""
    title = clean(programme.name or "")
    parts = [words[name] if title else "", clean(programme.organisation or ""), _audience(programme, words)]
    return title or words[name], " · ".join(part for part in parts if part)


def _audience(programme: Programme, words: Mapping[str, str]) -> str:
    return f"{words['for']} {clean(programme.target_group)}" if programme.target_group else ""


def _version(programme: Programme, words: Mapping[str, str]) -> tuple[str, str]:
    """Give the version of a plan for the foot of a page: its date, empty if there is none, and whether it is agreed."""
    when = programme.version_date
    date = (
        "" if when is None else when.first.isoformat() if when.first and when.precision == "day" else clean(when.text)
    )
    status = words[programme.status] if programme.status in ("draft", "agreed") else clean(programme.status or "")
    return (words["version"].format(date=date) if date else ""), status or words["no_status"]


def panels_of(theory: "Theory", words: Mapping[str, str]) -> tuple[Panel, ...]:
    """Give the lists of what is outside the plan, and of what is assumed for all of it."""
    outside = [entry for entry in theory.register.values() if entry.kind == "external_factor"]
    panels = (("outside", outside), ("whole_plan", theory.general_assumptions()))
    return tuple(
        Panel(title=words[key], items=tuple(f"{clean(entry.text)} ({clean(entry.id)})" for entry in entries))
        for key, entries in panels
        if entries
    )


def when_text(when: When | None, words: Mapping[str, str]) -> str:
    """Say a date: a day or month in short words, everything else as it was typed; empty if there is none."""
    if when is None:
        return ""
    if when.first is None or when.precision not in ("day", "month"):
        return clean(when.text)
    month = words["months"].split("|")[when.first.month - 1]
    return f"{when.first.day} {month} {when.first.year}" if when.precision == "day" else f"{month} {when.first.year}"


def amount_text(amount: Amount | None, unit: str | None, words: Mapping[str, str]) -> str:
    """Say a number as it was typed, with its unit where the number does not say it; empty if there is none.

    Between the thousands of a large whole one stands what the language writes there.
    """
    if amount is None:
        return ""
    number, space, rest = clean(plain_text(amount_said(amount, unit))).partition(" ")
    if "," not in amount.text:
        number = number.replace(",", words["ten_thousand"][2])
    return f"{number}{space}{rest}"
