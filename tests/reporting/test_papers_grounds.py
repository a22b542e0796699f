"""Papers about what a plan rests on, and papers for talking it over."""

from pathlib import Path

import pytest

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.model import Audience
from logicmodel.privacy.protecting import protect
from logicmodel.reporting import REPORTS, Asked
from logicmodel.reporting.paper import Picture
from logicmodel.theory import Theory
from tests.reporting.club import CLUB
from tests.reporting.told import blocks, captions, paper_of, rows, sentences, titles
from tests.tables import plan_of

PLAN = """
| Plan | Ref | Stage | What | Leads to | Meets need |
|---|---|---|---|---|---|
| | AC1 | Activity | Visit families | OC1 | N1 |
| | AC2 | Activity | Send letters | | |
| | OC1 | Outcome | Parents rest | IM1 | |
| | IM1 | Impact | Children are safe | | |

| Needs | Ref | What | How do you know? | Votes |
|---|---|---|---|---|
| | N1 | Parents are worn out | E1 | 7 |
| | N2 | Homes are damp | | 7 |
| | N3 | Buses are dear | | 3 |

| Sources | Ref | Title | When | How good is it |
|---|---|---|---|---|
| | E1 | Study of visits | 2019 | 4 |
| | E2 | Study of letters | 2021 | 3 |
| | E3 | A hunch | | |

| Links | From | To | Evidence | Direction |
|---|---|---|---|---|
| | AC1 | OC1 | E1; E2 | Supports |
| | OC1 | IM1 | E1; E3 | |

| People | Name | Type | Interest | Influence | Position | What they care about |
|---|---|---|---|---|---|---|
| | Mayor | Decision maker | 2 | 5 | Opponent | Votes in spring |
"""


def test_a_source_is_counted_once_for_an_arrow_and_listed_once(tmp_path: Path) -> None:
    twice = PLAN.replace("E1; E2 |", "E1; E2; E1 |")
    made = paper_of(twice, tmp_path, "evidence-annex")
    assert rows(made, "Evidence for and against each arrow", "If", "For")[0] == [
        "Visit families AC1",
        "Study of visits E1 (2019), strong, 4\xa0of\xa05 | Study of letters E2 (2021), supported, 3\xa0of\xa05",
    ]
    assert [row[0] for row in rows(made, "Where the evidence comes from")] == [
        "Study of visits E1",
        "Study of letters E2",
        "A hunch E3",
    ]


def test_a_number_of_people_that_may_not_be_shown_is_no_empty_cell(tmp_path: Path) -> None:
    asked_few = CLUB.replace("| 2025-11 | 410 |", "| 2025-11 | 7 |")
    theory = Theory(protect(Theory(plan_of(asked_few, tmp_path)), Audience.PARTNER).plan)
    made = REPORTS["evidence-annex"](theory, Asked(checked=examine(theory, Config()), audience="partner"))
    column = rows(made, "Where the evidence comes from", "How many people")
    assert column == [["[c]"], ["–"], ["–"]]


def test_cells_are_named_in_the_language_of_the_headings(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "trace", language="fr")
    said = str(rows(made, "Les besoins, et les cellules où chaque chose se trouve"))
    assert "[Needs, cellule " in said
    assert ", cell " not in said


def test_evidence_without_a_rating_or_direction_is_unclear(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "evidence-annex")
    assert rows(made, "Evidence for and against each arrow", "If", "For", "Unclear")[1] == [
        "Parents rest OC1",
        "Study of visits E1 (2019), strong, 4\xa0of\xa05",
        "A hunch E3, not rated",
    ]


@pytest.mark.parametrize("typed", ["Contrary", "Against", "speaks against it"])
def test_evidence_against_an_arrow_stands_apart(typed: str, tmp_path: Path) -> None:
    made = paper_of(PLAN.replace("| Supports |", f"| {typed} |"), tmp_path, "evidence-annex")
    assert rows(made, "Evidence for and against each arrow", "Against")[0] == [
        "Study of visits E1 (2019), strong, 4\xa0of\xa05 | Study of letters E2 (2021), supported, 3\xa0of\xa05"
    ]


@pytest.mark.parametrize("direction", ["Direction", "Sens"])
def test_evidence_whose_direction_was_not_understood_never_stands_for_an_arrow(direction: str, tmp_path: Path) -> None:
    plan = PLAN.replace("| Supports |", "| it went the other way |").replace(
        "Evidence | Direction", f"Evidence | {direction}"
    )
    made = paper_of(plan, tmp_path, "evidence-annex")
    assert rows(made, "Evidence for and against each arrow", "Unclear")[0] == [
        "Study of visits E1 (2019), strong, 4\xa0of\xa05 | Study of letters E2 (2021), supported, 3\xa0of\xa05"
    ]


def test_a_need_is_followed_from_cell_to_cell_and_breaks_are_said(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "trace")
    assert rows(made, "Needs, and the cells in which each thing stands")[:2] == [
        [
            "Parents are worn out N1 [Needs, cell B2]",
            "Study of visits E1 [Sources, cell B2]",
            "Visit families AC1 [Plan, cell C2]",
            "Parents rest OC1 [Plan, cell C4]",
            "a measure for OC1",
        ],
        [
            "Homes are damp N2 [Needs, cell B3]",
            "nobody named yet",
            "nothing answers this need yet",
            "leads to no outcome yet",
            "who said so | an activity",
        ],
    ]
    assert "Send letters AC2 [Plan, cell C3]" in sentences(made)


