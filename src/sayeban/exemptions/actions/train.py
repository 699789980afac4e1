"""Training of a centre's social workers opens its worklist for them (note 10, A-150)."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.models import Training
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.centre_staff import collectors_of
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class WorkerOfOtherCentre(Refusal):
    """Somebody who does not collect in the centre."""

    code: ClassVar[str] = "training.other_centre"
    sentence: ClassVar[str] = (
        "{count} نفر از این کاربران مددکار یا مسئول {centre} نیستند. آموزش هر مددکار را مرکز خودش"
        " ثبت می‌کند."
    )
    reference: ClassVar[str] = "نکته ۱۰"


@action("campaign.train", posts=rights.TRAINERS, reach="own", about=("code", "unit"))
def train(*, actor: Actor, at: datetime, code: str, unit: Unit, workers: Collection[int]) -> int:
    """Record that these users were trained in the centre; gives how many are newly trained.

    Also before the campaign begins: training comes before collection. Refuses campaign.unknown and
    training.other_centre.
    """
    campaign = campaign_by_code(code)
    if strangers := set(workers) - set(collectors_of(unit, at)):
        raise WorkerOfOtherCentre(count=len(strangers), centre=unit_label(unit))
    place = unit.columns
    known = Training.objects.filter(campaign=campaign, **place)
    fresh = set(workers) - set(known.values_list("worker_id", flat=True))
    Training.objects.bulk_create(
        (
            Training(campaign=campaign, worker_id=worker, at=at, by=person(actor), **place)
            for worker in sorted(fresh)
        ),
        ignore_conflicts=True,
    )
    return len(fresh)
