"""The plan read back in sentences: one for each arrow, in the authors' own words."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from logicmodel.model import Element, Evidence, Link, Mark, Place, Plan, Programme, RegisterEntry, Stage
from logicmodel.reporting.sentences import Sentence, strands
from logicmodel.saying import plain_text
from logicmodel.theory import Theory
from tests.drawing.plans import rated, theory_of

HERE = Place(file="plan.xlsx", sheet="Plan", row=2)


def said(sentence: Sentence) -> str:
    lines = [sentence.opening, *sentence.causes, sentence.middle, *sentence.effects, sentence.closing]
    return " | ".join(plain_text(line) for line in lines if line)


def told(theory: Theory) -> list[str]:
    """Give all headings (with “#”), sentences and remarks, one a line."""
    lines = []
    for strand in strands(theory):
        lines.append(f"# {plain_text(strand.title)}")
        lines += [said(sentence) for sentence in strand.sentences]
        if strand.told_before:
            lines.append(f"(above: {plain_text(strand.told_before)})")
    return lines


def with_links(theory: Theory, **changes: dict[str, object]) -> Theory:
    """Change arrows, by “cause_effect”."""
    links = [replace(link, **changes.get(f"{link.cause}_{link.effect}", {})) for link in theory.plan.links]
    return Theory(replace(theory.plan, links=tuple(links)))


CHAIN = """
    IN1 | Input    | Two youth workers              | AC1
    AC1 | Activity | Run a weekly group             | OP1
    OP1 | Output   | 60 young carers come           | OC1
    OC1 | Short    | They have someone to talk to   | IM1
    IM1 | Impact   | They have the same chances     |
"""


def test_a_chain_is_told_forward_from_its_activity() -> None:
    assert told(theory_of(CHAIN)) == [
        "# Run a weekly group AC1",
        "If we have “Two youth workers” IN1, then we can “Run a weekly group” AC1.",
        "If we “Run a weekly group” AC1, then we reach “60 young carers come” OP1.",
        "If we reach “60 young carers come” OP1, then we expect “They have someone to talk to” OC1 (nobody has said why yet).",
        "If we see “They have someone to talk to” OC1, then we contribute to “They have the same chances” IM1 "
        "(nobody has said why yet).",
    ]


def test_reason_assumptions_and_evidence_stand_in_the_sentence() -> None:
    theory = with_links(
        theory_of(CHAIN, register=(RegisterEntry(id="A1", kind="assumption", text="Buses run", place=HERE),)),
        OP1_OC1={
            "mechanism": "Being with others helps",
            "conditions": ("A1", "Parents agree"),
            "evidence": rated(3),
            "lag": (3, 6),
            "necessity": "necessary",
        },
    )
    assert told(theory)[3] == (
        "If we reach “60 young carers come” OP1, then we expect “They have someone to talk to” OC1, because “Being with "
        "others helps”, as long as “Buses run” A1 and “Parents agree”. Evidence: supported, 3\xa0of\xa05. "
        "It shows after 3 to 6 months. It cannot happen without this."
    )


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ((), ""),
        (rated(None), " Evidence: named, not rated."),
        (rated(0), " Evidence: untested, 0\xa0of\xa05."),
        (rated(4, "contrary"), " Evidence: strong, 4\xa0of\xa05, and it speaks against this."),
        (rated(2, "mixed"), " Evidence: promising, 2\xa0of\xa05, and it is mixed."),
    ],
    ids=["none", "not rated", "untested", "contrary", "mixed"],
)
def test_the_level_of_the_evidence_is_a_word(evidence: tuple[Evidence, ...], words: str) -> None:
    theory = with_links(theory_of(CHAIN), OP1_OC1={"mechanism": "Company", "evidence": evidence})
    assert told(theory)[3].endswith(f"because “Company”.{words}")


@pytest.mark.parametrize(
    ("marks", "closing"),
    [
        ("by_definition", "OC1, because the one is the other by definition."),
        ("continues", "OC1, because the one is the other, going on."),
        ("to_confirm", "OC1 (nobody has said why yet) (proposed, to confirm)."),
    ],
)
def test_marks_of_an_arrow_are_told(marks: str, closing: str) -> None:
    theory = with_links(theory_of(CHAIN), OP1_OC1={"marks": (Mark(kind=marks),)})
    assert told(theory)[3].endswith(closing)