def test_what_a_workshop_takes_home_shares_places_and_holds_no_opinion_on_anybody(tmp_path: Path) -> None:
    made = paper_of(PLAN, tmp_path, "workshop")
    assert [row[0] for row in rows(made, "Votes")] == ["1 (tie)", "1 (tie)", "3"]
    assert any(isinstance(block, Picture) for block in blocks(made))
    told = " ".join(
        [*sentences(made), *(cell for caption in captions(made) for row in rows(made, caption) for cell in row)]
    )
    assert "Votes in spring" not in told


@pytest.mark.parametrize(("boxes", "said", "more"), [(4, 4, []), (9, 3, ["6 more like the one above (S105)."])])
def test_of_many_gaps_of_one_kind_a_workshop_takes_home_the_first_few_and_how_many_more(
    boxes: int, said: int, more: list[str], tmp_path: Path
) -> None:
    rows = "".join(
        f"| A{n} | Activity | Run group {n} | OC{n} |\n| OC{n} | Outcome | Group {n} meets | |\n"
        for n in range(1, boxes + 1)
    )
    plan = f"""
| Ref | Stage | What | Leads to |
|---|---|---|---|
| A99 | Activity | Hold a feast | IM1 |
| IM1 | Impact | Everybody is well | |
{rows}"""
    made = paper_of(plan, tmp_path, "workshop")
    told = sentences(made)
    assert len([each for each in told if "leads to no goal" in each]) == said
    assert [each for each in told if "more like the one above (S105)" in each] == more
    assert any("are listed in the report “supervision”" in each for each in told) == bool(more)


def test_a_supervision_sorts_findings_under_five_headings(tmp_path: Path) -> None:
    made = paper_of(CLUB, tmp_path, "supervision")
    assert titles(made)[:6] == [
        "What to do next",
        "1 Theory",
        "2 Goals or tasks",
        "3 Measures",
        "4 Dates",
        "5 Review",
    ]
    codes = {}
    for section, title in zip(made.sections, titles(made), strict=True):
        tables = [block.table for block in section.blocks if block.kind == "grid"]
        found = [table for table in tables if table.caption == "What was found"]
        codes[title] = {row[3][0][0].text for table in found for row in table.rows if row[3]}
    assert "M401" in codes["3 Measures"]
    assert "P602" in codes["4 Dates"]
    assert "L205" in codes["1 Theory"]


def test_the_gravest_risk_comes_first(tmp_path: Path) -> None:
    risks = """
| Assumptions & risks | Ref | Kind | What | Likelihood | Effect if so | To prevent it, we |
|---|---|---|---|---|---|---|
| | R1 | Risk | Rain | 2 | 2 | |
| | R2 | Risk | Fire | 3 | 5 | Hang up alarms |
"""
    made = paper_of(PLAN + risks, tmp_path, "risks")
    assert rows(made, "Risks and what is done about them", "Risk", "Both together (1–25)", "To prevent it") == [
        ["Fire R2", "15", "Hang up alarms"],
        ["Rain R1", "4", "nothing yet"],
    ]
    assert "In no row of this table yet: If it happens; Who watches" in sentences(made)


def test_who_is_hit_hardest_and_not_reached_is_said(tmp_path: Path) -> None:
    made = paper_of(CLUB, tmp_path, "equity")
    assert rows(made, "Whom each need hits hardest")[0][2:] == [
        "Pupils new to the language, Pupils",
        "no activity is for them by name: Pupils new to the language",
    ]
    assert "Nobody affected speaks for this need yet: Parents cannot help with homework N2" in sentences(made)


def test_the_theory_is_told_upward_and_downward(tmp_path: Path) -> None:
    made = paper_of(CLUB, tmp_path, "narrative")
    told = sentences(made)
    assert (
        "If that comes about (OP1), then we expect: Pupils hand in their homework OC1. The reason: A quiet table and "
        "somebody to ask make one begin. This assumes: The library stays open until seven A1. Evidence: supported, "
        "3\xa0of\xa05."
    ) in told
    assert (
        "Pupils hand in their homework OC1 – this has to come about first: 40 pupils come to 20 evenings OP1. And this "
        "must be true: The library stays open until seven A1."
    ) in told


STATEMENTS = """
| Plan | Ref | Stage | What | Leads to | Because | What must be true |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Running a café, with a crèche; open to all. | OP1 | | |
| | AC2 | Activity | Peer support | OC1 | Who will believe it? | Political stability |
| | OP1 | Output | 30 parents trained | OC1, OC2 | They said so: “it helps”. | |
| | OC1 | Outcome | Parents talk to each other. | OC3 | | |
| | OC2 | Outcome | Reduced isolation | OC3 | | |
| | OC3 | Outcome | To be heard! | | | |
"""


def test_statements_of_every_form_stand_in_sentences_without_quotation_marks(tmp_path: Path) -> None:
    told = sentences(paper_of(STATEMENTS, tmp_path, "narrative"))
    assert "If we do this, then we reach: 30 parents trained OP1." in told
    assert (
        "If that comes about (OP1), then we expect: Parents talk to each other OC1; Reduced isolation OC2. The reason: "
        "They said so: “it helps”."
    ) in told
    assert (
        "If any of these comes about (OC1 and OC2), then we expect: To be heard! OC3. The reason is still to be written down."
    ) in told
    assert (
        "If we do this, then we expect: Parents talk to each other OC1. The reason: Who will believe it? This assumes: "
        "Political stability A1."
    ) in told
    assert "To be heard! OC3 – these lead to it: Parents talk to each other OC1; Reduced isolation OC2." in told
