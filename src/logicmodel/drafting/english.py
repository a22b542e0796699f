"""The English words for drafting, loaded when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

Rows = tuple[tuple[str, str], ...]


class Wording(Struct, frozen=True, kw_only=True):
    """The English words for drafting; what each list is for stands above it in the file."""

    whole: Rows
    beginnings: Rows
    of_no_one: tuple[str, ...]
    kept: tuple[str, ...]
    names: tuple[str, ...]
    inside: Rows
    behind_people: Rows
    endings: Rows
    first_words: Rows
    wishes: tuple[str, ...]
    wished: tuple[str, ...]
    past: tuple[str, ...]
    amounts: tuple[str, ...]
    no_amounts: tuple[str, ...]
    wanted_already: tuple[str, ...]
    before_people: tuple[str, ...]
    plurals: tuple[str, ...]
    families: str
    children: tuple[str, ...]
    places: tuple[str, ...]
    institutions: tuple[str, ...]
    breaks: tuple[str, ...]
    describing: tuple[str, ...]
    verbs: tuple[str, ...]
    no_article: tuple[str, ...]
    wanted_less: tuple[str, ...]
    wanted_fewer: tuple[str, ...]
    countable_ing: tuple[str, ...]
    behind_the_noun: tuple[str, ...]
    after_a_noun: tuple[str, ...]
    macro: tuple[str, ...]
    mezzo: tuple[str, ...]
    micro: tuple[str, ...]
    stop_words: tuple[str, ...]


@cache
def wording() -> Wording:
    """Give the English words for drafting."""
    path = files("logicmodel.words").joinpath("drafting_en.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), Wording)
