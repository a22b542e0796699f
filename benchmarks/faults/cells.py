"""Faults in how a workbook is filled in (D)."""

from collections.abc import Callable
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill

from benchmarks.faults.book import FILE, PLAN, Book, Spot
from benchmarks.faults.fault import Faults
from benchmarks.faults.needs import measured
from benchmarks.faults.structure import bare_arrows

faults = Faults()

WIDE = (
    ("Activities", "Outputs", "Outcomes"),
    ("Open a tool library", "Tools lent", "Gardens are tended"),
    ("Hold a seed swap", "Seeds swapped", "Gardens are tended"),
    ("Dig a shared bed", "Beds dug", "Gardens are tended"),
)


def styled(book: Book, sheet: str, row: int, column: int, **style: Font | PatternFill) -> None:
    """Change how a cell looks."""
    cell = cast("Cell", book.sheet(sheet).cell(row, column))
    for name, value in style.items():
        before = getattr(cell, name).copy()
        book.remember(_setting(cell, name, before))
        setattr(cell, name, value)


def _setting(cell: Cell, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(cell, name, value)


@faults.kind("D001", "“about half” as Now")
def about_half(book: Book) -> Spot:
    return book.type(measured(book)[0][0], "Now", "about half")


@faults.kind("D001", "words where a date belongs")
def no_date(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "End", "when the money is there")


@faults.kind("D002", "a box without words")
def no_words(book: Book) -> Spot:
    return book.type(book.boxes("outcome")[0], "What", None)


@faults.kind("D002", "a measure without words")
def no_measure(book: Book) -> Spot:
    return book.type(book.rows("Measures")[0], "Measure", None)


@faults.kind("D003", "a date that can be read in two ways")
def two_ways(book: Book) -> Spot:
    book.answer("Dates are", None)
    return book.type(measured(book)[0][0], "By when", "03/04/2028")


@faults.kind("D004", "31 June")
def no_such_day(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "End", "2028-06-31")


@faults.kind("D004", "an End before its Start")
def ends_first(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "End", "2025-01")


@faults.kind("D005", "a formula whose result was never saved")
def formula(book: Book) -> Spot:
    return book.type(book.boxes("input")[0], "Cost", "=2*12")


@faults.kind("D006", "#REF! in a cell")
def error_shown(book: Book) -> Spot:
    return book.type(measured(book)[0][0], "Aim", "#REF!")


@faults.kind("D007", "one Ref for a box and for an assumption")
def two_meanings(book: Book) -> Spot:
    measure, box = measured(book)[0]
    book.add(
        "Assumptions & risks", {"Ref": box.ref, "Kind": "Assumption", "What": "Buses go on running in the evening"}
    )
    return Spot(sheet="Measures", row=measure.number)


@faults.kind("D008", "nearly the same outcome twice")
def nearly_twice(book: Book) -> Spot:
    first, second = book.boxes("outcome")[:2]
    book.type(first, "What", first["What"])  # it is part of the fault: nothing else may change it
    return book.type(second, "What", first["What"] + "s")


@faults.kind("D009", "the same words as output and as outcome")
def at_two_stages(book: Book) -> Spot:
    return book.type(book.boxes("outcome")[0], "What", book.boxes("output")[0]["What"])


@faults.kind("D010", "a column of your own")
def own_column(book: Book) -> Spot:
    book.type(book.rows("Needs")[0], "Barangay", "San Roque")
    return Spot(sheet="Needs", column=book.heading("Needs", "Barangay"))


@faults.kind("D011", "a slip in a heading")
def slip(book: Book) -> Spot:
    column = book.heading("Plan", "Kind of change")
    book.type_cell("Plan", 1, column, "Kind of chnage")
    return Spot(sheet="Plan", column=column)


@faults.kind("D012", "a hidden sheet")
def hidden_sheet(book: Book) -> Spot:
    spot = book.add_sheet("Old list", [("Name", "Street"), ("Ann", "Mill Lane")])
    book.sheet("Old list").sheet_state = "hidden"
    return spot


@faults.kind("D012", "a hidden row")
def hidden_row(book: Book) -> Spot:
    row = book.sheet("Plan").row_dimensions[book.boxes("output")[0].number]
    row.hidden = True
    book.remember(lambda: setattr(row, "hidden", False))
    return Spot(sheet="Plan")


@faults.kind("D013", "a box struck through")
def struck(book: Book) -> Spot:
    row = book.boxes("output")[0].number
    styled(book, "Plan", row, book.heading("Plan", "What"), font=Font(strike=True))
    return Spot(sheet="Plan", row=row)


@faults.kind("D014", "colours that stand for something")
def colours(book: Book) -> Spot:
    column = book.heading("Needs", "What")
    for number, colour in enumerate(("FFFFFF00", "FF00FF00", "FFFF0000", "FFFFFF00"), 2):
        styled(book, "Needs", number, column, fill=PatternFill("solid", fgColor=colour))
    return Spot(sheet="Needs")


@faults.kind("D015", "a number with “about” before it")
def about(book: Book) -> Spot:
    return book.type(book.of_kind("Needs", "Need")[0], "How many", "~30")


@faults.kind("D016", "decimal comma and decimal point in one column")
def mixed(book: Book) -> Spot:
    book.type(book.boxes("input")[0], "Cost", "9.707,1")
    book.type(book.boxes("input")[1], "Cost", "2,324.5")
    return Spot(sheet="Plan", column=book.heading("Plan", "Cost"))


faults.typed("D017", "a Stage that is in no list", "Plan", "Stage", "Stepping stone", "outcome")


@faults.kind("D018", "a wide table without arrows")
def wide(book: Book) -> Spot:
    return book.add_sheet("Garden", WIDE)


@faults.kind("D019", "one outcome in three rows of a wide table")
def merged(book: Book) -> Spot:
    return book.add_sheet("Garden", WIDE)


@faults.kind("D020", "“TBC” as Now")
def to_be_confirmed(book: Book) -> Spot:
    book.type(measured(book)[0][0], "Now", "TBC")
    return Spot(sheet="Measures")


@faults.kind("D021", "three measures and two values of Now in one row")
def several(book: Book) -> Spot:
    row = measured(book)[0][0]
    book.type(row, "Measure", "Children who sleep well\nChildren who eat well\nChildren who play outside")
    return book.type(row, "Now", "12\n14")


@faults.kind("D022", "a survey left in the workbook")
def survey(book: Book) -> Spot:
    headings = ("Respondent ID", "Collector ID", "Start Date", "How often do you feel alone?")
    return book.add_sheet("Data (2)", [headings, *((str(n), "7", "2026-01-02", "Often") for n in range(5))])


@faults.kind("D023", "a total below the costs")
def total(book: Book) -> Spot:
    book.add("Budget", {"Cost heading": "TOTAL", "Amount": 1250})
    return Spot(sheet="Budget")


faults.typed("D024", "“all outputs” in Leads to", "Plan", "Leads to", "all outputs", "activity")
faults.typed("D024", "“as above” in Leads to", "Plan", "Leads to", "as above", "output")


@faults.kind("D025", "headings in the third row")
def headings_below(book: Book) -> Spot:
    sheet = book.sheet("Groups")
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "Whom we work with, as the board has it"
    book.remember(lambda: sheet.delete_rows(1, 2))
    return FILE


@faults.kind("D026", "two different reasons for one arrow")
def said_twice(book: Book) -> Spot | None:
    for cause, effect in bare_arrows(book):
        if cause["Because"]:
            return book.add("Links", {"From": cause.ref, "To": effect.ref, "Because": "Staff have time for it"})
    return None


@faults.kind("D027", "a proposed box left open")
def proposed(book: Book) -> Spot:
    book.type(book.boxes("outcome")[0], "Status", "Proposed")
    return PLAN


@faults.kind("D028", "a waiver that ran out")
def run_out(book: Book) -> Spot:
    return book.add("Waivers", {"Code": "S105", "About": "OP1", "Reason": "The council has it", "Until": "2026-02-28"})


@faults.kind("D029", "a waiver of what is not found")
def for_nothing(book: Book) -> Spot:
    return book.add("Waivers", {"Code": "S105", "About": "OP1", "Reason": "The council has it"})
