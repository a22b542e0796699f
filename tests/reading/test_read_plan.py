"""What becomes of the sheets of the template: renamed, moved, translated, split into files, badly laid out."""

import re
import string
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from logicmodel import read_plan, sheets
from logicmodel.errors import NoPlanFound
from logicmodel.model import Noticed, Plan, Stage, Term
from logicmodel.reading import plan_of_books
from logicmodel.reading.files.filled_cells import Cell, Cells
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.words.load import LANGUAGES
from logicmodel.workbook import names
from tests.tables import plan_of

PLAN = """
| Plan | Ref | Stage | What | Leads to | Because |
|---|---|---|---|---|---|
| | AC1 | Activity | Teach parents to cook | OC1 | They try it out together |
| | OC1 | Short-term outcome | Families cook at home | OC2 | Home cooking costs less |
| | OC2 | Long-term outcome | Families have money left | | |
"""
MEASURES = """
| Measures | Ref | What it measures | Measure | Unit | Now | Aim |
|---|---|---|---|---|---|---|
| | M1 | OC1 | Families who cook daily | % | 20 | 45 |
"""


def said(plan: Plan) -> Any:
    """Give all that a plan says, without where it was typed."""
    beside = {
        "place",
        "places",
        "origins",
        "other",
        "account",
        "filled",
        "noticed",
        "beside",
        "files",
        "read_as",
        "sheets_in_order",
    }

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(its) for key, its in value.items() if key not in beside}
        return [bare(its) for its in value] if isinstance(value, list | tuple) else value

    return bare(msgspec.to_builtins(plan))


def noticed(plan: Plan, kind: str) -> list[Noticed]:
    return [each for each in plan.noticed if each.kind == kind]


def fates(plan: Plan, sheet: str) -> dict[str, tuple[str, str]]:
    """Give what became of each cell of a sheet."""
    its = [use for use in plan.account if use.place.sheet == sheet]
    return {str(use.place).rpartition(" ")[2]: (use.fate, use.why) for use in its}


# -- sheets and columns in another order ------------------------------------------------------------------------------


def test_tabs_may_be_renamed_and_moved(tmp_path: Path) -> None:
    renamed = MEASURES.replace("| Measures |", "| Indicadores |") + PLAN.replace("| Plan |", "| Teoría del cambio |")
    plan, moved = plan_of(PLAN + MEASURES, tmp_path), plan_of(renamed, tmp_path)
    assert said(moved) == said(plan)
    assert moved.sheets_in_order == (("plan.xlsx", "Teoría del cambio"), ("plan.xlsx", "Indicadores"))


def test_a_tab_with_any_name_is_known_by_its_headings(tmp_path: Path) -> None:
    assert said(plan_of(PLAN.replace("| Plan |", "| Tabelle1 |"), tmp_path)) == said(plan_of(PLAN, tmp_path))


def test_rows_may_be_sorted(tmp_path: Path) -> None:
    top, head, rule, first, *others = PLAN.splitlines()
    rows = plan_of("\n".join([top, head, rule, *reversed(others), first]), tmp_path)
    plan = plan_of(PLAN, tmp_path)
    assert [box.id for box in rows.elements] == ["OC2", "OC1", "AC1"]
    assert sorted(rows.elements, key=lambda box: box.id) == [
        msgspec.structs.replace(box, place=other.place, origins=other.origins)
        for box, other in zip(plan.elements, sorted(rows.elements, key=lambda box: box.id), strict=True)
    ]
    assert {(link.ref, link.mechanism) for link in rows.links} == {(link.ref, link.mechanism) for link in plan.links}


