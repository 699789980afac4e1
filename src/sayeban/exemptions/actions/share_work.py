"""The head of a centre shares its way among its workers (A-081, A-150)."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Final

from sayeban.exemptions import rights
from sayeban.exemptions.models import WorkShare
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.centre_staff import collectors_of
from sayeban.exemptions.reads.sharing import BEGINS, share_of
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_LEAST: Final = 2


class ShareTooFew(Refusal):
    """One worker has nobody to share with."""

    code: ClassVar[str] = "share.too_few"
    sentence: ClassVar[str] = "کار میان دست‌کم دو نفر تقسیم می‌شود. یک نفر دیگر را هم نشان بزنید."


class ShareOfOthers(Refusal):
    """Somebody who does not collect in the centre."""

    code: ClassVar[str] = "share.other_centre"
    sentence: ClassVar[str] = (
        "{count} نفر از این کاربران در این مرکز گردآورنده نیستند. صفحه را تازه کنید و دوباره نشان"
        " بزنید."
    )


class NothingToShare(Refusal):
    """No row is left to do."""

    code: ClassVar[str] = "share.nothing_left"
    sentence: ClassVar[str] = "در این مرکز خانواری نمانده است که تقسیم شود."


class NotShared(Refusal):
    """There is no sharing to end."""

    code: ClassVar[str] = "share.not_shared"
    sentence: ClassVar[str] = "کار این مرکز تقسیم نشده است تا برداشته شود. صفحه را تازه کنید."


@action("campaign.share_work", posts=rights.CENTRE_HEAD, reach="own", about=("code", "unit"))
def share_work(
    *, actor: Actor, at: datetime, code: str, unit: Unit, workers: Collection[int]
) -> int:
    """Give each of these workers a stretch of what is left, all of like length; without workers
    everybody has the whole way again. Gives how many stretches there are.

    Who may write which row stays as it is: what a worker has begun he also ends. Refuses
    access.denied, campaign.unknown, campaign.not_open, share.too_few, share.other_centre,
    share.nothing_left and share.not_shared.
    """
    campaign = open_campaign_by_code(code, at)
    by, chosen = person(actor), sorted(set(workers))
    where = place_of(campaign.pk, unit)
    if not chosen:
        if share_of(campaign.pk, unit) is None:
            raise NotShared
        begins: list[list[str]] = []
    else:
        _check(chosen, unit, at)
        begins = [begin for (begin,) in ask(BEGINS, where | {"workers": len(chosen)})]
        if not begins:
            raise NothingToShare
        # Whatever lies before the first household of today is the first worker's too.
        begins[0] = []
    # Fewer households than workers: the last ones have no stretch and see the whole way.
    shared = chosen[: len(begins)]
    place = unit.columns
    WorkShare.objects.create(
        campaign=campaign, workers=shared, begins=begins, by=by, at=at, **place
    )
    return len(shared)


def _check(chosen: list[int], unit: Unit, at: datetime) -> None:
    if len(chosen) < _LEAST:
        raise ShareTooFew
    if strangers := set(chosen) - set(collectors_of(unit, at)):
        raise ShareOfOthers(count=len(strangers))
