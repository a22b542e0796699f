"""What a sheet holds, of all the forms that are known: the small forms and tables from elsewhere before the template."""

from msgspec.structs import replace

from logicmodel.reading.arrow_grid import grid_of_arrows
from logicmodel.reading.box_tree import tree_of_boxes
from logicmodel.reading.deciding.misspelt import corrected
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.levels import label_of
from logicmodel.reading.link_table import goes_on, table_of_links
from logicmodel.reading.logframe.recognising import logframe
from logicmodel.reading.measures.columns import pointing_up, with_measures, with_work
from logicmodel.reading.measures.headings import MEASURED, field_of
from logicmodel.reading.measures.recognising import table_of_indicators
from logicmodel.reading.measures.reference_sheet import reference_sheet
from logicmodel.reading.needs.by_phase import table_of_phases
from logicmodel.reading.needs.ranked import table_of_ranks
from logicmodel.reading.needs.table import table_of_needs, why_a_form
from logicmodel.reading.roles import Roles, as_roles, roles_on
from logicmodel.reading.shapes import only_stage_table, recognise
from logicmodel.reading.tables import MATRIX, MISSPELT, STAGES, UNKNOWN, NotRead, Table
from logicmodel.reading.timetable import Timetable, timetable_on
from logicmodel.reading.wide.stages_down import stages_down
from logicmodel.words.spelling import heading_parts, looks_like_ref, ref_letters

ON_ITS_SIDE = (
    "it looks like a logframe on its side, with levels across and indicators down; turn it: copy it, then Paste special, "
    "Transpose"
)
"""Why a table with levels for headings is not read as one with a column for each stage."""

FIELDS_OF_REFS = ("id", "measures", "measure", "about", "need", "cause", "effect")
"""What the columns fill in which sheets of the template hold Refs."""


def form_of(sheet: Sheet, decided_row: int | None = None) -> Table | NotRead:
    """Decide what a sheet holds: forms from elsewhere are tried where it is none of the small forms.

    `decided_row` is its row of headings, if that is known.
    """
    prepared = sheet
    made: list[Roles | Timetable] = []
    for look in (roles_on, timetable_on):
        if its := look(prepared):
            made.append(its)
            prepared = its.sheet
    found = _form_of(prepared, decided_row)
    if made and (isinstance(found, NotRead) or found.key == "stakeholders") and not _is_passed_over(found):
        found = only_stage_table(prepared, made[-1].row) or found
    if isinstance(found, Table):
        return replace(pointing_up(found), marks=tuple(each.marks for each in made))
    found = as_roles(sheet, found)
    return _with_likely_headings(found) if found.reason == UNKNOWN and not decided_row else found


def _is_passed_over(found: Table | NotRead) -> bool:
    return isinstance(found, NotRead) and (found.silent or found.hidden)


def _with_likely_headings(found: NotRead) -> NotRead:
    """Say of a sheet of which no heading is known what it would be if nearly known ones were spelt as they are known."""
    its = corrected(found.sheet)
    table = _form_of(its.sheet, None) if its else None
    if its is None or not isinstance(table, Table) or not table.sheet.cells.beneath(table.row):
        return found
    table = its.as_typed(table)
    misspelt = [each.title for each in table.headings if each.doubt]
    if not misspelt:
        return found
    why = f"its headings are not known, only like known ones ({', '.join(misspelt[:3])})"
    return replace(found, reason=MISSPELT, why=why, row=table.row, would_be=table)


def _form_of(sheet: Sheet, decided_row: int | None) -> Table | NotRead:
    """Decide among all forms: tables whose rows point to each other by Refs first, then those from elsewhere."""
    found = recognise(sheet, decided_row)
    if _is_passed_over(found) or (isinstance(found, Table) and found.key == "one_sheet"):
        return found
    if ranked := table_of_ranks(sheet, found, decided_row):
        return ranked
    pointing = isinstance(found, Table) and has_refs(found)
    links = table_of_links(sheet, found, decided_row)
    if links and (not pointing or goes_on(links)):
        return links
    if not isinstance(found, Table) or not pointing:
        return _without_refs(sheet, found, decided_row)
    if found.key == "wide":
        return _in_strands(sheet, found, decided_row)
    is_ours = found.key == "needs" and _is_of_the_template(found)
    return found if is_ours else table_of_needs(sheet, found, decided_row) or found


