"""What a plan rests on, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logicmodel.columns import table_in_words, wrapped
from logicmodel.listing.lines import WIDTH
from logicmodel.saying import plain_text

if TYPE_CHECKING:
    from logicmodel.analyses.telling import Told


def rests_in_words(rests: Told) -> str:
    """Give what a plan rests on as text: sentences, tables in columns, and what must not be concluded."""
    blocks = [f"{rests.title}\n{'=' * len(rests.title)}\n"]
    for part in rests.parts:
        blocks.append(
            f"{part.title}\n{'-' * len(part.title)}\n" + "".join(_point(plain_text(line)) for line in part.said)
        )
        blocks += [table_in_words(table, WIDTH) for table in part.tables]
    rest = "What must not be concluded"
    blocks.append(f"{rest}\n{'-' * len(rest)}\n" + "".join(_point(each) for each in rests.not_to_conclude))
    return "\n".join(blocks)


def _point(text: str) -> str:
    return "\n".join(wrapped(text, WIDTH, first="- ", following="  ")) + "\n"
