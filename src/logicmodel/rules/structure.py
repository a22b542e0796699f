"""Rules on the structure of a plan: are the stages there, do the arrows hold together, does every box lead somewhere."""

from msgspec.structs import replace

from logicmodel.config import Config
from logicmodel.model import Broken, Element, Profile, Severity, Stage, Term
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule, stage_word
from logicmodel.theory import Loop, Theory, has_mark

A_CIRCLE_TO_NAME = 6
"""Boxes in a circle up to which S103 names them all; of more, it names a shortest circle."""

MOST_IMPACTS = 3
"""Impacts that S111 lets pass where the settings name no other number."""

WHAT_TO_SAY = {
    "activity": ("Activity", "what you will do"),
    "outcome": ("Outcome", "what people will do differently"),
    "impact": ("Impact", "the lasting change"),
}
"""A stage that may be missing: the word of the list, and what its row says."""


@rule("S101", "empty-stage", Severity.ERROR, Profile.SKETCH)
def empty_stage(theory: Theory, config: Config) -> Hits:
    """Activity, outcome and goal are all there.

    Without an activity nothing is being done; without an outcome nobody is claimed to be better off; without a goal,
    nothing can be thought through backwards from it.
    """
    outcomes = theory.at(Stage.OUTCOME)
    missing = [] if theory.activities else ["activity"]
    missing += [] if outcomes else ["outcome"]
    cannot_do_without = bool(missing)
    if not theory.at(Stage.IMPACT) and not any(outcome.term is Term.LONG for outcome in outcomes):
        missing.append("impact")
    if not missing:
        return
    severity = Severity.ERROR if cannot_do_without else Severity.WARNING
    yield Hit(
        theory.plan,
        f"This plan has no {_any_of(missing, bool(outcomes))}.",
        f"In Plan, add {_rows_to_add(missing)}.",
        severity=Severity.ADVICE if theory.plan.programme.partial else severity,
    )


def _any_of(missing: list[str], has_outcomes: bool) -> str:
    names = [name for name in missing if name != "impact"]
    if "impact" in missing:
        names += ["long-term outcome", "impact"] if has_outcomes else ["impact"]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _rows_to_add(missing: list[str]) -> str:
    rows = [f"with Stage “{stage}” that says {text}" for stage, text in (WHAT_TO_SAY[name] for name in missing)]
    return listed([f"{'one' if index else 'a row'} {row}" for index, row in enumerate(rows)])


@rule("S102", "broken-reference", Severity.ERROR, Profile.SKETCH)
def broken_reference(theory: Theory, config: Config) -> Hits:
    """Every Ref leads to one row, and every arrow is there once.

    A Ref that leads nowhere silently takes a step, a measure or a responsible person out of everything that is worked
    out from the plan.
    """
    for broken in theory.plan.broken:
        message, advice = _BROKEN[broken.reason](broken)
        yield Hit(theory.plan, message, advice, refs=(broken.about,), about=broken.about, place=broken.place)


def _leads_nowhere(broken: Broken) -> tuple[str, str]:
    near = "Type a Ref that there is"
    if broken.nearest:
        near = f"Type {broken.nearest}" + (f" ({quoted(broken.nearest_text)})" if broken.nearest_text else "")
    message = f"“{broken.heading}” says {broken.text}, but no row has Ref {broken.text}."
    return message, f"{near}, or add a row with Ref {broken.text}."


def _second_row(broken: Broken) -> tuple[str, str]:
    first = replace(broken.other, column=None, heading=None) if broken.other else "another"
    message = f"Two rows have Ref {broken.text}: this one and {first}."
    return message, "Give one of them a new Ref, and correct what points to it."


def _second_arrow(broken: Broken) -> tuple[str, str]:
    return f"The arrow {broken.text} is there twice.", "Delete one of the two rows."


def _twice_in_cell(broken: Broken) -> tuple[str, str]:
    arrows = {"Leads to": f"{broken.about}>{broken.text}", "Comes from": f"{broken.text}>{broken.about}"}
    if broken.heading in arrows:
        return f"The arrow {arrows[broken.heading]} is there twice.", "Delete one of the two Refs."
    return f"“{broken.heading}” says {broken.text} twice.", "Delete one of the two Refs."


