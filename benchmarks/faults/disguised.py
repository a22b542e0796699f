"""Faults as people make them without noticing: in other words, in another column, or spread over several sheets."""

from benchmarks.faults.book import Book, Row, Spot, refs
from benchmarks.faults.delivery import months_later
from benchmarks.faults.fault import Faults
from benchmarks.faults.needs import measured
from benchmarks.faults.structure import bare_arrows, into

faults = Faults()

REGISTER = "Assumptions & risks"

OUTCOMES = (
    ("L201", "a task behind “we will”", "We will organise a fair in every street"),
    ("L201", "a task that ends in -ing", "Recruiting a bench of mentors for the estate"),
    ("L201", "a task behind “to”", "To train forty wardens by the summer"),
    ("L202", "a number of people who came", "Number of fathers who came to a first evening"),
    ("L202", "people reached", "300 people reached by word of mouth"),
    ("L202", "a course that is completed", "Most mothers complete the first-aid course"),
    ("L202", "an agreement that is signed", "A charter for neighbours is signed by the council"),
    ("W801", "a result and what it is for", "Fathers cook on Sundays so that mothers can rest"),
    ("W801", "two changes with “and”", "Fathers gain confidence and achieve better marks in their exams"),
    ("W801", "a change “by doing”", "Gardens stay green by sharing one water butt"),
    ("W802", "a word that means anything, behind “to”", "To strengthen capacities in every street"),
    ("W802", "two words", "Stronger streets"),
    ("W804", "letters that stand for something", "Tenants from X, Y and Z streets know each other"),
    ("W804", "“Etc.”", "Etc."),
    ("W803", "“the elderly”", "On every stairwell the elderly are greeted by name"),
)
"""What an outcome is made to say: the code that tells it, what it is, the words."""


def _typed(sheet: str, heading: str, *kinds: str) -> None:
    for code, words, text in OUTCOMES:
        faults.typed(code, f"{words}, as an outcome", sheet, heading, text, *kinds)


_typed("Plan", "What", "outcome")
faults.typed("L213", "better skills as an output", "Plan", "What", "Parents with better cooking skills", "output")
faults.typed(
    "W801", "an output and what it leads to", "Plan", "What", "40 beds dug, leading to fuller plates", "output"
)
faults.typed("N310", "too few of a service as a need", "Needs", "What", "There are not enough evening classes", "Need")
faults.typed("N310", "the need for a worker", "Needs", "What", "Need for a second outreach worker", "Need")
faults.typed("W803", "“addicts” in a need", "Needs", "What", "Addicts are turned away at the door", "Need")
faults.typed("W804", "“TBC” as a measure", "Measures", "Measure", "TBC")
faults.typed("S102", "What it measures names no row", "Measures", "What it measures", "OC777")
faults.typed("D024", "“ditto” in Leads to", "Plan", "Leads to", "ditto", "activity")
faults.typed("D024", "words that are no statement in Leads to", "Plan", "Leads to", "people are happier", "output")
faults.typed("P601", "two leads on two lines", "Plan", "Who leads", "Nurse\nSchool lead", "activity")
faults.typed("D004", "30 February", "Plan", "End", "2027-02-30", "outcome")
faults.typed("D006", "#DIV/0! typed as text", "Measures", "Aim", "#DIV/0!")
faults.typed("D017", "a slip in a list word", "Plan", "Stage", "Ouput", "output")
faults.typed("P606", "a cost in another currency", "Plan", "Cost", "$5,000", "activity")


# -- circles ----------------------------------------------------------------------------------------------------------


def _way_of(book: Book, length: int) -> list[Row] | None:
    """Find so many outcomes that lead to one another in a row, without any that lead back."""
    ways = [[box.ref] for box in book.boxes("outcome")]
    while ways and len(ways[0]) < length:
        ways = [[*way, to] for way in ways for cause, to in book.arrows() if cause == way[-1] and to.startswith("OC")]
    return [book.box(ref) for ref in ways[0]] if ways else None


def _closed(book: Book, way: list[Row]) -> Spot:
    """Give the row at which a circle through these boxes is told: the first of all that stand in it."""
    first, last = way[0].ref, way[-1].ref
    inside = {box.ref for box in way} | (book.reached(first) & book.reached(last, backwards=True))
    return Spot(sheet="Plan", row=min(book.box(ref).number for ref in inside), about="loop")


def _circle(length: int, typed: str) -> None:
    @faults.kind("S103", f"a circle of {length}, closed in {typed}")
    def closed(book: Book) -> Spot | None:
        way = _way_of(book, length)
        if way is None:
            return None
        spot = _closed(book, way)
        if typed == "Links":
            book.add("Links", {"From": way[-1].ref, "To": way[0].ref, "Because": "They tell others"})
        elif typed == "Comes from":
            book.type(way[0], "Comes from", way[-1].ref)
        else:
            book.lead(way[-1], way[0].ref)
        return spot


