"""V: decisions by others, from the people who take them to what follows."""

from logicmodel.config import Config
from logicmodel.model import Element, Profile, Severity
from logicmodel.rules.rule import Hit, Hits, quoted, rule
from logicmodel.theory import Theory

A_POLICY_STEP = "a policy step"


def _has_policy_step(theory: Theory) -> bool:
    return bool(theory.policy_steps)


@rule("V901", "no-decision-maker", Severity.WARNING, Profile.THEORY, needs=A_POLICY_STEP, applies=_has_policy_step)
def no_decision_maker(theory: Theory, config: Config) -> Hits:
    """For every decision somebody is named who can take it.

    A person with a name and a date can say yes or no. Without them the campaign is aimed at the air.
    """
    for policy in theory.without_decision_maker():
        yield Hit(
            policy,
            f"Nobody is named who can decide {quoted(policy.text)}.",
            "Fill “Who decides”, or add them in People.",
        )


@rule("V902", "adoption-is-the-end", Severity.WARNING, Profile.SKETCH, needs=A_POLICY_STEP, applies=_has_policy_step)
def adoption_is_the_end(theory: Theory, config: Config) -> Hits:
    """After a decision somebody puts it into practice.

    Laws on paper change nothing until they are paid for, applied and watched.
    """
    for policy, impact in theory.never_practised():
        yield Hit(
            policy,
            f"{quoted(policy.text)} leads to {quoted(impact.text)} with nobody putting it into practice.",
            "Add a row for who applies it and how you will see it, with Kind of change “Policy in practice”.",
        )


@rule("V903", "awareness-leap", Severity.WARNING, Profile.SKETCH, needs=A_POLICY_STEP, applies=_has_policy_step)
def awareness_leap(theory: Theory, config: Config) -> Hits:
    """Before a decision something shifts: will, support, power.

    To inform people rarely moves a decision by itself. Champions, a base of support and political will carry it.
    """
    for policy in theory.leaps_to_decisions():
        yield Hit(
            policy,
            f"Between your work and {quoted(policy.text)} there is no shift in will, support or power.",
            "Add a row for the shift you expect, and fill Policy step.",
        )


@rule("V904", "no-opposition", Severity.ADVICE, Profile.THEORY, needs=A_POLICY_STEP, applies=_has_policy_step)
def no_opposition(theory: Theory, config: Config) -> Hits:
    """The plan knows who is against it, and has an answer.

    Others have a theory of change too, and most decisions cost somebody something.
    """
    if not theory.expects_opposition:
        policy = (theory.adoptions or theory.policy_steps)[0]
        yield Hit(
            theory.plan,
            f"Nothing says who loses if {quoted(policy.text)} passes.",
            "In Assumptions & risks, add what they will do with Sort “Opposition”, and your answer.",
            refs=(policy.id,),
        )


@rule("V905", "policy-win-as-own", Severity.ADVICE, Profile.THEORY, needs=A_POLICY_STEP, applies=_has_policy_step)
def policy_win_as_own(theory: Theory, config: Config) -> Hits:
    """Nobody is judged on a vote that others cast.

    You can answer for your part in it. Put decisions of others above the line of accountability, and the steps towards
    them below it.
    """
    below = theory.accountable_for or frozenset()
    for policy in theory.policy_steps:
        if policy.policy not in ("adoption", "implementation"):
            continue
        if policy.accountable or (policy.accountable is None and policy.id in below):
            advice = "Set “Judged on this” to No, and choose the box you will be judged on."
        elif _is_brought_about_alone(theory, policy):
            advice = "In Links, choose Contributes under “Needed?” of the arrows into it."
        else:
            continue
        yield Hit(policy, f"{quoted(policy.text)} is decided by others.", advice)


def _is_brought_about_alone(theory: Theory, policy: Element) -> bool:
    arrows = theory.arrows_into(policy)
    return bool(arrows) and all(link.necessity == "sufficient" for link in arrows)


@rule(
    "V906",
    "nothing-with-those-affected",
    Severity.ADVICE,
    Profile.THEORY,
    needs=A_POLICY_STEP,
    applies=_has_policy_step,
)
def nothing_with_those_affected(theory: Theory, config: Config) -> Hits:
    """People affected decide or speak in the campaign.

    To speak for people without them repeats what they have met before.
    """
    if not theory.shares_power:
        yield Hit(
            theory.plan,
            "Nowhere do people affected decide or speak in this campaign.",
            "In “How people take part” of an activity, choose 6 or more when it is true; or fill “Done by people "
            "affected”.",
        )


RULES = (
    no_decision_maker,
    adoption_is_the_end,
    awareness_leap,
    no_opposition,
    policy_win_as_own,
    nothing_with_those_affected,
)
"""The rules of this family, in the order of the catalogue."""