def test_columns_may_be_added_and_are_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Priority in the street | Leads to | What | Ref | Stage | Seen by |
        |---|---|---|---|---|---|---|
        | | 1 | OC1 | Teach parents to cook | AC1 | Activity | Ann |
        | | | | Families cook at home | OC1 | Outcome | |
        """,
        tmp_path,
    )
    assert [(box.id, box.text, box.stage) for box in plan.elements] == [
        ("AC1", "Teach parents to cook", Stage.ACTIVITY),
        ("OC1", "Families cook at home", Stage.OUTCOME),
    ]
    assert [(extra.heading, extra.text) for extra in plan.elements[0].extras] == [
        ("Priority in the street", "1"),
        ("Seen by", "Ann"),
    ]
    assert fates(plan, "Plan")["F2"] == ("extra", "kept, not used: column “Seen by”")


def test_several_files_make_one_plan(tmp_path: Path) -> None:
    for name, text in (("plan", PLAN), ("measures", MEASURES)):
        plan_of(f"{text}\nFile: {name}.csv in utf-8 with ,", tmp_path) if name == "plan" else None
    together = plan_of(PLAN + MEASURES, tmp_path, "both.xlsx")
    (tmp_path / "measures.csv").write_text(
        "Ref,What it measures,Measure,Unit,Now,Aim\nM1,OC1,Families who cook daily,%,20,45\n", encoding="utf-8"
    )
    plan = read_plan(tmp_path / "plan.csv", tmp_path / "measures.csv")
    assert said(plan) == said(together)
    assert plan.files == ("plan.csv", "measures.csv")
    assert str(plan.indicators[0].place) == "line 2"


def test_tabs_named_for_stages_give_their_rows_that_stage(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Activities | What | Leads to |
        |---|---|---|
        | | Teach parents to cook | Families cook at home |

        | Outcomes | What | For whom |
        |---|---|---|
        | | Families cook at home | Parents |
        """,
        tmp_path,
    )
    assert [(box.id, box.stage, box.text) for box in plan.elements] == [
        ("AC1", Stage.ACTIVITY, "Teach parents to cook"),
        ("OC1", Stage.OUTCOME, "Families cook at home"),
    ]
    assert [link.ref for link in plan.links] == ["AC1>OC1"]


# -- other languages --------------------------------------------------------------------------------------------------


def template_in(language: str, folder: Path) -> Plan:
    """Read the whole template with its headings in a language, and in each sheet the row of examples."""
    book = Workbook()
    book.remove(book.active)
    for key in sheets.NAMES:
        page = book.create_sheet(names.tab(key, language))
        for number, column in enumerate(sheets.columns(key), 3 if key == "programme" else 1):
            heading, example = names.starred(column, language), column.example or "Some words"
            row, at = (number, 1) if key == "programme" else (1, number)
            page.cell(row, at).value = heading
            page.cell(*((row, 2) if key == "programme" else (2, at))).value = example
    book.save(folder / f"{language}.xlsx")
    return read_plan(folder / f"{language}.xlsx")


