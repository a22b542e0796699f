"""Tables of needs from elsewhere: people in need, scores by area, needs beside criteria, and what is none of them."""

from decimal import Decimal
from pathlib import Path

import pytest

from logicmodel import rank, read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.model import Plan
from tests.tables import plan_of

HUMANITARIAN = """
| Needs overview | Sector | District | Category | In Need 2017 | Targeted 2017 | Population |
|---|---|---|---|---|---|---|
| | #sector | #adm2+name | #category | #inneed | #targeted | #population |
| | WASH | Kabul | total | 433,412 | 100,000 | 2,000,000 |
| | WASH | Kabul | Children | 200,000 | 50,000 | |
| | WASH | | | 900,000 | | |
| | Health | Kabul | | 0 | | |
| | Health | Herat | | | | |
| | Shelter | | | 70 | | |
| | All | Kabul | | 600,000 | | |
| | TOTAL | | | 1,033,412 | | |
"""


def counted(plan: Plan) -> dict[str, Decimal | None]:
    return {need.text: need.count.value if need.count else None for need in plan.needs}


def scored(plan: Plan) -> list[tuple[tuple[str, int], ...]]:
    return [tuple((name, int(number)) for name, number in score.criteria) for score in plan.scores]


# -- people in need ---------------------------------------------------------------------------------------------------


def test_each_sector_and_area_is_one_need_with_its_people_and_nothing_is_added_up(tmp_path: Path) -> None:
    plan = plan_of(HUMANITARIAN, tmp_path)
    assert plan.form == "needs table"
    assert counted(plan) == {"WASH, Kabul": Decimal(433412), "Health, Kabul": Decimal(0), "Shelter": Decimal(70)}
    wash = plan.needs[0]
    assert wash.out_of
    assert (wash.area, wash.theme, wash.out_of.value) == ("Kabul", "WASH", Decimal(2000000))
    assert [(extra.heading, extra.text) for extra in wash.extras] == [("Targeted 2017", "100,000")]


def test_rows_that_are_no_needs_are_left_out_and_told(tmp_path: Path) -> None:
    plan = plan_of(HUMANITARIAN, tmp_path)
    left = {each.text: [place.row for place in each.places] for each in plan.noticed if each.kind == "rows_left_out"}
    assert left == {
        "hashtags": [2],
        "rows without a number of people in need": [7],
        "totals": [5, 9, 10],
        "parts of other rows": [4],
    }


def test_groups_without_a_total_are_needs_of_their_own(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Cluster | Admin 1 Name | Category | In Need |
        |---|---|---|---|---|
        | | Health | Blue | Refugees | 40 |
        | | Health | Blue | Hosts | 60 |
        """,
        tmp_path,
    )
    assert counted(plan) == {"Health, Blue, Refugees": Decimal(40), "Health, Blue, Hosts": Decimal(60)}
    assert [need.who for need in plan.needs] == [("Refugees",), ("Hosts",)]


@pytest.mark.parametrize("name", ["afg-hno-2024-hxl.csv", "sdn-hno-2021.csv"])
def test_a_humanitarian_overview_gives_its_sectors_at_the_smallest_area(name: str, shared_data: Path) -> None:
    plan = read_plan(shared_data / "hpc-hno" / name)
    place = "Kabul" if name.startswith("afg") else "Jebel Awlia"
    assert len(plan.needs) == 13
    assert f"Education, {place}" in counted(plan)
    assert all(need.count and need.count.value for need in plan.needs)
    assert len(plan.account) == sum(1 for each in plan.account if each.why)


# -- scores by area ---------------------------------------------------------------------------------------------------


def test_scores_by_area_keep_directions_and_name_the_cell_that_is_no_number(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Data | | Initial weight --> | 1 | 2 | 1 |
        |---|---|---|---|---|---|
        | | | Direction --> | 1 | -1 | 1 |
        | | | Indicator name --> | Poverty | Doctors | Floods |
        | | admin2Pcode | Name | pov | doc | flo |
        | | A1 | Port | 9.5 | 0 | 3 |
        | | A2 | Hill | DOG | 4 | 2 |
        | | A3 | Moor | 7 | 5 | 1 |
        | | A4 | Glen | 6 | 5 | 1 |
        | | A5 | Vale | 6 | 5 | NA |
        """,
        tmp_path,
    )
    assert [(need.text, need.area) for need in plan.needs][:2] == [("Port", "Port"), ("Hill", "Hill")]
    weights, port, *_ = plan.scores
    assert (weights.rater, [str(number) for _, number in weights.criteria]) == ("Weight", ["1", "2", "1"])
    assert port.criteria == (
        ("Poverty", Decimal("9.5")),
        ("Doctors (lower is worse)", Decimal(0)),
        ("Floods", Decimal(3)),
    )
    assert [(each.text, str(each.place), each.reason) for each in plan.unread] == [
        ("DOG", "Data, cell C6", "not_a_number")
    ]
    assert [name for name, _ in plan.scores[5].criteria] == ["Poverty", "Doctors (lower is worse)"]


