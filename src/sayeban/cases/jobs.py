"""Long work that pages start and the worker does. Safe to run again: what has moved stays moved."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sayeban.cases.actions.migrate_cases import MOST, migrate_cases, waiting_to_migrate
from sayeban.cases.rules import MIGRATE
from sayeban.kit.progress import Report
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.jobs import job


@job(MIGRATE)
def migrate(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Move the running cases of a service: arguments code and steps (old to new)."""
    code, steps = arguments["code"], arguments["steps"]
    with looking(actor):
        total = waiting_to_migrate(code)
    done = 0
    while moved := migrate_cases(
        actor=actor, at=timezone.now(), service=code, steps=steps, most=MOST
    ):
        done += moved
        report(done, max(done, total))
    return {"moved": done}
