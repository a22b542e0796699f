"""Journeys of people who hand something over, typed as they would type them, from a folder with a space and an accent."""

import contextlib
import csv
import hashlib
import html
import io
import re
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from logicmodel.examples import example_workbook
from tests.command import run
from tests.tables import workbook_of

REVIEWED = """
| Start here | A | B |
|---|---|---|
| | Programme name | Safe at Home |
| | Organisation | Harbour Trust |
| | Start | 2026-04-01 |

| Needs | Ref | What | How do you know |
|---|---|---|---|
| | N1 | Parents are afraid at home | Interviews, 2025; police records, 2025 |

| Plan | Ref | Stage | What | Leads to | Because | Meets need | Start | End |
|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Hold weekly safety sessions | OP1 | | N1 | | |
| | OP1 | Output | Six sessions held with 30 parents | OC1; OC2 | | | | |
| | OC1 | Outcome | Attend parenting course | IM1 | They learn what helps | | | 2027-03-01 |
| | OC2 | Outcome | Run a parenting course | IM1 | They learn what helps | | | 2027-03-01 |
| | IM1 | Impact | Parents and children live free from violence | | | N1 | | 2028-03-01 |
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "Hilfe für Familien é"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def typed(line: str) -> tuple[int, str]:
    """Run a line as typed behind the name of the program, and give how it ended and what it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(*line.split())
    return code, said.getvalue()


def words_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def pages_of(pdf: Path) -> int:
    done = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
    found = re.search(r"^Pages:\s+(\d+)", done.stdout, re.MULTILINE)
    assert found
    return int(found[1])


# -- a supervisor reviews a plan --------------------------------------------------------------------------------------


def test_a_supervisor_gets_a_marked_copy_and_a_review_under_five_headings(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(REVIEWED))
    before = hashlib.sha256((folder / "plan.xlsx").read_bytes()).hexdigest()
    _, said = typed("check plan.xlsx --profile plan --mark-up checked.xlsx")
    assert "Marked copy: checked.xlsx" in said
    code, _ = typed("report plan.xlsx --template supervision -o review.docx")
    assert code == 0
    assert hashlib.sha256((folder / "plan.xlsx").read_bytes()).hexdigest() == before

    review = docx.Document("review.docx")
    headings = [each.text for each in review.paragraphs if each.style and str(each.style.name).startswith("Heading")]
    numbered = [heading for heading in headings if heading[:1].isdigit()]
    assert [heading.split(" ", 1)[1] for heading in numbered] == [
        "Theory",
        "Goals or tasks",
        "Measures",
        "Dates",
        "Review",
    ]
    rows = [" ".join(cell.text for cell in row.cells) for table in review.tables for row in table.rows]
    for code_of_rule, words in (
        ("L202", "Attend parenting course"),
        ("L201", "Run a parenting course"),
        ("M401", "have no measure: OC1, OC2 and IM1"),
        ("P602", "Hold weekly safety sessions"),
        ("P609", "when it will be looked at again"),
    ):
        assert [row for row in rows if code_of_rule in row and words in row], code_of_rule


