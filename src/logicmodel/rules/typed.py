"""Family D: what was typed, and could not be read, was guessed, or was left out. The reader keeps; these rules say."""

from collections.abc import Iterator, Sequence

from logicmodel.config import Config
from logicmodel.model import Element, Link, Noticed, Place, Profile, Severity, Stage, Unread
from logicmodel.rules.nearness import nearly_the_same
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.rules.said import difference, given_twice, joined_rows, new_ref
from logicmodel.sheets import column, word_for
from logicmodel.theory import Theory, first_day, has_mark, last_day
from logicmodel.words.spelling import plain

OWN_RULES = frozenset(
    ["ambiguous_date", "impossible_date", "no_result", "error_value", "not_in_list", "words_for_a_ref"]
)
"""Reasons for an unread cell that have a rule of their own."""


def _unread(theory: Theory, *reasons: str) -> Iterator[Unread]:
    return (each for each in theory.plan.unread if each.reason in reasons)


def _noticed(theory: Theory, *kinds: str) -> Iterator[Noticed]:
    return (each for each in theory.plan.noticed if each.kind in kinds)


def _hit(theory: Theory, each: Unread | Noticed, message: str, advice: str, severity: Severity | None = None) -> Hit:
    return Hit(theory.plan, message, advice, severity=severity, about=_about(each), place=each.place)


