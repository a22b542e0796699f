"""The manual at hand: the pages of the rules, and what the profiles ask.

The page of a rule is its specification, its test and its manual at once.
"""

import textwrap
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from logicmodel.checking import rule_named
from logicmodel.config import Funder
from logicmodel.errors import UnknownName
from logicmodel.model import Profile
from logicmodel.rules.limits import rules_of, said_of
from logicmodel.rules.rule import Rule, listed
from logicmodel.settings.profiles import funders, profile_called
from logicmodel.settings.readers import LIMITS

ASKS = {
    Profile.SKETCH: "a first draft or a workshop: are the stages there, do the arrows hold together, is it worded as change",
    Profile.THEORY: "before a decision to fund: needs, reasons, assumptions, evidence and measures too (the default)",
    Profile.PLAN: "a plan to deliver: who, when, how much, what if it does not work, who is left out",
    Profile.BID: "an application: as plan, and what is still missing weighs one step more",
    Profile.PRIVACY: "before a copy leaves the organisation: names, small numbers, places, what is hidden; nothing else",
}
"""What each rule profile is for."""


def page(code: str) -> str:
    """Give the page of a rule as Markdown, named by its code or name; for “eu-action:outputs” what that funder asks.

    Raises UnknownName where there is no such rule.
    """
    if ":" in code:
        return _page_of_a_limit(code)
    rule = rule_named(code)
    return pages_folder().joinpath(f"{rule.code}.md").read_text(encoding="utf-8")


class Guidance(Struct, frozen=True, kw_only=True):
    """What the page of a rule tells, without its examples: as plain text part by part, and whole as Markdown."""

    flags: str
    why: str
    fix: str
    beware: str
    markdown: str


def guidance(rule: Rule) -> Guidance:
    """Give what the page of a rule tells: what is flagged, why it matters, how to fix it, when to let it be.

    A limit of a funder has no page; what it is and why stands for it.
    """
    file = pages_folder().joinpath(f"{rule.code}.md")
    if not file.is_file():
        return Guidance(flags=rule.title, why=rule.why, fix="", beware="", markdown=f"**{rule.title}**\n\n{rule.why}")
    text = file.read_text(encoding="utf-8").partition("\n## ")[0]
    paragraphs = [" ".join(each.split()) for each in text.split("\n\n")[2:]]
    parts = {"": ""}
    for each in paragraphs:
        name = next((begin for begin in PARTS if each.startswith(f"**{begin}**")), next(reversed(parts)))
        said = each.removeprefix(f"**{name}**").strip()
        parts[name] = f"{parts[name]} {said}".strip() if name in parts else said
    plain = {name: said.replace("**", "").replace("`", "") for name, said in parts.items()}
    return Guidance(
        flags=plain[""],
        why=plain.get("Why it matters.", ""),
        fix=plain.get("How to fix it.", ""),
        beware=plain.get("Beware.", ""),
        markdown="\n\n".join(paragraphs),
    )


PARTS = ("Why it matters.", "How to fix it.", "Where it comes from.", "Beware.")
"""How the paragraphs of a page begin, after the one that says what is flagged."""


def _page_of_a_limit(code: str) -> str:
    funder = profile_called(code.partition(":")[0])
    rules = rules_of(funder) if isinstance(funder, Funder) else ()
    found = next((each for each in rules if each.code == code.casefold()), None)
    if found is None:
        known = f" There are {listed([each.code for each in rules])}." if rules else ""
        raise UnknownName(f"There is no limit “{code}”.{known}")
    return f"# {found.code}\n\n*{found.severity} · runs in profile {code.partition(':')[0]}*\n\n**{found.title}**\n\n{found.why}\n"


def pages_folder() -> Traversable:
    """Find the pages: inside the installed package, or among the tests of a checkout."""
    inside = files("logicmodel") / "pages"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "tests" / "rules"


def profiles_in_words() -> str:
    """List the rule profiles and the profiles of funders."""
    lines = ["How much to ask of a plan:", ""]
    lines += [f"  {profile:<10} {asks}" for profile, asks in ASKS.items()]
    lines += ["", "What funders ask, as far as their forms could be read (check the call):", ""]
    for funder in funders():
        lines += [f"  {funder.name}", f"      {funder.funder}: {funder.title}; read on {funder.checked_on}"]
    lines += ["", "To see one: logicmodel profiles NAME. To use one: logicmodel check plan.xlsx --profile NAME"]
    return "\n".join(lines) + "\n"


def profile_in_words(name: str) -> str:
    """Say what one profile asks, with its date and sources.

    Raises UnknownName where there is none.
    """
    profile = profile_called(name)
    if isinstance(profile, Profile):
        return f"{profile}: {ASKS[profile]}.\n"
    lines = [f"{profile.title} ({profile.funder})", "", *textwrap.wrap(profile.note, 88), ""]
    lines.append(f"Builds on the profile {profile.base}. Paper: {profile.paper}. Read on {profile.checked_on} in:")
    lines += [f"  {source}" for source in profile.sources]
    if profile.limits:
        lines += ["", "Limits:", *(f"  {LIMITS[name]}: {number}" for name, number in profile.limits.items())]
    if profile.words_per_part:
        lines += ["", "Words at most:", *(f"  {part}: {number}" for part, number in profile.words_per_part.items())]
    if profile.required:
        lines += ["", "Must be filled:", *(f"  {said_of(what)}" for what in profile.required)]
    if profile.needs_trace:
        lines += ["", "Every outcome needs a need or a source behind it."]
    if profile.absent:
        lines += ["", f"Not in its table: {listed(profile.absent)}."]
    if profile.words:
        lines += ["", "Its words:", *(f"  {stage}: {word}" for stage, word in profile.words.items())]
    if profile.columns:
        lines += ["", "Headings of its table:", *(f"  {what}: {heading}" for what, heading in profile.columns.items())]
    more = [
        *(
            f"{code} is an {weight}" if weight[0] in "ae" else f"{code} is a {weight}"
            for code, weight in profile.severities.items()
        )
    ]
    more += [f"{code} runs too" for code in profile.also]
    if more:
        lines += ["", f"Findings: {listed(more)}."]
    return "\n".join(lines) + "\n"
