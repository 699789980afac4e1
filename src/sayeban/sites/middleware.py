"""What surrounds every request: who asks, the log line, refusals as pages."""

import time
from collections.abc import Callable
from typing import Final

import structlog
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from sayeban.accounts.public import device_of, is_revoked, wipe_device
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.refusals_feed import BodyTooLarge
from sayeban.kit.refusals import Refusal
from sayeban.runtime.measures import REQUESTS
from sayeban.runtime.problems import problem
from sayeban.runtime.refusals import NoRoom
from sayeban.runtime.room import check_room
from sayeban.sites import visitors
from sayeban.sites.citizen import visit
from sayeban.sites.pages import message, refused

Respond = Callable[[HttpRequest], HttpResponseBase]

PROGRAMS: Final = ("/utility/v1/", "/dci/v1/")
_NO_LENGTH: Final = (
    "اندازهٔ آنچه فرستادید نوشته نشده است. با مرورگر خود دوباره بفرستید؛ اگر باز هم نشد، از پیشکار"
    " شبکه (proxy) است و راهبر سامانه باید آن را درست کند."
)
_log = structlog.get_logger("sayeban.web")


class RequestLog:
    """One line a request: the route and never the path or the query, the user's id, the time."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self._respond(request)
        visitor = visitors.visitor(request)
        match = request.resolver_match
        seconds = time.perf_counter() - began
        page = match.view_name if match else ""
        REQUESTS.labels(page, response.status_code).observe(seconds)
        _log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            user=visitor.actor.user_id if visitor else None,
        )
        return response


class Sessions(SessionMiddleware):
    """A cookie is deleted by the request that ends its session and by no other.

    Django deletes it whenever its session is gone. The answer to a late request with the key from
    before a sign-in would so delete the cookie that the sign-in has just set.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Leave the cookie of a session that somebody else has ended."""
        if request.session.is_empty() and not request.session.modified:
            patch_vary_headers(response, ("Cookie",))
            return response
        return super().process_response(request, response)


class LostPhones:
    """A phone that was taken out is wiped by its next contact, whoever uses it now."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        device = device_of(request)
        if device is None or not is_revoked(device):
            return self._respond(request)
        request.session.flush()
        sentence = (
            "آنچه از سامانه روی این گوشی مانده بود پاک شد. اگر گوشی گم شده و پیدا شده است، دوباره"
            " وارد شوید و کار امروز را از نو روی آن نگه دارید."
        )
        answer = message(request, "این گوشی از سامانه جدا شده است", sentence, status=410)
        wipe_device(answer)
        return answer


class WhoVisits:
    """Sets `request.actor` and `request.visitor` anew for each request: a disabled user and an
    ended appointment stop at once.

    A user with a one-time password sees nothing but the page on which he chooses his own, and the
    one on which a phone asks him whether to sign out. On the clients' own pages nobody is staff: a
    client who has entered his code is the actor there, and there alone.
    """

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if visit.is_own(request):
            return self._own(request)
        visitor = visitors.from_session(request)
        request.visitor = visitor  # type: ignore[attr-defined]  # read by visitors.visitor
        request.actor = visitor.actor if visitor else None  # type: ignore[attr-defined]  # Visit
        if visitor:
            visitors.keep_address(request, visitor.address)
        if visitor and visitor.must_change_password:
            allowed = {reverse(name) for name in ("change_password", "sign_out", "field_queue")}
            if request.path not in allowed:
                return redirect("change_password")
        response = self._respond(request)
        if visitor:
            # No cache on the way and no later user of the same computer sees it again.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _own(self, request: HttpRequest) -> HttpResponseBase:
        request.visitor = None  # type: ignore[attr-defined]  # read by visitors.visitor
        request.actor = visit.visitor_of(request, timezone.now())  # type: ignore[attr-defined]  # Visit
        response = self._respond(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class BodySize:
    """A body is refused by its declared length before any of it is read or put on a disk.

    Each form judges its files itself, but only when all of them have arrived; and anybody may
    send a form to the sign-in page. A body that comes in chunks declares none: Django would read
    it as an empty one, so that it is refused. What would go to a disk is refused where there is no
    room.
    """

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("Transfer-Encoding"):
            return message(request, "پذیرفته نشد", _NO_LENGTH, status=411)
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = _most_of(request)
        is_program = request.path.startswith(PROGRAMS) and "Authorization" in request.headers
        if is_program:
            lines = request.content_type == NDJSON
            most = settings.MOST_LINES_OF_PROGRAM if lines else settings.MOST_BODY_OF_PROGRAM
        if int(length) > most:
            if is_program:
                return problem(BodyTooLarge())
            sentence = "آنچه فرستادید بزرگ‌تر از اندازهٔ مجاز است. فایل‌ها را در چند نوبت بفرستید."
            return message(request, "پذیرفته نشد", sentence, status=413)
        if int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            try:
                check_room()
            except NoRoom as refusal:
                if is_program:
                    return problem(refusal)
                return refused(request, refusal, status=refusal.http_status)
        return self._respond(request)


def _most_of(request: HttpRequest) -> int:
    if visitors.visitor(request):
        return settings.MOST_BODY
    entered = visit.is_own(request) and visit.has_entered(request)
    return settings.MOST_BODY_OF_CITIZEN if entered else settings.MOST_BODY_OF_STRANGER


class Refusals:
    """A refusal that no page caught becomes a page with its Persian sentence."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._respond(request)

    def process_exception(
        self, request: HttpRequest, problem: Exception
    ) -> HttpResponseBase | None:
        """403 for missing rights, 422 for what the user can mend; other errors pass on."""
        if not isinstance(problem, Refusal):
            return None
        return refused(request, problem, status=problem.http_status)
