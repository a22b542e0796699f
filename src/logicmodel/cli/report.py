"""`logicmodel report`: the plan read back in plain sentences."""

from pathlib import Path

import click

from logicmodel.cli.options import FILE, Typed, checking_options, config_of, file_argument, format_of, read, remark
from logicmodel.cli.output import check_free, write
from logicmodel.cli.reading import Told, reading_options


@click.command("report")
@file_argument
@reading_options(language=False)
@click.option("-o", "--output", type=FILE, required=True, help="Where to write: .html or .md.")
@click.option("--view", default="logic-model", show_default=True, metavar="NAME", help="The drawing in it.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="A folder of your own templates; they win over those of the same name.",
)
@checking_options
@click.option("--quiet", is_flag=True, help="Say nothing unless it cannot be done.")
def command(
    file: Path,
    told: Told,
    output: Path,
    view: str,
    templates: Path | None,
    typed: Typed,
    quiet: bool,
) -> None:
    """Write one page: the plan in sentences, its drawing, its tables, what is weak, and where every cell went."""
    from logicmodel.combining import report
    from logicmodel.theory import Theory

    wanted = format_of(output, ("html", "md"))
    check_free(output, never=told.never(file))
    config = config_of(file, typed)
    made = report(Theory(read(file, told), config.words), wanted, config=config, view=view, template_folder=templates)
    write(output, made.text, never=told.never(file))
    remark(f"{output}: written.", quiet=quiet)
    for each in made.remarks:
        remark(each)
