"""One page for each role, to be handed out: the fullest form of it that a page holds."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from logicmodel.model import Element
from logicmodel.reporting.heights import fits_a_page
from logicmodel.reporting.paper import Asked, Block, Facts, Paper, Section
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.people import Part, decided, part_of, roles_of
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    aim,
    between,
    boxes,
    entry_named,
    first_few,
    grid,
    measure_named,
    note,
    or_missing,
    some_choice,
    some_day,
    some_refs,
    some_text,
    some_texts,
    standing,
)
from logicmodel.reporting.papers.tightening import set_close
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.tables import how_many
from logicmodel.saying import Line, clipped, joined, named, ours, own, ref
from logicmodel.theory import Theory

Writer = Callable[[Theory, Part], tuple[Block, ...]]
"""What gives the blocks of a slip, in one of its forms."""


def my_part(theory: Theory, asked: Asked) -> Paper:
    """One page for each role: what to do and why, by when, what to collect and to watch, and what everyone says."""
    roles = roles_of(theory)
    first = section("Roles", or_missing(_roles(theory), "The plan names nobody yet."))

    def with_slips(slips: Sequence[Section]) -> Paper:
        return paper(theory, asked, name="my-part", title="My part in the plan", sections=[first, *slips])

    full = with_slips([_slip(theory, role, _in_full) for role in roles])
    made = full
    if not all(fits_a_page(slip, full) for slip in full.sections if slip.new_page):
        close = set_close(full)
        made = set_close(with_slips([_longest_that_fits(theory, role, close) for role in roles]))
    *before, not_checked = made.sections
    # What follows is nobody's part, so that the last slip can be handed out as it is.
    return replace(made, sections=(*before, replace(not_checked, new_page=bool(roles))))


def _longest_that_fits(theory: Theory, role: str, close: Paper) -> Section:
    """Give the fullest slip that fits a page in the language of the paper; where none does, the shortest, which says so."""
    translator = Translator(close.language)
    for write in FORMS:
        slip = _slip(theory, role, write)
        if all(fits_a_page(said, close) for said in translator.sections([slip])):
            return slip
    return replace(slip, blocks=(note(TOO_LARGE), *slip.blocks[1:]))


SHORTENED = "Shortened to fit one page: each Ref leads to the whole of it in the plan."
TOO_LARGE = "This role has too much to do for one page, even in short: each Ref leads to the whole of it in the plan."


def _roles(theory: Theory) -> tuple[Block, ...]:
    """Name for each role what it has a part in: the page to keep when the others are handed out."""
    columns = [
        Column(heading="Role", share=5),
        Column(heading="Leads", share=3),
        Column(heading="Works with", share=3),
        Column(heading="Collects", share=3),
        Column(heading="Watches", share=3),
    ]
    rows: list[Row] = []
    for role in roles_of(theory):
        part = part_of(theory, role)
        parts = (part.leads, part.helps, part.collects, part.watches)
        rows.append(((own(role),), *((some_refs([each.id for each in some]),) for some in parts)))
    return grid("What each role does", columns, rows)


def _slip(theory: Theory, role: str, write: Writer) -> Section:
    return Section(title=own(role), blocks=write(theory, part_of(theory, role)), new_page=True)


def _facts(theory: Theory, part: Part, goals: Line) -> list[tuple[str, Line]]:
    programme = theory.plan.programme
    facts = [
        ("What we are working for", goals),
        ("What everyone says", some_text(programme.shared_message)),
        ("What we ask of you", some_text(part.briefed.role) if part.briefed else ()),
        ("Told and agreed on", some_day(part.briefed.briefed) if part.briefed else ()),
        ("We look at the plan together", some_day(programme.next_review)),
        ("Worried about somebody’s safety? Speak to", some_text(programme.safeguarding_lead)),
    ]
    return [(label, line) for label, line in facts if line]


# -- in full ----------------------------------------------------------------------------------------------------------


def _in_full(theory: Theory, part: Part) -> tuple[Block, ...]:
    told = _facts(theory, part, joined(first_few([named(goal) for goal in theory.goals], 3)))
    return (
        *((Facts(rows=tuple(told)),) if told else ()),
        *_to_do(theory, "What you lead", part.leads),
        *_to_do(theory, "What you help with", part.helps),
        *_to_collect(part),
        *_to_watch(part),
        *decided("What was decided, and is yours to do", part.decisions),
    )


def _to_do(theory: Theory, caption: str, elements: tuple[Element, ...]) -> tuple[Block, ...]:
    columns = [
        Column(heading="What", share=5),
        Column(heading="For whom", share=3),
        Column(heading="How many", share=3),
        Column(heading="When", missing="no dates yet", share=3),
        Column(heading="So that", missing="leads nowhere yet", share=5),
    ]
    rows = [
        (
            (named(each), *standing(each)),
            (some_texts(each.who),),
            how_many(each) if each.quantity or each.people or each.rhythm else (),
            (between(each.start, each.end),),
            boxes(theory.effects_of(each)),
        )
        for each in elements
    ]
    return grid(caption, columns, rows)


def _to_collect(part: Part) -> tuple[Block, ...]:
    columns = [
        Column(heading="Measure", share=5),
        Column(heading="How we check", missing="not said yet", share=4),
        Column(heading="How often", missing="not said yet", share=2),
        Column(heading="Aim", missing="not set yet", share=2),
        Column(heading="By when", missing="no date yet", share=2),
    ]
    rows = [
        (
            (measure_named(each),),
            (some_text(each.source),),
            (some_choice("How often", each.frequency),),
            aim(each),
            (some_day(each.target_date),),
        )
        for each in part.collects
    ]
    return grid("What you collect", columns, rows)


def _to_watch(part: Part) -> tuple[Block, ...]:
    columns = [
        Column(heading="What you watch", share=5),
        Column(heading="How", missing="not said yet", share=4),
        Column(heading="By when", missing="no date yet", share=2),
        Column(heading="We act when", share=3),
        Column(heading="Then we", missing="no plan B yet", share=4),
    ]
    rows = [
        (
            (entry_named(each),),
            (some_text(each.check),),
            (some_day(each.check_by),),
            (some_text(each.threshold),),
            (some_text(each.response),),
        )
        for each in part.watches
    ]
    return grid("What you watch", columns, rows)


# -- in short ---------------------------------------------------------------------------------------------------------


def _in_short(theory: Theory, part: Part, most: int) -> tuple[Block, ...]:
    """Give tables of few columns, with so many letters of each box, measure and risk."""
    return (
        note(SHORTENED),
        *_facts_in_short(theory, part, most),
        *_to_do_in_short(theory, "What you lead", part.leads, most),
        *_to_do_in_short(theory, "What you help with", part.helps, most),
        *grid(
            "What you collect",
            (
                Column(heading="Measure", share=8),
                Column(heading="How often", share=3),
                Column(heading="By when", share=3),
            ),
            [
                (
                    (_brief(measure_named(each), most),),
                    (some_choice("How often", each.frequency),),
                    (some_day(each.target_date),),
                )
                for each in part.collects
            ],
        ),
        *grid(
            "What you watch",
            (Column(heading="What you watch", share=11), Column(heading="By when", share=3)),
            [((_brief(entry_named(each), most),), (some_day(each.check_by),)) for each in part.watches],
        ),
        *grid(
            "What was decided, and is yours to do",
            (Column(heading="What was decided", share=11), Column(heading="By when", share=3)),
            [((_brief(own(each.text or ""), most),), (some_day(each.due),)) for each in part.decisions],
        ),
    )


def _to_do_in_short(theory: Theory, caption: str, elements: tuple[Element, ...], most: int) -> tuple[Block, ...]:
    columns = (
        Column(heading="What", share=8),
        Column(heading="By when", missing="no dates yet", share=3),
        Column(heading="So that", missing="leads nowhere yet", share=3),
    )
    rows = [
        (
            (_box_in_brief(each, most),),
            (some_day(each.end),),
            (some_refs([effect.id for effect in theory.effects_of(each)]),),
        )
        for each in elements
    ]
    return grid(caption, columns, rows)


def _facts_in_short(theory: Theory, part: Part, most: int) -> tuple[Block, ...]:
    told = _facts(theory, part, joined(first_few([_box_in_brief(goal, most) for goal in theory.goals], 3)))
    return (Facts(rows=tuple(told)),) if told else ()


# -- in lists ---------------------------------------------------------------------------------------------------------


def _in_lists(theory: Theory, part: Part, most: int) -> tuple[Block, ...]:
    """Give boxes, measures and risks one behind the other, with so many letters of each."""
    lists = [
        ("What you lead", [(_box_in_brief(each, most), some_day(each.end)) for each in part.leads]),
        ("What you help with", [(_box_in_brief(each, most), some_day(each.end)) for each in part.helps]),
        (
            "What you collect",
            [(_brief(measure_named(each), most), some_day(each.target_date)) for each in part.collects],
        ),
        (
            "What you watch",
            [(_brief(entry_named(each), most), some_day(each.check_by)) for each in part.watches],
        ),
        (
            "What was decided, and is yours to do",
            [(_brief(own(each.text or ""), most), some_day(each.due)) for each in part.decisions],
        ),
    ]
    rows = tuple((label, _running(items)) for label, items in lists if items)
    return (note(SHORTENED), *_facts_in_short(theory, part, most), Facts(rows=rows))


def _running(items: Sequence[tuple[Line, Line]]) -> Line:
    said = [(*what, *ours(" ("), *day, *ours(")")) if day else what for what, day in items]
    return tuple(words for each in said for words in (*ours("; "), *each))[1:]


def _box_in_brief(element: Element, most: int) -> Line:
    if not element.short:
        return _brief(named(element), most)
    return (*own(clipped(element.short, most)), *ref(element.id))


def _brief(line: Line, most: int) -> Line:
    """Shorten the authors' words in a line; what else it has, such as its Ref, stays."""
    return tuple(replace(words, text=clipped(words.text, most)) if words.kind == "own" else words for words in line)


FORMS: tuple[Writer, ...] = (
    _in_full,
    partial(_in_short, most=160),
    partial(_in_short, most=105),
    partial(_in_short, most=52),
    partial(_in_lists, most=60),
    partial(_in_lists, most=30),
)
"""The forms of a slip, the fullest first."""
