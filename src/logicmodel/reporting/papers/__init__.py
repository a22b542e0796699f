"""The reports: one function each, from a plan to a paper. Every medium can write each of them.

A report is `def name(theory: Theory, asked: Asked) -> Paper`; the first line of its docstring is what the list of
reports says of it.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from logicmodel.errors import UnknownName
from logicmodel.model import Profile
from logicmodel.reporting.paper import Asked, Paper
from logicmodel.reporting.papers.fairness import equity
from logicmodel.reporting.papers.fcdo import logframe_fcdo
from logicmodel.reporting.papers.grounds import evidence_annex, risks
from logicmodel.reporting.papers.handover import handover
from logicmodel.reporting.papers.measuring import evaluation_plan, monitoring_plan
from logicmodel.reporting.papers.meeting import supervision, workshop
from logicmodel.reporting.papers.money import budget
from logicmodel.reporting.papers.narrative import narrative
from logicmodel.reporting.papers.outcomes import outcomes
from logicmodel.reporting.papers.people import responsibilities
from logicmodel.reporting.papers.results import logframe_eu, logframe_us, results_table
from logicmodel.reporting.papers.slips import my_part
from logicmodel.reporting.papers.trace import trace
from logicmodel.reporting.papers.working import plan, work_plan
from logicmodel.theory import Theory

Report = Callable[[Theory, Asked], Paper]

REPORTS: Mapping[str, Report] = {
    "narrative": narrative,
    "plan": plan,
    "outcomes": outcomes,
    "logframe-eu": logframe_eu,
    "logframe-fcdo": logframe_fcdo,
    "logframe-us": logframe_us,
    "results-table": results_table,
    "evaluation-plan": evaluation_plan,
    "monitoring-plan": monitoring_plan,
    "work-plan": work_plan,
    "budget": budget,
    "risks": risks,
    "evidence-annex": evidence_annex,
    "trace": trace,
    "equity": equity,
    "supervision": supervision,
    "workshop": workshop,
    "responsibilities": responsibilities,
    "my-part": my_part,
    "handover": handover,
}
"""Name of each report → the function that makes it."""

RUNS_AT_LEAST: Mapping[str, Profile] = {"supervision": Profile.PLAN}
"""Name of a report → the rule profile that it needs at least: a supervision asks for dates and reviews."""


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
    near = get_close_matches(name.casefold(), REPORTS, n=1, cutoff=0.6)
    ask = f"Did you mean {near[0]}?" if near else "To see which there are, type: logicmodel report --list"
    raise UnknownName(f"There is no report “{name}”. {ask}")
