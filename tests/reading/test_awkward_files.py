"""Files as people send them: one example for each kind of trouble that no other test shows."""

from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.model import Plan, Stage
from logicmodel.reading.deciding.decisions import Decision, Decisions
from tests.tables import plan_of

# -- tables of charities, with headings of their own ------------------------------------------------------------------

WIDE = {
    "en": """
        | Sheet1 | Strand | Resources needed | What we do | What we deliver (numbers) | Short term changes (0-1 yr) | Medium-term changes (1-3yrs) | Longer term difference | How we'll know |
        | | Advice | 2 advisers | Weekly drop-in | 200 sessions | People know their rights | People owe less | Families are safe | Survey |""",
    "en in brackets": """
        | ToC | Inputs (what we invest) | Activites (what we do) | Outputs (who we reach) | Outcomes (short-term) | Outcomes – medium term | Outcomes (long-term) |
        | | 2 advisers | Weekly drop-in | | 200 sessions | People know their rights | People owe less | Families are safe |""",
    "fr": """
        | Théorie | Besoins | Ressources engagées | Actions menées | Publics touchés | Changements à court terme | Effets observés à long terme | Impact sociétal |
        | | Solitude | 2 salariés | Visites | 80 aînés | Les aînés sortent | Les aînés sont entourés | Une ville pour tous |""",
    "es": """
        | Hoja1 | Con qué contamos | Qué hacemos | Qué entregamos | Cambios en el corto plazo | Cambios en el mediano plazo | Impacto esperado | Supuestos |
        | | 2 docentes | Talleres | 20 talleres | Los jóvenes aprenden | Los jóvenes trabajan | Menos pobreza | Hay empleo |""",
    "pt": """
        | Teoria da Mudança | Recursos | Atividades | Produtos/Entregas | Resultados de curto prazo | Mudanças no médio prazo | Impacto de longo prazo | Pressupostos |
        | | 2 docentes | Oficinas | 20 oficinas | Os jovens aprendem | Os jovens trabalham | Menos pobreza | Há emprego |""",
    "de": """
        | IOOI | Handlungsfeld | Eingesetzte Ressourcen | Maßnahmen | Leistungen (Output) | Outcome 1: Wissen | Outcome 2: Verhalten | Gesellschaftliche Wirkung |
        | | Bildung | 2 Stellen | Kurse | 40 Kurse | Jugendliche wissen mehr | Jugendliche lernen | Weniger Armut |""",
    "ar": """
        | نظرية التغيير | المدخلات | الأنشطة | المخرجات | النتائج قصيرة المدى | النتائج متوسطة المدى | الأثر طويل المدى | الافتراضات |
        | | موظفون | ورش عمل | ٤٠ ورشة | شباب يتعلم | شباب يعمل | فقر أقل | استقرار |""",
}

