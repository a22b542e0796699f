"""How long counting a survey of a million people takes, and how much memory, by the standard library and by DuckDB.

Run it as `python -m benchmarks.survey`; with a number after it, for so many people. DuckDB is measured where it is
installed. The file has twenty columns: times, an identifier, a telephone number, a group, a weight, two closed
questions, one question of ten columns, an amount, and answers in people's own words.
"""

import csv
import json
import random
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

PEOPLE = 1_000_000

NEEDS = ("food", "water", "shelter", "health", "school", "work", "safety", "light", "transport", "advice")

ONCE = """
import json, sys, time
from pathlib import Path
from logicmodel.reading.survey import count_survey
start = time.perf_counter()
found = count_survey(Path(sys.argv[1]), group="sex", weight="weight", engine=sys.argv[2])
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)
figures = sum(len(answer.figures) for question in found.questions for answer in question.answers)
print(json.dumps({"seconds": seconds, "megabytes": peak, "figures": figures, "people": found.respondents}))
"""


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


def main() -> None:
    """Write the file, count it in a process of its own by each engine, and print time and memory."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    engines = ("csv", "duckdb") if find_spec("duckdb") else ("csv",)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path, people)
        print(f"{people} people, 20 columns, {path.stat().st_size / 1e6:.0f} MB\n")
        print("| engine | seconds | peak memory, MB | figures |\n|---|--:|--:|--:|")
        for engine in engines:
            command = [sys.executable, "-c", ONCE, str(path), engine]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            memory = "–" if found["megabytes"] is None else f"{found['megabytes']:.0f}"
            print(f"| {engine} | {found['seconds']:.1f} | {memory} | {found['figures']} |", flush=True)


if __name__ == "__main__":
    main()
