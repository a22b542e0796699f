from collections import Counter

from logicmodel.drawing.places.cells import cells_of
from logicmodel.drawing.shown.views import logic_model
from logicmodel.theory import Theory
from tests.drawing.plans import theory_of


def fans(goals: int, each: int) -> Theory:
    """A plan in which `each` activities lead to every goal."""
    lines = [f"AC{number} | Activity | Ask | OC{number // each}" for number in range(goals * each)]
    return theory_of("\n".join([*lines, *(f"OC{number} | Outcome | They know | " for number in range(goals))]))


def rows_of(theory: Theory) -> dict[str, int]:
    view = logic_model(theory, "en")
    cells, _ = cells_of(view)
    assert max(Counter(cells.values()).values()) == 1, "no two boxes share a cell"
    return {view.boxes[number].ref: cell.row for number, cell in cells.items()}


def test_a_box_stands_in_the_middle_of_those_that_lead_to_it() -> None:
    rows = rows_of(fans(goals=4, each=5))
    assert [rows[f"OC{number}"] for number in range(4)] == [2, 7, 12, 17]


def test_so_it_does_in_a_plan_of_thousands_of_boxes() -> None:
    rows = rows_of(fans(goals=1000, each=5))
    assert [rows[f"OC{number}"] for number in range(1000)] == [5 * number + 2 for number in range(1000)]
