"""The rules that read words, on plans in French and Spanish: right, or silent."""

import re
from pathlib import Path

import pytest

from logicmodel import Theory, check
from logicmodel.checking import not_checked
from logicmodel.config import Config
from tests.tables import plan_of

READ_WORDS = ("W", "L201", "L202", "L213", "M402", "M407", "A510", "N310")

SOUND = {
    "French": """
| Plan | Réf | Étape | Quoi | Mène à |
|---|---|---|---|---|
| | AC1 | Activité | Tenir une permanence chaque semaine | OP1 |
| | OP1 | Produit | 200 familles conseillées, 12 ateliers sur la confiance en soi | OC1 |
| | OC1 | Effet | Les parents connaissent leurs droits et savent à qui s’adresser | OC2 |
| | OC2 | Effet | Davantage de familles touchent les aides auxquelles elles ont droit | OC3 |
| | OC3 | Effet | Les aînés isolés vivent toujours chez eux six mois après | IM1 |
| | OC4 | Effet | Moins de ruptures dans les parcours des jeunes à travers la région | IM1 |
| | IM1 | Impact | Les pauvres gens du quartier vivent plus longtemps en bonne santé | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC2 | Nombre de familles qui touchent une aide après la formation |

| Needs | Ref | Kind | What |
|---|---|---|---|
| | N1 | Need | Les parents ne savent pas quelles aides existent |
""",
    "Spanish": """
| Plan | Ref | Etapa | Qué | Lleva a |
|---|---|---|---|---|
| | AC1 | Actividad | Atender a las familias cada semana | OP1 |
| | OP1 | Producto | 200 familias asesoradas, 20 talleres de habilidades | OC1 |
| | OC1 | Resultado | Las madres conocen sus derechos y saben a quién acudir | OC2 |
| | OC2 | Resultado | Los jóvenes forman parte del consejo del barrio | OC3 |
| | OC3 | Resultado | Sube la esperanza de vida en el barrio | IM1 |
| | IM1 | Impacto | Los pobres campesinos del valle comen todos los días | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC2 | Número de jóvenes que trabajan después de la formación |

| Needs | Ref | Kind | What |
|---|---|---|---|
| | N1 | Need | Las familias no comen lo suficiente |
""",
}


def found_in(text: str, folder: Path) -> list[tuple[str, str]]:
    """Give the code of each finding, and the words that it quotes first, or all that it says."""
    findings = check(Theory(plan_of(text, folder)), select=READ_WORDS)
    quoted = [(each.code, re.search("“(.*?)”", each.message), each.message) for each in findings]
    return [(code, found[1] if found else message) for code, found, message in quoted]


@pytest.mark.parametrize("language", SOUND)
def test_a_sound_plan_is_let_be(language: str, tmp_path: Path) -> None:
    theory = Theory(plan_of(SOUND[language], tmp_path))
    assert theory.plan.programme.language is None  # it is told by its words
    assert check(theory, select=READ_WORDS) == []
    assert not_checked(theory, Config(select=READ_WORDS)) == []


def test_a_flawed_plan_in_french(tmp_path: Path) -> None:
    plan = """
| Plan | Réf | Étape | Quoi | Mène à |
|---|---|---|---|---|
| | AC1 | Activité | Former les relais des quartiers | OP1 |
| | AC2 | Activité | Suivi | OC1 |
| | OP1 | Produit | Une meilleure estime de soi | OC1 |
| | OC1 | Effet | Organiser des rencontres entre les parents | OC2 |
| | OC2 | Effet | La mise en place d’un comité | OC3 |
| | OC3 | Effet | Les parents participent aux réunions | OC4 |
| | OC4 | Effet | Nombre d’ateliers tenus | OC5 |
| | OC5 | Effet | Garantir l’accès aux soins pour les pauvres | OC6 |
| | OC6 | Effet | Les jeunes trouvent un emploi grâce à l’apprentissage | IM1 |
| | OC7 | Effet | Les mères reprennent des études en partageant la garde | IM1 |
| | OC8 | Effet | L’autonomie | IM1 |
| | OC9 | Effet | Les femmes retrouvent l’estime de soi | IM1 |
| | IM1 | Impact | Favoriser la cohésion des familles à problèmes | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC9 | Nombre d’ateliers |

| Needs | Ref | Kind | What |
|---|---|---|---|
| | N1 | Need | Il n’y a pas de centre de jour |
"""
    assert found_in(plan, tmp_path) == [
        ("N310", "Need N1 describes a missing service."),
        ("W804", "Suivi"),
        ("L213", "Une meilleure estime de soi"),
        ("L201", "Organiser des rencontres entre les parents"),
        ("L201", "La mise en place d’un comité"),
        ("L202", "Les parents participent aux réunions"),
        ("L202", "Nombre d’ateliers tenus"),
        ("A510", "Garantir"),
        ("W803", "les pauvres"),
        ("W801", "Les jeunes trouvent un emploi grâce à l’apprentissage"),
        ("W801", "Les mères reprennent des études en partageant la garde"),
        ("W802", "L’autonomie"),
        ("M407", "Les femmes retrouvent l’estime de soi"),
        ("W802", "Favoriser la cohésion des familles à problèmes"),
        ("W803", "familles à problèmes"),
        ("M402", "Nombre d’ateliers"),
    ]


