"""Findings answered in the author's own workbook, with everything of the author's still there."""

import io
import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from logicmodel import Theory, mark_up, read_plan
from logicmodel.checking import Checked, examine
from logicmodel.config import Config
from logicmodel.errors import FileNotReadable, UnknownName
from logicmodel.examples import example_workbook
from logicmodel.model import Finding, Severity, Waiver
from logicmodel.workbook.marking import Answers, Cell, Marked, marked_copy
from tests.command import run
from tests.tables import workbook_of
from tests.workbook.rich import Parts, changed, parts_of, put_in, rich_workbook

AMBER = "FFFFC84A"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SMALL = """
| Plan | Ref | Stage    | What                 | Leads to |
|      | AC1 | Activity | Run a weekly group   | OC1      |
|      | OC1 | Outcome  | Fewer people go lonely | OC7    |
|      | AC2 | Activity | Follow-up            |          |
"""


def saved(folder: Path, workbook: bytes, name: str = "plan.xlsx") -> Path:
    path = folder / name
    path.write_bytes(workbook)
    return path


def checked(path: Path, config: Config | None = None) -> tuple[Theory, Checked]:
    theory = Theory(read_plan(path))
    return theory, examine(theory, config or Config())


def marked(path: Path, config: Config | None = None) -> Marked:
    return mark_up(path, Theory(read_plan(path)), config=config)


def opened(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data))


def found(path: Path) -> list[tuple[str, object, str]]:
    return [(each.code, each.place.column, str(each.place) + each.message) for each in checked(path)[1].findings]


def lines_of(book: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book["What we found"].iter_rows(min_row=5)]


# -- what is marked ---------------------------------------------------------------------------------------------------


def test_each_cell_with_a_finding_is_amber_and_has_a_note(tmp_path: Path) -> None:
    path = saved(tmp_path, example_workbook("young-carers-flawed"))
    _, its = checked(path)
    book = opened(marked(path).data)
    on_a_cell = [each for each in its.findings if each.place.row and each.place.column]
    assert on_a_cell
    for each in on_a_cell:
        cell = book[each.place.sheet].cell(each.place.row, each.place.column)
        assert cell.fill.fgColor.rgb == AMBER
        assert f"{each.message}\n{each.advice}\n{each.code}" in cell.comment.text


def test_a_finding_about_a_row_is_on_its_ref(tmp_path: Path) -> None:
    path = saved(tmp_path, example_workbook("young-carers-flawed"))
    book = opened(marked(path).data)
    assert book["Plan"]["A10"].comment.text.endswith("W804")
    assert book["Plan"]["A10"].fill.fgColor.rgb == AMBER
    assert book["Plan"]["A9"].fill.fgColor.rgb != AMBER


def test_a_mark_before_the_ref_tells_problems_without_colour_and_the_ref_stays_what_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path, example_workbook("young-carers-flawed"))
    plan = opened(marked(path).data)["Plan"]
    assert (plan["A10"].value, plan["A10"].number_format) == ("AC4", '"! "@')  # an error
    assert (plan["A14"].value, plan["A14"].number_format) == ("AC8", "@")  # a warning
    assert (plan["A24"].value, plan["A24"].number_format) == ("OC3", '"! "@')  # an error in D24
    assert plan["A24"].fill.fgColor.rgb != AMBER