MATRIX = {
    "en": """
        | Log frame | No. | Results Chain | Result statement | KPI | Unit of measure | Base line (2024) | End of project target | MoV | Freq. | Person responsible | Assumptions/Risks |
        | | 1 | Impact | Children thrive | % thriving | % | 20 | 40 | Survey | Annual | M&E Officer | Schools stay open |
        | | 1.1 | Outcome | Parents read daily | % of parents | % | 10 | 50 | Interviews | Annual | M&E Officer | |
        | | 1.1.1 | Output | Reading groups held | # groups | no. | 0 | 40 | Registers | Quarterly | Coordinator | |""",
    "fr": """
        | Cadre de résultats | N° | Niveau | Libellé du résultat | Indicateurs objectivement vérifiables (IOV) | Valeur de base | Valeur cible | Échéance | Sources de vérification | Fréquence de collecte | Respondsable | Hypothèses / risques |
        | | OG | Objectif global | Les enfants sont en bonne santé | Taux | 12 | 8 | 2028 | Enquête | Annuelle | Chef de projet | Stabilité |
        | | OS1 | Objectif spécifique | Les mères consultent | Part des mères | 30 | 60 | 2027 | Registres | Trimestrielle | Infirmier | |
        | | R1 | Résultat | Le centre est équipé | Nombre de lits | 0 | 10 | 2026 | Registres | Mensuelle | Logisticien | |""",
    "es": """
        | Marco lógico | Nivel | Resumen narrativo | Indicador | Frecuencia de medición | Línea base | Valor meta | Medios de verificación | Supuestos | Resposable |
        | | Fin | Mejorar la vida | Índice | Anual | 10 | 20 | Encuesta | Paz | Dirección |
        | | Propósito | Las familias tienen ingresos | Familias con ingresos | Anual | 10 | 20 | Encuesta | Paz | Dirección |
        | | Componente 1 | Cursos impartidos | Cursos | Anual | 0 | 20 | Listas | Paz | Dirección |""",
    "pt": """
        | Quadro lógico | Ref.ª | Nível | Descrição | Indicador de desempenho | Linha de base | Meta | Prazo | Meios de verificação | Frequência de recolha | Responsável | Pressupostos e riscos |
        | | OG | Objetivo geral | Menos pobreza | Taxa | 20 | 10 | 2028 | Inquérito | Anual | Direção | Estabilidade |
        | | OE | Objetivo específico | Os jovens trabalham | Jovens com emprego | 10 | 30 | 2027 | Inquérito | Anual | Direção | |
        | | R1 | Resultado | Formações dadas | Formações | 0 | 20 | 2026 | Registos | Trimestral | Formador | |""",
    "de": """
        | Wirkungsmatrix | Nr. | Ebene | Wirkungsziel | Indikator | Ausgangswert | Zielwert | Frist | Erhebungsmethode | Datenquelle | Häufigkeit der Erhebung | Verantwortlich |
        | | 1 | Oberziel | Weniger Armut | Armutsquote | 20 | 15 | 2028 | Befragung | Amt | jährlich | Leitung |
        | | 1.1 | Projektziel | Jugendliche haben Arbeit | Quote | 12 | 30 | 2027 | Befragung | Jobcenter | jährlich | Leitung |
        | | 1.1.1 | Leistung | Kurse finden statt | Kurse | 0 | 40 | 2026 | Teilnehmerlisten | Träger | monatlich | Team |""",
    "ar": """
        | الإطار المنطقي | منطق التدخل | المؤشرات القابلة للتحقق | خط الأساس | القيمة المستهدفة | مصادر التحقق | الفرضيات والمخاطر |
        | | الهدف العام: تحسين الصحة | النسبة | ٣٥٪ | ٦٠٪ | مسح | استقرار |
        | | الهدف الخاص: استخدام الخدمات | نسبة الأمهات | ٢٠٪ | ٥٠٪ | سجلات | استقرار |
        | | النتيجة ١: مركز مجهز | عدد الأسرة | ٠ | ١٠ | سجلات | استقرار |""",
}

