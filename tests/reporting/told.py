"""Reading a report as a person does: its tables by their captions, their rows as text, its sections by their titles."""

from collections.abc import Iterator
from pathlib import Path

from logicmodel.checking import examine
from logicmodel.config import Config, Funder
from logicmodel.model import Profile
from logicmodel.reporting import REPORTS, Asked, Paper
from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paragraph
from logicmodel.saying import plain_text
from logicmodel.settings.profiles import profile_called
from logicmodel.theory import Theory
from tests.tables import plan_of


def paper_of(
    markdown: str,
    folder: Path,
    name: str,
    *,
    profile: str | None = None,
    language: str = "en",
    audience: str = "internal",
) -> Paper:
    """Make the report of a name from the workbook that tables show, for a funder if a profile is named."""
    theory = Theory(plan_of(markdown, folder))
    funder = profile_called(profile) if profile else None
    if isinstance(funder, Funder):
        config = Config(profile=funder.base, funder=funder)
        return REPORTS[name](theory, Asked(checked=examine(theory, config), funder=funder, language=language))
    checked = examine(theory, Config(profile=Profile.PLAN))
    return REPORTS[name](theory, Asked(checked=checked, language=language, audience=audience))


def blocks(made: Paper) -> Iterator[Block]:
    for section in made.sections:
        yield from section.blocks


def titles(made: Paper) -> list[str]:
    return [plain_text(section.title) for section in made.sections]


def grid(made: Paper, caption: str) -> Grid:
    return next(block for block in blocks(made) if isinstance(block, Grid) and block.table.caption == caption)


def captions(made: Paper) -> list[str]:
    return [block.table.caption for block in blocks(made) if isinstance(block, Grid)]


def rows(made: Paper, caption: str, *headings: str) -> list[list[str]]:
    """Give the rows of a table as text, lines after bars; of some columns only where their headings are named."""
    table = grid(made, caption).table
    columns = [table.headings.index(heading) for heading in headings] or range(len(table.headings))
    return [[" | ".join(plain_text(line) for line in row[column]) for column in columns] for row in table.rows]


def sentences(made: Paper) -> list[str]:
    """Give what stands in paragraphs, lists and lines of label and answer."""
    told = []
    for block in blocks(made):
        if isinstance(block, Paragraph):
            told.append(plain_text(block.text))
        elif isinstance(block, Bullets):
            told += [plain_text(item) for item in block.items]
        elif isinstance(block, Facts):
            told += [f"{label}: {plain_text(answer)}" for label, answer in block.rows]
    return told
