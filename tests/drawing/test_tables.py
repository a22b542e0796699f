"""Views that are tables: the logframe, the golden thread, the grid of tactics; and how their rows break over pages."""

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from msgspec.structs import replace

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import PAPERS, draw, text_alternative
from logicmodel.drawing.canvas import Text
from logicmodel.drawing.shown.golden_thread import golden_thread
from logicmodel.drawing.shown.logframe import logframe
from logicmodel.drawing.strips.flowing import flowing_pages
from logicmodel.drawing.strips.rows import strips_of_table
from logicmodel.errors import CannotDraw
from logicmodel.model import Need
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, many_boxes, theory_of, young_carers
from tests.drawing.svg import SVG, svg_of, words_of
from tests.tables import plan_of

TABLES = ("logframe", "golden-thread", "tactics")

PLAN = """
| Start here | A | B |
|---|---|---|
| | Start here | |
| | Answer in column B. | |
| | Programme name | Millbrook Young Carers |
| | Start | 2026-04 |
| | End | 2029-03 |

| Needs | Ref | Kind | What | Who it affects | Not now because |
|---|---|---|---|---|---|
| | N1 | Need | Young carers feel alone | Young carers | |
| | N2 | Need | Young carers miss school | Young carers | |
| | N3 | Need | Nobody knows the law | Parents | Another charity does this |

| Plan | Ref | Stage | What | Leads to | Meets need | Who leads | Start | End | Cost | Marks | Policy step | What must be true |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Run a weekly group | OP1 | N1 | Youth worker | 2026-05 | 2027-03 | 12000 | | | |
| | AC2 | Activity | Keep the accounts | OP2 | | | | | | Management | | |
| | AC3 | Activity | Speak to the council | OC3 | | | | | | | | |
| | OP1 | Output | 60 young carers come ten times | OC1 | | | | | | | | |
| | OP2 | Output | Accounts kept | | | | | | | | | |
| | OC1 | Short-term outcome | Young carers have someone to talk to | OC2 | | | | | | | | Parents let them come |
| | OC2 | Medium-term outcome | Young carers take part in school | IM1 | | | | | | Not measured (too few) | | |
| | OC3 | Medium-term outcome | The council counts young carers | IM1 | | | | | | | Agenda | |
| | IM1 | Impact | The same chances as others | | | | | | | | | |

| Measures | Ref | What it measures | Measure | Unit | Now | Aim | By when | How we check | Now as of | Step 1 | Step 1 by |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | M1 | OC1 | Who say they have someone to talk to | % | 35 | 60 | 2028-12 | Short survey | 2026-03 | 45 | 2027-06 |
| | M2 | OC1 | Evenings at which a friend was made | number | TBC | 200 | | | | | |

| People | Name | Type | Interest | Influence | Position | How we will reach them | Linked to |
|---|---|---|---|---|---|---|---|
| | Leader of the council | Decision maker | 2 | 5 | Undecided | | OC2 |
| | Local radio | Public | 3 | 3 | Ally | A story each month | OC1 |
| | Head teachers | Influencer | 4 | 4 | Ally | Breakfast each term | |
"""


@pytest.fixture
def theory(tmp_path: Path) -> Theory:
    return Theory(plan_of(PLAN, tmp_path))


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/MediaBox", pdf))


# -- logframe ---------------------------------------------------------------------------------------------------------


def test_a_logframe_has_the_impact_on_top_and_the_work_beneath(theory: Theory) -> None:
    said = words_of(svg_of(theory, "logframe"))
    order = ["IM1", "OC2", "OC3", "OC1", "OP1", "OP2", "Activities and inputs", "AC1"]
    places = [said.index(ref) for ref in order]
    assert places == sorted(places)


def test_a_logframe_tells_baseline_target_date_and_source_of_each_measure(theory: Theory) -> None:
    told = [line.text for line in text_alternative(theory, "logframe").outline]
    assert "Results: OC1 Young carers have someone to talk to" in told
    assert (
        "Indicators: M1 Who say they have someone to talk to; Baseline: 35 % (Mar 2026); "
        "Target and date: 45 % (Jun 2027), 60 % (Dec 2028); "
        "Source of data: Short survey; Assumptions: A1 Parents let them come"
    ) in told


COSTS = """
| Start here | A | B |
|---|---|---|
| | Currency | EUR |

| Plan | Ref | Stage | What | Leads to | Cost |
|---|---|---|---|---|---|
| | AC1 | Activity | Run a group | OP1 | 25000 |
| | AC2 | Activity | Train staff | OP1 | 12,500 |
| | OP1 | Output | 60 young carers come | | |
"""


