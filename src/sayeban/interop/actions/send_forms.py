"""A program of an institution fills a form for a person: begin, answer, submit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sayeban.forms.public import (
    Answer,
    FormVersion,
    SubmissionFile,
    answer,
    published,
    start,
    submission,
    submit,
)
from sayeban.interop.models import Sent
from sayeban.interop.reads.grants import Granted, person_open, refuse_others
from sayeban.interop.refusals import FormNotPublished, ImagesAtTheDesk, NotSentByYou, OldVersion
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking, nationwide


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that a program fills: `n` is the version that it read."""

    form: str
    n: int
    national_id: str


@action("interop.begin_form", clients=True)
def begin_form(*, actor: Actor, at: datetime, grant: Granted, begun: Begun) -> SubmissionFile:
    """A draft for a person in the provinces of the agreement, in the unit that keeps his file.

    Refuses grant.not_named, grant.form_unpublished, submission.old_version and
    grant.person_unknown.
    """
    del actor
    grant.refuse_beyond(grant.forms, [begun.form])
    refuse_old(published_form(begun.form), begun.n)
    person = person_open(grant, begun.national_id)
    key = start(
        actor=SYSTEM,
        at=at,
        unit=person.unit,
        code=begun.form,
        person_id=person.person_id,
        channel="web",
        helper=grant.title,
    )
    with nationwide():
        Sent.objects.create(grant_id=grant.id, kind="submission", key=str(key), at=at)
    return own_submission(grant, key)


@action("interop.answer_form", clients=True, about=("key",))
def answer_form(
    *,
    actor: Actor,
    at: datetime,
    grant: Granted,
    key: UUID,
    n: int,
    answers: Mapping[str, Answer],
) -> SubmissionFile:
    """Keep answers by question key; None is «نمی‌دانم». What was answered before is replaced.

    Refuses grant.not_yours, submission.old_version, submission.document, and as forms.answer.
    """
    del actor
    found = own_submission(grant, key)
    refuse_old(found.version, n)
    for each in found.version.form.questions:
        if each.kind == "document" and each.key in answers:
            raise ImagesAtTheDesk(question=each.label)
    answer(actor=SYSTEM, at=at, unit=found.unit, key=key, answers=answers)
    return own_submission(grant, key)


@action("interop.submit_form", clients=True, about=("key",))
def submit_form(*, actor: Actor, at: datetime, grant: Granted, key: UUID, n: int) -> SubmissionFile:
    """Close the form; submitted again it changes nothing.

    Refuses grant.not_yours, submission.old_version, and as forms.submit.
    """
    del actor
    found = own_submission(grant, key)
    refuse_old(found.version, n)
    return submit(actor=SYSTEM, at=at, unit=found.unit, key=key)


def own_submission(grant: Granted, key: UUID) -> SubmissionFile:
    """What the program itself began; refuses grant.not_yours."""
    refuse_others(grant, "submission", str(key))
    with looking(SYSTEM):
        found = submission(key)
    if found is None:
        raise NotSentByYou
    return found


def published_form(code: str) -> FormVersion:
    """What is asked now; refuses grant.form_unpublished."""
    with looking(SYSTEM):
        found = published(code)
    if found is None:
        raise FormNotPublished
    return found


def refuse_old(version: FormVersion, n: int) -> None:
    """Refuses submission.old_version: questions may have changed their sense."""
    if version.n != n:
        raise OldVersion(sent=n, now=version.n)
