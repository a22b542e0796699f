"""`logicmodel build`: a plan workbook from any tables."""

from pathlib import Path

import click

from logicmodel.cli.options import FILE, remark
from logicmodel.cli.output import check_free, quoted, write
from logicmodel.cli.reading import Told, reading_options
from logicmodel.cli.remembering import Remembered
from logicmodel.errors import UnknownName


@click.command("build")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write, .xlsx.")
@click.option(
    "--rank",
    metavar="NAME",
    help="For tables of needs alone: what says which come first: bpr, opr, naccho, gut, weighted, borda or votes. "
    "Default: Priority, else what the table has numbers for.",
)
@reading_options(
    map_help="A mapping file: what was decided about headings, sheets, dates and words. Answers are added to it."
)
@click.option("--group", metavar="COLUMN", help="Count the answers of a survey by this column too.")
@click.option("--weight", metavar="COLUMN", help="Weigh the answers of a survey by this column.")
@click.option("--account", type=FILE, metavar="FILE.csv", help="Also say, cell by cell, what became of it.")
@click.option("--force", is_flag=True, help="Replace files of these names.")
@click.option("--quiet", is_flag=True, help="Without the summary of what was read.")
def command(
    files: tuple[Path, ...],
    output: Path,
    told: Told,
    rank: str | None,
    group: str | None,
    weight: str | None,
    account: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Turn any readable tables into a filled plan workbook.

    From needs alone a plan is drafted. What the program only proposes is marked. The summary says what was read, what
    was not, and why. A heading that is only like a known one is asked about, and the answer kept in a mapping file.
    """
    from logicmodel.listing import account_as_csv, account_in_words

    if output.suffix.casefold() != ".xlsx":
        raise UnknownName(f"{output}: the workbook ends in .xlsx. Type: -o {quoted(output.with_suffix('.xlsx'))}")
    remembered = Remembered(told, output, quiet=quiet)
    never = (*files, remembered.path)
    check_free(output, force=force, never=never)
    if account is not None:
        check_free(account, force=force, never=never)
    if told.map is not None:
        check_free(told.map, never=(*files, output, *([account] if account else [])))
    built = remembered.build(files, rank=rank, group=group, weight=weight)
    remembered.keep()
    write(output, built.data, force=force, never=never)
    if account is not None:
        write(account, account_as_csv(built.plan), force=force, never=never)
    if not quiet:
        click.echo(account_in_words(built.read), nl=False)
        for sentence in (*built.joined, *built.suggestions):
            click.echo(sentence)
    for each in built.remarks:
        remark(each)
    if rank is not None and not built.suggestions:
        remark("There was nothing to draft, so --rank changed nothing: boxes are there already, or no needs.")
    remark(f"{output}: written. Next: logicmodel check {quoted(output)}", quiet=quiet)
