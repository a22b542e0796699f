"""From a spreadsheet to a checked and drawn theory of change.

The public names are imported when they are first used, so that starting the program costs little.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logicmodel.analyses import analyse as analyse
    from logicmodel.checking import check as check
    from logicmodel.combining.building import build as build
    from logicmodel.combining.marking import mark_up as mark_up
    from logicmodel.combining.reports import report as report
    from logicmodel.drafting import draft as draft
    from logicmodel.drawing import draw as draw
    from logicmodel.focusing import focused as focused
    from logicmodel.interactive import interactive_page as interactive_page
    from logicmodel.model import Finding as Finding
    from logicmodel.model import Plan as Plan
    from logicmodel.priorities import rank as rank
    from logicmodel.privacy.protecting import protect as protect
    from logicmodel.reading import read_plan as read_plan
    from logicmodel.theory import Theory as Theory

__version__ = "0.1.0"

_HOMES = {
    "Finding": "logicmodel.model",
    "Plan": "logicmodel.model",
    "Theory": "logicmodel.theory",
    "analyse": "logicmodel.analyses",
    "build": "logicmodel.combining.building",
    "check": "logicmodel.checking",
    "draft": "logicmodel.drafting",
    "draw": "logicmodel.drawing",
    "focused": "logicmodel.focusing",
    "interactive_page": "logicmodel.interactive",
    "mark_up": "logicmodel.combining.marking",
    "protect": "logicmodel.privacy.protecting",
    "rank": "logicmodel.priorities",
    "read_plan": "logicmodel.reading",
    "report": "logicmodel.combining.reports",
}

__all__ = sorted((*_HOMES, "__version__"))


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
