"""What can be worked out of sums."""

from logicmodel.privacy.solving import adding_up_to, worked_out


def test_one_unknown_part_of_a_total_is_known() -> None:
    assert worked_out([{"girls": 1, "boys": 1, "all": -1}], ["boys"]) == ["boys"]


def test_two_unknown_parts_of_a_total_are_not_known() -> None:
    assert worked_out([{"girls": 1, "boys": 1, "all": -1}], ["boys", "girls"]) == []


def test_a_table_of_two_ways_gives_back_what_each_way_hides() -> None:
    rows = [{"a": 1, "b": 1, "row 1": -1}, {"c": 1, "d": 1, "row 2": -1}]
    columns = [{"a": 1, "c": 1, "column 1": -1}, {"b": 1, "d": 1, "column 2": -1}]
    assert worked_out([*rows, *columns], ["a", "b", "c"]) == ["a", "b", "c"]
    assert worked_out([*rows, *columns], ["a", "b", "c", "d"]) == []


def test_every_way_to_part_a_total_is_found() -> None:
    assert adding_up_to(31, [29, 2, 15, 16]).found == ((0, 1), (2, 3))
    assert adding_up_to(31, [40, 30]).found == ()
