"""What `logicmodel.toml` and the profiles of funders say, put together, and where each value came from.

The file is looked for beside the workbook and upward. What is said nearer wins: the command line over the file, the
file over the funder's profile, the profile over what holds when nobody says anything.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.config import Config, Funder
from logicmodel.errors import SettingsTrouble
from logicmodel.model import Place, Profile, Severity, Waiver, When
from logicmodel.settings import readers
from logicmodel.settings.profiles import profile_called
from logicmodel.settings.readers import Reader, Spot, line_of, nearest, opened
from logicmodel.words.load import Lexicon

NAME = "logicmodel.toml"

DEFAULT = "nobody said otherwise"
"""Where a value came from that no file and no option gives."""


class Said(Struct, frozen=True, kw_only=True):
    """Values by the fields of `Config`, with where each came from; `where` has the same keys."""

    values: Mapping[str, Any]
    where: Mapping[str, str]


class Settings(Struct, frozen=True, kw_only=True):
    """A configuration, and for each of its fields where its value came from."""

    config: Config
    where: Mapping[str, str]


def settings_file(beside: Path) -> Path | None:
    """Find the nearest `logicmodel.toml`: in the folder of a file, or in one that holds it."""
    folder = beside.resolve().parent
    return next((found for each in (folder, *folder.parents) if (found := each / NAME).is_file()), None)


def put_together(file: Path | None, typed: Mapping[str, Any], where: Mapping[str, str]) -> Settings:
    """Put the settings of a file, of the profile that it or the command line names, and of the command line together.

    `typed` holds what the command line says by the fields of `Config`; `where` names its options. A profile stands
    in either as its name, or as the path of a file.

    Raises SettingsTrouble for a file that cannot be read or says what cannot be, and UnknownName for a profile that
    there is not.
    """
    of_file = read_settings(file) if file else Said(values={}, where={})
    of_line = Said(values=typed, where=where)
    named = typed.get("profile") or of_file.values.get("profile") or Profile.THEORY
    profile = named if isinstance(named, Profile) else profile_called(str(named), file.parent if file else None)
    said = [of_file, of_line]
    origin = of_line.where.get("profile") or of_file.where.get("profile") or DEFAULT
    values: dict[str, Any] = {key: value for each in said for key, value in each.values.items()}
    values |= of_profile(profile)
    origins = dict.fromkeys(Config.__struct_fields__, DEFAULT)
    for each in said:
        origins |= each.where
    origins |= {"profile": origin, "funder": origin}
    return Settings(config=Config(**values), where=origins)


def of_profile(profile: Profile | Funder) -> dict[str, Any]:
    """Give what a profile says by the fields of `Config`: of a funder's profile also the one that it builds on."""
    if isinstance(profile, Funder):
        return {"profile": profile.base, "funder": profile}
    return {"profile": profile, "funder": None}


def with_day(settings: Settings, today: date) -> Settings:
    """Give settings that name no day the day of the run."""
    return Settings(
        config=replace(settings.config, today=today), where={**settings.where, "today": "the day of the run"}
    )


def in_words(settings: Settings) -> str:
    """Say every value and where it came from, a line each, as it would be written in the file."""
    lines = []
    for key, (field, _) in KEYS.items():
        value = getattr(settings.config, field)
        if key == "profile" and settings.config.funder:
            value = settings.config.funder.name
        lines.append(f"{key} = {_written(value)}   ({settings.where[field]})")
    return "\n".join(lines) + "\n"


def _written(value: Any) -> str:
    if value is None:
        return '"never"'
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {_written(its)}" for name, its in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_written(each) for each in value) + "]"
    if isinstance(value, Waiver):
        until = f", until = {value.until.text}" if value.until else ""
        return f"{{code = {_written(value.code)}, about = {_written(value.about)}{until}}}"
    return str(value)


# -- the file ---------------------------------------------------------------------------------------------------------