NEEDS = {
    "en": """
        | Needs | Issue identified | Who is affected? | No. of people affected | Location | How do we know? (evidence) | Severity (1-5) | Existing provision | Quotes from the community | Date of consultation |
        | | Older people eat alone | Over 75s | 120 | Ward 3 | Survey 2024 | 4 | Lunch club | “I see nobody” | 2024-05 |
        | | No bus in the evening | Young people | 60 | Ward 4 | Focus group | 3 | None | | 2024-06 |""",
    "fr": """
        | Diagnostic | Besoin repéré | Population concernée | Effectif estimé | Quartier | Source de l'information | Gravité | Causes principales | Acteurs présents | Date du diagnostic |
        | | Pas de médecin | Aînés | 350 | Nord | Enquête | 5 | Départs | Hôpital | 2024 |
        | | École éloignée | Enfants | 120 | Sud | Entretiens | 3 | | | 2024 |""",
    "es": """
        | Diagnóstico | Problema identificado | Población afectada | N° de afectados | Comunidad | Causas | Consecuencias | Prioridad (1-5) | Evidencia | Capacidades existentes |
        | | Desempleo juvenil | Jóvenes | 200 | Norte | Baja formación | Migración | 5 | Encuesta 2024 | Centro juvenil |
        | | Falta de agua | Familias | 80 | Sur | Sequía | Enfermedad | 4 | Entrevistas | |""",
    "pt": """
        | Levantamento | Problema levantado | Quem é afetado? | Quantas pessoas? | Bairro | Causas | Gravidade (1 a 5) | O que já existe | Fala dos moradores | Fonte |
        | | Sem creche | Mães | 200 | Centro | Sem vagas | 4 | 1 creche | “Espero” | Pesquisa 2024 |
        | | Sem ônibus | Jovens | 60 | Norte | | 3 | | | Conversa |""",
    "de": """
        | Bedarfsanalyse | Bedarf / Problem | Betroffene Gruppe | Wie viele? | Sozialraum | Woher wissen wir das? | Schwere (1-5) | Ursachen | Was gibt es schon? | Zitat Bewohner*in | Stand |
        | | Einsamkeit im Alter | Menschen ab 75 | 340 | Nord | Umfrage 2024 | 4 | Wenig Treffpunkte | Café | „Ich sehe niemanden“ | 2024 |
        | | Kein Bus am Abend | Jugendliche | 60 | Süd | Gespräche | 3 | | | | 2024 |""",
    "ar": """
        | الاحتياجات | المشكلة | الفئة المتأثرة | عدد المتأثرين | القرية | مصدر المعلومات | درجة الخطورة | الأسباب | الجهات العاملة |
        | | نقص المياه | الأسر | ٣٥٠ | الشمال | مسح ٢٠٢٤ | ٤ | الجفاف | البلدية |
        | | بعد المدرسة | الأطفال | ١٢٠ | الجنوب | مقابلات | ٣ | | |""",
}

ONE_SHEET = {
    "en": """
        | Our plan | # | Category | Statement | Leads to / contributes to | Who for? | Why we think this will work | Evidence for this | Indicator | Current | Target | Deadline | Lead person | Comments |
        | | N1 | Need | Older people eat alone | | Over 75s | | Survey | | | | | | |
        | | A1 | Activity | Run a lunch club | OC1 | | Food brings people | | | | | 2026 | Manager | |
        | | OC1 | Outcome | Older people have friends | | | | | With friends | 20 | 60 | 2026 | | |""",
    "es": """
        | Hoja1 | Ref | Tipo de elemento | Qué | Lleva a | Para quién | Por qué | Evidencia | Indicador | Valor actual | Meta | Plazo | Responsable |
        | | A1 | Actividad | Comedor | R1 | Mayores | Comer une | | | | | 2026 | Equipo |
        | | R1 | Resultado | Mayores con amigos | | | | | Con amigos | 20 | 60 | 2026 | |
        | | S1 | Supuesto | Hay voluntarios | | | | | | | | | |""",
}


def known_share(plan: Plan) -> float:
    """Give the share of the headings (all in row 1) that stand over columns in use."""
    row = [cell for cell in plan.account if cell.place.row == 1]
    unused = {each.text for each in plan.noticed if each.kind == "unused_column"}
    return sum(cell.fate == "used" and cell.text not in unused for cell in row) / len(row)


@pytest.mark.parametrize("language", WIDE)
def test_a_wide_table_with_headings_of_its_own(language: str, tmp_path: Path) -> None:
    plan = plan_of(WIDE[language], tmp_path)

    assert plan.form == "wide"
    assert known_share(plan) >= 0.7
    assert len(plan.elements) >= 5


@pytest.mark.parametrize("language", MATRIX)
def test_a_logframe_with_headings_of_its_own(language: str, tmp_path: Path) -> None:
    plan = plan_of(MATRIX[language], tmp_path)

    assert plan.form == "matrix"
    assert known_share(plan) >= 0.7
    assert [each.id[:2] for each in plan.elements] == ["IM", "OC", "OP"]
    assert all(each.baseline and each.target and each.source for each in plan.indicators)
    assert [each for each in plan.unread if each.reason == "not_in_list"] == []


