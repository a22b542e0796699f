"""The evidence pack: what is in it, that nothing planted gets out, and the journeys of a bid and of the gate."""

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from logicmodel.cli.output import check_folder, write_folder
from logicmodel.errors import CannotWrite
from logicmodel.packing import CONTENTS, files_named_in
from tests.command import run
from tests.tables import workbook_of

PLANTED = """
| Start here | A | B |
|---|---|---|
| | Programme name | Common table |
| | Organisation | Millbrook Kitchen |
| | Place | Millbrook |
| | Who is it for? | Pupils |
| | The problem in one sentence | Pupils come to school hungry |
| | Version date | 2026-03-02 |

| Needs | Ref | Kind | What | Who it affects | How many | Out of | Where | In their words | Quote agreed | How do you know? | Notes |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Pupils eat nothing before school | Pupils at the old mill | 4 | 252 | Quarry Lane | “I’m 34, the only midwife in Eastfield, and my daughter is ill.” | Yes | E1 | call 020 7946 0018 |
| | N2 | Need | Parents start work before school | Parents | 131 | 252 | Millbrook | “We run for the bus.” | Yes | E2 | ask Zebedee |

| Plan | Ref | Stage | What | Leads to | Meets need | Who leads | Because | Evidence |
|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Serve breakfast | OC1 | N1, N2 | Quentin Fotheringay | Who has eaten can listen | E2 |
| | OC1 | Outcome | Pupils have eaten before the first lesson | | N1 | Gwendolyn Ashworth | | |

| Measures | Ref | What it measures | Measure | Unit | Now | Aim |
|---|---|---|---|---|---|---|
| | M1 | OC1 | Pupils who have breakfast | number | 3 | 200 |

| Readings | Measure | Date | Value | Group |
|---|---|---|---|---|
| | M1 | 2026-04 | 183 | |
| | M1 | 2026-04 | 176 | Girls |
| | M1 | 2026-04 | 7 | Boys |

| Sources | Ref | Title | Kind | Who made it | When | Can it be shared |
|---|---|---|---|---|---|---|
| | E1 | Serious case review of the ferry | Practice knowledge | Ferry team | 2025-11 | Internal only |
| | E2 | Survey of parents | Survey | Millbrook Kitchen | 2025-10 | Yes |

| People | Name | Type | Influence | What matters to them | What they offer |
|---|---|---|---|---|---|
| | Director of Education | Decision maker | 5 | Keeping her seat warm | A hall |

| old list | Family | Since |
|---|---|---|
| | Family Oglethorpe | 2024 |

Hidden sheet: old list
Comment: Plan C2
"""

MENDED = (
    PLANTED.replace("Pupils at the old mill", "Pupils")
    .replace("“I’m 34, the only midwife in Eastfield, and my daughter is ill.”", "“I count the hours.”")
    .replace("call 020 7946 0018", "")
    .replace("Quentin Fotheringay", "Cook")
    .replace("Gwendolyn Ashworth", "Cook")
    .replace(
        "| N1 | Need | Pupils eat nothing before school | Pupils | 4 |",
        "| N1 | Need | Pupils eat nothing before school | Pupils | 104 |",
    )
    .replace("Hidden sheet: old list\nComment: Plan C2\n", "")
    .replace("| old list | Family | Since |\n|---|---|---|\n| | Family Oglethorpe | 2024 |\n", "")
)

SECRETS = (
    *("Quentin", "Fotheringay", "Gwendolyn", "7946", "Oglethorpe", "old mill", "midwife", "Eastfield", "my daughter"),
    *("To be discussed", "A colleague", "Wilhelmina", "Quarry Lane", "Zebedee", "ferry", "Ferry team", "seat warm"),
)
"""What was planted in the workbook: cells, a comment and its author, whoever saved the file."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = filled(tmp_path / "Jeunes aidants é")
    monkeypatch.chdir(made)
    return made


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pack for the public, made once for the tests that only look at it."""
    made = filled(tmp_path_factory.mktemp("packed") / "Jeunes aidants é")
    assert run("pack", str(made / "mended.xlsx"), "--audience", "public", "-o", str(made / "Pack"), *DAY) == 0
    return made


