"""`logicmodel check`: what is weak in a plan, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from logicmodel.cli.marking import check_copy, write_copy
from logicmodel.cli.options import FILE, Typed, checking_options, file_argument, read, remark, settings_of, wants_colour
from logicmodel.cli.output import quoted
from logicmodel.cli.reading import Told, reading_options
from logicmodel.model import Finding, Severity

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.theory import Theory


@click.command("check")
@file_argument
@reading_options()
@checking_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "concise", "json"]),
    default="text",
    show_default=True,
    help="text: with advice; concise: a line each; json: for other programs.",
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
@click.option("--show-settings", is_flag=True, help="Say which settings hold and where each came from; check nothing.")
@click.option("--quiet", is_flag=True, help="Only the findings, without the summary.")
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    told: Told,
    typed: Typed,
    format_: str,
    fail_on: str | None,
    mark_up: Path | None,
    force: bool,
    color: str,
    show_settings: bool,
    quiet: bool,
) -> None:
    """List what is weak in a plan: where, what is wrong, and what to type.

    Ends with 0 if nothing is at or above --fail-on, 1 if something is, and 2 if the file cannot be checked.
    """
    from logicmodel.checking import examine, exit_code
    from logicmodel.listing import to_concise, to_json, to_text
    from logicmodel.settings import in_words
    from logicmodel.theory import Theory

    settings = settings_of(file, typed, fail_on=fail_on)
    config = settings.config
    if show_settings:
        click.echo(in_words(settings), nl=False)
        return
    if mark_up is not None:
        check_copy(mark_up, file, told, force=force)
    theory = Theory(read(file, told), config.words)
    checked = examine(theory, config)
    copied = write_copy(mark_up, file, told, theory, checked, force=force) if mark_up is not None else ()
    findings = list(checked.findings)
    code = exit_code(findings, config.fail_on)
    if format_ == "json":
        click.echo(to_json(findings, _about(checked, config.profile, code)), nl=False)
    else:
        form = {"text": to_text, "concise": to_concise}[format_]
        click.echo(form(findings, colour=wants_colour(color)), nl=False, color=True)
        if not quiet:
            _say(file, checked, _unchecked(theory, checked), mark_up, to_error=format_ != "text")
    for each in copied:
        remark(each)
    context.exit(code)


def _about(checked: Checked, profile: str, code: int) -> dict[str, object]:
    """Give what json says beside the findings."""
    from logicmodel.listing import waived_record

    return {
        "profile": str(profile),
        "counts": {str(severity): sum(each.severity is severity for each in checked.findings) for severity in Severity},
        "waived": [waived_record(each.finding, each.waiver) for each in checked.waived],
        "not_checked": [{"code": each.code, "needs": each.needs} for each in checked.not_checked],
        "exit_code": code,
    }


def _unchecked(theory: Theory, checked: Checked) -> str:
    """Say which rules had nothing to go by."""
    if not theory.elements:
        return "Not checked yet: boxes and arrows, because the plan has no boxes."
    codes = ", ".join(each.code for each in checked.not_checked)
    return f"Not checked, for want of what they need: {codes} (see: logicmodel explain CODE)." if codes else ""


def _say(file: Path, checked: Checked, unchecked: str, copy: Path | None, *, to_error: bool) -> None:
    """End with how much was found, what was not checked, the copy that was written, and the next step."""
    from logicmodel.listing import summary

    findings = list(checked.findings)
    written = f" Marked copy: {copy}." if copy is not None else ""
    counted = summary(findings, len(checked.waived))
    for line in (unchecked, f"{counted}{written} Next: {next_step(file, findings)}"):
        if line and to_error:
            remark(line)
        elif line:
            click.echo(line)


def next_step(file: Path, findings: list[Finding]) -> str:
    """Give the command that a person would type next."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        return f"correct {first.place} ({first.code}), save, and run logicmodel check {quoted(file)} again."
    name = "drawing.svg" if str(file) == "-" else f"{file.stem}.svg"
    return f"logicmodel draw {quoted(file)} -o {quoted(name)}"
