"""What is personal in an export: told by what stands over a column, and by what is in it.

The patterns hold only what the expressions of Python and of DuckDB share, so that both find the same.
"""

from collections.abc import Collection, Iterable

from logicmodel.patterns import pattern_of

E_MAIL = "e-mail addresses"
TELEPHONES = "telephone numbers"

PATTERNS = {
    E_MAIL: r"(?s).*[^ @,;]+@[^ @,;]+[.][A-Za-z]{2,}.*",
    "network addresses": r"[0-9]{1,3}([.][0-9]{1,3}){3}",
    "places on the map": r"[-+]?[0-9]{1,3}[.][0-9]{3,}[ ,;]+[-+]?[0-9]{1,3}[.][0-9]{3,}([ ,;].*)?",
    TELEPHONES: r"([+(]|0[0-9])[0-9 ()./-]{7,18}[0-9]",
    "identifiers": r"(uuid:)?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
}
"""What a cell holds → the expression that the whole cell fits."""

EXCEPT = {TELEPHONES: r"[0-9]{1,2}[./-][0-9]{1,2}[./-]([0-9]{2}){1,2}( .*)?"}
"""What such a cell does not fit: a day begins as a telephone number does."""

NAMES, CONTACT = "names", "contact details"

_EXPRESSIONS = {what: pattern_of(pattern) for what, pattern in PATTERNS.items()}
_EXCEPT = {what: pattern_of(pattern) for what, pattern in EXCEPT.items()}
_NAME = pattern_of(r"[^\W\d_a-z][^\W\d_]+(?:[ '’-][^\W\d_a-z][^\W\d_]+){1,3}")
_FIELDS = {
    "personal_contact": CONTACT,
    "personal_identifier": "identifiers",
    "personal_name": NAMES,
    "geo": "places on the map",
    "respondent_id": "identifiers",
}
_WORDS = {
    NAMES: frozenset(
        (
            *("name", "firstname", "lastname", "fullname", "surname", "nickname", "username", "signature", "headman"),
            *("enumerator", "enum", "interviewer", "surveyor", "kin"),
            *("nom", "prenom", "enumerateur", "enqueteur", "enquetrice"),
            *("nombre", "nombres", "apellido", "apellidos", "encuestador", "encuestadora", "firma"),
            *("nome", "sobrenome", "apelido", "entrevistador", "entrevistadora", "assinatura"),
            *("vorname", "nachname", "familienname", "unterschrift", "الاسم", "اسم", "التوقيع"),
        )
    ),
    CONTACT: frozenset(
        (
            *("email", "mail", "phone", "telephone", "tel", "mobile", "whatsapp", "postcode", "zipcode", "instagram"),
            *("telegram", "handle", "courriel", "portable"),
            *("telefono", "telefone", "celular", "movil", "correo", "telemovel", "codigopostal"),
            *("telefon", "handy", "handynummer", "telefonnummer", "rufnummer", "postleitzahl", "plz"),
            *("هاتف", "الهاتف", "هاتفك", "جوال", "الجوال"),
        )
    ),
    "places on the map": frozenset(
        ("gps", "geopoint", "latitude", "longitude", "lat", "lon", "lng", "altitude", "coordinates", "coordonnees")
    ),
    "identifiers": frozenset(
        (
            *("id", "uuid", "deviceid", "subscriberid", "simserial", "imei", "passport", "birthdate", "dob", "token"),
            *("nin", "ssn", "cnic", "nid", "passeport", "cni"),
            *("dni", "nie", "cedula", "curp", "pasaporte", "identidad", "cpf", "rg", "nif", "passaporte"),
            *("ausweis", "ausweisnummer", "reisepass", "personalausweis", "geburtsdatum", "هويه", "الهويه"),
        )
    ),
}
_PHRASES = {
    NAMES: pattern_of(
        r"(asked|interviewed|recorded|collected|completed|entered|filled)( in| out)? by|who are you|data collector"
        r"|(next of kin|emergency contact)( .*)?|quien es usted|qui etes vous|wer sind sie|enquete(e|ur)? par"
    ),
    CONTACT: pattern_of(
        r"(post|zip) codes?|codes? postal|codigo postal|(house|door) (no|number)( .*)?|contact( no| number)?"
    ),
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
    phrase = " ".join(words)
    for what, its in _WORDS.items():
        if its & set(words) or (what in _PHRASES and _PHRASES[what].fullmatch(phrase)):
            return what
    return None


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
        if what in known:
            continue
        fits = filter(expression.fullmatch, likely)
        if any(fits if what not in _EXCEPT else (not _EXCEPT[what].fullmatch(text) for text in fits)):
            found.add(what)
    return found


def are_names(texts: Collection[str]) -> bool:
    """Say whether all of some texts look like names of persons: two words or more, each with a capital.

    >>> are_names(["Amina Ali", "Jean-Paul Kouassi"]), are_names(["Food aid", "Shelter"])
    (True, False)
    """
    return bool(texts) and all(_NAME.fullmatch(text) for text in texts)