@pytest.mark.parametrize(("language", "cost"), [("en", "25,000"), ("fr", "25 000"), ("de", "25.000")])
def test_a_large_number_is_written_as_in_the_language_of_the_drawing(language: str, cost: str, tmp_path: Path) -> None:
    theory = Theory(plan_of(COSTS, tmp_path))
    said = draw(theory, "svg", "logframe", language=language).data.decode()
    assert f">{cost} EUR<" in said
    assert ">12,500 EUR<" in said


def test_a_logframe_says_in_words_what_is_missing_and_what_is_not_measured_on_purpose(theory: Theory) -> None:
    said = words_of(svg_of(theory, "logframe"))
    assert said.count("no measure yet") == 4  # IM1, OC3, OP1, OP2
    assert "not measured (too few)" in said
    assert "no source yet" in said
    assert "no date yet" in said


def test_a_logframe_without_results_says_what_to_fill_in() -> None:
    with pytest.raises(CannotDraw, match="There is no result for a logframe: fill in Stage"):
        draw(theory_of("AC1 | Activity | Visit families"), view="logframe")


def test_columns_of_the_work_that_nobody_filled_are_left_out(theory: Theory) -> None:
    said = words_of(svg_of(theory, "logframe"))
    assert "Who leads" in said
    assert "How many" not in said


# -- golden thread ----------------------------------------------------------------------------------------------------


def test_a_strand_runs_from_need_to_measure(theory: Theory) -> None:
    told = [line.text for line in text_alternative(theory, "golden-thread").outline]
    assert told[:3] == [
        "Needs: N1 Young carers feel alone",
        "Activities: AC1 Run a weekly group; Outcomes: OC1 Young carers have someone to talk to; Measures: M1 Who say "
        "they have someone to talk to, M2 Evenings at which a friend was made",
        "Outcomes: OC2 Young carers take part in school; Measures: not measured (too few)",
    ]


def test_gaps_of_the_thread_are_told_in_words(theory: Theory) -> None:
    told = [line.text for line in text_alternative(theory, "golden-thread").outline]
    assert told[3:5] == [
        "Needs: N2 Young carers miss school",
        "Activities: no activity yet; Outcomes: no outcome yet; Measures: no measure yet",
    ]
    assert "Needs: needs no need of its own" in told  # keeping accounts is management
    assert "Needs: no need named yet" in told
    assert (
        "Activities: AC3 Speak to the council; Outcomes: OC3 The council counts young carers; Measures: no measure yet"
        in told
    )


def test_a_box_that_no_chosen_need_leads_to_stands_beside_the_cause_it_names() -> None:
    theory = theory_of(
        """
        AC1 | Activity | Help with meter debt     | OC1 | N1
        AC2 | Activity | Draught-proof the doors  | OC2
        OC1 | Short    | Families can pay         |     | N1
        OC2 | Short    | Doors keep the wind out  |     | N4
        OC3 | Short    | Suppliers insulate walls |     | N3
        """,
        needs=(
            Need(id="N1", text="Homes are cold", chosen=True, place=HERE),
            Need(id="N2", text="Buses are late", place=HERE),
            Need(id="N3", kind="cause", text="Walls let the cold in", place=HERE),
            Need(id="N4", text="Doors let the wind in", place=HERE),
        ),
    )
    told = [line.text for line in text_alternative(theory, "golden-thread").outline]
    assert "Needs: N3 Walls let the cold in" in told
    assert "Needs: N4 Doors let the wind in" in told
    assert "Needs: no need named yet" not in told
    assert "that are not shown: 1" in words_of(svg_of(theory, "golden-thread"))  # the buses


def test_what_others_bring_about_lacks_no_activity_in_the_thread(tmp_path: Path) -> None:
    plan = """
| Needs | Ref | Kind | What |
|---|---|---|---|
| | N1 | Need | Homes are cold |

| Plan | Ref | Stage | What | Leads to | Meets need | Who makes it happen |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Help with meter debt | OC1 | N1 | |
| | OC1 | Short-term outcome | Families can pay | | | |
| | OC2 | Short-term outcome | Suppliers insulate the walls | | | Others |
"""
    told = [line.text for line in text_alternative(Theory(plan_of(plan, tmp_path)), "golden-thread").outline]
    assert told[-1].startswith("Activities: others make it happen; Outcomes: OC2 Suppliers insulate the walls")


