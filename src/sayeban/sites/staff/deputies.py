"""جانشین‌ها: who stands in for whom, and the form with which a deputy is named or withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import (
    AppointmentEnded,
    Candidate,
    DeputyRow,
    HeldPost,
    deputies,
    deputy_question,
    name_deputy,
    own_posts,
    withdraw_deputy,
)
from sayeban.design.forms import JalaliDateField, offer
from sayeban.design.jinja import render
from sayeban.runtime.answers import attempt
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.banners import back_to


class DeputyForm(forms.Form):
    """Who stands in, and on which days."""

    username = forms.ChoiceField(
        label="جانشین",
        help_text="همکاران همین واحد، واحد بالادست و زیرمجموعه که می‌توانند جانشین شوند.",
        error_messages={
            "required": "جانشین را برگزینید.",
            "invalid_choice": "جانشین را از فهرست برگزینید.",
        },
    )
    first = JalaliDateField(label="از روز", error_messages={"required": "روز نخست را بنویسید."})
    last = JalaliDateField(label="تا پایان روز", error_messages={"required": "روز آخر را بنویسید."})

    def offer(self, found: list[Candidate]) -> None:
        """Offer these people."""
        names = [(each.username, f"{each.full_name} ({each.posts})") for each in found]
        offer(self.fields["username"], [("", "برگزینید"), *names])


@dataclass(frozen=True, slots=True)
class DeputiesPage:
    """The visitor's own posts and the deputies that concern him."""

    own: tuple[HeldPost, ...]
    rows: tuple[DeputyRow, ...]


@dataclass(frozen=True, slots=True)
class DeputyPage:
    """One post and the form of its deputy; `may`: somebody can stand in at all."""

    held: HeldPost
    form: DeputyForm
    may: bool


@door("signed_in")
def deputy_list(request: Visit) -> HttpResponse:
    """جانشین‌ها."""
    at = timezone.now()
    own, rows = own_posts(request.actor, at), deputies(request.actor, at)
    return render(request, "sites/deputies.jinja", DeputiesPage(tuple(own), tuple(rows)))


@door("signed_in", methods=("GET", "POST"))
def one_deputy(request: Visit, appointment_id: int) -> HttpResponseBase:
    """تعیین جانشین برای یک سمت."""
    at = timezone.now()
    with looking(request.actor):
        held, found = _question(request, at, appointment_id)
    form = DeputyForm(request.POST if request.method == "POST" else None)
    form.offer(found)
    if form.is_valid() and attempt(form, lambda: _name(request, at, appointment_id, form)):
        return back_to(reverse("deputies"), "deputy_named")
    page = DeputyPage(held, form, bool(found))
    return render(request, "sites/deputy.jinja", page, status=422 if form.errors else 200)


@door("signed_in", methods=("POST",))
def withdraw(request: Visit, appointment_id: int) -> HttpResponseBase:
    """پس گرفتن جانشینی."""
    withdraw_deputy(actor=request.actor, at=timezone.now(), appointment_id=appointment_id)
    return back_to(reverse("deputies"), "deputy_withdrawn")


def _question(
    request: Visit, at: datetime, appointment_id: int
) -> tuple[HeldPost, list[Candidate]]:
    """404 for a post in which the visitor has no say."""
    try:
        return deputy_question(request.actor, at, appointment_id)
    except AppointmentEnded as unknown:
        raise Http404 from unknown


def _name(request: Visit, at: datetime, appointment_id: int, form: DeputyForm) -> bool:
    typed = form.cleaned_data
    name_deputy(
        actor=request.actor,
        at=at,
        appointment_id=appointment_id,
        username=typed["username"],
        first=typed["first"],
        last=typed["last"],
    )
    return True
