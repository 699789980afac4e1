"""Submissions with their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sayeban.forms.answering import kept_answers, problems
from sayeban.forms.document import Answer as Given
from sayeban.forms.document import Question
from sayeban.forms.models import Answer, Submission
from sayeban.forms.reads.versions import FormVersion, as_version, published
from sayeban.forms.values import taken
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer with where it comes from; `prefilled` is what was shown for confirmation."""

    value: Given
    origin: str
    prefilled: Given
    register: str
    as_of: date | None
    at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class SubmissionFile:
    """A form that is filled or was submitted.

    `version` is the one that it is filled on: of a draft the published one, whatever it began
    with (`began` is that number). `answers` are those that this version still takes.
    """

    key: UUID
    version: FormVersion
    began: int
    person_id: int
    unit: Unit
    state: str
    channel: str
    helper: str
    started_at: datetime
    started_by: int | None
    submitted_at: datetime | None
    submitted_by: int | None
    answers: Mapping[str, Answered]

    @property
    def given(self) -> dict[str, Given]:
        """The answers alone."""
        return {key: each.value for key, each in self.answers.items()}

    @property
    def asked(self) -> dict[str, Given]:
        """The answers to what is asked now: those of questions that became hidden are left out."""
        return kept_answers(self.version.form, self.given)

    @property
    def problems(self) -> dict[str, str]:
        """What stands against submitting it, by question."""
        return problems(self.version.form, self.asked)


def submission(key: UUID) -> SubmissionFile | None:
    """A submission within the scope of the running look or command, None for none."""
    found = Submission.objects.filter(key=key).select_related("version__form").first()
    return as_file(found) if found else None


def submissions_of(person_id: int) -> tuple[SubmissionFile, ...]:
    """All of one person, the newest first."""
    found = Submission.objects.filter(person_id=person_id).select_related("version__form")
    return tuple(map(as_file, found.order_by("-started_at", "-pk")[:100]))


def as_file(found: Submission) -> SubmissionFile:
    """The answer of a row with its version."""
    version = as_version(found.version)
    if found.state == "draft":
        version = published(version.code) or version
    rows = Answer.objects.filter(submission=found).order_by("pk")
    answers = {row.question: _answered(row) for row in rows}
    return SubmissionFile(
        found.key,
        version,
        found.moved_from or found.version.n,
        found.person_id,
        unit_of(found),
        found.state,
        found.channel,
        found.helper,
        found.started_at,
        found.started_by,
        found.submitted_at,
        found.submitted_by,
        {each.key: answers[each.key] for each in version.form.questions if _fits(each, answers)},
    )


def unit_of(found: Submission) -> Unit:
    """The unit in which it is filled."""
    return Unit.of_place(found.province, found.county, found.centre)


def _fits(question: Question, answers: Mapping[str, Answered]) -> bool:
    return question.key in answers and not taken(question, answers[question.key].value)[1]


def _answered(row: Answer) -> Answered:
    return Answered(
        row.value,
        row.origin,
        row.prefilled,
        row.register,
        row.as_of,
        row.answered_at,
        row.answered_by,
    )
