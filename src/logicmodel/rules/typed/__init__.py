"""Family D: what was typed, and could not be read, was guessed, or was left out. The reader keeps; these rules say."""

from logicmodel.rules.typed import boxes, cells, sheets

RULES = (
    cells.cell_not_read,
    cells.needed_cell_empty,
    cells.ambiguous_date,
    cells.impossible_date,
    cells.formula_without_result,
    cells.error_value,
    boxes.one_ref_two_meanings,
    boxes.near_duplicate,
    boxes.same_words_two_stages,
    sheets.column_not_used,
    sheets.heading_guessed,
    sheets.hidden_content,
    cells.struck_through,
    sheets.colour_not_read,
    cells.qualified_number,
    cells.mixed_number_formats,
    cells.word_not_in_list,
    boxes.arrows_to_confirm,
    boxes.boxes_merged,
    cells.to_be_confirmed,
    cells.several_in_one_cell,
    sheets.sheet_not_read,
    sheets.rows_left_out,
    cells.as_above,
    sheets.file_guessed,
    boxes.said_twice,
    boxes.suggestions_open,
)
"""The rules of this family, in the order of the catalogue."""
