"""The mapping file: one decision a line, in TOML, so that any line can be pasted on its own."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from logicmodel.errors import DoesNotFit, FileNotReadable, UnknownName
from logicmodel.reading.deciding.decisions import ABOUT, Decision, Decisions, checked, did_you_mean

LARGEST = 1_000_000
"""Bytes of a mapping file."""

EXAMPLE = '"needs.xlsx"."Data".columns."Respondsable" = "Measures: Who collects"'
"""A line as it has to be."""

HIGHEST_ROW = 1_048_576

STRAIGHT = str.maketrans("“”„‟«»‘’", '""""""\'\'')
"""Quotation marks that text programs put in place of those that were typed."""


def read_mapping(path: Path | str) -> Decisions:
    """Read a mapping file.

    Raises FileNotReadable if there is none or it cannot be read as text, DoesNotFit for a line that is no decision or
    says again what another line says, and UnknownName for a name that there is not; each with the line.
    """
    path = Path(path)
    return Decisions(entries=decisions_in(text_of(path), path.name))


def text_of(path: Path) -> str:
    """Give the text of a mapping file. Raises FileNotReadable if it cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise FileNotReadable(f"There is no mapping file “{path}”. Leave --map out, or give the name it has.") from None
    except OSError as trouble:
        raise FileNotReadable(f"{path}: this mapping file cannot be read ({trouble.strerror}).") from None
    if len(content) > LARGEST:
        raise FileNotReadable(f"{path}: this is too long for a mapping file, which has one decision a line.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FileNotReadable(f"{path}: this is no text in UTF-8. Save it as plain text, UTF-8.") from None


def decisions_in(text: str, name: str) -> tuple[Decision, ...]:
    """Give the decisions of a text, line by line. `name` is what the file is called in sentences."""
    found: list[Decision] = []
    lines: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(text.removeprefix("\N{BYTE ORDER MARK}").split("\n"), 1):
        source = f"{name}, line {number}"
        for each in _decisions_of(line.rstrip("\r"), source):
            thing = each.thing
            if thing in lines:
                raise DoesNotFit(f"{source}: this was decided in {lines[thing]} already. Take one of the two out.")
            lines[thing] = source.removeprefix(f"{name}, ")
            found.append(checked(each))
    return tuple(found)


def extended(text: str, decisions: Iterable[Decision]) -> str:
    """Give the text of a mapping file with more decisions at its end; what stands in it stays as it is."""
    ending = "\r\n" if "\r\n" in text else "\n"
    joint = "" if not text or text.endswith("\n") else ending
    return text + joint + "".join(f"{each.line}{ending}" for each in decisions)


def _decisions_of(line: str, source: str) -> Iterator[Decision]:
    found = _read(line) or _read(line.translate(STRAIGHT))
    if found is None:
        raise DoesNotFit(
            f"{source}: this line cannot be read. A line looks like {EXAMPLE}, with straight quotation marks."
        )
    for file, sheets in found.items():
        for sheet, decided in _named(sheets, source):
            for about, answer in _named(decided, source):
                if about not in ABOUT:
                    hint = did_you_mean(about, ABOUT)
                    raise UnknownName(
                        f"{source}: nothing can be decided about “{about}”.{hint} Put names of files, sheets and "
                        "headings in quotation marks."
                    )
                yield from _about(Decision(file=file, sheet=sheet, about=about, answer="", source=source), answer)


def _read(line: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None


def _about(decision: Decision, answer: object) -> Iterator[Decision]:
    """Give the decisions that stand under one thing: for columns and values one for each heading or word."""
    if decision.about == "columns":
        for heading, its in _named(answer, decision.source):
            yield _with(decision, its, heading=heading)
    elif decision.about == "values":
        for heading, by_word in _named(answer, decision.source):
            for word, its in _named(by_word, decision.source):
                yield _with(decision, its, heading=heading, word=word)
    else:
        yield _with(decision, answer)


def _with(decision: Decision, answer: object, *, heading: str = "", word: str = "") -> Decision:
    said: str | tuple[int, int]
    if decision.about == "heading-row":
        said = _rows(answer, decision.source)
    elif isinstance(answer, str):
        said = answer
    elif decision.about == "values" and isinstance(answer, int | float):
        said = str(answer)
    else:
        raise DoesNotFit(f"{decision.source}: what stands after = has to be in quotation marks, as in {EXAMPLE}.")
    return Decision(
        file=decision.file,
        sheet=decision.sheet,
        about=decision.about,
        heading=heading,
        word=word,
        answer=said,
        source=decision.source,
    )


def _rows(answer: object, source: str) -> tuple[int, int]:
    its = answer if isinstance(answer, list) else [answer]
    rows = [row for row in its if isinstance(row, int) and not isinstance(row, bool) and 0 < row <= HIGHEST_ROW]
    if len(rows) != len(its) or len(rows) not in (1, 2) or rows[-1] - rows[0] not in (0, 1, 2):
        raise DoesNotFit(
            f"{source}: a heading row is a number such as 4, or the first and the last of up to three: [3, 4]."
        )
    return rows[0], rows[-1]


def _named(found: object, source: str) -> Iterator[tuple[str, object]]:
    if not isinstance(found, dict) or not found:
        raise DoesNotFit(f"{source}: this line is no decision. A line looks like {EXAMPLE}.")
    yield from found.items()
