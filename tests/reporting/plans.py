"""A plan in which every text can be chosen, so that what must not act on a page can be put anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from logicmodel.checking import NotChecked
from logicmodel.model import (
    Amount,
    CellUse,
    Element,
    Evidence,
    Finding,
    Indicator,
    Link,
    Need,
    Part,
    Place,
    Plan,
    Programme,
    Quantity,
    RegisterEntry,
    Severity,
    Source,
    Stage,
    When,
)
from logicmodel.reporting import report
from logicmodel.theory import Theory

SHEET = Place(file="plan.xlsx", sheet="Plan")
ROW = Place(file="plan.xlsx", sheet="Plan", row=2)

DRAWING = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 9 9"><title>A</title></svg>\n'
"""As little as a drawing can be."""


@dataclass(frozen=True)
class Told:
    """One line of a drawing in words."""

    depth: int
    text: str
    ref: str = ""


@dataclass(frozen=True)
class InWords:
    """A drawing in words, as small as can be."""

    summary: str
    outline: tuple[Told, ...]


def plan_saying(say: Callable[[str], str]) -> Plan:
    """Make a plan with something in every place of a report; `say` words each text, and is told what it is for."""
    number = Amount(text=say("number"), value=Decimal(4))
    day = When(text=say("date"))
    return Plan(
        programme=Programme(
            name=say("name"),
            organisation=say("organisation"),
            area=say("place"),
            target_group=say("people"),
            problem=say("problem"),
            start=day,
            end=day,
            version_date=day,
            status=say("status"),
            agreed_by=say("agreed by"),
            funder=say("funder"),
            currency=say("currency"),
            total_budget=number,
            next_review=day,
            place=ROW,
        ),
        needs=(
            Need(
                id="N1", text=say("need"), who=(say("group"),), sources=("E1", say("witness")), count=number, place=ROW
            ),
            Need(id="N2", text=say("left"), out_of_scope=say("why not"), chosen=False, place=ROW),
            Need(id="S1", kind="strength", text=say("strength"), held_by=say("holder"), place=ROW),
        ),
        sources=(Source(id="E1", title=say("source"), place=ROW),),
        elements=(
            Element(
                id="IN1", stage=Stage.INPUT, text=say("input"), cost=number, cost_heading=say("heading"), place=ROW
            ),
            Element(
                id="AC1",
                stage=Stage.ACTIVITY,
                text=say("activity"),
                addresses=("N1",),
                uses=("S1",),
                owner=(say("lead"),),
                partners=(say("partner"),),
                who=(say("for"),),
                quantity=Quantity(text=say("how many"), parts=(Part(amount=number, unit="x"),)),
                start=day,
                end=day,
                status="proposed",
                place=ROW,
            ),
            Element(id="OC1", stage=Stage.OUTCOME, text=say("outcome"), place=ROW),
            Element(id="IM1", stage=Stage.IMPACT, text=say("impact"), place=ROW),
            Element(id="OC9", stage=Stage.OUTCOME, text=say("alone"), place=ROW),
        ),
        links=(
            Link(cause="IN1", effect="AC1", mechanism=say("first reason"), place=ROW),
            Link(
                cause="AC1",
                effect="OC1",
                mechanism=say("second reason"),
                conditions=("A1",),
                evidence=(Evidence(source="E1", level=3, place=ROW), Evidence(text=say("evidence"), place=ROW)),
                evidence_note=say("go ahead"),
                place=ROW,
            ),
            Link(cause="OC1", effect="IM1", basis="row", place=ROW),
            Link(cause="AC1", effect="IM1", kind="hinders", mechanism=say("harm"), place=ROW),
            Link(cause="IM1", effect="AC1", kind="feedback", mechanism=say("feedback"), place=ROW),
        ),
        register=(
            RegisterEntry(
                id="A1",
                kind="assumption",
                text=say("assumption"),
                about=("AC1>OC1",),
                check=say("check"),
                threshold=say("threshold"),
                check_by=day,
                owner=say("watcher"),
                response=say("response"),
                place=ROW,
            ),
            RegisterEntry(
                id="R1",
                kind=say("kind"),
                text=say("risk"),
                about=("AC1", say("about")),
                prevention=say("care"),
                place=ROW,
            ),
        ),
        indicators=(
            Indicator(
                id="M1",
                measures="OC1",
                text=say("measure"),
                unit=say("unit"),
                baseline=number,
                target=number,
                target_date=day,
                source=say("how"),
                frequency=say("how often"),
                owner=say("collector"),
                place=ROW,
            ),
            Indicator(id="M2", measures=say("measured"), text=say("other measure"), place=ROW),
        ),
        account=(
            CellUse(
                place=Place(file="plan.xlsx", sheet="Plan", row=1, column=1), text="Ref", fate="used", why="heading"
            ),
            CellUse(
                place=Place(file="plan.xlsx", sheet="Plan", row=2, column=9),
                text=say("kept"),
                fate="extra",
                why=f"kept, not used: column “{say('column')}”",
            ),
        ),
        files=(say("file"),),
    )


def findings_saying(say: Callable[[str], str]) -> list[Finding]:
    return [
        Finding(code="S105", severity=severity, message=say("message"), advice=say("advice"), place=ROW, about="AC1")
        for severity in Severity
    ]


def report_saying(say: Callable[[str], str], format: str) -> str:  # noqa: A002 - as `report` calls it
    theory = Theory(plan_saying(say))
    return report(
        theory,
        findings_saying(say),
        format=format,
        drawing=DRAWING,
        alternative=InWords(say("summary"), (Told(0, say("goal")), Told(1, say("step")), Told(0, say("other goal")))),
        not_checked=[NotChecked(code="S106", title="A title", needs=say("wanted"))],
    )
