"""Waivers: findings that people have decided to live with, and rules on waivers that have run out or find nothing."""

from logicmodel.config import Config
from logicmodel.model import Profile, Severity, Waiver
from logicmodel.rules.limits import rules_of
from logicmodel.rules.rule import Hit, Hits, Rule, about, rule
from logicmodel.theory import Theory
from logicmodel.words.spelling import ref_key


def waivers_of(theory: Theory, config: Config) -> tuple[Waiver, ...]:
    """Give all waivers: those of the settings, then those of the workbook."""
    return (*config.waivers, *theory.plan.waivers)


def is_in_force(waiver: Waiver, config: Config) -> bool:
    """Say whether a waiver has not run out on the day of the check; without a day none has."""
    last = waiver.until.last if waiver.until else None
    return config.today is None or last is None or config.today <= last


def in_force(theory: Theory, config: Config) -> dict[tuple[str, str], Waiver]:
    """Give the waivers that have not run out by what they are about (`meant`); of two the first counts."""
    its = (each for each in reversed(waivers_of(theory, config)) if is_in_force(each, config))
    return {meant(each.code, each.about): each for each in its}


def meant(code: str, name: str) -> tuple[str, str]:
    """Write in one way what a waiver or a finding is about: its code, and a box, arrow or plan however it is spelt.

    >>> meant("s105", "oc 1 → OC-2") == meant("S105", "OC1>OC2")
    True
    """
    return code.casefold(), in_one_spelling(name)


def in_one_spelling(name: str) -> str:
    """Write in one way what a finding can be about, however its Refs are spelt.

    >>> in_one_spelling("oc 1 → OC-2") == in_one_spelling("OC1>OC2")
    True
    """
    return ">".join(ref_key(each) for each in name.replace("→", ">").split(">"))


@rule("D028", "waiver-run-out", Severity.WARNING, Profile.SKETCH)
def run_out(theory: Theory, config: Config) -> Hits:
    """Every waiver still holds.

    A waiver is a decision until a day. After it the finding comes back, and somebody has to decide again.
    """
    for waiver in waivers_of(theory, config):
        if not is_in_force(waiver, config):
            yield Hit(
                theory.plan,
                f"The waiver of {_named(waiver)} ran out on {waiver.until.text if waiver.until else ''}.",
                "Take it out; or decide again, and type a later day in Until.",
                about=waiver.about,
                place=waiver.place,
            )


@rule("D029", "waiver-without-finding", Severity.ADVICE, Profile.SKETCH)
def without_finding(theory: Theory, config: Config) -> Hits:
    """Every waiver has its finding.

    One that matches nothing has a slip in its code or Ref, or what it was for has been put right; left where it is, it
    would hide the finding when it comes again.
    """
    from logicmodel.rules import RULES  # this is one of them

    rules = (*RULES, *(rules_of(config.funder) if config.funder else ()))
    by_code = {each.code.casefold(): each for each in rules}
    for waiver in waivers_of(theory, config):
        if not waiver.code:
            continue  # D002 asks for it
        named = by_code.get(waiver.code.casefold())
        if named is None and ":" not in waiver.code:
            yield _hit(
                theory, waiver, f"There is no rule {waiver.code}, so the waiver of {_named(waiver)} does nothing."
            )
        elif named and is_in_force(waiver, config) and not _finds(named, waiver, theory, config):
            message = (
                f"{named.code} finds nothing about {waiver.about}, so the waiver of {_named(waiver)} does nothing."
            )
            yield _hit(theory, waiver, message)


def _named(waiver: Waiver) -> str:
    """Name a waiver: code and box, and the file if it stands in the settings."""
    where = f" in {waiver.place.file}" if waiver.place.lines else ""
    return f"{waiver.code} for {waiver.about}{where}"


def _hit(theory: Theory, waiver: Waiver, message: str) -> Hit:
    return Hit(
        theory.plan,
        message,
        "Correct the code or the Ref as the findings write them; or take the waiver out.",
        about=waiver.about,
        place=waiver.place,
    )


def _finds(named: Rule, waiver: Waiver, theory: Theory, config: Config) -> bool:
    """Say whether the rule of a waiver finds what it is about; a rule that does not run here cannot tell."""
    if not config.runs(named.code, named.profile) or (named.applies and not named.applies(theory)):
        return True
    wanted = meant(waiver.code, waiver.about)
    return any(meant(named.code, about(hit)) == wanted for hit in named.find(theory, config))


RULES = (run_out, without_finding)
"""The rules on waivers, in the order of their codes."""