_BROKEN = {
    "missing": _leads_nowhere,
    "second_row": _second_row,
    "second_arrow": _second_arrow,
    "twice_in_cell": _twice_in_cell,
}


@rule("S103", "causal-loop", Severity.ERROR, Profile.SKETCH)
def causal_loop(theory: Theory, config: Config) -> Hits:
    """No box depends on itself by way of others.

    If A needs B and B needs A, neither can come first, so that timing, progress and plausibility cannot be worked out.
    Real feedback exists; it has to be drawn as feedback.
    """
    for loop in theory.loops():
        box = "the box" if len(loop.elements) == 1 else "one box"
        yield Hit(
            loop.elements[0],
            _circle(loop),
            f"In Links, give {loop.relax.ref} the Kind “Feeds back to”, or split {box} in two (before and after).",
            refs=tuple(element.id for element in loop.elements),
            about="loop",
        )


def _circle(loop: Loop) -> str:
    if len(loop.elements) == 1:
        return f"This box depends on itself: {_named(loop.elements[0])}."
    if len(loop.elements) == len(loop.witness) <= A_CIRCLE_TO_NAME:
        return f"These boxes depend on each other in a circle: {listed([_named(each) for each in loop.witness])}."
    shortest = listed([_named(element) for element in loop.witness], most=A_CIRCLE_TO_NAME)
    return (
        f"{len(loop.elements)} boxes depend on each other; the shortest circle through {loop.relax.ref} is: {shortest}."
    )


def _named(element: Element) -> str:
    return f"{element.id} ({quoted(element.text)})" if element.text else element.id


@rule(
    "S104",
    "orphan-node",
    Severity.WARNING,
    Profile.SKETCH,
    collect=Collect(
        by="stage",
        message="{count} of {of} {stage} are not connected to anything: {list}.",
        advice="In Leads to, join each to the box before or after it, or take the rows out.",
    ),
)
def orphan_node(theory: Theory, config: Config) -> Hits:
    """Every box is connected to another.

    A box that touches nothing plays no part in the argument; usually a column was filled in because the template had
    it.
    """
    for element in theory.orphans():
        if not has_mark(element, "serves_all"):
            where, ref = "In Leads to", "the Ref of what it leads to"
            if element.stage is Stage.IMPACT:
                where, ref = "In Leads to of what brings it about", element.id
            yield Hit(
                element,
                f"{quoted(element.text)} is not connected to anything.",
                f"{where}, type {ref}, or take the row out.",
            )


@rule(
    "S105",
    "dead-end",
    Severity.WARNING,
    Profile.SKETCH,
    needs="a goal",
    applies=lambda theory: bool(theory.goals),
)
def dead_end(theory: Theory, config: Config) -> Hits:
    """Every step leads to a goal.

    Work that leads nowhere near the goal is either unnecessary, or the reason for it has not been written down. Each
    session must be able to say how it serves the bigger goal.
    """
    for element in theory.dead_ends():
        if not (has_mark(element, "side_benefit") or has_mark(element, "monitoring")):
            yield Hit(
                element,
                f"{quoted(element.text)} leads to no goal.",
                "In Leads to, type the Ref of the box it changes next; or take the row out.",
            )


@rule(
    "S106",
    "unsupported-result",
    Severity.ERROR,
    Profile.SKETCH,
    needs="an activity",
    applies=lambda theory: bool(theory.activities),
)
def unsupported_result(theory: Theory, config: Config) -> Hits:
    """Somebody works on every result.

    A result that nothing leads to is expected by somebody and worked on by no one. Thinking backwards from the goal,
    every condition needs an activity, a partner who sees to it, or to be named as an assumption.
    """
    necessary = {element.id for element, _ in theory.unserved_necessities()}
    for element in theory.unsupported():
        if element.id not in necessary:
            yield Hit(
                element,
                f"Nothing in this plan leads to {quoted(element.text)}.",
                f"In Leads to of an activity, type {element.id}; or choose “Others” in Who makes it happen and name "
                "them in Who leads; or move it to Assumptions & risks.",
            )


