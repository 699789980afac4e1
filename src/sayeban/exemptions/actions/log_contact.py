"""Write down one contact with a client: how, when, what became of it (A-090 … A-095)."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import row_of
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.models import Contact, Row
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules import CHANNELS
from sayeban.exemptions.rules_contact import LONGEST_NOTE, Outcome, names_others, standing_after
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


class ContactUnknown(Refusal):
    """A way or an outcome that a person cannot write down."""

    code: ClassVar[str] = "contact.unknown_value"
    sentence: ClassVar[str] = "راه یا نتیجهٔ تماس شناخته نیست. یکی از گزینه‌های فهرست را برگزینید."


class NoteTooLong(Refusal):
    """A note is a line."""

    code: ClassVar[str] = "contact.note_too_long"
    sentence: ClassVar[str] = "یادداشت تماس دست‌بالا {most} نویسه است. آن را کوتاه کنید."


class NotePersonal(Refusal):
    """A note holds data of somebody else."""

    code: ClassVar[str] = "contact.note_personal"
    sentence: ClassVar[str] = (
        "در یادداشت شمارهٔ تلفن یا کد ملی ننویسید. شمارهٔ خود مددجو در فرم خانوار اصلاح می‌شود."
    )
    reference: ClassVar[str] = "A-105"


@action("campaign.contact", posts=rights.COLLECTORS, about=("code", "key", "channel", "outcome"))
def log_contact(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: UUID,
    channel: str,
    outcome: str,
    note: str = "",
) -> None:
    """Add a contact of the row; the row says from now on how far its client is informed.

    Refuses access.denied, campaign.unknown, campaign.not_open, row.unknown_key,
    contact.unknown_value, contact.note_too_long and contact.note_personal.
    """
    campaign = open_campaign_by_code(code, at)
    row = row_of(campaign, key)
    if not may_collect(actor, unit_of(row)):
        raise AccessDenied
    if channel not in CHANNELS or outcome not in set(Outcome) - {Outcome.SENT}:
        raise ContactUnknown
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)
    if names_others(note):
        raise NotePersonal
    found = Row.objects.select_for_update(no_key=True).get(pk=row.pk)
    Contact.objects.create(
        row=found,
        campaign_id=campaign.pk,
        channel=channel,
        outcome=outcome,
        note=note,
        at=at,
        by=actor.user_id,
        province=found.province,
        county=found.county,
        centre=found.centre,
    )
    standing = standing_after(found.contacted, Outcome(outcome))
    Row.objects.filter(pk=found.pk).update(contacted=standing)
