"""What a plan rests on: figures worked out by hand, and what must hold for any plan."""

import csv
import io
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from logicmodel import Theory, read_plan
from logicmodel.analyses import Analyses, Share, analyse, plain_values
from logicmodel.analyses.telling import NOT_TO_CONCLUDE, told
from logicmodel.cli.group import group
from logicmodel.columns import table_in_words
from logicmodel.listing import rests_in_words
from logicmodel.model import Evidence, Link, Need, Place, Plan
from logicmodel.saying import Table, ours, plain_text
from tests.tables import plan_of, workbook_of

HOMES = """
| Start here | A | B |
|---|---|---|
| | Programme name | Room to sleep |
| | Start | 2026-01-01 |
| | End | 2027-02-28 |

| Groups | Group | Worst affected |
|---|---|---|
| | Tenants | Yes |

| Needs | Ref | Kind | What | Priority | Who | How many |
|---|---|---|---|---|---|---|
| | N1 | Need | Families sleep in one room | 1 | Families | 100 |
| | N2 | Need | Families owe rent | 2 | Families, Tenants | 50 |
| | N3 | Need | Nobody answers letters | | Tenants | |

| Plan | Ref | Stage | What | Leads to | Meets need | Cost | Start | Status |
|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Press the council for flats | OP1 | | 30000 | 2026-02-01 | |
| | AC2 | Activity | Advise on debts | OP1 | | 25000 | 2026-03-01 | |
| | AC3 | Activity | Hold a summer party | OC3 | | 45000 | | Proposed |
| | OP1 | Output | Families advised | OC1 | | | | |
| | OC1 | Outcome | Families know their rights | OC2 | N1, N2 | | | |
| | OC2 | Outcome | Families move to larger flats | IM1, IM2 | N1 | | | |
| | OC3 | Outcome | Neighbours know each other | IM3 | | | | Proposed |
| | IM1 | Impact | Families sleep well | | | | | |
| | IM2 | Impact | Children learn in peace | | | | | |
| | IM3 | Impact | The street is a good place | | | | | |
| | IM4 | Impact | Rents are fair | | | | | |

| Links | From | To | Because | Evidence | Evidence level | Months until it shows |
|---|---|---|---|---|---|---|
| | OP1 | OC1 | they hear what the law says | Study | 3 | 2 |
| | OC1 | OC2 | they apply | Opinion | 1 | 12 |
| | OC2 | IM1 | | Study | 4 | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC2 | Families that moved |

| Budget | Cost heading | Amount | For |
|---|---|---|---|
| | Indirect | 7000 | |
"""


def analysed(markdown: str, folder: Path) -> tuple[Theory, Analyses]:
    theory = Theory(plan_of(markdown, folder))
    return theory, analyse(theory)


def said(theory: Theory) -> dict[str, list[str]]:
    """The sentences of each part by its title, with plain spaces."""
    parts = told(theory, analyse(theory)).parts
    return {part.title: [plain_text(line).replace("\xa0", " ") for line in part.said] for part in parts}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


# -- needs and money --------------------------------------------------------------------------------------------------


def test_needs_and_activities_are_followed_to_each_other(tmp_path: Path) -> None:
    _, found = analysed(HOMES, tmp_path)
    thread = found.thread
    assert thread.answered == Share(number=2, of=3)
    assert [each.answered for each in thread.needs] == ["agreed", "agreed", "no"]
    assert thread.explained == Share(number=2, of=3)
    assert thread.unexplained == ("AC3",)


def test_money_reaches_needs_beside_their_share_of_the_priority(tmp_path: Path) -> None:
    _, found = analysed(HOMES, tmp_path)
    # 30,000 and 25,000 meet at OC1, which names two needs: half of 55,000 each. The party reaches none.
    assert [each.money for each in found.thread.needs] == [27500, 27500, 0]
    assert [each.money_share for each in found.thread.needs] == [0.275, 0.275, 0]
    # Of three needs the first holds 3 points of 6, the second 2, the one without Priority 1.
    assert [each.priority_share for each in found.thread.needs] == [3 / 6, 2 / 6, 1 / 6]
    assert [each.per_person for each in found.thread.needs] == [275, 550, None]
    money = found.thread.money
    assert money is not None
    assert [money.total, money.to_needs, money.to_none, money.for_no_box] == list(
        map(Decimal, (100000, 55000, 45000, 7000))
    )


def test_the_money_of_a_need_is_split_over_its_groups(tmp_path: Path) -> None:
    _, found = analysed(HOMES, tmp_path)
    assert found.thread.money is not None
    groups = [(each.group, each.worst_affected, each.money) for each in found.thread.money.groups]
    assert groups == [("Families", False, Decimal(27500 + 13750)), ("Tenants", True, Decimal(13750))]


