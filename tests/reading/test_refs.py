"""What cells that point to rows may say: Refs in any spelling, ranges, arrows, exact words; and what each leads to."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from logicmodel import Theory, check, read_plan
from logicmodel.model import Evidence, Mark, Plan
from tests.tables import plan_of

BOXES = """
| Plan | Ref | Stage | What |
|---|---|---|---|
| | AC1 | Activity | Advice, food and heating |
| | OP1 | Output | 40 families advised |
| | OC1 | Outcome | Homes are warm |
| | OC2 | Outcome | Children sleep |
| | OC3 | Outcome | Parents rest |
| | IM1 | Impact | Nobody falls ill at home |
"""


def with_cell(cell: str, folder: Path, *, heading: str = "Leads to", row: str = "AC1") -> Plan:
    """Read the six boxes with one more cell, in the row of a box."""
    lines = [line for line in BOXES.splitlines() if line]
    lines[0] += f" {heading} |"
    lines[1] += "---|"
    lines[2:] = [f"{line} {cell if f'| {row} |' in line else ''} |" for line in lines[2:]]
    return plan_of("\n".join(lines), folder)


def arrows(cell: str, folder: Path, *, heading: str = "Leads to", row: str = "AC1") -> list[str]:
    return [link.ref for link in with_cell(cell, folder, heading=heading, row=row).links]


def test_a_ref_may_be_spelt_in_any_way(tmp_path: Path) -> None:
    for cell in ("OC1", "oc 1", "OC-01", "Oc_001", "OC1.", "Outcome 1", "• OC1", "Plan!OC1"):
        assert arrows(cell, tmp_path) == ["AC1>OC1"], cell


def test_several_refs_stand_in_a_cell_in_any_way(tmp_path: Path) -> None:
    for cell in ("OC1, OC2", "OC1; OC2", "OC1<br>OC2", "OC1 + OC2", "OC1 & OC2", "OC1/OC2", "OC1 and OC2"):
        assert arrows(cell, tmp_path) == ["AC1>OC1", "AC1>OC2"], cell


def test_a_range_stands_for_all_between_its_ends_if_both_are_there(tmp_path: Path) -> None:
    for cell in ("OC1–OC3", "OC1-OC3", "oc1-3", "OC1 – 3"):
        assert arrows(cell, tmp_path) == ["AC1>OC1", "AC1>OC2", "AC1>OC3"], cell
    broken = with_cell("OC1-OC9", tmp_path)
    assert broken.links == ()
    assert [(each.reason, each.text) for each in broken.unread] == [("not_a_ref", "OC1-OC9")]


def test_exact_words_stand_for_their_ref_commas_and_all(tmp_path: Path) -> None:
    assert arrows("homes are  WARM.", tmp_path) == ["AC1>OC1"]
    assert arrows("Homes are warm; Children sleep, IM1", tmp_path) == ["AC1>OC1", "AC1>OC2", "AC1>IM1"]
    assert arrows("Advice, food and heating", tmp_path, row="OP1") == ["OP1>AC1"]


def test_other_words_are_told_and_the_nearest_statement_is_offered(tmp_path: Path) -> None:
    plan = with_cell("as above, Homes are warmer", tmp_path)
    assert [(each.reason, each.text, each.suggestions) for each in plan.unread] == [
        ("words_for_a_ref", "as above", ()),
        ("words_for_a_ref", "Homes are warmer", ("OC1 (“Homes are warm”)",)),
    ]
    assert plan.links == ()


def test_what_is_open_or_does_not_apply_is_no_ref(tmp_path: Path) -> None:
    for cell in ("TBC", "n/a", "–", "?"):
        assert arrows(cell, tmp_path) == [], cell
        assert with_cell(cell, tmp_path).unread == (), cell


def test_an_arrow_in_a_cell_counts_from_its_row(tmp_path: Path) -> None:
    for cell in ("OP1", "AC1 > OP1", "AC1->OP1", "AC1 → OP1"):
        assert arrows(cell, tmp_path) == ["AC1>OP1"], cell
    assert arrows("AC1 > OP1 > OC1", tmp_path) == ["AC1>OP1", "OP1>OC1"]
    assert arrows("OP1 > OC1", tmp_path) == ["AC1>OP1", "OP1>OC1"]
    assert arrows("AC1 > OP1", tmp_path, heading="Comes from", row="OP1") == ["AC1>OP1"]
    assert arrows("AC1 > OP1 > OC1", tmp_path, heading="Comes from", row="OC1") == ["OP1>OC1", "AC1>OP1"]


def test_a_ref_that_leads_nowhere_is_kept_and_the_nearest_one_named(tmp_path: Path) -> None:
    plan = with_cell("OC9, ZZZ77", tmp_path)
    assert [(each.text, each.nearest) for each in plan.broken] == [("OC9", "OC1"), ("ZZZ77", None)]
    assert [link.ref for link in plan.links] == ["AC1>OC9", "AC1>ZZZ77"]


def test_the_same_ref_twice_in_a_cell_is_told_and_counts_once(tmp_path: Path) -> None:
    plan = with_cell("OC1, oc-1", tmp_path)
    assert [each.reason for each in plan.broken] == ["twice_in_cell"]
    assert [link.ref for link in plan.links] == ["AC1>OC1"]


def test_a_second_row_with_a_ref_is_told_and_not_pointed_to(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Visit families | OC1 |
        | | oc 1 | Outcome | Homes are warm | |
        | | OC-01 | Outcome | Children sleep | |
        """,
        tmp_path,
    )
    second = plan.broken[0]
    assert second.other
    assert (second.reason, str(second.place), str(second.other)) == ("second_row", "Plan, row 4", "Plan, row 3")
    assert [(link.cause, link.effect) for link in plan.links] == [("AC1", "oc 1")]


