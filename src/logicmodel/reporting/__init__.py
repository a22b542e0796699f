"""Reports: the data of a page (`pages`), and one writer a medium."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from logicmodel.checking import NotChecked, Waived
from logicmodel.errors import UnknownName
from logicmodel.model import Audience, Finding
from logicmodel.reporting.counting import WordCount, with_word_counts, word_counts, words_of
from logicmodel.reporting.findings import findings_page
from logicmodel.reporting.interactive import interactive_page_of
from logicmodel.reporting.interactive_filters import FoundAt
from logicmodel.reporting.media.html import own_html, paper_to_html, to_html, to_interactive, to_still
from logicmodel.reporting.media.markdown import paper_to_markdown, printed, to_markdown
from logicmodel.reporting.media.pdf import Pages, pages_of, paper_to_pdf, signs_without_font, with_pages
from logicmodel.reporting.media.sheets import paper_to_workbook
from logicmodel.reporting.media.word import paper_to_word
from logicmodel.reporting.media.word_document import word_template
from logicmodel.reporting.pages import Page, page_of
from logicmodel.reporting.paper import Alternative, Asked, Paper, on_pages, page_name, with_words
from logicmodel.reporting.papers import REPORTS, RUNS_AT_LEAST, report_called, said_of
from logicmodel.reporting.phrases import report_language
from logicmodel.reporting.shapes import sheet_for
from logicmodel.reporting.still import still_page_of
from logicmodel.reporting.templates import fill_in_file, template_folder
from logicmodel.reporting.whole import paper_of
from logicmodel.theory import Theory

__all__ = [
    "FORMATS",
    "MOST_CELLS",
    "PICTURES",
    "REPORTS",
    "RUNS_AT_LEAST",
    "TEXTS",
    "Alternative",
    "Asked",
    "FoundAt",
    "Page",
    "Pages",
    "Paper",
    "WordCount",
    "findings_page",
    "interactive_page_of",
    "medium_of",
    "on_pages",
    "own_report",
    "page_name",
    "page_of",
    "pages_of",
    "paper_of",
    "report",
    "report_called",
    "report_language",
    "said_of",
    "sheet_for",
    "signs_without_font",
    "still_page_of",
    "template_folder",
    "to_html",
    "to_interactive",
    "to_markdown",
    "to_still",
    "with_pages",
    "with_word_counts",
    "with_words",
    "word_counts",
    "word_template",
    "words_of",
    "write_paper",
]

FORMATS = ("html", "md", "docx", "pdf", "xlsx")
"""The media that a report can be written in, by the ending of a file's name."""

TEXTS = ("html", "md")
"""Those that a template writes."""

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
    audience: str = Audience.INTERNAL,
) -> str:
    """Write everything about a plan as one page of text.

    `format` is a name from TEXTS. `drawing` is the drawing of the plan as SVG text, made by this program, and
    `alternative` the same in words (`logicmodel.drawing.text_alternative`); Markdown takes the words only. `made_on`
    is the day that the page names, `audience` those whom its plan was protected for. Files of `template_folder` stand in for our templates of the same names.

    Raises UnknownName for a format that there is not, and TemplateTrouble if a template cannot be filled in.
    """
    if format not in TEXTS:
        raise UnknownName(f"There is no format “{format}” of a report. Choose {' or '.join(TEXTS)}.")
    page = page_of(
        theory,
        findings,
        alternative=alternative,
        made_on=made_on,
        not_checked=not_checked,
        waived=waived,
        most_cells=MOST_CELLS if format == "html" else None,
        audience=audience,
    )
    return to_html(page, drawing, template_folder) if format == "html" else to_markdown(page, template_folder)


def write_paper(
    paper: Paper,
    format: str,  # noqa: A002 - as above
    pictures: Mapping[str, bytes],
    template_folder: Path | None = None,
    house: bytes | None = None,
) -> bytes:
    """Write a paper in a medium.

    `format` is a name from FORMATS. `pictures` holds the drawings of its pictures by the name of their view, in the form
    that PICTURES names for the medium; what is missing is told in words. `house` is a document of Word whose
    styles, header and footer are taken.

    Raises UnknownName for a format that there is not, TemplateTrouble if a template cannot be filled in, and
    CannotSetType if a PDF cannot be set.
    """
    if format == "html":
        return paper_to_html(paper, pictures, template_folder).encode("utf-8")
    if format == "md":
        return paper_to_markdown(paper, template_folder).encode("utf-8")
    if format == "docx":
        return paper_to_word(paper, pictures, house)
    if format == "pdf":
        return paper_to_pdf(paper, pictures)
    if format == "xlsx":
        return paper_to_workbook(paper)
    raise UnknownName(f"There is no format “{format}” of a report. Choose {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")


def own_report(path: Path, page: Page, paper: Paper, drawing: str | None = None) -> str:
    """Fill in a template of the user's: a file called .html.j2, .md.j2 or .txt.j2, which names its medium.

    The template sees `page`, `paper` (the same in sections of blocks), and in HTML `drawing` as SVG and our `style`. What
    it prints is made fit for its medium.

    Raises TemplateTrouble if the template is missing, cannot be read, or does what templates may not do.
    """
    values: dict[str, object] = {"page": page, "paper": paper}
    medium = medium_of(path)
    if medium == "html":
        return own_html(path, values, drawing)
    return fill_in_file(path, values, printed if medium == "md" else None, escapes=medium == "md")


def medium_of(path: Path) -> str:
    """Say what a template of the user's makes: the ending before its last one.

    >>> medium_of(Path("ours/letter.html.j2"))
    'html'

    Raises UnknownName for an ending that there is not.
    """
    medium = path.suffixes[-2].removeprefix(".").casefold() if len(path.suffixes) > 1 else ""
    if path.suffix.casefold() != ".j2" or medium not in OWN:
        raise UnknownName(
            f"{path}: a template ends in {', '.join(f'.{each}.j2' for each in OWN[:-1])} or .{OWN[-1]}.j2."
        )
    return medium


OWN = ("html", "md", "txt")
"""What a template of the user's can make, by the ending before its last one."""

PICTURES = {"html": "svg", "docx": "png", "pdf": "sheet"}
"""Format of a paper → format of the drawings in it; other formats tell drawings in words."""
