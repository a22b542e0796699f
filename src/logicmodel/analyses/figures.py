"""Figures about a plan as a whole: facts beside the findings, never a grade."""

from msgspec import Struct

from logicmodel.analyses.shares import Share, share_of
from logicmodel.theory import Theory, has_mark, is_proposed


class Figures(Struct, frozen=True, kw_only=True):
    """What can be counted of a plan.

    `boxes` and `arrows` count those that are only proposed. `results` are outcomes and impacts (the complexity of the
    theory), `several_causes` those with two arrows in or more (over all: its systemicity). Arrows from output on to an
    outcome or impact are claims: `reasons` counts those with a reason or an assumption, `rated` those with a level of
    evidence, and `levels` adds these levels up, out of 5 for each claim. `measured` leaves out results that are marked
    as not to be measured. `choke_points` counts what rule L209 reports.
    """

    boxes: Share
    arrows: Share
    results: int
    several_causes: Share
    reasons: Share
    rated: Share
    levels: Share
    measured: Share
    choke_points: int


def figures_of(theory: Theory) -> Figures:
    """Count boxes, arrows, results and what is said of them."""
    proposed_boxes = {each.id for each in theory.elements if each.status == "proposed"}
    proposed_arrows = {link.ref for link in theory.links if is_proposed(link)}
    results = [each.id for each in theory.results]
    claims = [link.ref for link in theory.claims]
    rated = {link.ref: link.level for link in theory.claims if link.level is not None}
    to_measure = [each for each in theory.results if not has_mark(each, "not_measured")]
    return Figures(
        boxes=Share(number=len(proposed_boxes), of=len(theory.elements)),
        arrows=Share(number=len(proposed_arrows), of=len(theory.links)),
        results=len(results),
        several_causes=share_of(results, {ref for ref in results if len(theory.arrows.pred[ref]) > 1}, proposed_boxes),
        reasons=share_of(claims, {link.ref for link in theory.claims if theory.says_why(link)}, proposed_arrows),
        rated=share_of(claims, rated.keys(), proposed_arrows),
        levels=Share(number=sum(rated.values()), of=5 * len(claims)),
        measured=share_of(
            [each.id for each in to_measure],
            {each.id for each in to_measure if theory.measures_of(each)},
            proposed_boxes,
        ),
        choke_points=len(theory.choke_points),
    )
