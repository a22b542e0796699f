"""Faults in what is assumed and how it is known (A), in wording (W), and in work on policies (V)."""

from benchmarks.faults.book import PLAN, Book, Row, Spot, refs
from benchmarks.faults.fault import Faults
from benchmarks.faults.structure import chain

faults = Faults()

REGISTER = "Assumptions & risks"


def assumption(book: Book) -> Row:
    """Give the first assumption."""
    return book.of_kind(REGISTER, "Assumption")[0]


@faults.kind("A501", "assumptions that apply to no arrow")
def bare(book: Book) -> Spot:
    book.empty(book.of_kind(REGISTER, "Assumption"), "Applies to")
    book.empty([*book.boxes(), *book.rows("Links")], "What must be true")
    return Spot(about="frontier:delivery")


@faults.kind("A502", "vital, unlikely, and nothing planned for it")
def killer(book: Book) -> Spot:
    row = assumption(book)
    book.empty([row], "If it is not true, we will", "To prevent it, we")
    book.type(row, "Effect if so", 5)
    return book.type(row, "Likelihood", 1)


@faults.kind("A503", "a shaky assumption that nobody watches")
def unwatched(book: Book) -> Spot:
    row = assumption(book)
    book.empty([row], "Who watches it", "Check by")
    book.type(row, "Effect if so", 5)
    return book.type(row, "Likelihood", 3)


@faults.kind("A504", "something in your own hands typed as an assumption")
def ours(book: Book) -> Spot:
    return book.type(assumption(book), "In whose hands", "Ours")


@faults.kind("A505", "a decisive arrow without evidence")
def unproven(book: Book) -> Spot:
    return chain(book)


@faults.kind("A506", "evidence against an arrow, and no word on why to go ahead")
def contrary(book: Book) -> Spot | None:
    for row in book.rows("Links"):
        if row["Evidence"] and not row["Kind"]:
            book.empty([row], "Why we go ahead")
            book.type(row, "Direction", "Contrary")
            return Spot(sheet="Links", row=row.number)
    return None


@faults.kind("A507", "long odds on every way to the goal")
def long_odds(book: Book) -> Spot:
    linked = {(row["From"], row["To"]): row for row in book.rows("Links")}
    for cause, effect in book.arrows():
        row = linked.get((cause, effect))
        if row:
            book.type(row, "Confidence", 0.2)
        else:
            book.add("Links", {"From": cause, "To": effect, "Confidence": 0.2})
    return Spot(sheet="Plan", row=book.boxes("impact")[0].number)


@faults.kind("A508", "nothing outside is thought of")
def no_outside(book: Book) -> Spot:
    book.remove(row for row in book.rows(REGISTER) if row["Kind"].endswith(("factor", "force")))
    book.empty(book.of_kind(REGISTER, "Assumption"), "Sort")
    book.empty([*book.boxes(), *book.rows("Links")], "What must be true", "Who makes it happen")
    return PLAN


@faults.kind("A509", "no theory named")
def no_theory(book: Book) -> Spot:
    book.answer("Theory or model it rests on", None)
    book.empty(book.boxes(), "Theory or model")
    book.empty(book.rows("Links"), "Theory")
    return PLAN


@faults.kind("A510", "a certainty promised without strong evidence")
def certain(book: Book) -> Spot:
    box = book.boxes("impact")[0]
    return book.type(box, "What", f"{box['What']}, always")


faults.typed(
    "W801", "a cause and its effect in one box", "Plan", "What", "Health improves through better housing", "outcome"
)
faults.typed("W802", "words that could mean anything", "Plan", "What", "Empower communities", "outcome")
faults.typed(
    "W803", "words that blame people", "Needs", "What", "Hard-to-reach families miss what is offered to others", "Need"
)
faults.typed("W804", "“Follow-up” as an activity", "Plan", "What", "Follow-up", "activity")
faults.typed("W804", "“tbd” as the one who leads", "Plan", "Who leads", "tbd", "activity")


def last_step(book: Book) -> Row:
    """Give an outcome that leads straight to the goal, made a decision and nothing else."""
    goals = {box.ref for box in book.boxes("impact")}
    found = next(box for box in book.boxes("outcome") if goals & set(refs(box["Leads to"])))
    book.type(found, "Policy step", "Adoption")
    return found


@faults.kind("V901", "a decision without anyone who decides")
def nobody_decides(book: Book) -> Spot:
    box = last_step(book)
    book.empty([box], "Who decides")
    book.forget("People", "Linked to", [box.ref])
    return Spot(sheet="Plan", row=box.number)


@faults.kind("V902", "a decision that leads straight to the goal")
def adopted_and_done(book: Book) -> Spot:
    return Spot(sheet="Plan", row=last_step(book).number)


@faults.kind("V903", "a campaign that leads straight to a decision")
def campaign(book: Book) -> Spot:
    goal = book.boxes("impact")[0].ref
    book.add("Plan", {"Ref": "AC98", "Stage": "Activity", "What": "Run a poster campaign", "Leads to": "OP98"})
    book.add("Plan", {"Ref": "OP98", "Stage": "Output", "What": "900 posters hung", "Leads to": "OC98"})
    decided = {"What": "The council adopts the living wage", "Leads to": goal, "Policy step": "Adoption"}
    return book.add("Plan", {"Ref": "OC98", "Stage": "Long-term outcome", **decided})


@faults.kind("V904", "a decision to win, and no opponent thought of")
def no_opponent(book: Book) -> Spot:
    last_step(book)
    book.remove(row for row in book.rows(REGISTER) if row["Sort"] == "Opposition")
    for row in book.boxes("activity"):
        book.empty([row], "Marks")
    book.empty(book.rows("People"), "Position")
    return PLAN


@faults.kind("V905", "judged on what others decide")
def own_win(book: Book) -> Spot:
    return book.type(last_step(book), "Judged on this", "Yes")


@faults.kind("V906", "a decision to win, without those it is for")
def without_them(book: Book) -> Spot:
    last_step(book)
    for box in book.boxes("activity"):
        book.type(box, "How people take part", "3 Informed")
    book.empty(book.boxes(), "Done by people affected")
    return PLAN
