"""The plan that a shared copy is made of: nothing that is hidden is left in it, and nothing gives it back."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel import Theory
from logicmodel.model import (
    Amount,
    Audience,
    Group,
    Indicator,
    Need,
    Place,
    Plan,
    Programme,
    Reading,
    When,
)
from logicmodel.privacy.protecting import HIDDEN, protect
from tests.tables import plan_of

HERE = Place(file="plan.xlsx")
DAY = When(text="2026-01-31", first=date(2026, 1, 31), last=date(2026, 1, 31), precision="day")
PLAN = """
| Plan | Ref | Stage | What | Leads to | Who leads |
|---|---|---|---|---|---|
| | AC1 | Activity | Cook together | OC1 | Cook |
| | OC1 | Outcome | Neighbours know each other | | |
"""


def number(value: int) -> Amount:
    return Amount(text=str(value), value=Decimal(value))


def everything(plan: Plan) -> str:
    return msgspec.json.encode(plan).decode("utf-8")


# -- nothing can be worked out ----------------------------------------------------------------------------------------

sizes = st.lists(st.integers(0, 60), min_size=2, max_size=5)


@st.composite
def counted_plans(draw: st.DrawFn) -> Plan:
    """Plans with two breakdowns of one measure, needs that part those who were asked, and groups within a group."""
    by_sex = draw(sizes)
    whole = sum(by_sex)
    by_age = [part for part in parted(whole, draw(st.lists(st.integers(0, 60), max_size=3))) if part >= 0]
    asked = draw(sizes)
    inner = draw(sizes)
    names = [
        *(f"sex {each}" for each in range(len(by_sex))),
        *(f"age {each}" for each in range(len(by_age))),
    ]
    readings = [Reading(place=HERE, measure="M1", date=DAY, value=number(whole))]
    readings += [
        Reading(place=HERE, measure="M1", date=DAY, value=number(value), group=name)
        for name, value in zip(names, [*by_sex, *by_age], strict=True)
    ]
    needs = tuple(
        Need(
            place=HERE,
            id=f"N{each}",
            text="A need",
            who=(f"asked {each}",),
            count=number(part),
            out_of=number(sum(asked)),
        )
        for each, part in enumerate(asked)
    )
    groups = (
        Group(place=HERE, name="everybody", size=number(sum(inner))),
        *(
            Group(place=HERE, name=f"inner {each}", parent="everybody", size=number(part))
            for each, part in enumerate(inner)
        ),
    )
    measure = Indicator(place=HERE, id="M1", text="Number of pupils who come", unit="number")
    return Plan(
        programme=Programme(place=HERE),
        needs=needs,
        indicators=(measure,),
        readings=tuple(readings),
        groups=groups,
    )


def parted(whole: int, cuts: list[int]) -> list[int]:
    """Part a whole at some places of a row."""
    places = sorted({0, whole, *(cut for cut in cuts if cut < whole)})
    return [after - before for before, after in pairwise(places)]


Unknown = tuple[str, int]


def sums_of(plan: Plan) -> list[tuple[dict[Unknown, int], int]]:
    """Give every sum that a reader may believe: parts that really make up a total, as unknowns and what they come to."""
    readings = {("reading", each): reading.value for each, reading in enumerate(plan.readings)}
    needs = {("need", each): need.count for each, need in enumerate(plan.needs)}
    groups = {("group", each): group.size for each, group in enumerate(plan.groups) if group.parent}
    total_of_groups = next(group.size for group in plan.groups if not group.parent)
    families = [
        (readings.pop(("reading", 0)), ("reading", 0), readings),
        (plan.needs[0].out_of, ("asked", 0), needs),
        (total_of_groups, ("group", 0), groups),
    ]
    found = []
    for total, name, parts in families:
        assert total is not None
        some = [name for name, part in parts.items() if part and part.value]  # a group of nobody adds nothing
        for many in range(2, len(some) + 1):
            for way in combinations(some, many):
                values = [parts[each] for each in way]
                if sum(value.value or 0 for value in values if value) == total.value:
                    found.append(({**dict.fromkeys(way, 1), name: -1}, 0))
    return found


def shown_numbers(plan: Plan, shown: Plan) -> dict[Unknown, Amount | None]:
    found: dict[Unknown, Amount | None] = {("reading", each): row.value for each, row in enumerate(shown.readings)}
    found |= {("need", each): row.count for each, row in enumerate(shown.needs)}
    found[("asked", 0)] = shown.needs[0].out_of
    by_name = {group.name: group.size for group in shown.groups}
    found |= {("group", each): by_name.get(group.name) for each, group in enumerate(plan.groups)}
    return found


def is_hidden(amount: Amount | None) -> bool:
    return amount is None or amount.text == HIDDEN


def determined(sums: list[tuple[dict[Unknown, int], int]], unknown: list[Unknown]) -> set[Unknown]:
    """Give the unknowns that sums leave one value, by adding rows until each has a first unknown of its own."""
    rows = [[Fraction(row.get(name, 0)) for name in unknown] for row, _ in sums]
    done: list[list[Fraction]] = []
    for column in range(len(unknown)):
        lead = next((row for row in rows if row[column]), None)
        if lead is None:
            continue
        rows.remove(lead)
        lead = [value / lead[column] for value in lead]
        rows = [[a - row[column] * b for a, b in zip(row, lead, strict=True)] for row in rows]
        done = [[a - row[column] * b for a, b in zip(row, lead, strict=True)] for row in done]
        done.append(lead)
    return {unknown[row.index(Fraction(1))] for row in done if sum(value != 0 for value in row) == 1}


@settings(max_examples=100, deadline=None)
@given(counted_plans())
def test_no_hidden_number_can_be_worked_out_of_all_sums_that_are_shown(
    plan: Plan,
) -> None:
    shown = protect(Theory(plan), Audience.FUNDER).plan
    numbers = shown_numbers(plan, shown)
    hidden = [name for name, amount in numbers.items() if is_hidden(amount)]
    sums = sums_of(plan)
    assert determined(sums, hidden) == set()
    for amount in numbers.values():
        assert amount is None or amount.value is None or amount.value == 0 or amount.value >= 10


@pytest.mark.parametrize(
    ("measure", "unit", "shown"),
    [
        ("Mères qui travaillent le soir", "nombre", HIDDEN),
        ("Mujeres que trabajan", "número", HIDDEN),
        ("Frauen, die abends arbeiten", "Anzahl", HIDDEN),
        ("Mulheres que trabalham", "", HIDDEN),
        ("النساء العاملات", "عدد", HIDDEN),
        ("Brunnen", "Anzahl", "4"),
        ("Pourcentage de mères qui travaillent", "", "4"),
        ("Anteil der Frauen", "Prozent", "4"),
    ],
)
def test_measures_count_people_in_six_languages(measure: str, unit: str, shown: str, tmp_path: Path) -> None:
    measured = f"""
