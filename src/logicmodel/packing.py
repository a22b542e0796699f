"""The evidence pack: reports, workbooks and a list of contents, made of the plan that its audience may see."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked, examine
from logicmodel.combining.reports import Report, written
from logicmodel.config import Config
from logicmodel.model import Audience, Programme
from logicmodel.privacy.protecting import Protected
from logicmodel.saying import plain_text, when_said
from logicmodel.theory import Theory

if TYPE_CHECKING:
    from logicmodel.config import Funder
    from logicmodel.drawing import Drawing
    from logicmodel.reporting import Paper, WordCount
    from logicmodel.reporting.paper import Asked, Section

CONTENTS = "contents.txt"
"""Name of the list of contents in a pack."""

LOGFRAMES: Mapping[str, str] = {"ukaid": "logframe-fcdo", "us-hhs": "logframe-us"}
"""Name of a funder's profile → the report that has the shape of its logframe; others get that of the EU."""

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


class PackedFile(Struct, frozen=True, kw_only=True):
    """One file of a pack: its name, its bytes, the words in it, and its pages where it has pages.

    What stands `beside` the application counts no pages of those that a funder allows.
    """

    name: str
    data: bytes
    words: int
    pages: int | None = None
    beside: bool = False


class Pack(Struct, frozen=True, kw_only=True):
    """An evidence pack. `allowed` is the largest number of pages, and `points` the least size of letters, of the funder.

    `largest` names the parts that take most pages; `wordy` is a pack with a part of more words than allowed. `checked` is what a check of the plan that is shown gave.
    """

    files: tuple[PackedFile, ...]
    checked: Checked
    allowed: int | None = None
    points: float | None = None
    largest: tuple[tuple[str, float], ...] = ()
    remarks: tuple[str, ...] = ()
    wordy: bool = False

    @property
    def pages(self) -> int:
        """All pages of all documents of the application."""
        return sum(each.pages or 0 for each in self.files if not each.beside)

    @property
    def is_over(self) -> bool:
        """Whether there are more pages than the funder allows."""
        return self.allowed is not None and self.pages > self.allowed

    @property
    def counted(self) -> str:
        """Say how many pages there are of those allowed: “13 of 15 pages at 11 pt”."""
        of = f" of {self.allowed}" if self.allowed is not None else ""
        points = f" at {self.points:g} pt" if self.points else ""
        return f"{self.pages}{of} pages{points}"

    @property
    def said(self) -> str:
        """Say how many pages there are; where there are too many, which parts are the largest."""
        if not self.is_over:
            return f"{self.counted}."
        named = ", ".join(f"{title} ({number:g})" for title, number in self.largest[:3])
        return f"{self.counted}, which is too many. The largest parts, in pages: {named}."

    @property
    def said_beside(self) -> tuple[str, ...]:
        """Say which documents stand beside the application, with their pages."""
        return tuple(
            f"{each.name}: {each.pages} pages beside these, not counted. Leave it out where the funder counts drawings too."
            for each in self.files
            if each.beside
        )


class Origin(Struct, frozen=True, kw_only=True):
    """The file a pack was made of: its name, which only a pack for ourselves tells, and its bytes' SHA-256."""

    name: str
    sha256: str


