"""The office's own sample: drawn after the batch is locked, checked with the clients (page 33)."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.record_sample import Finding, findings_of, record_sample
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.files import read_upload
from sayeban.exemptions.pages.sample.figures import Figure, figures_of
from sayeban.exemptions.pages.sample.form import ResultsFileForm, ResultsForm
from sayeban.exemptions.pages.units import UnitHead, samples, unit_head
from sayeban.exemptions.reads.sample_draws import Draw, draws, sample_figures
from sayeban.exemptions.reads.sample_sheet import DeclaredConnection, SampleLine, sample_sheet
from sayeban.exemptions.recorded import download_sample
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.sample_book import read_results
from sayeban.exemptions.words import NUMBER_LABELS, UTILITY_LABELS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook


@dataclass(frozen=True, slots=True)
class Meter:
    """What was declared of one utility."""

    label: str
    kind: str
    bill_id: str
    number_label: str
    number: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn row with what is to be compared with the client's reality."""

    key: str
    href: str
    unit: str
    full_name: str
    national_id: str
    mobile: str
    address: str
    postal_code: str
    location: str
    tenure: str
    tenancy_end: date | None
    no_data_reason: str
    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class DrawShown:
    """One draw, so that anybody can repeat it."""

    unit: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class SamplePage:
    """The samples of one county or province. `may_check`: the visitor is its own expert."""

    head: UnitHead
    figures: tuple[Figure, ...]
    to_draw: int
    rows: tuple[Drawn, ...]
    results: ResultsForm
    file: ResultsFileForm
    draws: tuple[DrawShown, ...]
    may_check: bool
    problem: str = ""


@door(rights.SAMPLE_READERS, methods=("GET", "POST"))
def checks(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """بررسی موردی."""
    with looking(request.actor):
        head, lines = _found(request, code, unit)
    if request.method != "POST":
        return _show(request, head, lines, ResultsForm(lines=lines), ResultsFileForm())
    _refuse_others(request, head)
    form = ResultsForm(request.POST, lines=lines)
    if form.is_valid() and attempt(form, lambda: _record(request, head, form.findings())):
        return done(reverse("campaign_sample", args=[code, head.text]), "sample_recorded")
    return _show(request, head, lines, form, ResultsFileForm())


@door(rights.EXPERTS, methods=("POST",))
def draw(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """قرعه."""
    with looking(request.actor):
        head, lines = _found(request, code, unit)
    try:
        draw_sample(actor=request.actor, at=timezone.now(), code=code, unit=head.unit)
    except Refusal as refusal:
        return _show(request, head, lines, ResultsForm(lines=lines), ResultsFileForm(), refusal)
    return done(reverse("campaign_sample", args=[code, head.text]), "sample_drawn")


@door(rights.EXPERTS, methods=("POST",))
def send_file(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """نتیجه‌ها در یک فایل."""
    with looking(request.actor):
        head, lines = _found(request, code, unit)
    _refuse_others(request, head)
    form = ResultsFileForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, lambda: _record(request, head, _findings(form))):
        return done(reverse("campaign_sample", args=[code, head.text]), "sample_recorded")
    return _show(request, head, lines, ResultsForm(lines=lines), form)


def _refuse_others(request: Visit, head: UnitHead) -> None:
    """Only the office itself checks; said before anything sent is read."""
    if not request.actor.holds(rights.EXPERTS, head.unit):
        raise AccessDenied


def _findings(form: ResultsFileForm) -> list[Finding]:
    return findings_of(read_upload(form.cleaned_data["results"], read_results))


def _record(request: Visit, head: UnitHead, findings: list[Finding]) -> bool:
    record_sample(
        actor=request.actor, at=timezone.now(), code=head.code, unit=head.unit, findings=findings
    )
    return True


@door(rights.SAMPLE_READERS)
def as_workbook(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The drawn rows as a workbook to be filled in."""
    head = _head(request, code, unit)
    answer, _ = answer_workbook(
        f"sample-{code}-{head.text}.xlsx",
        lambda path: download_sample(request.actor, code, head.unit, path),
    )
    return answer


def _found(request: Visit, code: str, unit: str) -> tuple[UnitHead, list[SampleLine]]:
    head = _head(request, code, unit)
    return head, sample_sheet(code, head.unit)


def _head(request: Visit, code: str, unit: str) -> UnitHead:
    head = unit_head(request.actor, code, unit, timezone.now())
    if not samples(head.unit):
        raise Http404
    return head


def _show(
    request: Visit,
    head: UnitHead,
    lines: list[SampleLine],
    results: ResultsForm,
    file: ResultsFileForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    with looking(request.actor):
        page = _page(request, head, lines, (results, file), refusal)
        _looked(request, head, len(lines))
        return render(
            request, "exemptions/sample.jinja", page, status=_status((results, file), refusal)
        )


def _status(forms_: tuple[forms.Form, ...], refusal: Refusal | None) -> int:
    if refusal:
        return refusal.http_status
    return 422 if any(form.errors for form in forms_) else 200


def _page(
    request: Visit,
    head: UnitHead,
    lines: list[SampleLine],
    sent: tuple[ResultsForm, ResultsFileForm],
    refusal: Refusal | None,
) -> SamplePage:
    found = sample_figures(
        head.code, head.unit, request.actor.user_id, request.actor.eyes(head.unit)
    )
    drawn = draws(head.code, head.unit)
    places = {line.unit for line in lines} | {each.unit for each in drawn}
    labels = unit_labels(places)
    results, file = sent
    return SamplePage(
        head=head,
        figures=figures_of(found, head.campaign.error_limit),
        to_draw=sum(stratum.uncovered for stratum in found),
        rows=tuple(_drawn(head.code, line, labels) for line in lines),
        results=results,
        file=file,
        draws=tuple(DrawShown(labels[each.unit], each) for each in drawn),
        may_check=request.actor.holds(rights.EXPERTS, head.unit),
        problem=refusal.message if refusal else "",
    )


def _drawn(code: str, line: SampleLine, labels: dict[Unit, str]) -> Drawn:
    return Drawn(
        line.key,
        reverse("campaign_row", args=[code, line.key]),
        labels[line.unit],
        line.full_name,
        line.national_id,
        mobile.dialled(line.mobile),
        line.address,
        line.postal_code,
        line.location,
        line.tenure,
        line.tenancy_end,
        line.no_data_reason,
        tuple(
            _meter(utility, line.connections[utility])
            for utility in UTILITIES
            if utility in line.connections
        ),
    )


def _meter(utility: str, declared: DeclaredConnection) -> Meter:
    return Meter(
        UTILITY_LABELS[utility],
        declared.connection_type,
        declared.bill_id,
        NUMBER_LABELS[utility],
        declared.number,
    )


def _looked(request: Visit, head: UnitHead, rows: int) -> None:
    look(
        user_id=request.actor.user_id,
        purpose="sample",
        subject="exemptions.sample",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )
