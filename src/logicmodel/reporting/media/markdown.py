"""A report as Markdown, as GitHub and most wikis read it. A drawing is told in words."""

from pathlib import Path

from logicmodel.patterns import pattern_of
from logicmodel.reporting.pages import Page
from logicmodel.reporting.paper import Paper
from logicmodel.reporting.phrases import phrases
from logicmodel.reporting.templates import fill_in

_SIGNS = pattern_of(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
_AT_START = pattern_of(r"^(\d{1,9}(?=[.)])|(?=[-+=#>]))")


def escaped(text: str) -> str:
    r"""Keep signs that mean something in Markdown from meaning it.

    >>> escaped("# <b>A|B</b>"), escaped("1. one"), escaped("2026-04"), escaped("&lt; Q&A")
    ('\\# \\<b>A\\|B\\</b>', '1\\. one', '2026-04', '\\&lt; Q&A')
    """
    return _AT_START.sub(r"\1\\", _SIGNS.sub(r"\\\g<0>", text))


def to_markdown(page: Page, folder: Path | None = None) -> str:
    """Write a page as Markdown.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    return fill_in("report.md.j2", {"page": page}, folder, printed)


def paper_to_markdown(paper: Paper, folder: Path | None = None) -> str:
    """Write a paper as Markdown; a picture is told in words.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    return fill_in("paper.md.j2", {"paper": paper, "words": phrases(paper.language).texts}, folder, printed)


def printed(value: object) -> object:
    """Make fit what a template prints, unless it is Markdown already."""
    from markupsafe import Markup

    return value if hasattr(value, "__html__") else Markup(escaped(str(value)))
