"""What looks like a personal detail, and what only resembles one."""

import pytest

from logicmodel.privacy.details import details_in, personal_heading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call 020 7946 0018", "a telephone number"),
        ("Mobile 07700 900123", "a telephone number"),
        ("+44 20 7946 0018", "a telephone number"),
        ("212-555-0123", "a telephone number"),
        ("06 12 34 56 78", "a telephone number"),
        ("0171 555 1234", "a telephone number"),
        ("llame al 91 123 45 67", "a telephone number"),
        ("(11) 91234-5678", "a telephone number"),
        ("ring 555 0123", "a telephone number"),
        ("٠٢٠ ٧٩٤٦ ٠٠١٨", "a telephone number"),
        ("ask ana.ruiz@example.org", "an e-mail address"),
        ("SW1A 1AA", "a postcode"),
        ("flat near EC1V 9LB", "a postcode"),
        ("code postal 75011", "a postcode"),
        ("D-10115 Berlin", "a postcode"),
        ("CEP 01310-100", "a postcode"),
        ("key at 12 Hill Farm Lane", "a street address"),
        ("12, rue de la Paix", "a street address"),
        ("Hauptstraße 12", "a street address"),
        ("Calle Mayor 5", "a street address"),
        ("meet at 51.50741, -0.12781", "a position on the map"),
        ("born 3 May 1987", "a date of birth"),
        ("née le 12/03/1999", "a date of birth"),
        ("geboren am 12.03.1999", "a date of birth"),
        ("case no 48213", "a case number"),
        ("file ref AB/12345", "a case number"),
        ("NHS 943 476 5919", "a national number"),
        ("DNI 12345678Z", "a national number"),
        ("AB 12 34 56 C", "a national number"),
        ("PESEL 44051401359", "a national number"),
        ("CPF 529.982.247-25", "a national number"),
        ("12.345.678-Z", "a national number"),
        ("dni 12345678z", "a national number"),
        ("Steuer-ID 86 095 742 719", "a national number"),
        ("06.12.34.56.78", "a telephone number"),
        ("612-34-56-78", "a telephone number"),
        ("612 345 678 (móvil)", "a telephone number"),
        ("030 / 123 45 67", "a telephone number"),
        ("64 07700 900123", "a telephone number"),
        ("0808 123 4567", "a telephone number"),  # free to call in one country, a mobile in another
        ("ana.ruiz (at) example.org", "an e-mail address"),
        ("ana.ruiz [at] example [dot] org", "an e-mail address"),
        ("ana.ruiz arroba example.org", "an e-mail address"),
        ("ana\u200b.ruiz@example.org", "an e-mail address"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "the number of a bank account or card"),
        ("de89370400440532013000", "the number of a bank account or card"),
        ("4111-1111-1111-1111", "the number of a bank account or card"),
        ("b. 03/05/1987", "a date of birth"),
        ("nacida el 3 de mayo de 1987", "a date of birth"),
        ("date of birth was 3rd of May 1987", "a date of birth"),
        ("girl, 03/05/87, DoB", "a date of birth"),
        ("مواليد ٣ أيار ١٩٨٧", "a date of birth"),
        ("C/ Mayor 5", "a street address"),
        ("Av. de la Constitución 12", "a street address"),
        ("27 Acacia Gardens", "a street address"),
        ("lat 51.50741", "a position on the map"),
        ("///filled.count.soap", "a position on the map"),
        ("case ref. SW-20871", "a case number"),
        (r"C:\Users\ana.ruiz\Documents\survey.xlsx", "the name of somebody in the path of a file"),
        ("file:///home/aruiz/survey.ods", "the name of somebody in the path of a file"),
    ],
)
def test_a_personal_detail_is_found(text: str, found: str) -> None:
    assert details_in(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Call the school office",
        "12 500 000",
        "GBP 240 000 000",
        "£168000 for 3 years",
        "1.234.567,89 EUR",
        "30 000 – 45 000 €",
        "20 000 - 30 000",
        "2026-04-30 to 2027-03-31",
        "from 10:00 to 12:30 on 2026-05-01",
        "2024 2025 2026",
        "between 2019-2020 and 2024-2025",
        "Q1 2026 - Q4 2026",
        "0.45 to 0.60, 63 of 410 pupils, 433 412 children",
        "Target 2026: 45 % 2027: 60 % 2028: 75 %",
        "AC1>OP1, OC12, M1 35 M2 44 M3 60 M4 75",
        "in case 12000 families come",
        "case study 2025, case management 2025-26 budget",
        "ages 8-17, 18-25, 26-40",
        "Grades 10 11 12 13 14",
        "1 2 3 4 5 6 7 8 9 10",
        "Resolution 1325 (2000), SDG 4.1.1, ISO 9001, Law 27/2006",
        "https://example.org/2021/020-7946-0018",
        "3 community gardens, 2 food drives",
        "3 Community Gardens",
        "NSPCC helpline 0808 800 5000, Childline 0800 1111",
        "numéro vert 0 800 10 20 30, línea gratuita 900 202 010",
        "0.333333333",
        "2409.73901442508",
        "mean 93.6698807212205, share 0.341969275709487",
        "SIRET 732 829 320 00074, charity number 1112345",
        "EUR 4 111 111 111 111 111",
        "children born between 1 September 2013 and 31 August 2014",
        "look at example.org, aim at school",
        "https://example.org/home/users",
    ],
)
def test_years_money_refs_and_values_are_no_personal_details(text: str) -> None:
    assert details_in(text) == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Phone number", "contact"),
        ("Adresse e-mail", "contact"),
        ("البريد الإلكتروني", "contact"),
        ("Fecha de nacimiento", "identifier"),
        ("Aktenzeichen", "identifier"),
        ("Sobrenome", "name"),
        ("Colour of the hive", None),
    ],
)
def test_a_heading_says_that_what_is_below_is_personal(heading: str, kind: str | None) -> None:
    assert personal_heading(heading) == kind
