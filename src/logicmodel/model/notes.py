"""What is noted about a plan: cells that were not used or not understood, what stands beside them, and findings."""

from msgspec import Struct

from logicmodel.model.values import Place, Severity


class Broken(Struct, frozen=True, kw_only=True):
    """A Ref that leads nowhere, a second row with a Ref that is taken, or an arrow typed twice."""

    reason: str  # missing, second_row, second_arrow, twice_in_cell
    text: str  # as typed
    heading: str  # the heading of the template over the cell
    about: str
    place: Place
    other: Place | None = None  # the row that has the Ref, or the arrow, first
    nearest: str | None = None
    nearest_text: str | None = None


class Extra(Struct, frozen=True, kw_only=True, gc=False):
    """A cell of an object's row that nothing uses. It is kept, and written back."""

    heading: str
    text: str
    place: Place


class Unread(Struct, frozen=True, kw_only=True):
    """A filled cell under a known heading that could not be understood. The text is kept as typed.

    Reasons: not_a_number, not_a_date, not_yes_or_no, not_a_ref, ambiguous_date, impossible_date, not_in_list,
    words_for_a_ref, no_result, error_value.
    """

    text: str
    wanted: str  # a number, a date, yes or no, a word of a list, a Ref
    reason: str
    heading: str
    about: str
    place: Place
    needed: bool = False
    suggestions: tuple[str, ...] = ()


class Noticed(Struct, frozen=True, kw_only=True):
    """A fact of reading that is no cell of the plan: a column not used, hidden rows, arrows that were inferred and the like.

    Kinds: needed_empty, unused_column, guessed_heading, hidden_rows, hidden_columns, filtered_rows, hidden_sheet,
    comment, outside_link, pivot, embedded_file, tracked_change, struck, colour, qualified_number, mixed_numbers, inferred_arrows, merged_boxes, filled_down,
    to_be_set, several_in_cell, not_paired, sheet_not_read, rows_left_out, file_guess, said_twice, one_ref_two_sheets,
    cell_twice, same_number, ref_is_a_date, respondent_rows, personal_column, joined_rows, new_ref, given_twice.
    """

    kind: str
    text: str = ""
    count: int = 1
    place: Place
    places: tuple[Place, ...] = ()
    refs: tuple[str, ...] = ()
    about: str | None = None
    detail: str = ""


class Beside(Struct, frozen=True, kw_only=True):
    """A text that a workbook holds beside its cells, where people forget that it is sent along.

    `what` is comment, formula, header, picture, list, link, name, property, rule, part, or author; the place is that of the sheet or file.
    """

    what: str
    text: str
    place: Place


class Finding(Struct, frozen=True, kw_only=True):
    """Something weak in the plan: where, what is wrong, what to type, and the code of the rule that says so.

    `about` is a Ref, an arrow “A>B”, `plan`, `stage:input` …, `frontier:delivery`, `frontier:impact`, `loop`, or a
    place where a row has no Ref. `count` and `of` stand only on a finding that speaks for several.
    """

    code: str
    severity: Severity
    message: str
    advice: str
    place: Place
    about: str
    refs: tuple[str, ...] = ()
    count: int | None = None
    of: int | None = None


FATES = {"used": "used", "extra": "kept without being used", "left_out": "left out", "unread": "not understood"}
"""What can become of a cell, in words."""


class CellUse(Struct, frozen=True, kw_only=True, gc=False):
    """Where one non-empty cell went: used, extra, left_out or unread; `why` names the field or gives the reason."""

    place: Place
    text: str
    fate: str
    why: str


class SheetRead(Struct, frozen=True, kw_only=True):
    """What a sheet was read as: the key of its form or sheet, its rows of headings, and the headings that were guessed.

    `first` and `last` are the first and the last row of headings; 0 where there are none.
    """

    place: Place
    form: str
    first: int = 0
    last: int = 0
    guessed: tuple[str, ...] = ()
