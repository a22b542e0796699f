"""What stands over and under a picture: title, subtitle, the version of the plan; and which way the page is read."""

from collections.abc import Iterable, Mapping

from logicmodel.drawing.lettering import clean, runs_right_to_left
from logicmodel.drawing.phrases import RIGHT_TO_LEFT
from logicmodel.model import Programme


def titles(programme: Programme, name: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Give what stands over a drawing: the programme and, smaller, what the drawing is, whose and for whom."""
    title = clean(programme.name or "")
    parts = [words[name] if title else "", clean(programme.organisation or ""), _audience(programme, words)]
    return title or words[name], " · ".join(part for part in parts if part)


def _audience(programme: Programme, words: Mapping[str, str]) -> str:
    return f"{words['for']} {clean(programme.target_group)}" if programme.target_group else ""


def version(programme: Programme, words: Mapping[str, str]) -> tuple[str, str]:
    """Give the version of a plan for the foot of a page: its date, empty if there is none, and Draft or Agreed."""
    when = programme.version_date
    date = (
        "" if when is None else when.first.isoformat() if when.first and when.precision == "day" else clean(when.text)
    )
    status = words["agreed"] if programme.status == "agreed" else words["draft"]
    return (words["version"].format(date=date) if date else ""), status


def in_direction(language: str, texts: Iterable[str]) -> bool:
    """Say whether a page is read from right to left: its language is, or most of its texts are."""
    turned = [runs_right_to_left(text) for text in texts]
    return language in RIGHT_TO_LEFT or sum(turned) * 2 > len(turned)
