"""What a plan's causes and effects answer, question by question, and against counting every way on small plans."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from logicmodel.model import (
    Amount,
    Element,
    Evidence,
    Group,
    Indicator,
    Link,
    Mark,
    Part,
    Place,
    Plan,
    Programme,
    Quantity,
    RegisterEntry,
    Stage,
    Term,
    When,
    months_after,
)
from logicmodel.theory import Theory

HERE = Place(file="plan.xlsx", sheet="Plan", row=2)
STAGES = {
    "IN": Stage.INPUT,
    "AC": Stage.ACTIVITY,
    "OP": Stage.OUTPUT,
    "OC": Stage.OUTCOME,
    "IM": Stage.IMPACT,
}
Things = list[str | Element | Link]
PLAIN = Plan(programme=Programme(place=HERE))


def box(ref: str, **fields: object) -> Element:
    """A box whose stage is told by the letters of its Ref."""
    return replace(Element(id=ref, stage=STAGES.get(ref[:2]), text=f"Text of {ref}", place=HERE), **fields)


def arrow(ref: str, **fields: object) -> Link:
    cause, effect = ref.split(">")
    return replace(Link(cause=cause, effect=effect, place=HERE), **fields)


def level(number: int) -> tuple[Evidence, ...]:
    return (Evidence(level=number, place=HERE),)


def theory_of(*things: str | Element | Link, plan: Plan = PLAIN) -> Theory:
    """A theory of chains such as “AC1>OC1>IM1” (“~>” may harm, “?>” feeds back), of boxes and of arrows.

    Boxes stand in the order in which they are first named.
    """
    boxes: dict[str, Element] = {}
    links: list[Link] = []
    for thing in things:
        if isinstance(thing, Element):
            boxes[thing.id] = thing
            continue
        links += list(links_of(thing)) if isinstance(thing, str) else [thing]
        named = thing.replace("~", "").replace("?", "").split(">") if isinstance(thing, str) else thing.ref.split(">")
        for ref in named:
            boxes.setdefault(ref, box(ref))
    return Theory(replace(plan, elements=tuple(boxes.values()), links=tuple(links)))


def links_of(chain: str) -> Iterator[Link]:
    for cause, effect in pairwise(chain.split(">")):
        kind = {"~": "hinders", "?": "feedback"}.get(cause[-1], "leads_to")
        yield arrow(f"{cause.rstrip('~?')}>{effect.rstrip('~?')}", kind=kind)


def refs(elements: Sequence[Element]) -> list[str]:
    return [element.id for element in elements]


def arrows(links: Sequence[Link]) -> list[str]:
    return [link.ref for link in links]


# -- boxes and arrows -------------------------------------------------------------------------------------------------


def test_of_two_rows_with_one_ref_the_first_counts() -> None:
    plan = replace(PLAIN, elements=(box("OC1", text="First"), box("oc-01", text="Second")))
    assert [element.text for element in Theory(plan).elements] == ["First"]


def test_an_arrow_with_a_missing_end_is_in_no_count() -> None:
    plan = replace(PLAIN, elements=(box("AC1"),), links=(arrow("AC1>OC9"),))
    theory = Theory(plan)
    assert theory.all_links == ()
    assert refs(theory.orphans()) == ["AC1"]


def test_causes_and_effects_come_in_plan_order() -> None:
    theory = theory_of(box("OC2"), box("OC1"), "AC1>OC1", "AC1>OC2", "AC2>OC2", "AC1>OC2")
    assert refs(theory.effects_of(theory.by_ref["AC1"])) == ["OC2", "OC1"]
    assert arrows(theory.arrows_into(theory.by_ref["OC2"])) == ["AC1>OC2", "AC2>OC2"]


def test_asking_for_an_arrow_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        theory_of("AC1>OC1").link("OC1", "AC1")


# -- goals and reach --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("things", "goals"),
    [
        (["AC1>OC1>IM1", "OC1>OC2"], ["IM1"]),
        (["AC1>OC1>OC2", "AC1>OC3", box("OC2", term=Term.LONG)], ["OC2"]),
        (["AC1>OC1>OC2", "AC1>OC3"], ["OC2", "OC3"]),
        ([box("OC1", term=Term.LONG), "AC1>OC1>OC2"], ["OC2"]),
        (["AC1>OP1"], []),
    ],
    ids=["impacts", "last long-term outcomes", "last outcomes", "a long-term outcome that leads on", "none"],
)
def test_the_goals(things: Things, goals: list[str]) -> None:
    assert refs(theory_of(*things).goals) == goals


def test_an_orphan_has_no_arrow_of_any_kind() -> None:
    theory = theory_of("AC1>OC1", "OC2?>AC1", "OC3~>OC1", box("IN1"))
    assert refs(theory.orphans()) == ["IN1"]


def test_only_the_ends_of_a_stretch_that_leads_to_no_goal_are_dead_ends() -> None:
    theory = theory_of("AC1>OC1>IM1", "AC1>OP1>OP2>OP3", "OP1>OP4")
    assert refs(theory.dead_ends()) == ["OP3", "OP4"]


def test_a_box_that_may_harm_what_leads_to_a_goal_is_no_dead_end() -> None:
    assert theory_of("AC1>OC1>IM1", "AC1>OC2~>OC1").dead_ends() == []


def test_of_a_circle_that_leads_to_no_goal_the_first_box_is_the_dead_end() -> None:
    assert refs(theory_of("AC1>OC1>IM1", "AC1>OC2>OC3>OC2").dead_ends()) == ["OC2"]


def test_unsupported_results_are_the_first_of_their_stretch() -> None:
    theory = theory_of("AC1>OC1>IM1", "OC2>OC3>IM1", "IN1>OC4>IM1")
    assert refs(theory.unsupported()) == ["OC2"]


def test_results_that_others_bring_about_are_supported() -> None:
    assert theory_of("AC1>OC1>IM1", box("OC2", external=True), "OC2>IM1").unsupported() == []


def test_of_a_circle_that_nothing_leads_to_the_first_result_is_unsupported() -> None:
    assert refs(theory_of("AC1>OC1", "IN1>OC3>OC2>IN1").unsupported()) == ["OC3"]


def test_what_a_box_reaches_does_not_hold_itself() -> None:
    theory = theory_of("AC1>OC1>OC2>OC1", "OC2>IM1")
    assert refs(theory.beyond(theory.by_ref["OC1"])) == ["OC2", "IM1"]
    assert refs(theory.before(theory.by_ref["OC1"])) == ["AC1", "OC2"]


# -- order ------------------------------------------------------------------------------------------------------------


def test_the_arrow_to_relax_is_the_one_that_falls_deepest() -> None:
    [loop] = theory_of("AC1>OP1>OC1>OP1", "OC1>AC1", "OC1>IM1").loops()
    assert refs(loop.elements) == ["AC1", "OP1", "OC1"]
    assert loop.relax.ref == "OC1>AC1"
    assert refs(loop.witness) == ["AC1", "OP1", "OC1"]


def test_where_no_arrow_falls_the_one_with_the_least_evidence_is_relaxed_and_the_last_of_several() -> None:
    proven = arrow("OC3>OC1", evidence=level(0))
    [loop] = theory_of("OC1>OC2>OC3", proven).loops()
    assert loop.relax.ref == "OC2>OC3"
    [rated] = theory_of(arrow("OC1>OC2", evidence=level(1)), arrow("OC2>OC1", evidence=level(3))).loops()
    assert rated.relax.ref == "OC1>OC2"


def test_an_arrow_to_itself_is_a_circle_and_feedback_is_none() -> None:
    [loop] = theory_of("AC1>OC1>OC1").loops()
    assert (refs(loop.elements), loop.relax.ref, refs(loop.witness)) == (["OC1"], "OC1>OC1", ["OC1"])
    assert theory_of("AC1>OC1>OC2", "OC2?>OC1").loops() == []


def test_arrows_that_may_harm_close_a_circle_too() -> None:
    [loop] = theory_of("AC1>OC1>OC2~>OC1").loops()
    assert refs(loop.elements) == ["OC1", "OC2"]


def test_the_witness_is_a_shortest_circle_through_the_arrow_to_relax() -> None:
    [loop] = theory_of("OC1>OC2>OC3>OC4>OC5>OC6>OC7>OC1", "OC3>OC1").loops()
    assert len(loop.elements) == 7
    assert (loop.relax.ref, refs(loop.witness)) == ("OC7>OC1", [f"OC{number}" for number in range(1, 8)])


def test_order_leaves_out_the_arrows_of_a_circle() -> None:
    theory = theory_of("AC1>OC1>OC2>OC1", "OC2>IM1")
    assert sorted(theory.order) == ["AC1", "IM1", "OC1", "OC2"]
    assert theory.order.index("OC2") < theory.order.index("IM1")


@pytest.mark.parametrize(
    ("cause", "effect", "backward"),
    [
        (box("OC1"), box("AC1"), True),
        (box("OC1"), box("AC1", phase=2), False),
        (box("OC1"), box("AC1", phase=1), True),
        (box("OC1"), box("OC2", term=Term.SHORT), False),
        (box("OC1", term=Term.LONG), box("OC2", term=Term.SHORT), True),
        (box("OC1", term=Term.LONG), box("OC2"), False),
        (box("IM1"), box("OC2"), True),
        (box("OC1"), box("B1"), False),
    ],
)
def test_backward_arrows(cause: Element, effect: Element, backward: bool) -> None:
    theory = theory_of(cause, effect, f"{cause.id}>{effect.id}")
    assert bool(theory.backward_arrows()) == backward


def test_arrows_that_may_harm_can_run_backward() -> None:
    assert arrows(theory_of("AC1>OC1", "OC1~>AC1").backward_arrows()) == ["OC1>AC1"]


@pytest.mark.parametrize(
    ("things", "skips"),
    [
        (["AC1>IM1", "AC2>OC1>IM1"], ["AC1>IM1"]),
        (["AC1>OC1>IM1"], []),
        (["AC1>OC1", "AC2>OP1>OC1"], ["AC1>OC1"]),
        (["AC1>OC1", "AC1>OP1>OC1"], []),
        (["AC1>OP1>IM1", "OP1>OC1>IM1"], ["OP1>IM1"]),
        (["AC1>IM1"], []),
        (["IN1>OP1", "AC1>OP1"], ["IN1>OP1"]),
        (["AC1>B1>OC1", "AC1>OP1"], []),
    ],
)
def test_arrows_that_jump_over_a_stage_in_use(things: list[str], skips: list[str]) -> None:
    assert arrows(theory_of(*things).stage_skips()) == skips


def test_a_shortcut_repeats_a_longer_way() -> None:
    [shortcut] = theory_of("OC1>OC2>OC3", "OC1>OC3").shortcuts()
    assert (shortcut.link.ref, refs(shortcut.way)) == ("OC1>OC3", ["OC1", "OC2", "OC3"])


def test_a_way_by_an_arrow_that_may_harm_makes_no_shortcut() -> None:
    assert theory_of("OC1>OC2~>OC3", "OC1>OC3").shortcuts() == []


@pytest.mark.parametrize(
    "own",
    [
        {"mechanism": "cash in hand"},
        {"evidence": (Evidence(text="told by families", place=HERE),)},
        {"marks": (Mark(kind="direct"),)},
    ],
)
def test_an_arrow_with_something_of_its_own_is_no_shortcut(own: Mapping[str, object]) -> None:
    assert theory_of("OC1>OC2>OC3", arrow("OC1>OC3", **own)).shortcuts() == []


def test_an_arrow_with_only_a_pinned_assumption_is_a_shortcut() -> None:
    theory = theory_of("OC1>OC2>OC3", arrow("OC1>OC3", conditions=("A1",)))
    assert [each.link.ref for each in theory.shortcuts()] == ["OC1>OC3"]


def test_a_longer_way_may_pass_a_circle_but_no_shortcut_ends_in_one() -> None:
    [through] = theory_of("OC1>OC2>OC3>OC2", "OC3>OC4", "OC1>OC4").shortcuts()
    assert refs(through.way) == ["OC1", "OC2", "OC3", "OC4"]
    assert theory_of("OC1>OC2>OC3>OC4>OC3", "OC1>OC3").shortcuts() == []


def test_the_shortest_of_several_ways_is_named_and_the_first_of_two_equal_ones() -> None:
    theory = theory_of(box("OC1"), box("OC2"), box("OC3"), "OC1>OC5>OC6>OC9", "OC1>OC3>OC9", "OC1>OC2>OC9", "OC1>OC9")
    assert [refs(each.way) for each in theory.shortcuts()] == [["OC1", "OC2", "OC9"]]


def test_outcomes_before_an_impact_are_counted_on_the_longest_way() -> None:
    theory = theory_of("AC1>IM1", "AC2>OC1>OC2>IM1", "AC2>OC2", "AC3>OP1", "AC2>IM1")
    counts = [theory.outcomes_before_impact(activity) for activity in theory.activities]
    assert counts == [0, 2, None]
    assert theory.an_impact_of(theory.by_ref["AC2"]).id == "IM1"


def test_the_impact_named_is_the_first_in_plan_order() -> None:
    theory = theory_of(box("IM2"), box("IM1"), "AC1>IM1", "AC1>OP1>IM2")
    assert theory.an_impact_of(theory.by_ref["AC1"]).id == "IM2"


# -- behaviour --------------------------------------------------------------------------------------------------------


def test_facets_within_two_arrows_count() -> None:
    boxes = [box("OC1", change="knowledge"), box("OC2", change="opportunity"), box("OC3", change="attitude")]
    theory = theory_of(*boxes, "OC3>OC2>OC1>OC4>OC5")
    assert theory.facets_before(theory.by_ref["OC4"]) == {"capability", "opportunity"}


def test_facets_of_assumptions_on_the_box_or_an_arrow_into_it_count() -> None:
    entries = (
        RegisterEntry(id="A1", kind="assumption", facet="motivation", about=("OC2",), place=HERE),
        RegisterEntry(id="A2", kind="assumption", facet="opportunity", place=HERE),
        RegisterEntry(id="A3", kind="risk", facet="capability", about=("OC2",), place=HERE),
    )
    theory = theory_of(arrow("OC1>OC2", conditions=("A2",)), plan=replace(PLAIN, register=entries))
    assert theory.facets_before(theory.by_ref["OC2"]) == {"motivation", "opportunity"}


# -- what everything hangs on -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chains", "points"),
    [
        (["AC1>OC1", "AC2>OC1>OC2>IM1"], {"OC1": ["IM1"]}),
        (["AC1>OC1>OC2>IM1", "AC2>OC3>OC2"], {}),
        (["AC1>OC1>OC2>IM1"], {}),
        (["AC1>OP1", "AC2>OP1>OC1>IM1", "OC1>OC2>IM2"], {"OP1": ["IM1", "IM2"], "OC1": ["IM2"]}),
        (["AC1>AC2>OC1>OC2>IM1"], {"OC1": ["IM1"]}),
        (["AC1>OC1>OC3>IM1", "AC2>OC1", "OC3>OC4>OC3", "OC4>IM1"], {"OC1": ["IM1"]}),
    ],
)
def test_choke_points(chains: list[str], points: dict[str, list[str]]) -> None:
    found = theory_of(*chains).choke_points
    assert {point.element.id: refs(point.goals) for point in found} == points


def test_decisive_arrows_lie_on_every_route_to_a_goal() -> None:
    theory = theory_of("AC1>OC1>OC2>IM1", "AC2>OC1", "OC1>OC3>OC2")
    assert arrows(theory.decisive_arrows) == ["OC2>IM1"]


def test_goals_that_no_activity_reaches_have_no_decisive_arrows() -> None:
    assert theory_of("AC1>OP1", "OC1>IM1").decisive_arrows == ()


def test_unproven_decisive_arrows_need_a_level_somewhere() -> None:
    assert theory_of("AC1>OC1>IM1").unproven_decisive_arrows() == []
    theory = theory_of(arrow("AC1>OC1", evidence=level(3)), arrow("OC1>IM1", evidence=level(1)))
    assert arrows(theory.unproven_decisive_arrows()) == ["OC1>IM1"]
    continued = arrow("OC1>IM1", marks=(Mark(kind="continues"),))
    assert theory_of(arrow("AC1>OC1", evidence=level(3)), continued).unproven_decisive_arrows() == []


def test_what_everything_hangs_on_and_nothing_measures() -> None:
    chains: Things = ["AC1>OC1>OC2>IM1", "AC2>OC1", arrow("OP1>OC2", necessity="necessary")]
    assert theory_of(*chains).critical_unmeasured() == []
    measured = replace(PLAIN, indicators=(Indicator(id="M1", measures="OC2", place=HERE),))
    assert refs(theory_of(*chains, plan=measured).critical_unmeasured()) == ["OC1", "OP1"]


def test_a_contradiction_names_both_ways_and_the_harm() -> None:
    [found] = theory_of("AC1>OC1>IM1", "AC1~>OC2>IM1").contradictions()
    assert (found.activity.id, found.result.id, found.harm.ref) == ("AC1", "IM1", "AC1>OC2")
    assert (refs(found.helping), refs(found.harming)) == (["AC1", "OC1", "IM1"], ["AC1", "OC2", "IM1"])


def test_only_the_first_result_that_is_helped_and_harmed_is_named() -> None:
    theory = theory_of("AC1>OC1>OC2>IM1", "AC1~>OC1")
    assert [found.result.id for found in theory.contradictions()] == ["OC1"]


def test_two_harms_in_a_row_help() -> None:
    assert theory_of("AC1>OC1", "AC1~>OP1~>OC1").contradictions() == []


def test_a_circle_of_results_is_named_by_its_first() -> None:
    theory = theory_of("AC1>OC2>OC1>OC2", "AC1~>OC1")
    assert [found.result.id for found in theory.contradictions()] == ["OC2"]


def test_a_risk_with_an_answer_settles_a_harm() -> None:
    risk = RegisterEntry(id="R1", kind="risk", about=("AC1>OC2",), prevention="Meet at the library", place=HERE)
    chains = ["AC1>OC1>IM1", "AC1~>OC2>IM1"]
    assert theory_of(*chains, plan=replace(PLAIN, register=(risk,))).contradictions() == []
    unanswered = replace(risk, prevention=None)
    assert theory_of(*chains, plan=replace(PLAIN, register=(unanswered,))).contradictions() != []


@pytest.mark.parametrize(
    ("things", "unserved"),
    [
        (["AC1>IM1", arrow("OC1>IM1", necessity="necessary")], ["OC1"]),
        (["AC1>OC1", arrow("OC1>IM1", necessity="necessary")], []),
        ([box("IM1", join="all"), "AC1>IM1", "OC1>IM1", "IN1>IM1"], ["OC1"]),
        ([box("OC1", external=True), "AC1>IM1", arrow("OC1>IM1", necessity="necessary")], []),
        ([box("OC1", external=True, likelihood=2), "AC1>IM1", arrow("OC1>IM1", necessity="necessary")], ["OC1"]),
        (["AC1>IM1", arrow("B1>IM1", necessity="necessary")], []),
    ],
)
def test_necessary_boxes_that_nobody_brings_about(things: Things, unserved: list[str]) -> None:
    assert [element.id for element, _ in theory_of(*things).unserved_necessities()] == unserved


def test_a_list_has_fewer_arrows_than_a_third_of_its_boxes() -> None:
    boxes = [box(ref) for ref in ("IN1", "AC1", "AC2", "OC1", "OC2", "OC3")]
    assert theory_of(*boxes, "AC1>OC1").listed_not_linked()
    assert not theory_of(*boxes, "AC1>OC1", "AC2~>OC2").listed_not_linked()
    assert not theory_of(*boxes[:5]).listed_not_linked()
    assert theory_of(*boxes, "AC1>OC1", "OC3?>AC1").listed_not_linked()


# -- time, people, the line -------------------------------------------------------------------------------------------


def when(first: date, last: date | None = None) -> When:
    return When(text=first.isoformat(), first=first, last=last or first)


def test_the_earliest_day_takes_the_least_or_the_greatest_of_the_boxes_before() -> None:
    starts: Things = [box("AC1", start=when(date(2026, 1, 1))), box("AC2", start=when(date(2026, 6, 1)))]
    chains: Things = [arrow("AC1>OC1", lag=(3, 6)), "AC2>OC1"]
    assert theory_of(*starts, *chains).earliest["OC1"] == date(2026, 4, 1)
    assert theory_of(*starts, box("OC1", join="all"), *chains).earliest["OC1"] == date(2026, 6, 1)


def test_an_effect_due_before_its_only_cause_is_too_early() -> None:
    start = box("AC1", start=when(date(2025, 9, 1)))
    due = box("OC1", end=when(date(2025, 6, 1), date(2025, 6, 30)))
    assert arrows(theory_of(start, due, "AC1>OC1").too_early()) == ["AC1>OC1"]
    other = box("AC2", start=when(date(2025, 1, 1)))
    assert theory_of(start, due, other, "AC1>OC1", "AC2>OC1").too_early() == []
    needed: Things = [start, due, other, arrow("AC1>OC1", necessity="necessary"), "AC2>OC1"]
    assert arrows(theory_of(*needed).too_early()) == ["AC1>OC1"]


def test_months_after_keeps_to_the_calendar() -> None:
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2026, 1, 1), 10**7) == date.max


def how_many(text: str) -> Quantity:
    number, _, unit = text.partition(" ")
    return Quantity(text=text, parts=(Part(amount=Amount(text=number, value=Decimal(number)), unit=unit),))


def test_people_are_counted_by_word_or_by_group() -> None:
    groups = (Group(name="Young carers aged 8 to 17", aliases=("YC",), size=Amount(text="410"), place=HERE),)
    theory = theory_of("AC1>OC1", plan=replace(PLAIN, groups=groups))
    counts = {
        text: theory.people(box("AC1", quantity=how_many(text)))
        for text in ("60 young people", "40 sessions", "12 YC", "30 young carers 8–17 at school")
    }
    assert [None if count is None else int(count) for count in counts.values()] == [60, None, 12, 30]
    typed = Amount(text="75", value=Decimal(75))
    assert theory.people(box("AC1", quantity=how_many("60 people"), people=typed)) == 75


def test_people_before_a_box_are_added_up_or_the_least_counts() -> None:
    many: Things = [box("AC1", quantity=how_many("100 people")), box("OP1", quantity=how_many("40 people"))]
    links: Things = [arrow("AC1>OC1", multiplier=Decimal(3)), "OP1>OC1", "IN1>OC1"]
    staff = box("IN1", quantity=how_many("2 workers"))
    theory = theory_of(*many, staff, *links)
    assert theory.people_before(theory.by_ref["OC1"]) == 340
    together = theory_of(*many, staff, box("OC1", join="all"), *links)
    assert together.people_before(together.by_ref["OC1"]) == 40
    assert together.people_before(together.by_ref["AC1"]) is None


def test_people_of_another_group_are_not_counted() -> None:
    theory = theory_of(box("AC1", who=("Midwives",), quantity=how_many("100 people")), "AC1>OC1")
    assert theory.people_before(theory.by_ref["OC1"]) is None


def test_same_people_follows_part_of_upwards() -> None:
    groups = (
        Group(name="Families", place=HERE),
        Group(name="Parents", parent="Families", aliases=("Mums and dads",), place=HERE),
        Group(name="Round", parent="About", place=HERE),
        Group(name="About", parent="Round", place=HERE),
    )
    theory = theory_of("AC1>OC1", plan=replace(PLAIN, groups=groups))
    assert theory.same_people(["Mums and dads"], ["families"])
    assert theory.same_people(["Families", "Staff"], ["Parents"])
    assert not theory.same_people(["Parents"], ["Staff", "Round"])
    assert theory.equal_people(["Parents"], ["mums and dads"])
    assert not theory.equal_people(["Parents"], ["Families"])


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Outputs", ["AC1", "OP1"]),
        ("Short-term outcomes", ["AC1", "OP1", "OC1"]),
        ("Medium-term outcomes", ["AC1", "OP1", "OC1", "OC2"]),
        ("OC1", ["AC1", "OP1", "OC1"]),
        ("op1; oc-02", ["AC1", "OP1", "OC1", "OC2"]),
    ],
)
def test_the_line_of_accountability(line: str, below: list[str]) -> None:
    plan = replace(PLAIN, programme=replace(PLAIN.programme, ceiling=line))
    theory = theory_of("AC1>OP1", box("OC1", term=Term.SHORT), "OP1>OC1>OC2>IM1", plan=plan)
    assert theory.accountable_for is not None
    assert sorted(theory.accountable_for, key=theory.position.__getitem__) == below


def test_no_line_of_accountability() -> None:
    assert theory_of("AC1>OC1").accountable_for is None


# -- against every way there is ---------------------------------------------------------------------------------------

BOXES = ("AC1", "AC2", "OP1", "OC1", "OC2", "OC3", "IM1", "IM2")
PAIRS = [(cause, effect) for cause in BOXES for effect in BOXES]
Arrows = frozenset[tuple[str, str]]
any_way = st.frozensets(st.sampled_from(PAIRS), max_size=14)
ORDERED = [(cause, effect) for i, cause in enumerate(BOXES) for effect in BOXES[i + 1 :]]
without_circles = st.frozensets(st.sampled_from(ORDERED), max_size=16)


def drawn(leads: Arrows, harms: Arrows = frozenset()) -> Theory:
    links = [arrow(f"{cause}>{effect}") for cause, effect in sorted(leads)]
    links += [arrow(f"{cause}>{effect}", kind="hinders") for cause, effect in sorted(harms)]
    return theory_of(*(box(ref) for ref in BOXES), *links)


def ways(leads: Arrows, start: str, end: str) -> list[tuple[str, ...]]:
    """Every way without repetition from start to end of one arrow or more."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        way = waiting.pop()
        for cause, effect in leads:
            if cause != way[-1]:
                continue
            if effect == end:
                found.append((*way, end))
            elif effect not in way:
                waiting.append((*way, effect))
    return found


