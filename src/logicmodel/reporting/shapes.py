"""How a paper is laid out on pages, whatever the medium: which way texts run, how wide columns are, what lies sideways."""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from logicmodel.patterns import pattern_of
from logicmodel.reporting.paper import Grid, Paper, Paragraph, Picture, Section
from logicmodel.saying import Cell, Line, Words, first_direction, plain_text

SIZES = {"a4": (595.0, 842.0), "letter": (612.0, 792.0), "a3": (842.0, 1191.0)}
"""Name of each size of paper → width and height in points, upright."""

MARGIN = 51.0
"""Points of margin at each side of a page (18 mm)."""

BESIDE = 215.0
"""Points of a page's height that margins, a heading and what a drawing is about take."""

SMALLEST = 0.6
"""How much a drawing may shrink (its letters have 8 points or more) before it gets a page of its own size."""

SHEETS = {
    "a4": ((842.0, 595.0), (595.0, 842.0), (1191.0, 842.0), (842.0, 1191.0)),
    "a3": ((1191.0, 842.0), (842.0, 1191.0)),
    "letter": ((792.0, 612.0), (612.0, 792.0), (1224.0, 792.0), (792.0, 1224.0)),
}
"""Name of the paper of a report → width and height of the pages that a drawing alone may have, the smallest first."""

SHEET_MARGIN, SHEET_HEAD = 28.0, 70.0
"""Points of margin around a drawing alone, and those that a heading and what it is about take above it."""

LITTLE, LEAST = 0.8, 0.7
"""How much a drawing alone shrinks on a page that is chosen at once, and on any: its letters are 8 or 9 points large."""

SIDEWAYS_FROM = 6
"""A table with as many columns lies sideways on an upright paper."""

Sizes = Mapping[str, tuple[float, float]]
"""Name of a view → width and height of its drawing in points."""


def is_sideways(section: Section, paper: Paper, sizes: Sizes) -> bool:
    """Say whether a section lies sideways on an upright paper: for a table of many columns, or a wide drawing."""
    if paper.landscape:
        return False
    return any(
        (isinstance(block, Grid) and len(block.table.headings) >= SIDEWAYS_FROM)
        or (isinstance(block, Picture) and block.view in sizes and _iswide(*sizes[block.view], paper))
        for block in section.blocks
    )


def _iswide(width: float, height: float, paper: Paper) -> bool:
    return width > height and width > SIZES[paper.paper][0] - 2 * margin_of(paper)


def margin_of(paper: Paper) -> float:
    """Give the points that are left free at each side of a page, at least; a drawing has to fit between."""
    return max(MARGIN, (paper.margin or 0) * 72 / 25.4)


def side_and_side(section: Section, paper: Paper, sizes: Sizes) -> tuple[float, float]:
    """Give the width and height in points of the pages of a section, as they lie."""
    width, height = SIZES[paper.paper]
    return (height, width) if paper.landscape or is_sideways(section, paper, sizes) else (width, height)


def room_for(section: Section, paper: Paper, sizes: Sizes) -> tuple[float, float]:
    """Give the width and height in points that a drawing may take in a section."""
    width, height = side_and_side(section, paper, sizes)
    margin = margin_of(paper)
    return width - 2 * margin, height - BESIDE - 2 * (margin - MARGIN)


def alone_in(section: Section, paper: Paper, sizes: Sizes) -> tuple[int, ...]:
    """Give the places of the blocks with drawings that are too large for a page with text.

    Their letters would be smaller than they can be read; each gets a page of its own.
    """
    wide, high = room_for(section, paper, sizes)
    return tuple(
        place
        for place, block in enumerate(section.blocks)
        if isinstance(block, Picture)
        and block.view in sizes
        and min(wide / sizes[block.view][0], high / sizes[block.view][1]) < SMALLEST
    )


def sheet_for(size: tuple[float, float], paper: str, above: float = 0.0) -> tuple[float, float] | None:
    """Give width and height of the page for a drawing alone, by the paper of its report, or None if it fits none.

    A drawing of A4 fits A4, with a heading above it, and one of A3 fits A3:

    >>> sheet_for((842.0, 560.0), "a4"), sheet_for((1191.0, 842.0), "a4"), sheet_for((960.0, 1300.0), "a4")
    ((842.0, 595.0), (1191.0, 842.0), (842.0, 1191.0))
    >>> sheet_for((5000.0, 900.0), "a4")
    """
    pages = [(shrunk(page, size, above), page) for page in SHEETS[paper]]
    best, page = next((each for each in pages if each[0] >= LITTLE), max(pages))
    return page if best >= (SMALLEST if above else LEAST) else None


def page_for(size: tuple[float, float], paper: str, above: float = 0.0) -> tuple[float, float]:
    """Give the page for a drawing alone: one that can be printed, else one as large as the drawing asks.

    `above` says how many points stand above it beside its heading.
    """
    return sheet_for(size, paper, above) or (size[0] + 2 * MARGIN, size[1] + BESIDE)


