"""Papers about work, people, money and measuring."""

from decimal import Decimal
from pathlib import Path

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.reporting import Asked, pages_of
from logicmodel.reporting.papers.summary import summary
from logicmodel.theory import Theory
from tests.reporting.club import CLUB
from tests.reporting.told import captions, grid, paper_of, rows, sentences, titles
from tests.tables import plan_of

PLAN = """
| Start here | A | B |
|---|---|---|
| | Programme name | Safe nights |
| | Start | 2026-01 |
| | End | 2026-12 |
| | Currency | EUR |

| Plan | Ref | Stage | What | Leads to | Who leads | With | How many | Start | End | Cost | Cost heading | Meets need |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | IN1 | Input | A van | AC1, AC2 | | | | | | 800 | Travel | |
| | AC1 | Activity | Walk the streets | OP1 | Night team | Police | 40 nights, 50 people | 2026-02 | 2026-04 | 2000 | Staff | N1 |
| | AC2 | Activity | Print maps | OP1 | night team | | 3000 maps | | | 600 | | |
| | OP1 | Output | 50 people met | OC1 | | | | | 2026-06 | | | |
| | OC1 | Outcome | People sleep indoors | | | | | | 2026-12 | | | |

| Needs | Ref | What |
|---|---|---|
| | N1 | People sleep outdoors |

| Measures | Ref | What it measures | Measure | How often | Who collects | By when |
|---|---|---|---|---|---|---|
| | M1 | OP1 | People met | Weekly | Night team | |
| | M2 | OC1 | Nights indoors | Quarterly | Council | 2026-12 |
| | M3 | OC1 | Friends | Start and end | | |
| | M4 | OC1 | Health | Each full moon | | |
"""


def test_a_calendar_marks_the_months_in_which_work_is_under_way(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "work-plan")
    calendar = grid(made, "Calendar of the activities").table
    assert calendar.headings[1:4] == ("January 2026", "February 2026", "March 2026")
    assert rows(made, calendar.caption) == [["Walk the streets AC1", "", "x", "x", "x", *[""] * 8]]
    assert "No start yet: AC2" in sentences(made)


def test_a_long_plan_has_quarters_and_a_longer_one_years(tmp_path: Path) -> None:
    quarters = paper_of(PLAN.replace("End | 2026-12", "End | 2028-12"), tmp_path, "work-plan")
    assert grid(quarters, "Calendar of the activities").table.headings[1:3] == ("Q1 2026", "Q2 2026")
    years = paper_of(PLAN.replace("End | 2026-12", "End | 2032-12"), tmp_path, "work-plan")
    assert grid(years, "Calendar of the activities").table.headings[1:3] == ("2026", "2027")


def test_an_activity_that_makes_another_possible_produces_that(tmp_path: Path) -> None:
    made = paper_of(PLAN.replace("Print maps | OP1", "Print maps | AC1"), tmp_path, "work-plan")
    assert rows(made, "Activities", "What it produces") == [["50 people met OP1"], ["Walk the streets AC1"]]


def test_people_stand_beside_how_many_times(tmp_path: Path) -> None:
    plan = """
| Plan | Ref | Stage | What | Leads to | How many | How many people | How often | Start |
|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Cook together | OC1 | 12 | 640 | Monthly | 2026-Q3 |
| | AC2 | Activity | Walk together | OC1 | 60 people | 60 | | |
| | OC1 | Outcome | Neighbours meet | | | | | |
"""
    made = paper_of(plan, tmp_path, "work-plan")
    assert rows(made, "Activities", "How many", "Start") == [
        ["12 | 640 people | monthly", "Q3 2026"],
        ["60 people", "no start yet"],
    ]
    assert rows(paper_of(plan, tmp_path, "work-plan", language="es"), "Actividades", "Inicio")[0] == ["T3 2026"]


def test_a_bare_number_of_times_is_a_number_for_a_workbook(tmp_path: Path) -> None:
    made = paper_of(PLAN.replace("3000 maps", "3000"), tmp_path, "work-plan")
    column = grid(made, "Activities").table.headings.index("How many")
    typed = [row[column][0][0].value for row in grid(made, "Activities").table.rows]
    assert typed == [None, Decimal(3000)]


def test_readings_are_counted_month_by_month_and_role_by_role(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "monitoring-plan")
    told = rows(made, "Readings by month")
    assert [row[1] for row in told] == ["5", "4", "5", "4", "4", "5", "4", "4", "5", "4", "4", "6"]
    assert told[0] == ["January 2026", "5", "M1 and M3"]
    assert told[-1] == ["December 2026", "6", "M1, M2 and M3"]
    assert "How often is not said, or in words of its own: M4" in sentences(made)
    assert rows(made, "Readings by role") == [
        ["Night team", "1", "48", "M1"],
        ["Council", "1", "4", "M2"],
        ["nobody named yet", "2", "2", "M3 and M4"],
    ]


