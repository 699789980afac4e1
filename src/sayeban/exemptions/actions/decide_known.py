"""A social worker decides about what a village helper knew (A-095).

What he confirms goes through the same collection as everything else: he answers for it, the way of
contact says «دهیار یا شورا», and the helper stays named beside it.
"""

from datetime import datetime
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.models import HelperEntry
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.one_row import rows_to_fill
from sayeban.exemptions.reads.typed_again import typed_again
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


class KnownUnknown(Refusal):
    """No such entry in the actor's places."""

    code: ClassVar[str] = "known.unknown"
    sentence: ClassVar[str] = "این دانستهٔ همیار پیدا نشد. صفحه را تازه کنید."


class KnownDecided(Refusal):
    """Somebody decided about it before."""

    code: ClassVar[str] = "known.decided"
    sentence: ClassVar[str] = "دربارهٔ این دانسته پیش‌تر تصمیم گرفته شده است. صفحه را تازه کنید."


class KnownOwn(Refusal):
    """Nobody confirms what he, or whom he stands in for, entered."""

    code: ClassVar[str] = "four_eyes"
    sentence: ClassVar[str] = (
        "آنچه را خودتان به نام همیار روستا نوشته‌اید همکار دیگری باید تأیید یا رد کند."
    )
    reference: ClassVar[str] = "S4"


class ReasonMissing(Refusal):
    """A refusal says why, so that the helper can do better."""

    code: ClassVar[str] = "known.reason_missing"
    sentence: ClassVar[str] = "دلیل رد را بنویسید تا همیار بداند چه را درست کند."


@action("campaign.confirm_known", posts=rights.COLLECTORS, about=("code", "entry"))
def confirm_known(*, actor: Actor, at: datetime, code: str, entry: int, version: int) -> None:
    """Let it count; `version` is that of the row when the entry was shown beside it.

    Refuses known.unknown, known.decided, four_eyes and what collect_row refuses; then it goes on
    waiting.
    """
    found = _waiting(actor, at, code, entry)
    (row,) = rows_to_fill([found.row_id])
    values = typed_again(row)
    if found.utility:
        values |= _of_bill(found, values)
    else:
        values["remarks"] = "؛ ".join(part for part in (row.remarks, found.note) if part)
    collect_row(actor=actor, at=at, code=code, key=row.key, version=version, values=values)
    _decide(found, actor, at, state="confirmed")


@action("campaign.refuse_known", posts=rights.COLLECTORS, about=("code", "entry"))
def refuse_known(*, actor: Actor, at: datetime, code: str, entry: int, reason: str) -> None:
    """Set it aside. Refuses known.unknown, known.decided, four_eyes and known.reason_missing."""
    found = _waiting(actor, at, code, entry)
    if not reason.strip():
        raise ReasonMissing
    _decide(found, actor, at, state="refused", reason=reason)


def _waiting(actor: Actor, at: datetime, code: str, entry: int) -> HelperEntry:
    """The entry, locked, if the actor collects in the worklist of its row."""
    campaign = open_campaign_by_code(code, at)
    entries = HelperEntry.objects.select_for_update(of=("self",)).select_related("row")
    found = entries.filter(campaign_id=campaign.pk, pk=entry).first()
    if found is None:
        raise KnownUnknown
    if not may_collect(actor, unit_of(found.row)):
        raise AccessDenied
    if found.state != "waiting":
        raise KnownDecided
    if actor.eyes(unit_of(found.row)).saw(found.by, found.at):
        raise KnownOwn
    return found


def _of_bill(found: HelperEntry, values: dict[str, str]) -> dict[str, str]:
    """A shared meter stays shared; whoever has a bill is no household without data."""
    utility = found.utility
    kind = values[f"{utility}_type"]
    return {
        f"{utility}_type": kind if kind == "shared" else "private",
        f"{utility}_bill": found.bill_id,
        f"{utility}_channel": "dehyar",
        f"{utility}_source": found.source,
        f"{utility}_method": "typed",
        "no_data_reason": "",
    }


def _decide(
    found: HelperEntry, actor: Actor, at: datetime, *, state: str, reason: str = ""
) -> None:
    HelperEntry.objects.filter(pk=found.pk).update(
        state=state, reason=reason, decided_by=actor.user_id, decided_at=at
    )