def routes(theory: Theory, leads: Arrows, goal: str) -> dict[str, list[tuple[str, ...]]]:
    return {activity.id: its for activity in theory.activities if (its := ways(leads, activity.id, goal))}


@settings(max_examples=150, deadline=None)
@given(any_way)
def test_shortcuts_are_arrows_with_a_longer_way(leads: Arrows) -> None:
    theory = drawn(leads)
    in_circles = {ref for ref in BOXES if ways(leads, ref, ref)}
    longer = {
        (cause, effect): [len(way) for way in ways(leads, cause, effect) if len(way) > 2]
        for cause, effect in leads
        if not {cause, effect} & in_circles
    }
    found = {(each.link.cause, each.link.effect): refs(each.way) for each in theory.shortcuts()}
    assert {pair: len(way) for pair, way in found.items()} == {pair: min(its) for pair, its in longer.items() if its}
    assert all(tuple(way) in ways(leads, *pair) for pair, way in found.items())


@settings(max_examples=150, deadline=None)
@given(without_circles)
def test_choke_points_are_on_every_route_to_their_goals(leads: Arrows) -> None:
    theory = drawn(leads)
    expected = {}
    for point in theory.at(Stage.OUTPUT, Stage.OUTCOME):
        goals = []
        for goal in theory.goals:
            its = routes(theory, leads, goal.id)
            on_all = all(point.id in way[:-1] for several in its.values() for way in several)
            if len(its) >= 2 and on_all and (point.id, goal.id) not in leads:
                goals.append(goal.id)
        if goals:
            expected[point.id] = goals
    assert {point.element.id: refs(point.goals) for point in theory.choke_points} == expected


