"""A report as one HTML file: nothing is fetched, and no script is needed."""

from pathlib import Path

from logicmodel.reporting.pages import Page
from logicmodel.reporting.templates import fill_in, text_of


def to_html(page: Page, drawing: str | None = None, folder: Path | None = None) -> str:
    """Write a page as HTML, with a drawing as SVG text that this program has made; it goes in as it is.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    from markupsafe import Markup

    style = text_of("style.css", folder).replace("</", "<\\/")  # so that nothing in it ends the style
    svg = None if drawing is None else Markup(drawing[drawing.index("<svg") :].strip())
    return fill_in("report.html.j2", {"page": page, "drawing": svg, "style": Markup(style)}, folder)
