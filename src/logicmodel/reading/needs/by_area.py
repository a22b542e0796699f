"""Reading people in need by sector and area, and scores by area, into needs and scores.

Totals and parts are left out, because nothing in such a table may be added up; each says so in the account.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from logicmodel.model import WEIGHT, Unread
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import UNUSED_HEADING, Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filling import Filler
from logicmodel.reading.headings import Heading, columns_by_field
from logicmodel.reading.manners import column_manners
from logicmodel.reading.needs.beside import number_of
from logicmodel.reading.needs.by_phase import read_phases
from logicmodel.reading.needs.scored_areas import WEIGHTS, labels_above
from logicmodel.reading.needs.table import WHOLE, group_in_need
from logicmodel.reading.skipping import ABOVE, HASHTAGS, IN_THE_PLURAL, NO_NUMBER, PART, TOTAL
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import heading_key, plain

_CASELOAD = pattern_of(r"\bfinal\b.*\bcaseload\b|\ball (?:sectors|clusters)\b|\bintersectoral\b", re.IGNORECASE)


def read_needs(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read people in need, by phase too, or scores by area, into drafts: needs, and scores of which the file is the rater."""
    if any(heading.field == "phase" for heading in table.headings):
        return read_phases(table, account)
    return _Needs(table, account, manner).drafts()


