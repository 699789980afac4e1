"""Checks that are taken away for the length of a test."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import pytest

from sayeban.accounts.public import add_client
from sayeban.accounts.reads import staff
from sayeban.exemptions import recorded
from sayeban.interop.actions import keep_grants, keep_partners
from sayeban.runtime import context
from sayeban.runtime.actions import ACTIONS, Policy
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.doors import Door
from tests.matrix import calls
from tests.matrix.commands import CALLS
from tests.matrix.oracle_rules import EVERYBODY

REMOVALS: Final[dict[str, dict[str, Any]]] = {
    "posts": {"posts": EVERYBODY},
    "reach": {"reach": "any"},
    "operator": {"operator": True},
}
"""What a policy says, and the value with which it says nothing any more."""


@contextmanager
def changed(frozen: object, **values: Any) -> Iterator[None]:
    """A frozen value with other fields."""
    kept = {name: getattr(frozen, name) for name in values}
    try:
        for name, value in values.items():
            object.__setattr__(frozen, name, value)
        yield
    finally:
        for name, value in kept.items():
            object.__setattr__(frozen, name, value)


def without(part: str, policy: Policy) -> AbstractContextManager[None]:
    """The policy without one of its parts."""
    return changed(policy, **REMOVALS[part])


def removable(policy: Policy) -> list[str]:
    """The parts of a policy that forbid anything to anybody."""
    return [
        part
        for part, nothing in REMOVALS.items()
        if any(getattr(policy, name) != value for name, value in nothing.items())
        and not (part == "posts" and policy.posts == EVERYBODY)
    ]


OF_HIS_OWN: Final = frozenset(
    {
        "facts.withdraw_own_contest",
        *(f"forms.{act}_own" for act in ("start", "answer", "attach", "submit")),
    }
)
"""Commands of clients about what is theirs: whoever signs in as staff has no person, so nothing is
left to be shown when the policy alone falls. Policy and inner check are taken away together in
sites/tests/test_own_cases.py and test_own_file.py."""


def policies() -> list[tuple[str, str]]:
    """(command, part) of everything that a policy forbids."""
    calls.registered()
    asked = [name for name in CALLS if name not in OF_HIS_OWN]
    return [(name, part) for name in asked for part in removable(ACTIONS[name])]


def remove_inner_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What commands and pages ask themselves beyond policy and door: posts and places of the
    actor, that a person signs, which staff is his, who reads persons, and row-level security."""
    monkeypatch.setattr(Actor, "holds", lambda *_: True)
    monkeypatch.setattr(Actor, "reaches", lambda *_: True)
    monkeypatch.setattr(calls, "OPERATOR", Actor("operator", "operator", 1))
    monkeypatch.setattr(staff, "_MANAGING", EVERYBODY)
    for module in (keep_grants, keep_partners):
        monkeypatch.setattr(
            module, "add_client", lambda **given: add_client(**(given | {"actor": OPERATOR}))
        )
    monkeypatch.setattr(recorded, "_check", lambda *_: None)
    monkeypatch.setattr(context, "SCOPED_ROLE", context.HQ_ROLE)
    monkeypatch.setattr(context, "BOUNDED_ROLE", context.HQ_ROLE)


def open_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command allows everything to everybody."""
    monkeypatch.setattr(Policy, "allows", lambda *_: True)
    monkeypatch.setattr(Actor, "only", lambda actor, _: actor)


def opened(door: Door) -> AbstractContextManager[None]:
    """The door open to whoever is signed in, or to anybody where that was enough."""
    return changed(door, who="anyone" if door.who == "signed_in" else "signed_in")
