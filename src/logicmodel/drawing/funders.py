"""A drawing as a funder wants it: on its paper, in letters as large as it asks for, with its words over the columns."""

from msgspec.structs import replace

from logicmodel.config import Funder
from logicmodel.drawing.papers import MILLIMETRE, PAPERS, Paper
from logicmodel.drawing.shown.picture import Column, View

_WORDS = {
    "need": "needs",
    "input": "inputs",
    "activity": "activities",
    "output": "outputs",
    "outcome": "outcomes",
    "impact": "impacts",
}
"""Key of a column → the word for it in a funder's profile; `outcomes_short` and the like name outcomes by their term."""


def paper_of(name: str | None, funder: Funder | None) -> Paper | None:
    """Give the paper asked for, else the funder's, with the funder's floor and margin; None where nobody asks for one.

    A funder's paper that a drawing cannot have leaves the choice open.
    """
    if funder is None:
        return PAPERS[name] if name else None
    paper = PAPERS.get(name or funder.paper)
    if paper is None:
        return None
    points = funder.limits.get("font_points", 0)
    margin = funder.limits.get("margin_mm")
    return replace(
        paper,
        floors=(*(floor for floor in paper.floors if floor > points), max(float(points), paper.floor)),
        margin=paper.margin if margin is None else margin * MILLIMETRE,
    )


def in_words_of(funder: Funder, view: View) -> View:
    """Title the columns as the funder does, and group the outcomes under its word for them where they say a term."""
    return replace(view, columns=tuple(_titled(column, funder) for column in view.columns))


def _titled(column: Column, funder: Funder) -> Column:
    if column.key.startswith("outcome_"):
        own = funder.words.get(column.key.replace("outcome_", "outcomes_"))
        return replace(column, title=own or column.title, group=funder.words.get("outcomes", ""))
    return replace(column, title=funder.words.get(_WORDS.get(column.key, ""), column.title))
