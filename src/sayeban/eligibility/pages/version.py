"""یک نسخه از قاعده: read aloud, its impact seen, approved by a second person or returned."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.eligibility.actions.approve_rule import approve_rule, return_rule
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.eligibility.pages.view import VersionPage, version_page
from sayeban.eligibility.reads.versions import version_of
from sayeban.eligibility.refusals import RuleUnknown
from sayeban.eligibility.rights import AUTHORS, READERS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied


@door(READERS)
def rule_version(request: Visit, code: str, number: int) -> HttpResponse:
    """یک نسخه از قاعده."""
    return _shown(request, code, number)


@door(AUTHORS, methods=("POST",))
def impact(request: Visit, code: str, number: int) -> HttpResponseBase:
    """شمردن اثر."""

    def count() -> None:
        preview_impact(actor=request.actor, at=timezone.now(), code=code, number=number)

    return _do(request, code, number, count, "rule_counted")


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


def _there(code: str, number: int) -> None:
    try:
        version_of(code, number)
    except RuleUnknown:
        raise Http404 from None


def _shown(
    request: Visit, code: str, number: int, problem: str = "", *, status: int = 200
) -> HttpResponse:
    _there(code, number)
    page: VersionPage = version_page(request.actor, code, number, problem)
    if page.sample:
        look(
            user_id=request.actor.user_id,
            purpose="rules.sample",
            subject="eligibility.sample",
            subject_id=str(page.impact_id),
            rows=len(page.sample),
        )
    return render(request, "eligibility/version.jinja", page, status=status)
