"""One row of the table, edited in its place: parts of a page that a script puts into the table.

Without scripts the row's own page does the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.row.refused import CONFLICT
from sayeban.exemptions.pages.table.form import CellsForm
from sayeban.exemptions.pages.table.shown import line
from sayeban.exemptions.pages.table.views import columns_of
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.table import TableRow, located_row
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.rules import LOCKED_STATES, UTILITIES
from sayeban.exemptions.worksheet.cells import NUMBERS, cell_label, merged
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_LOCKED = "ردیف تأیید شده و قفل است."
_WAYS = ("channel", "source", "method")


@dataclass(frozen=True, slots=True)
class CellEdited:
    """One box. `stored`: what somebody else wrote there meanwhile, "" where that is the same."""

    box: BoundField
    stored: str


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A row with its boxes. `name` joins them to the form that stands in the first cell.

    `problem` is about the whole row, "" for none.
    """

    name: str
    href: str
    full_name: str
    national_id: str
    form: CellsForm
    cells: tuple[CellEdited, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """The row of an address, with the view in which the table shows it."""

    campaign: Campaign
    row: TableRow
    view: str
    columns: tuple[str, ...]


@door(rights.COLLECTORS, methods=("GET", "POST"))
def cells(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """خانه‌های یک ردیف."""
    if request.method == "POST":
        return _save(request, code, key)
    asked = _ask(request, code, key)
    if asked.row.state in LOCKED_STATES:
        return _shown(request, asked, _LOCKED)
    return _shown(request, asked) if request.GET.get("shown") else _edit(request, asked)


def _save(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    with looking(request.actor):
        asked = _ask(request, code, key)
    form = _form(asked, request)
    if not form.is_valid():
        return _again(request, asked, form)
    try:
        outcome = collect_row(
            actor=request.actor,
            at=timezone.now(),
            code=code,
            key=key,
            version=form.cleaned_data["version"],
            values=_values(asked.row, form),
        )
    except RowRefused as refusal:
        problem = _refused(form, refusal)
        if refusal.code != "row.conflict":
            return _again(request, asked, form, problem)
        form.data = dict(form.data.items()) | {"version": str(refusal.version)}
        return _again(request, asked, form, problem, stored=refusal.stored)
    except Refusal as refusal:
        return _again(request, asked, form, refusal.message, status=refusal.http_status)
    with looking(request.actor):
        saved = _ask(request, code, key)
        said = (
            "بدون تغییر" if outcome.code else "".join(["ثبت شد", *_removed(asked.row, saved.row)])
        )
        return _shown(request, saved, said)


def _removed(before: TableRow, after: TableRow) -> Iterator[str]:
    """The numbers that went with a connection that there is not."""
    for utility in UTILITIES:
        if after.values[f"{utility}_type"] != "none":
            continue
        for name in (f"{utility}_{fact}" for fact in NUMBERS):
            if before.values[name] and not after.values[name]:
                yield f"؛ {cell_label(name)} {before.values[name]} پاک شد"


def _values(row: TableRow, form: CellsForm) -> dict[str, str]:
    values = merged(row.values, form.cells(), "typed")
    return values | {f"{utility}_method": "scan" for utility in form.scanned}


def _refused(form: CellsForm, refusal: RowRefused) -> str:
    """Sentences to their boxes; gives what is to be said of the whole row."""
    beside = False
    for name, sentence in refusal.fields.items():
        utility, _, fact = name.partition("_")
        column = fact if utility and fact in _WAYS else name
        if column in form.fields and sentence not in form.errors.get(column, ()):
            form.add_error(column, sentence)
            beside = True
    if refusal.code == "row.conflict":
        return CONFLICT
    return "" if beside else refusal.message


def _ask(request: Visit, code: str, key: UUID) -> _Asked:
    """404 outside the visitor's places, access.denied in others' worklists."""
    try:
        campaign = campaign_by_code(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown
    found = located_row(campaign.pk, key)
    if found is None:
        raise Http404
    unit, row = found
    if not may_collect(request.actor, unit):
        raise AccessDenied
    view = request.GET.get("view", "")
    return _Asked(campaign, row, view, columns_of(view, campaign.utilities))


def _form(asked: _Asked, request: Visit) -> CellsForm:
    data = request.POST if request.method == "POST" else None
    return CellsForm(data, row=asked.row, columns=asked.columns, name=f"edit-{asked.row.id}")


def _shown(request: Visit, asked: _Asked, said: str = "") -> HttpResponse:
    record_look(request, asked.row.key, "collect")
    told = said and f"{asked.row.full_name or 'بدون نام'}: {said}.{_left(asked.row)}"
    shown = line(asked.campaign.code, asked.row, asked.columns, asked.view, told)
    return render(request, "exemptions/table_shown.jinja", shown)


def _left(row: TableRow) -> str:
    return f" {number(len(row.missing))} خانه مانده است." if row.missing else ""


def _edit(request: Visit, asked: _Asked) -> HttpResponse:
    return _draw(request, asked, _form(asked, request))


def _again(
    request: Visit,
    asked: _Asked,
    form: CellsForm,
    problem: str = "",
    *,
    stored: Mapping[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    with looking(request.actor):
        return _draw(request, asked, form, problem, stored=stored, status=status)


def _draw(
    request: Visit,
    asked: _Asked,
    form: CellsForm,
    problem: str = "",
    *,
    stored: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    record_look(request, asked.row.key, "collect")
    now = stored if stored is not None else {}
    edited = EditedLine(
        name=f"edit-{asked.row.id}",
        href=reverse("campaign_row", args=[asked.campaign.code, asked.row.key]),
        full_name=asked.row.full_name or "بدون نام",
        national_id=asked.row.national_id,
        form=form,
        cells=tuple(
            CellEdited(form[key], (now[key] or "خالی") if _differs(form, key, now) else "")
            for key in asked.columns
        ),
        problem=problem,
    )
    return render(request, "exemptions/table_edited.jinja", edited, status=status)


def _differs(form: CellsForm, key: str, now: Mapping[str, str]) -> bool:
    return key in now and form.in_words(key) != now[key]
