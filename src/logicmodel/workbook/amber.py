"""Which cells of a sheet turn amber while it is filled in, as the formulas of conditional formats.

Every formula is written for the first row under the headings (or for one answer of Start here), as spreadsheets want
it. Only needed columns, Because and single Refs turn amber; lists of Refs are left to the checker.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from logicmodel import sheets
from logicmodel.sheets import Column
from logicmodel.workbook import names

FIRST_ROW = 2
LAST_ROW = 500
"""Rows that have help, lists and amber in a table sheet, whether or not something stands in them yet."""

_LAST_COLUMN = "BZ"  # further than any form of the template, so that columns of the author count as well

_PREFILLED = {"needs": ("id", "kind"), "elements": ("id", "stage"), "register": ("id", "kind")}
_ONLY_FOR_NEEDS = ("who", "severity", "priority", "sources")
_OUTCOMES = ("outcome_short", "outcome_medium", "outcome_long", "outcome")


class Amber(Struct, frozen=True, kw_only=True):
    """One rule of colour: the column it stands in, when it holds, and whether it is light."""

    letter: str
    formula: str
    light: bool = False


def prefilled_fields(sheet: str) -> tuple[str, ...]:
    """Name the fields of a sheet that the template fills in itself, so that they do not make a row."""
    return _PREFILLED.get(sheet, ("id",))


def rules(sheet: str, letters: Mapping[str, str], language: str, ref_columns: Mapping[str, str]) -> Iterator[Amber]:
    """Give the rules of a table sheet.

    `letters` says in which column each field stands; `ref_columns` gives, for each sheet of the workbook that has
    Refs, where they stand (“'Plan'!$A$2:$A$500”), and for Links where its arrows start.
    """
    for column in sheets.columns(sheet):
        letter = letters.get(column.field)
        if letter is None:
            continue
        if column.field == "leads_to":
            yield Amber(letter=letter, formula=_leads_nowhere(sheet, letters, language, ref_columns))
        elif column.needed:
            yield Amber(letter=letter, formula=_needed_and_empty(column, letters, language))
        if column.field == "mechanism" and "leads_to" in letters:
            yield Amber(letter=letter, formula=_no_reason(sheet, letters, language), light=True)
        if column.kind == "ref" and column.field != "id":
            looked_in = [ref_columns[each] for each in _looks_in(column) if each in ref_columns]
            if looked_in:
                yield Amber(letter=letter, formula=_unknown_ref(f"{letter}{FIRST_ROW}", looked_in))


def unanswered(cell: str) -> str:
    """Give the formula for a needed answer of Start here that is still missing.

    >>> unanswered("B3")
    'LEN(TRIM(B3))=0'
    """
    return f"LEN(TRIM({cell}))=0"


def _looks_in(column: Column) -> tuple[str, ...]:
    if column.sheet == "problem_links":
        return ("needs",)
    return sheets.LOOKS_IN[column.field]


def _needed_and_empty(column: Column, letters: Mapping[str, str], language: str) -> str:
    prefilled = ",".join(
        f"${letters[field]}{FIRST_ROW}" for field in prefilled_fields(column.sheet) if field in letters
    )
    row = f"$A{FIRST_ROW}:${_LAST_COLUMN}{FIRST_ROW}"
    begun = f"COUNTA({row})>COUNTA({prefilled})" if prefilled else f"COUNTA({row})>0"
    conditions = [unanswered(f"{letters[column.field]}{FIRST_ROW}"), begun]
    if column.sheet == "needs" and column.field in _ONLY_FOR_NEEDS:
        kind = f"${letters['kind']}{FIRST_ROW}"
        need = names.word("Need kind", "need", language)
        conditions.append(f'OR({kind}="",{kind}="{need}")')
    return _all(conditions)


def _leads_nowhere(sheet: str, letters: Mapping[str, str], language: str, ref_columns: Mapping[str, str]) -> str:
    """Tell a box that leads nowhere, unless its arrow is typed in Links, or in Comes from of another row."""
    ref = f"${letters['id']}{FIRST_ROW}"
    conditions = [
        unanswered(f"{letters['leads_to']}{FIRST_ROW}"),
        f"LEN(TRIM(${letters['text']}{FIRST_ROW}))>0",
        _stage_is(("input", "activity", "output", *_OUTCOMES), sheet, letters, language),
    ]
    if "links" in ref_columns:
        conditions.append(f"COUNTIF({ref_columns['links']},{ref})=0")
    if backwards := letters.get("comes_from"):
        conditions.append(f'COUNTIF(${backwards}:${backwards},"*"&{ref}&"*")=0')
    return _all(conditions)


def _no_reason(sheet: str, letters: Mapping[str, str], language: str) -> str:
    return _all(
        [
            unanswered(f"{letters['mechanism']}{FIRST_ROW}"),
            f"LEN(TRIM(${letters['leads_to']}{FIRST_ROW}))>0",
            _stage_is(("output", *_OUTCOMES), sheet, letters, language),
        ]
    )


def _stage_is(stages: Sequence[str], sheet: str, letters: Mapping[str, str], language: str) -> str:
    cell = f"${letters['type' if sheet == 'one_sheet' else 'stage']}{FIRST_ROW}"
    words = [names.word("Stage", stage, language) for stage in stages]
    tests = [f'{cell}="{word}"' for word in words]
    return f"OR({','.join(tests)})"


def _unknown_ref(cell: str, looked_in: Sequence[str]) -> str:
    """Count the Ref as typed, and without the spaces and strokes that make no difference."""
    bare = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell}," ",""),"-",""),"_","")'
    counted = "+".join(f"COUNTIF({refs},{cell})+COUNTIF({refs},{bare})" for refs in looked_in)
    # “Measures!M1” says itself which sheet is meant.
    return _all([f"LEN(TRIM({cell}))>0", f'ISERROR(FIND("!",{cell}))', f"{counted}=0"])


def _all(conditions: Sequence[str]) -> str:
    return f"AND({','.join(conditions)})"
