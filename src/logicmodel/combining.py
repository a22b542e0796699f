"""What needs several rooms at once: a workbook from any files, a report with its drawing, a marked copy."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked, examine
from logicmodel.config import Config
from logicmodel.errors import NoPlanFound
from logicmodel.model import Audience, Plan, Profile
from logicmodel.reading.deciding.decisions import Decisions
from logicmodel.theory import Theory

if TYPE_CHECKING:
    from logicmodel.drawing import Drawing
    from logicmodel.reading.files.grid import Sheet
    from logicmodel.reporting import Page, Pages, Paper, WordCount
    from logicmodel.workbook.marking import Marked
    from logicmodel.workbook.marking.answers import Answers
    from logicmodel.workbook.marking.plain import PlainSheet


class Built(Struct, frozen=True, kw_only=True):
    """A plan read from any files, the template workbook made of it, and what could not be carried over.

    `read` is the plan before anything was drafted; `joined` says what several files or sheets say together, and where
    they differ; `suggestions` says how a plan was drafted, where the tables hold needs and no boxes.
    """

    plan: Plan
    read: Plan
    data: bytes
    remarks: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def build(
    *paths: Path | str,
    rank: str | None = None,
    group: str | None = None,
    weight: str | None = None,
    standard_input: bytes | None = None,
    mapping: Decisions | Path | str | None = None,
    ask: bool = True,
) -> Built:
    """Turn any readable tables into a filled template workbook; from needs alone, draft a plan, proposals marked.

    `rank` names the way of ranking that says which needs come first (`priorities.METHODS`); `group` and `weight` name
    columns of a survey. `mapping` is a mapping file or its decisions. What can only be guessed is a question, unless
    `ask` is False: then it is guessed.

    Raises FileNotReadable if a file cannot be read, NoPlanFound if there is no plan in any of them, UnknownName for a
    ranking or a decision that there is not, DoesNotFit for a decision that does not fit the files, Undecided (which has
    the questions) if something has to be decided first, CannotRank if it cannot rank these needs, and CannotCount if a
    survey has no such column.
    """
    from logicmodel.drafting import in_words, propose
    from logicmodel.listing import joining_in_words
    from logicmodel.reading import read_plan
    from logicmodel.workbook import plan_workbook

    first, *more = paths
    read = read_plan(first, *more, standard_input=standard_input, group=group, weight=weight, mapping=mapping, ask=ask)
    proposal = propose(read, rank)
    workbook = plan_workbook(proposal.plan)
    return Built(
        plan=proposal.plan,
        read=read,
        data=workbook.data,
        remarks=workbook.remarks,
        joined=joining_in_words(Theory(read)),
        suggestions=in_words(proposal),
    )


class Report(Struct, frozen=True, kw_only=True):
    """A report as bytes, what is to be said about its drawings, its pages and words where a number of them is allowed."""

    data: bytes
    remarks: tuple[str, ...] = ()
    pages: "Pages | None" = None
    words: "tuple[WordCount, ...]" = ()

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
    if template is not None and template.endswith(".j2"):
        return _own(theory, Path(template), format, checked, view, made_on, audience)
    if template is None and format in reporting.TEXTS:
        return _page(theory, format, checked, view, template_folder, made_on, audience)
    if template is None:
        # Its drawing speaks the language of the headings, and so does what is said of the drawing.
        page = _page_data(theory, format, checked, view, made_on, audience, spoken="en")
        paper = reporting.paper_of(page, view)
    else:
        asked = reporting.Asked(
            checked=checked, funder=config.funder, language=language, made_on=made_on, audience=str(audience)
        )
        paper = reporting.report_called(template)(theory, asked)
    return written(theory, paper, format, template_folder, word_template)


def _at_least(profile: Profile | None, config: Config) -> Config:
    """Let a check run the rules of a profile, if it runs fewer."""
    return replace(config, profile=profile) if profile and not config.runs_from(profile) else config


def _page(
    theory: Theory,
    format: str,  # noqa: A002 # as above
    checked: Checked,
    view: str,
    template_folder: Path | None,
    made_on: date | None,
    audience: str,
) -> Report:
    """Write the page with everything in it, by its own templates."""
    from logicmodel import drawing, reporting

    svg, remarks = _svg(theory, view) if format == "html" else (None, ())
    text = reporting.report(
        theory,
        checked.findings,
        format=format,
        drawing=svg,
        alternative=drawing.text_alternative(theory, view),
        not_checked=checked.not_checked,
        waived=checked.waived,
        template_folder=template_folder,
        made_on=made_on,
        audience=audience,
    )
    return Report(data=text.encode("utf-8"), remarks=remarks)


def _svg(theory: Theory, view: str) -> tuple[str | None, tuple[str, ...]]:
    """Draw a plan as SVG text, page after page if it has several, or say why that cannot be done."""
    from logicmodel import drawing
    from logicmodel.errors import CannotDraw

    try:
        drawn = drawing.again(_on_sheets(theory, view), "svg")
    except CannotDraw as trouble:
        return None, (str(trouble),)
    return "\n".join(each.decode("utf-8") for each in (drawn.data, *drawn.more)), drawn.remarks


def _own(
    theory: Theory,
    template: Path,
    format: str,  # noqa: A002 # as above
    checked: Checked,
    view: str,
    made_on: date | None,
    audience: str,
) -> Report:
    """Fill in a template of the user's."""
    from logicmodel import reporting
    from logicmodel.errors import UnknownName

    medium = reporting.medium_of(template)
    if format != medium:
        raise UnknownName(f"{template} makes .{medium} and not .{format}. Let the name of the output end in .{medium}.")
    page = _page_data(theory, format, checked, view, made_on, audience)
    svg, remarks = _svg(theory, view) if medium == "html" else (None, ())
    text = reporting.own_report(template, page, reporting.paper_of(page, view), svg)
    return Report(data=text.encode("utf-8"), remarks=remarks)


