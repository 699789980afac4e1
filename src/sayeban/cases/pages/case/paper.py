"""One file of a case, handed out as a download that no browser runs or keeps."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.actions.see_paper import see_paper
from sayeban.cases.reads.papers import is_unopened, paper_of
from sayeban.cases.refusals_case import CaseUnknown
from sayeban.cases.rules import STAFF
from sayeban.documents.public import serve
from sayeban.runtime.answers import SeeOther
from sayeban.runtime.doors import Visit, door


@door(STAFF, methods=("GET", "POST"))
def case_paper(request: Visit, case_id: int, key: UUID) -> HttpResponseBase:
    """مدرکی که در پرونده است.

    What its client sent is opened by a POST the first time: from then on he takes it back no more,
    and a look writes nothing.
    """
    if request.method == "POST":
        try:
            see_paper(actor=request.actor, at=timezone.now(), case_id=case_id, key=key)
        except CaseUnknown as unknown:
            raise Http404 from unknown
        return SeeOther(reverse("case_paper", args=[case_id, key]))
    found = paper_of(case_id, key)
    if found is None:
        raise Http404
    if is_unopened(case_id, key):
        return redirect("case", case_id)
    look(
        user_id=request.actor.user_id,
        purpose="document",
        subject="cases.case",
        subject_id=str(case_id),
        rows=1,
    )
    return serve(found)
