"""Findings answered in the author's own workbook: amber cells with a note each, and a first sheet that lists them.

The workbook is changed in its package, part by part: what is not touched is in the copy byte for byte. A library that
reads a workbook and writes it anew would lose charts, pictures, and whatever else it does not know.
"""

from collections.abc import Iterable

from msgspec import Struct

from logicmodel.errors import FileNotReadable, UnknownName
from logicmodel.workbook.marking.answers import Answers, Cell
from logicmodel.workbook.marking.cells import Cells, reference_of
from logicmodel.workbook.marking.first_sheet import HEADING_ROW, TITLE, first_sheet
from logicmodel.workbook.marking.notes import Notes
from logicmodel.workbook.marking.package import MAIN, OFFICE, STRICT, Package, Tag
from logicmodel.workbook.marking.styles import Styles

_TYPE_OF_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPE_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPE_OF_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TYPE_OF_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_AFTER_SHEETS = "functionGroups externalReferences definedNames".split()
_LONGEST_LIST = 5


class Marked(Struct, frozen=True, kw_only=True):
    """A marked copy as the bytes of a workbook, and sentences on what it could not keep or show."""

    data: bytes
    remarks: tuple[str, ...] = ()


def marked_copy(name: str, content: bytes, answers: Answers, *, with_macros: bool = False) -> Marked:
    """Mark a copy of an .xlsx or .xlsm workbook.

    `name` is what the file is called in sentences. A copy keeps its macros only `with_macros`, which a workbook that has
    none cannot be saved as.

    Raises FileNotReadable for a package that is damaged or of the strict kind, and UnknownName for macros that there
    are not.
    """
    return _Copy(Package(name, content), answers).made(with_macros)


