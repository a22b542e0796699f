"""The road of a report: from a name to a paper, and from a paper to a page."""

import pytest

from logicmodel import report
from logicmodel.cli.group import run
from logicmodel.errors import UnknownName
from logicmodel.reporting import REPORTS, said_of
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, theory_of, young_carers
from tests.reporting.pages import Page


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(
    "theory", [young_carers(), arabic(), theory_of("", name="")], ids=["carers", "arabic", "empty"]
)
def test_every_report_is_a_whole_page_in_html(name: str, theory: Theory) -> None:
    page = Page(report(theory, "html", template=name).text)
    assert page.is_whole
    assert page.values_of("lang")[0] == "en"
    assert page.tags.count("h1") == 1
    assert page.tags.count("table") == page.tags.count("caption")


@pytest.mark.parametrize("name", REPORTS)
def test_the_list_says_in_one_line_what_a_report_holds(name: str) -> None:
    assert said_of(name).endswith(".")


def test_headings_are_written_in_the_language_that_is_asked_for() -> None:
    made = report(young_carers(), "md", template="outcomes", language="French").text
    assert "| Effet | Indicateur | Valeur de départ | Cible |" in made
    assert "À ne pas supposer" in made


def test_a_report_or_language_that_there_is_not_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"^There is no report “outcom”\. Did you mean outcomes\?$"):
        report(young_carers(), "md", template="outcom")
    with pytest.raises(UnknownName, match=r"^No report has headings in “Frensh”\. Did you mean french\?$"):
        report(young_carers(), "md", template="outcomes", language="Frensh")
    with pytest.raises(UnknownName, match=r"Choose one of these: en \(English\), fr \(French\), es \(Spanish\)\.$"):
        report(young_carers(), "md", template="outcomes", language="tlh")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "a.pdf", "--word-template", "house.docx"), "--word-template goes with an output that ends in .docx."),
        (("-o", "a.pdf", "--templates", "ours"), "--templates goes with an output that ends in .html or .md."),
        (("-o", "a.html", "--lang", "fr"), "--lang goes with a report by name. Add --template NAME."),
    ],
)
def test_an_option_that_would_do_nothing_is_told(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "plan.xlsx", *options]) == 2
    assert said in capsys.readouterr().err
