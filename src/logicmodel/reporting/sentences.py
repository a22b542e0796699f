"""The plan read back in plain sentences: “If we …, then …, because …, as long as …”.

Every arrow is told once, never every path: an arrow belongs to the first activity that it follows from. Arrows of
which the same is to be said are told together where they leave one box or lead to the same boxes. The words of the
authors stand in quotation marks, unchanged, so that a sentence holds whatever was typed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from logicmodel.model import Element, Link, RegisterEntry, Stage
from logicmodel.saying import Line, box, gap, joined, language_code, level_said, named, ours, quoted, ref
from logicmodel.theory import Theory, has_mark, is_proposed
from logicmodel.words.matching import finder, first_words

SHORT = 3
"""As many boxes stand within a sentence; more are listed below it."""


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence, and the arrows that it tells (“AC1>OP1”).

    It reads: opening, causes, middle, effects, closing. Causes and effects are lists, and empty where all stands in
    one line.
    """

    opening: Line
    causes: tuple[Line, ...] = ()
    middle: Line = ()
    effects: tuple[Line, ...] = ()
    closing: Line = ()
    arrows: tuple[str, ...] = ()


class Strand(Struct, frozen=True, kw_only=True):
    """The sentences that begin with one activity, or that are of one kind.

    `told_before` names the boxes it leads to of which an earlier strand tells what follows.
    """

    title: Line
    sentences: tuple[Sentence, ...]
    told_before: Line = ()


class Part(Struct, frozen=True, kw_only=True):
    """An activity, the arrows that are told with it, and the boxes it leads to of which the rest is told before."""

    activity: Element
    arrows: tuple[Link, ...]
    told_before: tuple[Element, ...] = ()


class Why(Struct, frozen=True, kw_only=True):
    """What is said of an arrow besides its two boxes. Arrows with the same are told together."""

    reason: Line
    conditions: Line
    doubts: Line
    notes: Line
    all_needed: bool = False


def strands(theory: Theory) -> tuple[Strand, ...]:
    """Tell a plan: what follows from each activity, what else leads to what, what feeds back, what may harm."""
    parts = [*by_activity(theory)]
    made = [
        Strand(
            title=named(part.activity),
            sentences=_sentences(theory, part.arrows),
            told_before=joined([*map(box, part.told_before)]),
        )
        for part in parts
    ]
    rest = not_by_activity(theory, parts)
    feedback = [link for link in theory.all_links if link.kind == "feedback"]
    further = (
        ("What else leads to what" if made else "What leads to what", _sentences(theory, rest)),
        ("What feeds back", tuple(_alone(theory, link, "feeds back to") for link in feedback)),
        ("What may do harm", tuple(_alone(theory, link, "may harm") for link in theory.harms)),
        ("What is not linked yet", _unlinked(theory.orphans())),
    )
    return (*made, *(Strand(title=ours(title), sentences=its) for title, its in further if its))


def by_activity(theory: Theory) -> Iterator[Part]:
    """Give a part for each activity: what it needs, and all that follows from it and is not told yet."""
    rank = {reference: number for number, reference in enumerate(theory.order)}
    seen: set[str] = set()
    for activity in theory.activities:
        new = _new_from(theory, activity, seen)
        arrows: list[Link] = []
        for reference in sorted(new, key=rank.__getitem__):
            element = theory.by_ref[reference]
            arrows += (link for link in theory.arrows_into(element) if link.cause not in theory.reached_by_work)
            arrows += theory.arrows_from(element)
        known = dict.fromkeys(link.effect for link in arrows if link.effect in seen and link.effect not in new)
        before = [theory.by_ref[reference] for reference in known if theory.arrows.succ[reference]]
        seen |= new
        if arrows:
            yield Part(activity=activity, arrows=tuple(arrows), told_before=tuple(before))


def not_by_activity(theory: Theory, parts: Iterable[Part]) -> list[Link]:
    """Give the arrows that lead on and follow from no activity."""
    told = {link.ref for part in parts for link in part.arrows}
    return [link for link in theory.links if link.ref not in told]


def _new_from(theory: Theory, start: Element, seen: set[str]) -> set[str]:
    """Give the Refs that a box reaches, itself included, by ways that do not pass a box seen before."""
    new = {start.id} - seen
    waiting = list(new)
    while waiting:
        following = set(theory.arrows.succ[waiting.pop()]) - seen - new
        new |= following
        waiting += following
    return new


def _unlinked(orphans: Sequence[Element]) -> tuple[Sentence, ...]:
    if not orphans:
        return ()
    these = "this box or from it:" if len(orphans) == 1 else "these boxes or from them:"
    return (Sentence(opening=gap(f"No arrow leads to {these}"), effects=tuple(box(element) for element in orphans)),)


# -- one sentence -----------------------------------------------------------------------------------------------------


