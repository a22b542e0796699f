"""The tables of a report: what is there is shown, what is missing is said in words."""

from pathlib import Path

from logicmodel.reporting import needs_tables, tables
from logicmodel.saying import Table, plain_text
from logicmodel.theory import Theory
from tests.tables import plan_of


def rows(table: Table | None) -> list[list[str]]:
    """Give the cells of a table as text, lines after bars."""
    assert table is not None
    return [[" | ".join(plain_text(line) for line in cell) for cell in row] for row in table.rows]


NEEDS = """
| Needs | Ref | Kind | What | Who it affects | How do you know? | How many | Out of | Chosen | Not now because | Held by |
|---|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Young carers feel alone | Young carers | E1; Head teachers | 63 | 410 | Yes | | |
| | N2 | Need | Young carers miss school | | | | | Yes | | |
| | N3 | Need | Families are cold | | | | | | The council takes it on | |
| | N4 | Need | Buses are dear | | | | | | | |
| | N5 | Need | Nobody asks | | | | | Yes | | |
| | S1 | Strength | Schools spot tired pupils | | | | | | | Teachers |
| | S2 | Strength | The library is free | | | | | | | |

| Plan | Ref | Stage | What | Leads to | Meets need | Builds on | Marks |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Run a group | OC1 | N1 | S1 | |
| | AC2 | Activity | Train staff | OC2 | | | |
| | AC3 | Activity | Print a leaflet | | N5 | | |
| | OC1 | Short-term outcome | They have friends | OC3 | | | |
| | OC2 | Short-term outcome | Staff notice | OC3 | N2 | | |
| | OC3 | Long-term outcome | They are in school | IM1 | N2 | | |
| | OC4 | Long-term outcome | They like maths | IM1 | | | |
| | IM1 | Impact | They have the same chances | | | | Not measured (too far away) |

| Measures | Ref | What it measures | Measure | Unit | Now | Aim | By when | How we check | How often | Who collects |
|---|---|---|---|---|---|---|---|---|---|---|
| | M1 | OC1 | % with a friend | % | 35 | 60 | 2028-12 | Survey | Termly | Carers’ worker |
| | M2 | OC3 | Missed days | number | 19 | 12000 | 2029-03-14 | School records | | |
| | M3 | OC3 | Late marks | number | TBC | | | | | |
| | M4 | AC1 | Evenings held | number | 0 | 40 | 2028 | Register | | |

| Sources | Ref | Title |
|---|---|---|
| | E1 | School survey 2025 |
"""


def test_each_need_is_followed_to_how_one_will_know(tmp_path: Path) -> None:
    theory = Theory(plan_of(NEEDS, tmp_path))
    assert rows(needs_tables.needs_table(theory)) == [
        [
            "Young carers feel alone N1 | for Young carers | 63 of 410 people",
            "School survey 2025 E1 | Head teachers E2",
            "Run a group AC1",
            "They have friends OC1",
            "% with a friend M1: now 35\xa0%, aim 60\xa0%, by December 2028",
            "Survey, termly, Carers’ worker",
        ],
        [
            "Young carers miss school N2",
            "nobody named yet",
            "Run a group AC1 | Train staff AC2",
            "Staff notice OC2 | They are in school OC3",
            "OC2: no measure yet | OC3: Missed days M2: now 19, aim 12,000, by 14 March 2029 | "
            "OC3: Late marks M3: now TBC, aim not set yet, by no date yet",
            "M2: School records | M3: not said yet",
        ],
        ["Families are cold N3", "nobody named yet", "not now: The council takes it on", "–", "–", "–"],
        ["Buses are dear N4", "nobody named yet", "not taken up by this plan", "–", "–", "–"],
        ["Nobody asks N5", "nobody named yet", "Print a leaflet AC3", "leads to no outcome yet", "–", "–"],
        [
            "no need names this",
            "–",
            "no activity leads here yet",
            "They like maths OC4",
            "no measure yet",
            "–",
        ],
        [
            "follows from what answers a need",
            "–",
            "Run a group AC1 | Train staff AC2",
            "They have the same chances IM1",
            "not measured, on purpose: too far away",
            "–",
        ],
    ]


def test_a_chosen_need_without_an_answer_says_so(tmp_path: Path) -> None:
    theory = Theory(plan_of(NEEDS.replace("| N5 | S1 |", "| | |").replace("| N5 |  |", "| | |"), tmp_path))
    unanswered = [row[2] for row in rows(needs_tables.needs_table(theory)) if row[0] == "Nobody asks N5"]
    assert unanswered == ["Print a leaflet AC3"]
    other = Theory(plan_of(NEEDS.replace("Print a leaflet | | N5", "Print a leaflet | |"), tmp_path))
    assert [row[2] for row in rows(needs_tables.needs_table(other)) if row[0] == "Nobody asks N5"] == [
        "nothing answers this need yet"
    ]


def test_strengths_say_who_has_them_and_what_builds_on_them(tmp_path: Path) -> None:
    theory = Theory(plan_of(NEEDS, tmp_path))
    assert rows(needs_tables.strengths_table(theory)) == [
        ["Schools spot tired pupils S1", "Teachers", "Run a group AC1"],
        ["The library is free S2", "nobody named yet", "nothing builds on it yet"],
    ]


