"""From a needs assessment alone to a proposed plan: what the person who runs `build` gets."""

import re
from pathlib import Path

import openpyxl
import pytest

from logicmodel import Theory, check
from logicmodel.combining.building import build
from logicmodel.combining.reports import report
from logicmodel.config import Config
from logicmodel.drafting import draft, in_words, objective_tree, problem_tree, propose, turned
from logicmodel.drawing import draw, text_alternative
from logicmodel.model import Plan, Profile, Severity, Stage
from tests.tables import plan_of, workbook_of

COAST = """
| Needs | Unmet need | Who is hit | Village | Why does it happen? | What follows? | Nb of people | Community votes | Skippers rank | Women's group rank | Clinic rank | Data source | Quote |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | Fishing crews cannot swim | Fishing crews | Saltby | No swimming lessons nearby | Drownings | 210 | 14 | 1 | 3 | 1 | Coastguard log 2025 | I never learned |
| | Widows of fishers are in debt | Widows | Saltby | No pension for deckhands; Lost documents | Children leave school early | 60 | 31 | 4 | 1 | 4 | Interviews 2025 | |
| | Drinking water is salty | Households | Marsh End | Broken pumps | Diarrhoea | 900 | 25 | 3 | 2 | 2 | Water tests 2025 | |
| | Young people do not know what jobs exist | Young people | Saltby | No contact with employers | Migration | 150 | 9 | 5 | 4 | 5 | School survey 2025 | |
| | Discrimination against deckhands from inland | Deckhands | Marsh End | Prejudice | Low pay | 40 | 5 | 2 | 5 | 3 | Union 2025 | |
"""


@pytest.fixture
def coast(tmp_path: Path) -> Plan:
    return plan_of(COAST, tmp_path)


def test_ranks_of_several_raters_beside_needs_make_the_order_with_its_range(coast: Plan) -> None:
    said = in_words(propose(coast))
    assert said[1:] == (
        "Taken up, in the order of Borda count: N1 “Fishing crews cannot swim”, 1st (between 1st and 4th); N3 “Drinking "
        "water is salty”, 2nd (between 1st and 4th); N2 “Widows of fishers are in debt”, 3rd (between 1st and 5th).",
        "Borda count: number of needs ranked − rank, averaged over raters. Source: standard (J.-C. de Borda).",
        "The line is not sharp: by the ranges of their scores N4 and N5 could be among the first 3 as well. N1, N3 and "
        "N2 might not.",
        "Agreement of 3 raters: Kendall’s W = 0.5111, where 0 is none and 1 is full.",
        "The order of the people (Votes) was not compared with the organisation’s. No order of the organisation is "
        "recorded (Priority, or Rank in Scores).",
        "Left out, because the draft takes up the first 3: N4 “Young people do not know what jobs exist”, 5th (between 3rd "
        "and 5th); N5 “Discrimination against deckhands from inland”, 4th (between 1st and 5th).",
        "Left with them: N13, N14, N15, N16, which lead only to what is left out or follow only from it.",
        "Still worded as problems: OC8. Say the state that is wanted.",
        "The library has nothing for the words of N6, N8, N11, N1. Add what you would do.",
    )


def test_every_proposed_box_names_the_cell_of_the_need_that_it_came_from(coast: Plan) -> None:
    for box in draft(coast).elements:
        assert box.status == "proposed"
        assert re.search(r"Suggested: made from the .+ N\d+ “.+” \(Needs, cell [A-Z]+\d+\)\.$", box.notes or ""), (
            box.text
        )


def test_quotes_stay_with_their_need(coast: Plan) -> None:
    drafted = draft(coast)
    assert drafted.needs[0].quote == "I never learned"
    assert not any("never learned" in f"{box.text} {box.notes}" for box in drafted.elements)


def test_a_draft_has_no_errors_but_what_a_person_must_decide(coast: Plan) -> None:
    findings = check(Theory(draft(coast)), Config(profile=Profile.SKETCH))
    errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    # What the programme is called, and what to do about a cause for which the library has nothing.
    assert errors <= {"D002", "S106"}


