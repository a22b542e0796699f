"""Files of Office that we write are well formed by the Open XML schema, so that Office opens them without repair."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator, ValidationSeverity

from logicmodel import read_plan
from logicmodel.combining.marking import mark_up
from logicmodel.combining.reports import report
from logicmodel.drawing import draw
from logicmodel.examples import example_workbook
from logicmodel.theory import Theory
from logicmodel.workbook import Style, blank_workbook, plan_workbook
from tests.drawing.plans import many_boxes, young_carers


def faults(data: bytes, path: Path) -> list[str]:
    path.write_bytes(data)
    found = OpenXmlValidator().validate(str(path)).errors
    return [f"{each.part_uri}: {each.description}" for each in found if each.severity is ValidationSeverity.ERROR]


@pytest.mark.parametrize("style", ["standard", "full", "quick", "table"])
def test_a_template(style: Style, tmp_path: Path) -> None:
    assert faults(blank_workbook(style), tmp_path / "blank.xlsx") == []


def test_a_filled_workbook(tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(example_workbook("young-carers"))
    assert faults(plan_workbook(read_plan(path)).data, tmp_path / "filled.xlsx") == []


def test_a_marked_copy_of_what_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(example_workbook("young-carers-flawed"))
    assert faults(mark_up(path, Theory(read_plan(path))).data, tmp_path / "marked.xlsx") == []


@pytest.mark.parametrize("theory", [young_carers(), many_boxes()], ids=["young carers", "60 boxes"])
@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_slides(theory: Theory, view: str, tmp_path: Path) -> None:
    assert faults(draw(theory, "pptx", view=view).data, tmp_path / "plan.pptx") == []


def test_slides_of_strands(tmp_path: Path) -> None:
    assert faults(draw(many_boxes(), "pptx", split=True).data, tmp_path / "plan.pptx") == []


@pytest.mark.parametrize("view", ["logframe", "golden-thread", "timeline", "power-map", "tactics", "chain"])
def test_slides_of_tables_and_charts(view: str, tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(example_workbook("bus-fares"))
    assert faults(draw(Theory(read_plan(path)), "pptx", view).data, tmp_path / "plan.pptx") == []


@pytest.mark.parametrize("template", [None, "narrative", "logframe-fcdo", "supervision", "trace", "my-part"])
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_reports(template: str | None, form: str, tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(example_workbook("dry-homes"))
    made = report(Theory(read_plan(path)), form, template=template)
    assert faults(made.data, tmp_path / f"report.{form}") == []
