"""Logframes: what each row, block and column becomes, which arrows are proposed, and that nothing is lost."""

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.model import Mark, Plan
from tests.reading.seen import arrows, boxes
from tests.tables import plan_of

EU = """
| Logframe | | Intervention logic | Objectively verifiable indicators of achievement | Sources and means of verification | Assumptions |
|---|---|---|---|---|---|
| | Overall objective(s) | Children are healthy | Asthma admissions per 1000 | Hospital records | |
| | Specific objective(s) | Families live in dry homes | % of homes without damp | Home survey | Rents do not rise |
| | Expected results | 1. Homes are repaired<br>2. Tenants know their rights | Homes repaired<br>Tenants trained | Works register<br>Lists | Landlords give access<br>Prices stay stable |
| | Activities | 1.1 Inspect homes<br>1.2 Repair roofs<br>2.1 Train tenants | | | Enough builders |
"""

BLOCKS = """
| Results framework | PROGRAMME TITLE: Clean water for Kilo | | | | | | | |
|---|---|---|---|---|---|---|---|---|
| | IMPACT | Impact Indicator 1 | | Baseline | Milestone 1 (2024) | Milestone 2 (2025) | Target (2026) | Assumptions |
| | Children are healthy | Vaccinated children | Planned | 40 | 45 | 50 | 60 | |
| | | | Achieved | | 47 | | | |
| | | | | Source | | | | |
| | | | | Health survey | | | | |
| | OUTCOME | Outcome Indicator 1 | | Baseline | Milestone 1 (2024) | Milestone 2 (2025) | Target (2026) | Assumptions |
| | Households drink safe water | % with safe water | Planned | 40% | 50% | 60% | 80% | Rain stays normal |
| | INPUTS (£) | Donor (£) | | Govt (£) | Total (£) | | | |
| | | 1000000 | | 200000 | 1200000 | | | |
| | OUTPUT 1 | Output Indicator 1.1 | | Baseline | Milestone 1 (2024) | Milestone 2 (2025) | Target (2026) | Assumptions |
| | Wells are drilled | Number of wells | Planned | 0 | 20 | 40 | 80 | Diesel is sold |
| | IMPACT WEIGHTING (%) | Output Indicator 1.2 | | Baseline | Milestone 1 (2024) | Milestone 2 (2025) | Target (2026) | |
| | 40% | Wells in use | Planned | 0 | 18 | 36 | 75 | |
| | | | | Source | | | | RISK RATING |
| | | | | Field visits | | | | Medium |
| | OUTPUT 2 | Output Indicator 2.1 | | Baseline | Milestone 1 (2024) | Milestone 2 (2025) | Target (2026) | Assumptions |
| | Committees are trained | Committees | Planned | 0 | 10 | 20 | 40 | |
"""


def fates(plan: Plan) -> Counter[str]:
    return Counter(each.fate for each in plan.account)


