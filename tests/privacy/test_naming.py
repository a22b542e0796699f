"""Names of persons, and the roles and organisations that look like them."""

import pytest

from logicmodel.privacy.naming import given_names, only_given_names, persons_in, persons_named, titled_names


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
        "الصادق المهدي",
        "وجدان قنديل",
        "محمد الأول",
        "محمد المدير",
        "المدير محمد علي",
        "الخطيب سامي",
        "مهندس خالد سعيد",
        "أمينة العلي",
        "Béatrice Salvador",
        "Ama Mensah",
        "Pilar Campos",
        "Jürgen Müller",
        "Mohamed el Amrani",
        "Siobhán O’Neill",
        "Karl-Heinz von der Tann",
        "Jane Smith, manager",
        "Manager: Jane Smith",
        "Cook and Jane Smith",
        "Amina",
        "Thandiwe (lead)",
        "Aïssatou DIALLO",
        "Okafor, J.",
        "Omar al-Masri",
        "Emma Young",
        "Grace Power",
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
        "Marie Curie",
        "Wellbeing Coach; Night Shelter; Web Developer",
        "مدير المشروع",
        "منسقة الحماية",
        "المنسق الأول",
        "مديرة البرنامج",
        "المدير التنفيذي",
        "الأخصائي الاجتماعي",
        "الباحثة الاجتماعية",
        "المشرف العام",
        "الممرضة الرئيسية",
        "أمين الصندوق",
        "مساعد إداري",
        "قائد الفريق",
        "المساعدة القانونية",
        "نائب المدير",
        "مدرسة خديجة",
        "وسطاء التصاريح",
        "CERD وUSAID",
        "وزارة الصحة، WHO وUNICEF",
        "أسر الشابات",
        "رؤساء البلديات",
        "شيوخ العشائر",
        "شركات الاتصالات",
        "مجالس الأحياء",
        "معلمو المدارس",
        "مندوب المبيعات",
        "Représentante Légale",
        "Écoutante Principale",
        "Dinamizadora Juvenil",
        "Ingeniera Agrónoma",
        "السيد المدير",
        "الأمين العام",
        "ضابط الحماية",
        "Coordinatrice Générale",
        "Chef De Projet",
        "Puéricultrice Référente",
        "Intervenant Socio-Éducatif",
        "Aide Soignante",
        "Délégué Territorial",
        "Gestionnaire Administratif",
        "Superviseur Terrain",
        "Point Focal",
        "Relais Communautaires",
        "Sage Femme",
        "Première Adjointe",
        "Directora General",
        "Trabajadora Social",
        "Mediadora Intercultural",
        "Orientadora Escolar",
        "Auxiliar Administrativo",
        "Concejala de Igualdad",
        "Terapeuta Ocupacional",
        "Supervisora de Campo",
        "Oficial de Protección",
        "Punto Focal; Ponto Focal",
        "Advogada Voluntária; Orientador Educacional",
        "Mary Seacole Trust; Refugee Action; Human Resources",
        "Sure Start; Early Help; Play Ranger; Digital Champion",
        "Welfare Rights; Task Force; Quality Assurance",
        "Banque Alimentaire; Accueil de Jour; Petite Enfance",
        "Casa Comunal; Protección Civil; Tercera Edad",
        "Cozinha Solidária; Defesa Civil; Casa da Criança",
        "Freiwillige Feuerwehr; Offener Treff",
        "To be Confirmed; Not Known; See Above",
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
        "Mme Le Goff",
        "Herr Dr. Klein",
        "श्रीमती सुनीता देवी",
        "the Okonkwo family moved",
        "la famille Diallo",
        "Familie Schröder",
        "Frau Schulz entscheidet",
        "Mrs Hill",
        "Cllr Young",
        "Hr. Meier",
        "Fr. Yılmaz fragen",
        "د. يونس",
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
        "Mme Déléguée",
        "السيد المدير",
        "السيدة المنسقة",
        "الدكتورة المشرفة",
        "الأستاذ الأول",
        "السيد الرئيس",
        "السيد رئيس البلدية",
        "the Syrian family; the Roma family; the whole family",
        "Lady Margaret Hall; the Hill family centre",
        "Familie und Beruf; la famille Accueil",
        "الحاجة المرتبطة",
        "Mi. und Fr. Beratung",
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


@pytest.mark.parametrize(
    "text",
    [
        "Amina’s mother told us",
        "Interview with Joseph",
        "It is cold, said Maria",
        "Joseph, 14, cooks",
        "Selon Fatou, il fait froid",
        "La madre de Carmen cocina",
        "Laut Monika fehlt es an Zeit",
        "Irmã Teresa",
        "Sister Bernadette",
        "ask @ana_ruiz92",
        "Ask Sunita",
        "Spoke to Thokozani Banda",
        "Entretien avec Dieudonné Ilunga",
        "according to Prisha Sha, nobody came",
        "Según Celestino Montalbán, nadie viene",
        "Virginia Bradley said that it is late",
        "counted by E. Williams in 2025",
        "passed on by nurse T. Okafor",
    ],
)
def test_a_given_name_alone_is_found_where_somebody_is_told_of(text: str) -> None:
    assert len(persons_named(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We met Rukmini Deshpande twice",
        "Key worker is Shanice Braithwaite",
        "Merci à Rokhaya Diop; le frère d’Ousmane",
        "Hablamos con Yesenia Mamani en el mercado",
        "قابلنا محمد العلي في المدرسة",
        "أم أحمد لا تخرج من البيت",
        "زيارة لبيت أبو خليل",
        "रमेश कुमार ने कहा",
    ],
)
def test_a_name_in_an_ordinary_sentence_is_found_in_any_script(text: str) -> None:
    assert persons_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "We met Greenwood Academy; Targets met: Hot Meals; Met Office warnings are read",
        "Thanks to Comic Relief; Joined by Year Six; Key worker is Early Help",
        "Merci à Médecins Sans Frontières; Contactar con Banco de Alimentos",
        "مدرسة فاطمة الزهراء",
        "أم شابة تعمل ليلا",
        "قال المشاركون إن الطعام جيد",
        "महिला मंडल की बैठक; आशा कार्यकर्ता ने कहा",
    ],
)
def test_work_with_organisations_names_nobody_in_any_script(text: str) -> None:
    assert persons_named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Robert’s rules, Mary’s Meals",
        "St Mary’s children meet",
        "according to UNICEF, said the mayor, an interview with Parents",
        "Grace and hope; Grace period; Will they come in May",
        "Hurricane Maria took the roof",
        "sister programme of the chief executive, story of Millbrook",
        "said Joseph Rowntree Foundation",
        "follow @NHS_England and @MillbrookKitchen",
        "Interview with Kent Police; Ask Parents First; Call For Action",
        "According to Public Health England, laut Statistischem Bundesamt",
        "our plan B. Funders ask; vitamin A. Children eat; hepatitis B. Malaria",
        "Save the Children says so, as the Town Council said",
    ],
)
def test_a_given_name_alone_is_none_elsewhere(text: str) -> None:
    assert persons_named(text) == []


@pytest.mark.parametrize(
    ("text", "found"), [("Joseph", 1), ("Amina; Fatou", 2), ("Jan", 0), ("Cook; Amina", 0), ("Amina cooks", 0)]
)
def test_a_cell_of_given_names_only_names_persons(text: str, found: int) -> None:
    assert len(only_given_names(text)) == found
