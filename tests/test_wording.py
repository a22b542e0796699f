"""What the wording rules do beyond their pages: other languages, house terms, and words between quotation marks."""

from pathlib import Path

import pytest

from logicmodel import Theory, check
from logicmodel.checking import not_checked
from logicmodel.config import Config
from logicmodel.model import Place, Plan, Programme
from logicmodel.words.matching import finder
from tests.tables import plan_of

PLAN = """
| Start here | A | B |
|---|---|---|
| | Start here | |
| | Answer in column B. | |
| | Programme name | {name} |
| | Language of this workbook | {language} |

| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Print a newsletter | OC1 |
| | OC1 | Outcome | {text} | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC1 | Number of sessions held |
"""

WORDING = ("W", "M402", "M407")


def said_of(text: str, folder: Path, *, config: Config | None = None, language: str = "English") -> list[str]:
    plan = plan_of(PLAN.format(name="Newsletter", language=language, text=text), folder)
    return [finding.code for finding in check(Theory(plan), config, select=WORDING)]


def test_without_word_lists_the_wording_rules_are_silent_and_say_so(tmp_path: Path) -> None:
    text = "Empower the homeless through confidence"
    assert said_of(text, tmp_path) == ["M407", "W801", "W802", "W803", "M402"]

    assert said_of(text, tmp_path, language="German") == []
    plan = plan_of(PLAN.format(name="Brief", language="German", text=text), tmp_path)
    silent = {each.code: each.needs for each in not_checked(Theory(plan), Config(select=WORDING))}
    assert silent == {
        **dict.fromkeys(("W801", "W802", "W803", "W804"), "word lists for the language of the plan"),
        **dict.fromkeys(("M402", "M407"), "measures, and word lists for the language of the plan"),
    }


@pytest.mark.parametrize(
    ("text", "glossary", "vague"),
    [
        ("Support each other", (), True),
        ("Support each other", ("support",), False),
        ("Housing First", (), True),
        ("Housing First", ("Housing First",), False),
        ("More Housing First flats", (), False),
        ("Address Housing First needs", ("Housing First",), True),
    ],
)
def test_house_terms_are_not_vague(text: str, glossary: tuple[str, ...], vague: bool, tmp_path: Path) -> None:
    assert ("W802" in said_of(text, tmp_path, config=Config(glossary=glossary))) == vague


@pytest.mark.parametrize(
    ("text", "hurts"),
    [
        ("Work reaches the homeless", True),
        ("The homeless, and families, have a room", True),
        ("The homeless are seen by a doctor", True),
        ("The homeless shelter has forty beds", False),
        ("The homeless-led council meets", False),
        ("“The homeless” is no name for us all", False),
        ("People said: ‘the homeless’ is no name", False),
        ('The group "Hard to reach" meets each week', False),
        ("Tenants’ rent and the carers’ pay help the poor", True),
        ("Residents hear of hard‑to‑reach places", True),
        ("Nobody is addicted", False),
        ("The dİsabled", False),
    ],
)
def test_phrases_that_hurt(text: str, hurts: bool, tmp_path: Path) -> None:
    assert ("W803" in said_of(text, tmp_path)) == hurts


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Families eat well by cooking together", True),
        ("Families eat well by spring", False),
        ("Families eat well by 2027", False),
        ("Families throughout the town eat well", False),
        ("Children gain weight; parents have time", True),
        ("Children have peas and carrots", False),
        ("Children have bread and become strong and healthy", True),
        ("Children breathe well so that they can play", True),
    ],
)
def test_two_ideas(text: str, two: bool, tmp_path: Path) -> None:
    assert ("W801" in said_of(text, tmp_path)) == two


@pytest.mark.parametrize("language", ["English", "French", "Spanish"])
def test_no_listed_phrase_is_passed_over(language: str) -> None:
    here = Place(file="plan.xlsx")
    theory = Theory(Plan(programme=Programme(place=here, language=language)))
    words = theory.lexicon
    assert words is not None
    for name in ("participation", "delivered", "connectives", "change_verbs", "vague", "count_starts", "placeholder"):
        phrases = getattr(words, name)
        can_hold = theory.can_hold(name)
        for phrase in phrases:
            for text in (
                phrase,
                f"So ({phrase.upper()}).",
                f"“{phrase}” x",
                f"Ce qu’il  {phrase.replace(' ', '  ')} 4",
            ):
                assert can_hold(text) or not finder(phrases).search(text), (name, text)
