"""Logic models as people draw them in a sheet: what stands around the columns, and models turned on their side."""

from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.model import Plan, Stage
from logicmodel.reading.deciding.questions import Undecided
from tests.reading.seen import left_out
from tests.tables import plan_of, workbook_of


def by_stage(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for box in plan.elements:
        found.setdefault(box.stage.value if box.stage else "", []).append(box.text)
    return found


def arrows(plan: Plan) -> list[tuple[str, str]]:
    texts = {box.id: box.text for box in plan.elements}
    return [(texts[link.cause], texts[link.effect]) for link in plan.links]


def register(plan: Plan) -> list[tuple[str, str]]:
    return [(each.kind or "", each.text) for each in plan.register]


# -- around the columns -----------------------------------------------------------------------------------------------


def test_assumptions_and_external_factors_under_a_model_are_no_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Inputs | Activities | Outputs | Outcomes |
        |---|---|---|---|---|
        | | Staff | Home visits | 120 visits | Parents are calmer |
        | | Assumptions: Families trust the staff | | | |
        | | External factors: The county pays | | | |
        """,
        tmp_path,
    )
    assert by_stage(plan) == {
        "input": ["Staff"],
        "activity": ["Home visits"],
        "output": ["120 visits"],
        "outcome": ["Parents are calmer"],
    }
    assert register(plan) == [("assumption", "Families trust the staff"), ("external_factor", "The county pays")]
    assert left_out(plan) == {}


def test_headings_beside_each_other_under_a_model_hold_what_stands_beneath_them(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Inputs | Activities | Outputs | Outcomes |
        |---|---|---|---|---|
        | | Staff | Home visits | 120 visits | Parents are calmer |
        | | | | | |
        | | | | | |
        | | Assumptions | | External factors | |
        | | • Staff stay<br>• Families come | | County budget | |
        | | Rooms are free | | Housing market | |
        """,
        tmp_path,
    )
    assert register(plan) == [
        ("assumption", "Staff stay"),
        ("assumption", "Families come"),
        ("external_factor", "County budget"),
        ("assumption", "Rooms are free"),
        ("external_factor", "Housing market"),
    ]
    assert not [each for each in plan.noticed if each.kind == "sheet_not_read"]


def test_a_small_heading_may_stand_beside_its_words(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Strand | Activities | Outputs | Outcomes |
        |---|---|---|---|---|
        | | Advice | Sessions | 300 sessions | Fewer evictions |
        | | Context | Study | 1 report | The council knows the facts |
        | | Assumptions | Landlords take part | | |
        | | Risks: | Staff leave | | |
        """,
        tmp_path,
    )
    assert {box.strand for box in plan.elements} == {"Advice", "Context"}
    assert register(plan) == [("assumption", "Landlords take part"), ("risk", "Staff leave")]


def test_name_situation_and_goal_over_a_model_are_read(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Program name: | Family centre | | |
        |---|---|---|---|---|
        | | Situation: Parents raise children alone | | | |
        | | Goal: Children grow up safe | | | |
        | | Inputs | Activities | Outputs | Outcomes |
        | | Staff | Home visits | 120 visits | Parents are calmer |
        """,
        tmp_path,
    )
    assert plan.programme.name == "Family centre"
    assert [need.text for need in plan.needs] == ["Parents raise children alone"]
    assert ("Parents are calmer", "Children grow up safe") in arrows(plan)
    assert left_out(plan) == {}


def test_arrows_typed_between_the_columns_are_signs_and_no_words(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | → | Outputs | → | Outcomes |
        |---|---|---|---|---|---|
        | | Home visits | → | 120 visits | → | Parents are calmer |
        """,
        tmp_path,
    )
    assert arrows(plan) == [("Home visits", "120 visits"), ("120 visits", "Parents are calmer")]
    assert left_out(plan) == {"→": "signs without words"}
    assert not [each for each in plan.noticed if each.kind == "unused_column"]
    assert not [extra for box in plan.elements for extra in box.extras]


def test_outcomes_over_their_terms_are_one_heading(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Model | | Inputs | Activities | Outputs | Outcomes | | |
|---|---|---|---|---|---|---|---|
| | | | | | Short term | Medium term | Long term |
| | Cooking | Cook | Classes | 40 classes | People can cook | People eat better | People are healthier |

Merged: Model E1:G1
Merged: Model B1:B2
""",
        tmp_path,
    )
    assert by_stage(plan)["outcome"] == ["People can cook", "People eat better", "People are healthier"]
    assert [box.term.value for box in plan.elements if box.term] == ["short", "medium", "long"]
    assert left_out(plan) == {}


