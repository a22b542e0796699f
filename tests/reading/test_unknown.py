"""What cells say that say “not known”."""

import pytest

from logicmodel.reading.values import unknown_state
from logicmodel.words.load import vocabulary


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("TBC", "to_be_set"),
        ("tbd.", "to_be_set"),
        ("To be confirmed", "to_be_set"),
        ("TBC (after the survey)", "to_be_set"),
        ("TBC by March 2026", "to_be_set"),
        ("unknown", "not_known"),
        ("No data", "not_known"),
        ("?", "not_known"),
        ("N/A", "not_applicable"),
        ("n.a.", "not_applicable"),
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("", "blank"),
        (" – ", "blank"),
        ("—", "blank"),
        ("---", "blank"),
        ("0", None),
        ("<5", None),
        ("none", None),
        ("to be continued", None),
    ],
)
def test_unknown_has_four_kinds_and_a_fifth(text: str, state: str | None) -> None:
    assert unknown_state(text) == state


def test_a_small_number_behind_a_sign_is_hidden_only_among_counts() -> None:
    assert unknown_state("<5", counts=True) == unknown_state("5 or fewer", counts=True) == "suppressed"
    assert unknown_state("<500", counts=True) is None
    assert unknown_state("<5", meanings=vocabulary("value")) is None


def test_other_languages_say_it_in_their_words() -> None:
    words = vocabulary("value")

    states = [unknown_state(text, meanings=words) for text in ("À définir", "Por definir", "unbekannt", "غير معروف")]
    assert states == ["to_be_set", "to_be_set", "not_known", "not_known"]
    assert unknown_state("Oui", meanings=words) is None