def _sentences(theory: Theory, links: Iterable[Link]) -> tuple[Sentence, ...]:
    """Tell arrows, as few sentences as can be: by cause and what is to be said, then by effects as well."""
    fans: dict[tuple[str, Why], list[str]] = {}
    for link in links:
        fans.setdefault((link.cause, _why(theory, link)), []).append(link.effect)
    groups: dict[tuple[str, tuple[str, ...], Why], list[str]] = {}
    for (cause, why), effects in fans.items():
        verb = _if(theory, theory.by_ref[cause])
        groups.setdefault((verb, tuple(effects), why), []).append(cause)
    return tuple(
        _sentence(
            theory, verb, [theory.by_ref[each] for each in causes], [theory.by_ref[each] for each in effects], why
        )
        for (verb, effects, why), causes in groups.items()
    )


def _sentence(theory: Theory, verb: str, causes: Sequence[Element], effects: Sequence[Element], why: Why) -> Sentence:
    arrows = tuple(f"{cause.id}>{effect.id}" for cause in causes for effect in effects)
    many_causes, many_effects = len(causes) > SHORT, len(effects) > SHORT
    together = why.all_needed or causes[0].stage is Stage.INPUT  # of means nobody thinks that one will do
    if many_causes:
        opening = ours(f"If {verb} {'all' if together else 'any'} of these:")
    else:
        between = "and" if together else "or"
        opening = (*ours(f"If {verb} "), *joined([box(cause) for cause in causes], between))
    then, listed = _then_clause(theory, effects)
    then = (*ours("then " if many_causes else ", then "), *then)
    if not many_effects:
        then = (*then, *_closing(why))
    return Sentence(
        opening=opening if many_causes else (*opening, *then),
        causes=tuple(box(cause) for cause in causes) if many_causes else (),
        middle=then if many_causes else (),
        effects=listed,
        closing=_closing_below(why) if many_effects else (),
        arrows=arrows,
    )


def _then_clause(theory: Theory, effects: Sequence[Element]) -> tuple[Line, tuple[Line, ...]]:
    """Say what follows: in one line, or as the beginning of a list and the list."""
    by_verb = [(verb, list(its)) for verb, its in groupby(effects, key=lambda effect: _then(theory, effect))]
    if len(effects) <= SHORT:
        parts = [(*ours(f"{verb} "), *joined([box(effect) for effect in its])) for verb, its in by_verb]
        return joined(parts), ()
    if len(by_verb) == 1:
        return ours(f"{by_verb[0][0]}:"), tuple(box(effect) for effect in effects)
    return ours("this follows:"), tuple((*ours(f"{verb} "), *box(each)) for verb, its in by_verb for each in its)


def _if(theory: Theory, element: Element) -> str:
    """Say how a box comes about, as the words before its name after “If”."""
    if element.external:
        return "others go ahead with" if element.stage is Stage.ACTIVITY else "others bring about"
    if element.stage is Stage.ACTIVITY:
        return "we" if _begins_with_verb(theory, element) else "we go ahead with"
    return {Stage.INPUT: "we have", Stage.OUTPUT: "we reach", None: "there is"}.get(element.stage, "we see")


def _then(theory: Theory, element: Element) -> str:
    """Say how a box follows, as the words before its name after “then”."""
    if element.external:
        return "others can go ahead with" if element.stage is Stage.ACTIVITY else "others can bring about"
    if element.stage is Stage.ACTIVITY:
        return "we can" if _begins_with_verb(theory, element) else "we can go ahead with"
    return {
        Stage.INPUT: "we have",
        Stage.OUTPUT: "we reach",
        Stage.OUTCOME: "we expect",
        Stage.IMPACT: "we contribute to",
    }.get(element.stage, "there will be")  # type: ignore[arg-type] # a box may have no stage yet


def _begins_with_verb(theory: Theory, element: Element) -> bool:
    """Say whether “we” can stand before an activity: “Run a group”, and not “Weekly group” or “Running a group”."""
    lexicon = theory.lexicon
    opening = first_words(element.text, ())[:1]
    if lexicon is None or not opening or language_code(theory.language) != "en":
        return False
    verb = opening[0]
    return bool(finder(lexicon.action_verbs).fullmatch(verb)) and (verb == "bring" or not verb.endswith("ing"))


def _alone(theory: Theory, link: Link, verb: str) -> Sentence:
    """Tell an arrow that feeds back or may harm, and of a harm what is done about it."""
    cause, effect = theory.ends(link)
    why = _why(theory, link)
    told = (*box(cause), *ours(f" {verb} "), *box(effect), *_closing(why))
    if link.kind == "hinders":
        told = (*told, *_answer_to_harm(theory.applies_to.get(link.ref, ())))
    return Sentence(opening=told, arrows=(link.ref,))


def _answer_to_harm(entries: Iterable[RegisterEntry]) -> Line:
    risks = [entry for entry in entries if entry.kind == "risk" and (entry.prevention or entry.response)]
    if not risks:
        return gap(" Nothing is planned against it yet.")
    told: Line = ()
    for risk in risks:
        if risk.prevention:
            told = (*told, *ours(" To prevent it, we do this: "), *quoted(risk.prevention), *ref(risk.id), *ours("."))
        if risk.response:
            told = (*told, *ours(" If it happens, we do this: "), *quoted(risk.response), *ref(risk.id), *ours("."))
    return told


