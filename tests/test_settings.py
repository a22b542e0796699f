"""Settings: what stands in `logicmodel.toml`, what funders ask, what was waived, and where each value came from."""

from datetime import date
from pathlib import Path

import pytest

from logicmodel import Plan, Theory, check
from logicmodel.checking import Checked, examine
from logicmodel.config import Config, Funder
from logicmodel.errors import LogicModelError, SettingsTrouble, UnknownName
from logicmodel.model import Profile, Severity
from logicmodel.settings import in_words, put_together, settings_file
from logicmodel.settings.profiles import funders, profile_called
from tests.tables import plan_of

LEAFLETS = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Signpost families to advice | OP1, OC1 |
| | OP1 | Output | Leaflets printed | |
| | OC1 | Outcome | Families get the benefits they are owed | IM1 |
| | IM1 | Impact | No child grows up poor | |
"""


def settings(text: str, folder: Path, **typed: object) -> Config:
    path = folder / "logicmodel.toml"
    path.write_text(text, encoding="utf-8")
    return put_together(path, typed, dict.fromkeys(typed, "--option")).config


def checked(text: str, folder: Path, plan: str = LEAFLETS) -> Checked:
    config = settings(text, folder)
    return examine(Theory(plan_of(plan, folder), config.words), config)


def codes(found: Checked) -> set[str]:
    return {finding.code for finding in found.findings}


def test_the_file_is_found_beside_the_workbook_and_above(tmp_path: Path) -> None:
    folder = tmp_path / "Jeunes aidants" / "2026 é"
    folder.mkdir(parents=True)
    (tmp_path / "logicmodel.toml").write_text("", encoding="utf-8")
    assert settings_file(folder / "plan.xlsx") == tmp_path / "logicmodel.toml"
    (folder / "logicmodel.toml").write_text("", encoding="utf-8")
    assert settings_file(folder / "plan.xlsx") == folder / "logicmodel.toml"


def test_the_command_line_wins_over_the_file_and_each_value_says_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "logicmodel.toml"
    path.write_text('select = ["S"]\nprofile = "plan"\n', encoding="utf-8")
    both = put_together(path, {"profile": "sketch"}, {"profile": "--profile"})
    assert (both.config.profile, both.config.select) == (Profile.SKETCH, ("S",))
    said = in_words(both).splitlines()
    assert said[:3] == [
        'profile = "sketch"   (--profile)',
        'select = ["S"]   (logicmodel.toml, line 1)',
        "ignore = []   (nobody said otherwise)",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profil = "plan"', "logicmodel.toml, line 1: there is no setting “profil”. Did you mean “profile”?"),
        ("\nselect = 5", 'logicmodel.toml, line 2: “select” takes a list of texts, for example ["S105", "W8"].'),
        ("[limits]\nimpact = 4", "logicmodel.toml: there is no limit “impact”. Did you mean “impacts”?"),
        ("[norms]\nbehavior = 9", "there is no kind of change “behavior”. Did you mean “behaviour”?"),
        ("[words]\nservices = []", "logicmodel.toml: there is no word list “services”. Did you mean “service”?"),
        ('[[waive]]\ncode = "S105"', 'logicmodel.toml: a waiver needs a line reason = "…".'),
        ('[[waive]]\ncod = "S105"', "logicmodel.toml: a waiver has no “cod”. Did you mean “code”?"),
        ("today = 5", "“today” takes a day without quotation marks, for example 2026-04-30."),
        ("[severities]\nS105 = 'bad'", '“severities” takes "error", "warning" or "advice".'),
        ("profile = plan", "line 1 is not written as a setting"),
        ('profile = "plam"', "There is no profile “plam”"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(LogicModelError) as trouble:
        settings(text, tmp_path)
    assert said in str(trouble.value)


def test_a_code_that_no_rule_has_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="There is no rule “Q1”"):
        checked('[severities]\nQ1 = "error"', tmp_path)


def test_severities_limits_and_words_of_the_settings_hold(tmp_path: Path) -> None:
    plain = checked("", tmp_path)
    assert {finding.severity for finding in plain.findings if finding.code == "S105"} == {Severity.WARNING}
    own = checked('[severities]\nS105 = "error"\n[limits]\nimpacts = 0\n', tmp_path)
    assert {finding.severity for finding in own.findings if finding.code == "S105"} == {Severity.ERROR}
    assert codes(own) - codes(plain) == {"S111"}
    task = LEAFLETS.replace("Families get the benefits they are owed", "Signpost families to advice lines")
    assert "L201" not in codes(checked("", tmp_path, task))
    assert "L201" in codes(checked('[words]\naction_verbs = ["signpost"]', tmp_path, task))


HASTY = """
| Plan | Ref | Stage | What | Leads to | Start | End | Kind of change |
|---|---|---|---|---|---|---|---|
| | AC1 | Activity | Meet members of the committee | OC1, OC2 | 2026-04 | 2026-12 | |
| | OC1 | Outcome | The council adopts the fare cap | | | 2027-05 | Policy adopted |
| | OC2 | Outcome | Members speak up | | | 2026-12 | Behaviour |
"""


@pytest.mark.parametrize(
    ("norms", "hasty"),
    [
        ("", []),
        ("[norms]\nSystem = 24", ["OC1"]),
        ("[norms]\nsystem = 24\n'Policy adopted' = 12\nbehaviour = 12", ["OC2"]),
    ],
)
def test_the_months_that_a_change_takes_can_be_set(norms: str, hasty: list[str], tmp_path: Path) -> None:
    found = checked(f'profile = "plan"\nselect = ["P604"]\n{norms}', tmp_path, HASTY)
    assert [finding.about for finding in found.findings] == hasty


def test_a_funder_can_say_how_long_a_change_takes(tmp_path: Path) -> None:
    (tmp_path / "fund.toml").write_text(OWN.replace("sketch", "plan") + "[norms]\nbehaviour = 12\n", encoding="utf-8")
    found = checked('profile = "fund.toml"\nselect = ["P604"]', tmp_path, HASTY)
    assert [finding.about for finding in found.findings] == ["OC2"]


WAIVED = """
[[waive]]
code = "S105"
about = "OP 1"
reason = "Handed out by the council"
by = "Programme manager"
until = {until}
"""


def test_a_waiver_takes_out_its_finding_and_no_other(tmp_path: Path) -> None:
    plain = checked("today = 2026-05-01", tmp_path)
    waived = checked("today = 2026-05-01" + WAIVED.format(until="2026-05-01"), tmp_path)
    assert [(each.finding.code, each.finding.about) for each in waived.waived] == [("S105", "OP1")]
    assert {*waived.findings, *(each.finding for each in waived.waived)} == set(plain.findings)


def test_a_waiver_that_has_run_out_is_a_finding_and_hides_nothing(tmp_path: Path) -> None:
    late = checked("today = 2026-05-02" + WAIVED.format(until="2026-05-01"), tmp_path)
    assert not late.waived
    assert {"S105", "D028"} <= codes(late)
    place = next(finding.place for finding in late.findings if finding.code == "D028")
    assert (place.file, str(place)) == ("logicmodel.toml", "line 2")


@pytest.mark.parametrize("typed", ["op 1", "OP-01", "op_1."])
def test_the_whitelist_knows_a_ref_however_it_is_spelt(typed: str, tmp_path: Path) -> None:
    found = checked(f'whitelist = ["{typed}"]', tmp_path)
    assert found.waived
    assert {each.finding.about for each in found.waived} == {"OP1"}


def test_python_takes_the_name_of_a_funders_profile(tmp_path: Path) -> None:
    theory = Theory(plan_of(LEAFLETS, tmp_path))
    by_name = check(theory, profile="eu-action")
    assert any(each.code.startswith("eu-action:") for each in by_name)
    assert by_name == list(examine(theory, settings('profile = "eu-action"', tmp_path)).findings)
    eu_action = next(funder for funder in funders() if funder.name == "eu-action")
    assert check(theory, Config(funder=eu_action), profile="sketch") == check(theory, profile="sketch")
    with pytest.raises(UnknownName, match="There is no profile “eu-akshun”"):
        check(theory, profile="eu-akshun")


def test_boxes_on_the_whitelist_are_left_alone_and_counted(tmp_path: Path) -> None:
    found = checked('whitelist = ["OP1"]', tmp_path)
    assert "OP1" not in {finding.about for finding in found.findings}
    assert {each.finding.about for each in found.waived} == {"OP1"}
    assert all(each.waiver is None for each in found.waived)


# -- profiles ---------------------------------------------------------------------------------------------------------


def test_an_application_weighs_what_is_missing_more(tmp_path: Path) -> None:
    plan = plan_of(LEAFLETS, tmp_path)
    weights = {
        profile: {each.code: each.severity for each in examine(Theory(plan), Config(profile=profile)).findings}
        for profile in (Profile.PLAN, Profile.BID)
    }
    assert (weights[Profile.PLAN]["P602"], weights[Profile.BID]["P602"]) == (Severity.WARNING, Severity.ERROR)
    assert weights[Profile.PLAN]["S105"] == weights[Profile.BID]["S105"] == Severity.WARNING


@pytest.mark.parametrize("funder", funders(), ids=lambda funder: funder.name)
def test_a_funders_profile_says_when_and_where_it_was_read(funder: Funder) -> None:
    assert funder.sources
    assert "Check the" in funder.note
    assert funder.checked_on <= date(2026, 11, 22)


def plan_with(outputs: int, activities: int, folder: Path) -> Plan:
    rows = [f"| | AC{n} | Activity | Visit school {n} | OP1 |" for n in range(1, activities + 1)]
    rows += [f"| | OP{n} | Output | School {n} visited | OC1 |" for n in range(1, outputs + 1)]
    rows += ["| | OC1 | Outcome | Pupils stay on | IM1 |", "| | IM1 | Impact | Young people thrive | |"]
    head = "| Plan | Ref | Stage | What | Leads to |\n|---|---|---|---|---|\n"
    return plan_of(head + "\n".join(rows), folder)


def limits_broken(name: str, plan: Plan) -> dict[str, tuple[int | None, int | None]]:
    config = put_together(None, {"profile": name}, {"profile": "--profile"}).config
    found = examine(Theory(plan), config).findings
    return {each.code: (each.count, each.of) for each in found if ":" in each.code and each.of}


def test_more_than_a_funder_takes_is_an_error_that_names_both_numbers(tmp_path: Path) -> None:
    assert "eu-action:outputs" not in limits_broken("eu-action", plan_with(10, 1, tmp_path))
    assert limits_broken("eu-action", plan_with(11, 1, tmp_path))["eu-action:outputs"] == (11, 10)
    assert limits_broken("echo", plan_with(1, 4, tmp_path))["echo:activities_per_output"] == (4, 3)


OWN = """
title = "Our fund"
funder = "Fund of the town"
checked_on = 2026-10-01
sources = ["Form A"]
note = "Check the call."
base = "sketch"
required = ["indicators.baseline"]
also = ["P601"]
needs_trace = true
[limits]
outcomes = 1
[severities]
S105 = "error"
"""


def test_a_profile_of_ones_own_works_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "our-fund.toml").write_text(OWN, encoding="utf-8")
    found = checked('profile = "our-fund.toml"', tmp_path)
    assert {"our-fund:needs_trace", "our-fund:indicators.baseline", "P601"} <= codes(found)
    assert "M401" not in codes(found)
    assert {each.severity for each in found.findings if each.code == "S105"} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('required = ["indicators.basline"]', "has no column “basline”. Did you mean “baseline”?"),
        ('required = ["measures"]', "there is no sheet “measures”"),
        ("limit = 4", "a profile has no “limit”. Did you mean “limits”?"),
        ('base = "plam"', "“base” takes one of sketch, theory, plan, bid, privacy."),
    ],
)
def test_a_slip_in_a_profile_is_named(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "our-fund.toml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsTrouble, match=said.replace(".", r"\.").replace("?", r"\?")):
        profile_called(str(path))


# -- what rules make of them ------------------------------------------------------------------------------------------

VOTES = """
| Needs | Ref | Kind | What | Votes | Chosen |
|---|---|---|---|---|---|
| | N1 | Need | Buses stop at six | 9 | Yes |
| | N2 | Need | The surgery has closed | 7 | |
| | N3 | Need | Shops are far | 5 | |

