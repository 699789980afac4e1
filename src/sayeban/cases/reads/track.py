"""What the holder of a tracking number, and the client himself, see of a case: no person in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sayeban.cases.models import Case, CaseDocument, Duration, Step
from sayeban.cases.reads.promises import ENOUGH
from sayeban.cases.rules import LACKING


@dataclass(frozen=True, slots=True)
class TrackedStep:
    """One step in plain words. `turn` says whose turn it is or was (a code of rules.CLOCKS)."""

    title: str
    opened_on: date
    closed_on: date | None
    turn: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A case without its person. `turn` is whose turn it is now, "" once it is closed.

    `missing`: titles of required documents that have not come, whosever turn it is; none once it is
    closed.
    `p80`: eight of ten such cases were over within so many working days; None where it is not
    known. `result` is a code of rules.RESULTS, "" while it is open. `reopened_at`: when it last
    went on after its end.
    """

    case_id: int
    tracking_no: str
    title: str
    opened_on: date
    promised_on: date
    legal_deadline: date | None
    closed_on: date | None
    result: str
    turn: str
    p80: int | None
    steps: tuple[TrackedStep, ...]
    missing: tuple[str, ...] = ()
    reopened_at: datetime | None = None


def track(tracking_no: str) -> Tracked | None:
    """The case with this number within the scope of the running look; None if there is none."""
    found = Case.objects.filter(tracking_no=tracking_no).only(*_SHOWN).first()
    return _tracked(found) if found else None


def cases_of(person_id: int) -> list[Tracked]:
    """The cases of a person within the scope of the running look, the open and newest first."""
    found = Case.objects.filter(person_id=person_id).only(*_SHOWN).order_by("-id")[:_MOST]
    every = [_tracked(each) for each in found]
    return sorted(every, key=lambda each: each.closed_on is not None)


def whose_and_what(case_id: int) -> tuple[int, str] | None:
    """The number of the person and the code of the service of a case, None where it is not seen."""
    found = Case.objects.filter(pk=case_id).values_list("person_id", "service__code")
    return found.first()


def hidden_from_guardians(persons: Collection[int]) -> set[int]:
    """Which of these persons have, or had, a case of a service that is kept from guardians."""
    found = Case.objects.filter(person_id__in=persons, version__document__sheet__guardian="hidden")
    return set(found.values_list("person_id", flat=True))


_MOST = 50
_SHOWN = (
    *("id", "tracking_no", "service_id", "version_id", "opened_on", "promised_on"),
    *("legal_deadline", "closed_on", "result", "province", "reopened_at"),
)


def _tracked(case: Case) -> Tracked:
    # Steps whose opening was taken back; a client reads no outcome, only the key.
    rows = Step.objects.filter(case_id=case.pk).exclude(key__contains="~").order_by("id")
    steps = list(rows.values_list("definition__title", "opened_on", "closed_on", "clock"))
    turns = [clock for _, _, closed_on, clock in steps if closed_on is None]
    measured = Duration.objects.filter(
        service_id=case.service_id,
        province__in=["", case.province],
        exits__gte=ENOUGH,
        p50__isnull=False,
    )
    return Tracked(
        case.pk,
        case.tracking_no,
        case.service.title,
        case.opened_on,
        case.promised_on,
        case.legal_deadline,
        case.closed_on,
        case.result,
        _turn(turns),
        measured.order_by("-province").values_list("p80", flat=True).first(),
        tuple(TrackedStep(title, on, closed, clock) for title, on, closed, clock in steps),
        () if case.closed_on else _missing(case),
        case.reopened_at,
    )


def _missing(case: Case) -> tuple[str, ...]:
    found = CaseDocument.objects.filter(case_id=case.pk, required=True, state__in=LACKING)
    return tuple(found.order_by("id").values_list("title", flat=True))


def _turn(turns: list[str]) -> str:
    """The client's turn comes first: without him nothing goes on."""
    for turn in ("applicant", "external", "paused", "own"):
        if turn in turns:
            return turn
    return ""