def test_the_most_severe_finding_of_a_cell_comes_first(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    theory, its = checked(path)
    place = next(each.place for each in its.findings if each.code == "S102")
    advice = Finding(code="X1", severity=Severity.ADVICE, message="An idea.", advice="Think.", place=place, about="OC1")
    both = Checked(findings=(advice, *its.findings), waived=(), not_checked=())
    note = opened(mark_up(path, theory, checked=both).data)["Plan"]["D3"].comment.text
    assert note.index("S102") < note.index("X1")


def test_the_first_sheet_lists_what_was_found_with_a_link_to_each_cell(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    _, its = checked(path)
    book = opened(marked(path).data)
    page = book["What we found"]
    assert book.sheetnames == ["What we found", "Plan"]
    assert book.active.title == "What we found"
    assert [cell.value for cell in page[4]] == ["Where", "What is wrong", "What to type", "Code", "Severity"]
    rows = lines_of(book)[: len(its.findings)]
    assert [row[:4] for row in rows] == [[str(e.place), e.message, e.advice, e.code] for e in its.findings]
    number = next(number for number, each in enumerate(its.findings, 5) if each.code == "S102")
    assert page.cell(number, 1).hyperlink.location == "'Plan'!D3"
    assert page.cell(number, 5).value == "Problem to fix"
    assert page.freeze_panes == "A5"
    assert page.print_title_rows == "$4:$4"


def test_below_stands_what_was_waived_and_what_was_not_checked(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    waiver = Waiver(
        place=read_plan(path).elements[0].place, code="S102", about="OC1", reason="It comes next year", by="Panel"
    )
    theory, its = checked(path, Config(waivers=(waiver,)))
    assert its.waived
    assert its.not_checked
    rows = lines_of(opened(mark_up(path, theory, checked=its).data))
    at = rows.index(["What you decided to live with", None, None, None, None])
    assert rows[at + 2][2:] == ["It comes next year; decided by Panel", "S102", "Waived"]
    at = rows.index(["What was not checked", None, None, None, None])
    first = its.not_checked[0]
    assert rows[at + 2] == [None, first.title, f"It needs {first.needs}.", first.code, None]


def test_a_finding_about_the_plan_stands_only_on_the_first_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of("| Plan | Ref | Stage | What |\n|  | OC1 | Outcome | Fewer people go lonely |"))
    theory, its = checked(path)
    about_the_plan = Checked(findings=tuple(e for e in its.findings if not e.place.row), waived=(), not_checked=())
    assert about_the_plan.findings
    book = opened(mark_up(path, theory, checked=about_the_plan).data)
    assert lines_of(book)[0][3] == about_the_plan.findings[0].code
    assert not [cell for row in book["Plan"] for cell in row if cell.comment or cell.fill.fgColor.rgb == AMBER]


def test_reading_the_copy_gives_the_same_plan_and_the_same_findings(tmp_path: Path) -> None:
    for name in ("young-carers-flawed", "bus-fares"):
        path = saved(tmp_path, example_workbook(name))
        copy = saved(tmp_path, marked(path).data, "copy.xlsx")
        assert found(copy) == found(path)
        assert [(e.id, e.stage, e.text) for e in read_plan(copy).elements] == [
            (e.id, e.stage, e.text) for e in read_plan(path).elements
        ]


def test_a_ref_with_the_mark_typed_before_it_is_the_same_ref(tmp_path: Path) -> None:
    plain = saved(tmp_path, workbook_of(SMALL))
    typed = saved(tmp_path, workbook_of(SMALL.replace("| AC1", "| !AC1").replace("| OC1 |", "| ! OC1 |")), "typed.xlsx")
    assert [each.id for each in read_plan(typed).elements] == ["AC1", "OC1", "AC2"]
    assert [each[0] for each in found(typed)] == [each[0] for each in found(plain)]


def test_marks_of_an_earlier_check_go_away_where_it_was_put_right(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    book = opened(marked(path).data)
    book["Plan"]["D3"].value = None  # the author types in the copy, and saves it
    stream = io.BytesIO()
    book.save(stream)
    again = marked(saved(tmp_path, stream.getvalue(), "copy.xlsx"))
    plan = opened(again.data)["Plan"]
    assert "S102" not in (plan["D3"].comment.text if plan["D3"].comment else "")
    assert opened(again.data).sheetnames == ["What we found", "Plan"]
    assert again.remarks == (
        "The marks of an earlier check were taken away; its amber cells are without a colour again.",
    )


def test_a_note_of_the_author_is_alone_again_when_its_cell_was_put_right(tmp_path: Path) -> None:
    first = marked(saved(tmp_path, rich_workbook()))
    nothing_left = marked_copy("plan.xlsx", first.data, Answers(summary="Nothing to fix."))
    before, after = opened(rich_workbook())["Plan"], opened(nothing_left.data)["Plan"]
    notes = [{c.coordinate: c.comment.text for row in page for c in row if c.comment} for page in (before, after)]
    assert notes[0] == notes[1]
    assert not [cell for row in after for cell in row if cell.fill.fgColor.rgb == AMBER or "!" in cell.number_format]


# -- what is kept -----------------------------------------------------------------------------------------------------


def test_everything_of_a_rich_workbook_is_still_there(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_workbook())
    before, copy = parts_of(path.read_bytes()), marked(path)
    after = parts_of(copy.data)
    assert copy.remarks == ()
    assert not set(before) - set(after)
    assert "xl/media/image1.png" in before
    changed_parts = {name for name in before if before[name] != after[name]}
    assert {name for name in changed_parts if not name.endswith((".rels", "sheet1.xml", "sheet2.xml"))} == {
        "[Content_Types].xml",
        "docProps/app.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
    }
    assert same_but_for_marks(before["xl/worksheets/sheet1.xml"], after["xl/worksheets/sheet1.xml"])
    assert same_but_for_marks(before["xl/worksheets/sheet2.xml"], after["xl/worksheets/sheet2.xml"])


def same_but_for_marks(before: bytes, after: bytes) -> bool:
    """Compare two sheets without what a mark is: styles of cells, our rule of colour, the tab that is open."""
    return canonical(without_marks(before)) == canonical(without_marks(after))


def canonical(tag: ElementTree.Element) -> str:
    return ElementTree.canonicalize(ElementTree.tostring(tag))


def without_marks(sheet: bytes) -> ElementTree.Element:
    root = ElementTree.fromstring(sheet)
    for each in root.findall(f"{MAIN}conditionalFormatting"):
        if each.findtext(f"{MAIN}cfRule/{MAIN}formula") == '"logicmodel"<>""':
            root.remove(each)
    for each in root.iter():
        each.attrib.pop("tabSelected", None)
        if each.tag == f"{MAIN}c":
            each.attrib.pop("s", None)
        if each.tag.endswith("cfRule"):
            each.attrib.pop("priority", None)
    return root


def test_cells_keep_their_values_and_all_of_their_looks_but_the_colour(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_workbook())
    before, after = opened(path.read_bytes()), opened(marked(path).data)
    assert after.sheetnames == ["What we found", *before.sheetnames]
    for page in before:
        for row in page:
            for cell in row:
                other = after[page.title][cell.coordinate]
                assert other.value == cell.value
                assert looks(other)[:4] == looks(cell)[:4]
                if other.fill.fgColor.rgb != AMBER:
                    assert looks(other) == looks(cell)
    assert after["Plan"]["A2"].font.i


def looks(cell: Any) -> list[str]:
    number_format = cell.number_format.removeprefix('"! "').partition(";")[0]
    its = (cell.border, cell.alignment, cell.protection, number_format, cell.fill, cell.font)
    return [repr(each) for each in its]


def test_names_print_areas_and_hidden_sheets_stay_with_their_sheets(tmp_path: Path) -> None:
    after = opened(marked(saved(tmp_path, rich_workbook())).data)
    assert after["Plan"].print_area == "'Plan'!$A$1:$H$6"
    assert after["Plan"].print_title_rows == "$1:$1"
    assert after["Money"].defined_names["Here"].attr_text == "Money!$A$1"
    assert after.defined_names["Costs"].attr_text == "Plan!$E$2:$E$5"
    assert after["Old notes"].sheet_state == "hidden"
    assert [page.sheet_view.tabSelected for page in after] == [True, None, None, None]


def test_a_note_stands_before_what_the_author_wrote_on_the_cell(tmp_path: Path) -> None:
    plan = opened(marked(saved(tmp_path, rich_workbook())).data)["Plan"]
    note = plan["D3"].comment
    assert note.text.index("S102") < note.text.index("Ask Ana about this.")
    assert note.author == "Ana"
    assert plan["C2"].comment.text == "Since 2019."


def test_letters_that_cannot_be_read_on_amber_are_black() -> None:
    answers = Answers(summary="", notes={Cell(sheet="Plan", row=2, column=1): "White on dark blue."})
    cell = opened(marked_copy("plan.xlsx", rich_workbook(), answers).data)["Plan"]["A2"]
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb, cell.font.b) == (AMBER, "FF000000", True)


def test_a_cell_that_is_not_there_yet_is_made_in_its_place() -> None:
    places = [(1, 30), (4, 4), (40, 2), (3, 8)]
    answers = Answers(summary="", notes={Cell(sheet="Plan", row=r, column=c): "Type it." for r, c in places})
    copy = marked_copy("plan.xlsx", rich_workbook(), answers)
    plan = opened(copy.data)["Plan"]
    assert [plan.cell(*place).comment.text for place in [(1, 30), (4, 4), (40, 2)]] == [
        "logicmodel check:\nType it."
    ] * 3
    assert plan["G2"].comment.text == "logicmodel check:\nType it."  # of merged cells the first is seen
    sheet = ElementTree.fromstring(parts_of(copy.data)["xl/worksheets/sheet1.xml"])
    numbers = [int(row.get("r", "")) for row in sheet.iter(f"{MAIN}row")]
    assert numbers == sorted(set(numbers))


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    def without_places(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = re.sub(r'(<(?:c|row))( r="\w+")', r"\1", sheet).encode()

    workbook = changed(workbook_of(SMALL), without_places)
    plan = opened(marked(saved(tmp_path, workbook)).data)["Plan"]
    assert (plan["D3"].value, plan["D3"].fill.fgColor.rgb) == ("OC7", AMBER)


def test_the_original_is_untouched_and_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    workbook = rich_workbook()
    path = saved(tmp_path, workbook)
    assert marked(path) == marked(path)
    assert path.read_bytes() == workbook


# -- what is not kept, and what cannot be done ------------------------------------------------------------------------


def with_macros(parts: Parts) -> None:
    types = parts["[Content_Types].xml"].decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["[Content_Types].xml"] = types.encode()
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    put_in(
        parts,
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    )
    put_in(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="vbaProject.bin"/>',
    )
    parts["xl/vbaProject.bin"] = b"macros"


def test_macros_are_kept_only_where_the_name_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path, changed(workbook_of(SMALL), with_macros), "plan.xlsm")
    theory, its = checked(path)
    kept, left = mark_up(path, theory, checked=its, with_macros=True), mark_up(path, theory, checked=its)
    assert kept.remarks == ()
    assert parts_of(kept.data)["xl/vbaProject.bin"] == b"macros"
    assert left.remarks == ("The macros are not in the copy; they are kept if its name ends in .xlsm.",)
    assert b"macro" not in parts_of(left.data)["[Content_Types].xml"].lower()
    assert not [name for name in parts_of(left.data) if "vba" in name]


def test_a_workbook_without_macros_cannot_be_copied_as_one_with_them(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    with pytest.raises(UnknownName, match="has no macros"):
        mark_up(path, Theory(read_plan(path)), with_macros=True)


def signed(parts: Parts) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    put_in(
        parts,
        "_rels/.rels",
        "</Relationships>",
        f'<Relationship Id="rId98" Type="{kind}/origin" Target="_xmlsignatures/origin.sigs"/>',
    )
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/_rels/origin.sigs.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/signature" Target="sig1.xml"/></Relationships>'
    ).encode()
    parts["_xmlsignatures/sig1.xml"] = b"<Signature/>"


def test_a_signature_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    copy = marked(saved(tmp_path, changed(workbook_of(SMALL), signed)))
    assert copy.remarks == ("The digital signature is not in the copy: it was given for the original.",)
    assert not [name for name in parts_of(copy.data) if "signature" in name]


def talked_about(parts: Parts) -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="D3" dT="2026-01-01T00:00:00.00" id="{{1}}">'
        "<text>Is this right?</text></threadedComment></ThreadedComments>"
    ).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId5" '
        f'Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    ).encode()


def test_a_conversation_of_comments_stays_as_it_is(tmp_path: Path) -> None:
    workbook = changed(workbook_of(SMALL), talked_about)
    copy = marked(saved(tmp_path, workbook))
    part = "xl/threadedComments/threadedComment1.xml"
    assert parts_of(copy.data)[part] == parts_of(workbook)[part]
    assert opened(copy.data)["Plan"]["D3"].fill.fgColor.rgb == AMBER
    assert opened(copy.data)["Plan"]["D3"].comment is None
    assert copy.remarks == (
        "Plan, D3: people talk there in comments, which leave no room for a note. The words stand on “What we found”.",
    )


def broken(part: str) -> Callable[[Parts], None]:
    def cut(parts: Parts) -> None:
        parts[part] = parts[part][:-20]

    return cut


@pytest.mark.parametrize(
    "part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_a_damaged_part_is_one_sentence(part: str) -> None:
    answers = Answers(summary="", notes={Cell(sheet="Plan", row=2, column=1): "Type it."})
    with pytest.raises(
        FileNotReadable, match=r"“plan.xlsx” cannot be marked, because a part of it is damaged \(.+\): open"
    ):
        marked_copy("plan.xlsx", changed(workbook_of(SMALL), broken(part)), answers)


def test_entities_are_never_put_in(tmp_path: Path) -> None:
    secret = saved(tmp_path, b"secret", "secret.txt")

    def with_entity(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        at = sheet.index("<worksheet")
        parts["xl/worksheets/sheet1.xml"] = (sheet[:at] + entity + sheet[at:]).encode()

    answers = Answers(summary="", notes={Cell(sheet="Plan", row=2, column=1): "Type it."})
    with pytest.raises(FileNotReadable, match="damaged"):
        marked_copy("plan.xlsx", changed(workbook_of(SMALL), with_entity), answers)


def test_the_strict_kind_is_refused_with_what_to_do() -> None:
    def strict(parts: Parts) -> None:
        book = parts["xl/workbook.xml"].decode()
        parts["xl/workbook.xml"] = book.replace(MAIN[1:-1], "http://purl.oclc.org/ooxml/spreadsheetml/main").encode()

    with pytest.raises(FileNotReadable, match="save it as “Excel Workbook"):
        marked_copy("plan.xlsx", changed(workbook_of(SMALL), strict), Answers(summary=""))


# -- other kinds of files ---------------------------------------------------------------------------------------------


def test_a_file_of_lines_becomes_a_new_workbook_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "needs [north].csv"
    path.write_text(
        "Ref,Stage,What,Leads to,How many\nAC1,Activity,=Run a group,OC1,35\nOC1,Outcome,Fewer go lonely,OC7,\n"
    )
    copy = marked(path)
    assert copy.remarks == (
        "The copy is a new workbook with the texts and numbers of needs [north].csv, without its formats and formulas.",
    )
    book = opened(copy.data)
    page = book["needs north"]
    assert [cell.value for cell in page[2]] == ["AC1", "Activity", "=Run a group", "OC1", "35"]
    assert page["C2"].data_type == "s"
    assert "S102" in page["D3"].comment.text
    places = [str(each.place) for each in checked(path)[1].findings]
    assert [row[0] for row in lines_of(book)][: len(places)] == places


# -- on the command line ----------------------------------------------------------------------------------------------


def test_check_says_where_the_marked_copy_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Données du plan"
    folder.mkdir()
    path = saved(folder, workbook_of(SMALL), "plan été.xlsx")
    copy = folder / "copie é.xlsx"
    assert run("check", path, "--mark-up", copy) == 1
    assert f"Marked copy: {copy}. Next: correct" in capsys.readouterr().out
    assert opened(copy.read_bytes()).sheetnames == ["What we found", "Plan"]
    assert run("check", path, "--mark-up", copy) == 2
    assert "--force" in capsys.readouterr().err
    assert run("check", path, "--mark-up", copy, "--force") == 1


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("plan.xlsx", "never overwritten"),
        ("copy.ods", "a marked copy ends in .xlsx"),
        ("copy.xlsm", "has no macros"),
        ("nowhere/copy.xlsx", "there is no folder"),
    ],
)
def test_a_copy_that_cannot_be_is_told_at_once(
    copy: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, workbook_of(SMALL))
    assert run("check", path, "--mark-up", tmp_path / copy, "--force") == 2
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_copy_says_of_each_sheet_why_there_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, workbook_of("| Hives | Colour | Weight |\n|       | Red    | 3      |\n"))
    assert run("check", path, "--mark-up", tmp_path / "copy.xlsx") == 2
    said = capsys.readouterr().err
    assert "copy.xlsx" in said
    assert "There is no plan in plan.xlsx" in said
    book = opened((tmp_path / "copy.xlsx").read_bytes())
    assert book.sheetnames == ["What we found", "Hives"]
    sheet = book["What we found"]
    assert sheet["A2"].value == "No plan was found in this workbook."
    assert sheet["A3"].value is None
    (_, refused), (where, why) = [[cell.value for cell in row[:2]] for row in sheet["A5:B6"]]
    assert refused.startswith("There is no plan in plan.xlsx")
    assert (where, why) == ("Hives", "Its headings are not known.")
    assert sheet["A6"].hyperlink.location == "'Hives'!A1"


