"""Sheets that describe indicators line by line, as reference sheets and forms of funders do."""

from pathlib import Path

from logicmodel.model import Plan
from tests.tables import plan_of


def measures(plan: Plan) -> list[tuple[str | None, str, str, str]]:
    return [
        (
            each.measures,
            each.text,
            each.baseline.text if each.baseline else "",
            each.target.text if each.target else "",
        )
        for each in plan.indicators
    ]


def test_a_sheet_for_each_indicator_gives_its_measure_and_its_result(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | One | Indicator reference sheet | |
        |---|---|---|
        | | Name of result measured | IR 1: Mothers feed better |
        | | Name of indicator | Children with a good diet |
        | | Precise definition(s) | Children under two who met both |
        | | Unit of measure | Percent |
        | | Disaggregated by | Sex, age |
        | | Data source | Annual survey |
        | | Baseline | 11% |
        | | Target | 25% |

        | Two | Indicator reference sheet | |
        |---|---|---|
        | | Name of result measured | IR 1: Mothers feed better |
        | | Name of indicator | Care groups |
        | | Data source | Registers |
        | | Baseline | 0 |
        | | Target | 240 |
        | | Known data limitations | Groups may be counted twice |
        """,
        tmp_path,
    )
    assert plan.form == "indicator table"
    assert [(box.id, box.text) for box in plan.elements] == [("OC1", "Mothers feed better")]
    assert measures(plan) == [("OC1", "Children with a good diet", "11%", "25%"), ("OC1", "Care groups", "0", "240")]
    first, second = plan.indicators
    assert (first.definition, first.source, first.disaggregate_by) == (
        "Children under two who met both",
        "Annual survey",
        ("Sex", "age"),
    )
    assert [(each.heading, each.text) for each in second.extras] == [
        ("Known data limitations", "Groups may be counted twice")
    ]
    left = {each.text for each in plan.account if each.fate == "left_out"}
    assert left == {"Indicator reference sheet"}


def test_a_form_may_hold_several_results_with_their_indicators(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Form | 4.2 Logframe | |
        |---|---|---|
        | | 4.2.1 Specific objective | Families have shelter |
        | | Short description | In two districts |
        | | Indicator | Families in safe shelter |
        | | Source of verification | Survey |
        | | Baseline | 12% |
        | | Target value | 80% |
        | | 4.3 Result 1 | Kits are handed out |
        | | Indicator 1 | Kits |
        | | Target value | 2500 |
        | | 4.3 Result 2 | Homes are repaired |
        | | Indicator 1 | Homes |
        | | Target value | 800 |
        """,
        tmp_path,
    )
    assert [(box.id, box.text) for box in plan.elements] == [
        ("OC1", "Families have shelter"),
        ("OP1", "Kits are handed out"),
        ("OP2", "Homes are repaired"),
    ]
    assert [link.ref for link in plan.links] == ["OP1>OC1", "OP2>OC1"]
    assert measures(plan) == [
        ("OC1", "Families in safe shelter", "12%", "80%"),
        ("OP1", "Kits", "", "2500"),
        ("OP2", "Homes", "", "800"),
    ]
    assert [(each.text, each.detail) for each in plan.noticed if each.kind == "guessed_heading"] == [
        ("Result 1", "Output"),
        ("Result 2", "Output"),
    ]
    assert [(each.heading, each.text) for box in plan.elements for each in box.extras] == [
        ("Short description", "In two districts")
    ]
