"""Faults in what needs say and what becomes of them (N), and in measures (M)."""

from benchmarks.faults.book import PLAN, Book, Row, Spot, refs
from benchmarks.faults.fault import Faults

faults = Faults()

NEW_NEED = "Old people wait weeks until somebody mends a step"


def chosen(book: Book) -> list[Row]:
    """Give the needs that were chosen."""
    needs = book.of_kind("Needs", "Need")
    return [row for row in needs if row["Chosen"] == "Yes"] or needs


def measured(book: Book) -> list[tuple[Row, Row]]:
    """Give each measure of an outcome or goal with its box."""
    results = {box.ref: box for box in book.boxes("outcome", "impact")}
    return [
        (row, results[row["What it measures"]]) for row in book.rows("Measures") if row["What it measures"] in results
    ]


def drop_measures(book: Book, box: str) -> None:
    """Delete every measure of a box."""
    book.remove(row for row in book.rows("Measures") if row["What it measures"] == box)


@faults.kind("N301", "a chosen need taken out of every Meets need")
def unanswered(book: Book) -> Spot:
    need = chosen(book)[0]
    book.forget("Plan", "Meets need", [need.ref])
    return Spot(sheet="Needs", row=need.number)


@faults.kind("N302", "an activity that no need explains")
def without_need(book: Book) -> Spot:
    spot = book.add(
        "Plan", {"Ref": "AC98", "Stage": "Activity", "What": "Print a newsletter for donors", "Leads to": "OP98"}
    )
    book.add("Plan", {"Ref": "OP98", "Stage": "Output", "What": "Twelve newsletters printed"})
    return spot


@faults.kind("N303", "a need met by a service and by no change")
def only_a_service(book: Book) -> Spot:
    book.add(
        "Plan",
        {"Ref": "AC98", "Stage": "Activity", "What": "Mend steps", "Leads to": "OP98", "Meets need": "N98"},
    )
    book.add("Plan", {"Ref": "OP98", "Stage": "Output", "What": "Fifty steps mended"})
    return book.add("Needs", {"Ref": "N98", "Kind": "Need", "What": NEW_NEED, "Chosen": "Yes"})


@faults.kind("N304", "casework for what the whole town has to change")
def wrong_level(book: Book) -> Spot:
    for box in book.boxes("activity"):
        book.type(box, "Level", "Individual or family")
    return book.type(chosen(book)[0], "Level", "Community or system")


@faults.kind("N305", "a need with one source left")
def one_source(book: Book) -> Spot:
    return book.type(chosen(book)[0], "How do you know?", refs(chosen(book)[0]["How do you know?"])[0])


@faults.kind("N306", "a need in which nobody affected speaks")
def no_voice(book: Book) -> Spot | None:
    silent = [row.ref for row in book.rows("Sources") if row["People’s own voice"] == "No"]
    need = chosen(book)[0]
    if len(silent) < 2:
        return None
    book.empty([need], "In their words")
    return book.type(need, "How do you know?", "; ".join(silent[:2]))


@faults.kind("N307", "what people put first, left out without telling them")
def put_first(book: Book) -> Spot:
    needs = book.of_kind("Needs", "Need")
    need = next((row for row in needs if row["Chosen"] == "No"), needs[-1])
    book.type(need, "Chosen", "No")
    book.empty([need], "Told people on")
    return book.type(need, "Community rank", 1)


@faults.kind("N308", "strengths that nothing builds on")
def strengths_unused(book: Book) -> Spot:
    book.empty(book.rows("Plan"), "Builds on")
    book.empty(book.rows("People"), "Linked to")
    return PLAN


@faults.kind("N309", "work on a need and on none of its causes")
def symptoms(book: Book) -> Spot | None:
    for need in chosen(book):
        causes = _causes(book, need.ref)
        open_ones = [each for each in causes if not book.row("Needs", each)["Cannot change because"]]
        if open_ones and any(need.ref in refs(box["Meets need"]) for box in book.boxes()):
            book.forget("Plan", "Meets need", causes)
            return Spot(sheet="Needs", row=need.number)
    return None


