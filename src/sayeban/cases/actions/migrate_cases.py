"""Running cases of a service go to the version that is in force: explicitly, never by itself."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.moving import redate_steps, run, said
from sayeban.cases.models import ServiceVersion
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.refusals_case import NothingToMigrate
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Migrating:
    """Running cases on older versions in one step. `fits`: the new version has this step."""

    step: str
    title: str
    count: int
    fits: bool


def migration_preview(service: str) -> list[Migrating]:
    """What migrate_cases would move, within the running look or command."""
    return [Migrating(*row) for row in run(sql.STEPS_OF_VERSIONS, {"service": service})]


@action("cases.migrate_cases", posts=HEADQUARTERS, operator=True, about=("service",))
def migrate_cases(*, actor: Actor, at: datetime, service: str) -> int:
    """Move all running cases of older versions; how many. Promises stay as they were given.

    Refuses service.unknown, and case.migration_gap where the new version lacks an open step.
    """
    if not ServiceVersion.objects.filter(service__code=service, state="published").exists():
        raise ServiceUnknown(service=service)
    for each in migration_preview(service):
        if not each.fits:
            raise NothingToMigrate(step=each.title, count=each.count)
    moved = run(sql.MIGRATE, said(actor, at, service=service))
    redate_steps()
    return len(moved)