| Plan | Ref | Stage | What |
|---|---|---|---|
| | AC1 | Activity | Run an evening bus |
"""


@pytest.mark.parametrize(("top", "asked"), [(3, ["N2", "N3"]), (2, ["N2"]), (1, []), (0, [])])
def test_how_many_of_the_first_choices_count_is_a_setting(top: int, asked: list[str], tmp_path: Path) -> None:
    found = checked(f'profile = "plan"\nselect = ["N307"]\ncommunity_top = {top}', tmp_path, VOTES)
    assert [finding.about for finding in found.findings] == asked


WAIST = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Train mentors | OC1 |
| | AC2 | Activity | Match mentors with pupils | OC1 |
| | OC1 | Outcome | Pupils trust their mentor | OC2 |
| | OC2 | Outcome | Pupils are in school | IM1 |
| | IM1 | Impact | Young people stand on their own feet | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC2 | Days in school |
"""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("", Severity.WARNING),
        ('[[waive]]\ncode = "M408"\nabout = "OC1"\nreason = "The school measures it"', Severity.WARNING),
        ('ignore = ["M408"]', Severity.ADVICE),
        ('select = ["L209"]', Severity.WARNING),
        ('select = ["l2", "m4"]', Severity.WARNING),
    ],
)
def test_a_choke_point_weighs_more_where_a_run_finds_it_unmeasured_even_if_that_is_waived(
    text: str, severity: Severity, tmp_path: Path
) -> None:
    found = [finding for finding in checked(text, tmp_path, WAIST).findings if finding.code == "L209"]
    assert [finding.severity for finding in found] == [severity]