def test_costs_in_two_currencies_are_not_added_up(tmp_path: Path) -> None:
    theory, found = analysed(HOMES.replace("25000", "€25000").replace("30000", "£30000"), tmp_path)
    assert found.thread.money is None
    assert found.thread.currencies == ("EUR", "GBP")
    assert "sums over several currencies would mean nothing" in " ".join(said(theory)["From needs to work and money"])


def test_an_answer_that_is_only_proposed_is_said_apart(tmp_path: Path) -> None:
    theory, found = analysed(HOMES.replace("| IM3 | | | | Proposed |", "| IM3 | N3 | | | Proposed |"), tmp_path)
    assert found.thread.answered == Share(number=3, of=3, proposed=1)
    assert said(theory)["From needs to work and money"][0] == (
        "3 of 3 (100 %, 1 only proposed) needs lead to an outcome or impact."
    )


# -- what is decisive -------------------------------------------------------------------------------------------------


def test_boxes_and_arrows_without_which_goals_have_no_route(tmp_path: Path) -> None:
    theory, found = analysed(HOMES, tmp_path)
    decisive = found.decisive
    assert (decisive.goals, decisive.unreached) == (3, ("IM4",))
    assert [(each.about, len(each.goals), each.gaps) for each in decisive.boxes] == [
        ("OP1", 2, ("measure", "plan_b")),
        ("OC1", 2, ("measure", "plan_b")),
        ("OC2", 2, ("plan_b",)),
        ("OC3", 1, ("measure", "plan_b")),
        ("AC3", 1, ("plan_b",)),
    ]
    assert [(each.about, each.gaps) for each in decisive.arrows][:2] == [
        ("OC1>OC2", ("little_evidence", "plan_b")),
        ("OP1>OC1", ("plan_b",)),
    ]
    assert said(theory)["What the goals hang on"] == [
        "No activity leads to this goal: “Rents are fair” IM4.",
        "If “Families advised” OP1 does not come about, 2 of 3 goals have no route left. Its gaps: no measure and no "
        "plan B.",
        "If “Families know their rights” OC1 does not lead to “Families move to larger flats” OC2, 2 of 3 goals have no "
        "route left. Its gaps: little evidence and no plan B.",
        "5 boxes and 6 arrows decide in this way; 11 of these 11 have a gap.",
    ]


def test_with_a_second_route_nothing_decides_alone(tmp_path: Path) -> None:
    plan = """
    | Plan | Ref | Stage | What | Leads to |
    |---|---|---|---|---|
    | | AC1 | Activity | Visit families | OC1 |
    | | AC2 | Activity | Open a café | OC2 |
    | | OC1 | Outcome | Families rest | IM1 |
    | | OC2 | Outcome | Families have friends | IM1 |
    | | IM1 | Impact | Families are well | |
    """
    theory, found = analysed(plan, tmp_path)
    assert found.decisive.boxes == found.decisive.arrows == ()
    assert said(theory)["What the goals hang on"] == [
        "No single box and no single arrow decides: whichever fails alone, the goal keeps a route."
    ]


def test_where_all_arrows_are_needed_each_of_them_decides(tmp_path: Path) -> None:
    plan = """
    | Plan | Ref | Stage | What | Leads to | Arrows in | Who makes it happen |
    |---|---|---|---|---|---|---|
    | | AC1 | Activity | Visit families | OC1 | | |
    | | AC2 | Activity | Open a café | OC2 | | |
    | | OC1 | Outcome | Families rest | IM1 | | |
    | | OC2 | Outcome | Families have friends | IM1 | | |
    | | OC3 | Outcome | The bus runs | IM1 | | Others |
    | | IM1 | Impact | Families are well | | All are needed | |
    """
    _, found = analysed(plan, tmp_path)
    assert {each.about for each in found.decisive.boxes} == {"AC1", "AC2", "OC1", "OC2", "OC3"}
    assert {each.about for each in found.decisive.arrows} == {"AC1>OC1", "AC2>OC2", "OC1>IM1", "OC2>IM1", "OC3>IM1"}


def test_a_plan_b_a_measure_and_an_assumption_are_seen(tmp_path: Path) -> None:
    register = """
    | Assumptions & risks | Ref | Kind | What | Applies to | Likelihood | If it is not true, we will | Who watches it |
    |---|---|---|---|---|---|---|---|
    | | A1 | Assumption | The council has flats | OC2 | 2 | Ask housing associations | Manager |
    """
    _, found = analysed(HOMES + register, tmp_path)
    flats = next(each for each in found.decisive.boxes if each.about == "OC2")
    assert (flats.plan_b, flats.doubted, flats.gaps) == (True, ("A1",), ("doubted_assumption",))


