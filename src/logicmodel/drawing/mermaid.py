"""A view as a flowchart in Mermaid, which GitHub and many wikis draw where it stands in a page.

Boxes are called n1, n2 … and every letter of a text that Mermaid could act on is written as its number, so no text of
a plan is ever read as anything but text.
"""

from collections.abc import Iterator, Mapping, Sequence

from logicmodel.drawing.palette import FILLS, INK, LINES, PAPER
from logicmodel.drawing.shown.picture import Arrow, Box, View

LONGEST = 300
"""Letters of a text that a box carries; the table beside a drawing has all of them."""

MOST_ARROWS = 500
MOST_LETTERS = 50_000
"""What Mermaid draws at most, as GitHub has it set."""

_PLAIN = frozenset(" ,'()/%?!:")
"""Signs of ASCII that Mermaid takes for themselves within quotation marks."""

_SHAPES = {"need": ('["', '"]'), "activity": ('("', '")'), "output": ('[["', '"]]'), "impact": ('(["', '"])')}
"""Stage → what stands round the text of its boxes; all others are rectangles."""

_ENDS = {"harm": "--x", "feedback": "-.->", "to_confirm": "-.->"}
"""Line of an arrow → how Mermaid writes it; all others are whole lines with a head."""

_MEANINGS = {"harm": "harm", "feedback": "feeds_back", "to_confirm": "to_confirm"}
"""Line of an arrow → key of the words for it."""


def to_mermaid(view: View) -> str:
    """Write a view as a Mermaid flowchart: a group for each column, its title and description for who cannot see it.

    Needs are joined to the boxes that answer them by lines without a head. Marks of assumptions and levels of evidence
    are left out: a flowchart has no place for what they mean.
    """
    names = {box.ref: f"n{number}" for number, box in enumerate(view.boxes, 1) if view.upwards or box.stage != "need"}
    needs = {} if view.upwards else {box.ref: f"n{n}" for n, box in enumerate(view.boxes, 1) if box.stage == "need"}
    direction = "BT" if view.upwards else "RL" if view.right_to_left else "LR"
    return "\n".join(
        (
            "---",
            f'title: "{_in_yaml(_clipped(view.title))}"',
            "---",
            f"flowchart {direction}",
            f"  accTitle: {_in_words(_clipped(view.title))}",
            *_description(view),
            *_groups(view),
            *_arrows(view, names, needs),
            *_looks(view),
            "",
        )
    )


def left_out(view: View) -> tuple[str, ...]:
    """Say what a flowchart of a view leaves out, and whether it is more than Mermaid draws."""
    said = []
    if view.notes or any(arrow.label.strip("?") for arrow in view.arrows):
        said.append(
            "A flowchart in Mermaid shows boxes and arrows alone; for reasons, assumptions and evidence, draw to .svg "
            "or .pdf."
        )
    if len(view.arrows) > MOST_ARROWS or len(to_mermaid(view)) > MOST_LETTERS:
        said.append(
            f"GitHub draws flowcharts of up to {MOST_ARROWS} arrows and {MOST_LETTERS:,} letters; this one is longer, so "
            "it may not be shown there. Draw a part of the plan with --focus, or draw to .svg."
        )
    return tuple(said)


def _description(view: View) -> Iterator[str]:
    """Give the summary and, a line for each box, what it leads to, for who cannot see the drawing."""
    yield "  accDescr {"
    yield f"    {_in_words(view.summary)}"
    effects: dict[str, list[Arrow]] = {}
    for arrow in view.arrows:
        effects.setdefault(arrow.cause, []).append(arrow)
    for box in view.boxes:
        told = ", ".join(f"{arrow.effect}{_told(arrow, view.words)}" for arrow in effects.get(box.ref, ()))
        line = f"{box.ref} {_clipped(box.full)}" + (f" → {told}" if told else "")
        yield f"    {_in_words(line)}"
    yield "  }"


def _told(arrow: Arrow, words: Mapping[str, str]) -> str:
    return f" ({words[_MEANINGS[arrow.line]]})" if arrow.line in _MEANINGS else ""


