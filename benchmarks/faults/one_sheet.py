"""Faults in a plan in the one-sheet form, kept as a file of lines."""

import csv
from pathlib import Path

import openpyxl

from benchmarks.faults.book import FILE, Book, Row, Spot
from benchmarks.faults.fault import Faults

ALLOTMENT = Path(__file__).with_name("allotment.csv")
"""A sound plan in the one-sheet form, .csv."""

faults = Faults()


class Lines(Book):
    """A plan whose one sheet is a .csv file: what is typed goes to its lines."""

    @staticmethod
    def _opened(path: Path) -> openpyxl.Workbook:
        """Put the lines of a file on one sheet."""
        workbook = openpyxl.Workbook()
        sheet = workbook["Sheet"]
        sheet.title = "Plan"
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.reader(file):
                sheet.append([text or None for text in line])
        return workbook

    def save(self, path: Path) -> None:
        """Write the lines as they now are."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for values in self.sheet("Plan").iter_rows(values_only=True):
                writer.writerow("" if value is None else value for value in values)


def _of(book: Book, kind: str) -> Row:
    """Give the first row of a Type."""
    return next(row for row in book.rows("Plan") if row["Type"].endswith(kind))


def _typed(code: str, words: str, kind: str, heading: str, text: str | None) -> None:
    @faults.kind(code, words)
    def typed(book: Book) -> Spot:
        return Spot(row=book.type(_of(book, kind), heading, text).row)


_typed("L201", "a task typed as an outcome, on one sheet", "outcome", "What", "We will recruit stewards for every bed")
_typed("L202", "attendance typed as the goal, on one sheet", "Impact", "What", "300 residents attend the harvest day")
_typed("L213", "a change typed as an output, on one sheet", "Output", "What", "Better awareness of what grows when")
_typed("M402", "workshops counted under an outcome, on one sheet", "outcome", "Measure", "Number of workshops held")
_typed("M403", "a measure without Now, on one sheet", "outcome", "Now", None)
_typed("M404", "an aim without By when, on one sheet", "outcome", "By when", None)
_typed("M405", "an aim that is where things are, on one sheet", "outcome", "Aim", "15")
_typed("N301", "a need that leads to nothing, on one sheet", "Need", "Leads to", None)
_typed("N310", "a missing service as a need, on one sheet", "Need", "What", "Lack of a family centre")
_typed("S102", "a Ref that no row has, on one sheet", "Activity", "Leads to", "OP9")
_typed("S105", "an output that leads nowhere, on one sheet", "Output", "Leads to", None)
_typed("D017", "a Type that is in no list, on one sheet", "outcome", "Type", "Stepping stone")
_typed("D024", "“see above” in Leads to, on one sheet", "Output", "Leads to", "see above")
_typed("D004", "an End before its Start, on one sheet", "Activity", "End", "2026-02")
_typed("W801", "two ideas in a box, on one sheet", "outcome", "What", "Newcomers know neighbours through shared meals")
_typed("W803", "words that hurt, on one sheet", "Need", "What", "The homeless on the estate know nobody at all")
_typed("W804", "“tbc” as an activity, on one sheet", "Activity", "What", "tbc")


@faults.kind("S103", "a circle through two lines, on one sheet")
def circle(book: Book) -> Spot:
    first = next(row for row in book.rows("Plan") if row.ref == "OC1")
    book.lead(next(row for row in book.rows("Plan") if row.ref == "OC2"), "OC1")
    return Spot(row=first.number, about="loop")


@faults.kind("S101", "no activity, on one sheet")
def no_activity(book: Book) -> Spot:
    for row in book.rows("Plan"):
        if row["Type"] == "Activity":
            book.type(row, "Type", "Input")
    return FILE


@faults.kind("M401", "an outcome without a measure, on one sheet")
def unmeasured(book: Book) -> Spot:
    row = _of(book, "outcome")
    book.empty([row], "Measure", "Unit", "Now", "Aim", "By when", "Better is", "How we check")
    return Spot(row=row.number)


@faults.kind("E704", "a grave risk with nothing to answer it, on one sheet")
def unanswered(book: Book) -> Spot:
    row = _of(book, "Risk")
    book.type(row, "Effect if so", "5")
    book.type(row, "If it is not true, we will", None)
    return Spot(row=row.number)


@faults.kind("A502", "vital, unlikely, and no plan B, on one sheet")
def killer(book: Book) -> Spot:
    row = _of(book, "Assumption")
    book.type(row, "Effect if so", "4")
    book.type(row, "Likelihood", "2")
    book.type(row, "If it is not true, we will", None)
    return Spot(row=row.number)
