import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from logicmodel.drawing.layout import Laid, lay_out
from logicmodel.errors import CannotDraw

SMALL = "digraph { n1 -> n2 [id=a1]; n2 -> n3 [id=a2]; n1 -> n3 [id=a3] }"
TANGLE = (
    "digraph {" + "".join(f"n{i} -> n{(i * 7919 + j * 104729) % 2000};" for i in range(2000) for j in range(4)) + "}"
)


def test_boxes_and_arrows_get_places() -> None:
    laid = lay_out(SMALL)
    assert set(laid.boxes) == {"n1", "n2", "n3"}
    points, tip = laid.arrows["a1"]
    assert len(points) % 3 == 1
    assert points[0][1] < tip[1]  # down the page


def test_an_arrow_written_turned_round_still_runs_from_cause_to_effect() -> None:
    laid = lay_out("digraph { n1 -> n2 [id=a1, dir=back] }")
    points, tip = laid.arrows["a1"]
    assert tip[1] < points[-1][1] < points[0][1]


def test_a_layout_that_runs_away_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(CannotDraw, match=r"took longer than 0\.1 seconds and was stopped; choose the view logic-model"):
        lay_out(TANGLE, patience=0.1)
    assert time.monotonic() - start < 5


def test_a_layout_that_eats_memory_is_stopped() -> None:
    with pytest.raises(CannotDraw, match="needed more than 16 MB of memory"):
        lay_out(TANGLE, memory=16 * 1024 * 1024)


def test_a_layout_after_one_that_was_stopped_is_whole() -> None:
    with pytest.raises(CannotDraw):
        lay_out(TANGLE, patience=0.1)
    assert len(lay_out(SMALL).boxes) == 3


def test_a_chain_too_long_for_graphviz_is_said_so() -> None:
    chain = "digraph {" + "".join(f"n{i} -> n{i + 1};" for i in range(20_000)) + "}"
    with pytest.raises(CannotDraw, match="was stopped"):
        lay_out(chain)


def test_threads_do_not_disturb_each_other() -> None:
    alone = lay_out(SMALL)
    found: list[Laid] = []
    threads = [Thread(target=lambda: found.append(lay_out(SMALL))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def run(code: str, folder: Path, **variables: str) -> str:
    """Run Python in a process of its own, with a folder of modules before all others."""
    environment = {**os.environ, "PYTHONPATH": str(folder), **variables}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return done.stdout


def test_it_works_where_no_cache_can_be_written(tmp_path: Path) -> None:
    no_folder = tmp_path / "a file"
    no_folder.write_text("")
    code = f"from logicmodel.drawing.layout import lay_out; print(len(lay_out({SMALL!r}).boxes))"
    away = {"HOME": str(no_folder), "XDG_CACHE_HOME": str(no_folder), "LOCALAPPDATA": str(no_folder)}
    assert run(code, tmp_path, **away) == "3\n"


def test_nothing_is_said_when_the_program_ends(tmp_path: Path) -> None:
    code = f"from logicmodel.drawing.layout import lay_out; lay_out({SMALL!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert (done.stdout, done.stderr) == ("", "")


DRAW = """
from logicmodel.drawing import draw
from tests.drawing.plans import young_carers
drawing = draw(young_carers(), "svg", "theory")
print(drawing.boxes, *drawing.remarks)
"""


def test_without_graphviz_of_any_kind_the_columns_are_drawn_and_a_remark_says_so(tmp_path: Path) -> None:
    (tmp_path / "wasmtime.py").write_text("raise ImportError")
    folders = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    said = run(DRAW, tmp_path, PYTHONPATH=folders, PATH="")
    assert said.startswith("12 The view theory needs Graphviz, which cannot run on this computer")


def test_without_webassembly_a_dot_on_the_path_is_asked(tmp_path: Path) -> None:
    (tmp_path / "wasmtime.py").write_text("raise ImportError")
    answer = tmp_path / "answer.json"
    answer.write_text('{"bb": "0,0,10,20", "objects": [{"name": "n1", "pos": "5,5"}]}\n')
    if os.name == "nt":
        (tmp_path / "dot.bat").write_text(f'@type "{answer}"\n')
    else:
        (tmp_path / "dot").write_text(
            f"#!/bin/sh\nwhile read line; do :; done\nwhile read line; do echo \"$line\"; done < '{answer}'\n"
        )
        (tmp_path / "dot").chmod(0o755)
    code = "from logicmodel.drawing.layout import lay_out; print(lay_out('digraph { n1 }').boxes)"
    assert run(code, tmp_path, PATH=str(tmp_path)) == "{'n1': (5.0, 15.0)}\n"
