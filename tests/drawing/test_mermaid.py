import re

import pytest

from logicmodel.drawing import draw
from logicmodel.drawing.mermaid import to_mermaid
from logicmodel.drawing.shown.views import theory_of_change
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers


def flowchart(theory: object, view: str = "logic-model") -> list[str]:
    return draw(theory, "mmd", view).data.decode("utf-8").splitlines()  # type: ignore[arg-type]


def test_each_stage_is_a_group_of_its_boxes_and_every_arrow_a_line_of_its_own() -> None:
    lines = flowchart(young_carers())
    assert lines[:5] == [
        "---",
        'title: "Millbrook Young Carers"',
        "---",
        "flowchart LR",
        "  accTitle: Millbrook Young Carers",
    ]
    start = lines.index('  subgraph g4["Outputs"]')
    assert lines[start + 1 : start + 5] == [
        "    direction TB",
        '    n7[["OP1 60 young carers come to at least 10 sessions"]]',
        '    n8[["OP2 80 staff trained in 5 schools"]]',
        "  end",
    ]
    assert "  n7 --> n9" in lines
    assert "  n1 -.- n5" in lines  # a need and the activity that answers it


def test_the_description_tells_every_box_and_what_it_leads_to() -> None:
    lines = flowchart(young_carers())
    told = lines[lines.index("  accDescr {") + 1 : lines.index("  }")]
    assert told[0].strip().startswith("Logic model: 2 activities lead through 3 outcomes to 1 impact")
    assert "    IN1 Carers' worker and volunteers → AC1, AC2" in told
    assert "    IM1 Young carers have the same chances as others" in told


def test_a_map_is_read_upwards_and_an_arabic_one_from_right_to_left() -> None:
    assert "flowchart BT" in flowchart(young_carers(), "theory")
    assert "flowchart RL" in flowchart(arabic())


def test_arrows_that_feed_back_harm_or_are_not_confirmed_look_different() -> None:
    lines = flowchart(trouble())
    assert '  n12 -.->|"feeds back"| n3' in lines
    assert '  n3 --x|"may harm"| n11' in lines
    (feedback,) = [line for line in lines if line.startswith("  linkStyle") and line.endswith("#005A8C")]
    arrows = [line for line in lines if re.match(r"  n\d+ (-->|-\.->|--x)", line)]
    assert all("feeds back" in arrows[int(number)] for number in feedback.split()[1].split(","))
    assert any('-.->|"?"|' in line for line in flowchart(many_boxes()))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('say "yes" or "no"', "say #34;yes#34; or #34;no#34;"),
        ("<b>#1; fast</b>", "#60;b#62;#35;1#59; fast#60;/b#62;"),
        ("under\u202erow \u200fmarks", "underrow marks"),
        (
            "`code` *and* _more_ [x] {y} | \\n",
            "#96;code#96; #42;and#42; #95;more#95; #91;x#93; #123;y#125; #124; #92;n",
        ),
    ],
)
def test_what_mermaid_could_act_on_is_written_as_a_number(text: str, label: str) -> None:
    theory = theory_of(f"OC1 | Outcome | {text.replace('|', '¦')} |")
    assert f'    n1["OC1 {label.replace("#124;", "¦")}"]' in flowchart(theory)


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_texts_that_bite_stay_within_their_quotation_marks(view: str) -> None:
    _, title, _, *lines = flowchart(hostile(), view)
    assert title == 'title: "<script>alert(1)</script>"'
    for line in lines:
        assert line.count('"') in (0, 2) or line.startswith("    B2 AT&T")
        assert "<" not in line


def test_what_a_flowchart_cannot_say_is_said_beside_it() -> None:
    (remark,) = draw(young_carers(), "mmd").remarks
    assert remark.startswith("A flowchart in Mermaid shows boxes and arrows alone")
    assert draw(theory_of("OC1 | Outcome | Families ask for help |"), "mermaid").remarks == ()


def test_more_than_github_draws_is_said_so() -> None:
    remarks = draw(many_boxes(600), "mmd").remarks
    assert any("GitHub draws flowcharts of up to 500 arrows" in remark for remark in remarks)


def test_the_same_plan_gives_the_same_flowchart() -> None:
    assert to_mermaid(theory_of_change(many_boxes(), "en")) == to_mermaid(theory_of_change(many_boxes(), "en"))
