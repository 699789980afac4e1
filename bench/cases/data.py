"""A made-up country of clients, and the history of their cases by `sayeban cases simulate`.

A few large counties have most of them, as in life: the largest one about a twelfth.
"""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from sayeban.cases.public import import_services, measure, redate, seed_case_texts, simulate
from sayeban.desk.public import keep_outcomes
from sayeban.facts.public import seed_facts
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.sites.samples.loading import samples

SERVICES: Final = (
    *("women_head", "livelihood_aid", "adoption_file"),
    *("assistive_device", "elderly_day", "disability_card"),
)
_OVER: Final = 1.3
"""So much longer than its usual way is the time over which a service's cases were opened: about
three of four are open then."""
_OPEN_SHARE: Final = 0.75
# A mobile number of one in a hundred million cannot be dialled; the identifiers are those of tests.
_PERSONS: Final = """
WITH places AS (
  SELECT array_agg(code ORDER BY hashtext(code)) AS codes FROM organisations_county
)
INSERT INTO people_person (identifier_type, identifier, full_name, mobile, birth_date, status,
  is_head, province, county, centre)
SELECT 'national_id', '999' || lpad(n::text, 7, '0'), 'مددجوی ' || n,
  CASE WHEN mod(n, 10) < 7 THEN '+98999' || lpad(n::text, 7, '0') ELSE '' END,
  date '1950-01-01' + mod(n, 20000), 'active', false, left(k.code, 2), k.code, ''
FROM generate_series(1, %(persons)s) n CROSS JOIN places
CROSS JOIN LATERAL (SELECT places.codes[1 + floor(cardinality(places.codes)
  * power((hashint8(n) & 1048575) / 1048576.0, 2.5))::int] AS code) k
"""
_OPEN: Final = "SELECT count(*) FROM cases_case WHERE closed_at IS NULL"
_USUAL: Final = """
SELECT usual_days FROM cases_serviceversion v JOIN cases_service s ON s.id = v.service_id
WHERE s.code = %s AND v.state = 'published'
"""


def fill(wanted: int, at: datetime) -> None:
    """Places, services, clients, and about `wanted` open cases beside those that are over."""
    with acting(SYSTEM, at):
        seed()
        seed_facts()
        seed_case_texts(at)
    redate(actor=OPERATOR, at=at)
    documents = [dict(each["service"]) for each in samples() if _code(each) in SERVICES]
    for document in documents:
        # Forms and rules of the samples decide nothing here.
        ways = [way | {"ground": None, "guard": None} for way in document["transitions"]]
        document |= {"form": "", "rule": "", "transitions": ways}
    import_services(actor=OPERATOR, at=at, documents=documents, publish=True)
    each = round(wanted / _OPEN_SHARE / len(SERVICES))
    _run(_PERSONS, {"persons": each + 1}, at)
    for service in SERVICES:
        days = max(2, round(_run(_USUAL, [service], at) * _OVER))
        simulate(actor=OPERATOR, at=at, service=service, cases=each, days=days, confirmed=True)


def settle(at: datetime) -> int:
    """What evenings keep of what ended; how many."""
    measure(actor=OPERATOR, at=at)
    return keep_outcomes(actor=OPERATOR, at=at)


def counts(at: datetime) -> tuple[int, int]:
    """Open cases, and open steps."""
    return _run(_OPEN, (), at), _run(_OPEN.replace("cases_case", "cases_step"), (), at)


def _code(sample: Any) -> str:  # noqa: ANN401 - JSON
    return str(sample["service"]["code"])


def _run(statement: str, values: Any, at: datetime) -> int:  # noqa: ANN401 - of any statement
    with acting(OPERATOR, at), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0]) if cursor.description else 0
