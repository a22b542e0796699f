"""Slides of tables and charts: real tables and shapes, every word of them, and nothing past the foot of a slide."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import draw
from logicmodel.model import Need
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, theory_of
from tests.drawing.test_power_map import FEW, crowd, theory_of_people
from tests.drawing.test_timeline import theory_with

VIEWS = ["logframe", "golden-thread", "timeline", "power-map", "tactics", "chain"]
FOOT = 540 - 22
"""Where the last line of a usual slide begins, in points."""

LONG = " ".join(["Families of the valley speak up for clean water in every meeting"] * 60)


def deck_of(theory: Theory, view: str, **more: Any) -> Any:
    return Presentation(io.BytesIO(draw(theory, "pptx", view, **more).data))


def tables_in(deck: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def points(length: int) -> float:
    return length / 12_700


def words_on(pages: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_libreoffice_with_every_word(
    campaign: Theory, view: str, converted: Callable[[bytes, str, str], Path]
) -> None:
    drawn = draw(campaign, "pptx", view)
    said = set(words_on(converted(drawn.data, f"{view}.pptx", "pdf")).split())
    told = {word for line in drawn.picture.outline for word in line.text.replace(":", " ").replace(";", " ").split()}
    names = campaign.plan.programme.name or ""
    assert set(names.split()) <= said
    lost = {word for word in told if word not in said and f"{word}:" not in said and f"{word}," not in said}
    assert {word for word in lost if word.isalpha() and word not in {"Indicators"}} == set()


@pytest.mark.parametrize("view", VIEWS)
def test_the_notes_hold_the_drawing_in_words(campaign: Theory, view: str) -> None:
    drawn = draw(campaign, "pptx", view)
    notes = Presentation(io.BytesIO(drawn.data)).slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith(drawn.summary)
    assert drawn.picture.outline[-1].text in notes


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_plan_gives_the_same_slides(campaign: Theory, view: str) -> None:
    one, other = (draw(campaign, "pptx", view).data for _ in range(2))
    assert one == other


def test_a_logframe_is_tables_with_headings_on_every_slide(campaign: Theory) -> None:
    drawn = draw(campaign, "pptx", "logframe")
    tables = tables_in(Presentation(io.BytesIO(drawn.data)))
    results = [table for table in tables if table[0][0] == "Results"]
    assert len(results) > 1
    assert all(table[0][1:4] == ["Indicators", "Baseline", "Target and date"] for table in results)
    assert results[0][1][0] == "Impact"
    assert drawn.pages == len(Presentation(io.BytesIO(drawn.data)).slides)


def test_a_strand_that_goes_on_is_named_again_under_the_headings(campaign: Theory) -> None:
    first, second = tables_in(deck_of(campaign, "golden-thread"))[:2]
    assert first[0] == second[0] == ["Needs", "Activities", "Outcomes", "Measures"]
    assert second[1][0] == f"{first[1][0].split()[0]} (continued)"


@pytest.mark.parametrize("view", ["logframe", "golden-thread", "chain"])
def test_a_text_longer_than_a_slide_goes_on_and_none_passes_the_foot(
    view: str, converted: Callable[[bytes, str, str], Path]
) -> None:
    theory = thirsty()
    deck = deck_of(theory, view)
    for slide in deck.slides:
        for shape in slide.shapes:
            lowest = points(shape.top + sum(row.height for row in shape.table.rows)) if shape.has_table else 0
            assert lowest <= FOOT
    data = draw(theory, "pptx", view).data
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(converted(data, f"long-{view}.pptx", "pdf")), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    low = [float(line.split('yMax="')[1].split('"')[0]) for line in boxes.splitlines() if "<word" in line]
    assert max(low) <= 540
    assert boxes.count(">valley<") >= 60


def thirsty() -> Theory:
    """A plan with a need, and an outcome whose text is longer than a slide."""
    return theory_of(
        f"AC1 | Activity | Dig wells | OC1 | N1\nOC1 | Outcome | {LONG} | IM1\nIM1 | Impact | Nobody is thirsty |",
        needs=(Need(id="N1", text="Wells run dry", place=HERE),),
    )


def test_a_table_that_is_read_from_right_to_left_begins_at_the_right() -> None:
    theory = theory_of("OP1 | Output | 24 لقاء مع الآباء | IM1\nIM1 | Impact | يتعلم الأطفال |", language="Arabic")
    (first, *_) = tables_in(deck_of(theory, "logframe"))
    assert first[0][-1] == "النتائج المتوقعة"
    assert first[2][-1].startswith("IM1")


def test_a_bar_stands_at_its_dates_and_an_open_one_is_dashed(tmp_path: Path) -> None:
    slide = deck_of(theory_with(tmp_path), "timeline").slides[0]
    bars = [shape for shape in slide.shapes if shape.name.startswith("AC") and not shape.text_frame.text]
    weekly, teachers, *_ = bars
    assert (weekly.name, teachers.name) == ("AC1 Run a weekly group", "AC2 Train teachers (phase 2)")
    assert weekly.left < teachers.left
    assert ("prstDash" in weekly._element.xml, "prstDash" in teachers._element.xml) == (False, True)
    assert weekly._element._nvXxPr.cNvPr.get("descr") == "AC1 Run a weekly group: from May 2026 to Dec 2026"


def test_signs_and_reviews_are_shapes_that_say_what_they_are(tmp_path: Path) -> None:
    slide = deck_of(theory_with(tmp_path), "timeline").slides[0]
    names = [shape.name for shape in slide.shapes]
    assert "OP1 60 young carers come: date by which it should show" in names
    assert any(name.startswith("OC1") and name.endswith("aim of a measure") for name in names)
    assert any(name.endswith("review of the plan") for name in names)


def test_a_person_is_one_thing_to_move_in_the_square_of_both_scores(tmp_path: Path) -> None:
    deck = deck_of(theory_of_people(tmp_path, FEW), "power-map")
    placed = {shape.name: shape for shape in deck.slides[0].shapes}
    leader, radio, parents = (placed[name] for name in ("Leader of the council", "Local radio", "Parents"))
    assert leader.left < radio.left < parents.left
    assert leader.top < radio.top < parents.top
    assert len(leader.shapes) == 2
    assert ["2 Local radio", "3", "4", "ally"] in tables_in(deck)[0]


def test_where_it_is_crowded_signs_have_numbers_and_a_table_says_who_is_who(tmp_path: Path) -> None:
    deck = deck_of(crowd(tmp_path, count=200, squares=2), "power-map")
    slide = deck.slides[0]
    signs = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.isdigit()]
    assert len(signs) == 200
    assert all(points(sign.top + sign.height) < points(deck.slide_height) - 40 for sign in signs)
    assert sum(len(table) - 1 for table in tables_in(deck) if table[0][0] == "Name") == 200


def test_findings_are_marked_and_listed(tmp_path: Path) -> None:
    theory = theory_with(tmp_path)
    checked = examine(theory, Config())
    deck = deck_of(theory, "timeline", checked=checked)
    told = [text for table in tables_in(deck) for row in table for text in row]
    assert any(text.endswith(f"({checked.findings[0].code})") for text in told)
    names = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert any(name.startswith("[") and "] OC1" in name for name in names)


def test_a_box_of_slides_holds_what_it_has_room_for_and_the_table_behind_all_of_it() -> None:
    deck = deck_of(theory_of(f"OC1 | Outcome | {LONG} |"), "logic-model")
    (box,) = (shape for shape in deck.slides[0].shapes if shape.name.startswith("OC1"))
    assert box.text_frame.text.endswith("…")
    told = " ".join(text for table in tables_in(deck) for row in table for text in row)
    assert told.count("valley") == 60
