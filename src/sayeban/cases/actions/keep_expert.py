"""Who answers for a department in a unit."""

from datetime import datetime

from sayeban.cases.models import Expert
from sayeban.cases.refusals_case import DepartmentUnknown
from sayeban.cases.rules import HEADQUARTERS, SUPERVISORS
from sayeban.kit.units import Unit
from sayeban.organisations.public import departments
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action(
    "cases.name_expert",
    posts=SUPERVISORS | HEADQUARTERS,
    reach="within",
    operator=True,
    about=("unit", "department", "user_id"),
)
def name_expert(*, actor: Actor, at: datetime, unit: Unit, department: str, user_id: int) -> None:
    """A user answers for a department in a unit. Refuses department.unknown, access.denied."""
    if department not in departments():
        raise DepartmentUnknown(department=department)
    Expert.objects.get_or_create(
        user_id=user_id,
        department=department,
        level=unit.level,
        province=unit.province,
        county=unit.county,
        centre=unit.centre,
    )


@action(
    "cases.release_expert",
    posts=SUPERVISORS | HEADQUARTERS,
    reach="within",
    operator=True,
    about=("unit", "department", "user_id"),
)
def release_expert(
    *, actor: Actor, at: datetime, unit: Unit, department: str, user_id: int
) -> None:
    """He answers for it no more. Refuses access.denied."""
    Expert.objects.filter(
        user_id=user_id,
        department=department,
        level=unit.level,
        province=unit.province,
        county=unit.county,
        centre=unit.centre,
    ).delete()
