"""Several files make one plan: what is the same is one, what differs is told, and nothing hangs on the order of files."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, reject, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from logicmodel.combining.building import Built, build
from logicmodel.listing import account_in_words
from logicmodel.model import Plan
from logicmodel.reading.deciding.questions import Undecided
from logicmodel.words.spelling import ref_key
from tests.tables import lines_of, plan_of, workbook_of

File = tuple[str, str]
"""The name of a file, and its tables as Markdown."""


def written(folder: Path, files: Sequence[File]) -> list[Path]:
    paths = []
    for name, tables in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".csv":
            path.write_text(lines_of(tables, ","), encoding="utf-8", newline="")
        else:
            path.write_bytes(workbook_of(tables))
        paths.append(path)
    return paths


def built(folder: Path, *files: File) -> Built:
    return build(*written(folder, files))


def settled(*paths: Path) -> Built:
    """Build where nothing has to be asked; an arrow to words that are nearly those of a box is asked about."""
    try:
        return build(*paths)
    except Undecided:
        reject()


def boxes(plan: Plan) -> Counter[str]:
    return Counter(box.text.casefold().strip(" .") for box in plan.elements)


def arrows(plan: Plan) -> set[tuple[str, str]]:
    """Give the arrows as the words at their ends; of an end that leads nowhere its Ref."""
    words: dict[str, str] = {}
    for box in plan.elements:
        words.setdefault(box.id, box.text.casefold().strip(" ."))
    return {(words.get(link.cause, link.cause), words.get(link.effect, link.effect)) for link in plan.links}


def test_words_that_two_boxes_say_are_told_with_both_and_asked_of_nobody(tmp_path: Path) -> None:
    plan = """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Insulate lofts | Homes are warm |
        | | OP1 | Output | Homes are warm | |
        | | OC1 | Outcome | Homes are warm | |
    """
    built_plan = built(tmp_path, ("a.xlsx", plan)).plan
    assert [each.suggestions for each in built_plan.unread] == [("OP1 (“Homes are warm”)", "OC1 (“Homes are warm”)")]


# -- whatever the files hold ------------------------------------------------------------------------------------------

WORDS = ["Insulate lofts", "insulate LOFTS.", "Homes are warm", "Homes are warmm", "People are well", ""]
STAGES = ["Activity", "Output", "Outcome", "Short-term outcome", "Medium-term outcome", "Impact", ""]
REFS = ["AC1", "ac-01", "AC2", "OC1", "B7", ""]


def _by_ref(row: tuple[object, ...]) -> object:
    return ref_key(str(row[0])) or row


@st.composite
def plan_sheets(draw: st.DrawFn, refs_once: bool = False) -> str:
    """Draw a sheet Plan in which Refs may be missing, lead nowhere, or stand twice."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(REFS),
                st.sampled_from(STAGES),
                st.sampled_from(WORDS),
                st.lists(st.sampled_from([*REFS[:-1], "OC9", "Homes are warm"]), max_size=2, unique=True).map(tuple),
                st.sampled_from(["", "Builders", "Lofts team"]),
                st.sampled_from(["", "2026-04", "soon", "April 2026", "2027"]),
                st.sampled_from(["", "they save", "they want to"]),
                st.sampled_from(["", "1", "3"]),
            ),
            min_size=1,
            max_size=4,
            unique_by=_by_ref if refs_once else None,
        )
    )
    lines = [
        "| Plan | Ref | Stage | What | Leads to | Who leads | Start | Because | Evidence level |",
        "|---|" + "---|" * 8,
    ]
    for ref, stage, words, effects, owner, start, reason, level in rows:
        cells = (ref, stage, words, ", ".join(effects), owner, start, reason, level)
        lines.append(f"| | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


@st.composite
def wide_tables(draw: st.DrawFn) -> str:
    cells = st.lists(st.sampled_from(WORDS[:-1]), min_size=1, max_size=2, unique=True).map("<br>".join)
    rows = draw(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=2))
    lines = ["| strands | Activities | Outputs | Outcomes |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| | {' | '.join(row)} |" for row in rows)]) + "\n"


