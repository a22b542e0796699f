"""The one-sheet form and the wide table: what each row and column becomes, and that nothing is lost."""

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from logicmodel import read_plan, sheets
from logicmodel.model import Amount, Mark, Plan, Stage, Term
from logicmodel.words.load import LANGUAGES
from logicmodel.workbook import names
from tests.reading.test_read_plan import fates, noticed, said
from tests.tables import lines_of, plan_of, tables_in

ONE_SHEET = """
| Plan | Ref | Type | What | Who for | Priority | How many | Leads to | Because | Evidence | Who leads | Start | End | Cost | Measure | Now | Aim | By when | How we check | If it is not true, we will |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | | Programme | Cook & eat | Parents in Millbrook | | | | | | Family Trust | 2026-04 | 24 months | 90000 | | | | | | |
| | N1 | Need | Meals are poor | Children | 1 | 120 | OC1 | | School nurse 2025 | | | | | | | | | | |
| | | Strength | Grandmothers who cook | Millbrook | | | AC1 | | | | | | | | | | | | |
| | AC1 | Activity | Teach parents to cook | Parents | | 20 evenings | OP1 | | | Cook; Volunteers | Month 2 | Year 1 | 60,000 | | | | | | |
| | OP1 | Output | 40 parents come | | | | OC1 | They try it together | A trial | | | | | | | | | | |
| | OC1 | Short-term outcome | Families cook at home | Families | | | | | | | | 2027-12 | | % who cook daily | 20 | 45 | 2027-12 | Short survey | |
| | R1 | Risk | Pots go missing | | | | AC1>OP1 | | | Cook | | | | | | | 2026-09 | Count the pots | Borrow pots |
"""


@pytest.fixture
def one_sheet(tmp_path: Path) -> Plan:
    return plan_of(ONE_SHEET, tmp_path)


# -- the one-sheet form -----------------------------------------------------------------------------------------------


def test_the_row_of_the_programme_answers_what_start_here_asks(one_sheet: Plan) -> None:
    programme = one_sheet.programme
    assert one_sheet.form == "one-sheet"
    assert (programme.name, programme.target_group) == ("Cook & eat", "Parents in Millbrook")
    assert programme.organisation == "Family Trust"
    assert programme.total_budget == Amount(text="90000", value=Decimal(90000))
    assert programme.start
    assert programme.end
    assert (str(programme.start.first), str(programme.end.last)) == ("2026-04-01", "2028-03-31")


def test_needs_name_the_boxes_that_answer_them_and_strengths_those_that_build_on_them(one_sheet: Plan) -> None:
    need, strength = one_sheet.needs
    assert (need.id, need.kind, need.who, need.priority) == ("N1", "need", ("Children",), 1)
    assert need.count == Amount(text="120", value=Decimal(120))
    assert [source.title for source in one_sheet.sources if source.id in need.sources] == ["School nurse 2025"]
    assert (strength.id, strength.kind, strength.held_by) == ("S1", "strength", "Millbrook")
    answers = {box.id: (box.addresses, box.uses) for box in one_sheet.elements}
    assert answers == {"AC1": ((), ("S1",)), "OP1": ((), ()), "OC1": (("N1",), ())}


def test_boxes_have_dates_that_count_from_the_row_of_the_programme(one_sheet: Plan) -> None:
    box = one_sheet.elements[0]
    assert (box.stage, box.owner, box.cost and box.cost.value) == (
        Stage.ACTIVITY,
        ("Cook", "Volunteers"),
        Decimal(60000),
    )
    assert box.start
    assert box.end
    assert (str(box.start.first), str(box.end.last)) == ("2026-05-01", "2027-03-31")
    assert box.quantity
    assert [part.unit for part in box.quantity.parts] == ["evenings"]
    assert [(link.ref, link.mechanism) for link in one_sheet.links] == [
        ("AC1>OP1", None),
        ("OP1>OC1", "They try it together"),
    ]


def test_a_measure_on_the_row_of_a_box_measures_it(one_sheet: Plan) -> None:
    (measure,) = one_sheet.indicators
    assert (measure.id, measure.measures, measure.text, measure.unit) == ("M1", "OC1", "% who cook daily", "%")
    assert measure.baseline
    assert measure.target
    assert (measure.baseline.value, measure.target.value) == (Decimal(20), Decimal(45))
    assert measure.source == "Short survey"