def _without_refs(sheet: Sheet, found: Table | NotRead, decided_row: int | None) -> Table | NotRead:
    """Decide what a sheet holds whose rows do not point to each other: the levels of a logframe settle most."""
    if phases := table_of_phases(sheet, decided_row):
        return phases
    if isinstance(found, Table) and found.key == "wide":
        return _in_strands(sheet, found, decided_row)
    levels = logframe(sheet, decided_row)
    if isinstance(levels, Table):
        return levels
    measured = _indicators_on(sheet, found, decided_row)
    if isinstance(measured, Table):
        return measured
    if levels is None and (chain := _chain_of_results(found)):
        return chain
    if other := levels or measured or table_of_needs(sheet, found, decided_row):
        return other
    return found if decided_row else _unheaded(sheet, found)


def _indicators_on(sheet: Sheet, found: Table | NotRead, decided_row: int | None) -> Table | NotRead | None:
    return None if why_a_form(sheet) else table_of_indicators(sheet, found, decided_row)


def _in_strands(sheet: Sheet, found: Table, decided_row: int | None) -> Table | NotRead:
    """Decide what a table with a stage over each column is: one with strands for rows, or a logframe seen askew."""
    if not decided_row and (over := _logframe_over(found)):
        return over
    if _lies_on_its_side(found):
        return NotRead(sheet=sheet, reason=MATRIX, why=ON_ITS_SIDE)
    return _indicators_on(sheet, found, decided_row) or with_work(with_measures(found))


def _unheaded(sheet: Sheet, found: Table | NotRead) -> Table | NotRead:
    """Try the forms that have no row of headings of their own."""
    grid = grid_of_arrows(sheet) if isinstance(found, NotRead) else None
    other = grid or reference_sheet(sheet, found) or stages_down(sheet, found)
    return other or (tree_of_boxes(sheet) if isinstance(found, NotRead) else None) or found


def _logframe_over(table: Table) -> Table | None:
    """Give the logframe whose headings stand over two stages: “Activities | Inputs” is a row of it."""
    stages = {each.field for each in table.headings if each.field in STAGES}
    levels = logframe(table.sheet) if len(stages) < 3 else None
    return levels if isinstance(levels, Table) and levels.row < table.row else None


def _lies_on_its_side(table: Table) -> bool:
    """Say whether indicators, baselines and the like stand down the first column, and levels across."""
    first = min(each.column for each in table.headings) - 1
    strand = next((each.column for each in table.headings if each.field == "strand"), first)
    fields = {field_of(cell.text) for cell in table.sheet.cells.beneath(table.row).get(strand, ())[:ROWS_TO_LOOK_AT]}
    return len(fields & MEASURED) >= 2


def _chain_of_results(found: Table | NotRead) -> Table | None:
    """Give boxes that stand behind their stage in one column, “Impact: children learn”, beside things of boxes alone."""
    if not isinstance(found, Table) or found.key != "elements" or any(each.field == "text" for each in found.headings):
        return None
    chain = logframe(found.sheet, found.row, asked_for=True) if found.tab_stage is None else None
    stages = {each.column for each in found.headings if each.field == "stage"}
    under = found.sheet.cells.beneath(found.row)
    its = [cell for column in stages for cell in under.get(column, ())]
    behind = [cell for cell in its if (label := label_of(cell.text)) and label.rest]
    return chain if isinstance(chain, Table) and len(behind) * 2 > len(its) else None


def indicators_above(table: Table) -> list[Table]:
    """Give the small table of indicators that stands over another one: of the whole programme, as a rule."""
    if table.key != "indicator_table":
        return []
    above = replace(table.sheet, cells=table.sheet.cells.part(1, table.top))
    its = table_of_indicators(above, recognise(above))
    return [its] if isinstance(its, Table) else []


def indicators_beside(sheet: Sheet, table: Table) -> list[Table]:
    """Give the further sets of measures that stand beside the first one, each after results of its own."""
    if table.key != "indicator_table" or table.decided.rows:
        return []
    found: list[Table] = []
    while isinstance(its := table_of_indicators(sheet, table, number=len(found) + 1), Table):
        found.append(its)
    return found


def has_refs(table: Table) -> bool:
    """Say whether the rows of a sheet point to each other by Refs, as those of the template do."""
    if any("ref" in heading_parts(each.text) or each.field in ("leads_to", "comes_from") for each in table.headings):
        return True
    under = table.sheet.cells.beneath(table.row)
    its = [each.column for each in table.headings if each.field in FIELDS_OF_REFS]
    columns = [under[column] for column in its if column in under]
    return table.key != "elements" and any(all(_is_short_ref(cell.text) for cell in cells) for cells in columns)


def _is_of_the_template(table: Table) -> bool:
    """Say whether headings are those of the template: it has Refs, and a star behind what is needed."""
    return any("ref" in heading_parts(each.text) or each.text.rstrip().endswith("*") for each in table.headings)


def _is_short_ref(text: str) -> bool:
    return looks_like_ref(text) and 0 < len(ref_letters(text)) <= 2
