"""What is known of one household is typed, checked and taken, without any script (page 22)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import attach_document
from sayeban.exemptions.actions.collect_entry import Entered, collect_entry
from sayeban.exemptions.actions.collect_row import faulty_fields
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.pages.field.form import FieldForm
from sayeban.exemptions.pages.field.lacking import Lack, lacking
from sayeban.exemptions.pages.field.places import Worklist, row_of_worklist
from sayeban.exemptions.pages.row.fill_form import FillForm
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.row.reading import FoundShown, read
from sayeban.exemptions.pages.row.refused import Conflict, add_refusal
from sayeban.exemptions.reads.one_row import RowView
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.exemptions.worksheet.cells import cell_label
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class FillPage:
    """The form of one household. `conflicts`: what somebody else wrote since it was opened.

    `fill` is where its boxes are filled from; `said` is what became of the message or picture that
    was sent last, with what was `found` and the address of its `picture`.
    """

    worklist: Worklist
    key: UUID
    full_name: str
    address: str
    returned_reason: str
    form: FieldForm
    fill: FillForm
    conflicts: tuple[Conflict, ...] = ()
    found: tuple[FoundShown, ...] = ()
    said: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What was typed, in words; `lacks` is still missing, `wished` only recommended, `elsewhere`
    says which bills another household has, `going` are numbers that this clears. `sent` is all of
    it again, for the last step; photos are kept already."""

    worklist: Worklist
    key: UUID
    full_name: str
    lacks: tuple[Lack, ...]
    wished: tuple[Lack, ...]
    elsewhere: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    going: tuple[tuple[str, str], ...]
    photos: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]


@door(rights.COLLECTORS, methods=("GET", "POST"))
def fill(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """ثبت یک خانوار: نوشتن، بازبینی، ثبت."""
    if request.method == "POST":
        return _answer(request, code, key)
    page, *_ = _asked(request, code, key)
    return _show(request, page)


@door(rights.COLLECTORS, methods=("POST",))
def read_into(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """پر کردن خانه‌ها از پیامک یا عکس؛ چیزی ثبت نمی‌شود."""
    with looking(request.actor):
        page, row, campaign = _asked(request, code, key)
    # A browser would not choose them again.
    page.form.is_valid()
    _keep_photos(request, page)
    lost = [str(error[0]) for box, error in page.form.errors.items() if box.endswith("_photo")]
    reading = read(request, code, key, tuple(campaign.utilities))
    page = replace(
        page,
        form=FieldForm(reading.filled, row=row, utilities=campaign.utilities, judged=False),
        fill=page.fill if reading.found else reading.form,
        found=reading.found,
        said=" ".join([reading.said, *lost]).strip(),
        picture=reading.picture,
    )
    return _reshow(request, page, 422 if reading.form.errors else 200)


def _answer(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    with looking(request.actor):
        page, row, campaign = _asked(request, code, key)
    form = page.form
    step = request.POST.get("step", "check")
    if step == "edit" or not form.is_valid():
        return _reshow(request, page, 200 if step == "edit" else 422)
    if step == "save":
        return _save(request, page)
    with looking(request.actor):
        faults, elsewhere = faulty_fields(campaign, row.id, form.values())
    for field, sentence in faults.items():
        form.add_error(field, sentence)
    kept = _keep_photos(request, page)
    if form.errors:
        for field, sentence in elsewhere.items():
            form.add_error(field, sentence)
        return _reshow(request, page, 422)
    with looking(request.actor):
        missing = lacking(campaign, row, form, timezone.now())
        checked = CheckPage(
            worklist=page.worklist,
            key=key,
            full_name=page.full_name,
            lacks=tuple(each for each in missing if not each.recommended),
            wished=tuple(each for each in missing if each.recommended),
            elsewhere=tuple(
                f"«{cell_label(field)}»: {sentence}" for field, sentence in elsewhere.items()
            ),
            answers=tuple(form.answers()),
            going=tuple(form.going()),
            photos=kept,
            sent=tuple(_sent(request)),
        )
        return render(request, "exemptions/field_check.jinja", checked)


def _save(request: Visit, page: FillPage) -> HttpResponseBase:
    code, key = page.worklist.code, page.key
    try:
        entered = take(request, code, key, page.form)
    except RowRefused as refusal:
        page = replace(page, conflicts=add_refusal(page.form, refusal))
    except Refusal as refusal:
        page.form.add_error(None, refusal.message)
        _renew(page.form)
        return _reshow(request, page, refusal.http_status)
    else:
        word = "row_collected" if entered.changed else "row_unchanged"
        return done(reverse("field_card", args=[code, key]), word)
    _renew(page.form)
    return _reshow(request, page, 422)


def _renew(form: FieldForm) -> None:
    """What is sent after a refusal is another answer."""
    form.data = dict(form.data.items()) | {"entry": str(uuid4())}


def take(request: Visit, code: str, key: UUID, form: FieldForm) -> Entered:
    """Give the command what a valid form holds."""
    return collect_entry(actor=request.actor, at=timezone.now(), **sending(code, key, form))


def sending(code: str, key: UUID, form: FieldForm) -> dict[str, Any]:
    """What a valid form holds, by the arguments of collect_entry and keep_refused."""
    return {
        "code": code,
        "key": key,
        "entry": form.cleaned_data["entry"],
        "version": form.cleaned_data["version"],
        "values": form.values(),
        "photos": form.photos(),
    }


def _keep_photos(request: Visit, page: FillPage) -> tuple[str, ...]:
    """A picture cannot wait in a page: it is a document of the row before its answers are sure."""
    kept = []
    for utility, data in page.form.photos().items():
        try:
            attach_document(
                actor=request.actor,
                at=timezone.now(),
                code=page.worklist.code,
                key=page.key,
                utility=utility,
                data=data,
            )
        except AccessDenied:
            raise
        except Refusal as refusal:
            page.form.add_error(f"{utility}_photo", refusal.message)
        else:
            kept.append(UTILITY_LABELS[utility])
    return tuple(kept)


def _sent(request: Visit) -> list[tuple[str, str]]:
    steps = ("step", "csrfmiddlewaretoken")
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in steps and not name.startswith(f"{FillForm.prefix}-")
    ]


def _asked(request: Visit, code: str, key: UUID) -> tuple[FillPage, RowView, Campaign]:
    worklist, campaign, row = row_of_worklist(request, code, key)
    form = FieldForm(
        request.POST if request.method == "POST" else None,
        request.FILES,
        row=row,
        utilities=campaign.utilities,
    )
    fill = FillForm(utilities={name: UTILITY_LABELS[name] for name in campaign.utilities})
    page = FillPage(
        worklist, key, row.full_name or "بدون نام", row.address, row.returned_reason, form, fill
    )
    return page, row, campaign


def _show(request: Visit, page: FillPage, status: int = 200) -> HttpResponse:
    record_look(request, page.key, "collect")
    return render(request, "exemptions/field_fill.jinja", page, status=status)


def _reshow(request: Visit, page: FillPage, status: int) -> HttpResponse:
    with looking(request.actor):
        return _show(request, page, status)
