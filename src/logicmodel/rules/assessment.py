"""N, second part: what the assessment of needs rests on, and whether the plan follows it."""

import re
from datetime import date
from functools import cache
from itertools import islice

from logicmodel.config import Config
from logicmodel.model import Need, Profile, RegisterEntry, Score, Severity, months_after
from logicmodel.patterns import pattern_of
from logicmodel.priorities import community_against_organisation, community_order, first_places
from logicmodel.rules.rule import (
    A_NEEDS_TABLE,
    WORD_LISTS,
    Collect,
    Hit,
    Hits,
    has_needs,
    has_words,
    listed,
    quoted,
    rule,
)
from logicmodel.sheets import heading, word_for
from logicmodel.theory import Theory, days_after, first_day, has_mark, last_day
from logicmodel.words.load import Lexicon
from logicmodel.words.matching import finder, words_of

FIVE_YEARS = 60
"""How old the newest source behind a need may be when the plan starts, in months."""

RAPID = 90
"""How long after the start a rapid assessment is enough, in days."""

FOR_SHOW = 2
"""The highest step of taking part that is for show only (Arnstein’s rungs 1 and 2)."""

WIDELY = 0.3
"""Spearman’s ρ below which two orders of needs differ widely."""

NAMED = 3
"""How many causes of a need a message names, the nearest first."""

SEVERAL = 4
"""Number of needs from which on a choice among them is to be explained."""


# -- what it rests on -------------------------------------------------------------------------------------------------


def _has_sources(theory: Theory) -> bool:
    return any(theory.sources_of(need) for need in theory.needs)


@rule(
    "N305",
    "thin-need-evidence",
    Severity.WARNING,
    Profile.PLAN,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.needs,
        message="{count} of {of} needs rest on fewer than two kinds of source, or only on old ones: {list}.",
        advice="In How do you know?, name a second kind of source, or a newer one, for each.",
    ),
    needs="a source on at least one need",
    applies=_has_sources,
)
def thin_need_evidence(theory: Theory, config: Config) -> Hits:
    """Every need rests on two kinds of source, and on figures that are not old.

    One source shows one angle, and old figures describe other people.
    """
    start = first_day(theory.plan.programme.start)
    for need in theory.needs:
        if has_mark(need, "rapid") and _is_early(start, config.today):
            continue
        sources = theory.sources_of(need)
        kinds = len({source.kind or "other" for source in sources})
        newest = max((day for source in sources if (day := last_day(source.date))), default=None)
        is_old = start is not None and newest is not None and months_after(newest, FIVE_YEARS) < start
        if kinds < 2 or is_old:
            yield Hit(
                need,
                f"Need {need.id} rests on {_counted(kinds)}{f', newest {newest.year}' if newest else ''}.",
                f"In How do you know?, name {_wanted(kinds, is_old=is_old)} before you rely on it.",
            )


def _is_early(start: date | None, today: date | None) -> bool:
    return start is None or today is None or today <= days_after(start, RAPID)


def _counted(kinds: int) -> str:
    return f"{kinds} kind{'' if kinds == 1 else 's'} of source" if kinds else "no source"


def _wanted(kinds: int, *, is_old: bool) -> str:
    if kinds == 0:
        return "two kinds of source"
    if kinds == 1:
        return "a second kind of source, and a newer one," if is_old else "a second kind of source"
    return "a newer source"


def _steps_taken(theory: Theory) -> list[int]:
    """Give every step of taking part that is recorded: for the plan, its boxes and its sources."""
    steps = [theory.plan.programme.participation]
    steps += [element.participation for element in theory.elements]
    steps += [source.participation for source in theory.plan.sources]
    return [step for step in steps if step is not None]


@rule(
    "N306",
    "no-lived-experience",
    Severity.WARNING,
    Profile.PLAN,
    needs="a source on at least one need, or a step of taking part",
    applies=lambda theory: has_needs(theory) and (_has_sources(theory) or bool(_steps_taken(theory))),
)
def no_lived_experience(theory: Theory, config: Config) -> Hits:
    """The people concerned were asked about every need, and share in the plan.

    They are the experts in their own lives. A plan made without them gives more of what the organisation likes to give.
    """
    if _has_sources(theory):
        yield from _unheard(theory)
    step = max(_steps_taken(theory), default=None)
    if step is not None and step <= FOR_SHOW:
        yield Hit(
            theory.plan,
            f"People shaped this plan only for show ({word_for('How people take part', str(step))}).",
            "Involve them before going on, and choose the new step.",
        )


def _unheard(theory: Theory) -> Hits:
    nobody = not any(theory.has_voice(need) for need in theory.needs)
    silent = [need for need in theory.chosen_needs if not theory.has_voice(need)]
    for thing in [theory.plan] if nobody else silent:
        about = f"need {thing.id}" if isinstance(thing, Need) else "any need"
        yield Hit(
            thing,
            f"No one affected has been asked about {about}.",
            "In Sources, add who was asked and choose Yes in “People’s own voice”, or plan whom you will ask.",
        )


# -- whether the plan follows it --------------------------------------------------------------------------------------


