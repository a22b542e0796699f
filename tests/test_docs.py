"""What the pages show of the program is what the program does, and their links lead somewhere."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from docs import make as pages
from examples import make as examples
from logicmodel import Theory, read_plan, report

HOME = Path(__file__).resolve().parents[1]

FLAWED = HOME / "examples" / "young-carers-flawed" / "young-carers-flawed.xlsx"

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return pages.made()


def test_no_page_is_stale(made: dict[Path, str]) -> None:
    stale = [str(path.relative_to(HOME)) for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: just docs"


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.parent.name) for path in HOME.glob("examples/*/tables.md")]
)
def test_no_example_is_stale(path: Path) -> None:
    stale = [each.name for each, data in examples.made_of(path).items() if not same(each, data)]
    assert stale == [], "run: just examples"


def same(path: Path, data: bytes) -> bool:
    """Compare a file with what it should be; of workbooks the parts, for computers differ in how they pack them."""
    if path.suffix != ".xlsx":
        return path.read_bytes() == data
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        return old.namelist() == new.namelist() and all(old.read(name) == new.read(name) for name in new.namelist())


PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEMPLATE = re.compile(r"^```jinja\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run_python_of(page: str) -> dict[str, object]:
    """Run the Python of a page from top to bottom, and give the names that it leaves."""
    names: dict[str, object] = {}
    for block in PYTHON.findall(HOME.joinpath(page).read_text(encoding="utf-8")):
        exec(block, names)
    return names


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(HOME)
    run_python_of("README.md")
    assert "Plan, cell D24 S102 “Leads to” says OC13, but no row has Ref OC13." in capsys.readouterr().out


def test_the_python_of_the_manual_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(FLAWED, tmp_path / "plan.xlsx")
    tmp_path.joinpath("our plan.csv").write_text(
        "Activities,Outputs,Outcomes\nRun a club,Ten evenings,Friends\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    names = run_python_of("docs/how-to/python.md")
    assert tmp_path.joinpath("theory.svg").read_bytes().startswith(b"<?xml")
    assert names["rows"]
    assert names["workbook"]


def test_the_template_of_the_manual_makes_a_report(tmp_path: Path) -> None:
    (template,) = TEMPLATE.findall(HOME.joinpath("docs", "how-to", "report-template.md").read_text(encoding="utf-8"))
    tmp_path.joinpath("report.md.j2").write_text(template, encoding="utf-8")
    made = report(Theory(read_plan(FLAWED)), "md", template_folder=tmp_path)
    assert re.fullmatch(r"# Millbrook Young Carers\n\n.*problems to fix.*\n", made.text)


def links_of(path: Path) -> list[tuple[str, str]]:
    """Give the links of a page that lead into this repository: file, and place within it."""
    return LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8")))


def places_in(path: Path) -> set[str]:
    """Name the places of a page that can be linked to, as sites name them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).strip().replace(" ", "-") for heading in headings}


PAGES = [page for pattern in (*pages.PAGES, "examples/*/*.md", "tests/rules/*.md") for page in HOME.glob(pattern)]


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(HOME).as_posix()) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for link, place in links_of(page):
        to = page.parent / link if link else page
        assert to.exists(), link
        assert not place or place in places_in(to), f"{link}#{place}"


def test_every_rule_has_a_page_on_the_site_and_its_links_lead_there(tmp_path: Path) -> None:
    pages.lay_out_site(tmp_path / "site")
    site = tmp_path / "site"
    rules = {path.name for path in HOME.glob("tests/rules/*.md")}
    assert {path.name for path in site.glob("docs/reference/rules/*.md")} == rules
    index = site / "docs" / "reference" / "rules.md"
    linked = {link for link, _ in links_of(index) if link.startswith("rules/")}
    assert {f"rules/{name}" for name in rules} == linked
    broken = [
        (page.name, link)
        for page in site.rglob("*.md")
        for link, _ in links_of(page)
        if link.endswith(".md") and not (page.parent / link).exists()
    ]
    assert broken == []
