"""Listed words are found as whole words, as people type them."""

import pytest

from logicmodel.words.matching import finder, first_words, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("More confidence.", "confidence"),
        ("CONFIDENCE grows", "CONFIDENCE"),
        ("“confidence” in crowds", "confidence"),
        ("self-confidence", None),
        ("self‑confidence", None),
        ("confidences", None),
        ("confidence2", None),
        ("confidence’s end", None),
        ("Children sign\n up", "sign\n up"),
        ("sign it up", None),
        ("well‑being", "well‑being"),
        ("100  % of homes", "100  %"),
        ("1100 % of homes", None),
        ("They don’t know", "don’t"),
        ("Motivated staff", "Motivated"),
        ("demotivated staff", None),
    ],
)
def test_whole_words_only(text: str, found: str | None) -> None:
    phrases = ("confidence", "sign up", "well-being", "100 %", "don't")
    match = finder(phrases, ("motivat",)).search(text)
    assert (match[0] if match else None) == found


def test_the_longer_of_two_phrases_is_found() -> None:
    match = finder(("home", "home visit")).search("A home visit a week")
    assert match is not None
    assert match[0] == "home visit"


def test_a_sign_may_stand_right_before_a_word() -> None:
    assert finder(("#",)).match("#families in contact")


def test_letters_with_accents_are_letters() -> None:
    assert finder(("caf",)).search("Café") is None
    assert finder(("santé",)).search("La santé mentale")


def test_an_empty_list_finds_nothing() -> None:
    assert finder(()).search("anything") is None


def test_words_are_runs_of_letters_digits_apostrophes_and_hyphens() -> None:
    assert words_of("“Recruit” 20 – people’s re‑entry (50 %)") == ["recruit", "20", "people's", "re-entry", "50"]


def test_leading_words_are_dropped_as_long_as_they_last() -> None:
    assert first_words("We will to recruit", ["to", "we", "will"]) == ["recruit"]
    assert first_words("To", ["to"]) == []
