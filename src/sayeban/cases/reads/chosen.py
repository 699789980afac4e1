"""Steps that somebody chose from his worklist, and what may become of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from sayeban.cases.models import CaseDocument, Step
from sayeban.cases.reads.places import unit_at
from sayeban.cases.rules import LACKING, SAYS_NO
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """One open step that was chosen; `unit` is where it is done."""

    id: int
    tracking_no: str
    person_id: int
    service: str
    title: str
    role: str
    unit: Unit


def chosen_steps(ids: Sequence[int]) -> list[ChosenStep]:
    """Those of the steps that stand open within the scope of the running look, by due date."""
    found = (
        Step.objects.filter(pk__in=ids, closed_at=None)
        .order_by("due_on", "id")
        .values_list(
            *("id", "case__tracking_no", "case__person_id"),
            *("service__title", "definition__title", "role"),
            *("level", "province", "county", "centre"),
        )
    )
    return [ChosenStep(*(*row[:6], unit_at(*row[6:]))) for row in found]


def lacking(steps: Sequence[ChosenStep]) -> bool:
    """Whether a document that is required did not come in the case of one of these."""
    cases = Step.objects.filter(pk__in=[step.id for step in steps]).values("case")
    return CaseDocument.objects.filter(case__in=cases, required=True, state__in=LACKING).exists()


_COMMON = """
SELECT t.outcome, min(t.label), bool_or(t.reason_required OR t.result = ANY(%(no)s))
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
JOIN cases_transition t ON t.version_id = c.version_id AND t.step = s.key
WHERE s.id = ANY(%(ids)s)
GROUP BY t.outcome
HAVING count(*) = %(all)s AND count(DISTINCT t.label) = 1
ORDER BY min(t.position)
"""


def common_outcomes(ids: Sequence[int]) -> list[tuple[str, str, bool]]:
    """(outcome, label, whether it needs a reason) that every one of the steps has alike."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMON, {"ids": list(ids), "all": len(ids), "no": list(SAYS_NO)})
        found: list[tuple[str, str, bool]] = cursor.fetchall()
    return found