# -- stages down one column -------------------------------------------------------------------------------------------


def test_stages_down_one_column_are_read_with_a_strand_in_each_column(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | | Housing | Health |
        |---|---|---|---|
        | | Impact | People live well | |
        | | Outcomes | Fewer evictions<br>Fewer cold homes | Fewer emergencies |
        | | Outputs | 300 tenants advised | 200 checks |
        | | Activities | Advice | Clinics |

Merged: Model B2:C2
        """,
        tmp_path,
    )
    assert plan.form == "wide"
    assert by_stage(plan) == {
        "impact": ["People live well"],
        "outcome": ["Fewer evictions", "Fewer cold homes", "Fewer emergencies"],
        "output": ["300 tenants advised", "200 checks"],
        "activity": ["Advice", "Clinics"],
    }
    assert arrows(plan) == [
        ("Advice", "300 tenants advised"),
        ("300 tenants advised", "Fewer evictions"),
        ("300 tenants advised", "Fewer cold homes"),
        ("Fewer evictions", "People live well"),
        ("Fewer cold homes", "People live well"),
        ("Clinics", "200 checks"),
        ("200 checks", "Fewer emergencies"),
        ("Fewer emergencies", "People live well"),
    ]
    assert {box.strand for box in plan.elements if box.text in ("Advice", "Clinics")} == {"Housing", "Health"}
    assert left_out(plan) == {}


def test_cells_under_a_stage_belong_to_it_until_the_next_one(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Inputs | 3 nurses |
        |---|---|---|
        | | | 1 van |
        | | Activities | Health checks |
        | | ↓ | |
        | | Outcomes | People take their medicine |
        | | Assumptions | People open the door |
        """,
        tmp_path,
    )
    assert by_stage(plan) == {
        "input": ["3 nurses", "1 van"],
        "activity": ["Health checks"],
        "outcome": ["People take their medicine"],
    }
    assert register(plan) == [("assumption", "People open the door")]
    assert left_out(plan) == {"↓": "signs without words"}


def test_stages_named_again_and_again_down_a_column_are_a_list_of_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Outcome 1 | Families are warm |
        |---|---|---|
        | | Output 1.1 | Homes are insulated |
        | | Activity 1.1.1 | Inspect homes |
        | | Outcome 2 | Families are heard |
        | | Output 2.1 | Tenants know their rights |
        """,
        tmp_path,
    )
    assert arrows(plan) == [
        ("Homes are insulated", "Families are warm"),
        ("Inspect homes", "Homes are insulated"),
        ("Tenants know their rights", "Families are heard"),
    ]


def test_a_title_over_the_same_headings_again_is_no_box(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Models | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Advice | 300 sessions | Fewer evictions |
        | | | | |
        | | Model B: Health | | |
        | | Activities | Outputs | Outcomes |
        | | Clinics | 200 checks | Fewer emergencies |
        """,
        tmp_path,
    )
    assert by_stage(plan)["activity"] == ["Advice", "Clinics"]
    assert left_out(plan)["Model B: Health"] == "a title over headings"


# -- blank cells and measures -----------------------------------------------------------------------------------------


