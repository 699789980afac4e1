"""The submission that a page is about, with the look that is recorded."""

from uuid import UUID

from django.http import Http404

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.forms.reads.submissions import SubmissionFile, submission
from sayeban.people.public import person_file
from sayeban.runtime.doors import Visit


def found_submission(request: Visit, key: UUID) -> SubmissionFile:
    """The submission within the visitor's places; Http404 for none."""
    file = submission(key)
    if file is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="form",
        subject="people.person",
        subject_id=str(file.person_id),
        rows=1,
    )
    return file


def for_whom(file: SubmissionFile) -> str:
    """«برای زهرا کریمی؛ پرکننده: مینا شریفی، با کمک علی»: who answers, and who writes it down."""
    name = person_file(file.person_id).full_name or "بدون نام"
    names = user_names({file.started_by} if file.started_by else set())
    writer = f"؛ پرکننده: {names[file.started_by]}" if file.started_by in names else ""
    helper = f"، با کمک {file.helper}" if file.helper else ""
    return f"برای {name}{writer}{helper}"
