"""Columns beside needs that the full sheet does not have: votes, ranks and points of raters, parts of a rating, causes.

People who assess needs score them in the same table. The parts of Hanlon's rating, votes, and a place or points from
each of several raters are told apart here, because a place counts from the top and points from the bottom.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from logicmodel.model import Amount
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.headings import Heading
from logicmodel.reading.needs.causes import in_a_chain
from logicmodel.words.scales import end_of_scale, without_scale
from logicmodel.words.spelling import heading_key, plain

_WEIGHTS = frozenset(
    "weight|weights|weighting|weight of criterion|criteria weight|criterion weight|poids|ponderation|coefficient|peso|pesos|"
    "ponderacion|ponderacao|gewicht|gewichtung".split("|")
)

_WEIGHT_IN = pattern_of(
    r"\b(?:weight|weighting|weighted|poids|peso|gewicht|ponderation|w)\b[ :=x×]*(\d+(?:[.,]\d+)?)|\((\d+(?:[.,]\d+)?) ?%\)"
)

_PARTS = {
    "size": r"size(?: of (?:the )?problem)?|magnitude|ampleur|magnitud|magnitude do problema|tamano(?: del problema)?",
    "seriousness": r"seriousness(?: of .+)?|severite|seriedad|seriedade",
    "effectiveness": r"(?:potential )?(?:effectiveness|efficacy)(?: of .+)?|efficacite(?: .+)?|efectividad(?: .+)?|eficacia(?: .+)?",
    "unfairness": r"unfairness|inequity|inequite|inequidad",
    "positioning": r"positioning|posicionamiento|positionnement",
    "pearl_proper": r"proper|propriety|appropriate|appropriateness|pertinence|pertinente|pertinencia",
    "pearl_affordable": r"affordable|affordability|economics?|economical|economic feasibility|economically feasible|economie|factibilidad economica",
    "pearl_acceptable": r"acceptable|acceptability|acceptabilite|aceptabilidad|aceitabilidade",
    "pearl_resourced": r"resourced|resources|resources available|resource availability|ressources|recursos",
    "pearl_legal": r"legal|legality|legalite|legalidad|legalidade",
}
"""Column of Scores → headings over it beside needs, as keys."""

_LETTER = pattern_of(r"(?:[a-e](?:(?: ?[:.)]| -) ?| ))?(?P<rest>.*)")
"""The letter of a formula that may stand before its part: “A: Size”, “C) Effectiveness”."""

TWO_ROWS = " / "
"""Joins the words of two rows of headings: “Size / Community”."""

RATING = frozenset(("size", "seriousness", "effectiveness"))

SHORTEST = 5
"""The end of a scale of points that no part of a rating has: where all end there they are criteria of another kind."""

PEARLS = 3
"""Answers of PEARL that stand side by side at least, before “Resources” is taken for one of them."""

_MOST = {"size": 10, "seriousness": 20, "effectiveness": 10, "unfairness": 5}
"""Column of Scores → the end of its scale."""

MOST_OF_CHANCE = 2
"""Rows that numbers may put in an order by chance."""

_VOTES_OF = pattern_of(
    r"(?P<group>.+?)\s*[-–:(]?\s*\b(?:votes?|dots?|votos?|voix|gommettes|stimmen)\b\)?"
    r"|(?:votes?|dots?|votos?|voix|gommettes|stimmen)\s*(?:[-–:(]|by|of|from|des?|du|par|por|von|der)\s*(?P<behind>[^()]+?)\)?"
)
"""A heading that says whose votes stand under it: “Residents (dots)”, “Votes of staff”."""

_OF_ALL = pattern_of(r"\b(?:total|all|overall|sum|tous|toutes|ensemble|todos|todas|suma|soma|gesamt|alle|summe)\b")
_VOTES = pattern_of(r"\b(?:votes?|dots|votos?|voix|suffrages|gommettes|stimmen)\b")
_RANK = pattern_of(
    r"(?P<before>.*?)[\s:–-]*\b(?:rank(?:ing)?|rang|classement|puesto|posicion|posicao|orden|rangplatz)\b[\s:–-]*"
    r"(?:by|of|from|for|par|des?|du|del|por|von)?\s*(?P<behind>.*)"
)
_POINTS = pattern_of(
    r"(?:score|points|rating|note|puntaje|puntos|nota|pontos|punkte)\s*[-–:(,]\s*(?P<behind>[^()]+?)\)?"
    r"|(?P<rater>(?:rater|scorer|judge|panel member|participant|participante|teilnehmer|member|voter|votant|"
    r"evaluateur|evaluador|avaliador|juez|juge|bewerter)\s*\w{1,12}|p ?\d{1,2})"
)

_CAUSES = pattern_of(
    r"\b(?:what gets in the way|what stands in the way|obstacles?|obstaculos?|hindernisse?|causes?|causas?|why|pourquoi|por ?que|raisons?|reasons?|drivers?|razones|motivos?|warum|ursachen?|hypotheses explicatives|facteurs explicatifs)\b"
)
_EFFECTS = pattern_of(
    r"\bwhy (?:it|this|that) matters\b|\bwhy (?:is )?(?:it|this) (?:is )?important\b|\bso what\b|\bpourquoi c'est important\b|"
    r"\bpor que (?:es |e )?importa|\b(?:effects?|efectos?|efeitos?|consequences?|consecuencias?|consequencias?|effets?|what follows|leads? to|folgen)\b"
)
_COUNT = pattern_of(
    r"(?:nb|nbre|no|nr|n\.? ?o|n°|#|number|nombre|numero|anzahl|cantidad)\.?\s*(?:of|de|d'|des)?\s*"
    r"(?:people|persons?|personnes|personas|pessoas|eleves|alumnos|alunos|enfants|ninos|children|pupils|students|"
    r"households|hogares|menages|familles|familias|families|habitants|habitantes|women|girls|menschen|personen)\b.*"
)
_WHO = pattern_of(r"who(?:m)? (?:is|are|does|do|has|have)\b.*|(?:affected |target )(?:groups?|population|people)")
_SOURCES = pattern_of(r"(?:data |info(?:rmation)? )?sources?\b.*|source of .+|fuentes?\b.*|fontes?\b.*|quellen?\b.*")


def columns_beside(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Name the columns beside needs that their headings alone did not name, or named for another sheet.

    `under` holds the filled cells beneath each heading. A heading that stays as it was is given back as it is.
    """
    made = _with_rating(headings, under)
    made = _with_raters(made, under)
    made = _with_votes_of_groups(made, under)
    # “Magnitude (1-5)” is known for how many, and turns out to be a criterion.
    taken = {
        each.field for each in made if each.sheet == "needs" and not (each.field == "count" and end_of_scale(each.text))
    }
    found = []
    for each in made:
        its = _named(each, under.get(each.column, ())) if each.field is None or each.guessed else None
        # “Community votes” is only alike to “Community voice”: whole numbers under it settle that.
        its = its if each.field is None or its == "votes" else None
        if its in ("votes", "count", "severity", "sources", "who") and its in taken:
            its = None
        taken.add(its)
        found.append(replace(each, sheet="needs", field=its, guessed=True) if its else each)
    return in_a_chain(found)