@pytest.mark.parametrize("language", NEEDS)
def test_a_list_of_needs_with_headings_of_its_own(language: str, tmp_path: Path) -> None:
    plan = plan_of(NEEDS[language], tmp_path)

    assert known_share(plan) >= 0.7
    needs = [each for each in plan.needs if each.kind == "need"]
    assert len(needs) == 2
    assert all(each.who for each in needs)


@pytest.mark.parametrize("language", ONE_SHEET)
def test_a_plan_on_one_sheet_with_headings_of_its_own(language: str, tmp_path: Path) -> None:
    plan = plan_of(ONE_SHEET[language], tmp_path)

    assert plan.form == "one-sheet"
    assert known_share(plan) >= 0.7
    assert plan.unread == ()


def test_the_term_of_an_outcome_may_stand_in_brackets_or_behind_a_dash(tmp_path: Path) -> None:
    plan = plan_of(WIDE["en in brackets"], tmp_path)

    assert [each.term.value for each in plan.elements if each.term] == ["short", "medium", "long"]


def test_misspelt_headings_of_every_form_are_read_and_told(tmp_path: Path) -> None:
    wide = "| S | Inputs | Activities | Outpputs | Short term outcoms |\n| | Staff | Courses | 4 courses | Skills |"
    matrix = """
        | M | Level | Indicator | Baselline | Target | Means of Verificaton |
        | | Outcome 1: Girls learn | Girls who read | 10 | 20 | Survey |
        | | Output 1.1: Clubs run | Clubs | 0 | 20 | Lists |"""

    guessed = {
        (each.text, each.detail)
        for table in (wide, matrix)
        for each in plan_of(table, tmp_path).noticed
        if each.kind == "guessed_heading"
    }

    assert guessed == {
        ("Outpputs", "Outputs"),
        ("Short term outcoms", "Short-term outcomes"),
        ("Baselline", "Now"),
        ("Means of Verificaton", "How we check"),
    }


def test_a_goal_before_the_measures_of_a_logframe_is_what_is_to_change(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Wirkungslogik | Wirkungsebene | Ziel | Indikator | Baseline | Ziel 2026 | Datenquelle |
        | | Impact | Weniger Armut | Quote | 20 | 15 | Amt |
        | | Outcome | Jugendliche haben Arbeit | Anteil | 12 | 30 | Jobcenter |
        """,
        tmp_path,
    )

    assert [each.text for each in plan.elements] == ["Weniger Armut", "Jugendliche haben Arbeit"]
    assert [each.target.text for each in plan.indicators if each.target] == ["15", "30"]


# -- headings with several meanings, in two rows, or in a language of the right ---------------------------------------


@pytest.mark.parametrize(
    ("heading", "cells", "numbers"),
    [("Goal", ("5", "60%"), ["5", "60%"]), ("Ziel", ("> 5", "6"), ["> 5", "6"]), ("Goal", ("OC1", "OC1"), [])],
)
def test_a_goal_of_a_measure_is_a_number_or_what_is_measured(
    heading: str, cells: tuple[str, str], numbers: list[str], tmp_path: Path
) -> None:
    beside = "Indicator | Baseline" if heading == "Goal" else "Indikator | Ausgangswert"
    plan = plan_of(
        f"""
        | Plan | Ref | Stage | What | Leads to |
        | | AC1 | Activity | Run a lunch club | OC1 |
        | | OC1 | Outcome | Older people have friends | |

        | Measures | Ref | {beside} | {heading} |
        | | M1 | Visits | 1 | {cells[0]} |
        | | M2 | Friends | 2 | {cells[1]} |
        """,
        tmp_path,
    )

    assert [each.target.text for each in plan.indicators if each.target] == numbers
    assert [each.measures for each in plan.indicators] == [None if numbers else "OC1"] * 2
    assert heading in {each.text for each in plan.noticed if each.kind == "guessed_heading"} or not numbers


def test_headings_over_years_are_joined_where_nothing_can_be_merged(tmp_path: Path) -> None:
    (tmp_path / "measures.csv").write_text(
        "Ref,Measure,Now,Targets,,,Actual,\n,,,2024,2025,2026,2024,2025\nM1,Visits,5,10,20,30,9,18\n", encoding="utf-8"
    )
    (tmp_path / "plan.csv").write_text(
        "Ref,Stage,What,Leads to\nAC1,Activity,Run a lunch club,OC1\nOC1,Outcome,Older people have friends,\n",
        encoding="utf-8",
    )

    plan = read_plan(tmp_path / "plan.csv", tmp_path / "measures.csv")

    (visits,) = plan.indicators
    assert [step.value.text for step in visits.milestones if step.value] == ["10", "20"]
    assert visits.target
    assert visits.target.text == "30"
    assert [each.value.text for each in plan.readings if each.value] == ["9", "18"]
    assert "headings in lines 1 and 2" in [each.text for each in plan.noticed if each.kind == "file_guess"]


def test_a_first_row_of_small_numbers_is_no_second_row_of_headings(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | What | Who it affects | How many | |
        | | No bus | Everyone | 2024 | 2025 |
        | | No doctor | Everyone | 300 | |
        """,
        tmp_path,
    )

    assert [each.text for each in plan.needs] == ["No bus", "No doctor"]