def test_a_blank_cell_of_a_tree_stands_for_the_box_above(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Tree | Outcome | Output | Activity |
        |---|---|---|---|
        | | Nobody is ill | Wells work | Drill wells |
        | | | | Train committees |
        | | | Latrines are used | Build latrines |
        | | The town is clean | | Hire drivers |
        """,
        tmp_path,
    )
    assert arrows(plan) == [
        ("Drill wells", "Wells work"),
        ("Wells work", "Nobody is ill"),
        ("Train committees", "Wells work"),
        ("Build latrines", "Latrines are used"),
        ("Latrines are used", "Nobody is ill"),
        ("Hire drivers", "The town is clean"),
    ]
    assert all(link.marks for link in plan.links)


def test_boxes_beside_a_blank_cell_may_lead_to_the_only_box_of_its_column(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Drill wells | Wells work | Nobody is ill |
        | | Train committees | Committees meet | |
        """,
        tmp_path,
    )
    assert arrows(plan)[-1] == ("Committees meet", "Nobody is ill")


def test_a_tree_with_indicators_beside_it_has_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Tree | Outcome | Output | Activity | Indicator |
        |---|---|---|---|---|
        | | Nobody is ill | Wells work | Drill wells | Number of wells |
        | | | | Train committees | Number of people trained |
        """,
        tmp_path,
    )
    texts = {box.id: box.text for box in plan.elements}
    assert {each.text: texts.get(each.measures or "") for each in plan.indicators} == {
        "Number of wells": "Drill wells",
        "Number of people trained": "Train committees",
    }
    assert arrows(plan)[-1] == ("Train committees", "Wells work")


@pytest.mark.parametrize("said", ["?", "TBC", "not known yet", "n/a"])
def test_a_cell_that_says_that_no_measure_is_known_is_no_measure(tmp_path: Path, said: str) -> None:
    plan = plan_of(
        f"""
        | Model | Activities | Outcomes | How will we know |
        |---|---|---|---|
        | | Open the workshop | Men feel less lonely | Questions twice a year |
        | | Invite the nurse | Men go to the doctor earlier | {said} |
        """,
        tmp_path,
    )
    assert [each.text for each in plan.indicators] == ["Questions twice a year"]
    assert left_out(plan) == {said: "nothing is said"}


def test_a_column_of_indicators_measures_the_stage_that_it_names_or_stands_beside(tmp_path: Path) -> None:
    for headings in (("Output indicator", "Outcome indicator"), ("Indicators", "Indicators")):
        first, second = headings
        plan = plan_of(
            f"""
            | Model | Activity | Output | {first} | Outcome | {second} | Impact |
            |---|---|---|---|---|---|---|
            | | Visit people | 80 visits | Visits made | People are less alone | % who have a friend | A good life |
            | | Call people | 90 calls | Calls made | People are well informed | | |
            """,
            tmp_path,
        )
        texts = {box.id: box.text for box in plan.elements}
        assert {each.text: texts.get(each.measures or "") for each in plan.indicators} == {
            "Visits made": "80 visits",
            "% who have a friend": "People are less alone",
            "Calls made": "90 calls",
        }
        assert {each.fate for each in plan.account} == {"used"}


# -- headings over others, and help beneath ---------------------------------------------------------------------------


def test_a_stage_over_small_headings_of_the_authors_own_is_the_stage_of_all(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Logik | Aktivitäten | Leistungen (Output) | Wirkungen bei der Zielgruppe (Outcome) | | Impact |
        |---|---|---|---|---|---|
        | | | | Wissen | Verhalten | |
        | | Kurse | 40 Treffen | Eltern wissen mehr | Eltern lesen vor | Kinder lernen |

Merged: Logik C1:D1
Merged: Logik A1:A2
        """,
        tmp_path,
    )
    assert by_stage(plan)["outcome"] == ["Eltern wissen mehr", "Eltern lesen vor"]
    assert left_out(plan) == {}


def test_a_merged_stage_is_that_of_every_column_beneath_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | Outputs | Outcomes | |
        |---|---|---|---|---|
        | | Visit people | 80 visits | They are less alone | They are well informed |

Merged: Model C1:D1
        """,
        tmp_path,
    )
    assert by_stage(plan)["outcome"] == ["They are less alone", "They are well informed"]


def test_help_under_the_headings_is_no_box(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Kellogg | Resources | Activities | Outputs | Impact |
        |---|---|---|---|---|
        | | We will need the following: | We will do the following: | These will produce: | This will change in 7–10 years: |
        | | A clinic | See patients | 600 patients | A healthy county |
        """,
        tmp_path,
    )
    assert by_stage(plan) == {
        "input": ["A clinic"],
        "activity": ["See patients"],
        "output": ["600 patients"],
        "impact": ["A healthy county"],
    }
    assert set(left_out(plan).values()) == {"help under the headings"}


