"""Send an approved text to the clients of one worklist: one a client, none twice (A-090, A-091)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import connection

from sayeban.country import jalali
from sayeban.exemptions import rights
from sayeban.exemptions.actions.mark_informed import MARK
from sayeban.exemptions.inform_sql import HAD_TEXT, HAS_NUMBER, reached
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.standing import level_of
from sayeban.exemptions.reads.texts_gone import worklist_texts
from sayeban.exemptions.rules_contact import GROUPS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.public import REACHED, UNREACHED, Notice, inform_texts, queue, variables
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


class TextUnknown(Refusal):
    """No approved text to clients has this code."""

    code: ClassVar[str] = "inform.unknown_text"
    sentence: ClassVar[str] = (
        "این متن در میان متن‌های تأییدشدهٔ اطلاع‌رسانی نیست. یکی از متن‌های فهرست را برگزینید."
    )
    reference: ClassVar[str] = "A-091"


class GroupUnknown(Refusal):
    """No such group of clients."""

    code: ClassVar[str] = "inform.unknown_group"
    sentence: ClassVar[str] = "این گروه شناخته نیست. یکی از گروه‌های فهرست را برگزینید."


class NobodyToTell(Refusal):
    """Nobody of the group has a number and not yet this text."""

    code: ClassVar[str] = "inform.nobody"
    sentence: ClassVar[str] = (
        "در این گروه کسی نمانده است که شمارهٔ همراه داشته باشد و این متن را نگرفته باشد. گروه یا متن"
        " دیگری برگزینید، یا از فهرست تماس زنگ بزنید."
    )
    reference: ClassVar[str] = "A-090"


@dataclass(frozen=True, slots=True)
class Informed:
    """`clients` are noted as told by `messages`: people of one number get one message."""

    clients: int
    messages: int


# In the order of their ids, so that two commands wait for each other and never cross.
_LOCK = """
SELECT r.id, r.mobile FROM exemptions_row r
WHERE {of_group} AND {has_number} AND NOT {had_text} ORDER BY r.id FOR NO KEY UPDATE
"""
_NOTE = """
INSERT INTO exemptions_contact (row_id, campaign_id, channel, outcome, text, message_id, at, by,
  province, county, centre)
SELECT r.id, r.campaign_id, 'sms', 'sent', %(text)s, told.message_id, %(at)s, %(by)s,
  r.province, r.county, r.centre
FROM unnest(%(ids)s::bigint[], %(messages)s::bigint[]) AS told (row_id, message_id)
JOIN exemptions_row r ON r.id = told.row_id
ON CONFLICT DO NOTHING
"""
_MISSED = "SELECT key FROM notices_message WHERE key = ANY(%s) AND status = ANY(%s)"
# A number may have got the text as that of another centre's client. Locked, so that it is not sent
# between this look and the contact that is marked when it is.
_MESSAGES = "SELECT key, id, status FROM notices_message WHERE key = ANY(%s) FOR SHARE"


@action(
    "campaign.inform", posts=rights.INFORMERS, reach="own", about=("code", "unit", "text", "group")
)
def inform(*, actor: Actor, at: datetime, code: str, unit: Unit, text: str, group: str) -> Informed:
    """Queue the newest approved version of `text` to a group of rules_contact.GROUPS.

    A client is informed when his message has gone, not while it waits (mark_informed).
    Who has no valid number stays on the call list. A number gets a text once in a campaign, and so
    does a client; one that reached nobody goes again, as another message. Refuses access.denied,
    campaign.unknown, campaign.not_open, inform.unknown_text, inform.unknown_group, inform.nobody
    and what `queue` refuses.
    """
    campaign = open_campaign_by_code(code, at)
    wording = inform_texts().get(text)
    if wording is None:
        raise TextUnknown
    if group not in GROUPS:
        raise GroupUnknown
    told = _receivers(campaign, unit, text, group)
    if not told:
        raise NobodyToTell
    key_of = _keys(
        {mobile: f"campaign.inform/{campaign.code}/{text}/{mobile}" for _, mobile in told}
    )
    filling = values_of(campaign, unit)[: variables(wording)]
    messages = queue(
        [Notice(key, text, filling, unit, mobile=number) for number, key in key_of.items()], at
    )
    noted = _note(
        told, [key_of[mobile] for _, mobile in told], {"text": text, "at": at, "by": actor.user_id}
    )
    return Informed(noted, messages)


def values_of(campaign: Campaign, unit: Unit) -> tuple[str, ...]:
    """What fills the gaps of a text to clients: campaign, office, its last day."""
    return campaign.title, unit_label(unit), jalali.long_form(last_day(campaign, unit))


def last_day(campaign: Campaign, unit: Unit) -> date:
    """Until when the office collects."""
    return Deadlines(campaign).due(level_of(unit), unit.province)


def _keys(keys: dict[str, str]) -> dict[str, str]:
    """The key of the message to each number: after each one that reached nobody the next.

    A number is of the clients of several offices, so what became of its messages is asked
    nationwide. Two who send at once come to the same key, and one message is queued.
    """
    found, turn = dict(keys), 1
    while missed := _missed(found.values()):
        turn += 1
        found |= {
            number: f"{keys[number]}/{turn}" for number, key in found.items() if key in missed
        }
    return found


def _missed(keys: Iterable[str]) -> set[str]:
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_MISSED, [list(keys), sorted(UNREACHED)])
        return {key for (key,) in cursor.fetchall()}


def _receivers(campaign: Campaign, unit: Unit, text: str, group: str) -> list[tuple[int, str]]:
    statement = _LOCK.format(of_group=reached(group), has_number=HAS_NUMBER, had_text=HAD_TEXT)
    with connection.cursor() as cursor:
        cursor.execute(statement, worklist_texts(campaign.pk, unit) | {"text": text})
        return [(row_id, mobile) for row_id, mobile in cursor.fetchall()]


def _note(told: Sequence[tuple[int, str]], keys: Sequence[str], noted: dict[str, Any]) -> int:
    """Write down to whom it goes; how many. Whose message has gone already is informed at once."""
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_MESSAGES, [list(keys)])
        messages = {key: (number, status) for key, number, status in cursor.fetchall()}
    of_rows = [messages[key][0] for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {**noted, "ids": [row_id for row_id, _ in told], "messages": of_rows})
        written: int = cursor.rowcount
        gone = [number for number, status in messages.values() if status in REACHED]
        cursor.execute(MARK, {"messages": gone})
    return written
