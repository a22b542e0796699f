"""Logframes as organisations lay them out: their words for levels, periods in headings, rows that are no results."""

from pathlib import Path

import pytest

from logicmodel.errors import NoPlanFound
from logicmodel.model import Plan
from tests.reading.seen import arrows, boxes, left_out
from tests.tables import plan_of


def steps(plan: Plan) -> list[tuple[str, list[str], str]]:
    return [
        (
            each.text,
            [step.value.text for step in each.milestones if step.value],
            each.target.text if each.target else "",
        )
        for each in plan.indicators
    ]


# -- periods in headings ----------------------------------------------------------------------------------------------


def test_targets_of_financial_years_are_steps_and_the_one_of_the_whole_time_is_the_aim(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | PMP | Performance indicator | Data source | Baseline (FY24) | LOA target | FY25 target | FY26 target | Responsible |
        |---|---|---|---|---|---|---|---|
        | | Goal: Children are well fed | | | | | | |
        | | Stunting | Survey | 38% | 33% | | | Adviser |
        | | IR 1: Mothers feed better | | | | | | |
        | | Diet of children | Survey | 11% | 25% | 15% | 20% | Adviser |
        | | Sub-IR 1.1: Care groups are active | | | | | | |
        | | Care groups | Registers | 0 | 240 | 120 | 200 | Officer |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Children are well fed",
        "OC1": "Mothers feed better",
        "OC1.1": "Care groups are active",
    }
    assert arrows(plan) == ["OC1>IM1", "OC1.1>OC1"]
    assert steps(plan) == [
        ("Stunting", [], "33%"),
        ("Diet of children", ["15%", "20%"], "25%"),
        ("Care groups", ["120", "200"], "240"),
    ]


def test_the_last_of_several_years_is_the_aim(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Marco | Resultado | Indicador | Línea de base | Meta año 1 | Meta año 2 | Meta año 3 | Fuente de verificación |
        |---|---|---|---|---|---|---|---|
        | | Producto 1: Pozos | Pozos perforados | 0 | 10 | 20 | 40 | Actas |
        | | Efecto 1: Agua segura | Hogares con agua | 20% | 30% | 40% | 60% | Encuesta |
        """,
        tmp_path,
    )
    assert steps(plan) == [("Pozos perforados", ["10", "20"], "40"), ("Hogares con agua", ["30%", "40%"], "60%")]


def test_a_target_for_the_year_beside_its_quarters_is_the_aim(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Level | Result | Indicator | Baseline | Q1 | Q2 | Q3 | Q4 | Annual target |
        |---|---|---|---|---|---|---|---|---|---|
        | | Outcome | Children learn | Reading score | 40 | | | | | 55 |
        | | Output | Teachers are trained | Teachers | 0 | 10 | 20 | 30 | 40 | 40 |
        """,
        tmp_path,
    )
    assert steps(plan) == [("Reading score", [], "55"), ("Teachers", ["10", "20", "30", "40"], "40")]


# -- words for levels -------------------------------------------------------------------------------------------------


