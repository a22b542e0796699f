"""All rules, written out family by family in the order of the catalogue."""

from logicmodel.rules import (
    advocacy,
    assessment,
    assumptions,
    confidentiality,
    equity,
    logic,
    measurement,
    needs,
    planning,
    structure,
    typed,
    waivers,
    wording,
)
from logicmodel.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *typed.RULES,
    *structure.RULES,
    *logic.RULES,
    *needs.RULES,
    *assessment.RULES,
    *measurement.RULES,
    *assumptions.RULES,
    *planning.RULES,
    *equity.RULES,
    *wording.RULES,
    *advocacy.RULES,
    *waivers.RULES,
    *confidentiality.RULES,
)
"""Every rule there is: as typed, structure, logic, needs, measurement, assumptions, planning, equity, wording,
advocacy; waivers; confidentiality.

The family N is in two modules: needs and assessment; of P, planning lists what money holds.
"""
