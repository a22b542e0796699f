"""What a plan rests on: analyses that stand beside the findings. They count and compare; they grade nothing.

Values hold Refs and numbers; `telling` says them in sentences and tables for people.
"""

from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from logicmodel.analyses.decisive import Decisive as Decisive
from logicmodel.analyses.decisive import WhatDecides as WhatDecides
from logicmodel.analyses.decisive import what_decides
from logicmodel.analyses.figures import Figures as Figures
from logicmodel.analyses.figures import figures_of
from logicmodel.analyses.routes import GoalRoute as GoalRoute
from logicmodel.analyses.routes import best_routes
from logicmodel.analyses.shares import Share as Share
from logicmodel.analyses.thread import Thread as Thread
from logicmodel.analyses.thread import thread_of
from logicmodel.analyses.times import Times as Times
from logicmodel.analyses.times import times_of
from logicmodel.theory import Theory


class Analyses(Struct, frozen=True, kw_only=True):
    """All that is worked out about what a plan rests on."""

    thread: Thread
    decisive: WhatDecides
    best_routes: tuple[GoalRoute, ...]
    figures: Figures
    times: Times


def analyse(theory: Theory) -> Analyses:
    """Work out what a plan rests on: needs and money, what is decisive, best routes, figures, earliest days."""
    return Analyses(
        thread=thread_of(theory),
        decisive=what_decides(theory),
        best_routes=best_routes(theory),
        figures=figures_of(theory),
        times=times_of(theory),
    )


def plain_values(analyses: Analyses) -> dict[str, Any]:
    """Give the analyses as values of JSON: Refs, numbers, days as 2026-04-30; what is not known is null."""
    values: dict[str, Any] = _plain(msgspec.to_builtins(analyses, builtin_types=(Decimal,)))
    return values


def _plain(value: Any) -> Any:
    """Turn numbers into those of JSON, with at most six decimals."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | float):
        rounded = round(float(value), 6)
        return int(rounded) if rounded.is_integer() else rounded
    return value
