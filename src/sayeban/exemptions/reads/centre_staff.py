"""Who collects in a centre, and who of them was trained (note 10, A-150)."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import Post, holders, user_names
from sayeban.country.text import sort_key
from sayeban.exemptions.models import Training
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Worker:
    """One collector of a centre; `trained_at` is None before his training."""

    user_id: int
    name: str
    trained_at: datetime | None
    trained_by: str


def collectors_of(unit: Unit, at: datetime) -> dict[int, None]:
    """Users who collect in the centre, its social workers before its head, each once."""
    return dict.fromkeys(
        holders(Post.SOCIAL_WORKER, unit, at) + holders(Post.CENTRE_HEAD, unit, at)
    )


def workers_of(code: str, unit: Unit, at: datetime) -> list[Worker]:
    """The social workers of the centre, then its head, each once, by name."""
    trained = {
        training.worker_id: training
        for training in Training.objects.filter(
            campaign=campaign_by_code(code), county=unit.county, centre=unit.centre
        )
    }
    ids = collectors_of(unit, at)
    names = user_names({*ids, *trained, *(line.by for line in trained.values())})
    found = [
        Worker(
            user_id,
            names.get(user_id, ""),
            trained[user_id].at if user_id in trained else None,
            names.get(trained[user_id].by, "") if user_id in trained else "",
        )
        for user_id in dict.fromkeys([*ids, *trained])
    ]
    return sorted(found, key=lambda worker: sort_key(worker.name))
