"""The group of commands. A command's module is imported only when that command is called or its help is asked for."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click

from logicmodel import __version__
from logicmodel.cli.output import NO_ROOM, is_there, quoted
from logicmodel.errors import LogicModelError, UnknownName

COMMANDS = {
    "new": ("new", "Write an empty workbook to fill in, or a filled example."),
    "build": ("build", "Turn any tables into a plan workbook."),
    "check": ("check", "List what is weak in a plan, cell by cell."),
    "draw": ("draw", "Draw a plan as .svg, .png, .pdf or .dot."),
    "report": ("report", "Read a plan back in sentences, or write a report."),
    "pack": ("pack", "Write an evidence pack for a funder, a partner or the public."),
    "profiles": ("profiles", "List what can be asked of a plan, and what funders ask."),
    "explain": ("explain", "Say what a rule means and how to fix what it finds."),
}
"""Each command, its module, and its line of help: written out, so that help imports nothing."""

MENU = """\
logicmodel reads a plan from a spreadsheet, checks it, and draws it.

  logicmodel new plan.xlsx                      an empty workbook to fill in
  logicmodel new plan.xlsx --example young-carers   a filled one to look at
  logicmodel plan.xlsx                          check, draw and report in one go
  logicmodel check plan.xlsx                    what is weak, cell by cell
  logicmodel draw plan.xlsx -o plan.pdf         the drawing
  logicmodel report plan.xlsx -o plan.html      the plan read back in sentences
  logicmodel pack plan.xlsx -o Pack             an evidence pack: --audience funder
  logicmodel build table.csv -o plan.xlsx       a workbook from any table
  logicmodel explain S105                       what a rule means

Add --help to any of them.
"""


class Commands(click.Group):
    """Commands imported when called; a file in place of a command means everything at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"logicmodel.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a file for the command that does everything at once."""
        first = args[0]
        if first not in COMMANDS and (Path(first).suffix or first == "-" or is_there(Path(first))):
            everything: click.Command = import_module("logicmodel.cli.everything").command
            return first, everything, args
        if first not in COMMANDS and not first.startswith("-"):
            near = get_close_matches(first, list(COMMANDS), 1, 0.5)
            hint = f" Did you mean “{near[0]}”?" if near else " Type logicmodel alone to see them."
            raise UnknownName(f"There is no command “{first}”, and no file of that name.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a spreadsheet into a checked and drawn theory of change. “logicmodel FILE” does all at once.",
)
@click.version_option(__version__, message="logicmodel %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Show the menu when no command is given."""
    if context.invoked_subcommand is None:
        click.echo(MENU, nl=False)


def run(arguments: Sequence[str]) -> int:
    """Run the commands and give the exit code; what cannot be done is said in one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = group.main(args=list(arguments), prog_name="logicmodel", standalone_mode=False)
        sys.stdout.flush()
    except LogicModelError as trouble:
        click.echo(f"logicmodel: {trouble}{_about_spaces(arguments)}", err=True)
        return trouble.exit_code
    except click.exceptions.Abort:
        # On a terminal the question, or ^C, still stands on the line.
        click.echo(f"{chr(10) if sys.stderr.isatty() else ''}Stopped; nothing was left half-written.", err=True)
        return 130
    except click.ClickException as trouble:
        trouble.show()
        hint = _about_spaces(arguments, names_left_over="extra argument" in trouble.format_message())
        click.echo(hint.strip(), err=True, nl=bool(hint))
        return 2
    except (BrokenPipeError, SystemExit):
        # The reader of a pipe has gone (click makes a SystemExit of it); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as trouble:
        if trouble.errno not in NO_ROOM:
            raise
        click.echo(f"logicmodel: the output could not be written ({trouble.strerror}).", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return code if isinstance(code, int) else 0


MOST_WORDS = 12
"""Words of the longest name that is looked for among what was typed."""


def _about_spaces(arguments: Sequence[str], *, names_left_over: bool = False) -> str:
    """Say how a name with spaces has to be typed, where a file has the name that some of the words make together."""
    for first, word in enumerate(arguments):
        for end in range(min(len(arguments), first + MOST_WORDS), first + 1, -1):
            name = " ".join(arguments[first:end])
            if not is_there(Path(word)) and is_there(Path(name)):
                return f" A name with spaces goes in quotation marks: {quoted(name)}"
    return " A name with spaces goes in quotation marks." if names_left_over else ""
