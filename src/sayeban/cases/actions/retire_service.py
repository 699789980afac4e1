"""A service is offered no more; its running cases go on to their end."""

from datetime import datetime

from sayeban.cases.models import Service
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.retire_service", posts=HEADQUARTERS, operator=True, about=("service",))
def retire_service(*, actor: Actor, at: datetime, service: str) -> None:
    """Take no new cases; publishing a new version offers it again. Refuses service.unknown."""
    if not Service.objects.filter(code=service).update(retired_at=at):
        raise ServiceUnknown(service=service)
