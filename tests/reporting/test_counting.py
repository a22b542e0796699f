"""Words of a part, held against those that a funder allows."""

from datetime import date

from logicmodel import report
from logicmodel.config import Config, Funder
from logicmodel.model import Profile
from logicmodel.reporting.counting import word_counts
from logicmodel.reporting.paper import Bullets, Paper, Paragraph, Section
from logicmodel.saying import ours, own
from tests.drawing.plans import young_carers
from tests.reporting.papers import paper_with


def three_parts(**allowed: int) -> Paper:
    sections = (
        Section(title=ours("The need"), blocks=(Paragraph(text=own("Young people eat alone.")),)),
        Section(title=ours("The drawing"), blocks=(Bullets(items=(own("one two"), own("three"))),)),
        Section(title=ours("Beneath it"), blocks=(Paragraph(text=own("four five")),), level=2),
        Section(title=ours("What was not checked"), blocks=(Paragraph(text=ours("Nothing of it counts.")),)),
    )
    names = {name.replace("_", " "): number for name, number in allowed.items()}
    return paper_with(name="every", allowed_words=names, sections=sections)


def test_a_chapter_is_counted_with_what_stands_beneath_it() -> None:
    (count,) = word_counts(three_parts(the_drawing=8))
    assert (count.used, count.is_over) == (2 + 3 + 2 + 2, True)
    assert count.said == "“the drawing” has 9 words, and 8 are allowed: 1 too many."


def test_a_report_is_counted_by_its_name_without_what_every_report_says() -> None:
    (count,) = word_counts(three_parts(every=15))
    assert (count.used, count.is_over) == (15, False)


def test_a_part_that_a_paper_does_not_have_is_not_counted() -> None:
    assert word_counts(three_parts(budget=10)) == ()


def test_a_report_says_how_many_words_it_has_of_those_allowed() -> None:
    fund = Funder(
        name="our-fund",
        title="Small grants",
        funder="Hill Street Trust",
        checked_on=date(2026, 3, 2),
        sources=(),
        note="Check the call.",
        base=Profile.THEORY,
        words_per_part={"Summary": 10, "risks": 400},
    )
    made = report(young_carers(), "md", template="narrative", config=Config(funder=fund))
    assert [(each.part, each.allowed, each.is_over) for each in made.words] == [("Summary", 10, True)]
    assert f"- Words: Summary: {made.words[0].used} of 10 words\n" in made.text