| Measures | Ref | What it measures | Measure | Unit | Now |
|---|---|---|---|---|---|
| | M1 | OC1 | {measure} | {unit} | 4 |
"""
    baseline = protect(Theory(plan_of(PLAN + measured, tmp_path)), Audience.PUBLIC).plan.indicators[0].baseline
    assert baseline is not None
    assert baseline.text == shown


NEEDS = "\n| Needs | Ref | Kind | What | Who it affects | How many | Out of |\n|---|---|---|---|---|---|---|\n"


READINGS = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | Pupils who have breakfast | number |

| Readings | Measure | Date | Value | Group |
|---|---|---|---|---|
"""


@pytest.mark.parametrize(
    ("readings", "shown"),
    [
        (  # by sex and place, where a sum of each sex is shown
            "Girls 30, Boys 36, Girls in Hill 26, Girls in Mill 4, Boys in Hill 21, Boys in Mill 15",
            ["30", "36", "[c]", "[c]", "21", "15"],
        ),
        (
            "Girls 30, Boys 36, Girls in Hill 14, Girls in Mill 16",
            ["30", "36", "14", "16"],
        ),
        (
            "Girls 62, Boys 4, Hill 31, Mill 35",
            ["[c]", "[c]", "31", "35"],
        ),  # two breakdowns of 66 whom no cell shows
        ("Girls 62, Boys 14, Hill 41, Mill 35", ["62", "14", "41", "35"]),
        (
            "Girls 62, Hill 31, Boys 4, Mill 35",
            ["[c]", "31", "[c]", "35"],
        ),  # in any order
        (
            "Women 13, Girls 2, Boys 11, Men 0",
            ["13", "[c]", "[c]", "0"],
        ),  # all are women
        # a part of the third breakdown is missing
        (
            "Girls 23, Hill 11, Boys 3, Mill 15, Settled 14, Others 0",
            ["[c]", "11", "[c]", "15", "14", "0"],
        ),
        ("Men 35, Men; Hill 28, Men; Mill 7, Women 63", ["35", "[c]", "[c]", "63"]),
    ],
)
def test_tables_of_one_measure_give_nothing_of_each_other_back(readings: str, shown: list[str], tmp_path: Path) -> None:
    rows = [row.strip().replace(";", ",").rsplit(" ", 1) for row in readings.split(",")]
    table = "".join(f"| | M1 | 2026-04-30 | {value} | {group} |\n" for group, value in rows)
    plan = protect(Theory(plan_of(PLAN + READINGS + table, tmp_path)), Audience.PUBLIC).plan
    assert [each.value.text for each in plan.readings if each.value] == shown


OUT_OF = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | {measure} | {unit} |