def test_nothing_proposed_is_read_out_as_read_or_agreed(tmp_path: Path) -> None:
    path = tmp_path / "coast.xlsx"
    path.write_bytes(workbook_of(COAST))
    built = build(path)
    assert built.read.elements == ()
    assert all(box.status == "proposed" for box in built.plan.elements)
    drawn = draw(Theory(built.plan), "svg").data.decode("utf-8")
    assert drawn.count("(proposed)") >= len(built.plan.elements)
    assert 'stroke-dasharray="2 2"' in drawn


def test_a_report_counts_no_proposal_as_an_answer(coast: Plan) -> None:
    page = report(Theory(draft(coast)), "md").text
    assert "- 16 of 16 boxes are proposed and not agreed\n" in page
    assert "- 0 of 5 needs are answered\n- 3 of 5 needs have only proposed answers\n" in page
    assert "_(proposed, not agreed)_" in page


# -- trees ------------------------------------------------------------------------------------------------------------


def test_the_trees_of_a_draft_show_what_it_takes_up(coast: Plan) -> None:
    assert set(problem_tree(draft(coast)).cores) == set(propose(coast).needs)
    assert set(problem_tree(coast).cores) == {need.id for need in coast.needs if need.kind == "need"}


def test_a_cause_without_people_is_about_those_of_its_need(coast: Plan) -> None:
    texts = {box.problem: box.text for box in objective_tree(draft(coast)).boxes}
    assert texts["Lost documents"] == "Widows have documents again"
    assert texts["Broken pumps"] == "Repaired pumps"
    assert texts["No swimming lessons nearby"] == "There are swimming lessons nearby"


def test_each_tree_is_told_in_words_of_its_own(coast: Plan) -> None:
    theory = Theory(draft(coast))
    wanted = text_alternative(theory, "objective-tree")
    assert wanted.summary == "Objective tree: 10 boxes, 7 arrows; full description follows."
    lines = [(line.depth, line.text) for line in wanted.outline]
    at = next(index for index, (_, text) in enumerate(lines) if text.endswith("Fewer drownings"))
    assert [depth for depth, _ in lines[at : at + 3]] == [0, 1, 2]
    assert lines[at + 1][1] == "N1 Fishing crews can swim (core objective)"
    problems = text_alternative(theory, "problem-tree")
    assert problems.outline != wanted.outline
    drawn = draw(theory, "svg", view="problem-tree").data.decode("utf-8")
    for line in problems.outline:
        assert line.text in drawn


def test_an_objective_tree_is_drawn_as_a_proposal(coast: Plan) -> None:
    theory = Theory(draft(coast))
    assert "to be confirmed" in draw(theory, "svg", view="objective-tree").data.decode("utf-8")
    assert "to be confirmed" not in draw(theory, "svg", view="problem-tree").data.decode("utf-8")


# -- other languages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "group", "wanted"),
    [
        ("Manque de transport le matin", "Collégiens", "Les collégiens disposent de transport le matin"),
        ("Absence d'interprètes", "Parents", "Les parents disposent d’interprètes"),
        ("Pas de lieu de rencontre", "Mères seules", "Les mères seules disposent d’un lieu de rencontre"),
        ("Les parents ne comprennent pas les messages", "Parents", "Les parents comprennent les messages"),
        ("Peu de crèches", "", "Davantage de crèches"),
        ("Loyers élevés", "", "Loyers plus bas"),
        ("Isolement des mères seules", "", "Moins d’isolement des mères seules"),
        ("Harcèlement entre élèves", "", "Moins de harcèlement entre élèves"),
        ("Les élèves arrivent en retard", "", "Moins d’élèves arrivent en retard"),
        ("Les délais d'attente sont trop longs", "", "Les délais d'attente sont plus courts"),
        ("Les logements sont mal isolés", "", "Les logements sont bien isolés"),
        ("Violences conjugales", "Femmes", "Les femmes sont en sécurité à la maison"),
    ],
)
def test_a_french_problem_is_turned(problem: str, group: str, wanted: str) -> None:
    assert turned(problem, [group] if group else [], "French").text == wanted


