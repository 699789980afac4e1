"""Documents of one household: one is attached, one is handed out."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.documents.public import serve
from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import attach_document
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.row.page import document_form, page_to_collect, record_look
from sayeban.exemptions.reads.evidence_document import document_of
from sayeban.exemptions.reads.row_checks import photo_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@door(rights.COLLECTORS, methods=("POST",))
def attach(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """مدرک یک انشعاب."""
    with looking(request.actor):
        page, _ = page_to_collect(request, code, key)
    form = document_form(page.head.campaign.utility_codes, request.POST, request.FILES)
    if form.is_valid():
        is_new = attempt(
            form,
            lambda: attach_document(
                actor=request.actor,
                at=timezone.now(),
                code=code,
                key=key,
                utility=form.cleaned_data["utility"],
                data=form.cleaned_data["file"].read(),
            ),
        )
        if is_new is not None:
            word = "document_attached" if is_new else "document_known"
            return done(reverse("campaign_row", args=[code, key]), word)
    with looking(request.actor):
        record_look(request, key, "collect")
        return render(request, "exemptions/row.jinja", replace(page, document=form), status=422)


@door(rights.STAFF)
def document(request: Visit, code: str, key: UUID, evidence_id: int) -> HttpResponseBase:
    """A document as a download that no browser runs or keeps."""
    found = document_of(code, key, evidence_id)
    if found is None:
        raise Http404
    record_look(request, key, "document")
    return serve(found)


@door(rights.STAFF)
def finding(request: Visit, code: str, key: UUID, finding_id: int) -> HttpResponseBase:
    """The photo that an office took when it checked this row, for whoever decides or mends it."""
    found = photo_of(code, key, finding_id)
    if found is None:
        raise Http404
    record_look(request, key, "document")
    return serve(found)
