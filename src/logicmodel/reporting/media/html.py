"""A report as one HTML file: nothing is fetched, and no script is needed; and the interactive page, with its own."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from logicmodel.patterns import pattern_of
from logicmodel.reporting.interactive import InteractivePage
from logicmodel.reporting.pages import Page
from logicmodel.reporting.paper import Paper
from logicmodel.reporting.phrases import phrases
from logicmodel.reporting.still import StillPage
from logicmodel.reporting.templates import fill_in, fill_in_file, page_folder, text_of

if TYPE_CHECKING:
    from markupsafe import Markup


_PROLOG = pattern_of(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>")


def to_html(page: Page, drawing: str | None = None, folder: Path | None = None) -> str:
    """Write a page as HTML, with a drawing as SVG text that this program has made; it goes in as it is.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    svg = None if drawing is None else _inline(drawing)
    return fill_in("report.html.j2", {"page": page, "drawing": svg, "style": _style(folder)}, folder)


def paper_to_html(paper: Paper, pictures: Mapping[str, bytes], folder: Path | None = None) -> str:
    """Write a paper as HTML. `pictures` holds drawings as SVG by the name of their view; they go in as they are.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    drawings = {view: _inline(data.decode("utf-8")) for view, data in pictures.items()}
    values = {
        "paper": paper,
        "words": phrases(paper.language).texts,
        "drawings": {view: drawings.get(view) for view in paper.views},
        "style": _style(folder),
    }
    return fill_in("paper.html.j2", values, folder)


def own_html(path: Path, values: Mapping[str, object], drawing: str | None) -> str:
    """Fill in a template of the user's, with our style and the drawing as SVG text.

    Raises TemplateTrouble if it cannot be filled in.
    """
    svg = None if drawing is None else _inline(drawing)
    return fill_in_file(path, {**values, "drawing": svg, "style": _style(None)}, None, escapes=True)


def _style(folder: Path | None) -> "Markup":
    from markupsafe import Markup

    return Markup(text_of("style.css", folder).replace("</", "<\\/"))  # so that nothing in it ends the style


def _inline(drawing: str) -> "Markup":
    from markupsafe import Markup

    return Markup(_PROLOG.sub("", drawing).strip())  # a drawing of several pages has one before each


def to_interactive(page: InteractivePage, drawing: str) -> str:
    """Write the interactive page, with its drawing as SVG text that this program has made; it goes in as it is.

    The page allows the style and the two scripts that it holds, by their hashes, and nothing else.
    """
    from markupsafe import Markup

    texts = {
        key: (page_folder() / name).read_text(encoding="utf-8")
        for key, name in (("style", "page.css"), ("first", "first.js"), ("script", "page.js"))
    }
    values = {
        **{key: Markup(text) for key, text in texts.items()},
        **{f"{key}_hash": _hash(text) for key, text in texts.items()},
        "page": page,
        "drawing": _inline(drawing.replace(">\n<", "><")),
        "data": Markup(page.script_data),
    }
    return fill_in("page.html.j2", values, None, ours=page_folder())


def to_still(page: StillPage, drawing: str) -> str:
    """Write the page of a table or chart, with its drawing as SVG text that this program has made; it needs no script.

    The page allows the style that it holds, by its hash, and nothing else.
    """
    from markupsafe import Markup

    style = (page_folder() / "page.css").read_text(encoding="utf-8")
    values = {"style": Markup(style), "style_hash": _hash(style), "page": page, "drawing": _inline(drawing)}
    return fill_in("still.html.j2", values, None, ours=page_folder())


def _hash(text: str) -> str:
    """Give the hash of a style or script as a policy of contents names it."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