# -- best routes ------------------------------------------------------------------------------------------------------


def test_the_index_its_weakest_arrow_and_what_better_evidence_brings(tmp_path: Path) -> None:
    _, found = analysed(HOMES, tmp_path)
    sleep, learn, street = found.best_routes
    assert sleep.index == Decimal("0.80") * Decimal("0.60") * Decimal("0.90")  # levels 3, 1 and 4
    assert (sleep.rated, sleep.arrows) == (3, ("AC1>OP1", "OP1>OC1", "OC1>OC2", "OC2>IM1"))
    assert sleep.weakest is not None
    assert sleep.weakest.arrow == "OC1>OC2"
    assert sleep.weakest.if_better == Decimal("0.80") * Decimal("0.70") * Decimal("0.90")
    assert learn.unrated == ("OC2>IM2",)
    assert (street.goal, street.index, street.weakest) == ("IM3", None, None)
    assert street.unrated == ("AC3>OC3", "OC3>IM3")


def test_not_rated_is_not_medium(tmp_path: Path) -> None:
    theory, found = analysed(HOMES, tmp_path)
    table = next(part for part in told(theory, found).parts if part.title == "The best route to each goal").tables[0]
    index = [plain_text(row[1][0]) for row in table.rows]
    assert index == ["at most 0.43", "at most 0.48", "not rated"]
    assert not any("%" in plain_text(line) for row in table.rows for cell in row for line in cell)


def test_an_index_over_boxes_that_need_all_counts_every_branch(tmp_path: Path) -> None:
    plan = """
    | Plan | Ref | Stage | What | Leads to | Arrows in |
    |---|---|---|---|---|---|
    | | AC1 | Activity | Visit families | OC1 | |
    | | OC1 | Outcome | Families rest | OC2, OC3 | |
    | | OC2 | Outcome | Families have friends | IM1 | |
    | | OC3 | Outcome | Families cook | IM1 | |
    | | IM1 | Impact | Families are well | | All are needed |

    | Links | From | To | Evidence | Evidence level |
    |---|---|---|---|---|
    | | AC1 | OC1 | Study | 0 |
    """
    _, found = analysed(plan, tmp_path)
    (route,) = found.best_routes
    assert route.index == Decimal("0.25")  # 0.50 twice, once on each branch
    assert route.weakest is not None
    assert route.weakest.if_better == pytest.approx(Decimal("0.36"))  # 0.60 twice


# -- time and figures -------------------------------------------------------------------------------------------------


def test_the_earliest_day_and_how_much_of_its_way_is_timed(tmp_path: Path) -> None:
    theory, found = analysed(HOMES, tmp_path)
    sleep = next(each for each in found.times.results if each.result == "IM1")
    assert sleep.day == date(2027, 4, 1)  # February 2026, and 2 and 12 months
    assert (sleep.said, sleep.after_the_end) == (Share(number=2, of=3), True)
    assert found.times.said == Share(number=2, of=6)
    assert said(theory)["The earliest days"][1] == (
        "After the plan ends on 28 February 2027 come “Families sleep well” IM1 and “Children learn in peace” IM2."
    )


def test_a_day_that_rests_on_no_timed_step_is_not_said(tmp_path: Path) -> None:
    theory, found = analysed(HOMES.replace("| 3 | 2 |", "| 3 | |").replace("| 1 | 12 |", "| 1 | |"), tmp_path)
    table = next(part for part in told(theory, found).parts if part.title == "The earliest days").tables[0]
    assert [plain_text(row[1][0]) for row in table.rows] == ["cannot be said", "cannot be said", "no Start behind it"]


def test_figures_with_what_they_are_out_of(tmp_path: Path) -> None:
    theory, found = analysed(HOMES, tmp_path)
    figures = found.figures
    assert figures.boxes == Share(number=2, of=11)
    assert figures.results == 7
    assert figures.several_causes == Share(number=0, of=7)
    assert figures.reasons == Share(number=2, of=5)
    assert figures.rated == Share(number=3, of=5)
    assert figures.levels == Share(number=3 + 1 + 4, of=25)
    assert figures.measured == Share(number=1, of=7)
    assert figures.choke_points == 2
    assert "3 of 5 (60 %) of these arrows have rated evidence." in " ".join(said(theory)["Figures"])


