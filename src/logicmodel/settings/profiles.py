"""The profiles of funders: files that say what a funder asks, ours and those of others."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from logicmodel.config import Funder
from logicmodel.errors import SettingsTrouble, UnknownName
from logicmodel.model import Element, Indicator, Need, Profile, Programme, RegisterEntry
from logicmodel.resources import templates_folder
from logicmodel.settings import readers
from logicmodel.settings.readers import Reader, Spot, line_of, nearest, opened
from logicmodel.sheets import NAMES, columns

FIELDS_OF = {
    "programme": Programme.__struct_fields__,
    "needs": Need.__struct_fields__,
    "elements": Element.__struct_fields__,
    "indicators": Indicator.__struct_fields__,
    "register": RegisterEntry.__struct_fields__,
}
"""What the rows of a sheet hold, where some of its columns go elsewhere."""


def profiles_folder() -> Path:
    """Find the folder of the profiles that come with the program."""
    return templates_folder() / "profiles"


def funders() -> tuple[Funder, ...]:
    """Give the profiles of funders that come with the program, by name."""
    return tuple(funder_of(path) for path in sorted(profiles_folder().glob("*.toml")))


def profile_called(name: str, folder: Path | None = None) -> Profile | Funder:
    """Give a rule profile or a funder's profile by its name, or that of a file of one's own by its path.

    A path that is not whole is looked for here, and in `folder`.

    Raises UnknownName where there is none, and SettingsTrouble for a file that is none.
    """
    if name.casefold() in list(Profile):
        return Profile(name.casefold())
    if name.endswith(".toml"):
        own = next((each for each in (Path(name), (folder or Path()) / name) if each.is_file()), None)
        if own is None:
            raise UnknownName(
                f"There is no file “{name}”. Give the path of a profile, for example profiles/our-fund.toml."
            )
        return funder_of(own)
    shipped = profiles_folder() / f"{name.casefold()}.toml"
    if shipped.name in [each.name for each in profiles_folder().glob("*.toml")]:
        return funder_of(shipped)
    known = [*Profile, *(each.stem for each in sorted(profiles_folder().glob("*.toml")))]
    near = get_close_matches(name.casefold(), known, 1, 0.5)
    hint = f" Did you mean “{near[0]}”?" if near else " To see them all, run: logicmodel profiles"
    raise UnknownName(f"There is no profile “{name}”; there are {', '.join(known[:-1])} and {known[-1]}.{hint}")


def funder_of(path: Path) -> Funder:
    """Read the profile of a funder.

    Raises SettingsTrouble with the file, and the line where it can be told.
    """
    text, table = opened(path)
    found: dict[str, Any] = {"name": path.stem}
    for key, value in table.items():
        spot = Spot(path=path, line=line_of(text, key), key=key)
        if key not in OF_A_FUNDER:
            raise SettingsTrouble(
                f"{path.name}, line {spot.line}: a profile has no “{key}”.{nearest(key, OF_A_FUNDER)}"
            )
        found[key] = OF_A_FUNDER[key](value, spot)
    missing = [key for key in ("title", "funder", "checked_on", "sources", "note", "base") if key not in found]
    if missing:
        raise SettingsTrouble(f"{path.name}: a profile needs {' and '.join(missing)}.")
    return Funder(**found)


def _base(value: Any, spot: Spot) -> Profile:
    if value not in list(Profile):
        raise spot.wants(f"one of {', '.join(Profile)}")
    return Profile(value)


def _required(value: Any, spot: Spot) -> tuple[str, ...]:
    its = readers.texts(value, spot)
    for each in its:
        sheet, _, field = each.partition(".")
        if sheet not in NAMES:
            raise SettingsTrouble(
                f"{spot.path.name}, line {spot.line}: there is no sheet “{sheet}”.{nearest(sheet, NAMES)}"
            )
        known = [column.field for column in columns(sheet) if column.field in FIELDS_OF.get(sheet, (column.field,))]
        if field and field not in known:
            raise SettingsTrouble(
                f"{spot.path.name}, line {spot.line}: the sheet {sheet} has no column “{field}”.{nearest(field, known)}"
            )
    return its


OF_A_FUNDER: Mapping[str, Reader] = {
    "name": readers.text,
    "title": readers.text,
    "funder": readers.text,
    "checked_on": readers.day,
    "sources": readers.texts,
    "note": readers.text,
    "base": _base,
    "language": readers.text,
    "words": readers.names,
    "absent": readers.texts,
    "limits": readers.limits,
    "norms": readers.norms,
    "words_per_part": readers.numbers,
    "paper": readers.text,
    "required": _required,
    "columns": readers.names,
    "severities": readers.severities,
    "also": readers.texts,
    "needs_trace": readers.yes_or_no,
}
"""What may stand in a funder's profile, and how it is read."""
