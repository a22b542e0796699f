"""The grid of tactics: how each kind of audience is to be reached, by the change that it is asked to make."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.audiences import STEPS, called, changes_for, out_of_reach, without_audience
from logicmodel.drawing.shown.picture import Panel
from logicmodel.drawing.shown.tables import Heading, Piece, Row, Section, Table, cell_of, gap_of
from logicmodel.drawing.shown.telling import table_of
from logicmodel.errors import CannotDraw
from logicmodel.model import Stakeholder

if TYPE_CHECKING:
    from logicmodel.theory import Theory

AUDIENCES = ("public", "influencer", "decision_maker")
"""Types of people that always have a row: an empty one is worth seeing."""

OTHERS = ("affected", "partner", "funder", "staff", "other")
"""Types that have a row if anybody is of them."""

CROWDED = 5
"""As many tactics in a square make it crowded."""

Squares = Mapping[tuple[str, str], Sequence[Stakeholder]]
"""Type of people and change → those who stand in this square."""


def tactics(theory: "Theory", language: str) -> Table:
    """Show who is reached how, by audience and by the change asked of them, with empty and crowded squares named.

    Raises CannotDraw if no tactic is named.
    """
    people = [each for each in theory.plan.stakeholders if each.tactic]
    if not people:
        raise CannotDraw("There is no tactic to show: fill in Name and How we will reach them on the sheet People.")
    words = phrases(language)
    squares: dict[tuple[str, str], list[Stakeholder]] = {}
    for person in people:
        for change in changes_for(person, theory) or ("change_unsaid",):
            squares.setdefault((_type_of(person), change), []).append(person)
    types = [each for each in (*AUDIENCES, *OTHERS, "type_unsaid") if each in AUDIENCES or _has_row(each, squares)]
    changes = [*STEPS, *(["change_unsaid"] if any(change == "change_unsaid" for _, change in squares) else [])]
    section = Section(
        headings=(Heading(title=words["audience"], share=14), *(_heading(change, words) for change in changes)),
        rows=tuple(_row(each, changes, squares, words) for each in types),
    )
    counts = (
        counted(words, "count_people", len(people)),
        counted(words, "count_tactics", sum(map(len, squares.values()))),
    )
    panels = tuple(_panels(theory, types, squares, words))
    return table_of("tactics", theory, language, (section,), counts, panels=panels)


def _type_of(person: Stakeholder) -> str:
    return person.type if person.type in (*AUDIENCES, *OTHERS) else "other" if person.type else "type_unsaid"


def _has_row(kind: str, squares: Squares) -> bool:
    return any(each == kind for each, _ in squares)


def _heading(change: str, words: Mapping[str, str]) -> Heading:
    about = words.get(f"about_{change}")
    return Heading(title=f"{words[change]}{words['colon']}{about}" if about else words[change], share=28)


def _row(kind: str, changes: Sequence[str], squares: Squares, words: Mapping[str, str]) -> Row:
    cells = []
    for change in changes:
        its = squares.get((kind, change), ())
        pieces = [piece for each in its for piece in _pieces(each, words)]
        empty = [gap_of(words["no_tactic"])] if change in STEPS and kind in AUDIENCES else []
        cells.append((cell_of(*(pieces or empty)),))
    return Row(cells=((cell_of(Piece(text=words[kind], look="strong")),), *cells))


def _pieces(person: Stakeholder, words: Mapping[str, str]) -> tuple[Piece, Piece]:
    return Piece(text=called(person, words), look="strong"), Piece(text=clean(person.tactic or ""))


def _panels(theory: "Theory", types: Sequence[str], squares: Squares, words: Mapping[str, str]) -> Iterator[Panel]:
    empty = [
        f"{words[kind]} × {words[change]}"
        for kind in types
        if kind in AUDIENCES
        for change in STEPS
        if (kind, change) not in squares
    ]
    crowded = [
        f"{words[kind]} × {words[change]}{words['colon']}{len(squares[kind, change])}"
        for kind in types
        for change in STEPS
        if len(squares.get((kind, change), ())) >= CROWDED
    ]
    for key, items in (("empty_squares", empty), ("crowded_squares", crowded)):
        if items:
            yield Panel(title=words[key], items=tuple(items))
    yield from gaps_with_people(theory, words)


def gaps_with_people(theory: "Theory", words: Mapping[str, str]) -> Iterator[Panel]:
    """Name those of high influence without a tactic, and the work that is to move others but names nobody."""
    out = [called(each, words) for each in out_of_reach(theory)]
    if out:
        yield Panel(title=words["no_tactic_for"], items=tuple(out))
    alone = [f"{clean(each.id)} {clean(each.text or each.short or '')}" for each in without_audience(theory)]
    if alone:
        yield Panel(title=words["no_audience"], items=tuple(alone))
