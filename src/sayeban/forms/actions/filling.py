"""Fill a form: begin it, answer, submit it. A key that comes again is the same submission."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sayeban.country.today import today_of
from sayeban.forms.actions.answers import fill_draft, locked, same_version
from sayeban.forms.actions.to_facts import write_facts
from sayeban.forms.answering import kept_answers, problems
from sayeban.forms.document import Answer as Given
from sayeban.forms.models import Answer, Submission
from sayeban.forms.reads.submissions import SubmissionFile, as_file, unit_of
from sayeban.forms.reads.versions import published
from sayeban.forms.refusals import FormUnknown, SubmissionIncomplete, SubmissionTaken
from sayeban.forms.rights import FILLERS
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@action("forms.start", posts=FILLERS, reach="within", about=("unit", "code", "channel"))
def start(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    code: str,
    person_id: int,
    channel: str,
    helper: str = "",
    key: UUID | None = None,
) -> UUID:
    """The key of a form that is filled for a person in `unit`, which is no headquarters.

    `channel`: web, desk, phone, offline. `helper`: who helped him and is no user. Begun again with
    the same `key` it goes on. Refuses form.unknown, person.unknown, submission.key_taken.
    """
    return begin(
        actor=actor,
        at=at,
        unit=unit,
        code=code,
        person_id=person_id,
        channel=channel,
        helper=helper,
        key=key or uuid4(),
    )


def begin(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    code: str,
    person_id: int,
    channel: str,
    helper: str,
    key: UUID,
) -> UUID:
    """The same inside a running command."""
    version = published(code)
    if version is None:
        raise FormUnknown
    person_file(person_id)
    # Whatever place a key was first used in, it means one submission.
    with nationwide():
        begun, _ = Submission.objects.select_related("version__form").get_or_create(
            key=key,
            defaults={
                "version_id": version.id,
                "person_id": person_id,
                "channel": channel,
                "helper": helper,
                "started_at": at,
                "started_by": actor.user_id,
                **unit.columns,
            },
        )
    of_whom = (begun.person_id, begun.version.form.code)
    if of_whom != (person_id, code) or not unit.covers(unit_of(begun)):
        raise SubmissionTaken
    return begun.key


@action("forms.answer", posts=FILLERS, reach="within", about=("unit", "key"))
def answer(
    *, actor: Actor, at: datetime, unit: Unit, key: UUID, answers: Mapping[str, Given]
) -> None:
    """Keep answers by question key; None is «نمی‌دانم». What was answered before is replaced.

    A draft of an older version moves to the published one. An answer beside what was known counts
    as its confirmation or correction. Refuses submission.unknown, submission.submitted,
    access.denied, answer.invalid.
    """
    fill_draft(locked(key, unit), answers, actor, at)


@action("forms.submit", posts=FILLERS, reach="within", about=("unit", "key"))
def submit(*, actor: Actor, at: datetime, unit: Unit, key: UUID) -> SubmissionFile:
    """Close a form: its answers stay as they are, and what they say of facts is declared.

    Answers to questions that became hidden are dropped. Submitted again it changes nothing.
    Refuses submission.unknown, access.denied, submission.incomplete.
    """
    found = locked(key, unit)
    if found.state == "submitted":
        return as_file(found)
    close(found, actor, at)
    return as_file(found)


def close(found: Submission, actor: Actor, at: datetime) -> None:
    """The same for a locked draft."""
    version = same_version(found, today_of(at))
    given = dict(Answer.objects.filter(submission=found).values_list("question", "value"))
    kept = kept_answers(version.form, given)
    if wrong := problems(version.form, kept):
        labels = [each.label for each in version.form.questions if each.key in wrong]
        raise SubmissionIncomplete(count=len(wrong), question=labels[0])
    Answer.objects.filter(submission=found).exclude(question__in=list(kept)).delete()
    found.state, found.submitted_at, found.submitted_by = "submitted", at, actor.user_id
    found.save()
    write_facts(version.form, kept, found.person_id, actor, at, today_of(at))
