"""The tie between a template and the class of its page: the template's first line."""

import re
from functools import cache

from jinja2 import Environment

_FIRST_LINE = re.compile(r"\{#- page: ([A-Za-z0-9_.]+) -#\}")


@cache
def page_class(env: Environment, template: str) -> str | None:
    """The dotted name in `{#- page: sayeban.exemptions.pages.board.page.BoardPage -#}`.

    None for a template without that line: a layout, macros. TemplateNotFound.
    """
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, template)
    named = _FIRST_LINE.match(source)
    return named and named[1]