for _length, _where in ((2, "Links"), (2, "Comes from"), (3, "Leads to"), (3, "Links")):
    _circle(_length, _where)


@faults.kind("S103", "a box that leads to itself")
def to_itself(book: Book) -> Spot:
    box = book.boxes("outcome")[0]
    book.lead(box, box.ref)
    return Spot(sheet="Plan", row=box.number, about="loop")


def _ring(length: int) -> None:
    @faults.kind("S103", f"a new ring of {length}, typed in Leads to, Comes from and Links in turn")
    def ring(book: Book) -> Spot:
        numbers = range(80, 80 + length)
        ways = [(f"OC{number}", f"OC{numbers[(place + 1) % length]}") for place, number in enumerate(numbers)]
        leads, comes = dict(ways[::3]), {effect: cause for cause, effect in ways[1::3]}
        for name, (ref, _) in zip(("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn"), ways, strict=False):
            spot = book.add(
                "Plan",
                {
                    "Ref": ref,
                    "Stage": "Medium-term outcome",
                    "What": f"{name} street looks after itself",
                    "Leads to": leads.get(ref),
                    "Comes from": comes.get(ref),
                },
            )
        for cause, effect in ways[2::3]:
            book.add("Links", {"From": cause, "To": effect, "Because": "They tell others"})
        return Spot(sheet="Plan", row=(spot.row or 0) - length + 1, about="loop")


for _length in (2, 4, 5, 6):
    _ring(_length)


# -- what is left hanging ---------------------------------------------------------------------------------------------


@faults.kind("N301", "a new chosen need that nothing points to")
def orphan_need(book: Book) -> Spot:
    return book.add(
        "Needs",
        {
            "Ref": "N97",
            "Kind": "Need",
            "What": "Lodgers fear the landlord’s letter",
            "Chosen": "Yes",
            "Who it affects": "Lodgers",
        },
    )


@faults.kind("S104", "a new box that no arrow touches")
def orphan_box(book: Book) -> Spot | None:
    if len(book.boxes("activity")) < 2:
        return None
    return book.add("Plan", {"Ref": "AC97", "Stage": "Activity", "What": "Mend bicycles on the green"})


@faults.kind("S105", "a new output that leads nowhere")
def new_dead_end(book: Book) -> Spot:
    spot = book.add("Plan", {"Ref": "OP97", "Stage": "Output", "What": "60 bicycles mended"})
    book.lead(book.boxes("activity")[0], "OP97")
    return spot


@faults.kind("S106", "a new outcome that others rest on, and nothing leads to")
def new_unsupported(book: Book) -> Spot:
    cells = {
        "Ref": "OC97",
        "Stage": "Short-term outcome",
        "What": "Landlords answer letters",
        "Leads to": book.boxes("impact")[0].ref,
    }
    return book.add("Plan", dict(cells))


@faults.kind("S102", "Applies to names no row")
def applies_to_nothing(book: Book) -> Spot | None:
    rows = book.rows(REGISTER)
    return book.type(rows[0], "Applies to", "OC777") if rows else None


@faults.kind("S102", "From in Links names no row")
def from_nothing(book: Book) -> Spot:
    return book.add("Links", {"From": "OC777", "To": book.boxes("outcome")[0].ref, "Because": "They tell others"})


@faults.kind("M401", "the measure of an outcome moved to an output")
def measured_by_outputs(book: Book) -> Spot:
    row, box = measured(book)[0]
    for each, of in measured(book):
        if of.ref == box.ref:
            book.type(each, "What it measures", book.boxes("output")[0].ref)
    book.type(row, "What it measures", book.boxes("output")[0].ref)
    return Spot(sheet="Plan", row=box.number)


# -- measures ---------------------------------------------------------------------------------------------------------


def _counted(words: str, text: str) -> None:
    @faults.kind("M402", f"{words} counted as the measure of an outcome")
    def counted(book: Book) -> Spot:
        return book.type(measured(book)[0][0], "Measure", text)


_counted("visits", "No. of home visits made each month")
_counted("leaflets", "# of leaflets handed out")
_counted("people trained", "Number of people trained by the team")
_counted("hours", "Hours of training given")


@faults.kind("M405", "an aim that is where things are now")
def same_aim(book: Book) -> Spot | None:
    for row, _ in measured(book):
        if row["Better is"] in ("", "Higher", "Lower") and not row["Without us"]:
            return book.type(row, "Aim", float(row["Now"]))
    return None


@faults.kind("M405", "less is better, and the aim is more")
def more_of_the_bad(book: Book) -> Spot | None:
    for row, _ in measured(book):
        if row["Better is"] == "Lower" and not row["Without us"]:
            return book.type(row, "Aim", float(row["Now"]) + 5)
    return None


@faults.kind("M405", "Now in days, the aim in per cent")
def other_unit(book: Book) -> Spot:
    row = measured(book)[0][0]
    book.type(row, "Now", "12 days")
    return book.type(row, "Aim", "60 %")