@rule(
    "N307",
    "community-priority-skipped",
    Severity.WARNING,
    Profile.PLAN,
    needs="community ranks or votes",
    applies=lambda theory: bool(community_order(theory.plan)[1]),
)
def community_priority_skipped(theory: Theory, config: Config) -> Hits:
    """What the people concerned put first is chosen, or they know why not.

    To rank differently from them may be right, but it must be seen and explained.
    """
    first = first_places(community_order(theory.plan)[1], config.community_top)
    if any(need.chosen for need in theory.needs):
        for need in theory.needs:
            if need.id in first and not need.chosen and not (need.out_of_scope and need.told_on):
                yield Hit(
                    need,
                    f"People put {quoted(need.text)} in their top {config.community_top}; the plan leaves it out.",
                    "Choose it, or tell them why and fill “Told people on”."
                    if need.out_of_scope
                    else "Choose it, or fill “Not now because” and tell them why (“Told people on”).",
                )
    compared = community_against_organisation(theory.plan)
    if compared.organisation_by == "Priority" and compared.rho is not None and compared.rho < WIDELY:
        yield Hit(
            theory.plan,
            "Your order of needs and the people’s differ widely.",
            "Talk it over with them, and note the reason in Log.",
        )


@rule("N308", "strengths-ignored", Severity.ADVICE, Profile.PLAN, needs=A_NEEDS_TABLE, applies=has_needs)
def strengths_ignored(theory: Theory, config: Config) -> Hits:
    """The plan builds on what people already have.

    A list of nothing but what is wrong misses the cheapest and most lasting help there is, and wears people down.
    """
    strengths = [row for row in theory.plan.needs if row.kind == "strength"]
    offers = [each for each in theory.plan.stakeholders if each.offer]
    count = len(strengths) + len(offers)
    if not count:
        yield Hit(theory.plan, "No strengths are recorded.", "In Needs, add rows with Kind “Strength”.")
        return
    used = {ref for element in theory.elements for ref in element.uses}
    is_used = (
        any(offer.linked_to for offer in offers)
        or any(strength.id in used for strength in strengths)
        or _is_said_in(theory.plan.register, strengths)
    )
    if not is_used:
        yield Hit(
            theory.plan,
            f"{count} strengths are recorded and none is used."
            if count > 1
            else "One strength is recorded and is not used.",
            "In Builds on of an input or activity, type the Ref of a strength that can carry part of the work.",
            refs=tuple(strength.id for strength in strengths),
        )


def _is_said_in(register: tuple[RegisterEntry, ...], strengths: list[Need]) -> bool:
    """Say whether a row of the register holds the words of a strength, in their order."""
    wanted = {tuple(words) for strength in strengths if (words := words_of(strength.text))}
    lengths = {len(words) for words in wanted}
    return any(
        tuple(words[first : first + length]) in wanted
        for words in (words_of(entry.text) for entry in register)
        for length in lengths
        for first in range(len(words) - length + 1)
    )


# -- why the needs are there ------------------------------------------------------------------------------------------


@rule(
    "N309",
    "symptoms-only",
    Severity.WARNING,
    Profile.THEORY,
    needs="a problem tree: Cause or Consequence in Needs, or the sheet Problem tree",
    applies=lambda theory: has_needs(theory) and bool(theory.problem_links),
)
def symptoms_only(theory: Theory, config: Config) -> Hits:
    """The plan reaches a cause of every need that it works on.

    Who deals only with what can be seen invites it back.
    """
    for need in theory.chosen_needs:
        if need.id in theory.only_treated:
            causes = list(islice(theory.open_causes_of(need), NAMED + 1))
            yield Hit(
                need,
                f"The plan treats {quoted(need.text)} but none of its causes ({_named(causes)}).",
                "Give a cause you can reach a row of its own in Needs, and type its Ref in Meets need of an outcome; or "
                "fill “Cannot change because” there."
                if all(_stands_in_a_cell(cause) for cause in causes)
                else "In Meets need of an outcome, type the Ref of a cause you can reach; or fill “Cannot change "
                "because”.",
            )
        elif not theory.has_cause(need):
            yield Hit(need, f"No cause is recorded for {quoted(need.text)}.", "Fill Cause.", Severity.ADVICE)


def _named(causes: list[Need]) -> str:
    said = [quoted(cause.text) if _stands_in_a_cell(cause) else f"{cause.id} {quoted(cause.text)}" for cause in causes]
    return listed([*said[:NAMED], "others"] if len(said) > NAMED else said)


def _stands_in_a_cell(row: Need) -> bool:
    """Say whether a cause or consequence was typed as words in the row of another need, and has no Ref to point to."""
    return row.place.column is not None


