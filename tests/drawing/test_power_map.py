"""The power map: everybody in the square of their scores, and no name over another."""

from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import PAPERS, draw, text_alternative
from logicmodel.drawing.lettering import width
from logicmodel.errors import CannotDraw
from logicmodel.theory import Theory
from tests.drawing.plans import young_carers
from tests.drawing.svg import SVG, svg_of, texts_of
from tests.tables import plan_of

HEAD = """
| Start here | A | B |
|---|---|---|
| | Start here | |
| | Answer in column B. | |
| | Programme name | A campaign |

| People | Name | Interest | Influence | Position | How we will reach them |
|---|---|---|---|---|---|
"""
FEW = """
| | Leader of the council | 2 | 5 | Strong opponent | |
| | Local radio | 4 | 3 | Ally | A story each month |
| | Head teachers | | 4 | Undecided | Breakfast |
| | Parents | 5 | 2 | | A letter |
"""


def theory_of_people(folder: Path, rows: str) -> Theory:
    return Theory(plan_of(HEAD + rows.strip() + "\n", folder))


def crowd(folder: Path, count: int = 40, squares: int = 25) -> Theory:
    """Make a plan with many people, dealt out over so many squares of the map."""
    positions = ("Ally", "Opponent", "Undecided", "Strong ally", "")
    rows = "".join(
        f"| | Committee for the well-being of everybody in ward {number} | {5 - number % squares // 5} | "
        f"{5 - number % squares % 5} | {positions[number % 5]} | A meeting |\n"
        for number in range(count)
    )
    return theory_of_people(folder, rows)


def power_map(theory: Theory, language: str | None = None) -> Element:
    return svg_of(theory, "power-map", language=language)


def test_everybody_with_both_scores_is_placed_and_the_others_are_listed(tmp_path: Path) -> None:
    theory = theory_of_people(tmp_path, FEW)
    told = [line.text for line in text_alternative(theory, "power-map").outline]
    assert told == [
        "Leader of the council: Influence 5, Interest 2, strong opponent",
        "Local radio: Influence 3, Interest 4, ally",
        "Parents: Influence 2, Interest 5, position not said",
        "Not placed: Interest or Influence is empty",
        "Head teachers",
        "High influence, no tactic",
        "Leader of the council",
    ]
    placed = [group.attrib["class"] for group in power_map(theory).iter(f"{SVG}g")]
    assert placed == ["person position-strong_opponent", "person position-ally", "person position-no_position"]


def test_more_interest_stands_further_on_and_more_influence_higher(tmp_path: Path) -> None:
    svg = power_map(theory_of_people(tmp_path, FEW))
    texts = {text.text: text for group in svg.iter(f"{SVG}g") for text in group.iter(f"{SVG}text")}
    leader, radio, parents = (texts[name] for name in ("Leader of the council", "Local radio", "Parents"))
    across = [float(each.attrib["x"]) for each in (leader, radio, parents)]
    down = [float(each.attrib["y"]) for each in (leader, radio, parents)]
    assert across == sorted(across)
    assert down == sorted(down)


def test_axes_are_named_with_low_and_high(tmp_path: Path) -> None:
    texts = texts_of(power_map(theory_of_people(tmp_path, FEW)))
    assert {"Influence", "Interest", "low", "high"} <= set(texts)


def test_the_legend_names_only_positions_that_somebody_has(tmp_path: Path) -> None:
    texts = texts_of(power_map(theory_of_people(tmp_path, FEW)))
    assert "strong opponent" in texts
    assert "undecided" not in texts


@pytest.mark.parametrize("squares", [25, 2])
def test_forty_people_stay_readable_and_none_covers_another(tmp_path: Path, squares: int) -> None:
    svg = power_map(crowd(tmp_path, squares=squares))
    boxes = []
    for group in svg.iter(f"{SVG}g"):
        for text in group.iter(f"{SVG}text"):
            size, words = float(text.attrib["font-size"]), text.text or ""
            wide = width(words) * size
            left = float(text.attrib["x"]) - (wide / 2 if text.attrib.get("text-anchor") == "middle" else 0)
            boxes.append((left, float(text.attrib["y"]) - size * 0.75, wide, size * 0.9))
    assert len(boxes) >= 40
    for (x, y, wide, high), (left, top, w, h) in combinations(boxes, 2):
        assert x + wide <= left or left + w <= x or y + high <= top or top + h <= y


def test_a_crowded_map_has_numbers_and_a_key_with_every_name_whole(tmp_path: Path) -> None:
    svg = power_map(crowd(tmp_path, squares=2))
    texts = texts_of(svg)
    assert "Who is who" in texts
    assert texts.count("40") == 2  # on the map and in the key
    said = " ".join(texts)
    assert all(f"ward {number}" in said for number in range(40))


def test_a_map_on_which_nobody_can_be_placed_says_what_to_fill_in(tmp_path: Path) -> None:
    with pytest.raises(CannotDraw, match="fill in Name, Interest and Influence on the sheet People"):
        draw(young_carers(), view="power-map")
    with pytest.raises(CannotDraw, match="There is nobody to place"):
        draw(theory_of_people(tmp_path, "| | Parents | 5 | | | |"), view="power-map")


def test_findings_are_not_about_people(tmp_path: Path) -> None:
    theory = theory_of_people(tmp_path, FEW)
    with pytest.raises(CannotDraw, match="The view power-map shows people, and findings are about boxes"):
        draw(theory, "svg", "power-map", checked=examine(theory, Config()))


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "de", "ar"])
def test_letters_are_eight_points_or_more_in_every_language(tmp_path: Path, language: str) -> None:
    svg = power_map(theory_of_people(tmp_path, FEW), language)
    assert min(float(text.attrib["font-size"]) for text in svg.iter(f"{SVG}text")) >= 8
    assert svg.attrib.get("direction", "ltr") == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    theory = theory_of_people(tmp_path, FEW)
    assert draw(theory, form, "power-map").data == draw(theory, form, "power-map").data


def test_a_map_that_is_higher_than_its_paper_has_a_page_as_high_as_it_needs(tmp_path: Path) -> None:
    drawn = draw(crowd(tmp_path, count=260, squares=1), "pdf", "power-map", paper="a4")
    assert drawn.height > PAPERS["a4"].height


def test_somebody_without_a_name_is_told_by_their_row(tmp_path: Path) -> None:
    theory = theory_of_people(tmp_path, "| | | 4 | 5 | Ally | |\n| | Parents | 5 | 2 | | A letter |")
    row = theory.plan.stakeholders[0].place.row
    drawn = draw(theory, "svg", "power-map")
    assert f"no name (row {row})" in drawn.data.decode()
    assert text_alternative(theory, "power-map").outline[0].text.startswith(f"no name (row {row}): ")
