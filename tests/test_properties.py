"""What must hold for any plan: the order of rows, the spelling of Refs and the order of arrows are no findings."""

import csv
import io
import random
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel import Theory, check, read_plan
from logicmodel.config import Config
from logicmodel.model import Finding, Profile

HEADINGS = [
    "Ref",
    "Stage",
    "What",
    "Leads to",
    "For whom",
    "Because",
    "What must be true",
    "Evidence level",
    "Start",
    "End",
]
STAGES = ["Input", "Activity", "Output", "Short-term outcome", "Medium-term outcome", "Outcome", "Impact", ""]
WORDS = [
    "Parents cook at home",
    "Homes are warm",
    "Visit each family",
    "Run a drop-in",
    "Leaflets printed",
    "Tenants know their rights",
    "Fewer evictions",
    "Schools refer pupils",
    "Improved resilience",
    "Provide advice",
    "Everyone has a friend",
    "Landlords repair",
]

Rows = list[list[str]]
settings.register_profile("plans", deadline=None, max_examples=60)


@st.composite
def plans(draw: st.DrawFn) -> Rows:
    """Draw a sheet Plan of up to ten boxes with any arrows between them, circles and arrows to nowhere included."""
    count = draw(st.integers(2, 10))
    refs = [f"B{number}" for number in range(1, count + 1)]
    texts = draw(st.permutations(WORDS))
    rows = []
    for ref, text in zip(refs, texts, strict=False):
        effects = draw(st.lists(st.sampled_from(refs), max_size=3, unique=True))
        rows.append(
            [
                ref,
                draw(st.sampled_from(STAGES)),
                text,
                ", ".join(effects),
                draw(st.sampled_from(["", "Parents", "Tenants"])),
                draw(st.sampled_from(["", "they have time"])),
                draw(st.sampled_from(["", "Rents stay low"])),
                draw(st.sampled_from(["", "", "1", "4"])),
                draw(st.sampled_from(["", "2026-04", "2027-01"])),
                draw(st.sampled_from(["", "2026-12", "2028-03"])),
            ]
        )
    return rows


def findings(rows: Rows) -> list[Finding]:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADINGS, *rows])
    plan = read_plan("-", standard_input=sheet.getvalue().encode())
    return check(Theory(plan), Config(profile=Profile.PLAN))


def counted(found: list[Finding]) -> Counter[tuple[str, str, int | None]]:
    """Count findings by what they say, whatever their place; a tie is settled by order, and only by that."""
    return Counter((each.code, str(each.severity), each.count) for each in found)


@settings(settings.get_profile("plans"))
@given(plans(), st.randoms(use_true_random=False))
def test_shuffled_rows_have_the_same_findings(rows: Rows, chance: random.Random) -> None:
    shuffled = rows[:]
    chance.shuffle(shuffled)
    assert counted(findings(shuffled)) == counted(findings(rows))


@settings(settings.get_profile("plans"))
@given(plans())
def test_arrows_in_another_order_have_the_same_findings(rows: Rows) -> None:
    turned = [[*row[:3], ", ".join(reversed(row[3].split(", "))), *row[4:]] for row in rows]
    assert findings(turned) == findings(rows)


@settings(settings.get_profile("plans"))
@given(plans(), st.permutations(range(1, 11)))
def test_renamed_refs_have_the_same_findings(rows: Rows, numbers: list[int]) -> None:
    def renamed(text: str) -> str:
        return re.sub(r"\bB(\d+)\b", lambda ref: f"Z{numbers[int(ref[1]) - 1]}", text)

    def told(found: list[Finding], rename: bool) -> list[tuple[str, ...]]:
        change = renamed if rename else str
        return [
            (
                each.code,
                str(each.severity),
                change(each.message),
                change(each.advice),
                change(each.about),
                str(each.place),
            )
            for each in found
        ]

    anew = [[renamed(row[0]), *row[1:3], renamed(row[3]), *row[4:]] for row in rows]
    assert sorted(told(findings(anew), False)) == sorted(told(findings(rows), True))


@settings(settings.get_profile("plans"))
@given(plans(), st.sampled_from(["S", "L2", "L205", "M", "A5", "W", "P60", "D"]))
def test_selecting_gives_that_part_of_the_whole(rows: Rows, code: str) -> None:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADINGS, *rows])
    theory = Theory(read_plan("-", standard_input=sheet.getvalue().encode()))
    whole = check(theory, profile="plan")
    assert check(theory, profile="plan", select=[code]) == [each for each in whole if each.code.startswith(code)]
