"""The plan as causes and effects, and the questions that rules, drawings and reports ask of it.

In the docstrings *arrow* means an arrow of kind Leads to whose two ends are boxes of the plan, unless another kind is
named; *reaches* means by one or more arrows. No path is ever enumerated: every answer costs time in proportion to boxes
and arrows, or that times the width of a bitset.
"""

from logicmodel.theory.boxes import has_mark as has_mark
from logicmodel.theory.boxes import is_proposed as is_proposed
from logicmodel.theory.boxes import rank_of as rank_of
from logicmodel.theory.decisive import Hinge as Hinge
from logicmodel.theory.plausibility import BestRoute as BestRoute
from logicmodel.theory.plausibility import RouteArrow as RouteArrow
from logicmodel.theory.routes import Loop as Loop
from logicmodel.theory.times import Times
from logicmodel.theory.times import days_after as days_after
from logicmodel.theory.times import first_day as first_day
from logicmodel.theory.times import last_day as last_day


class Theory(Times):
    """A plan seen as causes and effects.

    >>> from logicmodel.model import Element, Link, Place, Plan, Programme, Stage
    >>> here = Place(file="plan.xlsx")
    >>> plan = Plan(
    ...     programme=Programme(place=here),
    ...     elements=(
    ...         Element(id="AC1", stage=Stage.ACTIVITY, text="Run a group", place=here),
    ...         Element(id="IM1", stage=Stage.IMPACT, text="Life is better", place=here),
    ...     ),
    ...     links=(Link(cause="AC1", effect="IM1", place=here),),
    ... )
    >>> [goal.id for goal in Theory(plan).goals]
    ['IM1']
    """

    def _repr_svg_(self) -> str:
        from importlib import import_module

        drawing = import_module("logicmodel.drawing")
        svg: bytes = drawing.draw(self, "svg").data
        return svg.decode("utf-8")
