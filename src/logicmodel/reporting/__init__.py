"""Reports: the data of a page (`pages`), and one writer a medium."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from logicmodel.checking import NotChecked, Waived
from logicmodel.errors import UnknownName
from logicmodel.model import Finding
from logicmodel.reporting.findings import findings_page
from logicmodel.reporting.html import to_html
from logicmodel.reporting.markdown import to_markdown
from logicmodel.reporting.pages import Alternative, Page, page_of
from logicmodel.reporting.templates import template_folder
from logicmodel.theory import Theory

__all__ = [
    "FORMATS",
    "Alternative",
    "Page",
    "findings_page",
    "page_of",
    "report",
    "template_folder",
    "to_html",
    "to_markdown",
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
