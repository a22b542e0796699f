"""Plans to draw, each written as its author would type it."""

from msgspec.structs import replace

from logicmodel.model import (
    Element,
    Evidence,
    Link,
    Mark,
    Need,
    Place,
    Plan,
    Programme,
    RegisterEntry,
    Stage,
    Term,
    When,
)
from logicmodel.theory import Theory

HERE = Place(file="plan.xlsx", sheet="Plan", row=2)

STAGES = {
    "Input": (Stage.INPUT, None),
    "Activity": (Stage.ACTIVITY, None),
    "Output": (Stage.OUTPUT, None),
    "Short": (Stage.OUTCOME, Term.SHORT),
    "Medium": (Stage.OUTCOME, Term.MEDIUM),
    "Long": (Stage.OUTCOME, Term.LONG),
    "Outcome": (Stage.OUTCOME, None),
    "Impact": (Stage.IMPACT, None),
    "": (None, None),
}


def boxes(table: str) -> tuple[tuple[Element, ...], tuple[Link, ...]]:
    """Read lines “Ref | Stage | What | Leads to | Meets need | Short label”."""
    elements, links = [], []
    for line in table.strip().splitlines():
        ref, stage, text, effects, needs, short = (*(part.strip() for part in line.split("|")), "", "", "")[:6]
        kind, term = STAGES[stage]
        elements.append(
            Element(id=ref, stage=kind, term=term, text=text, addresses=_parts(needs), short=short or None, place=HERE)
        )
        links += [Link(cause=ref, effect=effect, place=HERE) for effect in _parts(effects)]
    return tuple(elements), tuple(links)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def rated(level: int | None = None, direction: str | None = None) -> tuple[Evidence, ...]:
    return (Evidence(text="A study", level=level, direction=direction, place=HERE),)


def theory_of(table: str, name: str = "A programme", language: str | None = None, **more: object) -> Theory:
    elements, links = boxes(table)
    fields: dict[str, object] = {"elements": elements, "links": links, **more}
    programme = Programme(name=name, language=language, place=HERE)
    return Theory(Plan(**{"programme": programme, **fields}))  # type: ignore[arg-type]


def young_carers() -> Theory:
    """The example of the one-sheet form."""
    elements, links = boxes(
        """
        IN1 | Input    | Carers' worker and volunteers                | AC1, AC2
        AC1 | Activity | Run a weekly after-school group              | OP1 | N1
        AC2 | Activity | Train school staff to notice and refer       | OP2 | N2, S1
        OP1 | Output   | 60 young carers come to at least 10 sessions | OC1
        OP2 | Output   | 80 staff trained in 5 schools                | OC2
        OC1 | Short    | Young carers have someone to talk to         | OC3
        OC2 | Short    | Schools adjust for young carers              | OC3
        OC3 | Medium   | Young carers take part in school             | IM1
        IM1 | Impact   | Young carers have the same chances as others |
        """
    )
    because = {
        "OP1>OC1": ("Being with others in the same position reduces isolation", rated(3)),
        "OP2>OC2": ("Staff who know the signs act sooner", rated(0)),
    }
    kept = tuple(
        Link(
            cause=link.cause,
            effect=link.effect,
            mechanism=because.get(link.ref, (None, ()))[0],
            evidence=because.get(link.ref, (None, ()))[1],
            place=HERE,
        )
        for link in links
    )
    assumptions = (
        ("A1", "Parents let them come", "AC1>OP1"),
        ("A2", "Heads release staff", "AC2>OP2"),
        ("A3", "Policy allows it", "OC2>OC3"),
        ("A4", "Illness at home does not worsen", "OC3>IM1"),
    )
    register = (
        *(
            RegisterEntry(id=ref, kind="assumption", text=text, about=(about,), place=HERE)
            for ref, text, about in assumptions
        ),
        RegisterEntry(
            id="R1", kind="risk", text="Families do not want to be known to services", about=("OP1",), place=HERE
        ),
    )
    return Theory(
        Plan(
            programme=Programme(
                name="Millbrook Young Carers",
                organisation="Millbrook Family Trust",
                target_group="Young carers aged 8 to 17",
                version_date=When(text="2026-03-12", precision="day"),
                place=HERE,
            ),
            needs=(
                Need(id="N1", text="Young carers feel alone", place=HERE),
                Need(id="N2", text="Young carers miss school", place=HERE),
                Need(id="S1", kind="strength", text="Schools already spot pupils who are tired", place=HERE),
            ),
            elements=elements,
            links=kept,
            register=register,
        )
    )


