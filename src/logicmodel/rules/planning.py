"""P: who does it, by when, and what if not."""

from datetime import date

from logicmodel.config import Config
from logicmodel.model import Element, Link, Profile, RegisterEntry, Severity, Stage, When
from logicmodel.rules.money import money_not_following_need, over_budget, uncosted
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory, last_day

SIX_MONTHS = 6
"""The longest time between two reviews, in months."""


# -- who --------------------------------------------------------------------------------------------------------------


@rule(
    "P601",
    "no-owner",
    Severity.ERROR,
    Profile.PLAN,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.activities,
        message="{count} of {of} activities have nobody named to lead them: {list}.",
        advice="In Who leads, type one role for each.",
    ),
)
def no_owner(theory: Theory, config: Config) -> Hits:
    """One role leads every activity.

    What everybody does, nobody does.
    """
    for activity in theory.activities:
        names = activity.owner
        if not names:
            yield Hit(activity, f"Nobody is named to lead {quoted(activity.text)}.", "In Who leads, type one role.")
        elif len(names) > 1 and not any(name.casefold().rstrip().endswith("(lead)") for name in names):
            yield Hit(
                activity,
                f"{len(names)} are named for {quoted(activity.text)}, and none as lead.",
                "In Who leads, type one role, or “(lead)” after one of them.",
            )


# -- when -------------------------------------------------------------------------------------------------------------


@rule(
    "P602",
    "no-deadline",
    Severity.WARNING,
    Profile.PLAN,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.at(Stage.ACTIVITY, Stage.OUTCOME, Stage.IMPACT),
        message="{count} of {of} activities, outcomes and impacts lack a date: {list}.",
        advice="Fill Start and End (2026-04, Month 6 or Year 2); an outcome or impact needs only End.",
    ),
)
def no_deadline(theory: Theory, config: Config) -> Hits:
    """Every activity has a start and an end, every result a date by which it should show.

    Dates let everybody see what was promised, and see an obstacle while there is still time.
    """
    for element in theory.at(Stage.ACTIVITY, Stage.OUTCOME, Stage.IMPACT):
        missing = _missing_dates(element)
        if missing:
            yield Hit(
                element,
                f"{quoted(element.text)} has no {missing}.",
                "Fill Start and End (2026-04, Month 6 or Year 2)."
                if element.stage is Stage.ACTIVITY
                else "Fill End (2026-04, Month 6 or Year 2).",
            )


def _missing_dates(element: Element) -> str:
    has_end = _is_date(element.end)
    if element.stage is not Stage.ACTIVITY:
        return "" if has_end else "date by which it should show"
    has_start = _is_date(element.start) or element.rhythm is not None
    return " and no ".join(name for name, there in (("start", has_start), ("end", has_end)) if not there)


def _is_date(when: When | None) -> bool:
    return when is not None and when.state == "date"


def _has_dated_chain(theory: Theory) -> bool:
    return any(
        last_day(element.end) and any(link.cause in theory.earliest for link in theory.arrows_into(element))
        for element in theory.at(Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)
    )


@rule(
    "P603",
    "effect-before-cause",
    Severity.ERROR,
    Profile.PLAN,
    needs="an activity with Start that leads to a box with End",
    applies=_has_dated_chain,
)
def effect_before_cause(theory: Theory, config: Config) -> Hits:
    """No result is due before the work that should cause it.

    This happens where dates are copied from a calendar of reports.
    """
    for link in theory.too_early():
        cause, effect = theory.ends(link)
        assert effect.end is not None
        yield Hit(
            link,
            f"{quoted(effect.text)} is due {effect.end.text}, but {_start_of(cause, theory.earliest[cause.id], link)}.",
            "Correct Start or End, or the months in Links.",
        )


def _start_of(cause: Element, earliest: date, link: Link) -> str:
    months = link.lag[0] if link.lag else 0
    needs = f" and needs {months} month{'' if months == 1 else 's'}" if months else ""
    if cause.stage is Stage.ACTIVITY and cause.start is not None:
        return f"{quoted(cause.text)} starts {cause.start.text}{needs}"
    return f"{quoted(cause.text)} cannot be there before {earliest:%Y-%m}{needs}"


@rule(
    "P604",
    "too-soon",
    Severity.ADVICE,
    Profile.PLAN,
    needs="dates and kinds of change",
    applies=lambda theory: any(each.change and theory.months_given(each) is not None for each in theory.elements),
)
def too_soon(theory: Theory, config: Config) -> Hits:
    """No change is promised sooner than changes of its kind usually take.

    A date that nobody could keep makes a sound plan look like a failure.
    """
    for element in theory.at(Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT):
        months = theory.months_given(element)
        least = config.months_for(element.change) if element.change else 0
        if months is not None and months < least:
            after = f"after {months} month{'' if months == 1 else 's'}" if months else "within a month"
            yield Hit(
                element,
                f"{quoted(element.text)} is expected {after}; change of this kind usually takes at least {least}.",
                "Move End, or say in Links under Evidence why it can be quicker.",
            )


