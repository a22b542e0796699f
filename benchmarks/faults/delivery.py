"""Faults in who does what, when and for how much (P), and in whom it reaches (E)."""

from benchmarks.faults.book import PLAN, Book, Row, Spot, Value, refs
from benchmarks.faults.fault import Faults
from benchmarks.faults.needs import chosen, measured
from benchmarks.faults.structure import into

faults = Faults()

REGISTER = "Assumptions & risks"


def months_later(month: str, count: int) -> str:
    """Give a month so many months after another."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{number // 12}-{number % 12 + 1:02}"


@faults.kind("P601", "an activity that nobody leads")
def nobody_leads(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "Who leads", None)


@faults.kind("P601", "two who lead an activity")
def two_lead(book: Book) -> Spot:
    return book.type(book.boxes("activity")[1], "Who leads", "School lead; Nurse")


@faults.kind("P602", "an outcome without End")
def no_end(book: Book) -> Spot:
    return book.type(book.boxes("outcome")[0], "End", None)


@faults.kind("P602", "an activity without Start and End")
def undated_activity(book: Book) -> Spot:
    book.empty([book.boxes("activity")[0]], "Start")
    return book.type(book.boxes("activity")[0], "End", None)


@faults.kind("P603", "an output due before its activity starts")
def before_cause(book: Book) -> Spot | None:
    for output in book.boxes("output"):
        makers = [book.box(each) for each in into(book, output.ref)]
        if len(makers) == 1 and makers[0]["Start"] > book.answered("Start"):
            book.type(output, "End", months_later(makers[0]["Start"], -1))
            return Spot(sheet="Plan", row=makers[0].number)
    return None


@faults.kind("P604", "a better condition three months after the start")
def too_soon(book: Book) -> Spot:
    box = next(each for each in book.boxes("outcome") if each["Kind of change"] == "Condition")
    starts = [book.box(each)["Start"] for each in book.reached(box.ref, backwards=True) if each.startswith("AC")]
    return book.type(box, "End", months_later(min(starts), 3))


@faults.kind("P605", "an activity that costs nothing in a costed plan")
def uncosted(book: Book) -> Spot:
    box = book.boxes("activity")[0]
    for cause in into(book, box.ref):
        book.cut(cause, box.ref)
    book.forget("Budget", "For", [box.ref])
    book.empty([box], "Cost", "Marks")
    return Spot(sheet="Plan", row=box.number)


@faults.kind("P606", "costs above the total budget")
def over_budget(book: Book) -> Spot:
    book.answer("Total budget", 1000)
    return PLAN


@faults.kind("P607", "most of the money spent on what meets no need")
def money_elsewhere(book: Book) -> Spot:
    new: dict[str, Value] = {
        "Ref": "AC98",
        "Stage": "Activity",
        "What": "Build a tower",
        "Cost": 9000000,
        "Leads to": "OP98",
    }
    book.add("Plan", new)
    book.add("Plan", {"Ref": "OP98", "Stage": "Output", "What": "One tower built"})
    return PLAN


@faults.kind("P608", "a partner whom nobody has told")
def not_told(book: Book) -> Spot | None:
    helpers = " ".join(box["With"] + box["Who leads"] for box in book.boxes("activity"))
    for row in book.rows("People"):
        if row["Type"] == "Partner" and row["Name"] in helpers:
            return book.type(row, "Told and agreed on", None)
    return None


@faults.kind("P609", "no day on which the plan is looked at again")
def no_review(book: Book) -> Spot:
    book.answer("Next review", None)
    book.answer("Review every", None)
    return PLAN


@faults.kind("P610", "a vital assumption without a plan B")
def no_plan_b(book: Book) -> Spot:
    row = book.of_kind(REGISTER, "Assumption")[0]
    book.type(row, "Effect if so", 5)
    return book.type(row, "If it is not true, we will", None)


@faults.kind("P611", "a goal due after the end, and nobody who carries on")
def nobody_carries_on(book: Book) -> Spot:
    box = book.boxes("impact")[0]
    book.answer("Who carries on afterwards", None)
    book.empty([box], "Who carries on")
    return book.type(box, "End", "2035-01")


@faults.kind("E701", "those hit hardest reached by nothing")
def hit_hardest(book: Book) -> Spot:
    return book.type(chosen(book)[0], "Hit hardest", "Bargee families")


@faults.kind("E702", "a measure of a divided group, not broken down")
def not_split(book: Book) -> Spot | None:
    divided = {need.ref for need in book.of_kind("Needs", "Need") if need["Hit hardest"] and need["Who it affects"]}
    for row, box in measured(book):
        if divided & set(refs(box["Meets need"])):
            book.empty([row], "Not split below")
            return book.type(row, "Broken down by", None)
    return None


@faults.kind("E703", "no risk and no harm thought of")
def no_risk(book: Book) -> Spot:
    book.remove(book.of_kind(REGISTER, "Risk"))
    book.remove(row for row in book.rows("Links") if row["Kind"] == "May harm")
    return PLAN


@faults.kind("E704", "a grave risk with nothing to prevent it")
def unmitigated(book: Book) -> Spot:
    row = book.of_kind(REGISTER, "Risk")[0]
    book.empty([row], "To prevent it, we", "If it is not true, we will")
    book.type(row, "Likelihood", 4)
    return book.type(row, "Effect if so", 5)


@faults.kind("E705", "an outcome for nobody in particular")
def for_whom(book: Book) -> Spot:
    box = book.boxes("outcome")[0]
    book.empty([box], "For whom")
    return book.type(box, "What", "Evenings at home pass without quarrels")


@faults.kind("E706", "work with children, and nobody who leads on safeguarding")
def no_safeguarding(book: Book) -> Spot | None:
    book.answer("Safeguarding lead", None)
    near = next(
        (box for box in book.boxes("activity") if box["Contact"] not in ("", "None") and _flagged(book, box)), None
    )
    return Spot(sheet="Plan", row=near.number) if near else None


def _flagged(book: Book, box: Row) -> bool:
    groups = {row["Group"]: row for row in book.rows("Groups")}
    flagged = {name for name, row in groups.items() if row["Children or adults at risk"] not in ("", "No")}
    related = {name for name, row in groups.items() if row["Part of"] in flagged}
    parents = {groups[name]["Part of"] for name in flagged}
    named = set(box["For whom"].split("; ")) if box["For whom"] else {book.answered("Who is it for?")}
    return bool(named & (flagged | related | parents))
