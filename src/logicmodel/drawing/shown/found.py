"""What a check found, put into a view: numbered badges on boxes and arrows, and a list of what they mean.

The badge of a finding stands on what it is about. One that speaks for several has its badge on each of them, one about
a measure on the box that it measures, one about an assumption on what that applies to; one about the plan as a whole
stands in the list alone.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.picture import Badge, Found, Note, Picture, Sample, View
from logicmodel.drawing.shown.tables import Table, with_badges
from logicmodel.drawing.shown.timeline import Timeline
from logicmodel.errors import CannotDraw
from logicmodel.model import Finding, Severity

if TYPE_CHECKING:
    from logicmodel.checking import Checked
    from logicmodel.theory import Theory

MOST = 30
"""As many findings are drawn at most: more would hide the plan, and nobody works through more at a time."""

MOST_MARKED = 12
"""As many boxes and arrows may have the badge of one finding; what is about more is about the plan."""

STATES = {Severity.ERROR: "found_error", Severity.WARNING: "found_warning", Severity.ADVICE: "found_advice"}
"""Severity → look of its badge, and key of its words."""


Shown = TypeVar("Shown", bound=Picture)


def with_findings(shown: Shown, theory: "Theory", checked: "Checked", most: int = MOST) -> Shown:
    """Put findings into a picture, the gravest first; at most so many are shown, and the rest is counted in words.

    Raises CannotDraw for a picture that shows nothing a finding can be about.
    """
    words = phrases(shown.language)
    ordered = gravest_first(checked.findings)
    drawn = refs_in(shown)
    badges: dict[str, list[Badge]] = {}
    notes = []
    for number, finding in enumerate(ordered[:most], 1):
        state = STATES[finding.severity]
        refs = marked_by(finding, theory, drawn)
        for ref in refs:
            badges.setdefault(ref, []).append(Badge(mark=str(number), state=state))
        notes.append(Note(mark=str(number), state=state, text=_sentence(finding, refs)))
    said = words["found"].format(said=_said(checked, words))
    return replace(
        _badged(shown, {ref: tuple(its) for ref, its in badges.items()}),
        found=Found(title=said, notes=tuple(notes), more=_more(ordered[most:], words)),
        legend=(*shown.legend, *_samples(notes, words)),
        description=f"{shown.description or shown.summary} {said}",
    )


def refs_in(shown: Picture) -> set[str]:
    """Give the Refs and arrows that can have a badge."""
    if isinstance(shown, View):
        return {box.ref for box in shown.boxes} | {f"{arrow.cause}>{arrow.effect}" for arrow in shown.arrows}
    if isinstance(shown, Table) and shown.name != "tactics":
        return {piece.ref for piece in shown.pieces() if piece.ref}
    if isinstance(shown, Timeline):
        return {bar.ref for group in shown.groups for bar in group.bars}
    raise CannotDraw(
        f"The view {shown.name} shows people, and findings are about boxes, arrows and measures. Leave --findings out, or "
        "choose another view."
    )


def _badged(shown: Shown, badges: Mapping[str, tuple[Badge, ...]]) -> Shown:
    """Put badges on what they are about."""
    if isinstance(shown, View):
        boxes = tuple(replace(box, badges=badges.get(box.ref, ())) for box in shown.boxes)
        arrows = tuple(replace(arrow, badges=badges.get(f"{arrow.cause}>{arrow.effect}", ())) for arrow in shown.arrows)
        return replace(shown, boxes=boxes, arrows=arrows)
    if isinstance(shown, Table):
        return replace(shown, sections=with_badges(shown.sections, badges))
    if isinstance(shown, Timeline):
        groups = (
            replace(group, bars=tuple(replace(bar, badges=badges.get(bar.ref, ())) for bar in group.bars))
            for group in shown.groups
        )
        return replace(shown, groups=tuple(groups))
    return shown


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Give findings in the order of their numbers in a drawing: the gravest first, and else as they were found."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def marked_by(finding: Finding, theory: "Theory", drawn: set[str]) -> tuple[str, ...]:
    """Give the boxes and arrows of a drawing that get the badge of a finding; none for one about the whole plan."""
    about = clean(finding.about)
    if about in drawn:
        return (about,)
    measured = {clean(each.id): each.measures for each in theory.plan.indicators}
    pinned = {clean(ref): entry.about for ref, entry in theory.register.items()}
    refs: list[str] = []
    for ref in map(clean, dict.fromkeys((*finding.refs, finding.about))):
        refs += [ref] if ref in drawn else [each for each in (measured.get(ref), *pinned.get(ref, ())) if each]
    marked = tuple(each for each in dict.fromkeys(map(clean, refs)) if each in drawn)
    return marked if len(marked) <= MOST_MARKED else ()


def _sentence(finding: Finding, refs: Sequence[str]) -> str:
    where = refs[0] if len(refs) == 1 else str(finding.place)
    return f"{where}: {clean(finding.message)} ({finding.code})"


def _said(checked: "Checked", words: Mapping[str, str]) -> str:
    """Count what was found, and what is waived, in words."""
    counts = [
        counted(words, state, number)
        for severity, state in STATES.items()
        if (number := sum(finding.severity is severity for finding in checked.findings))
    ] or [words["found_none"]]
    if checked.waived:
        counts.append(words["found_waived"].format(count=len(checked.waived)))
    return " · ".join(counts)


def _more(rest: Sequence[Finding], words: Mapping[str, str]) -> str:
    return words["found_more"].format(count=len(rest)) if rest else ""


def _samples(notes: Sequence[Note], words: Mapping[str, str]) -> list[Sample]:
    first = {note.state: note.mark for note in reversed(notes)}
    return [
        Sample(shows=state, words=words[f"{state}_sign"], label=first[state])
        for state in STATES.values()
        if state in first
    ]