| Readings | Measure | Date | Group | Value | Out of | Count |
|---|---|---|---|---|---|---|
"""


@pytest.mark.parametrize(
    ("measure", "readings", "shown"),
    [
        (  # of 70 the 50 and the 19 leave one, whatever other breakdown makes 70
            "Pupils who come",
            ["| 14 | 70 |", "Hill | 11 | 60 |", "Mill | 3 | 10 |", "Women | 3 | 50 |", "Men | 10 | 19 |"],
            ["14 70", "[c] 60", "[c] 10", "[c] 50", "[c] [c]"],
        ),
        (  # as many as 13 and 53 are in Hill and Mill: one is in Mill
            "% of pupils who come",
            ["Girls | 85 | 13 | 11", "Boys | 42 | 53 | 22", "Hill | 49 | 65 | 32", "Mill | | | 1"],
            ["[c] 13 [c]", "42 53 22", "[c] [c] 32", "[c]"],
        ),
        (  # one of two breakdowns has a row of nobody, as the numbers of those asked tell
            "Pupils who come",
            [
                "| 86 | 107 |",
                "Women | 0 | 1 |",
                "Men | 46 | 56 |",
                "Others | 40 | 50 |",
                "Hill | 30 | 40 |",
                "Mill | 56 | 67 |",
            ],
            ["86 107", "[c] [c]", "46 56", "[c] [c]", "30 40", "56 67"],
        ),
        (  # a percentage of a base that only the other rows tell: three in four of sixty-nine
            "% of pupils who come",
            ["| 68 | 79 |", "With a disability | 20 | 10 |", "Without a disability | 75 | |"],
            ["68 79", "[c] 10", "[c]"],
        ),
        (  # one and those under fifteen are eleven: at least the ten who come are under fifteen
            "% of pupils who come",
            ["| | 36 |", "Under 6 | | 1 | 1", "Under 10 | | 15 |", "Under 15 | | | 10", "Older | | 10 |"],
            ["36", "[c] [c] [c]", "15", "[c]", "10"],
        ),
        ("% of pupils who come", ["| 59 | 79 |", "Men | 60 | 40 |", "Women | 59 | |"], ["59 79", "60 40", "59"]),
    ],
)
def test_those_asked_and_those_counted_are_parted_by_the_same_rows(
    measure: str, readings: list[str], shown: list[str], tmp_path: Path
) -> None:
    head = OUT_OF.format(measure=measure, unit="%" if "%" in measure else "number")
    table = "".join(f"| | M1 | 2026-04-30 | {row} |\n" for row in readings)
    plan = protect(Theory(plan_of(PLAN + head + table, tmp_path)), Audience.PUBLIC).plan
    rows = [" ".join(each.text for each in (row.value, row.out_of, row.numerator) if each) for row in plan.readings]
    assert rows == shown


@pytest.mark.parametrize("left_of_a_total", [1, 2])
def test_whole_numbers_of_one_and_more_leave_no_hidden_number_one_value(
    left_of_a_total: int,
) -> None:
    """Nobody shows [c] for nobody: two hidden parts of two people are one and one."""
    values = [
        30,
        30 - left_of_a_total,
        *[1] * left_of_a_total,
        12,
        18 - left_of_a_total,
        left_of_a_total,
    ]
    rows = zip(
        (
            "all",
            "sex 1",
            *("sex 2", "sex 3")[:left_of_a_total],
            "age 1",
            "age 2",
            "age 3",
        ),
        values,
        strict=True,
    )
    readings = tuple(
        Reading(
            place=HERE,
            measure="M1",
            date=DAY,
            value=number(value),
            group=None if name == "all" else name,
        )
        for name, value in rows
    )
    measure = Indicator(place=HERE, id="M1", text="Number of pupils who come", unit="number")
    plan = Plan(programme=Programme(place=HERE), indicators=(measure,), readings=readings)
    shown = protect(Theory(plan), Audience.PUBLIC).plan.readings
    hidden = [row.group for row in shown if is_hidden(row.value)]
    assert len([name for name in hidden if name and name.startswith("sex")]) > left_of_a_total


def test_a_percentage_gives_nothing_back_whose_base_the_other_rows_tell(
    tmp_path: Path,
) -> None:
    measured = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | % of pupils who come | % |

| Readings | Measure | Date | Value | Out of | Group |
|---|---|---|---|---|---|
| | M1 | 2026-04-30 | 5 | | |
| | M1 | 2026-04-30 | 7 | 42 | Girls |
| | M1 | 2026-04-30 | 0 | 22 | Boys |
| | M1 | 2026-10-31 | 66 | 76 | |
| | M1 | 2026-10-31 | 91 | | Girls |
| | M1 | 2026-10-31 | 24 | 29 | Boys |
"""
    readings = protect(Theory(plan_of(PLAN + measured, tmp_path)), Audience.PUBLIC).plan.readings
    assert [each.value.text for each in readings if each.value] == [
        HIDDEN,
        HIDDEN,
        "0",
        "66",
        HIDDEN,
        HIDDEN,
    ]


def test_nobody_of_a_small_group_is_not_given_back_by_all_of_the_other(
    tmp_path: Path,
) -> None:
    measured = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | Pupils who come | number |

| Readings | Measure | Date | Value | Out of | Group |
|---|---|---|---|---|---|
| | M1 | 2026-04-30 | 54 | 116 | |
| | M1 | 2026-04-30 | 0 | 6 | Girls |
| | M1 | 2026-04-30 | 54 | | Boys |
| | M1 | 2026-04-30 | 20 | 68 | Hill |
| | M1 | 2026-04-30 | 34 | 48 | Mill |
"""
    readings = protect(Theory(plan_of(PLAN + measured, tmp_path)), Audience.PUBLIC).plan.readings
    assert [each.value.text for each in readings if each.value] == [
        "54",
        HIDDEN,
        HIDDEN,
        "20",
        "34",
    ]


def test_how_many_were_asked_in_a_source_gives_no_group_of_them_back(
    tmp_path: Path,
) -> None:
    asked = """
| Needs | Ref | Kind | Who it affects | What | How many | How do you know? |
|---|---|---|---|---|---|---|
| | N1 | Need | Mothers | No rest | 7 | E1 |
| | N2 | Need | Fathers | Nobody to ask | 44 | E1 |
| | N3 | Need | Grandparents | No rest | 12 | E1 |

| Sources | Ref | Title | Kind | How many people | Can it be shared |
|---|---|---|---|---|---|
| | E1 | Survey of parents | Survey | 63 | Yes |
"""
    needs = protect(Theory(plan_of(PLAN + asked, tmp_path)), Audience.PUBLIC).plan.needs
    assert [each.count.text for each in needs if each.count] == [HIDDEN, "44", HIDDEN]


def test_the_size_of_a_group_is_told_by_its_parts(tmp_path: Path) -> None:
    groups = """