class _Copy:
    """A copy while it is marked."""

    def __init__(self, package: Package, answers: Answers) -> None:
        self._package = package
        self._answers = answers
        self._remarks: list[str] = []
        self._main = next((each.target for each in package.relations("") if each.kind == "officeDocument"), "")
        if not package.has(self._main):
            raise package.trouble("the workbook")
        self._book = package.xml(self._main)
        if self._book.nsmap.get(self._book.prefix, "").startswith(STRICT):
            raise FileNotReadable(
                f"“{package.name}” is saved as “Strict Open XML Spreadsheet”, which cannot be marked: open it in Excel, "
                "save it as “Excel Workbook (.xlsx)”, and try again."
            )
        self._sheets = self._book.find(f"{{{MAIN}}}sheets")
        if self._sheets is None or not len(self._sheets):
            raise package.trouble(self._main)

    def made(self, with_macros: bool) -> Marked:
        """Make it."""
        self._set_kind(with_macros)
        self._leave_out_what_would_not_hold()
        self._take_away_earlier_sheet()
        styles = Styles(self._styles())
        for sheet in self._sheets:
            self._mark_sheet(sheet, styles)
        self._add_first_sheet(styles)
        return Marked(data=self._package.save(), remarks=tuple(self._remarks))

    # -- the package --------------------------------------------------------------------------------------------------

    def _set_kind(self, with_macros: bool) -> None:
        has_macros = "macroenabled" in self._package.type_of(self._main).lower()
        if with_macros and not has_macros:
            raise UnknownName(
                f"“{self._package.name}” has no macros, so its copy cannot end in .xlsm. Give the copy a name that ends in .xlsx."
            )
        if not with_macros:
            sheets = [each.kind for each in self._package.relations(self._main)]
            if "xlMacrosheet" in sheets or "xlIntlMacrosheet" in sheets:
                raise UnknownName(
                    f"“{self._package.name}” has a sheet of macros. Give the copy a name that ends in .xlsm."
                )
            if self._package.unrelate(self._main, "vbaProject") or has_macros:
                self._remarks.append("The macros are not in the copy; they are kept if its name ends in .xlsm.")
        self._package.declare(self._main, _TYPE_WITH_MACROS if with_macros else _TYPE_OF_BOOK)

    def _leave_out_what_would_not_hold(self) -> None:
        """Leave out a signature, the log of a shared workbook, and the list of sheets in the properties."""
        if self._package.unrelate("", "origin"):
            self._remarks.append("The digital signature is not in the copy: it was given for the original.")
        if self._package.unrelate(self._main, "revisionHeaders", "usernames"):
            self._remarks.append("The log of changes of the shared workbook is not in the copy.")
        properties = self._package.related("", "extended-properties")
        if properties:
            root = self._package.xml(properties)
            for each in [tag for tag in root if tag.tag.rpartition("}")[2] in ("TitlesOfParts", "HeadingPairs")]:
                root.remove(each)

    def _styles(self) -> Tag:
        part = self._package.related(self._main, "styles")
        if part is None:
            part = self._package.free_name("xl/styles{}.xml")
            self._package.put(part, f'<styleSheet xmlns="{MAIN}"/>'.encode())
            self._package.declare(part, _TYPE_OF_STYLES)
            self._package.relate(self._main, f"{OFFICE}/styles", part)
        return self._package.xml(part)

    # -- the sheets ---------------------------------------------------------------------------------------------------

    def _take_away_earlier_sheet(self) -> None:
        at = 0
        for sheet in list(self._sheets):
            if " ".join(sheet.get("name", "").split()).casefold() == TITLE.casefold():
                self._package.unrelate(self._main, id=sheet.get(f"{{{OFFICE}}}id"))
                self._sheets.remove(sheet)
                self._move_names(at, -1)
            else:
                at += 1

    def _mark_sheet(self, sheet: Tag, styles: Styles) -> None:
        part, kind = self._part_of(sheet)
        raw = self._package.raw(part)
        name = sheet.get("name", "")
        if b"tabSelected" in raw:
            for view in self._package.xml(part).iter(f"{{{MAIN}}}sheetView"):
                view.attrib.pop("tabSelected", None)
        if kind != "worksheet":
            return
        notes = {(each.row, each.column): text for each, text in self._answers.notes.items() if each.sheet == name}
        warned = {(each.row, each.column) for each in self._answers.warned if each.sheet == name}
        ours = Notes.are_in(self._package, part)
        if not (notes or warned or ours):
            return
        root = self._package.xml(part)
        cells = Cells(root)
        its_notes = Notes(self._package, part, root)
        if ours:
            self._unmark(cells, styles, its_notes.take_away_ours())
        self._mark(name, cells, styles, its_notes, notes, warned)

    def _mark(
        self,
        name: str,
        cells: Cells,
        styles: Styles,
        its_notes: Notes,
        notes: dict[tuple[int, int], str],
        warned: set[tuple[int, int]],
    ) -> None:
        shown: dict[tuple[int, int], str] = {}
        for place, text in notes.items():
            seen = cells.shown_at(*place)
            shown[seen] = f"{shown[seen]}\n\n{text}" if seen in shown else text
        warned = {cells.shown_at(*place) for place in warned}
        for place in sorted({*shown, *warned}):
            style = styles.marked(cells.style(*place), amber=place in shown, warned=place in warned)
            cells.set_style(*place, style)
        if shown:
            cells.paint_over_rules(sorted(shown), styles.amber_rule)
        talked_about = sorted(set(shown) & its_notes.in_conversations)
        if talked_about:
            self._remarks.append(
                f"{_listed(name, talked_about)}: people talk there in comments, which leave no room for a note. "
                f"The words stand on “{TITLE}”."
            )
        its_notes.add({place: text for place, text in shown.items() if place not in talked_about})

    def _unmark(self, cells: Cells, styles: Styles, noted: frozenset[tuple[int, int]]) -> None:
        """Take away what an earlier check marked, so that what has been put right is not amber any longer."""
        cells.take_away_our_rule()
        styled = list(cells.styled())
        warning = {style for style in {style for *_, style in styled} if styles.warns(style)}
        for row, column, style in styled:
            was_amber = (row, column) in noted and styles.is_amber(style)
            if was_amber or style in warning:
                cells.set_style(row, column, styles.unmarked(style, amber=was_amber))
        remark = "The marks of an earlier check were taken away; its amber cells are without a colour again."
        if remark not in self._remarks:
            self._remarks.append(remark)

    def _part_of(self, sheet: Tag) -> tuple[str, str]:
        id_ = sheet.get(f"{{{OFFICE}}}id")
        for each in self._package.relations(self._main):
            if each.id == id_ and self._package.has(each.target):
                return each.target, each.kind
        raise self._package.trouble(self._main)

    # -- the first sheet ----------------------------------------------------------------------------------------------

    def _add_first_sheet(self, styles: Styles) -> None:
        from lxml import etree

        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        root = first_sheet(self._answers, styles.own)
        self._package.put(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
        self._package.declare(part, _TYPE_OF_SHEET)
        number = max((int(each.get("sheetId", "0")) for each in self._sheets), default=0) + 1
        sheet = etree.Element(f"{{{MAIN}}}sheet", name=TITLE, sheetId=str(number))
        sheet.set(f"{{{OFFICE}}}id", self._package.relate(self._main, f"{OFFICE}/worksheet", part))
        self._move_names(0, 1)
        self._sheets.insert(0, sheet)
        self._print_headings()
        for view in self._book.iter(f"{{{MAIN}}}workbookView"):
            view.attrib.pop("activeTab", None)
            view.attrib.pop("firstSheet", None)

    def _names(self) -> Tag | None:
        found: Tag | None = self._book.find(f"{{{MAIN}}}definedNames")
        return found

    def _move_names(self, at: int, by: int) -> None:
        """Keep names with their sheets, which are counted from 0: a sheet comes or goes at a place."""
        names = self._names()
        if names is None:
            return
        for each in list(names):
            number = each.get("localSheetId", "")
            if not number.isdecimal() or int(number) < at:
                continue
            if by < 0 and int(number) == at:
                names.remove(each)
            else:
                each.set("localSheetId", str(int(number) + by))
        if not len(names):
            self._book.remove(names)

    def _print_headings(self) -> None:
        from lxml import etree

        names = self._names()
        if names is None:
            names = etree.Element(f"{{{MAIN}}}definedNames")
            last = self._sheets
            for each in self._sheets.itersiblings():
                if each.tag.rpartition("}")[2] in _AFTER_SHEETS:
                    last = each
            last.addnext(names)
        title = etree.SubElement(names, f"{{{MAIN}}}definedName", name="_xlnm.Print_Titles", localSheetId="0")
        title.text = f"'{TITLE}'!${HEADING_ROW}:${HEADING_ROW}"


def _listed(sheet: str, places: Iterable[tuple[int, int]]) -> str:
    cells = [reference_of(*place) for place in places]
    more = f" and {len(cells) - _LONGEST_LIST} more" if len(cells) > _LONGEST_LIST else ""
    return f"{sheet}, {', '.join(cells[:_LONGEST_LIST])}{more}"


__all__ = ["Answers", "Cell", "Marked", "marked_copy"]
