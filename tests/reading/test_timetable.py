"""Plans of work with a timetable: crosses, squares and colours under months and quarters are a Start and an End."""

from pathlib import Path

import pytest

from logicmodel.errors import NoPlanFound
from logicmodel.model import Plan
from tests.tables import plan_of

Span = tuple[str, str | None, str | None]


def spans(plan: Plan) -> list[Span]:
    """Give what is done, with the first and the last day of it."""
    return [
        (box.text, str(box.start.first) if box.start else None, str(box.end.last) if box.end else None)
        for box in plan.elements
        if box.stage and box.stage.value == "activity"
    ]


def kept(plan: Plan) -> list[tuple[str, str]]:
    return [(extra.heading, extra.text) for box in plan.elements for extra in box.extras]


@pytest.mark.parametrize("mark", ["x", "X", "■", "✓", "1", "●"])
def test_marks_under_months_with_a_year_are_start_and_end(mark: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | Work plan | Activity | Responsible | Nov 2025 | Dec 2025 | Jan 2026 | Feb 2026 |
        |---|---|---|---|---|---|---|
        | | Recruit nurses | Clinic lead | {mark} | {mark} | | |
        | | Visit homes | Nurses | | {mark} | | {mark} |
        | | Write the report | Clinic lead | | | | |
        """,
        tmp_path,
    )
    assert spans(plan) == [
        ("Recruit nurses", "2025-11-01", "2025-12-31"),
        ("Visit homes", "2025-12-01", "2026-02-28"),
        ("Write the report", None, None),
    ]
    assert [box.owner for box in plan.elements] == [("Clinic lead",), ("Nurses",), ("Clinic lead",)]
    assert all(cell.fate == "used" for cell in plan.account)


def test_the_year_of_the_months_may_stand_over_the_table_and_counts_on_after_december(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Gantt | Plan of work 2025/2026 | | | | |
        |---|---|---|---|---|---|
        | | | | | | |
        | | Activities | Oct | Nov | Dec | Jan |
        | | Plant trees | x | x | | |
        | | Water them | | | x | x |
        """,
        tmp_path,
    )
    assert spans(plan) == [("Plant trees", "2025-10-01", "2025-11-30"), ("Water them", "2025-12-01", "2026-01-31")]


def test_years_over_the_quarters_hold_for_those_beneath(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Workplan | Activity | Lead | 2025 | | 2026 | |
        |---|---|---|---|---|---|---|
        | | | | Q3 | Q4 | Q1 | Q2 |
        | | Dig wells | Engineer | x | x | | |
        | | Train committees | Trainer | | | x | x |

Merged: Workplan C1:D1
Merged: Workplan E1:F1
        """,
        tmp_path,
    )
    assert spans(plan) == [("Dig wells", "2025-07-01", "2025-12-31"), ("Train committees", "2026-01-01", "2026-06-30")]


def test_months_counted_from_the_start_stay_so(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Timeline | Activity | M1 | M2 | M3 | M4 |
        |---|---|---|---|---|---|
        | | Dig wells | x | x | | |
        | | Train committees | | | x | x |
        """,
        tmp_path,
    )
    assert [(box.start and box.start.months, box.end and box.end.months) for box in plan.elements] == [(1, 2), (3, 4)]


def test_colours_are_marks_where_nothing_is_typed(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Gantt 2026 | Activity | Who leads | Jan | Feb | Mar |
        |---|---|---|---|---|---|
        | | Dig wells | Engineer | | | |
        | | Train committees | Trainer | | | |

Fill: Gantt 2026 C2:D2 92D050
Fill: Gantt 2026 E3 92D050
        """,
        tmp_path,
    )
    assert spans(plan) == [("Dig wells", "2026-01-01", "2026-02-28"), ("Train committees", "2026-03-01", "2026-03-31")]


@pytest.mark.parametrize(
    ("headings", "title", "words"),
    [
        ("Jan | Feb | Mar | Apr | May | Jun", "Jan to Jun", ("Jan, Feb", "Mar, Jun")),
        ("J | F | M | A | M | J", "January to June", ("January, February", "March, June")),
        (
            "Week 1 | Week 2 | Week 3 | Week 4 | Week 5 | Week 6",
            "Week 1 to Week 6",
            ("Week 1, Week 2", "Week 3, Week 6"),
        ),
    ],
)
def test_what_was_marked_is_kept_in_words_where_no_year_is_known(
    headings: str, title: str, words: tuple[str, str], tmp_path: Path
) -> None:
    plan = plan_of(
        f"""
        | Gantt | Activity | {headings} |
        |---|---|---|---|---|---|---|---|
        | | Dig wells | x | x | | | | |
        | | Train committees | | | x | | | x |
        """,
        tmp_path,
    )
    assert spans(plan) == [("Dig wells", None, None), ("Train committees", None, None)]
    assert kept(plan) == [(title, words[0]), (title, words[1])]


def test_an_annual_work_plan_of_the_united_nations_gives_outputs_and_activities(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | AWP | Expected CP Outputs | Planned activities | Timeframe | | | | Responsible party | Planned budget |
        |---|---|---|---|---|---|---|---|---|
        | | | | Q1 | Q2 | Q3 | Q4 | | |
        | | Clinics offer care to adolescents | Train 200 midwives | x | x | | | MoH | 120000 |
        | | | Equip 30 rooms | | x | x | | UNFPA | 340000 |
        | | Parents support their children | Hold village meetings | x | | | x | DSW | 50000 |

Merged: AWP C1:F1
        """,
        tmp_path,
    )
    assert [(box.stage and box.stage.value, box.text) for box in plan.elements] == [
        ("output", "Clinics offer care to adolescents"),
        ("activity", "Train 200 midwives"),
        ("activity", "Equip 30 rooms"),
        ("output", "Parents support their children"),
        ("activity", "Hold village meetings"),
    ]
    assert ("Q1 to Q4", "Q2, Q3") in kept(plan)