# -- where it is shown ------------------------------------------------------------------------------------------------


@pytest.fixture
def homes(tmp_path: Path) -> str:
    path = tmp_path / "homes.xlsx"
    path.write_bytes(workbook_of(HOMES))
    return str(path)


def test_the_summary_follows_the_findings_and_ends_with_what_not_to_conclude(homes: str) -> None:
    shown = run("check", homes, "--summary", "--today", "2026-03-01", "--fail-on", "never").stdout
    assert shown.index("N301") < shown.index("What the plan rests on\n======") < shown.index("Next: ")
    text = shown[shown.index("What must not be concluded") :]
    assert all(" ".join(sentence.split()[:4]) in text for sentence in NOT_TO_CONCLUDE)
    assert "What the plan rests on" not in run("check", homes, "--today", "2026-03-01", "--fail-on", "never").stdout


def test_the_summary_goes_into_a_file_of_text_too(homes: str, tmp_path: Path) -> None:
    out = tmp_path / "findings.txt"
    shown = run("check", homes, "--summary", "-o", str(out), "--today", "2026-03-01", "--fail-on", "never").stdout
    text = out.read_text(encoding="utf-8")
    assert text.index("N301") < text.index("What the plan rests on\n======") < text.index("What must not be concluded")
    assert "What the plan rests on" not in shown


@pytest.mark.parametrize("form", ["csv", "html", "github", "sarif"])
def test_formats_without_a_place_for_the_summary_say_so(homes: str, form: str) -> None:
    refused = run("check", homes, "--summary", "--format", form)
    assert refused.exit_code == 2
    assert f"--summary has no place in {form}. Take it away, choose --format text or concise or json" in refused.output


def test_what_a_campaign_needs_is_missed_in_one_line(homes: str) -> None:
    shown = run("check", homes, "--today", "2026-03-01", "--fail-on", "never").stdout
    assert "V901–V906" in shown
    assert "V902" not in shown


def test_json_always_holds_the_analyses(homes: str) -> None:
    shown = run("check", homes, "--format", "json", "--today", "2026-03-01", "--fail-on", "never").stdout
    analyses = json.loads(shown)["analyses"]
    assert analyses["thread"]["answered"] == {"number": 2, "of": 3, "proposed": 0}
    assert analyses["thread"]["needs"][0]["money"] == 27500
    assert analyses["best_routes"][0]["index"] == 0.432
    assert analyses["best_routes"][2]["index"] is None
    assert analyses["times"]["end"] == "2027-02-28"


@pytest.mark.parametrize("ending", ["md", "html"])
def test_reports_have_a_section_with_the_same_words(ending: str, homes: str, tmp_path: Path) -> None:
    output = tmp_path / f"report.{ending}"
    assert run("report", homes, "-o", str(output)).exit_code == 0
    page = output.read_text(encoding="utf-8")
    assert (
        page.index("What the plan rests on") < page.index("What must not be concluded") < page.rindex("Do not assume")
    )
    assert "have no route left. Its gaps: little evidence and no plan B." in page


def test_a_plan_without_boxes_has_nothing_to_rest_on(tmp_path: Path) -> None:
    needs = "| Needs | Ref | Kind | What |\n|---|---|---|---|\n| | N1 | Need | Families sleep in one room |\n"
    theory, found = analysed(needs, tmp_path)
    assert [part.title for part in told(theory, found).parts] == ["Nothing yet"]


def test_no_line_of_the_summary_is_wider_than_the_findings(homes: str) -> None:
    theory = Theory(read_plan(homes))
    assert max(map(len, rests_in_words(told(theory, analyse(theory))).splitlines())) <= 88


def test_a_table_breaks_long_cells_into_lines() -> None:
    table = Table(
        caption="Needs",
        headings=("Need", "Money"),
        rows=(((ours("Families sleep in one room"),), (ours("28\N{NO-BREAK SPACE}%"),)),),
    )
    assert table_in_words(table, 22).splitlines() == [
        "Needs:",
        "",
        "Need             Money",
        "---------------  -----",
        "Families sleep   28 %",
        "in one room",
    ]


# -- what holds for any plan ------------------------------------------------------------------------------------------