def test_rows_without_a_ref_are_given_the_next_one_and_empty_template_rows_keep_theirs(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What |
        |---|---|---|---|
        | | | Activity | Visit families |
        | | AC7 | Activity | Lend out heaters |
        | | AC8 | Activity | |
        | | | | Something |

        | Assumptions & risks | Kind | What |
        |---|---|---|
        | | Risk | Rents rise |
        | | Assumption | Landlords agree |
        """,
        tmp_path,
    )
    assert [box.id for box in plan.elements] == ["AC9", "AC7", "B1"]
    assert [entry.id for entry in plan.register] == ["R1", "A1"]


def test_refs_that_look_like_numbers_are_kept_as_they_are_shown(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | 1.1 | Activity | Visit families | 2 |
        | | 1.10 | Activity | Lend out heaters | 2 |
        | | 2 | Outcome | Homes are warm | |

Format: Plan A3 0.00
""",
        tmp_path,
    )
    assert [box.id for box in plan.elements] == ["1.1", "1.10", "2"]
    assert [link.ref for link in plan.links] == ["1.1>2", "1.10>2"]


def test_a_ref_that_became_a_date_is_kept_as_it_is_shown_and_told(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Plan"
    page.append(["Ref", "Stage", "What"])
    page.append([date(2026, 2, 1), "Activity", "Visit families"])
    book.save(tmp_path / "plan.xlsx")
    plan = read_plan(tmp_path / "plan.xlsx")
    assert plan.elements[0].id == "2026-02-01"
    (finding,) = check(Theory(plan), select=["D007"])
    assert finding.message == "The Ref 2026-02-01 is a date: the spreadsheet has made one of what was typed."


# -- texts or Refs ----------------------------------------------------------------------------------------------------


def test_a_cell_of_sources_holds_texts_and_refs(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | How do you know? |
        |---|---|---|---|---|
        | | N1 | Need | Homes are cold | School survey 2025, E1; two doctors |
        | | N2 | Need | Homes are damp | School survey 2025, 63 of 410; TBC |
        | | N3 | Need | Homes are dark | school survey 2025; Housing report; E7 |

        | Sources | Ref | Title | Kind |
        |---|---|---|---|
        | | E1 | Housing report | Study or review |
        """,
        tmp_path,
    )
    assert [need.sources for need in plan.needs] == [("E1", "E2", "E3"), ("E4",), ("E1", "E7", "E2")]
    assert [(source.id, source.title) for source in plan.sources] == [
        ("E1", "Housing report"),
        ("E2", "School survey 2025"),
        ("E3", "two doctors"),
        ("E4", "School survey 2025, 63 of 410"),
    ]
    assert [(each.text, each.about) for each in plan.broken] == [("E7", "N3")]


def test_conditions_in_words_become_assumptions_pinned_to_the_arrows_of_their_row(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | What must be true |
        |---|---|---|---|---|---|
        | | AC1 | Activity | Visit families | OC1, OC2 | Landlords agree; A1 |
        | | AC2 | Activity | Lend out heaters | OC1 | landlords agree. |
        | | OC1 | Outcome | Homes are warm | | Winters stay mild |
        | | OC2 | Outcome | Children sleep | | |

        | Assumptions & risks | Ref | Kind | What | Applies to |
        |---|---|---|---|---|
        | | A1 | Assumption | Rents stay low | AC1>OC1>OC2, OC1 |
        """,
        tmp_path,
    )
    assert [(entry.id, entry.sort, entry.text, entry.about) for entry in plan.register] == [
        ("A1", None, "Rents stay low", ("AC1>OC1", "OC1>OC2", "OC1")),
        ("A2", "context", "Landlords agree", ("AC1>OC1", "AC1>OC2", "AC2>OC1")),
        ("A3", "context", "Winters stay mild", ("OC1",)),
    ]
    assert [(link.ref, link.conditions) for link in plan.links] == [
        ("AC1>OC1", ("A1", "A2")),
        ("AC1>OC2", ("A1", "A2")),
        ("AC2>OC1", ("A2",)),
    ]


def test_who_leads_may_be_a_ref_of_people(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Who leads |
        |---|---|---|---|---|
        | | AC1 | Activity | Visit families | P1 (lead); Energy adviser |
        | | AC2 | Activity | Lend out heaters | P9 |

        | People | Ref | Name |
        |---|---|---|
        | | P1 | Tenants’ union |
        """,
        tmp_path,
    )
    assert [box.owner for box in plan.elements] == [("Tenants’ union (lead)", "Energy adviser"), ("P9",)]
    assert [(each.heading, each.text) for each in plan.broken] == [("Who leads", "P9")]


# -- Plan and Links ---------------------------------------------------------------------------------------------------

TWO_PLACES = """
| Plan | Ref | Stage | What | Leads to | Because | What must be true | Evidence | Evidence level |
|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Visit families | OC1, OC2 | Visits build trust | Landlords agree | E1; a trial | |
| | OC1 | Outcome | Homes are warm | | | | | |
| | OC2 | Outcome | Children sleep | | | | | |

| Links | From | To | Because | Evidence | Evidence level | Direction | Kind | Marks | Confidence |
|---|---|---|---|---|---|---|---|---|---|
| | AC1 | OC1 | Trust opens doors | E2 | 4 | Mixed | | Direct effect | 70 % |
| | OC1 | AC1 | | | | | Feeds back to | | |
| | AC1 | OC2 | | | 0 | | | | |

| Sources | Ref | Title | How good is it |
|---|---|---|---|
| | E1 | Our own visits | 2 |
| | E2 | A review | 3 |
"""


def items(evidence: tuple[Evidence, ...]) -> list[tuple[str | None, int | None, str | None]]:
    return [(item.source, item.level, item.direction) for item in evidence]


def test_links_wins_over_plan_and_conditions_and_evidence_are_added_up(tmp_path: Path) -> None:
    plan = plan_of(TWO_PLACES, tmp_path)
    first, second, back = plan.links
    assert (first.ref, first.mechanism, first.conditions) == ("AC1>OC1", "Trust opens doors", ("A1",))
    assert items(first.evidence) == [("E1", 4, "mixed"), ("E3", 4, "mixed"), ("E2", 4, "mixed")]
    assert (first.marks, str(first.confidence)) == ((Mark(kind="direct"),), "0.7")
    assert (second.ref, second.mechanism) == ("AC1>OC2", "Visits build trust")
    assert items(second.evidence) == [("E1", 0, None), ("E3", 0, None)]
    assert (back.ref, back.kind, back.evidence) == ("OC1>AC1", "feedback", ())
    assert [(each.text, each.detail) for each in plan.noticed if each.kind == "said_twice"] == [("AC1>OC1", "reasons")]


def test_a_level_without_a_source_makes_an_item_and_none_yet_is_level_0(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Evidence | Evidence level |
        |---|---|---|---|---|---|---|
        | | AC1 | Activity | Visit families | OC1 | | 2 Promising |
        | | AC2 | Activity | Lend out heaters | OC1 | none yet | |
        | | AC3 | Activity | Mend windows | OC1 | A trial nearby | |
        | | OC1 | Outcome | Homes are warm | | | |
        """,
        tmp_path,
    )
    assert [items(link.evidence) for link in plan.links] == [
        [(None, 2, None)],
        [(None, 0, None)],
        [("E1", None, None)],
    ]


def test_a_row_of_links_may_name_several_ends_and_an_arrow_without_an_end_is_left_out(tmp_path: Path) -> None:
    plan = plan_of(
        BOXES
        + """
        | Links | From | To | Because |
        |---|---|---|---|
        | | AC1, OP1 | OC1 | They see it done |
        | | AC1 | | Nobody knows |
        """,
        tmp_path,
    )
    assert [(link.ref, link.mechanism) for link in plan.links] == [
        ("AC1>OC1", "They see it done"),
        ("OP1>OC1", "They see it done"),
    ]
    lost = [(str(use.place), use.why) for use in plan.account if use.fate == "left_out"]
    assert lost == [
        ("Links, cell A3", "an arrow without both of its ends"),
        ("Links, cell C3", "an arrow without both of its ends"),
    ]


def test_a_reason_without_an_arrow_is_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Because | Evidence |
        |---|---|---|---|---|---|---|
        | | OC1 | Outcome | Homes are warm | | Warm homes heal | A review |
        """,
        tmp_path,
    )
    assert [(extra.heading, extra.text) for extra in plan.elements[0].extras] == [
        ("Because", "Warm homes heal"),
        ("Evidence", "A review"),
    ]


def test_a_measure_of_several_boxes_measures_the_first_and_is_told(tmp_path: Path) -> None:
    plan = plan_of(
        BOXES
        + """
        | Measures | Ref | What it measures | Measure |
        |---|---|---|---|
        | | M1 | OC1, OC2 | Degrees at night |
        """,
        tmp_path,
    )
    assert plan.indicators[0].measures == "OC1"
    assert [(each.wanted, each.text) for each in plan.unread] == [("one Ref", "OC1, OC2")]