def test_rows_of_the_register_use_the_same_columns_in_their_own_way(one_sheet: Plan) -> None:
    (risk,) = one_sheet.register
    assert (risk.id, risk.kind, risk.text, risk.about) == ("R1", "risk", "Pots go missing", ("AC1>OP1",))
    assert (risk.owner, risk.check, risk.response) == ("Cook", "Count the pots", "Borrow pots")
    assert risk.check_by
    assert risk.check_by.text == "2026-09"


def test_every_cell_of_the_example_is_used(one_sheet: Plan) -> None:
    assert {use.fate for use in one_sheet.account} == {"used"}
    assert one_sheet.noticed == ()


def as_open_document(markdown: str) -> bytes:
    """Make an .ods workbook of the first table of a Markdown text, all cells as texts."""
    name, rows = next(tables_in(markdown))
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    spaces = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="{name}">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def test_the_same_table_is_the_same_plan_in_any_file(one_sheet: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(lines_of(ONE_SHEET, ";"), encoding="utf-8")
    (tmp_path / "plan.tsv").write_text(lines_of(ONE_SHEET, "\t"), encoding="utf-16")
    (tmp_path / "plan.ods").write_bytes(as_open_document(ONE_SHEET))
    for name in ("plan.csv", "plan.tsv", "plan.ods"):
        assert said(read_plan(tmp_path / name)) == said(one_sheet), name


def test_a_cell_that_means_nothing_on_its_row_is_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Type | What | Leads to | Because | Priority | Measure | Now | By when | Unit |
        |---|---|---|---|---|---|---|---|---|---|---|
        | | N1 | Need | Meals are poor | AC1 | so it is | 1 | | 7 | | |
        | | AC1 | Activity | Teach parents to cook | OC1 | | 2 | | | 2027 | |
        | | OC1 | Outcome | Families cook | | | | | 20 | 2028 | % |
        """,
        tmp_path,
    )
    assert [(extra.heading, extra.text) for extra in plan.needs[0].extras] == [("Because", "so it is"), ("Now", "7")]
    assert [(extra.heading, extra.text) for extra in plan.elements[0].extras] == [
        ("Priority", "2"),
        ("By when", "2027"),
    ]
    (measure,) = plan.indicators
    assert (measure.measures, measure.text, measure.unit) == ("OC1", "", "%")
    assert [(each.text, each.detail) for each in noticed(plan, "needed_empty")] == [("Measure", "indicators.text")]


def test_several_measures_on_the_row_of_a_box_all_measure_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Type | What | Leads to | Measure | Now |
        |---|---|---|---|---|---|---|
        | | N1 | Need | Meals are poor | OC1 | | |
        | | OC1 | Outcome | Families cook | | • Meals a week<br>• Pots in use | 3<br>9 |
        """,
        tmp_path,
    )
    assert [(each.measures, each.text, each.baseline and each.baseline.value) for each in plan.indicators] == [
        ("OC1", "Meals a week", Decimal(3)),
        ("OC1", "Pots in use", Decimal(9)),
    ]
    assert len(plan.elements) == 1


def test_a_full_sheet_beside_it_wins_for_the_same_ref_and_adds_the_rest(tmp_path: Path) -> None:
    plan = plan_of(
        ONE_SHEET.replace("| Plan |", "| Everything |")
        + """
        | Needs | Ref | Kind | What | How serious |
        |---|---|---|---|---|
        | | n-1 | Need | Children eat too little | 4 |
        | | N2 | Need | Shops are far away | 3 |

        | Links | From | To | Because |
        |---|---|---|---|
        | | OP1 | OC1 | They see that it is cheap |
        """,
        tmp_path,
    )
    assert plan.form == "mixed"
    assert [(need.id, need.text, need.severity, need.priority) for need in plan.needs] == [
        ("n-1", "Children eat too little", 4, 1),
        ("N2", "Shops are far away", 3, None),
        ("S1", "Grandmothers who cook", None, None),
    ]
    assert [box.addresses for box in plan.elements] == [(), (), ("n-1",)]
    twice = [(each.text, each.detail, each.place.sheet) for each in noticed(plan, "said_twice")]
    assert twice == [("n-1", "words", "Needs"), ("OP1>OC1", "reasons", "Links")]
    assert plan.broken == ()


