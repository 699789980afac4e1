"""Loads of headquarters: send workbooks, see the ledger, take up what was cut off (A-050)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import campaign_or_404, done, trail
from sayeban.exemptions.pages.loads.form import LoadForm
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import LoadLine, loads, rejected_counts
from sayeban.exemptions.reads.works import Work, load_arguments, unsettled_loads
from sayeban.exemptions.stored_files import keep_upload
from sayeban.kit.units import Unit
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start


@dataclass(frozen=True, slots=True)
class LoadsPage:
    """The form, what runs or was refused, and the ledger. `standing`: rejected rows to mend."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    form: LoadForm
    works: tuple[Work, ...]
    loads: tuple[LoadLine, ...]
    standing: int

    @property
    def running(self) -> bool:
        """Whether the list of work should be looked at again."""
        return any(work.running for work in self.works)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def load_list(request: Visit, code: str) -> HttpResponseBase:
    """بارگذاری‌ها."""
    if request.method != "POST":
        return render(request, "exemptions/loads.jinja", _page(request, code, LoadForm()))
    form = LoadForm(request.POST, request.FILES)
    with looking(request.actor):
        page = _page(request, code, form)
    if not form.is_valid():
        return render(request, "exemptions/loads.jinja", page, status=422)
    started = [_start(request, code, file) for file in form.cleaned_data["workbooks"]]
    if len(started) == 1:
        return done(reverse("campaign_work", args=[code, started[0]]))
    return done(reverse("campaign_loads", args=[code]), "load_started")


@door(rights.HEADQUARTERS, methods=("POST",))
def resume(request: Visit, code: str, load_id: int) -> HttpResponse:
    """ادامه: the same stored file again; what is merged already is not merged twice."""
    with looking(request.actor):
        line = next((line for line in loads(code) if line.id == load_id), None)
        arguments = line and load_arguments(code, line.sha256)
    if not line or not arguments or line.finished_at:
        raise Http404
    work = start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.load",
        arguments=arguments,
        unit=Unit.hq(),
    )
    return done(reverse("campaign_work", args=[code, work]), "load_resumed")


def _start(request: Visit, code: str, file: "UploadedFile[Any]") -> UUID:
    name = file.name or "workbook.xlsx"
    stored, sha256 = keep_upload(file.chunks(), name)
    return start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.load",
        arguments={"code": code, "stored": stored, "name": name, "sha256": sha256},
        unit=Unit.hq(),
    )


def _page(request: Visit, code: str, form: LoadForm) -> LoadsPage:
    campaign = campaign_or_404(code, timezone.now())
    return LoadsPage(
        trail(request.actor, campaign),
        campaign,
        form,
        tuple(unsettled_loads(code)),
        tuple(loads(code)),
        sum(line.count for line in rejected_counts(code, superseded=False)),
    )
