"""Answers of a draft, inside a running command."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sayeban.country.today import today_of
from sayeban.forms.document import Answer as Given
from sayeban.forms.document import Question
from sayeban.forms.limits import asked_on
from sayeban.forms.models import Answer, Submission
from sayeban.forms.reads.prefill import Known, shown_to
from sayeban.forms.reads.submissions import unit_of
from sayeban.forms.reads.versions import FormVersion, as_version, published
from sayeban.forms.refusals import AnswerInvalid, SubmissionClosed, SubmissionUnknown
from sayeban.forms.values import taken
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied

_NO_QUESTION = "این فرم چنین پرسشی ندارد."


def locked(key: UUID, unit: Unit) -> Submission:
    """The submission, held until the command ends; refuses submission.unknown, access.denied."""
    found = Submission.objects.select_for_update(of=("self",)).filter(key=key)
    submission = found.select_related("version__form").first()
    if submission is None:
        raise SubmissionUnknown
    # Gone along with a case it is kept by the unit that keeps the case, which may lie within.
    if not unit.covers(unit_of(submission)):
        raise AccessDenied
    return submission


def go_along(key: UUID, place: Unit) -> None:
    """The form that was sent for a request is kept where the request is: its workers read it.

    Inside a running command; what lies beyond its scope stays where it is.
    """
    Answer.objects.filter(submission__key=key).update(**place.columns)
    Submission.objects.filter(key=key).update(**place.columns)


def fill_draft(
    found: Submission, answers: Mapping[str, Given], actor: Actor, at: datetime
) -> FormVersion:
    """Keep answers in a locked draft, moved to the published version; that version.

    Refuses submission.submitted, answer.invalid.
    """
    if found.state != "draft":
        raise SubmissionClosed
    version = same_version(found, today_of(at))
    known = shown_to(actor, version.form, found.person_id, today_of(at))
    asked = {each.key: each for each in version.form.questions}
    rows = []
    for key, given in answers.items():
        if key not in asked:
            raise AnswerInvalid(question=key, why=_NO_QUESTION)
        row = _row(asked[key], given, known.get(key))
        row.submission, row.answered_at, row.answered_by = found, at, actor.user_id
        row.province, row.county, row.centre = found.province, found.county, found.centre
        rows.append(row)
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["submission", "question"],
        update_fields=[
            *("value", "origin", "prefilled", "register", "as_of", "answered_at", "answered_by"),
        ],
    )
    return version


def same_version(found: Submission, day: date) -> FormVersion:
    """Move a draft to the version that is published now, by question key; that version as it is
    asked that day.

    Answers that the new version does not take are dropped: it asks for them again.
    """
    current = published(found.version.form.code) or as_version(found.version)
    now = replace(current, form=asked_on(current.form, day))
    if now.id == found.version_id:
        return now
    asked = {each.key: each for each in now.form.questions}
    for row in Answer.objects.filter(submission=found).order_by("pk"):
        if row.question not in asked or taken(asked[row.question], row.value)[1]:
            row.delete()
    found.moved_from = found.moved_from or found.version.n
    found.version_id = now.id
    found.save(update_fields=["moved_from", "version"])
    return now


def _row(question: Question, given: Given, known: Known | None) -> Answer:
    kept, wrong = taken(question, given)
    if wrong:
        raise AnswerInvalid(question=question.label, why=wrong)
    row = Answer(question=question.key, value=kept, origin="declared")
    if known:
        row.prefilled, row.register, row.as_of = known.value, known.register, known.as_of
        row.origin = "confirmed" if kept == known.value else "corrected"
    if kept is None:
        row.origin = "unknown"
    return row