def test_a_plan_without_dates_says_that_its_months_have_no_names(tmp_path: Path) -> None:
    undated = PLAN.replace("| Start | 2026-01 |", "| Start | |").replace("2026-0", "Month 0").replace("2026-12", "")
    assert "The plan has no Start and End, so its months cannot be named." in sentences(
        paper_of(undated, tmp_path, "monitoring-plan")
    )


def test_a_role_is_one_however_it_is_spelt(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "responsibilities")
    assert rows(made, "What each role does", "Role", "Leads") == [
        ["Night team", "Walk the streets AC1 | Print maps AC2"],
        ["Police", "–"],
        ["Council", "–"],
    ]
    assert "Measures that nobody collects: M3 and M4" in sentences(made)


def test_each_role_has_a_page_of_its_own(tmp_path: Path) -> None:
    made = paper_of(CLUB, tmp_path, "my-part")
    assert titles(made)[:-1] == ["Roles", "Tutor", "Library", "School"]
    first, *slips, not_checked = made.sections
    assert all(slip.new_page for slip in (*slips, not_checked)), "so that each can be handed out"
    assert not first.new_page, "or the first page would have next to nothing on it"
    assert rows(made, "What each role does", "Role", "Leads", "Collects")[0] == ["Tutor", "AC1", "M1 and M3"]
    assert "What everyone says: Asking is how one learns" in sentences(made)
    assert rows(made, "What was decided, and is yours to do", "What was decided") == [
        ["Open on Fridays too | about: AC1"]
    ]


def many_for_one_role(boxes: int, measures: int) -> str:
    """Write a plan in which one role leads and collects much, each told in a long sentence, and another next to nothing."""
    said = "with young carers in the community hall and at two partner schools, with food and a lift home"
    head = "| Plan | Ref | Stage | What | Short label | Leads to | Who leads | Start | End |\n|---|---|---|---|---|---|---|---|---|\n"
    plan = "".join(
        f"| | A{n} | Activity | Evening {n} {said} | {'First evening' if n == 1 else ''} | C1 | Youth worker | 2026-09 | 2027-06 |\n"
        for n in range(1, boxes + 1)
    )
    goal = "| | C1 | Long-term outcome | Young carers ask for help | | | School | | 2028-06 |\n\n"
    asked = "| Measures | Ref | What it measures | Measure | How we check | Who collects |\n|---|---|---|---|---|---|\n"
    rows = (
        f"| | M{n} | C1 | Share of answers to question {n} {said} | {said} | Youth worker |\n"
        for n in range(1, measures + 1)
    )
    return head + plan + goal + asked + "".join(rows)


def test_a_role_with_much_to_do_keeps_to_one_page(tmp_path: Path) -> None:
    made = paper_of(many_for_one_role(15, 8), tmp_path, "my-part")
    assert pages_of(made, {}).used == len(made.sections)
    assert "Shortened to fit one page: each Ref leads to the whole of it in the plan." in sentences(made)
    led = rows(made, "What you lead", "What", "So that")
    assert len(led) == 15
    assert led[0] == ["First evening A1", "C1"]
    assert led[-1][0].endswith("a lift home A15"), "as much of each as there is room for"
    in_french = paper_of(many_for_one_role(15, 8), tmp_path, "my-part", language="fr")
    assert pages_of(in_french, {}).used == len(in_french.sections)


def test_a_role_with_more_than_a_page_in_short_says_so(tmp_path: Path) -> None:
    made = paper_of(many_for_one_role(150, 60), tmp_path, "my-part")
    assert (
        "This role has too much to do for one page, even in short: each Ref leads to the whole of it in the plan."
        in sentences(made)
    )
    assert "A150" in " ".join(sentences(made))


def test_a_cost_for_each_person_needs_people_that_are_counted(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "budget")
    assert rows(made, "Costs of the activities", "Activity", "Cost", "People reached", "For each person") == [
        ["Walk the streets AC1", "2,400\xa0EUR", "50", "48\xa0EUR"],
        ["Print maps AC2", "1,000\xa0EUR", "–", "–"],
    ]
    assert rows(made, "Costs by heading")[-1][:3] == ["In all", "3,400\xa0EUR", "100\xa0%"]
    assert "Some costs have no heading yet." in sentences(made)


def test_costs_in_several_currencies_are_not_added_up(tmp_path: Path) -> None:
    made = paper_of(PLAN.replace("| 600 |", "| $600 |"), tmp_path, "budget")
    assert "Costs are in EUR and USD. Sums over several currencies would mean nothing." in sentences(made)
    assert captions(made) == ["Means, shared costs and what they are for"]


def test_many_checks_that_did_not_run_are_told_in_one_paragraph(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "budget")
    assert "Checks that did not run, and why" not in captions(made)
    (told,) = [each for each in sentences(made) if each.startswith("What is missing: ")]
    assert "; assumptions with Likelihood and Effect if so (A502, A503); " in told


