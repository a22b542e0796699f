"""A report as one HTML file: nothing is fetched, and no script is needed; and the interactive page, with its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reporting.columns import shares_of
from logicmodel.reporting.interactive import InteractivePage
from logicmodel.reporting.pages import Page
from logicmodel.reporting.paper import Block, Grid, Paper
from logicmodel.reporting.phrases import phrases
from logicmodel.reporting.still import StillPage
from logicmodel.reporting.templates import fill_in, fill_in_file, hash_of, page_folder, styled

if TYPE_CHECKING:
    from markupsafe import Markup


_PROLOG = pattern_of(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>")


def to_html(page: Page, drawing: str | None = None, folder: Path | None = None) -> str:
    """Write a page as HTML, with a drawing as SVG text that this program has made; it goes in as it is.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    svg = None if drawing is None else _inline(drawing)
    return fill_in("report.html.j2", {"page": page, "drawing": svg, **styled(folder)}, folder)


def paper_to_html(paper: Paper, pictures: Mapping[str, bytes], folder: Path | None = None) -> str:
    """Write a paper as HTML. `pictures` holds drawings as SVG by the name of their view; they go in as they are.

    Raises TemplateTrouble if a template of the folder cannot be filled in.
    """
    paper = _with_widths(paper)
    drawings = {view: _inline(data.decode("utf-8")) for view, data in pictures.items()}
    values = {
        "paper": paper,
        "words": phrases(paper.language).texts,
        "drawings": {view: drawings.get(view) for view in paper.views},
        **styled(folder, _widths(paper)),
    }
    return fill_in("paper.html.j2", values, folder)


def own_html(path: Path, values: Mapping[str, object], drawing: str | None) -> str:
    """Fill in a template of the user's, with our style and the drawing as SVG text.

    Raises TemplateTrouble if it cannot be filled in.
    """
    svg = None if drawing is None else _inline(drawing)
    return fill_in_file(path, {**values, "drawing": svg, **styled(None)}, None, escapes=True)


ACROSS = 50.0
"""How wide a table is in the narrowest window in which it is shown as one, in em (the size of its letters)."""

MANY, FAR_ACROSS = 9, 70.0
"""Tables of that many columns have smaller letters, and are as wide in a window of common width, in em."""


def _with_widths(paper: Paper) -> Paper:
    """State how wide the columns of each table are, so that words stay whole on a screen of common width."""

    def stated(block: Block) -> Block:
        if not isinstance(block, Grid):
            return block
        across = ACROSS if len(block.table.headings) < MANY else FAR_ACROSS
        return replace(block, shares=shares_of(block, across))

    sections = (replace(each, blocks=tuple(map(stated, each.blocks))) for each in paper.sections)
    return replace(paper, sections=tuple(sections))


def _widths(paper: Paper) -> str:
    """Write a rule for each width of a column, in thousandths of its table: a page allows no style but one it names."""
    grids = (block for section in paper.sections for block in section.blocks if isinstance(block, Grid))
    widths = {round(1000 * share / sum(grid.shares)) for grid in grids for share in grid.shares}
    return "".join(f".wide-{width} {{ width: {width / 10:g}%; }}\n" for width in sorted(widths))


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
        **{f"{key}_hash": hash_of(text) for key, text in texts.items()},
        "page": page,
        "drawing": _inline(drawing.replace(">\n<", "><")),
        "data": Markup(page.script_data),
    }
    return fill_in("page.html.j2", values, None, ours=page_folder())


def to_still(page: StillPage, drawing: str = "") -> str:
    """Write a page of tables, with its drawing, if there is one, as SVG text that this program has made.

    The page allows the style that it holds, by its hash, and nothing else; it needs no script.
    """
    from markupsafe import Markup

    style = (page_folder() / "page.css").read_text(encoding="utf-8")
    values = {"style": Markup(style), "style_hash": hash_of(style), "page": page, "drawing": _inline(drawing)}
    return fill_in("still.html.j2", values, None, ours=page_folder())
