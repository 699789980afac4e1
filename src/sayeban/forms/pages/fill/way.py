"""Who fills a form: the pages are the same, their addresses and the commands behind them differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from sayeban.design.parts import Link
from sayeban.forms.actions.attach import attach
from sayeban.forms.actions.filling import answer, submit
from sayeban.forms.document import Answer, Question
from sayeban.forms.homes import home_of
from sayeban.forms.pages.fill.finding import for_whom, found_submission
from sayeban.forms.reads.submissions import SubmissionFile
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class Way:
    """One form as one visitor fills it. `find` runs in a look, the other deeds are commands.

    `home` is where he came from; `whom` says about whom it is, "" to the person himself (`own`).
    """

    find: Callable[[], SubmissionFile]
    keep: Callable[[SubmissionFile, Mapping[str, Answer]], object]
    attach: Callable[[SubmissionFile, str, bytes], object]
    submit: Callable[[SubmissionFile], object]
    whom: Callable[[SubmissionFile], str]
    tasks: str
    check: str
    sent: str
    question: Callable[[int], str]
    home: Callable[[SubmissionFile], Link]
    own: bool = False

    def address(self, file: SubmissionFile, question: Question) -> str:
        """The page of one question."""
        return self.question(file.version.form.questions.index(question) + 1)


def for_person(request: Visit, key: UUID) -> Way:
    """A worker fills it for somebody of his places."""
    actor = request.actor

    def keep(file: SubmissionFile, answers: Mapping[str, Answer]) -> object:
        return answer(actor=actor, at=timezone.now(), unit=file.unit, key=key, answers=answers)

    def attached(file: SubmissionFile, question: str, data: bytes) -> object:
        now, unit = timezone.now(), file.unit
        return attach(actor=actor, at=now, unit=unit, key=key, question=question, data=data)

    def send(file: SubmissionFile) -> object:
        return submit(actor=actor, at=timezone.now(), unit=file.unit, key=key)

    return Way(
        lambda: found_submission(request, key),
        keep,
        attached,
        send,
        for_whom,
        reverse("form_tasks", args=[key]),
        reverse("form_check", args=[key]),
        reverse("form_done", args=[key]),
        lambda n: reverse("form_question", args=[key, n]),
        lambda file: home_of(request, key) or _his_forms(file),
    )


def _his_forms(file: SubmissionFile) -> Link:
    return Link("فرم‌های این فرد", reverse("forms_of_person", args=[file.person_id]))
