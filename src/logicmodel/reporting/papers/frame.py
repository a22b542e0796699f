"""What every report states: whose plan it is and which version, for whom, what was not checked, what not to assume."""

from collections.abc import Iterable, Iterator, Sequence

from logicmodel.checking import NotChecked, in_short
from logicmodel.model import Audience, Programme
from logicmodel.reporting.paper import Asked, Block, Grid, Paper, Paragraph, Section
from logicmodel.reporting.papers.sharing import shows, told_calmly
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.phrases import Phrases, phrases
from logicmodel.saying import Line, Table, clean, is_read_right_to_left, language_code, ours, own
from logicmodel.theory import Theory


def framed(
    theory: Theory,
    asked: Asked,
    *,
    name: str,
    title: Line,
    sections: Iterable[Section],
    landscape: bool = False,
    not_to_assume: Sequence[str] = (),
) -> Paper:
    """Put the sections of a report into a paper: title, facts, what was not checked, what not to assume.

    `title` says what kind of report it is, `not_to_assume` goes before what every report says there. What a funder
    allows of pages and letters is taken from the profile.
    """
    programme = theory.plan.programme
    say = phrases(asked.language)
    right_to_left = is_read_right_to_left(theory.plan, programme.language)
    funder = asked.funder
    made = (*sections, _not_checked(asked, say))
    if asked.audience != Audience.INTERNAL:
        made = tuple(told_calmly(made))
    return Paper(
        name=name,
        title=say.own_or_gap(programme.name, "no_name"),
        subtitle=title,
        language=asked.language,
        words_in=language_code(theory.language),
        direction="rtl" if right_to_left else "ltr",
        facts=(*_facts(programme, asked, say), *_signs(made, say)),
        sections=made,
        do_not_assume=(*not_to_assume, *(say.text(f"assume_{each}") for each in NOT_TO_ASSUME)),
        footer=_footer(programme, say),
        landscape=landscape,
        paper=funder.paper if funder else "a4",
        allowed=funder.limits.get("pages") if funder else None,
        font_points=funder.limits.get("font_points") if funder else None,
        margin=funder.limits.get("margin_mm") if funder else None,
        allowed_words=funder.words_per_part if funder else {},
    )


NOT_TO_ASSUME = ("proven", "rating", "attribution")
"""What no reader should take from any report."""


def _facts(programme: Programme, asked: Asked, say: Phrases) -> Iterator[tuple[str, Line]]:
    yield say.text("organisation"), say.own_or_gap(programme.organisation, "not_said")
    yield say.text("version"), say.when(programme.version_date) if programme.version_date else say.gap("no_version")
    yield say.text("status"), status_said(programme.status, say)
    if programme.agreed_by:
        yield say.text("agreed_by"), own(programme.agreed_by)
    internal = asked.audience == Audience.INTERNAL
    yield say.text("audience"), say.line("internal" if internal else f"audience_{asked.audience}")
    if asked.funder:
        funder = asked.funder
        read_on = say.day(funder.checked_on)
        to_us = (
            ours(f" {funder.note}") if internal else ()
        )  # that the call has to be read is no news to whoever wrote it
        yield say.text("form"), (*say.line("form_of", title=funder.title, day=read_on), *to_us)
    if asked.made_on:
        yield say.text("made_on"), ours(say.day(asked.made_on))


def _signs(sections: Sequence[Section], say: Phrases) -> Iterator[tuple[str, Line]]:
    """Say what stands in place of a number that is not shown, where one is."""
    if shows(sections, HIDDEN):
        yield HIDDEN, say.line("hidden_number")


HIDDEN = "[c]"
"""What stands in place of a number about too few people."""


def _footer(programme: Programme, say: Phrases) -> Line:
    """Say in a line whose plan it is, which version, and whether it is a draft."""
    dated = (*say.line("version"), *ours(" "), *say.when(programme.version_date)) if programme.version_date else ()
    parts = (say.own_or_gap(programme.name, "no_name"), dated, status_said(programme.status, say))
    return tuple(words for part in parts if part for words in (*ours(" · "), *part))[1:]


def status_said(status: str | None, say: Phrases) -> Line:
    """Say whether a plan is a draft or agreed, or that nobody has said so."""
    if status in ("draft", "agreed"):
        return say.line(f"status_{status}")
    return say.own_or_gap(status, "no_status")


MOST_IN_A_TABLE = 8
"""As many checks that did not run are listed in a table; more would bury what a paper is about."""


def _missing(silent: Sequence[NotChecked], speak: Translator, say: Phrases) -> Paragraph:
    """Say in a paragraph what is missing, each with the codes of the checks that wait for it."""
    codes: dict[str, list[str]] = {}
    for rule in silent:
        codes.setdefault(speak.text(clean(rule.needs)), []).append(clean(rule.code))
    told = [f"{needs} ({', '.join(its)})" for needs, its in codes.items()]
    return Paragraph(text=ours(f"{say.text('is_missing')}{say.text('colon')}{say.text('semicolon').join(told)}."))


def _not_asked(silent: Sequence[NotChecked], speak: Translator, say: Phrases) -> Paragraph:
    """Name in short what was not asked of a plan, for readers who know no rule by its code."""
    few = len(silent) <= MOST_IN_A_TABLE
    told = dict.fromkeys(speak.text(clean(rule.title if few else rule.needs)).rstrip(".") for rule in silent)
    return Paragraph(text=ours(f"{say.text('not_asked_of_the_plan')} {say.text('semicolon').join(told)}."))


def _not_checked(asked: Asked, say: Phrases) -> Section:
    silent = in_short(asked.checked.not_checked)
    blocks: tuple[Block, ...] = (Paragraph(text=say.line("all_checked")),)
    speak = Translator(asked.language)
    if silent and asked.audience != Audience.INTERNAL:
        blocks = (_not_asked(silent, speak, say),)
    elif silent:
        headings = tuple(say.text(key) for key in ("would_be_checked", "is_missing", "code"))
        rows = tuple(
            (
                (ours(speak.text(clean(rule.title))),),
                (ours(speak.text(clean(rule.needs))),),
                (ours(clean(rule.code)),),
            )
            for rule in silent
        )
        table = Table(caption=say.text("checks_that_did_not_run"), headings=headings, rows=rows)
        told = Grid(table=table, shares=(5, 4, 1)) if len(rows) <= MOST_IN_A_TABLE else _missing(silent, speak, say)
        blocks = (Paragraph(text=say.line("not_checked_lead")), told)
    return Section(title=say.line("not_checked"), blocks=blocks)
