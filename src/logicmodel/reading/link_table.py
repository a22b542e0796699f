"""Tables of arrows: From, To, and why, under any such headings; their ends become boxes where no table holds boxes.

An end in words is a box with these words, once; an end that looks like a Ref is a box with this Ref, and its words are
asked for. A stage comes from a column beside the end, else from the letters of a Ref; else it is asked for. So that,
beside If and Then, names the end of a second arrow of the row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from logicmodel.model import Place, When
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.reading.headings import BOXES, Heading, columns_by_field, named_columns
from logicmodel.reading.rows import read_table
from logicmodel.reading.tables import STAGES, NotRead, Table
from logicmodel.sheets import PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, looks_like_ref, plain, ref_key

FORM = "link table"

ENDS = ("cause", "effect")

FURTHER = "further"
"""What So that fills, beside If and Then: a box that the end of the arrow leads to."""

TABS = (None, "links", "elements")
"""What the tabs are named for on which arrows may stand."""

MOST_HEADINGS = 12
"""Columns of the widest table that is taken for one of arrows."""

MOST_JUDGED = 200
"""Cells under a heading by which it is told whether they hold words."""

_OF_A_STAGE = pattern_of(
    r"(.+?) ?(?:stage|type|level|kind|etape|niveau|type|tipo|nivel|etapa|stufe|ebene|typ|المستوى|النوع)"
    r"|(?:stage|type|level|kind|etape|niveau|tipo|nivel|etapa|stufe|ebene|typ)(?: of| de| von)? (.+)"
)


def table_of_links(sheet: Sheet, found: Table | NotRead, decided_row: int | None = None) -> Table | None:
    """Recognise a table of arrows, given what the sheet was taken for; None if it is none."""
    tab = vocabulary("sheet").get(heading_key(sheet.name))
    if tab in PLAN_ORDER and tab not in TABS:
        return None
    if isinstance(found, Table) and found.key in ("problem_links", "one_sheet", "wide"):
        return None
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        if decided_row not in (None, row):
            continue
        under = sheet.cells.beneath(row) if 2 <= len(cells) <= MOST_HEADINGS else {}
        further = [column for column, cell in cells.items() if _goes_on(cell, under.get(column, ()))][:1]
        ends = {column: cell for column, cell in cells.items() if column not in further}
        if under and _has_both_ends(ends):
            headings = [_of_an_end(each) for each in named_columns("links", ends, under)]
            columns = {each.field or "": each.column for each in headings if each.sheet == "links"}
            headings += [Heading(column=at, text=cells[at].text, sheet=BOXES, field=FURTHER) for at in further]
            headings.sort(key=lambda each: each.column)
            if all(_are_words(under.get(columns.get(end, 0), ())) for end in ENDS):
                return Table(sheet=sheet, key="link_table", row=row, top=row, headings=tuple(headings))
    return None


def goes_on(table: Table) -> bool:
    """Say whether the rows of a table of arrows name a third box: If, Then, So that."""
    return any(each.sheet == BOXES and each.field == FURTHER for each in table.headings)


def _goes_on(cell: Cell, under: Sequence[Cell]) -> bool:
    """Say whether a heading such as So that stands over words, and not over Refs of boxes; it is no end by itself."""
    its = {(name.sheet, name.field) for name in meanings(cell.text)}
    points = ("elements", "leads_to") in its and ("links", "effect") not in its
    return points and _are_words(under) and not any(looks_like_ref(each.text) for each in under[:MOST_JUDGED])


def _has_both_ends(cells: Mapping[int, Cell]) -> bool:
    """Say whether a row of headings names the two ends of arrows, and no boxes or measures by themselves.

    Beside a heading such as Activity, Start and End are days.
    """
    its = [meanings(cell.text) for cell in cells.values() if isinstance(cell.value, str)]
    ends = {name.field for each in its for name in each if name.sheet == "links"}
    own = {(name.sheet, name.field) for each in its for name in each} & {
        ("elements", "text"),
        ("indicators", "text"),
        ("elements", "leads_to"),
        ("needs", "who"),
    }
    both = [each for each in its if {("links", end) for end in ENDS} & {(name.sheet, name.field) for name in each}]
    days = {name.field for each in both for name in each if name.sheet == "elements"} & {"start", "end"}
    of_work = days and any(stage_word(cell.text) in STAGES for cell in cells.values())
    return ends >= set(ENDS) and len(both) >= 2 and not own and not of_work


def _are_words(cells: Sequence[Cell]) -> bool:
    judged = cells[:MOST_JUDGED]
    words = [cell for cell in judged if isinstance(cell.value, str) and not _is_a_day(cell.text)]
    return bool(words) and len(words) * 2 > len(judged)


def _is_a_day(text: str) -> bool:
    found = values.read_when(None, text)
    return isinstance(found, When) or (isinstance(found, values.Failure) and found.reason == "ambiguous_date")


def _of_an_end(heading: Heading) -> Heading:
    """Take “From stage” and “Type of target” for the stage of an end."""
    found = _OF_A_STAGE.fullmatch(heading_key(heading.text))
    its = {name.field for name in meanings(found[1] or found[2]) if name.sheet == "links"} if found else set()
    end = next((end for end in ENDS if end in its), None)
    return replace(heading, sheet=BOXES, field=end, guessed=False) if end else heading


def read_links(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a table of arrows into drafts; the stages of their ends wait with each."""
    drafts = read_table(replace(table, key="links"), account, manner)
    more: list[Draft] = []
    for draft in drafts:
        for heading, cell in draft.values.pop("beside", ()):
            word = stage_word(cell.text) or ""
            if heading.field == FURTHER and "effect" in draft.refs:
                place = account.place(table.sheet, cell.row, cell.column, heading.title)
                more.append(_second_arrow(draft.refs["effect"], cell.text, place))
                account.use(table.sheet, cell, "links.effect")
            elif word in STAGES:
                draft.values.setdefault("stages", {})[heading.field] = STAGES[word]
                account.use(table.sheet, cell, "elements.stage")
            else:
                draft.keep(account.keep(table.sheet, cell, heading.title))
    return [*drafts, *more]


def _second_arrow(end: Typed, text: str, place: Place) -> Draft:
    """Draw an arrow on from the end of another one."""
    draft = Draft("links", place)
    draft.refs = {"cause": end, "effect": Typed(text, place, end.heading, needed=True)}
    return draft


def with_boxes(drafts: Sequence[Draft]) -> list[Draft]:
    """Add the boxes that the ends of arrows name, where no table holds boxes, or needs to draft them from."""
    if any(draft.key in ("elements", "needs") for draft in drafts):
        return list(drafts)
    return [*drafts, *_boxes(draft for draft in drafts if draft.key == "links")]


def _boxes(links: Iterable[Draft]) -> Iterator[Draft]:
    made: dict[str, Draft] = {}
    for link in links:
        for end in ENDS:
            typed = link.refs.get(end)
            for text in values.split_texts(typed.text) if typed else ():
                key = ref_key(text) if looks_like_ref(text) else plain(text)
                stage = link.values.get("stages", {}).get(end)
                if typed and key not in made:
                    made[key] = _box(text, typed)
                if stage:
                    made[key].values.setdefault("stage", stage)
    for box in made.values():
        its = columns_by_field("elements")
        box.missing = [(its[field], box.place) for field in ("stage", "text") if field not in box.values]
        yield box


def _box(text: str, typed: Typed) -> Draft:
    draft = Draft("elements", typed.place)
    draft.form = FORM
    draft.values["id" if looks_like_ref(text) else "text"] = text.strip()
    return draft