faults.kind("M404", "an aim in words")(lambda book: book.type(measured(book)[0][0], "Aim", "clearly better than today"))


# -- words that are nearly or quite the same --------------------------------------------------------------------------


def _again(words: str, code: str, stage: str | None, change: str) -> None:
    @faults.kind(code, words)
    def again(book: Book) -> Spot:
        box = book.boxes("outcome")[0]
        text = {
            "letters exchanged": _exchanged(box["What"]),
            "a letter lost": box["What"][:4] + box["What"][5:],
            "words in another order": " ".join(reversed(box["What"].split())),
            "capitals and a full stop": f"{box['What'].upper()}.",
        }[change]
        return book.add(
            "Plan", {"Ref": "OC96", "Stage": stage or box["Stage"], "What": text, "Leads to": box["Leads to"]}
        )


def _exchanged(text: str) -> str:
    """Exchange two letters that differ, inside a word."""
    place = next(
        index
        for index in range(3, len(text) - 1)
        if text[index : index + 2].isalpha() and text[index] != text[index + 1]
    )
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


_again("an outcome again with two letters exchanged", "D008", None, "letters exchanged")
_again("an outcome again with a letter lost", "D008", None, "a letter lost")
_again("an outcome again with its words in another order", "D008", None, "words in another order")
_again("an outcome again in capitals, with a full stop", "D008", None, "capitals and a full stop")
_again("an outcome again in capitals, as an output", "D009", "Output", "capitals and a full stop")


# -- time, risk, people -----------------------------------------------------------------------------------------------


@faults.kind("D004", "an End before the plan begins")
def before_the_plan(book: Book) -> Spot:
    box = book.boxes("outcome")[0]
    return book.type(box, "End", f"{int(book.answered('Start')[:4]) - 1}-01")


@faults.kind("P603", "a new outcome due before the work on it starts")
def outcome_before_work(book: Book) -> Spot:
    start = book.answered("Start")
    outcome = {"Ref": "OC97", "Stage": "Short-term outcome", "What": "Steps are safe at night", "End": start}
    book.add("Plan", {**outcome, "Leads to": book.boxes("impact")[0].ref})
    work = {"Ref": "AC97", "Stage": "Activity", "What": "Fit lamps on every stair", "Leads to": "OC97"}
    return book.add("Plan", {**work, "Start": months_later(start, 6), "End": months_later(start, 12)})


@faults.kind("E704", "a safeguarding risk that nobody watches")
def unwatched_risk(book: Book) -> Spot:
    cells = {
        "Ref": "R97",
        "Kind": "Risk",
        "What": "A volunteer is alone with a child",
        "Sort": "Safeguarding",
        "To prevent it, we": "Always work in pairs",
    }
    return book.add(REGISTER, dict(cells))


@faults.kind("A502", "a new assumption that is vital, unlikely, and has no plan B")
def new_killer(book: Book) -> Spot:
    return book.add(
        REGISTER,
        {
            "Ref": "A97",
            "Kind": "Assumption",
            "What": "The mill reopens this winter",
            "Likelihood": "2",
            "Effect if so": "4 grave",
        },
    )


@faults.kind("L212", "an outcome for more people than were reached")
def more_than_reached(book: Book) -> Spot | None:
    for cause, effect in book.arrows():
        box, before = book.box(effect), book.box(cause)
        if effect.startswith("OC") and into(book, effect) == [cause] and before["For whom"] == box["For whom"]:
            book.type(before, "How many", "100 people")
            return book.type(box, "How many", "500 people")
    return None


@faults.kind("L205", "an arrow of Links without its Because")
def bare_link(book: Book) -> Spot | None:
    found = [(cause, effect) for cause, effect in bare_arrows(book) if effect["Stage"].endswith("outcome")]
    if not found:
        return None
    cause, effect = found[0]
    book.type(cause, "Leads to", None)
    book.type(cause, "Because", None)
    return book.add("Links", {"From": cause.ref, "To": effect.ref})


def _certain(words: str, text: str) -> None:
    @faults.kind("A510", f"{words} in a new outcome")
    def certain(book: Book) -> Spot:
        book.lead(book.boxes("output")[0], "OC97")
        goal = book.boxes("impact")[0].ref
        return book.add("Plan", {"Ref": "OC97", "Stage": "Long-term outcome", "What": text, "Leads to": goal})


_certain("“always”", "Somebody in every street always has a key for a neighbour")
_certain("100 %", "100 % of tenants sleep in a dry room")
_certain("“eradicated”", "Damp is eradicated in the three towers")


@faults.kind("L208", "from teachers to pupils without a reason")
def teachers_to_pupils(book: Book) -> Spot | None:
    found = [(cause, effect) for cause, effect in bare_arrows(book) if len(refs(cause["Leads to"])) == 1]
    if not found:
        return None
    cause, effect = found[0]
    book.type(cause, "For whom", "Teachers of Hill school")
    book.type(effect, "For whom", "Pupils of Hill school")
    return book.type(cause, "Because", None)