def pack(
    protected: Protected,
    config: Config,
    origin: Origin,
    *,
    language: str = "en",
    made_on: date | None = None,
) -> Pack:
    """Make an evidence pack of a protected plan (`protect`): documents, workbooks, and the list of them.

    The same plan, settings and day give the same bytes. Raises UnknownName for a language that no report is written in.
    """
    from logicmodel import __version__
    from logicmodel.reporting import Asked, report_language

    theory = Theory(protected.plan, config.words)
    checked = examine(theory, config)
    asked = Asked(
        checked=checked,
        funder=config.funder,
        language=report_language(language),
        made_on=made_on,
        audience=str(protected.audience),
    )
    papers, parted = _papers(theory, asked, protected)
    files: list[PackedFile] = []
    parts: list[tuple[str, float]] = []
    words: list[WordCount] = []
    remarks: dict[str, None] = {}
    for name, paper in papers.items():
        made, packed = _packed(theory, paper, name, parted)
        pages = made.pages.parts if made.pages else ()
        parts += [(f"{name.partition('.')[0]}: {part.title}", part.pages) for part in pages]
        files.append(packed)
        words += made.words
        remarks |= dict.fromkeys(made.remarks)
    files += [_in_strands(parted)] if parted else []
    funder = config.funder
    made_pack = Pack(
        files=tuple(files),
        checked=checked,
        allowed=funder.limits.get("pages") if funder else None,
        points=funder.limits.get("font_points") if funder else None,
        largest=tuple(sorted(parts, key=lambda part: (-part[1], part[0]))),
        remarks=(*remarks, *_said_of_words(words, funder), *_said_of_a_short_form(files, funder)),
        wordy=any(each.is_over for each in words),
    )
    first = _stating(papers[SUMMARY], made_pack)
    made_pack = replace(made_pack, files=(_packed(theory, first, SUMMARY)[1], *files[1:]))
    listed = contents(made_pack, protected, config, origin, made_on, __version__)
    last = PackedFile(name=CONTENTS, data=listed.encode("utf-8"), words=len(listed.split()))
    return replace(made_pack, files=(*made_pack.files, last))


def _said_of_words(counts: "Sequence[WordCount]", funder: "Funder | None") -> Iterator[str]:
    """Say which parts have more words than the funder allows, and which the pack does not have."""
    yield from (each.said for each in counts if each.is_over)
    for part in funder.words_per_part if funder else ():
        if part not in {each.part for each in counts}:
            yield f"The profile allows a number of words for “{part}”, and no part of this pack is called so."


def _said_of_a_short_form(files: "Sequence[PackedFile]", funder: "Funder | None") -> Iterator[str]:
    """Say what to do with a form of fewer pages than a pack has documents: no shorter plan helps there."""
    allowed = funder.limits.get("pages") if funder else None
    documents = sum(each.pages is not None and not each.beside for each in files)
    if allowed is not None and allowed < documents:
        form = "a page" if allowed == 1 else f"{allowed} pages"
        yield (
            f"This pack has {documents} documents, and the form takes {form}: send of it what the form asks for, or "
            f"{SUMMARY} alone, or the drawing alone (logicmodel draw)."
        )


def _papers(theory: Theory, asked: "Asked", protected: Protected) -> tuple[dict[str, "Paper"], "Drawing | None"]:
    """Make the papers of a pack by the names of their files; where a funder counts pages, in their short forms.

    What these leave out stands in full in a workbook, for workbooks have no pages. A drawing that no page holds is given
    beside the papers, by strands.
    """
    from logicmodel.reporting.papers.tightening import LONG_TABLES, long_tables, shortened, without_facts

    counted = asked.funder is not None and asked.funder.limits.get("pages") is not None
    papers: dict[str, Paper] = {}
    left_out: list[Section] = []
    parted: Drawing | None = None
    for name, make in PARTS.items():
        paper = _in_a_pack(make(theory, asked, protected), name)
        if counted and name.endswith(".docx"):
            paper, moved = shortened(name[:2], paper, theory, asked)
            paper = _in_a_pack(paper if name in (SUMMARY, LAST) else without_facts(paper, asked), name)
            left_out += moved
        if counted and paper.views:
            paper, parted = _drawn_on_one_page(theory, paper)
        papers[name] = paper
    if left_out:
        papers[LONG_TABLES] = _in_a_pack(long_tables(theory, asked, left_out), LONG_TABLES)
    return papers, parted


def _drawn_on_one_page(theory: Theory, paper: "Paper") -> tuple["Paper", "Drawing | None"]:
    """Let a paper show its drawing on one page: by another view, or by the index of what is to stand beside it."""
    from logicmodel.combining.pictures import on_one_page
    from logicmodel.reporting.papers.tightening import showing

    found = on_one_page(theory, paper.views[0], paper)
    return showing(paper, found.view, STRANDS if found.parts else None), found.parts