| Groups | Group | How many | Part of |
|---|---|---|---|
| | Carers | 75 | |
| | Women carers | | Carers |
| | Young women carers | 12 | Women carers |
| | Old women carers | 17 | Women carers |
| | Men carers | 39 | Carers |
| | Other carers | 7 | Carers |
"""
    shown = protect(Theory(plan_of(PLAN + groups, tmp_path)), Audience.PUBLIC).plan.groups
    assert sum(each.size is not None and each.size.text == HIDDEN for each in shown) == 1  # the few are left out whole
    assert "Other carers" not in [each.name for each in shown]


def test_readings_of_a_measure_that_the_plan_does_not_have_may_count_people(
    tmp_path: Path,
) -> None:
    table = (
        READINGS.partition("| Readings")[1]
        + READINGS.partition("| Readings")[2]
        + "| | M9 | 2026-04-30 | 4 | Girls |\n"
    )
    readings = protect(Theory(plan_of(f"{PLAN}\n{table}", tmp_path)), Audience.PUBLIC).plan.readings
    assert [each.value.text for each in readings if each.value] == [HIDDEN]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            [
                "Pupils | No breakfast | | 34",
                "Pupils | No breakfast | Hill | 30",
                "Pupils | No breakfast | Mill | 4",
            ],
            1,
        ),
        (
            [
                "Pupils | No breakfast | | 50",
                "Pupils | No breakfast | Hill | 28",
                "Pupils | No breakfast | Mill | 17",
            ],
            2,
        ),
        (
            [
                "Pupils | Pupils skip meals | | 34",
                "Boys | Boys skip meals | | 30",
                "Girls | Girls skip meals | | 4",
            ],
            1,
        ),
        (  # by sex and place: nothing of what each way hides is given back by the other
            [
                *(
                    "Pupils | Pupils skip meals | | 115",
                    "Girls | Girls skip meals | | 52",
                    "Boys | Boys skip meals | | 63",
                ),
                *(
                    "Pupils | Pupils of Hill skip meals | Hill | 71",
                    "Pupils | Pupils of Mill skip meals | Mill | 44",
                ),
                *(
                    "Girls | Girls of Hill skip meals | Hill | 46",
                    "Girls | Girls of Mill skip meals | Mill | 6",
                ),
                *(
                    "Boys | Boys of Hill skip meals | Hill | 25",
                    "Boys | Boys of Mill skip meals | Mill | 38",
                ),
            ],
            5,
        ),
        (  # by sex and by place, of a total that no need shows
            [
                *("Girls | No breakfast | | 6", "Boys | No breakfast | | 62"),
                *(
                    "Pupils | No breakfast | Hill | 41",
                    "Pupils | No breakfast | Mill | 27",
                ),
            ],
            2,
        ),
    ],
)
def test_needs_of_places_and_groups_give_nothing_back(rows: list[str], shown: int, tmp_path: Path) -> None:
    heads = "\n| Needs | Ref | Kind | Who it affects | What | Where | How many |\n|---|---|---|---|---|---|---|\n"
    needs = "".join(f"| | N{number} | Need | {row} |\n" for number, row in enumerate(rows, 1))
    plan = protect(Theory(plan_of(PLAN + heads + needs, tmp_path)), Audience.PUBLIC).plan
    assert sum(need.count is not None and need.count.text != HIDDEN for need in plan.needs) == shown


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (["Pupils | 38 | 90", "Girls | 24 | 50", "Boys | 14 | 40"], ["38", "24", "14"]),
        (
            ["Pupils | 28 | 90", "Girls | 24 | 50", "Boys | 4 | 40"],
            ["28", "[c]", "[c]"],
        ),
        (
            ["Pupils | 31 % | 90", "Girls | 48 % | 50", "Boys | 10 % | 40"],
            ["31 %", "[c]", "[c]"],
        ),
        (
            ["Pupils | 54 | ", "Girls | 24 | ", "Boys | 4 | ", "Men | 26 | "],
            ["54", "[c]", "[c]", "26"],
        ),
    ],
)
def test_a_need_of_all_gives_no_hidden_need_of_a_group_back(rows: list[str], shown: list[str], tmp_path: Path) -> None:
    needs = "".join(f"| | N{number} | Need | No breakfast | {row} |\n" for number, row in enumerate(rows, 1))
    plan = plan_of(PLAN + NEEDS + needs, tmp_path)
    counts = [need.count for need in protect(Theory(plan), Audience.PUBLIC).plan.needs]
    assert [count.text for count in counts if count] == shown


def test_the_starting_value_is_the_total_of_the_groups_of_its_day(
    tmp_path: Path,
) -> None:
    measures = """
| Measures | Ref | What it measures | Measure | Unit | Now | Now as of |
|---|---|---|---|---|---|---|
| | M1 | OC1 | Pupils who have breakfast | number | 60 | 2026-04-30 |

| Readings | Measure | Date | Value | Group |
|---|---|---|---|---|
| | M1 | 2026-04-30 | 30 | Girls |
| | M1 | 2026-04-30 | 26 | Boys |
| | M1 | 2026-04-30 | 4 | Others |
"""
    shown = protect(Theory(plan_of(PLAN + measures, tmp_path)), Audience.PUBLIC).plan
    assert [each.value.text for each in shown.readings if each.value] == [
        "30",
        "[c]",
        "[c]",
    ]


@pytest.mark.parametrize(("girls", "shown"), [(4, ["34", HIDDEN, HIDDEN]), (14, ["44", "30", "14"])])
def test_a_measure_of_all_gives_no_measure_of_a_group_back(girls: int, shown: list[str], tmp_path: Path) -> None:
    measured = f"""