@pytest.mark.parametrize(
    ("problem", "group", "wanted"),
    [
        ("Las familias no tienen agua potable", "", "Las familias tienen agua potable"),
        ("No hay recolección", "Habitantes", "Hay recolección"),
        ("Falta de mantenimiento", "", "Hay mantenimiento"),
        ("Bajos ingresos", "", "Mayores ingresos"),
        ("Pozos contaminados", "", "Pozos limpios"),
        ("Desempleo", "Jóvenes 18-28", "Los jóvenes 18-28 tienen trabajo"),
        ("Pobreza", "Mujeres", "Las mujeres tienen lo necesario para vivir"),
        ("Violencia contra las mujeres", "", "Menos violencia contra las mujeres"),
        ("Los agricultores venden a precios bajos", "", "Menos agricultores venden a precios bajos"),
        ("Los caminos están en mal estado", "", "Los caminos están en buen estado"),
        ("El centro de salud queda lejos", "", "El centro de salud queda más cerca"),
        ("Los salarios son bajos", "", "Los salarios son más altos"),
    ],
)
def test_a_spanish_problem_is_turned(problem: str, group: str, wanted: str) -> None:
    assert turned(problem, [group] if group else [], "Spanish").text == wanted


@pytest.mark.parametrize(
    "problem", ["Écrans la nuit", "Les sanctions excluent les élèves qui arrivent tard", "Règlement ancien"]
)
def test_what_the_french_table_does_not_know_keeps_its_words(problem: str) -> None:
    assert turned(problem, [], "French").to_reword


def test_the_language_is_told_by_the_words_and_said(tmp_path: Path) -> None:
    table = """
    | Needs | Besoin | Public concerné | Causes | Priorité |
    |---|---|---|---|---|
    | | Les enfants ne dorment pas assez | Enfants | Logements surpeuplés | 1 |
    """
    proposal = propose(plan_of(table, tmp_path))
    assert proposal.plan.programme.language == "French"
    assert [box.text for box in proposal.plan.elements][-2:] == ["Logements assez grands", "Les enfants dorment assez"]
    assert in_words(proposal)[1].startswith("The needs were taken for French, going by their words.")


@pytest.mark.parametrize(
    ("problem", "group", "wanted"),
    [
        ("Fehlende Kita-Plätze", "", "Mehr Kita-Plätze"),
        ("Keine bezahlbaren Wohnungen", "", "Es gibt bezahlbare Wohnungen"),
        ("Kein Treffpunkt im Viertel", "Jugendliche", "Jugendliche haben einen Treffpunkt im Viertel"),
        ("Mangel an bezahlbaren Wohnungen", "", "Genug bezahlbare Wohnungen"),
        ("Hohe Mieten und niedrige Löhne", "", "Niedrigere Mieten und höhere Löhne"),
        ("Zunehmende Gewalt an Schulen", "", "Weniger Gewalt an Schulen"),
        ("Häusliche Gewalt", "Frauen", "Frauen sind zu Hause sicher"),
        ("Eltern verstehen die Briefe der Schule nicht", "", "Eltern verstehen die Briefe der Schule"),
        ("Geflüchtete wissen nicht, wo sie Hilfe bekommen", "", "Geflüchtete wissen, wo sie Hilfe bekommen"),
        ("Pflegende können nicht mehr schlafen", "", "Pflegende können wieder schlafen"),
        ("Jugendliche haben keinen Zugang zu Beratung", "", "Jugendliche haben Zugang zu Beratung"),
        ("Viele Jugendliche brechen die Ausbildung ab", "", "Weniger Jugendliche brechen die Ausbildung ab"),
        ("Bezahlbare Wohnungen fehlen", "", "Es gibt genug bezahlbare Wohnungen"),
    ],
)
def test_a_german_problem_is_turned(problem: str, group: str, wanted: str) -> None:
    assert turned(problem, [group] if group else [], "German").text == wanted


@pytest.mark.parametrize(
    ("problem", "wanted"),
    [
        ("نقص المياه الصالحة للشرب", "توفر المياه الصالحة للشرب"),
        ("ارتفاع معدلات البطالة بين الشباب", "انخفاض معدلات البطالة بين الشباب"),
        ("الأسر لا تستطيع دفع الإيجار", "الأسر تستطيع دفع الإيجار"),
        ("النازحون ليس لديهم وثائق ثبوتية", "النازحون لديهم وثائق ثبوتية"),
        ("طرق غير آمنة إلى المدرسة", "طرق آمنة إلى المدرسة"),
        ("الزواج المبكر", "تراجع الزواج المبكر"),
    ],
)
def test_an_arabic_problem_is_turned(problem: str, wanted: str) -> None:
    assert turned(problem, [], "Arabic").text == wanted


