"""The option `--mark-up` of `check`: a copy of the author's workbook with the findings in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from logicmodel.cli.options import remark
from logicmodel.cli.output import check_free, quoted, write
from logicmodel.cli.reading import Told
from logicmodel.errors import NoPlanFound, UnknownName

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.theory import Theory


def check_copy(copy: Path, file: Path, told: Told, *, force: bool) -> None:
    """Say at once, before the plan is read, if a copy cannot be written.

    Raises UnknownName for a name that no workbook has and for a file without a name, and CannotWrite for a copy that is
    there or would replace what is read.
    """
    if str(file) == "-":
        raise UnknownName("What is piped in has no workbook to be copied: save it, and give the name of the file.")
    if copy.suffix.casefold() not in (".xlsx", ".xlsm"):
        raise UnknownName(
            f"{copy}: a marked copy ends in .xlsx. Type: --mark-up {quoted(copy.with_name(f'{copy.stem}.xlsx'))}"
        )
    check_free(copy, force=force, never=told.never(file))


def write_copy(
    copy: Path, file: Path, told: Told, theory: "Theory", checked: "Checked", *, force: bool
) -> tuple[str, ...]:
    """Write the copy, and give the sentences on what it could not keep."""
    from logicmodel.combining.marking import mark_up

    marked = mark_up(file, theory, checked=checked, with_macros=copy.suffix.casefold() == ".xlsm")
    write(copy, marked.data, force=force, never=told.never(file))
    return marked.remarks


def say_in_copy(copy: Path, file: Path, told: Told, refused: NoPlanFound, *, force: bool) -> None:
    """Write a copy that says sheet by sheet why no plan was found in it, so that it can be put right there."""
    from logicmodel.combining.marking import mark_refused

    marked = mark_refused(file, refused, with_macros=copy.suffix.casefold() == ".xlsm")
    write(copy, marked.data, force=force, never=told.never(file))
    for each in (f"Marked copy, which says of each sheet why: {copy}.", *marked.remarks):
        remark(each)
