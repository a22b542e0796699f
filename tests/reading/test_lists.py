"""Lists in cells: names, texts, lines, Refs, arrows, ranges and marks."""

import pytest
from hypothesis import given

from logicmodel.reading.values import (
    read_marks,
    ref_range,
    split_arrow,
    split_lines,
    split_names,
    split_refs,
    split_texts,
)
from tests.reading.anything import CELLS


def test_names_split_at_commas_and_texts_do_not() -> None:
    text = "Schools, Library; Carers’ panel\n• Council,,\n"

    assert split_names(text) == ("Schools", "Library", "Carers’ panel", "Council")
    assert split_texts(text) == ("Schools, Library", "Carers’ panel", "Council,,")
    assert split_names("المدرسة، المكتبة") == ("المدرسة", "المكتبة")
    assert split_texts("-5 degrees") == ("-5 degrees",)
    assert split_texts("–") == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Advice, food and heating\nVisits; calls\n\n", ("Advice, food and heating", "Visits; calls")),
        ("1) Advice\n2) Visits", ("Advice", "Visits")),
        ("1) Advice 2) Visits", ("Advice", "Visits")),
        ("a. Advice\r\nb. Visits\r\n", ("Advice", "Visits")),
        ("(i) Advice\n(ii) Visits", ("Advice", "Visits")),
        ("• Advice • Visits", ("Advice", "Visits")),
        ("– Advice\n- Visits\n* Calls\n· Letters", ("Advice", "Visits", "Calls", "Letters")),
        ("\uf0b7\tAdvice", ("Advice",)),
        ("2. Chance group", ("Chance group",)),
        ("1.1 Visits", ("1.1 Visits",)),
        ("-5% arrears", ("-5% arrears",)),
        ("A. Smith Trust", ("A. Smith Trust",)),
        ("col·lectiu 2-hour", ("col·lectiu 2-hour",)),
        ("", ()),
    ],
)
def test_a_cell_of_the_wide_form_is_split_at_lines_bullets_and_numbers(text: str, parts: tuple[str, ...]) -> None:
    assert split_lines(text) == parts


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("OC1, oc 2;OC-03\nOC4", ("OC1", "oc 2", "OC-03", "OC4")),
        ("OC1 + OC2 & OC3/OC4 and OC5 AND OC6", ("OC1", "OC2", "OC3", "OC4", "OC5", "OC6")),
        ("• OC1\n- OC2,", ("OC1", "OC2")),
        ("Measures!M1, 'A & B'!A1", ("Measures!M1", "'A & B'!A1")),
        ("Assumptions & risks!A1 & A2", ("Assumptions & risks!A1", "A2")),
        ("Sandy", ("Sandy",)),
        ("n/a", ("n/a",)),
        ("TBC", ("TBC",)),
        ("–", ()),
        ("", ()),
    ],
)
def test_refs_split_at_everything_that_joins_them(text: str, refs: tuple[str, ...]) -> None:
    assert split_refs(text) == refs


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("AC1>OC1", ("AC1", "OC1")),
        ("AC1 → OC1", ("AC1", "OC1")),
        ("AC1->OC1", ("AC1", "OC1")),
        ("AC1 => OC1", ("AC1", "OC1")),
        ("AC1⇒OC1", ("AC1", "OC1")),
        ("AC1—>OC1", ("AC1", "OC1")),
        ("AC1>OP1>OC1", ("AC1", "OP1", "OC1")),
        ("OC-1", None),
        ("> 40", None),
        ("AC1 >", None),
        ("score >= 40", None),
    ],
)
def test_an_arrow_joins_refs(text: str, ends: tuple[str, ...] | None) -> None:
    assert split_arrow(text) == ends


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("OC1–OC3", ("oc", 1, 3)),
        ("OC1-OC3", ("oc", 1, 3)),
        ("OC1-3", ("oc", 1, 3)),
        ("oc 01 – OC 12", ("oc", 1, 12)),
        ("OC3–OC1", None),
        ("OC1–AC3", None),
        ("1-3", None),
        ("1.1–1.3", None),
        ("OC1-OC2-OC3", None),
        ("housing-1", None),
        ("OC1", None),
    ],
)
def test_a_range_of_refs_has_one_prefix(text: str, span: tuple[str, int, int] | None) -> None:
    assert ref_range(text) == span


def test_marks_may_have_notes() -> None:
    assert read_marks("Not measured (too small, for now), Relief") == (
        ("Not measured", "too small, for now"),
        ("Relief", None),
    )
    assert read_marks("Serves all; Side benefit\nTo confirm.") == (
        ("Serves all", None),
        ("Side benefit", None),
        ("To confirm", None),
    )
    assert read_marks("Relief (") == (("Relief", None),)
    assert read_marks("") == ()


@given(CELLS)
def test_no_cell_stops_the_splitting(text: str) -> None:
    for parts in (split_names(text), split_texts(text), split_lines(text), split_refs(text)):
        assert all(part == part.strip() and part for part in parts)
    assert all(word for word, _ in read_marks(text))
    arrow = split_arrow(text)
    assert arrow is None or (len(arrow) > 1 and all(arrow))
    span = ref_range(text)
    assert span is None or span[1] <= span[2]
