"""The deputy of headquarters acknowledges his copy of a province's list (A-136)."""

from datetime import datetime

from sayeban.exemptions import rights
from sayeban.exemptions.actions.write_package import ReleaseUnknown
from sayeban.exemptions.models import Release
from sayeban.exemptions.signing_person import person
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("campaign.receive_copy", posts=rights.DEPUTY, about=("release_id",))
def receive_copy(*, actor: Actor, at: datetime, release_id: int) -> datetime:
    """When the copy was received: now, or the first time if it was acknowledged before.

    Refuses release.unknown.
    """
    found = Release.objects.select_for_update().filter(pk=release_id).first()
    if found is None:
        raise ReleaseUnknown
    if found.received_at is None:
        found.received_at, found.received_by = at, person(actor)
        found.save(update_fields=["received_at", "received_by"])
    return found.received_at
