"""The filled examples that `new --example` writes."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from logicmodel.errors import UnknownName


def example_workbook(name: str) -> bytes:
    """Give the workbook of an example.

    Raises UnknownName where there is none of that name.
    """
    found = _workbooks()
    if name not in found:
        near = get_close_matches(name, list(found), 1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise UnknownName(f"There is no example “{name}”; there are {', '.join(found)}.{hint}")
    return found[name].read_bytes()


def _workbooks() -> Mapping[str, Traversable]:
    """Give each example's workbook by the name of its folder, in the installed package or in a checkout."""
    inside = files("logicmodel") / "example_workbooks"
    folder: Traversable = inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "examples"
    return {
        each.name: each / f"{each.name}.xlsx"
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.is_dir() and (each / f"{each.name}.xlsx").is_file()
    }
