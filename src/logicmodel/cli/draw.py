"""`logicmodel draw`: the plan as a picture."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from logicmodel.cli.options import (
    FILE,
    Typed,
    checking_options,
    config_of,
    file_argument,
    format_of,
    quiet_option,
    read,
    remark,
)
from logicmodel.cli.output import check_free, write_all
from logicmodel.cli.reading import Told, reading_options
from logicmodel.cli.sharing import Sharing, config_for, protected_theory, sharing_options, with_view
from logicmodel.config import Config
from logicmodel.errors import CannotDraw

if TYPE_CHECKING:
    from logicmodel.drawing import Drawing
    from logicmodel.interactive import Interactive


@click.command("draw")
@file_argument
@reading_options()
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="Where to write: .svg, .png, .pdf, .pptx, .dot, .mmd, or .html for a page to click through.",
)
@click.option(
    "--view",
    default="logic-model",
    show_default=True,
    metavar="NAME",
    help="logic-model, theory, chain, logframe, golden-thread, timeline, power-map, tactics, problem-tree or objective-tree.",
)
@click.option(
    "--paper",
    metavar="SIZE",
    help="a4, a3, a1, letter, ledger, or 16:9 for a screen. Default: the smallest of a4 and a3 that fits.",
)
@click.option(
    "--focus",
    metavar="REFS",
    help="One strand: +OC3 with its causes, OC3+ with its effects, +OC3+ both, OC3 with its neighbours.",
)
@click.option(
    "--lanes",
    metavar="BY",
    help="A logic model in rows: group (For whom), lead (Who leads), level or strand.",
)
@click.option(
    "--split/--no-split",
    default=None,
    help="An index and a page or slide for each strand, or one whatever its size. Default: a .pdf that fits no A3 is split.",
)
@click.option("--grey", is_flag=True, help="In greys, as a printer without colour gives it; says if stages look alike.")
@click.option("--findings", is_flag=True, help="Mark what a check finds on boxes and arrows, and list it beneath.")
@sharing_options
@checking_options
@quiet_option
def command(
    file: Path,
    told: Told,
    output: Path,
    view: str,
    paper: str | None,
    focus: str | None,
    lanes: str | None,
    split: bool | None,
    grey: bool,
    findings: bool,
    typed: Typed,
    sharing: Sharing,
    quiet: bool,
) -> None:
    """Draw a plan.

    Views of boxes and arrows: logic-model (titled columns from left to right), theory (the goal on top, read upward),
    chain (one line of steps to one goal), problem-tree and objective-tree. Tables and charts, which break over pages in
    .pdf: logframe, golden-thread (from need to measure), timeline (with a line at --today, if it is given), power-map
    (people by interest and influence), tactics (how each audience is reached). A funder's --profile gives the drawing
    its paper, size of letters and words; with --select and the like it says what --findings marks.
    """
    from logicmodel.checking import examine
    from logicmodel.drawing import FORMATS, Drawing, draw
    from logicmodel.interactive import interactive_page, page_of_tables
    from logicmodel.listing import summary
    from logicmodel.theory import Theory

    of_a_day = view == "timeline" and typed == Typed(today=typed.today)
    sharing = with_view(sharing, view)
    config = config_for(_config(file, typed, findings=findings or of_a_day), file, typed, sharing)
    wanted = format_of(output, (*FORMATS, "html"))
    check_free(output, never=told.never(file))
    theory = protected_theory(Theory(read(file, told), config.words), config, sharing)
    checked = examine(theory, config) if findings else None
    if wanted == "html" and split:
        raise CannotDraw("A .html is not split into pages; draw to .pdf, .pptx, .svg or .png, or leave --split out.")
    make = interactive_page if wanted == "html" else partial(draw, format=wanted, split=split)
    drawn: Drawing | Interactive = make(
        theory,
        view=view,
        paper=paper,
        checked=checked,
        focus=focus,
        lanes=lanes,
        grey=grey,
        funder=config.funder,
        today=config.today if typed.today else None,
    )
    files = (drawn.data, *drawn.more) if isinstance(drawn, Drawing) else (drawn.data,)
    paths = _paths(output, len(files))
    contents = list(zip(paths, files, strict=True))
    table = output.with_name(f"{output.stem}-table.html") if wanted in ALONE else None
    if isinstance(drawn, Drawing) and table and _may_be_replaced(table):
        contents.append((table, page_of_tables(theory, drawn, checked=checked, focus=focus)))
    write_all(contents, never=told.never(file))
    named = output if len(paths) == 1 else f"{paths[0]} to {paths[-1].name}"
    remark(f"{named}: {_how_much(drawn, wanted)}.", quiet=quiet)
    if checked:
        remark(f"Marked: {summary(checked.findings, len(checked.waived))}", quiet=quiet)
    if table and len(contents) > len(paths):
        remark(f"{table}: the same in words and as a table, for those who cannot see the drawing.", quiet=quiet)
    elif table:
        remark(
            f"{table} is there already and was not made by this program: it stays as it is. To get the drawing as a "
            "table, draw to another name."
        )
    for each in drawn.remarks:
        remark(each)


ALONE = ("svg", "pdf", "png")
"""Formats beside which the same is written as a page of tables; the others hold them, or are text."""

OURS = b'class="still'
"""What the first line of every page of tables holds that this program has made."""


def _may_be_replaced(table: Path) -> bool:
    """Say whether a page of tables can go there: nobody named that file, so only one that was made before is replaced."""
    return not table.exists() or (table.is_file() and OURS in table.read_bytes()[:FIRST])


FIRST = 300
"""Bytes in which the first lines of a page lie."""


def _paths(output: Path, count: int) -> list[Path]:
    """Name the files: the one asked for, or, where each page is a file, that name with the number of the page."""
    if count == 1:
        return [output]
    digits = len(str(count))
    return [output.with_name(f"{output.stem}-{number:0{digits}}{output.suffix}") for number in range(1, count + 1)]


def _config(file: Path, typed: Typed, *, findings: bool) -> Config:
    """Give what to check by and draw for. Without findings only the profile of a funder says something."""
    if findings:
        return config_of(file, typed)
    if typed == Typed():
        return Config()
    config = config_of(file, typed) if typed == Typed(profile=typed.profile) else Config()
    if config.funder is None:
        raise click.UsageError(
            "--select, --ignore, --today, --config and a --profile that is not a funder's go with --findings. Add "
            "--findings."
        )
    return config


def _how_much(drawn: "Drawing | Interactive", form: str) -> str:
    """Say how much is drawn: boxes and arrows, and on how many pages; of a table or chart the pages or slides."""
    unit = "slide" if form == "pptx" else "page"
    if drawn.arrows:
        on_pages = f" on {drawn.pages} {unit}s" if drawn.pages > 1 else ""
        return f"{drawn.boxes} boxes and {drawn.arrows} arrows{on_pages}"
    if drawn.boxes:
        return "1 box" if drawn.boxes == 1 else f"{drawn.boxes} boxes"
    return f"1 {unit}" if drawn.pages == 1 else f"{drawn.pages} {unit}s"
