"""Slides: every box, arrow and mark is a shape that can be edited, and nothing is told by the picture alone."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.shapes.connector import Connector

from logicmodel.checking import examine
from logicmodel.config import Config, Funder
from logicmodel.drawing import draw
from logicmodel.drawing.shown.picture import View
from logicmodel.errors import CannotDraw
from logicmodel.model import Link, RegisterEntry
from logicmodel.settings.profiles import profile_called
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, arabic, boxes, many_boxes, theory_of, trouble, young_carers
from tests.drawing.test_swimlanes import plan

BENT = """
AC1 | Activity | Run a breakfast club | OC1, OC2
OC1 | Short | Children eat before lessons | OC2
OC2 | Medium | Children keep their mind on the lesson | IM1
IM1 | Impact | Children learn as well as others |
"""


POINT = 12_700


def slides_of(theory: Theory, view: str = "logic-model") -> Any:
    return Presentation(io.BytesIO(draw(theory, "pptx", view=view).data))


def arrows(slide: Any) -> dict[str, list[Any]]:
    """Give the connectors of a slide, as every program lists them, by the name of their arrow."""
    found: dict[str, list[Any]] = {}
    for shape in slide.shapes:
        if isinstance(shape, Connector) and " → " in shape.name:
            found.setdefault(shape.name, []).append(shape)
    return found


def glued(connector: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the shape and the site that each end of a connector is glued to."""
    start, end = connector._element.nvCxnSpPr.cNvCxnSpPr
    return (start.id, start.idx), (end.id, end.idx)


def sites(shape: Any) -> list[tuple[float, float]]:
    """Give the middles of the sides of a shape, in the order of Office: top, left, bottom, right."""
    left, top, wide, high = shape.left, shape.top, shape.width, shape.height
    return [
        (left + wide / 2, top),
        (left, top + high / 2),
        (left + wide / 2, top + high),
        (left + wide, top + high / 2),
    ]


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_every_box_is_a_shape_and_every_arrow_is_glued_to_two_of_them(view: str) -> None:
    theory = young_carers()
    slide = slides_of(theory, view).slides[0]
    shapes = {shape.name.split()[0]: shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text}
    for element in theory.elements:
        said = shapes[element.id].text_frame.text
        assert said.startswith(f"{element.id} {element.short or element.text}")
    drawn = arrows(slide)
    for link in theory.links:
        pieces = drawn[f"{link.cause} → {link.effect}"]
        held = [glued(piece) for piece in pieces]
        assert (held[0][0][0], held[-1][1][0]) == (shapes[link.cause].shape_id, shapes[link.effect].shape_id)
        assert all(before[1] == after[0] for before, after in pairwise(held))
        assert ["tailEnd" in piece._element.xml for piece in pieces] == [*[False] * (len(pieces) - 1), True]


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", [young_carers, trouble, arabic])
def test_arrows_end_where_every_program_would_put_them(plan: Callable[[], Theory], view: str) -> None:
    slide = slides_of(plan(), view).slides[0]
    shapes = {shape.shape_id: shape for shape in slide.shapes}
    for pieces in arrows(slide).values():
        for piece in pieces:
            for (number, site), end in zip(
                glued(piece), ((piece.begin_x, piece.begin_y), (piece.end_x, piece.end_y)), strict=True
            ):
                assert dist(sites(shapes[number])[site], end) < 3 * POINT
    assert "AlternateContent" not in slide._element.xml


def test_an_arrow_past_a_column_bends_round_it() -> None:
    drawn = arrows(slides_of(theory_of(BENT)).slides[0])
    assert len(drawn["AC1 → OC2"]) > 1
    assert len(drawn["AC1 → OC1"]) == 1


def test_of_two_arrows_between_two_boxes_one_goes_round() -> None:
    boxes_there, links = boxes(BENT)
    back = Link(cause="OC2", effect="OC1", kind="feedback", place=HERE)
    theory = theory_of("", elements=boxes_there, links=(*links, back))
    drawn = arrows(slides_of(theory, "theory").slides[0])
    assert len(drawn["OC1 → OC2"]) == 1
    assert len(drawn["OC2 → OC1"]) > 1


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", [young_carers, many_boxes, trouble])
def test_no_arrow_on_a_slide_runs_behind_a_box(plan: Callable[[], Theory], view: str) -> None:
    slide = slides_of(plan(), view).slides[0]
    refs = {box.id for box in plan().elements}
    boxes = [shape for shape in slide.shapes if shape.name.split(" ")[0] in refs and shape.has_text_frame]
    boxes = [box for box in boxes if box.text_frame.text]
    assert len(boxes) >= len(refs)
    for name, pieces in arrows(slide).items():
        for piece in pieces:
            for share in range(101):
                x = piece.begin_x + (piece.end_x - piece.begin_x) * share / 100
                y = piece.begin_y + (piece.end_y - piece.begin_y) * share / 100
                behind = [
                    box.name
                    for box in boxes
                    if box.left + POINT < x < box.left + box.width - POINT
                    and box.top + POINT < y < box.top + box.height - POINT
                ]
                assert not behind, name