def test_the_legend_of_the_thread_explains_the_dashes_only_where_there_are_gaps(theory: Theory) -> None:
    assert "still missing" in words_of(svg_of(theory, "golden-thread"))


def test_a_thread_without_needs_says_what_to_fill_in() -> None:
    with pytest.raises(CannotDraw, match="fill in What on the sheet Needs"):
        draw(theory_of("AC1 | Activity | Visit | OC1\nOC1 | Short | They know"), view="golden-thread")


# -- tactics ----------------------------------------------------------------------------------------------------------


def test_the_grid_of_an_arabic_plan_runs_as_its_other_pictures_do(tmp_path: Path) -> None:
    plan = """
        | Plan | Stage | What |
        |---|---|---|
        | | Activity | تدريب الشباب |
        | | Outcome | الشباب يجدون عملا |

        | People | Name | Type | How we will reach them | Now |
        |---|---|---|---|---|
        | | غرفة التجارة | Partner | لقاء شهري | |
    """
    assert svg_of(Theory(plan_of(plan, tmp_path)), "tactics").get("direction") == "rtl"


def test_people_stand_in_the_square_of_their_type_and_the_change_asked_of_them(tmp_path: Path) -> None:
    plan = PLAN.replace("| Breakfast each term | |", "| Breakfast each term | OC3 |")
    told = {line.text for line in text_alternative(Theory(plan_of(plan, tmp_path)), "tactics").outline}
    action = "Action: they do something: Head teachers, Breakfast each term"
    assert f"Awareness: they know of it: no tactic yet; Will: they want it: no tactic yet; {action}" in told


def test_a_change_that_nothing_tells_has_a_column_of_its_own(theory: Theory) -> None:
    said = words_of(svg_of(theory, "tactics"))
    assert "Change not said" in said


def test_empty_squares_and_people_out_of_reach_are_named(theory: Theory) -> None:
    outline = [line.text for line in text_alternative(theory, "tactics").outline]
    assert "Public × Will" in outline
    assert outline[outline.index("High influence, no tactic") + 1] == "Leader of the council"
    assert outline[outline.index("Tactic with no audience") + 1] == "AC3 Speak to the council"


def test_a_grid_without_tactics_says_what_to_fill_in() -> None:
    with pytest.raises(CannotDraw, match="fill in Name and How we will reach them on the sheet People"):
        draw(young_carers(), view="tactics")


# -- all tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", TABLES)
@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_plan_gives_the_same_bytes(theory: Theory, view: str, form: str) -> None:
    assert draw(theory, form, view).data == draw(theory, form, view).data


@pytest.mark.parametrize("view", TABLES)
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "de", "ar"])
def test_no_letter_of_a_table_is_smaller_than_eight_points(theory: Theory, view: str, language: str) -> None:
    svg = svg_of(theory, view, language=language)
    assert min(float(text.attrib["font-size"]) for text in svg.iter(f"{SVG}text")) >= 8
    assert svg.attrib["lang"] == language
    assert svg.attrib.get("direction", "ltr") == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("view", TABLES)
def test_a_summary_is_short_and_the_description_tells_all(theory: Theory, view: str) -> None:
    drawn = draw(theory, view=view)
    assert len(drawn.summary) <= 250
    described = fromstring(drawn.data).findtext(f"{SVG}desc") or ""
    assert described.startswith(drawn.summary)
    for line in text_alternative(theory, view).outline:
        assert line.text in described


@pytest.mark.parametrize("view", ["logframe", "golden-thread"])
def test_rows_break_over_pages_of_a_pdf_and_an_svg_is_one_long_page(view: str, tmp_path: Path) -> None:
    theory = Theory(plan_of(PLAN, tmp_path)) if view == "golden-thread" else many_boxes(60)
    pdf = draw(theory, "pdf", view, paper="a4")
    assert pages_of(pdf.data) == pdf.pages
    svg = draw(theory, "svg", view, paper="a4")
    assert svg.pages == 1
    assert svg.width == pdf.width
    if pdf.pages > 1:
        assert svg.height > pdf.height
        assert svg.remarks == (f"In print this is {pdf.pages} pages of A4: draw to .pdf to get them.",)


