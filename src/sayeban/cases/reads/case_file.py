"""One case with everything that a page of it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sayeban.cases.models import Case, CaseDocument, Event, Note, Step, Transition
from sayeban.cases.reads.places import unit_at, unit_of, works_on
from sayeban.cases.reads.reviews import ReviewRow, reviews_of
from sayeban.cases.refusals_case import CaseUnknown
from sayeban.cases.rules import SAYS_NO, TAKEN_BACK
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of an open step as a button; the usual one first. `guard`: its condition."""

    outcome: str
    label: str
    to_step: str
    result: str
    reason_required: bool
    guard: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in one round. `unit` is where it is done; `outcomes` are empty once it is done.

    `label` is that of the outcome, "" while it is open or where the case ended without it.
    `reopened`: its case was opened again.
    """

    id: int
    key: str
    title: str
    round: int
    role: str
    unit: Unit
    department: str
    assignee: int | None
    state: str
    clock: str
    checklist: tuple[str, ...]
    opened_at: datetime
    due_on: date
    late: int
    closed_at: datetime | None
    closed_by: int | None
    outcome: str
    label: str
    reason: str
    outcomes: tuple[Outcome, ...]
    reopened: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that the case asks for; `document` is the key of the evidence.

    `by_client`: it came from the page of its client, `seen_at` is when staff first opened it.
    """

    code: str
    title: str
    required: bool
    state: str
    document: UUID | None
    at: datetime | None
    by: int | None
    reason: str
    by_client: bool = False
    seen_at: datetime | None = None

    @property
    def is_new(self) -> bool:
        return self.by_client and self.seen_at is None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, question or answer."""

    id: int
    kind: str
    at: datetime
    by: int | None
    text: str
    department: str
    due_on: date | None
    answers: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened; `what` is a code of rules.EVENTS, `actor` None for the system.

    `title` is that of its step, "" where it is about none.
    """

    at: datetime
    actor: int | None
    what: str
    step: str
    old: str
    new: str
    reason: str
    title: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case: steps in the order of their opening without those whose
    opening was taken back, events and notes the newest first."""

    id: int
    tracking_no: str
    person_id: int
    service: str
    title: str
    version: int
    form_code: str
    rule_code: str
    submission: UUID | None
    unit: Unit
    channel: str
    desk: int | None
    opened_at: datetime
    promised_on: date
    promised_days: int
    paused_days: int
    legal_deadline: date | None
    closed_at: datetime | None
    reopened_at: datetime | None
    result: str
    steps: tuple[StepRow, ...]
    documents: tuple[DocumentRow, ...]
    notes: tuple[NoteRow, ...]
    events: tuple[EventRow, ...]
    reviews: tuple[ReviewRow, ...]

    @property
    def open_reviews(self) -> tuple[ReviewRow, ...]:
        return tuple(each for each in self.reviews if each.state == "open")

    @property
    def open_steps(self) -> tuple[StepRow, ...]:
        return tuple(step for step in self.steps if step.closed_at is None)


def case_file(case_id: int) -> CaseFile:
    """A case within the scope of the running look; refuses case.unknown.

    The caller records the look.
    """
    found = Case.objects.select_related("service", "version").filter(pk=case_id).first()
    if found is None:
        raise CaseUnknown(count=1)
    return CaseFile(
        id=found.pk,
        tracking_no=found.tracking_no,
        person_id=found.person_id,
        service=found.service.code,
        title=found.service.title,
        version=found.version.number,
        form_code=found.version.form_code,
        rule_code=found.version.rule_code,
        submission=found.submission,
        unit=unit_of(found),
        channel=found.channel,
        desk=found.desk,
        opened_at=found.opened_at,
        promised_on=found.promised_on,
        promised_days=found.promised_days,
        paused_days=found.paused_days,
        legal_deadline=found.legal_deadline,
        closed_at=found.closed_at,
        reopened_at=found.reopened_at,
        result=found.result,
        steps=_steps(found),
        documents=_documents(found),
        notes=_notes(found),
        events=_events(found),
        reviews=reviews_of(found.pk),
    )


def may_advance(actor: Actor, step: StepRow) -> bool:
    """Whether the step is the actor's to work on, as `advance` judges it."""
    return works_on(actor, step.role, step.unit, step.assignee, reopened=step.reopened)


def _steps(case: Case) -> tuple[StepRow, ...]:
    ways = list(Transition.objects.filter(version=case.version_id).order_by("position"))
    labels = {(way.step, way.outcome): way.label for way in ways}
    found = Step.objects.filter(case=case).exclude(outcome=TAKEN_BACK)
    found = found.select_related("definition").order_by("id")
    reopened = case.reopened_at is not None
    return tuple(_step(each, ways, labels, reopened=reopened) for each in found)


def _step(
    each: Step, ways: list[Transition], labels: dict[tuple[str, str], str], *, reopened: bool
) -> StepRow:
    return StepRow(
        id=each.pk,
        key=each.key,
        title=each.definition.title,
        round=each.round,
        role=each.role,
        unit=unit_at(each.level, each.province, each.county, each.centre),
        department=each.department,
        assignee=each.assignee,
        state=each.state,
        clock=each.clock,
        checklist=tuple(each.definition.checklist),
        opened_at=each.opened_at,
        due_on=each.due_on,
        late=each.late,
        closed_at=each.closed_at,
        closed_by=each.closed_by,
        outcome=each.outcome,
        label=labels.get((each.key, each.outcome), ""),
        reason=each.reason,
        outcomes=tuple(
            Outcome(
                way.outcome,
                way.label,
                way.to_step,
                way.result,
                way.reason_required or way.result in SAYS_NO,
                way.guard,
            )
            for way in ways
            if way.step == each.key and each.closed_at is None
        ),
        reopened=reopened,
    )


def _documents(case: Case) -> tuple[DocumentRow, ...]:
    found = CaseDocument.objects.filter(case=case).order_by("id")
    columns = ("code", "title", "required", "state", "document", "at", "by", "reason")
    found_rows = found.values_list(*columns, "by_client", "seen_at")
    return tuple(DocumentRow(*row) for row in found_rows)


def _notes(case: Case) -> tuple[NoteRow, ...]:
    found = Note.objects.filter(case=case).order_by("-id")
    columns = ("id", "kind", "at", "by", "text", "department", "due_on", "answers")
    return tuple(NoteRow(*row) for row in found.values_list(*columns))


def _events(case: Case) -> tuple[EventRow, ...]:
    found = Event.objects.filter(case=case).order_by("-id")
    columns = ("at", "actor", "what", "step__definition__key", "old", "new", "reason")
    return tuple(
        EventRow(at, actor, what, step or "", old, new, reason, title or "")
        for at, actor, what, step, old, new, reason, title in found.values_list(
            *columns, "step__definition__title"
        )
    )