def test_intermediate_under_outcomes_lies_between_short_and_long(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | CDC | Activities | Outputs | Outcomes | | |
        |---|---|---|---|---|---|
        | | | | Short-term | Intermediate | Long-term |
        | | Screen adults | 1,200 adults | They know their values | They take their pills | Fewer strokes |

Merged: CDC C1:E1
        """,
        tmp_path,
    )
    assert arrows(plan) == [
        ("Screen adults", "1,200 adults"),
        ("1,200 adults", "They know their values"),
        ("They know their values", "They take their pills"),
        ("They take their pills", "Fewer strokes"),
    ]


# -- boxes drawn in cells ---------------------------------------------------------------------------------------------


def test_boxes_drawn_side_by_side_lead_to_what_stands_over_them(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Framework | | Impact: People live in dignity | | | Drawn in May |
        |---|---|---|---|---|---|
        | | Outcome: They are safe | | Outcome: They earn a living | | |
        | | Output 1.1: Names listed | Output 1.2: Advice given | Output: Skills taught | Output: Grants paid | |

Merged: Framework A2:B2
Merged: Framework C2:D2
        """,
        tmp_path,
    )
    assert arrows(plan) == [
        ("They are safe", "People live in dignity"),
        ("They earn a living", "People live in dignity"),
        ("Names listed", "They are safe"),
        ("Advice given", "They are safe"),
        ("Skills taught", "They earn a living"),
        ("Grants paid", "They earn a living"),
    ]
    assert all(link.marks for link in plan.links)
    assert left_out(plan) == {"Drawn in May": "no level"}


def test_a_line_of_a_form_over_the_stages_names_no_strands(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Title | Her voice | No. | P-00123 |
        |---|---|---|---|---|
        | | Ultimate outcome | Women enjoy their rights | Girls are safe | Men share the work |
        | | Outputs | Courses given | Shelters open | Fathers meet |
        | | Activities | Give courses | Open shelters | Hold meetings |
        """,
        tmp_path,
    )
    assert {box.strand for box in plan.elements} == {None}


# -- who leads, when, and at what cost --------------------------------------------------------------------------------


def work(plan: Plan) -> dict[str, tuple[str, str, str, str]]:
    """Give who leads each box, when it begins and ends, and what it costs, as typed."""
    return {
        box.text: (
            ", ".join(box.owner),
            box.start.text if box.start else "",
            box.end.text if box.end else "",
            box.cost.text if box.cost else "",
        )
        for box in plan.elements
    }


def test_who_leads_when_and_at_what_cost_is_said_of_the_work(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Lead | Activities | Outputs | Outcomes | Timeline | Budget |
        |---|---|---|---|---|---|---|
        | | Youth worker | Run groups<br>Visit homes | 40 groups held | They feel heard | Apr 2026 - Mar 2027 | £12,000 |
        | | Manager | Trips | 4 trips | They try new things | By March 2027 | £3,000 |
        """,
        tmp_path,
    )
    assert work(plan) == {
        "Run groups": ("Youth worker", "Apr 2026", "Mar 2027", ""),
        "Visit homes": ("Youth worker", "Apr 2026", "Mar 2027", ""),
        "40 groups held": ("", "", "", ""),
        "They feel heard": ("", "", "", ""),
        "Trips": ("Manager", "", "By March 2027", "£3,000"),
        "4 trips": ("", "", "", ""),
        "They try new things": ("", "", "", ""),
    }
    # What two activities cost together is the cost of neither.
    assert [(each.heading, each.text) for box in plan.elements for each in box.extras] == [("Budget", "£12,000")]


