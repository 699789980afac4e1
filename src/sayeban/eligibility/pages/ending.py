"""پایان یک قاعده: what stands on it, from which day and why; a second person lets it count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.today import today_of
from sayeban.design.forms import JalaliDateField, TextField
from sayeban.design.jinja import render
from sayeban.eligibility.actions.end_rule import approve_end, end_rule, withdraw_end
from sayeban.eligibility.reads.endings import EndingRow, ending_by_id, ending_of
from sayeban.eligibility.reads.rules import newest_number
from sayeban.eligibility.reads.versions import version_on
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.users import RuleUser, users_of
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


class EndForm(forms.Form):
    """From which day the rule says nothing, and why."""

    ends_on = JalaliDateField(
        label="نخستین روزی که دیگر نافذ نیست",
        error_messages={"required": "روز پایان را بنویسید."},
    )
    reason = TextField(
        label="دلیل",
        help_text="مانند قانونی که آن را برمی‌دارد.",
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        error_messages={"required": "دلیل را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class EndPage:
    """What stands on a rule, and the end that waits or the form of a new one.

    `asked_by` asked for the end that waits; `may_approve`: the visitor may let it count.
    """

    code: str
    number: int
    title: str
    users: tuple[RuleUser, ...]
    waiting: EndingRow | None
    asked_by: str
    may_approve: bool
    form: EndForm
    problem: str


@door(AUTHORS, methods=("GET", "POST"))
def end(request: Visit, code: str) -> HttpResponseBase:
    """پایان دادن به یک قاعده."""
    if request.method == "GET":
        return _shown(request, code, EndForm())
    form = EndForm(request.POST)

    def ask() -> int:
        typed = form.cleaned_data
        return end_rule(actor=request.actor, at=timezone.now(), code=code, **typed)

    at = {"rule.end_past": "ends_on", "rule.not_in_force": "ends_on"}
    if form.is_valid() and attempt(form, ask, at) is not None:
        return done(reverse("rule_end", args=[code]), "rule_end_asked")
    with looking(request.actor):
        return _shown(request, code, form, status=422)


@door(AUTHORS, methods=("POST",))
def approve(request: Visit, number: int) -> HttpResponseBase:
    """تأیید پایان یک قاعده."""

    def put() -> None:
        approve_end(actor=request.actor, at=timezone.now(), number=number)

    return _do(request, number, put, "rule_end_approved")


@door(AUTHORS, methods=("POST",))
def withdraw(request: Visit, number: int) -> HttpResponseBase:
    """پس گرفتن پایانی که هنوز تأیید نشده است."""

    def back() -> None:
        withdraw_end(actor=request.actor, at=timezone.now(), number=number)

    return _do(request, number, back, "rule_end_withdrawn")


def _do(request: Visit, number: int, act: Callable[[], None], word: str) -> HttpResponseBase:
    with looking(request.actor):
        found = ending_by_id(number)
    if found is None:
        raise Http404
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            status = refusal.http_status
            return _shown(request, found.code, EndForm(), refusal.message, status=status)
    return done(reverse("rule_end", args=[found.code]), word)


def _shown(
    request: Visit, code: str, form: EndForm, problem: str = "", *, status: int = 200
) -> HttpResponse:
    number, today = newest_number(code), today_of(timezone.now())
    if not number:
        raise Http404
    found, held = ending_of(code), version_on(code, date.max) or version_on(code, today)
    waiting = found if found and found.waits else None
    eyes = request.actor.eyes()
    may_approve = waiting is not None and not eyes.saw(waiting.asked_by, waiting.asked_at)
    names = user_names({waiting.asked_by}) if waiting and waiting.asked_by else {}
    page = EndPage(
        *(code, held.number if held else number, held.title if held else code),
        tuple(users_of(code, waiting.ends_on if waiting else today + timedelta(1))),
        waiting,
        names.get(waiting.asked_by or 0, "سامانه") if waiting else "",
        may_approve,
        form,
        problem,
    )
    return render(request, "eligibility/rule_end.jinja", page, status=status)
