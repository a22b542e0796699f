"""Sound plans of other sizes than the examples, made of them."""

from pathlib import Path

from benchmarks.faults.book import REF, Book, Value

SHARED = ("Start here", "People", "Groups")
"""Sheets that all towns have in common."""

STATEMENTS = ("What", "Because", "Measure", "Title")
"""Headings under which letters and digits are words, not Refs."""


def towns(path: Path, count: int) -> Book:
    """Make the plan of an example into one for so many towns, each with boxes, measures and Refs of its own."""
    book, first = Book(path), Book(path)
    for sheet in first.sheets():
        rows = [] if sheet in SHARED else first.rows(sheet)
        for town in range(2, count + 1):
            for row in rows:
                book.add(sheet, {heading: _moved(heading, said, town) for heading, said in row.cells.items() if said})
    book.answer("Total budget", float(first.answered("Total budget")) * count)
    book.keep()
    return book


def _moved(heading: str, said: str, town: int) -> Value:
    """Give what a cell says for another town: OC3 becomes OC203, and a statement says in which town."""
    if heading == "What":
        return f"Town {town}: {said}"
    if heading in STATEMENTS:
        return said
    return REF.sub(lambda found: f"{found[1]}{100 * town + int(found[2])}", said)
