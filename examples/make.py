"""Make the example workbooks of their tables, and what the program makes of them: `python -m examples.make`.

Everything is made as if on one day, so that the same tables give the same files on any day. A test says if one is stale.
"""

import tempfile
from datetime import date
from pathlib import Path

from logicmodel import Theory, draw, read_plan, report
from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.listing import summary, to_text
from logicmodel.model import Profile
from logicmodel.workbook import plan_workbook
from tests.tables import plan_of

HERE = Path(__file__).parent

DAY = date(2026, 3, 1)
"""The day on which the examples are checked."""

MARK = "<!-- made -->\n"
"""What stands below this line in the README of an example is made by the program."""


def made_of(tables: Path) -> dict[Path, bytes]:
    """Give every file that is made of the tables of an example, by its path."""
    folder = tables.parent
    name = f"{folder.name}.xlsx"
    with tempfile.TemporaryDirectory() as room:
        typed = plan_of(tables.read_text(encoding="utf-8"), Path(room), name)
        workbook = plan_workbook(typed).data
        Path(room, name).write_bytes(workbook)
        theory = Theory(read_plan(Path(room, name)))
    config = Config(profile=Profile.PLAN, today=DAY)
    checked = examine(theory, config)
    drawing = draw(theory, "svg")
    said = to_text(checked.findings) + summary(checked.findings) + "\n"
    files = {
        name: workbook,
        "findings.txt": said.encode("utf-8"),
        "drawing.svg": drawing.data,
        "theory.svg": draw(theory, "svg", view="theory").data,
        "report.html": report(theory, "html", checked=checked, config=config).text.encode("utf-8"),
        "README.md": _readme(folder / "README.md", name, said, drawing.summary).encode("utf-8"),
    }
    return {folder / file: data for file, data in files.items()}


def _readme(path: Path, name: str, said: str, summary_of_drawing: str) -> str:
    """Give the story of an example, with what the program makes of it below the mark."""
    story, mark, _ = path.read_text(encoding="utf-8").partition(MARK)
    return f"""{story}{mark}
[{name}]({name}) is the workbook. As of {DAY.day} {DAY:%B %Y} the program says of it:

```
$ logicmodel check {name} --profile plan --today {DAY}
{said}```

![{summary_of_drawing.partition(";")[0]}](drawing.svg)

The same plan [with its goal on top](theory.svg), and [read back in sentences](report.html).
"""


def main() -> None:
    """Write every file that differs from what is there."""
    made = [each for tables in sorted(HERE.glob("*/tables.md")) for each in made_of(tables).items()]
    for path, data in made:
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(path.relative_to(HERE.parent).as_posix())


if __name__ == "__main__":
    main()
