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
