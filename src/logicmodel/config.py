"""How a plan is to be checked: the profile, the rules chosen, the day, the limits, what was waived."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from logicmodel.model import Audience, Plan, Profile, Severity, Waiver

NO_LIMITS: Mapping[str, int] = {}
MONTHS_OF_CHANGE: Mapping[str, int] = {"behaviour": 6, "relationship": 3, "system": 12, "condition": 12}
"""Months that a change of a kind usually takes at least; other kinds none (our own scale)."""

DECISIONS = ("policy_adopted", "policy_in_practice")
"""Kinds of change that take as long as a change of a system, unless something else is said of them."""

NO_WORDS: Mapping[str, tuple[str, ...]] = {}


class Funder(Struct, frozen=True, kw_only=True):
    """What one funder asks for, as a dated file of the folder `profiles` says it.

    `base` is the rule profile that it builds on, `also` holds codes that run although the base leaves them out, and
    `severities` what weighs more here. `limits` are largest numbers (see `rules.limits`), `norms` months that a kind of
    change takes, `required` names sheets and
    columns that must be filled (“needs”, “indicators.baseline”), `words` are the funder's names of the stages in
    order, `columns` the headings of its table. `sources` are addresses, read on `checked_on`.
    """

    name: str
    title: str
    funder: str
    checked_on: date
    sources: tuple[str, ...]
    note: str
    base: Profile
    language: str = "en"
    words: Mapping[str, str] = {}
    absent: tuple[str, ...] = ()
    limits: Mapping[str, int] = NO_LIMITS
    words_per_part: Mapping[str, int] = NO_LIMITS
    paper: str = "a4"
    norms: Mapping[str, int] = NO_LIMITS
    required: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    severities: Mapping[str, Severity] = {}
    also: tuple[str, ...] = ()
    needs_trace: bool = False


class Config(Struct, frozen=True, kw_only=True):
    """Everything about a check that is not in the plan.

    `select` and `ignore` hold codes or beginnings of codes (“S”, “M4”, “S105”); an empty `select` means all.
    `severities` (code → severity) wins over what a rule says of itself. `limits` holds largest numbers, such as
    `impacts`, the number of impacts that S111 lets pass; `norms` months that a kind of change takes; `weights` what
    each criterion counts in a ranking. `glossary` holds words that W802 leaves alone, `words` more words for the lists
    of the language. Findings about the boxes and arrows of `whitelist` are left out and counted, like waived ones.
    `community_top` is how many of the people’s first needs N307 asks about.

    The rest is asked by the rules of the privacy gate. `threshold` is the smallest number of people to show, where it is
    not the plan's own; `names_ok` and `hidden_ok` are names of organisations that look like names of persons, and hidden
    sheets that are known; `quotes` and `opinions` say whether these are wanted in the copy; `earlier` is a version of the
    plan that was shared before, and `difference_reason` why it may differ by a few people.
    """

    profile: Profile = Profile.THEORY
    funder: Funder | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    today: date | None = None
    fail_on: Severity | None = Severity.ERROR
    limits: Mapping[str, int] = NO_LIMITS
    norms: Mapping[str, int] = NO_LIMITS
    weights: Mapping[str, float] = {}
    glossary: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = NO_WORDS
    whitelist: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    community_top: int = 3
    audience: Audience = Audience.INTERNAL
    threshold: int | None = None
    names_ok: tuple[str, ...] = ()
    hidden_ok: tuple[str, ...] = ()
    quotes: bool = True
    opinions: bool = False
    earlier: Plan | None = None
    difference_reason: str | None = None

    @property
    def leaves_the_building(self) -> bool:
        """Whether the copy is for others than those who made the plan."""
        return self.audience is not Audience.INTERNAL

    def runs_from(self, profile: Profile) -> bool:
        """Say whether what runs from `profile` on runs here.

        >>> Config(profile=Profile.SKETCH).runs_from(Profile.THEORY)
        False
        """
        if Profile.PRIVACY in (self.profile, profile):
            return self.profile is profile
        return self.profile.rank >= profile.rank

    def runs(self, code: str, profile: Profile) -> bool:
        """Say whether the rule of that code, which runs from that profile on, runs here: those of privacy on request."""
        if profile is Profile.PRIVACY and begins(code, self.select):
            return True
        return self.runs_from(profile) or bool(self.funder and code in self.funder.also)

    def limit(self, name: str, otherwise: int) -> int:
        """Give the largest number allowed: the settings' own, else the funder's, else the one given."""
        of_funder = self.funder.limits if self.funder else NO_LIMITS
        return self.limits.get(name, of_funder.get(name, otherwise))

    def months_for(self, change: str) -> int:
        """Give the months that a kind of change takes at least: the settings’ own, else the funder’s, else usual ones.

        >>> Config(norms={"system": 24}).months_for("policy_adopted"), Config().months_for("knowledge")
        (24, 0)
        """
        norms = {**MONTHS_OF_CHANGE, **(self.funder.norms if self.funder else NO_LIMITS), **self.norms}
        return norms.get(change, norms["system"] if change in DECISIONS else 0)

    def chooses(self, code: str, profile: Profile) -> bool:
        """Say whether the rule of that code, which runs from that profile on, is one of this run.

        >>> Config(select=("S", "L2"), ignore=("L209",)).chooses("L209", Profile.SKETCH)
        False
        """
        return (not self.select or begins(code, self.select)) and self.is_in_whole_run(code, profile)

    def is_in_whole_run(self, code: str, profile: Profile) -> bool:
        """Say whether the rule of that code, which runs from that profile on, runs where no codes are selected.

        A rule that asks what another one finds asks this, so that selecting it gives what the whole run says of it.
        """
        return self.runs(code, profile) and not begins(code, self.ignore)


def begins(code: str, beginnings: Iterable[str]) -> bool:
    """Say whether a code begins with one of these, whatever their case."""
    return any(code.casefold().startswith(beginning.casefold()) for beginning in beginnings)
