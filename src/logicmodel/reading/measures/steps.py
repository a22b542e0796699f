"""Which of several targets are steps on the way, and which one is the aim: “Target FY25”, “Target FY26”, “LOP target”."""

import re
from collections.abc import Mapping
from itertools import combinations

from logicmodel.patterns import pattern_of
from logicmodel.words.periods import period_beside, period_in
from logicmodel.words.spelling import unaccented

_AIM = pattern_of(r"target|cible|\bmetas?\b|zielwert|\balvo\b|مستهدف|الهدف")

PLANNED = frozenset(("planned", "plan", "prevu", "previsto", "planificado", "planejado", "geplant", "مخطط"))
ACHIEVED = frozenset(
    ("achieved", "actual", "realise", "atteint", "logrado", "alcanzado", "realizado", "alcancado", "erreicht", "محقق")
)
"""Words that say of a row of numbers whether they are hoped for or were measured."""


_GROUPS = frozenset(
    """
    women men girls girl boys boy female females male males f m w femmes femme hommes homme filles garcons h mujeres mujer
    hombres hombre ninas ninos mulheres mulher homens homem meninas meninos frauen manner madchen jungen weiblich mannlich
    urban rural adults adult youth children disability pwd refugees returnees idps host نساء رجال اناث ذكور بنات اولاد
    """.split()
)
_TOTALS = frozenset("total totals all both overall ensemble tous todos todas gesamt insgesamt المجموع الاجمالي".split())


def of_single_groups(columns: Mapping[int, tuple[str, str]]) -> set[int]:
    """Give the columns that hold a baseline, step or target of one group of several: none of them is that of all.

    `columns` gives field and title.

    >>> of_single_groups({1: ("target", "Target women"), 2: ("target", "Target men"), 3: ("target", "Target total")})
    {1, 2}
    >>> of_single_groups({1: ("target", "Target women")})
    set()
    """
    groups: dict[int, frozenset[str]] = {}
    for column, (field, title) in columns.items():
        words = frozenset(re.findall(r"\w+", unaccented(title)))
        if field in ("baseline", "milestone", "target", "reading") and not words & _TOTALS and words & _GROUPS:
            groups[column] = words & _GROUPS
    fields = {column: columns[column][0] for column in groups}
    pairs = combinations(groups, 2)
    return {
        each
        for one, other in pairs
        if fields[one] == fields[other] and groups[one] != groups[other]
        for each in (one, other)
    }


def periods_between(columns: Mapping[int, tuple[str, str]]) -> set[int]:
    """Give the columns without a field that name a year, quarter or month between the baseline and the target.

    `columns` gives field and title of all of them, from left to right.

    >>> periods_between({1: ("baseline", "Now"), 2: ("", "Year 1"), 3: ("", "2027"), 4: ("target", "Aim"), 5: ("", "2030")})
    {2, 3}
    """
    ends = {field: column for column, (field, _) in columns.items() if field in ("baseline", "target")}
    first, last = ends.get("baseline", 0), ends.get("target", 0)
    between = (column for column, (field, _) in columns.items() if first and first < column < last and not field)
    return {column for column in between if period_in(unaccented(columns[column][1])) == unaccented(columns[column][1])}


def steps_and_aim(columns: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Say of each column of a target whether it is the “target” or a “milestone”.

    `columns` gives field and title of all of them, from left to right. The aim is the last one for the whole time, else
    the last of all. Steps that are no targets are left as they are.

    >>> steps_and_aim({1: ("target", "LOP target"), 2: ("target", "Target FY25"), 3: ("target", "Target FY26")})
    {1: 'target', 2: 'milestone', 3: 'milestone'}
    >>> steps_and_aim({1: ("milestone", "Q1"), 2: ("milestone", "Annual target")})
    {2: 'target'}
    """
    keys = {column: unaccented(title) for column, (_, title) in columns.items()}
    named = [column for column, (field, _) in columns.items() if field == "target"]
    aims = [column for column, (field, _) in columns.items() if field == "milestone" and _AIM.search(keys[column])]
    aims = sorted({*named, *aims}, key=list(columns).index)
    if not aims:
        return {}
    whole = [column for column in aims if period_beside(keys[column]) is None]
    aim = ([column for column in whole if column in named] or [c for c in aims if c not in whole] or whole)[-1]
    return {column: "target" if column == aim else "milestone" for column in aims}
