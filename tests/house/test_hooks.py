"""What a lower package asks of an upper one by a setting is there."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def hooks(named: Mapping[str, Any]) -> dict[str, str]:
    """Settings that name something of the product, by name; modules and apps are none."""
    return {
        name: value
        for name, value in named.items()
        if isinstance(value, str) and value.startswith("sayeban.")
    }


def lost(named: Mapping[str, Any]) -> list[str]:
    """Those that lead nowhere."""
    found = []
    for name, value in hooks(named).items():
        try:
            import_string(value)
        except ImportError:
            if _is_module(value):
                continue
            found.append(name)
    return found


def _is_module(value: str) -> bool:
    try:
        return find_spec(value) is not None
    except ModuleNotFoundError:
        return False


def test_every_hook_leads_somewhere() -> None:
    named = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    assert len(hooks(named)) > 5
    assert lost(named) == []


def test_a_hook_that_leads_nowhere_is_seen() -> None:
    assert lost({"A": "sayeban.desk.public.gone", "B": "sayeban.kit", "C": 7}) == ["A"]