def _page_data(
    theory: Theory,
    format: str,  # noqa: A002 # as above
    checked: Checked,
    view: str,
    made_on: date | None,
    audience: str,
    spoken: str | None = None,
) -> "Page":
    from logicmodel import drawing, reporting

    return reporting.page_of(
        theory,
        checked.findings,
        alternative=drawing.text_alternative(theory, view, spoken),
        made_on=made_on,
        not_checked=checked.not_checked,
        waived=checked.waived,
        most_cells=None if format == "xlsx" else reporting.MOST_CELLS,
        audience=audience,
    )


def written(
    theory: Theory,
    paper: "Paper",
    format: str,  # noqa: A002 # as above
    template_folder: Path | None = None,
    word_template: Path | None = None,
    *,
    count_pages: bool = False,
    part: str = "",
) -> Report:
    """Write a paper with its drawings; where a number of pages is allowed, or it is asked for, say how many it takes.

    `part` is another name of the paper, by which a profile may allow it a number of words.
    """
    from logicmodel import reporting
    from logicmodel.errors import CannotSetType

    words = reporting.word_counts(paper, part)
    paper = _in_words(theory, reporting.with_word_counts(paper, words))
    counts = (paper.allowed is not None or count_pages) and format != "xlsx"
    form = reporting.PICTURES.get(format)
    pictures = _pictures(theory, paper, filter(None, (form, SHEET if counts else None)))
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
    data = reporting.write_paper(paper, format, pictures.drawn.get(form or "", {}), template_folder, house)
    return Report(data=data, remarks=remarks, pages=pages, words=words)


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


class _Pictures(Struct, frozen=True, kw_only=True):
    """What a paper shows: in each form the drawings by their names, what their pages show, what could not be drawn."""

    drawn: dict[str, dict[str, bytes]]
    labels: dict[str, tuple[str, ...]]
    remarks: tuple[str, ...]


def _pictures(theory: Theory, paper: "Paper", forms: Iterable[str]) -> _Pictures:
    """Draw what a paper shows, once for all forms and nothing for none; page by page what is larger than A3."""
    from logicmodel import drawing, reporting
    from logicmodel.errors import CannotDraw

    pictures: dict[str, dict[str, bytes]] = {form: {} for form in forms}
    labels: dict[str, tuple[str, ...]] = {}
    remarks: list[str] = []
    for view in paper.views if pictures else ():
        try:
            drawn = _on_sheets(theory, view, paper)
            in_forms = {form: drawing.again(drawn, form) for form in pictures}
        except CannotDraw as trouble:
            remarks.append(str(trouble))
            continue
        labels[view] = drawn.labels
        for form, made in in_forms.items():
            names = (reporting.page_name(view, place) for place in range(drawn.pages))
            pictures[form] |= zip(names, (made.data, *made.more), strict=True)
        remarks += [each for each in drawn.remarks if " --" not in each]  # options of draw are none of a report
        if "svg" not in pictures and reporting.sheet_for((drawn.width, drawn.height), paper.paper) is None:
            remarks.append(f"The drawing “{view}” is larger than A3: draw it alone (logicmodel draw) to print it.")
    return _Pictures(drawn=pictures, labels=labels, remarks=tuple(dict.fromkeys(remarks)))


