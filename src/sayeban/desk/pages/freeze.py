"""Headquarters allows other work in a freeze week, for a place and some days, and takes it back."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.forms import JalaliDateField, TextField, offer
from sayeban.design.jinja import render
from sayeban.desk.actions.lift_freeze import end_lift, lift_freeze
from sayeban.desk.freezing import freeze_on
from sayeban.desk.reads.lifts import LiftRow, lifts
from sayeban.desk.reads.requests import titles
from sayeban.desk.refusals import LiftUnknown
from sayeban.desk.rules import HEADQUARTERS
from sayeban.organisations.public import unit_named
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

DONE: Final = {
    "lift_made": "اجازه ثبت شد و میزهای آن‌جا از همین حالا درخواست می‌گیرند.",
    "lift_ended": "اجازه پس گرفته شد؛ مرکزها دوباره کار دیگری نمی‌پذیرند.",
}
_AT: Final = {"unit.unknown": "place"}


class LiftForm(forms.Form):
    """Where, for what, until when and why."""

    place = TextField(
        label="برای کجا؟",
        max_length=80,
        help_text="نام یا کد استان، شهرستان یا مرکز، مانند «استان فارس» یا «مرکز ۷۰۱۱».",
        error_messages={"required": "استان، شهرستان یا مرکز را بنویسید."},
    )
    service = forms.ChoiceField(label="کدام خدمت؟", required=False)
    until = JalaliDateField(label="تا پایان روز", error_messages={"required": "روز را بنویسید."})
    reason = TextField(
        label="دلیل", max_length=300, error_messages={"required": "دلیل را بنویسید."}
    )

    def __init__(self, data: Any, *, services: dict[str, str]) -> None:  # noqa: ANN401 - a QueryDict
        super().__init__(data)
        offer(self.fields["service"], [("", "همهٔ خدمت‌ها"), *services.items()])


@dataclass(frozen=True, slots=True)
class FreezePage:
    """`frozen`: the title of what keeps the centres free today, "" for nothing."""

    form: LiftForm
    frozen: str
    lifts: tuple[LiftRow, ...]
    titles: dict[str, str]


@door(HEADQUARTERS, methods=("GET", "POST"))
def freeze(request: Visit) -> HttpResponseBase:
    """اجازهٔ کار دیگر در هفتهٔ ویژه."""
    now = timezone.now()
    with looking(request.actor):
        services = titles()
    form = LiftForm(request.POST if request.method == "POST" else None, services=services)
    if (
        form.is_valid()
        and attempt(form, lambda: _lift(request, form.cleaned_data), _AT) is not None
    ):
        return done(reverse("desk_freeze"), "lift_made")
    with looking(request.actor):
        today = today_of(now)
        page = FreezePage(form, freeze_on(today), tuple(lifts(today)), services)
        return render(request, "desk/freeze.jinja", page, status=422 if form.errors else 200)


@door(HEADQUARTERS, methods=("POST",))
def end(request: Visit, number: int) -> HttpResponseBase:
    """پس گرفتن اجازه."""
    try:
        end_lift(actor=request.actor, at=timezone.now(), lift_id=number)
    except LiftUnknown as unknown:
        raise Http404 from unknown
    return done(reverse("desk_freeze"), "lift_ended")


def _lift(request: Visit, sent: dict[str, Any]) -> int:
    with looking(request.actor):
        unit = unit_named(sent["place"])
    return lift_freeze(
        actor=request.actor,
        at=timezone.now(),
        unit=unit,
        until=sent["until"],
        reason=sent["reason"],
        service=sent["service"],
    )