def test_an_arabic_plan_with_words_in_the_singular(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | الخطة | المرجع | المرحلة | مـاذا | يؤدي إلى |
        | | ن١ | نشاط | تدريب المتطوعين | ن٢ |
        | | ن٢ | نتيجة | ٣٥٪ من الأسر أكثر أمانا | |
        """,
        tmp_path,
    )

    assert [each.stage.value for each in plan.elements if each.stage] == ["activity", "outcome"]
    assert [each.text for each in plan.elements] == ["تدريب المتطوعين", "٣٥٪ من الأسر أكثر أمانا"]
    assert [(each.cause, each.effect) for each in plan.links] == [("ن١", "ن٢")]
    assert not plan.unread
    assert plan.noticed == ()


# -- cells ------------------------------------------------------------------------------------------------------------


def test_points_between_thousands_under_headings_of_such_a_language(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Wirkungsmatrix | Ebene | Wirkungsziel | Indikator | Ausgangswert | Zielwert |
        | | Oberziel | Weniger Armut | Haushalte | 12.500 | 20.000 |
        | | Projektziel | Jugendliche haben Arbeit | Jugendliche | 1.200 | 2.400 |
        """,
        tmp_path,
    )

    read = [str(amount.value) for each in plan.indicators for amount in (each.baseline, each.target) if amount]
    assert read == ["12500", "20000", "1200", "2400"]
    told = [each.text for each in plan.noticed if each.kind == "file_guess"]
    assert told == ["a comma for decimals in “Ausgangswert”", "a comma for decimals in “Zielwert”"]