def in_language(sheet: str, rows: list[list[str]], language: str) -> str:
    """Write a small form with its headings in a language, as a file of lines."""
    columns = {column.heading: names.heading(column, language) for column in sheets.columns(sheet)}
    stream = io.StringIO()
    csv.writer(stream).writerows([[columns.get(heading, heading) for heading in rows[0]], *rows[1:]])
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_headings_of_the_one_sheet_form_may_be_translated(one_sheet: Plan, language: str, tmp_path: Path) -> None:
    _, rows = next(tables_in(ONE_SHEET))
    (tmp_path / "plan.csv").write_text(in_language("one_sheet", rows, language), encoding="utf-8")
    assert said(read_plan(tmp_path / "plan.csv")) == said(one_sheet)


# -- the wide table ---------------------------------------------------------------------------------------------------

WIDE = """
| Logic model | Strand | Need | Inputs | Activities | Participation | Short-term outcomes | Impact | Measures | Assumptions | Budget code |
|---|---|---|---|---|---|---|---|---|---|---|
| | Food | Meals are poor | Two cooks | • Cook at noon<br>• Teach, chop and taste<br> | 40 parents | Families cook<br>Children help | Nobody is hungry | Meals a week<br>% of pots in use | Shops stay open | F1 |
| | Home | | A van | Visit homes | | families cook. | | Homes seen | | H2 |
| | Home | | A van | Visit home | | Famlies cook | Nobody is hungry | | Shops stay open | |
"""


@pytest.fixture
def wide(tmp_path: Path) -> Plan:
    return plan_of(WIDE, tmp_path)


@pytest.mark.parametrize("headings", ["Activities | Outcomes", "Activités | Produits", "Insumos | Actividades"])
def test_two_stages_and_nothing_else_are_a_wide_table(headings: str, tmp_path: Path) -> None:
    plan = plan_of(f"| Work | {headings} |\n|---|---|---|\n| | Clubs | Friends |\n| | Walks | Fitness |\n", tmp_path)
    assert plan.form == "wide"
    assert [box.text for box in plan.elements] == ["Clubs", "Friends", "Walks", "Fitness"]
    assert len(plan.links) == 2


def test_each_thing_in_a_cell_is_a_box_and_equal_ones_are_one(wide: Plan) -> None:
    assert wide.form == "wide"
    assert [(box.id, box.text, box.strand, len(box.origins)) for box in wide.elements] == [
        ("IN1", "Two cooks", "Food", 1),
        ("AC1", "Cook at noon", "Food", 1),
        ("AC2", "Teach, chop and taste", "Food", 1),
        ("OP1", "40 parents", "Food", 1),
        ("OC1", "Families cook", "Food", 2),
        ("OC2", "Children help", "Food", 1),
        ("IM1", "Nobody is hungry", "Food", 2),
        ("IN2", "A van", "Home", 2),
        ("AC3", "Visit homes", "Home", 1),
        ("AC4", "Visit home", "Home", 1),
        ("OC3", "Famlies cook", "Home", 1),
    ]
    assert [(each.count, each.detail) for each in noticed(wide, "merged_boxes")] == [(3, "6")]
    assert [str(place) for place in wide.elements[4].origins] == ["Logic model, cell F2", "Logic model, cell F3"]


def test_arrows_are_proposed_between_neighbouring_filled_stages_of_a_row(wide: Plan) -> None:
    assert [link.ref for link in wide.links] == [
        *("IN1>AC1", "IN1>AC2", "AC1>OP1", "AC2>OP1", "OP1>OC1", "OP1>OC2", "OC1>IM1", "OC2>IM1"),
        *("IN2>AC3", "AC3>OC1"),
        *("IN2>AC4", "AC4>OC3", "OC3>IM1"),
    ]
    assert {(link.basis, link.marks) for link in wide.links} == {("row", (Mark(kind="to_confirm"),))}
    assert str(wide.links[0].place) == "Logic model, cell D2"


def test_needs_are_answered_by_the_first_outcomes_of_their_row(wide: Plan) -> None:
    assert [(need.id, need.text) for need in wide.needs] == [("N1", "Meals are poor")]
    assert [box.id for box in wide.elements if box.addresses == ("N1",)] == ["OC1", "OC2"]