@st.composite
def needs_and_measures(draw: st.DrawFn, refs_once: bool = False) -> str:
    needs = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["N1", "N2", ""]),
                st.sampled_from(["Need", "Cause", ""]),
                st.sampled_from(["Homes are cold", "homes are cold.", "Rents are high"]),
                st.sampled_from(["", "Town", "Village"]),
            ),
            max_size=3,
            unique_by=_by_ref if refs_once else None,
        )
    )
    measures = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["M1", "M2", ""]),
                st.sampled_from(["OC1", "AC1", "Homes are warm", ""]),
                st.sampled_from(["Degrees", "degrees.", "Visits"]),
                st.sampled_from(["", "14", "few"]),
            ),
            max_size=3,
            unique_by=_by_ref if refs_once else None,
        )
    )
    said = "| Needs | Ref | Kind | What | Where |\n|---|---|---|---|---|\n"
    said += "".join(f"| | {' | '.join(row)} |\n" for row in needs)
    said += "\n| Measures | Ref | What it measures | Measure | Now |\n|---|---|---|---|---|\n"
    return said + "".join(f"| | {' | '.join(row)} |\n" for row in measures)


@st.composite
def mixtures(draw: st.DrawFn, refs_once: bool = False) -> list[File]:
    """Draw two or three files: workbooks with a plan and perhaps needs and measures, wide tables, files of lines."""
    files = []
    for number in range(draw(st.integers(2, 3))):
        kind = draw(st.sampled_from(["workbook", "workbook", "lines", "wide"]))
        if kind == "wide":
            files.append((f"{number}.xlsx", draw(wide_tables())))
        elif kind == "lines":
            files.append((f"{number}.csv", draw(plan_sheets(refs_once))))
        else:
            more = draw(st.one_of(st.just(""), needs_and_measures(refs_once)))
            files.append((f"{number}.xlsx", draw(plan_sheets(refs_once)) + "\n" + more))
    return files


def built_twice(files: list[File]) -> tuple[Built, Built]:
    """Build a workbook of files, and one more of that workbook."""
    with tempfile.TemporaryDirectory() as folder:
        first = settled(*written(Path(folder), files))
        plan = Path(folder) / "plan.xlsx"
        plan.write_bytes(first.data)
        return first, settled(plan)


@settings(max_examples=40)
@given(mixtures(refs_once=True))
def test_building_again_from_the_workbook_changes_nothing(files: list[File]) -> None:
    first, again = built_twice(files)
    assert (boxes(again.plan), arrows(again.plan)) == (boxes(first.plan), arrows(first.plan))
    assert again.data == first.data


@settings(max_examples=40)
@given(mixtures())
def test_building_again_keeps_every_box_where_refs_stand_twice_in_a_file(files: list[File]) -> None:
    first, again = built_twice(files)
    assert boxes(again.plan) == boxes(first.plan)


@settings(max_examples=40)
@given(mixtures(refs_once=True))
def test_the_order_of_files_changes_no_box_and_no_arrow(files: list[File]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder), files)
        try:
            one, other = build(*paths).plan, build(*reversed(paths)).plan
        except Undecided:
            reject()
    assert boxes(other) == boxes(one)
    assert arrows(other) == arrows(one)
    assert Counter(need.text.casefold().strip(".") for need in other.needs) == Counter(
        need.text.casefold().strip(".") for need in one.needs
    )
    assert len(other.indicators) == len(one.indicators)