def test_assumptions_among_measures_go_to_the_register_however_they_are_marked(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | M&E plan | | Indicator | Baseline | Target | Means of verification |
        | | GOAL: Children thrive | | | | |
        | | | Children who thrive | 20 | 40 | Survey |
        | | OUTCOME 1: Parents read | | | | |
        | | | Parents who read | 10 | 30 | Survey |
        | | Assumption: schools stay open | | | | |
        | | Assumptions | Donors stay with us | | | |
        | | Risk | High | | | |
        """,
        tmp_path,
    )

    assert [(each.kind, each.text) for each in plan.register] == [
        ("assumption", "schools stay open"),
        ("assumption", "Donors stay with us"),
    ]
    assert [each.text for each in plan.indicators[:2]] == ["Children who thrive", "Parents who read"]
    assert "Donors stay with us" not in [each.text for each in plan.indicators]


# -- plans of work ----------------------------------------------------------------------------------------------------

WORK_PLANS = {
    "dates": """
        | Work plan | Activity | Responsible | Start | End | Budget |
        |---|---|---|---|---|---|
        | | Plant trees | Gardener | 2026-01 | 2026-03 | 400 |
        | | Water trees | School | 2026-02 | 2026-06 | 100 |
        """,
    "seasons": """
        | Work plan | No | Activity | Who | Start | End |
        |---|---|---|---|---|---|
        | | AC1 | Plant trees | Gardener | Spring | Summer |
        | | AC2 | Water trees | School | Summer | Autumn |
        """,
    "months": """
        | Gantt | No | Activities | Responsible | When | Jan | Feb |
        |---|---|---|---|---|---|---|
        | | AC1 | Plant trees | Gardener | Q1 2026 | x | |
        | | AC2 | Water trees | School | Q2 2026 | | x |
        """,
    "crosses": """
        | Gantt | Activity | Responsible | Jan | Feb | Mar | Apr | May |
        |---|---|---|---|---|---|---|---|
        | | Plant trees | Gardener | x | x | X | x | x |
        | | Water trees | School | x | x | x | x | x |
        """,
    "spanish": """
        | Plan de trabajo | Actividad | Responsable | Fecha de inicio | Fecha de fin | Presupuesto |
        |---|---|---|---|---|---|
        | | Plant trees | Gardener | 2026-01 | 2026-03 | 400 |
        | | Water trees | School | 2026-02 | 2026-06 | 100 |
        """,
}


@pytest.mark.parametrize("table", WORK_PLANS)
def test_the_only_column_named_for_a_stage_says_what_is_done(table: str, tmp_path: Path) -> None:
    plan = plan_of(WORK_PLANS[table], tmp_path)
    assert [(box.stage, box.text, box.owner) for box in plan.elements] == [
        (Stage.ACTIVITY, "Plant trees", ("Gardener",)),
        (Stage.ACTIVITY, "Water trees", ("School",)),
    ]
    assert not plan.links


def test_days_are_no_ends_of_arrows(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Work | Task | From | To | Budget |
        |---|---|---|---|---|
        | | Plant trees | 2026-01-01 | 2026-03-31 | 400 |
        | | Water trees | 2026-02-01 | 2026-06-30 | 100 |
        """,
        tmp_path,
    )
    assert [box.text for box in plan.elements] == ["Plant trees", "Water trees"]
    assert not plan.links


def test_each_year_of_the_targets_is_a_step_of_its_own_in_the_account(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Measures | Indicator | Targets | | |
        |---|---|---|---|---|
        | | | 2024 | 2025 | 2026 |
        | | Trees planted | 100 | 200 | 300 |

        Merged: Measures B1:D1
        """,
        tmp_path,
    )
    over = {str(use.place): use.why for use in plan.account if use.place.row == 2}
    assert list(over.values()) == ["heading: Step 1", "heading: Step 2", "heading: Aim"]


def test_headings_of_another_table_after_one_empty_row_begin_a_table_of_their_own(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Plant trees | OC1 |
        | | OC1 | Outcome | Children play | |
        | | | | | |
        | | Indicator | Baseline | Target | |
        | | Trees | 0 | 5 | |
        | | Children | 1 | 9 | |
        """,
        tmp_path,
    )
    assert [box.text for box in plan.elements] == ["Plant trees", "Children play"]
    assert {use.why for use in plan.account if (use.place.row or 0) > 4} == {"a second table on the sheet"}


def test_rows_that_an_empty_one_parts_stay_one_table(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Target | OC1 |
        | | | | | |
        | | AC2 | Output | Indicator | OC1 |
        | | OC1 | Outcome | Children play | |
        """,
        tmp_path,
    )
    assert len(plan.elements) == 3


def test_headings_far_down_are_named_with_what_to_type(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    table = "Ref,Stage,What,Leads to\nAC1,Activity,Plant trees,OC1\nOC1,Outcome,Children play,\n"
    path.write_text("A note about this table\n" * 40 + table)
    with pytest.raises(NoPlanFound, match="they seem to stand in row 41, so add --heading-row 41"):
        read_plan(path)
    decided = Decisions(entries=(Decision(about="heading-row", answer=(41, 41)),))
    assert len(read_plan(path, mapping=decided).elements) == 2
