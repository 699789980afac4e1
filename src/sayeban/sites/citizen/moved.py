"""«جابه‌جا شده‌ام»: the client tells where he lives now, and takes it back on the same day."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.forms import CodeField, JalaliDateField, TextField
from sayeban.design.jinja import render
from sayeban.exemptions.public import Moved, OwnMove, own_move, say_moved, unsay_moved
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.doors import Visit, door

_FIELDS: Final = {
    "date.in_future": "moved_on",
    "moved.address_missing": "address",
    "postal_code.invalid": "postal_code",
    "moved.tenancy_end_missing": "tenancy_end",
    "moved.tenancy_end_past": "tenancy_end",
}
"""Where a refusal is said, by its code."""


class MovedForm(forms.Form):
    """Since when and where."""

    moved_on = JalaliDateField(
        label="از چه روزی در خانهٔ تازه هستید؟",
        error_messages={"required": "روز جابه‌جایی را بنویسید."},
    )
    address = TextField(
        label="نشانی خانهٔ تازه",
        max_length=300,
        help_text="شهر یا روستا، خیابان، کوچه، پلاک",
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "نشانی خانهٔ تازه را بنویسید."},
    )
    postal_code = CodeField(
        label="کد پستی خانهٔ تازه",
        length=10,
        required=False,
        help_text="ده رقم؛ روی قبض نوشته است. اگر نمی‌دانید خالی بگذارید.",
    )
    tenure = forms.ChoiceField(
        label="خانهٔ تازه چگونه است؟",
        choices=[("tenant", "اجاره کرده‌ام"), ("owner", "مال خودم"), ("other", "چیز دیگر")],
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    tenancy_end = JalaliDateField(
        label="پایان اجاره",
        required=False,
        help_text="تنها اگر خانه را اجاره کرده‌اید؛ روی قرارداد نوشته است.",
    )


@dataclass(frozen=True, slots=True)
class MovedPage:
    """The form, or what was told already and waits."""

    form: MovedForm
    move: OwnMove | None


@door("citizen", methods=("GET", "POST"))
def moved(request: Visit) -> HttpResponseBase:
    """جابه‌جا شده‌ام."""
    at = timezone.now()
    form = MovedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            told = Moved(**form.cleaned_data)
            said = attempt(form, lambda: say_moved(actor=request.actor, at=at, moved=told), _FIELDS)
            if said:
                return done(reverse("own_moved"), "own_moved")
        page = MovedPage(form, None)
        return render(request, "sites/own_moved.jinja", page, status=422)
    page = MovedPage(form, own_move(request.actor, at))
    return render(request, "sites/own_moved.jinja", page)


@door("citizen", methods=("POST",))
def unsay(request: Visit, reference: int) -> HttpResponseBase:
    """پس گرفتن."""
    unsay_moved(actor=request.actor, at=timezone.now(), reference=str(reference))
    return done(reverse("own"), "own_unsaid")
