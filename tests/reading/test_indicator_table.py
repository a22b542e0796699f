"""Tables of indicators: which boxes they name, what each measures, which arrows are proposed, and that nothing is lost."""

from collections import Counter
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.model import Mark, Plan
from tests.reading.seen import arrows, boxes
from tests.tables import plan_of

ENGLISH = """
| Indicators | Outcome | Output | Indicator | Baseline | Target 2026 | Target 2027 | Means of verification | Frequency | Responsible |
|---|---|---|---|---|---|---|---|---|---|
| | Families are warm | | % of homes at 18 degrees | 35% | 40% | 60% | Survey | Yearly | M&E officer |
| | | Homes are insulated | Homes insulated | 0 | 50 | 120 | Register | Monthly | Works lead |
| | | | Homes inspected | 0 | 100 | 150 | Register | Monthly | Works lead |
| | | Tenants know their rights | Tenants trained | 0 | 30 | 80 | Lists | Monthly | Advice lead |
| | TOTAL | | | 0 | 180 | 350 | | | |
| | Children are healthy | | Asthma admissions | 12 | 10 | 6 | Hospital | Yearly | M&E officer |
"""


def measures(plan: Plan) -> list[tuple[str | None, str]]:
    return [(each.measures, each.text) for each in plan.indicators]


def steps(plan: Plan) -> list[list[str | None]]:
    return [[step.value.text if step.value else None for step in each.milestones] for each in plan.indicators]


