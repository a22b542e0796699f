from itertools import pairwise

import pytest

from logicmodel.drawing.palette import FILLS, INK, LINES, PAPER, QUIET, contrast, lightness

STAGES = [name for name in FILLS if name != "none"]


@pytest.mark.parametrize("stage", FILLS)
def test_text_on_every_fill_can_be_read(stage: str) -> None:
    assert contrast(INK, FILLS[stage].colour) >= 4.5


@pytest.mark.parametrize(("before", "after"), list(pairwise(STAGES)))
def test_neighbouring_stages_differ_in_grey(before: str, after: str) -> None:
    assert abs(lightness(FILLS[before].colour) - lightness(FILLS[after].colour)) >= 15


def test_neighbouring_stages_differ_in_their_borders_too() -> None:
    looks = [(FILLS[stage].border, FILLS[stage].rounding, FILLS[stage].double) for stage in STAGES[1:]]
    assert all(before != after for before, after in pairwise(looks))


@pytest.mark.parametrize("line", LINES)
def test_every_line_stands_out_from_the_paper(line: str) -> None:
    assert contrast(LINES[line].colour, PAPER) >= 3


def test_quiet_text_can_be_read() -> None:
    assert contrast(QUIET, PAPER) >= 4.5


def test_no_two_kinds_of_line_look_the_same() -> None:
    assert len({(line.width, line.dashes, line.colour, line.head) for line in LINES.values()}) == len(LINES)
