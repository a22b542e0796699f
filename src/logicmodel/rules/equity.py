"""E: who is reached, who is missed, and who might be harmed."""

from logicmodel.config import Config
from logicmodel.model import Profile, Severity
from logicmodel.rules.rule import Hit, Hits, rule
from logicmodel.theory import Theory


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


RULES = (no_harm_check,)
"""The rules of this family, in the order of the catalogue."""
