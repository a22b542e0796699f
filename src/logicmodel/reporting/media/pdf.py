"""A paper as PDF: tagged, its texts selectable, every letter with a font; and how many pages it takes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from msgspec import Struct, json
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reporting.columns import printed_rows, shares_of, width_of
from logicmodel.reporting.heights import size_in_tables, size_of_letters
from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.phrases import Phrases, phrases
from logicmodel.reporting.shapes import (
    SIZES,
    Sizes,
    alone_in,
    apart,
    begins_alone,
    head_of,
    is_sideways,
    leading_on,
    margin_of,
    page_for,
    room_for,
    side_and_side,
    starts_right_to_left,
)
from logicmodel.saying import Line, ours, plain_text

if TYPE_CHECKING:
    from logicmodel.typesetting import Typeset

PAPERS = {"a4": "a4", "letter": "us-letter", "a3": "a3"}
"""Name of each size of paper → its name for typst."""

SMALL_REFS = 0.88
"""Size of Refs beside letters, where no funder asks for a size."""


WIDE, HIGH, INSET = 0.6, 1.27, 9.0
"""Width of a letter and height of a line as parts of its size, on average and a little more; points beside the text of a cell."""

UNBROKEN = pattern_of("[!-,.0-~\u00a1-\u052f]+")
"""Letters and signs that stay together, in scripts that part words with spaces; after - and / a line breaks by itself."""

LEAST = 4
"""Letters of the shortest piece of a word that is too long, but for the last."""


class Part(Struct, frozen=True, kw_only=True):
    """A section and how many pages it takes, to a tenth or so."""

    title: str
    pages: float


class Pages(Struct, frozen=True, kw_only=True):
    """How many pages a paper takes, how many are allowed, and what takes most of them, the largest part first."""

    used: int
    allowed: int | None
    parts: tuple[Part, ...]

    @property
    def is_over(self) -> bool:
        """Say whether there are more pages than allowed."""
        return self.allowed is not None and self.used > self.allowed

    @property
    def said(self) -> str:
        """Say how many pages there are, and which parts are the largest."""
        largest = ", ".join(f"{part.title} ({part.pages:g})" for part in self.parts[:3])
        return f"{self.used} of {self.allowed} pages, which is too many. The largest parts, in pages: {largest}."


def paper_to_pdf(paper: Paper, pictures: Mapping[str, bytes]) -> bytes:
    """Print a paper as PDF/UA-1. `pictures` holds drawings as sheets (`drawing.FOR_DOCUMENTS`) by the name of their view.

    Raises CannotSetType if no font has one of the letters, or typst cannot run on this computer.
    """
    return _typeset(_told(paper, pictures)).data


def signs_without_font(paper: Paper) -> tuple[str, ...]:
    """Say which signs of a paper no font has, so that their names are printed."""
    from logicmodel.typesetting.signs import said_of_signs

    return said_of_signs(json.encode(paper).decode("utf-8"))


def pages_of(paper: Paper, pictures: Mapping[str, bytes]) -> Pages:
    """Count the pages of a paper as the PDF is laid out. Raises what `paper_to_pdf` raises."""
    marks = [cast("dict[str, float]", each) for each in _typeset(_told(paper, pictures), MARKS).values]
    taken: dict[int, float] = {}
    chapter = 0
    for mark, after in pairwise(marks):
        number = int(mark["part"])
        chapter = number if number < 0 or paper.sections[number].level == 1 else chapter
        taken[chapter] = taken.get(chapter, 0.0) + after["at"] - mark["at"]
    parts = [
        Part(title=plain_text(paper.sections[number].title), pages=round(pages, 1))
        for number, pages in taken.items()
        if number >= 0
    ]
    used = int(marks[-1]["pages"])
    return Pages(used=used, allowed=paper.allowed, parts=tuple(sorted(parts, key=lambda part: -part.pages)))


def with_pages(paper: Paper, pictures: Mapping[str, bytes]) -> tuple[Paper, Pages | None]:
    """State in the facts of a paper how many pages it takes of those allowed, where a number is allowed."""
    if paper.allowed is None:
        return paper, None
    say = phrases(paper.language)
    pages = pages_of(_stating(paper, paper.allowed, say), pictures)
    return _stating(paper, pages.used, say), pages


def _stating(paper: Paper, used: int, say: Phrases) -> Paper:
    points = f"{paper.font_points:g}" if paper.font_points else ""
    said = say.text("pages_at" if points else "pages_of", pages=used, allowed=paper.allowed, points=points)
    return replace(paper, facts=(*paper.facts, (say.text("pages"), ours(said))))


MARKS = "parts"
"""Label of the marks in the typst source: where each part of a paper begins and the last ends, and of how many pages."""


def _typeset(told: Mapping[str, object], label: str | None = None) -> "Typeset":
    """Print a paper, or where a label is named only read what stands under it."""
    from logicmodel.typesetting import SHEET, typeset
    from logicmodel.typesetting.letters import is_covered

    source = files("logicmodel.reporting").joinpath("paper.typ").read_text(encoding="utf-8")
    otherwise = "write .docx or .html instead"
    form = None if label else "pdf"
    checked = form == "pdf" or not is_covered(json.encode(told).decode("utf-8"))
    return typeset(f"{SHEET}{source}", told, form, otherwise=otherwise, checked=checked, label=label)


def _told(paper: Paper, pictures: Mapping[str, bytes]) -> dict[str, object]:
    """Give everything that the typst source reads."""
    say = phrases(paper.language)
    sheets = {view: cast("dict[str, object]", json.decode(data)) for view, data in pictures.items()}
    writer = _Writer(paper, sheets)
    return {
        "title": plain_text(paper.title),
        "heading": writer.line(paper.title),
        "subtitle": plain_text(paper.subtitle),
        "about": writer.line(paper.subtitle),
        "language": paper.language,
        "words_in": paper.words_in,
        "direction": paper.direction,
        "paper": PAPERS[paper.paper],
        "landscape": paper.landscape,
        "tight": paper.close,
        "margin": paper.margin,
        "size": size_of_letters(paper),
        "small": writer.small,
        "refs": 1 if paper.font_points else SMALL_REFS,
        "footer": writer.line(paper.footer),
        "page": say.text("page"),
        "colon": say.text("colon"),
        "no_drawing": say.text("no_drawing"),
        "drawing_in_words": say.text("drawing_in_words"),
        "facts": writer.pairs(paper.facts),
        "sections": [writer.section(number, each) for number, each in enumerate(paper.sections)],
        "begins_alone": begins_alone(paper, writer.sizes),
        "do_not_assume_heading": say.text("do_not_assume"),
        "do_not_assume": [writer.line(ours(each)) for each in paper.do_not_assume],
    }


class _Writer:
    """Writes the parts of one paper as the typst source reads them."""

    def __init__(self, paper: Paper, sheets: Mapping[str, dict[str, object]]) -> None:
        self.paper = paper
        self.sheets = sheets
        self.small = size_in_tables(paper)
        self.sizes: Sizes = {
            view: (cast("float", sheet["width"]), cast("float", sheet["height"])) for view, sheet in sheets.items()
        }

    def section(self, number: int, section: Section) -> dict[str, object]:
        alone = alone_in(section, self.paper, self.sizes)
        leading = leading_on(section, self.paper)
        return {
            "number": number,
            "title": self.line(section.title),
            "level": section.level,
            "new_page": section.new_page,
            "sideways": is_sideways(section, self.paper, self.sizes) and not alone,
            "blocks": [
                {**self.block(block, section), "alone": place in alone, "leads": place < leading}
                for place, block in enumerate(section.blocks)
            ],
        }

    def block(self, block: Block, section: Section) -> dict[str, object]:
        told: dict[str, object] = {"kind": block.kind}
        if isinstance(block, Paragraph):
            return {**told, "role": block.role, "line": self.line(block.text)}
        if isinstance(block, Bullets):
            return {**told, "numbered": block.numbered, "items": [self.line(item) for item in block.items]}
        if isinstance(block, Facts):
            return {**told, "rows": self.pairs(block.rows)}
        if isinstance(block, Picture):
            outline = [(depth, self.line(line)) for depth, line in block.outline]
            return {**told, **self.drawn(block, section), "summary": self.line(ours(block.summary)), "outline": outline}
        width, _ = room_for(section, self.paper, self.sizes)
        shares = shares_of(block, width / self.small)
        rooms = [(width * share / sum(shares) - INSET) / self.small for share in shares]
        return {
            **told,
            "caption": self.line(ours(block.table.caption)),
            "headings": [
                self.line(ours(each), room, bold=True) for each, room in zip(block.table.headings, rooms, strict=True)
            ],
            "shares": shares,
            "rows": list(self.rows(block, rooms, section)),
        }

    def rows(self, block: Grid, rooms: Sequence[float], section: Section) -> Iterator[dict[str, object]]:
        """Give the rows of a table; one that is not too high is whole, and goes to the next page rather than break."""
        for row in printed_rows(block, [max(1, int(room / WIDE)) for room in rooms], self.lines_down(section)):
            cells = [
                [self.line(line, rooms[column], bold=column == 0) for line in cell]
                for column, cell in enumerate(row.cells)
            ]
            yield {"whole": row.whole, "heads": row.heads, "across": row.across, "cells": cells}

    def drawn(self, block: Picture, section: Section) -> dict[str, object]:
        if block.view not in self.sheets:
            return {"sheet": None}
        (width, height), (wide, high) = self.sizes[block.view], room_for(section, self.paper, self.sizes)
        return {
            "sheet": self.sheets[block.view],
            "factor": min(1.0, wide / width, high / height),
            "page": page_for((width, height), self.paper.paper, head_of(self.paper) if self.begins(block) else 0.0),
        }

    def begins(self, block: Picture) -> bool:
        """Say whether a drawing has a page of its own on which the paper begins."""
        if not begins_alone(self.paper, self.sizes):
            return False
        first = self.paper.sections[0]
        return block is first.blocks[alone_in(first, self.paper, self.sizes)[0]]

    def lines_down(self, section: Section) -> int:
        """Say how many lines of a table surely fit beneath each other on a page."""
        _, height = side_and_side(section, self.paper, self.sizes)
        return int((height - 2 * margin_of(self.paper)) / (HIGH * self.small))

    def line(self, line: Line, room: float | None = None, *, bold: bool = False) -> dict[str, object]:
        """Give a line; each of its words has so much room, in em, or else that between the margins of an upright page."""
        right_to_left = starts_right_to_left(line, self.paper.direction == "rtl")
        if room is None:
            room = (SIZES[self.paper.paper][0] - 2 * margin_of(self.paper)) / size_of_letters(self.paper)
        pieces = [(words.kind, _breaking(text, room, bold=bold)) for words, text in apart(line, right_to_left)]
        return {"rtl": right_to_left, "pieces": pieces}

    def pairs(self, rows: Iterable[tuple[str, Line]]) -> list[tuple[str, dict[str, object]]]:
        return [(label, self.line(answer)) for label, answer in rows]


def _breaking(text: str, room: float, *, bold: bool) -> str:
    """Let each word break that is wider than its room, in em, which would else run over what stands beside it.

    Where it is all letters, a hyphen shows that it goes on.
    """

    def parted(found: re.Match[str]) -> str:
        word = found[0]
        wide = width_of(word, bold=bold)
        if wide <= room:
            return word
        sign = "\N{SOFT HYPHEN}" if word.isalpha() else "\N{ZERO WIDTH SPACE}"
        most = max(LEAST, int(len(word) * room / wide) - 1)
        return sign.join(word[start : start + most] for start in range(0, len(word), most))

    return UNBROKEN.sub(parted, text)