def test_real_tables_of_scores_by_area(shared_data: Path) -> None:
    somalia = read_plan(shared_data / "reach-msna" / "somalia-2019-idp-need-scores.csv")
    assert (len(somalia.needs), somalia.needs[0].text) == (38, "Borama")
    assert dict(somalia.scores[0].criteria)["edu_score_2_cat"] == Decimal("0.08")
    guatemala = read_plan(shared_data / "severity-unhcr-guatemala" / "a2sit-severity-gtm-with-error.xlsx")
    assert len(guatemala.needs) == 340
    assert [(each.text, str(each.place)) for each in guatemala.unread] == [("DOG", "Data, cell D7")]


# -- needs beside criteria --------------------------------------------------------------------------------------------


def test_points_beside_health_needs_are_criteria_and_their_sum_is_only_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Priorities | Health need | Magnitude | Severity | Feasibility | Fairness to the worst off | Strengths | Total score |
        |---|---|---|---|---|---|---|---|
        | | Asthma | 4 | 8 | 3 | 5 | Parents’ group | 20 |
        | | Falls | 3 | 6 | 4 | 2 | | 15 |
        """,
        tmp_path,
    )
    assert scored(plan) == [
        (("Magnitude", 4), ("Severity", 8), ("Feasibility", 3), ("Fairness to the worst off", 5)),
        (("Magnitude", 3), ("Severity", 6), ("Feasibility", 4), ("Fairness to the worst off", 2)),
    ]
    assert [(need.text, need.kind) for need in plan.needs][-1] == ("Parents’ group", "strength")
    assert [need.priority for need in plan.needs] == [None, None, None]
    assert [extra.text for extra in plan.needs[0].extras] == ["20"]


def test_a_gut_matrix_keeps_gravity_as_seriousness_and_its_product_as_typed(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Matriz | Problema evidenciado | Gravidade (de 1 a 5) | Urgência (de 1 a 5) | Tendência (de 1 a 5) | Prioridade (GxUxT) |
        |---|---|---|---|---|---|
        | | Falta de creches | 5 | 4 | 3 | 60 |
        | | Evasão escolar | 4 | 4 | 4 | 64 |
        """,
        tmp_path,
    )
    assert [(need.severity, need.priority) for need in plan.needs] == [(5, None), (4, None)]
    assert scored(plan)[0] == (("Urgência (de 1 a 5)", 4), ("Tendência (de 1 a 5)", 3))