def test_levels_with_letters_or_with_their_meaning_in_brackets_are_known(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Wirkungsmatrix | Wirkungslogik | Indikatoren | Quellen der Verifizierung | Basiswert | Zielwert | Annahmen und Risiken |
        |---|---|---|---|---|---|---|
        | | Impact: Junge Menschen haben Arbeit | Jugendarbeitslosigkeit | Statistik | 24 % | 20 % | |
        | | Modulziel (Outcome): Absolventen finden Arbeit | Anteil in Arbeit | Studie | 35 % | 60 % | Die Wirtschaft wächst |
        | | Output A: Lehrpläne sind modern | Neue Lehrpläne | Ministerium | 0 | 12 | |
        | | Output B: Lehrkräfte sind fortgebildet | Lehrkräfte | Listen | 40 | 1.250 | |
        | | Aktivität A.1: Bedarf erheben | | | | | |
        | | Aktivität B.1: Kurse geben | | | | | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Junge Menschen haben Arbeit",
        "OC1": "Absolventen finden Arbeit",
        "OP1": "Lehrpläne sind modern",
        "OP2": "Lehrkräfte sind fortgebildet",
        "AC1": "Bedarf erheben",
        "AC2": "Kurse geben",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OP2>OC1", "AC1>OP1", "AC2>OP2"]
    assert [(each.kind, each.text) for each in plan.register] == [("assumption", "Die Wirtschaft wächst")]


def test_objectives_are_settled_by_the_other_levels_and_that_is_said(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicators | Baseline | Target |
        |---|---|---|---|---|
        | | Strategic objective 1: Families are well | Well-being | 40 | 60 |
        | | Outcome 1.1: Homes are warm | Homes at 18 degrees | 10 | 50 |
        | | Output 1.1.1: Homes are insulated | Homes | 0 | 120 |
        """,
        tmp_path,
    )
    assert [box.stage.value if box.stage else None for box in plan.elements] == ["impact", "outcome", "output"]
    told = [(each.text, each.detail) for each in plan.noticed if each.kind == "guessed_heading"]
    assert told == [("Strategic objective", "Impact")]


def test_numbers_alone_draw_a_chain_whose_levels_are_asked_about(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | No. | Result chain | Indicator | Baseline* | Target* | Source of verification |
        |---|---|---|---|---|---|---|
        | | 1 | People recover from floods | Households recovered | 20% | 60% | Survey |
        | | 1.1 | Warnings come in time | Minutes to the siren | 90 | 15 | Drill log |
        | | 1.1.1 | Sirens are installed | Sirens | 0 | 20 | Handover |
        """,
        tmp_path,
    )
    assert [box.text for box in plan.elements] == [
        "People recover from floods",
        "Warnings come in time",
        "Sirens are installed",
    ]
    assert arrows(plan) == ["B2>B1", "B3>B2"]
    assert {each.heading for each in plan.unread} == {"Stage"}


# -- rows that are no results -----------------------------------------------------------------------------------------

FRAME = """
    | Frame | Results | Indicators | Baseline (2024) | Target (2028) | Means of verification | Assumptions | Responsible |
    |---|---|---|---|---|---|---|---|
    | | Outcome 1: Justice is near | Disputes reported | 22% | 40% | Survey | | Adviser |
    | | Output 1.1: Offices work | Offices | 1 | 6 | Reports | | Ministry |
    | | Activity 1.1.1: Recruit staff | | | | | | Ministry |
    | | Total | | | | | | |
    | | * provisional, until the survey is done | | | | | | |
"""


def test_totals_and_notes_are_left_out_and_told(tmp_path: Path) -> None:
    plan = plan_of(FRAME, tmp_path)
    assert boxes(plan) == {"OC1": "Justice is near", "OP1.1": "Offices work", "AC1.1.1": "Recruit staff"}
    assert left_out(plan) == {
        "Total": "a total",
        "* provisional, until the survey is done": "a note below the table",
    }
    assert {each.text for each in plan.noticed if each.kind == "rows_left_out"} == {"totals", "notes"}


def test_an_activity_that_is_about_indicators_is_no_row_of_headings(tmp_path: Path) -> None:
    table = """
        | Logframe | Level | Intervention logic | Indicators | Baseline | Target |
        |---|---|---|---|---|---|
        | | Goal | Families thrive | Families well | 3 | 9 |
        | | Output | Groups meet | Groups | 0 | 6 |
        | | Activity | Indicators are agreed | | | |
    """
    assert "Indicators are agreed" in boxes(plan_of(table, tmp_path)).values()


def test_the_overall_objective_with_its_numbers_is_no_total(tmp_path: Path) -> None:
    table = """
        | Logframe | Level | Intervention logic | Indicators | Baseline | Target |
        |---|---|---|---|---|---|
        | | Overall objective | Families live in warm homes | Families in warm homes | 12 | 60 |
        | | Specific objective | Families heat less at the same warmth | Families who pay less | 8 | 40 |
        | | Output | Homes are insulated | Homes | 0 | 55 |
        | | Overall | | | 20 | 155 |
    """
    plan = plan_of(table, tmp_path)
    assert next(iter(boxes(plan).values())) == "Families live in warm homes"
    assert left_out(plan) == {"Overall": "a total", "20": "a total", "155": "a total"}


def test_who_leads_beside_an_activity_without_a_measure_leads_the_activity(tmp_path: Path) -> None:
    plan = plan_of(FRAME, tmp_path)
    assert [(each.id, each.owner) for each in plan.elements if each.owner] == [("AC1.1.1", ("Ministry",))]
    assert [(each.text, each.owner) for each in plan.indicators] == [
        ("Disputes reported", "Adviser"),
        ("Offices", "Ministry"),
    ]


def test_results_over_a_column_of_levels_is_no_guess(tmp_path: Path) -> None:
    assert not [each for each in plan_of(FRAME, tmp_path).noticed if each.kind == "guessed_heading"]


def test_a_column_of_hypotheses_and_risks_holds_assumptions(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Matriz | | Resumen narrativo | Indicadores | Fuentes de verificación | Hipótesis / Riesgos |
        |---|---|---|---|---|---|
        | | Objetivo general | Mejorar la salud | | | |
        | | Objetivo específico | Agua segura | Hogares con agua | Encuesta | El municipio colabora |
        """,
        tmp_path,
    )
    assert [(each.kind, each.text, each.about) for each in plan.register] == [
        ("assumption", "El municipio colabora", ("OC1>IM1",))
    ]


# -- headings in two rows ---------------------------------------------------------------------------------------------


def test_targets_and_readings_by_year_stand_under_merged_headings(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Suivi | Résultats | Indicateurs | Référence | Cibles | | | Réalisation | | Sources |
|---|---|---|---|---|---|---|---|---|---|
| | | | | 2024 | 2025 | 2026 | 2024 | 2025 | |
| | Effet 1 : Les jeunes ont un emploi | Insertion | 18% | 25% | 30% | 40% | 22% | | Enquête |
| | Produit 1.1 : Jeunes formés | Jeunes | 0 | 200 | 400 | 600 | 210 | | Listes |

Merged: Suivi D1:F1
Merged: Suivi G1:H1
""",
        tmp_path,
    )
    assert boxes(plan) == {"OC1": "Les jeunes ont un emploi", "OP1.1": "Jeunes formés"}
    assert steps(plan) == [("Insertion", ["25%", "30%"], "40%"), ("Jeunes", ["200", "400"], "600")]
    read = [
        (each.measure, each.value.text if each.value else "", each.date.text if each.date else "")
        for each in plan.readings
    ]
    assert read == [("M1", "22%", "2024"), ("M2", "210", "2024")]
    assert {each.fate for each in plan.account} == {"used"}


def test_numbers_of_women_and_of_men_are_no_steps_on_the_way(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicator | Baseline | Target – women | Target – men | Target (total) |
        |---|---|---|---|---|---|---|
        | | Outcome 1: People have work | Employed | 10 | 30 | 20 | 50 |
        | | Output 1.1: People are trained | Trained | 0 | 100 | 80 | 180 |
        """,
        tmp_path,
    )
    assert steps(plan) == [("Employed", [], "50"), ("Trained", [], "180")]
    assert [(each.heading, each.text) for each in plan.indicators[0].extras] == [
        ("Target – women", "30"),
        ("Target – men", "20"),
    ]
    assert {each.text for each in plan.noticed if each.kind == "unused_column"} == {"Target – women", "Target – men"}


# -- statements without a level of their own --------------------------------------------------------------------------


def test_all_statements_under_a_level_alone_in_its_row_are_at_that_level(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Expected results | Indicators | Baseline data | Targets |
        |---|---|---|---|---|
        | | Ultimate outcome | | | |
        | | Girls are well | Index | 42 | 55 |
        | | Immediate outcomes | | | |
        | | Teachers know how | Teachers | 12% | 60% |
        | | Schools are safe | Schools | 20% | 70% |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OC1": "Girls are well", "OC2": "Teachers know how", "OC3": "Schools are safe"}
    assert [box.term.value if box.term else None for box in plan.elements] == ["long", "short", "short"]
    assert arrows(plan) == ["OC2>OC1", "OC3>OC1"]


def test_what_is_numbered_under_an_output_is_done_for_it_and_that_is_said(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicators | Baseline | Target |
        |---|---|---|---|---|
        | | Outcome 1: Water is managed | Systems | 40% | 80% |
        | | Output 1: Committees are trained | Committees | 0 | 24 |
        | | 1.1 Train committees | Trainings | 0 | 12 |
        | | 1.2 Hand out tools | | | |
        """,
        tmp_path,
    )
    assert [(box.id, box.stage.value if box.stage else None) for box in plan.elements[2:]] == [
        ("AC1.1", "activity"),
        ("AC1.2", "activity"),
    ]
    assert arrows(plan) == ["OP1>OC1", "AC1.1>OP1", "AC1.2>OP1"]
    assert [each.detail for each in plan.noticed if each.kind == "guessed_heading"] == ["Activity"]


def test_a_statement_of_no_known_level_is_asked_about(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicators | Baseline | Target |
        |---|---|---|---|---|
        | | Outcome 1: Water is managed | Systems | 40% | 80% |
        | | Output 1: Committees are trained | Committees | 0 | 24 |
        | | Pumps run | Pumps | 3 | 30 |
        """,
        tmp_path,
    )
    assert [(box.text, box.stage) for box in plan.elements][-1] == ("Pumps run", None)
    assert [(each.heading, each.text) for each in plan.unread] == [("Stage", "Pumps run")]
    assert plan.indicators[-1].measures == plan.elements[-1].id


def test_a_plan_of_work_under_a_logframe_is_another_table(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Result | Indicator | Baseline | Target | |
        |---|---|---|---|---|---|
        | | Outcome: Families are warm | Warm homes | 35% | 60% | |
        | | Output 1: Homes are insulated | Homes | 0 | 120 | |
        | | | | | | |
        | | | | | | |
        | | Table 2: Work | | | | |
        | | Activity | Responsible | Start | End | Budget |
        | | Inspect homes | Surveyor | 01/04/2026 | 30/06/2026 | 12500 |
        """,
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["Warm homes", "Homes"]
    assert boxes(plan) == {"OC1": "Families are warm", "OP1": "Homes are insulated"}
    assert left_out(plan)["Inspect homes"] == "a second table on the sheet"
    assert [each.kind for each in plan.noticed if each.about == "second_table"] == ["sheet_not_read"]


# -- means, letters, results over a table -----------------------------------------------------------------------------


def test_means_and_costs_beside_activities_are_no_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cadre | | Logique d'intervention | Indicateurs (IOV) | Sources de vérification | Hypothèses |
        |---|---|---|---|---|---|
        | | Objectif spécifique | Les revenus augmentent | Revenu moyen | Enquête | |
        | | Résultats | Les producteurs sont formés | Producteurs | Listes | |
        | | Activités | 1.1 Former<br>1.2 Conseiller | Moyens : deux formateurs | Coûts : 120 000 € | |
        """,
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["Revenu moyen", "Producteurs"]
    means = [box for box in plan.elements if box.stage and box.stage.value == "input"]
    assert [(box.text, box.cost.text if box.cost else None) for box in means] == [("deux formateurs", "120 000 €")]
    assert [each for box in plan.elements for each in box.extras] == []


def test_letters_for_objectives_need_no_number(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Quadro | Lógica de intervenção | Indicadores | Fontes de verificação | Pressupostos/Riscos |
        |---|---|---|---|---|
        | | OG: Há comida para todos | Desnutrição | Inquérito | |
        | | OE: A produção aumenta | Kg por hectare | Inquérito | Chove |
        | | R1: Há sementes melhores | Agricultores | Registos | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"IM1": "Há comida para todos", "OC1": "A produção aumenta", "OP1": "Há sementes melhores"}
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1"]
    assert [(each.kind, each.text) for each in plan.register] == [("assumption", "Chove")]


def test_a_result_over_a_table_owns_what_stands_in_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Outcome 1 | Outcome 1: Families are warm | | | |
        |---|---|---|---|---|
        | | Output | Indicator | Baseline | Target |
        | | Homes are insulated | Homes | 0 | 120 |

        | Outcome 2 | Outcome 2: Families are heard | | | |
        |---|---|---|---|---|
        | | Indicator | Baseline | Target | Source |
        | | Complaints answered | 10% | 80% | Log |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OP1": "Homes are insulated", "OC1": "Families are warm", "OC2": "Families are heard"}
    assert arrows(plan) == ["OP1>OC1"]
    assert [(each.measures, each.text) for each in plan.indicators] == [
        ("OP1", "Homes"),
        ("OC2", "Complaints answered"),
    ]


def test_steps_that_are_only_counted_stand_under_their_heading(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Results | Indicator name | Baseline | Intermediate targets | | | End target |
|---|---|---|---|---|---|---|
| | | | 1 | 2 | 3 | |
| | People with electricity | 0 | 5,000 | 20,000 | 40,000 | 100,000 |

Merged: Results C1:E1
""",
        tmp_path,
    )
    assert steps(plan) == [("People with electricity", ["5,000", "20,000", "40,000"], "100,000")]


def test_numbers_under_a_word_for_a_goal_are_targets(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Tabla | Indicador | Qué mide | Línea base | Meta 2026 |
        |---|---|---|---|---|
        | | Hogares con agua | Acceso | 32% | 85% |

File: tabla.csv in utf-8 with ;
""",
        tmp_path,
    )
    assert plan.elements == ()
    assert [(each.text, each.target.text if each.target else "", each.definition) for each in plan.indicators] == [
        ("Hogares con agua", "85%", "Acceso")
    ]
    assert [(each.text, each.detail) for each in plan.noticed if each.kind == "guessed_heading"] == [
        ("Qué mide", "Definition")
    ]


def test_assumptions_among_indicators_go_to_the_register(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Indicator | Definition | Data collection methods | Frequency | Information use / audience |
        |---|---|---|---|---|---|
        | | GOAL: People recover from floods | | | | |
        | | Households recovered | Households | Household survey | Yearly | Donors |
        | | Assumption: No second flood comes | Alerts | Media review | Monthly | Managers |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"IM1": "People recover from floods"}
    assert [each.text for each in plan.indicators] == ["Households recovered"]
    assert [(each.kind, each.text, each.check) for each in plan.register] == [
        ("assumption", "No second flood comes", "Media review")
    ]


# -- dates and groups under headings, notes beneath -------------------------------------------------------------------


def test_year_and_groups_under_a_heading_are_its_date_and_no_steps(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Frame | | | | Baseline | | | | Target | | | |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | Level | Result | Indicator | Year | M | F | Total | Year | M | F | Total |
| | Outcome | People have work | Employed | 2024 | 10% | 8% | 9% | 2027 | 20% | 24% | 22% |
| | Output | People are trained | Trained | 2024 | 0 | 0 | 0 | 2027 | 100 | 150 | 250 |

Merged: Frame D1:G1
Merged: Frame H1:K1
""",
        tmp_path,
    )
    trained = plan.indicators[1]
    assert (trained.baseline.text if trained.baseline else "", trained.target.text if trained.target else "") == (
        "0",
        "250",
    )
    assert (trained.baseline_date and trained.baseline_date.text, trained.target_date and trained.target_date.text) == (
        "2024",
        "2027",
    )
    assert trained.milestones == ()
    assert {each.heading for each in trained.extras} == {"M / Baseline", "F / Baseline", "M / Target", "F / Target"}


def test_a_legend_and_who_wrote_it_beneath_are_notes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicators | Baselines | Targets |
        |---|---|---|---|---|
        | | Outcome: Forests recover | Hectares | 100 | 500 |
        | | Output 1: Trees are planted | Trees | 0 | 10,000 |
        | | | | | |
        | | Legend: green is on track | | | |
        | | Elaborated in a workshop | | | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"OC1": "Forests recover", "OP1": "Trees are planted"}
    assert set(left_out(plan).values()) == {"a note below the table"}
    assert plan.unread == ()


