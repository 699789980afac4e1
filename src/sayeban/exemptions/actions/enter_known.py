"""A village helper enters what he knows of a household: a bill id or where it lives (A-095)."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from sayeban.country import text
from sayeban.country.formats import bill_id
from sayeban.exemptions import rights
from sayeban.exemptions.actions.log_contact import NotePersonal, NoteTooLong
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.models import Campaign, HelperEntry, Row
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES, SOURCES
from sayeban.exemptions.rules_contact import LONGEST_NOTE, names_others
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class NothingKnown(Refusal):
    """Neither a bill id nor a note."""

    code: ClassVar[str] = "known.empty"
    sentence: ClassVar[str] = "شناسهٔ قبض یا یادداشت نشانی را بنویسید."


class KnownWaits(Refusal):
    """He entered the same already and nobody has decided about it."""

    code: ClassVar[str] = "known.waits"
    sentence: ClassVar[str] = (
        "آنچه پیش‌تر در همین باره فرستاده‌اید هنوز در انتظار مددکار است. تا تصمیم او صبر کنید."
    )
    reference: ClassVar[str] = "A-095"


@action("campaign.enter_known", posts=rights.VILLAGE_HELPERS, about=("code", "key", "utility"))
def enter_known(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: UUID,
    utility: str = "",
    bill: str = "",
    source: str = "",
    note: str = "",
) -> None:
    """Keep it until a social worker confirms it; `utility` "" is a note about the address.

    He reaches the households of his villages alone, which row-level security holds. Refuses
    campaign.unknown, campaign.not_open, row.unknown_key, row.locked, connection.unknown_value, the
    codes of a wrong bill id, known.empty, known.waits, contact.note_too_long and
    contact.note_personal.
    """
    campaign = open_campaign_by_code(code, at)
    row_id, place = _row(campaign, key)
    known = _bill(campaign, utility, bill, source) if utility else _note(note)
    try:
        with transaction.atomic():
            HelperEntry.objects.create(
                row_id=row_id,
                campaign_id=campaign.pk,
                utility=utility,
                by=actor.user_id or 0,
                at=at,
                **known,
                **place,
            )
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise KnownWaits from error
        raise


def _row(campaign: Campaign, key: UUID) -> tuple[int, dict[str, str]]:
    """Id and place of the row, of which he may read no more than that."""
    columns = ("id", "state", "province", "county", "centre")
    found = Row.objects.filter(campaign=campaign, key=key).values(*columns).first()
    if found is None:
        raise ROW_REFUSALS["row.unknown_key"]
    if found.pop("state") not in OPEN_STATES | GATHERED_STATES:
        raise ROW_REFUSALS["row.locked"]
    return found.pop("id"), found


def _bill(campaign: Campaign, utility: str, bill: str, source: str) -> dict[str, str]:
    typed = text.identifier(bill)
    if not typed:
        raise NothingKnown
    if utility not in campaign.utilities or source not in SOURCES:
        raise ROW_REFUSALS["connection.unknown_value"]
    if problem := bill_id.check(typed, utility):  # type: ignore[arg-type]  # one of the campaign's
        raise ROW_REFUSALS[problem]
    return {"bill_id": bill_id.canonical(typed) or "", "source": source}


def _note(note: str) -> dict[str, str]:
    if not note.strip():
        raise NothingKnown
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)
    if names_others(note):
        raise NotePersonal
    return {"note": note}
