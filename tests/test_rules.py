"""Each rule does what its page says: `rules/<code>.md` is its specification, its test and its page in the manual.

A page has sections “Fails …” and “Passes …”. Each holds the tables of a plan; a failing one also the findings of this
rule to the letter, each as a line with place, severity, code and message, and the advice below it. “Profile: plan”
before the tables sets the profile; the default is theory. “Ignore: M408” leaves a rule out of the run, for one that
asks what others find. “Audience: funder” says for whom a copy is made; tables below the heading “Shared earlier” are the
version that went out before.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from logicmodel import Theory, check
from logicmodel.checking import not_checked
from logicmodel.config import Config
from logicmodel.listing import to_concise
from logicmodel.model import Audience, Finding, Profile
from logicmodel.rules import RULES
from logicmodel.rules.rule import Rule
from tests.tables import plan_of

PAGES = sorted(Path(__file__).parent.glob("rules/*.md"))
SECTION = re.compile(r"^## (Fails|Passes)(.*?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CASES = [
    pytest.param(page.stem, kind, body, id=f"{page.stem}-{kind.casefold()}-{number}")
    for page in PAGES
    for number, (kind, _, body) in enumerate(SECTION.findall(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(("code", "kind", "body"), CASES)
def test_a_rule_does_what_its_page_says(code: str, kind: str, body: str, tmp_path: Path) -> None:
    profile = re.search(r"^Profile: (\w+)$", body, re.MULTILINE)
    ignored = re.search(r"^Ignore: (.+)$", body, re.MULTILINE)
    audience = re.search(r"^Audience: (\w+)$", body, re.MULTILINE)
    body, _, earlier = body.partition("### Shared earlier\n")
    config = Config(
        profile=Profile(profile[1]) if profile else Profile.THEORY,
        select=(code,),
        ignore=tuple(ignored[1].split(", ")) if ignored else (),
        today=date(2026, 3, 1),
        audience=Audience(audience[1]) if audience else Audience.INTERNAL,
        earlier=plan_of(earlier, tmp_path, "earlier.xlsx") if earlier else None,
    )
    expected = re.search(r"^```findings\n(.*?)^```$", body + earlier, re.MULTILINE | re.DOTALL)
    assert bool(expected) == (kind == "Fails"), "a failing plan shows its findings, a passing one has none"

    found = check(Theory(plan_of(body, tmp_path)), config)

    assert as_on_a_page(found) == (expected[1] if expected else "")


def as_on_a_page(findings: list[Finding]) -> str:
    return "".join(f"{to_concise([finding])}   {finding.advice}\n" for finding in findings)


CODES = [rule.code for rule in RULES]


def test_every_rule_has_a_page_with_a_plan_that_fails_and_one_that_passes() -> None:
    kinds = {code: {case.values[1] for case in CASES if case.values[0] == code} for code in CODES}
    assert kinds == {code: {"Fails", "Passes"} for code in CODES}
    assert {page.stem for page in PAGES} == set(CODES)


def test_no_code_stands_twice() -> None:
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_page_names_its_rule(rule: Rule) -> None:
    page = Path(__file__).parent.joinpath("rules", f"{rule.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.code} {rule.name}\n")


@pytest.mark.parametrize(("profile", "listed"), [(Profile.THEORY, ["N301"]), (Profile.PLAN, [])])
def test_a_plan_without_needs_is_not_checked_for_answers_until_it_is_to_be_delivered(
    profile: Profile, listed: list[str], tmp_path: Path
) -> None:
    plan = plan_of("| Plan | Stage | What |\n|---|---|---|\n| | Activity | Advise tenants |", tmp_path)
    silent = not_checked(Theory(plan), Config(profile=profile, select=("N301",)))
    assert [each.code for each in silent] == listed
