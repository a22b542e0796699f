"""C, second part: what names somebody or goes along unseen, internal sources, and opinions of people."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from logicmodel.config import Config
from logicmodel.model import Audience, Beside, Noticed, Place, Profile, Severity, Source
from logicmodel.privacy.beside import BESIDE, beside_cells, makers
from logicmodel.privacy.cells import Cell, Cells
from logicmodel.privacy.details import LINE_OR_TELEPHONE, details_in, personal_heading
from logicmodel.privacy.naming import may_be_a_name, names_found, persons_named
from logicmodel.privacy.sources import named_elsewhere, shown_title
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory

NOTHING_TO_DO = "Nothing to do."


@lru_cache(1)
def cells_of(theory: Theory) -> Cells:
    """Give the cells of a plan; those of the last one are kept, for most rules here ask for them."""
    return Cells(theory.plan)


def at(theory: Theory, place: Place, message: str, advice: str, severity: Severity | None = None) -> Hit:
    """Say something of a cell."""
    return Hit(theory.plan, message, advice, severity=severity, about=str(place), place=place)


# -- persons ----------------------------------------------------------------------------------------------------------


@rule("C004", "personal-detail", Severity.ERROR, Profile.PRIVACY)
def personal_detail(theory: Theory, config: Config) -> Hits:
    """No cell holds an address, a telephone number, a date of birth or a number that belongs to one person.

    One forgotten cell names a family.
    """
    for cell in cells_of(theory).everything():
        found = details_in(cell.text) or _under_its_heading(cell)
        if found:
            is_line = LINE_OR_TELEPHONE in found
            advice = "Delete it, or type “helpline” before it." if is_line else "Delete it, or type a role."
            yield at(theory, cell.place, f"This looks like {listed(found)}.", advice)
    beside = ((each, details_in(each.text)) for each in beside_cells(theory, config.hidden_ok))
    yield from _said_once(theory, config, ((each, f"what looks like {listed(its)}") for each, its in beside if its))


def _said_once(theory: Theory, config: Config, held: Iterable[tuple[Beside, str]]) -> Hits:
    """Tell what stands beside the cells, each thing once for each place, however often a file repeats it."""
    severity = _of_what_is_hidden(config)
    for place, message in dict.fromkeys((each.place, f"{BESIDE[each.what]} holds {what}.") for each, what in held):
        yield at(theory, place, message, "Delete it, or type a role.", severity)


def _of_what_is_hidden(config: Config) -> Severity | None:
    """Give how much weight lies on what is never copied: for partners less."""
    return Severity.ADVICE if config.audience is Audience.PARTNER else None


HEADED = {"contact": "contact details of a person", "identifier": "a number that belongs to one person"}
"""What stands under a heading that is known for personal details."""


def _under_its_heading(cell: Cell) -> list[str]:
    kind = personal_heading(cell.heading) if cell.heading else None
    return [HEADED[kind]] if kind in HEADED else []


@rule("C005", "personal-name", Severity.ERROR, Profile.PRIVACY)
def personal_name(theory: Theory, config: Config) -> Hits:
    """People are named by what they do.

    Packs are copied, forwarded and published; a role does the same work.
    """
    cells = cells_of(theory)
    found = {each.cell.place: each.text for each in names_found(theory, cells, config.names_ok)}
    for cell in cells.texts():
        if cell.heading and personal_heading(cell.heading) == "name" and may_be_a_name(cell.text):
            found.setdefault(cell.place, cell.text)
    for place, text in found.items():
        yield at(theory, place, f"{quoted(text)} looks like a person’s name.", "Type a role instead.")
    beside = ((each, persons_named(each.text)[:1]) for each in beside_cells(theory, config.hidden_ok))
    named = ((each, text) for each, its in beside for text in its if text not in config.names_ok)
    yield from _said_once(
        theory, config, ((each, f"{quoted(text)}, which looks like a person’s name") for each, text in named)
    )
    for place, names in makers(theory, config.hidden_ok).items():
        message = f"The properties of this file name {listed([quoted(name) for name in names])}."
        advice = "Copies do not. Before you send the workbook itself: File, Info, Inspect Document."
        yield at(theory, place, message, advice, Severity.ADVICE)


# -- what is hidden ---------------------------------------------------------------------------------------------------

HIDDEN_THINGS = {
    "hidden_rows": ("hidden row", "hidden rows"),
    "filtered_rows": ("row hidden by a filter", "rows hidden by a filter"),
    "hidden_columns": ("hidden column", "hidden columns"),
    "comment": ("comment", "comments"),
    "pivot": ("pivot table with its own copy of the data", "pivot tables with their own copy of the data"),
    "embedded_file": ("file put inside this one", "files put inside this one"),
}
"""What a sheet or file can hold that is not seen: kind → one, several."""

HIDDEN_KINDS = frozenset([*HIDDEN_THINGS, "hidden_sheet", "hidden_sheet_read", "outside_link", "tracked_change"])


@rule(
    "C010",
    "hidden-content-shared",
    Severity.ERROR,
    Profile.PRIVACY,
    collect=Collect(
        by="file", message="Something is hidden in {count} places of this file: {list}. The first: {first}"
    ),
)
def hidden_content_shared(theory: Theory, config: Config) -> Hits:
    """The file holds nothing that its readers do not see.

    A hidden sheet with names is the commonest leak.
    """
    found: dict[Place, list[Noticed]] = {}
    for each in theory.plan.noticed:
        if each.kind in HIDDEN_KINDS and each.text not in config.hidden_ok and each.place.file not in config.hidden_ok:
            found.setdefault(each.place, []).append(each)
    severity = _of_what_is_hidden(config)
    for place, its in found.items():
        for message in _what_is_hidden(place, its):
            yield at(theory, place, message, "Delete it, or show it and look at it.", severity)


def _what_is_hidden(place: Place, its: list[Noticed]) -> Iterator[str]:
    name = quoted(place.sheet or place.file)
    if any(each.kind in ("hidden_sheet", "hidden_sheet_read") for each in its):
        yield f"The sheet {name} is hidden."
    held = [f"{each.count} {HIDDEN_THINGS[each.kind][each.count != 1]}" for each in its if each.kind in HIDDEN_THINGS]
    held += ["tracked changes"] * any(each.kind == "tracked_change" for each in its)
    links = [quoted(each.text) for each in its if each.kind == "outside_link"]
    held += [f"links to {listed(links)}"] if links else []
    if held:
        yield f"{name} holds {listed(held)}."


# -- sources and opinions ---------------------------------------------------------------------------------------------


@rule(
    "C011",
    "internal-source",
    Severity.ADVICE,
    Profile.PRIVACY,
    needs="sources",
    applies=lambda theory: bool(theory.plan.sources),
)
def internal_source(theory: Theory, config: Config) -> Hits:
    """Sources that are internal are not named in shared copies.

    Naming an internal document breaks a promise, and shows that it exists.
    """
    cells = cells_of(theory)
    for source in theory.plan.sources:
        if source.sharing == "internal":
            yield from _about_source(theory, cells, source)


def _about_source(theory: Theory, cells: Cells, source: Source) -> Hits:
    message = f"{source.id} will be shown as {quoted(shown_title(source))}."
    yield Hit(theory.plan, message, NOTHING_TO_DO, about=source.id, refs=(source.id,), place=_row(source.place))
    for place in named_elsewhere(cells, source):
        yield Hit(
            theory.plan,
            f"Its title also stands in {place}.",
            "Reword that cell.",
            severity=Severity.ERROR,
            about=source.id,
            refs=(source.id,),
            place=place,
        )


def _row(place: Place) -> Place:
    return Place(file=place.file, sheet=place.sheet, row=place.row, lines=place.lines)


@rule(
    "C012",
    "opinion-of-people",
    Severity.ADVICE,
    Profile.PRIVACY,
    needs="people",
    applies=lambda theory: bool(theory.plan.stakeholders),
)
def opinion_of_people(theory: Theory, config: Config) -> Hits:
    """Views about people and organisations stay in the organisation.

    A power map is the most damaging thing to leak from an advocacy file.
    """
    viewed = [each for each in theory.plan.stakeholders if each.is_judged]
    if not viewed:
        return
    many = "1 person or organisation" if len(viewed) == 1 else f"{len(viewed)} people and organisations"
    first = viewed[0]
    if config.opinions:
        yield Hit(
            first,
            f"Your view of {many} was asked for, and this copy is for others.",
            "Leave out --opinions, choose another view, or keep `--audience internal`.",
            severity=Severity.ERROR,
        )
    else:
        yield Hit(first, f"Your view of {many} will be left out.", NOTHING_TO_DO)


@rule("C013", "respondent-rows", Severity.ERROR, Profile.PRIVACY)
def respondent_rows(theory: Theory, config: Config) -> Hits:
    """No sheet holds one row for each person asked.

    Respondent rows are personal data even without names.
    """
    sheets = dict.fromkeys(_lists_of_persons(cells_of(theory)), "one row per person")
    sheets |= dict.fromkeys(_sheets_of_respondents(theory), "one row per person asked")
    for place, held in sheets.items():
        message = f"{quoted(place.sheet or place.file)} holds {held}."
        yield at(theory, place, message, "Move it to another file; `build` needs only the counts.")


MANY_ROWS = 20
"""Rows from which on names, addresses or numbers of persons in a column say that each row is a person."""


def _sheets_of_respondents(theory: Theory) -> Iterator[Place]:
    seen: dict[Place, None] = {}
    for each in theory.plan.noticed:
        if each.kind == "respondent_rows" or (each.kind == "sheet_not_read" and "survey export" in each.detail):
            seen[Place(file=each.place.file, sheet=each.place.sheet, lines=each.place.lines)] = None
    columns: dict[tuple[Place, str], int] = {}
    for cell in cells_of(theory).texts():
        if cell.heading and personal_heading(cell.heading):
            place = Place(file=cell.place.file, sheet=cell.place.sheet, lines=cell.place.lines)
            columns[place, cell.heading] = columns.get((place, cell.heading), 0) + 1
    seen |= {place: None for (place, _), rows in columns.items() if rows >= MANY_ROWS}
    yield from seen


def _lists_of_persons(cells: Cells) -> Iterator[Place]:
    """Yield the sheets in which a row that nothing uses heads both names and what belongs to one person, with rows below."""
    kinds: dict[tuple[Place, int], set[str]] = {}
    last: dict[Place, int] = {}
    for cell in cells.texts():
        if not cell.field and not cell.heading and cell.place.sheet and cell.place.row:
            sheet = Place(file=cell.place.file, sheet=cell.place.sheet)
            last[sheet] = cell.place.row
            if kind := personal_heading(cell.text):
                kinds.setdefault((sheet, cell.place.row), set()).add(kind)
    for (sheet, row), found in kinds.items():
        if "name" in found and len(found) > 1 and last[sheet] > row:
            yield sheet
