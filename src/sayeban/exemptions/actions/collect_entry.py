"""One household typed in the field, with its photos: sent once or ten times, it is told one thing.

An Idempotency-Key by another name (promises.md R5): the same key with the same body gets the same
answer, with another one it is refused; what passes by itself is not kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import attach_document
from sayeban.exemptions.actions.collect_row import collect_row, row_of
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.models import Row, SentEntry
from sayeban.exemptions.reads.campaign import campaign_by_code, open_campaign_by_code
from sayeban.exemptions.reads.worksheets import cells_of, unit_of
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

# A reply that was lost and its repetition may arrive at the same moment, and so may two answers
# for one household: one waits for the other.
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.entry/' || %s::text, 0))"


class EntryTaken(Refusal):
    """The key of an answer was used for another household, for other values or by somebody else."""

    code: ClassVar[str] = "entry.taken"
    sentence: ClassVar[str] = (
        "این شناسهٔ ارسال پیش‌تر برای پاسخ دیگری به کار رفته است. خانوار را دوباره باز و ثبت کنید."
    )


class RefusedBefore(Refusal):
    """The same answer came before and was refused; it is told the same again."""

    code: ClassVar[str] = "entry.refused"
    sentence: ClassVar[str] = (
        "همین پاسخ پیش‌تر رسیده و پذیرفته نشده است. خانوار را دوباره باز، اصلاح و ثبت کنید."
    )

    def __init__(self, status: int, answer: Mapping[str, Any]) -> None:
        self.status, self.answer = status, answer
        super().__init__()


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

    Refuses entry.taken, entry.refused and everything that collect_row and attach_document refuse;
    of two answers of one author to the same version the second is a row.conflict. Then nothing of
    it stays, and `keep_refused` remembers it.
    """
    campaign = open_campaign_by_code(code, at)
    row = row_of(campaign, key)
    body = body_of(version, values, photos)
    taken = _before(actor, row, entry, body)
    if taken is not None:
        return taken
    stored = _own_newer(actor, row, version)
    outcome = collect_row(actor=actor, at=at, code=code, key=key, version=version, values=values)
    if stored and not outcome.code:
        raise ROW_REFUSALS["row.conflict"](stored=stored)
    attached = [
        attach_document(actor=actor, at=at, code=code, key=key, utility=utility, data=data)
        for utility, data in photos.items()
    ]
    changed = any(attached) or not outcome.code
    _remember(actor, at, row, entry=entry, body=body, version=version, changed=changed)
    return Entered(changed, again=False)


@action("campaign.keep_refused", posts=rights.COLLECTORS, about=("code", "key", "entry"))
def keep_refused(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: UUID,
    entry: UUID,
    body: str,
    status: int,
    answer: Mapping[str, Any],
) -> Entered | None:
    """Remember what a refused answer is told, so that it is told that whenever it comes again.

    `body` is the answer's body_of. Gives what its repetition brought where that was taken
    meanwhile. Refuses access.denied, campaign.unknown, row.unknown_key, entry.taken and
    entry.refused.
    """
    row = row_of(campaign_by_code(code), key)
    if not may_collect(actor, unit_of(row)):
        raise AccessDenied
    taken = _before(actor, row, entry, body)
    if taken is None:
        told = {"status": status, "answer": answer}
        _remember(actor, at, row, entry=entry, body=body, refused=told)
    return taken


def body_of(version: int, values: Mapping[str, str], photos: Mapping[str, bytes]) -> str:
    """The fingerprint of everything that is sent with a key."""
    pictures = {utility: hashlib.sha256(data).hexdigest() for utility, data in photos.items()}
    whole = json.dumps([version, dict(values), pictures], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _before(actor: Actor, row: Row, entry: UUID, body: str) -> Entered | None:
    """What the same answer was told before; None where it is new."""
    with connection.cursor() as cursor:
        for locked in (entry, row.key):
            cursor.execute(_LOCK, [locked])
    with nationwide():
        told = SentEntry.objects.filter(entry=entry).first()
    if told is None:
        return None
    if (told.row_id, told.user_id) != (row.pk, actor.user_id) or told.body not in ("", body):
        raise EntryTaken
    if told.refused:
        raise RefusedBefore(told.refused["status"], told.refused["answer"])
    return Entered(told.changed, again=True)


def _own_newer(actor: Actor, row: Row, version: int) -> Mapping[str, str]:
    """What stands in the row where the actor's other answer to this version was taken; else {}.

    Which of the two is right is his to say: they may arrive in any order.
    """
    answers = SentEntry.objects.filter(
        row=row, user_id=actor.user_id or 0, version=version, refused__isnull=True, changed=True
    )
    if not answers.exists() or not Row.objects.filter(pk=row.pk, version__gt=version).exists():
        return {}
    return dict(zip(KEYS, cells_of([row.pk])[row.pk], strict=False))


def _remember(actor: Actor, at: datetime, row: Row, **told: Any) -> None:
    SentEntry.objects.create(
        campaign_id=row.campaign_id,
        row=row,
        user_id=actor.user_id or 0,
        at=at,
        province=row.province,
        county=row.county,
        centre=row.centre,
        **{"changed": False, **told},
    )
