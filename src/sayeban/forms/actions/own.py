"""A client fills a form himself, on his own page: what he says of himself is declared."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sayeban.documents.public import Redrawer, store
from sayeban.forms.actions.answers import fill_draft, locked
from sayeban.forms.actions.filling import begin, close
from sayeban.forms.document import Answer as Given
from sayeban.forms.models import Submission
from sayeban.forms.reads.submissions import SubmissionFile, as_file, unit_of
from sayeban.forms.refusals import SubmissionUnknown
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

CHANNEL = "web"


@action("forms.start_own", citizens=True, about=("code", "key"))
def start_own(*, actor: Actor, at: datetime, code: str, key: UUID) -> None:
    """Begin a form about oneself in the unit that keeps the file; with the same `key` it goes on.

    Whoever has moved since goes on where it was begun. Refuses form.unknown, person.unknown,
    submission.key_taken.
    """
    person = actor.person_id or 0
    with nationwide():
        begun = Submission.objects.filter(key=key).first()
        begin(
            actor=actor,
            at=at,
            unit=unit_of(begun) if begun else person_file(person).unit,
            code=code,
            person_id=person,
            channel=CHANNEL,
            helper="",
            key=key,
        )


@action("forms.answer_own", citizens=True, about=("key",))
def answer_own(*, actor: Actor, at: datetime, key: UUID, answers: Mapping[str, Given]) -> None:
    """Keep answers to one's own form, as `answer` does.

    Refuses submission.unknown, submission.submitted, answer.invalid.
    """
    unit = _place_of_own(key, actor)
    with nationwide():
        fill_draft(locked(key, unit), answers, actor, at)


@action("forms.attach_own", citizens=True, about=("key", "question"))
def attach_own(*, actor: Actor, at: datetime, key: UUID, question: str, data: bytes) -> int:
    """Answer with a picture; its number. Refuses what `store` and `answer_own` refuse."""
    unit = _place_of_own(key, actor)
    with nationwide():
        found = locked(key, unit)
        with Redrawer() as redrawer:
            document = store(data, redrawer=redrawer, place=unit, actor=actor, at=at)
        fill_draft(found, {question: document.pk}, actor, at)
    return int(document.pk)


@action("forms.submit_own", citizens=True, about=("key",))
def submit_own(*, actor: Actor, at: datetime, key: UUID) -> SubmissionFile:
    """Close one's own form, as `submit` does; sent again it changes nothing.

    Refuses submission.unknown, submission.incomplete.
    """
    unit = _place_of_own(key, actor)
    with nationwide():
        found = locked(key, unit)
        if found.state == "draft":
            close(found, actor, at)
        return as_file(found)


def _place_of_own(key: UUID, actor: Actor) -> Unit:
    """Where his own form is filled; refuses submission.unknown for anybody else's.

    Asked with his own eyes: row-level security shows him no other's, and the filter is the second.
    """
    own = Submission.objects.filter(key=key, person_id=actor.person_id or 0, channel=CHANNEL)
    found = own.first()
    if found is None:
        raise SubmissionUnknown
    return unit_of(found)