# -- lists, staircases, plans of work ---------------------------------------------------------------------------------


def test_a_list_of_results_needs_no_headings(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Goal: Forests recover |
        |---|---|
        | | Outcome 1: Trees grow |
        | | Output 1.1: 10,000 trees planted |
        | | Activity 1.1.1: Raise seedlings |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OC1>IM1", "OP1.1>OC1", "AC1.1.1>OP1.1"]
    assert {each.fate for each in plan.account} == {"used"}


def test_a_staircase_of_columns_ends_with_its_last_step(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Goal | Outcome | Output | Activity | Indicator | Target |
        |---|---|---|---|---|---|---|
        | | Forests recover | | | | Hectares | 500 |
        | | | Trees grow | | | Survival | 80% |
        | | | | Trees planted | | Trees | 10,000 |
        | | | | | Plant seedlings | | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Forests recover",
        "OC1": "Trees grow",
        "OP1": "Trees planted",
        "AC1": "Plant seedlings",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "AC1>OP1"]
    assert left_out(plan) == {}


def test_a_plan_of_work_by_output_has_the_boxes_of_both_columns(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Work plan | Project: River Watch | | | | |
|---|---|---|---|---|---|
| | Output | Activity | Responsible | Q1 | Q2 |
| | Volunteers are trained | Recruit volunteers | Coordinator | x | |
| | | Train volunteers | Trainer | | x |

Merged: Work plan A3:A4
""",
        tmp_path,
    )
    assert plan.programme.name == "River Watch"
    assert boxes(plan) == {"OP1": "Volunteers are trained", "AC1": "Recruit volunteers", "AC2": "Train volunteers"}
    assert arrows(plan) == ["AC1>OP1", "AC2>OP1"]
    assert [box.owner for box in plan.elements] == [(), ("Coordinator",), ("Trainer",)]
    assert [(each.heading, each.text) for each in plan.elements[2].extras] == [("Q2", "x")]


def test_rows_under_a_heading_of_risks_are_risks(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Results | Indicators | Baselines | Targets |
        |---|---|---|---|---|
        | | Outcome: Forests recover | Hectares | 100 | 500 |
        | | Output 1: Trees are planted | Trees | 0 | 10,000 |

        | Register | Risk description | Probability | Impact | Mitigation measures |
        |---|---|---|---|---|
        | | Fire destroys the trees | 3 | 5 | Patrols |
        """,
        tmp_path,
    )
    assert [(each.kind, each.text) for each in plan.register] == [("risk", "Fire destroys the trees")]


def test_the_name_of_the_project_is_read_in_its_own_language(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Matriz | Proyecto: Agua para Choluteca | | | |
        |---|---|---|---|---|
        | | Resultados | Indicadores | Línea de base | Meta |
        | | Efecto 1: Hay agua segura | Hogares | 32% | 85% |
        | | Producto 1.1: Hay pozos | Pozos | 0 | 12 |
        """,
        tmp_path,
    )
    assert plan.programme.name == "Agua para Choluteca"


def test_means_lead_to_the_activities_of_their_row(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cadre | | Logique d'intervention | Indicateurs (IOV) | Sources de vérification |
        |---|---|---|---|---|
        | | Objectif spécifique | Les revenus augmentent | Revenu moyen | Enquête |
        | | Activités | 1.1 Former<br>1.2 Conseiller | Moyens : deux formateurs | |
        """,
        tmp_path,
    )
    assert [ref for ref in arrows(plan) if ref.startswith("IN1")] == ["IN1>AC1.1", "IN1>AC1.2"]


def test_measures_of_outcomes_and_of_outputs_may_stand_beside_each_other(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Outcome | Outcome indicator | Baseline | Target | Output | Output indicator | Baseline | Target |
        |---|---|---|---|---|---|---|---|---|
        | | Births are safe | Births in clinics | 45 | 70 | Clinics are equipped | Clinics | 4 | 20 |
        | | Children are fed | Good diets | 11 | 25 | Mothers are trained | Mothers | 0 | 600 |
        """,
        tmp_path,
    )
    texts = {box.id: box.text for box in plan.elements}
    assert [(texts[each.measures or ""], each.text) for each in plan.indicators] == [
        ("Births are safe", "Births in clinics"),
        ("Children are fed", "Good diets"),
        ("Clinics are equipped", "Clinics"),
        ("Mothers are trained", "Mothers"),
    ]
    assert sorted(steps(plan)) == [
        ("Births in clinics", [], "70"),
        ("Clinics", [], "20"),
        ("Good diets", [], "25"),
        ("Mothers", [], "600"),
    ]
    assert [(texts[link.cause], texts[link.effect]) for link in plan.links] == [
        ("Clinics are equipped", "Births are safe"),
        ("Mothers are trained", "Children are fed"),
    ]
    assert {each.fate for each in plan.account} == {"used"}


def test_a_question_in_the_heading_of_results_is_no_result(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | RESULTS<br>(what will change?) | INDICATOR<br>How will we know? | BASELINE | TARGET |
        |---|---|---|---|---|
        | | Goal: Fewer children drop out | Dropouts | 12% | 6% |
        | | Output 1: Parents meet | Groups | 0 | 50 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {"IM1": "Fewer children drop out", "OP1": "Parents meet"}


def test_arabic_results_and_digits_are_outputs_with_numbers(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | الإطار | المستوى | التسلسل المنطقي | المؤشرات | مصادر التحقق | الفرضيات |
        |---|---|---|---|---|---|
        | | الهدف العام | الحد من الفقر | معدل الفقر | الإحصاء | |
        | | الهدف الخاص | زيادة الدخل | متوسط الدخل | مسح | |
        | | النتائج المتوقعة | ١. تدريب المزارعين<br>٢. توفير القروض | | | هطول الأمطار |
        | | الأنشطة | ١.١ عقد دورات<br>٢.١ منح قروض | | | |
        """,
        tmp_path,
    )
    assert list(boxes(plan)) == ["IM1", "OC1", "OP1", "OP2", "AC1.1", "AC2.1"]
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "OP2>OC1", "AC1.1>OP1", "AC2.1>OP2"]
    assert [each.kind for each in plan.register] == ["assumption"]


