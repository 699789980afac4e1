"""One file of a case, handed out as a download that no browser runs or keeps."""

from uuid import UUID

from django.http import Http404, HttpResponseBase

from sayeban.audit.events import look
from sayeban.cases.reads.papers import paper_of
from sayeban.cases.rules import STAFF
from sayeban.documents.public import serve
from sayeban.runtime.doors import Visit, door


@door(STAFF)
def case_paper(request: Visit, case_id: int, key: UUID) -> HttpResponseBase:
    """مدرکی که در پرونده است."""
    found = paper_of(case_id, key)
    if found is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="document",
        subject="cases.case",
        subject_id=str(case_id),
        rows=1,
    )
    return serve(found)
