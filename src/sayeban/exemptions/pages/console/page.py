"""صفحهٔ شرکت: its technical contact enters with the program's own id and secret.

He gets a token that reads and holds a quarter of an hour, in a cookie; what he tries goes through
the operation itself, with its door, its limits and its line among the calls (docs/decisions/0023).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import TokenHolder, calls_of, reading_token, token_holder
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.exemptions.pages.answers import SeeOther, attempt
from sayeban.exemptions.pages.companies.shown import (
    AgreementShown,
    CallShown,
    FeedLine,
    call_shown,
    feed_lines,
    in_words,
)
from sayeban.exemptions.pages.console.form import EnterForm, TryForm
from sayeban.exemptions.reads.feed_asked import open_feeds
from sayeban.organisations.public import agreements
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_SHOWN: Final = 20_000
"""Characters of an answer; a longer one is cut, its length is told."""


@dataclass(frozen=True, slots=True)
class EnterPage:
    """Who is asking?"""

    form: EnterForm


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement of the company and its feeds."""

    agreement: AgreementShown
    feeds: tuple[FeedLine, ...]


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """What the company is given, what it answered, and its programs' last calls."""

    program: TokenHolder
    agreed: tuple[Agreed, ...]
    calls: tuple[CallShown, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class TryPage:
    """An operation and what it answered: `call` as a shell asks it, `status` "" before."""

    program: TokenHolder
    form: TryForm
    call: str
    status: str
    said: str
    cut: bool


@never_cache
@door("anyone", methods=("GET", "POST"))
def console(request: Visit) -> HttpResponseBase:
    """صفحهٔ شرکت, or the question who asks."""
    at = timezone.now()
    holder = _holder(request, at)
    if holder is not None and request.method == "GET":
        return render(request, "exemptions/console.jinja", _console(holder, at))
    form = EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        token = attempt(form, lambda: reading_token(**form.cleaned_data, at=at))
        if token:
            return _entered(token)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "exemptions/console_enter.jinja", EnterPage(form), status=status)


@never_cache
@door("anyone", methods=("GET", "POST"))
def console_try(request: Visit) -> HttpResponseBase:
    """آزمودن یک کار."""
    at = timezone.now()
    holder = _holder(request, at)
    if holder is None:
        return redirect("console")
    feeds = open_feeds(holder.utility, holder.company, today_of(at))
    form = TryForm(request.POST if request.method == "POST" else None, sorted(feeds))
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        page = TryPage(holder, form, "", "", "", cut=False)
        return render(request, "exemptions/console_try.jinja", page, status=status)
    method, path, query, body = _operation(form)
    answer = _asked(request, method, path, query, body)
    said = json.dumps(json.loads(answer.content), ensure_ascii=False, indent=2)
    page = TryPage(
        holder,
        form,
        _as_call(method, path, query, body),
        str(answer.status_code),
        said[:_SHOWN],
        cut=len(said) > _SHOWN,
    )
    return render(request, "exemptions/console_try.jinja", page)


@door("anyone", methods=("POST",))
def console_leave(_request: Visit) -> HttpResponseBase:
    """خروج: the browser forgets the token, which is over soon anyway."""
    answer = SeeOther(reverse("console"))
    answer.delete_cookie(settings.CONSOLE_COOKIE_NAME, samesite="Strict")
    return answer


def _holder(request: Visit, at: datetime) -> TokenHolder | None:
    token = request.COOKIES.get(settings.CONSOLE_COOKIE_NAME, "")
    return token_holder(token, at) if token else None


def _entered(token: str) -> HttpResponseBase:
    answer = SeeOther(reverse("console"))
    answer.set_cookie(
        settings.CONSOLE_COOKIE_NAME,
        token,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _console(holder: TokenHolder, at: datetime) -> ConsolePage:
    # Terms and figures of this company; no record of anybody is read here.
    with looking(SYSTEM):
        found = agreements(at, utility=holder.utility, company=holder.company)
        agreed = tuple(
            Agreed(shown, feed_lines(each, at))
            for each, shown in zip(found, in_words(found), strict=True)
        )
    calls = tuple(map(call_shown, calls_of(holder.utility, holder.company)))
    return ConsolePage(holder, agreed, calls, sum(bool(each.problem) for each in calls))


def _operation(form: TryForm) -> tuple[str, str, str, bytes]:
    """Method, address, query and body of what was chosen."""
    typed = form.cleaned_data
    if typed["operation"] == "list_changes":
        return "GET", reverse("list_changes", args=[typed["feed"]]), "limit=3", b""
    if typed["operation"] == "lookup":
        body = json.dumps({"bill_ids": [typed["bill_id"]]}).encode()
        return "POST", reverse("lookup"), "", body
    return "GET", reverse("list_feeds"), "", b""


def _asked(request: Visit, method: str, path: str, query: str, body: bytes) -> HttpResponse:
    """The answer of the operation to this program, from the visitor's own address."""
    inner = WSGIRequest(
        request.META
        | {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_AUTHORIZATION": f"Bearer {request.COOKIES[settings.CONSOLE_COOKIE_NAME]}",
            "wsgi.input": BytesIO(body),
        }
    )
    inner.resolver_match = match = resolve(path)
    answer: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    return answer


def _as_call(method: str, path: str, query: str, body: bytes) -> str:
    address = f"{path}?{query}" if query else path
    lines = [f'curl -X {method} "$BASE{address}"', '-H "Authorization: Bearer $TOKEN"']
    if body:
        lines += ['-H "Content-Type: application/json"', f"-d '{body.decode()}'"]
    return " \\\n  ".join(lines)