def left_out(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in plan.account:
        if each.fate == "left_out":
            found.setdefault(each.why, set()).add(each.text)
    return found


def dated_steps(plan: Plan) -> list[list[tuple[str, str]]]:
    return [
        [(step.date.text if step.date else "", step.value.text if step.value else "") for step in each.milestones]
        for each in plan.indicators
    ]


# -- boxes in columns -------------------------------------------------------------------------------------------------


def test_columns_of_results_become_boxes_and_their_indicators_measure_them(tmp_path: Path) -> None:
    plan = plan_of(ENGLISH, tmp_path)
    assert plan.form == "indicator table"
    assert boxes(plan) == {
        "OC1": "Families are warm",
        "OP1": "Homes are insulated",
        "OP2": "Tenants know their rights",
        "OC2": "Children are healthy",
    }
    assert measures(plan) == [
        ("OC1", "% of homes at 18 degrees"),
        ("OP1", "Homes insulated"),
        ("OP1", "Homes inspected"),
        ("OP2", "Tenants trained"),
        ("OC2", "Asthma admissions"),
    ]
    assert {(each.frequency, each.owner) for each in plan.indicators if each.source == "Register"} == {
        ("monthly", "Works lead")
    }


def test_arrows_between_the_columns_of_a_row_are_to_confirm(tmp_path: Path) -> None:
    plan = plan_of(ENGLISH, tmp_path)
    assert arrows(plan) == ["OP1>OC1", "OP2>OC1"]
    assert {(link.basis, link.marks) for link in plan.links} == {("nesting", (Mark(kind="to_confirm"),))}


def test_totals_are_left_out_and_said(tmp_path: Path) -> None:
    plan = plan_of(ENGLISH, tmp_path)
    assert left_out(plan) == {"a total": {"TOTAL", "0", "180", "350"}}
    assert ("rows_left_out", "totals", 1) in {(each.kind, each.text, each.count) for each in plan.noticed}


def test_quarters_are_steps_with_the_dates_that_their_headings_name(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cuadro | Declaración de producto | Actividades clave | Indicadores de producto | T1 2026 | T2 2026 | T3 2026 | T4 2026 | Meta total |
        |---|---|---|---|---|---|---|---|---|
        | | 1.1 Docentes formados | Talleres | No. de docentes | 5 | 10 | 15 | 10 | 40 |
        | | 1.1 Docentes formados | Visitas a escuelas | No. de visitas | 1 | 2 | 3 | 4 | 10 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OP1.1": "Docentes formados", "AC1": "Talleres", "AC2": "Visitas a escuelas"}
    assert arrows(plan) == ["AC1>OP1.1", "AC2>OP1.1"]
    assert measures(plan) == [("OP1.1", "No. de docentes"), ("OP1.1", "No. de visitas")]
    assert steps(plan) == [["5", "10", "15", "10"], ["1", "2", "3", "4"]]
    assert [step.date.text for step in plan.indicators[0].milestones if step.date] == [
        "Q1 2026",
        "Q2 2026",
        "Q3 2026",
        "Q4 2026",
    ]
    assert [each.target.text for each in plan.indicators if each.target] == ["40", "10"]


def test_quarters_under_a_merged_heading_are_steps_too(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Suivi | Produit | Indicateur | Cibles trimestrielles | | | | Source de vérification |
        |---|---|---|---|---|---|---|---|
        | | | | T1 | T2 | T3 | T4 | |
        | | Puits creusés | Nombre de puits | 1 | 2 | 3 | 4 | Registre |

Merged: Suivi C1:F1
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OP1": "Puits creusés"}
    assert steps(plan) == [["1", "2", "3", "4"]]


@pytest.mark.parametrize(
    ("table", "ref", "text"),
    [
        ("| Blatt | Maßnahme | Indikator | Ausgangswert | Zielwert |\n|---|---|---|---|---|\n| | Lesestunden | Zahl der Kinder | 0 | 50 |", "AC1", "Lesestunden"),
        ("| ورقة | المخرجات | المؤشر | خط الأساس | المستهدف |\n|---|---|---|---|---|\n| | تدريب المعلمين | عدد المعلمين | 0 | 40 |", "OP1", "تدريب المعلمين"),
        ("| Quadro | Atividade | Indicador | Linha de base | Meta |\n|---|---|---|---|---|\n| | Oficinas | Número de oficinas | 0 | 12 |", "AC1", "Oficinas"),
        ("| Cadre | Énoncé du produit | Indicateur | Valeur de référence | Cible |\n|---|---|---|---|---|\n| | Écoles réparées | Nombre d’écoles | 0 | 9 |", "OP1", "Écoles réparées"),
    ],
)  # fmt: skip
def test_headings_of_every_language_name_the_boxes(table: str, ref: str, text: str, tmp_path: Path) -> None:
    plan = plan_of(table, tmp_path)
    assert boxes(plan) == {ref: text}
    assert [each.measures for each in plan.indicators] == [ref]
    assert [each.target is not None for each in plan.indicators] == [True]


def test_results_that_no_other_column_settles_are_asked_about_and_joined_by_their_numbers(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | M&E | Code | Result | Indicator | Baseline | Target |
        |---|---|---|---|---|---|
        | | 1 | Families are warm | % warm | 3 | 5 |
        | | 1.1 | Homes are insulated | Homes | 3 | 5 |
        | | 1.1.2 | Crews are trained | Crews | 3 | 5 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"B1": "Families are warm", "B2": "Homes are insulated", "B3": "Crews are trained"}
    assert arrows(plan) == ["B2>B1", "B3>B2"]
    assert [(each.about, each.heading, each.text) for each in plan.unread] == [
        ("B1", "Stage", "Result"),
        ("B2", "Stage", "Result"),
        ("B3", "Stage", "Result"),
    ]


def test_a_column_of_levels_says_which_box_an_indicator_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | M&E | Outcome | Output | Level | Indicator | Target |
        |---|---|---|---|---|---|
        | | Families are warm | Homes are insulated | Outcome | % warm | 5 |
        | | Families are warm | Homes are insulated | Output | Homes | 40 |
        """,
        tmp_path,
    )
    assert measures(plan) == [("OC1", "% warm"), ("OP1", "Homes")]


def test_more_rows_of_an_indicator_are_kept_with_it_or_are_measures_if_they_have_numbers(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | M&E | Output | Indicator | Population | Target |
        |---|---|---|---|---|
        | | Children learn | Children at school | Refugees | 356 |
        | | | | Returnees | |
        | | | | Hosts | 736 |
        """,
        tmp_path,
    )
    assert [(each.text, each.target.text if each.target else None) for each in plan.indicators] == [
        ("Children at school", "356"),
        ("Children at school", "736"),
    ]
    assert [[extra.text for extra in each.extras] for each in plan.indicators] == [["Refugees", "Returnees"], ["Hosts"]]


def test_beside_a_table_of_boxes_the_indicators_measure_these(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | OP7 | Output | Homes are insulated | OC1 |
        | | OC1 | Outcome | Families are warm | |

        | Indicators | Output | Indicator | Baseline | Target |
        |---|---|---|---|---|
        | | Homes are insulated | Homes insulated | 0 | 120 |
        | | Tenants know their rights | Tenants trained | 0 | 80 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "OP7": "Homes are insulated",
        "OC1": "Families are warm",
        "OP8": "Tenants know their rights",
    }
    assert measures(plan) == [("OP7", "Homes insulated"), ("OP8", "Tenants trained")]


# -- boxes in rows, and no boxes --------------------------------------------------------------------------------------


def test_letters_that_logframes_use_as_refs_are_no_words_of_a_box(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Matriz | Código | Nivel            | Descripción                             | Contribuye a |
        |        | R1     | Resultado        | Las madres jóvenes vuelven a estudiar   | OG           |
        |        | OG     | Objetivo general | Las familias viven con más autonomía    |              |

        | Indicadores | Resultado | Indicador               | Línea de base | Meta |
        |             | R1        | Madres que estudian     | 12            | 45   |
        |             | OG        | Familias que deciden    | 20%           | 50%  |
        """,
        tmp_path,
    )
    assert [(each.id, each.text) for each in plan.elements] == [
        ("R1", "Las madres jóvenes vuelven a estudiar"),
        ("OG", "Las familias viven con más autonomía"),
    ]
    assert [(each.measures, each.target and each.target.text) for each in plan.indicators] == [
        ("R1", "45"),
        ("OG", "50%"),
    ]


def test_rows_over_others_that_name_a_result_become_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | M&E | Indicator | Definition | Baseline | Target |
        |---|---|---|---|---|
        | | OUTCOME 1: Families are warm | | | |
        | | % warm | at 18 degrees | 3 | 5 |
        | | OUTCOME 2: Homes are dry | | | |
        | | % dry | no damp | 3 | 5 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OC1": "Families are warm", "OC2": "Homes are dry"}
    assert measures(plan) == [("OC1", "% warm"), ("OC2", "% dry")]


def test_indicators_without_results_are_a_plan_of_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | List | Indicator | Baseline | Target | Source |
        |---|---|---|---|---|
        | | % warm | 3 | 5 | Survey |
        | | % dry | 3 | 5 | Survey |
        """,
        tmp_path,
    )
    assert plan.elements == ()
    assert measures(plan) == [(None, "% warm"), (None, "% dry")]


def test_a_table_in_which_no_indicator_is_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match="it looks like a table of indicators, but no indicator is written in it"):
        plan_of(
            """
            | List | Output | Indicator | Population | Target |
            |---|---|---|---|---|
            | | | | Refugees | 0 |
            """,
            tmp_path,
        )


# -- real files -------------------------------------------------------------------------------------------------------


def test_a_partner_table_by_quarter_gives_outputs_activities_and_steps(shared_data: Path) -> None:
    plan = read_plan(shared_data / "unhcr-ecuador" / "socio-world-vision.xlsx")
    assert Counter(box.stage.value for box in plan.elements if box.stage) == {"activity": 7, "output": 2}
    assert {box.id for box in plan.elements} >= {"OP2.1.3", "OP2.1.4"}
    whole, *others = plan.indicators
    assert measures(plan)[0] == (None, "General - No. total de beneficiarios")
    assert [each.target.text for each in (whole, *others[:2]) if each.target] == ["111203", "426", "940"]
    assert len(others) == 8
    assert steps(plan)[1] == ["0", "128", "298", "0"]
    assert {each.measures for each in others} == {"OP2.1.3", "OP2.1.4"}


def test_a_monitoring_framework_gives_activities_by_sector(shared_data: Path) -> None:
    plan = read_plan(shared_data / "unhcr-ecuador" / "marco-monitoreo-activityinfo.xlsx")
    assert len(plan.indicators) == 100
    assert len(plan.elements) == 61
    assert plan.elements[0].strand == "Comunicación"
    assert plan.indicators[0].id == "CO1_01"
    assert all(each.measures for each in plan.indicators)


def test_where_only_a_hidden_sheet_holds_indicators_it_is_read_and_told(shared_data: Path) -> None:
    plan = read_plan(shared_data / "unhcr-ecuador" / "apendice-1-tabla-indicadores.xlsx")
    assert list(boxes(plan)) == ["OP2.3.1", "AC1"]
    assert steps(plan)[0] == ["9107", "3512", "3942", "4154"]
    assert [each.target.text for each in plan.indicators if each.target] == ["356", "19623", "736"]
    assert "20715" in left_out(plan)["a total"]
    assert [each.text for each in plan.noticed if each.kind == "hidden_sheet_read"] == ["Sheet1"]


def test_a_list_of_indicators_is_kept_as_measures_without_boxes(shared_data: Path) -> None:
    plan = read_plan(shared_data / "logframes" / "indicator-import.xlsx")
    assert (len(plan.indicators), len(plan.elements)) == (9, 0)
    assert {extra.heading for extra in plan.indicators[0].extras} >= {"Level", "Thematic Area"}


def test_quarters_with_a_plan_and_an_actual_number_are_steps_and_readings(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Indicators | Output | Indicator | Baseline | Target | Q1 2026 | | Q2 2026 | |
        |---|---|---|---|---|---|---|---|---|
        | | | | | | Plan | Actual | Plan | Actual |
        | | Staff trained | People trained | 0 | 400 | 100 | 90 | 110 | 120 |

Merged: Indicators E1:F1
Merged: Indicators G1:H1
        """,
        tmp_path,
    )
    assert steps(plan) == [["100", "110"]]
    assert [
        (each.date.text if each.date else None, each.value.text if each.value else None) for each in plan.readings
    ] == [
        ("Q1 2026", "90"),
        ("Q2 2026", "120"),
    ]


def test_a_heading_that_names_two_levels_says_of_no_box_which_it_is(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Sheet1 | # | Result / Activity | Indicator | Baseline | Target |
        |---|---|---|---|---|---|
        | | 1 | Farmers earn more | Income | 100 | 150 |
        | | 1.1 | Farmers are trained | Farmers trained | 0 | 500 |
        | | 1.1.1 | Hold field days | Days | 0 | 20 |
        """,
        tmp_path,
    )
    assert [box.stage for box in plan.elements] == [None, None, None]
    assert arrows(plan) == ["B2>B1", "B3>B2"]
    assert {each.fate for each in plan.account} == {"used"}


def test_end_of_program_outcomes_stand_over_intermediate_ones(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | MEL | End-of-Program Outcome | Intermediate Outcome | Output | Performance indicators | Target 2026 |
        |---|---|---|---|---|---|
        | | EOPO1: Clinics are ready | IO1.1: Districts plan | Op 1.1.1 Plans written | # of plans | 12 |
        | | | IO1.2: Clinics stay open | Op 1.2.1 Solar fitted | # of clinics | 20 |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OP1.1.1>OC1.1", "OC1.1>OC1", "OP1.2.1>OC1.2", "OC1.2>OC1"]


def test_of_two_columns_of_activities_the_left_one_stands_over_the_other(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Strategic plan | Outcome | Strategy | Actions | Deadline | KPIs |
        |---|---|---|---|---|---|
        | | Carers are found early | Work with schools | Visit every school | Dec 2026 | Schools visited |
        | | | | Train tutors | Jul 2026 | Tutors trained |
        """,
        tmp_path,
    )
    texts = boxes(plan)
    assert [(texts[link.cause], texts[link.effect]) for link in plan.links] == [
        ("Visit every school", "Work with schools"),
        ("Work with schools", "Carers are found early"),
        ("Train tutors", "Work with schools"),
    ]


# -- periods and levels -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Year 1", "Year 2"),
        ("2026", "2027"),
        ("FY25/26", "FY26/27"),
        ("Q1 2026", "Q2 2026"),
        ("Milestone 2026", "Milestone 2027"),
        ("Target FY26", "Target FY27"),
    ],
)
def test_periods_between_the_baseline_and_the_target_are_steps_with_their_dates(
    first: str, second: str, tmp_path: Path
) -> None:
    plan = plan_of(
        f"""
        | Measures | Ref | Measure | Now | {first} | {second} | Aim | 2030 |
        |---|---|---|---|---|---|---|---|
        | | M1 | Months with enough food | 6 | 8 | 9 | 10 | see note |

        | Plan | Ref | Stage | What |
        |---|---|---|---|
        | | OC1 | Outcome | Families eat well |
        """,
        tmp_path,
    )
    period = [each.removeprefix("Milestone ").removeprefix("Target ") for each in (first, second)]
    assert dated_steps(plan) == [[(period[0], "8"), (period[1], "9")]]
    assert [(each.heading, each.text) for each in plan.indicators[0].extras] == [("2030", "see note")]


def test_when_a_financial_year_begins_is_not_guessed(tmp_path: Path) -> None:
    plan = plan_of(ENGLISH.replace("Target 2026", "Target FY26").replace("Target 2027", "LOP target"), tmp_path)
    dates = [step.date for each in plan.indicators for step in each.milestones]
    assert {(when.text, when.first, when.state) for when in dates if when} == {("FY26", None, "not_known")}


def test_a_number_on_the_line_above_a_result_belongs_to_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | RRF | Expected outputs | Output indicators | Baseline | Target |
        |---|---|---|---|---|
        | | Output 1<br>Early warning works in 12 districts | Stations working | 2 | 12 |
        | | Output 2<br>Villages have plans | Villages with plans | 10 | 160 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OP1": "Early warning works in 12 districts", "OP2": "Villages have plans"}
    assert measures(plan) == [("OP1", "Stations working"), ("OP2", "Villages with plans")]


def test_results_that_are_only_named_by_their_level_are_those_of_another_sheet(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Results | Level | Statement |
        |---|---|---|
        | | Goal | Families eat well all year |
        | | Outcome 1 | Farmers harvest more |
        | | Output 1.1 | Farmers trained |
        | | Output 1.2 | Seed distributed |

        | Indicators | Code | Result | Indicator | Baseline | Target |
        |---|---|---|---|---|---|
        | | G.1 | Goal | Months with enough food | 6 | 10 |
        | | 1.1 | Outcome 1 | Yield per hectare | 1 | 2 |
        | | 1.1.1 | Output 1.1 | Farmers who finished the course | 0 | 5000 |
        | | 1.2.1 | Output 1.2 | Kits given | 0 | 5000 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Families eat well all year",
        "OC1": "Farmers harvest more",
        "OP1.1": "Farmers trained",
        "OP1.2": "Seed distributed",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1.1>OC1", "OP1.2>OC1"]
    assert [of for of, _ in measures(plan)] == ["IM1", "OC1", "OP1.1", "OP1.2"]
    assert not plan.broken


@pytest.mark.parametrize("merged", ["Merged: RF C1:E1\nMerged: RF C5:E5", ""])
def test_headings_in_two_rows_may_stand_again_further_down(merged: str, tmp_path: Path) -> None:
    plan = plan_of(
        """
        | RF | Indicator name | Baseline | Intermediate targets | | | End target |
        |---|---|---|---|---|---|---|
        | | | | 1 | 2 | 3 | |
        | | People with electricity | 0 | 100 | 250 | 400 | 700 |
        | | Results by components | | | | | |
        | | Indicator name | Baseline | Intermediate targets | | | End target |
        | | | | 1 | 2 | 3 | |
        | | Kilometres of lines | 0 | 40 | 90 | 150 | 240 |
        """
        f"\n{merged}",
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["People with electricity", "Kilometres of lines"]
    assert left_out(plan)["a title over headings"] == {"Results by components"}


def test_a_heading_that_stretches_over_a_table_of_indicators_is_no_measure(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | RF | Indicator name | Baseline | Target |
        |---|---|---|---|
        | | Improve access to electricity | | |
        | | People with electricity | 0 | 700 |
        | | Hours without power | | |

Merged: RF A2:C2
        """,
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["People with electricity", "Hours without power"]
    assert left_out(plan) == {"a heading over other rows": {"Improve access to electricity"}}


def test_who_leads_when_and_at_what_cost_beside_indicators_is_said_of_the_activities(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Outcome | Activities | Lead | Start | Budget | Indicator | Baseline | Target | By when |
        |---|---|---|---|---|---|---|---|---|---|
        | | Families are warm | Insulate lofts | Works lead | Apr 2026 | 45,000 | Lofts insulated | 0 | 120 | Dec 2026 |
        | | | | Roofer | | | Roofs repaired | 0 | 8 | Dec 2026 |
        | | Children are healthy | Health visits | Nurse | May 2026 | | | | | |
        | | Adults are healthy | | Doctor | | | Adults seen | 0 | 9 | Dec 2026 |
        """,
        tmp_path,
    )
    said = {box.text: (box.owner, box.start and box.start.text, box.cost and box.cost.text) for box in plan.elements}
    assert said == {
        "Families are warm": ((), None, None),
        "Insulate lofts": (("Works lead",), "Apr 2026", "45,000"),
        "Children are healthy": ((), None, None),
        "Health visits": (("Nurse",), "May 2026", None),
        "Adults are healthy": (("Doctor",), None, None),
    }
    assert [(each.text, each.target_date.text if each.target_date else "") for each in plan.indicators][:2] == [
        ("Lofts insulated", "Dec 2026"),
        ("Roofs repaired", "Dec 2026"),
    ]
    assert [each.text for one in plan.indicators for each in one.extras] == ["Roofer"]
    assert {use.fate for use in plan.account} == {"used", "extra"}
