"""What a workbook holds beside its cells is looked at, too, before anything is shared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from logicmodel import Theory, read_plan
from logicmodel.config import Config
from logicmodel.model import Audience, Finding, Severity
from logicmodel.sharing import gate
from tests.tables import workbook_of

PLAN = """
| Plan | Ref | Stage | What | Leads to | Cost |
|---|---|---|---|---|---|
| | AC1 | Activity | Cook together | OC1 | 900 |
| | OC1 | Outcome | Neighbours know each other | | |
"""

SAID = "Mrs Okafor 07700 900123"


def in_a_comment_on_a_heading(book: Workbook) -> None:
    book["Plan"]["C1"].comment = Comment(SAID, "A colleague")


def in_a_header(book: Workbook) -> None:
    book["Plan"].oddHeader.center.text = SAID


def in_a_footer(book: Workbook) -> None:
    book["Plan"].firstFooter.left.text = SAID


def in_a_list(book: Workbook) -> None:
    listed = DataValidation(type="list", formula1='"Mrs Okafor,07700 900123"')
    book["Plan"].add_data_validation(listed)
    listed.add("C2:C9")


def in_a_hint(book: Workbook) -> None:
    hint = DataValidation(type="whole", formula1="1", prompt=SAID, showInputMessage=True)
    book["Plan"].add_data_validation(hint)
    hint.add("E2:E9")


def in_a_chart(book: Workbook) -> None:
    chart = BarChart()
    chart.title = SAID
    chart.add_data(Reference(book["Plan"], min_col=5, min_row=1, max_row=2))
    book["Plan"].add_chart(chart, "H9")


def in_a_title(book: Workbook) -> None:
    book.properties.title = SAID


def in_a_property(book: Workbook) -> None:
    book.custom_doc_props.append(StringProperty(name="Client", value=SAID))


def in_a_name(book: Workbook) -> None:
    book.defined_names["Who"] = DefinedName("Who", attr_text=f'"{SAID}"')


def told(change: Callable[[Workbook], None], folder: Path, audience: Audience) -> list[Finding]:
    path = folder / "plan.xlsx"
    path.write_bytes(workbook_of(PLAN))
    book = load_workbook(path)
    change(book)
    book.save(path)
    return gate(Theory(read_plan(path)), Config(audience=audience))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (in_a_comment_on_a_heading, "A comment"),
        (in_a_header, "A header or footer"),
        (in_a_footer, "A header or footer"),
        (in_a_list, "A list or hint of a cell"),
        (in_a_hint, "A list or hint of a cell"),
        (in_a_chart, "A picture, text box or chart"),
        (in_a_title, "A property of the file"),
        (in_a_property, "A property of the file"),
        (in_a_name, "A name that the file gives to cells"),
    ],
)
def test_what_stands_beside_the_cells_is_told(change: Callable[[Workbook], None], where: str, tmp_path: Path) -> None:
    refused = [each for each in told(change, tmp_path, Audience.PUBLIC) if each.severity is Severity.ERROR]
    assert [each.code for each in refused] == ["C004", "C005"]
    assert all(each.message.startswith(f"{where} holds ") for each in refused)
    partner = told(change, tmp_path, Audience.PARTNER)
    assert {each.severity for each in partner} == {Severity.ADVICE}


def test_the_address_of_a_link_is_looked_at(tmp_path: Path) -> None:
    def linked(book: Workbook) -> None:
        book["Plan"]["C2"].hyperlink = "mailto:ana.ruiz@example.org"
        book["Plan"]["C2"].value = "Cook together"

    message = "The address of a link holds what looks like an e-mail address."
    assert [each.message for each in told(linked, tmp_path, Audience.PUBLIC)] == [message]


def test_who_made_the_file_is_told_and_refuses_nothing(tmp_path: Path) -> None:
    def made(book: Workbook) -> None:
        book.properties.creator = "Ana Ruiz"
        book.properties.lastModifiedBy = "Zebedee"

    found = told(made, tmp_path, Audience.PUBLIC)
    assert [(each.code, each.severity) for each in found] == [("C005", Severity.ADVICE)]
    assert found[0].message == "The properties of this file name “Ana Ruiz” and “Zebedee”."


def test_headers_with_the_page_and_the_date_are_nothing_to_tell(tmp_path: Path) -> None:
    def numbered(book: Workbook) -> None:
        book["Plan"].oddFooter.left.text = "Page &P of &N, &D, 2026-2029"
        book["Plan"].print_title_rows = "1:1"

    assert told(numbered, tmp_path, Audience.PUBLIC) == []
