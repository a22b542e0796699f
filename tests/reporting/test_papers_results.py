"""The tables that funders ask for: their levels and columns, numbers that stay numbers, assumptions on the right level."""

from decimal import Decimal
from pathlib import Path

from tests.reporting.told import grid, paper_of, rows, sentences, titles

TABLE = "What is to come about, and how one will know"

PLAN = """
| Plan | Ref | Stage | What | Leads to | What must be true | Who leads | Impact weighting (%) |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Train nurses | OP1 | A1 | Trainer | |
| | OP1 | Output | 40 nurses trained | OC1 | A2 | | 60 |
| | OC1 | Outcome | Nurses see fever early | IM1 | A3 | | |
| | IM1 | Impact | Fewer children die | | | | |

| Measures | Ref | What it measures | Measure | Unit | Now | Now as of | Aim | By when | How we check | Step 1 | Step 1 by | Step 2 | Step 2 by |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | M1 | OC1 | % of fevers seen on the first day | % | 12.5 | 2026-01 | 60 | 2028-12-31 | Clinic files | 30 | 2026-12 | 45 | 2027-12 |
| | M2 | OC1 | Children treated | number | 0 | 2026-01 | 12400 | 2028-12 | Register | | | 9000 | 2027-06 |

| Assumptions & risks | Ref | Kind | What | Applies to | Likelihood | Effect if so |
|---|---|---|---|---|---|---|
| | A1 | Assumption | Nurses get leave | | | |
| | A2 | Assumption | Clinics have tests | | | |
| | A3 | Assumption | The ward has beds | | | |
| | A4 | Assumption | Roads stay open | | | |
| | R1 | Risk | Nurses move away | OP1 | 3 | 4 |
"""

READINGS = """
| Readings | Measure | Date | Value | Group |
|---|---|---|---|---|
| | M1 | 2026-12 | 26 | |
| | M1 | 2027-11 | 41 | |
| | M1 | 2027-12 | 70 | Girls |
"""


