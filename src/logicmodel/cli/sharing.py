"""Options of what is made for others, and the one way there: through the privacy gate."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from logicmodel.cli.options import FILE, Typed, config_of, in_one_value, read
from logicmodel.config import Config
from logicmodel.model import Audience

if TYPE_CHECKING:
    from logicmodel.privacy.protecting import Protected
    from logicmodel.theory import Theory


class Sharing(Struct, frozen=True, kw_only=True):
    """What the command line says of a copy for others."""

    audience: str = "internal"
    threshold: int | None = None
    reason: str | None = None
    rounded: str | None = None
    without_quotes: bool = False
    opinions: bool = False
    previous: Path | None = None
    accept_difference: str | None = None


sharing_options = in_one_value(
    "sharing",
    Sharing,
    click.option(
        "--audience",
        type=click.Choice([str(each) for each in Audience]),
        default="internal",
        show_default=True,
        help="Who it is for. For others small numbers are hidden, and what may not be shared is refused.",
    ),
    click.option(
        "--threshold",
        type=click.IntRange(min=3),
        metavar="N",
        help="Smallest number of people to show. Default: the plan’s own, else 10.",
    ),
    click.option("--reason", metavar="TEXT", help="Why the smallest number is lower. Printed in the pack."),
    click.option(
        "--round",
        "rounded",
        type=click.Choice(["5"]),
        help="Show counts of people to the nearest 5 instead of [c].",
    ),
    click.option("--without-quotes", is_flag=True, help="Leave out what people said in their words."),
    click.option("--opinions", is_flag=True, help="With what is thought of people and bodies; internal only."),
    click.option("--previous", type=FILE, metavar="FILE", help="The plan that was shared before, to compare counts."),
    click.option(
        "--accept-difference",
        metavar="REASON",
        help="Why counts may differ by a few people from the earlier version. Printed in the pack.",
    ),
)
"""Who the copy is for: the command gets it as `sharing`."""

FOR_OTHERS = {
    "threshold": "--threshold",
    "reason": "--reason",
    "rounded": "--round",
    "without_quotes": "--without-quotes",
    "previous": "--previous",
    "accept_difference": "--accept-difference",
}
"""What says how a copy for others is protected, by the names of the options."""


def _check_audience(sharing: Sharing) -> None:
    """Refuse what would do nothing: whoever asks for protection and says for nobody whom would get everything shown."""
    idle = [option for name, option in FOR_OTHERS.items() if getattr(sharing, name)]
    if sharing.audience == Audience.INTERNAL and idle:
        raise click.UsageError(
            f"{' and '.join(idle)}: a copy for yourselves shows everything. "
            "Say who it is for: --audience partner, funder or public."
        )


VIEWS_OF_OPINIONS = ("power-map",)
"""Views that show what is thought of people and bodies: asking for one is asking for opinions."""


def with_view(sharing: Sharing, view: str) -> Sharing:
    """Give what is asked for by the view of a drawing."""
    asks = view in VIEWS_OF_OPINIONS and sharing.audience != "internal"
    return replace(sharing, opinions=True) if asks else sharing


def config_for(config: Config, file: Path, typed: Typed, sharing: Sharing) -> Config:
    """Give a configuration with what the command line and the settings beside the file say of the copy.

    Raises click.UsageError for options of protection without an audience.
    """
    _check_audience(sharing)
    if sharing == Sharing():
        return config
    cleared = config_of(file, Typed(settings=typed.settings))
    return replace(
        config,
        names_ok=cleared.names_ok,
        hidden_ok=cleared.hidden_ok,
        audience=Audience(sharing.audience),
        threshold=sharing.threshold,
        quotes=not sharing.without_quotes,
        opinions=sharing.opinions,
        earlier=read(sharing.previous) if sharing.previous else None,
        difference_reason=sharing.accept_difference,
    )


def protected(theory: "Theory", config: Config, sharing: Sharing) -> "Protected":
    """Make the plan that the audience may see; see `sharing.shared` for what is refused."""
    from logicmodel.sharing import shared

    return shared(theory, config, rounded=sharing.rounded is not None, reason=sharing.reason)


def protected_theory(theory: "Theory", config: Config, sharing: Sharing) -> "Theory":
    """Give the theory of the plan that the audience may see: within the organisation the one that was read."""
    from logicmodel.theory import Theory

    if not config.leaves_the_building:
        return theory
    return Theory(protected(theory, config, sharing).plan, config.words)
