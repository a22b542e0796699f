"""Reports: the data of a page (`pages`), and one writer a medium."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from logicmodel.checking import NotChecked, Waived
from logicmodel.errors import UnknownName
from logicmodel.model import Finding
from logicmodel.reporting.findings import findings_page
from logicmodel.reporting.html import paper_to_html, to_html, to_interactive
from logicmodel.reporting.interactive import FoundAt, interactive_page_of
from logicmodel.reporting.markdown import paper_to_markdown, to_markdown
from logicmodel.reporting.pages import Page, page_of
from logicmodel.reporting.paper import Alternative, Asked, Paper, with_words
from logicmodel.reporting.papers import REPORTS, RUNS_AT_LEAST, report_called, said_of
from logicmodel.reporting.phrases import report_language
from logicmodel.reporting.templates import template_folder
from logicmodel.theory import Theory

__all__ = [
    "FORMATS",
    "PICTURES",
    "REPORTS",
    "RUNS_AT_LEAST",
    "Alternative",
    "Asked",
    "FoundAt",
    "Page",
    "Paper",
    "findings_page",
    "interactive_page_of",
    "page_of",
    "report",
    "report_called",
    "report_language",
    "said_of",
    "template_folder",
    "to_html",
    "to_interactive",
    "to_markdown",
    "with_words",
    "write_paper",
]

FORMATS = ("html", "md")
"""The media that a report can be written in, by the ending of a file's name."""

MOST_CELLS = 100
"""As many cells that were not used are listed for one reason in a page; Markdown lists them all."""


def report(
    theory: Theory,
    findings: Sequence[Finding],
    *,
    format: str = "html",  # noqa: A002 - the word that people use
    drawing: str | None = None,
    alternative: Alternative | None = None,
    made_on: date | None = None,
    not_checked: Iterable[NotChecked] = (),
    waived: Iterable[Waived] = (),
    template_folder: Path | None = None,
) -> str:
    """Write everything about a plan as one page.

    `format` is a name from FORMATS. `drawing` is the drawing of the plan as SVG text, made by this program, and
    `alternative` the same in words (`logicmodel.drawing.text_alternative`); Markdown takes the words only. `made_on`
    is the day that the page names. Files of `template_folder` stand in for our templates of the same names.

    Raises UnknownName for a format that there is not, and TemplateTrouble if a template cannot be filled in.
    """
    if format not in FORMATS:
        raise UnknownName(f"There is no format “{format}” of a report. Choose {' or '.join(FORMATS)}.")
    page = page_of(
        theory,
        findings,
        alternative=alternative,
        made_on=made_on,
        not_checked=not_checked,
        waived=waived,
        most_cells=MOST_CELLS if format == "html" else None,
    )
    return to_html(page, drawing, template_folder) if format == "html" else to_markdown(page, template_folder)


def write_paper(
    paper: Paper,
    format: str,  # noqa: A002 - as above
    pictures: Mapping[str, bytes],
    template_folder: Path | None = None,
) -> bytes:
    """Write a paper in a medium.

    `format` is a name from FORMATS. `pictures` holds the drawings of its pictures by the name of their view, in the form
    that PICTURES names for the medium; what is missing is told in words.

    Raises UnknownName for a format that there is not, and TemplateTrouble if a template cannot be filled in.
    """
    if format == "html":
        return paper_to_html(paper, pictures, template_folder).encode("utf-8")
    if format == "md":
        return paper_to_markdown(paper, template_folder).encode("utf-8")
    raise UnknownName(f"There is no format “{format}” of a report. Choose {' or '.join(FORMATS)}.")


PICTURES = {"html": "svg"}
"""Format of a paper → format of the drawings in it; other formats tell drawings in words."""