| Measures | Ref | What it measures | Measure | Unit | Now |
|---|---|---|---|---|---|
| | M1 | OC1 | Pupils who have breakfast | number | {30 + girls} |
| | M2 | OC1 | Boys who have breakfast | number | 30 |
| | M3 | OC1 | Girls who have breakfast | number | {girls} |
"""
    measures = protect(Theory(plan_of(PLAN + measured, tmp_path)), Audience.PUBLIC).plan.indicators
    assert [each.baseline.text for each in measures if each.baseline] == shown


GROUPS = """
| Groups | Group | How many | Part of |
|---|---|---|---|
| | Carers | 61 | |
| | Women carers | {women} | Carers |
"""


@pytest.mark.parametrize(("women", "shown"), [(31, "31"), (52, HIDDEN)])
def test_the_size_of_a_group_gives_no_few_back_who_are_in_no_other(women: int, shown: str, tmp_path: Path) -> None:
    groups = protect(Theory(plan_of(PLAN + GROUPS.format(women=women), tmp_path)), Audience.PUBLIC).plan.groups
    assert [each.size.text for each in groups if each.size] == ["61", shown]


def test_a_percentage_of_a_group_whose_size_is_shown_gives_no_few_back(
    tmp_path: Path,
) -> None:
    measured = """
| Measures | Ref | What it measures | Measure | Unit | Now |
|---|---|---|---|---|---|
| | M1 | OC1 | % of carers who are warm | % | 7 |
| | M2 | OC1 | % of carers who sleep | % | 40 |
| | M3 | OC1 | % of neighbours who visit | % | 7 |
"""
    measures = protect(
        Theory(plan_of(PLAN + GROUPS.format(women=31) + measured, tmp_path)),
        Audience.PUBLIC,
    ).plan
    assert [each.baseline.text for each in measures.indicators if each.baseline] == [
        HIDDEN,
        "40",
        "7",
    ]


def test_a_percentage_of_a_small_group_is_hidden_where_only_its_parts_tell_how_many_it_has(tmp_path: Path) -> None:
    parted = """
| Groups | Group | How many | Part of |
|---|---|---|---|
| | Carers | 31 | |
| | Women carers | 26 | Carers |
| | Men carers | | Carers |
| | Old men carers | 1 | Men carers |
| | Young men carers | 4 | Men carers |

| Measures | Ref | What it measures | Measure | Unit | Now |
|---|---|---|---|---|---|
| | M1 | OC1 | % of men carers who are warm | % | 60 |
| | M2 | OC1 | % of carers who are warm | % | 48 |
"""
    measures = protect(Theory(plan_of(PLAN + parted, tmp_path)), Audience.PUBLIC).plan.indicators
    assert [each.baseline.text for each in measures if each.baseline] == [HIDDEN, "48"]


def test_a_count_of_a_group_whose_size_is_shown_gives_no_few_back(
    tmp_path: Path,
) -> None:
    counted = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | Carers who are warm | number |

| Readings | Measure | Date | Value | Group |
|---|---|---|---|---|
| | M1 | 2026-04-30 | 57 | Carers |
| | M1 | 2026-10-31 | 40 | Carers |
"""
    readings = protect(
        Theory(plan_of(PLAN + GROUPS.format(women=31) + counted, tmp_path)),
        Audience.PUBLIC,
    ).plan.readings
    assert [each.value.text for each in readings if each.value] == [HIDDEN, "40"]


def test_a_count_of_a_group_is_no_larger_than_the_group(tmp_path: Path) -> None:
    counted = """
| Groups | Group | How many | Part of |
|---|---|---|---|
| | Carers | 27 | |
| | Women carers | 15 | Carers |
| | Men carers | 11 | Carers |
| | Other carers | 1 | Carers |

| Measures | Ref | What it measures | Measure | Unit | Now |
|---|---|---|---|---|---|
| | M1 | OC1 | Men carers who sleep | number | 11 |
"""
    groups = protect(Theory(plan_of(PLAN + counted, tmp_path)), Audience.PUBLIC).plan.groups
    # Were there eleven men or more, and twelve with the others, the others would be one.
    assert [each.size.text for each in groups if each.size] == ["27", HIDDEN, HIDDEN]


def test_a_count_and_its_percentage_give_no_few_back(tmp_path: Path) -> None:
    counted = """
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | % of carers who are warm | % |

| Readings | Measure | Date | Value | Count |
|---|---|---|---|---|
| | M1 | 2026-04-30 | 70 | 14 |
| | M1 | 2026-10-31 | 40 | 24 |
"""
    readings = protect(Theory(plan_of(PLAN + counted, tmp_path)), Audience.PUBLIC).plan.readings
    assert [each.value.text for each in readings if each.value] == [HIDDEN, "40"]


def test_a_percentage_in_a_sentence_gives_no_hidden_count_back(tmp_path: Path) -> None:
    needs = "| | N1 | Need | 13 % of pupils (13.5 percent) eat nothing, 60 % little | Pupils | 7 | 52 |\n"
    shown = protect(Theory(plan_of(PLAN + NEEDS + needs, tmp_path)), Audience.PUBLIC).plan
    assert shown.needs[0].text == "[c] of pupils ([c]) eat nothing, 60 % little"


@settings(max_examples=100, deadline=None)
@given(counted_plans())
def test_two_copies_with_different_thresholds_give_nothing_back_together(
    plan: Plan,
) -> None:
    copies = [protect(Theory(plan), Audience.FUNDER, threshold=least, reason="Asked for").plan for least in (5, 10, 15)]
    copied = [shown_numbers(plan, shown) for shown in copies]
    hidden = [name for name in copied[0] if all(is_hidden(each[name]) for each in copied)]
    typed = shown_numbers(plan, plan)
    for name in determined(sums_of(plan), hidden):
        amount = typed[name]
        assert amount is not None
        assert amount.value is None or not 0 < amount.value < 5, name


@pytest.mark.parametrize(("least", "said"), [(5, "Asked for"), (10, None), (20, None)])
def test_a_reason_is_told_only_where_the_smallest_number_is_lower(least: int, said: str | None, tmp_path: Path) -> None:
    theory = Theory(plan_of(PLAN, tmp_path))
    assert protect(theory, Audience.FUNDER, threshold=least, reason="Asked for").reason == said


