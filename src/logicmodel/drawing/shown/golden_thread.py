"""The golden thread: from each need through the work to what changes and how it is measured, with its gaps in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.audiences import first_results
from logicmodel.drawing.shown.logframe import unmeasured
from logicmodel.drawing.shown.picture import Sample
from logicmodel.drawing.shown.tables import Cell, Heading, Piece, Row, Section, Table, cell_of, gap_of
from logicmodel.drawing.shown.telling import table_of
from logicmodel.errors import CannotDraw
from logicmodel.model import Element, Need, Stage

if TYPE_CHECKING:
    from logicmodel.theory import Theory

HEADINGS = (("need", 22), ("activity", 24), ("outcome", 26), ("measure_head", 26))
"""Key of the words of each heading, and its share of the width."""


def golden_thread(theory: "Theory", language: str) -> Table:
    """Show need, activity, outcome and measure side by side, a row for each strand, with what is missing in words.

    Each outcome is told with its measures where it comes first; further strands name it by its Ref.

    Raises CannotDraw for a plan without needs.
    """
    if not theory.needs:
        raise CannotDraw("There is no need where the thread can start: fill in What on the sheet Needs.")
    words = phrases(language)
    thread = _Thread(theory, words)
    rows = tuple(thread.rows())
    section = Section(
        headings=tuple(
            Heading(title=words[key], share=share, stage=key if key != "measure_head" else "")
            for key, share in HEADINGS
        ),
        rows=rows,
    )
    cells = [cell for row in rows for column in row.cells for cell in column]
    gaps = sum(cell.stage == "gap" for cell in cells)
    counts = (
        counted(words, "count_needs", len(thread.needs)),
        counted(words, "count_activities", len(theory.activities)),
        counted(words, "count_outcomes", len(thread.told)),
        counted(words, "count_gaps", gaps),
    )
    left_out = sum(need.id not in thread.named for need in theory.needs)
    return table_of(
        "golden-thread",
        theory,
        language,
        (section,),
        counts,
        boxed=True,
        legend=(Sample(shows="external", words=words["gap"]),) if gaps else (),
        aside=words["hidden"].format(count=left_out) if left_out else "",
    )


class _Strand(Struct, frozen=True, kw_only=True):
    """An activity (or its absence) with a line for each outcome: the cell of the outcome and that of its measures."""

    activity: Cell
    lines: tuple[tuple[Cell, Cell], ...]


class _Thread:
    """Follows needs through a theory, and remembers which outcomes were told and which needs were named."""

    def __init__(self, theory: "Theory", words: Mapping[str, str]) -> None:
        self.theory = theory
        self.words = words
        self.told: set[str] = set()
        self.needs = [need for need in theory.chosen_needs if not need.out_of_scope]
        self.named = {need.id for need in self.needs}

    def rows(self) -> Iterator[Row]:
        """Give a row for each need, then one for each activity and outcome that no need leads to."""
        used: set[str] = set()
        for need in self.needs:
            activities = self._work_for(need)
            used |= {each.id for each in activities}
            yield self._row(_boxed(need.id, need.text, "need"), self._strands(need, activities))
        for activity in self.theory.activities:
            if activity.id not in used:
                yield self._row(self._reason_for(activity), [self._strand(activity, ())])
        for outcome in self.theory.at(Stage.OUTCOME):
            if outcome.id not in self.told:
                lines = (self._told(outcome),)
                yield self._row(self._reason_for(outcome), [_Strand(activity=self._no_activity(outcome), lines=lines)])

    def _reason_for(self, element: Element) -> Cell:
        """Give what a box is for where the thread passes it by: the rows of Needs it names, else those it leads to."""
        refs = element.addresses or (ref for each in self.theory.beyond(element) for ref in each.addresses)
        rows = [row for ref in dict.fromkeys(refs) if (row := self.theory.need_by_ref.get(ref))]
        if rows:
            self.named |= {row.id for row in rows}
            return cell_of(*(Piece(ref=clean(row.id), text=clean(row.text)) for row in rows), stage="need")
        if element.stage is Stage.ACTIVITY and self.theory.explains_itself(element):
            return cell_of(Piece(text=self.words["own_reason"]), stage="none")
        return self._gap("no_need")

    def _no_activity(self, outcome: Element) -> Cell:
        if outcome.external:
            return cell_of(Piece(text=self.words["external"]), stage="none")
        return self._gap("no_activity")

    def _row(self, start: Cell, strands: Sequence[_Strand]) -> Row:
        lines = [line for strand in strands for line in strand.lines]
        return Row(
            cells=(
                (Cell(pieces=start.pieces, stage=start.stage, lines=len(lines)),),
                tuple(
                    Cell(pieces=each.activity.pieces, stage=each.activity.stage, lines=len(each.lines))
                    for each in strands
                ),
                tuple(outcome for outcome, _ in lines),
                tuple(measures for _, measures in lines),
            )
        )

    def _work_for(self, need: Need) -> list[Element]:
        """Give the activities that name a need; if none does, those that lead to a box that does."""
        answers = self.theory.answers_to(need)
        named = [each for each in answers if each.stage is Stage.ACTIVITY]
        before = {each.id for answer in answers for each in self.theory.before(answer) if each.stage is Stage.ACTIVITY}
        return named or self.theory.in_plan_order(before)

    def _strands(self, need: Need, activities: Sequence[Element]) -> list[_Strand]:
        wanted = [each for each in self.theory.answers_to(need) if each.stage is Stage.OUTCOME]
        if activities:
            return [self._strand(each, wanted) for each in activities]
        lines = tuple(map(self._told, wanted)) or (self._nothing(),)
        return [_Strand(activity=self._gap("no_activity"), lines=lines)]

    def _strand(self, activity: Element, wanted: Sequence[Element]) -> _Strand:
        """Follow an activity to the outcomes that its need asks for, or else to the first; then to those not told yet."""
        beyond = [each for each in self.theory.beyond(activity) if each.stage is Stage.OUTCOME]
        asked = {each.id for each in wanted}
        near = {each.id for each in beyond if each.id in asked} or {
            each.id for each in first_results(self.theory, activity)
        }
        shown = [each for each in beyond if each.id in near or each.id not in self.told]
        rest = [each for each in beyond if each not in shown]
        lines = [self._told(each) for each in shown] or ([] if rest else [self._nothing()])
        if rest:
            refs = self.words["comma"].join(clean(each.id) for each in rest)
            lines.append((cell_of(Piece(text=self.words["also_above"].format(refs=refs)), stage="outcome"), Cell()))
        return _Strand(
            activity=_boxed(activity.id, activity.text or activity.short or "", "activity"), lines=tuple(lines)
        )

    def _told(self, outcome: Element) -> tuple[Cell, Cell]:
        self.told.add(outcome.id)
        measures = self.theory.measures_of(outcome)
        pieces = [Piece(ref=clean(each.id), text=clean(each.text)) for each in measures]
        absent = unmeasured(outcome, self.words)
        stage = "none" if pieces else "gap" if absent.look == "gap" else "none"
        return _boxed(outcome.id, outcome.text or outcome.short or "", "outcome"), cell_of(
            *(pieces or [absent]), stage=stage
        )

    def _nothing(self) -> tuple[Cell, Cell]:
        return self._gap("no_outcome"), self._gap("no_measure")

    def _gap(self, key: str) -> Cell:
        return cell_of(gap_of(self.words[key]), stage="gap")


def _boxed(ref: str, text: str, stage: str) -> Cell:
    return cell_of(Piece(ref=clean(ref), text=clean(text)), stage=stage)
