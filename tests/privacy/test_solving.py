"""What can be worked out of sums."""

import pytest

from logicmodel.privacy.solving import Riddle, adding_up_to, breakdowns_of_one_whole

Sums = list[dict[str, int]]

PARTS: Sums = [{"girls": 1, "boys": 1, "all": -1}]
ROWS: Sums = [{"a": 1, "b": 1, "row 1": -1}, {"c": 1, "d": 1, "row 2": -1}]
COLUMNS: Sums = [{"a": 1, "c": 1, "column 1": -1}, {"b": 1, "d": 1, "column 2": -1}]
PARTED_TWICE: Sums = [{"young": 1, "old": 1, "all": -1}, {"girls": 1, "boys": 1, "all": -1}]


@pytest.mark.parametrize(
    ("sums", "may_fall", "hidden", "given_back"),
    [
        (PARTS, {}, "boys", "boys"),  # one unknown part of a total
        (PARTS, {}, "boys girls", ""),
        (PARTS, {"boys": 0, "girls": 0}, "boys girls", "boys girls"),  # two parts of which neither can be less
        (PARTS, {"boys": 0, "girls": 1}, "boys girls", ""),
        ([*ROWS, *COLUMNS], {}, "a b c", "a b c"),  # a table of two ways gives back what each way hides
        ([*ROWS, *COLUMNS], {}, "a b c d", ""),
        ([*ROWS, *COLUMNS], {"a": 0, "d": 1, "b": 0}, "a b c d", "a b c d"),
        (PARTED_TWICE, {}, "all young girls", ""),
        (PARTED_TWICE, {}, "all young", "all young"),
        (PARTED_TWICE, {}, "young girls", "young girls"),
    ],
)
def test_what_is_given_back_has_no_other_value(
    sums: Sums, may_fall: dict[str, int], hidden: str, given_back: str
) -> None:
    riddle, names = Riddle(sums, may_fall), hidden.split()
    assert [name for name in names if riddle.gives_back(name, names.__contains__)] == given_back.split()


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([47, 2, 9, 40], ((0, 1), (2, 3))),
        ([23, 11, 3, 15, 14, 0], ((0, 2), (1, 3))),  # a part of the third is missing
        ([62, 31, 4, 35], ((0, 2), (1, 3))),  # in any order
        ([13, 2, 11, 0], ((0,), (1, 2))),  # all of one, and nobody of another
        ([62, 4, 5], ()),
    ],
)
def test_breakdowns_of_a_whole_that_nobody_shows_are_found(
    values: list[int], found: tuple[tuple[int, ...], ...]
) -> None:
    assert breakdowns_of_one_whole(values) == found


def test_every_way_to_part_a_total_is_found() -> None:
    assert adding_up_to(31, [29, 2, 15, 16]).found == ((0, 1), (2, 3))
    assert adding_up_to(31, [40, 30]).found == ()
