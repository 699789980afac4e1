"""Bulk typing: paste from Excel, look at what would change, take it (ui.md 12: no JS grid).

What was looked at is kept for its author alone under a name of its own: it survives a reload, and
two tabs do not mix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.forms import offer
from sayeban.design.jinja import render
from sayeban.design.parts import Pager, Tone
from sayeban.design.sorting import address
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_paste import collect_paste, preview_paste
from sayeban.exemptions.actions.paste_preview import UNCHANGED
from sayeban.exemptions.codes import COLLECT_REJECTS, PASTE_REJECTS
from sayeban.exemptions.pages.answers import SeeOther, attempt
from sayeban.exemptions.pages.table.page import record_rows
from sayeban.exemptions.pages.table.views import columns_of, view_labels
from sayeban.exemptions.pages.units import UnitHead, head_to_collect
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.uploads import result_of_paste
from sayeban.exemptions.report_files import keep_report, report_account
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.exemptions.worksheet.pasted import LONGEST, PastedLine
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

PAGE: Final = 50
_SENTENCES = {code.code: code.sentence for code in (COLLECT_REJECTS | PASTE_REJECTS).values()}


class PasteForm(forms.Form):
    """The text, and which columns it has where it has no header."""

    view = forms.ChoiceField(
        label="ستون‌ها، اگر ردیف عنوان را نچسبانده‌اید",
        required=False,
        help_text="ستون نخست همیشه کد ملی است؛ ترتیب بقیه پایین همین صفحه آمده است.",
    )
    text = forms.CharField(
        label="ردیف‌هایی که در اکسل رونوشت کرده‌اید",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text="خانهٔ خالی چیزی را پاک نمی‌کند. پیش از ثبت، همهٔ تغییرها نشان داده می‌شود.",
        error_messages={
            "required": "ردیف‌ها را بچسبانید.",
            "max_length": "این متن بسیار بلند است. آن را در چند نوبت بچسبانید.",
        },
    )

    def __init__(self, data: QueryDict | None, *, utilities: Sequence[str]) -> None:
        super().__init__(data)
        offer(self.fields["view"], view_labels(utilities).items())


@dataclass(frozen=True, slots=True)
class PastePage:
    """`orders`: for each choice of columns, the heads in their order."""

    head: UnitHead
    form: PasteForm
    orders: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LinePasted:
    """One line of a preview, with what became of it once it is taken."""

    number: int
    full_name: str
    national_id: str
    state: str
    tone: Tone
    sentences: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PastedPage:
    """A paste that was looked at. `counts`: lines, and how many of them change, stay, are refused;
    after `taken` those that did. `problem`: why it was not taken now."""

    head: UnitHead
    at: datetime
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    counts: tuple[int, int, int, int]
    lines: tuple[LinePasted, ...]
    pager: Pager
    taken: bool
    here: str
    problem: forms.Form


@door(rights.COLLECTORS, methods=("GET", "POST"))
def paste(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """چسباندن از اکسل."""
    with looking(request.actor):
        head = head_to_collect(request.actor, code, unit, timezone.now())
        utilities = campaign_by_code(code).utilities
    form = PasteForm(request.POST if request.method == "POST" else None, utilities=utilities)
    if form.is_valid() and (name := attempt(form, lambda: _look(request, head, form, utilities))):
        return SeeOther(reverse("campaign_pasted", args=[code, name]))
    orders = tuple(
        (label, tuple(FIELDS[key].label for key in _order(view, utilities)))
        for view, label in view_labels(utilities).items()
    )
    with looking(request.actor):
        status = 422 if form.errors else 200
        page = PastePage(head, form, orders)
        return render(request, "exemptions/paste.jinja", page, status=status)


def _look(request: Visit, head: UnitHead, form: PasteForm, utilities: Sequence[str]) -> UUID:
    at = timezone.now()
    preview = preview_paste(
        actor=request.actor,
        at=at,
        code=head.code,
        unit=head.unit,
        pasted=form.cleaned_data["text"],
        order=_order(form.cleaned_data["view"], utilities),
    )
    about = {"code": head.code, "unit": head.text, "at": at.isoformat()}
    kept = {**about, "paste": preview.as_json()}
    return UUID(keep_report(request.actor.user_id or 0, kept))


def _order(view: str, utilities: Sequence[str]) -> tuple[str, ...]:
    return ("national_id", *columns_of(view, utilities))


@door(rights.COLLECTORS, methods=("GET", "POST"))
def pasted(request: Visit, code: str, paste_id: UUID) -> HttpResponseBase:
    """پیش‌نمایش آنچه چسبانده شد."""
    account = report_account(request.actor.user_id or 0, paste_id.hex)
    if account is None or account["code"] != code or "paste" not in account:
        raise Http404
    problem = forms.Form({})
    if request.method == "POST":
        taken = attempt(problem, lambda: _take(request, code, paste_id, account))
        if taken:
            return SeeOther(reverse("campaign_pasted", args=[code, paste_id]))
    with looking(request.actor):
        head = head_to_collect(request.actor, code, account["unit"], timezone.now())
        return _show(request, head, paste_id, account, problem)


def _take(request: Visit, code: str, paste_id: UUID, account: Mapping[str, Any]) -> object:
    with looking(request.actor):
        head = head_to_collect(request.actor, code, account["unit"], timezone.now())
    return collect_paste(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        unit=head.unit,
        paste=paste_id,
        lines=[
            PastedLine(**line | {"others": tuple(line.get("others", ()))})
            for line in account["paste"]["lines"]
        ],
    )


def _show(
    request: Visit, head: UnitHead, paste_id: UUID, account: Mapping[str, Any], problem: forms.Form
) -> HttpResponse:
    kept = account["paste"]
    result = result_of_paste(paste_id)
    refused = result["refused"] if result else {}
    lines = [_line(line, refused, taken=result is not None) for line in kept["shown"]]
    lines.sort(key=lambda line: (_RANKS[line.tone], line.number))
    counts = _counts(lines)
    told = [line for line in lines if line.tone != "mute"]
    here = reverse("campaign_pasted", args=[head.code, paste_id])
    start = _start(request.GET.get("from", ""), len(told))
    page = PastedPage(
        head=head,
        at=datetime.fromisoformat(account["at"]),
        columns=tuple(FIELDS[key].label for key in kept["columns"]),
        unknown=tuple(kept["unknown"]),
        counts=counts,
        lines=tuple(told[start : start + PAGE]),
        pager=Pager(
            address(here, {"from": max(start - PAGE, 0)}) if start else "",
            address(here, {"from": start + PAGE}) if start + PAGE < len(told) else "",
            len(told[start : start + PAGE]),
            len(told),
        ),
        taken=result is not None,
        here=here,
        problem=problem,
    )
    record_rows(request, head, len(page.lines))
    status = 422 if problem.errors else 200
    return render(request, "exemptions/pasted.jinja", page, status=status)


_RANKS: Final[Mapping[Tone, int]] = {"bad": 0, "warn": 1, "info": 2, "ok": 2, "mute": 3}


def _line(kept: Mapping[str, Any], refused: Mapping[str, str], *, taken: bool) -> LinePasted:
    """A line as it was looked at; refused at the end, it says why."""
    code, sentences = kept["code"], tuple(kept["sentences"])
    late = refused.get(str(kept["number"]), "")
    if late and late != code:
        code, sentences = late, (_SENTENCES.get(late, late),)
    state, tone = _state(code, taken=taken, noted=bool(sentences))
    changes = tuple((label, old, new) for label, old, new in kept["changes"]) if not late else ()
    return LinePasted(
        kept["number"], kept["full_name"], kept["national_id"], state, tone, sentences, changes
    )


def _state(code: str, *, taken: bool, noted: bool) -> tuple[str, Tone]:
    if code == UNCHANGED:
        return ("بدون تغییر", "warn" if noted else "mute")
    if code:
        return ("پذیرفته نشد", "bad")
    return ("ثبت شد", "ok") if taken else ("تغییر می‌کند", "info")


def _counts(lines: Sequence[LinePasted]) -> tuple[int, int, int, int]:
    refused = sum(line.tone == "bad" for line in lines)
    stay = sum(line.tone in ("mute", "warn") for line in lines)
    return len(lines), len(lines) - refused - stay, stay, refused


def _start(asked: str, lines: int) -> int:
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len("99999") else 0
    return start if start < lines else 0
