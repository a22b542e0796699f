"""E: who is reached, who is missed, and who might be harmed."""

from logicmodel.config import Config
from logicmodel.model import Profile, RegisterEntry, Severity
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory

GRAVE = 4
"""The least severity of a risk, from 1 to 5, that is serious harm."""

LIKELY = 2
"""The least likelihood of a grave risk, from 1 to 5, that asks for an answer."""


# -- who is reached ---------------------------------------------------------------------------------------------------


@rule(
    "E701",
    "worst-affected-missed",
    Severity.ERROR,
    Profile.PLAN,
    needs="groups in Needs, and an activity",
    applies=lambda theory: bool(theory.activities) and any(theory.hit_hardest_by(need) for need in theory.needs),
)
def worst_affected_missed(theory: Theory, config: Config) -> Hits:
    """Those whom a need hits hardest are among those whom the work is for.

    Averages rise fastest among those who are easiest to reach, and the gap grows.
    """
    for need in theory.chosen_needs:
        for name in theory.hit_hardest_by(need):
            if theory.is_missed(name):
                group = theory.group(name)
                larger = (
                    "" if group and group.parent else ", and in Groups under Part of to which larger group they belong"
                )
                yield Hit(
                    need,
                    f"The group {quoted(name)} is hit hardest by need {need.id}, and no activity is aimed at them.",
                    f"In For whom of an activity, type {quoted(name)}; or say in “What makes it work for them” how they "
                    f"can use what is open to all{larger}.",
                    refs=(need.id, name),
                )


@rule(
    "E702",
    "not-disaggregated",
    Severity.WARNING,
    Profile.PLAN,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.to_be_split,
        message="{count} of {of} measures of changes for several groups are not split by group: {list}.",
        advice="In Measures, fill Broken down by, or Not split below where a group is too small to show.",
    ),
    needs="measures of outcomes that meet a need of two groups",
    applies=lambda theory: bool(theory.to_be_split),
)
def not_disaggregated(theory: Theory, config: Config) -> Hits:
    """Where several groups are concerned, the figures show each of them.

    Without it nobody can see whether the gap closes or only the average moves.
    """
    for indicator in theory.to_be_split:
        if not indicator.disaggregate_by and indicator.suppressed_under is None:
            yield Hit(
                indicator,
                f"{quoted(indicator.text)} is not split by {listed([quoted(each) for each in theory.groups_behind(indicator)])}.",
                "Fill Broken down by, or Not split below.",
            )


# -- who might be harmed ----------------------------------------------------------------------------------------------


@rule("E703", "no-harm-check", Severity.ADVICE, Profile.THEORY)
def no_harm_check(theory: Theory, config: Config) -> Hits:
    """The plan has asked how it could do harm.

    Programmes can label people, make them dependent, stir up others against them or expose them to violence. Naming it
    is the first protection.
    """
    if not theory.harms and not any(entry.kind == "risk" for entry in theory.plan.register):
        yield Hit(
            theory.plan,
            "Nothing says how this could make things worse, and for whom.",
            "In Assumptions & risks, add the two likeliest ways with Kind “Risk”.",
        )


@rule(
    "E704",
    "harm-unmitigated",
    Severity.ERROR,
    Profile.THEORY,
    needs="risks",
    applies=lambda theory: any(entry.kind == "risk" for entry in theory.plan.register),
)
def harm_unmitigated(theory: Theory, config: Config) -> Hits:
    """Every serious harm that could happen has something that prevents or answers it, and somebody who watches it.

    A serious harm that is known and has no owner is a decision to accept it.
    """
    for risk in theory.plan.register:
        if risk.kind != "risk" or not _is_serious(risk):
            continue
        if not (risk.prevention or risk.response):
            yield Hit(
                risk,
                f"{quoted(risk.text)} could do serious harm and nothing prevents it.",
                "Fill “To prevent it, we”." if risk.owner else "Fill “To prevent it, we” and Who watches it.",
            )
        elif not risk.owner:
            yield Hit(
                risk,
                f"{quoted(risk.text)} could do serious harm and nobody is responsible.",
                "Fill Who watches it.",
            )


def _is_serious(risk: RegisterEntry) -> bool:
    grave = risk.importance is not None and risk.importance >= GRAVE
    return risk.sort == "safeguarding" or (grave and (risk.likelihood is None or risk.likelihood >= LIKELY))


@rule(
    "E705",
    "who-missing",
    Severity.ADVICE,
    Profile.SKETCH,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.results,
        message="{count} of {of} outcomes and impacts do not say who changes: {list}.",
        advice="Fill For whom; where an institution changes, name it there.",
    ),
)
def who_missing(theory: Theory, config: Config) -> Hits:
    """Every change belongs to somebody.

    “Improved skills” is nobody's until it says whose; then it can be asked and measured.
    """
    for result in theory.results:
        if not result.who and not theory.names_a_group(result.text):
            # “Children sleep well” does say it, only not as one of the groups whose numbers and needs are known.
            says = "names no group of the plan" if theory.names_people(result.text) else "does not say who changes"
            yield Hit(result, f"{quoted(result.text)} {says}.", "Fill For whom.")


@rule(
    "E706",
    "safeguarding-gap",
    Severity.ERROR,
    Profile.PLAN,
    needs="a group marked in Children or adults at risk, and an activity with Contact for it",
    applies=lambda theory: bool(theory.contacts_at_risk()),
)
def safeguarding_gap(theory: Theory, config: Config) -> Hits:
    """Where somebody meets children or adults at risk, the plan names who keeps them safe, and by which procedure.

    No lawful or decent programme with them runs without.
    """
    programme = theory.plan.programme
    dated = programme.safeguarding_policy is not None and programme.safeguarding_policy.state == "date"
    missing = {} if programme.safeguarding_lead else {"safeguarding lead": "Safeguarding lead"}
    if not dated and not theory.has_safeguarding_input:
        missing |= {"safeguarding procedure": "Safeguarding policy dated"}
    if missing:
        contacts = theory.contacts_at_risk()
        activity, group = contacts[0]
        yield Hit(
            activity,
            f"{quoted(activity.text)} works with {quoted(group.name)}, and the plan names no "
            f"{' and no '.join(missing)}.",
            f"On Start here, fill {' and '.join(missing.values())}.",
            refs=tuple(each.id for each, _ in contacts),
        )


RULES = (
    worst_affected_missed,
    not_disaggregated,
    no_harm_check,
    harm_unmitigated,
    who_missing,
    safeguarding_gap,
)
"""The rules of this family, in the order of the catalogue."""
