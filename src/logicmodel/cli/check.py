"""`logicmodel check`: what is weak in a plan, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from logicmodel.cli.marking import check_copy, say_in_copy, write_copy
from logicmodel.cli.options import (
    FILE,
    Typed,
    check_again,
    checking_options,
    file_argument,
    format_of,
    read,
    remark,
    settings_of,
    wants_colour,
)
from logicmodel.cli.output import check_free, quoted, write
from logicmodel.cli.reading import Told, reading_options
from logicmodel.errors import NoPlanFound
from logicmodel.model import Audience, Finding, Profile, Severity

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.config import Config
    from logicmodel.theory import Theory

FORMATS = ("text", "concise", "json", "csv", "html", "github", "sarif")
"""Names of the formats, in the order of the help."""

SUMMARISED = ("text", "concise", "json")
"""Formats that say what a plan rests on after its findings."""

ENDINGS = {"txt": "text", "json": "json", "csv": "csv", "html": "html", "sarif": "sarif"}
"""Ending of an output → its format."""


@click.command("check")
@file_argument
@reading_options()
@checking_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="text: with advice; concise: a line each; csv, html: for people; json, github, sarif: for other programs. "
    "Default: text, or by the ending of --output.",
)
@click.option(
    "-o", "--output", type=FILE, help="Where to write: .html, .csv, .json, .sarif or .txt. Default: the screen."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice", "never"]),
    help="From which findings on the exit code is 1. Default: error.",
)
@click.option(
    "--mark-up",
    type=FILE,
    metavar="COPY.xlsx",
    help="Also write a copy of the workbook: amber cells with a note, and a first sheet that lists what was found.",
)
@click.option("--force", is_flag=True, help="Replace a copy of that name.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour on a terminal.")
@click.option(
    "--audience",
    type=click.Choice([str(each) for each in Audience]),
    help="Only what may not be shared with them: partner, funder or public (profile privacy).",
)
@click.option("--show-settings", is_flag=True, help="Say which settings hold and where each came from; check nothing.")
@click.option(
    "--summary",
    is_flag=True,
    help="After the findings, say what the plan rests on: needs and money, what is decisive, best routes, figures. "
    "json always has it.",
)
@click.option("--quiet", is_flag=True, help="Only the findings, without the summary.")
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    told: Told,
    typed: Typed,
    format_: str | None,
    output: Path | None,
    fail_on: str | None,
    mark_up: Path | None,
    force: bool,
    color: str,
    audience: str | None,
    show_settings: bool,
    summary: bool,
    quiet: bool,
) -> None:
    """List what is weak in a plan: where, what is wrong, and what to type.

    Ends with 0 if nothing is at or above --fail-on, 1 if something is, and 2 if the file cannot be checked.
    """
    from logicmodel.checking import examine, exit_code
    from logicmodel.settings import in_words
    from logicmodel.theory import Theory

    privacy = replace(typed, profile=Profile.PRIVACY) if audience and not (typed.profile or typed.select) else typed
    settings = settings_of(file, privacy, fail_on=fail_on)
    config = replace(settings.config, audience=Audience(audience or Audience.INTERNAL))
    if show_settings:
        click.echo(in_words(settings), nl=False)
        return
    form = _form(file, format_, output, summary=summary)
    if output:
        check_free(output, never=told.never(file))
    if mark_up is not None:
        check_copy(mark_up, file, told, force=force)
    try:
        plan = read(file, told)
    except NoPlanFound as refused:
        if mark_up is not None:
            say_in_copy(mark_up, file, told, refused, force=force)
        raise
    theory = Theory(plan, config.words)
    checked = examine(theory, config)
    made = _made(form, file, theory, checked, config, colour=not output and wants_colour(color))
    if summary and form != "json":
        made += f"{chr(10) if checked.findings else ''}{_rests_on(theory)}\n"
    copied = write_copy(mark_up, file, told, theory, checked, force=force) if mark_up is not None else ()
    if output:
        write(output, made, never=told.never(file))
    else:
        click.echo(made, nl=False, color=True)
    if not quiet and (output or form in ("text", "concise", "html", "csv")):
        following = next_step(file, typed, checked.findings, audience)
        _say(following, checked, _unchecked(theory, checked), mark_up, to_error=bool(output) or form != "text")
    for each in copied:
        remark(each)
    context.exit(exit_code(checked.findings, config.fail_on))


def _form(file: Path, format_: str | None, output: Path | None, *, summary: bool) -> str:
    """Give the format that is asked for, by name or by the ending of the output; not each has room for a summary."""
    form = format_ or (ENDINGS[format_of(output, tuple(ENDINGS))] if output else "text")
    if summary and form not in SUMMARISED:
        raise click.UsageError(
            f"--summary has no place in {form}. Take it away, choose --format {' or '.join(SUMMARISED)}, or run: "
            f"logicmodel report {quoted(file)}"
        )
    return form


def _made(form: str, file: Path, theory: Theory, checked: Checked, config: Config, *, colour: bool) -> str:
    """Write what was found in one of the formats."""
    from logicmodel import listing

    def page() -> str:
        from logicmodel.reporting import findings_page

        return findings_page(theory, checked, config)

    folder = "" if file.is_absolute() or file.parent == Path() else file.parent.as_posix()
    formats: dict[str, Callable[[], str]] = {
        "text": lambda: listing.to_text(checked.findings, colour=colour),
        "concise": lambda: listing.to_concise(checked.findings, colour=colour),
        "json": lambda: listing.to_json(checked.findings, _about(checked, config) | _analyses(theory)),
        "csv": lambda: listing.to_csv(checked),
        "html": page,
        "github": lambda: listing.to_github(checked, folder),
        "sarif": lambda: listing.to_sarif(checked, config, folder),
    }
    return formats[form]()


def _analyses(theory: Theory) -> dict[str, object]:
    from logicmodel.analyses import analyse, plain_values

    return {"analyses": plain_values(analyse(theory))}


def _rests_on(theory: Theory) -> str:
    from logicmodel.analyses import analyse
    from logicmodel.analyses.telling import told
    from logicmodel.listing import rests_in_words

    return rests_in_words(told(theory, analyse(theory)))


def _about(checked: Checked, config: Config) -> dict[str, object]:
    """Give what json says beside the findings."""
    from logicmodel.checking import exit_code
    from logicmodel.listing import waived_record

    return {
        "profile": str(config.profile),
        "counts": {str(severity): sum(each.severity is severity for each in checked.findings) for severity in Severity},
        "waived": [waived_record(each.finding, each.waiver) for each in checked.waived],
        "not_checked": [{"code": each.code, "needs": each.needs} for each in checked.not_checked],
        "exit_code": exit_code(checked.findings, config.fail_on),
    }


def _unchecked(theory: Theory, checked: Checked) -> str:
    """Say which rules had nothing to go by."""
    from logicmodel.checking import in_short

    if not theory.elements:
        return "Not checked yet: boxes and arrows, because the plan has no boxes."
    codes = ", ".join(each.code for each in in_short(checked.not_checked))
    return f"Not checked, for want of what they need: {codes} (see: logicmodel explain CODE)." if codes else ""


def _say(following: str, checked: Checked, unchecked: str, copy: Path | None, *, to_error: bool) -> None:
    """End with how much was found, what was not checked, the copy that was written, and the next step."""
    from logicmodel.listing import summary

    written = f" Marked copy: {copy}." if copy is not None else ""
    counted = summary(list(checked.findings), len(checked.waived))
    for line in (unchecked, f"{counted}{written} Next: {following}"):
        if line and to_error:
            remark(line)
        elif line:
            click.echo(line)


def next_step(file: Path, typed: Typed, findings: Sequence[Finding], audience: str | None = None) -> str:
    """Give the command that a person would type next: one for the same audience."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        return f"correct {first.place} ({first.code}), save, and run {check_again(file, typed, audience)} again."
    if audience and str(file) != "-":
        return f"logicmodel pack {quoted(file)} -o Pack --audience {audience}"
    name = "drawing.svg" if str(file) == "-" else f"{file.stem}.svg"
    return f"logicmodel draw {quoted(file)} -o {quoted(name)}{f' --audience {audience}' if audience else ''}"
