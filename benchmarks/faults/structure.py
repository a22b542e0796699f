"""Faults of boxes and arrows (S), and of the steps between them (L)."""

from benchmarks.faults.book import PLAN, Book, Row, Spot, refs
from benchmarks.faults.fault import Faults

faults = Faults()

RESULTS = ("outcome", "impact")


def bare_arrows(book: Book) -> list[tuple[Row, Row]]:
    """Give arrows between outcomes that stand only in Leads to, alone in their cell, with no assumption to them."""
    linked = {(row["From"], row["To"]) for row in book.rows("Links")}
    return [
        (cause, book.box(refs(cause["Leads to"])[0]))
        for cause in book.boxes("outcome")
        if len(refs(cause["Leads to"])) == 1
        if (cause.ref, refs(cause["Leads to"])[0]) not in linked
        if f"{cause.ref}>{refs(cause['Leads to'])[0]}" not in book.pinned()
    ]


def into(book: Book, box: str) -> list[str]:
    """Give the boxes with an arrow to a box."""
    return [cause for cause, effect in book.arrows() if effect == box]


def goal(book: Book) -> Row:
    """Give the first impact."""
    return book.boxes("impact")[0]


def chain(book: Book) -> Spot:
    """Add a goal that two outputs serve through one outcome after the other; give the row of the first outcome."""
    book.add(
        "Plan", {"Ref": "IM98", "Stage": "Impact", "What": "Old people in the streets around us live without fear"}
    )
    book.add(
        "Plan",
        {"Ref": "OC97", "Stage": "Long-term outcome", "What": "Neighbours look in on each other", "Leads to": "IM98"},
    )
    spot = book.add(
        "Plan",
        {
            "Ref": "OC98",
            "Stage": "Short-term outcome",
            "What": "Neighbours know each other’s names",
            "Leads to": "OC97",
        },
    )
    for output in book.boxes("output")[:2]:
        book.lead(output, "OC98")
    return spot


@faults.kind("S101", "every activity called an input")
def no_activity(book: Book) -> Spot:
    for box in book.boxes("activity"):
        book.type(box, "Stage", "Input")
    return PLAN


@faults.kind("S102", "a Ref in Leads to that no row has")
def ref_not_there(book: Book) -> Spot:
    return book.lead(book.boxes("outcome")[0], "OC999")


@faults.kind("S102", "a Ref in Meets need that no row has")
def need_not_there(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "Meets need", "N999")


@faults.kind("S102", "one Ref on two rows")
def ref_twice(book: Book) -> Spot:
    first, second = book.boxes("output")[:2]
    return book.type(second, "Ref", first.ref)


@faults.kind("S102", "one arrow on two rows of Links")
def arrow_twice(book: Book) -> Spot | None:
    links = [row for row in book.rows("Links") if not row["Kind"]]
    return book.add("Links", {"From": links[0]["From"], "To": links[0]["To"]}) if links else None


@faults.kind("S103", "an arrow back, without saying that it feeds back")
def circle(book: Book) -> Spot | None:
    for cause, effect in book.arrows():
        box = book.box(effect)
        if cause.startswith("OC") and effect.startswith("OC"):
            round_it = {cause, effect} | (book.reached(cause) & book.reached(effect, backwards=True))
            book.lead(box, cause)
            return Spot(sheet="Plan", row=min(book.box(each).number for each in round_it))
    return None


@faults.kind("S104", "an input whose arrows are deleted")
def alone(book: Book) -> Spot:
    box = book.boxes("input")[-1]
    book.remove(row for row in book.rows("Links") if box.ref in (row["From"], row["To"]))
    return book.type(box, "Leads to", None)


@faults.kind("S105", "an output whose arrows on are deleted")
def dead_end(book: Book) -> Spot:
    box = book.boxes("output")[0]
    book.remove(row for row in book.rows("Links") if row["From"] == box.ref)
    return book.type(box, "Leads to", None)


@faults.kind("S106", "every arrow into an outcome deleted")
def nobody_works_on_it(book: Book) -> Spot | None:
    needed = {row["From"] for row in book.rows("Links") if row["Needed?"] == "Necessary"}
    for box in book.boxes("outcome"):
        if box.ref not in needed and not box["Who makes it happen"] and box["Leads to"]:
            for cause in into(book, box.ref):
                book.cut(cause, box.ref)
            return Spot(sheet="Plan", row=box.number)
    return None


@faults.kind("S107", "an arrow from an activity straight to the goal")
def leap(book: Book) -> Spot:
    return book.lead(book.boxes("activity")[0], goal(book).ref)


@faults.kind("S108", "an arrow from an activity to an input")
def backwards(book: Book) -> Spot | None:
    for activity in book.boxes("activity"):
        for box in book.boxes("input"):
            if activity.ref not in book.reached(box.ref):
                return book.lead(activity, box.ref)
    return None


