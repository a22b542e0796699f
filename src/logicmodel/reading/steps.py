"""Which of several targets are steps on the way, and which one is the aim: “Target FY25”, “Target FY26”, “LOP target”."""

import re
from collections.abc import Mapping

from logicmodel.words.periods import period_beside
from logicmodel.words.spelling import unaccented

_AIM = re.compile(r"target|cible|\bmetas?\b|zielwert|\balvo\b|مستهدف|الهدف")


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
