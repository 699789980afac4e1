"""`@action`: the only place that writes.

An action is keyword-only and gets `actor` and `at` from its caller. The decorator opens the
transaction, binds the actor's places, refuses who may not, and writes the audit row; forgetting
is impossible. A command that met another one crosswise, so that PostgreSQL took its locks away,
has changed nothing and is run again: nobody sees a deadlock.
"""

import functools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, ParamSpec, TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, SerializationFailure

from sayeban.audit import events
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import acting
from sayeban.runtime.measures import REFUSALS
from sayeban.runtime.refusals import AccessDenied, Busy
from sayeban.runtime.room import said_in_words

P = ParamSpec("P")
R = TypeVar("R")

Reach = Literal["own", "within", "any"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may run an action, and where.

    `reach`: "own" the unit itself, "within" that unit or one above it, "any" no unit is named.
    """

    name: str
    posts: frozenset[str]
    reach: Reach
    operator: bool
    about: tuple[str, ...]
    clients: bool = False
    citizens: bool = False

    def allows(self, actor: Actor, unit: Unit | None) -> bool:
        """Whether the actor may do this in `unit`; None is no unit of anybody."""
        of_no_post = {"client": self.clients, "citizen": self.citizens}
        if actor.kind in of_no_post:
            return of_no_post[actor.kind]
        if actor.kind != "user":
            return self.operator or actor.kind == "system"
        if self.reach == "any":
            return bool(actor.posts & self.posts)
        if unit is None:
            return False
        if self.reach == "own":
            return actor.holds(self.posts, unit)
        return actor.reaches(self.posts, unit)


ACTIONS: dict[str, Policy] = {}


def action(
    name: str,
    *,
    posts: frozenset[str] = frozenset(),
    reach: Reach = "any",
    operator: bool = False,
    about: tuple[str, ...] = (),
    clients: bool = False,
    citizens: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a command.

    `about` names the arguments that the audit row keeps; none of them may be personal data.
    An action with reach "own" or "within" takes its unit as the argument `unit`. The action runs
    with those of the actor's posts that allow it, so that it sees their places and no others.
    `clients`: programs of companies run it; it asks itself whether the feed is theirs. `citizens`:
    a client of the organisation runs it about his own household.
    """
    policy = Policy(name, posts, reach, operator, about, clients, citizens)
    if name in ACTIONS:
        raise ValueError(f"two actions are called {name}")
    ACTIONS[name] = policy

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            actor, at = kwargs["actor"], kwargs["at"]
            assert isinstance(actor, Actor)
            assert isinstance(at, datetime)
            able = actor.only(policy.posts)
            # No text of PostgreSQL holds a NUL: what was refused for one is to be kept too.
            given = {key: kwargs[key] for key in about if kwargs.get(key) is not None}
            detail = {key: str(value).replace("\0", "") for key, value in given.items()}

            def once() -> R:
                with acting(able, at) as now:
                    unit = kwargs.get("unit")
                    if not policy.allows(able, unit if isinstance(unit, Unit) else None):
                        raise AccessDenied
                    result = function(*args, **{**kwargs, "actor": able})  # type: ignore[arg-type]
                    _record(actor, at, name, str(now.command), "done", detail)
                    return result

            try:
                with said_in_words():
                    return _not_crosswise(once)
            except Refusal as refusal:
                REFUSALS.labels(refusal.code).inc()
                with acting(actor, at) as now:
                    _record(actor, at, name, str(now.command), refusal.code, detail)
                raise

        return run

    return declare


_CROSSWISE = (DeadlockDetected, SerializationFailure)
_MOST_RUNS = 6
_LONGEST_PAUSE_SECONDS = 0.3


def _not_crosswise(run: Callable[[], R]) -> R:
    """Run a command again when PostgreSQL ended it for another one; refuses command.busy.

    Inside another command it passes on: only the outermost transaction can begin anew.
    """
    if connection.in_atomic_block:
        return run()
    for number in range(1, _MOST_RUNS + 1):
        try:
            return run()
        except OperationalError as error:
            if not isinstance(error.__cause__, _CROSSWISE):
                raise
        # A pause of its own for each, so that the same ones do not meet again.
        time.sleep(random.uniform(0, _LONGEST_PAUSE_SECONDS) * number)  # noqa: S311 - no secret
    raise Busy


def _posts(actor: Actor) -> list[str]:
    """As whom he acts, for the audit; of a client no more than the number of his file."""
    match actor.kind:
        case "client":
            return [actor.username]
        case "citizen":
            return [f"person:{actor.person_id}"]
        case _:
            return sorted(map(str, actor.appointments))


def _record(
    actor: Actor, at: datetime, name: str, command: str, outcome: str, detail: dict[str, str]
) -> None:
    events.record(
        at=at,
        actor_kind=actor.kind,
        user_id=actor.user_id,
        posts=_posts(actor),
        action=name,
        command=command,
        outcome=outcome,
        detail=detail,
    )