def test_a_cost_is_written_alike_in_every_table(tmp_path: Path) -> None:
    plan = PLAN.replace("| 2000 | Staff", "| 2000.5 | Staff").replace("| 600 |", "| £600 |")
    made = paper_of(plan.replace("| Currency | EUR", "| Currency | GBP"), tmp_path, "work-plan")
    assert rows(made, "Activities", "Cost") == [["2,000.50\xa0GBP"], ["£600"]]
    french = paper_of(plan, tmp_path, "budget", language="fr")
    assert rows(french, "Les moyens, les coûts partagés et à quoi ils servent", "Coût", "Poste de dépense") == [
        ["800\xa0EUR", "Déplacements"]
    ]


def test_a_day_without_a_value_is_not_told_as_one(tmp_path: Path) -> None:
    plan = PLAN.replace("| By when |", "| By when | Now as of | Now |").replace(
        "| Night team | |\n", "| Night team | | | |\n"
    )
    plan = plan.replace("| Council | 2026-12 |", "| Council | 2026-12 | 2026-03-01 | |")
    plan = plan.replace("| M3 | OC1 | Friends | Start and end | | |", "| M3 | OC1 | Friends | | | | 2026-03-01 | 4 |")
    made = paper_of(plan, tmp_path, "plan", language="fr")
    now = rows(made, "Indicateurs des changements", "Valeur de départ")
    assert now[:2] == [["pas encore connu"], ["4 | 1er mars 2026"]]


def test_a_box_without_words_is_named_once(tmp_path: Path) -> None:
    made = paper_of(PLAN.replace("| Print maps |", "| |"), tmp_path, "work-plan")
    assert rows(made, "Activities", "Activity")[1] == ["AC2"]


def test_what_nobody_leads_or_when_is_a_gap_in_the_plan_in_six_blocks(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "plan")
    assert titles(made)[:6] == [
        "1 What is to change",
        "2 What is to be done",
        "3 How we will know",
        "4 Who does it",
        "5 By when, and when we look at it again",
        "6 What we do if it does not work",
    ]
    assert {"Next review: no date yet", "Activities without a start or an end: AC2", "No plan B yet."} <= set(
        sentences(made)
    )


def test_the_next_worker_sees_what_ends_first_and_what_was_decided_last(tmp_path: Path) -> None:
    made = paper_of(CLUB, tmp_path, "handover")
    assert [row[0] for row in rows(made, "Activities, the next to end first")] == [
        "Open the library after school AC1",
        "Invite parents to a learning café AC2",
    ]
    assert [row[0] for row in rows(made, "Reviews, changes and decisions, the last first")] == [
        "2 March 2026",
        "1 February 2026",
    ]
    assert "To come back to: A club for Year 8 P1" in sentences(made)


def test_of_many_goals_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    goals = "".join(f"| | I{n} | Impact | Goal {n} | | |\n" for n in range(1, 7))
    plan = f"| Plan | Ref | Stage | What | Leads to | Who leads |\n|---|---|---|---|---|---|\n{goals}"
    plan += "| | A1 | Activity | Evening clubs | I1 | Youth worker |\n"
    three = "What we are working for: Goal 1 I1, Goal 2 I2, Goal 3 I3 and 3 more"
    assert three in sentences(paper_of(plan, tmp_path, "my-part"))
    assert three in sentences(paper_of(plan, tmp_path, "handover"))
    five = "Goal: Goal 1 I1; Goal 2 I2; Goal 3 I3; Goal 4 I4; Goal 5 I5; 1 more"
    assert five in sentences(paper_of(plan, tmp_path, "narrative"))


def test_a_start_that_is_still_to_be_found_has_the_day_by_which_it_is_and_no_other(tmp_path: Path) -> None:
    plan = (
        "| Plan | Ref | Stage | What |\n|---|---|---|---|\n| | C1 | Long-term outcome | Young carers ask for help |\n\n"
    )
    plan += (
        "| Measures | What it measures | Measure | Now | Now as of | Now to be found by |\n|---|---|---|---|---|---|\n"
    )
    plan += "| | C1 | Share who ask | TBC | 2026-06-01 | 2027-06-01 |\n| | C1 | Share who know | 4 | 2026-06-01 | |\n"
    made = paper_of(plan, tmp_path, "plan")
    assert rows(made, "Measures of changes", "Now") == [["TBC | to be found by: 1 June 2027"], ["4 | 1 June 2026"]]


def test_the_page_in_short_writes_large_numbers_of_people_as_the_other_pages_do(tmp_path: Path) -> None:
    needs = "| Needs | Ref | Kind | What | Who it affects | Chosen | How many | Out of |\n|---|---|---|---|---|---|---|---|\n"
    needs += "| | N1 | Need | Adults go hungry | Adults | Yes | 58000 | 412000 |\n"
    said = "What is missing: Adults go hungry (58,000 of 412,000)"
    theory = Theory(plan_of(needs, tmp_path))
    assert said in sentences(summary(theory, Asked(checked=examine(theory, Config()))))
