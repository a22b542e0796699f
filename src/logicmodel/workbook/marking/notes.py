"""Notes on cells: the comments of a sheet, and the drawing of their boxes that Excel wants beside them.

A note goes before what the author wrote on the same cell. The drawing is changed as text, because it need not be
well-formed XML: old forms and their buttons live in it, too.
"""

import re
from collections.abc import Mapping

from logicmodel.patterns import pattern_of
from logicmodel.saving import cell_text, fitting
from logicmodel.sheets import NOTE_BEGINS, NOTE_ENDS, is_of_a_check
from logicmodel.workbook.marking.cells import child_in_order, position_of, reference_of
from logicmodel.workbook.marking.package import MAIN, OFFICE, Package, Tag

_PART_OF_NOTES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_PART_OF_BOXES = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AUTHOR = NOTE_BEGINS.rstrip(":")
_ABOVE = f"\n\n{NOTE_ENDS}\n\n"

_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
)
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:230pt;height:{height}pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_A_SHAPE = pattern_of(r"<v:shape\s(?:(?!</?v:shape[\s>]).)*</v:shape>", re.DOTALL)
_ANCHOR = pattern_of(r"(<x:Anchor>(?:\s*\d+\s*,){6}\s*)(\d+)(\s*,\s*\d+\s*</x:Anchor>)")
_HEIGHT = pattern_of(r"""(height:)([\d.]+)(pt)""")
_LETTERS_OF_A_LINE = 42
_LINE, _BORDER = 14, 12  # points


class Notes:
    """The notes of one sheet."""

    def __init__(self, package: Package, part: str, sheet: Tag) -> None:
        self._package = package
        self._part = part
        self._sheet = sheet
        self._of_comments = package.related(part, "comments")
        self.in_conversations = self._conversations()

    @staticmethod
    def are_in(package: Package, part: str) -> bool:
        """Say whether a sheet has notes of an earlier check."""
        comments = package.related(part, "comments")
        return comments is not None and NOTE_BEGINS.encode() in package.raw(comments)

    def _conversations(self) -> frozenset[tuple[int, int]]:
        """Give the cells on which people talk in comments of the new kind; a note there would not be seen."""
        found = set()
        for each in self._package.relations(self._part):
            if each.kind == "threadedComment" and self._package.has(each.target):
                for comment in self._package.looked_at(each.target):
                    if place := position_of(comment.get("ref", "")):
                        found.add(place)
        return frozenset(found)

    def take_away_ours(self) -> frozenset[tuple[int, int]]:
        """Take away the notes of an earlier check, also those before a note of the author; give their cells."""
        if self._of_comments is None:
            return frozenset()
        only_ours: set[tuple[int, int]] = set()
        before_others: set[tuple[int, int]] = set()
        for comment in list(self._package.xml(self._of_comments).iter(f"{{{MAIN}}}comment")):
            place = position_of(comment.get("ref", ""))
            if place is None:
                continue
            if is_of_a_check("".join(comment.itertext()).lstrip()):
                comment.getparent().remove(comment)
                only_ours.add(place)
            elif _take_off_ours(comment):
                before_others.add(place)
        self._drop_boxes(only_ours)
        return frozenset(only_ours | before_others)

    def add(self, notes: Mapping[tuple[int, int], str]) -> None:
        """Lay a note on each cell."""
        from lxml import etree

        if not notes:
            return
        comments = self._comments()
        listed = next(iter(comments.iter(f"{{{MAIN}}}commentList")), None)
        if listed is None:
            listed = etree.SubElement(comments, f"{{{MAIN}}}commentList")
        author = str(_author(comments))
        there = {position_of(each.get("ref", "")): each for each in listed}
        new: dict[tuple[int, int], str] = {}
        longer: dict[tuple[int, int], str] = {}
        for place, words in sorted(notes.items()):
            text = f"{NOTE_BEGINS}\n{words}"
            if place in there:
                _put_before(there[place], text)
                longer[place] = text + _ABOVE
                continue
            comment = etree.SubElement(
                listed, f"{{{MAIN}}}comment", ref=reference_of(*place), authorId=author, shapeId="0"
            )
            run = etree.SubElement(etree.SubElement(comment, f"{{{MAIN}}}text"), f"{{{MAIN}}}t")
            _write(run, text)
            new[place] = text
        self._draw(new, longer)

    # -- the list of comments -----------------------------------------------------------------------------------------

    def _comments(self) -> Tag:
        if self._of_comments is None:
            part = self._package.free_name("xl/comments{}.xml")
            empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
            self._package.put(part, empty.encode())
            self._package.declare(part, _PART_OF_NOTES)
            self._package.relate(self._part, f"{OFFICE}/comments", part)
            self._of_comments = part
        return self._package.xml(self._of_comments)

    # -- the drawing of the boxes -------------------------------------------------------------------------------------

    def _draw(self, new: Mapping[tuple[int, int], str], longer: Mapping[tuple[int, int], str]) -> None:
        part = self._drawing()
        drawing = self._package.raw(part).decode("latin-1")  # every byte stays what it is
        drawing = _A_SHAPE.sub(lambda shape: _enlarged(shape[0], longer), drawing)
        shapes = [] if re.search(r"""id=["']_x0000_t202["']""", drawing) else [_SHAPE_TYPE]
        number = max([1024, *(int(each) for each in re.findall(r"_x0000_s(\d{1,8})\b", drawing))])
        for count, ((row, column), text) in enumerate(new.items(), number + 1):
            shapes.append(
                _SHAPE.format(
                    number=count,
                    height=height_of(text),
                    anchor=f"{column}, 15, {max(0, row - 2)}, 4, {column + 3}, 60, {row + _rows_of(text)}, 4",
                    row=row - 1,
                    column=column - 1,
                )
            )
        end = drawing.rfind("</xml>")
        if end < 0:
            raise self._package.trouble(part)
        self._package.put(part, (drawing[:end] + "".join(shapes) + drawing[end:]).encode("latin-1"))

    def _drawing(self) -> str:
        named = self._sheet.find(f"{{{MAIN}}}legacyDrawing")
        id_ = named.get(f"{{{OFFICE}}}id") if named is not None else None
        for each in self._package.relations(self._part):
            if each.id == id_ and self._package.has(each.target):
                return each.target
        part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        self._package.put(part, _EMPTY_DRAWING.encode())
        self._package.declare_ending("vml", _PART_OF_BOXES)
        if named is None:
            named = child_in_order(self._sheet, "legacyDrawing")
        named.set(f"{{{OFFICE}}}id", self._package.relate(self._part, f"{OFFICE}/vmlDrawing", part))
        return part

    def _drop_boxes(self, places: set[tuple[int, int]]) -> None:
        if not places:
            return
        part = self._drawing()
        drawing = self._package.raw(part).decode("latin-1")
        kept = _A_SHAPE.sub(lambda shape: "" if _place_of(shape[0]) in places else shape[0], drawing)
        self._package.put(part, kept.encode("latin-1"))


