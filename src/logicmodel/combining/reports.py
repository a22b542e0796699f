"""A report with its drawings: the plan checked where it has to be, drawn, and written in a medium."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked, examine
from logicmodel.combining.pictures import SHEET, as_svg, pictures_of
from logicmodel.config import Config
from logicmodel.model import Audience, Profile
from logicmodel.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logicmodel.drawing import Drawing
    from logicmodel.reporting import Page, Pages, Paper, WordCount


class Report(Struct, frozen=True, kw_only=True):
    """A report as bytes, what is to be said about its drawings, its pages and words where a number of them is allowed.

    `length` is the number of all its words, 0 where they were not counted.
    """

    data: bytes
    remarks: tuple[str, ...] = ()
    pages: "Pages | None" = None
    words: "tuple[WordCount, ...]" = ()
    length: int = 0

    @property
    def text(self) -> str:
        """Give a report in HTML or Markdown as text."""
        return self.data.decode("utf-8")


def report(
    theory: Theory,
    format: str = "html",  # noqa: A002 # the word of the command line
    *,
    template: str | None = None,
    language: str = "en",
    checked: Checked | None = None,
    config: Config | None = None,
    view: str = "logic-model",
    template_folder: Path | None = None,
    word_template: Path | None = None,
    made_on: date | None = None,
    audience: str = Audience.INTERNAL,
) -> Report:
    """Read a plan back: as one page with everything in it, or as the report that `template` names.

    `format` is a name from `reporting.FORMATS`, `template` one from `reporting.REPORTS` or the path of a template of your
    own (.html.j2, .md.j2, .txt.j2), `language` a code or an English
    name of the language of a report's headings; `view` is the drawing of the page. The plan is checked unless `checked`
    gives what a check gave; where a report needs more rules than the settings choose, these run too. A drawing that cannot
    be made leaves its words, and a remark. For others than ourselves `theory` is that of a protected plan (`protect`),
    and `audience` says for whom it was.

    Raises UnknownName for a name that there is not, and TemplateTrouble if a template cannot be filled in.
    """
    from logicmodel import reporting

    config = _at_least(reporting.RUNS_AT_LEAST.get(template or ""), config or Config())
    language = reporting.report_language(language)
    checked = checked or examine(theory, config)
    whole = _Whole(theory=theory, checked=checked, view=view, made_on=made_on, audience=audience)
    if template is not None and template.endswith(".j2"):
        return whole.by(Path(template), format)
    if template is None and format in reporting.TEXTS:
        return whole.page(format, template_folder)
    if template is None:
        # Its drawing speaks the language of the headings, and so does what is said of the drawing.
        paper = reporting.paper_of(whole.data(format, spoken="en"), view)
    else:
        asked = reporting.Asked(
            checked=checked, funder=config.funder, language=language, made_on=made_on, audience=str(audience)
        )
        paper = reporting.report_called(template)(theory, asked)
    return written(theory, paper, format, template_folder, word_template)


def _at_least(profile: Profile | None, config: Config) -> Config:
    """Let a check run the rules of a profile, if it runs fewer."""
    return replace(config, profile=profile) if profile and not config.runs_from(profile) else config


class _Whole(Struct, frozen=True, kw_only=True):
    """A plan with all that is read back of it where no report is named."""

    theory: Theory
    checked: Checked
    view: str
    made_on: date | None
    audience: str

    def page(self, medium: str, template_folder: Path | None) -> Report:
        """Write the page with everything in it, by its own templates."""
        from logicmodel import drawing, reporting

        svg, remarks = self._drawing(medium)
        text = reporting.report(
            self.theory,
            self.checked.findings,
            format=medium,
            drawing=svg,
            alternative=drawing.text_alternative(self.theory, self.view),
            not_checked=self.checked.not_checked,
            waived=self.checked.waived,
            template_folder=template_folder,
            made_on=self.made_on,
            audience=self.audience,
        )
        return Report(data=text.encode("utf-8"), remarks=remarks)

    def by(self, template: Path, wanted: str) -> Report:
        """Fill in a template of the user's. Raises UnknownName if it makes another medium than the one wanted."""
        from logicmodel import reporting
        from logicmodel.errors import UnknownName

        medium = reporting.medium_of(template)
        if wanted != medium:
            raise UnknownName(
                f"{template} makes .{medium} and not .{wanted}. Let the name of the output end in .{medium}."
            )
        svg, remarks = self._drawing(medium)
        page = self.data(medium)
        text = reporting.own_report(template, page, reporting.paper_of(page, self.view), svg)
        return Report(data=text.encode("utf-8"), remarks=remarks)

    def data(self, medium: str, spoken: str | None = None) -> "Page":
        """Give what the page says; `spoken` is the language in which its drawing is told, if not that of the plan."""
        from logicmodel import drawing, reporting

        return reporting.page_of(
            self.theory,
            self.checked.findings,
            alternative=drawing.text_alternative(self.theory, self.view, spoken),
            made_on=self.made_on,
            not_checked=self.checked.not_checked,
            waived=self.checked.waived,
            most_cells=None if medium == "xlsx" else reporting.MOST_CELLS,
            audience=self.audience,
        )

    def _drawing(self, medium: str) -> tuple[str | None, tuple[str, ...]]:
        return as_svg(self.theory, self.view) if medium == "html" else (None, ())


