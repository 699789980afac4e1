"""What a case waits for from its client: a form to fill, documents to bring."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection

from sayeban.cases.models import CaseDocument
from sayeban.cases.rules import LACKING

# A case waits for its client since its step was opened for him, or its clock stopped for him.
_TURN: Final = """
SELECT c.id, s.id, v.title, w.form_code, t.at, t.reason
FROM cases_case c JOIN cases_service v ON v.id = c.service_id
JOIN cases_serviceversion w ON w.id = c.version_id
JOIN cases_step s ON s.case_id = c.id AND s.closed_on IS NULL AND s.clock = 'applicant'
CROSS JOIN LATERAL (SELECT e.at, e.reason FROM cases_event e
  WHERE e.step_id = s.id AND e.what IN ('step_opened', 'paused')
  ORDER BY e.at DESC, e.id DESC LIMIT 1) t
WHERE c.id = %(case)s AND c.person_id = %(person)s AND c.closed_on IS NULL
ORDER BY s.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class ClientTurn:
    """One time that a case waits for its client.

    `form` is the code of the form of the service, "" where it has none; `missing` are the titles
    of required documents that have not come; `reason` is what staff wrote when they stopped.
    """

    case_id: int
    step_id: int
    title: str
    form: str
    since: datetime
    missing: tuple[str, ...]
    reason: str = ""

    @property
    def key(self) -> UUID:
        """The key of the form that is filled in this turn: begun twice it is the same one."""
        return uuid5(NAMESPACE_URL, f"case/{self.case_id}/{self.step_id}/{self.since.timestamp()}")


def turn_of(case_id: int, person_id: int) -> ClientTurn | None:
    """What the case waits for, within the scope of the running look or command.

    None where it is none of this person's, or does not wait for him.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN, {"case": case_id, "person": person_id})
        found = cursor.fetchone()
    if found is None:
        return None
    case, step, title, form, since, reason = found
    return ClientTurn(case, step, title, form, since, missing_papers(case_id), reason)


def missing_papers(case_id: int) -> tuple[str, ...]:
    """The titles of required documents that have not come."""
    missing = CaseDocument.objects.filter(case_id=case_id, required=True, state__in=LACKING)
    return tuple(missing.order_by("id").values_list("title", flat=True))


# Of a step that was opened again by taking back, what was said of it does not hold.
_REASONS: Final = """
SELECT d.title, e.reason, s.closed_on, e.at < c.reopened_at
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
JOIN cases_stepdef d ON d.id = s.definition_id
CROSS JOIN LATERAL (SELECT e.reason, e.at FROM cases_event e
  WHERE e.step_id = s.id AND e.what = 'advanced' ORDER BY e.at DESC, e.id DESC LIMIT 1) e
WHERE s.case_id = %(case)s AND s.closed_on IS NOT NULL AND e.reason <> '' ORDER BY s.id
"""


@dataclass(frozen=True, slots=True)
class StepReason:
    """Why a finished step ended as it did. `set_aside`: the case went on afterwards, so what was
    said holds no more."""

    title: str
    reason: str
    on: date
    set_aside: bool


def reasons_of(case_id: int) -> tuple[StepReason, ...]:
    """Of each finished step of a case that says why, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_REASONS, {"case": case_id})
        return tuple(
            StepReason(title, reason, on, bool(before))
            for title, reason, on, before in cursor.fetchall()
        )
