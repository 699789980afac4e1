"""A form that was filled elsewhere comes whole: without a network, or from another program."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sayeban.country.today import today_of
from sayeban.forms.actions.answers import fill_draft, locked, same_version
from sayeban.forms.actions.filling import begin, close
from sayeban.forms.answering import kept_answers, problems
from sayeban.forms.document import Answer as Given
from sayeban.forms.document import FormDocument
from sayeban.forms.models import Answer, Submission
from sayeban.forms.rights import FILLERS
from sayeban.forms.values import taken
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled elsewhere: version `n` of form `code`; `helper` as start has it."""

    key: UUID
    code: str
    n: int
    person_id: int
    channel: str
    answers: Mapping[str, Given]
    helper: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of it. Not `submitted`: the form was changed since and `asked` are the questions
    that its new version adds; every answer that still fits is kept as a draft.
    """

    key: UUID
    submitted: bool
    asked: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What the sender reads."""
        if self.submitted:
            return "فرم رسید و ثبت شد."
        return (
            "این فرم پس از پر شدن عوض شده است. پاسخ‌ها مانده است و پیش از فرستادن فقط این‌ها پرسیده"
            f" می‌شود: {'، '.join(self.asked)}."
        )


@action("forms.receive", posts=FILLERS, reach="within", about=("unit",))
def receive(*, actor: Actor, at: datetime, unit: Unit, filled: Filled) -> Received:
    """Submit a form. Sent again it is the same submission.

    Of an older version what still fits is kept and nothing is refused. Refuses form.unknown,
    person.unknown, submission.key_taken, answer.invalid, submission.incomplete.
    """
    begin(
        actor=actor,
        at=at,
        unit=unit,
        code=filled.code,
        person_id=filled.person_id,
        channel=filled.channel,
        helper=filled.helper,
        key=filled.key,
    )
    found = locked(filled.key, unit)
    if found.state == "submitted":
        return Received(filled.key, submitted=True)
    version, answers = same_version(found, today_of(at)), filled.answers
    is_old = version.n != filled.n
    fits = {
        each.key: answers[each.key]
        for each in version.form.questions
        if each.key in answers and not taken(each, answers[each.key])[1]
    }
    fill_draft(found, fits if is_old else answers, actor, at)
    if is_old and (asked := _open(found, version.form)):
        return Received(filled.key, submitted=False, asked=asked)
    close(found, actor, at)
    return Received(filled.key, submitted=True)


def _open(found: Submission, form: FormDocument) -> tuple[str, ...]:
    """What stands against submitting it."""
    given = dict(Answer.objects.filter(submission=found).values_list("question", "value"))
    wrong = problems(form, kept_answers(form, given))
    return tuple(each.label for each in form.questions if each.key in wrong)