def is_rank(title: str) -> bool:
    """Say whether a heading stands over places: “Staff rank”, which are no points."""
    return _RANK.fullmatch(heading_key(without_scale(title))) is not None


def is_weight(text: str) -> bool:
    """Say whether a cell where a need is expected names the weights of criteria: “Weight”, “Peso”."""
    return heading_key(text.rstrip(" :→>-")) in _WEIGHTS


def weight_in(title: str) -> Decimal | None:
    """Give the weight that a heading names: “Urgency (weight 30%)”, “Equity [w=2]”; None for none.

    >>> weight_in("Urgency (weight 30%)"), weight_in("Cost, peso: 0,2"), weight_in("Severity (1-5)"), weight_in("Scale (30%)")
    (Decimal('30'), Decimal('0.2'), None, Decimal('30'))
    """
    found = _WEIGHT_IN.search(heading_key(title))
    number = (found[1] or found[2]) if found else None
    return Decimal(number.replace(",", ".")) if number else None


def rater_of_heading(title: str) -> str:
    """Say who scored, where a heading beside needs names a rater; “” where it names none.

    >>> [rater_of_heading(each) for each in ("Staff rank", "Score (Youth panel)", "Rater 2", "Size (0-10)")]
    ['Staff', 'Youth panel', 'Rater 2', '']
    >>> rater_of_heading("Young people (dots)")
    'Young people'
    """
    pieces = title.split(TWO_ROWS)
    if len(pieces) == 2 and (others := [piece.strip() for piece in pieces if not _part_of(piece)]) and len(others) == 1:
        return others[0]
    text = " ".join(without_scale(title).split())
    key = heading_key(text)
    rank, points, votes = _RANK.fullmatch(key), _POINTS.fullmatch(key), _VOTES_OF.fullmatch(key)
    name = (rank["before"] or rank["behind"]) if rank else ""
    name = name or ((points["behind"] or points["rater"]) if points else "")
    name = name or ((votes["group"] or votes["behind"]) if votes else "")
    at = text.casefold().find(name) if name else -1
    return text[at : at + len(name)].strip(" -–:()") if at >= 0 else name


