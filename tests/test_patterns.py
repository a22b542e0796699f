"""Patterns that are made when first used: what that must not hide, and that they do what those of `re` do."""

import pkgutil
import re
from importlib import import_module

import pytest

import logicmodel
from logicmodel.patterns import pattern_of

LATER = type(pattern_of(""))


def standing_in_modules() -> list[tuple[str, object]]:
    """Give all that stands in a module, with the name under which it stands there."""
    modules = [each.name for each in pkgutil.walk_packages(logicmodel.__path__, "logicmodel.")]
    return [
        (f"{name}.{label}", value)
        for name in modules
        if not name.endswith("__main__")
        for label, value in vars(import_module(name)).items()
    ]


def test_every_pattern_of_a_module_is_made_when_it_is_used() -> None:
    assert [name for name, value in standing_in_modules() if isinstance(value, re.Pattern)] == []


def test_every_pattern_of_a_module_can_be_made() -> None:
    patterns = {name: value for name, value in standing_in_modules() if isinstance(value, LATER)}
    for name, pattern in patterns.items():
        assert pattern.flags is not None, name
    assert len(patterns) > 100


def test_a_pattern_finds_what_one_of_re_finds() -> None:
    later, at_once = (make(r"(?P<count>\d+) (\w+)", re.IGNORECASE) for make in (pattern_of, re.compile))
    text = "40 families, 12 schools"
    assert later.findall(text) == at_once.findall(text)
    assert later.sub(r"\2 \1", text) == "families 40, schools 12"
    assert [found["count"] for found in later.finditer(text)] == ["40", "12"]
    assert (later.pattern, later.groups, later.groupindex) == (at_once.pattern, at_once.groups, at_once.groupindex)


def test_a_mistyped_pattern_is_told_when_it_is_used() -> None:
    mistyped = pattern_of("(")
    with pytest.raises(re.error, match="missing \\)"):
        mistyped.search("(")
