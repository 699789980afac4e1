"""آزمون وسع: the models, which one counts, and a new one as a workbook by two persons."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.today import today_of
from sayeban.design.forms import JalaliDateField, TextField, UploadField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.actions.estimate_means import MeansTerms, approve_means, set_means
from sayeban.eligibility.means import BANDS, LEAST_KNOWN
from sayeban.eligibility.reads.means import ModelRow, model_on, models, read_model, write_model
from sayeban.eligibility.reads.works import MEANS, Counting, counting_of
from sayeban.eligibility.rights import AUTHORS, READERS
from sayeban.facts.public import catalogue
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook

_LONGEST: Final = 300
_MOST: Final = 1024**2
_RICHER: Final = {"more": "بیشتر یعنی توانگرتر", "less": "کمتر یعنی توانگرتر"}


class ModelForm(forms.Form):
    """A model: its indicators are the rows of a workbook."""

    title = TextField(
        label="عنوان", max_length=_LONGEST, error_messages={"required": "عنوان مدل را بنویسید."}
    )
    legal_basis = TextField(
        label="مستند",
        max_length=_LONGEST,
        error_messages={"required": "مصوبه‌ای را بنویسید که این مدل از آن است."},
    )
    valid_from = JalaliDateField(
        label="از چه روزی", error_messages={"required": "روز آغاز را بنویسید."}
    )
    sample = forms.BooleanField(
        label="این مدل نمونه است و فرمول رسمی نیست", required=False, initial=True
    )
    book = UploadField(
        most=_MOST,
        label="فایل اکسل شاخص‌ها",
        help_text="با ستون‌های «داده»، «وزن» (۱ تا ۱۰۰) و «بیشترش توانگرتر» (بله یا نه).",
        error_messages={"required": "فایل شاخص‌ها را برگزینید."},
    )


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator with its share of all weights."""

    label: str
    richer: str
    weight: int
    share: float


@dataclass(frozen=True, slots=True)
class ModelShown:
    """One model. `may_approve`: the visitor may let it count, as far as the page can tell."""

    id: int
    title: str
    sample: bool
    legal_basis: str
    valid_from: date
    entered_by: str
    approved_by: str
    state: str
    tone: Tone
    lines: tuple[IndicatorLine, ...]
    may_approve: bool


@dataclass(frozen=True, slots=True)
class MeansPage:
    """Every model. `least`: of so much of the weights something must be known."""

    models: tuple[ModelShown, ...]
    least: float
    bands: tuple[tuple[str, int], ...]
    estimating: Counting | None
    may_write: bool
    may_estimate: bool
    problem: str


@dataclass(frozen=True, slots=True)
class NewModelPage:
    """The boxes of a new model."""

    form: ModelForm
    wrong: bool


@door(READERS)
def means(request: Visit) -> HttpResponse:
    """آزمون وسع."""
    return _shown(request)


@door(AUTHORS, methods=("GET", "POST"))
def new(request: Visit) -> HttpResponseBase:
    """مدل تازهٔ آزمون وسع."""
    posted = request.method == "POST"
    form = ModelForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid() and attempt(form, lambda: _keep(request, form)) is not None:
        return done(reverse("means"), "means_written")
    with looking(request.actor):
        page = NewModelPage(form, bool(form.errors))
        status = 422 if form.errors else 200
        return render(request, "eligibility/means_new.jinja", page, status=status)


@door(AUTHORS, methods=("POST",))
def approve(request: Visit, number: int) -> HttpResponseBase:
    """تأیید مدل آزمون وسع."""

    def put() -> None:
        approve_means(actor=request.actor, at=timezone.now(), number=number)

    return _do(request, put, "means_approved")


@door(AUTHORS, methods=("POST",))
def estimate(request: Visit) -> HttpResponseBase:
    """برآورد دهک همهٔ خانوارها."""
    with looking(request.actor):
        running = counting_of("means", 0, MEANS)
    if running is None or not running.running:
        about = {"code": "means", "number": 0, "name": ""}
        at = timezone.now()
        start(actor=request.actor, at=at, kind=MEANS, arguments=about, unit=Unit.hq())
    return done(reverse("means"))


@door(READERS)
def as_workbook(_request: Visit, number: int) -> HttpResponseBase:
    """شاخص‌های یک مدل در یک فایل اکسل."""
    found = next((each for each in models() if each.id == number), None)
    if found is None:
        raise Http404
    answer, _ = answer_workbook("means.xlsx", lambda path: write_model(found, path))
    return answer


def _keep(request: Visit, form: ModelForm) -> int:
    typed = form.cleaned_data
    terms = MeansTerms(
        *(typed["title"], _indicators(typed["book"]), typed["sample"]),
        *(typed["legal_basis"], typed["valid_from"]),
    )
    return set_means(actor=request.actor, at=timezone.now(), terms=terms)


def _indicators(book: "UploadedFile[Any]") -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="sayeban-means-") as folder:
        path = Path(folder) / "means.xlsx"
        path.write_bytes(book.read())
        return read_model(path)


def _do(request: Visit, act: Callable[[], None], word: str) -> HttpResponseBase:
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, refusal.message, status=refusal.http_status)
    return done(reverse("means"), word)


def _shown(request: Visit, problem: str = "", *, status: int = 200) -> HttpResponse:
    found, held = models(), model_on(today_of(timezone.now()))
    names = user_names(
        {each for row in found for each in (row.entered_by, row.approved_by) if each}
    )
    writes = bool(request.actor.posts & AUTHORS)
    page = MeansPage(
        tuple(_model(request, each, held, names) for each in found),
        LEAST_KNOWN,
        tuple((label, most) for most, _, label in BANDS),
        counting_of("means", 0, MEANS) if writes else None,
        writes,
        writes and held is not None,
        problem,
    )
    return render(request, "eligibility/means.jinja", page, status=status)


def _model(
    request: Visit, row: ModelRow, held: ModelRow | None, names: dict[int, str]
) -> ModelShown:
    eyes, facts = request.actor.eyes(), catalogue()
    whole = sum(each.weight for each in row.indicators)
    saw = eyes.saw(row.entered_by, row.entered_at)
    return ModelShown(
        *(row.id, row.title, row.sample, row.legal_basis, row.valid_from),
        names.get(row.entered_by or 0, "سامانه"),
        "" if row.waits else names.get(row.approved_by or 0, "سامانه"),
        *_state(row, held),
        tuple(
            IndicatorLine(
                facts[each.fact].label, _RICHER[each.richer], each.weight, each.weight / whole
            )
            for each in row.indicators
        ),
        row.waits and bool(request.actor.posts & AUTHORS) and not saw,
    )


def _state(row: ModelRow, held: ModelRow | None) -> tuple[str, Tone]:
    if row.waits:
        return "در انتظار نفر دوم", "warn"
    if held and row.id == held.id:
        return "نافذ", "ok"
    later = held is None or row.valid_from > held.valid_from
    return ("تأییدشده", "info") if later else ("پایان‌یافته", "mute")
