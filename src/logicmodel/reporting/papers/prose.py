"""The plan told as prose: what follows from each activity, and what has to come about before each change.

What the authors wrote may be a sentence, some nouns or an order, in any language. So it stands where any of these can
stand: after a colon, or between dashes, with the Ref behind it; and nothing has to be put in quotation marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from logicmodel.model import Element, Link, RegisterEntry, Stage
from logicmodel.reporting.paper import Block, Bullets, Paragraph, Section
from logicmodel.reporting.papers.pieces import spaced
from logicmodel.reporting.sentences import (
    SHORT,
    Part,
    by_activity,
    is_claim,
    is_needed_with_others,
    not_by_activity,
    notes_said,
    state_said,
)
from logicmodel.saying import Line, Words, clean, gap, joined, named, ours, own, ref
from logicmodel.theory import Theory, has_mark, is_proposed


class Step(Struct, frozen=True, kw_only=True):
    """Arrows of which the same is said: from these boxes to those, what is said besides, and whether all are needed."""

    causes: tuple[Element, ...]
    effects: tuple[Element, ...]
    grounds: tuple[Line, ...]
    all_needed: bool


# -- upward -----------------------------------------------------------------------------------------------------------


def upward(theory: Theory) -> Iterator[Section]:
    """Tell what follows from each activity, what else leads to what, what feeds back, and what may do harm."""
    parts = [*by_activity(theory)]
    for part in parts:
        told = (*_paragraphs(_steps(theory, part.arrows), part.activity), *_told_before(part))
        yield Section(title=named(part.activity), blocks=told, level=2)
    feedback = [link for link in theory.all_links if link.kind == "feedback"]
    further: tuple[tuple[str, Iterable[Block]], ...] = (
        (
            "What else leads to what" if parts else "What leads to what",
            _paragraphs(_steps(theory, not_by_activity(theory, parts))),
        ),
        ("What feeds back", [_alone(theory, link, "this feeds back to") for link in feedback]),
        ("What may do harm", [_alone(theory, link, "this may harm") for link in theory.harms]),
        ("What is not linked yet", _unlinked(theory.orphans())),
    )
    for title, blocks in further:
        its = tuple(blocks)
        if its:
            yield Section(title=ours(title), blocks=its, level=2)


def _steps(theory: Theory, links: Iterable[Link]) -> list[Step]:
    """Put arrows together of which the same is to be said: by cause, then by effects as well."""
    fans: dict[tuple[str, str, tuple[Line, ...], bool], list[str]] = {}
    for link in links:
        follows, grounds = _follows(theory.by_ref[link.effect]), tuple(_grounds(theory, link))
        fans.setdefault((link.cause, follows, grounds, is_needed_with_others(theory, link)), []).append(link.effect)
    groups: dict[tuple[str, tuple[str, ...], tuple[Line, ...], bool], list[str]] = {}
    for (cause, _, grounds, all_needed), effects in fans.items():
        kind = _comes_about(theory.by_ref[cause], "this")
        groups.setdefault((kind, tuple(effects), grounds, all_needed), []).append(cause)
    return [
        Step(
            causes=tuple(theory.by_ref[each] for each in causes),
            effects=tuple(theory.by_ref[each] for each in effects),
            grounds=grounds,
            all_needed=all_needed,
        )
        for (_, effects, grounds, all_needed), causes in groups.items()
    ]


def _paragraphs(steps: Sequence[Step], activity: Element | None = None) -> Iterator[Block]:
    """Tell steps, those from the same boxes in one paragraph; long lists stand below the words they belong to."""
    before: tuple[Element, ...] = ()
    for _, its in groupby(steps, key=lambda step: step.causes):
        together = list(its)
        told: list[Line | Bullets] = []
        for step in together:
            if _is_means(step, activity):
                told += _listed(ours("For this we have"), step.causes)
            elif told:
                told += _listed(ours("This also leads to"), step.effects)
            else:
                told += _if_then(step, activity, before)
            told += step.grounds
        yield from _folded(told)
        before = together[0].effects if len(together) == 1 else ()


def _is_means(step: Step, activity: Element | None) -> bool:
    return step.effects == (activity,) and all(each.stage is Stage.INPUT and not each.external for each in step.causes)


def _if_then(step: Step, activity: Element | None, before: Sequence[Element]) -> list[Line | Bullets]:
    """Say from what something follows, and what. What was said just before is not said again, only its Ref."""
    causes, first = step.causes, step.causes[0]
    then = ours(f"then {_follows(step.effects[0])}")
    if causes == (activity,):
        return _listed((*ours(f"If {_comes_about(first, 'this')}"), Words(", "), *then), step.effects)
    together = step.all_needed or first.stage is Stage.INPUT  # of means nobody thinks that one will do
    these = "this" if len(causes) == 1 else "all of these" if together else "any of these"
    if causes == before:
        refs = joined([(Words(cause.id, "ref"),) for cause in causes])
        opening = ours(f"If {'that' if len(causes) == 1 else these} comes about")
        return _listed((*opening, Words(" ("), *refs, Words("), "), *then), step.effects)
    opening = ours(f"If {_comes_about(first, these)}")
    if len(causes) > SHORT:
        return [*_listed(opening, causes), *_listed(then, step.effects)]
    return _listed((*opening, Words(" – "), *_boxes(causes), Words(" – "), *then), step.effects)


def _comes_about(element: Element, these: str) -> str:
    """Say that boxes come about, as the words after “If”; `these` stands for them."""
    if element.external:
        return f"others do {these}" if element.stage is Stage.ACTIVITY else f"others bring {these} about"
    known = {Stage.ACTIVITY: "we do {}", Stage.INPUT: "we have {}", Stage.OUTPUT: "we reach {}"}
    return known.get(element.stage or Stage.OUTCOME, "{} comes about").format(these)


def _follows(element: Element) -> str:
    """Say how a box follows, as the words after “then”."""
    if element.external:
        return "others can do this" if element.stage is Stage.ACTIVITY else "others can bring this about"
    known = {
        Stage.ACTIVITY: "we can do this",
        Stage.INPUT: "we have",
        Stage.OUTPUT: "we reach",
        Stage.OUTCOME: "we expect",
        Stage.IMPACT: "we contribute to",
    }
    return known[element.stage] if element.stage else "this comes about"


def _told_before(part: Part) -> Iterator[Block]:
    if part.told_before:
        refs = joined([(Words(element.id, "ref"),) for element in part.told_before])
        yield Paragraph(text=(*ours("What follows from "), *refs, *ours(" is told above.")), role="note")


def _alone(theory: Theory, link: Link, verb: str) -> Paragraph:
    """Tell an arrow that feeds back or may harm, and of a harm what is done about it."""
    cause, effect = theory.ends(link)
    told: list[Line] = [(*_box(cause), Words(" – "), *ours(verb), Words(": "), *_box(effect), Words("."))]
    told += _grounds(theory, link)
    if link.kind == "hinders":
        told += _answers_to_harm(theory.applies_to.get(link.ref, ()))
    return Paragraph(text=spaced(told, " "))


def _answers_to_harm(entries: Iterable[RegisterEntry]) -> list[Line]:
    told: list[Line] = []
    for risk in entries:
        if risk.kind == "risk":
            answers = ("To prevent it", risk.prevention), ("If it happens", risk.response)
            told += [
                (*ours(label), Words(": "), *own(_without_stop(answer)), *ref(risk.id), Words("."))
                for label, answer in answers
                if answer
            ]
    return told or [gap("Nothing is planned against it yet.")]


def _unlinked(orphans: Sequence[Element]) -> Iterator[Block]:
    if orphans:
        yield from _folded(_listed(gap("No arrow leads to these or from them yet"), orphans))


# -- why --------------------------------------------------------------------------------------------------------------


def _grounds(theory: Theory, link: Link) -> list[Line]:
    """Say in sentences why one box leads to another, under which assumptions, and how well that is supported."""
    told: list[Line] = []
    if link.mechanism:
        told.append((*ours("The reason"), Words(": "), *_ended(link.mechanism)))
    elif has_mark(link, "by_definition"):
        told.append(ours("The one is the other by definition."))
    elif has_mark(link, "continues"):
        told.append(ours("The one is the other, going on."))
    elif is_claim(theory, link):
        told.append(gap("The reason is still to be written down."))
    if is_proposed(link):
        told.append(gap("This is proposed and not agreed yet."))
    if conditions := _conditions(theory, link):
        told.append((*ours("This assumes"), Words(": "), *spaced(conditions, "; "), Words(".")))
    told += notes_said(link, lambda text: own(_without_stop(text)))
    if is_needed_with_others(theory, link):
        told.append((*ours("All that leads to"), *ref(link.effect), *ours(" is needed.")))
    return told


def _conditions(theory: Theory, link: Link) -> list[Line]:
    entries = theory.assumptions_on(link)
    known = {entry.id for entry in entries}
    told = [(*own(_without_stop(entry.text)), *ref(entry.id), *state_said(entry)) for entry in entries]
    return told + [own(_without_stop(each)) for each in link.conditions if each not in known]


# -- downward ---------------------------------------------------------------------------------------------------------


def downward(theory: Theory) -> tuple[Block, ...]:
    """Tell from the goal down what has to come about before each change, and what must be true besides."""
    below = [theory.by_ref[reference] for reference in reversed(theory.order)]
    changes = [each for each in below if each.stage in (Stage.OUTCOME, Stage.IMPACT)]
    return (Bullets(items=tuple(_before(theory, each) for each in changes)),) if changes else ()


def _before(theory: Theory, element: Element) -> Line:
    causes = theory.causes_of(element)
    if not causes:
        return (*_box(element), Words(" – "), *gap("nothing leads to this yet"), Words("."))
    needed = "this has to come about first" if len(causes) == 1 else "these lead to it"
    if element.join == "all" and len(causes) > 1:
        needed = "all of these have to come about first"
    told = (*_box(element), Words(" – "), *ours(needed), Words(": "), *_boxes(causes), Words("."))
    conditions = {each: None for link in theory.arrows_into(element) for each in _conditions(theory, link)}
    if conditions:
        told = (*told, Words(" "), *ours("And this must be true"), Words(": "), *spaced(conditions, "; "), Words("."))
    return told


# -- pieces -----------------------------------------------------------------------------------------------------------


def _box(element: Element) -> Line:
    """Name a box within a sentence: its words without the full stop after them, and its Ref."""
    said = _without_stop(element.text or element.short or "")
    return (*own(said), *ref(element.id)) if said else (Words(element.id, "ref"),)


def _boxes(elements: Iterable[Element]) -> Line:
    return spaced(map(_box, elements), "; ")


def _listed(opening: Line, elements: Sequence[Element]) -> list[Line | Bullets]:
    """Name boxes after the words that lead to them: in the sentence, or, where they are many, as a list below it."""
    if len(elements) > SHORT:
        return [(*opening, Words(":")), Bullets(items=tuple(map(_box, elements)))]
    return [(*opening, Words(": "), *_boxes(elements), Words("."))]


def _folded(told: Iterable[Line | Bullets]) -> Iterator[Block]:
    """Put sentences that follow each other into one paragraph."""
    for is_list, its in groupby(told, key=lambda each: isinstance(each, Bullets)):
        if is_list:
            yield from (each for each in its if isinstance(each, Bullets))
        else:
            yield Paragraph(text=spaced([each for each in its if not isinstance(each, Bullets)], " "))


def _ended(text: str) -> Line:
    """Give words of the authors as the end of a sentence, with a full stop where they typed no sign that ends one."""
    said = _without_stop(text)
    return own(said) if said.endswith(_ENDS) else (*own(said), Words("."))


def _without_stop(text: str) -> str:
    return clean(text).rstrip(_STOPS)


_STOPS = " .;,:\N{IDEOGRAPHIC FULL STOP}\N{DEVANAGARI DANDA}\N{ARABIC FULL STOP}"
_ENDS = ("?", "!", "…", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}", "\N{FULLWIDTH EXCLAMATION MARK}")
