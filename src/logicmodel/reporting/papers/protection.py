"""How the numbers of a copy were protected: what was done, and what it does not prove."""

from collections.abc import Iterator

from logicmodel.model import Audience
from logicmodel.privacy.protecting import HIDDEN, Protected
from logicmodel.reporting.paper import Asked, Bullets, Facts, Paper, Paragraph
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.saying import Line, counted, ours, own
from logicmodel.theory import Theory

CLAIMS = (
    "Nobody says here that no person can be recognised, nor that a law is kept. This page says what was done; a person "
    "has to decide whether it is enough.",
    "What is found is what is usual: numbers, addresses, titles, names where a role should stand. A person must read "
    "every quote.",
    "Whoever knows the people may recognise more than the numbers say.",
)
"""What a reader must not take from the protection of a copy."""


def protection(theory: Theory, asked: Asked, protected: Protected, version: str) -> Paper:
    """What was hidden before the copy was made, and what that does not prove. Cells are counted, never listed."""
    return paper(
        theory,
        asked,
        name="protection",
        title="How the numbers were protected",
        sections=[
            section(
                "What was done", Paragraph(text=_lead(protected), role="lead"), Facts(rows=_rows(protected, version))
            ),
            section("What this does not say", Bullets(items=tuple(ours(each) for each in CLAIMS))),
        ],
    )


def _lead(protected: Protected) -> Line:
    if protected.audience is Audience.INTERNAL:
        return ours("This copy is internal: nothing is hidden. It must not leave the organisation.")
    if protected.rounded_to:
        return ours(
            f"Counts of people are shown to the nearest {protected.rounded_to}. Where {HIDDEN} stands, a value rests on too "
            "few people, or would give a small count back."
        )
    return ours(
        f"Where {HIDDEN} stands, a number is about fewer than {protected.threshold} people, or would give such a number "
        "back. Nought is shown."
    )


def _rows(protected: Protected, version: str) -> tuple[tuple[str, Line], ...]:
    return (
        ("Made for", ours(str(protected.audience))),
        *(() if protected.audience is Audience.INTERNAL else _done(protected)),
        ("Made with", ours(f"logicmodel {version}")),
    )


def _done(protected: Protected) -> Iterator[tuple[str, Line]]:
    yield "Smallest number of people shown", ours(str(protected.threshold))
    if protected.reason:
        yield "Why it is lower than the plan’s own", own(protected.reason)
    yield "Numbers shown as [c]", ours(str(protected.hidden))
    yield "Rounded", ours(f"to the nearest {protected.rounded_to}" if protected.rounded_to else "no")
    yield "Texts in which a number is hidden", ours(str(protected.in_texts))
    yield "Values whose base nobody recorded, shown", ours(str(protected.unknown_bases))
    yield "Places shown as the place of the plan", ours(str(protected.places))
    yield "Sources shown as local consultation", ours(str(protected.sources))
    quotes = f"{counted(protected.quotes_shown, 'shown', 'shown')}, {protected.quotes_left_out} left out"
    yield "Quotes", ours(quotes)
    yield "Views about people and bodies", ours(f"{protected.opinions} left out")
    if protected.difference_reason:
        yield "Why counts may differ by a few from an earlier copy", own(protected.difference_reason)