STAGES = ["Activity", "Output", "Outcome", "Impact"]
HEADINGS = ["Ref", "Stage", "What", "Leads to", "Meets need", "Cost", "Evidence level", "Start"]


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """Draw a sheet Plan of up to nine boxes with any arrows between them, circles included."""
    refs = [f"B{number}" for number in range(1, draw(st.integers(2, 9)) + 1)]
    return [
        [
            ref,
            draw(st.sampled_from(STAGES)),
            f"Families do thing {ref}",
            ", ".join(draw(st.lists(st.sampled_from(refs), max_size=3, unique=True))),
            draw(st.sampled_from(["", "N1", "N2", "N1, N2"])),
            draw(st.sampled_from(["", "100", "70"])),
            draw(st.sampled_from(["", "1", "4"])),
            draw(st.sampled_from(["", "2026-04", "2027-01"])),
        ]
        for ref in refs
    ]


def plan_from(rows: list[list[str]]) -> Plan:
    """Read rows of a sheet Plan, beside two needs."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADINGS, *rows])
    needs = tuple(
        Need(
            id=ref,
            text=f"Families lack thing {ref}",
            priority=priority,
            place=Place(file="needs.csv", row=priority + 1),
        )
        for priority, ref in enumerate(("N1", "N2"), start=1)
    )
    return replace(read_plan("-", standard_input=sheet.getvalue().encode()), needs=needs)


def shares_in(values: object) -> list[dict[str, int]]:
    """Find all shares in the plain values of analyses."""
    if isinstance(values, dict):
        if values.keys() == {"number", "of", "proposed"}:
            return [values]
        return [share for each in values.values() for share in shares_in(each)]
    return [share for each in values for share in shares_in(each)] if isinstance(values, list) else []


@given(sheets())
def test_shares_lie_between_none_and_all_and_money_adds_up(rows: list[list[str]]) -> None:
    theory = Theory(plan_from(rows))
    found = analyse(theory)
    shares = shares_in(plain_values(found))
    assert shares
    assert all(0 <= share["proposed"] <= share["number"] <= share["of"] for share in shares)
    assert all(route.index is None or 0 <= route.index <= 1 for route in found.best_routes)
    spent = sum(int(row[5] or 0) for row in rows)
    if found.thread.money is None:
        assert spent == 0
    else:
        money = found.thread.money
        assert money.total == spent
        assert float(money.to_needs + money.to_none) == pytest.approx(spent)
        assert float(sum(each.money for each in money.groups)) == pytest.approx(float(money.to_needs))
    assert rests_in_words(told(theory, found))


@given(sheets())
def test_what_is_decisive_is_what_goals_lose_when_it_is_taken_out(rows: list[list[str]]) -> None:
    theory = Theory(plan_from(rows))
    found = {hinge.thing.id for hinge in theory.hinges if not isinstance(hinge.thing, Link)}
    for element in theory.elements:
        lost = []
        for goal in theory.goals_with_a_route:
            left = {start.id for start in theory.activities if start.id != element.id}
            waiting = list(left)
            while waiting:
                for following in theory.arrows_in_order.succ[waiting.pop()]:
                    if following not in left and following != element.id:
                        left.add(following)
                        waiting.append(following)
            if goal.id != element.id and goal.id not in left:
                lost.append(goal.id)
        assert bool(lost) == (element.id in found)


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_refs_change_nothing(rows: list[list[str]], chance: random.Random) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    renamed = [[cell.replace("B", "X") for cell in row] for row in rows]
    assert counts_of(rows) == counts_of(shuffled) == counts_of(renamed)


def counts_of(rows: list[list[str]]) -> object:
    """What of the analyses does not name boxes or depend on which of two equal routes comes first."""
    found = analyse(Theory(plan_from(rows)))
    thread, decisive = found.thread, found.decisive
    return (
        found.figures,
        (thread.answered, thread.explained, [each.money and round(each.money, 6) for each in thread.needs]),
        (decisive.goals, sorted((len(each.goals), each.gaps) for each in (*decisive.boxes, *decisive.arrows))),
        sorted(str(route.index and round(route.index, 9)) for route in found.best_routes),
        sorted((str(each.day), each.goal) for each in found.times.results),
    )


@given(sheets(), st.data())
def test_better_evidence_for_a_rated_arrow_never_lowers_a_best_route(
    rows: list[list[str]], data: st.DataObject
) -> None:
    plan = plan_from(rows)
    rated = [number for number, link in enumerate(plan.links) if link.level is not None]
    if not rated:
        return
    number = data.draw(st.sampled_from(rated))
    link = plan.links[number]
    more = replace(link, evidence=(*link.evidence, Evidence(level=data.draw(st.integers(0, 5)), place=link.place)))
    better = replace(plan, links=(*plan.links[:number], more, *plan.links[number + 1 :]))
    before, after = Theory(plan).best_routes, Theory(better).best_routes
    assert all(after[ref].index >= route.index for ref, route in before.items())
