"""Long work of one campaign that users started from its pages (runtime jobs)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sayeban.kit.units import Unit
from sayeban.runtime.models import Job

KINDS = {
    "campaign.load": "بارگذاری فایل ستاد",
    "campaign.collect": "ثبت کاربرگ و مدرک‌ها",
    "campaign.split": "ساختن کاربرگ‌ها",
    "campaign.package": "ساختن بستهٔ فهرست",
    "campaign.release": "امضا و انتشار فهرست استان",
    "feed.reports": "ثبت گزارش مصرف شرکت",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One job. `name` is the file or place that it is about, `unit` the place of its row."""

    id: UUID
    kind: str
    label: str
    name: str
    user_id: int
    state: str
    state_label: str
    done: int
    total: int
    created_at: datetime
    finished_at: datetime | None
    arguments: Mapping[str, Any]
    result: Mapping[str, Any]
    unit: Unit

    @property
    def running(self) -> bool:
        """Whether its page should look again."""
        return self.state in (Job.State.QUEUED, Job.State.RUNNING, Job.State.RETRYING)

    @property
    def message(self) -> str:
        """The sentence of a refusal, else empty."""
        return str(self.result.get("message", ""))


def work(code: str, work_id: UUID, user_id: int) -> Work | None:
    """One job of the campaign, as only the user who started it may see it."""
    found = _of(code).filter(pk=work_id, user_id=user_id).first()
    return _work(found) if found else None


def unsettled_loads(code: str) -> list[Work]:
    """Loads that run, wait, or were refused and so never came into the ledger; newest first."""
    found = _of(code).filter(kind="campaign.load").exclude(state=Job.State.DONE)
    return [_work(job) for job in found.order_by("-created_at")[:20]]


def load_arguments(code: str, sha256: str) -> Mapping[str, Any] | None:
    """The arguments of the last job that loaded this file; None when it did not come by a page."""
    found = _of(code).filter(kind="campaign.load", arguments__sha256=sha256)
    job = found.order_by("-created_at").first()
    return job.arguments if job else None


def _of(code: str) -> QuerySet[Job]:
    return Job.objects.filter(arguments__code=code, kind__in=KINDS)


def _work(job: Job) -> Work:
    return Work(
        job.id,
        job.kind,
        KINDS[job.kind],
        str(job.arguments.get("name", "")),
        job.user_id,
        job.state,
        Job.State(job.state).label,
        job.done,
        job.total,
        job.created_at,
        job.finished_at,
        job.arguments,
        job.result,
        Unit.of_place(job.province, job.county, job.centre),
    )
