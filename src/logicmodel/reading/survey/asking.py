"""Expressions of SQL that ask of a cell what the standard library asks of it, and most cells in the fastest way."""

from collections.abc import Iterable

from logicmodel.reading.survey.counting import BLANKS, MILLIONTHS, WEIGHT, WHITE
from logicmodel.reading.survey.layout import Layout
from logicmodel.reading.survey.personal import E_MAIL, EXCEPT, PATTERNS, TELEPHONES
from logicmodel.reading.survey.source import FileSource

FILLED, WITH_SEMICOLON = 1, 2
"""Notes of a cell; each higher bit says that it fits the next of `PATTERNS`."""

NOTES = 2 + len(PATTERNS)
"""Bits of the notes of a cell."""

ANSWERS, TEST, EMPTY = 0, 1, 2
"""What a row is."""

_BUFFER = 8_000_000  # bytes of the file that each thread holds


def reading(source: FileSource, layout: Layout) -> str:
    """Give the rows of the file as texts r0, r1 … as they are; an empty cell is not there."""
    names = ", ".join(f"'r{number}': 'VARCHAR'" for number in range(len(layout.columns)))
    return (
        f"read_csv({_quoted(str(source.path))}, "
        f"auto_detect = false, header = false, skip = {layout.rows + source.left_out}, "
        f"delim = {_quoted(source.separator)}, quote = '\"', escape = '\"', "
        f"buffer_size = {_BUFFER}, columns = {{{names}}})"
    )


def kind_of_row(layout: Layout) -> str:
    """Say whether a row holds answers, is only a test, or is empty."""
    cells = ", ".join(f"r{number}" for number in range(len(layout.columns)))
    test = "false"
    if layout.of_tests is not None:
        at, words = layout.of_tests
        test = f"lower({_stripped(f'r{at}')}) in ({', '.join(map(_quoted, sorted(words)))})"
    return f"case when {test} then {TEST} when r0 <> '' then {ANSWERS} when coalesce({cells}, '') = '' then {EMPTY} else {ANSWERS} end"


def _begins_visibly(text: str) -> str:
    """Ask whether a text surely is filled: it begins with a visible character that no sign of an empty cell begins with."""
    return f"({text} >= '/' and {text} < 'N' or {text} >= 'O' and {text} < 'n' or {text} >= 'o' and {text} < '~')"


def _is_filled(text: str) -> str:
    blanks = "|".join(filter(None, BLANKS))
    return f"not regexp_full_match({text}, {_quoted(f'[{WHITE}]*({blanks})?[{WHITE}]*')})"


def any_filled(numbers: Iterable[int]) -> str:
    """Give “1” where any of some cells is more than blank; most of those that are asked begin with a digit."""
    its = [f"r{number}" for number in numbers]
    first = f"coalesce({', '.join(its)}, '')"
    slowly = " or ".join(map(_is_filled, its))
    return (
        f"case when {its[0]} >= '/' and {its[0]} < 'N' then '1' when {first} = '' then null when {slowly} then '1' end"
    )


def filled_alone(text: str) -> str:
    """Give of the notes of a cell only whether it is filled."""
    return (
        f"case when {text} is null then 0 when {_begins_visibly(text)} then {FILLED} "
        f"when {_is_filled(text)} then {FILLED} else 0 end"
    )


def notes_of(text: str, known: Iterable[str]) -> str:
    """Give the notes of a cell as a number; what is known of its column is not asked.

    Most cells hold a few words or a number: how they begin and how long they are says that they fit none of `PATTERNS`.
    """
    asked = [
        filled_alone(text),
        f"case when contains({text}, ';') and regexp_full_match({text}, {_quoted(f'(?s).*;[{WHITE}]*')}) then {WITH_SEMICOLON} else 0 end",
    ]
    for bit, (what, pattern) in enumerate(PATTERNS.items(), 2):
        if what not in known:
            fits = _fits(text, what, pattern)
            asked.append(
                f"case when {_MAY_FIT[what].format(text)} then case when {fits} then {1 << bit} else 0 end else 0 end"
            )
    fits_none = (
        f"{_begins_visibly(text)} and (strlen({text}) < 7 or {text} >= ':' and strlen({text}) < 36) "
        f"and not contains({text}, '@') and not contains({text}, ';')"
    )
    return f"case when {fits_none} then {FILLED} else {' + '.join(asked)} end"


def _fits(text: str, what: str, pattern: str) -> str:
    """Ask whether a cell fits an expression. White space around it is of no account; only in an address it might be."""
    if what == E_MAIL:
        return f"regexp_full_match({_stripped(text)}, {_quoted(pattern)})"
    fits = f"regexp_full_match({text}, {_quoted(f'[{WHITE}]*{pattern}[{WHITE}]*')})"
    if what in EXCEPT:
        fits += f" and not regexp_full_match({_stripped(text)}, {_quoted(EXCEPT[what])})"
    return fits


def day_in(text: str) -> str:
    """Give the day of a time as it is written."""
    day = f"split_part(split_part({_stripped(text)}, ' ', 1), 'T', 1)"
    return f"case when {_is_filled(text)} then {day} end"


_MAY_FIT = {
    "e-mail addresses": "contains({0}, '@')",
    "network addresses": "strlen({0}) >= 7 and ({0} < ':' or {0} >= '~') and contains({0}, '.')",
    "places on the map": "strlen({0}) >= 11 and ({0} < ':' or {0} >= '~') and contains({0}, '.')",
    TELEPHONES: "strlen({0}) >= 9 and ({0} < '1' or {0} >= '~')",
    "identifiers": "strlen({0}) >= 36 and contains({0}, '-')",
}
"""What holds of every cell that fits the expression of `PATTERNS`, white space around it or not, and is asked faster."""


def _stripped(text: str) -> str:
    """Take white space off both ends; asking first whether there is any is four times as fast as trimming."""
    ends = _quoted(f"^[{WHITE}]|[{WHITE}]$")
    return f"if(regexp_matches({text}, {ends}), trim({text}, {_quoted(WHITE)}), coalesce({text}, ''))"


def millionths_in(text: str) -> str:
    """Give a weight in millionths; 0 for a text that is no weight."""
    weight = _stripped(text)
    number = f"cast(replace({weight}, ',', '.') as double)"
    fits = f"regexp_full_match({weight}, {_quoted(WEIGHT)})"
    return f"case when {fits} then cast(floor({number} * {MILLIONTHS} + 0.5) as bigint) else 0 end"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
