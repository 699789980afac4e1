"""The mobile of a known visitor, as he says it himself."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import Http404, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.design.forms import CodeField
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.pages.finding import way
from sayeban.desk.pages.visitor import served_by
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.rules import WORKERS
from sayeban.people.public import PersonFile, UnknownPerson, say_mobile, seen_file
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

DONE: Final = {
    "desk_mobile": "شمارهٔ همراه به گفتهٔ خود او ثبت شد و پیامک‌های درخواست‌هایش به آن می‌رود.",
}


class MobileForm(forms.Form):
    """The number that he says."""

    mobile = CodeField(
        label="شمارهٔ همراه",
        length=11,
        help_text="یازده رقم، آن‌گونه که خودش می‌گوید. برای او تکرارش کنید.",
        error_messages={"required": "شمارهٔ همراه را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class MobilePage:
    """The number that is kept, and the box for the one that he says."""

    desk: DeskFacts
    links: tuple[Link, ...]
    person: PersonFile
    form: MobileForm


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def mobile(request: Visit, code: str, person_id: int) -> HttpResponseBase:
    """شمارهٔ همراه مراجعه‌کننده، به گفتهٔ خود او."""
    desk, back = served_by(request, code), _back(code, person_id, request.GET.get("service", ""))
    form = MobileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = attempt(
            form,
            lambda: _kept(request, desk, person_id, form.cleaned_data["mobile"]),
            {"person.mobile_wrong": "mobile"},
        )
        if kept:
            return done(back, "desk_mobile")
    with looking(request.actor):
        file = seen_file(request.actor, person_id, "serve")
        links = (*way(desk), Link(file.full_name or file.identifier, back))
        page = MobilePage(desk, links, file, form)
        return render(request, "desk/mobile.jinja", page, status=422 if form.errors else 200)


def _kept(request: Visit, desk: DeskFacts, person_id: int, typed: str) -> bool:
    try:
        say_mobile(
            actor=request.actor,
            at=timezone.now(),
            unit=desk.unit,
            person_id=person_id,
            mobile=typed,
        )
    except UnknownPerson as unknown:
        raise Http404 from unknown
    return True


def _back(code: str, person_id: int, service: str) -> str:
    """The page that he came from: that of a service, or his own."""
    try:
        return reverse("desk_service", args=[code, person_id, service])
    except NoReverseMatch:
        return reverse("desk_person", args=[code, person_id])