def height_of(text: str) -> int:
    """Give the height in points of a box that a note fits in."""
    return _BORDER + _LINE * _lines_of(text)


def _lines_of(text: str) -> int:
    return sum(1 + len(line) // _LETTERS_OF_A_LINE for line in text.split("\n"))


def _rows_of(text: str) -> int:
    """Give the rows of usual height that a box covers."""
    return 1 + height_of(text) // 15


def _author(comments: Tag) -> int:
    """Give the number of the name that signs the notes, which is added where it is not there."""
    from lxml import etree

    authors = comments.find(f"{{{MAIN}}}authors")
    if authors is None:
        authors = etree.Element(f"{{{MAIN}}}authors")
        comments.insert(0, authors)
    for number, author in enumerate(authors):
        if author.text == _AUTHOR:
            return number
    etree.SubElement(authors, f"{{{MAIN}}}author").text = _AUTHOR
    return len(authors) - 1


def _write(tag: Tag, text: str) -> None:
    tag.text = cell_text(fitting(text))
    tag.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _put_before(comment: Tag, text: str) -> None:
    """Put a text before what stands in a note, whose fonts stay as they are."""
    from lxml import etree

    written = comment.find(f"{{{MAIN}}}text")
    if written is None:
        written = etree.Element(f"{{{MAIN}}}text")
        comment.insert(0, written)
    for plain in written.findall(f"{{{MAIN}}}t"):
        run = etree.Element(f"{{{MAIN}}}r")
        plain.addprevious(run)
        run.append(plain)
    run = etree.Element(f"{{{MAIN}}}r")
    _write(etree.SubElement(run, f"{{{MAIN}}}t"), text + _ABOVE)
    written.insert(0, run)


def _take_off_ours(comment: Tag) -> bool:
    """Take what an earlier check wrote off a note of the author; say whether there was anything."""
    for run in comment.iter(f"{{{MAIN}}}t"):
        _, mark, after = (run.text or "").partition(NOTE_ENDS)
        if not mark:
            continue
        written = comment.find(f"{{{MAIN}}}text")
        for earlier in list(written):
            if run in (earlier, *earlier.iter()):
                break
            written.remove(earlier)
        run.text = after.lstrip("\n")
        return True
    return False


def _enlarged(shape: str, longer: Mapping[tuple[int, int], str]) -> str:
    """Make the box of a note of the author higher by what stands before it now."""
    text = longer.get(_place_of(shape) or (0, 0))
    if text is None:
        return shape
    shape = _HEIGHT.sub(lambda found: f"{found[1]}{float(found[2]) + height_of(text):g}{found[3]}", shape, count=1)
    return _ANCHOR.sub(lambda found: f"{found[1]}{int(found[2]) + _rows_of(text)}{found[3]}", shape, count=1)


def _place_of(shape: str) -> tuple[int, int] | None:
    row = re.search(r"<x:Row>\s*(\d+)\s*</x:Row>", shape)
    column = re.search(r"<x:Column>\s*(\d+)\s*</x:Column>", shape)
    if row is None or column is None or 'ObjectType="Note"' not in shape:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