@settings(max_examples=40)
@given(mixtures())
def test_every_cell_of_every_file_is_accounted_for(files: list[File]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = settled(*written(Path(folder), files)).plan
    assert len(plan.account) == plan.filled
    assert (
        len({(use.place.file, use.place.sheet, use.place.row, use.place.column) for use in plan.account}) == plan.filled
    )


# -- what is one ------------------------------------------------------------------------------------------------------

LOFTS = """
| Start here | A | B |
|---|---|---|
| | Programme name | Warm homes |
| | Organisation | Housing trust |

| Needs | Ref | Kind | What | Who it affects |
|---|---|---|---|---|
| | N1 | Need | Homes are cold | Tenants |

| Plan | Ref | Stage | What | Leads to | Who leads | Start | Notes |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Insulate lofts | OC1 | Lofts team | 2026-04 | Ours |
| | OC1 | Outcome | Homes are warm | | | | |

| Measures | Ref | What it measures | Measure | Now | Aim |
|---|---|---|---|---|---|
| | M1 | OC1 | Degrees at breakfast | 14 | 18 |
"""

RENTS = """
| Start here | A | B |
|---|---|---|
| | Programme name | Warm homes |
| | Organisation | Tenants’ union |

| Needs | Ref | Kind | What | Who it affects | Where |
|---|---|---|---|---|---|
| | N1 | Need | Rents are high | Tenants | |
| | N2 | Need | homes are COLD. | Owners | Town |

| Plan | Ref | Stage | What | Leads to | Who leads | Start | End | Meets need | Notes |
|---|---|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Talk to landlords | OC7 | | | | N1 | |
| | AC2 | Activity | insulate  lofts. | OC7 | Builders | April 2026 | 2027-03 | N2 | Theirs |
| | OC7 | Outcome | Homes are warm | IM1 | | | | | |
| | IM1 | Impact | People are well | | | | | | |

| Measures | Ref | What it measures | Measure | Now | Aim |
|---|---|---|---|---|---|
| | M1 | OC7 | Degrees at breakfast | 13 | 18 |
"""


def test_the_same_statement_in_two_files_is_one_box_with_what_both_say(tmp_path: Path) -> None:
    plan = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS)).plan
    assert [(box.id, box.text) for box in plan.elements] == [
        ("AC1", "Insulate lofts"),
        ("OC1", "Homes are warm"),
        ("AC3", "Talk to landlords"),
        ("IM1", "People are well"),
    ]
    lofts = plan.elements[0]
    assert [place.in_full for place in lofts.origins] == ["lofts.xlsx: Plan, row 2", "rents.xlsx: Plan, row 3"]
    assert lofts.end is not None
    assert lofts.end.text == "2027-03"
    assert (lofts.owner, lofts.addresses, lofts.notes) == (("Lofts team",), ("N1",), "Ours\nTheirs")
    assert [link.ref for link in plan.links] == ["AC1>OC1", "OC1>IM1", "AC3>OC1"]


def test_the_same_need_and_the_same_measure_of_a_box_are_one(tmp_path: Path) -> None:
    plan = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS)).plan
    assert [(need.id, need.text, need.who, need.area) for need in plan.needs] == [
        ("N1", "Homes are cold", ("Tenants", "Owners"), "Town"),
        ("N3", "Rents are high", ("Tenants",), None),
    ]
    (measure,) = plan.indicators
    assert measure.baseline is not None
    assert measure.baseline.text == "14"
    assert [place.in_full for place in measure.origins] == [
        "lofts.xlsx: Measures, row 2",
        "rents.xlsx: Measures, row 2",
    ]


def test_what_differs_is_told_with_both_cells_and_the_cell_that_is_not_used_is_left_out(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS))
    assert [line for line in found.joined if "different" in line] == [
        "rents.xlsx: Start here, cell B2 and lofts.xlsx: Start here, cell B2 give different answers under “Organisation” "
        "for the plan; the one in lofts.xlsx: Start here, cell B2 is used.",
        "rents.xlsx: Plan, cell E3 and lofts.xlsx: Plan, cell E2 give different answers under “Who leads” for AC1; the "
        "one in lofts.xlsx: Plan, cell E2 is used.",
        "rents.xlsx: Measures, cell D2 and lofts.xlsx: Measures, cell D2 give different answers under “Now” for M1; the "
        "one in lofts.xlsx: Measures, cell D2 is used.",
    ]
    left = [use for use in found.plan.account if use.fate == "left_out"]
    assert [(use.place.in_full, use.text) for use in left] == [
        ("rents.xlsx: Start here, cell B2", "Tenants’ union"),
        ("rents.xlsx: Plan, cell E3", "Builders"),
        ("rents.xlsx: Measures, cell D2", "13"),
    ]


def test_the_workbook_says_in_notes_where_a_box_stood(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS))
    (tmp_path / "plan.xlsx").write_bytes(found.data)
    plan = build(tmp_path / "plan.xlsx").plan
    assert [box.notes for box in plan.elements][:2] == [
        "Ours\nTheirs\nFrom lofts.xlsx: Plan, row 2, rents.xlsx: Plan, row 3",
        "From lofts.xlsx: Plan, row 3, rents.xlsx: Plan, row 4",
    ]


