"""Which answers name no need: a no, a “don't know”, an “other”."""

from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.asked_for import words_in
from logicmodel.reading.survey.options import NOT_TICKED
from logicmodel.words.spelling import heading_key

_NAMES_NONE = frozenset(
    "no non nein nao none aucun aucune ninguno ninguna nenhum nenhuma keine keiner nothing rien nada nichts لا dnk".split()
) | frozenset(
    (
        *("pnta", "dk", "dont know", "don't know", "do not know", "i don't know", "prefer not to answer", "dont_know"),
        *("prefer not to say", "rather not say", "not sure", "unsure", "refused", "refuse", "refused to answer"),
        *("refuses to answer", "refusal", "no answer", "no response", "missing", "skipped", "none of these"),
        *("none of the above", "none of them", "no need", "no needs", "no problem", "no problems", "not a problem"),
        *("no difficulty", "no difficulties", "no barrier", "no barriers", "no challenges", "no concerns"),
        *("not applicable", "other", "other answers", "others"),
        *("autre", "autres", "prefere ne pas repondre", "ne souhaite pas repondre", "je ne sais pas", "ne sait pas"),
        *("aucun de ces choix", "aucune de ces reponses", "aucun probleme", "pas de probleme", "aucun besoin", "refus"),
        *("aucune difficulte", "refuse de repondre", "sans reponse", "pas de reponse", "nsp", "sans objet"),
        *("otro", "otra", "otros", "otras", "prefiere no responder", "prefiero no responder", "no lo se", "no sabe"),
        *("ninguna de las anteriores", "ninguno de los anteriores", "ningun problema", "ninguna necesidad", "ns/nr"),
        *("no responde", "sin respuesta", "no aplica", "ninguna dificultad"),
        *("outro", "outra", "outros", "outras", "prefere nao responder", "prefiro nao responder", "nao sei"),
        *("nao sabe", "nenhuma das anteriores", "nenhum problema", "nenhuma necessidade", "nao se aplica", "ns nr"),
        *("sem resposta", "nenhuma dificuldade"),
        *("andere", "anderes", "sonstiges", "sonstige", "keine angabe", "keine angaben", "weiss nicht", "kein problem"),
        *("weiß nicht", "keine davon", "nichts davon", "keine probleme", "kein bedarf", "trifft nicht zu", "k. a."),
        *(
            "اخري",
            "غير ذلك",
            "لا اعرف",
            "لا ادري",
            "لا يوجد",
            "لا شيء",
            "لا شيء مما سبق",
            "افضل عدم الاجابه",
            "لا ينطبق",
        ),
    )
)
_NOT = frozenset("not non pas no nao nicht kein keine ليس غير".split())
_BETWEEN = frozenset("at all very du tout nada gar para".split())
_MISSING_CODE = pattern_of(r"-[6-9]{1,4}|([789])\1{1,3}|9[789]|99[789]|999[789]")
"""Codes that questionnaires set apart for people who did not know, would not say or were not asked."""


def says_no_need(answer: str, question: str = "") -> bool:
    """Say whether an answer names no need: a no, a “don't know”, an “other”, a code for what is missing.

    Nor does one that only says no to the words of its question: “Not worried” to “How worried are you?”

    >>> says_no_need("None of the above"), says_no_need("Other (please specify)"), says_no_need("-99"), says_no_need("5")
    (True, True, True, False)
    >>> says_no_need("Not at all worried", "How worried are you?"), says_no_need("Not enough food", "What worries you?")
    (True, False)
    """
    said = words_in(answer)
    if len(said) > 1 and said[0] in _NOT and _BETWEEN.union(words_in(question)).issuperset(said[1:]):
        return True
    key = heading_key(answer.partition("(")[0] or answer)  # “Other (please specify)”
    if key in _NAMES_NONE or key in NOT_TICKED or key.replace("_", " ") in _NAMES_NONE:
        return True
    return _MISSING_CODE.fullmatch(answer.strip()) is not None or values.unknown_state(answer) is not None
