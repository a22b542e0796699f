"""The reports: one function each, from a plan to a paper. Every medium can write each of them.

A report is `def name(theory: Theory, asked: Asked) -> Paper`; the first line of its docstring is what the list of
reports says of it.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from logicmodel.errors import UnknownName
from logicmodel.reporting.paper import Asked, Paper
from logicmodel.reporting.papers.outcomes import outcomes
from logicmodel.theory import Theory

Report = Callable[[Theory, Asked], Paper]

REPORTS: Mapping[str, Report] = {
    "outcomes": outcomes,
}
"""Name of each report → the function that makes it."""


def said_of(name: str) -> str:
    """Say in one line what a report holds.

    >>> said_of("outcomes")
    'What is to change, with its indicators: now, aim, by when, how it is checked, and who does.'
    """
    return (REPORTS[name].__doc__ or "").partition("\n")[0]


def report_called(name: str) -> Report:
    """Give a report by its name.

    Raises UnknownName if there is none of that name.
    """
    if name in REPORTS:
        return REPORTS[name]
    near = get_close_matches(name.casefold(), REPORTS, n=1, cutoff=0.5)
    ask = f"Did you mean {near[0]}?" if near else "To see which there are, type: logicmodel report --list"
    raise UnknownName(f"There is no report “{name}”. {ask}")
