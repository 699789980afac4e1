"""The dated declaration of accuracy of whoever entered or answers for a worklist (A-105, A-112)."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.declarations import Declarations, declarations
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_SIGNERS = rights.COLLECTORS | rights.HEADS


class DeclarationForm(forms.Form):
    """The signature."""

    sure = forms.BooleanField(
        label="این گواهی را خواندم و درستی آن را می‌پذیرم",
        error_messages={"required": "برای امضا این خانه را نشان بزنید."},
    )


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """The declaration of one worklist; `heads` says whether the visitor signs as its head."""

    head: UnitHead
    given: Declarations
    heads: bool
    form: DeclarationForm


@door(_SIGNERS, methods=("GET", "POST"))
def sign(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """گواهی درستی اطلاعات."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
    if not request.actor.holds(_SIGNERS, head.unit):
        raise AccessDenied
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _declare(request, head)):
        return done(reverse("campaign_declaration", args=[code, head.text]), "declared")
    with looking(request.actor):
        page = DeclarationPage(
            head,
            declarations(code, head.unit, request.actor.user_id),
            request.actor.holds(rights.HEADS, head.unit),
            form,
        )
        status = 422 if form.errors else 200
        return render(request, "exemptions/declaration.jinja", page, status=status)


def _declare(request: Visit, head: UnitHead) -> bool:
    declare(actor=request.actor, at=timezone.now(), code=head.code, unit=head.unit)
    return True
