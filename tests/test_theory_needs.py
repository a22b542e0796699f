"""What rules about needs, measures, assumptions and dates ask of a theory."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace

from logicmodel.model import (
    Element,
    Indicator,
    Link,
    Need,
    Place,
    Plan,
    ProblemLink,
    Programme,
    RegisterEntry,
    Stage,
    When,
)
from logicmodel.theory import Theory

HERE = Place(file="plan.xlsx", sheet="Plan", row=2)
STAGES = {"IN": Stage.INPUT, "AC": Stage.ACTIVITY, "OP": Stage.OUTPUT, "OC": Stage.OUTCOME, "IM": Stage.IMPACT}
Own = Mapping[str, Mapping[str, object]]


def theory_of(*chains: str, own: Own | None = None, **lists: object) -> Theory:
    """A theory of chains such as “AC1>OC1>IM1”; `own` gives fields of boxes and arrows by their Refs."""
    own = own or {}
    refs = list(dict.fromkeys(ref for chain in chains for ref in chain.split(">")))
    arrows = dict.fromkeys(pair for chain in chains for pair in pairwise(chain.split(">")))
    elements = [
        replace(Element(id=ref, stage=STAGES[ref[:2]], text=ref, place=HERE), **own.get(ref, {})) for ref in refs
    ]
    links = [
        replace(Link(cause=cause, effect=effect, place=HERE), **own.get(f"{cause}>{effect}", {}))
        for cause, effect in arrows
    ]
    plan = Plan(programme=Programme(place=HERE), elements=tuple(elements), links=tuple(links))
    return Theory(replace(plan, **lists))


def need(ref: str, **fields: object) -> Need:
    return replace(Need(id=ref, text=ref, place=HERE), **fields)


def entry(ref: str, **fields: object) -> RegisterEntry:
    return replace(RegisterEntry(id=ref, kind="assumption", text=ref, place=HERE), **fields)


def month(text: str) -> When:
    year, number = map(int, text.split("-"))
    last = date(year + number // 12, number % 12 + 1, 1).toordinal() - 1
    return When(text=text, first=date(year, number, 1), last=date.fromordinal(last), precision="month")


def because(*chains: str) -> tuple[ProblemLink, ...]:
    """Arrows of the problem tree, of chains such as “N2>N1”."""
    arrows = (pair for chain in chains for pair in pairwise(chain.split(">")))
    return tuple(ProblemLink(cause=cause, effect=effect, place=HERE) for cause, effect in arrows)


# -- needs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "named", "treated"),
    [
        (because("N3>N2>N1"), ("N1",), ["N1", "N2"]),
        (because("N3>N2>N1"), ("N2",), ["N2"]),
        (because("N3>N2>N1"), ("N3",), []),
        (because("N3>N2>N1"), ("N1", "N3"), []),
        (because("N2>N1", "N1>N3"), ("N3",), ["N1", "N3"]),
        (because("N1>N2>N1"), ("N1",), ["N1"]),  # each is the other’s cause
        (because("N1>N2>N1"), ("N1", "N2"), []),
        (because("N1>N1"), ("N1",), []),
        (because("N4>N1"), ("N1",), []),  # nothing can be done about N4
        (because("N9>N1"), ("N1",), []),
    ],
)
def test_who_names_only_what_follows_treats_it_without_its_causes(
    tree: tuple[ProblemLink, ...], named: tuple[str, ...], treated: list[str]
) -> None:
    needs = (need("N1"), need("N2"), need("N3"), need("N4", cannot_change="Set by law"))
    theory = theory_of("AC1>OC1", own={"OC1": {"addresses": named}}, needs=needs, problem_links=tree)
    assert [each.id for each in theory.needs if each.id in theory.only_treated] == treated


def test_without_a_chosen_need_all_are_chosen_and_strengths_never() -> None:
    needs = (need("N1"), need("N2"), need("N3", kind="strength", chosen=True))
    assert [each.id for each in theory_of("AC1>OC1", needs=needs).chosen_needs] == ["N1", "N2"]
    needs = (need("N1"), need("N2", chosen=True), need("N4", chosen=False))
    assert [each.id for each in theory_of("AC1>OC1", needs=needs).chosen_needs] == ["N2"]


@pytest.mark.parametrize(
    ("namer", "answered"),
    [("OC1", True), ("OP1", True), ("AC1", True), ("IN1", True), ("OP2", False), ("AC2", False)],
)
def test_a_need_is_answered_where_it_is_named_on_the_way_to_a_result(namer: str, answered: bool) -> None:
    theory = theory_of("IN1>AC1>OP1>OC1", "AC2>OP2", needs=(need("N1"),), own={namer: {"addresses": ("N1",)}})
    assert theory.is_answered(theory.needs[0]) == answered


def test_what_leads_to_a_box_that_names_a_need_or_cause_is_explained() -> None:
    theory = theory_of(
        "AC1>OP1>OC1",
        "AC2>OC2",
        "AC3>OC3",
        needs=(need("N1"), need("N2", kind="cause"), need("N3", kind="strength")),
        own={"OC1": {"addresses": ("N1",)}, "OC2": {"addresses": ("N2",)}, "OC3": {"addresses": ("N3",)}},
    )
    assert sorted(theory.explained) == ["AC1", "AC2", "OC1", "OC2", "OP1"]


def test_levels_of_work_are_those_behind_the_results_that_name_the_need() -> None:
    own: Own = {
        "AC1": {"level": "micro"},
        "AC2": {"level": "mezzo"},
        "AC3": {"level": "macro", "addresses": ("N1",)},
        "AC4": {"level": "mezzo"},
        "OC1": {"addresses": ("N1",)},
        "OP2": {"addresses": ("N1",)},
    }
    theory = theory_of("AC1>OC9>OC1", "AC2>OP2", "AC4>AC3>OP3", needs=(need("N1"),), own=own)
    assert sorted(theory.levels_of_work_for(theory.needs[0])) == ["macro", "micro"]


def test_levels_of_work_pass_a_circle() -> None:
    own: Own = {"AC1": {"level": "micro"}, "AC2": {"level": "macro"}, "OC1": {"addresses": ("N1",)}}
    theory = theory_of("AC1>OC1>OC2>OC3>OC1", "AC2>OC3", needs=(need("N1"),), own=own)
    assert sorted(theory.levels_of_work_for(theory.needs[0])) == ["macro", "micro"]


# -- measures ---------------------------------------------------------------------------------------------------------


def test_measures_of_results_and_of_other_things() -> None:
    measures = {"M1": "OC1", "M2": "OP1", "M3": None, "M4": "OC1", "M5": "A1", "M6": "OC9"}
    indicators = tuple(Indicator(id=ref, measures=what, text=ref, place=HERE) for ref, what in measures.items())
    theory = theory_of("AC1>OP1>OC1", indicators=indicators)
    assert [(each.id, box.id) for each, box in theory.outcome_measures()] == [("M1", "OC1"), ("M4", "OC1")]
    assert [each.id for each in theory.measures_of(theory.by_ref["OP1"])] == ["M2"]


# -- assumptions ------------------------------------------------------------------------------------------------------


def test_the_two_frontiers() -> None:
    theory = theory_of("IN1>AC1>OP1>OC1>OC2>IM1", "AC2>OC1", "AC3>IM1")
    assert [link.ref for link in theory.frontier("delivery")] == ["OP1>OC1", "AC2>OC1"]
    assert [link.ref for link in theory.frontier("impact")] == ["OC2>IM1"]


def test_assumptions_on_arrows_and_boxes_and_on_the_whole_plan() -> None:
    theory = theory_of(
        "AC1>OC1>IM1",
        own={"OC1>IM1": {"conditions": ("A3",)}},
        register=(
            entry("A1", about=("AC1>OC1", "IM1")),
            entry("R1", kind="risk", about=("AC1>OC1",)),
            entry("A2"),
            entry("A3"),
        ),
    )
    assert [each.id for each in theory.assumptions_on(theory.link("AC1", "OC1"))] == ["A1"]
    assert [each.id for each in theory.assumptions_on(theory.link("OC1", "IM1"))] == ["A3"]
    assert [each.id for each in theory.assumptions_on(theory.by_ref["IM1"])] == ["A1"]
    assert [each.id for each in theory.general_assumptions()] == ["A2"]


def test_an_answer_that_somebody_watches_covers_itself_its_boxes_and_the_ends_of_its_arrows() -> None:
    answered = {"response": "rent a hall", "owner": "Manager"}
    theory = theory_of(
        "AC1>OC1>OC2>OC3>IM1",
        own={"OC2>OC3": {"conditions": ("A2",)}},
        register=(
            entry("A1", about=("AC1>OC1",), **answered),
            entry("A2", **answered),
            entry("A3", about=("IM1",), response="rent a hall"),
            entry("A4", kind="parking", about=("IM1",), **answered),
        ),
    )
    assert sorted(theory.covered) == ["A1", "A2", "AC1", "OC1", "OC2", "OC3"]


def test_what_is_vital_comes_boxes_first() -> None:
    theory = theory_of(
        "AC1>OC1>OC2>IM1",
        "AC2>OC1",
        "AC3>OP1>OC2",
        "AC4>OC4>IM2",
        own={"OP1>OC2": {"necessity": "necessary"}, "AC4>OC4": {"necessity": "necessary"}},
        register=(entry("A1", importance=4), entry("A2", importance=3), entry("R1", kind="risk", importance=5)),
    )
    assert [each.id for each in theory.vital] == ["OP1", "A1"]
    assert [each.id for each in theory_of("AC1>OC1>OC2>IM1", "AC2>OC1").vital] == ["OC1"]


# -- time -------------------------------------------------------------------------------------------------------------


def test_the_first_end_behind_a_box_is_found_through_circles_too() -> None:
    own: Own = {"AC1": {"end": month("2026-09")}, "AC2": {"end": month("2026-06")}, "AC3": {"start": month("2026-01")}}
    theory = theory_of("AC1>OC1>OC2>OC1", "AC2>OC2", "AC3>OC3", own=own)
    ends = {ref: theory.first_end_behind(theory.by_ref[ref]) for ref in ("OC1", "OC2", "OC3")}
    assert ends == {"OC1": date(2026, 6, 30), "OC2": date(2026, 6, 30), "OC3": None}


def test_inputs_bring_no_dates() -> None:
    own: Own = {"AC1": {"start": month("2026-09")}, "OC1": {"end": month("2026-06")}}
    theory = theory_of("AC1>IN1>OC1", own=own)
    assert theory.too_early() == []
    theory = theory_of("AC1>OP1>OC1", own=own)
    assert [link.ref for link in theory.too_early()] == ["OP1>OC1"]


def test_a_lag_beyond_all_calendars_is_too_long() -> None:
    own: Own = {
        "AC1": {"start": month("2026-09")},
        "OC1": {"end": month("2026-06")},
        "AC1>OC1": {"lag": (200_000, 200_000)},
    }
    assert [link.ref for link in theory_of("AC1>OC1", own=own).too_early()] == ["AC1>OC1"]


def test_the_shortest_activity_leaves_out_what_happens_once_or_has_no_dates() -> None:
    own: Own = {
        "AC1": {"start": month("2026-04"), "end": month("2026-12")},
        "AC2": {"start": month("2026-04"), "end": month("2026-05")},
        "AC3": {"start": month("2026-04"), "end": month("2026-04"), "rhythm": "once"},
        "AC4": {"start": month("2026-04")},
    }
    shortest = theory_of("AC1>OC1", "AC2>OC1", "AC3>OC1", "AC4>OC1", own=own).shortest_activity()
    assert shortest is not None
    assert (shortest[0].id, shortest[1]) == ("AC2", 60)
    assert theory_of("AC1>OC1").shortest_activity() is None


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "there"), [(None, True), ("English", True), ("en", True), ("French", True), ("German", False)]
)
def test_word_lists_are_those_of_the_language_of_the_plan(language: str | None, there: bool) -> None:
    plan = Plan(programme=Programme(language=language, place=HERE))
    assert (Theory(plan).lexicon is not None) == there


# -- plausibility -----------------------------------------------------------------------------------------------------


SEVEN, HALF, NINE = ({"confidence": Decimal(share)} for share in ("0.7", "0.5", "0.9"))


@pytest.mark.parametrize(
    ("chains", "own", "index", "weakest", "rated"),
    [
        (["AC1>OC1>IM1"], {}, "1", "AC1>OC1", []),
        (["AC1>OC1>IM1"], {"AC1>OC1": SEVEN, "OC1>IM1": HALF}, "0.35", "OC1>IM1", ["AC1>OC1", "OC1>IM1"]),
        (["AC1>OC1>IM1", "AC2>IM1"], {"AC1>OC1": SEVEN, "AC2>IM1": HALF}, "0.7", "AC1>OC1", ["AC1>OC1"]),
        (["AC1>OC1>IM1", "AC1>OC2>IM1"], {"AC1>OC1": HALF, "AC1>OC2": HALF}, "0.5", "AC1>OC1", ["AC1>OC1"]),
        # Both ways are needed, and share their first arrow.
        (
            ["AC1>OP1>OC1>IM1", "OP1>OC2>IM1"],
            {"AC1>OP1": HALF, "OP1>OC2": NINE, "IM1": {"join": "all"}},
            "0.225",
            "AC1>OP1",
            ["AC1>OP1", "OP1>OC2"],
        ),
        # Nobody reaches OC2: it is left out, unless others bring it about.
        (["AC1>IM1", "OC2>IM1"], {"OC2>IM1": HALF, "IM1": {"join": "all"}}, "1", "AC1>IM1", []),
        (
            ["AC1>IM1", "OC2>IM1"],
            {"OC2>IM1": HALF, "OC2": {"external": True}, "IM1": {"join": "all"}},
            "0.5",
            "OC2>IM1",
            ["OC2>IM1"],
        ),
        # The arrows of a circle are left out.
        (["AC1>OC1>OC2>OC1", "OC1>IM1", "AC1>OC2"], {"OC1>OC2": HALF, "OC2>OC1": HALF}, "1", "AC1>OC1", []),
    ],
)
def test_the_best_route_to_a_goal(chains: list[str], own: Own, index: str, weakest: str, rated: list[str]) -> None:
    route = theory_of(*chains, own=own).best_routes["IM1"]
    assert route.index == Decimal(index)
    assert route.weakest is not None
    assert (route.weakest.ref, list(route.rated)) == (weakest, rated)


def test_an_assumption_weakens_the_arrows_it_stands_on_once_each() -> None:
    own = {"AC1>OC1": {"conditions": ("A1",)}}
    register = (entry("A1", about=("AC1>OC1", "OC1"), likelihood=3), entry("A2", about=("OC1",)))
    assert theory_of("AC1>OC1", own=own, register=register).best_routes["OC1"].index == Decimal("0.60")


def test_what_no_activity_reaches_has_no_route() -> None:
    assert "OC1" not in theory_of("IN1>OC1").best_routes
