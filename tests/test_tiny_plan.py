"""The smallest plan that shows everything at once: what is read from it, and every finding in order."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from logicmodel import Plan, Theory, check
from logicmodel.model import Stage, Term
from logicmodel.theory import first_day, last_day
from tests.tables import plan_of

TABLES = """
| Start here | A | B |
|---|---|---|
| | Start here | |
| | Answer in column B. | |
| | Programme name | Millbrook Young Carers |
| | Organisation | Millbrook Family Trust |
| | Place | Millbrook and Eastfield |
| | Who is it for? | Young carers aged 8 to 17 |
| | The problem in one sentence | Many young carers miss school and feel alone. |
| | Start | 2026-04 |
| | End | 2029-03 |

| Needs | Ref | Kind | What | Who it affects | How serious | Priority | How do you know? | How many | Out of |
|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Young carers feel alone | Young carers 8–17 | 4 | 1 | School survey 2025 | 63 | 410 |
| | N2 | Strength | Schools already spot tired pupils | Schools | | | Two head teachers | | |

| Plan | Ref | Stage | What | Leads to | For whom | Because | What must be true | Evidence | Meets need | Kind of change |
|---|---|---|---|---|---|---|---|---|---|---|
| | IN1 | Input | Carers’ worker and volunteers | ac1 | | | | | | |
| | AC1 | Activity | Run a weekly after-school group | OP-01 | | | Parents let them come | | N1 | |
| | OP1 | Output | 60 young carers come ten times or more | OC1 | | Being with others in the same position reduces isolation | | Evaluation of a similar group | | |
| | OC1 | Short-term outcome | Young carers have someone to talk to | OC2 | Young carers 8–17 | | | | | Relationship |
| | OC2 | Medium-term outcome | Young carers take part in school | IM1 | Young carers 8–17 | | | | | Behaviour |
| | IM1 | Impact | Young carers have the same chances as others | | Young carers 8–17 | | | | | Condition |

| Measures | Ref | What it measures | Measure | Unit | Now | Aim | By when | How we check |
|---|---|---|---|---|---|---|---|---|
| | M1 | OC1 | % who say they have someone to talk to | % | 35 | 60 | 2028-12 | Short survey each term |
| | M2 | OC2 | Missed days a year (average) | number | 19 | 12 | 2029-03 | School records |
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return plan_of(TABLES, tmp_path)


def test_the_programme(plan: Plan) -> None:
    programme = plan.programme
    assert programme.name == "Millbrook Young Carers"
    assert programme.target_group == "Young carers aged 8 to 17"
    assert first_day(programme.start) == date(2026, 4, 1)
    assert last_day(programme.end) == date(2029, 3, 31)


def test_two_groups_of_which_one_is_typed_in_two_ways(plan: Plan) -> None:
    assert [(group.name, group.aliases) for group in plan.groups] == [
        ("Young carers aged 8 to 17", ("young carers",)),
        ("Schools", ()),
    ]
    assert Theory(plan).group("Young carers 8–17") == plan.groups[0]


def test_a_need_a_strength_and_three_sources_made_of_texts(plan: Plan) -> None:
    assert [(need.id, need.kind, need.sources) for need in plan.needs] == [
        ("N1", "need", ("E1",)),
        ("N2", "strength", ("E2",)),
    ]
    assert [(source.id, source.title, source.kind, source.date and source.date.text) for source in plan.sources] == [
        ("E1", "School survey 2025", "survey", "2025"),
        ("E2", "Two head teachers", "other", None),
        ("E3", "Evaluation of a similar group", "evaluation", None),
    ]


def test_six_boxes_and_five_arrows(plan: Plan) -> None:
    assert [(element.id, element.stage, element.term) for element in plan.elements] == [
        ("IN1", Stage.INPUT, None),
        ("AC1", Stage.ACTIVITY, None),
        ("OP1", Stage.OUTPUT, None),
        ("OC1", Stage.OUTCOME, Term.SHORT),
        ("OC2", Stage.OUTCOME, Term.MEDIUM),
        ("IM1", Stage.IMPACT, None),
    ]
    assert [link.ref for link in plan.links] == ["IN1>AC1", "AC1>OP1", "OP1>OC1", "OC1>OC2", "OC2>IM1"]
    to_change = plan.links[2]
    assert to_change.mechanism == "Being with others in the same position reduces isolation"
    assert [(item.source, item.level) for item in to_change.evidence] == [("E3", None)]
    assert [goal.id for goal in Theory(plan).goals] == ["IM1"]


def test_an_assumption_made_of_a_text(plan: Plan) -> None:
    (entry,) = plan.register
    assert (entry.id, entry.kind, entry.text) == ("A1", "assumption", "Parents let them come")
    assert (entry.sort, entry.about) == ("context", ("AC1>OP1",))


def test_two_measures(plan: Plan) -> None:
    assert [(each.id, each.measures, each.unit) for each in plan.indicators] == [
        ("M1", "OC1", "%"),
        ("M2", "OC2", "number"),
    ]
    numbers = [(each.baseline and each.baseline.value, each.target and each.target.value) for each in plan.indicators]
    assert numbers == [(Decimal(35), Decimal(60)), (Decimal(19), Decimal(12))]
    assert plan.readings == ()


def test_every_cell_is_used(plan: Plan) -> None:
    assert {use.fate for use in plan.account} == {"used"}
    assert plan.unread == ()
    assert plan.broken == ()


def test_every_finding_in_order(plan: Plan) -> None:
    found = check(Theory(plan), profile="theory")
    assert [(str(each.place), each.about, each.code, str(each.severity)) for each in found] == [
        ("Start here", "plan", "A509", "advice"),
        ("Start here", "plan", "E703", "advice"),
        ("Start here", "frontier:delivery", "A501", "warning"),
        ("Start here", "frontier:impact", "A501", "warning"),
        ("Plan, cell D5", "OC1>OC2", "L205", "warning"),
        ("Plan, row 6", "OC2", "L207", "advice"),
        ("Plan, cell D6", "OC2>IM1", "L205", "warning"),
        ("Plan, row 7", "IM1", "L204", "warning"),
        ("Plan, row 7", "IM1", "M401", "warning"),
        ("Measures, row 3", "M2", "M405", "error"),
    ]