def _on_sheets(theory: Theory, view: str, paper: "Paper | None" = None) -> "Drawing":
    """Draw a view as one picture, or where it fits no sheet of A3 as an index and a page of A3 for each strand, if it can."""
    from logicmodel import drawing, reporting
    from logicmodel.errors import CannotDraw

    language = paper.language if paper else None
    drawn = drawing.draw(theory, SHEET, view, language=language)
    fits = reporting.sheet_for((drawn.width, drawn.height), paper.paper if paper else "a4")
    if fits or view not in drawing.SPLIT:
        return drawn
    try:
        return drawing.draw(theory, SHEET, view, "a3", language, split=True)
    except CannotDraw:
        return drawn


SHEET = "sheet"
"""The form of drawings in which pages are counted: its texts are not set yet, so it is the quickest to write."""


def mark_up(
    path: Path | str,
    theory: Theory,
    *,
    checked: Checked | None = None,
    config: Config | None = None,
    with_macros: bool = False,
) -> "Marked":
    """Answer findings in a copy of the author's own workbook: amber cells with a note, and a first sheet that lists them.

    `theory` is that of the plan that was read from the file at `path`, which stays as it is. The plan is checked unless
    `checked` gives what a check gave. A file that is no .xlsx or .xlsm is copied into a new workbook. The copy keeps its
    macros only `with_macros`, for a name that ends in .xlsm. `data` of the answer is the copy, and `remarks` says what
    it could not keep.

    Raises FileNotReadable if the file cannot be read or a part of it is damaged, and UnknownName for macros in a file
    that has none.
    """
    from logicmodel.listing import summary
    from logicmodel.workbook.marking.answers import answers_of

    checked = checked or examine(theory, config or Config())
    answers = answers_of(theory.plan, checked, summary(checked.findings, len(checked.waived)))
    return _marked(Path(path), answers, with_macros=with_macros)


def mark_refused(path: Path | str, refused: NoPlanFound, *, with_macros: bool = False) -> "Marked":
    """Say in a copy of a workbook why no plan was found in it: a first sheet with a line for each of its sheets.

    The copy is made, and raises, as that of `mark_up`.
    """
    from logicmodel.workbook.marking.answers import answers_without_a_plan

    return _marked(Path(path), answers_without_a_plan(refused), with_macros=with_macros)


def _marked(path: Path, answers: "Answers", *, with_macros: bool) -> "Marked":
    """Mark the copy of a workbook, or of another file in a new workbook."""
    from logicmodel.reading.files.grid import open_book
    from logicmodel.reading.files.guard import Kind, content_of, kind_of
    from logicmodel.workbook.marking import Marked, marked_copy
    from logicmodel.workbook.marking.answers import in_sheets
    from logicmodel.workbook.marking.plain import plain_workbook, titles_of

    content = content_of(path)
    if kind_of(path.name, content) is Kind.WORKBOOK:
        return marked_copy(path.name, content, answers, with_macros=with_macros)
    book = open_book(path)
    titles = titles_of([sheet.name for sheet in book.sheets])
    sheets = [_plain(sheet, title) for sheet, title in zip(book.sheets, titles, strict=True)]
    answers = in_sheets(answers, {sheet.name: title for sheet, title in zip(book.sheets, titles, strict=True)})
    marked = marked_copy(path.name, plain_workbook(sheets), answers, with_macros=with_macros)
    remark = f"The copy is a new workbook with the texts and numbers of {path.name}, without its formats and formulas."
    return Marked(data=marked.data, remarks=(remark, *marked.remarks))


def _plain(sheet: "Sheet", title: str) -> "PlainSheet":
    """Give a sheet to a new workbook: numbers that are shown as they are stay numbers, all else is text."""
    from logicmodel.workbook.marking.plain import PlainSheet

    return PlainSheet(
        name=title,
        cells={
            (cell.row, cell.column): cell.value
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and str(cell.value) == cell.text
            else cell.text
            for cell in sheet.cells.each()
        },
        struck=frozenset((cell.row, cell.column) for cell in sheet.cells.each() if cell.struck),
        merged=sheet.merged,
        hidden=sheet.hidden,
        hidden_rows=sheet.hidden_rows | sheet.filtered_rows,
        hidden_columns=sheet.hidden_columns,
        right_to_left=sheet.right_to_left,
    )