@settings(max_examples=150, deadline=None)
@given(without_circles)
def test_decisive_arrows_are_on_every_route_to_some_goal(leads: Arrows) -> None:
    theory = drawn(leads)
    expected = set()
    for goal in theory.goals:
        every = [way for its in routes(theory, leads, goal.id).values() for way in its]
        steps = [set(pairwise(way)) for way in every]
        expected |= set.intersection(*steps) if steps else set()
    assert {(link.cause, link.effect) for link in theory.decisive_arrows} == expected


@settings(max_examples=150, deadline=None)
@given(any_way, any_way)
def test_circles_are_the_boxes_that_reach_themselves(leads: Arrows, harms: Arrows) -> None:
    theory = drawn(leads, harms)
    loops = theory.loops()
    in_circles = [ref for ref in BOXES if ways(leads | harms, ref, ref)]
    assert sorted(ref for loop in loops for ref in refs(loop.elements)) == sorted(in_circles)
    for loop in loops:
        assert set(refs(loop.witness)) <= set(refs(loop.elements))
        circle = (*refs(loop.witness), loop.witness[0].id)
        assert set(pairwise(circle)) <= leads | harms
        assert (loop.relax.cause, loop.relax.effect) == circle[-2:]


@settings(max_examples=150, deadline=None)
@given(any_way)
def test_dead_ends_lead_to_no_goal_and_every_stretch_without_one_has_an_end(leads: Arrows) -> None:
    theory = drawn(leads)
    goals = set(refs(theory.goals))
    lost = {ref for ref in BOXES if ref not in goals and not any(ways(leads, ref, goal) for goal in goals)}
    touched = {ref for pair in leads for ref in pair}
    ends = refs(theory.dead_ends())
    assert set(ends) <= lost & touched
    for ref in lost & touched:
        assert ref in ends or any(ways(leads, ref, end) for end in ends)
    assert not any(ways(leads, one, other) for one in ends for other in ends if one != other)


