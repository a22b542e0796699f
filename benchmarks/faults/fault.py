"""What a kind of fault is: the code that should tell it, in words what is broken, and how it is put in."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from benchmarks.faults.book import Book, Row, Spot

Seed = Callable[[Book], Spot | None]


class Fault(Struct, frozen=True, kw_only=True):
    """A kind of fault. `seed` puts it in and gives where it has to be found; None where the plan has no place for it."""

    code: str
    words: str
    seed: Seed


class Faults:
    """The faults of some families; `@faults.kind(code, words)` stands above each function that puts one in."""

    def __init__(self) -> None:
        """Begin without any."""
        self.kinds: list[Fault] = []

    def kind(self, code: str, words: str) -> Callable[[Seed], Seed]:
        """Take a function in as a kind of fault."""

        def taken(seed: Seed) -> Seed:
            self.kinds.append(Fault(code=code, words=words, seed=seed))
            return seed

        return taken

    def typed(self, code: str, words: str, sheet: str, heading: str, text: str, *kinds: str) -> None:
        """Take in a fault that is one cell typed wrongly, in the first row of the sheet whose Kind or Stage is one of these."""

        def seed(book: Book) -> Spot | None:
            rows = book.boxes(*kinds) if sheet == "Plan" else _of(book, sheet, kinds)
            return book.type(rows[0], heading, text) if rows else None

        self.kinds.append(Fault(code=code, words=words, seed=seed))


def _of(book: Book, sheet: str, kinds: Iterable[str]) -> list[Row]:
    wanted = set(kinds)
    return [row for row in book.rows(sheet) if not wanted or row["Kind"] in wanted]
