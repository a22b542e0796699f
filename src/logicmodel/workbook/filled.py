"""A plan written back into the workbook: every row under the template's headings, in the template's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from msgspec import Struct

from logicmodel import sheets
from logicmodel.model import (
    Amount,
    Element,
    Indicator,
    Length,
    Link,
    Mark,
    Need,
    Place,
    Plan,
    Quantity,
    Score,
    Unread,
    When,
)
from logicmodel.patterns import pattern_of
from logicmodel.saving import fitting, one_line, to_bytes
from logicmodel.sheets import Column
from logicmodel.workbook import arrows, look, names, start, template
from logicmodel.workbook.columns import Cells, columns_of, own_cells, own_columns, step_heading
from logicmodel.workbook.origins import origins_in_notes

_SPARE_ROWS = 6

_BETWEEN = {"groups": "; ", "texts": "; ", "texts_or_refs": "; "}
"""What stands between the things of a cell, where it is no comma: sentences and names of groups hold commas."""

_SAID_BY_EMPTY = {
    ("sources", "sharing"): "summary",
    ("elements", "external"): False,
    ("elements", "join"): "any",
    ("indicators", "direction"): "up",
    ("links", "kind"): "leads_to",
}
"""What an empty cell means anyway, and so is not written."""

_LISTS = (*_BETWEEN, "refs", "marks", "names", "refs_or_arrows")
"""Kinds of columns that hold several things, so that one more is welcome."""

_NUMBER_KINDS = ("amount", "number", "rank", "scale", "share", "whole")
_THOUSANDS = pattern_of(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")  # that could be decimals elsewhere

RowKey: TypeAlias = tuple[str, str | None, int | str | None]


class Workbook(Struct, frozen=True, kw_only=True):
    """A workbook (.xlsx) as bytes, and what of the plan it could not hold, in sentences for its author."""

    data: bytes
    remarks: tuple[str, ...] = ()


def plan_workbook(plan: Plan, language: str = "en") -> Workbook:
    """Write a plan into the template, so that reading the workbook gives the same plan (but for places).

    The four standard sheets are always there, an optional sheet or optional column where the plan fills it. The same
    plan gives the same bytes. `language` is a code or a name (“fr”, “French”, “français”). Raises UnknownName for another language.
    """
    code = names.code_of(language)
    writer = _Writer(plan, code)
    questions, answers = writer.start_here()
    pages = writer.pages()
    lists, refs = template.word_lists(), template.ref_columns(pages)
    contents = {page.key: page.title for page in pages} | {"lists": template.LISTS}
    book = look.new_book(one_line(plan.programme.name or "") or template.TITLE)
    start.write(book, answers, questions, code, lists, contents)
    for page in pages:
        look.write_table(book, page, code, lists, refs)
    template.write_lists(book, code)
    return Workbook(data=to_bytes(book), remarks=(*writer.remarks, *writer.left_over()))


class _Writer:
    """One plan on its way into rows; remembers which unread cells have found their column."""

    def __init__(self, plan: Plan, language: str) -> None:
        self.plan = plan
        self.language = language
        self.sources = {source.id: source for source in plan.sources}
        self.arrows = arrows.part_arrows(plan)
        self.rows_with_arrows: set[str] = set()
        self.causes = _causes_by_need(plan)
        self.unread: dict[RowKey, list[Unread]] = {}
        for unread in plan.unread:
            key = "programme" if unread.about == "plan" else ""
            self.unread.setdefault(_row_of(key, unread.place), []).append(unread)
        self.measures = {measure.id for measure in plan.indicators}
        self.remarks: list[str] = []

    # -- sheets -------------------------------------------------------------------------------------------------------

    def start_here(self) -> tuple[list[Column], Cells]:
        """Give the questions of Start here and what is answered."""
        answers = self._fitted("programme", [self._row("programme", self.plan.programme)])[0]
        declared = sheets.columns("programme")
        asked = [column for column in declared if not column.more or column.heading in answers]
        own = own_columns("programme", [answers])
        if own:
            # A reader takes what stands between two questions that it knows; the last question closes the list.
            last = declared[-1]
            asked = [*(column for column in asked if column != last), *own, last]
        return asked, answers

    def pages(self) -> list[look.Sheet]:
        """Give the sheets after Start here, in the order of their tabs."""
        found = []
        for key in sheets.NAMES:
            things = self._things(key)
            if key == "programme" or not (things or key in sheets.STANDARD):
                continue
            tab = names.tab(key, self.language)
            rows = self._fitted(key, [self._row(key, thing) for thing in things])
            found.append(
                look.Sheet(key=key, title=tab, columns=columns_of(key, rows), rows=tuple(rows), spare=_SPARE_ROWS)
            )
        return found

    def left_over(self) -> Iterator[str]:
        """Say what the workbook does not hold."""
        waiting = ((each.place, each.text) for its in self.unread.values() for each in its)
        for place, text in dict.fromkeys(waiting):
            yield f"{place}: “{text}” could not be understood, and has no cell in the new workbook."
        for broken in self.plan.broken:
            if broken.reason == "second_arrow":
                yield f"{broken.place}: the arrow {broken.text} stands in {broken.other} already; only that row is kept."

    def _things(self, key: str) -> Sequence[Any]:
        match key:
            case "programme":
                return ()
            case "links":
                return self.arrows.own_rows
            case "problem_links":
                simple = {id(link) for links in self.causes.values() for link in links}
                return [link for link in self.plan.problem_links if id(link) not in simple]
            case "groups":
                named_elsewhere = {each.place for each in (self.plan.programme, *self.plan.needs, *self.plan.elements)}
                return [group for group in self.plan.groups if group.place not in named_elsewhere]
            case _:
                return getattr(self.plan, key)  # type: ignore[no-any-return]

    def _fitted(self, key: str, rows: Iterable[Cells]) -> list[Cells]:
        """Cut texts that are longer than a cell, and say so."""
        fitted = []
        for row in rows:
            fit = {heading: fitting(value) if isinstance(value, str) else value for heading, value in row.items()}
            for heading in row:
                if fit[heading] != row[heading]:
                    about = row.get("Ref", sheets.NAMES[key])
                    self.remarks.append(f"{about}: “{heading}” is longer than a cell can hold. Its end was cut off.")
            fitted.append(fit)
        return fitted

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _row(self, key: str, thing: Any) -> Cells:
        given = {**origins_in_notes(key, thing), **self._given(thing)}
        cells: Cells = {}
        for column in sheets.columns(key):
            value = given.get(column.field) if column.field in given else getattr(thing, column.field, None)
            if value != _SAID_BY_EMPTY.get((key, column.field)) and (cell := self._cell(column, value)) is not None:
                cells[column.heading] = cell
        if isinstance(thing, Indicator):
            cells.update(self._later_steps(thing))
        for heading, text in own_cells(key, thing, given.get("notes")):
            cells[heading] = template.as_number(text)
        self._put_back_unread(key, thing, cells)
        return cells

    def _given(self, thing: Any) -> Mapping[str, Any]:
        """Give what does not stand in a field of its own."""
        match thing:
            case Element():
                return {"stage": _stage_word(thing), **self._said_of_arrows(thing)}
            case Link():
                rated = arrows.rated(thing, self.sources)
                return {
                    "evidence": arrows.evidence_cell(thing.evidence),
                    "evidence_level": rated.level,
                    "evidence_direction": rated.direction,
                    "near": rated.near,
                    "marks": arrows.marks_of(thing),
                }
            case Need():
                causes = self.causes.get(thing.id, ())
                return {"causes": tuple(link.cause for link in causes)}
            case Indicator(milestones=(first, *_)):
                return {"milestone": first.value, "milestone_date": first.date}
            case Score():
                return {f"pearl_{name}": answer for name, answer in thing.pearl.items()}
        return {}

    def _said_of_arrows(self, element: Element) -> Mapping[str, Any]:
        links = self.arrows.leads_to.get(element.id, ())
        if not links or element.id in self.rows_with_arrows:
            return {}
        self.rows_with_arrows.add(element.id)  # a second row with this Ref must not say it again
        return {
            "leads_to": tuple(link.effect for link in links),
            "mechanism": links[0].mechanism,
            "conditions": links[0].conditions,
            "evidence": arrows.evidence_cell(links[0].evidence),
        }

    def _later_steps(self, indicator: Indicator) -> Iterator[tuple[str, look.Value]]:
        value, date = sheets.column("indicators", "milestone"), sheets.column("indicators", "milestone_date")
        for number, step in enumerate(indicator.milestones[1:], 2):
            for column, content in ((value, step.value), (date, step.date)):
                if (cell := self._cell(column, content)) is not None:
                    yield step_heading(column, number), cell

    def _put_back_unread(self, key: str, thing: Any, cells: Cells) -> None:
        """Write what could not be understood back under its heading, so that nothing is lost."""
        columns = {column.heading: column for column in sheets.columns(key)}
        places = dict.fromkeys(_row_of(key, place) for place in (thing.place, *thing.origins))
        waiting = [self.unread.get(place, []) for place in places]
        for its, unread in [(here, each) for here in waiting for each in here if each.heading in columns]:
            if its is not waiting[0] and unread.heading in cells and columns[unread.heading].kind not in _LISTS:
                continue  # another place answers this
            if unread.about in self.measures and unread.about != thing.id:
                continue  # a box and its measure stand in one row of a logframe, and both may say “How often”
            if columns[unread.heading].field == "id" and unread.heading in cells:
                continue  # “AC1, =B2*12” is no Ref; it is told that the formula has no cell
            its.remove(unread)
            held = str(cells.get(unread.heading, ""))
            if unread.text not in held:
                between = _BETWEEN.get(columns[unread.heading].kind, ", ")
                cells[unread.heading] = f"{held}{between}{unread.text}" if held else unread.text
            if columns[unread.heading].kind.startswith(_NUMBER_KINDS):
                cells[unread.heading] = template.as_number(unread.text)

    # -- cells --------------------------------------------------------------------------------------------------------

    def _cell(self, column: Column, value: Any) -> look.Value | None:
        """Say a value in a cell of a column, or give None where there is nothing to say."""
        match value:
            case None | "" | ():
                return None
            case bool():
                return self._answer(column, value)
            case int():
                return template.as_number(self._word(column, str(value)))
            case Decimal():
                return template.as_number(format(value, "f"))
            case Amount():
                return _amount(value)
            case Quantity():
                return template.as_number(value.text)
            case When() | Length():
                return value.text
            case str():
                return self._word(column, value)
            case (int() as least, int() as most):
                return str(least) if least == most else f"{least}–{most}"
            case (Mark(), *_):
                return ", ".join(self._mark(column, mark) for mark in value)
            case _:
                return _BETWEEN.get(column.kind, ", ").join(value)

    def _answer(self, column: Column, value: bool) -> str:
        if column.field == "external":
            return self._word(column, "others" if value else "us")
        return self._word(column, "yes" if value else "no")

    def _word(self, column: Column, value: str) -> str:
        return names.word(column.list, value, self.language) if column.list else value

    def _mark(self, column: Column, mark: Mark) -> str:
        word = self._word(column, mark.kind)
        return f"{word} ({mark.note})" if mark.note else word


def _row_of(key: str, place: Place) -> RowKey:
    """Tell rows apart by where they were typed; the answers of Start here are all of one row."""
    return (place.file, place.sheet, "programme" if key == "programme" else place.row)


def _stage_word(element: Element) -> str | None:
    if element.stage is None:
        return None
    return f"{element.stage.value}_{element.term.value}" if element.term else element.stage.value


def _causes_by_need(plan: Plan) -> dict[str, list[Any]]:
    """Give the arrows of the problem tree that say nothing but cause and effect, by the need that they explain."""
    found: dict[str, list[Any]] = {need.id: [] for need in plan.needs}
    for link in plan.problem_links:
        more = (link.hypothesis, link.evidence_for, link.counter_evidence, link.notes, link.extras)
        if link.effect in found and not any(each not in (None, ()) for each in more):
            found[link.effect].append(link)
    return found


def _amount(amount: Amount) -> look.Value:
    """Write a plain number as a number, and everything else as it was typed.

    A sum such as “$ 40.000”, of which only its own table says that these are thousands, is written without a point.
    """
    number = template.as_number(amount.text)
    if amount.value is not None and number == float(amount.value):
        return number
    is_plain = amount.sign is None and amount.high is None and amount.base is None
    if is_plain and amount.value is not None and amount.value >= 1000 and _THOUSANDS.search(amount.text):
        return f"{amount.value:f} {amount.unit or ''}".strip()
    return amount.text