def begins_alone(paper: Paper, sizes: Sizes) -> bool:
    """Say whether a paper begins with a drawing that is too large for a page with text, and whose page has room for more.

    What stands at the head of the paper goes onto that page; it would else be next to nothing on a page before it.
    """
    first = paper.sections[0] if paper.sections else None
    alone = alone_in(first, paper, sizes) if first else ()
    block = first.blocks[alone[0]] if first and alone else None
    return isinstance(block, Picture) and sheet_for(sizes[block.view], paper.paper, head_of(paper)) is not None


def head_of(paper: Paper) -> float:
    """Give the points that the title of a paper and its facts take, about."""
    across = SHEETS[paper.paper][0][1] / 6
    lines = (math.ceil((len(label) + wide(line)) / across) for label, line in paper.facts)
    return 25.0 * (1 + math.ceil(wide(paper.title) / across * 2)) + 17.0 * sum(lines)


def shrunk(page: tuple[float, float], size: tuple[float, float], above: float = 0.0) -> float:
    """Say by how much a drawing shrinks on a page of its own, with so many points above its heading."""
    wide, high = page[0] - 2 * SHEET_MARGIN, page[1] - 2 * SHEET_MARGIN - SHEET_HEAD - above
    return min(1.0, wide / size[0], high / size[1])


def lines_of(row: Sequence[Cell], rooms: Sequence[int]) -> int:
    """Count the lines of a row of a table, about; `rooms` says how many letters stand beside each other in each column."""
    return max((_lines(cell, room) for cell, room in zip(row, rooms, strict=False)), default=0)


def parted(row: Sequence[Cell], rooms: Sequence[int], most: int) -> list[tuple[Cell, ...]]:
    """Part a row with more lines than a page holds, each part with the first line of what names the row.

    A cell of one line stays as it is.

    >>> from logicmodel.saying import ours, plain_text
    >>> row = ((ours("N1"),), tuple(ours(f"A{each}") for each in range(5)))
    >>> [[[plain_text(line) for line in cell] for cell in part] for part in parted(row, (9, 9), 2)]
    [[['N1'], ['A0', 'A1']], [['N1'], ['A2', 'A3']], [['N1'], ['A4']]]
    """
    if lines_of(row, rooms) <= most:
        return [tuple(row)]
    first, *others = (_pieces(cell, room, most) for cell, room in zip(row, rooms, strict=False))
    parts = max(map(len, (first, *others)))
    names = [*first, *([row[0][:1]] * (parts - len(first)))]
    return list(zip(names, *([*each, *([()] * (parts - len(each)))] for each in others), strict=True))


def _pieces(cell: Cell, room: int, most: int) -> list[Cell]:
    """Part a cell between its lines, so that each piece has at most so many printed lines, where one line has no more."""
    pieces: list[list[Line]] = [[]]
    for line in cell:
        if pieces[-1] and _lines((*pieces[-1], line), room) > most:
            pieces.append([])
        pieces[-1].append(line)
    return [tuple(piece) for piece in pieces]


def _lines(cell: Cell, room: int) -> int:
    return sum(math.ceil(wide(line) / max(room, 1)) for line in cell)


def wide(line: Line) -> int:
    """Give the width of a line in letters; those of Chinese and Japanese take the room of two."""
    text = plain_text(line)
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def leading_on(section: Section, paper: Paper) -> int:
    """Count the paragraphs with which a section begins that stay on the page of the table after them.

    The last section stays with the box that ends the paper.
    """
    leading = list(takewhile(lambda block: isinstance(block, Paragraph), section.blocks))
    after = section.blocks[len(leading) : len(leading) + 1]
    follows = isinstance(after[0], Grid) if after else section is paper.sections[-1] and bool(paper.do_not_assume)
    return len(leading) if follows else 0


def starts_right_to_left(line: Line, otherwise: bool) -> bool:
    """Say whether the first letter with a direction runs right to left; `otherwise` where there is none.

    Figures alone run from left to right, so that a minus stays before them and a per cent sign behind them. A sentence of ours that begins with words of the authors runs as our own words do, and what a Ref stands before as
    the words after it; so does a label of ours on a page from right to left.

    >>> from logicmodel.saying import ours, own, ref
    >>> starts_right_to_left(ours("2025 الشباب"), False), starts_right_to_left(ours("–"), True)
    (True, True)
    >>> starts_right_to_left(ours("-12 %"), True), starts_right_to_left(ours("١٢ ٪"), True)
    (False, True)
    >>> from logicmodel.saying import gap
    >>> starts_right_to_left((*own("الشباب"), *ours(" leads to no goal.")), True)
    False
    >>> starts_right_to_left((*own("الشباب"), *ours(" may do harm."), *gap(" Nothing is planned yet.")), True)
    False
    >>> starts_right_to_left((*ref("OC1"), *own("الشباب")), False), starts_right_to_left((*ours("Goal"), *ours(": "), *own("الشباب")), True)
    (True, True)
    """
    text = "".join(words.text for words in line if words.kind != "ref")
    if line and line[-1].kind in _SAID_BY_US and text.rstrip().endswith("."):
        text = _QUOTED.sub("", "".join(words.text for words in line if words.kind in _SAID_BY_US)) + text
    elif otherwise and (label := _label(line)):
        text = "".join(words.text for words in line[label:] if words.kind != "ref") + text
    direction = first_direction(text)
    if direction:
        return direction != "L"
    figures = {*map(unicodedata.bidirectional, text)} & {"EN", "AN"}  # European and Arabic ones, as Unicode calls them
    return otherwise and figures != {"EN"}


