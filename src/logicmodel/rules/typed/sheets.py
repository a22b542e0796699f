"""D, sheets and files: columns, rows and sheets that were guessed, hidden or left out."""

from collections.abc import Iterator, Sequence

from logicmodel.config import Config
from logicmodel.model import Noticed, Place, Profile, Severity
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.rules.said import given_twice
from logicmodel.rules.typed.telling import hit_at, noticed, sheet_of, some
from logicmodel.theory import Theory


@rule("D010", "column-not-used", Severity.ADVICE, Profile.SKETCH)
def column_not_used(theory: Theory, config: Config) -> Hits:
    """Every filled column is one that the program knows.

    No column may be dropped in silence: its cells are kept, and written back.
    """
    for each in noticed(theory, "unused_column"):
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
    for each in noticed(theory, "guessed_heading"):
        yield hit_at(
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
    for each in noticed(theory, *HIDDEN_AND_READ, *WHAT_TO_DO_WITH_HIDDEN):
        found.setdefault(each.place, []).append(each)
    for place, its in found.items():
        show = "Show them if they belong to the plan; delete them if they do not."
        advice = " ".join(dict.fromkeys(WHAT_TO_DO_WITH_HIDDEN.get(each.kind, show) for each in its))
        yield Hit(theory.plan, " ".join(_what_is_hidden(its)), advice, about=str(place), place=place)


def _what_is_hidden(its: Sequence[Noticed]) -> Iterator[str]:
    """Say in sentences what is hidden in one place, a sheet or the whole file."""
    read = [each for each in its if each.kind in HIDDEN_AND_READ]
    if read:
        what = listed([some(each.count, HIDDEN_AND_READ[each.kind]) for each in read])
        yield f"{what} {'was' if sum(each.count for each in read) == 1 else 'were'} read on “{read[0].text}”."
    for each in its:
        if each.kind == "hidden_sheet":
            yield f"The hidden sheet “{each.text}” was not read."
        elif each.kind == "hidden_sheet_read":
            yield f"The hidden sheet “{each.text}” was read, because no other sheet holds a plan."
        elif each.kind == "comment":
            one = each.count == 1
            yield f"{some(each.count, 'cell')} on “{each.text}” {'has a note' if one else 'have notes'}, which {'was' if one else 'were'} not read."
    files = [each.text for each in its if each.kind == "outside_link"]
    if files:
        yield f"Formulas take values from other files: {listed(files)}."


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
    for each in noticed(theory, "colour"):
        yield Hit(
            theory.plan,
            f"Colours on “{each.text}” were not read ({each.count} cells, for example {each.detail}).",
            "Put their meaning in a column: Status, Priority, or Start and End.",
            about=str(each.place),
            place=each.place,
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
    for each in noticed(theory, "sheet_not_read"):
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
    "help under the headings": "help under the headings",
    "headings over other rows": "a heading over other rows",
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
    for each in noticed(theory, "rows_left_out"):
        found.setdefault(sheet_of(each.place), []).append(each)
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


@rule("D025", "file-guessed", Severity.ADVICE, Profile.SKETCH)
def file_guessed(theory: Theory, config: Config) -> Hits:
    """Nothing about the file had to be guessed.

    Curly quotes and pound signs go wrong in silence; you can see it in a second if told where to look.
    """
    found: dict[Place, list[Noticed]] = {}
    for each in noticed(theory, "file_guess"):
        found.setdefault(Place(file=each.place.file, lines=each.place.lines), []).append(each)
    for file, guesses in found.items():
        dates = " If dates do, choose how they are typed in “Dates are” on Start here."
        yield Hit(
            theory.plan,
            f"{file.file} was read with {listed(list(dict.fromkeys(each.text for each in guesses)))}.",
            "If letters or columns look wrong, save the file as an Excel workbook (.xlsx)."
            f"{dates if any(each.about == 'dates' for each in guesses) else ''}",
            about=file.file,
            place=file,
        )
    for each in noticed(theory, "given_twice"):
        yield hit_at(theory, each, given_twice(each), "Nothing to do.")
