"""What a rule is: a function that finds, and what the catalogue says about it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from logicmodel.config import Config
from logicmodel.model import (
    Element,
    Indicator,
    Link,
    Need,
    Place,
    Plan,
    ProblemLink,
    Profile,
    RegisterEntry,
    Severity,
    Stage,
    Stakeholder,
)
from logicmodel.sheets import word_for
from logicmodel.theory import Theory

Thing = Element | Link | Need | ProblemLink | Indicator | RegisterEntry | Stakeholder | Plan
"""What a finding can be about: most often a box or an arrow; a Plan stands for the plan as a whole."""


class Hit(Struct, frozen=True):
    """One thing that is weak, a sentence that says so, and what to type.

    `severity` is given where it differs from the rule's own; `refs` where more than the thing itself is concerned.
    `about` and `place` are given where they do not follow from the thing: a frontier, a loop, a single cell.
    """

    thing: Thing
    message: str
    advice: str
    severity: Severity | None = None
    refs: tuple[str, ...] = ()
    about: str | None = None
    place: Place | None = None
    count: int | None = None
    of: int | None = None


Hits = Iterator[Hit]


def about(hit: Hit) -> str:
    """Say what a hit is about, as findings and waivers do: a Ref, an arrow “A>B”, plan, or what the hit says itself."""
    if hit.about is not None:
        return hit.about
    return name_of(hit.thing)


def name_of(thing: Thing) -> str:
    """Give the Ref of a thing, “A>B” for an arrow, “plan” for the plan as a whole; of people without a Ref their row."""
    if isinstance(thing, Plan):
        return "plan"
    if isinstance(thing, Stakeholder):
        return thing.id or str(thing.place)
    return thing.ref if isinstance(thing, Link | ProblemLink) else thing.id


class Collect(Struct, frozen=True):
    """How many hits of a rule become one finding.

    By “plan” or “stage”: if three or more of the eligible things and at least 60 % of them are hit, one finding
    stands for all. By “sheet” or “file”: three or more hits of one sheet or file become one, at the first. In
    `message` and `advice` the words {count}, {of} and {list} (Refs or cells) are filled in; {first} is the message,
    and in `advice` the advice, of the first hit; {stage} is the stage in the plural; by sheet or file {more} and {rest}
    are the number and the cells of the others.
    """

    by: Literal["plan", "stage", "sheet", "file"]
    message: str
    advice: str = "{first}"
    eligible: Callable[[Theory], Sequence[Element | Link | Need | Indicator | RegisterEntry]] | None = None


class Rule(Struct, frozen=True):
    """One rule of the catalogue.

    `needs` says in words what must be in a plan for the rule to run, and `applies` tests it; a rule that does not
    apply is silent and is listed as not checked. From the profile `says_absence_from` on it runs all the same, and says
    itself what is missing.
    """

    code: str
    name: str
    severity: Severity
    profile: Profile
    find: Callable[[Theory, Config], Hits]
    title: str  # what holds when all is well: the first line of the docstring
    why: str  # the rest of it
    collect: Collect | None = None
    needs: str = ""
    applies: Callable[[Theory], bool] | None = None
    says_absence_from: Profile | None = None


def rule(
    code: str,
    name: str,
    severity: Severity,
    profile: Profile,
    *,
    collect: Collect | None = None,
    needs: str = "",
    applies: Callable[[Theory], bool] | None = None,
    says_absence_from: Profile | None = None,
) -> Callable[[Callable[[Theory, Config], Hits]], Rule]:
    """Make a frozen Rule of a function. Nothing is registered: `rules.RULES` lists every rule by hand."""

    def made(find: Callable[[Theory, Config], Hits]) -> Rule:
        title, _, why = (find.__doc__ or "").strip().partition("\n")
        return Rule(
            code=code,
            name=name,
            severity=severity,
            profile=profile,
            find=find,
            title=title.strip(),
            why=" ".join(why.split()),
            collect=collect,
            needs=needs,
            applies=applies,
            says_absence_from=says_absence_from,
        )

    return made


STAGE_NAMES = {
    Stage.INPUT: "inputs",
    Stage.ACTIVITY: "activities",
    Stage.OUTPUT: "outputs",
    Stage.OUTCOME: "outcomes",
    Stage.IMPACT: "impacts",
}
"""The stages in the plural, as messages say them."""


def stage_word(element: Element) -> str:
    """Say the stage of a box in the words of the template: “Short-term outcome”."""
    return word_for("Stage", f"{element.stage}_{element.term}" if element.term else str(element.stage))


def quoted(text: str) -> str:
    """Put an author's words in quotation marks, shortened to a line, or say that there are none.

    >>> quoted("Run a group"), quoted(" ")
    ('“Run a group”', '(no words)')
    """
    line = " ".join(text.split())
    if not line:
        return "(no words)"
    return f"“{line if len(line) <= 120 else line[:119].rstrip() + '…'}”"


def listed(texts: Sequence[str], most: int = 8) -> str:
    """List texts with commas and a last “and”; of a long list the first few and how many more.

    >>> listed(["OC1", "OC2", "OC3"])
    'OC1, OC2 and OC3'
    """
    if len(texts) > most:
        return f"{', '.join(texts[:most])} and {len(texts) - most} more"
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""


def has_arrows(theory: Theory) -> bool:
    """Say whether the plan is more than a list; a rule that needs arrows is silent where S110 has said it is one."""
    return not theory.listed_not_linked()


A_NEEDS_TABLE = "a needs table"
"""What rules about needs need, as `needs` says it."""


def has_needs(theory: Theory) -> bool:
    """Say whether there is a needs table: a row of Kind Need; rules about needs are silent without."""
    return bool(theory.needs)


WORD_LISTS = "word lists for the language of the plan"
"""What rules that read words need, as `needs` says it."""


def has_words(*lists: str) -> Callable[[Theory], bool]:
    """Give a test for these word lists in the language of the plan; rules that read words are silent without."""

    def test(theory: Theory) -> bool:
        return theory.lexicon is not None and all(getattr(theory.lexicon, name) for name in lists)

    return test