def test_an_assumption_found_false_says_so() -> None:
    false = RegisterEntry(id="A1", kind="assumption", text="Buses run", state="broken", place=HERE)
    theory = with_links(theory_of(CHAIN, register=(false,)), AC1_OP1={"conditions": ("A1",)})
    assert told(theory)[2].endswith("as long as “Buses run” A1 (found not to hold).")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Run a group", None, "If we “Run a group” AC1"),
        ("Bring families together", "English", "If we go ahead with “Bring families together” AC1"),
        ("Running a group", None, "If we go ahead with “Running a group” AC1"),
        ("Weekly group", None, "If we go ahead with “Weekly group” AC1"),
        ("Run a group", "French", "If we go ahead with “Run a group” AC1"),
    ],
)
def test_the_sentence_holds_however_an_activity_is_worded(text: str, language: str | None, words: str) -> None:
    theory = theory_of(f"AC1 | Activity | {text} | OC1\nOC1 | Outcome | Life is calmer |", language=language)
    assert told(theory)[1].startswith(f"{words}, then we expect “Life is calmer” OC1")


def test_arrows_of_which_the_same_is_said_are_told_together() -> None:
    theory = theory_of(
        """
        AC1 | Activity | Run a group       | OP1, OP2
        OP1 | Output   | Sessions held     | OC1, OC2
        OP2 | Output   | Leaflets given    | OC1, OC2
        OC1 | Short    | People know more  |
        OC2 | Short    | People feel safer |
        """
    )
    assert told(theory) == [
        "# Run a group AC1",
        "If we “Run a group” AC1, then we reach “Sessions held” OP1 and “Leaflets given” OP2.",
        "If we reach “Sessions held” OP1 or “Leaflets given” OP2, then we expect “People know more” OC1 and "
        "“People feel safer” OC2 (nobody has said why yet).",
    ]
    apart = with_links(theory, OP2_OC2={"mechanism": "They read them"})
    assert told(apart)[2:] == [
        "If we reach “Sessions held” OP1, then we expect “People know more” OC1 and “People feel safer” OC2 "
        "(nobody has said why yet).",
        "If we reach “Leaflets given” OP2, then we expect “People know more” OC1 (nobody has said why yet).",
        "If we reach “Leaflets given” OP2, then we expect “People feel safer” OC2, because “They read them”.",
    ]


def test_what_is_needed_together_is_joined_with_and() -> None:
    theory = theory_of("OC1 | Short | Room | OC3\nOC2 | Short | Time | OC3\nOC3 | Long | Homework done |")
    elements = [replace(each, join="all") if each.id == "OC3" else each for each in theory.elements]
    assert told(Theory(replace(theory.plan, elements=tuple(elements)))) == [
        "# What leads to what",
        "If we see “Room” OC1 and “Time” OC2, then we expect “Homework done” OC3 (nobody has said why yet). "
        "All that leads to OC3 is needed.",
    ]


def test_many_boxes_are_listed_below_the_sentence() -> None:
    outputs = "\n".join(f"OP{number} | Output | Part {number} | OC1" for number in range(1, 6))
    theory = theory_of(f"AC1 | Activity | Run a group | OP1, OP2, OP3, OP4, OP5\n{outputs}\nOC1 | Short | Calm |")
    listed = " | ".join(f"“Part {number}” OP{number}" for number in range(1, 6))
    assert told(theory)[1:] == [
        f"If we “Run a group” AC1, then we reach: | {listed}",
        f"If we reach any of these: | {listed} | then we expect “Calm” OC1 (nobody has said why yet).",
    ]


def test_an_arrow_belongs_to_the_first_activity_it_follows_from() -> None:
    theory = theory_of(
        """
        AC1 | Activity | Run a group   | OC1
        AC2 | Activity | Run a course  | OC1
        OC1 | Short    | People meet   | OC2
        OC2 | Long     | People belong |
        OC8 | Short    | Prices fall   | OC9
        OC9 | Long     | People save   |
        OC7 | Short    | Alone         |
        """
    )
    assert told(theory) == [
        "# Run a group AC1",
        "If we “Run a group” AC1, then we expect “People meet” OC1 (nobody has said why yet).",
        "If we see “People meet” OC1, then we expect “People belong” OC2 (nobody has said why yet).",
        "# Run a course AC2",
        "If we “Run a course” AC2, then we expect “People meet” OC1 (nobody has said why yet).",
        "(above: “People meet” OC1)",
        "# What else leads to what",
        "If we see “Prices fall” OC8, then we expect “People save” OC9 (nobody has said why yet).",
        "# What is not linked yet",
        "No arrow leads to this box or from it: | “Alone” OC7",
    ]


