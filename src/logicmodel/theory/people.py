"""Who the plan is for, who works in it, and whom it misses."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from logicmodel.model import Element, Group, Indicator, Need, Stage, Stakeholder
from logicmodel.patterns import pattern_of
from logicmodel.theory.money import Money
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import group_key, plain, ref_key

LEAD = pattern_of(r"\s*\(lead\)\s*$", re.IGNORECASE)

AT_RISK = ("children", "adults", "both")

CONTACT = ("face_to_face", "home", "online", "phone")
"""Ways of working in which somebody meets the people."""

SEVERE = 4
"""How serious a need is, from 1 to 5, for all whom it affects to count as hit hard."""


class People(Money):
    """The groups, partners and staff of a plan."""

    @cached_property
    def _groups(self) -> Mapping[str, Group]:
        found: dict[str, Group] = {}
        for group in self.plan.groups:
            for name in (group.name, *group.aliases):
                found.setdefault(group_key(name), group)
        return found

    def group(self, name: str) -> Group | None:
        """Find a group by its name or another name for it."""
        return self._groups.get(group_key(name))

    def _line_of(self, name: str) -> list[str]:
        """Give the key of a group and of all that it belongs to; a circle ends at its first repeated name."""
        line: list[str] = []
        current: str | None = name
        while current is not None:
            group = self.group(current)
            key = group_key(group.name if group else current)
            if key in line:
                break
            line.append(key)
            current = group.parent if group else None
        return line

    def same_people(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """Say whether a group of one list equals, belongs to or contains a group of the other."""
        lines = [(self._line_of(one), self._line_of(other)) for one in some for other in others]
        return any(one[0] in other or other[0] in one for one, other in lines)

    def equal_people(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """Say whether two lists name the same set of groups."""
        return {self._line_of(name)[0] for name in some} == {self._line_of(name)[0] for name in others}

    @cached_property
    def _people_words(self) -> frozenset[str]:
        return frozenset(self.lexicon.people) if self.lexicon else frozenset()

    def people(self, element: Element) -> Decimal | None:
        """Give the number of people a box is about: How many people, else the head-count in How many."""
        if element.people is not None:
            return element.people.value
        if element.quantity is None:
            return None
        return next(
            (part.amount.value for part in element.quantity.parts if self.counts_people(part.unit)),
            None,
        )

    def counts_people(self, unit: str) -> bool:
        """Say whether a unit holds a word for people, or the name of a group."""
        words = group_key(unit).split()
        stretches = (
            " ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)
        )
        return any(stretch in self._people_words or stretch in self._groups for stretch in stretches)

    def group_size(self, element: Element) -> Decimal | None:
        """Give the sum of the sizes of a box's groups, if all have one."""
        sizes = [group.size.value if (group := self.group(name)) and group.size else None for name in element.who]
        known = [size for size in sizes if size is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(sizes) else None

    def people_before(self, element: Element) -> Decimal | None:
        """Give how many people of the same groups the boxes right before a box reach.

        The sum of their numbers, each times the multiplier of its arrow; the least of them where all are needed. None
        where no such box has a number. Inputs are left out: their people are those who do the work.
        """
        reached = []
        for link in self.arrows_into(element):
            cause = self.by_ref[link.cause]
            people = self.people(cause)
            if people is None or cause.stage is Stage.INPUT or not self.equal_people(cause.who, element.who):
                continue
            reached.append(people * (Decimal(1) if link.multiplier is None else link.multiplier))
        if not reached:
            return None
        return min(reached) if element.join == "all" else sum(reached, Decimal(0))

    @cached_property
    def _work_of(self) -> Mapping[str, Element]:
        """Key of a name or Ref → the first box that names it: leading or helping an activity, leading what others do."""
        found: dict[str, Element] = {}
        for element in self.elements:
            is_work = element.stage is Stage.ACTIVITY
            for name in (
                *(element.owner if is_work or element.external else ()),
                *(element.partners if is_work else ()),
            ):
                bare = LEAD.sub("", name)
                found.setdefault(plain(bare), element)
                found.setdefault(ref_key(bare), element)
        return found

    def agencies(self) -> list[tuple[Stakeholder, Element]]:
        """Give each partner of People with the first activity, or box that others bring about, that names it."""
        found = []
        for person in self.plan.stakeholders:
            keys = [plain(person.name), *([ref_key(person.id)] if person.id else [])]
            works = [self._work_of[key] for key in keys if key and key in self._work_of]
            if person.type in (None, "partner") and works:
                found.append((person, min(works, key=lambda element: self.position[element.id])))
        return found

    # -- who is reached -----------------------------------------------------------------------------------------------

    def _aimed_at(self, activity: Element) -> tuple[str, ...]:
        """Give the groups an activity is for; the main group where it names none."""
        main = self.plan.programme.target_group
        return activity.who or ((main,) if main else ())

    @cached_property
    def _aims(self) -> frozenset[str]:
        """Keys of the groups that some activity is for."""
        return frozenset(self._line_of(name)[0] for each in self.activities for name in self._aimed_at(each))

    @cached_property
    def _opened_to_all(self) -> frozenset[str]:
        """Keys of the groups that some activity is for which says what makes it work for those hit hardest."""
        return frozenset(
            self._line_of(name)[0] for each in self.activities if each.access for name in self._aimed_at(each)
        )

    def hit_hardest_by(self, need: Need) -> list[str]:
        """Give the groups that a need hits hardest, each once.

        Those typed so; those it affects that are marked Worst affected; all it affects where it is severe.
        """
        severe = need.severity is not None and need.severity >= SEVERE
        marked = [name for name in need.who if severe or ((group := self.group(name)) and group.worst_affected)]
        return self.each_once((*need.hit_hardest, *marked))

    def each_once(self, names: Sequence[str]) -> list[str]:
        """Give each group once, under the first of its names."""
        found: dict[str, str] = {}
        for name in names:
            found.setdefault(self._line_of(name)[0], name)
        return list(found.values())

    def is_missed(self, name: str) -> bool:
        """Say whether no activity is for a group, or, with help to use it, for a larger group that holds it."""
        own, *larger = self._line_of(name)
        return own not in self._aims and self._opened_to_all.isdisjoint(larger)

    def groups_behind(self, indicator: Indicator) -> list[str]:
        """Give the groups of the needs that the measured outcome or impact meets, of needs with two groups or more."""
        element = self.measured_by(indicator)
        if element is None or element.stage not in (Stage.OUTCOME, Stage.IMPACT):
            return []
        needs = [self.need_by_ref[ref] for ref in element.addresses if ref in self.need_by_ref]
        by_need = [self.each_once((*need.who, *need.hit_hardest)) for need in needs if need.kind == "need"]
        return self.each_once([name for names in by_need if len(names) >= 2 for name in names])

    @cached_property
    def to_be_split(self) -> tuple[Indicator, ...]:
        """The measures of outcomes and impacts that meet a need of two groups or more."""
        return tuple(indicator for indicator in self.plan.indicators if self.groups_behind(indicator))

    # -- who is named -------------------------------------------------------------------------------------------------

    @cached_property
    def _names_in_words(self) -> frozenset[tuple[str, ...]]:
        names = (name for group in self.plan.groups for name in (group.name, *group.aliases))
        return frozenset(words for name in names if (words := tuple(words_of(name))))

    @cached_property
    def _lengths_of_names(self) -> tuple[int, ...]:
        return tuple(sorted({len(words) for words in self._names_in_words}))

    def names_a_group(self, text: str) -> bool:
        """Say whether a text holds the name of a group, or another name for it, in whole words."""
        words = words_of(text)
        return any(
            tuple(words[first : first + length]) in self._names_in_words
            for length in self._lengths_of_names
            for first in range(len(words) - length + 1)
        )

    def names_people(self, text: str) -> bool:
        """Say whether a text speaks of people in some word of the plan's language for them."""
        return self.lexicon is not None and finder(self.lexicon.people).search(text) is not None

    # -- who must be safe ---------------------------------------------------------------------------------------------

    @cached_property
    def _at_risk(self) -> Mapping[str, Group]:
        """Key of a group of children or adults at risk, or of a larger one that holds it → the group."""
        flagged = [group for group in self.plan.groups if group.at_risk in AT_RISK]
        found = {group_key(group.name): group for group in flagged}
        for group in flagged:
            for key in self._line_of(group.name):
                found.setdefault(key, group)
        return found

    @cached_property
    def _flagged(self) -> frozenset[str]:
        return frozenset(group_key(group.name) for group in self.plan.groups if group.at_risk in AT_RISK)

    def contacts_at_risk(self) -> list[tuple[Element, Group]]:
        """Give each activity that meets children or adults at risk, with the first such group that it is for."""
        found = []
        for activity in self.activities:
            if activity.contact in CONTACT:
                groups = (self._group_at_risk(name) for name in self._aimed_at(activity))
                group = next(filter(None, groups), None)
                if group:
                    found.append((activity, group))
        return found

    @property
    def has_safeguarding_input(self) -> bool:
        """Whether an input speaks of safeguarding."""
        return any("safeguarding" in words_of(each.text) for each in self.at(Stage.INPUT))

    def _group_at_risk(self, name: str) -> Group | None:
        """Give the group at risk that a group is, holds or belongs to."""
        own, *larger = self._line_of(name)
        belongs_to = [key for key in larger if key in self._flagged]
        return self._at_risk.get(own) or (self._at_risk[belongs_to[0]] if belongs_to else None)