# -- numbers of measures and of notes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("R1. Number of nurses trained", "Number of nurses trained"),
        ("OP1.2 Number of nurses trained", "Number of nurses trained"),
        ("Indicator 1.1: Number of nurses trained", "Number of nurses trained"),
        ("IOV 2 - Nombre de lits", "Nombre de lits"),
        ("1.1 Number of nurses trained", "Number of nurses trained"),
        ("R1. % of women attended", "% of women attended"),
        ("CO2 emissions of the clinic", "CO2 emissions of the clinic"),
        ("2.5 kg of rice for each family", "2.5 kg of rice for each family"),
        ("80% of women attend", "80% of women attend"),
        ("PM10 in the air", "PM10 in the air"),
    ],
)
def test_a_measure_is_read_without_the_number_before_it(typed: str, read: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | Logframe | Results | Indicators | Means of verification | Assumptions |
        |---|---|---|---|---|
        | | Goal: Mothers live | Deaths in the district | Register | |
        | | Outcome 1: Births are attended | {typed} | Records | Roads stay open |
        | | Output 1.1: Nurses are trained | Certificates | Lists | |
        """,
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["Deaths in the district", read, "Certificates"]


@pytest.mark.parametrize(("mark", "opening"), [("1", "1"), ("(1)", "(1)"), (" [1]", "[1]"), ("1", "1.")])
def test_a_note_that_opens_with_the_number_of_a_cell_is_no_box(mark: str, opening: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | Model | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Train teachers{mark} | Teachers trained | Lessons improve |
        | | Give books | Books given | Children read at home |
        | | {opening} As agreed with the ministry in March. | | |
        """,
        tmp_path,
    )
    assert len(plan.elements) == 6
    assert {each.text for each in plan.noticed if each.kind == "rows_left_out"} == {"notes"}