@settings(max_examples=100, deadline=None)
@given(counted_plans())
def test_rounded_numbers_end_in_nought_or_five(plan: Plan) -> None:
    shown = protect(Theory(plan), Audience.FUNDER, rounded=True).plan
    for amount in (each.value for each in shown.readings):
        assert amount is not None
        assert amount.value is not None
        assert amount.value % 5 == 0
        assert amount.text == str(amount.value)


# -- nothing is left in another place ---------------------------------------------------------------------------------

SECRETS = """
| Start here | A | B |
|---|---|---|
| | Programme name | Common table |
| | Place | Millbrook |
| | Notes | The trustees worry |

| Needs | Ref | Kind | What | Who it affects | How many | Out of | Where | In their words | Quote agreed | How do you know? | Notes |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | 7 of 52 pupils of Hill Farm Lane eat nothing | Pupils | 7 | 52 | Hill Farm Lane | “We share one bread.” | No | E1 | ask at the mill |
| | N2 | Need | Parents are alone | Parents | 31 | 90 | Millbrook | “I wait for the bell.” | Yes | E2 | |

| Plan | Ref | Stage | What | Leads to | Evidence |
|---|---|---|---|---|---|
| | AC1 | Activity | Serve breakfast | OC1 | E1 |
| | OC1 | Outcome | Pupils have eaten | | |

| Sources | Ref | Title | Kind | Who made it | When | What it says | Can it be shared | Link |
|---|---|---|---|---|---|---|---|---|
| | E1 | Case review of the mill | Practice knowledge | The mill team | 2025-11 | Seven pupils eat nothing | Internal only | https://example.org/mill |
| | E2 | Survey of parents | Survey | County office | 2025-11 | 31 of 90 parents | Summary only | https://example.org/parents |

| People | Name | Type | Influence | Position | What matters to them |
|---|---|---|---|---|---|
| | Director of Education | Decision maker | 5 | Against | Attendance figures |

| Remarks | Anything |
|---|---|
| | The baker drinks |
"""


def test_what_is_hidden_is_nowhere_in_the_protected_plan(tmp_path: Path) -> None:
    shown = protect(Theory(plan_of(SECRETS, tmp_path, "Plan of Ana.xlsx")), Audience.PUBLIC)
    text = everything(shown.plan)
    for secret in (
        "Hill Farm",
        "7 of 52",
        "Seven pupils",
        "share one bread",
        "Case review",
        "mill team",
        "example.org",
        "County office",
        "Against",
        "Attendance figures",
        "at the mill",
        "trustees worry",
        "baker drinks",
        "Ana",
    ):
        assert secret not in text, secret
    for kept in (
        "local consultation, 2025",
        "I wait for the bell",
        "Survey of parents",
        "Director of Education",
        HIDDEN,
    ):
        assert kept in text, kept
    assert (
        shown.hidden,
        shown.places,
        shown.sources,
        shown.quotes_shown,
        shown.quotes_left_out,
    ) == (1, 1, 1, 1, 1)


def test_a_copy_for_ourselves_is_the_plan_as_it_was_typed(tmp_path: Path) -> None:
    plan = plan_of(SECRETS, tmp_path)
    assert protect(Theory(plan), Audience.INTERNAL).plan is plan


