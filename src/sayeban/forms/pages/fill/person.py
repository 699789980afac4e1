"""The forms of one person: what was filled for him, and the beginning of another."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.forms import TextField, offer
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.forms.actions.filling import start
from sayeban.forms.pages.words import CHANNELS
from sayeban.forms.reads.lacking import Lacking, lacking_of
from sayeban.forms.reads.submissions import SubmissionFile, submissions_of
from sayeban.forms.reads.versions import current_versions
from sayeban.forms.rights import FILLERS
from sayeban.people.public import PersonFile, seen_file
from sayeban.runtime.answers import SeeOther, attempt
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door, opening


class StartForm(forms.Form):
    """Which form, how it is filled, and who helps."""

    code = forms.ChoiceField(label="فرم", error_messages={"required": "فرم را برگزینید."})
    channel = forms.ChoiceField(
        label="چگونه پر می‌شود",
        choices=[(name, CHANNELS[name]) for name in ("desk", "phone")],
        initial="desk",
        widget=forms.RadioSelect,
    )
    helper = TextField(
        label="نام همراهی که کمک می‌کند",
        required=False,
        max_length=100,
        help_text="اگر کسی جز شما به او کمک می‌کند، مانند یکی از بستگان. نام او با فرم می‌ماند.",
    )

    def __init__(self, choices: list[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        offer(self.fields["code"], [("", "برگزینید"), *choices])


@dataclass(frozen=True, slots=True)
class FilledLine:
    """One form of his."""

    title: str
    href: str
    state: str
    tone: Tone
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonFormsPage:
    """His forms, and the box to begin one; `person` is "" to whom his file is closed."""

    name: str
    person: str
    filled: tuple[FilledLine, ...]
    form: StartForm
    is_wrong: bool
    is_any: bool
    lacking: Lacking
    advised: tuple[tuple[str, int], ...]
    """Titles of forms with how many of the open questions each asks, the best first."""


@door(FILLERS, methods=("GET", "POST"))
def of_person(request: Visit, person_id: int) -> HttpResponseBase:
    """فرم‌های یک فرد."""
    with looking(request.actor):
        file = seen_file(request.actor, person_id, "form")
        offered = [(v.code, v.title) for v in current_versions() if v.state == "published"]
    form = StartForm(offered, request.POST if request.method == "POST" else None)
    if form.is_valid() and (key := attempt(form, lambda: _started(request, form, file))):
        return SeeOther(reverse("form_tasks", args=[key]))
    with looking(request.actor):
        lacking, titles = lacking_of(person_id, today_of(timezone.now())), dict(offered)
        page = PersonFormsPage(
            file.full_name or "بدون نام",
            opening(reverse("person", args=[person_id]), request.actor),
            tuple(map(_line, submissions_of(person_id))),
            form,
            bool(form.errors),
            bool(offered),
            lacking,
            tuple(
                (titles[code], count)
                for code, count in sorted(lacking.by_form.items(), key=lambda each: -each[1])
            ),
        )
        return render(request, "forms/of_person.jinja", page, status=422 if form.errors else 200)


def _started(request: Visit, form: StartForm, file: PersonFile) -> str:
    return str(
        start(
            actor=request.actor,
            at=timezone.now(),
            unit=file.unit,
            person_id=file.person_id,
            **form.cleaned_data,
        )
    )


def _line(file: SubmissionFile) -> FilledLine:
    if file.state == "draft":
        href = reverse("form_tasks", args=[file.key])
        return FilledLine(file.version.title, href, "نیمه‌کاره", "warn", file.started_at)
    href = reverse("form_done", args=[file.key])
    sent_at = file.submitted_at or file.started_at
    return FilledLine(file.version.title, href, "فرستاده شد", "ok", sent_at)