@settings(max_examples=150, deadline=None)
@given(any_way)
def test_unsupported_results_have_no_activity_behind_them(leads: Arrows) -> None:
    theory = drawn(leads)
    for element in theory.unsupported():
        assert not any(ways(leads, activity.id, element.id) for activity in theory.activities)
        behind = [cause for cause, effect in leads if effect == element.id]
        assert all(ways(leads, element.id, cause) for cause in behind if cause != element.id)


@settings(max_examples=150, deadline=None)
@given(without_circles, st.frozensets(st.sampled_from(ORDERED), max_size=4))
def test_contradictions_are_helped_and_harmed(leads: Arrows, harms: Arrows) -> None:
    harms -= leads
    theory = drawn(leads, harms)
    both = {
        (activity.id, result.id)
        for activity in theory.activities
        for result in theory.results
        if {parity(way, harms) for way in ways(leads | harms, activity.id, result.id)} == {0, 1}
    }
    first = {
        (activity, result)
        for activity, result in both
        if not any((activity, cause) in both for cause, effect in leads | harms if effect == result)
    }
    found = theory.contradictions()
    assert {(each.activity.id, each.result.id) for each in found} == first
    for each in found:
        its = ways(leads | harms, each.activity.id, each.result.id)
        assert len(each.helping) == min(len(way) for way in its if not parity(way, harms))
        assert len(each.harming) == min(len(way) for way in its if parity(way, harms))
        assert tuple(refs(each.helping)) in its
        assert tuple(refs(each.harming)) in its
        assert (each.harm.cause, each.harm.effect) in harms


def parity(way: tuple[str, ...], harms: Arrows) -> int:
    return sum(step in harms for step in pairwise(way)) % 2


@settings(max_examples=100, deadline=None)
@given(without_circles)
def test_outcomes_before_an_impact_are_those_of_the_longest_way(leads: Arrows) -> None:
    theory = drawn(leads)
    outcomes = set(refs(theory.at(Stage.OUTCOME)))
    for activity in theory.activities:
        its = [way for impact in ("IM1", "IM2") for way in ways(leads, activity.id, impact)]
        most = max((len(outcomes.intersection(way)) for way in its), default=None)
        assert theory.outcomes_before_impact(activity) == most
