"""`logicmodel build`: a plan workbook from any tables."""

from collections.abc import Sequence
from pathlib import Path

import click

from logicmodel.cli.options import FILE, remark
from logicmodel.cli.output import check_free, is_there, quoted, write_all
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

    files = _named(files)
    _check_ending(output, ".xlsx", "the workbook", "-o")
    if account is not None:
        _check_ending(account, ".csv", "the account", "--account")
    remembered = Remembered(told, output, quiet=quiet)
    outputs = [each for each in (output, account) if each is not None]

    def check_outputs() -> None:
        for each in outputs:
            check_free(each, force=force, never=(*files, remembered.path))

    check_outputs()
    if told.map is not None:
        check_free(told.map, never=(*files, *outputs))
    built = remembered.build(files, rank=rank, group=group, weight=weight)
    check_outputs()  # somebody may have answered questions for a while
    contents = [*remembered.kept(), (output, built.data)]
    if account is not None:
        contents.append((account, account_as_csv(built.plan).encode("utf-8")))
    write_all(contents, never=tuple(files))
    remembered.tell()
    if not quiet:
        click.echo(account_in_words(built.read), nl=False)
        for sentence in (*built.joined, *built.suggestions):
            click.echo(sentence)
    for each in built.remarks:
        remark(each)
    if rank is not None and not built.suggestions:
        remark("There was nothing to draft, so --rank changed nothing: boxes are there already, or no needs.")
    remark(f"{output}: written. Next: logicmodel check {quoted(output)}", quiet=quiet)


def _check_ending(path: Path, ending: str, what: str, option: str) -> None:
    """Say at once which ending the name of an output has to have."""
    if path.suffix.casefold() != ending:
        name = path.with_suffix(ending) if path.name.strip(".") else Path(f"plan{ending}")
        raise UnknownName(f"{path}: {what} ends in {ending}. Type: {option} {quoted(name)}")


def _named(files: Sequence[Path]) -> tuple[Path, ...]:
    """Give the files that are meant: for *.xlsx, where no shell has seen to it, those that are there.

    The marks that office programs put beside open files are left out where these files are named too.
    """
    from logicmodel.reading.files.guard import marks_as_open

    named: list[Path] = []
    for each in files:
        is_pattern = not is_there(each) and set("*?[") & set(str(each)) and "**" not in str(each)
        found = Path(each.anchor).glob(str(each.relative_to(each.anchor))) if is_pattern else ()
        named += sorted(found) or [each]
    return tuple(each for each in named if (real := marks_as_open(each)) is None or real not in named)