def test_a_lone_source_beneath_a_measure_may_stand_under_no_heading(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Results framework | OUTCOME | Outcome Indicator 1 | | Baseline | Milestone 1 (2024) | Target (31 March 2027) | |
        |---|---|---|---|---|---|---|---|
        | | Families are warm | % at 18 degrees | Planned | 35 | 40 | 60 | |
        | | | | Achieved | | 41 | | |
        | | | | Source | | | | |
        | | | | Home survey | | | | |
        | | INPUTS (HR) | Donor (FTEs) | | | | | |
        | | | 1.5 | | | | | |
        | | OUTPUT 1 | Output Indicator 1.1 | | Baseline | Milestone 1 (2024) | Target (31 March 2027) | |
        | | Homes are insulated | Homes | Planned | 0 | 50 | 120 | |
        | | RISK RATING | | Source | | | | |
        | | Medium | | Works register | | | | |
        """,
        tmp_path,
    )
    assert [(each.text, each.source) for each in plan.indicators] == [
        ("% at 18 degrees", "Home survey"),
        ("Homes", "Works register"),
    ]
    assert [(each.measure, each.value.text) for each in plan.readings if each.value] == [("M1", "41")]
    assert {(extra.heading, extra.text) for box in plan.elements for extra in box.extras} == {
        ("Donor (FTEs)", "1.5"),
        ("RISK RATING", "Medium"),
    }
    assert set(fates(plan)) == {"used", "extra"}


DFID = "logframes/DFID_Template.xlsx"


def test_a_filled_copy_of_a_template_in_blocks_has_every_measure_at_its_level(
    shared_data: Path, tmp_path: Path
) -> None:
    book = load_workbook(shared_data / DFID)
    page = book["RESULTS FRAMEWORK"]
    typed = {
        "A1": "PROGRAMME TITLE:  Clean water for Kilo",
        "A3": "Children are healthy", "B3": "Under-five deaths per 1000", "C3": 64, "D3": 60, "E3": 55, "F3": 48,
        "C5": "Health survey",
        "A7": "Households drink safe water", "B7": "% with safe water", "C7": "40%", "D7": "50%", "E7": "60%",
        "F7": "80%", "C9": "Household survey",
        "B11": "Hours spent fetching water", "C11": 3, "D11": 2.5, "E11": 2, "F11": 1, "C13": "Time diaries",
        "A15": "100", "B15": "% who pay for repairs", "C15": 10, "F15": 60, "C17": "Ledgers",
        "A19": "Wells are drilled", "B19": "Wells drilled", "C19": 0, "D19": 20, "E19": 40, "F19": 80, "C21": "Field visits",
        "B23": "Wells in use", "C23": 0, "D23": 18, "E23": 36, "F23": 75,
        "A25": "40%", "C25": "Field visits",
    }  # fmt: skip
    for cell, value in typed.items():
        page[cell] = value
    for cell, text in {"D6": "Milestone 1 (2025)", "E6": "Milestone 2 (2026)", "F6": "Target (March 2027)"}.items():
        page[cell] = text
    book.save(tmp_path / "filled.xlsx")
    plan = read_plan(tmp_path / "filled.xlsx")
    assert boxes(plan) == {
        "IM1": "Children are healthy",
        "OC1": "Households drink safe water",
        "OP1": "Wells are drilled",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1"]
    assert plan.programme.name == "Clean water for Kilo"
    assert [
        (each.measures, each.text, len(each.milestones), each.target.text if each.target else None, each.source)
        for each in plan.indicators
    ] == [
        ("IM1", "Under-five deaths per 1000", 2, "48", "Health survey"),
        ("OC1", "% with safe water", 2, "80%", "Household survey"),
        ("OC1", "Hours spent fetching water", 2, "1", "Time diaries"),
        ("OC1", "% who pay for repairs", 0, "60", "Ledgers"),
        ("OP1", "Wells drilled", 2, "80", "Field visits"),
        ("OP1", "Wells in use", 2, "75", "Field visits"),
    ]
    safe = plan.indicators[1]
    assert [step.date.text for step in safe.milestones if step.date] == ["2025", "2026"]
    assert safe.target_date is not None
    assert safe.target_date.text == "March 2027"
    assert [(each.heading, each.text) for box in plan.elements for each in box.extras] == [
        ("OUTCOME WEIGHTING (%)", "100"),
        ("OUTPUT WEIGHTING (%)", "40%"),
    ]


# -- tables -----------------------------------------------------------------------------------------------------------


def test_four_levels_and_their_lists_become_boxes_with_the_numbers_of_their_author(tmp_path: Path) -> None:
    plan = plan_of(EU, tmp_path)
    assert plan.form == "matrix"
    assert boxes(plan) == {
        "IM1": "Children are healthy",
        "OC1": "Families live in dry homes",
        "OP1": "Homes are repaired",
        "OP2": "Tenants know their rights",
        "AC1.1": "Inspect homes",
        "AC1.2": "Repair roofs",
        "AC2.1": "Train tenants",
    }


def test_arrows_follow_the_numbers_else_the_only_box_above_and_are_to_confirm(tmp_path: Path) -> None:
    plan = plan_of(EU, tmp_path)
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OP2>OC1", "AC1.1>OP1", "AC1.2>OP1", "AC2.1>OP2"]
    assert {(link.basis, link.marks) for link in plan.links} == {("nesting", (Mark(kind="to_confirm"),))}


def test_measures_of_a_cell_are_parted_where_their_sources_agree_in_number(tmp_path: Path) -> None:
    plan = plan_of(EU, tmp_path)
    assert [(each.measures, each.text, each.source) for each in plan.indicators] == [
        ("IM1", "Asthma admissions per 1000", "Hospital records"),
        ("OC1", "% of homes without damp", "Home survey"),
        ("OP1", "Homes repaired", "Works register"),
        ("OP2", "Tenants trained", "Lists"),
    ]


def test_measures_stay_whole_where_their_sources_are_fewer(tmp_path: Path) -> None:
    plan = plan_of(EU.replace("Works register<br>Lists", "One<br>Two<br>Three"), tmp_path)
    whole = [each for each in plan.indicators if "Homes repaired" in each.text]
    assert [each.text for each in whole] == ["Homes repaired\nTenants trained"]
    assert {each.kind for each in plan.noticed} >= {"several_in_cell"}


def test_assumptions_apply_to_the_arrows_up_from_their_row(tmp_path: Path) -> None:
    plan = plan_of(EU, tmp_path)
    assert [(each.kind, each.text, each.about) for each in plan.register] == [
        ("assumption", "Rents do not rise", ("OC1>IM1",)),
        ("assumption", "Landlords give access", ("OP1>OC1", "OP2>OC1")),
        ("assumption", "Prices stay stable", ("OP1>OC1", "OP2>OC1")),
        ("assumption", "Enough builders", ("AC1.1>OP1", "AC1.2>OP1", "AC2.1>OP2")),
    ]


def test_every_cell_of_a_logframe_is_used(tmp_path: Path) -> None:
    assert set(fates(plan_of(EU, tmp_path))) == {"used"}


def test_rows_beneath_a_statement_hold_more_of_its_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | | Results | Indicators | Baselines | Targets | Sources of data |
        |---|---|---|---|---|---|---|
        | | Impact | Peace lasts | Incidents | 34 | 10 | Police |
        | | Outcome 1 | Young people trust the police | % who trust | 22 % | 45 % | Survey |
        | | Output 1.1 | Officers trained | Number trained | 0 | 200 | Lists |
        | | | | Hours of training | 0 | TBC | Lists |
        | | Outcome 2 | Girls stay at school | Share staying | 60% | 75% | Records |
        | | Output 2.1 | Fees paid | Girls with fees paid | 0 | 300 | Ledger |
        """,
        tmp_path,
    )
    assert [(each.measures, each.text) for each in plan.indicators][2:4] == [
        ("OP1.1", "Number trained"),
        ("OP1.1", "Hours of training"),
    ]
    assert arrows(plan) == ["OC1>IM1", "OP1.1>OC1", "OC2>IM1", "OP2.1>OC2"]


