"""Rows of several files or sheets that say the same: one thing of the plan, with all that its places say of it.

Which rows are one does not depend on the order of the files; which of two answers is used does: the first file wins,
and within a file a full sheet before the one-sheet form. Rows of one sheet are never joined; what stands there twice
is told by a rule of its own.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeAlias

from logicmodel.model import Amount, Length, Mark, Place, Quantity, When
from logicmodel.reading.draft import STATEMENT, Difference, Draft
from logicmodel.sheets import columns
from logicmodel.words.spelling import plain, ref_key

Meaning: TypeAlias = Callable[[Draft], tuple[Hashable, Hashable]]
"""What two rows with the same words must have in common to be one, and what may be empty in one of them."""

Key: TypeAlias = Hashable
Rows: TypeAlias = list[Draft]

OF_ITS_ARROWS = frozenset(("mechanism", "evidence_level", "evidence_direction", "near"))
"""What a row says of the arrows that it names, and of no others."""

ONE_ANSWER = frozenset(("stage", "owner"))
"""Answers of several parts that are still one answer; all others of several parts are added up."""


def meaning_of(sheet: str) -> Meaning:
    """Give what rows of a sheet must have in common: boxes their stage, needs and assumptions their kind."""
    return _MEANINGS.get(sheet, lambda _: ("", None))


def _of_a_box(draft: Draft) -> tuple[Hashable, Hashable]:
    stage, term = draft.values.get("stage") or (None, None)
    return stage, term


def _of_a_need(draft: Draft) -> tuple[Hashable, Hashable]:
    return draft.values.get("kind", "need"), plain(draft.values.get("area") or "") or None


def _of_the_register(draft: Draft) -> tuple[Hashable, Hashable]:
    return draft.values.get("kind"), None


_MEANINGS: dict[str, Meaning] = {"elements": _of_a_box, "needs": _of_a_need, "register": _of_the_register}


# -- which rows are one -----------------------------------------------------------------------------------------------


def joined(drafts: Sequence[Draft], files: Sequence[str], meaning: Meaning) -> list[Draft]:
    """Put rows that say the same together, in the order in which the first of them stands.

    Rows are one if they have the same words and the same Ref, or the same words and meaning; a row without words is
    one with the only row that has its Ref, and what a survey counts with the row that was made of it before.
    """
    if len({_sheet_of(draft) for draft in drafts}) < 2:
        return list(drafts)
    ordered = _in_order(drafts, files)
    number = {id(draft): index for index, draft in enumerate(drafts)}
    groups = _with_wordless(_groups([draft for draft in ordered if _words(draft)], meaning), ordered)
    groups.sort(key=lambda rows: min(number[id(row)] for row in rows))
    return [put_together(rows) if len(rows) > 1 else rows[0] for rows in groups]


def one_programme(drafts: Sequence[Draft], files: Sequence[str]) -> list[Draft]:
    """Put all that is said of the plan as a whole together."""
    return [put_together(_in_order(drafts, files))] if len(drafts) > 1 else list(drafts)


def _in_order(drafts: Sequence[Draft], files: Sequence[str]) -> Rows:
    """Put those that win first."""
    position = {file: number for number, file in enumerate(files)}
    return sorted(drafts, key=lambda draft: (position[draft.place.file], draft.form != "full"))


def _groups(rows: Rows, meaning: Meaning) -> list[Rows]:
    keys = _keys_of_meaning(rows, meaning)
    same_ref = _alike(rows, lambda row: (_words(row), _ref(row)) if _ref(row) else None)
    same_meaning = _alike(rows, lambda row: keys[id(row)])
    found: list[Rows] = []
    for group in _linked(rows, [*same_ref, *same_meaning]):
        if len({_sheet_of(row) for row in group}) == len(group):
            found.append(group)
            continue
        # It would join rows of one sheet: a Ref tells more than a meaning.
        by_ref = [rows for rows in _alike(group, lambda row: _ref(row) or None) if len(rows) > 1]
        taken = {id(row) for rows in by_ref for row in rows}
        found += [*by_ref, *_alike([row for row in group if id(row) not in taken], lambda row: keys[id(row)])]
    return found


def _keys_of_meaning(rows: Rows, meaning: Meaning) -> dict[int, Key]:
    """Give the words and the meaning of each row; what may be empty counts only where rows differ in it."""
    said: dict[Key, set[Hashable]] = {}
    for row in rows:
        main, more = meaning(row)
        said.setdefault((_words(row), main), set()).add(more)
    keys: dict[int, Key] = {}
    for row in rows:
        main, more = meaning(row)
        key = (_words(row), main)
        keys[id(row)] = (*key, more if len(said[key] - {None}) > 1 else None)
    return _by_number(rows, keys)


def _by_number(rows: Rows, keys: dict[int, Key]) -> dict[int, Key]:
    """Tell rows of one file with the same words and meaning apart where they are numbered 1.1 and 2.1."""
    numbers: dict[Key, set[str]] = {}
    for row in rows:
        if "." in _ref(row):
            numbers.setdefault((row.place.file, keys[id(row)]), set()).add(_ref(row))
    return {
        id(row): (key, _ref(row)) if "." in _ref(row) and len(numbers[row.place.file, key]) > 1 else key
        for row in rows
        for key in [keys[id(row)]]
    }


def _alike(rows: Rows, key_of: Callable[[Draft], Key | None]) -> list[Rows]:
    """Group rows by a key, the first of each sheet with the first of the others, the second with the second."""
    seen: Counter[Key] = Counter()
    found: dict[Key, Rows] = {}
    for row in rows:
        key = key_of(row)
        if key is not None:
            place = (_sheet_of(row), key)
            found.setdefault((key, seen[place]), []).append(row)
            seen[place] += 1
    return list(found.values())


def _linked(rows: Rows, groups: Iterable[Rows]) -> list[Rows]:
    """Put all rows together that groups link, in the order of the rows."""
    first: dict[int, int] = {id(row): id(row) for row in rows}

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for group in groups:
        for row in group[1:]:
            first[root(id(row))] = root(id(group[0]))
    found: dict[int, Rows] = {}
    for row in rows:
        found.setdefault(root(id(row)), []).append(row)
    return list(found.values())


def _with_wordless(groups: list[Rows], ordered: Rows) -> list[Rows]:
    """Add the rows without words: each to the rows that alone have its Ref, else to its like."""
    having: dict[str, list[Rows]] = {}
    for group in groups:
        for ref in {_ref(row) for row in group} - {""}:
            having.setdefault(ref, []).append(group)
    position = {id(draft): number for number, draft in enumerate(ordered)}
    rest: Rows = []
    for row in ordered:
        if _words(row):
            continue
        those = having.get(_ref(row), [])
        if len(those) == 1 and _sheet_of(row) not in {_sheet_of(each) for each in those[0]}:
            those[0].append(row)
        else:
            rest.append(row)
    groups = _with_counted([*groups, *_alike(rest, lambda row: _ref(row) or id(row))])
    for group in groups:
        group.sort(key=lambda row: position[id(row)])
    return groups


COUNTED = ("context", "count", "out_of", "as_of")
"""What a survey says of a need: its question and answer, how many of how many, and when."""


def _with_counted(groups: Iterable[Rows]) -> list[Rows]:
    """Add what a survey counts to the rows that were made of it before, which have a Ref by now and may have words."""
    made_before: dict[Key, list[Rows]] = {}
    for group in groups:
        if not _is_counted(group):
            for figure in dict.fromkeys(_figure(row) for row in group):
                made_before.setdefault(figure, []).append(group)
    kept: list[Rows] = []
    for group in groups:
        if _is_counted(group) and (those := made_before.get(_figure(group[0]))):
            those.pop(0).extend(group)
        else:
            kept.append(group)
    return kept


def _is_counted(group: Rows) -> bool:
    row = group[0]
    return len(group) == 1 and bool(row.values.get("context")) and not _words(row) and not _ref(row)


def _figure(row: Draft) -> Key:
    return tuple(_compared(row.values.get(field)) for field in COUNTED)


def _words(draft: Draft) -> str:
    return plain(draft.statement)


def _ref(draft: Draft) -> str:
    return ref_key(str(draft.values.get("id") or ""))


def _sheet_of(draft: Draft) -> tuple[str, str | None]:
    return draft.place.file, draft.place.sheet


# -- what they say together -------------------------------------------------------------------------------------------


def put_together(rows: Sequence[Draft]) -> Draft:
    """Make one row of several: the first wins, the others fill what is empty, lists and notes are added up."""
    first = rows[0]
    made = Draft(first.key, first.place)
    made.form, made.kind, made.number = first.form, first.kind, first.number
    made.joined = tuple(rows)
    for row in rows:
        _add(made, row)
        made.keep(*row.extras)
        made.cannot_read(*row.unread)
    filled = {field for row in rows for field in (*row.values, *row.refs)}
    made.missing = [(column, place) for column, place in first.missing if column.field not in filled]
    made.values["origins"] = tuple(dict.fromkeys(place for row in rows for place in origins_of(row)))
    return made


def origins_of(draft: Draft) -> tuple[Place, ...]:
    """Give every place where a row was typed."""
    found: tuple[Place, ...] = draft.values.get("origins", (draft.place,))
    return found


def _add(made: Draft, row: Draft) -> None:
    """Add what a row says to what those before it said."""
    headings = {column.field: column.heading for column in columns(made.key)}
    not_understood = {unread.heading: unread.place for unread in made.unread}
    for field, value in row.values.items():
        heading = headings.get(field)
        held = made.values.get(field)
        place = row.cell(field)
        if held in (None, ()) and heading not in not_understood:
            made.values[field] = value
            made.typed_at(field, place)
        elif field in OF_ITS_ARROWS or field in ("id", STATEMENT.get(made.key)):
            continue
        elif field == "stage" and held and value and held[0] == value[0] and None in (held[1], value[1]):
            made.values[field] = held if held[1] else value
        elif field == "notes" and held:
            made.values[field] = "\n".join(_once([*held.split("\n"), *value.split("\n")]))
        elif isinstance(held, tuple | list) and field not in ONE_ANSWER:
            made.values[field] = type(held)(_once([*held, *value]))
        elif heading and not same_answer(held, value):
            used = not_understood.get(heading) or made.cell(field)
            made.differs(Difference(heading, used, place, field in row.cells))


def _once(things: Iterable[Any]) -> list[Any]:
    """Give each thing once; texts are compared by their words, marks by their kind."""
    found: dict[Hashable, Any] = {}
    for thing in things:
        found.setdefault(_compared(thing), thing)
    return list(found.values())


def same_answer(one: Any, other: Any) -> bool:
    """Say whether two answers mean the same, however they were typed."""
    return bool(_compared(one) == _compared(other))


def _compared(value: Any) -> Hashable:
    match value:
        case str():
            return plain(value)
        case Mark():
            return value.kind
        case Draft():
            return id(value)
        case Amount(value=None) | Amount(state="words"):
            return value.state, plain(value.text)
        case Amount():
            return value.state, value.value, value.high, value.sign, value.unit, value.base
        case When(first=None, months=None):
            return value.state, plain(value.text)
        case When():
            return value.state, value.first, value.last, value.months
        case Length():
            return value.days
        case Quantity():
            return tuple((_compared(part.amount), plain(part.unit)) for part in value.parts)
        case tuple() | list():
            return tuple(_compared(each) for each in value)
        case _:
            return value  # type: ignore[no-any-return]
