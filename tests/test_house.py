"""The house keeps its own rules: light start, lists written out, data that is found wherever the program is installed."""

import ast
import os
import pkgutil
import re
import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from logicmodel import rules
from logicmodel.rules.rule import Rule

HOME = Path(__file__).resolve().parents[1]


def python(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with arguments, in a folder, with more settings in its surroundings."""
    settings = {**os.environ, "PYTHONUTF8": "1", **more}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, encoding="utf-8")


def imported_by(*arguments: str, folder: Path) -> set[str]:
    """Name the packages that a run of Python imports, which Python lists when asked to time them."""
    done = python("-X", "importtime", *arguments, folder=folder)
    assert "import time:" in done.stderr, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def libraries_of(*arguments: str, folder: Path) -> set[str]:
    """Name what a command imports beside the standard library and ourselves."""
    of_every_start = imported_by("-c", "pass", folder=folder)
    installed = set(packages_distributions()) - {"logicmodel"}
    return imported_by("-m", "logicmodel", *arguments, folder=folder) & installed - of_every_start


# -- a light start ----------------------------------------------------------------------------------------------------


def test_the_version_is_told_before_any_library_is_imported(tmp_path: Path) -> None:
    assert libraries_of("--version", folder=tmp_path) == set()


@pytest.mark.parametrize("arguments", [("--help",), ()], ids=["help", "menu"])
def test_help_and_menu_import_click_alone(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert libraries_of(*arguments, folder=tmp_path) == {"click"}


def test_checking_a_workbook_imports_no_library_that_writes_or_draws(tmp_path: Path) -> None:
    python("-m", "logicmodel", "new", "plan.xlsx", folder=tmp_path)
    assert tmp_path.joinpath("plan.xlsx").is_file()
    used = libraries_of("check", "plan.xlsx", folder=tmp_path)
    assert {"click", "msgspec"} <= used <= {"click", "msgspec", "typing_extensions"}


def test_surveys_are_no_part_of_reading_a_plan(tmp_path: Path) -> None:
    python("-m", "logicmodel", "new", "plan.xlsx", folder=tmp_path)
    asked = (
        "import sys, logicmodel; logicmodel.read_plan('plan.xlsx'); print('logicmodel.reading.survey' in sys.modules)"
    )
    assert python("-c", asked, folder=tmp_path).stdout == "False\n"


def test_drawing_a_plan_does_not_import_the_library_that_writes_workbooks(tmp_path: Path) -> None:
    python("-m", "logicmodel", "new", "plan.xlsx", "--example", "young-carers", folder=tmp_path)
    assert tmp_path.joinpath("plan.xlsx").is_file()
    used = libraries_of("draw", "plan.xlsx", "-o", "plan.svg", folder=tmp_path)
    assert tmp_path.joinpath("plan.svg").is_file()
    assert not used & {"openpyxl", "numpy", "lxml"}


# -- lists written out, modules that say what they are ----------------------------------------------------------------


def test_every_rule_that_is_defined_is_listed() -> None:
    families = [import_module(each.name) for each in pkgutil.walk_packages(rules.__path__, "logicmodel.rules.")]
    defined = {each.code for family in families for each in vars(family).values() if isinstance(each, Rule)}
    assert defined == {each.code for each in rules.RULES}


def test_every_module_begins_with_what_it_is() -> None:
    rooms = [HOME.joinpath(room) for room in ("src", "benchmarks", "docs", "examples")]
    modules = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    assert [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


# -- nothing of the machine it was written on -------------------------------------------------------------------------


def kept_files() -> list[Path]:
    """Give the files of the project: those that git knows, or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=HOME, capture_output=True, check=True).stdout.decode("utf-8")
    return [HOME / name for name in listed.split("\0") if name and HOME.joinpath(name).is_file()]


def bytes_of(path: Path) -> bytes:
    """Give the content of a file; of a workbook, that of all its parts."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.skipif(not HOME.joinpath(".git").exists(), reason="only a checkout can say which files are the project's")
def test_no_file_names_a_folder_of_this_machine() -> None:
    here = {str(folder).encode() + b"/" for folder in (HOME, Path.home()) if len(folder.parts) > 1}
    assert [path for path in kept_files() if any(folder in bytes_of(path) for folder in here)] == []


# -- data is found in a checkout and in an installed package ----------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, as installing does, into a folder that Python can be pointed to."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the package, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    wheels = ("-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--quiet", "-w", str(folder), str(HOME))
    done = python(*wheels, folder=folder, PIP_DISABLE_PIP_VERSION_CHECK="1")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


@pytest.fixture(params=["checkout", "wheel"])
def where(request: pytest.FixtureRequest) -> Path:
    """Give the folder that logicmodel is imported from."""
    return HOME / "src" if request.param == "checkout" else request.getfixturevalue("installed")


EXAMPLES = sorted(path.parent.name for path in HOME.glob("examples/*/*.xlsx"))


def test_pages_examples_and_templates_are_found_wherever_the_program_is(where: Path, tmp_path: Path) -> None:
    def logicmodel(*arguments: str) -> str:
        done = python("-m", "logicmodel", *arguments, folder=tmp_path, PYTHONPATH=str(where))
        assert done.returncode == 0, done.stderr
        return done.stdout

    origin = python("-c", "import logicmodel; print(logicmodel.__file__)", folder=tmp_path, PYTHONPATH=str(where))
    assert Path(origin.stdout.strip()).is_relative_to(where)
    assert logicmodel("explain", "S105") == HOME.joinpath("tests", "rules", "S105.md").read_text(encoding="utf-8")
    for name in EXAMPLES:
        logicmodel("new", f"{name}.xlsx", "--example", name)
        assert (
            tmp_path.joinpath(f"{name}.xlsx").read_bytes()
            == HOME.joinpath("examples", name, f"{name}.xlsx").read_bytes()
        )
    logicmodel("report", "young-carers.xlsx", "-o", "report.html")
    assert "Millbrook" in tmp_path.joinpath("report.html").read_text(encoding="utf-8")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11 before 3.11.5, which Debian 12 has, finds nothing with them: formulas of a workbook were lost."""
    repeated = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    found = [
        f"{path.name}: {line.strip()}"
        for path in (HOME / "src").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if repeated.search(line)
    ]
    assert found == []
