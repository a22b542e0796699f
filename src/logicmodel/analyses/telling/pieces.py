"""Pieces that every part of the telling is made of."""

from collections.abc import Sequence

from msgspec import Struct

from logicmodel.analyses.shares import Share
from logicmodel.saying import (
    Cell,
    Line,
    Table,
    box,
    joined,
    ours,
)
from logicmodel.theory import Theory

MOST = 12
"""As many rows a table has; `check --format json` lists them all."""

NAMED = 5
"""As many boxes a sentence names."""


class Part(Struct, frozen=True, kw_only=True):
    """One of the analyses: its title, sentences, and tables."""

    title: str
    said: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()


def share_said(share: Share) -> str:
    """Say a share with what it is out of, and how many of it are only proposed.

    >>> share_said(Share(number=7, of=12, proposed=2)).replace(chr(160), " ")
    '7 of 12 (58 %, 2 only proposed)'
    """
    proposed = f", {share.proposed:,} only proposed" if share.proposed else ""
    return f"{share.number:,} of {share.of:,} ({share.percent}\N{NO-BREAK SPACE}%{proposed})"


def some(theory: Theory, refs: Sequence[str]) -> Line:
    """Name boxes, of many the first few."""
    names = [box(theory.by_ref[each]) for each in refs[:NAMED]]
    more = len(refs) - NAMED
    return joined([*names, ours(f"{more:,} more")] if more > 0 else names)


def table_of(caption: str, headings: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Make a table of the first MOST rows; its caption says how many there are."""
    many = f", the first {MOST} of {len(rows):,}" if len(rows) > MOST else ""
    return Table(caption=f"{caption}{many}", headings=headings, rows=tuple(rows[:MOST]))