# -- real workbooks, and a real spreadsheet program -------------------------------------------------------------------


def everywhere(workbook: bytes) -> Answers:
    """Answer on cells of every sheet: the first, one in the middle, one far below and one far to the right."""
    names = opened_names(workbook)
    cells = [
        Cell(sheet=name, row=row, column=column)
        for name in names
        for row, column in ((1, 1), (3, 2), (900, 2), (5, 60))
    ]
    return Answers(
        summary="A test.", notes=dict.fromkeys(cells, "Say <what> & why.\nX999"), warned=frozenset(cells[:2])
    )


def opened_names(workbook: bytes) -> list[str]:
    book = ElementTree.fromstring(parts_of(workbook)["xl/workbook.xml"])
    return [each.get("name", "") for each in book.iter(f"{MAIN}sheet")]


def test_every_real_workbook_is_still_all_there(shared_data: Path) -> None:
    paths = sorted(shared_data.rglob("*.xlsx"))
    assert paths
    for path in paths:
        workbook = path.read_bytes()
        before, after = parts_of(workbook), parts_of(marked_copy(path.name, workbook, everywhere(workbook)).data)
        assert not set(before) - set(after), path.name
        texts = {
            name for name in before if re.search(r"sharedStrings|media|theme|chart|tables|printer|externalLink", name)
        }
        assert all(before[name] == after[name] for name in texts), path.name
        for name in before:
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                assert cells_of(before[name]) <= cells_of(after[name]), (path.name, name)
                assert around(before[name]) == around(after[name]), (path.name, name)


