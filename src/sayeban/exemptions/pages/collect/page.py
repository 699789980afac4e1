"""A filled worksheet or a ZIP of documents comes in; its account goes back (pages 31, 32)."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import DOCUMENT_REJECTS
from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS
from sayeban.exemptions.collect_report import Sent, take
from sayeban.exemptions.pages.answers import SeeOther, attempt
from sayeban.exemptions.pages.collect.form import CollectForm
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import CodeCount
from sayeban.exemptions.report_files import report_account, report_workbook
from sayeban.exemptions.stored_files import keep_for_work
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_file

AT_ONCE = 256 * 1024
"""Bytes that are taken while the sender waits: about 1,500 rows, a second or two."""
_SENTENCES = {
    code.code: code.sentence for code in (COLLECT_REJECTS | COLLECT_FLAGS).values()
} | DOCUMENT_REJECTS


@dataclass(frozen=True, slots=True)
class CollectPage:
    """The form of one unit."""

    head: UnitHead
    form: CollectForm


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row (Excel's number) or one file of a ZIP (its name) that was not taken.

    `column` is the label of the first column with that fault, "" where the fault is the row's own.
    """

    place: str
    sentence: str
    column: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The account of one file: total = accepted + unchanged + rejected."""

    total: int
    accepted: int
    unchanged: int
    rejected: int
    reasons: tuple[CodeCount, ...]
    flagged: tuple[CodeCount, ...]
    rows: tuple[RejectedRow, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What became of what the visitor sent. `file` is the marked workbook, empty for none."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    name: str
    at: datetime
    worksheet: Figures | None
    documents: Figures | None
    file: str
    again: str


@door(rights.COLLECTORS, methods=("GET", "POST"))
def send(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """فرستادن فایل."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
    if not request.actor.holds(rights.COLLECTORS, head.unit):
        raise AccessDenied
    if request.method != "POST":
        return render(request, "exemptions/collect.jinja", CollectPage(head, CollectForm()))
    form = CollectForm(request.POST, request.FILES)
    if form.is_valid():
        onward = attempt(form, lambda: _take(request, head, form))
        if onward:
            return SeeOther(onward)
    with looking(request.actor):
        return render(request, "exemptions/collect.jinja", CollectPage(head, form), status=422)


def _take(request: Visit, head: UnitHead, form: CollectForm) -> str:
    """Where to go on: the account of a small parcel, the progress of a large one."""
    files = {name: file for name in ("worksheet", "documents") if (file := form.cleaned_data[name])}
    if sum(file.size for file in files.values()) > AT_ONCE:
        return reverse("campaign_work", args=[head.code, _start(request, head, files)])
    with tempfile.TemporaryDirectory(prefix="sayeban-collect-") as folder:
        sent = {name: _stored(file, Path(folder) / name) for name, file in files.items()}
        made = take(
            actor=request.actor,
            at=timezone.now(),
            about={"code": head.code, "unit": head.text},
            worksheet=sent.get("worksheet"),
            documents=sent.get("documents"),
        )
    return reverse("campaign_report", args=[head.code, made])


def _start(request: Visit, head: UnitHead, files: Mapping[str, "UploadedFile[Any]"]) -> UUID:
    """The worker takes the files; until then they lie beside what is made for download."""
    kept = {name: keep_for_work(file.chunks()) for name, file in files.items()}
    names = {name: file.name or name for name, file in files.items()}
    return start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.collect",
        arguments={
            "code": head.code,
            "unit": head.text,
            "kept": kept,
            "names": names,
            "name": "، ".join(names.values()),
        },
        unit=head.unit,
    )


def _stored(file: "UploadedFile[Any]", path: Path) -> Sent:
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return Sent(path, file.name or path.name)


@door(rights.COLLECTORS)
def report(request: Visit, code: str, name: str) -> HttpResponse:
    """نتیجهٔ فرستادن."""
    account = _account(request, code, name)
    file = report_workbook(request.actor.user_id or 0, name)
    head = unit_head(request.actor, code, account["unit"], timezone.now())
    page = ReportPage(
        head.links,
        head.campaign,
        account["name"],
        datetime.fromisoformat(account["at"]),
        _figures(account.get("worksheet")),
        _figures(account.get("documents")),
        reverse("campaign_report_file", args=[code, name]) if file else "",
        reverse("campaign_collect", args=[code, account["unit"]]),
    )
    _record(request, name, page, "collect")
    return render(request, "exemptions/report.jinja", page)


@door(rights.COLLECTORS)
def report_file(request: Visit, code: str, name: str) -> HttpResponseBase:
    """The marked workbook, for its sender alone."""
    account = _account(request, code, name)
    path = report_workbook(request.actor.user_id or 0, name)
    if path is None:
        raise Http404
    _record(request, name, None, "download", account["worksheet"]["counts"][0])
    return answer_file(path, "report.xlsx")


def _account(request: Visit, code: str, name: str) -> dict[str, Any]:
    account = report_account(request.actor.user_id or 0, name)
    if account is None or account["code"] != code or "paste" in account:
        raise Http404
    return account


def _figures(account: Mapping[str, Any] | None) -> Figures | None:
    if account is None:
        return None
    rows = tuple(
        RejectedRow(place, _SENTENCES.get(code, code), "".join(column))
        for place, code, *column in account["rejected"]
    )
    total, accepted, unchanged, rejected = account["counts"]
    return Figures(
        total,
        accepted,
        unchanged,
        rejected,
        reasons=_counted(account["reasons"]),
        flagged=_counted(account["flagged"]),
        rows=rows,
        hidden=rejected - len(rows),
    )


def _counted(counts: Mapping[str, int]) -> tuple[CodeCount, ...]:
    return tuple(
        CodeCount(code, _SENTENCES.get(code, code), count) for code, count in sorted(counts.items())
    )


def _record(
    request: Visit, name: str, page: ReportPage | None, purpose: str, rows: int = 0
) -> None:
    shown = len(page.worksheet.rows) if page and page.worksheet else rows
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.report",
        subject_id=name,
        rows=shown,
    )
