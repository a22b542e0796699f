"""Objects of the plan, each made of a draft."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any, TypeVar

from msgspec.structs import replace

from logicmodel.model import (
    Amount,
    BudgetLine,
    Element,
    Extra,
    Indicator,
    LogEntry,
    Need,
    Place,
    ProblemLink,
    Programme,
    Reading,
    RegisterEntry,
    Row,
    Score,
    Stakeholder,
    Step,
    Waiver,
)
from logicmodel.reading import values
from logicmodel.reading.assembling.from_words import FromWords
from logicmodel.reading.assembling.pointing import Pointing
from logicmodel.reading.assembling.resolve import Index
from logicmodel.reading.assembling.same import origins_of
from logicmodel.reading.draft import Draft, Drafts
from logicmodel.reading.manners import PER_CENT
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import plain

Made = TypeVar("Made", bound=Row)

POLICY_OF_CHANGE = {"policy_adopted": "adoption", "policy_in_practice": "implementation"}
"""Kind of change → policy step, where the cell Policy step is empty."""


class Objects:
    """Makes the rows of a plan, sheet by sheet."""

    def __init__(self, drafts: Drafts, index: Index, pointing: Pointing, words: FromWords) -> None:
        self.drafts = drafts
        self.index = index
        self.pointing = pointing
        self.words = words
        self.problem_links: dict[tuple[str, str], ProblemLink] = {}

    def programme(self, first_place: Place) -> Programme:
        """Give the plan as a whole; where it stands if nothing says so."""
        if not self.drafts["programme"]:
            return Programme(place=first_place)
        draft = self.drafts["programme"][0]
        if ceiling := draft.values.get("ceiling"):
            draft.values["ceiling"] = self.index.as_in_the_plan(ceiling, draft.cell("ceiling").file)
        return made(Programme, draft)

    def needs(self) -> list[Need]:
        """Give all needs, those made from the words of a cell after the row that holds it."""
        needs: list[Need] = []
        for draft in self.drafts["needs"]:
            made_before = len(self.words.needs)
            needs.append(self._need(draft))
            made = islice(reversed(self.words.needs.values()), len(self.words.needs) - made_before)
            needs += reversed(list(made))
        return needs

    def _need(self, draft: Draft) -> Need:
        ref = str(draft.values["id"])
        for row in draft.rows:
            self._link_problems(row, "causes", [ref])
            effects = [ref]
            for field in sorted(each for each in row.refs if each.startswith("causes ")):
                # “Why 2” asks for the cause of what stands under “Why 1”.
                effects = self._link_problems(row, field, effects) or effects
            self._link_problems(row, "consequences", [ref])
        return made(Need, draft, sources=self.words.sources_in(draft, "sources"))

    def _link_problems(self, row: Draft, field: str, needs: Sequence[str]) -> list[str]:
        """Link the causes, or the consequences, that a cell names with each of some needs, and give their Refs."""
        typed = row.refs.get(field)
        if typed is None:
            return []
        pieces = self.pointing.pieces(row, field)
        others = [*pieces.refs, *(self.words.cause_of(text, typed.place) for text in pieces.texts)]
        # Line by line where both cells have as many.
        pairs = zip(others, needs, strict=True) if len(others) == len(needs) else product(others, needs)
        for other, need in pairs:
            cause, effect = (need, other) if field == "consequences" else (other, need)
            self.problem_links.setdefault((cause, effect), ProblemLink(cause=cause, effect=effect, place=typed.place))
        return others

    def _element(self, draft: Draft) -> Element:
        stage, term = draft.values.pop("stage", (None, None))
        change = draft.values.get("change")
        policy = draft.values.pop("policy_of_change", None) or POLICY_OF_CHANGE.get(change or "")
        if policy:
            draft.values.setdefault("policy", policy)
        if change == "system" and draft.values.get("policy") == "adoption":
            draft.values["change"] = "policy_adopted"
        more = {
            "stage": stage,
            "term": term,
            "external": draft.values.pop("external", None) == "others",
            "owner": tuple(self.pointing.person(draft, text) for text in draft.values.pop("owner", ())),
            "addresses": tuple(
                dict.fromkeys((*draft.values.pop("addresses", ()), *self.pointing.refs(draft, "addresses")))
            ),
            "uses": self.pointing.refs(draft, "uses"),
            "maintains": self.pointing.refs(draft, "maintains"),
            "origins": origins_of(draft),
        }
        for row in draft.rows:
            draft.keep(*_reason_without_arrow(row))
        return made(Element, draft, **more)

    def elements(self) -> list[Element]:
        """Give the boxes of Plan."""
        return self._with_answers([self._element(draft) for draft in self.drafts["elements"]])

    def register(self) -> list[RegisterEntry]:
        """Give the typed assumptions, risks and the like."""
        return [self._register_entry(draft) for draft in self.drafts["register"]]

    def indicators(self) -> tuple[Indicator, ...]:
        """Give the measures."""
        return tuple(self._indicator(draft) for draft in self.drafts["indicators"])

    def readings(self, indicators: Sequence[Indicator]) -> tuple[Reading, ...]:
        """Give the readings; the unit of a measure says how a count of people is read."""
        return tuple(self._reading(draft, indicators) for draft in self.drafts["readings"])

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        """Give the people and bodies."""
        return tuple(
            made(Stakeholder, draft, linked_to=self.pointing.refs(draft, "linked_to"))
            for draft in self.drafts["stakeholders"]
        )

    def scores(self) -> tuple[Score, ...]:
        """Give the judgements of needs."""
        return tuple(self._score(draft) for draft in self.drafts["scores"])

    def budget(self) -> tuple[BudgetLine, ...]:
        """Give the shared costs."""
        return tuple(
            made(BudgetLine, draft, covers=self.pointing.refs(draft, "covers")) for draft in self.drafts["budget"]
        )

    def log(self) -> tuple[LogEntry, ...]:
        """Give the entries of the log."""
        return tuple(self._log_entry(draft) for draft in self.drafts["log"])

    def waivers(self) -> tuple[Waiver, ...]:
        """Give what people have decided to live with."""
        return tuple(
            made(
                Waiver, draft, about=self.index.as_in_the_plan(str(draft.values.get("about", "plan")), draft.place.file)
            )
            for draft in self.drafts["waivers"]
        )

    def _with_answers(self, elements: Sequence[Element]) -> list[Element]:
        """Turn round what need and strength rows of the one-sheet form point to: Meets need, Builds on; or another need."""
        needs = {str(draft.values["id"]) for draft in self.drafts["needs"]}
        answers: dict[str, dict[str, list[str]]] = {"addresses": {}, "uses": {}}
        for draft in self.drafts["needs"]:
            if any("leads_to" in row.refs for row in draft.rows):
                field = "uses" if draft.values.get("kind") == "strength" else "addresses"
                for end in self.pointing.refs(draft, "leads_to", ("elements", "needs")):
                    own, typed = (
                        str(draft.values["id"]),
                        next(row.refs["leads_to"] for row in draft.rows if "leads_to" in row.refs),
                    )
                    if end in needs:
                        link = ProblemLink(cause=own, effect=end, place=typed.place)
                        self.problem_links.setdefault((own, end), link)
                    else:
                        answers[field].setdefault(end, []).append(own)
        if not (answers["addresses"] or answers["uses"]):
            return list(elements)
        return [
            replace(
                element,
                addresses=tuple(dict.fromkeys((*element.addresses, *answers["addresses"].get(element.id, ())))),
                uses=tuple(dict.fromkeys((*element.uses, *answers["uses"].get(element.id, ())))),
            )
            for element in elements
        ]

    def _register_entry(self, draft: Draft) -> RegisterEntry:
        owner = draft.values.pop("owner", None)
        about = (ref for row in draft.rows for ref in self.index.boxes_and_arrows(row.refs.get("about"), draft.about))
        return made(
            RegisterEntry,
            draft,
            about=tuple(dict.fromkeys((*draft.values.pop("about", ()), *about))),
            owner=self.pointing.person(draft, owner) if owner else None,
        )

    def _indicator(self, draft: Draft) -> Indicator:
        _read_yes_and_no(draft)
        steps: dict[int, dict[str, Any]] = {}
        for field in [field for field in draft.values if field.startswith("milestone")]:
            name, _, number = field.partition(" ")
            part = "date" if name == "milestone_date" else "value"
            steps.setdefault(int(number or 1), {})[part] = draft.values.pop(field)
        milestones = [Step(**steps[number]) for number in sorted(steps)]
        milestones.sort(key=lambda step: (step.date and step.date.last) or date.max)
        owner = draft.values.pop("owner", None)
        measures = draft.values.pop("measures", None) or self.pointing.one_ref(draft, "measures")
        return made(
            Indicator,
            draft,
            measures=measures,
            milestones=tuple(milestones),
            owner=self.pointing.person(draft, owner) if owner else None,
        )

    def _reading(self, draft: Draft, indicators: Sequence[Indicator]) -> Reading:
        measure = draft.values.pop("measure", None) or self.pointing.one_ref(draft, "measure")
        if "value" not in draft.values:
            unit = next((each.unit for each in indicators if each.id == measure), None)
            draft.values["value"] = _counted(draft.values.get("numerator"), draft.values.get("out_of"), unit)
        return made(Reading, draft, measure=measure)

    def _score(self, draft: Draft) -> Score:
        pearl = {
            field.removeprefix("pearl_"): draft.values.pop(field)
            for field in list(draft.values)
            if field.startswith("pearl_")
        }
        need = draft.values.pop("need", None) or self.pointing.one_ref(draft, "need")
        return made(Score, draft, need=need, pearl=pearl)

    def _log_entry(self, draft: Draft) -> LogEntry:
        everywhere = ("elements", "needs", "indicators", "register", "sources", "stakeholders")
        about = self.index.refs(draft.refs.get("about"), everywhere, draft.about, whole_plan=True)
        return made(LogEntry, draft, about=about)


def _counted(numerator: Amount | None, out_of: Amount | None, unit: str | None) -> Amount | None:
    """Work out a reading from a count of people: their percentage where the unit is %, else the count itself."""
    if numerator is None or numerator.value is None or out_of is None or not out_of.value:
        return None
    if unit is None or plain(unit) not in PER_CENT:
        return numerator
    percentage = round(100 * numerator.value / out_of.value, 2)
    return Amount(text=f"{percentage:f}", value=percentage)


def _reason_without_arrow(row: Draft) -> list[Extra]:
    """Keep what a row says of its arrows where it names none, so that it is not lost."""
    if "leads_to" in row.refs:
        return []
    kept = []
    if reason := row.values.get("mechanism"):
        kept.append(Extra(heading="Because", text=reason, place=row.place))
    if typed := row.refs.get("evidence"):
        kept.append(Extra(heading="Evidence", text=typed.text, place=typed.place))
    return kept


def made(kind: type[Made], draft: Draft, **more: Any) -> Made:
    """Make an object of a draft: its values under the object's fields, and what is given besides."""
    fields = kind.__struct_fields__
    taken: Mapping[str, Any] = {field: value for field, value in draft.values.items() if field in fields}
    return kind(**{**taken, **more}, place=draft.place, extras=tuple(draft.extras))


def _read_yes_and_no(draft: Draft) -> None:
    """Read yes as 1 and no as 0 in the numbers of a measure whose unit is yes or no."""
    if plain(str(draft.values.get("unit", ""))) not in ("yes/no", "yes or no"):
        return
    read: set[str] = set()
    for field, amount in draft.values.items():
        if isinstance(amount, Amount) and amount.state == "words":
            answer = values.read_yes_no(None, amount.text, meanings=vocabulary("value"))
            if isinstance(answer, bool):
                draft.values[field] = replace(amount, value=Decimal(int(answer)), state="number")
                read.add(amount.text)
    draft.unread = [each for each in draft.unread if each.reason != "not_a_number" or each.text not in read]