def test_harm_and_feedback_have_sentences_of_their_own() -> None:
    theory = with_links(
        theory_of(
            CHAIN.replace("| OC1\n", "| OC1, IM1\n").replace("| IM1\n", "| IM1, AC1\n"),
            register=(
                RegisterEntry(
                    id="R1", kind="risk", text="Stigma", about=("OP1>IM1",), prevention="A neutral name", place=HERE
                ),
            ),
        ),
        OP1_IM1={"kind": "hinders", "mechanism": "They are teased"},
        OC1_AC1={"kind": "feedback"},
    )
    assert told(theory)[-4:] == [
        "# What feeds back",
        "“They have someone to talk to” OC1 feeds back to “Run a weekly group” AC1 (nobody has said why yet).",
        "# What may do harm",
        "“60 young carers come” OP1 may harm “They have the same chances” IM1, because “They are teased”. "
        "To prevent it, we do this: “A neutral name” R1.",
    ]


def test_a_harm_without_an_answer_says_so() -> None:
    theory = with_links(theory_of(CHAIN), OP1_OC1={"kind": "hinders", "mechanism": "Teasing"})
    assert told(theory)[-1].endswith("because “Teasing”. Nothing is planned against it yet.")


def test_what_others_do_is_not_said_to_be_ours() -> None:
    theory = theory_of("OC1 | Short | A new law | OC2\nOC2 | Long | Homes are dry |")
    elements = [replace(each, external=each.id == "OC1") for each in theory.elements]
    assert told(Theory(replace(theory.plan, elements=tuple(elements))))[1].startswith(
        "If others bring about “A new law” OC1, then we expect “Homes are dry” OC2"
    )


def test_a_plan_without_arrows_has_nothing_to_tell() -> None:
    assert strands(theory_of("")) == ()


STAGES = st.sampled_from([None, *Stage])
KINDS = st.sampled_from(["leads_to", "leads_to", "leads_to", "hinders", "feedback"])


@st.composite
def theories(draw: st.DrawFn) -> Theory:
    """Draw any graph at all: circles, self-arrows, several kinds between two boxes, boxes without a stage."""
    stages = draw(st.lists(STAGES, max_size=9))
    elements = tuple(
        Element(id=f"B{number}", stage=stage, text=f"Box {number}", place=HERE) for number, stage in enumerate(stages)
    )
    refs = st.sampled_from([each.id for each in elements] or ["B0"])
    reasons = st.sampled_from([None, "One reason", "Another reason"])
    links = draw(
        st.lists(
            st.builds(Link, cause=refs, effect=refs, kind=KINDS, mechanism=reasons, place=st.just(HERE)), max_size=24
        )
    )
    return Theory(Plan(programme=Programme(place=HERE), elements=elements, links=tuple(links)))


@given(theories())
def test_every_arrow_is_told_exactly_once(theory: Theory) -> None:
    arrows = [arrow for strand in strands(theory) for sentence in strand.sentences for arrow in sentence.arrows]
    assert Counter(arrows) == Counter(link.ref for link in theory.all_links)


@given(theories())
def test_every_box_is_named(theory: Theory) -> None:
    everything = "\n".join(told(theory))
    assert all(f"“{element.text}” {element.id}" in everything for element in theory.elements)


def test_a_large_plan_is_told_at_once() -> None:
    number = 3000
    elements = tuple(
        Element(id=f"B{each}", stage=Stage.ACTIVITY if each == 0 else Stage.OUTCOME, text="x", place=HERE)
        for each in range(number)
    )
    links = tuple(
        Link(cause=f"B{each}", effect=f"B{each + 1}", confidence=Decimal(1), place=HERE) for each in range(number - 1)
    )
    theory = Theory(Plan(programme=Programme(place=HERE), elements=elements, links=links))
    assert sum(len(strand.sentences) for strand in strands(theory)) == number - 1
