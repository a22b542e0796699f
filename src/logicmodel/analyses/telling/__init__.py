"""What a plan rests on, in sentences and tables for people: the same words on screen and in reports."""

from msgspec import Struct

from logicmodel.analyses import Analyses
from logicmodel.analyses.telling.hinges import hinges_told
from logicmodel.analyses.telling.pieces import Part as Part
from logicmodel.analyses.telling.rest import figures_told, times_told
from logicmodel.analyses.telling.routes import routes_told
from logicmodel.analyses.telling.thread import thread_told
from logicmodel.saying import gap
from logicmodel.theory import Theory

TITLE = "What the plan rests on"
"""What all of it is called."""

NOT_TO_CONCLUDE = (
    "A high index does not say that a goal will be reached, and a low one not that it will be missed: it is no "
    "probability. It compares routes of one plan, by what its authors have written down.",
    "Not rated is not medium. Where few arrows are rated, an index says little, and it can only fall as more are rated.",
    "What is not listed as decisive can still fail and do harm. Unless a box says that it needs all its arrows, any one "
    "is taken to be enough; and two failures together are not looked at.",
    "A small share of the money is no fault by itself: a need can be met cheaply, or by others.",
    "Shares of money follow from arrows and equal splitting. They are no accounts, and no measure of what was achieved.",
    "More results, arrows or measures do not make a better plan. Two plans must not be ranked by these figures.",
    "The earliest day is not a forecast. A step that says nothing about its time counts as taking none.",
)
"""What a reader must not conclude from all of this."""


class Told(Struct, frozen=True, kw_only=True):
    """Everything that is said about what a plan rests on, and what must not be concluded from it."""

    title: str
    parts: tuple[Part, ...]
    not_to_conclude: tuple[str, ...]


def told(theory: Theory, analyses: Analyses) -> Told:
    """Say the analyses of a plan in words. A plan without boxes has nothing to say."""
    if not theory.elements:
        nothing = gap("The plan has no boxes yet, so nothing can be said of what it rests on.")
        return Told(title=TITLE, parts=(Part(title="Nothing yet", said=(nothing,)),), not_to_conclude=NOT_TO_CONCLUDE)
    parts = (
        thread_told(theory, analyses.thread),
        hinges_told(theory, analyses.decisive),
        routes_told(theory, analyses.best_routes),
        times_told(theory, analyses.times),
        figures_told(analyses.figures),
    )
    return Told(title=TITLE, parts=parts, not_to_conclude=NOT_TO_CONCLUDE)
