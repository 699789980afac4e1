"""یک نسخه از قاعده: read aloud, its impact seen, approved by a second person or returned."""

from collections.abc import Callable
from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.eligibility.actions.approve_rule import approve_rule, return_rule
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.pages.impact import by_province, whole
from sayeban.eligibility.pages.view import VersionPage, version_page
from sayeban.eligibility.reads.impact import latest_impact
from sayeban.eligibility.reads.versions import version_of
from sayeban.eligibility.reads.works import IMPACT, RUN, counting_of
from sayeban.eligibility.refusals import RuleUnknown
from sayeban.eligibility.rights import AUTHORS, READERS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook, write_tables


@door(READERS)
def rule_version(request: Visit, code: str, number: int) -> HttpResponse:
    """یک نسخه از قاعده."""
    return _shown(request, code, number)


@door(AUTHORS, methods=("POST",))
def impact(request: Visit, code: str, number: int) -> HttpResponseBase:
    """شمردن اثر."""

    _start(request, code, number, IMPACT)
    return done(reverse("rule_version", args=[code, number]) + "#impact")


@door(AUTHORS, methods=("POST",))
def run(request: Visit, code: str, number: int) -> HttpResponseBase:
    """اجرای قاعده در سراسر کشور."""
    _start(request, code, number, RUN)
    return done(reverse("rule_version", args=[code, number]) + "#runs")


def _start(request: Visit, code: str, number: int, kind: str) -> None:
    """The work for the worker, unless one of the kind is on its way."""
    with looking(request.actor):
        version = _there(code, number)
        counting = counting_of(code, number, kind)
    if counting is not None and counting.running:
        return
    about = {"code": code, "number": number, "sha256": version.tree_sha256}
    start(
        actor=request.actor,
        at=timezone.now(),
        kind=kind,
        arguments=about | {"name": version.title},
        unit=Unit.hq(),
    )


@door(AUTHORS)
def as_workbook(_request: Visit, code: str, number: int) -> HttpResponseBase:
    """اثر یک نسخه در استان‌ها، در یک فایل اکسل."""
    counted = latest_impact(_there(code, number))
    if counted is None:
        raise Http404
    heads = (
        *("استان", "مشمول", "نامشمول", "نامعلوم", "مشمول پیشین"),
        *("وارد می‌شود", "خارج می‌شود", "نامعلوم می‌شود", "مشمول می‌ماند"),
    )
    cells = [
        (
            *(each.name, each.after, each.no, each.unknown, each.before),
            *(each.enters, each.leaves, each.unsure, each.stays),
        )
        for each in (*by_province(counted), whole(counted))
    ]

    def write(path: Path) -> None:
        write_tables({"اثر": (heads, cells)}, path)

    answer, _ = answer_workbook(f"{code}-{number}.xlsx", write)
    return answer


@door(AUTHORS, methods=("POST",))
def approve(request: Visit, code: str, number: int) -> HttpResponseBase:
    """تأیید نسخه."""
    revision = _revision(request)

    def put() -> None:
        approve_rule(
            actor=request.actor, at=timezone.now(), code=code, number=number, revision=revision
        )

    return _do(request, code, number, put, "rule_approved")


@door(AUTHORS, methods=("POST",))
def send_back(request: Visit, code: str, number: int) -> HttpResponseBase:
    """بازگرداندن پیش‌نویس."""
    reason, revision = request.POST.get("reason", ""), _revision(request)

    def back() -> None:
        at = timezone.now()
        draft = {"number": number, "revision": revision}
        return_rule(actor=request.actor, at=at, code=code, reason=reason, **draft)

    return _do(request, code, number, back, "rule_returned")


def _revision(request: Visit) -> int:
    """The one that was read; 0, which no draft has, where nothing readable came."""
    return row_id(request.POST.get("revision", ""))


def _do(
    request: Visit, code: str, number: int, act: Callable[[], None], word: str
) -> HttpResponseBase:
    with looking(request.actor):
        _there(code, number)
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, code, number, refusal.message, status=refusal.http_status)
    return done(reverse("rule_version", args=[code, number]), word)


def _there(code: str, number: int) -> RuleVersion:
    try:
        return version_of(code, number)
    except RuleUnknown:
        raise Http404 from None


def _shown(
    request: Visit, code: str, number: int, problem: str = "", *, status: int = 200
) -> HttpResponse:
    _there(code, number)
    page: VersionPage = version_page(request.actor, code, number, problem)
    if page.impact and page.impact.sample:
        look(
            user_id=request.actor.user_id,
            purpose="rules.sample",
            subject="eligibility.sample",
            subject_id=str(page.impact.id),
            rows=len(page.impact.sample),
        )
    return render(request, "eligibility/version.jinja", page, status=status)