def test_a_lone_last_row_with_a_number_that_no_cell_ends_with_is_a_box(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Train teachers | Teachers trained | Lessons improve |
        | | 1 library is built | | |
        """,
        tmp_path,
    )
    assert [each.text for each in plan.elements][-1] == "1 library is built"


# -- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns",
    [
        ("Assumptions | Evidence", "Women trust nurses | Two trials in 2019"),
        ("Evidence | Assumptions", "Two trials in 2019 | Women trust nurses"),
        (
            "Indicators | Means of verification | Evidence | Assumptions",
            "Births attended | Records | Two trials in 2019 | Women trust nurses",
        ),
    ],
)
def test_evidence_beside_assumptions_is_what_the_claim_rests_on(columns: tuple[str, str], tmp_path: Path) -> None:
    headings, cells = columns
    blank = " |" * headings.count("|")
    plan = plan_of(
        f"""
        | Theory of change | Results chain | {headings} |
        | | Impact: Mothers live | {blank} |
        | | Outcome: Births are attended | {cells} |
        | | Output: Nurses are trained | {blank} |
        """,
        tmp_path,
    )
    assert [box.text for box in plan.elements] == ["Mothers live", "Births are attended", "Nurses are trained"]
    assert [each.text for each in plan.register] == ["Women trust nurses"]
    assert [cell.why for cell in plan.account if cell.text == "Two trials in 2019"] == ["elements.evidence"]
    assert "Two trials in 2019" not in [each.source for each in plan.indicators]


def test_evidence_alone_beside_indicators_says_how_they_are_checked(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Logframe | Results chain | Indicators | Evidence | Assumptions |
        | | Impact: Mothers live | Deaths | Register | |
        | | Outcome: Births are attended | Births attended | Clinic records | Women trust nurses |
        """,
        tmp_path,
    )
    assert [each.source for each in plan.indicators] == ["Register", "Clinic records"]


