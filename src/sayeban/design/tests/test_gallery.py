import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from jinja2 import Environment, nodes

from sayeban.design.checker.macros import parse
from sayeban.design.gallery.view import gallery
from sayeban.design.jinja import render

FILES = ["charts", "feedback", "forms", "icons", "navigation", "tables"]
SHOWN_BY = ["gallery", "layout", *FILES]
COMMENT = re.compile(r"([a-z_]+)\((.*?)\):\s+.{20,}", re.DOTALL)
BUDGET = 12 * 1024
# The list of components that every page is made of: name, macro, and what it looks like in HTML.
COMPONENTS = {
    "skip link": ("skip_link", 'class="skip-link"'),
    "header": ("site_header", 'class="site-header"'),
    "phase banner": ("phase_banner", 'class="phase"'),
    "breadcrumbs": ("breadcrumbs", 'class="breadcrumbs"'),
    "back link": ("back_link", 'class="back"'),
    "button": ("button", 'class="button primary"'),
    "text input": ("field", 'class="field line"'),
    "26-digit code input": ("field", 'size="27"'),
    "Jalali date parts": ("field", 'class="date-parts"'),
    "radios": ("field", 'type="radio"'),
    "checkboxes": ("field", 'type="checkbox"'),
    "select": ("field", "<select"),
    "textarea": ("field", "<textarea"),
    "file button": ("field", 'class="pick"'),
    "camera button": ("field", 'capture="environment"'),
    "error summary": ("error_summary", 'class="error-summary"'),
    "error message": ("error_message", 'class="error-message"'),
    "hint": ("hint", 'class="hint"'),
    "details": ("details", "<details>"),
    "task list": ("task_list", 'class="task-list"'),
    "summary list": ("summary_list", 'class="summary"'),
    "change link": ("summary_row", 'class="change"'),
    "panel": ("panel", 'class="panel"'),
    "status tag": ("tag", 'class="tag ok"'),
    "notification banner": ("notification", 'class="notification info"'),
    "inset text": ("inset", 'class="inset"'),
    "warning text": ("warning", 'class="caution"'),
    "table": ("table", '<table class="table">'),
    "scroll region": ("table", 'class="scroll" role="region"'),
    "sort links": ("table", 'aria-sort="ascending"'),
    "pager": ("pager", 'class="pager"'),
    "filter bar": ("filter_bar", 'class="filters"'),
    "timeline": ("timeline", 'class="timeline"'),
    "progress": ("progress", "<progress"),
    "meter": ("meter", "<meter"),
    "audio button": ("audio_button", "data-clip="),
    "bar chart": ("bar_chart", '<rect class="s0"'),
    "line chart": ("line_chart", '<polyline class="s0"'),
    "stacked chart": ("stacked_chart", '<rect class="s2"'),
    "choropleth": ("choropleth", 'class="map"'),
    "print sheet": ("print_sheet", 'class="sheet"'),
}


def macros(env: Environment) -> dict[str, nodes.Macro]:
    trees = [parse(env, f"design/{name}.jinja") for name in FILES]
    return {node.name: node for tree in trees for node in tree.find_all(nodes.Macro)}


def comments(env: Environment) -> dict[str, str]:
    """The comment that stands right before each macro, by the macro's name."""
    found = {}
    for name in FILES:
        assert env.loader is not None
        source, _, _ = env.loader.get_source(env, f"design/{name}.jinja")
        for comment, macro in re.findall(
            r"\{#-((?:(?!-#\}).)*)-#\}\n\{% macro (\w+)", source, re.S
        ):
            found[macro] = comment.strip()
    return found


def calls(env: Environment, template: str) -> set[str]:
    tree = parse(env, f"design/{template}.jinja")
    return {
        call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)
    }


def signature_problems(name: str, comment: str, arguments: list[str]) -> list[str]:
    """A comment begins `name(first: type, …): what it is for` with the macro's own arguments."""
    said = COMMENT.match(comment)
    if said is None or said[1] != name:
        return [f"{name}: the comment lacks a signature or a purpose"]
    return [f"{name}: '{each}' is not in the comment" for each in arguments if each not in said[2]]


def test_every_macro_is_in_the_gallery_or_in_the_layout_around_it(env: Environment) -> None:
    shown = set().union(*(calls(env, name) for name in SHOWN_BY))
    assert set(macros(env)) - shown == set()


def lacking(env: Environment, html: str) -> list[str]:
    """The components without a macro, or of which the gallery shows nothing."""
    known = macros(env)
    return [
        name for name, (macro, mark) in COMPONENTS.items() if macro not in known or mark not in html
    ]


def test_every_component_has_its_macro_and_its_place(env: Environment, rf: RequestFactory) -> None:
    html = gallery(rf.get("/")).content.decode()
    assert lacking(env, html) == []
    assert lacking(env, html.replace("data-clip=", "")) == ["audio button"]


def test_every_macro_has_a_comment_with_its_signature_and_purpose(env: Environment) -> None:
    said = comments(env)
    assert [
        problem
        for name, node in macros(env).items()
        for problem in signature_problems(name, said.get(name, ""), [a.name for a in node.args])
    ] == []


def test_a_comment_that_lacks_an_argument_is_found() -> None:
    purpose = "says what state a thing is in"
    assert signature_problems("tag", f"tag(text: str): {purpose}", ["text"]) == []
    assert signature_problems("tag", f"tag(text: str): {purpose}", ["text", "tone"]) != []
    assert signature_problems("tag", purpose, ["text"]) != []


def test_the_gallery_is_drawn_with_its_layout(rf: RequestFactory) -> None:
    html = gallery(rf.get("/")).content.decode()
    assert '<html lang="fa" dir="rtl">' in html
    assert html.count("<h1>") == 1
    assert "نام نمونه" in html
    assert '<bdi dir="ltr" class="code">' in html


def test_a_page_of_another_class_is_refused(rf: RequestFactory) -> None:
    with pytest.raises(TypeError, match="is made for"):
        render(rf.get("/"), "design/gallery.jinja", object())


def test_nothing_in_a_page_needs_a_looser_security_policy(rf: RequestFactory) -> None:
    html = gallery(rf.get("/")).content.decode()
    assert re.findall(r"<style|<script(?! src)| style=| on[a-z]+=", html) == []


def test_a_wrong_field_says_so_to_a_screen_reader(rf: RequestFactory) -> None:
    html = gallery(rf.get("/")).content.decode()
    assert '<p class="error-message" id="id_wrong-name_error">' in html
    assert re.search(
        '<input type="text" name="wrong-name"[^>]* aria-invalid="true"[^>]*'
        ' aria-describedby="id_wrong-name_helptext id_wrong-name_error"',
        html,
    )


def test_the_style_sheet_keeps_its_budget_and_has_no_sides() -> None:
    path = finders.find("design/ds.css")
    assert path is not None
    with open(path, encoding="utf-8") as file:
        css = file.read()
    assert len(gzip.compress(css.encode())) < BUDGET
    physical = (
        r"(margin|padding|border|inset)-(left|right|top|bottom)|[\s;{](left|right|float: left)\s*:"
    )
    assert re.findall(physical, css) == []
    # A part of a name would paint every class that shares its letters.
    assert re.findall(r"\[class[*^$]?=", css) == []
