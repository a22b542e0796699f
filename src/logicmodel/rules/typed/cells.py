"""D, cells: what was typed, and could not be read as what its heading asks for."""

from logicmodel.config import Config
from logicmodel.model import Element, Place, Profile, Severity
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.rules.typed.telling import hit_at, noticed, sheet_of, some, unread
from logicmodel.sheets import column
from logicmodel.theory import Theory, first_day, last_day

OWN_RULES = frozenset(
    ["ambiguous_date", "impossible_date", "no_result", "error_value", "not_in_list", "words_for_a_ref"]
)
"""Reasons for an unread cell that have a rule of their own."""


EXAMPLES = {
    "a number": "a number such as 50",
    "a date": "a date such as 2026-04",
    "yes or no": "Yes or No",
    "a Ref": "a Ref such as OC1",
    "one Ref": "one Ref, and give each of the others a row",
}
"""What to type where something was wanted."""


@rule("D001", "cell-not-read", Severity.WARNING, Profile.SKETCH)
def cell_not_read(theory: Theory, config: Config) -> Hits:
    """Every filled cell can be read as what its heading asks for.

    A number that is silently dropped or guessed is worse than one that is missing; you must see what was not
    understood, and where. The text is kept as typed.
    """
    for each in theory.plan.unread:
        if each.reason not in OWN_RULES:
            message = f"“{each.heading}” says {quoted(each.text)}; {each.wanted} is needed."
            advice = f"Type {EXAMPLES.get(each.wanted, each.wanted)}; or leave it empty and type TBC in Notes."
            yield hit_at(theory, each, message, advice, Severity.ERROR if each.needed else None)


@rule(
    "D002",
    "needed-cell-empty",
    Severity.WARNING,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{first} So are {more} more needed cells: {rest}.", advice="{first}"),
)
def needed_cell_empty(theory: Theory, config: Config) -> Hits:
    """Every starred cell of a row in use is filled.

    Amber cells are the template's promise that nothing needed was forgotten; the same list comes out here.
    """
    for each in noticed(theory, "needed_empty"):
        sheet, _, field = each.detail.partition(".")
        its = column(sheet, field)
        severity = Severity(its.when_empty or Severity.WARNING)
        yield hit_at(theory, each, f"“{its.heading}” is empty.", f"Type it here. {its.help}", severity)


@rule(
    "D003",
    "ambiguous-date",
    Severity.WARNING,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{count} dates can be read in two ways: {list}. The first: {first}"),
)
def ambiguous_date(theory: Theory, config: Config) -> Hits:
    """Every date can be read in one way only.

    3 April or 4 March decides whether an outcome comes before its cause. The date is not used until it is settled.
    """
    for each in unread(theory, "ambiguous_date"):
        one, other, iso = (*each.suggestions, "", "", "")[:3]
        yield hit_at(
            theory,
            each,
            f"{quoted(each.text)} could be {one} or {other}.",
            f"Type {iso}, or choose “day/month/year” in “Dates are” on Start here.",
        )


@rule("D004", "impossible-date", Severity.ERROR, Profile.SKETCH)
def impossible_date(theory: Theory, config: Config) -> Hits:
    """Every date is one that a calendar has, and no End lies before its Start.

    It would make every later comparison of dates wrong.
    """
    for each in unread(theory, "impossible_date"):
        yield hit_at(theory, each, f"{quoted(each.text)} is not a date.", "Type the date as 2026-06-30.")
    programme = theory.plan.programme
    start, end = first_day(programme.start), last_day(programme.end)
    if start and end and programme.start and programme.end and end < start:
        yield Hit(
            theory.plan,
            f"End {programme.end.text} lies before Start {programme.start.text}.",
            "Correct one of the two on Start here; type a date as 2026-06-30.",
        )
    for element in theory.elements:
        yield from _end_before_start(theory, element)


def _end_before_start(theory: Theory, element: Element) -> Hits:
    end = last_day(element.end)
    if element.end is None or end is None:
        return
    own, whole = element.start, theory.plan.programme.start
    if own and own.first and end < own.first:
        yield Hit(
            element,
            f"End {element.end.text} lies before Start {own.text}.",
            "Correct one of the two; type a date as 2026-06-30.",
        )
    elif whole and whole.first and end < whole.first:
        yield Hit(
            element,
            f"End {element.end.text} lies before Start {whole.text} of the plan.",
            "Correct it, or Start on Start here; type a date as 2026-06-30.",
        )


@rule(
    "D005",
    "formula-without-result",
    Severity.ERROR,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{count} cells have a formula with no saved result: {list}."),
)
def formula_without_result(theory: Theory, config: Config) -> Hits:
    """Every formula has a saved result.

    Files written by a script hold formulas that no spreadsheet program has worked out yet; reading them as empty would
    lose the number. Formulas are never worked out here.
    """
    for each in unread(theory, "no_result"):
        yield hit_at(
            theory,
            each,
            "The cell has a formula with no saved result.",
            "Open the file in Excel or LibreOffice, save it, and run this again; or type the value.",
        )


@rule(
    "D006",
    "error-value",
    Severity.ERROR,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{count} cells show an error: {list}. The first: {first}"),
)
def error_value(theory: Theory, config: Config) -> Hits:
    """No cell shows an error value.

    The spreadsheet itself says that something is broken.
    """
    for each in unread(theory, "error_value"):
        yield hit_at(theory, each, f"The cell shows {each.text}.", "Correct the formula, or type the value.")


