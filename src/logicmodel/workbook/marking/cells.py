"""The cells of one sheet, in its XML: found, made where there was none, and given another style."""

from collections.abc import Callable, Iterable, Iterator

from logicmodel.model import column_letters
from logicmodel.patterns import pattern_of
from logicmodel.workbook.marking.package import MAIN, Tag

_ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
cellWatches ignoredErrors smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls
webPublishItems tableParts extLst""".split()
_CELL = pattern_of(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_OUR_RULE = '"logicmodel"<>""'
"""What paints cells amber over other rules of colour: always true, and known again by its name."""


def position_of(reference: str) -> tuple[int, int] | None:
    """Read “D14” as row and column.

    >>> position_of("D14"), position_of("")
    ((14, 4), None)
    """
    found = _CELL.match(reference.upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def reference_of(row: int, column: int) -> str:
    """Write a row and a column as “D14”."""
    return f"{column_letters(column)}{row}"


class Cells:
    """The cells of a sheet that is marked."""

    def __init__(self, root: Tag) -> None:
        self.root = root
        self._data = root.find(f"{{{MAIN}}}sheetData")
        if self._data is None:
            self._data = child_in_order(root, "sheetData")
        self._rows: dict[int, Tag] = {}
        number = 0
        for each in self._data.iterchildren(f"{{{MAIN}}}row"):
            said = each.get("r", "")
            number = int(said) if said.isdecimal() else number + 1
            each.set("r", str(number))
            self._rows.setdefault(number, each)

    def style(self, row: int, column: int) -> int:
        """Give the number of the style that a cell has, or would have if something were typed in it."""
        its_row = self._rows.get(row)
        if its_row is not None:
            self._number_cells(row, its_row)
            for cell in its_row:
                if position_of(cell.get("r", "")) == (row, column):
                    return _whole(cell.get("s"))
            if its_row.get("customFormat") in ("1", "true"):
                return _whole(its_row.get("s"))
        for each in self.root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
            if _whole(each.get("min")) <= column <= _whole(each.get("max")):
                return _whole(each.get("style"))
        return 0

    def set_style(self, row: int, column: int, style: int) -> None:
        """Give a cell a style; one that is not there is made in its place."""
        self._cell(row, column).set("s", str(style))

    def shown_at(self, row: int, column: int) -> tuple[int, int]:
        """Give the cell that is seen in the place of a cell: of merged ones only the first is."""
        for each in self.root.iterfind(f"{{{MAIN}}}mergeCells/{{{MAIN}}}mergeCell"):
            first, _, last = each.get("ref", "").partition(":")
            top, end = position_of(first), position_of(last)
            if top and end and top[0] <= row <= end[0] and top[1] <= column <= end[1]:
                return top
        return row, column

    def styled(self) -> Iterator[tuple[int, int, int]]:
        """Give row, column and style of every cell that has a style of its own."""
        for row, its_row in self._rows.items():
            self._number_cells(row, its_row)
            for cell in its_row:
                place = position_of(cell.get("r", ""))
                if place and cell.get("s"):
                    yield *place, _whole(cell.get("s"))

    def paint_over_rules(self, places: Iterable[tuple[int, int]], look: Callable[[], int]) -> None:
        """Let cells be amber where rules of colour lie over them: such a rule wins over the fill of a cell.

        `look` gives the number of the look that the rule paints with.
        """
        from lxml import etree

        rules = [each for each in self.root.iter() if etree.QName(each).localname == "cfRule"]
        if not rules:
            return
        for each in rules:
            if each.get("priority", "").isdecimal():
                each.set("priority", str(int(each.get("priority")) + 1))
        ours = child_in_order(self.root, "conditionalFormatting")
        first = self.root.find(f"{{{MAIN}}}conditionalFormatting")
        if first is not ours:  # LibreOffice goes by the order in which they are written
            first.addprevious(ours)
        ours.set("sqref", " ".join(reference_of(*place) for place in places))
        tag = etree.SubElement(ours, f"{{{MAIN}}}cfRule", type="expression", dxfId=str(look()), priority="1")
        etree.SubElement(tag, f"{{{MAIN}}}formula").text = _OUR_RULE

    def take_away_our_rule(self) -> None:
        """Take away what an earlier check painted over other rules."""
        for each in self.root.findall(f"{{{MAIN}}}conditionalFormatting"):
            if any(formula.text == _OUR_RULE for formula in each.iter(f"{{{MAIN}}}formula")):
                self.root.remove(each)

    def _cell(self, row: int, column: int) -> Tag:
        its_row = self._rows[row] if row in self._rows else self._new_row(row)
        self._number_cells(row, its_row)
        for cell in its_row:
            place = position_of(cell.get("r", ""))
            if place == (row, column):
                return cell
            if place and place[1] > column:
                return self._new_cell(row, column, before=cell)
        return self._new_cell(row, column)

    def _new_cell(self, row: int, column: int, before: Tag | None = None) -> Tag:
        from lxml import etree

        its_row = self._rows[row]
        its_row.attrib.pop("spans", None)  # it says which columns are filled, and need not be there
        cell = etree.Element(f"{{{MAIN}}}c", r=reference_of(row, column))
        if before is not None:
            before.addprevious(cell)
            return cell
        last = its_row.findall(f"{{{MAIN}}}c")
        if last:
            last[-1].addnext(cell)
        else:
            its_row.insert(0, cell)
        return cell

    def _new_row(self, row: int) -> Tag:
        from lxml import etree

        made = etree.Element(f"{{{MAIN}}}row", r=str(row))
        following = next((each for number, each in sorted(self._rows.items()) if number > row), None)
        if following is None:
            self._data.append(made)
        else:
            following.addprevious(made)
        self._rows[row] = made
        return made

    def _number_cells(self, row: int, its_row: Tag) -> None:
        """Write where each cell stands: a cell that does not say so stands right of the one before."""
        column = 0
        for cell in its_row.iterchildren(f"{{{MAIN}}}c"):
            place = position_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            if place is None:
                cell.set("r", reference_of(row, column))


def child_in_order(root: Tag, name: str) -> Tag:
    """Add a child to a sheet in the place that the format asks for."""
    from lxml import etree

    made = etree.Element(f"{{{MAIN}}}{name}")
    at = _ORDER.index(name)
    for each in root:
        its = etree.QName(each).localname
        if (_ORDER.index(its) if its in _ORDER else _ORDER.index("controls")) > at:
            each.addprevious(made)
            return made
    root.append(made)
    return made


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
