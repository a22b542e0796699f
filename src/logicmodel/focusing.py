"""One strand of a plan: some boxes with what leads to them and what follows from them, as a plan of its own.

What is asked for is written as Refs with a plus: “+OC3” is OC3 with its causes, “OC3+” OC3 with its effects, “+OC3+”
both, and “OC3” alone the box with those that one arrow joins it to. Several are separated by commas.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from logicmodel import passes
from logicmodel.errors import UnknownName
from logicmodel.model import Element, Need, Plan, ProblemLink, Programme
from logicmodel.patterns import pattern_of
from logicmodel.theory import Theory
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, ref_key, ref_word_key

_BETWEEN = pattern_of(r"[,;،、，]")
_PLUS = "+＋"


class Strand(Struct, frozen=True, kw_only=True):
    """What is asked for of one box or need: its Ref as the plan has it, with its causes, with its effects.

    With neither, the boxes that one arrow joins it to are meant.
    """

    ref: str
    causes: bool
    effects: bool


def strands_of(theory: Theory, focus: str) -> tuple[Strand, ...]:
    """Read what is asked for: “+OC3”, “oc 3+”, “+OC3+, OC7”.

    Raises UnknownName for a Ref that no box and no need has, with the nearest one, and for a text without any Ref.
    """
    found = []
    for part in _BETWEEN.split(focus):
        core = part.strip()
        if core.strip(_PLUS + " "):
            ref = _known(theory, core.strip(_PLUS + " "))
            found.append(Strand(ref=ref, causes=core[0] in _PLUS, effects=core[-1] in _PLUS))
    if not found:
        raise UnknownName(
            f"“{focus}” names no box. Type the Ref of one: +OC3 for what leads to it, OC3+ for what follows, +OC3+ for both."
        )
    return tuple(dict.fromkeys(found))


def _known(theory: Theory, typed: str) -> str:
    things: Mapping[str, Element | Need] = {**theory.need_by_ref, **theory.by_ref}
    by_key = {ref_key(ref): ref for ref in reversed(tuple(things))}
    key = ref_key(typed)
    for each in (key, ref_word_key(typed) or key):
        if each in by_key:
            return by_key[each]
    near = get_close_matches(key, by_key, n=1, cutoff=0.5)
    if not near:
        raise UnknownName(f"There is no box “{typed}”. Type a Ref as it stands under Ref on the sheet Plan.")
    thing = things[by_key[near[0]]]
    raise UnknownName(f"There is no box “{typed}”. Did you mean {thing.id} (“{thing.text}”)?")


def focused(theory: Theory, focus: str) -> Theory:
    """Give the part of a plan that a focus asks for, as a theory that can be drawn and told like any other.

    It has the boxes asked for, all arrows between them, the needs they answer, and what is assumed, measured and read
    about them; general assumptions stay. The line of accountability runs where it runs in the whole plan.

    >>> from logicmodel.model import Element, Link, Place, Plan, Programme, Stage
    >>> here = Place(file="plan.xlsx")
    >>> boxes = tuple(Element(id=ref, stage=Stage.OUTCOME, place=here) for ref in ("OC1", "OC2", "OC3"))
    >>> links = (Link(cause="OC1", effect="OC2", place=here), Link(cause="OC2", effect="OC3", place=here))
    >>> plan = Plan(programme=Programme(place=here), elements=boxes, links=links)
    >>> [element.id for element in focused(Theory(plan), "+oc 2").elements]
    ['OC1', 'OC2']

    Raises what `strands_of` raises.
    """
    strands = strands_of(theory, focus)
    refs: set[str] = set()
    for strand in strands:
        refs |= _boxes_of(theory, strand)
    return Theory(_part(theory, refs, {strand.ref for strand in strands}), theory.words)


def _boxes_of(theory: Theory, strand: Strand) -> frozenset[str]:
    """Refs of the boxes that a strand asks for. What answers a need are its effects."""
    need = theory.need_by_ref.get(strand.ref) if strand.ref not in theory.by_ref else None
    starts = [element.id for element in theory.answers_to(need)] if need else [strand.ref]
    found = frozenset(starts)
    arrows = theory.arrows_or_harms
    if strand.causes and not need:
        found |= passes.reach(starts, arrows.pred)
    if strand.effects:
        found |= passes.reach(starts, arrows.succ)
    if not need and not strand.causes and not strand.effects:
        found |= {
            ref
            for link in theory.all_links
            if strand.ref in (link.cause, link.effect)
            for ref in (link.cause, link.effect)
        }
    return found


def _part(theory: Theory, refs: set[str], asked: set[str]) -> Plan:
    plan = theory.plan
    elements = tuple(each for each in theory.elements if each.id in refs)
    links = tuple(link for link in theory.all_links if link.cause in refs and link.effect in refs)
    named = asked | {ref for each in elements for ref in (*each.addresses, *each.uses)}
    needs = tuple(need for need in theory.need_by_ref.values() if need.id in named)
    kept = refs | named | {link.ref for link in links}
    register = tuple(entry for entry in plan.register if not entry.about or kept & set(entry.about))
    measured = refs | {entry.id for entry in register}
    indicators = tuple(each for each in plan.indicators if each.measures is None or each.measures in measured)
    read = measured | {each.id for each in indicators}
    return replace(
        plan,
        programme=_with_same_ceiling(theory, elements),
        needs=needs,
        problem_links=_within(plan, {need.id for need in needs}),
        elements=elements,
        links=links,
        register=register,
        indicators=indicators,
        readings=tuple(each for each in plan.readings if each.measure is None or each.measure in read),
    )


def _within(plan: Plan, needs: set[str]) -> tuple[ProblemLink, ...]:
    return tuple(link for link in plan.problem_links if link.cause in needs and link.effect in needs)


def _with_same_ceiling(theory: Theory, elements: Sequence[Element]) -> Programme:
    """Let the line of accountability run where it does in the whole plan: by Refs, those below it that are left."""
    programme = theory.plan.programme
    if not programme.ceiling or vocabulary("stage").get(heading_key(programme.ceiling)):
        return programme
    below = theory.accountable_for or frozenset()
    return replace(programme, ceiling=_listed(each.id for each in elements if each.id in below))


def _listed(refs: Iterable[str]) -> str | None:
    return ", ".join(refs) or None
