"""اعتراض به داده: one contest is seen, referred, decided, withdrawn (C-022)."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.documents.public import document_by_id, serve
from sayeban.facts.actions.contests import withdraw_contest
from sayeban.facts.actions.decide_contest import decide_contest, refer_contest
from sayeban.facts.pages.contests.form import DecideForm
from sayeban.facts.pages.contests.view import contest_page, found_contest, is_hidden
from sayeban.facts.rights import CONTESTERS, DECIDERS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@door(CONTESTERS)
def contest(request: Visit, number: int) -> HttpResponse:
    """یک اعتراض."""
    return _shown(request, number, DecideForm())


@door(CONTESTERS)
def contest_document(request: Visit, number: int) -> HttpResponseBase:
    """مدرک اعتراض."""
    found = found_contest(request, number)
    document = document_by_id(found.document_id) if found.document_id else None
    if document is None or is_hidden(request, found):
        raise Http404
    return serve(document)


@door(DECIDERS, methods=("POST",))
def refer(request: Visit, number: int) -> HttpResponseBase:
    """پرسش از صاحب داده."""
    return _do(request, number, lambda: _refer(request, number), "contest_referred")


@door(CONTESTERS, methods=("POST",))
def withdraw(request: Visit, number: int) -> HttpResponseBase:
    """پس گرفتن اعتراض."""
    return _do(request, number, lambda: _withdraw(request, number), "contest_withdrawn")


@door(DECIDERS, methods=("POST",))
def decide(request: Visit, number: int) -> HttpResponseBase:
    """تصمیم دربارهٔ اعتراض."""
    with looking(request.actor):
        found_contest(request, number)
    form = DecideForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _decide(request, number, form)):
        return done(reverse("contest", args=[number]), "contest_decided")
    with looking(request.actor):
        return _shown(request, number, form, status=422)


def _do(request: Visit, number: int, act: Callable[[], None], word: str) -> HttpResponseBase:
    with looking(request.actor):
        found_contest(request, number)
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            status = refusal.http_status
            return _shown(request, number, DecideForm(), refusal.message, status=status)
    return done(reverse("contest", args=[number]), word)


def _refer(request: Visit, number: int) -> None:
    refer_contest(actor=request.actor, at=timezone.now(), number=number)


def _withdraw(request: Visit, number: int) -> None:
    withdraw_contest(actor=request.actor, at=timezone.now(), number=number)


def _decide(request: Visit, number: int, form: DecideForm) -> bool:
    typed = form.cleaned_data
    decide_contest(
        actor=request.actor,
        at=timezone.now(),
        number=number,
        accepted=typed["decision"] == "accepted",
        answer=typed["answer"],
        evidence=typed["evidence"],
    )
    return True


def _shown(
    request: Visit, number: int, form: DecideForm, problem: str = "", *, status: int = 200
) -> HttpResponse:
    page = contest_page(request, number, form, problem)
    return render(request, "facts/contest.jinja", page, status=status)
