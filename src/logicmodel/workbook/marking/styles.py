"""The styles of a workbook: those of its own cells in amber, and those of the first sheet of a marked copy."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy

from logicmodel.workbook.look import AMBER, FONT, HEADING_NEEDED, INK, LIGHT_AMBER, LINE, QUIET_INK
from logicmodel.workbook.marking.package import MAIN, Tag

_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 49: "@"}
_FIRST_OF_ONES_OWN = 164  # numbers of formats below are the program's
_WARNS = '"! "'
_LIGHT = 140  # of 255: from this brightness on letters cannot be read on amber

OWN = {
    "title": ({"sz": "20", "b": "1", "color": HEADING_NEEDED}, None, {"vertical": "center"}),
    "section": ({"sz": "13", "b": "1", "color": HEADING_NEEDED}, None, {"vertical": "center"}),
    "line": ({"sz": "11", "color": QUIET_INK}, None, {"vertical": "center"}),
    "heading": ({"sz": "11", "b": "1", "color": "FFFFFF"}, HEADING_NEEDED, {"vertical": "center", "wrapText": "1"}),
    "text": ({"sz": "11", "color": "000000"}, None, {"vertical": "top", "wrapText": "1"}),
    "quiet": ({"sz": "11", "color": INK}, None, {"vertical": "top", "wrapText": "1"}),
    "link": ({"sz": "11", "u": "single", "color": "0B5CAD"}, None, {"vertical": "top", "wrapText": "1"}),
    "amber": ({"sz": "11", "b": "1", "color": "000000"}, AMBER, {"vertical": "top", "wrapText": "1"}),
    "light": ({"sz": "11", "color": "000000"}, LIGHT_AMBER, {"vertical": "top", "wrapText": "1"}),
}
"""Styles of the first sheet: font, fill, and where the text stands."""

_FRAMED = ("heading", "text", "quiet", "link", "amber", "light")


class Styles:
    """The part of a workbook that holds its styles; what is asked for is added behind what is there."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._made: dict[tuple[object, ...], int] = {}
        self.looks = self._section("cellXfs")
        if not len(self.looks):
            for name in ("fonts", "fills", "borders"):
                if not len(self._section(name)):
                    _sub(self._section(name), name.removesuffix("s"))
            self._counted("cellXfs", _sub(self.looks, "xf", numFmtId="0", fontId="0", fillId="0", borderId="0"))

    def marked(self, style: int, *, amber: bool, warned: bool) -> int:
        """Give the style of a cell in amber, or with “!” before what it shows, all else as it was."""
        return self._once(("marked", style, amber, warned), lambda: self._marked(style, amber, warned))

    def unmarked(self, style: int, *, amber: bool) -> int:
        """Give the style of a cell that a check marked earlier without the “!”, and without the amber if asked for."""
        return self._once(("unmarked", style, amber), lambda: self._unmarked(style, amber))

    def own(self, name: str) -> int:
        """Give a style of the first sheet by its name in OWN."""
        return self._once(("own", name), lambda: self._own(name))

    def amber_rule(self) -> int:
        """Give the look that a rule of colours paints with, for cells over which other rules lie."""
        return self._once(("rule",), self._amber_rule)

    def is_amber(self, style: int) -> bool:
        """Say whether a style is filled with the amber of a marked copy."""
        fill = _at(self._section("fills"), self._number(style, "fillId"))
        colour = None if fill is None else next(iter(fill.iter(f"{{{MAIN}}}fgColor")), None)
        return colour is not None and colour.get("rgb", "")[-6:].upper() == AMBER

    def warns(self, style: int) -> bool:
        """Say whether a style shows “!” before a Ref as a marked copy does."""
        return self._format(style).startswith(_WARNS)

    # -- making them --------------------------------------------------------------------------------------------------

    def _marked(self, style: int, amber: bool, warned: bool) -> int:
        look = self._copy(style)
        if amber:
            look.set("fillId", str(self._fill(AMBER)))
            look.set("applyFill", "1")
            self._make_legible(look)
        code = _warning(self._format(style)) if warned else None
        if code is not None:
            look.set("numFmtId", str(self._format_number(code)))
            look.set("applyNumberFormat", "1")
        return self._counted("cellXfs", look)

    def _unmarked(self, style: int, amber: bool) -> int:
        look = self._copy(style)
        if amber and self.is_amber(style):
            look.set("fillId", "0")
        if self.warns(style):
            bare = self._format(style).removeprefix(_WARNS).partition(";")[0]
            number = next((number for number, code in _BUILT_IN.items() if code == bare), None)
            look.set("numFmtId", str(self._format_number(bare) if number is None else number))
        return self._counted("cellXfs", look)

    def _copy(self, style: int) -> Tag:
        look = deepcopy(self.looks[style] if 0 <= style < len(self.looks) else self.looks[0])
        self.looks.append(look)
        return look

    def _own(self, name: str) -> int:
        font, fill, stands = OWN[name]
        look = _sub(self.looks, "xf", numFmtId="0", fontId=str(self._font(font)), applyFont="1", xfId="0")
        look.set("fillId", str(self._fill(fill) if fill else 0))
        look.set("applyFill", "1" if fill else "0")
        look.set("borderId", str(self._frame() if name in _FRAMED else 0))
        look.set("applyBorder", "1" if name in _FRAMED else "0")
        look.set("applyAlignment", "1")
        _sub(look, "alignment", **stands)
        return self._counted("cellXfs", look)

    def _font(self, its: Mapping[str, str]) -> int:
        font = _sub(self._section("fonts"), "font")
        for tag in ("b", "u"):
            if tag in its:
                _sub(font, tag, val=its[tag])
        _sub(font, "sz", val=its["sz"])
        _sub(font, "color", rgb=f"FF{its['color']}")
        _sub(font, "name", val=FONT)
        return self._counted("fonts", font)

    def _fill(self, colour: str) -> int:
        return self._once(("fill", colour), lambda: self._new_fill(colour))

    def _new_fill(self, colour: str) -> int:
        fills = self._section("fills")
        while len(fills) < 2:  # the first two are always “none” and “grey”, whatever is written there
            _sub(_sub(fills, "fill"), "patternFill", patternType=("none", "gray125")[len(fills) - 1])
        fill = _sub(fills, "fill")
        pattern = _sub(fill, "patternFill", patternType="solid")
        _sub(pattern, "fgColor", rgb=f"FF{colour}")
        _sub(pattern, "bgColor", indexed="64")
        return self._counted("fills", fill)

    def _frame(self) -> int:
        return self._once(("frame",), self._new_frame)

    def _new_frame(self) -> int:
        frame = _sub(self._section("borders"), "border")
        for side in ("left", "right", "top", "bottom"):
            _sub(_sub(frame, side, style="thin"), "color", rgb=f"FF{LINE}")
        _sub(frame, "diagonal")
        return self._counted("borders", frame)

    def _amber_rule(self) -> int:
        rule = _sub(self._section("dxfs"), "dxf")
        _sub(_sub(rule, "font"), "color", rgb="FF000000")
        pattern = _sub(_sub(rule, "fill"), "patternFill", patternType="solid")
        _sub(pattern, "fgColor", rgb=f"FF{AMBER}")
        _sub(pattern, "bgColor", rgb=f"FF{AMBER}")
        return self._counted("dxfs", rule)

    def _make_legible(self, look: Tag) -> None:
        """Write light letters in black: white on amber cannot be read."""
        fonts = self._section("fonts")
        font = _at(fonts, _whole(look.get("fontId")))
        colour = None if font is None else font.find(f"{{{MAIN}}}color")
        if font is None or colour is None or not _is_light(colour):
            return
        dark = deepcopy(font)
        fonts.append(dark)
        its = dark.find(f"{{{MAIN}}}color")
        its.attrib.clear()
        its.set("rgb", "FF000000")
        look.set("fontId", str(self._counted("fonts", dark)))
        look.set("applyFont", "1")

    # -- what is there ------------------------------------------------------------------------------------------------

    def _format(self, style: int) -> str:
        number = self._number(style, "numFmtId")
        for each in self._section("numFmts"):
            if each.get("numFmtId") == str(number):
                return str(each.get("formatCode", ""))
        return _BUILT_IN.get(number, "")

    def _format_number(self, code: str) -> int:
        formats = self._section("numFmts")
        for each in formats:
            if each.get("formatCode") == code:
                return _whole(each.get("numFmtId"))
        number = max([_FIRST_OF_ONES_OWN - 1, *(_whole(each.get("numFmtId")) for each in formats)]) + 1
        self._counted("numFmts", _sub(formats, "numFmt", numFmtId=str(number), formatCode=code))
        return number

    def _number(self, style: int, name: str) -> int:
        look = _at(self.looks, style)
        return 0 if look is None else _whole(look.get(name))

    def _section(self, name: str) -> Tag:
        from lxml import etree

        found = self._root.find(f"{{{MAIN}}}{name}")
        if found is None:
            found = etree.Element(f"{{{MAIN}}}{name}")
            later = {f"{{{MAIN}}}{each}" for each in _ORDER[_ORDER.index(name) + 1 :]}
            following = next((each for each in self._root if each.tag in later), None)
            if following is None:
                self._root.append(found)
            else:
                following.addprevious(found)
        return found

    def _counted(self, name: str, item: Tag) -> int:
        """Write how many items a section has, and give the number of the one that was added."""
        section = self._section(name)
        section.set("count", str(len(section)))
        return int(section.index(item))

    def _once(self, key: tuple[object, ...], make: Callable[[], int]) -> int:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def _warning(code: str) -> str | None:
    """Put “! ” before what a plain format shows, numbers and texts alike; other formats stay as they are.

    >>> _warning("@"), _warning("0.0"), _warning("yyyy-mm-dd")
    ('"! "@', '"! "0.0;"! "-0.0;"! "0.0;"! "@', None)
    """
    if code == "@":
        return f"{_WARNS}@"
    if not re.fullmatch(r"General|0(\.0+)?", code):
        return None
    return f"{_WARNS}{code};{_WARNS}-{code};{_WARNS}{code};{_WARNS}@"


def _is_light(colour: Tag) -> bool:
    if colour.get("theme") in ("0", "2"):  # the paper, and its lighter shade
        return True
    if colour.get("indexed") in ("1", "9"):
        return True
    shades = re.fullmatch(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", colour.get("rgb", ""))
    if not shades:
        return False
    red, green, blue = (int(shade, 16) for shade in shades.groups())
    return 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT


def _at(section: Tag, number: int) -> Tag | None:
    return section[number] if 0 <= number < len(section) else None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _sub(parent: Tag, name: str, **attributes: str) -> Tag:
    from lxml import etree

    return etree.SubElement(parent, f"{{{MAIN}}}{name}", attributes)