def test_a_workbook_that_was_built_adds_no_place_of_its_own_to_those_in_its_notes(tmp_path: Path) -> None:
    files = written(tmp_path, [("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS)])
    first = build(*files)
    (tmp_path / "plan.xlsx").write_bytes(first.data)
    (tmp_path / "again.xlsx").write_bytes(build(tmp_path / "plan.xlsx", files[1]).data)
    again = build(tmp_path / "again.xlsx", files[1])
    assert build(tmp_path / "again.xlsx").data == again.data
    shared = [box.notes for box in build(tmp_path / "again.xlsx").plan.elements if "lofts.xlsx" in (box.notes or "")]
    assert shared == [box.notes for box in build(tmp_path / "plan.xlsx").plan.elements if "lofts" in (box.notes or "")]


def survey_in(folder: Path, name: str = "survey.csv") -> Path:
    survey = folder / name
    answers = "".join(f"2026-03-{n % 28 + 1:02} 10:00:00,{'Company' if n % 3 else 'Transport'}\n" for n in range(60))
    survey.write_text(f"Timestamp,What do you need most?\n{answers}", encoding="utf-8")
    return survey


def test_a_survey_that_is_named_again_adds_no_need(tmp_path: Path) -> None:
    survey = survey_in(tmp_path)
    (tmp_path / "plan.xlsx").write_bytes(build(survey).data)
    once = build(tmp_path / "plan.xlsx").plan
    assert [(need.count and need.count.text, need.text) for need in once.needs] == [("40", ""), ("20", "")]
    for files in ([tmp_path / "plan.xlsx", survey], [survey, tmp_path / "plan.xlsx"]):
        again = build(*files).plan
        assert [(need.id, need.count and need.count.text, need.sources) for need in again.needs] == [
            (need.id, need.count and need.count.text, need.sources) for need in once.needs
        ]


def test_a_need_that_was_worded_keeps_its_words_when_its_survey_is_named_again(tmp_path: Path) -> None:
    survey = survey_in(tmp_path)
    (tmp_path / "plan.xlsx").write_bytes(build(survey).data)
    workbook = load_workbook(tmp_path / "plan.xlsx")
    sheet = workbook["Needs"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["What *"], "People long for company")
    workbook.save(tmp_path / "plan.xlsx")
    needs = build(tmp_path / "plan.xlsx", survey).plan.needs
    assert [need.text for need in needs] == ["People long for company", ""]


def test_another_year_of_a_survey_has_needs_of_its_own(tmp_path: Path) -> None:
    survey = survey_in(tmp_path)
    (tmp_path / "plan.xlsx").write_bytes(build(survey).data)
    later = tmp_path / "survey 2027.csv"
    later.write_text(survey.read_text(encoding="utf-8").replace("2026-", "2027-"), encoding="utf-8")
    assert len(build(tmp_path / "plan.xlsx", later).plan.needs) == 4


def test_two_sheets_of_one_workbook_are_joined_as_two_files_are(tmp_path: Path) -> None:
    plan = built(
        tmp_path,
        (
            "plan.xlsx",
            """
            | Plan | Ref | Stage | What | Leads to |
            |---|---|---|---|---|
            | | AC1 | Activity | Insulate lofts | OC1 |
            | | OC1 | Outcome | Homes are warm | |

            | Second team | Ref | Stage | What | Leads to |
            |---|---|---|---|---|
            | | AC2 | Activity | Talk to landlords | OC1 |
            | | OC1 | Outcome | Homes are warm | |
            """,
        ),
    ).plan
    assert [link.ref for link in plan.links] == ["AC1>OC1", "AC2>OC1"]
    assert [str(place) for place in plan.elements[1].origins] == ["Plan, row 3", "Second team, row 3"]
    assert not plan.broken


def test_equal_rows_of_one_sheet_stay_two(tmp_path: Path) -> None:
    row = "| Plan | Ref | Stage | What |\n|---|---|---|---|\n| | AC1 | Activity | Insulate lofts |\n"
    twice = row + "| | AC2 | Activity | Insulate lofts |\n"
    for order in (("a", row), ("b", twice)), (("a", twice), ("b", row)):
        plan = built(tmp_path, *((f"{name}.xlsx", tables) for name, tables in order)).plan
        assert [box.id for box in plan.elements] == ["AC1", "AC2"]


def test_the_same_words_at_two_stages_or_about_two_places_stay_two(tmp_path: Path) -> None:
    one = """
        | Plan | Stage | What |
        |---|---|---|
        | | Outcome | Homes are warm |

        | Needs | Kind | What | Where |
        |---|---|---|---|
        | | Need | Homes are cold | Town |
    """
    plan = built(
        tmp_path,
        ("a.xlsx", one),
        ("b.xlsx", one.replace("Outcome", "Impact").replace("Town", "Village")),
    ).plan
    assert len(plan.elements) == len(plan.needs) == 2


def test_a_row_without_words_says_more_of_the_box_that_has_its_ref(tmp_path: Path) -> None:
    found = built(
        tmp_path,
        ("plan.xlsx", LOFTS),
        (
            "who pays.csv",
            "| who pays | Ref | Stage | What | Cost |\n|---|---|---|---|---|\n| | ac-01 | Activity | | 4000 |\n",
        ),
    )
    lofts = found.plan.elements[0]
    assert len(found.plan.elements) == 2
    assert lofts.cost is not None
    assert lofts.cost.text == "4000"


# -- Refs -------------------------------------------------------------------------------------------------------------


def test_a_ref_that_two_files_have_for_different_things_is_a_new_one_in_the_second(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS))
    assert [line for line in found.joined if " in the plan, " in line] == [
        "N1 of rents.xlsx: Needs, row 2 is N3 in the plan, because lofts.xlsx: Needs, row 2 has N1 for something else.",
        "AC1 of rents.xlsx: Plan, row 2 is AC3 in the plan, because lofts.xlsx: Plan, row 2 has AC1 for something else.",
    ]
    talks = found.plan.elements[2]
    assert (talks.id, talks.addresses) == ("AC3", ("N3",))


def test_waivers_and_the_line_of_accountability_follow_a_new_ref(tmp_path: Path) -> None:
    more = """
        | Start here | A | B |
        |---|---|---|
        | | Programme name | Warm homes |
        | | We are accountable up to | AC1, OC7 |

        | Waivers | Code | About | Reason |
        |---|---|---|---|
        | | S105 | AC1>OC7 | Next year |
    """
    plan_of_union = RENTS.partition("| Needs")[2]
    plan = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", more + "\n| Needs" + plan_of_union)).plan
    assert plan.programme.ceiling == "AC3, OC1"
    assert [waiver.about for waiver in plan.waivers] == ["AC3>OC1"]


LINKS = "| links | From | To |\n|---|---|---|\n| | {} | {} |\n"


def test_a_ref_is_looked_up_in_the_file_that_alone_has_it(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS), ("links.csv", LINKS.format("AC2", "IM1")))
    assert "AC1>IM1" in [link.ref for link in found.plan.links]


def test_a_ref_that_two_other_files_have_leads_nowhere_and_is_asked_about(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS), ("links.csv", LINKS.format("AC1", "IM1")))
    assert len(found.plan.links) == 3
    (unread,) = found.plan.unread
    assert (unread.text, unread.suggestions) == ("AC1?", ("AC1 (“Insulate lofts”) or AC3 (“Talk to landlords”)",))


