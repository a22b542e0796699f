"""Whether a sheet may belong to a survey, asked of its headings alone: the room that counts surveys opens only then."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.marks import topics
from logicmodel.words.spelling import plain, unaccented

OF_KOBO = frozenset(
    (
        *("_uuid", "_submission_time", "_submission__id", "_submission__uuid", "__version__", "instanceid", "deviceid"),
        *("meta/instanceid", "meta.instanceid", "_validation_status", "_xform_id_string", "_submitted_by"),
        *("instance_name", "_index", "subscriberid", "simserial", "_id", "uuid", "formhub/uuid", "audit", "row_id"),
    )
)
OF_SURVEY_MONKEY = frozenset(
    (
        *("respondent id", "collector id", "collector_id", "id du collecteur", "id de collecteur", "collector-id"),
        *("id del recopilador", "id. de recopilador", "id de recopilador", "id do coletor"),
    )
)
OF_FORMS = frozenset(("start time", "completion time"))
TIMES = frozenset(("timestamp", "horodateur", "marca temporal", "carimbo de data/hora", "zeitstempel", "طابع زمني"))
"""Headings of the programs that surveys come from; of Google Forms, the first one."""

_OF_LIME_SURVEY = frozenset(
    (
        *("submitdate", "lastpage", "startlanguage", "datestamp", "ipaddr", "refurl"),
        *("date submitted", "last page", "start language", "date last action", "date started"),
        *("datum abgeschickt", "letzte seite", "start-sprache", "zufallsstartwert", "datum letzte aktivität"),
        *("date de soumission", "dernière page", "langue de départ", "date de lancement", "date de la dernière action"),
        *("fecha de envío", "última página", "lenguaje inicial", "idioma inicial", "fecha de la última acción"),
        *("data de envio", "última página", "idioma inicial", "data da última ação"),
    )
)
_OF_REDCAP = frozenset(
    (
        *("record_id", "record id", "survey identifier", "repeat instrument", "repeat instance"),
        *("data access group", "redcap_event_name", "redcap_repeat_instrument"),
        *("redcap_repeat_instance", "redcap_survey_identifier", "redcap_data_access_group"),
    )
)
_OF_COMMCARE = frozenset(
    (
        *("formid", "form_link", "received_on", "started_time", "completed_time", "hq_user", "server_modified_on"),
        *("info.formid", "info.received_on", "info.username", "info.completed_time"),
    )
)
_OF_ODK = frozenset(
    (
        *("submissiondate", "submitterid", "submittername", "attachmentspresent", "reviewstate", "formversion", "key"),
        *("formdef_version", "devicephonenum", "caseid", "starttime", "endtime"),
    )
)
_OF_QUALTRICS = frozenset(
    (
        *("responseid", "recordeddate", "recipientlastname", "recipientfirstname", "recipientemail"),
        *("externalreference", "distributionchannel", "userlanguage", "duration (in seconds)", "locationlatitude"),
    )
)
_OF_TYPEFORM = frozenset(("network id", "start date (utc)", "submit date (utc)", "stage date (utc)", "response type"))
_OF_JOTFORM = frozenset(("submission date", "submission id", "submission ip", "last update date"))
_OF_ALCHEMER = frozenset(("time started", "legacy comments", "sessionid", "user agent", "referer", "date submitted"))
_OF_OTHERS = frozenset(
    (
        *("id.name", "id.date", "id.time", "id.start", "id.end", "id.enddate", "id.completed", "id.format", "id.site"),
        *("interview__key", "interview__id", "interview__status", "assignment__id", "sssys_irnd", "has__errors"),
        *("contribution id", "invitation number", "unique response number", "completion date"),
        *("response id", "submitted date"),
    )
)
"""Headings of Snap, Survey Solutions, EUSurvey, Jisc and Citizen Space."""

_OF_PROGRAMS = {
    "kobo": _OF_ODK,
    "limesurvey": _OF_LIME_SURVEY,
    "redcap": _OF_REDCAP,
    "commcare": _OF_COMMCARE,
    "qualtrics": _OF_QUALTRICS,
    "typeform": _OF_TYPEFORM,
    "jotform": _OF_JOTFORM,
    "alchemer": _OF_ALCHEMER,
    "other": _OF_OTHERS,
}
"""Headings of further programs, any two of which tell them; ODK and SurveyCTO write theirs as Kobo does."""

_OF_A_FORM_OF_REDCAP = pattern_of(r"\w+_complete|\w+___\w+|.+\(choice=.+\)|redcap_\w+")

PARENTS = frozenset(("_parent_index", "_parent_table_name", "parent_instance_name"))
"""Headings of a sheet with several rows for each respondent."""

IMPORT_ID = '{"ImportId"'
"""What the third row of Qualtrics begins with."""

OF_A_FORM = frozenset(("list_name", "list name", "form_title", "form_id"))
"""Headings of a form (XLSForm); its sheet of questions has type and name."""

TOO_LARGE_FOR_A_SHEET = 10_000_000
"""Bytes from which on a file of lines is counted as it is read: a sheet holds a million filled cells, all in memory."""

ROWS_TO_LOOK_AT = 100

_MOST_ROWS_OVER_HEADINGS = 12
_MOST_CELLS_OF_A_TITLE = 2

_FEWEST_PEOPLE = 10
FEWEST_UNNAMED = 20
"""Rows of people of whom nothing is known by which they could be reached."""

FEWEST_QUESTIONS = 3
"""Headings that ask something, where nothing else says that rows are people."""

_REACHES_SOMEBODY = pattern_of(r"phone|\btel\b|mobile|mail|telefon|celular|movil|telemovel|handy|هاتف|جوال")


def program_of(headings: Iterable[str]) -> str | None:
    """Name the program that wrote a table, if two of its headings say so, or one and a form of heading of its own.

    >>> program_of(["Submitdate", "lastpage", "needs[SQ001]"]), program_of(["record_id", "needs___1"])
    ('limesurvey', 'redcap')
    """
    said = {" ".join(each.casefold().split()) for each in headings}
    said |= {each.partition(". ")[0] for each in said if ". " in each}  # “submitdate. Date submitted”
    signs = {name: len(its & said) for name, its in _OF_PROGRAMS.items()}
    if signs["redcap"]:
        signs["redcap"] += any(_OF_A_FORM_OF_REDCAP.fullmatch(each) for each in said - _OF_REDCAP)
    return next((name for name, number in signs.items() if number > 1), None)


def may_be_of_a_survey(sheet: Sheet) -> bool:
    """Say whether a sheet has a sign of answers, repeat groups or a form; what has none is no survey."""
    return _begins_as_a_survey(_head(sheet))


@lru_cache(64)  # it is asked of each sheet several times: under which title it begins, and whether it is one
def _begins_as_a_survey(head: tuple[tuple[str, ...], ...]) -> bool:
    if len(head) < 2:
        return False
    return _is_headed_as_a_survey(head) or _may_be_people(head) or bool(topics(head))


def has_no_answers(sheet: Sheet) -> bool:
    """Say whether a sheet holds the headings of a survey, under a title perhaps, and nothing below."""
    head = _head(sheet)
    rows = under_a_title([len(list(filter(None, row))) for row in head])
    return any(at == len(head) - 1 and _is_headed_as_a_survey(head[at:]) for at in rows)


def _is_headed_as_a_survey(head: Sequence[Sequence[str]]) -> bool:
    said = {" ".join(cell.casefold().split()) for cell in head[0]}
    if (
        said & (OF_KOBO | OF_SURVEY_MONKEY | OF_FORMS | PARENTS | OF_A_FORM)
        or {"type", "name"} <= said
        or program_of(said)
    ):
        return True
    if plain(head[0][0]) in TIMES or any(cell.startswith(IMPORT_ID) for row in head[1:3] for cell in row):
        return True
    only = [cell for cell in head[0] if (its := meanings(cell)) and all(each.sheet == "survey" for each in its)]
    return len(only) >= 2


def under_a_title(widths: Sequence[int]) -> Iterator[int]:
    """Give the rows that may hold the headings, from 0, by how many cells each of the first rows has filled.

    A title or the words beside a logo fill one cell or two; below the first row that goes across half of the table are
    its answers.

    >>> list(under_a_title([1, 2, 6, 6, 5])), list(under_a_title([6, 1, 6])), list(under_a_title([2, 3, 3]))
    ([2], [0], [0, 1])
    """
    first = widths[:_MOST_ROWS_OVER_HEADINGS]
    widest = max(first, default=0)
    for at, width in enumerate(first):
        is_wide, goes_across = width > _MOST_CELLS_OF_A_TITLE, 2 * width > widest
        if is_wide or goes_across:
            yield at
        if width == widest or (is_wide and goes_across):
            return


def without_title(sheet: Sheet) -> Sheet:
    """Give a sheet of a survey from its headings down; any other sheet as it is."""
    head = list(islice(sheet.rows(), ROWS_TO_LOOK_AT))
    for at in under_a_title([len(cells) for _, cells in head]):
        first = head[at][0]
        if may_be_of_a_survey(replace(sheet, cells=sheet.cells.part(first, head[-1][0] + 1))):
            return replace(sheet, cells=sheet.cells.part(first)) if at else sheet
    return sheet


def _may_be_people(head: Sequence[Sequence[str]]) -> bool:
    """Say whether there are rows enough without Refs, and two columns that may be about people."""
    if len(head) <= _FEWEST_PEOPLE or any(plain(cell) in ("ref", "ref *") for cell in head[0]):
        return False
    about = sum(any(each.sheet == "survey" for each in meanings(cell)) for cell in head[0])
    if about > 1 or (about == 1 and any(_REACHES_SOMEBODY.search(unaccented(cell)) for cell in head[0])):
        return True
    return len(head) > FEWEST_UNNAMED and sum(map(asks_something, head[0])) >= FEWEST_QUESTIONS


def asks_something(heading: str) -> bool:
    """Say whether a heading is a question, or one with an answer to it behind.

    >>> asks_something("4: Which services do you lack? - Doctor"), asks_something("Services")
    (True, False)
    """
    return "?" in heading or "؟" in heading


def _head(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    width = max(sheet.cells.columns(), default=0)
    rows = (cells for _, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT))
    return tuple(tuple(cells[at].text.strip() if at in cells else "" for at in range(1, width + 1)) for cells in rows)
