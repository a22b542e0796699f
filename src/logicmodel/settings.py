"""What `logicmodel.toml` and the profiles of funders say, put together, and where each value came from.

The file is looked for beside the workbook and upward. What is said nearer wins: the command line over the file, the
file over the funder's profile, the profile over what holds when nobody says anything.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from logicmodel.config import Config, Funder
from logicmodel.errors import SettingsTrouble, UnknownName
from logicmodel.model import Element, Indicator, Need, Place, Profile, Programme, RegisterEntry, Severity, Waiver, When
from logicmodel.resources import templates_folder
from logicmodel.sheets import NAMES, columns, words
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
    text, table = _opened(path)
    values: dict[str, Any] = {}
    where: dict[str, str] = {}
    for key, value in table.items():
        line = _line_of(text, key)
        at = f"{path.name}, line {line}"
        if key not in KEYS:
            raise SettingsTrouble(f"{at}: there is no setting “{key}”.{_nearest(key, KEYS)}")
        field, reader = KEYS[key]
        values[field] = reader(value, _Spot(path=path, line=line, key=key))
        where[field] = at
    if "waivers" in values:
        values["waivers"] = _placed(values["waivers"], path, text)
    return Said(values=values, where=where)


def _opened(path: Path) -> tuple[str, Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as trouble:
        raise SettingsTrouble(f"{path}: this file cannot be read as text. Save it as UTF-8.") from trouble
    except tomllib.TOMLDecodeError as trouble:
        line = re.search(r"line (\d+)", str(trouble))
        at = f"line {line[1]}" if line else "its end"
        raise SettingsTrouble(
            f'{path}: {at} is not written as a setting. A line looks like this: profile = "plan"'
        ) from trouble


def _line_of(text: str, key: str, number: int = 0) -> int:
    """Give the line on which a setting or its table begins, the first if it cannot be told."""
    begins = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
    lines = [count for count, line in enumerate(text.splitlines(), 1) if begins.match(line)]
    return lines[min(number, len(lines) - 1)] if lines else 1


def _placed(waivers: Sequence[Waiver], path: Path, text: str) -> tuple[Waiver, ...]:
    """Give each waiver the line of the file where it begins."""
    fields = [asdict(each) for each in waivers]
    return tuple(
        Waiver(**each | {"place": Place(file=path.name, row=_line_of(text, "waive", number), lines=True)})
        for number, each in enumerate(fields)
    )


class _Spot(Struct, frozen=True, kw_only=True):
    """Where a value stands, for messages."""

    path: Path
    line: int
    key: str

    def wants(self, what: str) -> SettingsTrouble:
        return SettingsTrouble(f"{self.path.name}, line {self.line}: “{self.key}” takes {what}.")

    def has_no(self, what: str, name: str, known: Sequence[str], like: str = "") -> SettingsTrouble:
        return SettingsTrouble(f"{self.path.name}: there is no {what} “{name}”.{_nearest(like or name, known)}")


def _nearest(name: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    near = get_close_matches(name, list(known), 1, 0.5)
    return f" Did you mean “{near[0]}”?" if near else f" There are {', '.join(sorted(known))}."


# -- values -----------------------------------------------------------------------------------------------------------


def _text(value: Any, spot: _Spot) -> str:
    if not isinstance(value, str):
        raise spot.wants("text in quotation marks")
    return value


def _texts(value: Any, spot: _Spot) -> tuple[str, ...]:
    its = [value] if isinstance(value, str) else value
    if not isinstance(its, list) or not all(isinstance(each, str) for each in its):
        raise spot.wants('a list of texts, for example ["S105", "W8"]')
    return tuple(its)


def _day(value: Any, spot: _Spot) -> date:
    if type(value) is not date:
        raise spot.wants("a day without quotation marks, for example 2026-04-30")
    return value


def _severity(value: Any, spot: _Spot) -> Severity:
    if value not in list(Severity):
        raise spot.wants('"error", "warning" or "advice"')
    return Severity(value)


def _fail_on(value: Any, spot: _Spot) -> Severity | None:
    return None if value == "never" else _severity(value, spot)


def _table(value: Any, spot: _Spot) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise spot.wants(f"a table of its own: a line [{spot.key}], and its values below")
    return value


def _severities(value: Any, spot: _Spot) -> Mapping[str, Severity]:
    return {code.upper(): _severity(its, spot) for code, its in _table(value, spot).items()}


def _whole(value: Any, spot: _Spot) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise spot.wants("whole numbers")
    return value


def _limits(value: Any, spot: _Spot) -> Mapping[str, int]:
    found = {}
    for name, number in _table(value, spot).items():
        if name not in LIMITS:
            raise spot.has_no("limit", name, LIMITS)
        found[name] = _whole(number, spot)
    return found


def _norms(value: Any, spot: _Spot) -> Mapping[str, int]:
    kinds = [word.value for word in words("Kind of change")]
    found = {}
    for name, months in _table(value, spot).items():
        kind = name.casefold().replace(" ", "_")
        if kind not in kinds:
            raise spot.has_no("kind of change", name, kinds, kind)
        found[kind] = _whole(months, spot)
    return found


def _numbers(value: Any, spot: _Spot) -> Mapping[str, int]:
    return {name: _whole(number, spot) for name, number in _table(value, spot).items()}


def _weights(value: Any, spot: _Spot) -> Mapping[str, float]:
    its = _table(value, spot)
    if not all(isinstance(each, int | float) and not isinstance(each, bool) and each >= 0 for each in its.values()):
        raise spot.wants("numbers from 0 on, for example Urgency = 3")
    return {name: float(each) for name, each in its.items()}


def _words(value: Any, spot: _Spot) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for name, added in _table(value, spot).items():
        if name not in WORD_LISTS:
            raise spot.has_no("word list", name, WORD_LISTS)
        found[name] = _texts(added, spot)
    return found


def _waivers(value: Any, spot: _Spot) -> tuple[Waiver, ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise spot.wants("blocks that begin with a line [[waive]]")
    return tuple(_waiver(each, spot) for each in value)


def _waiver(value: Mapping[str, Any], spot: _Spot) -> Waiver:
    for key in value:
        if key not in OF_A_WAIVER:
            raise SettingsTrouble(f"{spot.path.name}: a waiver has no “{key}”.{_nearest(key, OF_A_WAIVER)}")
    missing = [key for key in ("code", "reason") if not value.get(key)]
    if missing:
        raise SettingsTrouble(f'{spot.path.name}: a waiver needs a line {missing[0]} = "…".')
    until = _day(value["until"], spot) if "until" in value else None
    texts = {key: _text(its, spot) for key, its in value.items() if key != "until"}
    return Waiver(
        code=texts["code"].upper(),
        about=texts.get("about", "plan"),
        reason=texts["reason"],
        by=texts.get("by", ""),
        until=When(text=until.isoformat(), first=until, last=until) if until else None,
        place=Place(file=spot.path.name, lines=True),
    )


FIELDS_OF = {
    "programme": Programme.__struct_fields__,
    "needs": Need.__struct_fields__,
    "elements": Element.__struct_fields__,
    "indicators": Indicator.__struct_fields__,
    "register": RegisterEntry.__struct_fields__,
}
"""What the rows of a sheet hold, where some of its columns go elsewhere."""

OF_A_WAIVER = ("code", "about", "reason", "by", "until")

LIMITS = (
    "impacts",
    "goals",
    "outcomes",
    "outputs",
    "activities",
    "activities_per_output",
    "pages",
    "font_points",
    "margin_mm",
)
"""Largest (or, of a text, least) numbers that a setting or a funder may give."""

WORD_LISTS = tuple(
    name for name in Lexicon.__struct_fields__ if name not in ("source_words", "stigma", "titles_come_first")
)
"""Word lists to which words can be added."""

Reader = Callable[[Any, _Spot], Any]

KEYS: Mapping[str, tuple[str, Reader]] = {
    "profile": ("profile", _text),
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "severities": ("severities", _severities),
    "today": ("today", _day),
    "fail-on": ("fail_on", _fail_on),
    "limits": ("limits", _limits),
    "community_top": ("community_top", _whole),
    "norms": ("norms", _norms),
    "weights": ("weights", _weights),
    "glossary": ("glossary", _texts),
    "words": ("words", _words),
    "whitelist": ("whitelist", _texts),
    "names_ok": ("names_ok", _texts),
    "hidden_ok": ("hidden_ok", _texts),
    "waive": ("waivers", _waivers),
}
"""What may stand in the file: its name there → the field of `Config`, and how it is read."""


# -- profiles ---------------------------------------------------------------------------------------------------------


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
    text, table = _opened(path)
    found: dict[str, Any] = {"name": path.stem}
    for key, value in table.items():
        spot = _Spot(path=path, line=_line_of(text, key), key=key)
        if key not in OF_A_FUNDER:
            raise SettingsTrouble(
                f"{path.name}, line {spot.line}: a profile has no “{key}”.{_nearest(key, OF_A_FUNDER)}"
            )
        found[key] = OF_A_FUNDER[key](value, spot)
    missing = [key for key in ("title", "funder", "checked_on", "sources", "note", "base") if key not in found]
    if missing:
        raise SettingsTrouble(f"{path.name}: a profile needs {' and '.join(missing)}.")
    return Funder(**found)


def _base(value: Any, spot: _Spot) -> Profile:
    if value not in list(Profile):
        raise spot.wants(f"one of {', '.join(Profile)}")
    return Profile(value)


def _required(value: Any, spot: _Spot) -> tuple[str, ...]:
    its = _texts(value, spot)
    for each in its:
        sheet, _, field = each.partition(".")
        if sheet not in NAMES:
            raise SettingsTrouble(
                f"{spot.path.name}, line {spot.line}: there is no sheet “{sheet}”.{_nearest(sheet, NAMES)}"
            )
        known = [column.field for column in columns(sheet) if column.field in FIELDS_OF.get(sheet, (column.field,))]
        if field and field not in known:
            raise SettingsTrouble(
                f"{spot.path.name}, line {spot.line}: the sheet {sheet} has no column “{field}”.{_nearest(field, known)}"
            )
    return its


def _names(value: Any, spot: _Spot) -> Mapping[str, str]:
    return {name: _text(its, spot) for name, its in _table(value, spot).items()}


def _yes_or_no(value: Any, spot: _Spot) -> bool:
    if not isinstance(value, bool):
        raise spot.wants("true or false")
    return value


OF_A_FUNDER: Mapping[str, Reader] = {
    "name": _text,
    "title": _text,
    "funder": _text,
    "checked_on": _day,
    "sources": _texts,
    "note": _text,
    "base": _base,
    "language": _text,
    "words": _names,
    "absent": _texts,
    "limits": _limits,
    "norms": _norms,
    "words_per_part": _numbers,
    "paper": _text,
    "required": _required,
    "columns": _names,
    "severities": _severities,
    "also": _texts,
    "needs_trace": _yes_or_no,
}
"""What may stand in a funder's profile, and how it is read."""
