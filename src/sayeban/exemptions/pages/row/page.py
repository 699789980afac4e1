"""One household: what is known, what was sent, the form that collects it (pages 21, 22)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.pages.checks import CheckShown, checks_shown
from sayeban.exemptions.pages.corrections.said import WordShown, words_shown
from sayeban.exemptions.pages.counter.said import counter_sentence
from sayeban.exemptions.pages.row.fill_form import FillForm
from sayeban.exemptions.pages.row.form import DocumentForm, RowForm
from sayeban.exemptions.pages.row.reading import FoundShown
from sayeban.exemptions.pages.row.refused import Conflict, add_refusal
from sayeban.exemptions.pages.row.shown import RowShown, shown
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.corrections import words_about
from sayeban.exemptions.reads.counter import answers_of
from sayeban.exemptions.reads.known import HelperSource, helper_sources
from sayeban.exemptions.reads.moves import open_move_of, was_delivered
from sayeban.exemptions.reads.one_row import RowView, row_by_key
from sayeban.exemptions.reads.row_checks import checks_of
from sayeban.exemptions.words import UTILITY_LABELS, locked_sentence
from sayeban.kit.refusals import Refusal
from sayeban.people.public import KEEPERS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row. `may_collect`: the visitor collects in this worklist and the row is not `locked`,
    which says why it is, "" where it is not.

    `person` is the address of the person's file, "" for who keeps none. `said` is what became of
    the message or picture that was sent last, `picture` its address.
    `told`: what came from village helpers and from the public counter, `checks` from samples,
    `words` from companies.
    `move` leads to the household's move, or to where it is reported; None for who does neither.
    """

    head: UnitHead
    key: UUID
    row: RowShown
    form: RowForm
    document: DocumentForm
    fill: FillForm
    may_collect: bool
    locked: str
    person: str
    conflicts: tuple[Conflict, ...] = ()
    found: tuple[FoundShown, ...] = ()
    said: str = ""
    picture: str = ""
    told: tuple[str, ...] = ()
    move: Link | None = None
    checks: tuple[CheckShown, ...] = ()
    words: tuple[WordShown, ...] = ()


@door(rights.STAFF, methods=("GET", "POST"))
def one_row(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """یک خانوار."""
    if request.method == "POST":
        return _collect(request, code, key)
    page, _ = row_page(request, code, key)
    record_look(request, key, "collect")
    return render(request, "exemptions/row.jinja", page)


def _collect(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    with looking(request.actor):
        page, row = page_to_collect(request, code, key)
        form = RowForm(request.POST, row=row, utilities=page.head.campaign.utility_codes)
        page = replace(page, form=form)
    if form.is_valid():
        try:
            outcome = collect_row(
                actor=request.actor,
                at=timezone.now(),
                code=code,
                key=key,
                version=form.cleaned_data["version"],
                values=form.values(),
            )
        except RowRefused as refusal:
            page = replace(page, conflicts=add_refusal(form, refusal))
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            return _answer(request, page, refusal.http_status)
        else:
            word = "row_unchanged" if outcome.code else "row_collected"
            return done(reverse("campaign_row", args=[code, key]), word)
    return _answer(request, page, 422)


def row_page(request: Visit, code: str, key: UUID) -> tuple[RowPage, RowView]:
    """The page of a row and the row itself; 404 for one outside the visitor's places."""
    row = row_by_key(campaign_by_code(code).pk, key)
    if row is None:
        raise Http404
    head = unit_head(request.actor, code, str(row.unit), timezone.now())
    utilities = head.campaign.utility_codes
    locked = locked_sentence(row.state)
    page = RowPage(
        head=head,
        key=key,
        row=shown(code, row, utilities),
        form=RowForm(row=row, utilities=utilities),
        document=document_form(utilities),
        fill=FillForm(utilities=labels(utilities)),
        may_collect=may_collect(request.actor, row.unit) and not locked,
        locked=locked,
        person=_person(request, row),
        move=_move(request, code, row),
        told=_told_of(row, approves=request.actor.reaches(rights.HEADS, row.unit)),
        checks=checks_shown(code, key, checks_of([row.id]).get(row.id, ())),
        words=words_shown(words_about(row.id)),
    )
    return page, row


def _move(request: Visit, code: str, row: RowView) -> Link | None:
    if number := open_move_of(row.id):
        return Link(
            "جابه‌جایی این خانوار در دست انجام است", reverse("campaign_move", args=[code, number])
        )
    if may_collect(request.actor, row.unit) and was_delivered(row.id):
        return Link("جابه‌جا شد", reverse("campaign_move_new", args=[code, row.key]))
    return None


def _told_of(row: RowView, *, approves: bool) -> tuple[str, ...]:
    """What came from village helpers and what the public counter answered.

    What it answered about bills that were corrected since is for those who approve the row.
    """
    helpers = tuple(_helper_said(each) for each in helper_sources(row.id))
    counter = (said for said in answers_of([row.id]).values() if approves or not said.is_earlier)
    return (*helpers, *map(counter_sentence, counter))


def _helper_said(each: HelperSource) -> str:
    what = f"شناسهٔ قبض {UTILITY_LABELS[each.utility]}" if each.utility else "یادداشت نشانی"
    return f"{what} به گفتهٔ همیار روستا، {each.by}، با تأیید {each.confirmed_by}"


def page_to_collect(request: Visit, code: str, key: UUID) -> tuple[RowPage, RowView]:
    """The same for whoever collects in the row's worklist; refuses everybody else."""
    page, row = row_page(request, code, key)
    if not may_collect(request.actor, row.unit):
        raise AccessDenied
    return page, row


def _person(request: Visit, row: RowView) -> str:
    """Where the person's file is, for those who keep files there."""
    keeps = request.actor.reaches(KEEPERS, row.unit)
    return reverse("person", args=[row.person_id]) if keeps else ""


def document_form(
    utilities: tuple[str, ...],
    data: QueryDict | None = None,
    files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
) -> DocumentForm:
    """The form of one document, offering the campaign's utilities."""
    return DocumentForm(data, files, utilities=labels(utilities))


def labels(utilities: tuple[str, ...]) -> dict[str, str]:
    """The campaign's utilities with their names."""
    return {name: UTILITY_LABELS[name] for name in utilities}


def record_look(request: Visit, key: UUID, purpose: str) -> None:
    """Keep that the visitor saw this household."""
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.row",
        subject_id=str(key),
        rows=1,
    )


def _answer(request: Visit, page: RowPage, status: int) -> HttpResponse:
    with looking(request.actor):
        record_look(request, page.key, "collect")
        return render(request, "exemptions/row.jinja", page, status=status)
