"""Rows of a long table that stand beneath one another: by numbers 1, 1.1, 1.1.1, by indents, or by grouped rows.

The numbers stand before the words, in a column of their own, or behind the stages: “Output 1.1”.

A box that stands beneath another leads to it, unless the stages say the opposite. Each arrow is proposed, and marked to
confirm. In a list of problems and causes what stands beneath a problem is a cause of it.
"""

from collections.abc import Iterator, Mapping, Sequence

from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.levels import LEADING_NUMBER, label_of
from logicmodel.reading.nesting import Arrow, Boxes, proposed
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import unaccented

_NUMBER = pattern_of(r"\d{1,4}(?:\.\d{1,4})*\.?")

_OF_CAUSES = pattern_of(r"caus|ursache|tree|arbre|arbol|arvore|baum|سبب|اسباب|شجر")
"""What the heading or the name of a list of problems says, in which causes stand beneath."""

OF_ARROWS = frozenset(("leads_to", "comes_from"))


def proposed_arrows(table: Table, drafts: Sequence[Draft], account: Account) -> list[Draft]:
    """Propose the arrows between the boxes of a table that draws none itself."""
    boxes = [draft for draft in drafts if draft.key == "elements"]
    fields = {each.field for each in table.headings}
    if table.key != "elements" or OF_ARROWS & fields:
        return []
    if "id" not in fields and (levels := _numbered_levels(table, boxes, account)):
        levels.give_refs()
        return proposed(levels.arrows(), "full")
    above = _by_number(boxes) or _by_depth(boxes, _depths(table, boxes))
    return proposed(_arrows(above), "full")


def _numbered_levels(table: Table, boxes: Sequence[Draft], account: Account) -> Boxes | None:
    """Give the boxes with the numbers behind their stages, if two or more have one: “Outcome 1”, “Output 1.1”."""
    column = next((each.column for each in table.headings if each.field == "stage"), 0)
    levels = Boxes(table.sheet, account, "full")
    for box in boxes:
        cell = table.sheet.cells.get((box.place.row or 0, column))
        label = label_of(cell.text) if cell else None
        levels.hold(box, label.number if label and not label.rest else "")
    return levels if sum(box.number != "" for box in levels.all) > 1 else None


def with_causes_beneath(table: Table, drafts: Sequence[Draft]) -> None:
    """Make causes of the rows of a list of needs that stand beneath others, if the list says that it holds causes."""
    heading = next((each for each in table.headings if each.field == "text"), None)
    others = {each.field for each in table.headings} & {"causes", "consequences", "kind"}
    if table.key != "needs" or others or heading is None:
        return
    if not _OF_CAUSES.search(unaccented(f"{heading.title} {table.sheet.name}")):
        return
    needs = [draft for draft in drafts if draft.key == "needs"]
    numbered = _by_number(needs) if any("id" in draft.values for draft in needs) else []
    for under, over in numbered or _by_depth(needs, _depths(table, needs)):
        under.values["kind"] = "cause"
        before = f"{over.refs['causes'].text}\n" if "causes" in over.refs else ""
        typed = Typed(f"{before}{under.values.get('text', '')}", under.place, "Cause")
        over.points("causes", typed)


def _by_number(boxes: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """Pair 1.1.2 with 1.1, where each number stands once."""
    numbers = [_number_of(box) for box in boxes]
    if len(set(numbers) - {""}) < sum(number != "" for number in numbers):
        return []
    numbered = dict(zip(numbers, boxes, strict=True))
    return [
        (box, numbered[number.rpartition(".")[0]])
        for box, number in zip(boxes, numbers, strict=True)
        if number.rpartition(".")[0] in numbered and "." in number
    ]


def _number_of(box: Draft) -> str:
    """Give the number of a box: its Ref if that is nothing but a number, else what its words begin with."""
    ref = str(box.values.get("id", "")).strip()
    if ref:
        return ref.rstrip(".") if _NUMBER.fullmatch(ref) else ""
    own = LEADING_NUMBER.match(str(box.values.get("text", "")))
    return own[1] if own else ""


def _depths(table: Table, boxes: Sequence[Draft]) -> Mapping[int, int]:
    """Give by row how far its words are moved in, by their look, by spaces before them, or by a grouped row."""
    column = next((each.column for each in table.headings if each.field == "text"), 0)
    rows = [box.place.row or 0 for box in boxes]
    cells = {row: table.sheet.cells.get((row, column)) for row in rows}
    spaces = {row: len(cell.text) - len(cell.text.lstrip(" \u00a0\t")) if cell else 0 for row, cell in cells.items()}
    indents = {row: table.sheet.indents.get((row, column), 0) for row in rows}
    grouped = {row: table.sheet.grouped.get(row, 0) for row in rows}
    return next((its for its in (indents, spaces, grouped) if len(set(its.values())) > 1), {})


def _by_depth(boxes: Sequence[Draft], depths: Mapping[int, int]) -> list[tuple[Draft, Draft]]:
    """Pair each box with the last one before it that is less far in."""
    found: list[tuple[Draft, Draft]] = []
    over: list[tuple[int, Draft]] = []
    for box in boxes if depths else ():
        depth = depths.get(box.place.row or 0, 0)
        while over and over[-1][0] >= depth:
            over.pop()
        if over:
            found.append((box, over[-1][1]))
        over.append((depth, box))
    return found


def _arrows(pairs: Sequence[tuple[Draft, Draft]]) -> Iterator[Arrow]:
    for under, over in pairs:
        turned = _step(under) > _step(over) > 0
        yield Arrow(over, under, under.place) if turned else Arrow(under, over, under.place)


def _step(box: Draft) -> int:
    """Give the place of a stage from input to impact, 0 if it is not known."""
    stage = box.values.get("stage")
    return int(stage[0].step) + 1 if stage else 0