def test_sums_under_months_are_no_marks(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Jan 2026 | Feb 2026 | Mar 2026 |
        |---|---|---|---|---|---|---|
        | | AC1 | Activity | Dig wells | 200 | | 300 |
        """,
        tmp_path,
    )
    assert spans(plan) == [("Dig wells", None, None)]
    assert kept(plan) == [("Jan 2026", "200"), ("Mar 2026", "300")]


def test_a_step_of_one_in_every_quarter_beside_a_measure_is_no_mark(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Sheet1 | Activity | Indicator | Q1 2026 | Q2 2026 | Q3 2026 |
        |---|---|---|---|---|---|
        | | Write reports | Number of reports | 1 | 1 | 1 |
        | | Hold meetings | Number of meetings | 1 | 1 | 1 |
        """,
        tmp_path,
    )
    assert plan.form == "indicator table"
    assert spans(plan) == [("Write reports", None, None), ("Hold meetings", None, None)]


def test_letters_under_names_say_who_leads_and_who_takes_part(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Recruit nurses | OC1 |
        | | AC2 | Activity | Visit homes | OC1 |
        | | OC1 | Outcome | Nobody dies alone | |

        | RACI | Who does what | | | | |
        |---|---|---|---|---|---|
        | | Tasks | Head nurse | Ward | Accounts | Board |
        | | Recruit nurses | A | R | C | I |
        | | visit homes. | | A/R | R | I |
        | | Write the report | R | | R | |
        """,
        tmp_path,
    )
    led = {box.text: (box.owner, box.partners, box.notes) for box in plan.elements}
    assert led == {
        "Recruit nurses": (("Head nurse",), ("Ward",), "Consulted: Accounts; Informed: Board"),
        "Visit homes": (("Ward",), ("Accounts",), "Informed: Board"),
        "Nobody dies alone": ((), (), None),
        "Write the report": (("Head nurse", "Accounts"), (), None),
    }
    assert {use.fate for use in plan.account} == {"used", "left_out"}
    assert [use.text for use in plan.account if use.fate == "left_out"] == ["Who does what"]


def test_a_table_of_roles_whose_rows_have_no_stage_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match=r"R, A, C and I under names.*type Activity over what is done"):
        plan_of(
            """
            | RACI | Chapter | Amina | Ben | Chidi | Dora |
            |---|---|---|---|---|---|
            | | Introduction | R | A | C | I |
            | | Findings | A | R | I | C |
            """,
            tmp_path,
        )


def test_what_stands_behind_the_months_belongs_to_the_work(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Work plan | Output | Activity | Q3 2025 | Q4 2025 | Q1 2026 | Q2 2026 | Responsible | Budget | Source of funds |
        |---|---|---|---|---|---|---|---|---|---|
        | | Wells work | Survey wells | x | | | | Officer | 12,500 | UNICEF |
        | | | Drill wells | | x | x | | Contractor | 240,000 | Own |

Merged: Work plan A2:A3
        """,
        tmp_path,
    )
    assert spans(plan) == [("Survey wells", "2025-07-01", "2025-09-30"), ("Drill wells", "2025-10-01", "2026-03-31")]
    assert [(box.owner, box.cost.text if box.cost else "", box.funder) for box in plan.elements[1:]] == [
        (("Officer",), "12,500", "UNICEF"),
        (("Contractor",), "240,000", "Own"),
    ]
    assert kept(plan) == []
