"""Correct single facts of many persons and of their present residences, set-based."""

from django.db import connection

from sayeban.people.actions.merging import known, update

_PERSONS = update(
    "people_person",
    "p",
    {
        "mobile": known("mobile", "s", "p"),
        "status": known("status", "s", "p"),
        "status_on": "CASE WHEN s.status <> p.status THEN NULL ELSE p.status_on END",
        "status_evidence": """CASE WHEN s.status <> p.status
          THEN coalesce(s.status_evidence, '') ELSE p.status_evidence END""",
    },
    "{source} s",
    "p.id = s.person_id",
)
_PRESENT = "r.household_id = s.household_id AND r.until IS NULL"
# Two rows of one household may disagree: the one with the greater person counts, in every run.
_TOLD = """(
  SELECT household_id, max(person_id) AS person_id,
    (array_agg(postal_code ORDER BY person_id DESC)
      FILTER (WHERE postal_code IS NOT NULL))[1] AS postal_code,
    (array_agg(tenure ORDER BY person_id DESC) FILTER (WHERE tenure IS NOT NULL))[1] AS tenure,
    (array_agg(tenancy_end ORDER BY person_id DESC)
      FILTER (WHERE tenancy_end IS NOT NULL))[1] AS tenancy_end
  FROM {source}
  WHERE postal_code IS NOT NULL OR tenure IS NOT NULL OR tenancy_end IS NOT NULL
  GROUP BY household_id
) s"""
_STAYS = update(
    "people_residence",
    "r",
    {column: known(column, "s", "r") for column in ("postal_code", "tenure", "tenancy_end")},
    _TOLD,
    _PRESENT,
)
_NEW_STAYS = f"""
INSERT INTO people_residence
  (household_id, postal_code, tenure, tenancy_end, province, county, centre)
SELECT s.household_id, coalesce(s.postal_code, ''), coalesce(s.tenure, ''), s.tenancy_end,
  p.province, p.county, p.centre
FROM {_TOLD} JOIN people_person p ON p.id = s.person_id
WHERE NOT EXISTS (SELECT FROM people_residence r WHERE {_PRESENT})
ON CONFLICT (household_id) WHERE until IS NULL DO NOTHING
"""


def correct_in_bulk(*, source: str) -> None:
    """Write the corrections of the temp table `source`; what it leaves null stays.

    Columns: person_id bigint, household_id bigint, mobile, postal_code, tenure text null,
    tenancy_end date null, status, status_evidence text null. One row a person. '' empties a field.
    A changed postal code or tenure corrects the present stay; the old value stays in the history.
    A residence outside the actor's places stays as it is. A status that changes loses the date of
    the old one and takes `status_evidence`.
    """
    with connection.cursor() as cursor:
        for step in (_PERSONS, _STAYS, _NEW_STAYS):
            cursor.execute(step.replace("{source}", connection.ops.quote_name(source)))
