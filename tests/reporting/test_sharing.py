"""What readers outside the organisation see of what is missing, of numbers that are not shown, and of checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.model import Profile
from logicmodel.reporting.paper import Asked, Grid, Paper, Paragraph
from logicmodel.reporting.papers import REPORTS
from logicmodel.saying import Line, plain_text
from logicmodel.theory import Theory
from tests.reporting.told import sentences
from tests.tables import plan_of

PLAN = """
| Plan | Ref | Stage | What | Leads to | How many |
|---|---|---|---|---|---|
| | AC1 | Activity | Open the kitchen | OC1 | [c] |
| | OC1 | Outcome | Families eat together | | |

| Assumptions & risks | Ref | Kind | What | About | To prevent it, we |
|---|---|---|---|---|---|
| | R1 | Risk | The oven breaks | AC1 | Have it looked after |
| | R2 | Risk | The cook leaves | AC1 | |
"""


def paper_for(audience: str, name: str, folder: Path) -> Paper:
    theory = Theory(plan_of(PLAN, folder))
    checked = examine(theory, Config(profile=Profile.PLAN))
    return REPORTS[name](theory, Asked(checked=checked, audience=audience))


def lines(made: Paper) -> Iterator[Line]:
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Grid):
                yield from (line for row in block.table.rows for cell in row for line in cell)
            elif isinstance(block, Paragraph):
                yield block.text


def kinds(made: Paper, text: str) -> set[str]:
    """Give the kinds of the words with this text."""
    return {words.kind for line in lines(made) for words in line if words.text == text}


def test_what_is_missing_stands_out_inside_and_is_plain_ink_outside(tmp_path: Path) -> None:
    assert kinds(paper_for("internal", "risks", tmp_path), "nothing yet") == {"gap"}
    assert kinds(paper_for("funder", "risks", tmp_path), "nothing yet") == {"ours"}


def test_columns_without_an_entry_are_named_inside_only(tmp_path: Path) -> None:
    aside = "In no row of this table yet: "
    assert any(told.startswith(aside) for told in sentences(paper_for("internal", "risks", tmp_path)))
    assert not any(told.startswith(aside) for told in sentences(paper_for("funder", "risks", tmp_path)))


@pytest.mark.parametrize(("audience", "shown"), [("internal", True), ("funder", False), ("public", False)])
def test_codes_of_checks_are_for_inside(audience: str, shown: bool, tmp_path: Path) -> None:
    made = paper_for(audience, "risks", tmp_path)
    *_, last = made.sections
    assert plain_text(last.title) == "What was not checked"
    assert ("V901" in str(last)) is shown


def test_others_are_told_for_whom_a_paper_is_and_what_stands_for_a_hidden_number(tmp_path: Path) -> None:
    facts = {label: plain_text(line) for label, line in paper_for("funder", "work-plan", tmp_path).facts}
    assert facts["Who may read it"] == "funders"
    assert facts["[c]"] == "a number about so few people that it is not shown"
    assert "[c]" not in dict(paper_for("funder", "risks", tmp_path).facts)


def test_others_get_the_trace_without_the_cells_of_a_workbook_that_they_do_not_have(tmp_path: Path) -> None:
    assert not any("row 2" in plain_text(line) for line in lines(paper_for("funder", "trace", tmp_path)))
