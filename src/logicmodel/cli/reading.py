"""Options that say how files are read: which sheets, as what, in which language, and what was decided beforehand."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from logicmodel.cli.options import FILE, Command, in_one_value

if TYPE_CHECKING:
    from logicmodel.reading.deciding.decisions import Decisions

MAP_HELP = "A mapping file: what was decided about headings, sheets, dates and words."


class Told(Struct, frozen=True, kw_only=True):
    """How files are to be read, as it was typed: a mapping file, and what is decided by options."""

    map: Path | None = None
    sheets: tuple[str, ...] = ()
    shape: str | None = None
    heading_row: int | None = None
    language: str | None = None
    include_hidden: bool = False

    def never(self, *files: Path) -> tuple[Path, ...]:
        """Name what is read in a run and must not be written over."""
        return (*files, self.map) if self.map is not None else files

    def decisions(self, text: str | None = None) -> "Decisions":
        """Give what was decided; options win over the mapping file. `text` is what stands in that file, if it was read.

        Raises UnknownName, DoesNotFit and FileNotReadable for what is wrong in either.
        """
        from logicmodel.reading.deciding.decisions import Decision, Decisions, checked
        from logicmodel.reading.deciding.mapping import decisions_in, text_of

        if self.map is not None and text is None:
            text = text_of(self.map)
        read = decisions_in(text, self.map.name) if self.map is not None and text else ()
        typed: list[tuple[str, str, str | tuple[int, int] | None]] = [
            ("--shape", "shape", self.shape),
            ("--heading-row", "heading-row", (self.heading_row, self.heading_row) if self.heading_row else None),
            ("--lang", "language", self.language),
        ]
        options = [
            checked(Decision(about=about, answer=answer, source=option, typed=True))
            for option, about, answer in typed
            if answer is not None
        ]
        return Decisions(entries=(*read, *options), only=self.sheets, include_hidden=self.include_hidden)


def about_others(decisions: "Decisions", files: Iterable[Path]) -> str | None:
    """Say that a mapping file has lines about other files only: a decision that does nothing is easily missed."""
    from logicmodel.reading.deciding.decisions import ANY, is_about_file

    lines = [each for each in decisions.entries if not each.typed]
    names = [file.as_posix() for file in files]
    if not lines or any(each.file == ANY or is_about_file(each.file, name) for each in lines for name in names):
        return None
    theirs = ", ".join(f"“{name}”" for name in sorted({each.file for each in lines})[:3])
    return (
        f"{lines[0].source.rpartition(', line ')[0]}: none of its lines is about {', '.join(names)}; they are about "
        f'{theirs}. Type the name of this file in them, or "*" for any file.'
    )


def reading_options(*, language: bool = True, map_help: str = MAP_HELP) -> Callable[[Command], Command]:
    """Add the options that say how files are read; the command gets them as `told`."""
    spoken = click.option(
        "--lang", "language", metavar="CODE", help="The workbook’s language: en, fr, es, pt, de or ar."
    )
    return in_one_value(
        "told",
        Told,
        click.option("--map", type=FILE, metavar="FILE.toml", help=map_help),
        click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Read only this sheet; again for more."),
        click.option(
            "--shape",
            metavar="NAME",
            help="What the table is: auto, full, one-sheet, wide, matrix, needs, survey, indicators, links, or a sheet "
            "of the template.",
        ),
        click.option(
            "--heading-row", type=click.IntRange(1), metavar="N", help="The row of the headings. Default: it is found."
        ),
        *([spoken] if language else []),
        click.option("--include-hidden", is_flag=True, help="Read hidden sheets, too."),
    )
