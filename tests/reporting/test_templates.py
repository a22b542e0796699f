"""Templates of one's own: they win over ours, and what is wrong in one is told by file and line."""

import re
from pathlib import Path

import pytest

from logicmodel.errors import LogicModelError, TemplateTrouble
from logicmodel.reporting import report, template_folder
from tests.drawing.plans import young_carers


def page_with(template: str, folder: Path, name: str = "report.html.j2", format: str = "html") -> str:  # noqa: A002
    folder.joinpath(name).write_text(template, encoding="utf-8")
    return report(young_carers(), [], format=format, template_folder=folder)


def test_a_template_of_ones_own_wins(tmp_path: Path) -> None:
    page = page_with("{% for strand in page.strands %}<h2>{{ strand.title[0].text }}</h2>{% endfor %}\n", tmp_path)
    assert page.startswith("<h2>Run a weekly after-school group</h2><h2>Train school staff to notice and refer</h2>")
    assert report(young_carers(), [], format="md", template_folder=tmp_path) == report(young_carers(), [], format="md")


def test_a_style_of_ones_own_is_put_into_our_page(tmp_path: Path) -> None:
    page = page_with("h1{#title;color:red} /* </style><script> {{ 7*7 }} */", tmp_path, "style.css")
    assert "h1{#title;color:red} /* <\\/style><script> {{ 7*7 }} */</style>" in page
    assert page.count("</style>") == 1


def test_a_template_may_take_in_other_files_of_its_folder(tmp_path: Path) -> None:
    tmp_path.joinpath("our logo.html").write_text(
        "<p>Millbrook & friends: {{ page.title[0].text }}</p>", encoding="utf-8"
    )
    assert page_with('{% include "our logo.html" %}', tmp_path) == "<p>Millbrook & friends: Millbrook Young Carers</p>"


def test_what_a_template_prints_is_escaped_for_its_medium(tmp_path: Path) -> None:
    assert page_with('{% set a = "<b>|" %}{{ a }}', tmp_path) == "&lt;b&gt;|"
    assert page_with('{% set a = "<b>|" %}{{ a }}', tmp_path, "report.md.j2", "md") == "\\<b>\\|"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("a\n{{ page.nothing_such }}", "line 2: a report has no value “nothing_such” here."),
        ("{{ nothing_such }}", "line 1: a report has no value “nothing_such” here."),
        ("a\n\n{% if page.nothing_such %}{% endif %}", "line 3: a report has no value “nothing_such” here."),
        (
            "a\n{{ page.title",
            "line 2: this cannot be read: unexpected end of template, expected 'end of print statement'.",
        ),
        ("{% for a in b %}", "line 1: this cannot be read: "),
        ("\n{{ page.title | nothing_such }}", "line 2: this cannot be read: No filter named 'nothing_such'."),
        ("{{ page.__class__ }}", "line 1: “__class__” may not be used in a template."),
        ("a\n{{ ''.__class__.__mro__ }}", "line 2: “__class__” may not be used in a template."),
        ("{{ page.files.__len__() }}", "line 1: “__len__” may not be used in a template."),
        ('\n{% include "missing.j2" %}', "line 2: there is no template “missing.j2”."),
        ('{% include "../secret.txt" %}', "line 1: there is no template “../secret.txt”."),
        ('{% extends "/etc/passwd" %}', "line 1: there is no template “/etc/passwd”."),
        ("{{ '\\ud800' }}", "line 1: this makes half of a sign, which no file can hold."),
        ("{{ 1 / 0 }}", "line 1: this cannot be worked out: division by zero."),
        ("a\n{{ page.figures + 1 }}", "line 2: this cannot be worked out: "),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "line 1: this goes too deep: "),
    ],
)
def test_what_is_wrong_in_a_template_is_told_by_file_and_line(template: str, message: str, tmp_path: Path) -> None:
    tmp_path.parent.joinpath("secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(TemplateTrouble) as trouble:
        page_with(template, tmp_path)
    assert str(trouble.value).startswith(f"{tmp_path / 'report.html.j2'}, {message}")
    assert trouble.value.exit_code == 2


def test_a_template_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.html.j2"
    path.write_bytes("Größe".encode("latin-1"))
    with pytest.raises(TemplateTrouble, match=r"this is not text in UTF-8. Save it as UTF-8\.$"):
        report(young_carers(), [], template_folder=tmp_path)


def test_a_folder_that_is_missing_or_holds_no_template_says_so(tmp_path: Path) -> None:
    with pytest.raises(TemplateTrouble, match=r"^There is no folder "):
        report(young_carers(), [], template_folder=tmp_path / "missing")
    with pytest.raises(
        TemplateTrouble,
        match=r"called report\.html\.j2, report\.md\.j2, paper\.html\.j2, paper\.md\.j2 or style\.css\.$",
    ):
        report(young_carers(), [], template_folder=tmp_path)


def test_our_templates_can_be_copied_and_used(tmp_path: Path) -> None:
    for path in template_folder().iterdir():
        tmp_path.joinpath(path.name).write_bytes(path.read_bytes())
    for name in ("html", "md"):
        copied = report(young_carers(), [], format=name, template_folder=tmp_path)
        assert copied == re.sub(
            r"style-src [^;]*", "style-src 'unsafe-inline'", report(young_carers(), [], format=name)
        )


def test_a_format_that_there_is_not_says_which_there_are() -> None:
    with pytest.raises(LogicModelError, match=r"^There is no format “pdf” of a report\. Choose html or md\.$"):
        report(young_carers(), [], format="pdf")