# -- values with numbers and years, and blocks ------------------------------------------------------------------------


def test_numbers_before_values_are_those_of_their_measures_and_years_behind_them_are_dates(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | LFM | Results chain | Indicators | Baseline (value & reference year) | Targets (value & reference year) | Sources |
        |---|---|---|---|---|---|
        | | Impact: Fair courts | 1. % who trust the courts | 1. 34% (2023) | 1. 50% (2028) | 1. Survey |
        | | Outcome 1: Women use legal aid | 1.1 Women represented<br>1.2 Cases closed within a year | 1.1 1,200 (2023)<br>1.2 40% (2023) | 1.1 3,000 (2028)<br>1.2 60% (2028) | 1.1 Bar<br>1.2 Courts |
        | | Output 1.1: Desks opened | 1.1.1 Desks | 1.1.1 0 (2024) | 1.1.1 1.5 million (2027) | Reports |
        """,
        tmp_path,
    )
    assert plan.unread == ()
    assert [
        (each.text, str(each.baseline.value), each.baseline_date.text, str(each.target.value), each.target_date.text)
        for each in plan.indicators
        if each.baseline and each.baseline_date and each.target and each.target_date
    ] == [
        ("% who trust the courts", "34", "2023", "50", "2028"),
        ("Women represented", "1200", "2023", "3000", "2028"),
        ("Cases closed within a year", "40", "2023", "60", "2028"),
        ("Desks", "0", "2024", "1500000", "2027"),
    ]
    assert [each.source for each in plan.indicators] == ["Survey", "Bar", "Courts", "Reports"]


def test_a_level_named_again_with_its_columns_opens_a_block(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Logframe | Hierarchy of objectives | Key indicators | Means of verification | Assumptions |
        |---|---|---|---|---|
        | | Impact (Overall goal) | Impact indicators | | |
        | | Young people earn a living | Income of young people | Survey | |
        | | Outcomes | Outcome indicators | | Assumptions |
        | | Outcome 1: Young people find work | % with work | Survey | Firms grow |
        | | Outputs (per outcome) | Output indicators | | |
        | | For outcome 1: | | | |
        | | Output 1.1 Courses given | Courses | Lists | |
        | | Activities (per output) | | | |
        | | 1.1.1 Hire trainers | | | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Young people earn a living",
        "OC1": "Young people find work",
        "OP1.1": "Courses given",
        "AC1.1.1": "Hire trainers",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1.1>OC1", "AC1.1.1>OP1.1"]
    assert [each.text for each in plan.indicators] == ["Income of young people", "% with work", "Courses"]
    assert [each.text for each in plan.register] == ["Firms grow"]
    assert left_out(plan) == {"For outcome 1:": "a heading over other rows"}


def test_activities_may_be_named_with_the_result_that_they_belong_to(tmp_path: Path) -> None:
    for named in ("Activités R1", "Activities for Output 1", "Activities Output 1"):
        plan = plan_of(
            f"""
            | Cadre | | Intervention logic | Indicators | Sources |
            |---|---|---|---|---|
            | | Specific objective | People are warm | Temperature | Survey |
            | | Result 1 | Homes are insulated | Homes | Lists |
            | | {named} | 1.1 Hire builders<br>1.2 Buy wool | | |
            """,
            tmp_path,
        )
        assert boxes(plan)["AC1.1"] == "Hire builders"
        assert arrows(plan) == ["OP1>OC1", "AC1.1>OP1", "AC1.2>OP1"]


def test_numbers_left_of_the_levels_are_those_of_the_results(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Framework | No | Description | Indicator | Baseline | Target |
        |---|---|---|---|---|---|
        | | 1 | Outcome: Farmers earn more | Income | 100 | 150 |
        | | | | Farmers with savings | 20 | 80 |
        | | 1.1 | Output: Farmers trained | Farmers trained | 0 | 500 |
        | | 1.1.1 | Activity: Hold field days | Days | 0 | 20 |
        | | 1.2 | Output: Seed banks open | Banks | 1 | 10 |
        """,
        tmp_path,
    )
    assert list(boxes(plan)) == ["OC1", "OP1.1", "AC1.1.1", "OP1.2"]
    assert arrows(plan) == ["OP1.1>OC1", "AC1.1.1>OP1.1", "OP1.2>OC1"]
    assert {each.fate for each in plan.account} == {"used"}


