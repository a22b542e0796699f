"""A picture of one strand: it says which, how many boxes it leaves out, and shows only the findings on what it shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.shown.found import marked_by, refs_in
from logicmodel.drawing.shown.picture import Picture

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.focusing import Strand
    from logicmodel.theory import Theory


def as_part(view: Picture, strands: "Sequence[Strand]", hidden: int) -> Picture:
    """Say under the title of a picture which part of the plan it shows, and in its footer what is left out."""
    told = "; ".join(view.words[_phrase(strand)].format(ref=strand.ref) for strand in strands)
    footer = (view.words["not_shown"].format(count=hidden), *view.footer) if hidden else view.footer
    return replace(view, subtitle=" · ".join(part for part in (told, view.subtitle) if part), footer=footer)


def _phrase(strand: "Strand") -> str:
    if strand.causes:
        return "focus_both" if strand.effects else "focus_causes"
    return "focus_effects" if strand.effects else "focus_near"


def findings_on(view: Picture, checked: "Checked", theory: "Theory") -> "Checked":
    """Keep of what a check found in the whole plan what is about the boxes and arrows of a picture."""
    drawn = refs_in(view)
    return replace(checked, findings=tuple(each for each in checked.findings if marked_by(each, theory, drawn)))
