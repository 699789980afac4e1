"""Each kind of mistake in a template is found, and the right spelling beside it is not."""

from dataclasses import dataclass

import pytest
from django import forms
from jinja2 import ChoiceLoader, DictLoader, Environment

from sayeban.design.checker.pages import check


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    code: str


class SampleForm(forms.Form):
    name = forms.CharField()


@dataclass(frozen=True, slots=True)
class SamplePage:
    rows: tuple[Row, ...]
    pairs: list[tuple[str, Row]]
    chosen: Row | None
    by_code: dict[str, Row]
    form: SampleForm

    def may_send(self) -> bool:
        return bool(self.rows)

    @property
    def first(self) -> Row:
        return self.rows[0]


FIRST_LINE = f"{{#- page: {__name__}.SamplePage -#}}"
MACROS = """
{% macro pill(text, tone="mute") %}{{ text }}{{ tone }}{% endmacro %}
{% macro box(title) %}{{ title }}{{ caller() }}{% endmacro %}
{% macro maybe(title) %}{{ title }}{% if caller is defined %}{{ caller() }}{% endif %}{% endmacro %}
{% macro broken(text) %}{{ txet }}{% endmacro %}
"""
LAYOUT = "{% block title required %}{% endblock %}{% block content %}{% endblock %}"
IMPORT = '{% from "m.jinja" import pill, box, maybe %}{% import "m.jinja" as m %}'


def problems(env: Environment, source: str, **others: str) -> list[str]:
    texts = {"m.jinja": MACROS, "l.jinja": LAYOUT, "t.jinja": source, **others}
    own = env.overlay(loader=ChoiceLoader([DictLoader(texts), env.loader or DictLoader({})]))
    return [problem.text for problem in check(own, "t.jinja")]


def of_body(env: Environment, body: str) -> list[str]:
    return problems(env, FIRST_LINE + IMPORT + body)