NONE_READY: "Mapping[str, Drawing]" = {}
"""No drawing was made before."""


def written(
    theory: Theory,
    paper: "Paper",
    format: str,  # noqa: A002 # as above
    template_folder: Path | None = None,
    word_template: Path | None = None,
    *,
    count_pages: bool = False,
    part: str = "",
    ready: "Mapping[str, Drawing]" = NONE_READY,
) -> Report:
    """Write a paper with its drawings; where a number of pages is allowed, or it is asked for, say how many it takes.

    `part` is another name of the paper, by which a profile may allow it a number of words; `ready` has drawings that were
    made before, by their views.
    """
    from logicmodel import reporting
    from logicmodel.errors import CannotSetType

    words = reporting.word_counts(paper, part)
    paper = _in_words(theory, reporting.with_word_counts(paper, words))
    counts = (paper.allowed is not None or count_pages) and format != "xlsx"
    form = reporting.PICTURES.get(format)
    pictures = pictures_of(theory, paper, filter(None, (form, SHEET if counts else None)), ready)
    remarks, pages = pictures.remarks, None
    paper = reporting.on_pages(paper, pictures.labels)
    if counts:
        try:
            if paper.allowed is None:
                pages = reporting.pages_of(paper, pictures.drawn[SHEET])
            else:
                paper, pages = reporting.with_pages(paper, pictures.drawn[SHEET])
        except CannotSetType as trouble:
            remarks = (*remarks, f"The pages were not counted. {trouble}")
    house = None if word_template is None else read_template(word_template)
    if format == "pdf":
        remarks = (*remarks, *reporting.signs_without_font(paper))
    data = reporting.write_paper(paper, format, pictures.drawn.get(form or "", {}), template_folder, house)
    return Report(data=data, remarks=remarks, pages=pages, words=words, length=reporting.words_of(paper))


def read_template(path: Path) -> bytes:
    """Read the Word template of an organisation. Raises TemplateTrouble if that cannot be done."""
    from logicmodel.errors import TemplateTrouble

    try:
        return path.read_bytes()
    except OSError as trouble:
        raise TemplateTrouble(f"{path}: this cannot be read: {trouble.strerror}.") from trouble


def _in_words(theory: Theory, paper: "Paper") -> "Paper":
    """Tell in words what the drawings of a paper show."""
    from logicmodel import drawing, reporting

    words = {view: drawing.text_alternative(theory, view, paper.language) for view in paper.views}
    return reporting.with_words(paper, words)
