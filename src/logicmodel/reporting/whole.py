"""The page with everything in it, as a paper: for the media that no template of its own writes."""

from collections.abc import Iterator, Sequence

from logicmodel.reporting.accounts import CellsAccount, Reason
from logicmodel.reporting.pages import Figure, Group, Page
from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.sentences import Sentence, Strand
from logicmodel.saying import Line, Table, counted, gap, number_said, ours, own


def paper_of(page: Page, view: str) -> Paper:
    """Make a paper of a page; `view` names the drawing in it."""
    return Paper(
        name="page",
        title=page.title,
        subtitle=ours("The plan and what was found"),
        language="en",
        words_in=page.language,
        direction=page.direction,
        facts=tuple((fact.label, fact.answer) for fact in page.facts),
        sections=(
            *_in_short(page),
            *_in_sentences(page.strands),
            _drawing(page, view),
            *_tables(page),
            *_rests(page),
            *_found(page),
            *_account(page.account),
        ),
        do_not_assume=page.do_not_assume,
        footer=page.title,
    )


def _in_short(page: Page) -> Iterator[Section]:
    figures = Bullets(items=tuple(map(_figure, page.figures)))
    found = Paragraph(text=ours(f"What the checks found: {page.findings_said}"))
    yield Section(title=ours("In short"), blocks=(Paragraph(text=page.problem, role="lead"), figures, found))
    if page.next_steps:
        steps = Bullets(items=page.next_steps, numbered=True)
        yield Section(title=ours("What to do next"), blocks=(steps,), level=2)


def _figure(figure: Figure) -> Line:
    return ours(f"{figure.number}{'' if figure.of is None else f' of {figure.of}'} {figure.label}")


def _in_sentences(strands: Sequence[Strand]) -> Iterator[Section]:
    said = ours(
        "Each arrow of the plan is told once. Words in quotation marks are the authors’ own; the letters and numbers "
        "after them are Refs, the same as in the drawing and the tables."
    )
    nothing = gap("There is no arrow in this plan yet, so there is nothing to read back.")
    yield Section(title=ours("The plan in sentences"), blocks=(Paragraph(text=said if strands else nothing),))
    for strand in strands:
        blocks: tuple[Block, ...] = (Bullets(items=tuple(map(_sentence, strand.sentences))),)
        if strand.told_before:
            before = (*ours("What follows from "), *strand.told_before, *ours(" is told above."))
            blocks = (*blocks, Paragraph(text=before, role="note"))
        yield Section(title=strand.title, blocks=blocks, level=2)


def _sentence(sentence: Sentence) -> Line:
    """Put a sentence with its lists into one line."""
    return (
        *sentence.opening,
        *_in_a_row(sentence.causes),
        *(ours(" ") if sentence.causes and sentence.middle else ()),
        *sentence.middle,
        *_in_a_row(sentence.effects),
        *(ours(" ") if sentence.effects and sentence.closing else ()),
        *sentence.closing,
    )


def _in_a_row(lines: Sequence[Line]) -> Line:
    return tuple(words for number, line in enumerate(lines) for words in (*ours("; " if number else " "), *line))


def _drawing(page: Page, view: str) -> Section:
    blocks: tuple[Block, ...]
    if page.picture is None:
        nothing = gap("There is nothing to draw yet: fill in Stage and What on the sheet Plan.")
        blocks = (Paragraph(text=nothing),)
    else:
        outline = tuple((branch.depth, branch.text) for branch in page.picture.outline)
        blocks = (Picture(view=view, summary=page.picture.summary, outline=outline),)
    arrows = (Grid(table=page.arrows, sheet="Arrows"),) if page.arrows.rows else ()
    return Section(title=ours("The drawing"), blocks=(*blocks, *arrows))


def _tables(page: Page) -> Iterator[Section]:
    more = [Grid(table=each) for each in (page.strengths, page.other_measures) if each]
    needs = _table(page.needs, "Needs", "The plan names no need and no outcome yet.")
    yield Section(title=ours("Needs, outcomes and measures"), blocks=(needs, *more))
    means = [Grid(table=page.means)] if page.means else []
    budget = [Paragraph(text=(*ours("Total budget: "), *page.budget, *ours(".")))] if page.budget else []
    work = _table(page.work, "Work", "The plan has no activity yet.")
    yield Section(title=ours("Who does what by when"), blocks=(work, *means, *budget))
    register = _table(page.register, "Assumptions and risks", "The plan names no assumption and no risk yet.")
    yield Section(title=ours("Assumptions and risks"), blocks=(register,))


