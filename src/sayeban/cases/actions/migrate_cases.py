"""Running cases of a service go to the version that is in force: explicitly, never by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from sayeban.cases.actions import migrate_sql as sql
from sayeban.cases.actions.moving import redate_steps, run, said
from sayeban.cases.models import Case, ServiceVersion, StepDef
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.refusals_case import NothingToMigrate
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

MOST = 2000
"""Cases that go in one transaction, where a job moves all of them."""


@dataclass(frozen=True, slots=True)
class Migrating:
    """Running cases on older versions in one step. `fits`: the new version has this step.

    `beside`: it opened beside another one; `paused`: in some of them the clock stands still.
    """

    step: str
    title: str
    count: int
    beside: bool
    fits: bool
    paused: bool


def migration_preview(service: str) -> list[Migrating]:
    """What migrate_cases would move, within the running look or command."""
    return [Migrating(*row) for row in run(sql.STANDING, {"service": service})]


def migration_targets(service: str) -> list[tuple[str, str]]:
    """(key, title) of the steps of the version in force that an old step may become."""
    found = StepDef.objects.filter(
        version__service__code=service, version__state="published", parallel_with=""
    )
    return list(found.order_by("position").values_list("key", "title"))


def waiting_to_migrate(service: str) -> int:
    """How many running cases are on an older version."""
    found = Case.objects.filter(service__code=service, closed_at=None)
    return int(found.exclude(version__state="published").aggregate(n=Count("id"))["n"])


@action("cases.migrate_cases", posts=HEADQUARTERS, operator=True, about=("service",))
def migrate_cases(
    *,
    actor: Actor,
    at: datetime,
    service: str,
    steps: Mapping[str, str] | None = None,
    most: int | None = None,
) -> int:
    """Move running cases of older versions; how many. Promises stay as they were given.

    `steps` names, for a step that the new version lacks, the one that it becomes; `most`: no more
    cases than these. Refuses service.unknown, and case.migration_gap where an open step has no
    place in the new version.
    """
    if not ServiceVersion.objects.filter(service__code=service, state="published").exists():
        raise ServiceUnknown(service=service)
    # Locked before it is looked where they stand: nobody carries one on in between.
    cases = [case for (case,) in run(sql.CHOOSE, {"service": service, "most": most})]
    whole = _map(service, steps or {})
    given = said(actor, at, service=service, cases=cases)
    moved = run(sql.MOVE, {**given, "old": list(whole), "new": list(whole.values())})
    redate_steps([step for (step,) in moved])
    return len(cases)


def _map(service: str, steps: Mapping[str, str]) -> dict[str, str]:
    """Old step to new one for everything that stands open; refuses case.migration_gap."""
    targets = dict(migration_targets(service))
    whole = {}
    for each in migration_preview(service):
        new = each.step if each.fits else steps.get(each.step, "")
        if not each.fits and (each.beside or new not in targets):
            raise NothingToMigrate(step=each.title, count=each.count)
        whole[each.step] = new
    return whole