class _Needs:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account, self.manner = table, account, manner
        self.sheet = table.sheet
        self.by_column = {heading.column: heading for heading in table.headings}
        self.filler = Filler(table, account, manner)
        self.left: dict[str, list[int]] = {}
        self.needs: list[Draft] = []
        self.scores: list[Draft] = []

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        self._note_headings()
        rows = {row: cells for row, cells in self.sheet.rows() if row > self.table.row}
        for row, cells in list(rows.items()):
            if len(cells) >= 2 and all(cell.text.startswith("#") and not cell.error for cell in cells.values()):
                self._leave(row, rows.pop(row), HASHTAGS)
        self._note_above()
        cells_by_column = self.sheet.cells.beneath(max([self.table.row, *self.left.get(HASHTAGS, [])]))
        self.manners = column_manners(self.table, cells_by_column, self.account, self.manner)
        if any(each.field == "criteria" for each in self.table.headings):
            for row, cells in rows.items():
                self._read_area(row, cells)
        elif any(each.field == "count_of_group" for each in self.table.headings):
            self._read_groups(rows)
        else:
            self._read_people(rows)
        self._tell()
        return [*self.needs, *self.scores]

    # -- around the table ---------------------------------------------------------------------------------------------

    def _note_headings(self) -> None:
        under = self.sheet.cells.beneath(self.table.row)
        for each in self.table.headings:
            cell = self.sheet.cells[self.table.row, each.column]
            if each.field not in (None, "extra"):
                column = columns_by_field("needs").get(each.field or "")
                of_group = each.field == "count_of_group"
                what = column.heading if column else "How many, of a group" if of_group else "criterion"
                self.account.use(self.sheet, cell, f"heading: {what}")
                continue
            self.account.leave(self.sheet, [cell], UNUSED_HEADING)
            if each.field is None and not each.decided and each.column in under:
                place = self.account.place(self.sheet, None, each.column, each.title)
                self.account.notice("unused_column", place, text=each.title)

    def _note_above(self) -> None:
        """Leave out what stands above the headings; the names of indicators there are their titles."""
        labels = labels_above(self.sheet)
        for row in sorted(labels):
            cells = self.sheet.cells.row(row)
            if labels[row] in WEIGHTS and (weights := self._weights(cells)):
                score = Draft("scores", self.account.place(self.sheet, row))
                score.values = {"rater": WEIGHT, "criteria": weights}
                self.scores.append(score)
                self.account.use_all(self.sheet, cells.values(), "weights of criteria")
            elif labels[row] in ("indicator name", "nombre"):
                self.account.use_all(self.sheet, cells.values(), "heading: criteria")
            else:
                self._leave(row, cells, ABOVE)

    def _weights(self, cells: Mapping[int, Cell]) -> tuple[tuple[str, Decimal], ...]:
        """Give the weights that stand over the criteria, if each has one."""
        criteria = [each for each in self.table.headings if each.field == "criteria"]
        weights = [(each.title, number_of(cells[each.column])) for each in criteria if each.column in cells]
        known = tuple((title, weight) for title, weight in weights if weight is not None and weight >= 0)
        return known if len(known) == len(criteria) else ()

    def _leave(self, row: int, cells: Mapping[int, Cell], why: str) -> None:
        self.account.leave(self.sheet, cells.values(), why)
        self.left.setdefault(why, []).append(row)

    def _tell(self) -> None:
        for why, rows in self.left.items():
            places = [self.account.place(self.sheet, row) for row in sorted(rows)]
            place = self.account.place(self.sheet)
            self.account.notice("rows_left_out", place, text=IN_THE_PLURAL[why], count=len(rows), places=places)

    # -- people in need -----------------------------------------------------------------------------------------------

    def _read_people(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        """Make a need of each row that is no total and no part of another one."""
        groups: dict[tuple[str, str], list[int]] = {}
        for row, cells in rows.items():
            if self._is_all_sectors(cells):
                self._leave(row, cells, TOTAL)
            elif "count" not in self._filled(cells):
                self._leave(row, cells, NO_NUMBER)
            else:
                groups.setdefault((self._sector(cells), self._area_key(cells)), []).append(row)
        by_sector: dict[str, list[str]] = {}
        for sector, area in groups:
            by_sector.setdefault(sector, []).append(area)
        for (sector, area), its in groups.items():
            if any(other != area and other.startswith(area) for other in by_sector[sector]):
                for row in its:
                    self._leave(row, rows[row], TOTAL)
                continue
            whole = [row for row in its if self._is_whole(rows[row])]
            for row in its:
                if whole and row != whole[0]:
                    self._leave(row, rows[row], PART)
                else:
                    self._read_need(row, rows[row])

    def _read_groups(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        """Make a need of each sector or area and each group whose people in need stand in a column of their own."""
        for row, cells in rows.items():
            if self._is_all_sectors(cells) or any(plain(word) in WHOLE for word in self._first_words(cells)):
                self._leave(row, cells, TOTAL)
                continue
            shared = {column: cell for column, cell in cells.items() if not self._is_of_a_group(column)}
            of_groups = [cell for column, cell in cells.items() if self._is_of_a_group(column)]
            if not of_groups:
                self._leave(row, cells, NO_NUMBER)
            for count, cell in enumerate(of_groups):
                need = self._read_need(row, {**shared, cell.column: cell}, again=bool(count))
                group = group_in_need(self.by_column[cell.column].title)
                need.values["who"] = (*need.values.get("who", ()), group)
                need.values["text"] = f"{need.values['text']}, {group}"

    def _is_of_a_group(self, column: int) -> bool:
        heading = self.by_column.get(column)
        return heading is not None and heading.field == "count_of_group"

    def _first_words(self, cells: Mapping[int, Cell]) -> list[str]:
        """Give the first word of the sector and the area of a row: “Total intersectoral”."""
        its = self._filled(cells)
        return [
            its[field].text.split()[0]
            for field in ("theme", "area", "text")
            if field in its and its[field].text.strip()
        ]

    def _filled(self, cells: Mapping[int, Cell]) -> dict[str, Cell]:
        """Give the cells of a row by what they stand for; of several areas the smallest, by its name."""
        found: dict[str, Cell] = {}
        for column, cell in sorted(cells.items()):
            heading = self.by_column.get(column)
            if (
                heading
                and heading.field not in (None, "extra")
                and not (heading.field == "area" and _is_code(heading) and "area" in found)
            ):
                found["count" if heading.field == "count_of_group" else heading.field] = cell
        return found

    def _sector(self, cells: Mapping[int, Cell]) -> str:
        its = self._filled(cells)
        return plain(" ".join(its[field].text for field in ("theme", "text") if field in its))

    def _area_key(self, cells: Mapping[int, Cell]) -> str:
        """Give a key of an area that begins as the key of the larger area that holds it, where codes say so."""
        its = [
            cells[column].text
            for column, heading in self.by_column.items()
            if heading.field == "area" and column in cells
        ]
        codes = [text for text in its if re.fullmatch(r"[A-Z]{2,3}\d+", text.strip())]
        return plain(codes[-1] if codes else " ".join(its))

    def _is_all_sectors(self, cells: Mapping[int, Cell]) -> bool:
        its = self._filled(cells)
        sector = plain(its["theme"].text) if "theme" in its else ""
        words = plain(its["text"].text) if "text" in its else ""
        area = plain(its["area"].text) if "area" in its else ""
        return sector in WHOLE or words in WHOLE or area in WHOLE or bool(_CASELOAD.search(words))

    def _is_whole(self, cells: Mapping[int, Cell]) -> bool:
        its = self._filled(cells)
        return "who" not in its or plain(its["who"].text) in WHOLE

    def _read_need(self, row: int, cells: Mapping[int, Cell], *, again: bool = False) -> Draft:
        """Read a row; `again` says that its other cells were read for a need before, of another group."""
        its = self._filled(cells)
        draft = Draft("needs", self.account.place(self.sheet, row))
        draft.form = "needs table"
        sector = its.get("text") or its.get("theme")
        parts = [its[field] for field in ("area", "who") if field in its and not self._says_whole(field, its)]
        shown = [
            " ".join(cell.text.split()) for cell in ([sector] if sector else []) + parts if not _has_no_value(cell)
        ]
        draft.values["text"] = ", ".join(shown)
        for field, cell in its.items():
            if (field == "text" and not _has_no_value(cell)) or (field == "who" and self._says_whole(field, its)):
                self.account.use(self.sheet, cell, f"needs.{field}")
            else:
                title, manner = self.by_column[cell.column].title, self.manners.get(cell.column)
                is_known = again and field != "count"
                self.filler.fill(draft, columns_by_field("needs")[field], cell, title, its=manner, again=is_known)
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            if again or cell in its.values():
                continue
            if heading is None:
                self.account.leave(self.sheet, [cell], "no heading over it")
            else:
                draft.keep(self.account.keep(self.sheet, cell, heading.title))
        self.needs.append(draft)
        return draft

    def _says_whole(self, field: str, its: Mapping[str, Cell]) -> bool:
        return plain(its[field].text) in WHOLE

    # -- scores by area -----------------------------------------------------------------------------------------------

    def _read_area(self, row: int, cells: Mapping[int, Cell]) -> None:
        areas = [cells[column] for column, each in self.by_column.items() if each.field == "area" and column in cells]
        if not areas:
            self.account.leave(self.sheet, cells.values(), "no area in its row")
            return
        *larger, name = areas
        if any(plain(each.text) in WHOLE for each in areas):
            self._leave(row, cells, TOTAL)
            return
        need = Draft("needs", self.account.place(self.sheet, row))
        need.form = "needs table"
        need.values = {"text": " ".join(name.text.split()), "area": " ".join(name.text.split())}
        self.account.use(self.sheet, name, "needs.area")
        for cell in larger:
            need.keep(self.account.keep(self.sheet, cell, self.by_column[cell.column].title))
        criteria = []
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            if heading is None:
                self.account.leave(self.sheet, [cell], "no heading over it")
            elif heading.field == "criteria":
                criteria += self._criterion(need, heading, cell)
            elif heading.field is None:
                need.keep(self.account.keep(self.sheet, cell, heading.title))
        self.needs.append(need)
        if criteria:
            score = Draft("scores", need.place)
            score.values = {"of_need": need, "rater": self.account.book.file, "criteria": tuple(criteria)}
            self.scores.append(score)

    def _criterion(self, need: Draft, heading: Heading, cell: Cell) -> list[tuple[str, Decimal]]:
        """Give a number under its heading; what is no number is kept as unread, and “NA” as not known."""
        number = number_of(cell)
        if number is not None:
            self.account.use(self.sheet, cell, "scores.criteria")
            return [(heading.title, number)]
        if plain(cell.text) in ("na", "n/a") or values.unknown_state(cell.text) is not None:
            self.account.use(self.sheet, cell, "scores.criteria (not known)")
            return []
        place = self.account.place(self.sheet, cell.row, cell.column, heading.title)
        reason = "error_value" if cell.error else "no_result" if cell.no_result else "not_a_number"
        wanted = "a number" if reason == "not_a_number" else "a value"
        self.account.fail(self.sheet, cell, f"{heading.title}: {wanted} is needed")
        need.cannot_read(
            Unread(text=cell.text, wanted=wanted, reason=reason, heading=heading.title, about="", place=place)
        )
        return []


def _has_no_value(cell: Cell) -> bool:
    return bool(cell.error or cell.no_result)


def _is_code(heading: Heading) -> bool:
    return "code" in heading_key(heading.text) or "+code" in heading.text
