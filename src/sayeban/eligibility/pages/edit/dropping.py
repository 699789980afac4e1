"""کنار گذاشتن پیش‌نویس: asked on a page of its own, since the next change begins another draft."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.eligibility.actions.keep_rules import drop_draft
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.versions import version_of
from sayeban.eligibility.refusals import RuleUnknown
from sayeban.eligibility.rights import AUTHORS
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


class DropForm(forms.Form):
    """The draft as it was read."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "پیش‌نویس را دوباره بخوانید."),
    )


@dataclass(frozen=True, slots=True)
class DropPage:
    """What is laid aside. `is_draft`: it still can be."""

    code: str
    number: int
    title: str
    valid_from: date
    is_draft: bool
    form: DropForm


@door(AUTHORS, methods=("GET", "POST"))
def drop(request: Visit, code: str, number: int) -> HttpResponseBase:
    """کنار گذاشتن پیش‌نویس یک قاعده."""
    if request.method == "GET":
        return _shown(request, _there(code, number))
    form = DropForm(request.POST)

    def lay_aside() -> bool:
        draft = {"code": code, "number": number, "revision": form.cleaned_data["revision"]}
        drop_draft(actor=request.actor, at=timezone.now(), **draft)
        return True

    with looking(request.actor):
        _there(code, number)
    if form.is_valid() and attempt(form, lay_aside):
        return done(reverse("rule_version", args=[code, number]), "rule_dropped")
    with looking(request.actor):
        return _shown(request, _there(code, number), form, status=422)


def _there(code: str, number: int) -> RuleVersion:
    try:
        return version_of(code, number)
    except RuleUnknown:
        raise Http404 from None


def _shown(
    request: Visit, version: RuleVersion, sent: DropForm | None = None, *, status: int = 200
) -> HttpResponse:
    page = DropPage(
        *(version.rule.code, version.number, version.title, version.valid_from),
        version.state == "draft",
        sent or DropForm(initial={"revision": version.revision}),
    )
    return render(request, "eligibility/rule_drop.jinja", page, status=status)
