"""Who stands before the clerk: found by national id or file number, or registered as a newcomer."""

from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.country.formats import national_id as national_ids
from sayeban.design.forms import CodeField, JalaliDateField, TextField
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.pages.finding import desk_of, look_elsewhere, way
from sayeban.desk.reads.desks import DeskFacts, check_trained
from sayeban.desk.rules import WORKERS
from sayeban.people.public import (
    FileElsewhere,
    Found,
    KeptElsewhere,
    Newcomer,
    register_person,
    search_persons,
)
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

DONE: Final = {"desk_registered": "این فرد ثبت شد و می‌توانید درخواست او را بگیرید."}
_NATIONAL_ID: Final = 10
_KINDS: Final = (
    ("national_id", "کد ملی"),
    ("foreigner_id", "کد فراگیر"),
    ("refugee_card", "کارت آمایش"),
    ("passport", "گذرنامه"),
    ("internal", "شناسه‌ای ندارد"),
)
_PURPOSES: Final = (
    ("", "نمی‌پرسم"),
    ("serve", "خودش اینجاست و درخواست دارد"),
    ("letter", "نامه یا پرسشی دربارهٔ پروندهٔ او رسیده است"),
)
_AT: Final = {
    "person.elsewhere_purpose": "purpose",
    "person.identifier_invalid": "identifier",
    "person.name_missing": "full_name",
    "person.mobile_invalid": "mobile",
    "date.in_future": "birth_date",
}


class FindForm(forms.Form):
    """Whose file."""

    identifier = CodeField(
        label="کد ملی یا شمارهٔ پرونده",
        length=10,
        help_text="این جستجو با نام شما و برای «رسیدگی در میز خدمت» ثبت می‌شود.",
        error_messages={"required": "کد ملی یا شمارهٔ پرونده را بنویسید."},
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        if data is None:
            self.fields["identifier"].widget.attrs["autofocus"] = True


class NewcomerForm(forms.Form):
    """Somebody who is not covered."""

    kind = forms.ChoiceField(label="با چه شناسه‌ای؟", choices=_KINDS)
    identifier = CodeField(label="شناسه", length=12, required=False)
    full_name = TextField(
        label="نام و نام خانوادگی",
        max_length=120,
        error_messages={"required": "نام و نام خانوادگی را بنویسید."},
    )
    mobile = CodeField(
        label="شمارهٔ همراه", length=11, required=False, help_text="پیامک پیگیری به آن می‌رود."
    )
    birth_date = JalaliDateField(label="تاریخ تولد", required=False)
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label="اگر پروندهٔ او در واحد دیگری است، برای چه می‌پرسید؟",
        choices=_PURPOSES,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class VisitorPage:
    """The search, and once it was sent who was found. `asked`: it was sent.

    `elsewhere`: nobody here, and a file of this national id is kept where the clerk does not see
    it; `reachable`: a code can be sent to its mobile. `typed` goes along with the request for it.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    form: FindForm
    found: tuple[Found, ...] = ()
    asked: bool = False
    elsewhere: bool = False
    reachable: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class NewcomerPage:
    """The form of somebody who is not covered."""

    desk: DeskFacts
    links: tuple[Link, ...]
    form: NewcomerForm


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def visitor(request: Visit, code: str) -> HttpResponseBase:
    """پیدا کردن مراجعه‌کننده."""
    desk = served_by(request, code)
    form = FindForm(request.POST if request.method == "POST" else None)
    found: list[Found] = []
    elsewhere: KeptElsewhere | None = None
    with looking(request.actor):
        if form.is_valid() and _mistyped(form.cleaned_data["identifier"]):
            form.add_error("identifier", "رقم‌های این کد ملی درست نیست. آن را دوباره بنویسید.")
        if form.is_valid():
            found = search_persons(form.cleaned_data["identifier"])
            look(
                user_id=request.actor.user_id,
                purpose="serve",
                subject="people.search",
                subject_id="",
                rows=len(found),
            )
            if not found:
                elsewhere = look_elsewhere(request.actor, form.cleaned_data["identifier"])
        page = VisitorPage(
            desk,
            way(desk),
            form,
            tuple(found),
            asked=form.is_valid(),
            elsewhere=elsewhere is not None,
            reachable=elsewhere is not None and elsewhere.reachable,
            typed=form.cleaned_data["identifier"] if form.is_valid() else "",
        )
        return render(request, "desk/visitor.jinja", page, status=422 if form.errors else 200)


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def newcomer(request: Visit, code: str) -> HttpResponseBase:
    """ثبت فرد تازه: کسی که تحت پوشش نیست."""
    desk = served_by(request, code)
    form = NewcomerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(form, lambda: _registered(request, desk, form), _AT)
        if made is not None:
            return done(reverse("desk_person", args=[code, made]), "desk_registered")
    page = NewcomerPage(desk, way(desk), form)
    with looking(request.actor):
        return render(request, "desk/newcomer.jinja", page, status=422 if form.errors else 200)


def _registered(request: Visit, desk: DeskFacts, form: NewcomerForm) -> int:
    """The key of the file; who is told that it is kept elsewhere has looked at it."""
    given = dict(form.cleaned_data)
    purpose = given.pop("purpose")
    who, now = Newcomer(**given), timezone.now()
    try:
        return register_person(
            actor=request.actor, at=now, unit=desk.unit, who=who, purpose=purpose
        )
    except FileElsewhere as elsewhere:
        with looking(request.actor):
            look(
                user_id=request.actor.user_id,
                purpose=purpose,
                subject="people.person",
                subject_id=str(elsewhere.person_id),
                rows=1,
            )
        raise


def _mistyped(typed: str) -> bool:
    """Ten digits that no national id has, and that are no file number either."""
    return (
        len(typed) == _NATIONAL_ID and not national_ids.valid(typed) and not search_persons(typed)
    )


def served_by(request: Visit, code: str) -> DeskFacts:
    """The desk, for who serves its visitors and was trained for it; refuses everybody else."""
    desk = desk_of(request.actor, code)
    if not request.actor.holds(WORKERS, desk.unit):
        raise AccessDenied
    with looking(request.actor):
        check_trained(request.actor, desk.unit)
    return desk
