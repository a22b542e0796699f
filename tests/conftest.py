"""What tests share: gold files and the option that writes them anew, the command line, the programs that files are opened with."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from logicmodel import Theory, read_plan
from logicmodel.examples import example_workbook
from tests.command import Outcome, Run, run

# A slow machine is no error; and what must hold before a change lands must not hang on luck. Elsewhere chance explores.
settings.register_profile("patient", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("patient")

GOLD = Path(__file__).parent / "gold"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-gold", action="store_true", help="write the gold files anew; read the change before it is kept"
    )


@pytest.fixture
def same_as_gold(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the gold file of a name, or write that file if asked to."""

    def compare(text: str, name: str) -> None:
        path = GOLD / name
        if request.config.getoption("--update-gold"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"see {path.name}; --update-gold writes it anew"

    return compare


@pytest.fixture
def logicmodel(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as if typed in the folder of a module of tests, with text from a pipe if wanted; nobody is asked."""

    def run_there(*arguments: str, piped: str = "") -> Outcome:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.encode("utf-8")), encoding="utf-8"))
        code = run(*arguments)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run_there


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Theory:
    """Read the example of a campaign, which has everything that can be drawn."""
    path = tmp_path_factory.mktemp("examples") / "bus-fares.xlsx"
    path.write_bytes(example_workbook("bus-fares"))
    return Theory(read_plan(path))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Find the folder of real spreadsheets that others made; it lies beside a checkout, and is not part of it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real spreadsheets are not beside this checkout (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path], str, Path], None]:
    """Give a function that opens files in LibreOffice and saves them in a format (“pdf”), into a folder."""
    return _office_in(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def french_office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path], str, Path], None]:
    """Give the same for LibreOffice on a computer that is set up for France."""
    profile = tmp_path_factory.mktemp("bureau")
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
        '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item></oor:items>'
    )
    return _office_in(profile)


def _office_in(profile: Path) -> Callable[[Sequence[Path], str, Path], None]:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed, and these tests must run where CI is set.")
        pytest.skip("LibreOffice is not installed.")

    def convert(paths: Sequence[Path], form: str, folder: Path) -> None:
        command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", form, "--outdir", str(folder), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)

    return convert


@pytest.fixture(scope="session")
def converted(
    office: Callable[[Sequence[Path], str, Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bytes, str, str], Path]:
    """Give a function that opens a file in LibreOffice, by its bytes and name, and saves it in a format (“pdf”)."""
    folder = tmp_path_factory.mktemp("converted")

    def convert(data: bytes, name: str, form: str) -> Path:
        path = folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        office([path], form, folder)
        return folder / f"{path.stem}.{form}"

    return convert
