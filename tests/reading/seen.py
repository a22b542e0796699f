"""What is looked at in a plan that was read from a file."""

from logicmodel.model import Plan
from logicmodel.reading.files.grid import Book, Sheet


def boxes(plan: Plan) -> dict[str, str]:
    return {box.id: box.text for box in plan.elements}


def arrows(plan: Plan) -> list[str]:
    return [link.ref for link in plan.links]


def left_out(plan: Plan) -> dict[str, str]:
    return {each.text: each.why for each in plan.account if each.fate == "left_out"}


def sheets_of(*books: Book) -> list[tuple[Book, Sheet]]:
    return [(book, sheet) for book in books for sheet in book.sheets]
