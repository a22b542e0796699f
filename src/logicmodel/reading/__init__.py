"""Files → a plan: recognise each sheet, read its rows, look up its Refs, and account for every cell."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.errors import NoPlanFound
from logicmodel.model import Beside, Noticed, Plan, SheetRead, When
from logicmodel.reading.account import Account
from logicmodel.reading.assembling.assemble import Assembled, assemble
from logicmodel.reading.assembling.groups import split_groups
from logicmodel.reading.cells import Manner
from logicmodel.reading.deciding.by_sheet import Deciding, check_sheets, decisions_of
from logicmodel.reading.deciding.decisions import Decisions
from logicmodel.reading.deciding.questions import of_dates, of_near_words
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.reading.files.limits import too_many_rows
from logicmodel.reading.forms import language_chosen, read_form
from logicmodel.reading.kinds import (
    KINDS,
    ON_ONE_SHEET,
    PLANS,
    draws_arrows,
    form_called,
    makes_a_plan,
    most_rows,
    stands_for,
)
from logicmodel.reading.link_table import with_boxes
from logicmodel.reading.manners import dates_in, decimal_mark_of, manner_for
from logicmodel.reading.measures.rows import FORM as INDICATORS
from logicmodel.reading.nesting import joined
from logicmodel.reading.noting import Recognised, no_plan, note_file, note_what_was_not_read, whole_file
from logicmodel.reading.one_sheet import start_of_programme
from logicmodel.reading.opening import opened_files
from logicmodel.reading.outline import proposed_arrows, with_causes_beneath
from logicmodel.reading.parting import Second
from logicmodel.reading.recognising import form_of, has_refs, indicators_above, indicators_beside
from logicmodel.reading.rows import read_table
from logicmodel.reading.shapes import recognise
from logicmodel.reading.surveying import drafts_of_surveys, surveys_among
from logicmodel.reading.tables import DEEP, NotRead, Table
from logicmodel.reading.values import DateStyle
from logicmodel.sheets import PLAN_ORDER
from logicmodel.uncollected import uncollected
from logicmodel.words.load import LANGUAGES
from logicmodel.words.spelling import heading_key

if TYPE_CHECKING:
    from logicmodel.reading.survey import OfASurvey


def read_plan(
    path: Path | str,
    *more: Path | str,
    standard_input: bytes | None = None,
    group: str | None = None,
    weight: str | None = None,
    mapping: Decisions | Path | str | None = None,
    ask: bool = False,
) -> Plan:
    """Read one plan from one file or several: .xlsx, .xlsm, .xls, .ods, .csv, .tsv, or “-” for standard input.

    A strange cell never raises: it is kept in `Plan.unread`, and `Plan.account` says where every non-empty cell went.
    Of a survey only counts and bases are read, by `group` and weighted by `weight` where these name a column, and its
    account goes by columns.

    `mapping` is a mapping file, or the decisions of one; what was decided wins over what would be guessed. With `ask`,
    what can only be guessed is a question, and stops the reading.

    Raises FileNotReadable if a file cannot be read, NoPlanFound if there is no plan in any of them, CannotCount if a
    survey has no such column, UnknownName and DoesNotFit for a decision that does not fit the files, and Undecided if
    something has to be asked.
    """
    decisions = decisions_of(mapping)
    opened = opened_files((path, *more), standard_input, decisions, group=group, weight=weight)
    plan = plan_of_books(opened.books, opened.large, group=group, weight=weight, decisions=decisions, ask=ask)
    return replace(plan, noticed=(*plan.noticed, *opened.noticed))


@uncollected()
def plan_of_books(
    books: Sequence[Book],
    large: Sequence["OfASurvey"] = (),
    *,
    group: str | None = None,
    weight: str | None = None,
    decisions: Decisions | None = None,
    ask: bool = False,
) -> Plan:
    """Make one plan of opened files, and surveys counted already. Raises as `read_plan` does."""
    decisions = decisions or Decisions()
    check_sheets(decisions, books)
    deciding = Deciding(decisions, form_of)
    surveys = (*large, *surveys_among(books, deciding, _is_of_a_plan, group=group, weight=weight))
    files = [
        _recognised(book, deciding, {each.place.sheet for each in surveys if each.place.file == book.file})
        for book in books
    ]
    deciding.check()
    _check_length(files)
    tables = [(each.account, table) for each in files for table in each.tables]
    keys = {table.key for _, table in tables}
    counted = [each.survey for each in surveys if each.survey and each.survey.questions]
    holds_one = any(makes_a_plan(table) for _, table in tables)
    if not (counted or holds_one or ("programme" in keys and len(keys) > 1)):
        if _is_only_misspelt(files) or (ask and _may_hold_a_plan(files)):
            deciding.raise_questions(each.account for each in files)
        if any(each.hidden and each.sheet.cells for file in files for each in file.not_read):
            return _plan_of_hidden_sheets(books, large, group, weight, decisions, ask, no_plan(files, surveys))
        raise no_plan(files, surveys)
    for each in files:
        note_what_was_not_read(each)
        note_file(each)
    tables.sort(key=lambda pair: _place_in_order(books, pair))
    language = _language(tables)
    drafts = _drafts(tables, language)
    if surveys:
        drafts += drafts_of_surveys([each.account for each in files], surveys)
    split_groups(drafts)
    spare_refs = [ref for each in files for ref in each.account.spare_refs]
    place = tables[0][0].place(tables[0][1].sheet) if tables else surveys[0].place
    form = form_called({*keys, *(["survey"] if counted else [])})
    assembled = assemble(drafts, place, form, _tabs(tables), spare_refs, [book.file for book in books])
    drafts.clear()  # of a hundred thousand rows they hold as much memory as the account that is made next
    plan = _with_language(_with_account(assembled, [each.account for each in files], tables), tables)
    if ask:
        deciding.raise_questions((each.account for each in files), (*of_dates(plan), *of_near_words(plan)))
    return plan


def _plan_of_hidden_sheets(
    books: Sequence[Book],
    large: Sequence["OfASurvey"],
    group: str | None,
    weight: str | None,
    decisions: Decisions,
    ask: bool,
    otherwise: NoPlanFound,
) -> Plan:
    """Read the hidden sheets too, where no other holds a plan, and note which were used.

    Raises the error given if they hold none either.
    """
    try:
        whole = replace(decisions, include_hidden=True)
        plan = plan_of_books(books, large, group=group, weight=weight, decisions=whole, ask=ask)
    except NoPlanFound as trouble:
        raise otherwise from trouble
    used = {(each.place.file, each.place.sheet) for each in plan.account if each.fate == "used"}
    noticed = [
        Noticed(kind="hidden_sheet_read", text=sheet.name, place=Account(book).place(sheet))
        for book in books
        for sheet in book.sheets
        if sheet.hidden and (book.file, sheet.name) in used
    ]
    return replace(plan, noticed=(*plan.noticed, *noticed))


def _may_hold_a_plan(files: Sequence[Recognised]) -> bool:
    """Say whether an answer could make a plan of files in which there is none as they are."""
    rivals = {key for each in files for sheet in each.not_read for key in sheet.rivals}
    deep = any(sheet.reason == DEEP for each in files for sheet in each.not_read)
    return deep or bool(rivals & PLANS)


def _is_only_misspelt(files: Sequence[Recognised]) -> bool:
    """Say whether there would be a plan if headings that are like known ones were these."""
    would_be = [sheet.would_be for each in files for sheet in each.not_read if sheet.would_be]
    return any(map(makes_a_plan, would_be))


def _with_language(plan: Plan, tables: Sequence[tuple[Account, Table]]) -> Plan:
    """Give the plan the language that was decided, as an answer on Start here would."""
    code = next((table.decided.language for _, table in tables if table.decided.language), None)
    name = next((name for name, its in LANGUAGES.items() if its == code), None)
    return replace(plan, programme=replace(plan.programme, language=name)) if name else plan


def _is_of_a_plan(sheet: Sheet, only_marks: bool) -> bool:
    """Say whether a sheet is one of a plan and none of a survey: rows with Refs are a plan's, whatever is over them.

    Marks are in many tables; with `only_marks` any table that holds a plan is one.
    """
    found = form_of(sheet) if only_marks else recognise(sheet)
    if isinstance(found, Table):
        return has_refs(found) or (only_marks and found.key in PLANS)
    return found.silent or found.hidden


def _recognised(book: Book, deciding: Deciding, of_surveys: Collection[str | None]) -> Recognised:
    account = Account(book)
    tables: list[Table] = []
    not_read: list[NotRead] = []
    seconds: list[tuple[Sheet, Second]] = []
    for sheet in book.sheets:
        if sheet.name in of_surveys:
            continue
        if left := deciding.left_out(book, sheet):
            not_read.append(left)
            continue
        found, others = deciding.table_on(book, deciding.seen(sheet))
        deciding.ask(account, sheet, found, others)
        seconds += [(sheet, second) for second in others]
        if isinstance(found, Table):
            tables += [*indicators_above(found), found, *indicators_beside(sheet, found)]
        else:
            not_read.append(found)
    return Recognised(account=account, tables=tuple(tables), not_read=tuple(not_read), seconds=tuple(seconds))


def _check_length(files: Iterable[Recognised]) -> None:
    """See that the sheets with tables have no more rows than any plan has, before a box or an arrow is made of each.

    Raises FileNotReadable for the file that has the first row too many.
    """
    read: Counter[int] = Counter()
    for each in files:
        for table in {table.sheet.name: table for table in each.tables}.values():
            most = most_rows(table.key)
            read[most] += sum(row > table.row for row in table.sheet.cells.numbers)
            if read[most] > most:
                raise too_many_rows(each.account.book.file, most)


def _with_account(assembled: Assembled, accounts: Sequence[Account], tables: Sequence[tuple[Account, Table]]) -> Plan:
    """Add what the accounts hold: what was noticed, and where every cell went, cells of Refs included."""
    plan = assembled.plan
    by_file = {account.book.file: account for account in accounts}
    for each in plan.unread:
        by_file[each.place.file].fail_at(each.place, f"{each.heading}: {each.wanted} is needed")
    for file, account in by_file.items():
        unused = assembled.unused_rows.items()
        account.leave_rows({(place.sheet, place.row): why for place, why in unused if place.file == file})
    for place, why in assembled.unused_cells.items():
        by_file[place.file].leave_at(place, why)
    order = [(account.book.file, table.sheet.name) for account, table in tables]
    order += [(account.book.file, sheet.name) for account in accounts for sheet in account.book.sheets]
    return replace(
        plan,
        unread=(*(each for account in accounts for each in account.unread), *plan.unread),
        noticed=(*(each for account in accounts for each in account.noticed), *plan.noticed),
        beside=tuple(
            Beside(what=each.what, text=each.text, place=replace(whole_file(account), sheet=each.sheet))
            for account in accounts
            for each in account.book.beside
        ),
        files=tuple(account.book.file for account in accounts),
        account=tuple(entry for account in accounts for entry in account.entries()),
        read_as=tuple(_read_as(account, table) for account, table in tables),
        filled=sum(
            len(sheet.cells) + sum(map(len, sheet.behind.values()))
            for account in accounts
            for sheet in account.book.sheets
        ),
        sheets_in_order=tuple(dict.fromkeys(order)),
    )


def _read_as(account: Account, table: Table) -> SheetRead:
    return SheetRead(
        place=account.place(table.sheet),
        form=table.key,
        first=table.top or table.row,
        last=table.row,
        guessed=tuple(each.title for each in table.headings if each.guessed),
    )


def _place_in_order(books: Sequence[Book], pair: tuple[Account, Table]) -> tuple[int, int]:
    account, table = pair
    number = next(number for number, book in enumerate(books) if book is account.book)
    return number, PLAN_ORDER.index(stands_for(table.key))


def _tabs(tables: Iterable[tuple[Account, Table]]) -> Mapping[str, Sequence[str]]:
    """Give the sheets that each tab holds, by the key of its name, so that “Indicators!M1” can be looked up."""
    found: dict[str, list[str]] = {}
    for _, table in tables:
        on_one_sheet = table.key in ("one_sheet", "matrix")
        held = ON_ONE_SHEET if on_one_sheet else (stands_for(table.key),)
        found.setdefault(heading_key(table.sheet.name), []).extend(held)
    return found


# -- reading ----------------------------------------------------------------------------------------------------------


def _drafts(tables: Sequence[tuple[Account, Table]], language: str | None) -> list[Draft]:
    """Read all tables, the programme first: it says how dates are typed and when the plan starts."""
    manner = Manner(decimal=decimal_mark_of(language) if language else None)
    elsewhere = _dates_elsewhere(tables)
    forms = []
    for account, table in tables:
        if table.key == "programme":
            forms.append(read_form(table, account, replace(manner, dates_elsewhere=elsewhere[account.book.file])))
            manner = _told(manner, forms[-1])
    starts = (start_of_programme(table, manner_for(table, manner)) for _, table in tables)
    start = manner.start or next((day for day in starts if day), None)
    manner = replace(manner, start=start)
    drafts: list[Draft] = []
    has_arrows = any(draws_arrows(table.key) for _, table in tables)
    for account, table in tables:
        its = replace(manner_for(table, manner), dates_elsewhere=elsewhere[account.book.file])
        if kind := KINDS.get(table.key):
            drafts += kind.read(table, account, its)
        elif table.key != "programme":
            rows = read_table(table, account, its)
            with_causes_beneath(table, rows)
            drafts += [*rows, *(proposed_arrows(table, rows, account) if not has_arrows else ())]
    return with_boxes(joined([*forms, *drafts], INDICATORS))


def _dates_elsewhere(tables: Sequence[tuple[Account, Table]]) -> Mapping[str, Callable[[], DateStyle | None]]:
    """Give for each file a way to ask how its dates are typed: few tables ever need it."""
    files = {account.book.file: [its for other, its in tables if other.book is account.book] for account, _ in tables}
    return {file: cache(partial(dates_in, its)) for file, its in files.items()}


def _told(manner: Manner, form: Draft) -> Manner:
    """Add what a form says about dates; of two forms the first wins."""
    start = form.values.get("start")
    return replace(
        manner,
        date_style=manner.date_style or form.values.get("date_style"),
        start=manner.start or (start.first if isinstance(start, When) else None),
    )


def _language(tables: Sequence[tuple[Account, Table]]) -> str | None:
    """Give the language that was decided, or that Start here names, as a code.

    The headings do not decide it: the same plan under translated headings is the same plan.
    """
    decided = next((table.decided.language for _, table in tables if table.decided.language), None)
    if decided:
        return decided
    forms = (table for _, table in tables if table.key == "programme")
    return next((chosen for table in forms if (chosen := language_chosen(table.sheet))), None)
