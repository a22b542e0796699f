"""Assumptions and risks of a logframe: in a column of their own, or in a row among the measures."""

from collections.abc import Sequence

from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import unknown_words
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.levels import label_of
from logicmodel.reading.logframe.measures import BoxesHere, Measures
from logicmodel.reading.nesting import Arrow, Box
from logicmodel.reading.tables import OF_THE_REGISTER, Table


class Register:
    """The register rows of a logframe, each with the boxes of its row."""

    def __init__(self, table: Table, account: Account, measures: Measures, boxes_here: BoxesHere) -> None:
        self.sheet, self.account, self.measures = table.sheet, account, measures
        self.boxes_here = boxes_here
        self.entries: list[tuple[Draft, list[Box]]] = []

    def tie_to(self, arrows: Sequence[Arrow]) -> None:
        """Say of each row which arrows it is about: those up from its boxes, else the boxes themselves."""
        places: dict[int, list[int]] = {}  # of arrows among all, by the identity of the box that they come from
        for at, (cause, _, _) in enumerate(arrows):
            places.setdefault(id(cause), []).append(at)
        for entry, boxes in self.entries:
            ats = sorted({at for box in boxes for at in places.get(id(box.draft), ())})
            its = [(arrows[at].cause, arrows[at].effect) for at in ats]
            entry.values["of_arrows"] = its or [(box.draft, None) for box in boxes]

    def takes_row(self, cells: dict[int, Cell]) -> bool:
        """Read a row among the measures that is an assumption, with how it is checked."""
        column = min(cells)
        label = label_of(cells[column].text)
        if label is None or label.word not in OF_THE_REGISTER:
            return False
        cell, text = cells[column], label.rest
        if not text:
            cell = next((cells[other] for other in sorted(cells) if other > column), cell)
            text = cell.text if isinstance(cell.value, str) and cell.column > column else ""
            if len(text.split()) < 2:  # “Risk | High” is how likely something is
                return False
            self.account.use(self.sheet, cells.pop(column), "register.kind")
        del cells[cell.column]
        entry = self._entry(cell, text, label.word)
        for other in [other for other in cells if self.measures.field(other) in ("source", "method", "frequency")]:
            if "check" not in entry.values:
                entry.values["check"] = cells[other].text.strip()
                self.account.use(self.sheet, cells.pop(other), "register.check")
        for beside in cells.values():
            entry.keep(self.account.keep(self.sheet, beside, self.measures.title(beside.column)))
        return True

    def take(self, cell: Cell, kind: str) -> None:
        """Make a register row of each assumption or risk of a cell."""
        if values.unknown_state(cell.text, meanings=unknown_words()) is not None:
            self.account.leave(self.sheet, [cell], "nothing is said")
            return
        for text in values.split_lines(cell.text):
            self._entry(cell, text, kind)

    def _entry(self, cell: Cell, text: str, kind: str) -> Draft:
        draft = Draft(
            "register", self.account.place(self.sheet, cell.row, cell.column, self.measures.title(cell.column))
        )
        draft.form = "matrix"
        draft.values = {"kind": kind, "text": " ".join(text.split())}
        self.account.use(self.sheet, cell, "register.text")
        self.entries.append((draft, list(self.boxes_here())))
        return draft