def many_boxes(count: int = 60) -> Theory:
    """A plan of a given size with texts of all lengths and every kind of arrow."""
    texts = (
        "Run a weekly group",
        "Train staff of the five partner schools to notice and to refer young carers early",
        "Young carers have someone to talk to",
        "Families know which help there is and ask for it before things at home become a crisis for the children",
        "Schools adjust",
        "60 young carers come to at least 10 sessions in a school year",
    )
    shares = (("Input", 4), ("Activity", 13), ("Output", 14), ("Short", 12), ("Medium", 9), ("Long", 5), ("Impact", 2))
    prefixes = {"Input": "IN", "Activity": "AC", "Output": "OP", "Impact": "IM"}
    refs: list[list[str]] = []
    rows: list[tuple[str, str, str]] = []
    running = {"OC": 0}
    for stage, share in shares:
        prefix = prefixes.get(stage, "OC")
        refs.append([])
        for number in range(max(1, round(share * count / 59))):
            running["OC"] += prefix == "OC"
            ref = f"{prefix}{running['OC'] if prefix == 'OC' else number + 1}"
            refs[-1].append(ref)
            rows.append((ref, stage, texts[(len(rows) * 5) % len(texts)]))
    links = []
    for column, its in enumerate(refs[:-1]):
        after = refs[column + 1]
        for number, ref in enumerate(its):
            near = number * len(after) // len(its)
            steps = range(1 + (number % 3 == 0))
            links += [(ref, after[min(near + step, len(after) - 1)]) for step in steps]
        if column == 1:
            links.append((its[-1], refs[3][0]))
        if column == 2:
            links.append((its[2], refs[5][0]))
    kinds: list[dict[str, object]] = [
        {},
        {"evidence": rated(2)},
        {"evidence": rated(4)},
        {"evidence": rated(1)},
        {"basis": "row"},
        {"evidence": rated(3, "mixed")},
        {"mechanism": "Being with others in the same position reduces isolation"},
    ]
    made = [
        Link(cause=cause, effect=effect, place=HERE, **kinds[number % len(kinds)])  # type: ignore[arg-type]
        for number, (cause, effect) in enumerate(dict.fromkeys(links))
    ]
    made.append(Link(cause=refs[4][0], effect=refs[1][2], kind="feedback", place=HERE))
    made.append(Link(cause=refs[1][0], effect=refs[3][3], kind="hinders", place=HERE))
    elements = tuple(
        Element(id=ref, stage=STAGES[stage][0], term=STAGES[stage][1], text=text, external=index % 17 == 16, place=HERE)
        for index, (ref, stage, text) in enumerate(rows)
    )
    assumptions = ("Parents let them come", "Heads release staff for two days a term and cover their lessons")
    register = (
        *(
            RegisterEntry(
                id=f"A{number + 1}",
                kind="assumption",
                text=assumptions[number % 2],
                about=(made[number * 4].ref,),
                state=(None, "holds", "broken")[number % 3],
                place=HERE,
            )
            for number in range(8)
        ),
        RegisterEntry(id="A20", kind="assumption", text="The council keeps its funding for youth work", place=HERE),
        RegisterEntry(
            id="X1", kind="external_factor", text="The cost of living rises faster than benefits", place=HERE
        ),
        RegisterEntry(id="X2", kind="external_factor", text="A new law on young carers comes into force", place=HERE),
    )
    programme = Programme(name="Young carers in five districts", ceiling="Short-term outcomes", place=HERE)
    return Theory(Plan(programme=programme, elements=elements, links=tuple(made), register=register))


def arabic() -> Theory:
    return theory_of(
        """
        IN1 | Input    | عاملون اجتماعيون ومتطوعون من المجتمع المحلي            | AC1, AC2
        AC1 | Activity | عقد مجموعة أسبوعية بعد المدرسة (عدد 40 جلسة)           | OP1 | N1
        AC2 | Activity | تدريب موظفي المدارس على الملاحظة والإحالة              | OP2 | N2
        OP1 | Output   | 60 من مقدمي الرعاية الصغار يحضرون 10 جلسات على الأقل   | OC1
        OP2 | Output   | تدريب 80 موظفا في 5 مدارس                              | OC2
        OC1 | Short    | لدى مقدمي الرعاية الصغار من يتحدثون إليه               | OC3
        OC2 | Short    | المدارس تراعي ظروف مقدمي الرعاية الصغار                | OC3
        OC3 | Medium   | مقدمو الرعاية الصغار يشاركون في المدرسة                | IM1
        IM1 | Impact   | لمقدمي الرعاية الصغار الفرص نفسها المتاحة لغيرهم       |
        """,
        name="برنامج مقدمي الرعاية الصغار",
        language="Arabic",
        needs=(
            Need(id="N1", text="يشعر مقدمو الرعاية الصغار بالوحدة", place=HERE),
            Need(id="N2", text="يتغيب مقدمو الرعاية الصغار عن المدرسة (35٪)", place=HERE),
        ),
        register=(
            RegisterEntry(id="A1", kind="assumption", text="يسمح الآباء لهم بالحضور", about=("AC1>OP1",), place=HERE),
            RegisterEntry(id="X1", kind="external_factor", text="ارتفاع تكلفة المعيشة", place=HERE),
        ),
    )