def _label(line: Line) -> int:
    """Count the pieces of the label with which a line begins: words of ours, the last of them a colon."""
    ends = [place for place, words in enumerate(line) if words.text.strip() == ":"]
    return ends[0] + 1 if ends and all(words.kind == "ours" for words in line[: ends[0]]) else 0


def has_right_to_left(line: Line) -> bool:
    """Say whether a letter of a line runs right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for words in line for letter in words.text)


def apart(line: Line, right_to_left: bool) -> Iterator[tuple[Words, str]]:
    """Give the pieces of a line, those that run another way than the line set apart with signs of Unicode.

    Numbers and full stops at their ends then stay on their own side of it. Neighbours that both run the other way, with a
    space between them or none, are set apart together, so that they stay in their order. A Ref is no part of the Latin
    words or of the number beside it.

    >>> from logicmodel.saying import ours, own, ref
    >>> isolates = str.maketrans({0x2068: "<", 0x2069: ">"})
    >>> def shown(line, right_to_left):
    ...     return "".join(text for _, text in apart(line, right_to_left)).translate(isolates)
    >>> shown(own("24 شابا"), True), shown(own("24 شابا"), False)
    ('24 شابا', '<24 شابا>')
    >>> shown((*own("الشباب"), *ours(" · "), *ours("Version of"), *ours(" "), *ours("2 May 2026")), True)
    'الشباب · <Version of 2 May 2026>'
    >>> shown((*ours("Goal"), *ours(": "), *own("الشباب")), True)
    '<Goal>: الشباب'
    >>> shown((*ours("Outcome"), *ours(" 1"), *ours(": "), *own("الشباب")), True)
    '<Outcome 1>: الشباب'
    >>> shown((*own("الشباب"), *ours(" (5 of 9) and "), *own("الأسر")), True)
    'الشباب <(5 of 9) and> الأسر'
    >>> shown((*ref("OP1"), *ours(" "), *own("11 شبكة")), True) == " OP1" + chr(0x200F) + " 11 شبكة"
    True
    >>> shown((*own("الشباب"), Words("AC1 → OP1", "ref"), *ours(", "), Words("[Plan, cell C19]", "ref")), True)
    'الشباب<AC1 → OP1>, <[Plan, cell C19]>'
    """
    runs = [_runs(words, right_to_left) for words in line]
    places = [place for place, way in enumerate(runs) if way is False]
    inside = [False] * len(line)
    for place in places:
        inside[place] = True
    for first, after in pairwise(places):
        if all(words.text.isspace() for words in line[first + 1 : after]):
            inside[first:after] = [True] * (after - first)
    for place in range(1, len(line)):
        inside[place] |= inside[place - 1] and line[place].kind == "ours" and line[place].text.strip().isdigit()
    for place, words in enumerate(line):
        begins = inside[place] and not (place and inside[place - 1])
        ends = inside[place] and not (place + 1 < len(line) and inside[place + 1])
        text = words.text
        if words.kind == "ref" and right_to_left and not inside[place]:
            text = _ref_apart(line, place)
        # Spaces at the ends stay outside: they stand between the piece and its neighbours.
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        text = f"{text[:last]}\N{POP DIRECTIONAL ISOLATE}{text[last:]}" if ends else text
        yield words, f"{text[:first]}\N{FIRST STRONG ISOLATE}{text[first:]}" if begins else text


def _ref_apart(line: Line, place: int) -> str:
    """Give a Ref of a line from right to left, with signs that keep it from Latin letters or numbers beside it."""
    mark = "\N{RIGHT-TO-LEFT MARK}"
    before, after = plain_text(line[:place])[::-1], plain_text(line[place + 1 :])
    return mark * _runs_on(before) + line[place].text + mark * _runs_on(after)


def _runs_on(text: str) -> bool:
    """Say whether the first letter or digit of a text is a Latin one."""
    return next((letter.isascii() for letter in text if letter.isalnum()), False)


def _runs(words: Words, right_to_left: bool) -> bool | None:
    """Say whether a piece runs as its line does; None for a single Ref and for signs that run either way."""
    said: Line = (words,)
    if words.kind == "ref":
        if len(words.text.split()) == 1:
            return None
        said = (Words(words.text),)
    if starts_right_to_left(said, otherwise=True) != starts_right_to_left(said, otherwise=False):
        return None
    return starts_right_to_left(said, right_to_left) == right_to_left


_SAID_BY_US = ("ours", "gap")
_QUOTED = pattern_of("“[^”]*”")