def test_the_tables_behind_the_drawing_hold_every_arrow_in_full() -> None:
    deck = slides_of(theory_of(BENT))
    tables = [shape.table for slide in list(deck.slides)[1:] for shape in slide.shapes if shape.has_table]
    rows = [tuple(cell.text for cell in row.cells) for table in tables for row in table.rows]
    assert ("AC1 Run a breakfast club", "OC2 Children keep their mind on the lesson") in [
        (row[0], row[-1]) for row in rows
    ]
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith("Logic model: ")
    assert "IM1 Children learn as well as others" in notes


def test_the_same_plan_gives_the_same_slides_and_they_name_nobody() -> None:
    one, other = (draw(theory_of(BENT), "pptx").data for _ in range(2))
    assert one == other
    properties = Presentation(io.BytesIO(one)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "A programme")


def test_text_that_bites_stays_text() -> None:
    text = "=1+1 <b>&amp;</b> {{ 7*7 }} \u202egnp.exe"
    data = draw(theory_of(f"OC1 | Outcome | {text} |"), "pptx").data
    said = [shape.text_frame.text for shape in Presentation(io.BytesIO(data)).slides[0].shapes if shape.has_text_frame]
    assert "OC1 =1+1 <b>&amp;</b> {{ 7*7 }} gnp.exe" in said


def test_a_page_that_is_read_from_right_to_left_is_turned_round() -> None:
    table = "AC1 | Activity | نادي الفطور | IM1\nIM1 | Impact | يتعلم الأطفال |"
    slide = slides_of(theory_of(table, language="Arabic")).slides[0]
    left = {shape.name.split()[0]: shape.left for shape in slide.shapes if shape.name[:3] in ("AC1", "IM1")}
    assert left["IM1"] < left["AC1"]
    assert 'rtl="1"' in slide.shapes._spTree.xml


def test_a_mark_of_a_box_covers_no_ref_on_a_page_that_is_read_from_right_to_left() -> None:
    entry = RegisterEntry(id="A1", kind="assumption", text="يسمح الآباء لهم بالحضور", about=("OP1",), place=HERE)
    theory = theory_of("OP1 | Output | 24 لقاء مع الآباء |", language="Arabic", register=(entry,))
    placed = {shape.name.split()[0]: shape for shape in slides_of(theory).slides[0].shapes if shape.name}
    assert placed["1"].left < placed["OP1"].left + placed["OP1"].width / 2


def test_a_statement_runs_its_own_way_whatever_its_ref_is_written_in() -> None:
    slide = slides_of(theory_of("OP1 | Output | 24 لقاء مع الآباء |", language="Arabic")).slides[0]
    (said,) = (shape.text_frame for shape in slide.shapes if shape.name.startswith("OP1"))
    assert said.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert said.text == "OP1\N{RIGHT-TO-LEFT MARK} 24 لقاء مع الآباء"


