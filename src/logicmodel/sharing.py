"""The privacy gate: what goes to others is checked first, and made from the protected plan alone."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.errors import LogicModelError, UnknownName
from logicmodel.model import Finding, Profile, Severity
from logicmodel.privacy.counting import threshold_of
from logicmodel.privacy.details import details_in
from logicmodel.privacy.naming import persons_named
from logicmodel.privacy.protecting import Protected, protect
from logicmodel.rules.rule import quoted
from logicmodel.theory import Theory


class NotShared(LogicModelError):
    """A copy for others was refused: cells hold what may not leave the building. `findings` says which."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        cells = len({str(place) for place in _places(findings)})
        needs = "1 cell needs" if cells == 1 else f"{cells} cells need"
        lines = (f"   {each.place}: {each.message} {each.advice} ({each.code})" for each in findings)
        super().__init__("\n".join((f"Not written. {needs} attention:", *lines)))


def _places(findings: Iterable[Finding]) -> Iterable[str]:
    """Name each cell that a finding is about; of a collected one all of them."""
    for each in findings:
        yield from each.refs if each.count and each.refs else (str(each.place),)


def gate(theory: Theory, config: Config) -> list[Finding]:
    """Give what the audience of the configuration may not see, in order of place: errors refuse the copy."""
    asked = replace(config, profile=Profile.PRIVACY, funder=None, select=(), ignore=())
    return list(examine(theory, asked).findings)


def shared(theory: Theory, config: Config, *, rounded: bool = False, reason: str | None = None) -> Protected:
    """Make the plan that the audience of the configuration may see, if nothing in the plan forbids it.

    `rounded` shows counts to the nearest five instead of hiding small ones; `reason` says why the threshold of the
    configuration is lower than the plan's own. For the audience internal the plan is as it was typed.

    Raises NotShared with the cells that need attention, and UnknownName for a lower threshold without a reason, or a reason
    that names somebody.
    """
    own = threshold_of(theory)
    if config.leaves_the_building and config.threshold is not None and config.threshold < own and not reason:
        raise UnknownName(
            f"A smallest number of {config.threshold} is lower than the plan’s own, {own}. "
            'Say why: --reason "…"; it is printed in the copy.'
        )
    _check_reasons(config, (reason, config.difference_reason))
    refused = [each for each in gate(theory, config) if each.severity is Severity.ERROR]
    if config.leaves_the_building and refused:
        raise NotShared(refused)
    return protect(
        theory,
        config.audience,
        threshold=config.threshold,
        reason=reason,
        rounded=rounded,
        quotes=config.quotes,
        difference_reason=config.difference_reason,
    )


def _check_reasons(config: Config, reasons: Iterable[str | None]) -> None:
    """Let no reason name somebody: it is printed in the copy."""
    for reason in reasons if config.leaves_the_building else ():
        names = [quoted(name) for name in persons_named(reason or "") if name not in config.names_ok]
        if found := [*details_in(reason or ""), *names][:1]:
            raise UnknownName(f"The reason holds {found[0]}, and it is printed in the copy. Type a role instead.")
