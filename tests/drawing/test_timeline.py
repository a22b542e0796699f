"""The timeline: bars of work, dates by which results show, measures, reviews."""

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import draw, text_alternative
from logicmodel.drawing.shown.timeline import timeline, with_today
from logicmodel.errors import CannotDraw
from logicmodel.theory import Theory
from tests.drawing.plans import young_carers
from tests.drawing.svg import SVG, svg_of, texts_of, words_of
from tests.tables import plan_of

PLAN = """
| Start here | A | B |
|---|---|---|
| | Start here | |
| | Answer in column B. | |
| | Programme name | Millbrook Young Carers |
| | Start | {start} |
| | End | {end} |
| | Next review | {review} |
| | Review every | 6 months |

| Plan | Ref | Stage | What | Leads to | Start | End | Phase |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Run a weekly group | OP1 | {first} | {last} | |
| | AC2 | Activity | Train teachers | OP1 | {second} | | 2 |
| | AC3 | Activity | Write to parents | OP1 | | | |
| | OP1 | Output | 60 young carers come | OC1 | | {due} | |
| | OC1 | Outcome | Young carers have someone to talk to | | | | |

| Measures | Ref | What it measures | Measure | Aim | By when | Step 1 | Step 1 by |
|---|---|---|---|---|---|---|---|
| | M1 | OC1 | Who have someone | 60 | {aim} | 45 | {step} |
"""

DATES = {
    "start": "2026-04",
    "end": "2027-03",
    "review": "2026-09",
    "first": "2026-05",
    "last": "2026-12",
    "second": "2026-10",
    "due": "2027-01",
    "aim": "2027-03",
    "step": "2026-11",
}


def theory_with(folder: Path, **dates: str) -> Theory:
    return Theory(plan_of(PLAN.format(**{**DATES, **dates}), folder))


def told(theory: Theory, language: str | None = None) -> list[str]:
    return [line.text for line in text_alternative(theory, "timeline", language).outline]


def chart(theory: Theory, **more: object) -> Element:
    return svg_of(theory, "timeline", **more)


def test_a_timeline_tells_work_due_dates_measures_and_reviews(tmp_path: Path) -> None:
    assert told(theory_with(tmp_path)) == [
        "Activities",
        "AC1 Run a weekly group: from May 2026 to Dec 2026",
        "AC2 Train teachers (phase 2): from Oct 2026, no end yet",
        "Outputs",
        "OP1 60 young carers come: by Jan 2027",
        "Outcomes",
        "OC1 Young carers have someone to talk to: Indicators: M1 Nov 2026, Mar 2027",
        "Reviews",
        "30 Sep 2026",
        "31 Mar 2027",
        "No dates yet",
        "AC3 Write to parents",
    ]


def test_boxes_without_dates_are_listed_and_not_drawn_as_bars(tmp_path: Path) -> None:
    svg = chart(theory_with(tmp_path))
    rows = [group.attrib["data-ref"] for group in svg.iter(f"{SVG}g") if "data-ref" in group.attrib]
    assert rows == ["AC1", "AC2", "OP1", "OC1"]
    assert "No dates yet" in texts_of(svg)


@pytest.mark.parametrize(
    ("end", "names"),
    [("2027-03", ["Apr", "Dec", "Mar"]), ("2029-03", ["Q2", "Q4", "2028"]), ("2040-12", ["2026", "2032", "2040"])],
)
def test_the_span_chooses_months_quarters_or_years(tmp_path: Path, end: str, names: list[str]) -> None:
    shown = texts_of(chart(theory_with(tmp_path, end=end)))
    assert [name for name in names if name in shown] == names
    assert ("Q2" in shown) == (names[0] == "Q2")


def test_a_plan_without_a_start_counts_months_from_its_beginning(tmp_path: Path) -> None:
    theory = theory_with(
        tmp_path,
        start="",
        end="",
        review="",
        first="Month 1",
        last="Month 6",
        second="Year 2",
        due="Month 9",
        aim="Month 20",
        step="Month 8",
    )
    view = timeline(theory, "en")
    bars = {bar.ref: bar for group in view.groups for bar in group.bars}
    assert (bars["AC1"].start, bars["AC1"].end) == (date(2001, 1, 1), date(2001, 6, 30))
    assert bars["AC2"].start == date(2002, 1, 1)
    assert "Year 1" in texts_of(chart(theory))
    assert "2001" not in words_of(chart(theory))


def test_today_is_a_line_only_if_a_day_is_given_that_the_timeline_shows(tmp_path: Path) -> None:
    theory = theory_with(tmp_path)
    assert "today, 3 Jul 2026" in texts_of(chart(theory, today=date(2026, 7, 3)))
    assert not any("today" in text for text in texts_of(chart(theory)))
    shown = timeline(theory, "en")
    assert with_today(shown, date(2031, 1, 1)) == shown


def test_bars_and_signs_stay_in_the_chart(tmp_path: Path) -> None:
    svg = chart(theory_with(tmp_path))
    wide = float(svg.attrib["viewBox"].split()[2])
    for group in svg.iter(f"{SVG}g"):
        for shape in group:
            if shape.tag == f"{SVG}rect":
                assert float(shape.attrib["x"]) + float(shape.attrib["width"]) <= wide - 24 + 0.01


def test_a_plan_without_dates_says_what_to_fill_in() -> None:
    with pytest.raises(CannotDraw, match="fill in Start and End of activities on the sheet Plan"):
        draw(young_carers(), view="timeline")


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "de", "ar"])
def test_letters_are_eight_points_or_more_in_every_language(tmp_path: Path, language: str) -> None:
    svg = chart(theory_with(tmp_path), language=language)
    assert min(float(text.attrib["font-size"]) for text in svg.iter(f"{SVG}text")) >= 8
    assert svg.attrib["lang"] == language


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    theory = theory_with(tmp_path)
    assert draw(theory, form, "timeline").data == draw(theory, form, "timeline").data


def test_findings_stand_on_their_bars(tmp_path: Path) -> None:
    theory = theory_with(tmp_path)
    said = words_of(chart(theory, checked=examine(theory, Config())))
    assert "What was found:" in said


def test_a_focus_draws_the_bars_of_one_strand(tmp_path: Path) -> None:
    svg = chart(theory_with(tmp_path), focus="+AC1")
    rows = [group.attrib["data-ref"] for group in svg.iter(f"{SVG}g") if "data-ref" in group.attrib]
    assert rows == ["AC1"]