def test_without_quotes_there_are_none(tmp_path: Path) -> None:
    shown = protect(Theory(plan_of(SECRETS, tmp_path)), Audience.FUNDER, quotes=False)
    assert "wait for the bell" not in everything(shown.plan)
    assert (shown.quotes_shown, shown.quotes_left_out) == (0, 2)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("7 of 52 pupils eat nothing", "[c] of [c] pupils eat nothing"),
        (
            "Four of the older pupils, 13 %, eat nothing. All 52 pupils read.",
            "[c] of the older pupils, [c], eat nothing. All 52 pupils read.",
        ),
        ("Two families moved away", "[c] families moved away"),
        ("Pupils aged 8 to 17 miss school", "Pupils aged 8 to 17 miss school"),
        ("Year 6 pupils in 3 schools", "Year 6 pupils in 3 schools"),
        ("Two workers visit 40 families", "Two workers visit 40 families"),
        ("Two tutors teach adults", "Two tutors teach adults"),
        (
            "Families with 2 children wait longest",
            "Families with 2 children wait longest",
        ),
        (
            "Nine out of ten adults cook, 1 in 4 well",
            "Nine out of ten adults cook, 1 in 4 well",
        ),
        ("ستة من كل عشرة شباب بلا عمل", "ستة من كل عشرة شباب بلا عمل"),
        ("ستة شباب بلا عمل", "[c] شباب بلا عمل"),
        ("3 % of 120 pupils care for somebody", "[c] of 120 pupils care for somebody"),
        ("Of 52 adults, 4 have no home", "Of [c] adults, [c] have no home"),
        ("Families (n=4) moved away", "Families (n=[c]) moved away"),
        ("Moved away, families: 4", "Moved away, families: [c]"),
        ("12 families, of whom 4 Roma", "[c] families, of whom [c] Roma"),
        ("Only 3-4 families come", "Only [c] families come"),
        (
            "Three or four mothers, and two (2) fathers",
            "[c] or [c] mothers, and [c] ([c]) fathers",
        ),
        ("4/120 learners stay", "[c] learners stay"),
        ("There are 4 of them in the mill", "There are [c] of them in the mill"),
        ("Only one family was moved", "[c] family was moved"),
        ("A few families (4) moved away", "A few families ([c]) moved away"),
        ("Girls 4, boys 13", "Girls [c], boys [c]"),
        ("33 % (2/6) of pupils stay", "[c] ([c]/[c]) of pupils stay"),
        ("Under 5 pupils come", "Under [c] pupils come"),
        ("Half a dozen families left", "[c] families left"),
        ("3 suicides last year", "[c] suicides last year"),
        ("Une seule famille est restée", "[c] famille est restée"),
        ("4 million people need help", "4 million people need help"),
        ("Deux tiers des familles", "Deux tiers des familles"),
        ("On 4 May parents meet", "On 4 May parents meet"),
        (
            "Services for under 5s and their families",
            "Services for under 5s and their families",
        ),
        ("4 élèves sur 120 et quatre familles", "[c] élèves sur [c] et [c] familles"),
        ("Moins de cinq familles viennent", "Moins de [c] familles viennent"),
        ("Sólo cuatro mujeres de 120", "Sólo [c] mujeres de [c]"),
        ("Nur vier Kinder kommen", "Nur [c] Kinder kommen"),
        ("أربع عائلات غادرت", "[c] عائلات غادرت"),
        ("٤ أسر من أصل ١٢٠", "[c] أسر من أصل [c]"),
        ("31 F / 4 M came, women and men", "[c] F / [c] M came, women and men"),
        ("البنات: 4", "البنات: [c]"),
        ("57 of 61 women feel safe", "[c] of [c] women feel safe"),
        ("57 women out of 61, 30 of 55 men", "[c] women out of [c], [c] of [c] men"),
        ("Of 61 mothers, 57 cook", "Of [c] mothers, [c] cook"),
        ("93 % (57/61) of mothers cook", "[c] ([c]/[c]) of mothers cook"),
        ("93 % of 61 mothers cook", "[c] of 61 mothers cook"),
        ("57 personnes sur 61", "[c] personnes sur [c]"),
        ("57 mujeres de 61", "[c] mujeres de [c]"),
        ("57 das 61 mães", "[c] das [c] mães"),
        ("57 von den 61 Frauen", "[c] von den [c] Frauen"),
        ("٥٧ من أصل ٦١ امرأة", "[c] من أصل [c] امرأة"),
        (
            "31 of 61 women, all 61 women and 61 of 61 men",
            "31 of 61 women, all 61 women and 61 of 61 men",
        ),
        (
            "58 of 60 sessions with mothers were held",
            "58 of 60 sessions with mothers were held",
        ),
        ("195 mothers in 2024", "195 mothers in 2024"),
        ("We asked 61 women. 4 had moved.", "We asked 61 women. [c] had moved."),
        (
            "Two rooms for women. Step 4 was done",
            "Two rooms for women. Step 4 was done",
        ),
        ("Session 4 had no mothers", "Session 4 had no mothers"),
        ("Actividad 2 no llega a mujeres", "Actividad 2 no llega a mujeres"),
        (
            "55 of 60 women in 12 of 14 villages",
            "[c] of [c] women in 12 of 14 villages",
        ),
        ("61 asked and 57 said yes", "[c] asked and [c] said yes"),
        ("We asked 61 women. 57 said yes.", "We asked 61 women. [c] said yes."),
        ("60 were asked: 56 yes, 4 no", "[c] were asked: [c] yes, [c] no"),
        ("57 (93 %) of women cook", "[c] ([c]) of women cook"),
        ("7 % of women (n=61) cook", "[c] of women (n=61) cook"),
        ("Fifty-seven of sixty-one women", "[c] of [c] women"),
        ("Cinquante-sept femmes sur soixante et une", "[c] femmes sur [c]"),
        ("Siebenundfünfzig von einundsechzig Frauen", "[c] von [c] Frauen"),
        ("سبعة وخمسون من أصل ٦١ امرأة", "[c] من أصل [c] امرأة"),
        ("Fifteen families and twenty-two men", "Fifteen families and twenty-two men"),
        ("Young mothers – 4", "Young mothers – [c]"),
        ("2 mothers and 1 grandmother", "[c] mothers and [c] grandmother"),
        (
            "Two family rooms, 3 parent groups, 2 family support workers",
            "Two family rooms, 3 parent groups, 2 family support workers",
        ),
        ("Article 4 is about families", "Article 4 is about families"),
        ("L’article 4 parle des familles", "L’article 4 parle des familles"),
        (
            "At 4 pm parents come; eine von vier Familien",
            "At 4 pm parents come; eine von vier Familien",
        ),
        (
            "Of the 8 schools, 4 have no mothers’ group",
            "Of the 8 schools, 4 have no mothers’ group",
        ),
        ("Years 3 and 4 pupils", "Years 3 and 4 pupils"),
        (
            "One in six children, and one in six of the 12 children",
            "One in six children, and one in [c] of the [c] children",
        ),
        ("Uno de cada seis niños; ستة من كل عشرة أطفال", "Uno de cada seis niños; ستة من كل عشرة أطفال"),
        ("Four in six children", "[c] in [c] children"),
        ("Two in five of the 20 children", "[c] in [c] of the [c] children"),
    ],
)
def test_small_counts_of_people_are_hidden_in_sentences(typed: str, shown: str, tmp_path: Path) -> None:
    plan = plan_of(
        PLAN + f"\n| Needs | Ref | Kind | What |\n|---|---|---|---|\n| | N1 | Need | {typed} |",
        tmp_path,
    )
    assert protect(Theory(plan), Audience.PUBLIC).plan.needs[0].text == shown


def test_a_year_beside_a_count_is_no_part_of_it(tmp_path: Path) -> None:
    needs = "| | N1 | Need | In 2024 419 pupils ate nothing | Pupils | 419 | 2500 |\n"
    shown = protect(Theory(plan_of(PLAN + NEEDS + needs, tmp_path)), Audience.PUBLIC, threshold=500).plan
    assert shown.needs[0].text == "In 2024 [c] pupils ate nothing"


