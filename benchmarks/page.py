"""How fast the interactive page is in Chromium: until it can be read, a box is traced, words are found, it is larger.

`python -m benchmarks.page` prints a table. Each figure is the middle one of several runs in a browser of its own.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks.plans import plan_of_size
from logicmodel.interactive import interactive_page
from logicmodel.theory import Theory

SIZES = (60, 500, 2000)
RUNS = 5

TIMED = """async ([words, ref]) => {
  const search = document.getElementById("search"), shown = [];
  search.value = words;
  const acts = [
    [document.querySelector("[data-zoom=in]"), new MouseEvent("click", { bubbles: true })],
    [search, new KeyboardEvent("keydown", { key: "Enter", bubbles: true })],
    [document.getElementById("show-all"), new MouseEvent("click", { bubbles: true })],
    [document.querySelector(`svg g[data-ref="${ref}"]`), new MouseEvent("click", { bubbles: true })],
  ];
  for (const [target, event] of acts) {
    const start = performance.now();
    target.dispatchEvent(event);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    shown.push(performance.now() - start);
  }
  return shown;
}"""
"""Makes the drawing larger, searches for the first time, shows all, and traces a box in the middle; gives how long each took
until the screen showed it, in milliseconds."""

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
READY = "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"


class Speed(Struct, frozen=True, kw_only=True):
    """What one size takes: seconds to make the page, its size in bytes, and milliseconds in the browser."""

    boxes: int
    made: float
    size: int
    painted: float
    ready: float
    larger: float
    found: float
    all_shown: float
    traced: float


def measured(browser: Any, boxes: int, folder: Path) -> Speed:
    theory = Theory(plan_of_size(boxes))
    start = time.perf_counter()
    data = interactive_page(theory).data
    made = time.perf_counter() - start
    path = folder / f"{boxes}.html"
    path.write_bytes(data)
    middle = theory.elements[len(theory.elements) // 2].id
    runs = [_run(browser, path, middle) for _ in range(RUNS)]
    painted, ready, larger, found, all_shown, traced = (
        statistics.median(figures) for figures in zip(*runs, strict=True)
    )
    return Speed(
        boxes=boxes,
        made=made,
        size=len(data),
        painted=painted,
        ready=ready,
        larger=larger,
        found=found,
        all_shown=all_shown,
        traced=traced,
    )


def _run(browser: Any, path: Path, ref: str) -> tuple[float, ...]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    while not page.evaluate(PAINTED):  # waiting within the page would be a script, which the page does not allow
        time.sleep(0.05)
    figures = (page.evaluate(PAINTED), page.evaluate(READY), *page.evaluate(TIMED, ["families", ref]))
    page.close()
    return figures


def table(speeds: Iterator[Speed]) -> Iterator[str]:
    yield "| boxes | made in | size | first seen | ready | made larger | first search | all shown again | box traced |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for speed in speeds:
        yield (
            f"| {speed.boxes:,} | {speed.made:.1f} s | {speed.size / 1000:,.0f} KB | {speed.painted:,.0f} ms | "
            f"{speed.ready:,.0f} ms | {speed.larger:.0f} ms | {speed.found:.0f} ms | {speed.all_shown:.0f} ms | "
            f"{speed.traced:.0f} ms |"
        )


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium here to measure in.")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for line in table(measured(browser, boxes, Path(folder)) for boxes in SIZES):
            print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