def _groups(view: View) -> Iterator[str]:
    """Give the boxes, those of each column in a group."""
    by_column: dict[str, list[str]] = {}
    for number, box in enumerate(view.boxes, 1):
        before, after = _SHAPES.get(box.stage, ('["', '"]'))
        aside = f" ({box.aside})" if box.aside else ""
        text = _escaped(f"{box.ref} {_clipped(box.text)}{aside}".strip())
        by_column.setdefault(box.column, []).append(f"n{number}{before}{text}{after}")
    titles = {column.key: column.title for column in view.columns}
    for number, (key, boxes) in enumerate(sorted(by_column.items(), key=lambda each: _place(each[0], titles)), 1):
        if key in titles:
            yield f'  subgraph g{number}["{_escaped(titles[key])}"]'
            yield "    direction TB"
            yield from (f"    {box}" for box in boxes)
            yield "  end"
        else:
            yield from (f"  {box}" for box in boxes)


def _place(key: str, titles: Mapping[str, str]) -> int:
    return list(titles).index(key) if key in titles else len(titles)


def _arrows(view: View, names: Mapping[str, str], needs: Mapping[str, str]) -> Iterator[str]:
    for arrow in view.arrows:
        label = _label(arrow, view.words)
        words = f'|"{_escaped(label)}"|' if label else ""
        yield f"  {names[arrow.cause]} {_ENDS.get(arrow.line, '-->')}{words} {names[arrow.effect]}"
    for box in view.boxes:
        yield from (f"  {needs[tag]} -.- {names[box.ref]}" for tag in box.tags if tag in needs)


def _label(arrow: Arrow, words: Mapping[str, str]) -> str:
    return "?" if arrow.line == "to_confirm" else words[_MEANINGS[arrow.line]] if arrow.line in _MEANINGS else ""


def _looks(view: View) -> Iterator[str]:
    """Give the colours of the boxes by their stage, and those of the arrows that are not plain."""
    for stage, fill in FILLS.items():
        its = [f"n{number}" for number, box in enumerate(view.boxes, 1) if box.stage == stage]
        if its:
            yield f"  classDef {stage}_box fill:{fill.colour},stroke:{INK},stroke-width:{fill.border:g}px,color:{INK}"
            yield f"  class {','.join(its)} {stage}_box"
    dashed = [f"n{number}" for number, box in enumerate(view.boxes, 1) if _is_dashed(box)]
    if dashed:
        yield "  classDef dashed_box stroke-dasharray:5 3"
        yield f"  class {','.join(dashed)} dashed_box"
    groups = len({box.column for box in view.boxes} & {column.key for column in view.columns})
    yield from (
        f"  style g{number} fill:{PAPER},stroke:{LINES['to_confirm'].colour}" for number in range(1, groups + 1)
    )
    for line in _MEANINGS:
        its = [str(number) for number, arrow in enumerate(view.arrows) if arrow.line == line]
        if its:
            yield f"  linkStyle {','.join(its)} stroke:{LINES[line].colour}"


def _is_dashed(box: Box) -> bool:
    return box.external or box.proposed


# -- texts ------------------------------------------------------------------------------------------------------------


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    """Write every sign that Mermaid or its Markdown could act on as its number.

    >>> _escaped('60 "carers" <b> # 1;')
    '60 #34;carers#34; #60;b#62; #35; 1#59;'
    """
    return "".join(letter if _is_harmless(letter) else f"#{ord(letter)};" for letter in text)


def _is_harmless(letter: str) -> bool:
    return not letter.isascii() or letter.isalnum() or letter in _PLAIN


def _in_yaml(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


_ACTING: Sequence[tuple[str, str]] = (("#", "no. "), (";", ","), ("{", "("), ("}", ")"), ("<", "‹"), (">", "›"))


def _in_words(text: str) -> str:
    """Make a text fit for a title or description, which Mermaid does not decode."""
    for sign, instead in _ACTING:
        text = text.replace(sign, instead)
    return " ".join(text.split())
