"""Texts that bite: whatever is typed comes out as text, and never acts on the page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel.reporting.media.markdown import escaped
from logicmodel.saying import clean
from tests.reporting.pages import Page
from tests.reporting.plans import report_saying

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></script><img src=x onerror=alert(1)>",
    "<!-- ",
    "]]> -->",
    "&lt;b&gt; & &amp; &#x41;",
    "{{ 7*7 }} {% for a in b %} {# note",
    "=HYPERLINK(“x”)",
    "\"><svg onload='alert(1)'>",
    "'\" onmouseover=alert(1) x='",
    "safe\u202egnp.exe\u202c and \u2066this\u2069",
    "bell\x07 back\x08 escape\x1b[31m zero\x00 last\x9f",
    "no\ufffe\uffff\ufdd0character",
    "half \ud800 of one",
    "line one\nline two\r\nline three\u2028line four",
    "a | b || c \\| d",
    "`code` ``` fence ~~gone~~ $x$",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "[link](javascript:alert(1)) ![x](y) <http://x>",
    "**bold** _soft_ __init__",
    "👩‍👧‍👦 ñandú שלום الشباب ไทย",
)


@pytest.fixture(scope="module")
def usual() -> Page:
    """The page of the same plan with plain words in it."""
    return Page(report_saying(lambda what: f"words {what}", "html"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_comes_out_as_text(text: str, usual: Page) -> None:
    page = Page(report_saying(lambda what: f"{text} {what}", "html"))
    assert page.is_whole
    assert page.tags == usual.tags
    for what in (
        "name",
        "problem",
        "need",
        "activity",
        "first reason",
        "evidence",
        "risk",
        "measure",
        "kept",
        "advice",
    ):
        assert clean(f"{text} {what}") in page.text, what


@settings(max_examples=40)  # each makes a whole page
@given(texts=st.lists(st.text(st.characters(codec=None), min_size=1), min_size=1, max_size=8))
def test_any_texts_give_a_whole_page_of_the_same_build(usual: Page, texts: list[str]) -> None:
    said: list[str] = []

    def any_text(what: str) -> str:
        said.append(what)
        return f"{texts[len(said) % len(texts)]} {what}"

    page = Page(report_saying(any_text, "html"))
    assert page.is_whole
    assert page.tags == usual.tags


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_can_be_written_and_holds_no_sign_that_turns_it_around(text: str) -> None:
    for name in ("html", "md"):
        page = report_saying(lambda what: f"{text} {what}", name)
        page.encode("utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff]", page)


def test_a_template_in_a_text_is_not_worked_out() -> None:
    for name in ("html", "md"):
        assert "49" not in report_saying(lambda what: "{{ 7*7 }}" + what, name)


def test_the_longest_cell_of_a_workbook_comes_out_whole() -> None:
    text = "word" * 8191 + "end"
    page = Page(report_saying(lambda what: text if what == "need" else what, "html"))
    assert text in page.text


# -- Markdown ---------------------------------------------------------------------------------------------------------


def rows_of(markdown: str) -> list[list[int]]:
    """Give, for each table, how many cells each of its rows has."""
    tables: list[list[int]] = [[]]
    for line in markdown.splitlines():
        if line.startswith("|"):
            tables[-1].append(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) - 1)
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]


@pytest.mark.parametrize("text", HOSTILE)
def test_tables_in_markdown_keep_their_columns(text: str) -> None:
    tables = rows_of(report_saying(lambda what: f"{text} {what}", "md"))
    assert len(tables) == 14
    assert all(len(set(table)) == 1 and len(table) > 2 for table in tables)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_is_markup_in_markdown(text: str) -> None:
    page = report_saying(lambda what: f"{text} {what}", "md")
    usual = report_saying(lambda what: f"words {what}", "md")
    active = re.sub(r"\\.", "x", page).replace("<br>", "")
    assert not re.search(r"<|`|~~|\$|!\[|\]\(|\{#", active.replace("{# note", ""))
    starts = [re.match(r" *([#>*+|-]+|\d+[.)])?", line) for line in active.splitlines()]
    assert [start[1] for start in starts if start] == [
        start[1] for line in usual.splitlines() if (start := re.match(r" *([#>*+|-]+|\d+[.)])?", line))
    ]


def test_what_means_nothing_in_markdown_is_left_as_it_is() -> None:
    assert escaped("Families’ 2026-04 plan: 3.5 % (of 10) – a/b + c = d > e & f!") == (
        "Families’ 2026-04 plan: 3.5 % (of 10) – a/b + c = d > e & f!"
    )
