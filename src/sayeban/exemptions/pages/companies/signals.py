"""خبر دادن به شرکت: the address where a company hears that its feeds advanced, and what became."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.actions.keep_hooks import close_hook, replay_feed, set_hook
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.companies.form import SAID_AT, HookForm
from sayeban.exemptions.pages.companies.page import agreement_or_404
from sayeban.exemptions.reads.signals import (
    AttemptFacts,
    HookFacts,
    SignalFacts,
    attempts_of,
    given_up,
    hook_of,
    signals_of,
)
from sayeban.exemptions.rules_signals import outcome
from sayeban.organisations.public import AgreementFacts, agreements
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_FAULTS: Final = {
    "address": "نشانی به شبکه‌ای می‌رسد که خبر به آن فرستاده نمی‌شود",
    "unreachable": "سرور شرکت در دسترس نبود",
    "timeout": "شرکت در زمان پاسخ نداد",
    "tls": "گواهی سرور شرکت پذیرفته نشد",
    "reply": "پاسخ شرکت خوانا نبود",
}
"""Keys are those of runtime.outside."""
_REFUSED: Final = "شرکت آن را نپذیرفت"


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One feed at the receiver, in words. `agreement` is what its page is found by."""

    agreement: int
    company: str
    feed_id: str
    last_seq: int
    told_seq: int
    told_at: datetime | None
    failing_since: datetime | None
    attempts: int
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One try in words; `status` is "–" where nothing was answered."""

    at: datetime
    feed_id: str
    status: str
    tone: Tone
    problem: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class SignalsPage:
    """The address of one agreement; `state` says whether anything is sent there."""

    agreement: int
    company: str
    hook: HookFacts | None
    state: str
    tone: Tone
    signals: tuple[SignalLine, ...]
    attempts: tuple[AttemptLine, ...]
    form: HookForm
    may_set: bool


@dataclass(frozen=True, slots=True)
class HookSecretPage:
    """The secret of an address, shown once."""

    agreement: int
    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class GivenUpPage:
    """What is sent no more by itself."""

    signals: tuple[SignalLine, ...]


@never_cache
@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def signals(request: Visit, number: int) -> HttpResponse:
    """خبر دادن به شرکت."""
    found = agreement_or_404(request, number)
    form = HookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secret = attempt(form, lambda: _set(request, number, form), SAID_AT)
        if secret:
            page = HookSecretPage(number, form.cleaned_data["url"], secret)
            return render(request, "exemptions/hook_secret.jinja", page)
    with looking(request.actor):
        shown = _page(found, form, timezone.now())
    status = 422 if form.errors else 200
    return render(request, "exemptions/signals.jinja", shown, status=status)


@door(rights.HEADQUARTERS, methods=("POST",))
def close(request: Visit, number: int) -> HttpResponseBase:
    """خاموش کردن."""
    close_hook(actor=request.actor, at=timezone.now(), agreement=number)
    return done(reverse("signals", args=[number]), "hook_closed")


@door(rights.HEADQUARTERS, methods=("POST",))
def again(request: Visit, number: int) -> HttpResponseBase:
    """فرستادن دوباره."""
    found = agreement_or_404(request, number)
    feed = request.POST.get("feed", "")
    if feed not in {found.feed(province) for province in found.provinces}:
        raise Http404
    replay_feed(actor=request.actor, at=timezone.now(), feed_id=feed)
    return done(reverse("signals", args=[number]), "signal_again")


@door(rights.HEADQUARTERS)
def all_given_up(request: Visit) -> HttpResponse:
    """خبرهای نرسیده."""
    names = {each.id: each.company_name for each in agreements(timezone.now())}
    lines = tuple(_line(each, names.get(each.agreement, "")) for each in given_up())
    return render(request, "exemptions/signals_given_up.jinja", GivenUpPage(lines))


def _set(request: Visit, number: int, form: HookForm) -> str:
    url = form.cleaned_data["url"]
    return set_hook(actor=request.actor, at=timezone.now(), agreement=number, url=url)


def _page(found: AgreementFacts, form: HookForm, at: datetime) -> SignalsPage:
    hook = hook_of(found.id, at)
    state, tone = _state(hook)
    return SignalsPage(
        found.id,
        found.company_name,
        hook,
        state,
        tone,
        tuple(_line(each, found.company_name) for each in signals_of(found.id)),
        tuple(_attempt(each) for each in attempts_of(found.id)),
        form,
        not found.ended_at,
    )


def _state(hook: HookFacts | None) -> tuple[str, Tone]:
    if hook is None:
        return "نوشته نشده", "mute"
    if hook.why == "gone":
        return "شرکت گفته است دیگر نفرستید", "bad"
    if hook.disabled_at:
        return "خاموش", "mute"
    return ("در انتظار گیرنده", "warn") if hook.open_until else ("روشن", "ok")


def _line(each: SignalFacts, company: str) -> SignalLine:
    state, tone = _reached(each)
    return SignalLine(
        each.agreement,
        company,
        each.feed_id,
        each.last_seq,
        each.told_seq,
        each.told_at,
        each.failing_since,
        each.attempts,
        state,
        tone,
    )


def _reached(each: SignalFacts) -> tuple[str, Tone]:
    if not each.behind:
        return "رسیده", "ok"
    if each.dead_at or each.gone:
        return "کنار گذاشته", "bad"
    return ("نرسیده، دوباره فرستاده می‌شود", "warn") if each.attempts else ("در صف", "info")


def _attempt(each: AttemptFacts) -> AttemptLine:
    taken = outcome(each.status) == "taken"
    problem = "" if taken else _FAULTS.get(each.fault, _REFUSED)
    status = str(each.status) if each.status else "–"
    return AttemptLine(
        each.at, each.feed_id, status, "ok" if taken else "bad", problem, each.milliseconds
    )
