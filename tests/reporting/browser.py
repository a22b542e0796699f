"""Pages in a real browser: Chromium as the system has it, and axe, which looks for what keeps people out."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)


def needs_browser() -> None:
    """Skip the tests of a module where there is no browser to look with; where changes are checked there must be one."""
    missing = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    missing += [] if CHROMIUM else ["chromium"]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"there is no {' and no '.join(missing)} here to look at pages with", allow_module_level=True)


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Chromium for a while."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Looked:
    """A page that is open in a browser: what went wrong in it, and what it asked for beside itself."""

    def __init__(self, browser: Any, path: Path, **surroundings: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **surroundings})
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.asked = [url for url in self.asked if url != path.as_uri() and not url.startswith("data:")]

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page; the library's own waiting needs what a strict policy forbids."""
        for _ in range(500):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise TimeoutError(expression)

    def axe(self) -> list[str]:
        """Give what axe finds, and on how many parts of the page."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        rules = "{'target-size': {enabled: true}, 'focus-order-semantics': {enabled: true}}"  # these are off by default
        found = self.page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], rules: {rules}}})")["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:150]} ({len(each['nodes'])} of them)" for each in found]

    def close(self) -> None:
        """Close the page."""
        self.context.close()
