"""`logicmodel new`: a workbook to fill in."""

from pathlib import Path
from typing import Literal, get_args

import click

from logicmodel.cli.options import FILE, remark
from logicmodel.cli.output import check_free, quoted, write
from logicmodel.errors import UnknownName

Style = Literal["standard", "full", "quick", "table"]


@click.command("new")
@click.argument("name", type=FILE, default="plan.xlsx")
@click.option("--full", is_flag=True, help="With all optional sheets and columns.")
@click.option("--quick", is_flag=True, help="One sheet, one row for each thing.")
@click.option("--style", type=click.Choice(get_args(Style)), help="table: one column for each stage.")
@click.option("--example", metavar="NAME", help="A filled example to look at and change.")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of the headings.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def command(
    name: Path, full: bool, quick: bool, style: Style | None, example: str | None, lang: str, force: bool
) -> None:
    """Write a workbook to fill in, with help on every cell and lists to choose from."""
    asked: dict[Style, bool] = {"full": full, "quick": quick, style or "standard": style is not None}
    chosen = [each for each, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise click.UsageError(f"Choose one of {' and '.join(chosen)}.")
    name = name if name.suffix else name.with_suffix(".xlsx")
    if name.suffix.casefold() != ".xlsx":
        raise UnknownName(
            f"{name}: a new workbook ends in .xlsx. Type: logicmodel new {quoted(name.with_suffix('.xlsx'))}"
        )
    check_free(name, force=force)
    write(name, _content(chosen[0] if chosen else "standard", example, lang), force=force)
    remark(_what_to_do(name, example))


def _content(style: Style, example: str | None, language: str) -> bytes:
    if example:
        from logicmodel.examples import example_workbook

        return example_workbook(example)
    from logicmodel.workbook import blank_workbook

    return blank_workbook(style, language)


def _what_to_do(name: Path, example: str | None) -> str:
    if example:
        return f"{name.resolve()}\nA filled example. Look at it, change it, and run: logicmodel {quoted(name)}"
    return f"{name.resolve()}\nOpen it, fill the amber cells, save, and run: logicmodel {quoted(name)}"
