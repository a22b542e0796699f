"""A paper with every kind of block, so that each medium can be looked at part by part."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.saying import NOTHING, Table, Words, gap, ours, own, ref

TABLE = Table(
    caption="What is measured",
    headings=("Outcome", "Now", "Aim", "Cost", "By when"),
    rows=(
        ((ours("First strand"),), (NOTHING,), (NOTHING,), (NOTHING,), (NOTHING,)),
        (
            ((*own("Young carers have friends"), *ref("OC1")),),
            ((Words("22 %", "own", Decimal(22), "%"),),),
            ((Words("31.5 %", "own", Decimal("31.5"), "%"),),),
            ((Words("£12,400", "own", Decimal(12400), "£"),),),
            ((Words("1 March 2027", "ours", date(2027, 3, 1)),),),
        ),
        (
            (own("=HYPERLINK(1)"),),
            (own("+44 20"), own("@home")),
            (gap("not set yet"),),
            (own("-12"),),
            (NOTHING,),
        ),
    ),
)
"""A table with a row that heads the others, numbers, money, a day, and texts that begin as formulas do."""


def paper_with(*blocks: Block, title: str = "Young carers", say: Callable[[str], str] = str, **more: object) -> Paper:
    """Make a paper of one section of blocks, or of every kind of block; `say` words the authors' texts."""
    every: tuple[Block, ...] = (
        Paragraph(text=ours("What leads."), role="lead"),
        Paragraph(text=(*ours("They say "), *own(say("the words of the authors")))),
        Paragraph(text=ours("An aside."), role="note"),
        Bullets(items=(own(say("a point")), ours("another"))),
        Bullets(items=(ours("first"), ours("second")), numbered=True),
        Facts(rows=(("Place", own(say("Millbrook"))),)),
        Grid(table=TABLE, shares=(5, 2, 2, 2, 3), heads=(0,), sheet="Measures"),
        Picture(view="logic-model", summary=say("One leads to another"), outline=((0, own("Goal")), (1, own("Step")))),
    )
    sections = (
        Section(title=ours("Everything"), blocks=blocks or every),
        Section(title=ours("A part of it"), blocks=(Bullets(items=(ours("again"),), numbered=True),), level=2),
        Section(title=ours("A new page"), blocks=(Paragraph(text=ours("Here.")),), new_page=True),
    )
    settings: dict[str, object] = {
        "name": "every",
        "title": own(say(title)),
        "subtitle": ours("Every kind of block"),
        "language": "en",
        "words_in": "en",
        "direction": "ltr",
        "facts": (("Version of", ours("2 March 2026")), ("Status", ours("Agreed"))),
        "sections": sections,
        "do_not_assume": ("A checked plan is not a proven one.",),
        "footer": ours("Young carers · Version of 2 March 2026 · Agreed"),
    }
    return Paper(**{**settings, **more})  # type: ignore[arg-type]