def _in_strands(drawing: "Drawing") -> PackedFile:
    """Put a drawing that no page holds into a file of its own: its index, and a page for each strand."""
    from logicmodel.drawing import again
    from logicmodel.drawing.canvas import Text

    texts = (item.text for page in drawing.canvas for item in page.items if isinstance(item, Text))
    words = sum(len(text.split()) for text in texts)
    return PackedFile(name=STRANDS, data=again(drawing, "pdf").data, words=words, pages=drawing.pages, beside=True)


def _packed(theory: Theory, paper: "Paper", name: str, parted: "Drawing | None" = None) -> tuple[Report, PackedFile]:
    """Write one paper of a pack, and count its pages and words. Of a drawing by strands (`parted`) it shows the index."""
    number_and_part, _, form = name.rpartition(".")
    made = written(
        theory,
        paper,
        form,
        count_pages=True,
        part=number_and_part[3:],
        ready={view: replace(parted, pages=1, canvas=parted.canvas[:1], labels=()) for view in paper.views if parted},
    )
    used = made.pages.used if made.pages else None
    return made, PackedFile(name=name, data=made.data, words=made.length, pages=used)


def _stating(paper: "Paper", pack: Pack) -> "Paper":
    """State on the first page how many pages the pack has, of those allowed."""
    from logicmodel.reporting.papers.translating import Translator
    from logicmodel.reporting.phrases import phrases
    from logicmodel.saying import ours

    said = str(pack.pages)
    if pack.allowed is not None:
        key = "pages_at" if pack.points else "pages_of"
        points = f"{pack.points or 0:g}"
        said = phrases(paper.language).text(key, pages=pack.pages, allowed=pack.allowed, points=points)
    label = Translator(paper.language).text("Pages of this pack")
    return replace(paper, facts=(*paper.facts, (label, ours(said))))


# -- the parts --------------------------------------------------------------------------------------------------------

Part = Callable[[Theory, "Asked", Protected], "Paper"]


