"""The word lists are complete words in lower case, each once."""

import msgspec
import pytest

from logicmodel.words.load import Lexicon, lexicon, vocabulary
from logicmodel.words.matching import finder

ENGLISH = lexicon("English")
LISTS = [
    pytest.param(value, id=f"{language}-{name}")
    for language in ("English", "French", "Spanish")
    if (words := lexicon(language))
    for name, value in msgspec.structs.asdict(words).items()
    if name not in ("source_words", "stigma", "titles_come_first") and (value or language == "English")
]


def english() -> Lexicon:
    assert ENGLISH is not None
    return ENGLISH


@pytest.mark.parametrize("words", LISTS)
def test_each_word_stands_once_and_in_lower_case(words: tuple[str, ...]) -> None:
    assert words
    assert len(set(words)) == len(words)
    assert [word for word in words if word != word.casefold().strip()] == []


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("action_verbs", ["run", "running", "refer", "referring", "providing", "counselling", "counseling"]),
        ("change_words", ["increases", "dropped", "grew", "risen", "fewer", "sustained"]),
        ("participation", ["enrolled", "enrol", "signing up", "heard about", "completing"]),
        ("delivered", ["set up", "organized"]),
        ("delivery_titles", ["classes", "days", "programmes", "website"]),
        ("change_verbs", ["achieving", "gotten", "became", "had"]),
        ("vague", ["addresses", "sensitized", "mainstreaming", "raise awareness"]),
        ("certainty", ["proven", "guaranteeing", "100 %", "100%", "100 per cent"]),
        ("intangible", ["quality of life", "trusts", "self-esteem"]),
        ("delivery", ["home visits", "referrals made", "flyers"]),
        ("service", ["training", "programme", "clinics"]),
        ("placeholder", ["n/a", "to do", "etc"]),
        ("people", ["young people", "household"]),
    ],
)
def test_endings_are_written_out(name: str, texts: list[str]) -> None:
    pattern = finder(getattr(english(), name))
    assert [text for text in texts if not pattern.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("change_words", "increasing"),
        ("delivered", "hold"),
        ("intangible", "self-confidence"),
        ("people", "peoples"),
    ],
)
def test_other_endings_are_not_in_the_lists(name: str, text: str) -> None:
    assert finder(getattr(english(), name)).search(text) is None


def test_kinds_of_source_are_those_of_the_list() -> None:
    kinds = [kind for kind, _ in english().source_words]
    assert set(kinds) == set(vocabulary("source_kind").values()) - {"other"}
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("language", ["English", "French", "Spanish"])
def test_every_phrase_that_hurts_has_something_to_say_instead(language: str) -> None:
    words = lexicon(language)
    assert words is not None
    phrases = [phrase for phrase, _, _ in words.stigma]
    assert len(phrases) == len(set(phrases)) > 10
    assert [phrase for phrase, instead, _ in words.stigma if phrase != phrase.casefold() or not instead] == []


@pytest.mark.parametrize(
    ("language", "name", "texts"),
    [
        ("French", "action_verbs", ["Organiser", "mise en place", "distribution d’"]),
        ("French", "change_verbs", ["améliorées", "réduisent", "acquièrent"]),
        ("French", "delivery", ["ateliers", "personnes formées"]),
        ("Spanish", "action_verbs", ["capacitar", "llevar a cabo", "entrega del"]),
        ("Spanish", "change_verbs", ["mejorados", "reducen", "fortalecida"]),
        ("Spanish", "count_openings", ["N.º de", "cantidad de"]),
    ],
)
def test_endings_are_written_out_in_other_languages_too(language: str, name: str, texts: list[str]) -> None:
    pattern = finder(getattr(lexicon(language), name))
    assert [text for text in texts if not pattern.fullmatch(text)] == []


def test_languages_without_lists() -> None:
    assert lexicon("Welsh") is None
    assert lexicon("../lexicon_en") is None
