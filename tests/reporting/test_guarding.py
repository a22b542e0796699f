"""Templates that mean harm, or run away: refused in one sentence, soon, and before the memory is full."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel import report
from logicmodel.errors import TemplateTrouble, UnknownName
from logicmodel.theory import Theory
from tests.drawing.plans import many_boxes, young_carers

CARERS = young_carers()
SECONDS = 5
MEGABYTES = 300


def filled(template: str, folder: Path, theory: Theory = CARERS, name: str = "own.txt.j2") -> str:
    path = folder / name
    path.write_text(template, encoding="utf-8")
    return report(theory, name.split(".")[1], template=str(path)).text


RUN_AWAY = {
    "a loop without end": "{% for a in range(10 ** 12) %}x{% endfor %}",
    "loops in loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "a hundred thousand letters in a loop": "{% for a in range(99999) %}" + "x" * 500 + "{% endfor %}",
    "a long text": "{{ 'a' * 10 ** 10 }}",
    "a long list": "{{ ([0] * 10 ** 9) | length }}",
    "a long number": "{{ 10 ** 10 ** 10 ** 10 }}",
    "a number that grows": "{% set n = namespace(x=7) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "a text that doubles": "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "a sum of texts": "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "a list that doubles": "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "lists in lists": "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    "dicts in dicts": "{% set n = namespace(x={}) %}{% for a in range(99) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}",
    "a set text": "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set x %}{{ n.x }}{{ n.x }}{% endset %}"
    "{% set n.x = x %}{% endfor %}",
    "a wide text": "{{ 'a' | center(10 ** 9) }}",
    "a wide format": "{{ '%1000000000d' | format(1) }}",
    "a wide per cent": "{{ '%1000000000d' % 1 }}",
    "a format of any width": "{{ '%*d' % (1000000000, 1) }}",
    "a deep margin": "{{ 'a\\nb' | indent(10 ** 9) }}",
    "many batches": "{{ [1] | batch(10 ** 9, 0) | list }}",
    "many slices": "{{ [1] | slice(10 ** 9) | list }}",
    "a text put in everywhere": "{% set x = 'a' * 9999 %}{{ x | replace('a', x) | replace('a', x) }}",
    "a text between all": "{% set x = 'a' * 99999 %}{{ range(99999) | list | join(x) }}",
    "a search in a loop": "{% set x = range(99999) | list %}{% for a in range(9999) %}{% if 'z' in x %}{% endif %}{% endfor %}",
    "a filter in a loop": "{% for a in range(9999) %}{{ range(99999) | map('string') | list | length }}{% endfor %}",
    "a sum of lists": "{{ (range(9999) | map('list') | list) | sum(start=[]) }}",
    "macros that call twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a loop that calls itself": "{% for a in range(9) recursive %}{% if loop.depth < 60 %}{{ loop(range(9)) }}{% endif %}{% endfor %}",
    "splitting": "{% set x = 'a ' * 50000 %}{% for a in range(9999) %}{% set y = x.split() %}{% endfor %}",
    "a search in a range": "{% set r = range(99999) %}{% for a in r %}{% if 'x' in r %}{% endif %}{% endfor %}",
    "a fraction in a range": "{% set r = range(99999) %}{% for a in r %}{{ 1.5 in r }}{% endfor %}",
    "sums of a range": "{% set r = range(99999) %}{% for a in r %}{% set y = r | sum %}{% endfor %}",
    "the largest of a range": "{% set r = range(99999) %}{% for a in r %}{% set y = r | max %}{% endfor %}",
    "what is in a range": "{% set r = range(99999) %}{{ (['x'] * 9999) | select('in', r) | list | length }}",
    "many arguments": "{% macro m() %}{{ varargs | length }}{% endmacro %}{% for a in range(9999) %}{{ m(*range(99999)) }}{% endfor %}",
    "cutting": "{% set x = 'a' * 99999 %}{% for a in range(99999) %}{% set y = x[1:] %}{% endfor %}",
}


@pytest.mark.parametrize("what", RUN_AWAY)
def test_what_runs_away_is_stopped_soon_and_in_a_sentence(what: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="memory is not measured on this system")
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(TemplateTrouble) as trouble:
        filled(f"first\n{RUN_AWAY[what]}", tmp_path)
    assert str(trouble.value).startswith(f"{tmp_path / 'own.txt.j2'}, line 2: ")
    assert time.process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.__class__ }}",
        "{{ [page] | map(attribute='__class__') | list }}",
        "{{ [page] | groupby('__class__') }}",
        "{{ ([page] | min(attribute='__class__')).title }}",
        "{{ page.__struct_fields__ }}",
        "{{ ''.__class__.mro() }}",
        "{{ paper.views }}",
        "{{ page.title.count('a') }}",
        "{{ page | attr('__class__') }}",
        "{{ [page] | map(attribute='__class__') | join }}",
        "{{ ['x'] | map('attr', '__class__') | list }}",
        "{{ 'x'.format(1) }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ (1).to_bytes(10, 'big') }}",
        "{{ 'a'.encode() }}",
        "{{ range.__self__ }}",
        "{{ self.__init__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ lipsum() }}",
        "{{ open('/etc/passwd') }}",
        "{{ loop.__class__ }}",
        "{% include '../secret.txt' %}",
        "{% include '/etc/passwd' %}",
        "{% import '../secret.txt' as s %}",
        "{% extends '../secret.txt' %}",
        "{% include 'pointer.txt' %}",
        "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    ],
)
def test_what_a_template_may_not_see_it_does_not_see(template: str, tmp_path: Path) -> None:
    tmp_path.parent.joinpath("secret.txt").write_text("secret", encoding="utf-8")
    if os.name != "nt":  # there only an administrator may make one
        tmp_path.joinpath("pointer.txt").symlink_to(tmp_path.parent / "secret.txt")
    with pytest.raises(TemplateTrouble) as trouble:
        filled(template, tmp_path)
    assert str(trouble.value).startswith(f"{tmp_path / 'own.txt.j2'}, line 1: ")
    assert "\n" not in str(trouble.value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% for a in [1] %}" * 40 + "{% endfor %}" * 40,
        "{{ 1 " + "+ 1" * 9000 + "}}",
    ],
    ids=["brackets", "loops", "sums"],
)
def test_what_is_nested_too_often_is_told(template: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateTrouble, match="this goes too deep: something is nested too often, or calls itself"):
        filled(template, tmp_path)


PIECES = (
    "{% for a in page.findings %}{{ a.title }}{% endfor %}",
    "{% for a in range(300) %}{% for b in range(300) %}{{ a ~ b }}{% endfor %}{% endfor %}",
    "{% set x = (x or 'a') ~ (x or 'b') %}",
    "{{ [1, 2] * 900 }}",
    "{% for a in 'abc' * 900 recursive %}{{ loop('ab') if loop.depth < 9 }}{% endfor %}",
    "{{ page.title | map(attribute='text') | join(', ') }}",
    "{% macro m(n) %}{{ n }}{{ m(n - 1) if n > 0 }}{{ caller() if caller }}{% endmacro %}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ x | string | replace('a', 'aa' * 999) }}",
    "{% filter upper %}{{ range(999) | list }}{% endfilter %}",
    "{{",
    "%}",
    "{% endfor %}",
)


@settings(max_examples=15)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=8))
def test_any_template_ends_soon_with_a_text_or_a_sentence(
    pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, start = tmp_path_factory.getbasetemp(), time.process_time()
    try:
        filled("{% set x = '' %}" + "\n".join(pieces).replace("\ud800", ""), folder)
    except TemplateTrouble as trouble:
        said = str(trouble)
    else:
        said = f"{folder} a text"
    assert said.startswith(str(folder))
    assert time.process_time() - start < SECONDS


# -- what one wants to do stays possible ------------------------------------------------------------------------------

LETTER = """\
{% from "parts.txt" import say %}
{{ say(page.title) | upper }}
{% for section in paper.sections if section.level == 1 %}
{{ loop.index }}. {{ say(section.title) }} ({{ section.blocks | length }})
{% endfor %}
{% for row in page.work.rows %}{{ row[0] | map("first") | map(attribute="text") | join("; ") }}
{% endfor %}
{{ "%-10s|" | format(page.files | length) }}
"""


def test_a_letter_of_ones_own_is_filled_in(tmp_path: Path) -> None:
    tmp_path.joinpath("parts.txt").write_text(
        "{% macro say(line) %}{% for words in line %}{{ words.text }}{% endfor %}{% endmacro %}", encoding="utf-8"
    )
    made = filled(LETTER, tmp_path)
    assert "MILLBROOK YOUNG CARERS" in made
    assert "1. In short (3)" in made
    assert "Run a weekly after-school group" in made


def test_each_ending_is_made_fit_for_its_medium(tmp_path: Path) -> None:
    say = '{% set a = "<b>|" %}{{ a }}'
    assert filled(say, tmp_path) == "<b>|"
    assert filled(say, tmp_path, name="own.html.j2") == "&lt;b&gt;|"
    assert filled(say, tmp_path, name="own.md.j2") == "\\<b>\\|"
    assert "<svg" in filled("{{ drawing }}", tmp_path, name="own.html.j2")


def test_words_are_printed_as_their_text_and_what_has_parts_is_not_printed(tmp_path: Path) -> None:
    assert filled("{{ page.title }}, {{ page.title[0] }}", tmp_path) == "Millbrook Young Carers, Millbrook Young Carers"
    assert filled("{{ page.title }}", tmp_path, name="own.html.j2") == "Millbrook Young Carers"
    for template in ("{{ page }}", "{{ page.figures }}"):
        with pytest.raises(TemplateTrouble, match=r"line 1: this has parts; name the one to print, for example: \w+, "):
            filled(template, tmp_path)
    with pytest.raises(TemplateTrouble, match="a report has no value “colour” here"):
        filled("{{ [page] | map(attribute='colour') | list }}", tmp_path)


def test_another_ending_or_a_template_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"a template ends in \.html\.j2, \.md\.j2 or \.txt\.j2\.$"):
        filled("", tmp_path, name="own.docx.j2")
    with pytest.raises(TemplateTrouble, match=r"^There is no template "):
        report(CARERS, "txt", template=str(tmp_path / "missing.txt.j2"))
    tmp_path.joinpath("own.md.j2").write_text("", encoding="utf-8")
    with pytest.raises(
        UnknownName, match=r"own\.md\.j2 makes \.md and not \.html\. Let the name of the output end in \.md\.$"
    ):
        report(CARERS, "html", template=str(tmp_path / "own.md.j2"))


@pytest.mark.parametrize("boxes", [60, 600])
def test_copies_of_our_templates_have_steps_enough_for_large_plans(boxes: int, tmp_path: Path) -> None:
    from logicmodel.reporting import template_folder

    for path in template_folder().iterdir():
        tmp_path.joinpath(path.name).write_bytes(path.read_bytes())
    theory = many_boxes(boxes)
    for template in (None, "outcomes"):
        assert (
            report(theory, "md", template=template, template_folder=tmp_path).text
            == report(theory, "md", template=template).text
        )