@rule("S107", "stage-skip", Severity.ADVICE, Profile.SKETCH)
def stage_skip(theory: Theory, config: Config) -> Hits:
    """No arrow jumps over a stage.

    A jump over a stage hides the step at which most programmes fail: people received the service, but did anything
    change?
    """
    for link in theory.stage_skips():
        cause, effect = theory.ends(link)
        assert cause.stage is not None
        assert effect.stage is not None
        far = effect.stage is Stage.IMPACT or effect.stage.step - cause.stage.step >= 3
        yield Hit(
            link,
            f"{quoted(cause.text)} jumps straight to {quoted(effect.text)}.",
            "Add a row for what has to happen in between, and let the two arrows pass through it.",
            severity=Severity.WARNING if far else Severity.ADVICE,
        )


@rule("S108", "backward-link", Severity.ERROR, Profile.SKETCH)
def backward_link(theory: Theory, config: Config) -> Hits:
    """Every arrow runs forward, from what comes first to what comes later.

    A result cannot cause the thing it came from. Either the arrow is the wrong way round, or a stage is wrong, or this
    is feedback.
    """
    for link in theory.backward_arrows():
        cause, effect = theory.ends(link)
        yield Hit(
            link,
            f"The arrow from {quoted(cause.text)} ({stage_word(cause)}) to {quoted(effect.text)} "
            f"({stage_word(effect)}) runs backwards.",
            "Turn it round, or in Links give it the Kind “Feeds back to”.",
        )


@rule("S109", "redundant-link", Severity.ADVICE, Profile.SKETCH)
def redundant_link(theory: Theory, config: Config) -> Hits:
    """Every arrow says something that the others do not say.

    A shortcut adds no claim that the longer way does not make, and lets readers believe that the steps in between are
    optional.
    """
    for shortcut in theory.shortcuts():
        cause, effect = theory.ends(shortcut.link)
        between = listed([quoted(element.text) for element in shortcut.way[1:-1]])
        yield Hit(
            shortcut.link,
            f"{quoted(cause.text)} already reaches {quoted(effect.text)} through {between}.",
            "Delete the arrow, or in Links mark it “Direct effect” and say in Because what it does on its own.",
        )


@rule("S110", "listed-not-linked", Severity.ERROR, Profile.SKETCH)
def listed_not_linked(theory: Theory, config: Config) -> Hits:
    """Boxes are joined by arrows, not only listed.

    A table of columns is a list, not a theory: it does not say which activity is meant to cause which change, and so
    can be neither tested nor funded with confidence.
    """
    if theory.listed_not_linked():
        connected = {ref for link in (*theory.links, *theory.harms) for ref in (link.cause, link.effect)}
        yield Hit(
            theory.plan,
            f"The plan lists {len(theory.elements)} boxes but says how only {len(connected)} are connected.",
            "In Leads to, type for each activity the Ref of the first change it causes.",
        )


@rule("S111", "too-many-goals", Severity.ADVICE, Profile.SKETCH)
def too_many_goals(theory: Theory, config: Config) -> Hits:
    """Goals are few enough to choose by.

    A plan with many final goals has nothing to go by when it must choose between activities.
    """
    impacts = theory.at(Stage.IMPACT)
    if config.funder and "impacts" in config.funder.limits:
        return  # the funder's own limit speaks
    if len(impacts) > config.limit("impacts", MOST_IMPACTS):
        yield Hit(
            theory.plan,
            f"The plan has {len(impacts)} impacts.",
            "Keep the one you would be judged on, and give the others the Stage “Long-term outcome”; or split the plan.",
            refs=tuple(impact.id for impact in impacts),
        )


RULES = (
    empty_stage,
    broken_reference,
    causal_loop,
    orphan_node,
    dead_end,
    unsupported_result,
    stage_skip,
    backward_link,
    redundant_link,
    listed_not_linked,
    too_many_goals,
)
"""The rules of this family, in the order of the catalogue."""
