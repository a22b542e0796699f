"""How a plan is to be checked: the profile, the rules chosen, the day, the limits."""

from datetime import date

from msgspec import Struct

from logicmodel.model import Profile, Severity


class Config(Struct, frozen=True, kw_only=True):
    """Everything about a check that is not in the plan.

    `select` and `ignore` hold codes or beginnings of codes (“S”, “M4”, “S105”); an empty `select` means all.
    `impacts` is the largest number of impacts that S111 lets pass; `glossary` holds words that W802 leaves alone.
    """

    profile: Profile = Profile.THEORY
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None
    fail_on: Severity | None = Severity.ERROR
    impacts: int = 3
    glossary: tuple[str, ...] = ()

    def runs_from(self, profile: Profile) -> bool:
        """Say whether what runs from `profile` on runs here.

        >>> Config(profile=Profile.SKETCH).runs_from(Profile.THEORY)
        False
        """
        return self.profile.rank >= profile.rank