def test_measures_of_the_work_have_a_table_of_their_own(tmp_path: Path) -> None:
    theory = Theory(plan_of(NEEDS, tmp_path))
    assert rows(needs_tables.other_measures_table(theory)) == [
        ["Evenings held M4: now 0, aim 40, by 2028", "Run a group AC1", "Register"]
    ]


WORK = """
| Start here | A | B |
|---|---|---|
| | Programme name | Groups |
| | Currency | GBP |

| Plan | Ref | Stage | What | Leads to | For whom | How many | Who leads | With | Start | End | Cost | Cost heading | How often | Status |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | IN1 | Input | A worker | AC1 | | | | | 2026-05 | | 64000 | Staff | | |
| | IN2 | Input | A van | | | | | | | | | | | |
| | AC1 | Activity | Run a group | OC1 | Young carers | 40 sessions | Worker; Manager | Schools | 2026-05 | 2029-03 | 500 | | Weekly | |
| | AC2 | Activity | Print a leaflet | OC1 | | | | | | 2027-01 | | | | Proposed |
| | AC3 | Activity | Hold a party | OC1 | | | | | | | | | | |
| | OC1 | Outcome | People meet | | | | | | | | | | | |

| Budget | Cost heading | Amount | For |
|---|---|---|---|
| | Indirect | 9000 | AC1, AC2 |
| | Travel | | |
"""


def test_who_does_what_by_when_marks_what_is_missing(tmp_path: Path) -> None:
    theory = Theory(plan_of(WORK, tmp_path))
    assert rows(tables.work_table(theory)) == [
        [
            "Run a group AC1",
            "Worker, Manager | with Schools",
            "Young carers",
            "May 2026 to March 2029",
            "40 sessions | weekly",
            "500\xa0GBP",
        ],
        [
            "Print a leaflet AC2 | proposed",
            "nobody named yet",
            "nobody named yet",
            "no start yet to January 2027",
            "not said yet",
            "no cost yet",
        ],
        ["Hold a party AC3", "nobody named yet", "nobody named yet", "no dates yet", "not said yet", "no cost yet"],
    ]


def test_what_it_takes_lists_inputs_and_shared_costs(tmp_path: Path) -> None:
    theory = Theory(plan_of(WORK, tmp_path))
    assert rows(tables.means_table(theory)) == [
        ["A worker IN1", "Run a group AC1", "May 2026 to no end yet", "64,000\xa0GBP", "Staff"],
        ["A van IN2", "nothing uses it yet", "no dates yet", "no cost yet", "not said yet"],
        ["Shared cost", "AC1 and AC2", "–", "9,000\xa0GBP", "Indirect"],
        ["Shared cost", "the programme as a whole", "–", "no cost yet", "Travel"],
    ]


REGISTER = """
| Plan | Ref | Stage | What | Leads to | Because | What must be true | Evidence |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Run a group | OC1 | Company helps | A2 | A study |
| | OC1 | Outcome | People meet | IM1 | | | |
| | IM1 | Impact | Life is good | | | | |

| Links | From | To | Because | Kind | Evidence level | Direction |
|---|---|---|---|---|---|---|
| | OC1 | AC1 | They bring friends | Feeds back to | | |
| | AC1 | IM1 | Teasing | May harm | 2 Promising | Contrary |

| Assumptions & risks | Ref | Kind | What | Applies to | Likelihood | Effect if so | How we check | Check by | If it is not true, we will | Who watches it | State | To prevent it, we | We act when |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | A1 | Assumption | Buses run | AC1>OC1 | 4 | 3 | Counts | 2026-09 | Hire a van | Manager | Holds | | < 40 |
| | A2 | Assumption | Parents agree | | | | | | | | | | |
| | R1 | Risk | Stigma | OC1 | | | | | | | | A neutral name | |
| | P1 | Parking | A café | | | | | | | | | | |
"""


def test_assumptions_and_risks_say_how_they_stand_and_what_is_done(tmp_path: Path) -> None:
    theory = Theory(plan_of(REGISTER, tmp_path))
    assert rows(tables.register_table(theory)) == [
        [
            "Buses run A1 | assumption",
            "AC1 → People meet OC1",
            "holds | how likely to be true: 4 of 5 | effect if so: 3 of 5",
            "Counts | we act when: < 40 | by September 2026 | who watches: Manager",
            "then: Hire a van",
        ],
        [
            "Parents agree A2 | assumption",
            "AC1 → People meet OC1",
            "not checked yet",
            "nobody watches it yet",
            "no plan B yet",
        ],
        [
            "Stigma R1 | risk",
            "People meet OC1",
            "not said yet",
            "nobody watches it yet",
            "to prevent it: A neutral name",
        ],
        ["A café P1 | parking", "the plan as a whole", "to come back to", "nobody watches it yet", "–"],
    ]


def test_every_arrow_has_a_row_with_what_is_said_about_it(tmp_path: Path) -> None:
    theory = Theory(plan_of(REGISTER, tmp_path))
    assert rows(tables.arrow_table(theory)) == [
        [
            "Run a group AC1",
            "People meet OC1",
            "Company helps",
            "Buses run A1 | Parents agree A2",
            "A study E1, not rated",
        ],
        [
            "Run a group AC1",
            "may harm: Life is good IM1",
            "Teasing",
            "–",
            "promising, 2\xa0of\xa05, speaks against this",
        ],
        ["People meet OC1", "feeds back to: Run a group AC1", "They bring friends", "–", "none named"],
        ["People meet OC1", "Life is good IM1", "not said yet", "–", "none named"],
    ]