def hindi() -> Theory:
    return theory_of(
        """
        IN1 | Input    | देखभालकर्ता कार्यकर्ता और स्वयंसेवक                     | AC1, AC2
        AC1 | Activity | स्कूल के बाद साप्ताहिक समूह चलाना                      | OP1 | N1
        AC2 | Activity | स्कूल कर्मचारियों को पहचानने और भेजने का प्रशिक्षण देना  | OP2
        OP1 | Output   | 60 युवा देखभालकर्ता कम से कम 10 सत्रों में आते हैं       | OC1
        OP2 | Output   | 5 स्कूलों में 80 कर्मचारी प्रशिक्षित                    | OC1
        OC1 | Outcome  | युवा देखभालकर्ताओं के पास बात करने के लिए कोई है       | IM1
        IM1 | Impact   | युवा देखभालकर्ताओं को दूसरों के समान अवसर मिलते हैं    |
        """,
        name="युवा देखभालकर्ता कार्यक्रम",
        needs=(Need(id="N1", text="युवा देखभालकर्ता अकेला महसूस करते हैं", place=HERE),),
    )


def to_confirm() -> tuple[Mark, ...]:
    return (Mark(kind="to_confirm"),)


def trouble() -> Theory:
    """Circles, an arrow to itself, boxes without a stage, arrows back, past and beside, and a box with many arrows."""
    elements, links = boxes(
        """
        IN1 | Input    | Money                            | IM1, AC1
        AC1 | Activity | Visit families                   | OP1, OC1
        AC2 | Activity | Hold a weekly group              | OP2
        AC3 | Activity | Nobody knows what this is for    |
        OP1 | Output   | 200 visits made                  | OC1, OC2, OC3, OC4, OC5
        OP2 | Output   | 40 sessions held                 | OC2, AC1
        OC1 | Outcome  | Families know where help is      | OC2
        OC2 | Outcome  | Families ask for help            | OC3, OC4
        OC3 | Outcome  | Crises are rarer                 | OC1, IM1
        OC4 | Outcome  | Families trust services          | OC4, IM1
        OC5 | Outcome  | Neighbours help each other       | IM1
        IM1 | Impact   | Children grow up safely          |
        X1  |          | Something we talked about        | OC5
        X2  |          | Another idea                     |
        """
    )
    more = (
        Link(cause="IM1", effect="AC2", kind="feedback", place=HERE),
        Link(cause="OC2", effect="OP2", kind="feedback", place=HERE),
        Link(cause="OC5", effect="AC3", kind="feedback", evidence=rated(1), place=HERE),
        Link(cause="AC2", effect="OC5", kind="hinders", place=HERE),
    )
    kept = tuple(element if element.id != "OC2" else _all_needed(element) for element in elements)
    programme = Programme(name="Everything that can go wrong", ceiling="OC1, OC2", place=HERE)
    return Theory(Plan(programme=programme, elements=kept, links=(*links, *more)))


def _all_needed(element: Element) -> Element:
    return replace(element, join="all", status="proposed", expanded_in="Plan B.xlsx")


HOSTILE = (
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "AT&T & \"quotes\" 'single'",
    "bell\x07 null\x00 escape\x1b[31m",
    "right\u202eleft override",
    r"\N \G \l \n backslashes \\",
    "{{ 7*7 }} {% raw %} ${x} #eval(1) $x$ *b* `r` @ref",
    "w" * 32_767,
    "lots of words " * 2_000,
    "]]> --> <!-- <![CDATA[",
    '=HYPERLINK("http://x")',
    "zero\u200bwidth soft\u00adhyphen\ufeff no\u00a0break",
    "half \ud800 surrogate",
    "n1 -> n2; } digraph { n1:p:c",
    "",
)


def hostile() -> Theory:
    """Texts that bite, in every place where a text can stand."""
    elements = tuple(
        Element(id=f"B{number}", stage=list(Stage)[number % 5], text=text, strand=text, place=HERE)
        for number, text in enumerate(HOSTILE)
    )
    links = tuple(
        Link(cause=f"B{number}", effect=f"B{number + 1}", mechanism=text or None, place=HERE)
        for number, text in enumerate(HOSTILE[:-1])
    )
    register = tuple(
        RegisterEntry(id=f"A{number}", kind=kind, text=text, about=about, place=HERE)
        for number, text in enumerate(HOSTILE[:7])
        for kind, about in (("assumption", (f"B{number}>B{number + 1}",)), ("external_factor", ()))
    )
    programme = Programme(
        name=HOSTILE[0],
        organisation=HOSTILE[5],
        target_group=HOSTILE[6],
        version_date=When(text=HOSTILE[1]),
        place=HERE,
    )
    return Theory(Plan(programme=programme, elements=elements, links=links, register=register))