def test_measures_are_paired_line_by_line_or_with_the_only_outcome(wide: Plan) -> None:
    assert [(each.id, each.measures, each.text, each.unit) for each in wide.indicators] == [
        ("M1", "OC1", "Meals a week", None),
        ("M2", "OC2", "% of pots in use", "%"),
        ("M3", "OC1", "Homes seen", None),
    ]


def test_assumptions_hold_for_the_whole_plan_and_other_columns_are_kept(wide: Plan) -> None:
    assert [(entry.id, entry.kind, entry.text, entry.about) for entry in wide.register] == [
        ("A1", "assumption", "Shops stay open", ())
    ]
    assert [(box.id, [extra.text for extra in box.extras]) for box in wide.elements if box.extras] == [
        ("IN1", ["F1"]),
        ("IN2", ["H2"]),
    ]
    assert [str(each.place) for each in noticed(wide, "unused_column")] == ["Logic model, column J"]


def test_the_order_of_the_columns_does_not_turn_arrows_round(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Goal | Long-term outcomes | Short-term outcomes | Outputs | Activities |
        |---|---|---|---|---|---|
        | | Nobody is hungry | Families stay well | Families cook | 40 parents | Cook at noon |
        """,
        tmp_path,
    )
    assert [link.ref for link in plan.links] == ["AC1>OP1", "OP1>OC2", "OC2>OC1", "OC1>IM1"]
    assert [(box.id, box.term) for box in plan.elements if box.term] == [("OC1", Term.LONG), ("OC2", Term.SHORT)]


def test_headings_of_a_wide_table_may_stand_in_two_rows(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Inputs | Outputs | | Outcomes -- Impact | | | External factors |
        |---|---|---|---|---|---|---|---|
        | | | Activities | Participation | Short | Medium | Long | |
        | | Cooks | Cook at noon | 40 parents | Families cook | Families eat | Families thrive | Shops stay open |

Merged: Model A1:A2
Merged: Model B1:C1
Merged: Model D1:F1
Merged: Model G1:G2
""",
        tmp_path,
    )
    assert [link.ref for link in plan.links] == ["IN1>AC1", "AC1>OP1", "OP1>OC1", "OC1>OC2", "OC2>OC3"]
    assert [entry.kind for entry in plan.register] == ["external_factor"]


def test_a_strand_needs_no_heading_and_notes_below_are_left_out(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | | Activities | Outputs | Outcomes |
        |---|---|---|---|---|
        | | Food | Cook at noon | 40 parents | Families cook |
        | | Home | Visit homes | 12 homes | |
        | | | | | |
        | | Source: our workshop | | | |
        """,
        tmp_path,
    )
    assert [(box.text, box.strand) for box in plan.elements][-2:] == [("Visit homes", "Home"), ("12 homes", "Home")]
    assert fates(plan, "Model")["A5"] == ("left_out", "a note below the table")


def test_error_values_and_formulas_in_a_wide_table_are_told(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Model | Activities | Outputs | Outcomes |
        |---|---|---|---|
        | | Cook at noon | =B7 | #REF! |

Formula: Model B2
""",
        tmp_path,
    )
    assert [(each.reason, str(each.place)) for each in plan.unread] == [
        ("no_result", "Model, cell B2"),
        ("error_value", "Model, cell C2"),
    ]


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_headings_of_a_wide_table_may_be_translated(language: str, tmp_path: Path) -> None:
    columns = sheets.columns("wide")
    rows = [[column.heading for column in columns], [column.example for column in columns]]
    for code in ("en", language):
        (tmp_path / f"{code}.csv").write_text(in_language("wide", rows, code), encoding="utf-8")
    assert said(read_plan(tmp_path / f"{language}.csv")) == said(read_plan(tmp_path / "en.csv"))


def test_lists_that_are_too_long_to_be_paired_propose_no_arrows(tmp_path: Path) -> None:
    many = "<br>".join(f"Visit street {number}" for number in range(60))
    plan = plan_of(f"| Model | Inputs | Activities | Outputs |\n|---|---|---|---|\n| | {many} | {many} | |", tmp_path)
    assert len(plan.elements) == 120
    assert plan.links == ()
    assert [(each.count, each.detail) for each in noticed(plan, "not_paired")] == [(60, "60")]
