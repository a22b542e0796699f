"""Options that several commands share."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from logicmodel.config import Config
from logicmodel.errors import UnknownName
from logicmodel.model import Plan, Profile, Severity

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
"""A file to read; “-” is standard input. Whether it can be read is for the reader to say."""

file_argument = click.argument("file", type=FILE)


def checking_options(command: Command) -> Command:
    """Add the options that say which rules run and on which day."""
    for option in (
        click.option("--today", metavar="DATE", help="The day to check on (2026-04-30). Default: today."),
        click.option("--ignore", multiple=True, metavar="CODES", help="Leave these out."),
        click.option("--select", multiple=True, metavar="CODES", help="Only these, for example S105 or S,L."),
        click.option(
            "--profile",
            default=str(Profile.THEORY),
            show_default=True,
            metavar="NAME",
            help="How much to ask of the plan: sketch, theory or plan.",
        ),
    ):
        command = option(command)
    return command


def config_of(
    profile: str, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), today: str | None = None
) -> Config:
    """Make a configuration of what was typed.

    Raises UnknownName for a profile, code or date that there is not.
    """
    from logicmodel.checking import profile_named, rules_for

    config = Config(profile=profile_named(profile), select=_codes(select), ignore=_codes(ignore), today=_day(today))
    rules_for(config)
    return config


def _codes(typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for each in typed for code in each.replace(";", ",").split(",") if code.strip())


def _day(typed: str | None) -> date:
    if typed is None:
        return date.today()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UnknownName(f"“{typed}” is not a day. Type it as 2026-04-30.") from None


def fail_on_of(typed: str) -> Severity | None:
    """Give the severity that makes the exit code 1; None for never."""
    return None if typed == "never" else Severity(typed)


def read(file: Path) -> Plan:
    """Read the plan of a file or of standard input."""
    from logicmodel.reading import read_plan

    return read_plan("-" if str(file) == "-" else file)


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
        raise UnknownName(f"{path}: an output that ends in “{path.suffix}” cannot be made. There are {known}.")
    return ending
