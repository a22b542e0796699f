"""Papers set close for a funder who counts pages: short forms of parts of a pack, and what is left out of them together.

Nothing is lost: what a short form leaves out of a report stands in full in a workbook, and the short form says so.
"""

from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from logicmodel.model import Audience
from logicmodel.reporting.paper import Asked, Block, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.papers.frame import framed
from logicmodel.reporting.papers.provision import without
from logicmodel.reporting.papers.trace import trace
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.phrases import phrases
from logicmodel.saying import Line, Table, Words, ours, own
from logicmodel.theory import Theory

MARGIN = 12.7
"""Millimetres of margin of a paper that is set close (“narrow” in Word), where a funder says nothing about margins."""

LONG_TABLES = "11_long_tables.xlsx"
"""Name of the workbook that holds in full what the documents of a short pack leave out."""

Shorter = Callable[[Paper, Theory, Asked], Paper]


def _less(chapters: Collection[str] = (), columns: Collection[str] = ()) -> Shorter:
    """Give a short form without some chapters, and without some columns of tables."""

    def shorter(paper: Paper, theory: Theory, asked: Asked) -> Paper:  # noqa: ARG001 - short forms are made alike
        return _without_columns(without(paper, chapters), columns)

    return shorter


def _told_once(paper: Paper, theory: Theory, asked: Asked) -> Paper:  # noqa: ARG001 - short forms are made alike
    """Tell each arrow once, upward, and let the drawing come last: it has a page of its own."""
    short = without(paper, ("What has to come about first", "Arrow by arrow"))
    drawn = [each for each in short.sections if _has_drawing(each)]
    told = [each for each in short.sections if each not in drawn]
    pictured = [replace(each, blocks=tuple(map(_picture_only, each.blocks))) for each in drawn]
    return replace(short, sections=(*told, *pictured))


def _traced(paper: Paper, theory: Theory, asked: Asked) -> Paper:  # noqa: ARG001 - as above
    return trace(theory, asked, in_full=False)


def _register(paper: Paper, theory: Theory, asked: Asked) -> Paper:
    """Give of each risk how grave it is and what is done, and of each assumption how it is checked, on upright pages."""
    short = _less(
        ("Parked",),
        ("About", "So that", "How likely (1–5)", "Effect if so (1–5)", "Effect if not (1–5)", "We act when", "By when"),
    )(paper, theory, asked)
    return replace(short, landscape=False)


SHORT_FORMS: Mapping[str, Shorter] = {
    "02": _less(("Arrows without evidence yet", "Sources, each once")),
    "03": _told_once,
    "06": _less(("What is due when", "What it takes")),
    "08": _register,
    "09": _traced,
}
"""Number of a part of a pack → what makes its short form."""


def shortened(number: str, paper: Paper, theory: Theory, asked: Asked) -> tuple[Paper, tuple[Section, ...]]:
    """Give the short form of a part of a pack, and the sections that stand in full in the workbook of long tables."""
    short = SHORT_FORMS[number](paper, theory, asked) if number in SHORT_FORMS else paper
    moved = tuple(each for each in paper.sections if each not in short.sections)
    if moved:
        said = Translator(asked.language).line(ours("In full in the workbook"))
        chapters = [each.title for each in moved if each.level == 1 and not _has_drawing(each)]
        note = Paragraph(text=(*said, Words(" "), *own(LONG_TABLES), Words(": "), *_one_line(chapters)), role="note")
        first, *rest = short.sections
        short = replace(short, sections=(replace(first, blocks=(note, *first.blocks)), *rest))
    return set_close(short), moved


def showing(paper: Paper, view: str, whole: str | None) -> Paper:
    """Let a paper show its drawing by a view; where a page holds no more than its index, `whole` names the file of all."""
    said = Translator(paper.language).line(ours("Each strand has a page in"))
    note = Paragraph(text=(*said, Words(" "), *own(whole or "")), role="note")
    notes = (note,) if whole else ()

    def shown(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Picture):
            return (block,)
        return (*notes, replace(block, view=view))

    sections = (
        replace(each, blocks=tuple(b for block in each.blocks for b in shown(block))) for each in paper.sections
    )
    return replace(paper, sections=tuple(sections))


def long_tables(theory: Theory, asked: Asked, sections: Collection[Section]) -> Paper:
    """Put what the documents of a short pack leave out into one paper."""
    title = Translator(asked.language).line(ours("Long tables, in full"))
    return framed(theory, asked, name="long-tables", title=title, sections=sections, landscape=True)


def set_close(paper: Paper) -> Paper:
    """Set a paper with little space, in narrow margins where no funder asks for others."""
    return replace(paper, close=True, margin=MARGIN if paper.margin is None else paper.margin)


def without_facts(paper: Paper, asked: Asked) -> Paper:
    """Leave out the facts at the head of a paper; for whom a copy is made stays where it must not leave the house."""
    label = phrases(paper.language).text("audience")
    kept = tuple(each for each in paper.facts if each[0] == label) if asked.audience == Audience.INTERNAL else ()
    return replace(paper, facts=kept)


def _has_drawing(section: Section) -> bool:
    return any(isinstance(block, Picture) for block in section.blocks)


def _picture_only(block: Block) -> Block:
    return replace(block, in_words=False) if isinstance(block, Picture) else block


def _one_line(lines: Collection[Line]) -> Line:
    made: list[Words] = []
    for line in lines:
        made += [*([Words(", ")] if made else []), *line]
    return tuple(made)


def _without_columns(paper: Paper, headings: Collection[str]) -> Paper:
    """Leave columns out of the tables of a paper, named by their headings as they are in English."""
    translator = Translator(paper.language)
    dropped = {translator.text(each) for each in headings}
    return replace(
        paper,
        sections=tuple(
            replace(section, blocks=tuple(_narrower(block, dropped) for block in section.blocks))
            for section in paper.sections
        ),
    )


def _narrower(block: Block, dropped: Collection[str]) -> Block:
    if not isinstance(block, Grid) or block.heads:
        return block
    table = block.table
    kept = [number for number, heading in enumerate(table.headings) if number == 0 or heading not in dropped]
    if len(kept) == len(table.headings):
        return block
    return replace(
        block,
        table=Table(
            caption=table.caption,
            headings=tuple(table.headings[number] for number in kept),
            rows=tuple(tuple(row[number] for number in kept) for row in table.rows),
        ),
        shares=tuple(block.shares[number] for number in kept) if block.shares else (),
    )