def test_dates_behind_each_stage_are_those_of_its_boxes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Activities | Outputs | By when | Outcomes | By when |
        |---|---|---|---|---|---|
        | | Run groups | 40 groups held | 30/06/2026 | They feel heard | 31/03/2027 |
        | | Run groups | 4 trips made | 15/07/2026 | They try new things | 31/03/2028 |
        """,
        tmp_path,
    )
    assert {text: end for text, (_, _, end, _) in work(plan).items()} == {
        "Run groups": "",
        "40 groups held": "30/06/2026",
        "They feel heard": "31/03/2027",
        "4 trips made": "15/07/2026",
        "They try new things": "31/03/2028",
    }


def test_what_is_said_twice_in_two_ways_is_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Activities | Lead | Outputs | Outcomes |
        |---|---|---|---|---|
        | | Run groups | Ana | 40 groups held | They feel heard |
        | | Run groups | Ben | 4 trips made | They try new things |
        """,
        tmp_path,
    )
    assert work(plan)["Run groups"][0] == "Ana"
    assert [(each.heading, each.text) for each in plan.elements[0].extras] == [("Lead", "Ben")]


def test_a_word_for_a_goal_over_dates_is_an_end(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan de travail | Produit | Activités | Responsable | Début | Fin | Coût |
        |---|---|---|---|---|---|---|
        | | Les puits fonctionnent | Forer 12 puits | Chef de chantier | 01/02/2026 | 30/06/2026 | 45 000 € |
        """,
        tmp_path,
    )
    assert by_stage(plan) == {"output": ["Les puits fonctionnent"], "activity": ["Forer 12 puits"]}
    assert work(plan)["Forer 12 puits"] == ("Chef de chantier", "01/02/2026", "30/06/2026", "45 000 €")


def test_a_plan_of_work_by_result_asks_what_results_are(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(
        workbook_of(
            """
            | Work plan | Result | Activity | Responsible | Start | Budget |
            |---|---|---|---|---|---|
            | | Wells work | Drill 12 wells | Site lead | 2026-02 | 45,000 |
            """
        )
    )
    with pytest.raises(Undecided, match=r'"plan\.xlsx"\."Work plan"\.columns\."Result" = "Outcome"'):
        read_plan(path, ask=True)
    decided = tmp_path / "mapping.toml"
    decided.write_text('"plan.xlsx"."Work plan".columns."Result" = "Outcome"\n', encoding="utf-8")
    plan = read_plan(path, mapping=decided, ask=True)
    assert by_stage(plan) == {"outcome": ["Wells work"], "activity": ["Drill 12 wells"]}


# -- headings ---------------------------------------------------------------------------------------------------------


def test_two_terms_in_one_heading_are_no_term(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | RESOURCES | ACTIVITIES | OUTPUTS | SHORT & LONG-TERM OUTCOMES | IMPACT |
        |---|---|---|---|---|---|
        | | Two nurses | Run a clinic | 2,000 visits | People see a nurse early | Fewer emergencies |
        | | Page 1 of 1 | | | | |
        """,
        tmp_path,
    )
    assert by_stage(plan)["outcome"] == ["People see a nurse early"]
    assert [box.term for box in plan.elements] == [None] * 5
    assert left_out(plan) == {"Page 1 of 1": "a note below the table"}


def test_years_in_brackets_under_a_stage_are_part_of_its_name(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Logic | Ultimate outcome | Children start school strong | |
        |---|---|---|---|
        | | Intermediate outcomes<br>(3–5 years) | Families choose kindergarten | Services are safe |
        | | Outputs | 20 circles held | 150 educators trained |
        | | Activities | Hold circles | Train educators |
        """,
        tmp_path,
    )
    assert by_stage(plan) == {
        "outcome": ["Children start school strong", "Families choose kindergarten", "Services are safe"],
        "output": ["20 circles held", "150 educators trained"],
        "activity": ["Hold circles", "Train educators"],
    }


def test_outputs_that_are_only_counted_leave_a_wide_table_what_it_is(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Run a pantry | 500 | Families eat hot meals |
        | | Run a shop | 12 | Families pay less |
        """,
        tmp_path,
    )
    assert [box.text for box in plan.elements if box.stage is not Stage.OUTPUT] == [
        "Run a pantry",
        "Families eat hot meals",
        "Run a shop",
        "Families pay less",
    ]