def read_settings(path: Path) -> Said:
    """Read one `logicmodel.toml`.

    Raises SettingsTrouble with the file and the line.
    """
    text, table = opened(path)
    values: dict[str, Any] = {}
    where: dict[str, str] = {}
    for key, value in table.items():
        line = line_of(text, key)
        at = f"{path.name}, line {line}"
        if key not in KEYS:
            raise SettingsTrouble(f"{at}: there is no setting “{key}”.{nearest(key, KEYS)}")
        field, reader = KEYS[key]
        values[field] = reader(value, Spot(path=path, line=line, key=key))
        where[field] = at
    if "waivers" in values:
        values["waivers"] = _placed(values["waivers"], path, text)
    return Said(values=values, where=where)


def _placed(waivers: Sequence[Waiver], path: Path, text: str) -> tuple[Waiver, ...]:
    """Give each waiver the line of the file where it begins."""
    lines = (line_of(text, "waive", number) for number in range(len(waivers)))
    return tuple(
        replace(each, place=Place(file=path.name, row=line, lines=True))
        for each, line in zip(waivers, lines, strict=True)
    )


def _fail_on(value: Any, spot: Spot) -> Severity | None:
    return None if value == "never" else readers.severity(value, spot)


def _weights(value: Any, spot: Spot) -> Mapping[str, float]:
    its = readers.table(value, spot)
    if not all(isinstance(each, int | float) and not isinstance(each, bool) and each >= 0 for each in its.values()):
        raise spot.wants("numbers from 0 on, for example Urgency = 3")
    return {name: float(each) for name, each in its.items()}


def _words(value: Any, spot: Spot) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for name, added in readers.table(value, spot).items():
        if name not in WORD_LISTS:
            raise spot.has_no("word list", name, WORD_LISTS)
        found[name] = readers.texts(added, spot)
    return found


def _waivers(value: Any, spot: Spot) -> tuple[Waiver, ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise spot.wants("blocks that begin with a line [[waive]]")
    return tuple(_waiver(each, spot) for each in value)


def _waiver(value: Mapping[str, Any], spot: Spot) -> Waiver:
    for key in value:
        if key not in OF_A_WAIVER:
            raise SettingsTrouble(f"{spot.path.name}: a waiver has no “{key}”.{nearest(key, OF_A_WAIVER)}")
    missing = [key for key in ("code", "reason") if not value.get(key)]
    if missing:
        raise SettingsTrouble(f'{spot.path.name}: a waiver needs a line {missing[0]} = "…".')
    until = readers.day(value["until"], spot) if "until" in value else None
    texts = {key: readers.text(its, spot) for key, its in value.items() if key != "until"}
    return Waiver(
        code=texts["code"].upper(),
        about=texts.get("about", "plan"),
        reason=texts["reason"],
        by=texts.get("by", ""),
        until=When(text=until.isoformat(), first=until, last=until) if until else None,
        place=Place(file=spot.path.name, lines=True),
    )


OF_A_WAIVER = ("code", "about", "reason", "by", "until")

WORD_LISTS = tuple(
    name for name in Lexicon.__struct_fields__ if name not in ("source_words", "stigma", "titles_come_first")
)
"""Word lists to which words can be added."""

KEYS: Mapping[str, tuple[str, Reader]] = {
    "profile": ("profile", readers.text),
    "select": ("select", readers.texts),
    "ignore": ("ignore", readers.texts),
    "severities": ("severities", readers.severities),
    "today": ("today", readers.day),
    "fail-on": ("fail_on", _fail_on),
    "limits": ("limits", readers.limits),
    "community_top": ("community_top", readers.whole),
    "norms": ("norms", readers.norms),
    "weights": ("weights", _weights),
    "glossary": ("glossary", readers.texts),
    "words": ("words", _words),
    "whitelist": ("whitelist", readers.texts),
    "names_ok": ("names_ok", readers.texts),
    "hidden_ok": ("hidden_ok", readers.texts),
    "waive": ("waivers", _waivers),
}
"""What may stand in the file: its name there → the field of `Config`, and how it is read."""