def test_names_and_planned_numbers_stay_as_they_were_typed(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN.replace("Cook together", "Visit two families a week").replace("| Cook |", "| Panel of four parents |"),
        tmp_path,
    )
    activity = protect(Theory(plan), Audience.PUBLIC).plan.elements[0]
    assert (activity.text, activity.owner) == (
        "Visit two families a week",
        ("Panel of four parents",),
    )


def test_what_is_feared_is_no_plan_but_the_answer_to_it_is(tmp_path: Path) -> None:
    feared = """
| Assumptions & risks | Ref | Kind | What | If it is not true, we will |
|---|---|---|---|---|
| | R1 | Risk | Four families have left, and others follow | Visit two families a week |
"""
    risk = protect(Theory(plan_of(PLAN + feared, tmp_path)), Audience.PUBLIC).plan.register[0]
    assert (risk.text, risk.response) == (
        "[c] families have left, and others follow",
        "Visit two families a week",
    )


def test_a_share_that_is_hidden_is_hidden_in_texts_too(tmp_path: Path) -> None:
    told = """
| Needs | Ref | What | How many | Out of |
|---|---|---|---|---|
| | N1 | Some eat nothing, 43 % in all; 60 % eat late | 43 % | 7 |
"""
    need = protect(Theory(plan_of(PLAN + told, tmp_path)), Audience.PUBLIC).plan.needs[0]
    assert need.text == "Some eat nothing, [c] in all; 60 % eat late"


@pytest.mark.parametrize(
    "told",
    [
        "4 were pregnant",
        "4 étaient enceintes",
        "4 estaban embarazadas",
        "4 estavam grávidas",
        "4 waren schwanger",
        "٤ كن حوامل",
        "12 came, 4 did not",
    ],
)
def test_a_number_that_is_hidden_is_hidden_where_no_word_says_whom_it_counts(told: str, tmp_path: Path) -> None:
    sources = f"""
| Needs | Ref | What | How many | Out of |
|---|---|---|---|---|
| | N1 | Mothers wait for a midwife | 4 | 61 |

| Sources | Ref | Title | Kind | When | What it says | Can it be shared |
|---|---|---|---|---|---|---|
| | E1 | Survey | Survey | 2025-11 | {told} | Yes |
| | E2 | Survey | Survey | 2025-11 | 5 were closed, and 4 rooms were painted | Yes |
"""
    asked, closed = protect(Theory(plan_of(PLAN + sources, tmp_path)), Audience.PUBLIC).plan.sources
    assert asked.finding is not None
    assert HIDDEN in asked.finding
    assert not any(digit in asked.finding for digit in "4٤")
    assert closed.finding == "5 were closed, and 4 rooms were painted"


@pytest.mark.parametrize(
    ("many", "out_of", "shown"),
    [
        ("57", "61", (HIDDEN, "61")),
        ("57 of 61", "", (HIDDEN, None)),
        ("93 %", "61", (HIDDEN, "61")),
        ("31", "61", ("31", "61")),
        ("61", "61", ("61", "61")),
    ],
)
def test_all_but_a_few_are_hidden_as_the_few_would_be(
    many: str, out_of: str, shown: tuple[str, str | None], tmp_path: Path
) -> None:
    counted = f"""
| Needs | Ref | What | How many | Out of |
|---|---|---|---|---|
| | N1 | Mothers wait for a midwife | {many} | {out_of} |

| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | {"% of parents" if "%" in many else "Parents"} who cook | {"%" if "%" in many else "number"} |

| Readings | Measure | Date | Value | Out of |
|---|---|---|---|---|
| | M1 | 2026-01 | {many} | {out_of} |
"""
    plan = protect(Theory(plan_of(PLAN + counted, tmp_path)), Audience.PUBLIC).plan
    need, reading = plan.needs[0], plan.readings[0]
    for number, base in ((need.count, need.out_of), (reading.value, reading.out_of)):
        assert (number and number.text, base and base.text) == shown


@pytest.mark.parametrize(
    ("many", "shown"),
    [("93 %", HIDDEN), ("57", HIDDEN), ("31", "31"), ("5000", "5000")],
)
def test_how_many_were_asked_may_stand_in_the_source(many: str, shown: str, tmp_path: Path) -> None:
    asked = f"""
| Needs | Ref | What | How many | How do you know? |
|---|---|---|---|---|
| | N1 | Mothers wait for a midwife | {many} | E1 |

| Sources | Ref | Title | Kind | When | How many people | Can it be shared |
|---|---|---|---|---|---|---|
| | E1 | Survey of mothers | Survey | 2025-11 | 61 | Yes |
"""
    need = protect(Theory(plan_of(PLAN + asked, tmp_path)), Audience.PUBLIC).plan.needs[0]
    assert need.count is not None
    assert need.count.text == shown


@pytest.mark.parametrize("value", [0, 100])
def test_all_or_nobody_of_a_small_group_is_hidden(value: int, tmp_path: Path) -> None:
    measured = f"""
| Measures | Ref | What it measures | Measure | Unit |
|---|---|---|---|---|
| | M1 | OC1 | % of neighbours who cook | % |

| Readings | Measure | Date | Value | Out of |
|---|---|---|---|---|
| | M1 | 2026-01 | {value} | 6 |
"""
    reading = protect(Theory(plan_of(PLAN + measured, tmp_path)), Audience.FUNDER).plan.readings[0]
    assert reading.value is not None
    assert reading.out_of is not None
    assert (reading.value.text, reading.out_of.text) == (HIDDEN, HIDDEN)
