"""What must hold for any workbook: where an arrow is typed, in which language the headings are, what is added, what is selected."""

import io
import re
from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from logicmodel import Theory, check, read_plan
from logicmodel.config import Config
from logicmodel.model import Finding, Profile
from logicmodel.rules import RULES
from logicmodel.sheets import NAMES, columns
from logicmodel.workbook.names import heading

Row = dict[str, str]
Sheets = dict[str, list[Row]]

STAGES = ["Input", "Activity", "Output", "Short-term outcome", "Long-term outcome", "Outcome", "Impact"]
TEXTS = [
    "Parents cook at home",
    "Homes are warm and dry",
    "Visit each family twice",
    "Run a drop-in on Mondays",
    "40 leaflets printed",
    "Tenants know their rights",
    "Fewer tenants are evicted",
    "Number of pupils referred",
    "Improved resilience",
    "Provide advice to tenants",
    "Everyone always has a friend",
    "Landlords repair what is broken",
]
NEEDS = ["Families eat badly", "Homes are damp", "Lack of an advice centre"]
MEASURES = ["Number of sessions held", "Share who cook three times a week", "Days of damp a year"]
ASSUMPTIONS = ["Rents stay low", "Landlords answer letters", "Staff stay"]
CHANGES = ["", "", "Knowledge", "Behaviour", "Condition", "Policy adopted", "Opportunity"]
MONTHS = ["", "2026-04", "2026-12", "2027-06"]