@pytest.mark.parametrize("language", [code for code in LANGUAGES.values() if code != "en"])
def test_every_heading_of_the_template_is_known_in_its_translation(language: str, tmp_path: Path) -> None:
    english, other = said(template_in("en", tmp_path)), said(template_in(language, tmp_path))
    assert {key: its for key, its in other.items() if key not in ("broken", "unread")} == {
        key: its for key, its in english.items() if key not in ("broken", "unread")
    }
    assert not noticed(template_in(language, tmp_path), "unused_column")
    assert not noticed(template_in(language, tmp_path), "guessed_heading")


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_word_of_a_list_is_known_in_its_translation(language: str, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for key in ("elements", "links", "needs", "sources", "stakeholders", "indicators", "register"):
        page = book.create_sheet(names.tab(key, language))
        for at, column in enumerate(sheets.columns(key), 1):
            page.cell(1, at).value = names.heading(column, language)
            listed = sheets.words(column.list) if column.list and column.kind in ("choice", "stage", "yes_no") else ()
            for row, word in enumerate(listed, 2):
                page.cell(row, at).value = names.word(column.list or "", word.value, language)
    book.save(tmp_path / "lists.xlsx")
    assert [each.text for each in read_plan(tmp_path / "lists.xlsx").unread] == []


@pytest.mark.parametrize("question", ["Language of this workbook", "Language"])
def test_the_language_that_start_here_names_says_how_numbers_are_written(tmp_path: Path, question: str) -> None:
    plan = plan_of(
        f"""
        | Start here | A | B |
        |---|---|---|
        | | {question} | German |
        | | Name des Programms | Kochen |

        | Wirkungslogik | Nr | Stufe | What | Führt zu | Kosten | Beginn |
        |---|---|---|---|---|---|---|
        | | AC1 | Aktivität | Mit Eltern kochen | OC1 | 1.250 | 03.2026 |
        | | OC1 | Wirkung | Familien kochen selbst | | | |
        """,
        tmp_path,
    )
    assert [box.cost and box.cost.value for box in plan.elements] == [Decimal(1250), None]
    assert [box.stage for box in plan.elements] == [Stage.ACTIVITY, Stage.OUTCOME]


# -- Start here -------------------------------------------------------------------------------------------------------


def test_months_and_years_count_from_the_start_of_the_plan_wherever_they_stand(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Start here | A | B |
        |---|---|---|
        | | Dates are | day/month/year |
        | | End | 36 months |
        | | Start | 03/04/2026 |

        | Plan | Ref | Stage | What | Start | End |
        |---|---|---|---|---|---|
        | | AC1 | Activity | Teach parents to cook | Month 3 | Year 2 |
        """,
        tmp_path,
    )
    start, end = plan.programme.start, plan.programme.end
    assert start
    assert end
    assert (start.first, end.last) == (date(2026, 4, 3), date(2029, 4, 2))
    box = plan.elements[0]
    assert box.start
    assert box.end
    assert (box.start.first, box.end.last) == (date(2026, 6, 3), date(2028, 4, 2))


def test_dates_on_a_form_are_read_as_the_others_of_the_file_are_typed(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Présentation | A | B |
        |---|---|---|
        | | Titre du projet | Bien vieillir |
        | | Langue | Français |
        | | Début | 03/04/2026 |

        | Plan | Réf | Niveau | Énoncé | Début | Fin |
        |---|---|---|---|---|---|
        | | A1 | Activité | Cuisiner ensemble | 25/04/2026 | 05/06/2026 |
        """,
        tmp_path,
    )
    assert plan.programme.language == "French"
    assert plan.programme.start
    assert plan.programme.start.first == date(2026, 4, 3)
    box = plan.elements[0]
    assert box.end
    assert box.end.last == date(2026, 6, 5)
    assert [each.kind for each in plan.noticed if each.about == "dates"] == ["file_guess"] * 2


def test_without_a_start_a_distance_is_kept(tmp_path: Path) -> None:
    box = plan_of(PLAN.replace("| Because |", "| End |").replace("They try it out together", "Month 6"), tmp_path)
    end = box.elements[0].end
    assert end
    assert (end.first, end.last, end.months) == (None, None, 6)


def test_questions_may_stand_anywhere_and_own_ones_are_kept(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + """
        | Start here | | | |
        |---|---|---|---|
        | | | Our plan | |
        | | | Programme name * | Cook & eat |
        | | | Charity number | 1144 |
        | | | Total budget | 240,000 |
        | | | Motto | Slowly |
        """,
        tmp_path,
    )
    assert plan.programme.name == "Cook & eat"
    assert plan.programme.total_budget
    assert plan.programme.total_budget.value == 240000
    assert [(extra.heading, extra.text) for extra in plan.programme.extras] == [
        ("Charity number", "1144"),
        ("Motto", "Slowly"),
    ]


# -- how tables are laid out ------------------------------------------------------------------------------------------


def test_a_table_may_begin_in_the_middle_of_a_sheet(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | | | | | |
        |---|---|---|---|---|---|
        | | | Cook & eat | | | |
        | | | Please complete | | | |
        | | | | | | |
        | | | | Ref | Stage: | What₁ | Leads to * |
        | | | | AC1 | Activity | Teach parents to cook | OC1 |
        | | | | OC1 | Outcome | Families cook at home | |
        """,
        tmp_path,
    )
    assert [str(box.place) for box in plan.elements] == ["Plan, row 6", "Plan, row 7"]
    assert [str(link.place) for link in plan.links] == ["Plan, cell F6"]
    assert [each.text for each in noticed(plan, "file_guess")] == ["headings in row 5 of “Plan”"]
    assert fates(plan, "Plan")["B2"] == ("left_out", "above the table")


def test_headings_in_two_rows_are_joined(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + """
        | Measures | Ref | What it measures | Measure | Now | Targets | | | Actual | |
        |---|---|---|---|---|---|---|---|---|---|
        | | | | | | 2026 | 2027 | 2028 | 2026 | 2027 |
        | | M1 | OC1 | Families who cook | 20 | 30 | 35 | 45 | 31 | |

Merged: Measures E1:G1
Merged: Measures H1:I1
""",
        tmp_path,
    )
    measure = plan.indicators[0]
    assert measure.target
    assert measure.target_date
    assert (measure.target.value, measure.target_date.text) == (Decimal(45), "2028")
    steps = [(step.value.value, step.date.last) for step in measure.milestones if step.value and step.date]
    assert steps == [(Decimal(30), date(2026, 12, 31)), (Decimal(35), date(2027, 12, 31))]
    readings = [(each.measure, each.value.value) for each in plan.readings if each.value]
    assert readings == [("M1", Decimal(31))]
    assert [each.text for each in noticed(plan, "file_guess")] == ["headings in rows 1 and 2 of “Measures”"]


def test_headings_in_three_rows_are_asked_about(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + """
        | Measures | Ref | Measure | Targets | | | |
        |---|---|---|---|---|---|---|
        | | | | Baseline | | Aim | |
        | | | | 2026 | 2027 | 2028 | 2029 |
        | | M1 | Families who cook | 20 | 30 | 35 | 45 |

Merged: Measures C1:F1
Merged: Measures C2:D2
Merged: Measures E2:F2
""",
        tmp_path,
    )
    assert plan.indicators == ()
    assert [each.detail for each in noticed(plan, "sheet_not_read")] == [
        "its headings stand in 3 rows, one over the other"
    ]


def test_merged_cells_hold_for_their_rows_but_numbers_and_refs_do_not(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | For whom | Cost |
        |---|---|---|---|---|---|
        | | 1.1 | Activity | Teach parents to cook | Parents | 500 |
        | | | | Lend out pots | | |
        | | | | Visit markets | | |

Merged: Plan A2:A4
Merged: Plan B2:B4
Merged: Plan D2:D3
Merged: Plan E2:E4
""",
        tmp_path,
    )
    assert [(box.id, box.stage, box.who, box.cost and box.cost.value) for box in plan.elements] == [
        ("1.1", Stage.ACTIVITY, ("Parents",), 500),
        ("AC1", Stage.ACTIVITY, ("Parents",), None),
        ("AC2", Stage.ACTIVITY, (), None),
    ]
    assert [each.count for each in noticed(plan, "filled_down")] == [3]


def test_a_stage_written_once_over_its_rows_holds_for_them(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Stage | What | Leads to |
        |---|---|---|---|
        | | Activity | Teach parents to cook | Families cook at home |
        | | | Lend out pots | Families cook at home |
        | | Short-term outcome | Families cook at home | |
        | | | Children help | |
        """,
        tmp_path,
    )
    assert [(box.id, box.term) for box in plan.elements] == [
        ("AC1", None),
        ("AC2", None),
        ("OC1", Term.SHORT),
        ("OC2", Term.SHORT),
    ]


def test_a_sheet_holds_one_table_and_the_account_says_where_the_others_went(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | | | Name | Interest |
        |---|---|---|---|---|---|---|---|
        | | AC1 | Activity | Teach parents to cook | | | Mayor | 4 |
        | | | | | | | | |
        | | | | | | | | |
        | | Date | Kind | What happened | | | | |
        | | 2026-02 | Review | All went well | | | | |
        """,
        tmp_path,
    )
    assert [box.id for box in plan.elements] == ["AC1"]
    assert (plan.stakeholders, plan.log) == ((), ())
    assert [str(each.place) for each in noticed(plan, "sheet_not_read")] == ["Plan, cell F1", "Plan, cell A5"]
    assert fates(plan, "Plan")["G2"] == fates(plan, "Plan")["C6"] == ("left_out", "a second table on the sheet")


def test_a_row_that_only_begins_as_a_total_does_is_kept_where_words_stand_beside_it(tmp_path: Path) -> None:
    table = """
        | Needs | Who it affects | What | People | How do you know? |
        |---|---|---|---|---|
        | | All pupils | Breakfast is missed | 40 | School census |
        | | All | Nobody knows whom to ask for help with a letter | 60 | Survey |
        | | Total | | 100 | |
    """
    plan = plan_of(table, tmp_path)
    assert [need.text for need in plan.needs] == [
        "Breakfast is missed",
        "Nobody knows whom to ask for help with a letter",
    ]
    measures = """
        | Logframe | Result | Indicator | Baseline | Target | Source |
        |---|---|---|---|---|---|
        | | Outcome: Women choose when to have children | Total fertility rate | 5 | 4 | Health survey |
        | | | Total | 5 | 4 | |
    """
    assert [each.text for each in plan_of(measures, tmp_path).indicators] == ["Total fertility rate"]


def test_totals_notes_and_hashtags_are_left_out_and_empty_template_rows_are_no_news(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | How many |
        |---|---|---|---|---|
        | | #ref | #kind | #text | #n |
        | | N1 | Need | Homes are cold | 800 |
        | | N2 | Need | | |
        | | | | Sum of all homes | 800 |
        | | | | Homes | |
        | | | | | |
        | | | | Source: survey | |
        """,
        tmp_path,
    )
    assert [(need.id, need.text) for need in plan.needs] == [("N1", "Homes are cold"), ("N3", "Homes")]
    assert {each.text: [place.row for place in each.places] for each in noticed(plan, "rows_left_out")} == {
        "hashtags": [2],
        "totals": [5],
        "notes": [8],
    }


# -- what rows hold ---------------------------------------------------------------------------------------------------


def test_several_measures_in_one_cell_are_parted_where_all_that_belongs_to_them_agrees(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + """
        | Measures | Ref | What it measures | Measure | Unit | Now | Aim | By when |
        |---|---|---|---|---|---|---|---|
        | | M1 | OC1 | • Families who cook<br>• Children who help | % | 20<br>5 | 45<br>10 | 2028 |
        | | M2 | OC2 | Money left<br>Debts | GBP | 20<br>5<br>1 | | |
        """,
        tmp_path,
    )
    read = [(each.id, each.measures, each.text, each.baseline and each.baseline.value) for each in plan.indicators]
    assert read == [
        ("M1", "OC1", "Families who cook", 20),
        ("M3", "OC1", "Children who help", 5),
        ("M2", "OC2", "Money left\nDebts", None),
    ]
    assert [each.target_date and each.target_date.text for each in plan.indicators] == ["2028", "2028", None]
    assert plan.indicators[2].baseline
    assert plan.indicators[2].baseline.text == "20\n5\n1"
    assert plan.unread == ()


def test_numbers_in_doubt_keep_their_words(tmp_path: Path) -> None:
    plan = plan_of(PLAN + MEASURES.replace("| 20 |", "| 0.2 |").replace("| 45 |", "| 9.707,1 |"), tmp_path)
    measure = plan.indicators[0]
    assert measure.baseline
    assert measure.baseline.value == Decimal("0.2"), "one number alone is in no doubt"
    mixed = plan_of(
        """
        | Plan | Ref | Stage | What | Cost |
        |---|---|---|---|---|
        | | IN1 | Input | Pots | 9.707,1 |
        | | IN2 | Input | Pans | 2,324.5 |
        | | IN3 | Input | Spoons | 120 |
        """,
        tmp_path,
    )
    costs = [(box.cost.text, box.cost.value) for box in mixed.elements if box.cost]
    assert costs == [("9.707,1", None), ("2,324.5", None), ("120", 120)]
    assert fates(mixed, "Plan")["D2"][0] == "unread"


def test_words_of_advocacy_say_the_policy_step_too(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Kind of change | Policy step |
        |---|---|---|---|---|---|
        | | OC1 | Outcome | Voters care | Public will | |
        | | OC2 | Outcome | The council decides | System | Adoption |
        | | OC3 | Outcome | Rules are kept | Policy in practice | Monitoring |
        | | OC4 | Outcome | People know | Knowledge | |
        """,
        tmp_path,
    )
    assert [(box.change, box.policy) for box in plan.elements] == [
        ("attitude", "will"),
        ("policy_adopted", "adoption"),
        ("policy_in_practice", "monitoring"),
        ("knowledge", None),
    ]


def test_groups_are_parted_at_commas_only_where_each_part_is_known(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Groups | Group | Also called | How many |
        |---|---|---|---|
        | | Mothers, carers and families | MCF | 40 |
        | | Parents | | 12 |
        | | parents. | mums | |

        | Plan | Ref | Stage | What | For whom |
        |---|---|---|---|---|
        | | OC1 | Outcome | Families cook | Mothers, carers and families |
        | | OC2 | Outcome | Children help | Parents, Young carers |
        | | OC3 | Outcome | Children sing | Young carers aged 8 to 17; Parents |
        """,
        tmp_path,
    )
    assert [box.who for box in plan.elements] == [
        ("Mothers, carers and families",),
        ("Parents", "Young carers"),
        ("Young carers aged 8 to 17", "Parents"),
    ]
    assert [(group.name, group.aliases) for group in plan.groups] == [
        ("Mothers, carers and families", ("MCF",)),
        ("Parents", ("mums",)),
        ("Young carers", ()),
        ("Young carers aged 8 to 17", ("young carers",)),
    ]


def test_causes_in_words_become_rows_after_the_need_they_explain(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | Cause | Consequence | How do you know? | Figure as of |
        |---|---|---|---|---|---|---|---|
        | | N1 | Need | Homes are cold | Walls are thin; N2 | Children cough | School survey 2025, 63 of 410 | 2024 |
        | | N2 | Cause | Energy is dear | | | Two doctors | 2024 |
        """,
        tmp_path,
    )
    assert [(need.id, need.kind, need.text) for need in plan.needs] == [
        ("N1", "need", "Homes are cold"),
        ("N3", "cause", "Walls are thin"),
        ("N4", "cause", "Children cough"),
        ("N2", "cause", "Energy is dear"),
    ]
    assert [(link.cause, link.effect) for link in plan.problem_links] == [("N2", "N1"), ("N3", "N1"), ("N1", "N4")]
    assert [(each.id, each.title, each.kind, each.date and each.date.text) for each in plan.sources] == [
        ("E1", "School survey 2025, 63 of 410", "survey", "2025"),
        ("E2", "Two doctors", "other", "2024"),
    ]


def test_the_other_sheets(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + MEASURES
        + """
        | People | Ref | Name | Type | Interest | Linked to | Champion now |
        |---|---|---|---|---|---|---|
        | | P1 | Head of the market | Decision maker | 4 | OC1 | 1 Aware |

        | Readings | Measure | Date | Value | Count | Out of | Group |
        |---|---|---|---|---|---|---|
        | | M1 | 2026-09 | 31 | | | Girls |
        | | m 1 | 2027-03 | | 12 | 40 | |

        | Budget | Cost heading | Amount | For | Most allowed |
        |---|---|---|---|---|
        | | Fiddlers | £1,200 | AC1 | |

        | Log | Date | Kind | About | What happened |
        |---|---|---|---|---|
        | | 2026-05 | Decision | M1, AC1, P1 | We ask less often |
        | | 2026-06 | Review | whole plan | All went well |

        | Scores | Need | Who scored | Rank | Proper | Urgency by hand |
        |---|---|---|---|---|---|
        | | N1 | Panel | 2 | Yes | 4 |

        | Needs | Ref | Kind | What | Feasibility | Strengths |
        |---|---|---|---|---|---|
        | | N1 | Need | Meals are poor | 3 | Grandmothers; A kitchen |
        """,
        tmp_path,
    )
    assert [(each.id, each.type, each.linked_to, each.champion_now) for each in plan.stakeholders] == [
        ("P1", "decision_maker", ("OC1",), 1)
    ]
    readings = [(each.measure, each.value.value, each.group) for each in plan.readings if each.value]
    assert readings == [("M1", Decimal(31), "Girls"), ("M1", Decimal(30), None)]
    assert [(line.heading, line.amount and line.amount.value, line.covers) for line in plan.budget] == [
        ("Fiddlers", Decimal(1200), ("AC1",))
    ]
    assert [(entry.kind, entry.about) for entry in plan.log] == [("decision", ("M1", "AC1", "P1")), ("review", ())]
    assert [(score.rater, score.rank, score.pearl, score.criteria) for score in plan.scores] == [
        ("plan.xlsx", None, {}, (("Feasibility", Decimal(3)),)),
        ("Panel", 2, {"proper": True}, (("Urgency by hand", Decimal(4)),)),
    ]
    assert [(need.id, need.kind, need.text) for need in plan.needs] == [
        ("N1", "need", "Meals are poor"),
        ("N2", "strength", "Grandmothers"),
        ("N3", "strength", "A kitchen"),
    ]
    assert not noticed(plan, "unused_column")
    assert plan.broken == ()


# -- what always holds ------------------------------------------------------------------------------------------------


def test_a_file_without_a_plan_says_what_was_found_in_it(tmp_path: Path) -> None:
    groups = "\n| Groups | Name | Size |\n|---|---|---|\n| | Beekeepers | 12 |\n"
    with pytest.raises(NoPlanFound, match=r"“Hives”: its headings are not known.*“Groups”: it holds only what"):
        plan_of("| Hives | Queen | Colour |\n|---|---|---|\n| | Ann | Blue |\n" + groups, tmp_path)


def test_a_number_of_any_length_is_a_ref_like_any_other(tmp_path: Path) -> None:
    long = "OC" + "9" * 5000
    plan = plan_of(PLAN.replace("OC2", long) + MEASURES.replace("| OC1 |", f"| OC1-{'9' * 5000} |"), tmp_path)
    assert [link.effect for link in plan.links] == ["OC1", long]


def test_a_row_that_names_millions_of_arrows_is_left_out_and_told(tmp_path: Path) -> None:
    refs = ", ".join(f"B{number}" for number in range(1, 1001))
    plan = plan_of(
        f"{PLAN}\n| Links | From | To | Because |\n|---|---|---|---|\n| | {refs} | {refs} | all of it |\n", tmp_path
    )
    assert len(plan.links) == 2
    told = {use.why for use in plan.account if use.place.sheet == "Links" and use.place.row == 2}
    assert told == {"more than 10000 arrows in one row"}


def test_an_assumption_of_many_rows_applies_to_all_their_arrows(tmp_path: Path) -> None:
    rows = "".join(f"| | B{number} | Output | Wells drilled {number} | B0 | Rain falls |\n" for number in range(1, 4))
    head = "| Plan | Ref | Stage | What | Leads to | What must be true |\n|---|---|---|---|---|---|\n"
    plan = plan_of(f"{head}| | B0 | Outcome | Water is clean | | |\n{rows}", tmp_path)
    assert [(each.text, each.about) for each in plan.register] == [("Rain falls", ("B1>B0", "B2>B0", "B3>B0"))]


def test_causes_of_a_need_stand_after_it_in_the_order_of_the_cell(tmp_path: Path) -> None:
    head = "| Needs | Ref | What | Cause |\n|---|---|---|---|\n"
    rows = "| | N1 | Homes are cold | Rents rise; Walls are damp |\n| | N2 | Children are ill | Walls are damp; No clinic |\n"
    plan = plan_of(f"{PLAN}\n{head}{rows}", tmp_path)
    texts = ["Homes are cold", "Rents rise", "Walls are damp", "Children are ill", "No clinic"]
    assert [need.text for need in plan.needs] == texts


def test_numbers_for_stages_leave_a_sheet_plan_a_plan(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN.replace("Activity", "1").replace("Short-term outcome", "2").replace("Long-term outcome", "3"), tmp_path
    )
    assert (plan.elements[0].text, len(plan.links)) == ("Teach parents to cook", 2)
    assert [each.text for each in plan.unread] == ["1", "2", "3"]


HEADINGS = {key: [column.heading for column in sheets.columns(key)] for key in (*sheets.NAMES, "one_sheet", "wide")}
NASTY = [
    *("OC1", "AC1>OC1", "OC1–OC3", "AC1 > OP1 > OC1", "Plan!AC1", "!", "as above", "whole plan"),
    *("TBC", "n/a", "-", "#REF!", "#ref", "~300", "10–15", "150 of 150", "<5", "45%", "1.234,56", "2,324.5", "0.5"),
    *("03/04/2026", "31/06/2026", "Month 6", "36 months", "a\nb\nc", "• x\n• y", "Total", "All", "Source: x"),
    *("Activity", "Outcome", "Need", "Assumption", "Programme", "Strength", "Yes", "✓", "Relief, Fun", "٣٥٪", "=1+1"),
    *("Ref", "What", "Leads to", "Kind", "Stage", "School survey 2025; E1, E2", "P1 (lead)", "Girls; boys, all"),
]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(string.printable, min_size=1, max_size=9), st.text(max_size=5))
VALUES = st.one_of(TEXTS, TEXTS, st.integers(-5, 60_000), st.floats(-2, 2000), st.booleans(), st.dates())


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    """Draw a sheet of any texts under some headings of the template, with a gap and merged cells now and then."""
    key = draw(st.sampled_from(list(HEADINGS)))
    headings = draw(st.lists(st.one_of(st.sampled_from(HEADINGS[key]), TEXTS), min_size=1, max_size=8))
    rows = draw(st.lists(st.lists(st.one_of(st.none(), VALUES), max_size=len(headings) + 2), max_size=6))
    grid: dict[tuple[int, int], Any] = {}
    if key == "programme":
        grid = {(number, 1): heading for number, heading in enumerate(headings, 2)}
        grid |= {(number, 2): draw(VALUES) for number in range(2, len(headings) + 2)}
    else:
        grid = {(2, number): heading for number, heading in enumerate(headings, 1)}
        below = enumerate(rows, draw(st.sampled_from([3, 3, 6])))
        grid |= {(row, column): value for row, its in below for column, value in enumerate(its, 1)}
    cells = {
        (row, column): Cell(row=row, column=column, value=value, text=str(value))
        for (row, column), value in sorted(grid.items())
        if value is not None and str(value).strip()
    }
    merged = draw(st.lists(st.sampled_from([(2, 1, 2, 2), (3, 1, 5, 1), (3, 2, 7, 3)]), max_size=2, unique=True))
    name = draw(st.sampled_from([sheets.NAMES.get(key, "Plan"), "Tabelle1", "Activities"]))
    return Sheet(name=name, cells=Cells.of(cells.values()), merged=tuple(merged))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tables(), min_size=1, max_size=3, unique_by=lambda sheet: sheet.name))
