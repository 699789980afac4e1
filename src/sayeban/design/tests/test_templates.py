"""House test: each template of the product against its read model and the macros it calls."""

from jinja2 import Environment

from sayeban.design.checker.pages import check_all


def test_every_template_uses_only_what_is_there(env: Environment) -> None:
    assert [str(problem) for problem in check_all(env)] == []


def test_the_house_test_sees_pages_macros_and_layouts(env: Environment) -> None:
    assert env.loader is not None
    seen = set(env.loader.list_templates())
    assert {"design/gallery.jinja", "design/forms.jinja", "design/layout.jinja"} <= seen


def test_the_house_test_can_fail(env: Environment) -> None:
    """Negative control; tests/test_checker.py has one for each kind of mistake."""
    missing = {name: value for name, value in env.filters.items() if name != "ident"}
    env.filters, kept = missing, env.filters
    try:
        assert any("no filter 'ident'" in problem.text for problem in check_all(env))
    finally:
        env.filters = kept
