"""M: how one would know that a change has come about."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from logicmodel.config import Config
from logicmodel.model import Amount, Element, Indicator, Profile, Severity, When, months_after
from logicmodel.rules.rule import WORD_LISTS, Collect, Hit, Hits, has_words, quoted, rule
from logicmodel.theory import Theory, days_after, first_day, has_mark, last_day
from logicmodel.words.matching import finder, unnumbered
from logicmodel.words.spelling import plain

MEASURES = "measures"

QUALITATIVE = ("interview", "focus_group", "observation", "stories")
"""Methods that stand for an instrument where it is said who is asked."""

PER_CENT = ("%", "٪", "per cent", "percent", "per cent.", "pct", "percentage")
"""Ways to type the unit per cent."""

HALF_A_YEAR = 6
"""The shortest plan in which an early sign is asked for, in months."""

KINDS_OF_UNIT = ("number", "score", "other", "yes/no")
"""Words of the column Unit that say what kind of answer it is, and so may stand for any unit but per cent."""


def _has_measures(theory: Theory) -> bool:
    return bool(theory.plan.indicators)


def _outcome_measures(theory: Theory) -> list[Indicator]:
    return [indicator for indicator, _ in theory.outcome_measures()]


# -- is there a measure -----------------------------------------------------------------------------------------------


def _to_be_measured(theory: Theory) -> list[Element]:
    goals = {goal.id for goal in theory.goals}
    return [
        result
        for result in theory.results
        if not result.external
        and (result.id in goals or not any(mark.kind == "not_measured" and mark.note for mark in result.marks))
    ]


@rule(
    "M401",
    "unmeasured-outcome",
    Severity.WARNING,
    Profile.THEORY,
    collect=Collect(
        by="plan",
        eligible=_to_be_measured,
        message="{count} of {of} outcomes and impacts have no measure: {list}.",
        advice="In Measures, add a row for each: what would you see, count or hear if it happened?",
    ),
)
def unmeasured_outcome(theory: Theory, config: Config) -> Hits:
    """Every outcome and impact has a measure.

    What is not measured cannot be shown, improved or defended, and the benefit of the work gets lost under the load.
    """
    goals = {goal.id for goal in theory.goals}
    for result in _to_be_measured(theory):
        if not theory.measures_of(result):
            yield Hit(
                result,
                f"{quoted(result.text)} has no measure.",
                f"In Measures, add a row for {result.id}: what would you see, count or hear if it happened?",
                severity=Severity.ERROR if config.runs_from(Profile.BID) and result.id in goals else None,
            )


@rule(
    "M402",
    "activity-count-on-outcome",
    Severity.ERROR,
    Profile.THEORY,
    needs=f"measures, and {WORD_LISTS}",
    applies=lambda theory: _has_measures(theory) and has_words("count_starts", "delivery")(theory),
)
def activity_count_on_outcome(theory: Theory, config: Config) -> Hits:
    """A change is not measured by counting what was delivered.

    Where sessions are counted under the name of change, everything looks green while nothing moves.
    """
    words = theory.lexicon
    assert words is not None
    counts, deliveries = finder(words.count_starts), finder(words.delivery)
    may_count, may_deliver = theory.can_hold("count_starts"), theory.can_hold("delivery")
    for indicator, element in theory.outcome_measures():
        if not (may_count(indicator.text) and may_deliver(indicator.text)):
            continue
        text = indicator.text.strip()
        if (
            has_mark(element, "participation_is_change")
            or not counts.match(unnumbered(text))
            or not deliveries.search(text)
        ):
            continue
        yield Hit(
            indicator,
            f"{quoted(text)} counts what you deliver, not {quoted(element.text)}.",
            "In What it measures, type the Ref of the output instead, and add a row that measures the change.",
        )


# -- start and aim ----------------------------------------------------------------------------------------------------


@rule(
    "M403",
    "no-baseline",
    Severity.WARNING,
    Profile.THEORY,
    collect=Collect(
        by="plan",
        eligible=_outcome_measures,
        message="{count} of {of} measures of outcomes and impacts have no starting value: {list}.",
    ),
    needs=MEASURES,
    applies=_has_measures,
)
def no_baseline(theory: Theory, config: Config) -> Hits:
    """Every measure of a change has a starting value.

    Without a starting point a later number says nothing about change.
    """
    for indicator, element in theory.outcome_measures():
        if not _says_something(indicator.baseline) and not _found_in_time(theory, indicator, element):
            yield Hit(
                indicator,
                f"{quoted(indicator.text)} has no starting value.",
                "In Now, type the value before you start; or in “Now to be found by” the date by which you will know "
                "it.",
            )


def _says_something(amount: Amount | None) -> bool:
    return amount is not None and amount.state in ("number", "words", "suppressed")


def _found_in_time(theory: Theory, indicator: Indicator, element: Element) -> bool:
    """Say whether the starting value will be known before the first activity that reaches the box ends."""
    due, first_end = indicator.baseline_due, theory.first_end_behind(element)
    if not _is_date(due):
        return False
    day = last_day(due)
    return day is None or first_end is None or day < first_end


def _is_date(when: When | None) -> bool:
    return when is not None and when.state == "date"


@rule(
    "M404",
    "target-missing-or-undated",
    Severity.WARNING,
    Profile.THEORY,
    collect=Collect(
        by="plan",
        eligible=_outcome_measures,
        message="{count} of {of} measures of outcomes and impacts have no aim, or no date for it: {list}.",
    ),
    needs=MEASURES,
    applies=_has_measures,
)
def target_missing_or_undated(theory: Theory, config: Config) -> Hits:
    """Every measure of a change has an aim, and a date for it.

    An aim without a date cannot be missed, and one without a number cannot be met.
    """
    for indicator, _ in theory.outcome_measures():
        if _is_date(indicator.target_due):
            continue
        wanting = _wanting_in_aim(indicator)
        if wanting:
            yield Hit(
                indicator,
                f"{quoted(indicator.text)} {wanting}.",
                "Fill Aim and By when; or in “Aim to be set by” the date at which you will set it.",
            )


def _wanting_in_aim(indicator: Indicator) -> str | None:
    target = indicator.target
    if target is None or target.state not in ("number", "words"):
        return "says no aim"
    if target.state == "words" and plain(indicator.unit or "") != "yes/no":
        return f"says {quoted(target.text)} as its aim, and no number"
    return None if _is_date(indicator.target_date) else "says no date for its aim"


@rule(
    "M405",
    "target-wrong-way",
    Severity.ERROR,
    Profile.THEORY,
    needs="a measure with Now and Aim",
    applies=lambda theory: any(_value(each.baseline, each.target) for each in theory.plan.indicators),
)
def target_wrong_way(theory: Theory, config: Config) -> Hits:
    """The aim lies on the better side of the starting value.

    Most often this is a slip of the keys, and it turns every later figure of progress upside down.
    """
    for indicator in theory.plan.indicators:
        problem = _differing_units(indicator) or _wrong_way(indicator)
        if problem:
            yield Hit(indicator, f"{quoted(indicator.text)} {problem[0]}.", problem[1])


Problem = tuple[str, str]
"""The end of a sentence that begins with a measure, and what to type."""


def _value(*amounts: Amount | None) -> tuple[Decimal, ...]:
    """Give the numbers of all these amounts, or nothing if one of them has none."""
    values = tuple(amount.value for amount in amounts if amount is not None and amount.value is not None)
    return values if len(values) == len(amounts) else ()


def _differing_units(indicator: Indicator) -> Problem | None:
    now, aim = indicator.baseline, indicator.target
    if now is None or aim is None or not _value(now, aim):
        return None
    first, second = now.unit or indicator.unit, aim.unit or indicator.unit
    if not first or not second or not _differ(_unit_key(first), _unit_key(second)):
        return None
    return (
        f"gives now in {quoted(first)} and the aim in {quoted(second)}",
        "Type Now and Aim in one unit, and give it in Unit.",
    )


def _unit_key(unit: str) -> str:
    key = plain(unit)
    return "%" if key in PER_CENT else key.removesuffix("s")


def _differ(unit: str, other: str) -> bool:
    if unit == other:
        return False
    return "%" in (unit, other) or not (unit in KINDS_OF_UNIT or other in KINDS_OF_UNIT)


def _wrong_way(indicator: Indicator) -> Problem | None:
    now, aim, without = indicator.baseline, indicator.target, indicator.expected_without
    if indicator.direction == "maintain":
        return _out_of_range(indicator)
    start = without if _value(without) else now
    if start is None or aim is None:
        return None
    values = _value(aim, start)
    if not values:
        return None
    wrong = values[0] >= values[1] if indicator.direction == "down" else values[0] <= values[1]
    if not wrong:
        return None
    way = "lower" if indicator.direction == "down" else "higher"
    known = f"now {start.text}" if start is now else f"the {start.text} expected without you"
    return (
        f"should go {way}, but the aim {aim.text} is not better than {known}",
        "Correct Now, Aim or “Better is”; if you slow a decline, fill “Without us”.",
    )


def _out_of_range(indicator: Indicator) -> Problem | None:
    now, aim = indicator.baseline, indicator.target
    if now is None or aim is None:
        return None
    values = _value(now, aim)
    tolerance = indicator.tolerance or Decimal(0)
    if not values or abs(values[1] - values[0]) <= tolerance:
        return None
    return (
        f"should stay within a range, but the aim {aim.text} is more than {tolerance:f} away from now {now.text}",
        "Correct Now, Aim or “Range plus or minus”; or choose Higher or Lower in “Better is”.",
    )


# -- how it is found out ----------------------------------------------------------------------------------------------


def _used(theory: Theory) -> Sequence[Indicator]:
    return [indicator for indicator in theory.plan.indicators if indicator.measures]


@rule(
    "M406",
    "no-verification",
    Severity.ADVICE,
    Profile.THEORY,
    collect=Collect(
        by="plan",
        eligible=_used,
        message="{count} of {of} measures do not say how they are found out: {list}.",
        advice="Fill How we check and Who collects for each.",
    ),
    needs=MEASURES,
    applies=_has_measures,
)
def no_verification(theory: Theory, config: Config) -> Hits:
    """Every measure says where its figure comes from and who fetches it.

    A measure that nobody collects is a wish, and asking where the figure comes from is the test of whether it can be
    had.
    """
    for indicator in _used(theory):
        no_source = not (indicator.source or indicator.instrument)
        nobody = not indicator.owner and config.runs_from(Profile.PLAN)
        if no_source or nobody:
            missing = (("where the figure comes from", "How we check"),) * no_source
            missing += (("who fetches it", "Who collects"),) * nobody
            yield Hit(
                indicator,
                f"{quoted(indicator.text)} does not say {' or '.join(what for what, _ in missing)}.",
                f"Fill {' and '.join(heading for _, heading in missing)}.",
            )


@rule(
    "M407",
    "intangible-without-proxy",
    Severity.WARNING,
    Profile.THEORY,
    needs=f"measures, and {WORD_LISTS}",
    applies=lambda theory: _has_measures(theory) and has_words("intangible")(theory),
)
def intangible_without_proxy(theory: Theory, config: Config) -> Hits:
    """What cannot be seen has a scale, or a sign that stands for it.

    Results such as trust or confidence are fine where somebody says what stands for them. Otherwise the measure is a
    mood.
    """
    words = theory.lexicon
    assert words is not None
    intangible, may_be_one = finder(words.intangible), theory.can_hold("intangible")
    for result in theory.results:
        if not may_be_one(result.text):
            continue
        measures = theory.measures_of(result)
        if measures and intangible.search(result.text) and not any(_is_tangible(each) for each in measures):
            yield Hit(
                result,
                f"{quoted(result.text)} cannot be seen directly.",
                "In Measures, name a Scale or tool, or fill “Nearest sign because”.",
            )


def _is_tangible(indicator: Indicator) -> bool:
    told = indicator.method in QUALITATIVE and indicator.sampling
    return bool(indicator.instrument or indicator.proxy_reason or told)


@rule("M408", "critical-node-unmeasured", Severity.WARNING, Profile.THEORY, needs=MEASURES, applies=_has_measures)
def critical_node_unmeasured(theory: Theory, config: Config) -> Hits:
    """The box on which everything hangs has a measure.

    Measure first where one failure stops everything.
    """
    for element in theory.critical_unmeasured():
        yield Hit(
            element,
            f"Everything hangs on {quoted(element.text)} and nothing measures it.",
            f"In Measures, add a row for {element.id} before any other.",
        )


def _middle(theory: Theory) -> date | None:
    """Give the day halfway from Start to End; None if one of them is unknown, or the plan is short."""
    start, end = first_day(theory.plan.programme.start), last_day(theory.plan.programme.end)
    if start is None or end is None or days_after(end, 1) < months_after(start, HALF_A_YEAR):
        return None
    return start + (end - start) // 2


@rule(
    "M409",
    "no-early-signal",
    Severity.ADVICE,
    Profile.PLAN,
    needs="Start, End at least six months later, and a dated measure of an outcome",
    applies=lambda theory: bool(_middle(theory)) and any(map(theory.first_news_on_the_way_to, theory.goals)),
)
def no_early_signal(theory: Theory, config: Config) -> Hits:
    """News about every goal comes while there is time to correct.

    If the first news about change comes in the final report, there is nothing left to correct.
    """
    middle = _middle(theory)
    assert middle is not None
    for goal in theory.goals:
        first = theory.first_news_on_the_way_to(goal)
        if first and first > middle:
            # The last month that is over by the middle: dates typed as a month count to its last day.
            by = days_after(middle, 1).replace(day=1) - timedelta(days=1)
            yield Hit(
                goal,
                f"News about {quoted(goal.text)} comes only in {first:%Y-%m}.",
                f"In Measures, add a Step or a row for an earlier sign that you could read by {by:%Y-%m}.",
            )


RULES = (
    unmeasured_outcome,
    activity_count_on_outcome,
    no_baseline,
    target_missing_or_undated,
    target_wrong_way,
    no_verification,
    intangible_without_proxy,
    critical_node_unmeasured,
    no_early_signal,
)
"""The rules of this family, in the order of the catalogue."""
