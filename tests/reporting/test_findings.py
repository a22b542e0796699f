"""The page of what was found, as its readers get it."""

import re
from html.parser import HTMLParser
from pathlib import Path

from logicmodel import Theory
from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.reporting import findings_page
from tests.tables import plan_of

PLAN = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Print <b onclick="x()">leaflets</b> & post them | OP1 |
| | OP1 | Output | Leaflets posted | |
| | AC2 | Activity | Visit families | OC1 |
| | OC1 | Outcome | Families use the clinic | IM9 |
| | IM1 | Impact | Fewer children fall ill | |

| Measures | Ref | What it measures | Measure |
|---|---|---|---|
| | M1 | OC1 | Number of visits |

| Waivers | Code | About | Reason | Who decided |
|---|---|---|---|---|
| | S105 | OP1 | The <i>leaflets</i> stay this year | Board |
"""


class _Pieces(HTMLParser):
    """The tags of a page and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += [data.strip()] if data.strip() else []


def page(folder: Path, config: Config | None = None) -> str:
    theory = Theory(plan_of(PLAN, folder))
    config = config or Config()
    return findings_page(theory, examine(theory, config), config)


def test_findings_stand_sheet_by_sheet_in_the_order_of_the_plan(tmp_path: Path) -> None:
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page(tmp_path))
    assert headings == [
        "<bdi>Plan</bdi>",
        "<bdi>Measures</bdi>",
        "What was waived",
        "What was not checked",
        "What the codes mean",
    ]


def test_how_grave_it_is_is_said_in_words_and_not_by_colour_alone(tmp_path: Path) -> None:
    words = _Pieces(page(tmp_path, Config(select=("S102", "M402", "S106", "M401", "S111")))).words
    at = words.index("Plan, cell D5")
    assert words[at : at + 5] == [
        "Plan, cell D5",
        "■",
        "problem to fix",
        "“Leads to” says IM9, but no row has Ref IM9.",
        "Type IM1 (“Fewer children fall ill”), or add a row with Ref IM9.",
    ]


def test_what_is_waived_is_counted_and_told_with_its_reason(tmp_path: Path) -> None:
    words = _Pieces(page(tmp_path, Config(select=("S105",)))).words
    assert "1 to look at; 1 finding is waived." in words
    assert "The <i>leaflets</i> stay this year, Board" in words


def test_every_code_leads_to_what_it_means(tmp_path: Path) -> None:
    tags = _Pieces(page(tmp_path)).tags
    places = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = [attributes["href"] or "" for tag, attributes in tags if tag == "a"]
    assert len([link for link in links if link.startswith("#rule-")]) > 3
    assert {link.removeprefix("#") for link in links} <= places


def test_the_page_fetches_nothing_runs_nothing_and_says_its_language(tmp_path: Path) -> None:
    tags = _Pieces(page(tmp_path)).tags
    assert not {"script", "link", "img", "iframe", "b", "i"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert ("html", {"lang": "en", "dir": "ltr"}) in tags


def test_a_plan_in_which_nothing_is_weak_says_so(tmp_path: Path) -> None:
    words = _Pieces(page(tmp_path, Config(select=("S101",)))).words
    assert "Nothing to fix." in words
    assert "What the codes mean" not in words