def test_a_ref_that_was_marked_as_doubtful_is_not_asked_about_again(tmp_path: Path) -> None:
    twice = LOFTS + "| | AC1 | Activity | Insulate walls | OC1 | | |\n"
    measured = "| Measures | Ref | What it measures | Measure |\n|---|---|---|---|\n| | M1 | AC1? | Degrees |\n"
    found = built(tmp_path, ("lofts.xlsx", f"{twice}\n{measured}"))
    again = tmp_path / "again.xlsx"
    again.write_bytes(found.data)
    assert build(again).data == found.data


def test_a_new_ref_is_none_that_a_cell_names_and_no_row_has(tmp_path: Path) -> None:
    found = built(
        tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS.replace("| OC7 | Builders", "| AC3 | Builders"))
    )
    assert [box.id for box in found.plan.elements] == ["AC1", "OC1", "AC4", "IM1"]
    assert [broken.text for broken in found.plan.broken] == ["AC3"]


# -- what is nearly one -----------------------------------------------------------------------------------------------


def test_nearly_equal_statements_are_listed_and_stay_two(tmp_path: Path) -> None:
    found = built(tmp_path, ("lofts.xlsx", LOFTS), ("rents.xlsx", RENTS.replace("Homes are warm", "Homes are warmm")))
    assert (
        "“Homes are warm” (lofts.xlsx: Plan, row 3) and “Homes are warmm” (rents.xlsx: Plan, row 4) are nearly the same, and stay two."
        in found.joined
    )
    assert len(found.plan.elements) == 5