def _table(table: Table, sheet: str, nothing: str) -> Block:
    return Grid(table=table, sheet=sheet) if table.rows else Paragraph(text=gap(nothing))


def _rests(page: Page) -> Iterator[Section]:
    said = ours("These figures stand beside what was found. They count and compare; they are no grade.")
    yield Section(title=ours(page.rests.title), blocks=(Paragraph(text=said),))
    for part in page.rests.parts:
        grids = (Grid(table=table) for table in part.tables)
        yield Section(title=ours(part.title), blocks=(Bullets(items=tuple(part.said)), *grids), level=2)
    conclusions = Bullets(items=tuple(map(ours, page.rests.not_to_conclude)))
    yield Section(title=ours("What must not be concluded"), blocks=(conclusions,), level=2)


def _found(page: Page) -> Iterator[Section]:
    yield Section(title=ours("What was found"), blocks=(Paragraph(text=ours(page.findings_said)),))
    for group in page.findings:
        yield Section(title=ours(group.title), blocks=(_findings(group),), level=2)
    if page.waived:
        headings = ("What was found", "Where", "Why it stays", "Code")
        rows = [(each.message, each.place, each.decided, each.code) for each in page.waived]
        said = ours("These were found too; somebody has decided to live with them.")
        grid = _grid("Findings that are waived, and why", headings, rows, (6, 3, 5, 2), "Waived")
        yield Section(title=ours("What was waived"), blocks=(Paragraph(text=said), grid))
    blocks: tuple[Block, ...] = (Paragraph(text=ours("Every check that was asked for had something to go by.")),)
    if page.not_checked:
        columns = ("What would be checked", "What is missing", "Code")
        silent = [(rule.title, rule.needs, rule.code) for rule in page.not_checked]
        said = ours("These checks had nothing to go by. They run as soon as the plan holds what they need.")
        grid = _grid("Checks that did not run, and why", columns, silent, (5, 4, 1), "Not checked")
        blocks = (Paragraph(text=said), grid)
    yield Section(title=ours("What was not checked"), blocks=blocks)


def _findings(group: Group) -> Grid:
    headings = ("Where", "What is wrong", "What to type", "Code")
    rows = [(each.place, each.message, each.advice, each.code) for each in group.entries]
    return _grid(group.title, headings, rows, (3, 6, 6, 2), group.title.partition(" (")[0])


def _grid(
    caption: str, headings: tuple[str, ...], rows: Sequence[Sequence[str | Line]], shares: tuple[int, ...], sheet: str
) -> Grid:
    told = tuple(tuple((ours(said) if isinstance(said, str) else said,) for said in row) for row in rows)
    return Grid(table=Table(caption=caption, headings=headings, rows=told), shares=shares, sheet=sheet)


def _account(account: CellsAccount) -> Iterator[Section]:
    blocks: tuple[Block, ...] = (Paragraph(text=ours(account.said)),)
    if account.sheets:
        headings = ("Sheet", "Cells", "Used", "Kept, not used", "Left out", "Not understood")
        rows = [
            (ours(each.name), *map(number_said, (each.filled, each.used, each.kept, each.left_out, each.unread)))
            for each in account.sheets
        ]
        grid = _grid("Cells with something in them, by sheet", headings, rows, (5, 2, 2, 2, 2, 2), "Cells")
        blocks = (*blocks, grid)
    yield Section(title=ours("Where every cell went"), blocks=blocks)
    for sheet in account.sheets:
        if sheet.reasons:
            told = tuple(block for reason in sheet.reasons for block in _reason(reason))
            yield Section(title=(*ours("Not used from "), *own(sheet.name)), blocks=told, level=2)


def _reason(reason: Reason) -> Iterator[Block]:
    said = ours(f"{counted(reason.count, 'cell', 'cells')} {reason.fate}: {reason.why}.")
    yield Paragraph(text=said)
    if reason.cells:
        rows = tuple((cell.name, own(cell.text)) for cell in reason.cells)
        yield Facts(rows=rows)
    if reason.more:
        yield Paragraph(text=ours(f"And {reason.more:,} more."), role="note")
