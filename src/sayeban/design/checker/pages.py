"""Checks each template of the product against the dataclass that its first line names.

A page begins with `{#- page: sayeban.exemptions.pages.board.page.BoardPage -#}` and extends a
layout; a template without that line is a layout or holds macros; one whose name begins with `_`
is only included and is checked where that happens.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import import_string
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from sayeban.design.checker.macros import parse
from sayeban.design.checker.types import Kind
from sayeban.design.checker.walk import Problem, Scope, Walker
from sayeban.design.declared import page_class
from sayeban.design.parts import Layout

_AROUND: Scope = {
    "layout": Layout,
    "request": HttpRequest,
    "csrf_input": Any,
    "csrf_token": Any,
    "self": Any,
}


def check_all(env: Environment) -> list[Problem]:
    """Every problem of every template that the environment's loader knows in our packages."""
    assert env.loader is not None
    names = [name for name in env.loader.list_templates() if name.endswith(".jinja")]
    return [
        problem
        for name in names
        if not PurePosixPath(name).name.startswith("_")
        for problem in check(env, name)
    ]


def check(env: Environment, template: str) -> list[Problem]:
    """The problems of one template, in no order."""
    try:
        tree = parse(env, template)
    except TemplateSyntaxError as error:
        return [Problem(template, error.lineno, error.message or "syntax")]
    walker = Walker(env, template)
    scope = dict(_AROUND)
    page = _page_class(env, template)
    if isinstance(page, Problem):
        walker.problems.append(page)
    elif page is not None:
        scope["page"] = page
    walker.walk(tree, scope)
    return [*walker.problems, *_block_problems(env, template, tree)]


def _page_class(env: Environment, template: str) -> Kind:
    """The class that the first line names, None without such a line, a Problem when unknown."""
    named = page_class(env, template)
    if named is None:
        return None
    try:
        return import_string(named)
    except ImportError:
        return Problem(template, 1, f"no class '{named}'")


def _block_problems(env: Environment, template: str, tree: nodes.Template) -> Iterator[Problem]:
    """Blocks that no layout has (their text is lost) and required ones that are missing."""
    own = {block.name: block for block in tree.find_all(nodes.Block)}
    above = _blocks_above(env, tree)
    if isinstance(above, str):
        yield Problem(template, 1, f"no template '{above}'")
    elif above is not None:
        for name, block in own.items():
            if name not in above:
                yield Problem(template, block.lineno, f"the layout has no block '{name}'")
        for name, required in above.items():
            if required and name not in own:
                yield Problem(template, 1, f"the block '{name}' is missing")


def _blocks_above(env: Environment, tree: nodes.Template) -> dict[str, bool] | str | None:
    """Blocks of the layouts with whether each must still be filled; the name of a missing layout;
    None for a template that extends nothing."""
    extends = tree.find(nodes.Extends)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    try:
        layout = parse(env, extends.template.value)
    except TemplateNotFound:
        return str(extends.template.value)
    higher = _blocks_above(env, layout)
    if isinstance(higher, str):
        return higher
    return {**(higher or {}), **{each.name: each.required for each in layout.find_all(nodes.Block)}}