def test_every_cell_is_accounted_for_once_and_no_cell_stops_the_reader(pages: list[Sheet]) -> None:
    try:
        plan = plan_of_books([Book(file="plan.xlsx", sheets=tuple(pages))])
    except NoPlanFound:
        return
    places = Counter((use.place.sheet, use.place.row, use.place.column) for use in plan.account)
    assert places == Counter((page.name, *place) for page in pages for place in page.cells)
    kept = msgspec.json.encode(msgspec.structs.replace(plan, account=())).decode()
    told = [use.text for use in plan.account if use.fate in ("extra", "unread")]
    assert [word for text in told for word in re.findall(r"\w+", text) if word not in kept] == []


def test_told_and_agreed_on_takes_a_day_or_yes_or_no(tmp_path: Path) -> None:
    plan = plan_of(
        PLAN
        + """
| People | Name | Told and agreed on |
|---|---|---|
| | School | 2026-02-11 |
| | Police | Yes |
| | Library | not yet: no |
| | Clinic | No |
""",
        tmp_path,
    )
    told = {each.name: each.briefed.state if each.briefed else None for each in plan.stakeholders}
    assert told == {"School": "date", "Police": "date", "Library": None, "Clinic": "no"}
    assert [unread.text for unread in plan.unread] == ["not yet: no"]


