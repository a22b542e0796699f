"""Cells of a table, read one by one into drafts, with a note in the account of what became of each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from logicmodel.model import Amount, Place, Quantity, Unread, When
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import ColumnManner, Manner, read_value, unknown_marks, unknown_words
from logicmodel.reading.draft import Draft, Spot, Typed
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.headings import columns_by_field
from logicmodel.reading.tables import Table
from logicmodel.reading.values import BRACKET_NOTE, Failure
from logicmodel.sheets import Column
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key

REF_KINDS = frozenset(("ref", "refs", "texts_or_refs", "refs_or_arrows"))
"""Kinds of columns whose cells are looked up once all rows are known."""

AS_TYPED = frozenset(("text", "group", "ceiling"))
"""Kinds of columns whose cells are taken as they are."""

NEEDED_TO_USE_A_ROW = frozenset(
    (("readings", "measure"), ("readings", "value"), ("links", "cause"), ("links", "effect"))
)
"""Cells without which a row cannot be used at all: (sheet, field)."""

_MOST_REMEMBERED = 50_000  # cells whose value is remembered, for many say the same

_NOT_READ = object()
"""Stands for the value of a cell that has not been read, for None is the value of a cell that says nothing."""

_OTHER_END = {"start": "end", "end": "start"}

NOT_A_NUMBER = Failure(wanted="a number", reason="not_a_number")


class Filler:
    """Reads cells of one table into drafts, and writes into the account what became of each."""

    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table = table
        self.account = account
        self.manner = manner
        self._told: set[tuple[Place, str]] = set()  # of cells that could not be understood
        self._plain: dict[tuple[Any, ...], Any] = {}  # what cells say that give a value and nothing more
        self._spots: dict[tuple[int, str], Spot] = {}
        self._patterns: dict[tuple[tuple[str, Spot | Place], ...], Mapping[str, Spot | Place]] = {}

    def fill(
        self,
        draft: Draft,
        column: Column,
        cell: Cell,
        title: str,
        *,
        its: ColumnManner | None = None,
        field: str | None = None,
        again: bool = False,
    ) -> None:
        """Read one cell into a draft, or keep it as unread.

        `field` is given where several columns fill one field; `again` says that the cell was read for a row above.
        """
        its = its or ColumnManner(date_style=self.manner.date_style, decimal=self.manner.decimal)
        name = field or column.field
        draft.typed_at(name, self._spot(draft, cell, title))
        if cell.struck and not again:
            self.account.notice("struck", self._place(cell, title), text=cell.text)
        if cell.error or cell.no_result:
            reason = "error_value" if cell.error else "no_result"
            self._fail(draft, column, cell, self._place(cell, title), Failure(wanted="a value", reason=reason))
        elif column.kind in REF_KINDS and column.field != "id":
            # Two columns of causes are one list of causes.
            text = f"{draft.refs[name].text}\n{cell.text}" if name in draft.refs and not again else cell.text
            place = self._place(cell, title)
            draft.points(name, Typed(text, place, column.heading, needed=_is_needed_to_use(column)))
            self._use(cell, column)
        elif cell.row in its.doubtful:
            self._keep_words(draft, column, name, cell, title, its.doubtful[cell.row])
        elif column.kind in AS_TYPED and column.field != "id":
            draft.values[name] = cell.text.strip()
            self._use(cell, column)
        elif column.field in _OTHER_END and name == column.field and isinstance(cell.value, str):
            self._read_time(draft, column, cell, title, its, again)
        else:
            self._read(draft, column, name, cell, title, its, again)

    def _read_time(self, draft: Draft, column: Column, cell: Cell, title: str, its: ColumnManner, again: bool) -> None:
        """Read when a box begins or ends; a cell that says both fills both, and “By March” is no start."""
        first, last = values.start_and_end(cell.text)
        other = columns_by_field(column.sheet).get(_OTHER_END[column.field])
        parts = {"start": first, "end": last}
        is_one = not (first and last) and (column.field == "end" or not last)
        if is_one or other is None or other.field in draft.values:
            self._read(draft, column, column.field, cell, title, its, again)
            return
        for each in (column, other):
            if text := parts[each.field]:
                self._read(draft, each, each.field, replace(cell, value=text, text=text), title, its, again)

    def finish(self, draft: Draft) -> None:
        """Let a draft share what it holds like others: most rows of a table are typed in the same columns."""
        if draft.cells:
            draft.cells = self._patterns.setdefault(tuple(draft.cells.items()), draft.cells)

    def _place(self, cell: Cell, title: str) -> Place:
        return self.account.place(self.table.sheet, cell.row, cell.column, title)

    def _spot(self, draft: Draft, cell: Cell, title: str) -> Spot:
        if cell.row != draft.place.row:
            return Spot(cell.column, title, cell.row)
        spot = self._spots.get((cell.column, title))
        if spot is None:
            spot = self._spots[cell.column, title] = Spot(cell.column, title)
        return spot

    def _read(
        self, draft: Draft, column: Column, name: str, cell: Cell, title: str, its: ColumnManner, again: bool
    ) -> None:
        key = (cell.column, column.sheet, column.field, cell.value.__class__, cell.value, cell.text, cell.percent)
        value = self._plain.get(key, _NOT_READ)
        if value is not _NOT_READ:
            self._use(cell, column)
            if value is not None:
                draft.values[name] = value
            return
        place = self._place(cell, title)
        value = read_value(column, cell, self.manner, its)
        if isinstance(value, Failure):
            self._fail(draft, column, cell, place, value)
            return
        self._use(cell, column)
        remarks = _remarks(column, cell, value)
        for kind, text, detail in () if again else remarks:
            self.account.notice(kind, place, text=text, detail=detail)
        if not remarks and len(self._plain) < _MOST_REMEMBERED and _is_all_it_says(column, cell, value):
            self._plain[key] = value
        if value is not None:
            draft.values[name] = value
        if isinstance(value, Amount) and value.state == "words" and not again:
            draft.cannot_read(_unread(column, cell.text, place, NOT_A_NUMBER))
        for word, failure in unknown_marks(column, cell.text).items() if column.kind == "marks" else ():
            self._fail(draft, column, replace(cell, text=word), place, failure)
        _read_more(draft, column, name, cell, value)

    def _use(self, cell: Cell, column: Column) -> None:
        self.account.use(self.table.sheet, cell, f"{column.sheet}.{column.field}")

    def _fail(self, draft: Draft, column: Column, cell: Cell, place: Place, failure: Failure) -> None:
        """Keep a cell as unread; one that is read again for rows below it is told once, by the first row in use."""
        self.account.fail(self.table.sheet, cell, f"{column.heading}: {failure.wanted} is needed")
        if (place, cell.text) not in self._told:
            self._told.add((place, cell.text))
            draft.cannot_read(_unread(column, cell.text, place, failure))

    def _keep_words(self, draft: Draft, column: Column, name: str, cell: Cell, title: str, why: str) -> None:
        """Keep the words of a number that cannot be read for certain; a rule of its own says so."""
        if column.kind == "amount":
            draft.values[name] = Amount(text=cell.text, state="words")
        else:
            draft.keep(self.account.keep(self.table.sheet, cell, title))
        self.account.fail(self.table.sheet, cell, why)


def _is_all_it_says(column: Column, cell: Cell, value: Any) -> bool:
    """Say whether a cell gives its value and nothing more, so that a cell that says the same need not be read again."""
    if column.kind == "marks" or column.field in ("id", "change") or cell.text.endswith(")"):
        return False
    return not isinstance(value, Amount) or value.state != "words"


def _read_more(draft: Draft, column: Column, name: str, cell: Cell, value: Any) -> None:
    """Read what a cell says beside its value: the date of a number, the place of a Ref, a step of a policy."""
    if column.sheet == "indicators" and isinstance(value, Amount) and (when := _when_behind(cell.text)):
        draft.values.setdefault(f"{column.field}_date{name.removeprefix(column.field)}", when)
    if column.field == "id" and isinstance(cell.value, int | float):
        draft.number = float(cell.value)
    if column.field == "change" and (step := vocabulary("policy").get(heading_key(cell.text))):
        draft.values["policy_of_change"] = step


def _remarks(column: Column, cell: Cell, value: Any) -> list[tuple[str, str, str]]:
    """Give what is to be noted about a cell that was read: kind, text, detail."""
    found = []
    state = getattr(value, "state", None)
    asks = column.kind not in ("text", "ref")
    if state in ("to_be_set", "not_known") or (value is None and asks and _is_unknown(cell.text)):
        found.append(("to_be_set", cell.text, ""))
    for amount in _amounts(value):
        if amount.value is not None and values.is_qualified(amount):
            found.append(("qualified_number", amount.text, _as_read(amount)))
            break
    if column.field == "id" and isinstance(cell.value, date):
        found.append(("ref_is_a_date", cell.text, ""))
    return found


def _when_behind(text: str) -> When | None:
    """Give the date that stands in brackets behind a number: “34% (2023)”."""
    note = BRACKET_NOTE.search(text) if text.endswith(")") else None
    when = values.read_when(None, note[0].strip(" ()")) if note else None
    return when if isinstance(when, When) and when.first else None


def _unread(column: Column, text: str, place: Place, failure: Failure) -> Unread:
    return Unread(
        text=text,
        wanted=failure.wanted,
        reason=failure.reason,
        heading=column.heading,
        about="",
        place=place,
        needed=_is_needed_to_use(column),
        suggestions=(*failure.choices, *((failure.iso,) if failure.iso else ())),
    )


def _is_needed_to_use(column: Column) -> bool:
    return (column.sheet, column.field) in NEEDED_TO_USE_A_ROW


def _amounts(value: Any) -> Sequence[Amount]:
    match value:
        case Amount():
            return (value,)
        case Quantity():
            return [part.amount for part in value.parts]
        case _:
            return ()


def _is_unknown(text: str) -> bool:
    return values.unknown_state(text, meanings=unknown_words()) in ("to_be_set", "not_known")


def _as_read(amount: Amount) -> str:
    if amount.high is not None:
        return f"{amount.value:f} to {amount.high:f}"
    if amount.base is not None:
        return f"{amount.value:f}, out of {amount.base:f}"
    return f"{amount.value:f}"
