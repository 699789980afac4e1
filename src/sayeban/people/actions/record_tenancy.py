"""Record how a household holds its present dwelling."""

from datetime import date, datetime

from sayeban.people.actions.finding import household_of, person_in_reach, present_stay
from sayeban.people.models import Residence
from sayeban.people.refusals import TenancyEndWithoutTenancy, TenureUnknown
from sayeban.people.rules import KEEPERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("people.record_tenancy", posts=KEEPERS, operator=True, about=("person_id",))
def record_tenancy(
    *, actor: Actor, at: datetime, person_id: int, tenure: str, tenancy_end: date | None = None
) -> None:
    """Correct tenure and end of tenancy of the person's present stay (A-057, A-060).

    `tenure`: owner, tenant, other. The old values stay in the history. Refuses person.unknown,
    tenure.unknown, tenancy_end.not_tenant.
    """
    if tenure not in Residence.Tenure.values or not tenure:
        raise TenureUnknown
    if tenancy_end and tenure != Residence.Tenure.TENANT:
        raise TenancyEndWithoutTenancy
    person = person_in_reach(person_id, actor, KEEPERS)
    household_id = household_of(person)
    stay = present_stay(household_id) or Residence(
        household_id=household_id,
        province=person.province,
        county=person.county,
        centre=person.centre,
    )
    stay.tenure, stay.tenancy_end = tenure, tenancy_end
    stay.save()