VERSION = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Train volunteers | OP1 |
| | AC2 | Activity | Match volunteers and members | OP1 |
| | OP1 | Output | Pairs meet | OC1 |
| | OC1 | Outcome | {} | IM1 |
| | IM1 | Impact | People are well | |
"""

FRENCH = """
| Plan | Réf. | Étape | Quoi | Mène à |
|---|---|---|---|---|
| | AC1 | Activité | Former des bénévoles | OP1 |
| | AC2 | Activité | Former des binômes | OP1 |
| | OP1 | Produit | Des binômes se rencontrent | OC1 |
| | OC1 | Effet | On a de la compagnie | IM1 |
| | IM1 | Impact | On vit bien | |
"""


def test_one_plan_in_two_versions_or_languages_is_said_to_be_one(tmp_path: Path) -> None:
    march, april = VERSION.format("Older people have company"), VERSION.format("Members meet somebody weekly")
    seem = "{} and {} seem to be one plan in two versions or languages: 5 boxes have the same Refs, stages and arrows, "
    versions = built(tmp_path, ("march.xlsx", march), ("april.xlsx", april)).joined
    assert any(line.startswith(seem.format("march.xlsx", "april.xlsx") + "1 of them") for line in versions)
    languages = built(tmp_path, ("march.xlsx", march), ("mars.xlsx", FRENCH)).joined
    assert any(line.startswith(seem.format("march.xlsx", "mars.xlsx") + "5 of them") for line in languages)
    others = FRENCH.replace("OP1 |\n| | OP1", "OC1 |\n| | OP1").replace("| OC1 | Effet", "| OC2 | Effet")
    assert not any("seem to be" in line for line in built(tmp_path, ("march.xlsx", march), ("a.xlsx", others)).joined)
    assert not any("seem to be" in line for line in built(tmp_path, ("l.xlsx", LOFTS), ("r.xlsx", RENTS)).joined)


# -- names of files ---------------------------------------------------------------------------------------------------


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    plan = built(tmp_path, ("north/plan.xlsx", LOFTS), ("south/plan.xlsx", RENTS)).plan
    assert plan.files == ("north/plan.xlsx", "south/plan.xlsx")
    assert len(plan.account) == plan.filled
    assert {use.place.file for use in plan.account} == set(plan.files)


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    path, copy = written(tmp_path, [("lofts.xlsx", LOFTS), ("copy of lofts.xlsx", LOFTS)])
    found = build(path, tmp_path / "." / "lofts.xlsx", copy)
    assert found.plan.files == ("lofts.xlsx",)
    assert found.joined == (
        "lofts.xlsx was given twice, and was read once.",
        "copy of lofts.xlsx holds the same as lofts.xlsx, and was left out.",
    )
    assert found.data == build(path).data


# -- the account of all of them ---------------------------------------------------------------------------------------


def test_cells_of_answers_are_counted_by_their_columns_and_all_others_one_by_one(tmp_path: Path) -> None:
    plan = build(*written(tmp_path, [("lofts.xlsx", LOFTS)]), survey_in(tmp_path)).read
    lofts = sum(use.place.file == "lofts.xlsx" for use in plan.account)
    last = account_in_words(plan).splitlines()[-1]
    assert last.startswith("All answers accounted for by their 2 columns (1 used, ")
    assert f"; {lofts} other filled cells one by one (" in last


def test_too_few_answers_are_accounted_for_by_their_columns_too(tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text("Timestamp,Email Address,What do you need most?\n2026-03-01 10:00:00,a@b.org,Company\n")
    plan = build(*written(tmp_path, [("lofts.xlsx", LOFTS)]), survey).read
    assert "All answers accounted for by their 3 columns (" in account_in_words(plan)


def test_tables_of_one_stage_each_point_to_each_other_by_their_codes(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Outcomes | ID | Outcome | Indicator |
        |---|---|---|---|
        | | O1 | Children read | % of children |

        | Outputs | ID | Output | Outcome ID | Indicator |
        |---|---|---|---|---|
        | | P1 | Classes run | O1 | Classes |
        | | P2 | Books lent | O1 | Loans |

        | Activities | ID | Activity | Output ID | Lead |
        |---|---|---|---|---|
        | | A1 | Hire teachers | P1 | Head |
        | | A2 | Buy books | P2 | Librarian |
        """,
        tmp_path,
    )
    assert sorted(link.ref for link in plan.links) == ["A1>P1", "A2>P2", "P1>O1", "P2>O1"]
    assert [(each.measures, each.text) for each in plan.indicators] == [
        ("O1", "% of children"),
        ("P1", "Classes"),
        ("P2", "Loans"),
    ]
    assert {each.fate for each in plan.account} == {"used"}
