"""One household typed in the field, with its photos: sent once or ten times, it is taken once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import attach_document
from sayeban.exemptions.actions.collect_row import collect_row, row_of
from sayeban.exemptions.models import SentEntry
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

# A reply that was lost and its repetition may arrive at the same moment: one waits for the other.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.entry/' || %s::text, 0))"


class EntryTaken(Refusal):
    """The key of an answer was used for another household or by somebody else."""

    code: ClassVar[str] = "entry.taken"
    sentence: ClassVar[str] = (
        "این شناسهٔ ارسال پیش‌تر برای پاسخ دیگری به کار رفته است. خانوار را دوباره باز و ثبت کنید."
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of one answer. `again`: it had been taken before and nothing was done now."""

    changed: bool
    again: bool


@action("campaign.collect_entry", posts=rights.COLLECTORS, about=("code", "key", "entry"))
def collect_entry(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: UUID,
    entry: UUID,
    version: int,
    values: Mapping[str, str],
    photos: Mapping[str, bytes],
) -> Entered:
    """Take the row and attach its photos (by utility), or say what the same answer brought before.

    Refuses entry.taken and everything that collect_row and attach_document refuse; then nothing of
    it stays, and the same key may be sent again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [entry])
    campaign = open_campaign_by_code(code, at)
    row = row_of(campaign, key)
    with nationwide():
        taken = SentEntry.objects.filter(entry=entry).first()
    if taken is not None:
        if (taken.row_id, taken.user_id) != (row.pk, actor.user_id):
            raise EntryTaken
        return Entered(taken.changed, again=True)
    outcome = collect_row(actor=actor, at=at, code=code, key=key, version=version, values=values)
    attached = [
        attach_document(actor=actor, at=at, code=code, key=key, utility=utility, data=data)
        for utility, data in photos.items()
    ]
    changed = any(attached) or not outcome.code
    SentEntry.objects.create(
        entry=entry,
        campaign=campaign,
        row=row,
        user_id=actor.user_id or 0,
        at=at,
        changed=changed,
        province=row.province,
        county=row.county,
        centre=row.centre,
    )
    return Entered(changed, again=False)