def test_what_was_measured_of_a_group_is_no_reading_of_all(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | IPTT | # | Indicator | Disaggregation | Baseline | Target | Actual 2026 |
        |---|---|---|---|---|---|---|
        | | Purpose: Nobody is hungry | | | | | |
        | | P.1 | % of households that eat well | Sex of head | 42 | 80 | 51 |
        | | | | Men | 40 | 80 | 49 |
        | | | | Women | 46 | 80 | 55 |
        | | Sub-purpose 1: Land is fertile | | | | | |
        | | 1.1 | Hectares under compost | | 0 | 500 | 90 |
        """,
        tmp_path,
    )
    assert [(each.measure, each.value.text if each.value else None) for each in plan.readings] == [
        ("M1", "51"),
        ("M2", "90"),
    ]
    assert [(each.heading, each.text) for each in plan.indicators[0].extras if each.heading == "Actual 2026"] == [
        ("Actual 2026", "49"),
        ("Actual 2026", "55"),
    ]
    assert [(box.stage.value if box.stage else None, box.term, box.text) for box in plan.elements] == [
        ("outcome", None, "Nobody is hungry"),
        ("outcome", "medium", "Land is fertile"),
    ]
    assert [link.cause for link in plan.links] == [plan.elements[1].id]


def test_a_number_on_the_line_beneath_a_level_belongs_to_the_words(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Log | Project summary | Indicators | Means of verification | Risks / assumptions |
        |---|---|---|---|---|
        | | GOAL<br>Warm homes for all | Winter deaths | Statistics | |
        | | PURPOSE<br>500 homes are warm | 400 of 500 homes at 18°C | Loggers | Prices hold |
        | | OUTPUTS<br>1. Homes insulated<br>2. Advice given | Homes<br>Visits | Job sheets<br>Visit log | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "Warm homes for all",
        "OC1": "500 homes are warm",
        "OP1": "Homes insulated",
        "OP2": "Advice given",
    }


def test_a_logframe_on_its_side_is_told_how_to_turn_it(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match=r"on its side.*Paste special, Transpose"):
        plan_of(
            """
            | Logframe | | Goal | Outcome | Output 1 |
            |---|---|---|---|---|
            | | Statement | Less hunger | Farms produce more | Farmers trained |
            | | Indicator | % hungry | kg per ha | # farmers |
            | | Baseline | 30 | 800 | 0 |
            | | Target | 20 | 1200 | 500 |
            """,
            tmp_path,
        )


def test_costs_alone_in_a_row_are_no_output_and_inputs_stand_beside_their_activities(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Frame | Strategy of intervention | Key indicators | Data sources |
        |---|---|---|---|
        | | Outcome 1: Traders buy | Contracts | Register |
        | | Outputs | | |
        | | Output 1.1: Points are set up | Points | Visits |
        | | Output 1.2: Traders are trained | Traders trained | Lists |
        | | Costs of outputs for outcome 1: CHF 1'200'000 | | |
        | | Activities | Inputs | |
        | | 1.1.1 Choose sites | Two officers | |
        | | 1.2.1 Train traders | A trainer | |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "OC1": "Traders buy",
        "OP1.1": "Points are set up",
        "OP1.2": "Traders are trained",
        "AC1.1.1": "Choose sites",
        "IN1": "Two officers",
        "AC1.2.1": "Train traders",
        "IN2": "A trainer",
    }
    assert sorted(arrows(plan)) == [
        "AC1.1.1>OP1.1",
        "AC1.2.1>OP1.2",
        "IN1>AC1.1.1",
        "IN2>AC1.2.1",
        "OP1.1>OC1",
        "OP1.2>OC1",
    ]
    assert left_out(plan) == {"Costs of outputs for outcome 1: CHF 1'200'000": "a total"}


def test_the_same_words_under_two_numbers_are_two_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Youth | Level | Result | Indicator | Target |
        |---|---|---|---|---|
        | | Outcome 1 | Youth have skills | Tests | 4 |
        | | Output 1.1 | Training | Trained youth | 5 |
        | | Outcome 2 | Youth have jobs | Jobs | 4 |
        | | Output 2.1 | Training | Trained staff | 6 |
        | | Output 2.1 | Training | Courses | 7 |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "OC1": "Youth have skills",
        "OP1.1": "Training",
        "OC2": "Youth have jobs",
        "OP2.1": "Training",
    }
    assert arrows(plan) == ["OP1.1>OC1", "OP2.1>OC2"]
    assert [each.measures for each in plan.indicators] == ["OC1", "OP1.1", "OC2", "OP2.1", "OP2.1"]


def test_the_same_words_on_two_sheets_under_two_numbers_are_two_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | First | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Outcome 1 | Youth have skills | Tests | 4 |
        | | Output 1.1 | Training | Trained youth | 5 |

        | Second | Level | Statement | Indicator | Target |
        |---|---|---|---|---|
        | | Outcome 2 | Youth have jobs | Jobs | 4 |
        | | Output 2.1 | Training | Trained staff | 6 |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["OP1.1>OC1", "OP2.1>OC2"]


def test_crosses_under_targets_beside_activities_are_no_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cadre | Niveau | Libellé | Indicateurs | Cible 2025 | Cible 2026 |
        |---|---|---|---|---|---|
        | | Objectifs généraux | La pauvreté recule | Taux | 50 | 45 |
        | | Effet direct | Les revenus augmentent | Revenu | 400 | 500 |
        | | *Autres effets directs | (si pertinent) | | | |
        | | Produits | P1. Les producteurs sont formés | Producteurs<br>Groupements | 500<br>10 | 900<br>20 |
        | | Activités | A1.1 Champs-écoles | | x | x |
        """,
        tmp_path,
    )
    assert boxes(plan) == {
        "IM1": "La pauvreté recule",
        "OC1": "Les revenus augmentent",
        "OP1": "Les producteurs sont formés",
        "AC1.1": "Champs-écoles",
    }
    assert arrows(plan) == ["OC1>IM1", "OP1>OC1", "AC1.1>OP1"]
    assert [each.text for each in plan.indicators] == ["Taux", "Revenu", "Producteurs", "Groupements"]
    assert [(each.heading, each.text) for each in plan.elements[-1].extras] == [
        ("Cible 2025", "x"),
        ("Cible 2026", "x"),
    ]
    assert left_out(plan) == {"(si pertinent)": "help under the headings"}


def test_one_source_is_that_of_all_measures_of_a_cell(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Cadre | Niveau | Libellé | Indicateurs | Base | Cible | Sources |
        |---|---|---|---|---|---|---|
        | | Effet | Ils participent | 1. % d'OSC présentes<br>2. Propositions adoptées | 22 %<br>0 | 60 %<br>35 | Rapports |
        | | Produit 1 | Les OSC sont formées | OSC formées | 0 | 120 | Listes |
        """,
        tmp_path,
    )
    assert [(each.text, each.target.text if each.target else "", each.source) for each in plan.indicators] == [
        ("% d'OSC présentes", "60 %", "Rapports"),
        ("Propositions adoptées", "35", "Rapports"),
        ("OSC formées", "120", "Listes"),
    ]