# -- why --------------------------------------------------------------------------------------------------------------


def is_claim(theory: Theory, link: Link) -> bool:
    """Say whether an arrow needs a reason: it does where it claims a change, does harm or feeds back.

    That the means lead to the work, and the work to what can be counted, explains itself; so does what is the same by
    definition, or only goes on.
    """
    effect = theory.by_ref[link.effect]
    delivers = link.kind == "leads_to" and effect.stage in (Stage.INPUT, Stage.ACTIVITY, Stage.OUTPUT)
    return not (delivers or has_mark(link, "by_definition") or has_mark(link, "continues"))


def _why(theory: Theory, link: Link) -> Why:
    doubts: Line = ()
    if not link.mechanism and is_claim(theory, link):
        doubts = gap(" (nobody has said why yet)")
    if is_proposed(link):
        doubts = (*doubts, *gap(" (proposed, to confirm)"))
    several = is_needed_with_others(theory, link)
    notes = tuple(words for note in notes_said(link, quoted) for words in (*ours(" "), *note))
    if several:
        notes = (*notes, *ours(" All that leads to"), *ref(link.effect), *ours(" is needed."))
    return Why(
        reason=quoted(link.mechanism) if link.mechanism else _same(link),
        conditions=conditions_said(theory, link),
        doubts=doubts,
        notes=notes,
        all_needed=several,
    )


def is_needed_with_others(theory: Theory, link: Link) -> bool:
    """Say whether an arrow is one of several to a box that all of them have to reach."""
    all_needed = link.kind == "leads_to" and theory.by_ref[link.effect].join == "all"
    return all_needed and len(theory.arrows.pred[link.effect]) > 1


def _same(link: Link) -> Line:
    if has_mark(link, "by_definition"):
        return ours("the one is the other by definition")
    return ours("the one is the other, going on") if has_mark(link, "continues") else ()


def conditions_said(theory: Theory, link: Link) -> Line:
    """Say under which assumptions an arrow holds, or nothing."""
    entries = theory.assumptions_on(link)
    known = {entry.id for entry in entries}
    told = [(*quoted(entry.text), *ref(entry.id), *state_said(entry)) for entry in entries]
    told += [quoted(condition) for condition in link.conditions if condition not in known]
    return joined(told)


def state_said(entry: RegisterEntry) -> Line:
    """Say in brackets how an assumption stands that does not simply hold, or nothing."""
    states = {"broken": "found not to hold", "weakening": "weakening", "not_in_place": "not yet in place"}
    return gap(f" ({states[entry.state]})") if entry.state in states else ()


def notes_said(link: Link, words: Callable[[str], Line]) -> list[Line]:
    """Say in sentences how well an arrow is supported, when it shows and how much hangs on it.

    `words` gives the words of the authors as they stand there: in quotation marks, or without.
    """
    told = evidence_said(link)
    notes = [ours(f"Evidence: {told}.")] if told else []
    if link.evidence_note:
        notes.append((*ours("Why we go ahead: "), *words(link.evidence_note), *ours(".")))
    if link.lag is not None:
        notes.append(ours(f"It shows {_lag_said(link.lag)}."))
    if link.necessity == "necessary":
        notes.append(ours("It cannot happen without this."))
    elif link.necessity == "sufficient":
        notes.append(ours("This is enough alone."))
    return notes


def evidence_said(link: Link) -> str:
    """Say how well an arrow is supported, or nothing where no evidence is named."""
    if not link.evidence:
        return ""
    directions = {item.direction for item in link.evidence}
    told = "named, not rated" if link.level is None else level_said(link.level)
    if directions == {"contrary"}:
        return f"{told}, and it speaks against this"
    return f"{told}, and it is mixed" if directions & {"contrary", "mixed"} else told


def _lag_said(lag: tuple[int, int]) -> str:
    least, most = lag
    if most == 0:
        return "at once"
    months = "month" if most == 1 else "months"
    return f"after {least} {months}" if least == most else f"after {least} to {most} {months}"


def _closing(why: Why) -> Line:
    """Go on after what follows, to the end of the sentence."""
    reason = (*ours(", because "), *why.reason) if why.reason else ()
    conditions = (*ours(", as long as "), *why.conditions) if why.conditions else ()
    return (*reason, *conditions, *why.doubts, *ours("."), *why.notes)


def _closing_below(why: Why) -> Line:
    """Say the same in a line below a list."""
    if not (why.reason or why.conditions):
        return (*why.doubts, *why.notes)
    reason = (*ours(" because "), *why.reason) if why.reason else ()
    conditions = (*ours(" as long as "), *why.conditions) if why.conditions else ()
    between = ours(",") if why.reason and why.conditions else ()
    return (*ours("This holds"), *reason, *between, *conditions, *why.doubts, *ours("."), *why.notes)