def test_priorities_of_high_medium_and_low_are_places_and_that_is_told_once(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | Who it affects | Priority |
        |---|---|---|---|---|---|
        | | N1 | Need | Homes are cold | Tenants | M |
        | | N2 | Need | Food runs out | Families | high |
        | | N3 | Need | Nobody to ask | Carers | Low |
        | | N4 | Need | No play space | Children | TBC |
        """,
        tmp_path,
    )
    assert [need.priority for need in plan.needs] == [2, 1, 3, None]
    assert not plan.unread
    assert [each.text for each in plan.noticed if each.kind == "file_guess"] == [
        "high as 1, M as 2, Low as 3 in “Priority”"
    ]


@pytest.mark.parametrize(
    ("heading", "typed", "places", "told"),
    [
        ("Priority (5 = highest)", "5 4 1", [1, 2, 3], ["5 as 1, 4 as 2, 1 as 3 in “Priority (5 = highest)”"]),
        ("Priority (1 low to 5 high)", "2 5 2", [2, 1, 2], ["5 as 1, 2 as 2 in “Priority (1 low to 5 high)”"]),
        ("Priorité (1 = très urgent)", "3 1 2", [3, 1, 2], []),
        ("Priority (1-5)", "5 4 2", [1, 2, 3], ["5 as 1, 4 as 2, 2 as 3 in “Priority (1-5)”"]),
        ("Priority (1-5)", "3 1 2", [3, 1, 2], ["1 as the first in “Priority (1-5)”"]),
        ("Priority", "5 4 2", [5, 4, 2], []),
    ],
)
def test_priorities_in_which_more_is_first_are_turned_and_what_is_guessed_is_told(
    heading: str, typed: str, places: list[int], told: list[str], tmp_path: Path
) -> None:
    rows = "\n".join(f"| | N{n} | Boats leak {n} | Fishers | Survey | {each} |" for n, each in enumerate(typed.split()))
    plan = plan_of(
        f"| Needs | Ref | Need | Who is affected | Source | {heading} |\n|---|---|---|---|---|---|\n{rows}", tmp_path
    )
    assert [each.priority for each in plan.needs] == places
    assert [each.text for each in plan.noticed if each.kind == "file_guess"] == told