# -- parts of a rating ------------------------------------------------------------------------------------------------


def _with_rating(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take size, seriousness and effectiveness for the parts of Hanlon's rating where at least two of them are there.

    One alone, or one on another scale, is a criterion like others.
    """
    named = {each.column: part for each in headings if (part := _part(each))} | _letters_of_pearl(headings)
    on_scale = {
        each.column: named[each.column]
        for each in headings
        if each.column in named and _fits(each, named[each.column], under.get(each.column, ()))
    }
    parts = named if _is_nearly_a_rating(named, under) else on_scale
    raters = {each.column: rater_of_heading(each.title) for each in headings}
    often = Counter((part, raters[column]) for column, part in parts.items())
    doubled = {part for (part, _), count in often.items() if count > 1}
    rated = set(parts.values()) - doubled
    if "effectiveness" not in rated or not {"size", "seriousness"} & rated:
        return list(headings)
    if sum(part.startswith("pearl") for part in rated) < PEARLS:
        rated = {part for part in rated if part != "pearl_resourced"}
    made = []
    for each in headings:
        if parts.get(each.column) in rated:
            each = replace(each, sheet="scores", field=parts[each.column], guessed=False, doubt="")
        elif heading_key(each.text) == "pearl":
            each = replace(each, sheet="needs", field="extra")  # the answers beside it, once more
        made.append(each)
    return made


def _letters_of_pearl(headings: Sequence[Heading]) -> dict[int, str]:
    """Give the columns of the five letters P, E, A, R and L, where all stand there."""
    parts = dict(zip("pearl", (part for part in _PARTS if part.startswith("pearl")), strict=True))
    found = {each.column: parts[key] for each in headings if (key := heading_key(each.text)) in parts}
    return found if len(found) == len(parts) == len(set(found.values())) else {}


def _is_nearly_a_rating(named: Mapping[int, str], under: Mapping[int, Sequence[Cell]]) -> bool:
    """Say whether all three parts stand side by side with numbers so near their scales that one beyond is a slip."""
    near = {
        part
        for column, part in named.items()
        if part in RATING and (its := _numbers(under.get(column, ()))) and 0 <= min(its) <= max(its) <= 2 * _MOST[part]
    }
    least = min((max(_numbers(under[column])) for column, part in named.items() if part in near), default=0)
    return near == RATING and least > SHORTEST


def _part(heading: Heading) -> str | None:
    """Give the part of a rating that a heading names, alone or with who scored in the row above or beneath."""
    parts = [part for piece in heading.text.split(TWO_ROWS) if (part := _part_of(piece))]
    return parts[0] if len(parts) == 1 else None


def _part_of(text: str) -> str | None:
    found = _LETTER.fullmatch(heading_key(without_scale(text)))
    key = found["rest"] if found else ""
    return next((part for part, words in _PARTS.items() if re.fullmatch(words, key)), None)


def _fits(heading: Heading, part: str, cells: Sequence[Cell]) -> bool:
    """Say whether the numbers under a part of a rating are of its scale."""
    most = _MOST.get(part)
    numbers = _numbers(cells)
    said = end_of_scale(heading.text)
    on_scale = most is not None and all(0 <= each <= most for each in numbers) and (said is None or said in (most, 10))
    return most is None or (bool(numbers) and on_scale)


# -- raters -----------------------------------------------------------------------------------------------------------


def _with_raters(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take two or more columns of places, or of points, that each name a rater for what these raters scored."""
    ranks = [
        each
        for each in headings
        if each.field in (None, "criteria", "priority")
        and _RANK.fullmatch(heading_key(without_scale(each.text)))
        and rater_of_heading(each.title)
        and _are_places(under.get(each.column, ()))
    ]
    points = [
        each
        for each in headings
        if each.field in (None, "criteria", "priority", "severity", "votes")
        and _POINTS.fullmatch(heading_key(without_scale(each.text)))
        and (numbers := _numbers(under.get(each.column, ())))
        and len(numbers) == len(under[each.column])
        and max(numbers) <= 10
    ]
    ranks = ranks or _places_under_names(headings, under)
    several = len(ranks) + any(each.field == "community_rank" for each in headings) > 1
    field_of = {each.column: "rank" for each in ranks} if several else {}
    field_of |= {each.column: "points" for each in points} if len(points) > 1 else {}
    return [
        replace(each, sheet="scores", field=field_of[each.column], guessed=True, doubt="")
        if each.column in field_of
        else each
        for each in headings
    ]


def _places_under_names(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Give the columns of names alone, “Ana”, “Ben”, beneath which every one holds an order: 1, 2, 3, or 1, 2, 2, 4.

    Points that a few people give look otherwise; at least one column must put all in an order without ties.
    """
    unknown = [
        each
        for each in headings
        if each.field is None and end_of_scale(each.text) is None and _numbers(under.get(each.column, ()))
    ]
    orders = [sorted(_numbers(under[each.column])) for each in unknown]
    most = max((len(order) for order in orders), default=0)
    whole = [Decimal(place) for place in range(1, most + 1)]
    is_order = most > MOST_OF_CHANCE and whole in orders and all(map(_is_order, orders))
    return unknown if len(unknown) > 1 and is_order else []


def _is_order(places: Sequence[Decimal]) -> bool:
    """Say whether sorted numbers are places: each is the next one, a tie, or counts those before it."""
    before = (Decimal(0), *places)
    return all(
        place in ({before[index], before[index] + 1, index + 1} if index else {1}) for index, place in enumerate(places)
    )


def _with_votes_of_groups(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take several columns of votes for what each group gave, and the one of all of them for the votes.

    Without a column of all of them the groups stand side by side: nothing is added up here.
    """
    voted = [
        each
        for each in headings
        if (each.field in (None, "criteria", "votes") or each.guessed)
        and _VOTES.search(heading_key(each.text))
        and _are_counts(under.get(each.column, ()))
    ]
    whole = [
        each.column for each in voted if _OF_ALL.search(heading_key(each.text)) or not rater_of_heading(each.title)
    ]
    groups = [each.column for each in voted if each.column not in whole]
    if len(groups) < 2 or len(whole) > 1:
        return list(headings)
    made = []
    for each in headings:
        if each.column in groups:
            each = replace(each, sheet="scores", field="points", guessed=True, doubt="")
        elif each.column in whole:
            each = replace(each, sheet="needs", field="votes", guessed=False, doubt="")
        made.append(each)
    return made


def _are_counts(cells: Sequence[Cell]) -> bool:
    numbers = _numbers(cells)
    return len(numbers) == len(cells) > 0 and all(each == int(each) and each >= 0 for each in numbers)


def _are_places(cells: Sequence[Cell]) -> bool:
    numbers = _numbers(cells)
    return len(numbers) == len(cells) > 1 and all(each == int(each) and 1 <= each <= 3 * len(cells) for each in numbers)


# -- by the words of a heading ----------------------------------------------------------------------------------------


def _named(heading: Heading, cells: Sequence[Cell]) -> str | None:
    """Say what of Needs an unknown heading names, by a word in it and by what stands beneath it."""
    key = heading_key(without_scale(heading.text))
    numbers = _numbers(cells)
    if numbers and len(numbers) == len(cells):
        if _VOTES.search(key) and _are_counts(cells):
            return "votes"
        if end_of_scale(heading.text) == 5 and re.fullmatch(r"severity|gravite|gravedad|gravidade|schwere", key):
            return "severity"
    if numbers and _COUNT.fullmatch(key):
        return "count"
    if not any(isinstance(cell.value, str) for cell in cells) or len(numbers) * 2 > len(cells):
        return None
    # “Why it matters” asks for effects, whatever “why” asks for else.
    if _EFFECTS.search(key):
        return "consequences"
    if _CAUSES.search(key):
        return "causes"
    if _SOURCES.fullmatch(key):
        return "sources"
    return "who" if _WHO.fullmatch(key) else None


def _numbers(cells: Sequence[Cell]) -> list[Decimal]:
    """Give the numbers that stand alone in their cells."""
    return [number for cell in cells if (number := number_of(cell)) is not None]


def is_amount(cell: Cell) -> bool:
    """Say whether a cell holds an amount, be it qualified, or a word for one that is not known or not shown."""
    amount = values.read_amount(cell.value, cell.text, percent=cell.percent)
    return isinstance(amount, Amount) and amount.state != "words"


def number_of(cell: Cell) -> Decimal | None:
    """Give the number that stands alone in a cell; None for words, a range, or a word for no answer."""
    if isinstance(cell.value, str) and plain(cell.text) in ("na", "n/a", "-", ""):
        return None
    amount = values.read_amount(cell.value, cell.text, percent=cell.percent)
    is_number = isinstance(amount, Amount) and amount.state == "number" and not values.is_qualified(amount)
    return amount.value if is_number and isinstance(amount, Amount) else None