@pytest.mark.parametrize(
    ("problem", "language"),
    [
        ("Les enfants ne mangent pas et ont froid", "French"),
        ("Manque d’eau et violence", "French"),
        ("Perte d’appétit", "French"),
        ("Los niños no comen y pasan frío", "Spanish"),
        ("Falta de água e violência", "Portuguese"),
        ("Die Kinder haben kein Essen und frieren", "German"),
        ("Mangel an bezahlbarem Wohnraum", "German"),
        ("Gewalt nimmt zu", "German"),
        ("الأطفال لا يذهبون إلى المدرسة ويعملون", "Arabic"),
        ("نقص المياه والفقر", "Arabic"),
        ("نقص الغذاء بسبب الجفاف", "Arabic"),
    ],
)
def test_what_would_be_turned_by_half_keeps_its_words(problem: str, language: str) -> None:
    assert turned(problem, [], language).to_reword


def test_a_language_without_words_keeps_those_of_the_problem_and_says_so(tmp_path: Path) -> None:
    table = """
    | Start here | A | B |
    |---|---|---|
    | | Programme name | Doposcuola |
    | | Language of this workbook | Italian |

    | Needs | Need | Who it affects |
    |---|---|---|
    | | I bambini non mangiano abbastanza | Bambini |
    """
    proposal = propose(plan_of(table, tmp_path))
    assert [box.text for box in proposal.plan.elements] == ["To reword: I bambini non mangiano abbastanza"]
    assert any("There is no table of words for Italian" in sentence for sentence in in_words(proposal))
    assert in_words(proposal)[-1].startswith("The library of interventions knows no words of Italian")