def _about(each: Unread | Noticed) -> str:
    return each.about or str(each.place)


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
            yield _hit(theory, each, message, advice, Severity.ERROR if each.needed else None)


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
    for each in _noticed(theory, "needed_empty"):
        sheet, _, field = each.detail.partition(".")
        its = column(sheet, field)
        severity = Severity(its.when_empty or Severity.WARNING)
        yield _hit(theory, each, f"“{its.heading}” is empty.", f"Type it here. {its.help}", severity)


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
    for each in _unread(theory, "ambiguous_date"):
        one, other, iso = (*each.suggestions, "", "", "")[:3]
        yield _hit(
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
    for each in _unread(theory, "impossible_date"):
        yield _hit(theory, each, f"{quoted(each.text)} is not a date.", "Type the date as 2026-06-30.")
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
    for each in _unread(theory, "no_result"):
        yield _hit(
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
    for each in _unread(theory, "error_value"):
        yield _hit(theory, each, f"The cell shows {each.text}.", "Correct the formula, or type the value.")


@rule("D007", "one-ref-two-meanings", Severity.WARNING, Profile.SKETCH)
def one_ref_two_meanings(theory: Theory, config: Config) -> Hits:
    """Every Ref that is used means one row.

    The arrow would silently go to the wrong box.
    """
    for each in _noticed(theory, "same_number"):
        yield _hit(
            theory,
            each,
            f"{each.text} hold the same number, {each.detail}, and are only shown as two.",
            "Format the column Ref as text, and type both Refs again.",
        )
    for each in _noticed(theory, "ref_is_a_date"):
        yield _hit(
            theory,
            each,
            f"The Ref {each.text} is a date: the spreadsheet has made one of what was typed.",
            "Format the column Ref as text, and type the Ref again.",
        )
    for each in _noticed(theory, "one_ref_two_sheets"):
        first, _, second = each.detail.partition(" and ")
        yield _hit(
            theory,
            each,
            f"{each.text} stands in {first} and in {second}; the one in {first} was taken.",
            f"Type “{first}!{each.text}” or “{second}!{each.text}”, or give one of them another Ref.",
        )
    for each in _noticed(theory, "new_ref"):
        advice = "Nothing to do; or give one of the two another Ref, so that the plan and both files say the same."
        yield _hit(theory, each, new_ref(each), advice, Severity.ADVICE)


@rule("D008", "near-duplicate", Severity.ADVICE, Profile.SKETCH)
def near_duplicate(theory: Theory, config: Config) -> Hits:
    """No two boxes of one stage, and no two needs of one kind, say nearly the same.

    A slip of spelling splits one box in two; merging them unasked may join what you keep apart. Texts that differ only
    in digits are left alone.
    """
    for earlier, later in nearly_the_same(theory):
        yield Hit(
            later,
            f"{quoted(earlier.text)} ({earlier.id}) and {quoted(later.text)} are nearly the same."
            if plain(earlier.text) != plain(later.text)
            else f"{quoted(later.text)} stands here and in {earlier.id}.",
            f"If they are one, delete this row and point to {earlier.id}; if not, make the difference plain.",
            refs=(earlier.id, later.id),
        )


@rule("D009", "same-words-two-stages", Severity.WARNING, Profile.SKETCH)
def same_words_two_stages(theory: Theory, config: Config) -> Hits:
    """No statement stands at two stages.

    One of the two is at the wrong stage, or nothing changes between them.
    """
    first: dict[str, Element] = {}
    for element in theory.elements:
        text = plain(element.text)
        if not text or element.stage is None:
            continue
        other = first.setdefault(text, element)
        if (other.stage, other.term) != (element.stage, element.term):
            yield Hit(
                element,
                f"The same words stand as {stage_in_words(other)} ({other.id}) and as {stage_in_words(element)}.",
                "Keep one, or change this one to say what is different for people.",
                refs=(other.id, element.id),
            )


def stage_in_words(element: Element) -> str:
    """Say the stage of a box as the template does: “Short-term outcome”."""
    if element.stage is Stage.OUTCOME and element.term:
        return word_for("Stage", f"outcome_{element.term}")
    return word_for("Stage", str(element.stage))


@rule("D010", "column-not-used", Severity.ADVICE, Profile.SKETCH)
def column_not_used(theory: Theory, config: Config) -> Hits:
    """Every filled column is one that the program knows.

    No column may be dropped in silence: its cells are kept, and written back.
    """
    for each in _noticed(theory, "unused_column"):
        message = f"The column {quoted(each.text)} is not used."
        advice = "Rename it to a heading of the template, or leave it: its cells are kept."
        if each.about == "question":
            message = f"The question {quoted(each.text)} is not used."
            advice = "Rename it to a question of the template, or leave it: its answer is kept."
        elif each.about == "no heading":
            message, advice = "The column has no heading, and was not read.", "Type a heading of the template over it."
        yield Hit(theory.plan, message, advice, about=str(each.place), place=each.place)


@rule("D011", "heading-guessed", Severity.WARNING, Profile.SKETCH)
def heading_guessed(theory: Theory, config: Config) -> Hits:
    """Every heading is known by its name.

    A heading that is only alike, or that can mean two things, was read as guessed; you know what it is.
    """
    for each in _noticed(theory, "guessed_heading"):
        yield _hit(
            theory,
            each,
            f"{quoted(each.text)} was read as “{each.detail}”.",
            f"If that is right, rename it to “{each.detail}”; if not, rename it to what it is.",
        )


HIDDEN_AND_READ = {
    "hidden_rows": "hidden row",
    "filtered_rows": "row hidden by a filter",
    "hidden_columns": "hidden column",
}
"""What was hidden and read nevertheless, by kind."""

WHAT_TO_DO_WITH_HIDDEN = {
    "hidden_sheet": "Show it if it belongs to the plan; delete it if it does not.",
    "hidden_sheet_read": "Show it, so that everybody sees what the plan is read from.",
    "comment": "Move what matters into a cell.",
    "outside_link": "Type the values here if the plan rests on them.",
}
"""What to do, by kind; with the others it is to show them or delete them."""


@rule(
    "D012",
    "hidden-content",
    Severity.ADVICE,
    Profile.SKETCH,
    collect=Collect(
        by="file", message="Something is hidden in {count} places of this file: {list}. The first: {first}"
    ),
)
def hidden_content(theory: Theory, config: Config) -> Hits:
    """Nothing in the file is hidden.

    Filters hide real data and old sheets hide stale data. Hidden rows and columns are read; hidden sheets
    only where no other sheet holds a plan.
    """
    found: dict[Place, list[Noticed]] = {}
    for each in _noticed(theory, *HIDDEN_AND_READ, *WHAT_TO_DO_WITH_HIDDEN):
        found.setdefault(each.place, []).append(each)
    for place, its in found.items():
        show = "Show them if they belong to the plan; delete them if they do not."
        advice = " ".join(dict.fromkeys(WHAT_TO_DO_WITH_HIDDEN.get(each.kind, show) for each in its))
        yield Hit(theory.plan, " ".join(_what_is_hidden(its)), advice, about=str(place), place=place)


def _what_is_hidden(its: Sequence[Noticed]) -> Iterator[str]:
    """Say in sentences what is hidden in one place, a sheet or the whole file."""
    read = [each for each in its if each.kind in HIDDEN_AND_READ]
    if read:
        what = listed([_some(each.count, HIDDEN_AND_READ[each.kind]) for each in read])
        yield f"{what} {'was' if sum(each.count for each in read) == 1 else 'were'} read on “{read[0].text}”."
    for each in its:
        if each.kind == "hidden_sheet":
            yield f"The hidden sheet “{each.text}” was not read."
        elif each.kind == "hidden_sheet_read":
            yield f"The hidden sheet “{each.text}” was read, because no other sheet holds a plan."
        elif each.kind == "comment":
            one = each.count == 1
            yield f"{_some(each.count, 'cell')} on “{each.text}” {'has a note' if one else 'have notes'}, which {'was' if one else 'were'} not read."
    files = [each.text for each in its if each.kind == "outside_link"]
    if files:
        yield f"Formulas take values from other files: {listed(files)}."


def _some(count: int, thing: str) -> str:
    """Say how many: “1 hidden row”, “3 hidden rows”, “2 rows hidden by a filter”."""
    first, space, rest = thing.partition(" hidden by ")
    return f"{count} {first}{'' if count == 1 else 's'}{space}{rest}"


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
    for each in _noticed(theory, "struck"):
        yield _hit(
            theory, each, f"{quoted(each.text)} is struck through, and was read.", "Delete it, or take the line away."
        )


@rule(
    "D014",
    "colour-not-read",
    Severity.ADVICE,
    Profile.SKETCH,
)
def colour_not_read(theory: Theory, config: Config) -> Hits:
    """No colour carries a meaning of its own.

    Red, amber and green are information to you, and invisible to this program and to some readers.
    """
    for each in _noticed(theory, "colour"):
        yield Hit(
            theory.plan,
            f"Colours on “{each.text}” were not read ({each.count} cells, for example {each.detail}).",
            "Put their meaning in a column: Status, Priority, or Start and End.",
            about=str(each.place),
            place=each.place,
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
    for each in _noticed(theory, "qualified_number"):
        yield _hit(
            theory,
            each,
            f"{quoted(each.text)} was read as {each.detail}.",
            "Type a plain number if it is one, and put the rest in Notes or Limits.",
        )


@rule("D016", "mixed-number-formats", Severity.WARNING, Profile.SKETCH)
def mixed_number_formats(theory: Theory, config: Config) -> Hits:
    """The numbers of a column are written in one way.

    9.707,1 and 2,324.5 in one column differ by a factor of a thousand according to who reads them. The cells in doubt
    are not used.
    """
    for each in _noticed(theory, "mixed_numbers"):
        yield _hit(
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
    for each in _unread(theory, "not_in_list"):
        choices = each.suggestions or (EXAMPLES.get(each.wanted, each.wanted),)
        offer = f"“{choices[0]}”" if len(choices) == 1 else f"one of: {', '.join(choices)}"
        yield _hit(theory, each, f"{quoted(each.text)} is not one of the words for {each.heading}.", f"Choose {offer}.")


HOW_FOUND = {"row": "the order of the columns", "nesting": "the numbering or the nesting"}
"""How arrows to confirm were found, by basis."""


def _is_drafted(theory: Theory, link: Link) -> bool:
    """Say whether an arrow comes from drafting. A workbook does not say so: there, an arrow between proposals does."""
    between_proposals = all(end.status == "proposed" for end in theory.ends(link))
    return link.basis == "drafted" or (link.basis == "typed" and between_proposals)


@rule("D018", "arrows-to-confirm", Severity.WARNING, Profile.SKETCH)
def arrows_to_confirm(theory: Theory, config: Config) -> Hits:
    """Every arrow was typed, or looked at and confirmed, by a person.

    No table holds arrows; the program must not claim what you did not say. They are drawn dashed until confirmed.
    """
    found: dict[tuple[Place, str], int] = {}
    for link in theory.all_links:
        if has_mark(link, "to_confirm") and not _is_drafted(theory, link):
            key = (_sheet_of(link.place), link.basis)
            found[key] = found.get(key, 0) + 1
    for (sheet, basis), count in found.items():
        were = "was" if count == 1 else "were"
        how = (
            f"{were} taken from {HOW_FOUND[basis]}" if basis in HOW_FOUND else f"{were} proposed, and not confirmed yet"
        )
        yield Hit(
            theory.plan,
            f"{_some(count, 'arrow')} on “{sheet.sheet}” {how}.",
            "Look at each, delete what is wrong, and take away “To confirm”.",
            about=str(sheet),
            place=sheet,
            count=count,
        )


def _sheet_of(place: Place) -> Place:
    return Place(file=place.file, sheet=place.sheet, lines=place.lines)


@rule("D019", "boxes-merged", Severity.ADVICE, Profile.SKETCH)
def boxes_merged(theory: Theory, config: Config) -> Hits:
    """You know which boxes stand in several cells, and which cells were filled from above.

    The same outcome in three rows is one outcome; you must be able to see that it was taken so.
    """
    merged = {_sheet_of(each.place): each for each in _noticed(theory, "merged_boxes")}
    filled: dict[Place, int] = {}
    for each in _noticed(theory, "filled_down"):
        sheet = _sheet_of(each.place)
        filled[sheet] = filled.get(sheet, 0) + each.count
    for sheet in dict.fromkeys((*merged, *filled)):
        parts = []
        if box := merged.get(sheet):
            were = "was" if box.count == 1 else "were"
            boxes = f"{box.count} box{'' if box.count == 1 else 'es'}"
            parts.append(f"{boxes} {were} made from {box.detail} cells with the same words")
        if count := filled.get(sheet):
            were = "was" if count == 1 else "were"
            parts.append(f"{_some(count, 'cell')} {were} filled from above or from the letters of the Ref")
        yield Hit(
            theory.plan,
            f"{'; '.join(parts)}.",
            "Nothing to do if that is right; else make the words differ, or fill the cells.",
            about=str(sheet),
            place=sheet,
        )
    for each in _noticed(theory, "joined_rows"):
        yield Hit(
            theory.plan,
            joined_rows(each),
            "Nothing to do if that is right; else make the words differ.",
            about=str(_sheet_of(each.place)),
            place=_sheet_of(each.place),
        )


@rule("D020", "to-be-confirmed", Severity.ADVICE, Profile.SKETCH)
def to_be_confirmed(theory: Theory, config: Config) -> Hits:
    """Everything that was still open when the plan was typed is filled by now.

    “Not yet known” is an honest answer; it has to be counted, not guessed.
    """
    found: dict[Place, list[Place]] = {}
    for each in _noticed(theory, "to_be_set"):
        found.setdefault(_sheet_of(each.place), []).append(each.place)
    for sheet, places in found.items():
        count = len(places)
        cells = listed([str(place).rpartition(", ")[2].removeprefix("cell ") for place in places])
        yield Hit(
            theory.plan,
            f"{_some(count, 'cell')} on “{sheet.sheet}” {'is' if count == 1 else 'are'} still to be confirmed: {cells}.",
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
    for each in _noticed(theory, "several_in_cell", "not_paired"):
        so = "It was kept whole." if each.kind == "several_in_cell" else "They were not paired."
        yield _hit(
            theory,
            each,
            f"This cell holds {_some(each.count, 'thing')} and “{each.text}” holds {each.detail}. {so}",
            "Give each its own row.",
        )


WHAT_TO_DO_WITH_A_SHEET = {
    "survey": "Count the answers, and type each need that they show in a row of Needs.",
    "form": "Give the form together with the answers: it gives words to their codes.",
    "survey_counted": "Type in What the need that each new row of Needs shows, or delete the row.",
    "matrix": "Write each result beside its level, or delete the sheet if it does not belong to the plan.",
    "no_indicator": "Write each indicator in its row, or delete the sheet if it does not belong to the plan.",
    "tie": "Rename its tab to the sheet of the template that it is.",
    "deep": "Put its headings into one row.",
}
"""What to do with a sheet that was not read, by reason."""


@rule("D022", "sheet-not-read", Severity.WARNING, Profile.SKETCH)
def sheet_not_read(theory: Theory, config: Config) -> Hits:
    """Every sheet with content was read.

    A person who sees “0 needs found” with no reason stops trusting the program.
    """
    rename = "Rename its headings to those of the template, or delete the sheet if it does not belong to the plan."
    for each in _noticed(theory, "sheet_not_read"):
        message = f"The sheet {quoted(each.text)} was not read: {each.detail}."
        advice = WHAT_TO_DO_WITH_A_SHEET.get(each.about or "", rename)
        if each.about == "second_table":
            message = f"A second table on {quoted(each.text)} begins here, and was not read."
            advice = "Move it to a sheet of its own, or delete it if it does not belong to the plan."
        if each.about == "survey_counted":
            message = (
                f"The sheet {quoted(each.text)} holds answers of a survey: they were counted, and no row was copied."
            )
        yield Hit(theory.plan, message, advice, about=str(each.place), place=each.place)


ONE_LEFT_OUT = {
    "totals": "a total",
    "notes": "a note",
    "hashtags": "hashtags",
    "headings again": "headings again",
    "parts of other rows": "a part of another row",
    "rows without a number of people in need": "a row without a number of people in need",
    "rows above the headings": "a row above the headings",
}
"""Why rows were left out, as it is said of one row."""


@rule("D023", "rows-left-out", Severity.ADVICE, Profile.SKETCH)
def rows_left_out(theory: Theory, config: Config) -> Hits:
    """You know which rows were left out as totals, notes or hashtags.

    A total among the data is counted twice; a note read as a need is nonsense. Both must be seen.
    """
    found: dict[Place, list[Noticed]] = {}
    for each in _noticed(theory, "rows_left_out"):
        found.setdefault(_sheet_of(each.place), []).append(each)
    for sheet, its in found.items():
        rows = [str(row) for row in sorted(place.row or 0 for each in its for place in each.places)]
        one = len(rows) == 1
        yield Hit(
            theory.plan,
            f"{'Line' if sheet.lines else 'Row'}{'' if one else 's'} {listed(rows)} on “{sheet.sheet}” "
            f"{'was' if one else 'were'} left out as {listed([ONE_LEFT_OUT[each.text] if one else each.text for each in its])}.",
            "If one belongs to the plan, move it into the table and give it a Ref.",
            about=str(sheet),
            place=sheet,
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
    for each in _unread(theory, "words_for_a_ref"):
        what, example = REFS_UNDER.get(each.heading, ("box", "OP1, OP2"))
        offer = f": {each.suggestions[0]}" if each.suggestions else f", for example {example}"
        yield _hit(theory, each, f"{quoted(each.text)} does not say which {what}.", f"Type the Refs{offer}.")


@rule("D025", "file-guessed", Severity.ADVICE, Profile.SKETCH)
def file_guessed(theory: Theory, config: Config) -> Hits:
    """Nothing about the file had to be guessed.

    Curly quotes and pound signs go wrong in silence; you can see it in a second if told where to look.
    """
    found: dict[Place, list[str]] = {}
    for each in _noticed(theory, "file_guess"):
        found.setdefault(Place(file=each.place.file, lines=each.place.lines), []).append(each.text)
    for file, guesses in found.items():
        yield Hit(
            theory.plan,
            f"{file.file} was read with {listed(list(dict.fromkeys(guesses)))}.",
            "If letters or columns look wrong, save the file as an Excel workbook (.xlsx).",
            about=file.file,
            place=file,
        )
    for each in _noticed(theory, "given_twice"):
        yield _hit(theory, each, given_twice(each), "Nothing to do.")


@rule("D026", "said-twice", Severity.WARNING, Profile.SKETCH)
def said_twice(theory: Theory, config: Config) -> Hits:
    """What is said in two places is the same.

    Two places for one reason are convenient until they differ.
    """
    for each in _noticed(theory, "said_twice"):
        yield _hit(theory, each, difference(each), "Delete one of the two.")


@rule("D027", "suggestions-open", Severity.ADVICE, Profile.SKETCH)
def suggestions_open(theory: Theory, config: Config) -> Hits:
    """Everything that the program suggested has been agreed or deleted.

    The program proposes, a person decides; a bid must not hold what nobody has agreed to.
    """
    rows = [element for element in theory.elements if element.status == "proposed"]
    arrows = [link for link in theory.all_links if has_mark(link, "to_confirm") and _is_drafted(theory, link)]
    if rows or arrows:
        counts = ((len(rows), "suggested row"), (len(arrows), "suggested arrow"))
        said = listed([_some(count, what) for count, what in counts if count])
        yield Hit(
            theory.plan,
            f"{said} {'is' if len(rows) + len(arrows) == 1 else 'are'} not agreed yet.",
            "In Status, choose Agreed for those you keep, and delete the others.",
            refs=tuple(element.id for element in rows) + tuple(link.ref for link in arrows),
        )


RULES = (
    cell_not_read,
    needed_cell_empty,
    ambiguous_date,
    impossible_date,
    formula_without_result,
    error_value,
    one_ref_two_meanings,
    near_duplicate,
    same_words_two_stages,
    column_not_used,
    heading_guessed,
    hidden_content,
    struck_through,
    colour_not_read,
    qualified_number,
    mixed_number_formats,
    word_not_in_list,
    arrows_to_confirm,
    boxes_merged,
    to_be_confirmed,
    several_in_one_cell,
    sheet_not_read,
    rows_left_out,
    as_above,
    file_guessed,
    said_twice,
    suggestions_open,
)
