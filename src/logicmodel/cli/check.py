"""`logicmodel check`: what is weak in a plan, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from logicmodel.cli.options import checking_options, config_of, fail_on_of, file_argument, read, remark, wants_colour
from logicmodel.cli.output import quoted
from logicmodel.model import Finding, Severity

if TYPE_CHECKING:
    from logicmodel.checking import NotChecked
    from logicmodel.theory import Theory


@click.command("check")
@file_argument
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
    default="error",
    show_default=True,
    help="From which findings on the exit code is 1.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour on a terminal.")
@click.option("--quiet", is_flag=True, help="Only the findings, without the summary.")
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    today: str | None,
    format_: str,
    fail_on: str,
    color: str,
    quiet: bool,
) -> None:
    """List what is weak in a plan: where, what is wrong, and what to type.

    Ends with 0 if nothing is at or above --fail-on, 1 if something is, and 2 if the file cannot be checked.
    """
    from logicmodel.checking import check, exit_code, not_checked
    from logicmodel.listing import to_concise, to_json, to_text
    from logicmodel.theory import Theory

    config = config_of(profile, select, ignore, today)
    theory = Theory(read(file))
    findings = check(theory, config)
    code = exit_code(findings, fail_on_of(fail_on))
    silent = not_checked(theory, config)
    if format_ == "json":
        counts = {str(severity): sum(each.severity is severity for each in findings) for severity in Severity}
        about = {
            "profile": str(config.profile),
            "counts": counts,
            "not_checked": [{"code": each.code, "needs": each.needs} for each in silent],
            "exit_code": code,
        }
        click.echo(to_json(findings, about), nl=False)
    else:
        form = {"text": to_text, "concise": to_concise}[format_]
        click.echo(form(findings, colour=wants_colour(color)), nl=False, color=True)
        if not quiet:
            _say(file, findings, _unchecked(theory, silent), to_error=format_ != "text")
    context.exit(code)


def _unchecked(theory: Theory, silent: list[NotChecked]) -> str:
    """Say which rules had nothing to go by."""
    if not theory.elements:
        return "Not checked yet: boxes and arrows, because the plan has no boxes."
    codes = ", ".join(each.code for each in silent)
    return f"Not checked, for want of what they need: {codes} (see: logicmodel explain CODE)." if silent else ""


def _say(file: Path, findings: list[Finding], unchecked: str, *, to_error: bool) -> None:
    """End with how much was found, what was not checked, and the next step."""
    from logicmodel.listing import summary

    for line in (unchecked, f"{summary(findings)} Next: {next_step(file, findings)}"):
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