def test_nobody_advises_children_on_debts(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Who it affects | Causes |
    |---|---|---|---|
    | | Children miss school | Children aged 6 to 10 | High debts |
    """
    boxes = draft(plan_of(table, tmp_path)).elements
    assert boxes[0].text == "Advise families on debts, bills and benefits, and settle claims with them"


LIBRARY_IN = [
    (
        "| Needs | Besoin | Public concerné |\n|---|---|---|\n| | Les jeunes décrochent du collège | Jeunes |",
        "Suivre chaque absence avec les jeunes, la famille et l’école",
        "Travail sur l’assiduité scolaire (School attendance work).",
    ),
    (
        "| Needs | Necesidad | Población afectada |\n|---|---|---|\n| | Las familias tienen deudas con prestamistas | Familias |",
        "Asesorar a las familias sobre deudas, facturas y ayudas, y tramitar sus solicitudes",
        "Asesoría sobre deudas y ayudas (Debt and benefits advice).",
    ),
    (
        "| Needs | Problema | Público-alvo |\n|---|---|---|\n| | Idosos isolados e sem visitas em casa | Idosos |",
        "Ligar voluntários com os idosos para visitas ou telefonemas toda semana",
        "Visitas de companhia (Befriending).",
    ),
    (
        "| Needs | Bedarf | Zielgruppe |\n|---|---|---|\n| | Ältere Menschen sind einsam | Ältere Menschen |",
        "Eine regelmäßige Gruppe unter Gleichen begleiten für ältere Menschen",
        "Unterstützung unter Gleichen (Peer support).",
    ),
    (
        "| Needs | الاحتياج | الفئة المستهدفة |\n|---|---|---|\n| | العنف الأسري ضد النساء | النازحون والنازحات |",
        "وضع خطط سلامة ومرافقة لدى الشرطة والمحكمة والسكن مع النازحين والنازحات",
        "المناصرة وخطط السلامة في العنف الأسري (Advocacy and safety planning in domestic violence).",
    ),
]


@pytest.mark.parametrize(
    ("table", "activity", "method"), LIBRARY_IN, ids=["French", "Spanish", "Portuguese", "German", "Arabic"]
)
def test_the_library_knows_the_words_of_other_languages(table: str, activity: str, method: str, tmp_path: Path) -> None:
    boxes = draft(plan_of(table, tmp_path)).elements
    assert boxes[0].text == activity
    assert (boxes[0].notes or "").startswith(f"Suggested: {method} Usual results: ")


def test_each_row_of_a_table_in_two_languages_is_worded_in_its_own(tmp_path: Path) -> None:
    table = """
    | Needs | Need / Besoin | Group / Groupe |
    |---|---|---|
    | | Les nouveaux arrivants ne parlent pas anglais | Nouveaux arrivants |
    | | Seniors isolés | Seniors |
    | | Newcomers cannot find a family doctor | Newcomers |
    """
    wanted = [box.text for box in draft(plan_of(table, tmp_path)).elements if box.stage is Stage.IMPACT]
    assert wanted == [
        "Les nouveaux arrivants parlent anglais",
        "Moins de seniors isolés",
        "Newcomers can find a family doctor",
    ]


def test_portuguese_needs_are_not_taken_for_spanish(tmp_path: Path) -> None:
    table = """
    | Needs | Problemas | Causas |
    |---|---|---|
    | | Evasão escolar de adolescentes | Falta de transporte escolar |
    | | Violência doméstica contra mulheres | Uso abusivo de álcool |
    """
    plan = draft(plan_of(table, tmp_path))
    assert plan.programme.language == "Portuguese"
    assert "Há transporte escolar" in [box.text for box in plan.elements]


VIOLENCE = """
| Needs | Need | Who | Causes |
|---|---|---|---|
| | Domestic violence | Women | Partners drink too much; Conflict at home |
"""


def test_people_in_danger_are_answered_themselves_and_get_nothing_that_may_harm_them(tmp_path: Path) -> None:
    proposal = propose(plan_of(VIOLENCE, tmp_path))
    work = [box for box in proposal.plan.elements if box.stage is Stage.ACTIVITY]
    assert [(box.text, box.addresses) for box in work] == [
        ("Plan safety with women and stand by them with police, court and housing", ("N1",))
    ]
    assert proposal.without_method == ("N2", "N3")


def test_a_danger_that_only_a_cause_names_keeps_people_from_harm_too(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Who it affects | Causes |
    |---|---|---|---|
    | | Evenings at home are full of fear | Women | Partner violence<br>Alcohol |
    """
    said = " ".join(box.text for box in draft(plan_of(table, tmp_path)).elements)
    assert "Plan safety with women" in said
    assert "motivational" not in said


def test_a_list_of_kinds_of_things_may_name_the_need_that_a_cause_leads_to_in_words(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Type | Statement | Group | Leads to |
    |---|---|---|---|---|
    | | Need | Older people are lonely | Older people | |
    | | Cause | Public transport stops at 6pm | | Older people are lonely |
    """
    plan = plan_of(table, tmp_path)
    assert [(link.cause, link.effect) for link in plan.problem_links] == [("N2", "N1")]
    assert [box.text for box in draft(plan).elements if box.stage is Stage.IMPACT] == ["Older people are less lonely"]


@pytest.mark.parametrize(
    ("problem", "language", "wanted"),
    [
        ("Treffpunkt für Senioren fehlt", "German", "Treffpunkt für Senioren ist vorhanden"),
        ("Bezahlbare Wohnungen fehlen", "German", "Es gibt genug bezahlbare Wohnungen"),
        ("Esgoto a céu aberto", "Portuguese", "Menos esgoto a céu aberto"),
        ("Escolas lotadas", "Portuguese", "Escolas menos lotadas"),
        ("انقطاع الكهرباء عن المستشفى", "Arabic", "تراجع انقطاع الكهرباء عن المستشفى"),
        ("Wages are paid late by the plant", "English", "Wages are paid on time by the plant"),
        ("More crime in the area", "English", "Less crime in the area"),
    ],
)
def test_problems_of_assessments_are_turned_in_their_language(problem: str, language: str, wanted: str) -> None:
    assert turned(problem, [], language).text == wanted


def test_a_draft_stands_under_headings_of_its_own_language_and_building_it_again_changes_nothing(
    tmp_path: Path,
) -> None:
    rows = ["الاحتياج,الفئة المستهدفة,العدد", "نقص المياه الصالحة للشرب في المخيم,الأسر النازحة,٤٢٠"]
    (tmp_path / "needs.csv").write_text("\n".join(rows), encoding="utf-8")
    first = build(tmp_path / "needs.csv").data
    (tmp_path / "plan.xlsx").write_bytes(first)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames[1:3] == ["الاحتياجات", "الخطة"]
    assert book["الاحتياجات"]["C1"].value == "الاحتياج *"
    assert build(tmp_path / "plan.xlsx").data == first
