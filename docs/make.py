"""Make what the pages show of the program: `python -m docs.make`. A test says if anything is stale.

Two things are made. What stands between `<!-- made: NAME -->` and `<!-- end -->` comes from the code. Below each
`$ logicmodel …` line of a console block stands what the program says when the commands of a page are run one after the
other in an empty folder; a table below `<!-- typed: FILE -->` is first put into that folder as a workbook or, for a
.csv, as lines. `--site FOLDER` also lays out there all that the site is built from, with a page for each rule in
docs/reference/rules: the same page that `logicmodel explain` shows and that the tests read.
"""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.declared import MADE
from tests.tables import tables_in, workbook_of

HOME = Path(__file__).resolve().parents[1]

PAGES = ("*.md", "docs/**/*.md")
"""Pages that may show something made."""

SITE = (*PAGES, "docs/**/*.svg", "docs/**/*.png", "tests/rules/*.md", "examples/*/*")
"""What the site is built from, at the same places as here but for the pages of rules, so that links hold in both."""

RULES_HERE, RULES_ON_SITE = "tests/rules", "docs/reference/rules"
"""Where the pages of rules lie here, where the tests read them, and where people look for them on the site."""


def made() -> dict[Path, str]:
    """Give every page as it should be, by its path."""
    pages = [page for pattern in PAGES for page in sorted(HOME.glob(pattern))]
    return {page: remade(page.read_text(encoding="utf-8")) for page in pages}


def remade(text: str) -> str:
    """Give a page with everything made anew that is made."""
    return _played(MARKED.sub(lambda found: f"{found[1]}{MADE[found[2]]()}{found[3]}", text))


MARKED = re.compile(r"(<!-- made: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)

STEP = re.compile(r"<!-- typed: (.+?) -->\n\n((?:\|[^\n]*\n)+)|^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _played(text: str) -> str:
    """Run the commands of a page in an empty folder, and give the page with what they say."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room).resolve() / "plans"
        folder.mkdir()
        return STEP.sub(lambda step: _step(step, folder), text)


def _step(step: re.Match[str], folder: Path) -> str:
    file, table, block = step.groups()
    if file:
        _type_in(folder / file, table)
        return step[0]
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "```console\n" + "\n".join(f"{line}\n{_said(line, folder)}" for line in lines) + "```"


def _type_in(path: Path, table: str) -> None:
    """Put a table into a folder as a person would have typed it."""
    if path.suffix == ".csv":
        ((_, rows),) = tables_in(table)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        path.write_bytes(workbook_of(table))


def _said(line: str, folder: Path) -> str:
    """Give what a command says, on both of its streams; a last `| head -N` keeps the first lines."""
    command, _, most = line.removeprefix("$ ").partition(" | head -")
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = done.stdout.decode("utf-8").replace("\r\n", "\n").replace(f"{folder}{os.sep}", "~/plans/")
    if "Traceback" in said:
        raise SystemExit(f"{line}\n{said}")
    return "".join(said.splitlines(keepends=True)[: int(most) if most else None])


def lay_out_site(folder: Path) -> None:
    """Copy all that the site is built from into a folder, and lead links to the pages of rules where these lie there."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in (path for pattern in SITE for path in HOME.glob(pattern) if path.is_file()):
        there = path.relative_to(HOME).as_posix().replace(f"{RULES_HERE}/", f"{RULES_ON_SITE}/")
        to = folder / there
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            to.write_text(_led(path.read_text(encoding="utf-8"), there), encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(path, to)


def _led(text: str, page: str) -> str:
    """Lead the links of a page to pages of rules to where these lie on the site."""
    return TO_A_RULE.sub(lambda link: f"]({_from(page, f'{RULES_ON_SITE}/{link[1]}')})", text)


TO_A_RULE = re.compile(r"\]\((?:\.\./)*tests/rules/([A-Z]\d{3}\.md)\)")


def _from(page: str, target: str) -> str:
    return os.path.relpath(target, Path(page).parent).replace(os.sep, "/")


def main() -> None:
    """Write every page that differs from what is there, and lay out the site if asked for."""
    for path, text in made().items():
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(HOME).as_posix())
    if sys.argv[1:2] == ["--site"]:
        lay_out_site(Path(sys.argv[2]))


if __name__ == "__main__":
    main()
