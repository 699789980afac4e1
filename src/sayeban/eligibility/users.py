"""What stands on a rule in packages above: asked before the rule ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

Reader = Callable[[str, date], Sequence[tuple[str, bool]]]
"""Of a rule's code and the day from which it ends: titles of what asks it then, and whether that
would be left without an answer."""


@dataclass(frozen=True, slots=True)
class RuleUser:
    """One of them, such as «خدمت: …». `stops`: the rule may not end under it."""

    title: str
    stops: bool


def services_to_open() -> dict[str, str]:
    """Services that a rule can lead to (settings.RULE_SERVICES): titles by code."""
    read: Callable[[], dict[str, str]] = import_string(settings.RULE_SERVICES)
    return read()


def users_of(code: str, ends_on: date) -> list[RuleUser]:
    """Everything that stands on the rule (settings.RULE_USERS), what stops its end first."""
    readers: list[Reader] = [import_string(name) for name in settings.RULE_USERS]
    found = [RuleUser(*each) for read in readers for each in read(code, ends_on)]
    return sorted(found, key=lambda each: not each.stops)