def test_a_flawed_plan_in_spanish(tmp_path: Path) -> None:
    plan = """
| Plan | Ref | Etapa | Qué | Lleva a |
|---|---|---|---|---|
| | AC1 | Actividad | Seguimiento | OP1 |
| | OP1 | Producto | Mayor autoestima de las madres | OC1 |
| | OC1 | Resultado | Capacitar a los docentes en primeros auxilios | OC2 |
| | OC2 | Resultado | La entrega de útiles a las familias | OC3 |
| | OC3 | Resultado | Los jóvenes asisten a las charlas | OC4 |
| | OC4 | Resultado | Garantizar la salud de los discapacitados | OC5 |
| | OC5 | Resultado | Las familias tienen agua y los niños mejoran su salud | OC6 |
| | OC6 | Resultado | Las madres venden más a través de la cooperativa | IM1 |
| | OC7 | Resultado | Las mujeres ganan confianza en sí mismas | IM1 |
| | IM1 | Impacto | Promover la convivencia con familias problemáticas | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC7 | Número de talleres |

| Needs | Ref | Kind | What |
|---|---|---|---|
| | N1 | Need | No hay centro de día |
"""
    assert found_in(plan, tmp_path) == [
        ("N310", "Need N1 describes a missing service."),
        ("W804", "Seguimiento"),
        ("L213", "Mayor autoestima de las madres"),
        ("L201", "Capacitar a los docentes en primeros auxilios"),
        ("L201", "La entrega de útiles a las familias"),
        ("L202", "Los jóvenes asisten a las charlas"),
        ("A510", "Garantizar"),
        ("W803", "los discapacitados"),
        ("W801", "Las familias tienen agua y los niños mejoran su salud"),
        ("W801", "Las madres venden más a través de la cooperativa"),
        ("M407", "Las mujeres ganan confianza en sí mismas"),
        ("W802", "Promover la convivencia con familias problemáticas"),
        ("W803", "familias problemáticas"),
        ("M402", "Número de talleres"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die Eltern kennen ihre Rechte und sind nicht mit ihren Sorgen allein",
        "الآباء يعرفون حقوقهم",
        "As famílias não têm uma casa e são pobres",
    ],
)
def test_a_plan_in_a_language_without_lists_is_not_read_as_english(text: str, tmp_path: Path) -> None:
    theory = Theory(
        plan_of(f"| Plan | Ref | Stage | What |\n|---|---|---|---|\n| | OC1 | Outcome | {text} |", tmp_path)
    )
    assert check(theory, select=("W",)) == []
    assert [each.code for each in not_checked(theory, Config(select=("W",)))] == ["W801", "W802", "W803", "W804"]


@pytest.mark.parametrize(
    ("knowledge", "condition", "lower", "wide", "close"),
    [
        ("Connaissances", "Condition de vie", "Plus bas", "Communauté ou système", "Personne ou famille"),
        ("Conocimiento", "Condición de vida", "Más bajo", "Comunidad o sistema", "Persona o familia"),
    ],
    ids=["French", "Spanish"],
)
def test_words_of_lists_are_read_in_other_languages(
    knowledge: str, condition: str, lower: str, wide: str, close: str, tmp_path: Path
) -> None:
    text = f"""
| Plan | Ref | Stage | What | Leads to | Kind of change | Level | Meets need |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Tenir une permanence | OC1 | | {close} | N1 |
| | OC1 | Outcome | Les parents connaissent leurs droits | OC2 | {knowledge} | | |
| | OC2 | Outcome | Les logements sont secs | | {condition} | | |

| Measures | Ref | What it measures | Measure | Now | Aim | Better is |
|---|---|---|---|---|---|---|
| | M1 | OC2 | Logements humides | 40 | 10 | {lower} |

| Needs | Ref | Kind | What | Level |
|---|---|---|---|---|
| | N1 | Need | Trop peu de logements | {wide} |
"""
    findings = check(Theory(plan_of(text, tmp_path)), select=["D017", "L206", "M405", "N304"])
    assert [each.code for each in findings] == ["N304", "L206"]
