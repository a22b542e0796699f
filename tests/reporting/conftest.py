"""What tests of pages share: a browser to look at them with."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.reporting.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser
