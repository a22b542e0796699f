"""Options that several commands share."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from msgspec import Struct

from logicmodel.cli.output import quoted
from logicmodel.config import Config
from logicmodel.errors import UnknownName
from logicmodel.model import Plan, Severity

if TYPE_CHECKING:
    from logicmodel.cli.reading import Told
    from logicmodel.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

LONGEST_NAME = 255
"""Bytes of the longest name that a file can have."""


class FileName(click.Path):
    """The name of a file: no empty one, and none that is longer than any can be."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Give it as a path. Raises UnknownName for a name that no file can have."""
        found = Path(str(super().convert(value, param, ctx)))
        if not str(value).strip():
            after = param.opts[0] if isinstance(param, click.Option) else "the command"
            raise UnknownName(f"The name after {after} is empty: type the name of a file, such as plan.xlsx.")
        if len(os.fsencode(found.name)) > LONGEST_NAME:
            raise UnknownName(f"{found.name[:40]}…: this name is too long. Choose a shorter one.")
        return found


FILE = FileName(path_type=Path, readable=False)
"""A file to read; “-” is standard input. Whether it can be read is for the reader to say."""

file_argument = click.argument("file", type=FILE)

quiet_option = click.option("--quiet", is_flag=True, help="Say nothing unless it cannot be done.")


class Typed(Struct, frozen=True, kw_only=True):
    """What the command line says of a check: nothing where an option was not given."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: str | None = None
    settings: Path | None = None


def in_one_value(name: str, shape: type[Struct], *options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Add options to a command, which gets all of them as one value; its fields are called as the options are."""

    def with_options(command: Command) -> Command:
        @wraps(command)
        def with_one_value(*arguments: Any, **typed: Any) -> Any:
            its = {each: typed.pop(each) for each in shape.__struct_fields__ if each in typed}
            return command(*arguments, **{name: shape(**its)}, **typed)

        made: Any = with_one_value
        for option in reversed(options):
            made = option(made)
        return cast("Command", made)

    return with_options


checking_options = in_one_value(
    "typed",
    Typed,
    click.option(
        "--profile",
        metavar="NAME",
        help="How much to ask of the plan: sketch, theory (default), plan, bid or privacy; or a funder's profile.",
    ),
    click.option("--select", multiple=True, metavar="CODES", help="Only these, for example S105 or S,L."),
    click.option("--ignore", multiple=True, metavar="CODES", help="Leave these out."),
    click.option("--today", metavar="DATE", help="The day to check on (2026-04-30). Default: today."),
    click.option(
        "--config",
        "settings",
        type=FILE,
        metavar="FILE",
        help="The settings. Default: logicmodel.toml beside the file, or in a folder above.",
    ),
)
"""Which rules run, and on which day: the command gets it as `typed`."""


def settings_of(file: Path, typed: Typed, fail_on: str | None = None) -> "Settings":
    """Put the settings together: the file beside the workbook, the profile, and what was typed.

    Raises UnknownName for a profile, code or date that there is not, and SettingsTrouble for a file that cannot be
    read.
    """
    from logicmodel.checking import rules_for
    from logicmodel.settings import put_together, settings_file, with_day

    path = typed.settings or settings_file(Path("here") if str(file) == "-" else file)
    said: dict[str, Any] = {
        "profile": typed.profile,
        "select": _codes(typed.select),
        "ignore": _codes(typed.ignore),
        "fail_on": fail_on,
    }
    said = {name: value for name, value in said.items() if value}
    where = {name: f"--{name.replace('_', '-')}" for name in said}
    if fail_on:
        said["fail_on"] = None if fail_on == "never" else Severity(fail_on)
    if typed.today is not None:
        said["today"], where["today"] = _day(typed.today), "--today"
    settings = put_together(path, said, where)
    if settings.config.today is None:
        settings = with_day(settings, date.today())
    rules_for(settings.config)
    return settings


def config_of(file: Path, typed: Typed) -> Config:
    """Give the configuration alone; see `settings_of`."""
    return settings_of(file, typed).config


def check_again(file: Path, typed: Typed, audience: str | None = None) -> str:
    """Write the command that checks a file against what it has been checked against, and for whom."""
    profile = f" --profile {quoted(typed.profile)}" if typed.profile else ""
    return f"logicmodel check {quoted(file)}{profile}{f' --audience {audience}' if audience else ''}"


def _codes(typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for each in typed for code in each.replace(";", ",").split(",") if code.strip())


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UnknownName(f"“{typed}” is not a day. Type it as 2026-04-30.") from None


def read(file: Path, told: "Told | None" = None) -> Plan:
    """Read the plan of a file or of standard input, as it was said to be read."""
    from logicmodel.cli.reading import about_others
    from logicmodel.reading import read_plan

    decisions = told.decisions() if told else None
    if decisions and (others := about_others(decisions, [file])):
        remark(others)
    return read_plan("-" if str(file) == "-" else file, mapping=decisions)


def wants_colour(choice: str) -> bool:
    """Say whether to use colour: only on a terminal, and never with NO_COLOR."""
    if choice != "auto":
        return choice == "always" and not os.environ.get("NO_COLOR")
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def remark(text: str, *, quiet: bool = False) -> None:
    """Say something beside the data, on standard error."""
    if not quiet:
        click.echo(text, err=True)


def format_of(path: Path, formats: tuple[str, ...]) -> str:
    """Give the format that the ending of an output asks for.

    Raises UnknownName for an ending that there is not.
    """
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in formats:
        known = ", ".join(f".{each}" for each in formats)
        if not ending:
            raise UnknownName(f"{path}: its ending says what is made, and it has none. Add one of {known}.")
        raise UnknownName(f"{path}: an output that ends in “{path.suffix}” cannot be made. There are {known}.")
    return ending