def among(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


@st.composite
def workbooks(draw: st.DrawFn) -> Sheets:
    """Draw a workbook of five sheets, arrows of every kind in Links and the others in Leads to, circles included."""
    count = draw(st.integers(3, 9))
    refs = [f"B{number}" for number in range(1, count + 1)]
    needs = [f"N{number}" for number in range(1, draw(st.integers(0, 3)) + 1)]
    texts = draw(st.permutations(TEXTS))
    pairs = draw(st.lists(st.tuples(st.sampled_from(refs), st.sampled_from(refs)), max_size=14, unique=True))
    in_links = draw(st.integers(0, len(pairs)))
    plan = [
        {
            "Ref": ref,
            "Stage": draw(among(*STAGES)),
            "What": text,
            "Leads to": ", ".join(effect for cause, effect in pairs[in_links:] if cause == ref),
            "For whom": draw(among("", "Parents", "Tenants")),
            "Kind of change": draw(among(*CHANGES)),
            "Meets need": draw(among("", *needs)),
            "Who leads": draw(among("", "Team lead", "Panel; Team lead")),
            "Start": draw(among(*MONTHS)),
            "End": draw(among(*MONTHS)),
            "Level": draw(among("", "Individual or family", "Community or system")),
        }
        for ref, text in zip(refs, texts, strict=False)
    ]
    links = [
        {
            "From": cause,
            "To": effect,
            "Because": draw(among("", "they have time")),
            "Evidence level": draw(among("", "", "1", "4")),
            "Kind": draw(among("", "", "", "May harm", "Feeds back to")),
            "Needed?": draw(among("", "", "Necessary")),
        }
        for cause, effect in pairs[:in_links]
    ]
    return {
        "Needs": [
            {"Ref": ref, "Kind": "Need", "What": text, "How serious": draw(among("2", "4")), "Chosen": draw(among("", "Yes"))}
            for ref, text in zip(needs, NEEDS, strict=False)
        ],
        "Plan": plan,
        "Links": links,
        "Measures": [
            {"Ref": f"M{number}", "What it measures": draw(st.sampled_from(refs)), "Measure": text, "Now": draw(among("", "5")), "Aim": "4"}
            for number, text in enumerate(draw(st.lists(st.sampled_from(MEASURES), max_size=3, unique=True)), 1)
        ],
        "Assumptions & risks": [
            {"Ref": f"A{number}", "Kind": draw(among("Assumption", "Risk")), "What": text, "Applies to": draw(among("", *refs)), "Likelihood": draw(among("1", "4")), "Effect if so": draw(among("2", "5"))}
            for number, text in enumerate(draw(st.lists(st.sampled_from(ASSUMPTIONS), max_size=3, unique=True)), 1)
        ],
    }  # fmt: skip


def theory_of(sheets: Sheets, headings: dict[tuple[str, str], str] | None = None) -> Theory:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        if rows:
            columns = list(dict.fromkeys(heading for row in rows for heading in row))
            page = book.create_sheet(name)
            page.append([(headings or {}).get((name, heading), heading) for heading in columns])
            for row in rows:
                page.append([row.get(heading, "") or None for heading in columns])
    stream = io.BytesIO()
    book.save(stream)
    return Theory(read_plan("-", standard_input=stream.getvalue()))


def findings(sheets: Sheets) -> list[Finding]:
    return check(theory_of(sheets), Config(profile=Profile.PLAN))


def said(found: Iterable[Finding]) -> Counter[tuple[object, ...]]:
    """Count findings by all that they say but the place."""
    return Counter((each.code, each.severity, each.message, each.advice, each.about, each.refs) for each in found)


def asked_for(found: Iterable[Finding], code: str) -> set[str]:
    """Give what a rule speaks about, one by one even where it speaks of most of them at once."""
    its = [each for each in found if each.code == code]
    return {ref for each in its for ref in (each.refs if each.about == "plan" else (each.about,))}


few = settings(deadline=None, max_examples=25)


@few
@given(workbooks())
def test_arrows_may_be_typed_at_either_end(sheets: Sheets) -> None:
    turned: dict[str, list[str]] = {}
    for row in sheets["Plan"]:
        for effect in filter(None, row["Leads to"].split(", ")):
            turned.setdefault(effect, []).append(row["Ref"])
    plan = [{**row, "Leads to": "", "Comes from": ", ".join(turned.get(row["Ref"], ()))} for row in sheets["Plan"]]
    assert said(findings({**sheets, "Plan": plan})) == said(findings(sheets))


@few
@given(workbooks(), among("fr", "es", "de", "pt", "ar"))
def test_headings_may_be_in_another_language(sheets: Sheets, language: str) -> None:
    names = {
        (NAMES[sheet], column.heading): heading(column, language)
        for sheet in ("needs", "elements", "links", "indicators", "register")
        for column in columns(sheet)
    }
    other = check(theory_of(sheets, names), Config(profile=Profile.PLAN))
    assert said(other) == said(findings(sheets))


@few
@given(workbooks())
def test_a_reason_is_never_asked_for_again(sheets: Sheets) -> None:
    before = findings(sheets)
    wanting = asked_for(before, "L205") | asked_for(before, "L208")
    links = [
        {**row, "Because": row["Because"] or "they told us so"} if f"{row['From']}>{row['To']}" in wanting else row
        for row in sheets["Links"]
    ]
    typed = {f"{row['From']}>{row['To']}" for row in sheets["Links"] if row["Kind"] in ("", "Leads to")}
    links += [
        {"From": cause, "To": effect, "Because": "they told us so"}
        for cause, effect in (arrow.split(">") for arrow in sorted(wanting - typed))
    ]
    after = findings({**sheets, "Links": links})
    assert asked_for(after, "L205") == asked_for(after, "L208") == set()
    assert asked_for(after, "S109") <= asked_for(before, "S109")


@few
@given(workbooks())
def test_a_measure_is_never_asked_for_again(sheets: Sheets) -> None:
    before = findings(sheets)
    for code in ("M401", "M408"):
        wanting = sorted(asked_for(before, code))
        added = [
            {"Ref": f"M{number}", "What it measures": ref, "Measure": f"Share who say so of {ref}"}
            for number, ref in enumerate(wanting, 11)
        ]
        after = findings({**sheets, "Measures": [*sheets["Measures"], *added]})
        assert asked_for(after, code) == set()


@few
@given(workbooks())
def test_an_owner_is_never_asked_for_again(sheets: Sheets) -> None:
    wanting = asked_for(findings(sheets), "P601")
    plan = [{**row, "Who leads": "Family worker"} if row["Ref"] in wanting else row for row in sheets["Plan"]]
    assert asked_for(findings({**sheets, "Plan": plan}), "P601") == set()


@few
@given(workbooks())
def test_arrows_back_that_are_marked_as_feedback_are_no_circle(sheets: Sheets) -> None:
    place = {row["Ref"]: number for number, row in enumerate(sheets["Plan"])}
    back = [
        (row["Ref"], effect)
        for row in sheets["Plan"]
        for effect in filter(None, row["Leads to"].split(", "))
        if place[effect] <= place[row["Ref"]]
    ]
    plan = [
        {**row, "Leads to": ", ".join(each for each in row["Leads to"].split(", ") if (row["Ref"], each) not in back)}
        for row in sheets["Plan"]
    ]
    links = [
        {**row, "Kind": "Feeds back to"} if place[row["To"]] <= place[row["From"]] else row for row in sheets["Links"]
    ]
    links += [{"From": cause, "To": effect, "Kind": "Feeds back to"} for cause, effect in back]
    assert asked_for(findings({**sheets, "Plan": plan, "Links": links}), "S103") == set()


@few
@given(workbooks())
def test_what_a_circle_is_told_to_do_ends_it(sheets: Sheets) -> None:
    links = sheets["Links"]
    plan = [{**row, "Leads to": ""} for row in sheets["Plan"]]
    for row in sheets["Plan"]:
        links = [
            *links,
            *({"From": row["Ref"], "To": each, "Kind": ""} for each in row["Leads to"].split(", ") if each),
        ]
    for _ in range(len(links) + 1):
        circles = [each for each in findings({**sheets, "Plan": plan, "Links": links}) if each.code == "S103"]
        if not circles:
            return
        arrow = re.findall(r"give (\S+) the Kind", circles[0].advice)[0]
        links = [{**row, "Kind": "Feeds back to"} if f"{row['From']}>{row['To']}" == arrow else row for row in links]
    raise AssertionError("the circles never end")


@few
@given(workbooks(), st.sampled_from(sorted({*(each.code for each in RULES), *"DSLNMAPEWV", "L2", "M40"})))
def test_selecting_any_rule_gives_its_part_of_the_whole(sheets: Sheets, code: str) -> None:
    theory = theory_of(sheets)
    whole = check(theory, profile="plan")
    assert check(theory, profile="plan", select=[code]) == [each for each in whole if each.code.startswith(code)]
