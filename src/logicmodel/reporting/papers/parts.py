"""Putting the sections of a paper together, and saying them in the language that was asked for."""

from collections.abc import Sequence

from msgspec.structs import replace

from logicmodel.reporting.paper import Asked, Block, Paper, Paragraph, Section
from logicmodel.reporting.papers.frame import framed
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.phrases import phrases
from logicmodel.saying import ours
from logicmodel.theory import Theory


def paper(
    theory: Theory,
    asked: Asked,
    *,
    name: str,
    title: str,
    sections: Sequence[Section],
    landscape: bool = False,
) -> Paper:
    """Make a paper of sections that are written in English. Those that hold nothing are left out.

    In another language a paper begins with a note where some pieces of it stay in English.
    """
    translator = Translator(asked.language)
    made = translator.sections(section for section in sections if section.blocks)
    if translator.left:
        note = Paragraph(text=phrases(asked.language).line("partly_english"), role="note")
        made = (replace(made[0], blocks=(note, *made[0].blocks)), *made[1:])
    return framed(theory, asked, name=name, title=translator.line(ours(title)), sections=made, landscape=landscape)


def section(title: str, *blocks: Block | Sequence[Block], level: int = 1, new_page: bool = False) -> Section:
    """Make a section of blocks; of rows of blocks all that they hold."""
    flat = tuple(each for block in blocks for each in (block if isinstance(block, tuple | list) else (block,)))
    return Section(title=ours(title), blocks=flat, level=level, new_page=new_page)
