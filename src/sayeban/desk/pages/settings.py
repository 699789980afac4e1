"""The desk as data, and the training of whoever works there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.country.jalali import persian_digits
from sayeban.design.forms import CodeField, TextField, offer
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.actions.keep_desk import DeskTerms, keep_desk, renew_key
from sayeban.desk.actions.train import train
from sayeban.desk.hours import DAYS, Hours
from sayeban.desk.pages.finding import desk_of, way
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.requests import titles
from sayeban.desk.reads.staff import Worker, staff_of
from sayeban.desk.rules import COUNTERS, SLOT_MINUTES, TRAINERS
from sayeban.desk.workbook.faults import Unread, span, whole_number
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

DONE: Final = {
    "desk_kept": "میز خدمت اصلاح شد.",
    "desk_renewed": "نشانی نمایشگر و دستگاه نوبت‌دهی عوض شد؛ نشانی پیشین دیگر باز نمی‌شود.",
    "desk_trained": "آموزش ثبت شد و میز خدمت برای آن افراد باز است.",
}
_HOURS_HINT: Final = "مانند «۰۷:۳۰ تا ۱۴:۰۰». روزی که خالی بماند میز بسته است."
_REQUIRED: Final = {"required": "این جا را پر کنید.", "invalid": "درست نیست؛ دوباره بنویسید."}


class HoursField(forms.CharField):
    """From when to when, typed with digits of any script; nothing where the desk is closed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "size": 16}
        super().__init__(widget=forms.TextInput(attrs), required=False, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Hours that are kept, as they would be typed."""
        return value.said if isinstance(value, Hours) else value

    def clean(self, value: object) -> Any:  # noqa: ANN401 - a form field
        """The hours or None; ValidationError says what to write."""
        return _read(span, super().clean(value))


class WholeField(CodeField):
    """A whole number of a range typed with digits of any script."""

    def __init__(self, *, allowed: range, **kwargs: Any) -> None:
        super().__init__(length=4, **kwargs)
        self.allowed = allowed

    def prepare_value(self, value: object) -> object:
        """A number that is kept, as it would be typed."""
        return persian_digits(str(value)) if isinstance(value, int) else value

    def clean(self, value: object) -> Any:  # noqa: ANN401 - a form field
        """The number; ValidationError says which ones there are."""
        return _read(lambda typed: whole_number(typed, self.allowed), super().clean(value))


def _read(read: Callable[[str], object], typed: Any) -> object:  # noqa: ANN401 - a form field
    try:
        return read(typed)
    except Unread as unread:
        raise forms.ValidationError(persian_digits(str(unread))) from None


class DeskForm(forms.Form):
    """What may be corrected of a desk."""

    title = TextField(label="نام میز", max_length=120, error_messages=_REQUIRED)
    address = TextField(label="نشانی", max_length=300, required=False)
    phone = CodeField(label="تلفن", length=16, required=False, max_length=30)
    counters = WholeField(label="شمار باجه‌ها", allowed=COUNTERS, error_messages=_REQUIRED)
    day_0, day_1, day_2, day_3, day_4, day_5, day_6 = (
        HoursField(label=f"ساعت کار {name}", help_text=_HOURS_HINT if n == 0 else "")
        for n, name in enumerate(DAYS.values())
    )
    every_day = forms.BooleanField(
        label="این میز در تعطیلی‌ها هم باز است",
        required=False,
        help_text="در تعطیل رسمی و تعطیل اعلام‌شده هم وقت و شماره داده می‌شود.",
    )
    slot_minutes = WholeField(
        label="هر وقت چند دقیقه است؟", allowed=SLOT_MINUTES, error_messages=_REQUIRED
    )
    services = forms.MultipleChoiceField(
        label="کدام خدمت‌ها را می‌گیرد؟",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="اگر هیچ‌کدام را نشان نزنید، این میز همهٔ خدمت‌ها را می‌گیرد.",
    )

    def __init__(
        self, data: QueryDict | None, *, offered: Mapping[str, str], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self.fields["services"], offered.items())

    def terms(self) -> DeskTerms:
        """The same for the command."""
        given = dict(self.cleaned_data)
        week = tuple(given.pop(key) for key in DAYS)
        return DeskTerms(**given | {"week": week, "services": tuple(given["services"])})


class TrainingForm(forms.Form):
    """Who was trained today."""

    users = forms.MultipleChoiceField(
        label="چه کسانی آموزش دیدند؟",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "دست‌کم یک نفر را نشان بزنید."},
    )

    def __init__(self, data: QueryDict | None = None, *, workers: list[Worker]) -> None:
        super().__init__(data)
        untrained = [each for each in workers if each.trained_at is None]
        offer(self.fields["users"], [(each.key, each.label) for each in untrained])


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The form of the desk."""

    desk: DeskFacts
    links: tuple[Link, ...]
    form: DeskForm


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """Who works at the desk or answers it; `waiting`: somebody is still to be trained."""

    desk: DeskFacts
    links: tuple[Link, ...]
    workers: tuple[Worker, ...]
    waiting: bool
    form: TrainingForm


@door(TRAINERS, methods=("GET", "POST"))
def settings(request: Visit, code: str) -> HttpResponseBase:
    """مشخصات میز خدمت."""
    found = _kept_by(request, code)
    plain = {name: getattr(found, name) for name in DeskForm.base_fields if name not in DAYS}
    initial = plain | dict(zip(DAYS, found.week, strict=True))
    sent = request.POST if request.method == "POST" else None
    with looking(request.actor):
        form = DeskForm(sent, offered=titles(), initial=initial)
    if form.is_valid():
        terms = form.terms()
        if attempt(form, lambda: _keep(request, found, terms)):
            return done(reverse("desk_settings", args=[code]), "desk_kept")
    page = SettingsPage(found, way(found), form)
    with looking(request.actor):
        return render(request, "desk/settings.jinja", page, status=422 if form.errors else 200)


@door(TRAINERS, methods=("POST",))
def new_key(request: Visit, code: str) -> HttpResponseBase:
    """نشانی تازه برای نمایشگر و دستگاه نوبت‌دهی."""
    found = _kept_by(request, code)
    renew_key(actor=request.actor, at=timezone.now(), unit=found.unit, code=code)
    return done(reverse("desk_settings", args=[code]), "desk_renewed")


@door(TRAINERS, methods=("GET", "POST"))
def training(request: Visit, code: str) -> HttpResponseBase:
    """آموزش کارکنان میز خدمت و رابط‌ها."""
    found = _kept_by(request, code)
    with looking(request.actor):
        workers = staff_of(found.unit, timezone.now())
    form = TrainingForm(request.POST if request.method == "POST" else None, workers=workers)
    if form.is_valid() and attempt(
        form, lambda: _train(request, found, form.cleaned_data["users"])
    ):
        return done(reverse("desk_training", args=[code]), "desk_trained")
    waiting = any(each.trained_at is None for each in workers)
    page = TrainingPage(found, way(found), tuple(workers), waiting, form)
    with looking(request.actor):
        return render(request, "desk/training.jinja", page, status=422 if form.errors else 200)


def _train(request: Visit, found: DeskFacts, chosen: list[str]) -> bool:
    """Each key is «course-user»."""
    by_course: dict[str, list[int]] = {}
    for key in chosen:
        course, _, user = key.partition("-")
        by_course.setdefault(course, []).append(int(user))
    for course, users in by_course.items():
        train(actor=request.actor, at=timezone.now(), unit=found.unit, course=course, users=users)
    return True


def _keep(request: Visit, found: DeskFacts, terms: DeskTerms) -> bool:
    keep_desk(actor=request.actor, at=timezone.now(), unit=found.unit, code=found.code, terms=terms)
    return True


def _kept_by(request: Visit, code: str) -> DeskFacts:
    found = desk_of(request.actor, code)
    if not request.actor.reaches(TRAINERS, found.unit):
        raise AccessDenied
    return found
