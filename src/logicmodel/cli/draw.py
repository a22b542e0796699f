"""`logicmodel draw`: the plan as a picture."""

from pathlib import Path

import click

from logicmodel.cli.options import FILE, file_argument, format_of, read, remark
from logicmodel.cli.output import check_free, write
from logicmodel.cli.reading import Told, reading_options


@click.command("draw")
@file_argument
@reading_options()
@click.option("-o", "--output", type=FILE, required=True, help="Where to write: .svg, .png, .pdf or .dot.")
@click.option(
    "--view",
    default="logic-model",
    show_default=True,
    metavar="NAME",
    help="logic-model, theory, problem-tree or objective-tree.",
)
@click.option("--paper", metavar="SIZE", help="a4, a3 or letter, landscape. Default: the smallest that fits.")
@click.option("--quiet", is_flag=True, help="Say nothing unless it cannot be done.")
def command(file: Path, told: Told, output: Path, view: str, paper: str | None, quiet: bool) -> None:
    """Draw a plan.

    logic-model: titled columns from left to right. theory: the goal on top, read upward.
    """
    from logicmodel.drawing import FORMATS, draw
    from logicmodel.theory import Theory

    wanted = format_of(output, tuple(FORMATS))
    check_free(output, never=told.never(file))
    drawn = draw(Theory(read(file, told)), wanted, view=view, paper=paper)
    write(output, drawn.data, never=told.never(file))
    remark(f"{output}: {drawn.boxes} boxes and {drawn.arrows} arrows.", quiet=quiet)
    for each in drawn.remarks:
        remark(each)