GOOD = [
    "{{ page.rows[0].name }} {{ page.first.code }} {{ page.rows|length }}",
    "{% for row in page.rows %}{{ loop.index }}{{ row.name.upper() }}{% else %}-{% endfor %}",
    "{% for row in page.rows|sort(attribute='name') if row.code %}{{ row.name }}{% endfor %}",
    "{% for word, row in page.pairs %}{{ word }}{{ row.code }}{% endfor %}",
    "{% for code, row in page.by_code.items() %}{{ code }}{{ row.name }}{% endfor %}",
    "{% if page.may_send() %}x{% endif %}{% if page.chosen %}{{ page.chosen.name }}{% endif %}",
    "{% if page.chosen is not none and page.chosen.name %}x{% endif %}",
    "{% if not page.chosen %}-{% else %}{{ page.chosen.name }}{% endif %}",
    "{% if page.chosen is none %}-{% elif page.chosen.code %}x{% endif %}",
    "{{ page.chosen.name if page.chosen else '-' }}",
    "{% set row = page.first %}{{ row.name }}{% with r = row %}{{ r.code }}{% endwith %}",
    "{{ pill('a') }}{{ pill('a', tone='ok') }}{{ m.pill(text='a') }}",
    "{% call box('a') %}x{% endcall %}{{ maybe('a') }}{% call maybe('a') %}x{% endcall %}",
    "{{ page.form.name.label }}{% for bound in page.form %}{{ bound.errors }}{% endfor %}",
    "{{ layout.home_url }}{{ csrf_input }}{{ request.path }}{{ url('x') }}",
    "{{ Column('a', order='ascending').text }}{{ 12|number }}",
    "{% macro own(text) %}{{ text }}{% endmacro %}{{ own('a') }}",
]
BAD = [
    ("{{ page.total }}", "SamplePage has no 'total'"),
    ("{{ pagee.rows }}", "unknown name 'pagee'"),
    ("{{ _('متن') }}", "unknown name '_'"),
    ("{% for row in page.rows %}{{ row.nmae }}{% endfor %}", "Row has no 'nmae'"),
    ("{{ page.rows[0].nmae }}", "Row has no 'nmae'"),
    ("{{ (page.rows|first).nmae }}", "Row has no 'nmae'"),
    ("{% for r in page.rows|sort %}{{ r.nmae }}{% endfor %}", "Row has no 'nmae'"),
    ("{% for word, row in page.pairs %}{{ row.nmae }}{% endfor %}", "Row has no 'nmae'"),
    ("{% for a, b, c in page.pairs %}{{ a }}{% endfor %}", "tuple has not 3 parts"),
    ("{% for r in page.rows %}{% endfor %}{{ r }}", "unknown name 'r'"),
    ("{{ page.first.nmae }}", "Row has no 'nmae'"),
    ("{{ page.by_code['1'].nmae }}", "Row has no 'nmae'"),
    ("{{ page.chosen.name }}", "'page.chosen.name': the value before .name may be None"),
    (
        "{% if not page.chosen %}{{ page.chosen.name }}{% endif %}",
        "'page.chosen.name': the value before .name may be None",
    ),
    ("{% if page.may_send %}x{% endif %}", "'may_send' is a method: call it"),
    ("{% set row = page.first %}{{ row.nmae }}", "Row has no 'nmae'"),
    ("{% if page.total %}{% elif page.rows %}{% endif %}", "SamplePage has no 'total'"),
    ("{{ 'a' if page.total else 'b' }}", "SamplePage has no 'total'"),
    ("{{ page.form.nmae }}", "SampleForm has no 'nmae'"),
    ("{{ layout.home }}", "Layout has no 'home'"),
    ("{{ pill('a', colour='ok') }}", "pill has no argument 'colour'"),
    ("{{ pill() }}", "pill lacks 'text'"),
    ("{{ pill('a', 'b', 'c') }}", "pill takes 2 arguments, not 3"),
    ("{{ pill('a', text='b') }}", "pill gets 'text' twice"),
    ("{{ m.pill() }}", "pill lacks 'text'"),
    ("{{ m.pil('a') }}", "the imported template has no macro 'pil'"),
    ('{% from "m.jinja" import pil %}', "the imported template has no macro 'pil'"),
    ('{% from "n.jinja" import pill %}', "no template 'n.jinja'"),
    ("{% call pill('a') %}x{% endcall %}", "pill does nothing with the block of its call"),
    ("{{ box('a') }}", "box must be used with a call block"),
    ("{% call box('a') %}{{ page.total }}{% endcall %}", "SamplePage has no 'total'"),
    ("{{ page.rows|lenght }}", "no filter 'lenght'"),
    ("{% if page.rows is definde %}{% endif %}", "no test 'definde'"),
    ("{{ Column() }}", "Column: missing a required argument: 'text'"),
    ("{% macro own(text) %}{{ txet }}{% endmacro %}", "unknown name 'txet'"),
    ("{{ page.rows }", "unexpected '}'"),
]


@pytest.mark.parametrize("body", GOOD)
def test_what_is_right_passes(env: Environment, body: str) -> None:
    assert of_body(env, body) == []


@pytest.mark.parametrize(("body", "problem"), BAD)
def test_what_is_wrong_is_named(env: Environment, body: str, problem: str) -> None:
    assert of_body(env, body) == [problem]


def test_a_page_must_name_a_class_that_exists(env: Environment) -> None:
    assert problems(env, "{#- page: sayeban.design.parts.Nothing -#}x") == [
        "no class 'sayeban.design.parts.Nothing'"
    ]


def test_a_page_without_its_first_line_has_no_page(env: Environment) -> None:
    assert problems(env, "{{ page }}") == ["unknown name 'page'"]


def test_a_macro_file_is_checked_by_itself(env: Environment) -> None:
    assert problems(env, MACROS) == ["unknown name 'txet'"]


def test_a_page_fills_the_blocks_of_its_layout_and_no_others(env: Environment) -> None:
    page = '{% extends "l.jinja" %}'
    title = "{% block title %}x{% endblock %}"
    assert problems(env, page + title) == []
    assert problems(env, page) == ["the block 'title' is missing"]
    lost = "{% block contents %}x{% endblock %}"
    assert problems(env, page + title + lost) == ["the layout has no block 'contents'"]
    assert problems(env, '{% extends "k.jinja" %}') == ["no template 'k.jinja'"]


def test_an_included_part_is_checked_with_the_names_around_it(env: Environment) -> None:
    page = FIRST_LINE + '{% for row in page.rows %}{% include "_row.jinja" %}{% endfor %}'
    assert problems(env, page, **{"_row.jinja": "{{ row.name }}"}) == []
    assert problems(env, page, **{"_row.jinja": "{{ row.nmae }}"}) == ["Row has no 'nmae'"]
