"""What a picture shows, as values: boxes, arrows, marks, the entries of its legend, what stands around them.

Nothing here knows of places and sizes: `placing` gives each box its place, `pages` draws it.
"""

from msgspec import Struct


class Column(Struct, frozen=True, kw_only=True):
    """One titled column: its key, the stage whose colour it has, title and one-line definition.

    Neighbours of the same `group` stand under its name.
    """

    key: str
    stage: str
    title: str
    definition: str
    group: str = ""


class Badge(Struct, frozen=True, kw_only=True):
    """The number of a finding on a box or arrow, and its look: found_error, found_warning or found_advice."""

    mark: str
    state: str


class Crossing(Struct, frozen=True, kw_only=True):
    """An arrow that goes on to a box of another page or comes from one: which and where, in words, and its line."""

    words: str
    leaves: bool
    line: str


class Box(Struct, frozen=True, kw_only=True):
    """One box. Boxes of a column stand in the order in which the view lists them.

    `text` is drawn, `full` is the whole text; `aside` is a word on its state; `tags` are Refs of needs; `notes` are
    marks of assumptions about the box itself; a `joint` box needs all its arrows; `crossings` are its arrows to and from
    other pages; `lane` is the number of its lane.
    """

    ref: str
    text: str
    full: str
    stage: str
    column: str
    aside: str = ""
    external: bool = False
    proposed: bool = False
    joint: bool = False
    is_goal: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    lane: int = 0

    @property
    def told(self) -> str:
        """The whole box in words: Ref, text and state."""
        return " ".join(part for part in (self.ref, self.full, self.aside and f"({self.aside})") if part)


class Arrow(Struct, frozen=True, kw_only=True):
    """One arrow between two Refs: the name of its line, the label on it, its reason, and the marks of notes about it."""

    cause: str
    effect: str
    line: str
    because: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()

    @property
    def told(self) -> str:
        """The arrow in words: from where to where, and why."""
        return f"{self.cause} → {self.effect}" + (f": {self.because}" if self.because else "")


class Note(Struct, frozen=True, kw_only=True):
    """What a mark on an arrow or box stands for: a numbered assumption, a lettered reason, the Ref of a need."""

    mark: str
    state: str  # open, filled or cross for an assumption; reason; need or strength; the look of a badge for a finding
    text: str


class Found(Struct, frozen=True, kw_only=True):
    """What a check found, as a list: a title that counts, a numbered note for each, and what is not shown, in words."""

    title: str
    notes: tuple[Note, ...]
    more: str


class Panel(Struct, frozen=True, kw_only=True):
    """A titled list beneath the drawing."""

    title: str
    items: tuple[str, ...]


class Sample(Struct, frozen=True, kw_only=True):
    """An entry of the legend: what is shown (“line:plain”, “stage:input”, “external” …) and what it means."""

    shows: str
    words: str
    label: str = ""


class Ceiling(Struct, frozen=True, kw_only=True):
    """The line of accountability: Refs of the boxes below it, and the words on it."""

    below: tuple[str, ...]
    words: str


class Line(Struct, frozen=True, kw_only=True):
    """One line of a nested list: how deep it stands (0 is a goal), which box it is about, and what it says."""

    depth: int
    ref: str
    text: str


class Picture(Struct, frozen=True, kw_only=True):
    """What every picture has, whatever it shows. `language` is a code; `footer` holds the parts of the last line of a page."""

    name: str
    title: str
    subtitle: str
    summary: str
    language: str
    right_to_left: bool
    notes: tuple[Note, ...] = ()
    panels: tuple[Panel, ...] = ()
    legend: tuple[Sample, ...] = ()
    footer: tuple[str, ...]
    page: str  # “Page {page} of {pages}”
    words: dict[str, str]
    found: Found | None = None
    outline: tuple[Line, ...] = ()  # the whole picture as a nested list, where that is not made of the plan itself
    description: str = ""  # the whole picture in words, where it is not told beside it


class View(Picture, frozen=True, kw_only=True):
    """A picture of boxes and arrows, in titled columns or read upwards; in a `chain` the columns themselves are the arrows.

    What its marks stand for is `listed` beneath it, or else on a page of its own. `needs` are those whose Refs its boxes
    carry.
    """

    upwards: bool
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    chain: bool = False
    listed: bool = True
    lanes: tuple[str, ...] = ()  # titles of the rows in which the boxes of columns stand, from the top
    needs: tuple[Note, ...] = ()
    ceiling: Ceiling | None

    @property
    def needs_without_box(self) -> tuple[Note, ...]:
        """Give the needs that a box names by their Ref and that no box of their own tells."""
        told = {box.ref for box in self.boxes if box.stage == "need"}
        return tuple(note for note in self.needs if note.mark not in told)
