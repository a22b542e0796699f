"""The pages of the rules: specification, test and manual at once."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from logicmodel.checking import rule_named


def page(code: str) -> str:
    """Give the page of a rule, named by its code or name, as Markdown.

    Raises UnknownName where there is no such rule.
    """
    rule = rule_named(code)
    return pages_folder().joinpath(f"{rule.code}.md").read_text(encoding="utf-8")


def pages_folder() -> Traversable:
    """Find the pages: inside the installed package, or among the tests of a checkout."""
    inside = files("logicmodel") / "pages"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "tests" / "rules"