def test_findings_are_marked_and_listed() -> None:
    theory = theory_of("AC1 | Activity | Run a club | OC1\nOC1 | Outcome | Children eat |")
    checked = examine(theory, Config())
    deck = Presentation(io.BytesIO(draw(theory, "pptx", checked=checked).data))
    told = [
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    assert any(checked.findings[0].code in text for text in told)


@pytest.mark.parametrize("theory", [young_carers(), many_boxes(150)], ids=["young carers", "150 boxes"])
def test_slides_open_in_libreoffice_with_every_word(
    theory: Theory, converted: Callable[[bytes, str, str], Path]
) -> None:
    data = draw(theory, "pptx").data
    pages = converted(data, "plan.pptx", "pdf")
    said = subprocess.run(["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True, text=True).stdout
    words = set(said.split())
    told = " ".join(element.short or element.text for element in theory.elements).split()
    assert [word for word in told if word not in words] == []
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_slides_have_a_size_of_their_own() -> None:
    with pytest.raises(CannotDraw, match="Slides have a size"):
        draw(theory_of(BENT), "pptx", paper="a4")


def test_a_strand_is_told_without_the_rest() -> None:
    deck = Presentation(io.BytesIO(draw(young_carers(), "pptx", focus="OC3+").data))
    assert "AC1" not in deck.slides[0].notes_slide.notes_text_frame.text


def test_rows_of_a_drawing_have_their_titles_on_its_slide_too() -> None:
    drawn = draw(plan(owner={"AC1": ("Carers’ worker",), "AC2": ("School lead",)}), "pptx", lanes="lead")
    slide = Presentation(io.BytesIO(drawn.data)).slides[0]
    said = {shape.text_frame.text: shape for shape in slide.shapes if shape.has_text_frame}
    assert isinstance(drawn.picture, View)
    tops = [said[title].top for title in drawn.picture.lanes]
    assert tops == sorted(tops)


def test_names_of_groups_of_columns_stand_over_them() -> None:
    funder = profile_called("us-hhs")
    assert isinstance(funder, Funder)
    drawn = draw(young_carers(), "pptx", funder=funder)
    said = [s.text_frame.text for s in Presentation(io.BytesIO(drawn.data)).slides[0].shapes if s.has_text_frame]
    assert isinstance(drawn.picture, View)
    groups = {column.group for column in drawn.picture.columns if column.group}
    assert groups
    assert groups <= set(said)


def test_what_lies_outside_stands_beneath_a_small_drawing_and_behind_it_where_it_is_long() -> None:
    said = "Prices of food, rent and energy rise faster than what families earn or are entitled to in this district. "

    def factors(count: int) -> Any:
        entries = tuple(
            RegisterEntry(id=f"X{number}", kind="external_factor", text=said * 3, place=HERE) for number in range(count)
        )
        return slides_of(theory_of(BENT, register=entries))

    def held(slide: Any) -> bool:
        return any(said.strip() in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)

    short, long = factors(2), factors(30)
    assert held(short.slides[0])
    assert not held(long.slides[0])
    told = [cell.text for slide in long.slides for s in slide.shapes if s.has_table for cell in s.table.iter_cells()]
    assert sum(said.strip() in text for text in told) == 30
    for slide in (short.slides[0], long.slides[0]):
        boxes = [shape for shape in slide.shapes if shape.name.startswith("OC1") and shape.has_text_frame]
        assert boxes[0].text_frame.paragraphs[0].runs[0].font.size.pt >= 9


def letters_on(deck: Any) -> set[float]:
    """Give how large the letters of the boxes are, in points of a usual slide."""
    share = deck.slide_width / (960 * POINT)
    runs = (
        run
        for shape in deck.slides[0].shapes
        if shape.has_text_frame and shape.name[:2] in ("AC", "OP", "OC")
        for run in shape.text_frame.paragraphs[0].runs
    )
    return {run.font.size.pt / share for run in runs}


def test_a_wide_theory_of_change_is_set_in_more_rows_on_a_slide() -> None:
    theory = many_boxes(150)
    drawn = draw(theory, "pptx", view="theory")
    assert min(letters_on(Presentation(io.BytesIO(drawn.data)))) > 3
    assert [remark for remark in drawn.remarks if "add --split for an index and a slide for each strand" in remark]


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_large_plan_is_split_into_an_index_and_a_slide_for_each_strand(view: str) -> None:
    theory = many_boxes(60)
    drawn = draw(theory, "pptx", view=view, split=True)
    deck = Presentation(io.BytesIO(drawn.data))
    assert drawn.pages > 2
    assert not drawn.remarks
    shown = list(deck.slides)[: drawn.pages]
    said = [{s.text_frame.text for s in slide.shapes if s.has_text_frame and s.text_frame.text} for slide in shown]
    for element in theory.elements:
        assert any(text.split()[0] == element.id for its in said for text in its), element.id
    goes_on = [text for its in said for text in its if text.endswith("→")]
    assert goes_on
    assert {int(text.split("p. ")[-1].removesuffix(" →")) for text in goes_on} <= set(range(1, drawn.pages + 1))
    assert any(f"Page {drawn.pages} of {drawn.pages}" in text for text in said[-1])
    assert min(letters_on(deck)) >= 8


def test_where_an_arrow_goes_on_is_said_in_the_direction_of_its_box() -> None:
    theory = arabic_in_two_strands()
    slides = Presentation(io.BytesIO(draw(theory, "pptx", view="theory", split=True).data)).slides
    said = [
        paragraph
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if "←" in paragraph.text
    ]
    assert said
    assert {paragraph._p.pPr.get("rtl") for paragraph in said} == {"1"}


def arabic_in_two_strands() -> Theory:
    """A plan in Arabic that is too large for one slide."""
    strand = "".join(
        f"OP{n} | Output | 24 لقاء مع الآباء رقم {n} | OC{1 + n % 2}, OC{1 + n % 3}\n" for n in range(1, 40)
    )
    ends = "".join(f"OC{n} | Outcome | يشعر الأطفال بالأمان رقم {n} | IM1\n" for n in range(1, 4))
    return theory_of(f"{strand}{ends}IM1 | Impact | يتعلم الأطفال |", language="Arabic")