DAY = ("--today", "2026-05-01")


def filled(made: Path) -> Path:
    """Make a folder with the planted workbook, the mended one, and settings by which no weak plan ends a run with 1."""
    made.mkdir()
    made.joinpath("logicmodel.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    for name, tables in (("plan.xlsx", PLANTED), ("mended.xlsx", MENDED)):
        book = load_workbook(BytesIO(workbook_of(tables)))
        book.properties.creator = book.properties.lastModifiedBy = "Wilhelmina"
        book.save(made / name)
    return made


def everything_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every part of every file of a folder as text, unzipped as often as it is zipped."""
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        yield from _parts(file.name, file.read_bytes())


def _parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield name, f"{name} {data.decode('utf-8', errors='ignore')}"
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from _parts(f"{name}/{entry}", archive.read(entry))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL) if data[:4] == b"%PDF" else ():
        try:
            yield name, zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
    if name.endswith(".xml"):
        yield name, "".join(ElementTree.fromstring(data).itertext())


# -- the gate ---------------------------------------------------------------------------------------------------------


def test_nothing_is_written_until_every_cell_is_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "plan.xlsx", "--audience", "public", "-o", "Pack", "--today", "2026-05-01") == 3
    said = capsys.readouterr().err
    assert "Not written. 7 cells need attention:" in said
    for cell, code in (
        ("Needs, cell D2", "C008"),
        ("Needs, cell H2", "C007"),
        ("Needs, cell K2", "C004"),
        ("Plan, cell F2", "C005"),
        ("Plan, cell F3", "C005"),
        ("Plan: “Plan” holds 1 comment", "C010"),
        ("old list: ", "C010"),
    ):
        assert re.search(rf"^   {re.escape(cell)}.*\({code}\)$", said, re.MULTILINE), cell
    assert sorted(each.name for each in folder.iterdir()) == ["logicmodel.toml", "mended.xlsx", "plan.xlsx"]


def test_after_that_no_planted_word_is_in_any_part_of_the_pack(packed: Path) -> None:
    parts = [*everything_in(packed / "Pack"), *everything_in(packed / "Pack.zip")]
    assert len(parts) > 100
    for name, text in parts:
        for secret in SECRETS:
            assert secret not in text, f"{secret} in {name}"
    written = "\n".join(text for _, text in parts)
    for kept in ("[c]", "local consultation, 2025", "We run for the bus", "Millbrook", "Director of Education"):
        assert kept in written, kept


def test_hidden_numbers_are_in_no_cell_of_the_pack(packed: Path) -> None:
    for name in packed.joinpath("Pack").glob("*.xlsx"):
        values = [
            str(value)
            for sheet in load_workbook(name)
            for row in sheet.iter_rows(values_only=True)
            for value in row
            if value
        ]
        assert not {"176", "7", "3"} & set(values), name
        assert not any(re.search(r"\b(?:176|7 of)\b", value) for value in values), name


def test_nobody_is_named_as_author(packed: Path) -> None:
    properties = [text for name, text in everything_in(packed / "Pack") if name.endswith("docProps/core.xml")]
    assert properties
    for text in properties:
        assert not re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]+<", text), text


# -- the pack ---------------------------------------------------------------------------------------------------------


def test_a_pack_lists_what_is_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = "tnlcf-reaching-communities-stage2"
    run("pack", "mended.xlsx", "--profile", profile, "--audience", "funder", "-o", "Pack", "--today", "2026-05-01")
    said = capsys.readouterr().err
    assert re.search(r"\d+ of 15 pages at 11 pt", said)
    assert "Reaching Communities, stage 2: Read as a stored page" in said
    listed = folder.joinpath("Pack", "contents.txt").read_text(encoding="utf-8")
    for line in ("Made for: funder", "Made on: 2026-05-01", "Form: Reaching Communities"):
        assert line in listed
    assert hashlib.sha256(folder.joinpath("mended.xlsx").read_bytes()).hexdigest() in listed
    files = dict(re.findall(r"^(\S+) \| .* \| ([0-9a-f]{64})$", listed, re.MULTILINE))
    assert list(files) == [
        "01_summary.docx",
        "02_need_and_evidence.docx",
        "03_theory_of_change.docx",
        "04_logframe.xlsx",
        "05_measures.xlsx",
        "06_work_plan.docx",
        "07_budget_summary.xlsx",
        "08_risks.docx",
        "09_need_to_outcome_trace.docx",
        "10_how_numbers_were_protected.docx",
        "11_long_tables.xlsx",
    ]
    for name, sha256 in files.items():
        assert hashlib.sha256(folder.joinpath("Pack", name).read_bytes()).hexdigest() == sha256
    assert sorted(each.name for each in folder.joinpath("Pack").iterdir()) == sorted([*files, "contents.txt"])


@pytest.mark.parametrize("name", ["bus-fares", "dry-homes", "young-carers"])
def test_an_ordinary_plan_fits_on_the_pages_of_a_funder_and_loses_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Path(__file__).resolve().parents[1] / "examples" / name / f"{name}.xlsx"
    profile = "tnlcf-reaching-communities-stage2"
    asked = ("--profile", profile, "--audience", "funder", "-o", str(tmp_path / "Pack"), "--today", "2026-11-22")
    assert run("pack", str(plan), *asked) == 0
    assert re.search(r"1[1-5] of 15 pages at 11 pt\.", capsys.readouterr().err)
    book = load_workbook(tmp_path / "Pack" / "11_long_tables.xlsx")
    assert book.sheetnames[-1] == "About this report"
    assert {"Sources, each once", "Arrow by arrow", "What it takes", "Risks, the gravest first", "Each need"} <= set(
        book.sheetnames
    )
    headings = {cell.value for cell in book["Risks, the gravest first"][5]}
    assert {"About", "How likely (1–5)", "Effect if so (1–5)"} <= headings
    told = " ".join(str(row[0]) for row in book["About this report"].values)
    assert "What has to come about first" in told
    for document in ("02_need_and_evidence", "03_theory_of_change", "06_work_plan", "08_risks"):
        assert "In full in the workbook 11_long_tables.xlsx: " in text_of(tmp_path / "Pack" / f"{document}.docx")
    assert "Who said so" in text_of(tmp_path / "Pack" / "02_need_and_evidence.docx")
    facts = [each.stem for each in sorted(tmp_path.glob("Pack/*.docx")) if "Report made on" in text_of(each)]
    assert facts == ["01_summary", "10_how_numbers_were_protected"]


LARGE = "\n".join(
    (
        "| Plan | Ref | Stage | What | Leads to |",
        "|---|---|---|---|---|",
        *(
            f"| | AC{n} | Activity | Visit the families of village number {n} at home every week | OP{n} |"
            for n in range(1, 41)
        ),
        *(f"| | OP{n} | Output | All families of village number {n} visited each week | OC{n} |" for n in range(1, 41)),
        *(f"| | OC{n} | Outcome | Families of village number {n} know where to turn | OC41 |" for n in range(1, 41)),
        "| | OC41 | Outcome | Families of the valley ask early for what they need | IM1 |",
        "| | IM1 | Impact | Children of the valley grow up in safety and in health | |",
    )
)


def test_a_drawing_that_no_page_holds_stands_beside_a_pack_whose_pages_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("large.xlsx").write_bytes(workbook_of(LARGE))
    run("pack", "large.xlsx", "--profile", "tnlcf-reaching-communities-stage2", "-o", "Pack", *DAY)
    listed = folder.joinpath("Pack", "contents.txt").read_text(encoding="utf-8")
    pages = {name: int(number) for name, number in re.findall(r"^(\S+) \| (\d+) \|", listed, re.MULTILINE)}
    beside = pages.pop("12_drawing.pdf")
    assert beside > 2
    assert f"Pages: {sum(pages.values())} of 15 pages at 11 pt" in listed
    said = f"12_drawing.pdf: {beside} pages beside these, not counted."
    assert said in listed
    assert said in capsys.readouterr().err
    theory = folder / "Pack" / "03_theory_of_change.docx"
    assert "Each strand has a page in 12_drawing.pdf" in text_of(theory)
    with zipfile.ZipFile(theory) as archive:
        assert len([each for each in archive.namelist() if each.startswith("word/media/")]) == 1

    run("pack", "large.xlsx", "-o", "Pack", *DAY)
    assert not folder.joinpath("Pack", "12_drawing.pdf").exists()


def test_the_list_of_contents_counts_words_as_a_word_processor_does(packed: Path) -> None:
    listed = packed.joinpath("Pack", "contents.txt").read_text(encoding="utf-8")
    counted = dict(re.findall(r"^(\S+\.docx) \| \d+ \| (\d+) \|", listed, re.MULTILINE))
    assert len(counted) == 7
    for name, number in counted.items():
        assert int(number) == words_in(packed / "Pack" / name), name


def test_the_list_of_contents_names_the_version_of_the_plan(tmp_path: Path) -> None:
    for number, (answers, said) in enumerate(
        {
            "| | Version date | 2026-07-10 |\n| | Status of this plan | agreed |": "10 July 2026, agreed",
            "| | Status of this plan | draft |": "no date typed yet, draft",
            "| | Version date | July 2026 |": "July 2026",
        }.items()
    ):
        plan = tmp_path / f"plan{number}.xlsx"
        plan.write_bytes(workbook_of(f"| Start here | A | B |\n|---|---|---|\n{answers}\n{ONE_BOX}"))
        run("pack", str(plan), "-o", str(tmp_path / f"Pack{number}"), *DAY)
        listed = (tmp_path / f"Pack{number}" / "contents.txt").read_text(encoding="utf-8")
        assert f"\nVersion of the plan: {said}\n" in listed


ONE_BOX = """
| Plan | Ref | Stage | What |
|---|---|---|---|
| | AC1 | Activity | Run a breakfast club |
"""


def words_in(document: Path) -> int:
    """Count what stands between spaces in the paragraphs of a Word document; a line break parts words, too."""
    main = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(document) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return sum(
        len(
            "".join(
                (each.text or "") if each.tag == f"{main}t" else " " * (each.tag == f"{main}br")
                for each in paragraph.iter()
            ).split()
        )
        for paragraph in root.iter(f"{main}p")
    )


def test_without_a_limit_of_pages_a_pack_has_each_report_as_it_reads_best(packed: Path) -> None:
    assert not packed.joinpath("Pack", "11_long_tables.xlsx").exists()
    assert "Arrow by arrow" in text_of(packed / "Pack" / "03_theory_of_change.docx")


def test_a_pack_in_french_says_its_pages_and_sources_in_french(folder: Path) -> None:
    assert run("pack", "mended.xlsx", "--audience", "funder", "--lang", "fr", "-o", "Pack", *DAY) == 0
    listed = folder.joinpath("Pack", "contents.txt").read_text(encoding="utf-8")
    pages = re.search(r"^Pages: (\d+) pages", listed, re.MULTILINE)
    assert pages
    assert f"Pages de ce dossier\u00a0: {pages[1]}" in text_of(folder / "Pack" / "01_summary.docx")
    assert "Qui l’a dit" in text_of(folder / "Pack" / "02_need_and_evidence.docx")


def test_the_same_plan_and_day_give_the_same_bytes(packed: Path, folder: Path) -> None:
    assert run("pack", str(packed / "mended.xlsx"), "--audience", "public", "-o", "Pack", *DAY) == 0
    assert folder.joinpath("Pack.zip").read_bytes() == packed.joinpath("Pack.zip").read_bytes()


@pytest.mark.parametrize("earlier", [{}, {"contents.txt": b"the pack of last week"}])
def test_a_folder_without_its_zip_is_not_written(earlier: dict[str, bytes], tmp_path: Path) -> None:
    folder, archive = tmp_path / "Pack", tmp_path / "Pack.zip"
    archive.mkdir()  # so that no file can take its name
    if earlier:
        folder.mkdir()
    for name, data in earlier.items():
        folder.joinpath(name).write_bytes(data)
    with pytest.raises(CannotWrite, match=r"Pack and Pack\.zip: could not be written .+ Close their files"):
        write_folder(folder, {"contents.txt": b"new", "01_summary.docx": b"new"}, archive, b"zip")
    assert sorted(each.name for each in tmp_path.iterdir()) == (["Pack", "Pack.zip"] if earlier else ["Pack.zip"])
    assert {each.name: each.read_bytes() for each in folder.glob("*")} == earlier


def test_a_folder_that_a_killed_run_moved_aside_is_put_back_and_the_rest_cleared_up(tmp_path: Path) -> None:
    aside, half = tmp_path / ".Pack.k2x_9abq.old", tmp_path / ".Pack.k2x_9abq.part"
    of_another = tmp_path / ".Pack.2026.k2x_9abq.part"
    for made in (aside, half, of_another):
        made.mkdir()
        (made / CONTENTS).write_text(made.suffix, encoding="utf-8")
    at_work = tmp_path / ".Pack.1234abcd.zip"
    at_work.write_bytes(b"")
    os.utime(half, (0, 0))
    check_folder(tmp_path / "Pack", CONTENTS, files_named_in)
    assert (tmp_path / "Pack" / CONTENTS).read_text(encoding="utf-8") == ".old"
    assert {each.name for each in tmp_path.iterdir()} == {"Pack", of_another.name, at_work.name}


def test_what_was_done_is_said_and_cells_are_not_listed(folder: Path) -> None:
    run(
        "pack",
        "mended.xlsx",
        "--audience",
        "funder",
        "-o",
        "Pack",
        "--threshold",
        "5",
        "--reason",
        "The council does so",
    )
    text = text_of(folder / "Pack" / "10_how_numbers_were_protected.docx")
    assert "The council does so" in text
    assert "Smallest number of people shown" in text
    assert "a person has to decide" in text.replace("\n", " ")
    assert "cell" not in text.casefold()


def test_a_copy_for_ourselves_says_that_it_is_internal(folder: Path) -> None:
    assert run("pack", "plan.xlsx", "-o", "Pack", "--today", "2026-05-01") == 0
    for name in sorted(folder.joinpath("Pack").glob("*.docx")):
        assert "inside the organisation" in text_of(name), name


def test_more_pages_than_the_funder_allows_end_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tight = (
        'title = "Short form"\nfunder = "Fund"\nchecked_on = 2026-01-01\nsources = ["Form"]\nnote = "Check."\n'
        'base = "sketch"\n[limits]\npages = 3\nfont_points = 11\n'
    )
    folder.joinpath("short.toml").write_text(tight, encoding="utf-8")
    asked = ("pack", "mended.xlsx", "--profile", "short.toml", "--audience", "funder", "-o", "Pack")
    assert run(*asked) == 1
    said = capsys.readouterr().err
    assert re.search(r"\d+ of 3 pages at 11 pt, which is too many. The largest parts, in pages: 0\d_", said)
    assert "This pack has 7 documents, and the form takes 3 pages: send of it what the form asks for" in said


def test_a_folder_with_other_files_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.joinpath("Pack").mkdir()
    folder.joinpath("Pack", "letters.txt").write_text("mine", encoding="utf-8")
    assert run("pack", "mended.xlsx", "--audience", "funder", "-o", "Pack") == 2
    assert "letters.txt" in capsys.readouterr().err
    assert [each.name for each in folder.joinpath("Pack").iterdir()] == ["letters.txt"]


def test_an_earlier_pack_in_the_folder_is_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("mended.xlsx", "march.xlsx")
    folder.joinpath("april.xlsx").write_bytes(workbook_of(MENDED.replace("| Parents | 131 |", "| Parents | 132 |")))
    assert run("pack", "march.xlsx", "--audience", "funder", "-o", "Pack") == 0
    asked = ("pack", "april.xlsx", "--audience", "funder", "-o", "Pack")
    assert run(*asked) == 3
    assert "was 131 in the copy of 2026-03-02 and is 132 now" in capsys.readouterr().err
    assert run(*asked, "--accept-difference", "One family joined and agreed") == 0
    assert "One family joined" in text_of(folder / "Pack" / "10_how_numbers_were_protected.docx")


def test_the_name_of_the_file_stays_in_the_organisation(folder: Path) -> None:
    folder.joinpath("mended.xlsx").rename("plan Zebedee.xlsx")
    assert run("pack", "plan Zebedee.xlsx", "--audience", "funder", "-o", "Pack") == 0
    assert not any("Zebedee" in text for _, text in everything_in(folder / "Pack.zip"))
    assert run("pack", "plan Zebedee.xlsx", "-o", "Ours") == 0
    assert "Made of: plan Zebedee.xlsx" in folder.joinpath("Ours", "contents.txt").read_text(encoding="utf-8")


def test_a_plan_that_was_changed_in_its_place_is_said_not_to_be_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("pack", "mended.xlsx", "--audience", "funder", "-o", "Pack") == 0
    shutil.copy("mended.xlsx", "../kept.xlsx")
    folder.joinpath("mended.xlsx").write_bytes(workbook_of(MENDED.replace("| Parents | 131 |", "| Parents | 132 |")))
    capsys.readouterr()
    assert run("pack", "mended.xlsx", "--audience", "funder", "-o", "Pack", "--previous", "../kept.xlsx") == 3
    assert "was 131" in capsys.readouterr().err
    assert run("pack", "mended.xlsx", "--audience", "funder", "-o", "Pack") == 0
    assert "no longer there as it was" in capsys.readouterr().err


def test_a_pack_for_ourselves_was_not_shared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "mended.xlsx", "-o", "Pack") == 0
    folder.joinpath("april.xlsx").write_bytes(workbook_of(MENDED.replace("| Parents | 131 |", "| Parents | 132 |")))
    assert run("pack", "april.xlsx", "--audience", "funder", "-o", "Pack") == 0
    assert "compared" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["all.html", "all.md", "trace.docx", "trace.xlsx", "trace.pdf"])
def test_reports_for_others_are_made_of_the_protected_plan(name: str, folder: Path) -> None:
    template = ("--template", "trace") if name.startswith("trace") else ()
    assert run("report", "plan.xlsx", *template, "-o", name, "--audience", "public") == 3
    assert not folder.joinpath(name).exists()
    assert run("report", "mended.xlsx", *template, "-o", name, "--audience", "public") == 0
    texts = [text for _, text in everything_in(folder / name)]
    if name.endswith(".pdf") and shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", name, "-"], cwd=folder, capture_output=True, text=True, check=True)
        texts.append(done.stdout)
        assert "Parents start work" in done.stdout
    for secret in SECRETS:
        assert not any(secret in text for text in texts), secret


def text_of(document: Path) -> str:
    with zipfile.ZipFile(document) as archive:
        return "".join(ElementTree.fromstring(archive.read("word/document.xml")).itertext())
