"""The optional check by a public-counter office: switched on, given, answered (A-107)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar, Final

from django.db import connection

from sayeban.country import text
from sayeban.exemptions import rights
from sayeban.exemptions.actions.change_campaign import changeable
from sayeban.exemptions.ladder_sql import scope, words
from sayeban.exemptions.models import Campaign, CounterRow
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.counter import bills_at_counter
from sayeban.exemptions.rules import LOCKED_STATES, State
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied

MOST: Final = 200
"""Rows that are given at a time."""
ANSWERS: Final = {"right": "درست", "wrong": "نادرست", "cannot_say": "نمی‌توان گفت"}
_OF_COUNTY: Final = 4
_CHECKABLE = {State.COLLECTED} | (LOCKED_STATES - {State.RELEASED, State.REMOVED})
# Drawn by a hash of the key: neither the first of the alphabet nor those that somebody prefers.
_GIVE = f"""
INSERT INTO exemptions_counterrow (row_id, campaign_id, office, given_by, given_at,
  province, county, centre)
SELECT r.id, r.campaign_id, %(office)s, %(by)s, %(at)s, r.province, r.county, r.centre
FROM exemptions_row r
WHERE {scope("r")} AND r.state IN ({words(_CHECKABLE)})
  AND EXISTS (SELECT FROM exemptions_connection c WHERE c.row_id = r.id AND c.bill_id <> '')
  AND NOT EXISTS (SELECT FROM exemptions_counterrow g WHERE g.row_id = r.id)
ORDER BY sha256(convert_to(r.key::text, 'UTF8')) LIMIT %(most)s
ON CONFLICT DO NOTHING
"""


class CounterOff(Refusal):
    """Headquarters has not switched the check on."""

    code: ClassVar[str] = "counter.off"
    sentence: ClassVar[str] = (
        "بررسی پیشخوان در این کارزار روشن نیست. ستاد در صفحهٔ مشخصات کارزار آن را روشن می‌کند."
    )
    reference: ClassVar[str] = "A-107"


class NothingToGive(Refusal):
    """Every row with a bill was given already."""

    code: ClassVar[str] = "counter.nothing"
    sentence: ClassVar[str] = (
        "ردیف گردآوری‌شده‌ای با شناسهٔ قبض نمانده است که به پیشخوان سپرده نشده باشد."
    )


class CounterAmount(Refusal):
    """No number of rows that can be given."""

    code: ClassVar[str] = "counter.amount"
    sentence: ClassVar[str] = "شمار ردیف‌ها از ۱ تا {most} است."


class CounterUnknown(Refusal):
    """No such row was given to the clerk's office."""

    code: ClassVar[str] = "counter.unknown"
    sentence: ClassVar[str] = "این ردیف به پیشخوان شما سپرده نشده است. صفحه را تازه کنید."


class AnswerUnknown(Refusal):
    """No answer, or one without the reason that it needs."""

    code: ClassVar[str] = "counter.answer"
    sentence: ClassVar[str] = (
        "پاسخ را برگزینید؛ اگر نادرست است، قبض نادرست و دلیل آن را هم بنویسید."
    )


class CounterChanged(Refusal):
    """The bills are others than those that the clerk was shown."""

    code: ClassVar[str] = "counter.changed"
    sentence: ClassVar[str] = (
        "قبض‌های این ردیف پس از باز شدن صفحه اصلاح شده است. صفحه را تازه کنید و دوباره بسنجید."
    )


@action("campaign.switch_counter", posts=rights.HEADQUARTERS, operator=True, about=("code", "on"))
def switch_counter(*, actor: Actor, at: datetime, code: str, on: bool) -> None:
    """Let offices have rows checked, or no longer. Refuses campaign.unknown, campaign.closed."""
    del actor, at
    campaign = changeable(code)
    campaign.counter_check = on
    campaign.save(update_fields=["counter_check"])


@action(
    "campaign.give_counter", posts=rights.EXPERTS, reach="own", about=("code", "unit", "amount")
)
def give_counter(*, actor: Actor, at: datetime, code: str, unit: Unit, amount: int) -> int:
    """Give so many rows of the unit and below it to its counter clerk; how many there were.

    Each row once. Refuses access.denied, campaign.unknown, campaign.not_open, counter.off,
    counter.amount and counter.nothing.
    """
    campaign = _checking(code, at)
    if not 1 <= amount <= MOST:
        raise CounterAmount(most=MOST)
    given = {"office": str(unit), "by": actor.user_id, "at": at, "most": amount}
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, place_of(campaign.pk, unit) | given)
        count: int = cursor.rowcount
    if not count:
        raise NothingToGive
    return count


@action("campaign.answer_counter", posts=rights.CLERKS, about=("entry", "answer"))
def answer_counter(
    *,
    actor: Actor,
    at: datetime,
    entry: int,
    answer: str,
    bills: Sequence[str],
    wrong: Collection[str] = (),
    reason: str = "",
) -> None:
    """Keep the clerk's answer about the bill ids `bills` that he was shown, in any order.

    `wrong` names the utilities of the wrong ones; of a single bill it is that one. He may correct
    it while the campaign is open and the check on. Refuses access.denied, counter.unknown,
    counter.off, counter.answer, counter.changed and campaign.not_open.
    """
    found = CounterRow.objects.select_for_update().filter(pk=entry).first()
    if found is None:
        raise CounterUnknown
    if not actor.holds(rights.CLERKS, _unit(found.office)):
        raise AccessDenied
    _checking(Campaign.objects.get(pk=found.campaign_id).code, at)
    present = bills_at_counter(found.row_id)
    if sorted(present.values()) != sorted(bills):
        raise CounterChanged
    named = [utility for utility in present if utility in wrong or len(present) == 1]
    why, which = (text.normalize(reason), named) if answer == "wrong" else ("", [])
    if answer not in ANSWERS or (answer == "wrong" and not (why and which)):
        raise AnswerUnknown
    CounterRow.objects.filter(pk=found.pk).update(
        answer=answer,
        reason=why,
        wrong=which,
        bills=[*present.values()],
        answered_by=actor.user_id,
        answered_at=at,
    )


def _checking(code: str, at: datetime) -> Campaign:
    campaign = open_campaign_by_code(code, at)
    if not campaign.counter_check:
        raise CounterOff
    return campaign


def _unit(office: str) -> Unit:
    """The province or county of an office's code."""
    return Unit.of_county(office) if len(office) == _OF_COUNTY else Unit.of_province(office)
