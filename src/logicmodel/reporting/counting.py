"""Words: how many a paper and its parts have, held against those that a funder allows for a part."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reporting.paper import Block, Paper, Section
from logicmodel.reporting.phrases import phrases
from logicmodel.saying import ours, plain_text
from logicmodel.words.spelling import plain


class WordCount(Struct, frozen=True, kw_only=True):
    """How many words a part of a paper has, and how many are allowed; the part by the name that the profile gives it."""

    part: str
    used: int
    allowed: int

    @property
    def is_over(self) -> bool:
        """Say whether there are more words than allowed."""
        return self.used > self.allowed

    @property
    def said(self) -> str:
        """Say how many words there are.

        >>> WordCount(part="Summary", used=120, allowed=100).said
        '“Summary” has 120 words, and 100 are allowed: 20 too many.'
        """
        over = f": {self.used - self.allowed} too many" if self.is_over else ""
        return f"“{self.part}” has {self.used} words, and {self.allowed} are allowed{over}."


def words_of(paper: Paper) -> int:
    """Count the words of a paper, with its title, its facts and what is not to be assumed."""
    around = [plain_text(paper.title), plain_text(paper.subtitle)]
    around += [f"{label} {plain_text(line)}" for label, line in paper.facts]
    if paper.do_not_assume:
        around += [phrases(paper.language).text("do_not_assume"), *paper.do_not_assume]
    return sum(map(_words, around)) + _words_of_sections(paper, paper.sections)


def word_counts(paper: Paper, also: str = "") -> tuple[WordCount, ...]:
    """Count the words of what the profile allows words for: the paper by its name, or a chapter by its title.

    `also` is another name of the paper. What every paper says of the check is no part of the plan, and is not counted.
    """
    once = phrases(paper.language).line("not_checked")
    own = [section for section in paper.sections if section.title != once]
    found = []
    for part, allowed in paper.allowed_words.items():
        if plain(part) in (plain(paper.name), plain(also)):
            counted: list[Section] = own
        else:
            counted = list(_chapter(own, part))
        if counted:
            found.append(WordCount(part=part, used=_words_of_sections(paper, counted), allowed=allowed))
    return tuple(found)


def with_word_counts(paper: Paper, counts: tuple[WordCount, ...]) -> Paper:
    """State in the facts of a paper how many words its parts have of those allowed."""
    say = phrases(paper.language)
    alone = len(counts) == 1 and plain(counts[0].part) == plain(paper.name)
    told = [
        ("" if alone else f"{each.part}{say.text('colon')}")
        + say.text("words_of", words=each.used, allowed=each.allowed)
        for each in counts
    ]
    return replace(paper, facts=(*paper.facts, (say.text("words"), ours("; ".join(told))))) if told else paper


def _chapter(sections: list[Section], title: str) -> Iterator[Section]:
    """Give the section of a title, and those beneath it."""
    level = None
    for section in sections:
        if plain(plain_text(section.title)) == plain(title):
            level = section.level
        elif level is not None and section.level <= level:
            return
        if level is not None:
            yield section


def _words_of_sections(paper: Paper, sections: Iterable[Section]) -> int:
    over_lists = phrases(paper.language).text("drawing_in_words")
    return sum(
        _words(plain_text(each.title))
        + sum(_words(text) for block in each.blocks for text in _texts(block, over_lists))
        for each in sections
    )


def _words(text: str) -> int:
    """Count as word processors do, by what stands between spaces: “2026 – 2029” is three words."""
    return len(text.split())


def _texts(block: Block, over_lists: str) -> Iterator[str]:
    """Give the texts of a block; `over_lists` stands over what a drawing shows in words."""
    if block.kind == "paragraph":
        yield plain_text(block.text)
    elif block.kind == "bullets":
        yield from map(plain_text, block.items)
    elif block.kind == "facts":
        yield from (f"{label} {plain_text(line)}" for label, line in block.rows)
    elif block.kind == "grid":
        yield from (block.table.caption, *block.table.headings)
        yield from (plain_text(line) for row in block.table.rows for cell in row for line in cell)
    else:
        yield from (block.summary, *([over_lists] if block.outline else []))
        yield from (plain_text(line) for _, line in block.outline)
