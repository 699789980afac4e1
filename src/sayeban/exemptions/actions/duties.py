"""Paid duties of a centre: its head marks them, its people draw the neighbourhood map (A-082)."""

from datetime import datetime
from typing import ClassVar

from django.db import connection

from sayeban.documents.public import Redrawer, store
from sayeban.exemptions import rights
from sayeban.exemptions.models import Campaign, DutyMark, NeighbourhoodMap
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.duties import duties_of
from sayeban.exemptions.rules_contact import names_others
from sayeban.exemptions.rules_duties import DUTY_LABELS, LONGEST_NOTE, Duty
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# Two presses at once: the second one waits and then sees what the first one said.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.duty/' || %s, 0))"


class DutyUnknown(Refusal):
    """No duty of the contract."""

    code: ClassVar[str] = "duty.unknown"
    sentence: ClassVar[str] = "چنین وظیفه‌ای در قرارداد مرکز نیست. صفحه را تازه کنید."
    reference: ClassVar[str] = "A-082"


class DutyDone(Refusal):
    """Somebody marked it already."""

    code: ClassVar[str] = "duty.done"
    sentence: ClassVar[str] = "انجام این وظیفه پیش‌تر ثبت شده است. صفحه را تازه کنید."


class DutyNotDone(Refusal):
    """There is no mark to take back."""

    code: ClassVar[str] = "duty.not_done"
    sentence: ClassVar[str] = "انجام این وظیفه ثبت نشده است تا پس گرفته شود. صفحه را تازه کنید."


class DutyReasonMissing(Refusal):
    """A mark was taken back without a word."""

    code: ClassVar[str] = "duty.reason_missing"
    sentence: ClassVar[str] = "دلیل پس گرفتن را بنویسید."


class DutyNoteTooLong(Refusal):
    """A note is a line."""

    code: ClassVar[str] = "duty.note_too_long"
    sentence: ClassVar[str] = "یادداشت دست‌بالا {most} نویسه است. آن را کوتاه کنید."


class DutyNotePersonal(Refusal):
    """A note holds a number of somebody: county and province read it."""

    code: ClassVar[str] = "duty.note_personal"
    sentence: ClassVar[str] = "در یادداشت شمارهٔ تلفن یا کد ملی ننویسید."


class DutyBehind(Refusal):
    """The counts say that the duty is not done, and no reason is given."""

    code: ClassVar[str] = "duty.behind"
    sentence: ClassVar[str] = (
        "سامانه {counted} ردیف از {whole} ردیف را انجام‌شده می‌شمارد. نخست بقیه را انجام دهید، یا"
        " دلیل ثبت را در یادداشت بنویسید؛ شهرستان و استان آن را می‌بینند."
    )
    reference: ClassVar[str] = "A-082"


class MapMissing(Refusal):
    """Nobody drew the map that is said to be done."""

    code: ClassVar[str] = "duty.map_missing"
    sentence: ClassVar[str] = "هنوز نقشه‌ای فرستاده نشده است. نخست عکس نقشهٔ محله را بفرستید."
    reference: ClassVar[str] = "A-082"


class MapNotPicture(Refusal):
    """A paper that a page cannot show."""

    code: ClassVar[str] = "duty.map_not_picture"
    sentence: ClassVar[str] = "نقشه باید عکس باشد. عکس را با قالب JPG یا PNG بفرستید."


@action(
    "campaign.mark_duty",
    posts=rights.CENTRE_HEAD,
    reach="own",
    about=("code", "unit", "duty", "is_done"),
)
def mark_duty(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    duty: str,
    is_done: bool,
    note: str = "",
) -> None:
    """Say that a duty is done, or take that back with a reason.

    Refuses access.denied, campaign.unknown, campaign.not_open, duty.unknown, duty.done,
    duty.not_done, duty.reason_missing, duty.note_too_long, duty.note_personal, duty.map_missing
    and duty.behind.
    """
    campaign, by = open_campaign_by_code(code, at), person(actor)
    if duty not in DUTY_LABELS:
        raise DutyUnknown
    _check_note(note, is_needed=not is_done)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"{campaign.pk}/{unit}/{duty}"])
    place = _place(campaign, unit)
    last = DutyMark.objects.filter(duty=duty, **place).order_by("-id").first()
    if is_done == (last is not None and last.is_done):
        raise DutyDone if is_done else DutyNotDone
    counted, whole = _counted(campaign, unit, duty, note) if is_done else (None, None)
    DutyMark.objects.create(
        duty=duty,
        is_done=is_done,
        note=note,
        counted=counted,
        whole=whole,
        by=by,
        at=at,
        **place,
    )


def _counted(campaign: Campaign, unit: Unit, duty: str, note: str) -> tuple[int, int]:
    """What the system counts of a duty that is said to be done; refuses what it cannot bear."""
    counted, whole = duties_of(campaign, unit).known[duty]
    if counted < whole and duty == Duty.MAP:
        raise MapMissing
    if counted < whole and not note:
        raise DutyBehind(counted=counted, whole=whole)
    return counted, whole


@action("campaign.draw_map", posts=rights.CENTRE_COLLECTORS, reach="own", about=("code", "unit"))
def draw_map(*, actor: Actor, at: datetime, code: str, unit: Unit, data: bytes) -> None:
    """Keep a picture of the neighbourhood map; it takes the place of the one before.

    Refuses access.denied, campaign.unknown, campaign.not_open, duty.map_not_picture, disk.full,
    document.unreadable, document.too_large and document.unsafe.
    """
    campaign = open_campaign_by_code(code, at)
    by = person(actor)
    with Redrawer() as redrawer:
        document = store(data, redrawer=redrawer, place=unit, actor=actor, at=at)
    if document.mime != "image/jpeg":
        raise MapNotPicture
    NeighbourhoodMap.objects.create(document_id=document.pk, by=by, at=at, **_place(campaign, unit))


def _place(campaign: Campaign, unit: Unit) -> dict[str, object]:
    return {
        "campaign": campaign,
        **unit.columns,
    }


def _check_note(note: str, *, is_needed: bool) -> None:
    if is_needed and not note:
        raise DutyReasonMissing
    if len(note) > LONGEST_NOTE:
        raise DutyNoteTooLong(most=LONGEST_NOTE)
    if names_others(note):
        raise DutyNotePersonal
