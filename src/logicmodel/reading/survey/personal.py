"""What is personal in an export: told by what stands over a column, and by what is in it.

The patterns hold only what the expressions of Python and of DuckDB share, so that both find the same.
"""

import re
from collections.abc import Collection, Iterable

E_MAIL = "e-mail addresses"

PATTERNS = {
    E_MAIL: r"(?s).*[^ @,;]+@[^ @,;]+[.][A-Za-z]{2,}.*",
    "network addresses": r"[0-9]{1,3}([.][0-9]{1,3}){3}",
    "places on the map": r"[-+]?[0-9]{1,3}[.][0-9]{3,}[ ,;]+[-+]?[0-9]{1,3}[.][0-9]{3,}([ ,;].*)?",
    "telephone numbers": r"([+(]|0[0-9])[0-9 ()./-]{7,18}[0-9]",
    "identifiers": r"(uuid:)?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
}
"""What a cell holds → the expression that the whole cell fits."""

NAMES, CONTACT = "names", "contact details"

_EXPRESSIONS = {what: re.compile(pattern) for what, pattern in PATTERNS.items()}
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ '’-][^\W\d_a-z][^\W\d_]+){1,3}")
_FIELDS = {
    "personal_contact": CONTACT,
    "personal_identifier": "identifiers",
    "personal_name": NAMES,
    "geo": "places on the map",
    "respondent_id": "identifiers",
}
_WORDS = {
    NAMES: {
        "name",
        "firstname",
        "lastname",
        "fullname",
        "surname",
        "nom",
        "prenom",
        "nombre",
        "apellidos",
        "nome",
        "signature",
        "enumerator",
        "interviewer",
        "surveyor",
        "enumerateur",
        "encuestador",
    },
    CONTACT: {
        "email",
        "mail",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "whatsapp",
        "telefono",
        "telefone",
        "postcode",
    },
    "places on the map": {"gps", "geopoint", "latitude", "longitude", "lat", "lon", "lng", "altitude"},
    "identifiers": {
        "id",
        "uuid",
        "deviceid",
        "subscriberid",
        "simserial",
        "imei",
        "passport",
        "birthdate",
        "dob",
        "token",
    },
}
_MOST_WORDS = 4


def personal_field(field: str) -> str | None:
    """Say what is personal in a column whose heading is known by its field in the word files.

    >>> personal_field("geo"), personal_field("theme")
    ('places on the map', None)
    """
    return _FIELDS.get(field)


def personal_words(words: Collection[str]) -> str | None:
    """Say what is personal in a column by the words over it, if they are few: a long question only mentions names.

    >>> personal_words(["enumerator", "name"]), personal_words(["hh", "phone", "number"]), personal_words(["main", "need"])
    ('names', 'contact details', None)
    """
    if len(words) > _MOST_WORDS:
        return None
    return next((what for what, its in _WORDS.items() if its & set(words)), None)


def personal_content(texts: Iterable[str], known: Collection[str] = ()) -> set[str]:
    """Name what some of the texts are, beside what is known already.

    >>> sorted(personal_content(["call me", "0171 555 1234"])), personal_content(["2026-04-03", "5"])
    (['telephone numbers'], set())
    """
    its = texts if isinstance(texts, Collection) else tuple(texts)
    found = set()
    for what, expression in _EXPRESSIONS.items():
        # Most cells have no “@”, and looking for one is far quicker than trying the expression.
        likely = (text for text in its if "@" in text) if what == E_MAIL else its
        if what not in known and any(map(expression.fullmatch, likely)):
            found.add(what)
    return found


def are_names(texts: Collection[str]) -> bool:
    """Say whether all of some texts look like names of persons: two words or more, each with a capital.

    >>> are_names(["Amina Ali", "Jean-Paul Kouassi"]), are_names(["Food aid", "Shelter"])
    (True, False)
    """
    return bool(texts) and all(_NAME.fullmatch(text) for text in texts)
