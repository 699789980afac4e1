"""کارهای در جریان: long works, how far each is, and those that wait to be sent again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from sayeban.accounts.public import HEAD_POSTS, HQ_POSTS, POST_LABELS, Post, user_names
from sayeban.cases.public import WORK_KINDS as CASE_WORKS
from sayeban.design.jinja import render
from sayeban.design.parts import Pager, Tone
from sayeban.eligibility import public as eligibility
from sayeban.exemptions.public import WORK_KINDS
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import JobLine, recent_jobs
from sayeban.sites.staff.moments import moment

_SIZE: Final = 50
_STARTERS: Final = frozenset(POST_LABELS) - {Post.VILLAGE_HELPER}
"""Who is bounded to villages starts no work, and the database shows him none."""
_TONES: Final[dict[str, Tone]] = {"done": "ok", "refused": "bad", "failed": "bad"}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. `href` leads to its own page, `again` takes the POST that sends it anew."""

    id: UUID
    label: str
    name: str
    by: str
    state: str
    tone: Tone
    done: int
    total: int
    tries: int
    created_at: datetime
    finished_at: datetime | None
    problem: str
    href: str
    again: str


@dataclass(frozen=True, slots=True)
class JobsPage:
    """A page of jobs, newest first. `is_own`: the visitor sees his own alone."""

    rows: tuple[JobRow, ...]
    pager: Pager
    is_own: bool


@door(_STARTERS)
def job_list(request: Visit) -> HttpResponse:
    """کارهای در جریان: one's own; headquarters and heads see those of their places."""
    actor = request.actor
    sees_all = bool(actor.posts & (HQ_POSTS | HEAD_POSTS))
    before = moment(request.GET.get("before", "").replace(" ", "+"))
    found = recent_jobs(None if sees_all else actor.user_id or 0, before, _SIZE + 1)
    rows, more = found[:_SIZE], len(found) > _SIZE
    names = user_names({row.user_id for row in rows})
    here = reverse("jobs")
    older = f"{here}?before={rows[-1].created_at.isoformat()}" if more else ""
    page = JobsPage(
        tuple(_row(row, names, actor.user_id) for row in rows),
        Pager(here if before else "", older.replace("+", "%2B"), len(rows)),
        not sees_all,
    )
    return render(request, "sites/jobs.jinja", page)


def _row(job: JobLine, names: dict[int, str], reader: int | None) -> JobRow:
    """Its own page opens to whoever started it, and so does sending it again."""
    own = job.user_id == reader and bool(job.code) and job.kind in WORK_KINDS
    address = [job.code, job.id]
    return JobRow(
        job.id,
        {**WORK_KINDS, **CASE_WORKS, **eligibility.WORK_KINDS}.get(job.kind, job.kind),
        job.name,
        names.get(job.user_id, "سامانه"),
        job.state_label,
        _TONES.get(job.state, "info"),
        job.done,
        job.total,
        job.tries,
        job.created_at,
        job.finished_at,
        job.problem,
        reverse("campaign_work", args=address) if own else "",
        reverse("campaign_work_again", args=address) if own and job.state == "failed" else "",
    )