def cells_of(sheet: bytes) -> set[tuple[str, ...]]:
    """Give what stands in each cell that holds anything, by its place."""
    return {
        (cell.get("r", ""), cell.get("t", ""), *(part for each in cell for part in (each.tag, each.text or "")))
        for cell in ElementTree.fromstring(sheet).iter(f"{MAIN}c")
        if len(cell)
    }


def around(sheet: bytes) -> list[str]:
    """Give what stands around the cells: widths, merged cells, lists, rules of colours, links, drawings."""
    mine = {f"{MAIN}sheetData", f"{MAIN}legacyDrawing"}
    return [canonical(each) for each in without_marks(sheet) if each.tag not in mine]


@pytest.fixture(scope="module")
def printed(
    office: Callable[[Sequence[Path], str, Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[dict[str, bytes]], set[str]]:
    """Give a function that prints workbooks with LibreOffice, and names those that could be opened."""
    folder = tmp_path_factory.mktemp("print")

    def convert(workbooks: dict[str, bytes]) -> set[str]:
        office([saved(folder, data, f"{name}.xlsx") for name, data in workbooks.items()], "pdf", folder / "pdf")
        return {path.stem for path in (folder / "pdf").glob("*.pdf") if path.stat().st_size > 1000}

    return convert


def test_copies_open_in_a_spreadsheet_program(
    shared_data: Path, printed: Callable[[dict[str, bytes]], set[str]]
) -> None:
    workbooks = {"rich": rich_workbook(), "example": example_workbook("young-carers-flawed")}
    for path in sorted(shared_data.rglob("*.xlsx")):
        if path.stat().st_size < 300_000:  # a large one takes minutes to print
            workbooks[path.stem] = path.read_bytes()
    copies = {name: marked_copy(name, data, everywhere(data)).data for name, data in workbooks.items()}
    assert printed(copies) == set(workbooks)


def test_a_copy_has_everything_that_openpyxl_sees_in_the_original(shared_data: Path) -> None:
    compared = 0
    for path in sorted(shared_data.rglob("*.xlsx")):
        try:
            before = opened(path.read_bytes())
        except (TypeError, KeyError, ValueError):
            continue  # it cannot open the original either
        after = opened(marked_copy(path.name, path.read_bytes(), everywhere(path.read_bytes())).data)
        assert after.sheetnames == ["What we found", *before.sheetnames]
        for page in before.worksheets:
            other = after[page.title]
            assert [str(area) for area in other.merged_cells.ranges] == [str(area) for area in page.merged_cells.ranges]
            assert other.data_validations.count == page.data_validations.count
            assert other.freeze_panes == page.freeze_panes
        compared += 1
    assert compared
