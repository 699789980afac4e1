"""House test: each template of the product against its read model and the macros it calls."""

from pathlib import Path

from jinja2 import Environment

import sayeban
from sayeban.design.checker.pages import check_all

PRODUCT = Path(sayeban.__file__).parent


def test_every_template_uses_only_what_is_there(env: Environment) -> None:
    assert [str(problem) for problem in check_all(env)] == []


def test_the_house_test_sees_every_template_of_the_product(env: Environment) -> None:
    """Each is found under its own package's name, so none hides another."""
    assert env.loader is not None
    seen = {name for name in env.loader.list_templates() if name.endswith(".jinja")}
    files = {path.relative_to(PRODUCT) for path in PRODUCT.rglob("*.jinja")}
    assert {Path(name).parts[0] + "/templates/" + name for name in seen} == {
        path.as_posix() for path in files
    }


def test_the_house_test_can_fail(env: Environment) -> None:
    """Negative control; tests/test_checker.py has one for each kind of mistake."""
    missing = {name: value for name, value in env.filters.items() if name != "ident"}
    env.filters, kept = missing, env.filters
    try:
        assert any("no filter 'ident'" in problem.text for problem in check_all(env))
    finally:
        env.filters = kept