def test_levels_across_the_sheet_and_assumptions_among_the_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Monitoring | Indicator | Data Collection Methods/Sources | Frequency & Schedule | Responsibilities |
        |---|---|---|---|---|
        | | GOAL: Communities are safer | | | |
        | | Deaths from floods | Records | Yearly | Manager |
        | | OUTCOME 1: Communities prepare for floods | | | |
        | | % with a plan | Survey | Yearly | Officer |
        | | OUTPUT 1.1: Plans are written | | | |
        | | Number of plans | Files | Monthly | Officer |
        | | Assumption: Leaders take part | Meetings | Monthly | Officer |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Communities are safer",
        "OC1": "Communities prepare for floods",
        "OP1.1": "Plans are written",
    }
    assert [(each.text, each.measures) for each in plan.indicators] == [
        ("Deaths from floods", "IM1"),
        ("% with a plan", "OC1"),
        ("Number of plans", "OP1.1"),
    ]
    (entry,) = plan.register
    assert (entry.text, entry.check, entry.about) == ("Leaders take part", "Meetings", ("OP1.1>OC1",))


def test_boxes_beneath_those_that_they_serve_lead_to_the_nearest_one_above(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Impact | Lives are better | Index | 2 |
        | | Outcome | Farms yield more | Yield | 2 |
        | | Output | Seeds given | Seeds | 5 |
        | | Outcome | Markets are open | Stalls | 2 |
        | | Output | Roads mended | Roads | 5 |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OC2>IM1", "OP2>OC2"]


def test_a_statement_repeated_for_each_of_its_measures_is_one_box(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Outcome | Farms yield more | Yield | 2 |
        | | Outcome | Farms yield more | Harvests | 3 |
        | | Output | Seeds given | Seeds | 5 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OC1": "Farms yield more", "OP1": "Seeds given"}
    assert [each.measures for each in plan.indicators] == ["OC1", "OC1", "OP1"]
    assert [(each.count, each.detail) for each in plan.noticed if each.kind == "merged_boxes"] == [(1, "2")]


def test_an_error_in_place_of_a_statement_is_no_box_and_is_told(tmp_path: Path) -> None:
    plan = plan_of(EU.replace("Families live in dry homes", "#REF!"), tmp_path)
    assert "#REF!" not in boxes(plan).values()
    assert [(each.text, each.reason, str(each.place)) for each in plan.unread] == [
        ("#REF!", "error_value", "Logframe, cell B3")
    ]


def test_no_arrow_is_proposed_where_nothing_says_which(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Outcome | Farms yield more | Yield | 2 |
        | | Outcome | Markets are open | Stalls | 2 |
        | | Output | Seeds given | Seeds | 5 |
        | | Output | Roads mended | Roads | 5 |
        """,
        tmp_path,
    )
    assert arrows(plan) == []


@pytest.mark.parametrize(
    ("other", "stage"),
    [("Specific objective", "output"), ("Outputs", "outcome"), ("Activities", None)],
)
def test_results_are_outputs_under_an_objective_and_outcomes_over_outputs(
    other: str, stage: str | None, tmp_path: Path
) -> None:
    plan = plan_of(
        f"""
        | Frame | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Impact | Lives are better | Index | 2 |
        | | {other} | Seeds reach farms | Farms | 2 |
        | | Results | Farms yield more | Yield | 2 |
        """,
        tmp_path,
    )
    box = next(each for each in plan.elements if each.text == "Farms yield more")
    assert (box.stage.value if box.stage else None) == stage
    asked = [(each.text, each.suggestions) for each in plan.unread]
    assert asked == ([] if stage else [("Results", ("Output", "Outcome"))])


def test_a_french_logframe_with_letters_before_its_numbers(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cadre | | Logique d'intervention | Indicateurs objectivement vérifiables | Sources de vérification | Hypothèses |
        |---|---|---|---|---|---|
        | | Objectif global | Santé améliorée | Taux | Enquête | |
        | | Objectif spécifique | Accès aux soins | Consultations | Registre | Stabilité |
        | | Résultats | R1. Centres réhabilités | Nombre de centres | Rapports | |
        | | | R2. Personnel formé | Nombre formé | Listes | |
        | | Activités | A1.1 Acheter le matériel | | | |
        | | | A2.1 Former | | | |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OP2>OC1", "AC1.1>OP1", "AC2.1>OP2"]
    assert boxes(plan)["AC1.1"] == "Acheter le matériel"


def test_a_spanish_logframe(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Marco lógico | | Resumen narrativo | Indicadores | Medios de verificación | Supuestos |
        |---|---|---|---|---|---|
        | | Fin | Mejor calidad de vida | Pobreza | Censo | |
        | | Propósito | Los jóvenes tienen empleo | Tasa de empleo | Encuesta | Crecimiento |
        | | Componentes | 1. Talleres realizados | Talleres | Informes | |
        | | | 2. Becas entregadas | Becas | Actas | |
        | | Actividades | 2.1 Seleccionar becarios | | Actas | |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OP2>OC1", "AC2.1>OP2"]
    assert plan.register[0].about == ("OC1>IM1",)


# -- blocks -----------------------------------------------------------------------------------------------------------


def test_blocks_give_each_level_its_statement_measures_steps_and_source(tmp_path: Path) -> None:
    plan = plan_of(BLOCKS, tmp_path)
    assert plan.programme.name == "Clean water for Kilo"
    assert [box.text for box in plan.elements] == [
        "Children are healthy",
        "Households drink safe water",
        "INPUTS (£)",
        "Wells are drilled",
        "Committees are trained",
    ]
    first = plan.indicators[0]
    assert (first.text, first.measures, first.source) == ("Vaccinated children", "IM1", "Health survey")
    steps = [(step.value.text, step.date.text) for step in first.milestones if step.value and step.date]
    assert steps == [("45", "2024"), ("50", "2025")]
    assert first.target
    assert first.target_date
    assert (first.target.text, first.target_date.text) == ("60", "2026")


def test_achieved_numbers_are_readings_on_the_date_of_their_step(tmp_path: Path) -> None:
    plan = plan_of(BLOCKS, tmp_path)
    (reading,) = plan.readings
    assert reading.date
    assert reading.value
    assert (reading.measure, reading.date.text, reading.value.text) == ("M1", "2024", "47")


def test_a_second_measure_of_a_block_and_what_stands_beside_it_are_kept(tmp_path: Path) -> None:
    plan = plan_of(BLOCKS, tmp_path)
    of_wells = [(each.text, each.source) for each in plan.indicators if each.measures == "OP1"]
    assert of_wells == [("Number of wells", None), ("Wells in use", "Field visits")]
    wells = next(box for box in plan.elements if box.id == "OP1")
    assert [(extra.heading, extra.text) for extra in wells.extras] == [
        ("IMPACT WEIGHTING (%)", "40%"),
        ("RISK RATING", "Medium"),
    ]
    assert [(each.text, each.about) for each in plan.register] == [
        ("Rain stays normal", ("OC1>IM1",)),
        ("Diesel is sold", ("OP1>OC1",)),
    ]
    assert set(fates(plan)) == {"used", "extra"}


# -- what is no logframe ----------------------------------------------------------------------------------------------


def test_an_empty_logframe_says_why_there_is_no_plan(shared_data: Path) -> None:
    with pytest.raises(NoPlanFound, match="it looks like a logframe, but no result is written in it"):
        read_plan(shared_data / "logframes" / "DFID_Template.xlsx")


def test_a_plan_that_draws_its_own_arrows_is_no_logframe(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Indicator | Target |
        |---|---|---|---|---|---|---|
        | | OP1 | Output | Wells drilled | OC1 | Wells | 5 |
        | | OC1 | Outcome | People drink safe water | | Share | 80 |
        """,
        tmp_path,
    )
    assert (plan.form, arrows(plan)) == ("full", ["OP1>OC1"])


def test_a_row_of_its_own_for_the_source_does_not_replace_what_a_column_says(tmp_path: Path) -> None:
    """“Source of Verification” says how it is checked, the row “Source” beneath whose figures these are."""
    plan = plan_of(
        """
        | Frame | OUTPUT 1 | Output Indicator 1.1 | Baseline | Target | Source of Verification |
        |---|---|---|---|---|---|
        | | Parents read to children | Parents who read daily | 10 | 50 | Household survey |
        | | | | Source | | |
        | | | | Programme records | | |
        | | OUTCOME | Outcome Indicator 1 | Baseline | Target | Source of Verification |
        | | Children read well | Children at level 3 | 20 | 40 | School tests |
        """,
        tmp_path,
    )
    measure, _ = plan.indicators
    assert (measure.source, [each.text for each in measure.extras]) == ("Household survey", ["Programme records"])
    assert [each.fate for each in plan.account if each.text == "Programme records"] == ["extra"]
