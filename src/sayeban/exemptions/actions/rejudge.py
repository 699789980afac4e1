"""Judge stored rows anew after something around them changed: a reload, a document, a status.

The collectors' own words stay; only what follows from them is computed again.
"""

from datetime import date
from typing import Any

from django.db import connection

from sayeban.exemptions.actions.collect_sql import wide
from sayeban.exemptions.judging import IN_TARGET
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.required import required_fields
from sayeban.exemptions.reads.target import in_target
from sayeban.exemptions.rules import LOCKED_STATES, UTILITIES
from sayeban.exemptions.stored import connection_facts, pivot

_LOCKED = ", ".join(f"'{state}'" for state in sorted(LOCKED_STATES))
_WIDE = wide(
    "wide",
    f"""(SELECT s.id AS row_id, s.state, s.postal_code, s.mobile, s.tenure, s.status,
      s.tenancy_end, s.location, s.no_data_reason, {connection_facts("c")}
    FROM exemptions_row s
    LEFT JOIN ({pivot("SELECT row_id FROM touched")}) c ON c.row_id = s.id
    WHERE s.id IN (SELECT row_id FROM touched) AND s.state NOT IN ('released', 'removed')) j""",
    "SELECT row_id FROM touched",
)

_ROWS = f"""
UPDATE exemptions_row r SET aside = w.aside, missing = w.missing,
  flags = w.flags || ARRAY(SELECT unnest(r.flags)
                           INTERSECT SELECT unnest('{{bill_id.taken,late}}'::text[])),
  state = CASE WHEN w.aside = '' AND r.state IN ({_LOCKED}) THEN r.state ELSE w.new_state END
FROM wide w WHERE r.id = w.row_id
  AND (r.collected_by IS NOT NULL OR w.aside <> r.aside)
"""

_CONNECTIONS = """
UPDATE exemptions_connection c SET company_state = v.company_state, ready = v.ready,
  province = w.province, county = w.county, centre = w.centre
FROM wide w CROSS JOIN LATERAL (VALUES {lines}) AS v (utility, company_state, ready)
WHERE c.row_id = w.row_id AND c.utility = v.utility
  AND (c.company_state, c.ready, c.province, c.county, c.centre)
    IS DISTINCT FROM (v.company_state, v.ready, w.province, w.county, w.centre)
""".format(lines=", ".join(f"('{u}', w.{u}_company_state, w.{u}_ready)" for u in UTILITIES))

_EVIDENCE = """
UPDATE exemptions_evidence e SET province = w.province, county = w.county, centre = w.centre
FROM wide w WHERE e.row_id = w.row_id
  AND (e.province, e.county, e.centre) IS DISTINCT FROM (w.province, w.county, w.centre)
"""

_FOLLOWING = [
    _EVIDENCE.replace("exemptions_evidence", table)
    for table in (
        *("exemptions_contact", "exemptions_helperentry", "exemptions_counterrow"),
        "exemptions_correction",
    )
]
# An office has nothing to do with a row that has left its unit: another one may have it checked.
_LEFT_OFFICE = """
DELETE FROM exemptions_counterrow g USING wide w
WHERE g.row_id = w.row_id AND g.answer = '' AND g.office NOT IN (w.province, w.county)
"""


def rejudge(*, campaign: Campaign, today: date) -> None:
    """Judge the rows in temp table `touched` inside a running command."""
    target = in_target(campaign)
    parameters: dict[str, Any] = {
        **target.given,
        "campaign": campaign.pk,
        "utilities": campaign.utilities,
        "required": required_fields(campaign),
        "today": today,
        "due": date.max,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.wide")
        cursor.execute(_WIDE.replace(IN_TARGET, target.sql), parameters)
        for step in (_ROWS, _CONNECTIONS, _LEFT_OFFICE, _EVIDENCE, *_FOLLOWING):
            cursor.execute(step, parameters)


def touch(rows: str, parameters: dict[str, Any]) -> None:
    """Put the row ids that the query `rows` selects into temp table `touched`."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.touched")
        cursor.execute(
            f"CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT q.id AS row_id FROM ({rows}) q",
            parameters,
        )
