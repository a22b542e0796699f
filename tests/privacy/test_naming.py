"""Names of persons, and the roles and organisations that look like them."""

import pytest

from logicmodel.privacy.naming import given_names, persons_in, titled_names


@pytest.mark.parametrize(
    "text",
    [
        "Firstname Surname",
        "Amina Ali",
        "Jean-Paul Kouassi",
        "J. Smith",
        "Maria dos Santos",
        "JANE SMITH",
        "Ana María Pérez",
        "فاطمة الحسن",
        "Jürgen Müller",
        "Mohamed el Amrani",
        "Siobhán O’Neill",
        "Karl-Heinz von der Tann",
        "Jane Smith, manager",
        "Manager: Jane Smith",
        "Cook and Jane Smith",
    ],
)
def test_a_name_is_found_where_a_role_should_stand(text: str) -> None:
    assert len(persons_in(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Carers’ worker",
        "Head of Children’s Services",
        "Social Prescribing Link Worker",
        "School Nurses; Team Leader",
        "Director of Education",
        "Police and Crime Commissioner",
        "Mental Health Nurse",
        "Parents’ Panel",
        "Save The Children UK",
        "Citizens Advice; Age UK; NHS England; UNICEF",
        "Joseph Rowntree Foundation",
        "Office for National Statistics",
        "Responsable de Protection de l’Enfance",
        "Conseillère Principale d’Éducation",
        "Trabajadora Social; Directora de Escuela; Junta Directiva",
        "Assistente Social; Técnica de Saúde; Conselho Tutelar",
        "Leiterin Familienzentrum; Schulsozialarbeit Team",
        "Kinder- und Jugendhilfe",
        "مدير المشروع",
        "منسقة الحماية",
    ],
)
def test_a_role_or_an_organisation_is_no_name(text: str) -> None:
    assert persons_in(text) == []


def test_a_word_of_the_plan_itself_is_no_name() -> None:
    assert persons_in("Millbrook Kitchen", {"millbrook"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ask Mrs Patel",
        "M. Durand",
        "السيدة فاطمة",
        "la Sra. López",
        "Herr Schmidt leitet",
        "la señora Pérez",
        "MRS OKAFOR",
        "mme Diallo",
        "Prof. van den Berg",
        "Dr de Souza",
        "D.ª Ana",
        "Ms A. Jones",
        "Cllr Smith",
    ],
)
def test_a_title_with_a_name_is_found_in_any_text(text: str) -> None:
    assert len(titled_names(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Children miss school",
        "Miss School Less",
        "Monsieur le maire",
        "Dr Barnardo’s",
        "M. E. officer",
        "Sr Leadership Team",
        "DR Congo",
        "la señora alcaldesa",
        "Mme la Préfète",
    ],
)
def test_a_title_without_a_person_is_no_name(text: str) -> None:
    assert titled_names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Register kept by Grace Adeyemi",
        "avec Fatou Diallo",
        "habla María del Carmen",
        "see John O’Brien",
        "Jürgen Müller",
    ],
)
def test_a_given_name_with_another_is_found_in_any_text(text: str) -> None:
    assert len(given_names(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "St John Ambulance",
        "Joseph Rowntree Foundation",
        "John Lewis vouchers",
        "Marie Curie nurses",
        "Santa Rosa District",
        "Nelson Mandela Day",
        "James Street closes",
        "Grace and hope",
        "Daniel House residents",
        "Robert’s rules",
        "Emma School",
    ],
)
def test_a_given_name_of_an_organisation_or_a_place_is_no_person(text: str) -> None:
    assert given_names(text) == []
