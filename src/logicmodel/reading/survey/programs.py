"""Columns that a program adds to every export: times, and what it notes for itself."""

import re

from logicmodel.patterns import pattern_of

_TIMES = frozenset(
    (
        *("submissiondate", "starttime", "endtime", "submitdate", "startdate", "enddate", "datestamp", "date_created"),
        *("date_modified", "started_time", "completed_time", "received_on", "server_modified_on", "survey timestamp"),
        *("info.received_on", "info.completed_time", "info.started_time", "date submitted", "date started"),
        *("date last action", "datum abgeschickt", "datum gestartet", "datum letzte aktivität"),
        *("date de soumission", "date de lancement", "date de la dernière action", "fecha de envío"),
        *("fecha de inicio", "fecha de la última acción", "data de envio", "data de início", "data da última ação"),
        *("start date (utc)", "stage date (utc)", "submit date (utc)", "submission date", "last update date"),
        *("time started", "recordeddate"),
        *("date de début", "date de fin", "fecha de finalización", "beginndatum", "enddatum"),
    )
)
_MADE = frozenset(
    (
        *("attachmentspresent", "attachmentsexpected", "status", "reviewstate", "deviceid", "edits", "formversion"),
        *("formdef_version", "key", "simid", "devicephonenum", "caseid", "formid", "form_link", "hq_user"),
        *("lastpage", "startlanguage", "seed", "refurl", "last page", "start language", "total time", "letzte seite"),
        *("start-sprache", "zufallsstartwert", "dernière page", "langue de départ", "tête de série", "última página"),
        *("lenguaje inicial", "idioma inicial", "complete?", "repeat instrument", "repeat instance", "event name"),
        *("data access group", "survey identifier", "custom_1", "custom data 1", "audit", "edits", "consistency"),
        *(
            "text_audit",
            "speed_violations_count",
            "duration",
            "number",
            "formdef_id",
            "review_status",
            "review_quality",
        ),
    )
)
_MADE_OF_A_FORM = pattern_of(
    r"redcap_\w+|\w+_complete|.*-loc-accuracy|.*[-._/]accuracy|.*[-._/]precision", re.IGNORECASE
)


def is_time_of_program(heading: str) -> bool:
    """Say whether a column holds the time of an answer, by the heading that a program gives it.

    >>> is_time_of_program("SubmissionDate"), is_time_of_program("needs_timestamp"), is_time_of_program("Time to school")
    (True, True, False)
    """
    return _as_said(heading) in _TIMES or heading.casefold().endswith("_timestamp")


def is_made_by_program(heading: str) -> bool:
    """Say whether a program made a column for itself: versions, pages, states, precision of a place.

    >>> is_made_by_program("lastpage"), is_made_by_program("needs_complete"), is_made_by_program("Complete the sentence")
    (True, True, False)
    """
    return _as_said(heading) in _MADE or _MADE_OF_A_FORM.fullmatch(heading) is not None


def _as_said(heading: str) -> str:
    return " ".join(heading.casefold().split())