def test_a_marked_copy_is_their_workbook_with_amber_cells_and_a_first_sheet_of_links(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(example_workbook("young-carers-flawed"))
    code, _ = typed("check plan.xlsx --mark-up checked.xlsx")
    assert code == 1
    theirs, copy = load_workbook("plan.xlsx"), load_workbook("checked.xlsx")
    assert copy.sheetnames == ["What we found", *theirs.sheetnames]
    noted = 0
    for sheet in theirs:
        for row in sheet.iter_rows():
            for cell in row:
                marked = copy[sheet.title][cell.coordinate]
                assert (marked.value, marked.font.b) == (cell.value, cell.font.b)
                assert marked.number_format.endswith(
                    cell.number_format
                )  # a sign for prints without colour comes before it
                if marked.fill.fgColor.rgb != cell.fill.fgColor.rgb:  # amber, and a note says why
                    assert marked.comment is not None, marked.coordinate
                    noted += 1
    assert noted > 5

    first = copy["What we found"]
    goes = [cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink]
    places = [
        (theirs.sheetnames.index(sheet.strip("'")), int(re.sub(r"\D", "", cell)))
        for sheet, cell in (target.split("!") for target in goes if target)
    ]
    assert len(places) > 5
    assert places == sorted(places)


def test_the_page_of_a_rule_shows_bad_and_good_wording() -> None:
    _, page = typed("explain L202")
    assert "## Fails" in page
    assert "## Passes" in page


# -- a logframe in French for the European Union ----------------------------------------------------------------------


def sheet_of(path: str) -> list[tuple[Any, ...]]:
    return [tuple(cell for cell in row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_a_logframe_in_french_keeps_its_numbers_and_leaves_activities_out(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(example_workbook("dry-homes"))
    code, _ = typed("report plan.xlsx --template logframe-eu --lang fr -o cadre_logique.xlsx --profile eu-action")
    assert code == 0
    rows = sheet_of("cadre_logique.xlsx")
    told = [str(cell) for row in rows for cell in row if cell is not None]
    for heading in ("Impact", "Effets", "Produits", "Valeur actuelle", "Hypothèses"):
        assert any(heading in cell for cell in told), heading
    assert not any("Activités" in cell for cell in told)
    numbers = [cell for row in rows for cell in row if isinstance(cell, int | float)]
    assert len(numbers) > 20
    assert not any(cell.startswith("=") for cell in told)
    heads = next(row for row in rows if row[0] == "Résultats")
    cells = {heading: [row[place] for row in rows[rows.index(heads) + 1 :]] for place, heading in enumerate(heads)}
    assert 3.1 in cells["Valeurs de référence (valeurs et années)"]
    assert datetime(2025, 12, 1) in cells["À la date de"]
    assert datetime(2031, 8, 1) in cells["Pour quand"]
    assert any(cell and "Regional health statistics" in cell for cell in cells["Sources des données"])
    assert not any(cells["Valeur actuelle"])
    assumed = dict(zip(cells["Résultats"], cells["Hypothèses"], strict=True))
    (row,) = (name for name in assumed if name and name.endswith("OC8"))
    assert "Medicine stays free for children A7" in assumed[row]


def test_a_french_computer_shows_numbers_of_a_logframe_with_a_decimal_comma(
    folder: Path, french_office: Callable[[Sequence[Path], str, Path], None]
) -> None:
    (folder / "plan.xlsx").write_bytes(example_workbook("dry-homes"))
    typed("report plan.xlsx --template logframe-eu --lang fr -o cadre_logique.xlsx --profile eu-action")
    french_office([Path("cadre_logique.xlsx")], "csv:Text - txt - csv (StarCalc):44,34,76", folder)  # 76: UTF-8
    rows = csv.reader((folder / "cadre_logique.csv").read_text(encoding="utf-8").splitlines())
    cells = [cell for row in rows for cell in row]
    assert {"3,1", "1,5"} <= set(cells)
    assert not {"3.1", "1.5"} & set(cells)


def test_eleven_results_are_too_many_for_the_european_union(folder: Path) -> None:
    outputs = "\n".join(f"| | OP{n} | Output | {n} wells dug in the valley | OC1 |" for n in range(1, 12))
    table = f"""
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
{outputs}
| | OC1 | Outcome | Families drink clean water | IM1 |
| | IM1 | Impact | Children are healthier | |
"""
    (folder / "plan.xlsx").write_bytes(workbook_of(table))
    code, said = typed("check plan.xlsx --profile eu-action --format concise")
    assert code == 1
    (line,) = (line for line in said.splitlines() if "eu-action:outputs" in line)
    assert "11" in line
    assert "10" in line


def test_echo_asks_for_one_specific_objective_and_three_activities_a_result(folder: Path) -> None:
    activities = "\n".join(f"| | AC{n} | Activity | Dig wells in village {n} | OP1 |" for n in range(1, 5))
    table = f"""
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
{activities}
| | OP1 | Output | 40 wells dug | OC1; OC2 |
| | OC1 | Outcome | Families drink clean water | IM1 |
| | OC2 | Outcome | Families keep their animals alive | IM1 |
| | IM1 | Impact | Children are healthier | |
"""
    (folder / "plan.xlsx").write_bytes(workbook_of(table))
    _, said = typed("check plan.xlsx --profile echo --format concise")
    codes = re.findall(r"echo:\w+", said)
    assert "echo:outcomes" in codes
    assert "echo:activities_per_output" in codes


# -- one page on Letter for the United States -------------------------------------------------------------------------


def test_a_logic_model_on_one_page_with_the_words_of_the_notice_or_three_ways_out(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(example_workbook("young-carers"))
    code, said = typed("draw plan.xlsx --view logic-model --paper letter -o lm.pdf --profile us-hhs")
    assert code == 2  # forty boxes do not fit in letters of 12 point: nothing is written, and it is said what helps
    assert not (folder / "lm.pdf").exists()
    assert "Add --split --paper ledger for an index and a page for each strand" in said
    assert "Short label" in said
    code, _ = typed("draw plan.xlsx --view logic-model --split --paper ledger -o strands.pdf --profile us-hhs")
    assert code == 0
    larger = re.search(r"(?i)choose --paper (\w+)", said)
    assert larger
    code, said = typed(f"draw plan.xlsx --view logic-model --paper {larger[1]} -o lm.pdf --profile us-hhs")
    assert code == 0
    assert pages_of(folder / "lm.pdf") == 1
    words = words_of(folder / "lm.pdf")
    for ref in ("AC1", "OP1", "OC1", "IM1"):
        assert ref in words
    for title in ("Strategies and activities", "Short-term", "Intermediate", "Long-term"):
        assert title in words

    code, _ = typed("report plan.xlsx --template evaluation-plan -o eval.docx")
    assert code == 0
    told = " ".join(
        cell.text for table in docx.Document("eval.docx").tables for row in table.rows for cell in row.cells
    )
    for ref in re.findall(r"\bOC\d+\b", words):
        assert ref in told


SMALL = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | IN1 | Input | Two nurses | AC1 |
| | AC1 | Activity | Visit new parents at home | OP1 |
| | OP1 | Output | 60 families visited | OC1 |
| | OC1 | Short-term outcome | Parents know how to calm a baby | IM1 |
| | IM1 | Impact | Babies grow up safely | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC1 | Parents who name three ways |

| Links | From | To | Because | Evidence | Evidence level | What must be true |
|---|---|---|---|---|---|---|
| | OP1 | OC1 | They see how it is done | Our visits last year | 2 Promising | A1 |

| Assumptions & risks | Ref | Kind | What |
|---|---|---|---|
| | A1 | Assumption | Parents open the door |
"""

ARROW = ("From", "How", "To", "Because", "What must be true", "Evidence")
"""What the columns of the table of arrows say."""


def page_of(name: str, said: str) -> list[list[str]]:
    """The rows of a page of tables, which the line that made it has named."""
    assert f"{name}: the same in words and as a table" in said
    page = Path(name).read_text(encoding="utf-8")
    assert all(f">{heading}</th>" in page for heading in ARROW)
    rows = re.findall(r"<tr role=.row.>(.*?)</tr>", page, re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def described_in(pdf: str) -> str:
    """What a PDF says of its figures to whoever does not see them."""
    found = re.findall(rb"/Alt\s*<FEFF([0-9A-F]+)>", Path(pdf).read_bytes())
    return "\n".join(bytes.fromhex(each.decode()).decode("utf-16-be") for each in found)


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "pptx", "html"])
def test_every_drawing_comes_with_a_table_of_its_arrows(folder: Path, form: str) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(SMALL))
    code, said = typed(f"draw plan.xlsx -o lm.{form}")
    assert code == 0
    because = "They see how it is done"
    if form == "pptx":  # on slides of its own
        slides = Presentation("lm.pptx").slides
        tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
        assert because in [cell.text for table in tables for row in table.rows for cell in row.cells]
    elif form == "html":  # on the page itself
        assert not (folder / "lm-table.html").exists()
        assert because in (folder / "lm.html").read_text(encoding="utf-8")
    else:
        assert because in [cell for row in page_of("lm-table.html", said) for cell in row]


def test_a_page_that_somebody_else_wrote_is_not_replaced_by_a_table(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(SMALL))
    (folder / "lm-table.html").write_text("<p>Mine", encoding="utf-8")
    code, said = typed("draw plan.xlsx -o lm.svg")
    assert (code, (folder / "lm.svg").exists()) == (0, True)
    assert (folder / "lm-table.html").read_text(encoding="utf-8") == "<p>Mine"
    assert "lm-table.html is there already and was not made by this program: it stays as it is." in said


def test_a_small_plan_fits_letter_in_letters_that_can_be_read(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(SMALL))
    code, said = typed("draw plan.xlsx --view logic-model --paper letter -o lm.pdf --profile us-hhs")
    assert code == 0
    assert pages_of(folder / "lm.pdf") == 1
    words = words_of(folder / "lm.pdf")
    for title in ("Strategies", "Short-term", "Visit", "intermediate,", "long term)"):
        assert title in words
    assert "…" not in words
    assert min(sizes_of(folder / "lm.pdf")) >= 12
    table = page_of("lm-table.html", said)
    arrows = {(row[0], row[2]) for row in table if len(row) == len(ARROW) and row != [*ARROW]}
    assert arrows == {
        ("IN1 Two nurses", "AC1 Visit new parents at home"),
        ("AC1 Visit new parents at home", "OP1 60 families visited"),
        ("OP1 60 families visited", "OC1 Parents know how to calm a baby"),
        ("OC1 Parents know how to calm a baby", "IM1 Babies grow up safely"),
    }
    (why,) = (row[3:] for row in table if row[0].startswith("OP1") and len(row) == len(ARROW))
    assert why == [
        "They see how it is done",
        "A1 Parents open the door",
        "E1 Our visits last year, 2 promising evidence",
    ]
    told = described_in("lm.pdf")  # one page goes out alone: what tells the arrows is in it, too
    assert "From: OP1 60 families visited" in told
    assert (
        "Because: They see how it is done; What must be true: A1 Parents open the door; Evidence: E1 Our visits" in told
    )

    code, said = typed("draw plan.xlsx --view logic-model --paper letter -o grey.pdf --profile us-hhs --grey")
    assert code == 0
    assert "told apart" in said or "differ" in said

    code, _ = typed("report plan.xlsx --template evaluation-plan -o eval.docx")
    assert code == 0
    told = " ".join(
        cell.text for table in docx.Document("eval.docx").tables for row in table.rows for cell in row.cells
    )
    assert "Parents know how to calm a baby OC1" in told
    assert "Parents who name three ways M1" in told


def test_the_title_of_a_column_is_never_cut(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(SMALL.replace("Short-term outcome", "Outcome")))
    code, _ = typed("draw plan.xlsx --view logic-model --paper letter -o lm.pdf --profile us-hhs")
    assert code == 0
    assert "…" not in words_of(folder / "lm.pdf")


def sizes_of(pdf: Path) -> set[float]:
    """Sizes of the letters of a PDF, in points, as far as whole lines tell them."""
    done = subprocess.run(["pdftohtml", "-xml", "-stdout", "-i", str(pdf)], check=True, capture_output=True, text=True)
    return {float(size) / 1.5 for size in re.findall(r'<fontspec [^>]*size="([\d.]+)"', done.stdout)}


# -- a pack for a lottery fund ----------------------------------------------------------------------------------------


def test_a_lottery_pack_counts_its_pages_and_says_how_to_see_what_the_fund_asks_for(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(REVIEWED))
    code, said = typed("pack plan.xlsx --profile tnlcf-reaching-communities-stage2 --audience funder -o Pack")
    assert code == 1  # the plan has errors
    assert re.search(r"\d+ of 15 pages at 11 pt", said)
    line = re.search(r"To see them: logicmodel (.*)", said)
    assert line
    code, said = typed(line[1])
    assert code == 1
    assert "tnlcf-reaching-communities-stage2:indicators" in said
    assert f"run logicmodel {line[1]} again" in said


ASKED_FOR = """
| Start here | A | B |
|---|---|---|
| | Programme name | Safe at Home |
| | Organisation | Harbour Trust |

| Needs | Ref | What | Who it affects | How do you know | What exists already |
|---|---|---|---|---|---|
| | N1 | Parents are afraid at home | Parents | Interviews, 2025; police records, 2025 | A helpline at weekends |

| Plan | Ref | Stage | What | Leads to | Meets need | Cost | Cost heading |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Hold weekly safety sessions | OC1 | N1 | 12000 | Staff |
| | OC1 | Short-term outcome | Parents know where to go | IM1 | | | |
| | AC2 | Activity | Plant trees | OC2 | | 300 | Materials |
| | OC2 | Short-term outcome | The street is greener | IM1 | | | |
| | IM1 | Impact | Parents and children live free from violence | | N1 | | |

| People | Name | What they offer |
|---|---|---|
| | County helpline | Calls at weekends |
"""


def test_a_lottery_pack_names_what_nobody_asked_for_and_who_else_is_there(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(workbook_of(ASKED_FOR))
    profile = "tnlcf-reaching-communities-stage2"
    typed(f"pack plan.xlsx --profile {profile} --audience funder -o Pack")
    assert folder.joinpath("Pack.zip").is_file()
    listed = folder.joinpath("Pack", "contents.txt").read_text(encoding="utf-8")
    assert "Form: Reaching Communities, stage 2, read on 2026-11-22.\n" in listed
    assert "https://www.tnlcommunityfund.org.uk/" in listed
    assert "Check the call" not in listed  # that is said to whoever writes the application

    thread = docx.Document("Pack/09_need_to_outcome_trace.docx")
    lines = [each.text for each in thread.paragraphs]
    nobody = lines[lines.index("Outcomes that no need explains") + 1 :]
    assert nobody[0].endswith("The street is greener OC2")
    assert not any("Parents know where to go" in line for line in nobody)
    need = docx.Document("Pack/02_need_and_evidence.docx")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in need.tables]
    assert any("A helpline at weekends" in row for table in tables for row in table)
    assert ["County helpline", "Calls at weekends"] in [row for table in tables for row in table]
    assert [row[1] for row in sheet_of("Pack/07_budget_summary.xlsx") if row[0] in ("Staff", "Materials")] == [
        12000,
        300,
    ]
    protected = docx.Document("Pack/10_how_numbers_were_protected.docx")
    assert "What was done" in [each.text for each in protected.paragraphs]
    for document in (thread, need):
        assert any(str(each.style and each.style.name) == "Heading 1" for each in document.paragraphs)
        assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)

    code, said = typed(f"check plan.xlsx --profile {profile} --format concise")
    assert code == 1
    (line,) = (line for line in said.splitlines() if f"{profile}:needs_trace" in line)
    assert line.startswith("Plan, row 5: error")
    assert "The street is greener" in line