def test_a_statement_longer_than_a_page_is_printed_whole() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    theory = theory_of(f"AC1 | Activity | Visit | OC1\nOC1 | Short | {long}")
    drawn = draw(theory, "pdf", "logframe", paper="a4")
    assert drawn.pages > 2
    said = words_of(svg_of(theory, "logframe"))
    assert all(f"word{number} " in f"{said} " for number in range(3000))


def many_strands(activities: int) -> str:
    """A plan in which one need is met by many activities."""
    lines = [
        f"AC{number} | Activity | Visit families in ward {number} | OC{number} | N1" for number in range(activities)
    ]
    return "\n".join([*lines, *(f"OC{number} | Short | Ward {number} knows us" for number in range(activities))])


def test_a_strand_that_is_longer_than_a_page_says_on_the_next_that_it_goes_on() -> None:
    theory = theory_of(many_strands(30), needs=(Need(id="N1", text="Families are alone", place=HERE),))
    shown = golden_thread(theory, "en")
    pages = flowing_pages(shown, strips_of_table(shown, PAPERS["a4"].width - 48), PAPERS["a4"])
    assert len(pages) > 1
    for number, page in enumerate(pages):
        texts = [item for item in page.items if isinstance(item, Text)]
        assert any(text.text == "N1 (continued)" for text in texts) == (number > 0)
        assert max(text.y for text in texts) < page.height
        assert sum(text.text == "Activities" for text in texts) == 1  # headings are on every page


@pytest.mark.parametrize("height", range(180, 300, 8))
def test_a_strand_goes_on_with_the_next_page_between_two_outcomes(height: float) -> None:
    many = many_strands(12).replace(
        "knows us", "knows us, lets us visit, tells its neighbours what is on offer: agreed"
    )
    other = "AC99 | Activity | Call | OC99 | N2\nOC99 | Short | All call back, as was agreed"
    needs = (Need(id="N2", text="Nobody asks", place=HERE), Need(id="N1", text="Families are alone", place=HERE))
    shown = golden_thread(theory_of(f"{other}\n{many}", needs=needs), "en")
    paper = replace(PAPERS["a4"], height=height)
    for page in flowing_pages(shown, strips_of_table(shown, paper.width - 48), paper):
        texts = [item.text for item in page.items if isinstance(item, Text)]
        assert sum(text.startswith("OC") for text in texts) == sum(text.endswith("agreed") for text in texts)


@pytest.mark.parametrize("height", range(220, 400, 12))
def test_the_title_of_a_stage_never_stands_last_on_a_page(height: float) -> None:
    theory = theory_of(
        "\n".join(
            f"{stage}{number} | {term} | {'Families of the ward know whom to ask and are heard ' * 3} | "
            for stage, term in (("IM", "Impact"), ("OC", "Medium"), ("OP", "Output"))
            for number in range(1, 4)
        )
    )
    shown = logframe(theory, "en")
    paper = replace(PAPERS["a4"], width=480, height=height)
    for page in flowing_pages(shown, strips_of_table(shown, paper.width - 48), paper):
        texts = [item for item in page.items if isinstance(item, Text) and item.y < page.height - 40]
        assert max(texts, key=lambda each: each.y).text not in ("Impact", "Medium-term outcomes", "Outputs")


def test_findings_stand_on_their_rows(theory: Theory) -> None:
    checked = examine(theory, Config())
    told = words_of(svg_of(theory, "logframe", checked=checked))
    assert "What was found:" in told
    assert "problem to fix" in told or "to look at" in told


def test_findings_are_not_about_people(theory: Theory) -> None:
    with pytest.raises(CannotDraw, match="The view tactics shows people, and findings are about boxes"):
        draw(theory, "svg", "tactics", checked=examine(theory, Config()))


@pytest.mark.parametrize("form", ["dot", "mmd"])
@pytest.mark.parametrize("view", [*TABLES, "chain"])
def test_other_programs_cannot_lay_out_a_table(theory: Theory, view: str, form: str) -> None:
    with pytest.raises(CannotDraw, match=f"The view {view} is not made of boxes and arrows.*, .pptx or .html"):
        draw(theory, form, view)


def test_a_focus_draws_the_rows_of_one_strand(theory: Theory) -> None:
    said = words_of(svg_of(theory, "logframe", focus="+OC1"))
    assert "OC1" in said
    assert "OC3" not in said
    assert "Boxes not shown" in said


def test_a_focus_chooses_no_people(theory: Theory) -> None:
    with pytest.raises(CannotDraw, match="The view tactics shows people, and a focus chooses boxes"):
        draw(theory, "svg", "tactics", focus="+OC1")