@faults.kind("S109", "an arrow past the step that it already takes")
def shortcut(book: Book) -> Spot:
    activity = book.boxes("activity")[0]
    return book.lead(activity, refs(book.box(refs(activity["Leads to"])[0])["Leads to"])[0])


@faults.kind("S110", "nearly all arrows deleted")
def a_list(book: Book) -> Spot:
    book.empty(book.boxes()[3:], "Leads to")
    book.remove(book.rows("Links"))
    return PLAN


@faults.kind("S111", "three more goals")
def many_goals(book: Book) -> Spot:
    outcome = book.boxes("outcome")[-1]
    for number, what in enumerate(
        ("Streets are safe at night", "Rivers are clean", "Old people are well looked after"), 96
    ):
        book.add("Plan", {"Ref": f"IM{number}", "Stage": "Impact", "What": what})
    book.type(outcome, "Leads to", f"{outcome['Leads to']}, IM96, IM97, IM98")
    return PLAN


faults.typed("L201", "a task typed as an outcome", "Plan", "What", "Recruit volunteers from every street", "outcome")
faults.typed("L201", "a task typed as the goal", "Plan", "What", "Provide advice to all who ask", "impact")
faults.typed("L202", "attendance typed as an outcome", "Plan", "What", "Forty families attend the evenings", "outcome")
faults.typed("L202", "people served typed as the goal", "Plan", "What", "900 clients served each year", "impact")


@faults.kind("L203", "an activity that leads only to the goal")
def no_middle(book: Book) -> Spot:
    return book.type(book.boxes("activity")[0], "Leads to", goal(book).ref)


@faults.kind("L204", "a goal with one arrow in and nothing assumed")
def one_cause(book: Book) -> Spot:
    spot = book.add("Plan", {"Ref": "IM98", "Stage": "Impact", "What": "Old people around us live without fear"})
    book.lead(book.boxes("outcome")[-1], "IM98")
    return spot


@faults.kind("L205", "the Because of an arrow deleted")
def no_because(book: Book) -> Spot | None:
    found = [cause for cause, _ in bare_arrows(book) if cause["Because"]]
    return book.type(found[0], "Because", None) if found else None


@faults.kind("L206", "knowing leads straight to a better condition")
def knowing_is_not_doing(book: Book) -> Spot | None:
    for cause, effect in book.arrows():
        if cause.startswith("OC") and book.box(effect)["Kind of change"] == "Condition":
            return book.type(book.box(cause), "Kind of change", "Knowledge")
    return None


@faults.kind("L207", "people only know more, and behave otherwise")
def only_knowledge(book: Book) -> Spot | None:
    for box in book.boxes("outcome"):
        before = [cause for cause in into(book, box.ref) if cause.startswith("OC")]
        if box["Kind of change"] == "Behaviour" and before:
            for cause in {*before, *(each for near in before for each in into(book, near))}:
                if cause.startswith("OC"):
                    book.type(book.box(cause), "Kind of change", "Knowledge")
            book.empty(book.rows("Assumptions & risks"), "Helps people")
            return Spot(sheet="Plan", row=box.number)
    return None


@faults.kind("L208", "a change in some people, said to change others, without a reason")
def other_people(book: Book) -> Spot | None:
    found = [cause for cause, effect in bare_arrows(book) if cause["Because"] and effect["For whom"]]
    if not found:
        return None
    book.type(found[0], "For whom", "Bakers of the old town")
    return book.type(found[0], "Because", None)


@faults.kind("L209", "everything for a goal passes one box")
def bottleneck(book: Book) -> Spot:
    return chain(book)


@faults.kind("L210", "an output helps and harms the same change")
def both_ways(book: Book) -> Spot | None:
    for output in book.boxes("output"):
        makers = [each for each in into(book, output.ref) if each.startswith("AC")]
        near = refs(output["Leads to"])[0]
        later = refs(book.box(near)["Leads to"])
        if makers and later:
            book.add(
                "Links", {"From": output.ref, "To": later[0], "Kind": "May harm", "Because": "It tires people out"}
            )
            return Spot(sheet="Plan", row=book.box(makers[0]).number)
    return None


@faults.kind("L211", "a necessary condition that nobody works on")
def unserved(book: Book) -> Spot:
    effect = book.boxes("outcome")[0].ref
    book.add("Links", {"From": "OC98", "To": effect, "Because": "Nothing moves without it", "Needed?": "Necessary"})
    return book.add(
        "Plan", {"Ref": "OC98", "Stage": "Short-term outcome", "What": "Landlords answer letters", "Leads to": effect}
    )


@faults.kind("L212", "an activity for more people than there are")
def too_many(book: Book) -> Spot | None:
    sized = {row["Group"] for row in book.rows("Groups") if row["How many"]}
    for box in book.boxes("activity"):
        if box["For whom"] in sized:
            return book.type(box, "How many", "900000 people")
    return None


faults.typed("L213", "a change typed as an output", "Plan", "What", "Greater awareness of what carers do", "output")