def test_every_column_of_causes_becomes_arrows_of_the_problem_tree(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Gaps | Problem Dimension | Current State | Root Causes | Contributing Factors | Evidence Base |
        |---|---|---|---|---|---|
        | | Young carers miss school | 1 in 5 absent | No transport | Parents are ill; Buses are late | School survey 2025 |
        | | Homes are damp | Half the stock | Landlords do not repair | | Housing survey 2024 |
        """,
        tmp_path,
    )
    texts = {need.id: need.text for need in plan.needs}
    assert [(texts[link.cause], texts[link.effect]) for link in plan.problem_links] == [
        ("No transport", "Young carers miss school"),
        ("Parents are ill", "Young carers miss school"),
        ("Buses are late", "Young carers miss school"),
        ("Landlords do not repair", "Homes are damp"),
    ]


def test_the_needs_of_an_example_have_their_criteria() -> None:
    path = Path(__file__).parents[2] / "examples" / "dry-homes" / "needs.csv"
    plan = read_plan(path)
    assert len(plan.needs) == 10
    assert plan.scores[0].criteria == (("Feasibility (1-5)", Decimal(4)),)  # as Severity beside it
    assert {score.rater for score in plan.scores} == {"needs.csv"}


# -- what is no table of needs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("kobo/abidjan-2022-survey-semicolon.csv", "it is the form of a survey, not its answers"),
        ("kobo/abidjan-2022-xlsform-fr.xls", "it is the form of a survey, not its answers"),
        ("xlsform/xl_date_ambiguous.xlsx", "it is the form of a survey, not its answers"),
        ("hxl/input-merged.xlsx", "it lists who works on what where, without what is done"),
        ("hxl/input-broken.xlsx", "it lists crises and how many people they hit"),
    ],
)
def test_what_is_no_table_of_needs_says_what_it_looks_like(file: str, reason: str, shared_data: Path) -> None:
    with pytest.raises(NoPlanFound, match=reason):
        read_plan(shared_data / file)


# -- what else people hold --------------------------------------------------------------------------------------------

BY_GROUP = """
| Overview | Sector | IDPs PiN | People in need (returnees) | Total PiN | Severity |
|---|---|---|---|---|---|
| | WASH | 98,000 | 30,000 | 128,000 | 4 |
| | Health | | 21,000 | 21,000 | 3 |
| | Total intersectoral | 150,000 | 60,000 | 210,000 | |
"""


def test_people_in_need_in_a_column_for_each_group_are_needs_of_their_own(tmp_path: Path) -> None:
    plan = plan_of(BY_GROUP, tmp_path)
    assert counted(plan) == {
        "WASH, IDPs": Decimal(98000),
        "WASH, returnees": Decimal(30000),
        "Health, returnees": Decimal(21000),
    }
    assert [(need.who, need.theme, need.severity) for need in plan.needs] == [
        (("IDPs",), "WASH", 4),
        (("returnees",), "WASH", 4),
        (("returnees",), "Health", 3),
    ]
    left = {each.text: [place.row for place in each.places] for each in plan.noticed if each.kind == "rows_left_out"}
    assert left == {"totals": [4]}


def test_people_in_need_with_their_year_and_largest_area(tmp_path: Path) -> None:
    table = """
    | HNO | Sector | Admin 1 | PiN 2025 | Year |
    |---|---|---|---|---|
    | | Santé | Nord | 12000 | 2025 |
    | | EHA | Est | 7000 | 2025 |
    """
    plan = plan_of(table, tmp_path)
    assert counted(plan) == {"Santé, Nord": Decimal(12000), "EHA, Est": Decimal(7000)}
    assert [need.as_of.text for need in plan.needs if need.as_of] == ["2025", "2025"]


@pytest.mark.parametrize(
    "table",
    [
        "| Notes | Need |\n|---|---|\n| | Older men in the village are lonely |\n| | There is no bus on Sundays |",
        "| Notes | Bedarf |\n|---|---|\n| | Ältere Menschen sind einsam |\n| | Es fehlt ein Treffpunkt |",
    ],
    ids=["English", "German"],
)
def test_a_list_of_needs_and_nothing_else_is_read(table: str, tmp_path: Path) -> None:
    assert len(plan_of(table, tmp_path).needs) == 2


def test_a_list_of_words_to_choose_from_is_no_list_of_needs(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound):
        plan_of("| Choices | Issue |\n|---|---|\n| | Housing |\n| | Health |\n| | Work |", tmp_path)


def test_a_trend_in_words_is_kept_and_is_no_criterion(tmp_path: Path) -> None:
    table = """
    | Priorities | Health priority | Population affected | Trend |
    |---|---|---|---|
    | | Obesity in Year 6 | Children | Worsening |
    | | Falls | People aged 65+ | Stable |
    """
    plan = plan_of(table, tmp_path)
    assert [(extra.heading, extra.text) for need in plan.needs for extra in need.extras] == [
        ("Trend", "Worsening"),
        ("Trend", "Stable"),
    ]
    assert plan.scores == ()


def test_people_by_phase_are_in_need_from_the_third_phase_on(tmp_path: Path) -> None:
    table = """
    | JIAF | District | Population | Phase 1 | Phase 2 | Phase 3 | Phase 4 | Phase 5 |
    |---|---|---|---|---|---|---|---|
    | | Herat | 100,000 | 20,000 | 30,000 | 30,000 | 15,000 | 5,000 |
    | | Balkh | 150,000 | 100,000 | 30,000 | 15,000 | 5,000 | 0 |
    | | Total | 250,000 | 120,000 | 60,000 | 45,000 | 20,000 | 5,000 |
    """
    plan = plan_of(table, tmp_path)
    assert counted(plan) == {"Herat": Decimal(50_000), "Balkh": Decimal(20_000)}
    assert [need.out_of.value for need in plan.needs if need.out_of] == [100_000, 150_000]
    # A quarter of Herat has reached phase 3, a fifth phase 4; a third of Balkh has reached phase 2.
    assert [need.severity for need in plan.needs] == [3, 2]
    assert all("Worked out from the phases" in (need.notes or "") for need in plan.needs)


def test_shares_of_people_by_phase_are_no_people(tmp_path: Path) -> None:
    table = """
    | IPC | District | Phase 1 | Phase 2 | Phase 3 | Phase 4 | Phase 5 |
    |---|---|---|---|---|---|---|
    | | Herat | 20 | 30 | 30 | 15 | 5 |
    | | Balkh | 65 | 20 | 10 | 5 | 0 |
    | | Kunduz | 60 | 20 | 10 | 5 | 5 |
    """
    assert [need.count for need in plan_of(table, tmp_path).needs] == [None, None, None]


def test_rows_without_a_need_of_their_own_go_on_with_the_one_above(tmp_path: Path) -> None:
    table = """
    | List | Need | Who | Causes | Effects |
    |---|---|---|---|---|
    | | Young people are out of work | Young people | No certificate | Debt |
    | | | | Employers do not hire | Crime |
    | | | | No bus | |
    | | Families owe rent | Families | Low wages | |
    """
    plan = plan_of(table, tmp_path)
    rows = {need.id: need.text for need in plan.needs}
    assert [need.text for need in plan.needs if need.kind == "need"] == [
        "Young people are out of work",
        "Families owe rent",
    ]
    assert [(rows[link.cause], rows[link.effect]) for link in plan.problem_links if link.effect == "N1"] == [
        ("No certificate", "Young people are out of work"),
        ("Employers do not hire", "Young people are out of work"),
        ("No bus", "Young people are out of work"),
    ]


def test_scores_by_area_are_weighed_by_the_row_above_and_the_smallest_area_names_them(tmp_path: Path) -> None:
    table = """
    | Severity | | Weight | 2 | 1 | 1 |
    |---|---|---|---|---|---|
    | | | Direction | - | - | + |
    | | Region | District | Water access score | Enrolment score | Violence score |
    | | North | Abala | 2 | 3 | 4 |
    | | North | Ouallam | 1 | 2 | 4 |
    | | South | Dosso | 4 | 4 | 1 |
    """
    plan = plan_of(table, tmp_path)
    assert [need.text for need in plan.needs] == ["Abala", "Ouallam", "Dosso"]
    (order,) = rank(plan, "weighted").orders
    # Of water and enrolment a low number is worse: 0.5 × (10 − 2) + 0.25 × (10 − 3) + 0.25 × 4 for Abala.
    assert [(each.text, each.score) for each in order.needs] == [
        ("Ouallam", Decimal("7.5")),
        ("Abala", Decimal("6.75")),
        ("Dosso", Decimal("4.75")),
    ]


HNO_IN_FRENCH = """
| PIN 2026 | Admin 1 | Admin 2 | Secteur | Groupe de population | Population totale | Personnes dans le besoin |
|---|---|---|---|---|---|---|
| | Lac | Bol | EHA | Déplacés internes | 42 310 | 31 200 |
| | Lac | Bol | EHA | Retournés | 12 500 | 6 040 |
| | Lac | Baga-Sola | Santé | Population hôte | 95 400 | 19 080 |
| | Total | | | | 150 210 | 56 320 |
"""


def test_people_in_need_are_read_in_other_languages_and_no_area_is_a_need(tmp_path: Path) -> None:
    plan = plan_of(HNO_IN_FRENCH, tmp_path)
    assert counted(plan) == {
        "EHA, Bol, Déplacés internes": Decimal(31200),
        "EHA, Bol, Retournés": Decimal(6040),
        "Santé, Baga-Sola, Population hôte": Decimal(19080),
    }
    assert [str(need.out_of.value) for need in plan.needs if need.out_of] == ["42310", "12500", "95400"]


def test_each_why_asks_for_the_cause_of_the_one_before(tmp_path: Path) -> None:
    table = """
    | Needs | Problem | ¿Por qué? | ¿Por qué? | Why 3 | Effects |
    |---|---|---|---|---|---|
    | | Old people are lonely | They cannot leave the house | The lifts are broken | Nobody repairs them | They fall ill |
    | | Homes are damp | No money to heat | | | |
    """
    plan = plan_of(table, tmp_path)
    texts = {need.id: need.text for need in plan.needs}
    assert [(texts[link.cause], texts[link.effect]) for link in plan.problem_links] == [
        ("They cannot leave the house", "Old people are lonely"),
        ("The lifts are broken", "They cannot leave the house"),
        ("Nobody repairs them", "The lifts are broken"),
        ("Old people are lonely", "They fall ill"),
        ("No money to heat", "Homes are damp"),
    ]


def test_statements_beside_single_words_are_the_needs_and_the_words_their_themes(tmp_path: Path) -> None:
    table = """
    | Gaps | Problem Dimension | Current State | Root Causes | Stakeholder Impact |
    |---|---|---|---|---|
    | | Housing | Families live in crowded flats | Rents rose | Children cannot study |
    | | Income | Workers earn nothing in winter | Only farms hire | Families fall into debt |
    """
    plan = plan_of(table, tmp_path)
    assert [(need.theme, need.text) for need in plan.needs if need.theme] == [
        ("Housing", "Families live in crowded flats"),
        ("Income", "Workers earn nothing in winter"),
    ]


FLIPCHART = """
| Flipchart | What people said we need |
|---|---|
| | More places for young people to meet |
| | Help to fill in benefit forms |
"""
MINUTES = """
| Minutes | Item | Problem raised | Raised by | Reasons given |
|---|---|---|---|---|
| | 1 | Street lights do not work on Hill Road | Residents | Cables were stolen |
| | 2 | Young men have nothing to do | Youth worker | The sports hall closed |
"""
RATED = """
| Sheet1 | Priority Health Need | Size | Seriousness | Effectiveness |
|---|---|---|---|---|
| | Untreated hypertension | 8 | 7 | 6 |
| | Older adults fall at home | 6 | 6 | 7 |
"""


@pytest.mark.parametrize(
    ("table", "needs"),
    [
        (FLIPCHART, ["More places for young people to meet", "Help to fill in benefit forms"]),
        (MINUTES, ["Street lights do not work on Hill Road", "Young men have nothing to do"]),
        (RATED, ["Untreated hypertension", "Older adults fall at home"]),
    ],
)
def test_a_word_in_a_heading_that_nobody_knows_says_that_needs_stand_beneath(
    table: str, needs: list[str], tmp_path: Path
) -> None:
    causes = {"Cables were stolen", "The sports hall closed"}
    assert [need.text for need in plan_of(table, tmp_path).needs if need.text not in causes] == needs


def test_beneath_a_question_people_answer_in_their_own_words_and_none_is_read(tmp_path: Path) -> None:
    table = """
    | Answers | What do you need most? |
    |---|---|
    | | My landlord threatened us again |
    | | Since my mother died we cannot cope |
    """
    with pytest.raises(NoPlanFound):
        plan_of(table, tmp_path)


def test_a_map_of_assets_holds_strengths_and_no_needs(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Asset map | Asset | Type | Where | Contact | What it offers |
        |---|---|---|---|---|---|
        | | Village hall | place | Upper Ham | clerk | rooms |
        | | Choir | association | Low Ham | leader | thirty singers |
        """,
        tmp_path,
    )
    assert [(need.text, str(need.kind), need.area) for need in plan.needs] == [
        ("Village hall", "strength", "Upper Ham"),
        ("Choir", "strength", "Low Ham"),
    ]
    assert [extra.text for extra in plan.needs[0].extras] == ["place", "clerk", "rooms"]
    assert not plan.unread