@rule(
    "D013",
    "struck-through",
    Severity.WARNING,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{count} cells are struck through, and were read: {list}."),
)
def struck_through(theory: Theory, config: Config) -> Hits:
    """No text of the plan is struck through.

    Struck through usually means “no longer”, but nobody has deleted it.
    """
    for each in noticed(theory, "struck"):
        yield hit_at(
            theory, each, f"{quoted(each.text)} is struck through, and was read.", "Delete it, or take the line away."
        )


@rule(
    "D015",
    "qualified-number",
    Severity.ADVICE,
    Profile.SKETCH,
    collect=Collect(by="sheet", message="{count} numbers have words or signs with them: {list}. The first: {first}"),
)
def qualified_number(theory: Theory, config: Config) -> Hits:
    """Every number is a plain number.

    The wording is part of what you know, and is kept and printed; sums and progress need the number alone.
    """
    for each in noticed(theory, "qualified_number"):
        yield hit_at(
            theory,
            each,
            f"{quoted(each.text)} was read as {each.detail}.",
            "Type a plain number if it is one, and put the rest in Notes or Limits.",
        )


@rule("D016", "mixed-number-formats", Severity.WARNING, Profile.SKETCH)
def mixed_number_formats(theory: Theory, config: Config) -> Hits:
    """The numbers of a column are written in one way.

    9.707,1 and 2,324.5 in one column differ by a factor of a thousand according to who reads them, and so does €60.000
    alone. The cells in doubt are not used.
    """
    for each in noticed(theory, "mixed_numbers"):
        if each.detail == "thousands":
            yield hit_at(
                theory,
                each,
                f"{quoted(each.text)} can be thousands or decimals.",
                "Type it without the point, for example 60000.",
            )
            continue
        yield hit_at(
            theory,
            each,
            f"Numbers here are written in different ways (“{each.text}”).",
            "Type them all as percentages, for example 45."
            if each.detail == "shares"
            else "Type them all in one way, for example 9707.1.",
        )


@rule("D017", "word-not-in-list", Severity.WARNING, Profile.SKETCH)
def word_not_in_list(theory: Theory, config: Config) -> Hits:
    """Every word in a list column is one of the list, or a known other name for one.

    Lists warn rather than forbid, so that “OC1, OC3” can be typed; then somebody must read the typing errors.
    """
    told: set[tuple[Place, str]] = set()
    for each in unread(theory, "not_in_list"):
        if (each.place, each.text) in told:
            continue  # a heading such as “Result / Activity” stands over many boxes
        told.add((each.place, each.text))
        choices = each.suggestions or (EXAMPLES.get(each.wanted, each.wanted),)
        offer = f"“{choices[0]}”" if len(choices) == 1 else f"one of: {', '.join(choices)}"
        yield hit_at(
            theory, each, f"{quoted(each.text)} is not one of the words for {each.heading}.", f"Choose {offer}."
        )


@rule("D020", "to-be-confirmed", Severity.ADVICE, Profile.SKETCH)
def to_be_confirmed(theory: Theory, config: Config) -> Hits:
    """Everything that was still open when the plan was typed is filled by now.

    “Not yet known” is an honest answer; it has to be counted, not guessed.
    """
    found: dict[Place, list[Place]] = {}
    for each in noticed(theory, "to_be_set"):
        found.setdefault(sheet_of(each.place), []).append(each.place)
    for sheet, places in found.items():
        count = len(places)
        cells = listed([str(place).rpartition(", ")[2].removeprefix("cell ") for place in places])
        yield Hit(
            theory.plan,
            f"{some(count, 'cell')} on “{sheet.sheet}” {'is' if count == 1 else 'are'} still to be confirmed: {cells}.",
            "Fill them when you know, or say in “Now to be found by” when that will be.",
            about=str(sheet),
            place=sheet,
            count=count,
        )


@rule("D021", "several-in-one-cell", Severity.WARNING, Profile.SKETCH)
def several_in_one_cell(theory: Theory, config: Config) -> Hits:
    """A cell holds one thing, or as many as the cell it belongs to.

    Several measures in one cell line up with their outcomes only by chance; guessing pairs the wrong ones.
    """
    for each in noticed(theory, "several_in_cell", "not_paired"):
        so = "It was kept whole." if each.kind == "several_in_cell" else "They were not paired."
        yield hit_at(
            theory,
            each,
            f"This cell holds {some(each.count, 'thing')} and “{each.text}” holds {each.detail}. {so}",
            "Give each its own row.",
        )


REFS_UNDER = {
    "Meets need": ("need", "N1, N2"),
    "Builds on": ("strength", "N7, N8"),
    "Need": ("need", "N1"),
    "Measure": ("measure", "M1"),
    "About": ("row", "OC2, M3"),
    "Applies to": ("box or arrow", "AC1>OC1"),
}
"""What a cell points to and an example, by heading, where it is no box of Plan."""


@rule("D024", "as-above", Severity.ERROR, Profile.SKETCH)
def as_above(theory: Theory, config: Config) -> Hits:
    """Every cell that points to a box says which one.

    Nobody can know which rows “as above” or “all outputs” meant once the sheet is sorted.
    """
    for each in unread(theory, "words_for_a_ref"):
        what, example = REFS_UNDER.get(each.heading, ("box", "OP1, OP2"))
        offer = f": {' or '.join(each.suggestions)}" if each.suggestions else f", for example {example}"
        yield hit_at(theory, each, f"{quoted(each.text)} does not say which {what}.", f"Type the Refs{offer}.")
