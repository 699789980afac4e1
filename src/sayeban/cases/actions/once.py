"""One person has one open case of a service, wherever in the country it is kept."""

from django.db import connection

from sayeban.cases.models import Case
from sayeban.cases.refusals_case import CaseElsewhere, CaseTwice
from sayeban.runtime.context import nationwide


def refuse_twice(person_id: int, service_id: int) -> None:
    """Hold the pair until the command ends; refuses case.twice, and case.elsewhere where the
    standing one is kept out of the actor's places, of which nothing is told.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [service_id, person_id % 2**31])
    found = Case.objects.filter(person_id=person_id, service=service_id, closed_at=None)
    standing = found.values_list("tracking_no", flat=True).first()
    if standing is not None:
        raise CaseTwice(tracking=standing)
    with nationwide():
        is_elsewhere = found.exists()
    if is_elsewhere:
        raise CaseElsewhere