@rule(
    "N310",
    "lack-of-a-solution",
    Severity.ADVICE,
    Profile.THEORY,
    needs=f"{A_NEEDS_TABLE}, and {WORD_LISTS}",
    applies=lambda theory: has_needs(theory) and has_words("lack", "service")(theory),
)
def lack_of_a_solution(theory: Theory, config: Config) -> Hits:
    """Every need says what is wrong in people’s lives, not which service is missing.

    “There is no youth centre” has already chosen the answer. Say what happens without it, and several answers come up.
    """
    assert theory.lexicon is not None
    missing = _missing_service(theory.lexicon)
    may_lack, may_serve = theory.can_hold("lack"), theory.can_hold("service")
    for row in theory.plan.needs:
        if row.kind == "strength" or not (may_lack(row.text) and may_serve(row.text)):
            continue
        if not any(missing.search(clause) for clause in _clauses(row.text)):
            continue
        in_a_cell = _stands_in_a_cell(row)
        name = quoted(row.text) if in_a_cell else f"{'Cause' if row.kind == 'cause' else 'Need'} {row.id}"
        yield Hit(
            row,
            f"{name} describes a missing service.",
            f"Type {'here' if in_a_cell else 'in What'} what happens to people because it is missing.",
            place=row.place if in_a_cell else None,
        )


@cache
def _missing_service(words: Lexicon) -> re.Pattern[str]:
    lack, service = finder(words.lack).pattern, finder(words.service).pattern
    return pattern_of(rf"(?:{lack})(?: \S+){{0,3}} (?:{service})", re.IGNORECASE)


def _clauses(text: str) -> list[str]:
    """Part a text where a sentence ends, and give each part as its words with single spaces."""
    return [" ".join(words_of(part)) for part in re.split(r"[.:;!?]", text)]


@rule("N311", "priority-not-shown", Severity.ADVICE, Profile.PLAN, needs=A_NEEDS_TABLE, applies=has_needs)
def priority_not_shown(theory: Theory, config: Config) -> Hits:
    """It can be seen how the needs were chosen, and what is done about a No.

    Funders and residents ask why this need and not that one. One can argue with a method, and not with silence.
    """
    chosen = [need for need in theory.needs if need.chosen]
    if len(theory.needs) >= SEVERAL and chosen and not _shows_how(theory, chosen):
        yield Hit(
            theory.plan,
            f"{len(chosen)} of {len(theory.needs)} needs {'is' if len(chosen) == 1 else 'are'} chosen, without showing "
            "how.",
            "Fill Votes, or Scores, or “Why chosen”.",
            refs=tuple(need.id for need in chosen),
        )
    yield from _unanswered_noes(theory)


def _shows_how(theory: Theory, chosen: list[Need]) -> bool:
    return (
        any(need.votes is not None or need.community_rank is not None for need in theory.needs)
        or any(need.choice_reason for need in chosen)
        or any(_is_scored(score) for score in theory.plan.scores)
    )


def _is_scored(score: Score) -> bool:
    amounts = (score.size, score.seriousness, score.effectiveness, score.unfairness, score.positioning)
    return (
        score.rank is not None
        or bool(score.criteria)
        or any(amount is not None and amount.value is not None for amount in amounts)
    )


def _unanswered_noes(theory: Theory) -> Hits:
    """Name each chosen need with a No in Scores that nothing is done about, at the first row that says so."""
    noes: dict[str, list[Score]] = {}
    for score in theory.plan.scores:
        if score.need and not score.remedy and not all(score.pearl.values()):
            noes.setdefault(score.need, []).append(score)
    for need in theory.chosen_needs:
        if need.id in noes:
            items = dict.fromkeys(item for row in noes[need.id] for item, answer in row.pearl.items() if not answer)
            said = listed([heading("scores", f"pearl_{item}") for item in items])
            yield Hit(
                need,
                f"Need {need.id} is marked No under {said}.",
                "Fill “If no, what then”.",
                place=noes[need.id][0].place,
            )


def _has_guess(theory: Theory) -> bool:
    return any(need.hypothesis for need in theory.needs) or any(link.hypothesis for link in theory.problem_links)


@rule(
    "N312",
    "untested-hypothesis",
    Severity.ADVICE,
    Profile.PLAN,
    needs="a need, or an arrow of the problem tree, marked Still a guess",
    applies=lambda theory: has_needs(theory) and _has_guess(theory),
)
def untested_hypothesis(theory: Theory, config: Config) -> Hits:
    """Every guess has something that supports it, or something was looked for that would show it wrong.

    An assessment that only collects what fits is a prejudice with references.
    """
    expected = "or say under “Looked for against it” what you would expect to see if it were wrong."
    for need in theory.needs:
        if need.hypothesis and not need.counter_evidence and not theory.sources_of(need):
            yield Hit(need, f"{quoted(need.text)} is still a guess.", f"Fill “How do you know?”, {expected}")
    for link in theory.problem_links:
        if link.hypothesis and not link.counter_evidence and not theory.sources_of(link):
            cause, effect = (quoted(theory.need_by_ref[ref].text)[1:-1] for ref in (link.cause, link.effect))
            yield Hit(link, f"“{cause} leads to {effect}” is still a guess.", f"Fill “What supports it”, {expected}")


RULES = (
    thin_need_evidence,
    no_lived_experience,
    community_priority_skipped,
    strengths_ignored,
    symptoms_only,
    lack_of_a_solution,
    priority_not_shown,
    untested_hypothesis,
)
"""The rules of this module, in the order of the catalogue."""
