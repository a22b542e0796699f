"""The table that most forms ask for: what is to change, and how one will know."""

from collections.abc import Iterator

from logicmodel.model import Amount, Element, Indicator
from logicmodel.reporting.paper import Asked, Block, Grid, Paper, Paragraph, Section
from logicmodel.reporting.papers.frame import framed
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.phrases import Phrases, phrases
from logicmodel.saying import NOTHING, Cell, Line, Table, amount_said, named, ref
from logicmodel.theory import Theory

COLUMNS = ("outcome", "indicator", "baseline", "target", "target_date", "source", "owner")


def outcomes(theory: Theory, asked: Asked) -> Paper:
    """What is to change, with its indicators: now, aim, by when, how it is checked, and who does."""
    say = phrases(asked.language)
    rows = tuple(row for result in theory.results for row in _rows(theory, result, say))
    blocks: tuple[Block, ...] = (Paragraph(text=say.gap("outcomes_none")),)
    if rows:
        table = Table(caption=say.text("outcomes"), headings=tuple(map(say.text, COLUMNS)), rows=rows)
        blocks = (
            Paragraph(text=say.line("outcomes_lead"), role="lead"),
            Grid(table=table, shares=(6, 6, 3, 3, 4, 5, 4)),
        )
    section = Section(title=say.line("outcomes"), blocks=blocks)
    return framed(theory, asked, name="outcomes", title=say.line("outcomes"), sections=[section], landscape=True)


def _rows(theory: Theory, result: Element, say: Phrases) -> Iterator[tuple[Cell, ...]]:
    """Give one row for each indicator; an outcome without any stands there with what is missing."""
    measures = theory.measures_of(result)
    for each in measures:
        yield ((named(result),), *((line,) for line in _said(each, say)))
    if not measures:
        yield ((named(result),), (say.gap("no_measure"),), *(((NOTHING,),) * (len(COLUMNS) - 2)))


def _said(indicator: Indicator, say: Phrases) -> Iterator[Line]:
    yield (*say.own_or_gap(indicator.text, "no_words"), *ref(indicator.id))
    yield _amount(indicator.baseline, indicator, say, "no_value")
    yield _amount(indicator.target, indicator, say, "no_target")
    yield say.when(indicator.target_date)
    yield say.own_or_gap(indicator.source, "no_source")
    yield say.own_or_gap(indicator.owner, "no_owner")


def _amount(amount: Amount | None, indicator: Indicator, say: Phrases, missing: str) -> Line:
    said = amount_said(amount, indicator.unit) if amount else ()
    return Translator(say.language).line(said) or say.gap(missing)