# -- who knows --------------------------------------------------------------------------------------------------------


@rule(
    "P608",
    "partner-not-briefed",
    Severity.WARNING,
    Profile.PLAN,
    needs="partners in People who lead or help with work in Plan",
    applies=lambda theory: bool(theory.agencies()),
)
def partner_not_briefed(theory: Theory, config: Config) -> Hits:
    """Everyone who works in the plan knows their part and has agreed to it.

    Otherwise a family hears three different plans, and what each thought the other would do is done by nobody.
    """
    for partner, element in theory.agencies():
        missing = {} if _is_date(partner.briefed) else {"has not confirmed": "Told and agreed on"}
        if not partner.role:
            missing = {"has no part described": "Their part in the plan"} | missing
        if missing:
            yield Hit(
                partner,
                f"{partner.name or partner.id} is down for {quoted(element.text)} but {' and '.join(missing)}.",
                f"In People, fill {' and '.join(missing.values())}.",
            )


# -- looking again, and what if not -----------------------------------------------------------------------------------


@rule("P609", "no-review-rhythm", Severity.WARNING, Profile.PLAN)
def no_review_rhythm(theory: Theory, config: Config) -> Hits:
    """The plan says when it will be looked at again, soon enough to change something.

    Plans are looked at again and changed without shame where they do not work.
    """
    programme = theory.plan.programme
    advice = "On Start here, fill Next review and Review every."
    if programme.review_every is None:
        if not _is_date(programme.next_review):
            yield Hit(theory.plan, "The plan does not say when it will be looked at again.", advice)
        return
    every, shortest = programme.review_every, theory.shortest_activity()
    rhythm = f"every {every.text}" if every.text[:1].isdigit() else every.text
    too_long = f"The plan is reviewed {rhythm}, longer than"
    if every.months > SIX_MONTHS:
        yield Hit(theory.plan, f"{too_long} six months.", advice)
    elif shortest and every.days > shortest[1]:
        yield Hit(theory.plan, f"{too_long} the activity {quoted(shortest[0].text)}.", advice)


@rule(
    "P610",
    "no-plan-b",
    Severity.WARNING,
    Profile.PLAN,
    needs="a choke point, an arrow marked Necessary or an assumption with Effect if so 4 or 5",
    applies=lambda theory: bool(theory.vital),
)
def no_plan_b(theory: Theory, config: Config) -> Hits:
    """Where one failure stops everything, the plan says what happens then.

    A good plan says what will be done if it does not work, also when a crisis comes.
    """
    advice = "In Assumptions & risks, add a row with Kind “Plan B”: the sign, what you will do, who decides."
    if not theory.contingencies:
        refs = tuple(dict.fromkeys(each.id for each in theory.vital))
        yield Hit(theory.plan, f"The plan has no plan B, and much hangs on {listed(refs)}.", advice, refs=refs)
        return
    for each in theory.vital:
        if each.id not in theory.covered:
            fails = "is not true" if isinstance(each, RegisterEntry) else "does not come about"
            yield Hit(each, f"Nothing says what happens if {quoted(each.text)} {fails}.", advice)


def _may_outlast(theory: Theory) -> bool:
    return last_day(theory.plan.programme.end) is not None or any(each.maintains for each in theory.elements)


@rule(
    "P611",
    "no-exit",
    Severity.ADVICE,
    Profile.PLAN,
    needs="End on Start here, or Keeps up",
    applies=_may_outlast,
)
def no_exit(theory: Theory, config: Config) -> Hits:
    """What must last beyond the plan has somebody who carries on.

    Results that need the programme for ever are not results, and most funders ask who carries on.
    """
    end = theory.plan.programme.end
    after = f"After {end.text}" if end and last_day(end) else "After the plan ends"
    for element in theory.left_alone():
        yield Hit(
            element,
            f"{after}, nobody is named who keeps {quoted(element.text)} going.",
            "Fill “Who carries on”: who, and with what.",
        )


RULES = (
    no_owner,
    no_deadline,
    effect_before_cause,
    too_soon,
    uncosted,
    over_budget,
    money_not_following_need,
    partner_not_briefed,
    no_review_rhythm,
    no_plan_b,
    no_exit,
)
"""The rules of this family, in the order of the catalogue."""