def _causes(book: Book, need: str) -> set[str]:
    arrows = [(cause, row.ref) for row in book.rows("Needs") for cause in refs(row["Cause"])]
    arrows += [(row["From"], row["To"]) for row in book.rows("Problem tree")]
    found: set[str] = set()
    waiting = [need]
    while waiting:
        here = waiting.pop()
        new = {cause for cause, effect in arrows if effect == here} - found - {need}
        found |= new
        waiting += new
    return found


faults.typed("N310", "a missing service typed as a need", "Needs", "What", "Lack of a youth centre", "Need")


@faults.kind("N311", "needs chosen, and no word on how")
def unexplained_choice(book: Book) -> Spot:
    book.empty(book.rows("Needs"), "Votes", "Community rank", "Why chosen")
    book.remove(book.rows("Scores"))
    return PLAN


@faults.kind("N312", "a guess with nothing for or against it")
def guess(book: Book) -> Spot:
    need = chosen(book)[-1]
    book.empty([need], "How do you know?")
    return book.type(need, "Still a guess", "Yes")


@faults.kind("M401", "the measures of an outcome deleted")
def unmeasured(book: Book) -> Spot:
    box = measured(book)[0][1]
    drop_measures(book, box.ref)
    return Spot(sheet="Plan", row=box.number)


@faults.kind("M402", "sessions counted as the measure of an outcome")
def sessions(book: Book) -> Spot:
    return book.type(measured(book)[0][0], "Measure", "Number of sessions held each term")


@faults.kind("M403", "a measure without Now")
def no_now(book: Book) -> Spot:
    book.empty([measured(book)[0][0]], "Now as of")
    return book.type(measured(book)[0][0], "Now", None)


@faults.kind("M404", "a measure without Aim")
def no_aim(book: Book) -> Spot:
    return book.type(measured(book)[0][0], "Aim", None)


@faults.kind("M404", "an aim without By when")
def no_day(book: Book) -> Spot:
    return book.type(measured(book)[1][0], "By when", None)


@faults.kind("M405", "an aim on the wrong side of Now")
def wrong_way(book: Book) -> Spot | None:
    for row, _ in measured(book):
        if row["Better is"] in ("", "Higher") and not row["Without us"]:
            return book.type(row, "Aim", float(row["Now"]) - 1)
    return None


@faults.kind("M406", "a measure that says neither how it is checked nor with what")
def no_check(book: Book) -> Spot:
    row = measured(book)[0][0]
    book.empty([row], "Scale or tool")
    return book.type(row, "How we check", None)


@faults.kind("M407", "trust, measured with nothing made for it")
def intangible(book: Book) -> Spot:
    row, box = measured(book)[0]
    book.empty(
        [each for each, of in measured(book) if of.ref == box.ref], "Scale or tool", "Method", "Nearest sign because"
    )
    book.empty([row], "How people are chosen")
    return book.type(box, "What", "Neighbours trust each other")


@faults.kind("M408", "a necessary change that nobody measures")
def critical(book: Book) -> Spot | None:
    for box in book.boxes("outcome"):
        if box["Leads to"] and not box["Who makes it happen"]:
            effect = refs(box["Leads to"])[0]
            drop_measures(book, box.ref)
            links = [row for row in book.rows("Links") if (row["From"], row["To"]) == (box.ref, effect)]
            if links:
                book.type(links[0], "Needed?", "Necessary")
            else:
                book.add("Links", {"From": box.ref, "To": effect, "Needed?": "Necessary"})
            return Spot(sheet="Plan", row=box.number)
    return None


@faults.kind("M409", "nothing read before the end")
def late(book: Book) -> Spot:
    book.empty(book.rows("Measures"), "Step 1", "Step 1 by", "How often")
    for row in book.rows("Measures"):
        book.type(row, "By when", book.answered("End"))
    return Spot(sheet="Plan", row=book.boxes("impact")[0].number)
