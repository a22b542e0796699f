"""How two spellings are found to be one."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.words.spelling import (
    distance,
    group_alias,
    group_key,
    heading_key,
    heading_parts,
    likeness,
    looks_like_ref,
    plain,
    ref_key,
    ref_letters,
    ref_word_key,
    straight,
    unaccented,
    western_digits,
)

SPOILT = "Young\N{NO-BREAK SPACE}carers\N{RIGHT SINGLE QUOTATION MARK} \N{SOFT HYPHEN}group\N{ZERO WIDTH SPACE}"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("  Parents   let them\tcome. ", "parents let them come"),
        (SPOILT, "young carers' group"),
        ("\N{RIGHT-TO-LEFT MARK}أهداف\N{RIGHT-TO-LEFT MARK}", "أهداف"),
        ("“Ready” – or not", '"ready" - or not'),
        ("ﬁrst line\nsecond line", "first line second line"),
        ("STRASSE", plain("Straße")),
        ("and so on...", "and so on..."),
        (".", "."),
        ("", ""),
    ],
)
def test_texts_are_compared_without_what_does_not_matter(typed: str, key: str) -> None:
    assert plain(typed) == key


def test_what_is_kept_of_a_text_keeps_its_letters_and_digits() -> None:
    assert straight(" ٣ Carers’\n groups ") == "٣ Carers' groups"
    assert western_digits("٣٥٪ und ४५") == "35٪ und 45"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Programme name *", "programme name"),
        ("Indicateur clé", "indicateur cle"),
        ("Targets4", "targets"),
        ("Targets₄", "targets"),
        ("Targets ⁴ *", "targets"),
        ("Budget (£)2", "budget (£)"),
        ("Baseline:", "baseline"),
        ("In Need 2017", "in need"),
        ("Target 2023/24", "target"),
        ("Means_of\nverification", "means of verification"),
        ("المؤشّر", "الموشر"),
        ("الأهــداف", "الاهداف"),
        ("الفئة المستهدفة؟", "الفيه المستهدفه"),
    ],
)
def test_headings_are_compared_without_stars_accents_footnotes_and_years(typed: str, key: str) -> None:
    assert heading_key(typed) == key


def test_headings_that_differ_by_a_number_stay_apart() -> None:
    steps = ["Step 1", "Step 1 by", "Step 2", "Step 2 by", "Q1", "Q2", "T1", "1", "2024", "2025"]

    assert len({heading_key(step) for step in steps}) == len(steps)


def test_no_two_headings_of_one_sheet_of_the_template_have_one_key() -> None:
    text = files("logicmodel").joinpath("sheets.csv").read_text(encoding="utf-8")
    headings = {(row["sheet"], row["heading"]) for row in csv.DictReader(text.splitlines())}

    assert len(headings) > 150
    assert len({(sheet, heading_key(heading)) for sheet, heading in headings}) == len(headings)


def test_the_keys_of_the_word_file_are_those_worked_out_here() -> None:
    text = files("logicmodel.words").joinpath("headings.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))

    assert [row["text"] for row in rows if heading_key(row["text"]) != row["key"]] == []


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Besoin / Need", ("besoin / need", "besoin", "need")),
        ("Indicator\n(how will you know?)", ("indicator (how will you know?)", "indicator", "(how will you know?)")),
        ("Activité – Activity", ("activite - activity", "activite", "activity")),
        ("Outcome|Résultat", ("outcome|resultat", "outcome", "resultat")),
        ("Cost (in EUR)", ("cost (in eur)", "cost")),
        ("After-school group", ("after-school group",)),
        ("", ()),
    ],
)
def test_a_heading_is_tried_whole_then_in_parts(typed: str, keys: tuple[str, ...]) -> None:
    assert heading_parts(typed) == keys


def test_one_ref_has_many_spellings() -> None:
    assert {ref_key(text) for text in ("OC1", "oc 1", "OC-01", "Oc_001", " OC1. ", "OC 1:", "OC–1", "ＯＣ１")} == {
        "oc1"
    }


def test_two_refs_stay_two() -> None:
    refs = ["1.1", "1.10", "1.01", "11", "1-1", "OC1", "OC11", "OC10", "housing-1", "housing-2"]

    assert len({ref_key(ref) for ref in refs}) == len(refs)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Outcome 1", "oc1"),
        ("Activity 2", "ac2"),
        ("NEED 03", "n3"),
        ("Output 1.2", "op1.2"),
        ("Indicators #4", "m4"),
        ("Risk-1", "r1"),
        ("Workshop 1", None),
        ("Outcome", None),
        ("1", None),
    ],
)
def test_a_word_and_a_number_stand_for_a_ref(typed: str, key: str | None) -> None:
    assert ref_word_key(typed) == key


@pytest.mark.parametrize("typed", ["OC1", "oc 01", "AC-3", "OP1.2", "1.1", "1.1.2.", "housing-1", "Outcome 12", "م١"])
def test_what_looks_like_a_ref(typed: str) -> None:
    assert looks_like_ref(typed)


@pytest.mark.parametrize("typed", ["", "12", "63 of 410", "School survey 2025", "none yet", "3 April 2026", "£12"])
def test_what_does_not_look_like_a_ref(typed: str) -> None:
    assert not looks_like_ref(typed)


def test_the_letters_of_a_ref() -> None:
    assert [ref_letters(ref) for ref in ("OC-01", "housing-1", "1.1", "")] == ["oc", "housing", "", ""]


def test_an_age_may_be_written_in_many_ways() -> None:
    names = ["Young carers aged 8 to 17", "young carers 8–17", "Young carers, ages 8-17 years old"]

    assert group_key(names[0]) == group_key(names[1]) == "young carers 8-17"
    assert group_key(names[2]) == "young carers, 8-17"
    assert group_key("Aged") == "aged"
    assert group_key("Villagers") == "villagers"


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Young carers aged 8 to 17", "young carers"),
        ("Young carers 8–17", "young carers"),
        ("Mothers, carers and families", "mothers"),
        ("Tenants (social housing)", "tenants"),
        ("Families living with a parent who drinks", "families"),
        ("Young people in care", "young people"),
        ("People in debt", None),
        ("Persons with disabilities", None),
        ("Over 65s living alone", None),
        ("Schools", None),
    ],
)
def test_a_group_is_also_known_by_what_stands_before_its_age_or_condition(name: str, alias: str | None) -> None:
    assert group_alias(name) == alias


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [("oc1", "oc1", 0), ("oc1", "0c1", 1), ("ac12", "ac21", 1), ("", "abc", 3), ("kitten", "sitting", 3)],
)
def test_distance_counts_letters_to_change(first: str, second: str, steps: int) -> None:
    assert distance(first, second) == distance(second, first) == steps


def test_distance_stops_early() -> None:
    assert distance("oc1", "activity", limit=2) == 3
    assert distance("abcdef", "badcfe", limit=3) == 3


def test_likeness_is_twice_the_matches_over_both_lengths() -> None:
    assert likeness("abcd", "bcde") == 2 * 3 / 8
    assert likeness("respondsable", "responsable", at_least=0.9) > 0.9
    assert likeness("responsable", "rate", at_least=0.9) == 0.0


@given(st.text())
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    for key_of in (plain, unaccented, heading_key, ref_key, group_key, straight):
        assert key_of(key_of(text)) == key_of(text)


@given(st.text())
def test_nothing_that_is_typed_stops_a_key(text: str) -> None:
    assert all(heading_parts(text))
    assert isinstance(looks_like_ref(text), bool)
    assert group_alias(text) != ""
    assert ref_word_key(text) != ""


REFS = st.tuples(st.sampled_from(["OC", "ac", "N", "housing"]), st.integers(0, 999))


@given(REFS, st.sampled_from(["", " ", "-", "_", "–", " - "]), st.integers(0, 3), st.sampled_from(["", ".", ":", " "]))
def test_a_ref_survives_every_spelling(ref: tuple[str, int], between: str, zeros: int, end: str) -> None:
    letters, number = ref

    assert ref_key(f"{letters}{between}{'0' * zeros}{number}{end}") == f"{letters.lower()}{number}"


SHORT = st.text("abc1", max_size=6)


@given(SHORT, SHORT, st.integers(0, 6))
def test_distance_with_a_limit_is_the_distance_or_one_above_the_limit(first: str, second: str, limit: int) -> None:
    steps = distance(first, second)

    assert distance(first, second, limit=limit) == min(steps, limit + 1)
    assert steps >= abs(len(first) - len(second))
    assert (steps == 0) == (first == second)


@given(SHORT, SHORT)
def test_likeness_does_not_depend_on_the_order(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, second, at_least=0.8) in (0.0, likeness(first, second))
