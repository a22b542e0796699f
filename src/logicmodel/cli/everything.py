"""`logicmodel FILE`: check, draw and report in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from logicmodel.cli.check import next_step
from logicmodel.cli.options import Typed, checking_options, config_of, file_argument, read, remark
from logicmodel.cli.output import write
from logicmodel.cli.reading import Told, reading_options
from logicmodel.config import Config
from logicmodel.errors import CannotDraw, CannotWrite
from logicmodel.model import Finding, Severity

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.theory import Theory


VIEW_NAMES = {"logic-model": "in columns from left to right", "theory": "with the goal on top"}
"""What the views of the drawing are called in the list of files."""


@click.command("FILE")
@file_argument
@reading_options(language=False)
@checking_options
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    told: Told,
    typed: Typed,
) -> None:
    """Check, draw and report in one go, into a folder beside the file."""
    from logicmodel.checking import examine, exit_code
    from logicmodel.listing import summary, to_text
    from logicmodel.theory import Theory

    config = config_of(file, typed)
    theory = Theory(read(file, told), config.words)
    checked = examine(theory, config)
    findings = list(checked.findings)
    folder = _folder_beside(file)
    _put(
        folder / "findings.txt",
        to_text(findings) + summary(findings, len(checked.waived)) + "\n",
        "what is weak, cell by cell",
    )
    for view, name in (("logic-model", "drawing.svg"), ("logic-model", "drawing.pdf"), ("theory", "theory.svg")):
        _draw(theory, view, folder / name)
    _report(theory, checked, config, folder / "report.html")
    click.echo(f"{summary(findings, len(checked.waived))} Next: {_next(file, typed, findings, folder)}")
    context.exit(exit_code(findings, config.fail_on))


def _folder_beside(file: Path) -> Path:
    """Make the folder for what is made: beside the file, named for it; for standard input, here."""
    stem = "plan" if str(file) == "-" else file.stem
    folder = file.parent / f"{stem} logicmodel"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as trouble:
        raise CannotWrite(
            f"{folder}: this folder cannot be made ({trouble.strerror}). Copy {file.name} to another one."
        ) from trouble
    return folder


def _put(path: Path, data: bytes | str, what: str) -> None:
    write(path, data)
    click.echo(f"{path}: {what}")


def _draw(theory: Theory, view: str, path: Path) -> None:
    from logicmodel.drawing import draw

    try:
        drawn = draw(theory, path.suffix.removeprefix("."), view=view)
    except CannotDraw as trouble:
        remark(f"{path.name} was not made: {trouble}")
        return
    _put(path, drawn.data, f"the drawing, {VIEW_NAMES[view]}")
    for each in drawn.remarks:
        remark(f"   {each}")


def _report(theory: Theory, checked: Checked, config: Config, path: Path) -> None:
    from logicmodel.combining.reports import report

    made = report(theory, "html", checked=checked, config=config)
    _put(path, made.text, "the plan read back in sentences; open it in a browser")


def _next(file: Path, typed: Typed, findings: list[Finding], folder: Path) -> str:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return next_step(file, typed, findings)
    return f"open {folder / 'report.html'}"