def test_a_project_has_no_activities_in_its_logical_framework(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-eu")
    assert [row[0] for row in rows(made, TABLE)] == [
        *("Impact", "Fewer children die IM1"),
        *("Outcomes", "Nurses see fever early OC1", "OC1"),
        *("Outputs", "40 nurses trained OP1"),
    ]


def test_a_form_that_has_a_word_for_activities_shows_them(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-eu", profile="echo")
    heads = [rows(made, TABLE)[number][0] for number in grid(made, TABLE).heads]
    assert heads == ["Principal objective", "Specific objective", "Results", "Main activities"]


def test_an_assumption_stands_where_its_arrow_begins_and_the_rest_beneath(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-eu")
    assert [row[-1] for row in rows(made, TABLE, "Results", "Assumptions")] == [
        *("", "–"),
        *("", "The ward has beds A3", "–"),
        *("", "Clinics have tests A2"),
    ]
    assert sentences(made)[1:3] == [
        "Nurses get leave A1 – about AC1 → OP1",
        "Roads stay open A4 – about the plan as a whole",
    ]


def test_values_are_numbers_beside_their_days(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-eu")
    assert rows(made, TABLE)[3][1:6] == [
        *("% of fevers seen on the first day M1", "12.5\xa0%", "January 2026", "60\xa0%", "31 December 2028"),
    ]
    cell = grid(made, TABLE).table.rows[4][4]
    assert [(words.value, words.unit) for line in cell for words in line] == [(Decimal(12400), "number")]


def test_a_french_logframe_has_a_decimal_comma_and_french_headings(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-eu", profile="eu-action", language="fr")
    table = grid(made, "Ce qui doit arriver, et comment on le saura").table
    assert table.headings[0] == "Résultats"
    assert table.headings[6] == "Valeur actuelle"
    made_rows = rows(made, table.caption)
    assert [made_rows[number][0] for number in (0, 2, 5)] == ["Impact", "Effets", "Produits"]
    assert made_rows[3][2:6] == ["12,5\xa0%", "janvier 2026", "60\xa0%", "31 décembre 2028"]
    assert made_rows[4][4] == "12\xa0400"
    assert table.rows[3][2][0][0].value == Decimal("12.5")


def test_the_current_value_is_blank_until_there_is_a_reading_of_all(tmp_path: Path) -> None:
    before = paper_of(PLAN, tmp_path, "logframe-eu")
    assert {row[0] for row in rows(before, TABLE, "Current value")} == {""}
    after = paper_of(PLAN + READINGS, tmp_path, "logframe-eu")
    assert rows(after, TABLE, "Current value")[3] == ["41\xa0% | November 2027"]


def test_a_logframe_of_uk_aid_has_a_block_for_each_result(tmp_path: Path) -> None:
    made = paper_of(PLAN + READINGS, tmp_path, "logframe-fcdo")
    assert grid(made, TABLE).table.headings == (
        *("Indicator", "Row", "Baseline", "Milestone 2026", "Milestone 2027", "Target (date)", "Assumptions"),
    )
    block = rows(made, TABLE)[2:9]
    assert block[0][0] == "Outcome: Nurses see fever early OC1"
    assert block[1][1:6] == ["Planned", "12.5\xa0% | January 2026", "30\xa0%", "45\xa0%", "60\xa0% | 31 December 2028"]
    assert block[2][:5] == ["M1", "Achieved", "", "26\xa0% | December 2026", "41\xa0% | November 2027"]
    assert block[3][:2] == ["Source: Clinic files", ""]
    assert block[4][4] == "9000"


def test_a_reading_of_a_year_without_a_step_has_a_column_too(tmp_path: Path) -> None:
    later = "| | M2 | 2028-06 | 9500 | |\n"
    made = paper_of(PLAN + READINGS + later, tmp_path, "logframe-fcdo")
    assert grid(made, TABLE).table.headings[3:6] == ("Milestone 2026", "Milestone 2027", "Milestone 2028")
    assert rows(made, TABLE)[6][5] == "–"
    assert rows(made, TABLE)[7][5] == "9500 | June 2028"


def test_a_source_that_is_only_a_rhythm_is_missed(tmp_path: Path) -> None:
    rhythm = PLAN.replace("| Step 2 by |", "| Step 2 by | How often |").replace("Register | | |", " | | |")
    made = paper_of(rhythm.replace("| 9000 | 2027-06 |", "| 9000 | 2027-06 | Monthly |"), tmp_path, "logframe-fcdo")
    assert "Source: not said yet, monthly" in [row[0] for row in rows(made, TABLE)]


def test_an_output_shows_its_weight_and_the_gravest_of_its_risks(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-fcdo")
    output = "Output: 40 nurses trained OP1 · Impact weighting (%): 60 · Risk rating: 12 of 25"
    assert output in [row[0] for row in rows(made, TABLE)]
    unweighted = paper_of(PLAN.replace(" Impact weighting (%) |", " Notes |"), tmp_path, "logframe-fcdo")
    assert "Impact weighting (%): no output has one yet. Add a column of this name to Plan." in sentences(unweighted)


def test_a_funder_is_not_told_which_column_the_authors_may_add(tmp_path: Path) -> None:
    unweighted = PLAN.replace(" Impact weighting (%) |", " Notes |")
    shown = paper_of(unweighted, tmp_path, "logframe-fcdo", audience="funder")
    assert [said for said in sentences(shown) if "Impact weighting" in said or "Add a column" in said] == []


def test_a_table_of_results_has_the_columns_of_the_funder(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "results-table", profile="us-hhs")
    assert grid(made, TABLE).table.headings[:4] == (
        *("Strategies and activities", "Outcomes", "Performance measures", "Data source"),
    )
    assert rows(made, TABLE)[1][:3] == [
        *("Train nurses AC1", "Nurses see fever early OC1", "% of fevers seen on the first day M1"),
    ]
    assert (made.paper, made.allowed, made.font_points) == ("letter", 20, 12)


def test_outcomes_are_grouped_by_term_where_a_form_is_made_of_outcomes(tmp_path: Path) -> None:
    terms = PLAN.replace("OC1 | Outcome", "OC1 | Short-term outcome")
    made = paper_of(terms, tmp_path, "results-table", profile="us-hhs")
    assert [rows(made, TABLE)[number][0] for number in grid(made, TABLE).heads] == ["Short-term outcomes", "Impact"]


def test_columns_that_nobody_filled_are_named_beneath_the_table(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "logframe-us")
    assert "Disaggregated by" not in grid(made, TABLE).table.headings
    assert "In no row of this table yet: Frequency; Responsible (role)" in sentences(made)
    assert titles(made)[0] == "Results and indicators"


def test_a_form_keeps_its_columns_where_nothing_is_filled_in_yet(tmp_path: Path) -> None:
    bare = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | OC1 | Outcome | Nurses see fever early | IM1 |
| | IM1 | Impact | Fewer children die | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC1 | % of fevers seen on the first day |
"""
    made = paper_of(bare, tmp_path, "logframe-eu")
    assert grid(made, TABLE).table.headings == (
        *("Results", "Indicators", "Baselines (values and years)", "Targets (values and years)", "Current value"),
        *("Sources of data", "Assumptions"),
    )
    assert rows(made, TABLE)[3][2:] == ["not known yet", "not set yet", "", "not said yet", "none named yet"]
    assert "In no row of this table yet: As of; By when" in sentences(made)