def _report(name: str) -> Part:
    """Give a report by its name as a part of a pack."""

    def part(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":  # noqa: ARG001 - parts are called alike
        from logicmodel.reporting import report_called

        return report_called(name)(theory, asked)

    return part


def _summary(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":  # noqa: ARG001 - as above
    from logicmodel.reporting.papers.summary import summary

    return summary(theory, asked)


def _need_and_evidence(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":  # noqa: ARG001 - as above
    """Put the needs, what exists already, who else works on them, and each source into one paper."""
    from logicmodel.reporting import report_called
    from logicmodel.reporting.papers.provision import need_and_provision, without
    from logicmodel.reporting.papers.translating import Translator
    from logicmodel.saying import ours

    annex = without(report_called("evidence-annex")(theory, asked), IN_OTHER_PARTS)
    title = Translator(asked.language).line(ours("Need and evidence"))
    sections = (*need_and_provision(theory, asked), *annex.sections)
    return replace(annex, subtitle=title, sections=sections, landscape=False)


def _theory_of_change(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":  # noqa: ARG001 - as above
    """Give the theory in sentences with its drawing, and every arrow in a table."""
    from logicmodel.reporting import report_called
    from logicmodel.reporting.papers.provision import arrows, without

    told = without(report_called("narrative")(theory, asked), IN_OTHER_PARTS)
    return replace(told, sections=(*told.sections, *arrows(theory, asked)))


def _logframe(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":
    name = LOGFRAMES.get(asked.funder.name, "logframe-eu") if asked.funder else "logframe-eu"
    return _report(name)(theory, asked, protected)


def _protection(theory: Theory, asked: "Asked", protected: Protected) -> "Paper":
    from logicmodel import __version__
    from logicmodel.reporting.papers.protection import protection

    return protection(theory, asked, protected, __version__)


STRANDS = "12_drawing.pdf"
"""Name of the drawing by strands in a short pack, where no page holds the whole of it."""

SUMMARY, LAST = "01_summary.docx", "10_how_numbers_were_protected.docx"

IN_OTHER_PARTS = ("Summary", "Need and evidence", "Arrow by arrow", "What must be true", "How we will know")
"""Sections of reports that another part of a pack holds: said once, they leave room for the rest."""

PARTS: Mapping[str, Part] = {
    SUMMARY: _summary,
    "02_need_and_evidence.docx": _need_and_evidence,
    "03_theory_of_change.docx": _theory_of_change,
    "04_logframe.xlsx": _logframe,
    "05_measures.xlsx": _report("monitoring-plan"),
    "06_work_plan.docx": _report("work-plan"),
    "07_budget_summary.xlsx": _report("budget"),
    "08_risks.docx": _report("risks"),
    "09_need_to_outcome_trace.docx": _report("trace"),
    LAST: _protection,
}
"""Name of each file of a pack → what makes the paper in it."""


def _in_a_pack(paper: "Paper", name: str) -> "Paper":
    """Give a paper as it stands in a pack: what every paper says alike, one of them says for all.

    What a funder allows of pages is held against the pack as a whole.
    """
    from logicmodel.reporting.phrases import phrases

    once = phrases(paper.language).line("not_checked")
    last = name == LAST
    sections = tuple(each for each in paper.sections if last or each.title != once)
    return replace(
        paper,
        sections=sections,
        do_not_assume=paper.do_not_assume if last else (),
        allowed=None,
    )


# -- the list of contents ---------------------------------------------------------------------------------------------


def contents(
    made: Pack, protected: Protected, config: Config, origin: Origin, made_on: date | None, version: str
) -> str:
    """List what is in a pack: file, pages, words and SHA-256, of which version of the plan, with what, and for whom."""
    programme, funder = protected.plan.programme, config.funder
    lines = [
        f"Evidence pack: {programme.name or 'a programme without a name yet'}",
        f"Made for: {protected.audience}",
        *([f"Made on: {made_on.isoformat()}"] if made_on else []),
        *(
            [f"Made of: {origin.name}"] if protected.audience is Audience.INTERNAL else []
        ),  # a name of a file may name somebody
        f"Version of the plan: {_version_of(programme)}",
        f"SHA-256 of the plan: {origin.sha256}",
        f"Made with: logicmodel {version}",
    ]
    if funder:
        note = f" {funder.note}" if protected.audience is Audience.INTERNAL else ""
        lines.append(f"Form: {funder.title}, read on {funder.checked_on.isoformat()}.{note}")
        lines += [f"   {source}" for source in funder.sources]
    lines += [f"Pages: {made.said}", *made.said_beside, "", "file | pages | words | SHA-256"]
    for each in made.files:
        sha256 = hashlib.sha256(each.data).hexdigest()
        lines.append(f"{each.name} | {each.pages or '–'} | {each.words} | {sha256}")
    return "\n".join(lines) + "\n"


def _version_of(programme: Programme) -> str:
    dated = plain_text(when_said(programme.version_date)) if programme.version_date else "no date typed yet"
    return f"{dated}, {programme.status}" if programme.status else dated


def shared_before(listed: str) -> str | None:
    """Give the SHA-256 of the plan that a list of contents was made of, or None where it was made for nobody else."""
    sha256 = re.search(r"^SHA-256 of the plan: ([0-9a-f]{64})$", listed, re.MULTILINE)
    for_others = not re.search(rf"^Made for: {Audience.INTERNAL}$", listed, re.MULTILINE)
    return sha256[1] if sha256 and for_others else None


def files_named_in(listed: str) -> tuple[str, ...]:
    """Give the names of the files that a list of contents names, and its own."""
    return (*re.findall(r"^(\S+) \| [^|]+ \| \d+ \| [0-9a-f]{64}$", listed, re.MULTILINE), CONTENTS)


def zipped(made: Pack, folder: str) -> bytes:
    """Put a pack into one .zip, in a folder of that name. The same pack gives the same bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for each in made.files:
            entry = ZipInfo(f"{folder}/{each.name}", _FIXED_DATE)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, each.data)
    return stream.getvalue()
