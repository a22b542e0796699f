"""Work that makes very many values and no circles of them: the garbage collector would look at all of them in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector away for a while; what nothing refers to is freed all the same.

    It would look at every box, arrow and cell again and again, and find nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
