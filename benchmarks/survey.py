"""How long counting a survey of a million people takes, and how much memory, by the standard library and by DuckDB.

Run it as `python -m benchmarks.survey`; with a number after it, for so many people. DuckDB is measured where it is
installed. The file has twenty columns: times, an identifier, a telephone number, a group, a weight, two closed
questions, one question of ten columns, an amount, and answers in people's own words.

The yardstick is DuckDB alone, told beforehand what to count: the same answers by the same group, with and without weights,
in one look through the file. Ours has to find out first, in the first rows, which columns hold closed questions; then it
counts them in one look, in which it also notes of each cell of the others whether it is personal. Memory is what a process held more than after its
imports.
"""

import csv
import random
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import Measured, alone, in_turn, memory_text

PEOPLE = 1_000_000

NEEDS = ("food", "water", "shelter", "health", "school", "work", "safety", "light", "transport", "advice")

COUNTED = "sum(len(answer.figures) for question in count_survey(path, group='sex', weight='weight', engine='{}').questions for answer in question.answers)"

DUCKDB_ALONE = """import duckdb
duckdb.sql("set enable_progress_bar = false")
QUERY = '''with answers as (
    select c3 as sex, cast(c4 as double) as weight, c5, c6, {ticks},
        case when concat({ticks}) <> '' then '1' end as answered
    from read_csv('PATH', header = true, all_varchar = true, names = [{names}])
)
select name, said, sex, count(*), sum(weight) from (unpivot answers on c5, c6, {ticks}, answered into name name value said)
group by all'''
""".format(
    ticks=", ".join(f"c{number}" for number in range(8, 18)), names=", ".join(f"'c{number}'" for number in range(20))
)

ENGINES = {
    "standard library": ("from logicmodel.reading.survey import count_survey", COUNTED.format("csv")),
    "duckdb": ("import duckdb\nfrom logicmodel.reading.survey import count_survey", COUNTED.format("duckdb")),
    "duckdb alone": (DUCKDB_ALONE, "len(duckdb.sql(QUERY.replace('PATH', str(path))).fetchall())"),
}
"""How a program counts the file: what it imports, and an expression."""


def write_answers(path: Path, people: int) -> None:
    """Write made-up answers, the same for the same number of people."""
    chance = random.Random(7)
    headings = ["start", "_uuid", "phone", "sex", "weight", "What is your main need?", "How hard is it (1-5)?"]
    options = [f"priority_needs/{need}" for need in NEEDS]
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow([*headings, "priority_needs", *options, "Minutes to the well", "Tell us more"])
        for person in range(people):
            chosen = [need for need in NEEDS if chance.random() < 0.3]
            writer.writerow(
                [
                    f"2026-03-{1 + person % 28:02}T09:30:00",
                    f"{person:08x}-0000-4000-8000-000000000000",
                    f"+44 20 {person:08}",
                    chance.choice(("female", "male")),
                    chance.choice(("0.5", "1", "1.75")),
                    chance.choice(NEEDS),
                    chance.randint(1, 5),
                    " ".join(chosen),
                    *(int(need in chosen) for need in NEEDS),
                    chance.randint(1, 240),
                    f"We are {person % 9 + 1}, and it is far" if person % 3 else "",
                ]
            )


def rows(runs: int = 3) -> list[Measured]:
    """Measure both engines beside DuckDB alone; nothing where it is not installed."""
    if find_spec("duckdb") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path, PEOPLE)
        taken = in_turn(ENGINES, path, runs)
    return [
        Measured(
            what=f"counting {PEOPLE:,} answers × 20 columns with {name} ({memory_text(taken[name].growth)} more held)",
            seconds=taken[name].seconds,
            yardstick="DuckDB alone, the same counts",
            yardstick_seconds=taken["duckdb alone"].seconds,
            aim=aim,
        )
        for name, aim in (("duckdb", 1.5), ("standard library", None))
    ]


def main() -> None:
    """Write the file, count it in a process of its own by each engine, and print time and memory."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path, people)
        print(f"{people:,} people, 20 columns, {path.stat().st_size / 1e6:.0f} MB\n")
        print("| engine | seconds | of the processor | memory | more than after imports |\n|---|--:|--:|--:|--:|")
        for name in ENGINES if find_spec("duckdb") else ("standard library",):
            run = alone(*ENGINES[name], path)
            held = f"{memory_text(run.memory)} | {memory_text(run.growth)}"
            print(f"| {name} | {run.seconds:.1f} | {run.at_work:.1f} | {held} |", flush=True)


if __name__ == "__main__":
    main()
