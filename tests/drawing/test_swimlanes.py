import re
from xml.etree.ElementTree import Element as Shape
from xml.etree.ElementTree import fromstring

import pytest
from msgspec.structs import replace

from logicmodel.drawing import draw
from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.shown.swimlanes import in_swimlanes, of_boxes
from logicmodel.drawing.shown.views import logic_model
from logicmodel.errors import CannotDraw, UnknownName
from logicmodel.model import Group
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, arabic, young_carers
from tests.drawing.svg import SVG


def plan(**more: dict[str, tuple[str, ...] | str]) -> Theory:
    """The young carers, with what is said of some boxes: field → Ref → value."""
    whole = young_carers().plan
    elements = tuple(
        replace(each, **{field: its[each.id] for field, its in more.items() if each.id in its})
        for each in whole.elements
    )
    return Theory(replace(whole, elements=elements))


def page(theory: Theory, lanes: str) -> Shape:
    return fromstring(draw(theory, "svg", lanes=lanes).data)


def heights(svg: Shape) -> dict[str, float]:
    """Height of each box and of the title of each lane, by Ref and title."""
    found = {text.text or "": float(text.attrib["y"]) for text in svg.iter(f"{SVG}text")}
    for group in svg.iter(f"{SVG}g"):
        if "data-ref" in group.attrib:
            (first, *_) = group.iter(f"{SVG}rect")
            found[group.attrib["data-ref"]] = float(first.attrib["y"])
    return found


def test_boxes_stand_in_the_lane_of_what_they_name_and_the_others_in_the_last() -> None:
    theory = plan(owner={"AC1": ("Carers’ worker",), "AC2": ("School lead",), "OP1": ("carers' worker",)})
    y = heights(page(theory, "lead"))
    assert y["Carers’ worker"] < y["AC1"] < y["School lead"] < y["AC2"] < y["Not said"] < y["IM1"]
    assert y["AC1"] == y["OP1"]


def test_the_title_of_a_lane_stands_at_both_edges_of_the_page() -> None:
    svg = page(plan(owner={"AC1": ("Carers’ worker",)}), "lead")
    titles = [text for text in svg.iter(f"{SVG}text") if text.text == "Carers’ worker"]
    assert [text.attrib.get("text-anchor") for text in titles] == [None, None]
    left, right = (float(text.attrib["x"]) for text in titles)
    assert left < 60 < right


def test_a_need_stands_with_the_box_that_answers_it() -> None:
    y = heights(page(plan(owner={"AC1": ("Carers’ worker",), "AC2": ("School lead",)}), "lead"))
    assert y["Carers’ worker"] < y["N1"] < y["School lead"] < y["N2"]


def test_what_names_several_has_a_lane_of_its_own() -> None:
    y = heights(page(plan(who={"AC1": ("Carers",), "AC2": ("Staff",), "OP1": ("Carers", "Staff")}), "group"))
    assert y["Staff"] < y["AC2"] < y["Several"] < y["OP1"] < y["Not said"]


def test_groups_stand_in_the_order_of_their_sheet_and_under_its_names() -> None:
    theory = plan(who={"AC1": ("Kids",), "AC2": ("Staff",)})
    groups = (Group(name="Staff", place=HERE), Group(name="Children", aliases=("Kids",), place=HERE))
    y = heights(page(Theory(replace(theory.plan, groups=groups)), "group"))
    assert y["Staff"] < y["AC2"] < y["Children"] < y["AC1"]


def test_levels_go_from_the_person_to_the_system() -> None:
    y = heights(page(plan(level={"AC1": "macro", "AC2": "micro"}), "level"))
    assert y["Individual or family"] < y["AC2"] < y["Community or system"] < y["AC1"] < y["Not said"]


def test_strands_are_lanes_too() -> None:
    y = heights(page(plan(strand={"AC1": "Groups", "AC2": "Schools"}), "strand"))
    assert y["Groups"] < y["AC1"] < y["Schools"] < y["AC2"]


def test_lanes_of_a_booklet_are_those_that_a_page_needs() -> None:
    theory = plan(owner={"AC1": ("Carers’ worker",), "AC2": ("School lead",)})
    drawing = draw(theory, "svg", lanes="lead", split=True)
    for data in (drawing.data, *drawing.more):
        shown = [text.text for text in fromstring(data).iter(f"{SVG}text")]
        assert ("School lead" in shown) == ("AC2" in shown)


def test_lanes_in_arabic_are_turned_with_their_page() -> None:
    whole = arabic().plan
    elements = tuple(replace(each, level="micro") for each in whole.elements)
    assert "الفرد أو الأسرة" in draw(Theory(replace(whole, elements=elements)), lanes="level").data.decode("utf-8")


def test_lanes_without_anything_in_them_are_refused_with_the_column_to_fill() -> None:
    message = "No box has anything under Who leads, so there are no lanes. Fill it in on the sheet Plan."
    with pytest.raises(CannotDraw, match=re.escape(message)):
        draw(young_carers(), lanes="lead")


def test_only_a_logic_model_has_lanes() -> None:
    for view in ("theory", "logframe"):
        with pytest.raises(CannotDraw, match=f"The view {view} has no rows to be lanes"):
            draw(young_carers(), view=view, lanes="lead")
    with pytest.raises(UnknownName, match=r"There is no kind of lanes “groups”\. Did you mean group"):
        draw(young_carers(), lanes="groups")


def test_a_lane_in_which_no_box_is_left_is_not_drawn() -> None:
    known = plan(who=dict.fromkeys(("AC1", "AC2"), ("Pupils",))).plan
    needs = tuple(replace(need, who=("Grandparents",)) for need in known.needs)
    theory = Theory(replace(known, needs=needs))
    view = in_swimlanes(logic_model(theory, "en"), theory, "group")
    assert view.lanes == ("Grandparents", "Pupils", "Not said")
    left = of_boxes(view, [box for box in view.boxes if box.stage != "need"])
    assert left.lanes == ("Pupils", "Not said")
    assert {box.lane for box in left.boxes} == {0, 1}
    assert len(place_in_columns(left, 22).swimlanes) == 2