def test_strengths_that_stand_behind_a_need_stay_beside_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | What we heard | Strengths | Where |
        |---|---|---|---|
        | | Nobody rings in the evening | A choir of thirty | Low Ham |
        """,
        tmp_path,
    )
    assert [(need.text, str(need.kind)) for need in plan.needs] == [
        ("Nobody rings in the evening", "need"),
        ("A choir of thirty", "strength"),
    ]


def test_a_list_of_people_is_no_table_of_needs(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match="it looks like a list of people, and says nothing of needs"):
        plan_of(
            """
            | Register | Name | Date of visit | Village | Score |
            |---|---|---|---|---|
            | | Ann Smith | 2026-01-11 | Upper Ham | 3 |
            | | Kofi Mensah | 2026-02-11 | Low Ham | 4 |
            """,
            tmp_path,
        )


def test_indirect_causes_stand_behind_the_direct_ones_of_their_line(tmp_path: Path) -> None:
    table = """
    | Tree | Problema central | Causas directas | Causas indirectas | Efectos |
    |---|---|---|---|---|
    | | Las familias beben agua sucia | Los pozos no tienen tapa | Nadie cuida los pozos | Se enferman |
    | | | La planta no funciona | El municipio no paga | |
    """
    plan = plan_of(table, tmp_path)
    texts = {need.id: need.text for need in plan.needs}
    assert [(texts[link.cause], texts[link.effect]) for link in plan.problem_links] == [
        ("Los pozos no tienen tapa", "Las familias beben agua sucia"),
        ("La planta no funciona", "Las familias beben agua sucia"),
        ("Nadie cuida los pozos", "Los pozos no tienen tapa"),
        ("El municipio no paga", "La planta no funciona"),
        ("Las familias beben agua sucia", "Se enferman"),
    ]


def test_needs_with_numbers_of_their_own_are_rated_like_others(tmp_path: Path) -> None:
    table = """
    | Log | ID | Statement of need | Size | Seriousness | Effectiveness |
    |---|---|---|---|---|---|
    | | JS-01 | No dentist within 30 miles | 7 | 12 | 6 |
    | | JS-02 | Teenagers vape every day | 6 | 14 | 5 |
    """
    (order,) = rank(plan_of(table, tmp_path), "bpr").orders
    assert [(each.text, each.score) for each in order.needs] == [
        ("No dentist within 30 miles", Decimal(38)),
        ("Teenagers vape every day", Decimal("33.3333")),
    ]


def test_a_column_that_crosses_the_needs_names_who_scored_them(tmp_path: Path) -> None:
    table = """
    | Scores | Priority area | Panel member | Impact | Urgency |
    |---|---|---|---|---|
    | | Families live in damp homes | Resident | 2 | 5 |
    | | Families live in damp homes | Council | 4 | 1 |
    | | Young adults are homeless | Resident | 5 | 3 |
    | | Young adults are homeless | Council | 3 | 2 |
    """
    plan = plan_of(table, tmp_path)
    assert [need.text for need in plan.needs] == ["Families live in damp homes", "Young adults are homeless"]
    assert [(score.need, score.rater) for score in plan.scores] == [
        ("N1", "Resident"),
        ("N1", "Council"),
        ("N2", "Resident"),
        ("N2", "Council"),
    ]


def test_the_name_of_an_admin_area_is_where(tmp_path: Path) -> None:
    table = """
    | HNO | Admin1 Name | Admin1 Pcode | Cluster | Population group | People in Need |
    |---|---|---|---|---|---|
    | | Aleppo | SY02 | WASH | IDP | 812345 |
    | | Idleb | SY07 | Education | IDP | 1203000 |
    """
    plan = plan_of(table, tmp_path)
    assert [(need.text, need.area) for need in plan.needs] == [
        ("WASH, Aleppo, IDP", "Aleppo"),
        ("Education, Idleb, IDP", "Idleb"),
    ]
