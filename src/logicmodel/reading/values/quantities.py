"""Quantities: how much is planned, as numbers with their units."""

from logicmodel.model import Amount, Part, Quantity
from logicmodel.patterns import pattern_of
from logicmodel.reading.values.amounts import number_in
from logicmodel.reading.values.digits import DecimalMark
from logicmodel.reading.values.lists import BULLET, split_outside_brackets
from logicmodel.reading.values.unknown import Meanings, unknown_state

_QUANTITY_BREAK = pattern_of(r"[;؛\n\r]|(?<!\d)[,،]|[,،](?!\d)")


def read_quantity(
    text: str, *, decimal: DecimalMark | None = None, meanings: Meanings | None = None
) -> Quantity | None:
    """Read how much is planned: numbers and units, with commas, semicolons or line breaks between them.

    A comma between two digits is part of the number. A part without a number keeps its words, without a unit.

    >>> [(part.amount.value, part.unit) for part in read_quantity("1,200 visits, 60 young people").parts]
    [(Decimal('1200'), 'visits'), (Decimal('60'), 'young people')]
    """
    shown = text.strip()
    pieces = (BULLET.sub("", piece) for piece in split_outside_brackets(shown, _QUANTITY_BREAK))
    parts = tuple(part for piece in pieces if (part := _quantity_part(piece, decimal, meanings)))
    return Quantity(text=shown, parts=parts) if parts else None


def _quantity_part(piece: str, decimal: DecimalMark | None, meanings: Meanings | None) -> Part | None:
    state = unknown_state(piece, meanings=meanings)
    if state == "blank":
        return None
    found = None if state else number_in(piece, decimal, long_units=True)
    if found is None:
        return Part(amount=Amount(text=piece, state=state or "words"), unit="")
    # The unit is cut from the text as typed: what was read has straight quotes and western digits.
    typed = piece.rstrip(" .*†‡").split()
    units = len(found.words.split())
    return Part(
        amount=Amount(
            text=" ".join(typed[: len(typed) - units]) or piece,
            value=found.value,
            high=found.high,
            sign=found.sign,
            unit=found.unit,
            base=found.base,
        ),
        unit=" ".join(typed[len(typed) - units :]),
    )
