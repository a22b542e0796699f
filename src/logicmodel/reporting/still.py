"""The data of a page that tells a drawing as tables, and what stands beneath it; it needs no script."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.reporting.interactive import FoundRow, List, Pictured, found_rows, language_of, words_of
from logicmodel.reporting.interactive_filters import FoundAt
from logicmodel.reporting.interactive_rows import Rows
from logicmodel.saying import Line, Table
from logicmodel.theory import Theory


class StillPage(Struct, frozen=True, kw_only=True):
    """Everything that the page says, but for the drawing. Its tables have the headings of the drawing.

    `language` is the code of the words around those of the plan, `own_language` that of the plan. With `is_table` the
    drawing is a table itself, and paper needs only one of the two. `outline` tells boxes and
    arrows as a nested list: how deep each line stands, and what it says.
    """

    title: str
    subtitle: str
    name: str
    summary: str
    language: str
    own_language: str
    direction: str
    is_table: bool
    words: Mapping[str, str]
    tables: tuple[Table, ...]
    outline: tuple[tuple[int, str], ...]
    lists: tuple[List, ...]
    found: tuple[FoundRow, ...] | None
    footer: tuple[str, ...]
    made_from: Line


def still_page_of(
    theory: Theory,
    drawn: Pictured,
    tables: Sequence[Table],
    lists: Sequence[List],
    found: Sequence[FoundAt] | None = None,
    *,
    outline: Sequence[tuple[int, str]] = (),
    is_table: bool = False,
) -> StillPage:
    """Make the data of the page from a drawing as values, the same as tables, its lists, and what a check found."""
    words = words_of(drawn)
    rows = Rows(theory, drawn.words, words, language_of(drawn))
    return StillPage(
        title=drawn.title,
        subtitle=drawn.subtitle,
        name=drawn.words[drawn.name],
        summary=drawn.summary,
        language=language_of(drawn),
        own_language=drawn.language,
        direction="rtl" if drawn.right_to_left else "ltr",
        is_table=is_table,
        words=words,
        tables=tuple(tables),
        outline=tuple(outline),
        lists=tuple(lists),
        found=found_rows(found, rows) or None,
        footer=drawn.footer,
        made_from=rows.made_from(),
    )
