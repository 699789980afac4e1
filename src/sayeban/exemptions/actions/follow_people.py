"""Exemptions follow what becomes known of people: a death, an exit, another head (A-030, A-133).

Who left the cover benefits no more. Where a client died or lives in care, the household's head who
lives there becomes the occupant, and the company is told the record anew; where nobody does, the
exemption ends.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.actions.feed_log import TABLE, append_changes, lock_feeds, stage_changes
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_AWAY = "({0}.status IN ('deceased', 'exited') OR {0}.resident_in_care IS TRUE)"

# From the day on which the client or his head went away; where that lies before what the company
# was told last, or something else became known, from today.
# As a release names the occupant (placing_sql): the head where he is known by name and lives there.
_NOW = f"""
  SELECT e.*, c.record, p.status,
    CASE WHEN s.since > c.effective_from THEN s.since ELSE %(today)s END AS since,
    coalesce(o.identifier, CASE WHEN NOT {_AWAY.format("p")} THEN p.identifier END) AS occupant,
    coalesce(o.full_name, p.full_name) AS occupant_name, coalesce(o.mobile, p.mobile) AS mobile
  FROM exemptions_exemption e
  JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
  JOIN exemptions_row r ON r.id = e.row_id
  JOIN people_person p ON p.id = r.person_id
  LEFT JOIN people_household h ON h.id = p.household_id
  LEFT JOIN people_person o ON o.id = h.head_id AND o.identifier_type = 'national_id'
    AND o.full_name <> '' AND NOT {_AWAY.format("o")}
  LEFT JOIN people_person q ON q.id = h.head_id
  CROSS JOIN LATERAL (SELECT greatest(CASE WHEN {_AWAY.format("p")} THEN p.status_on END,
    CASE WHEN {_AWAY.format("q")} THEN q.status_on END) AS since) s
  WHERE e.ended_on IS NULL AND (%(person)s::bigint IS NULL OR e.household_id = (
    SELECT household_id FROM people_person WHERE id = %(person)s))
"""
_ENDS = "(n.status = 'exited' OR n.occupant IS NULL)"
_DIFFERS = f"{_ENDS} OR n.occupant <> n.record #>> '{{occupant,national_id}}'"

_FEEDS = f"SELECT DISTINCT n.feed_id FROM ({_NOW}) n WHERE {_DIFFERS}"

# The mobile stands in the new record where it stood in the one before: the company asks for it.
_STAGE = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at, record)
SELECT n.feed_id, n.province, n.county, n.centre, n.bill_id, n.row_id, n.household_id,
  CASE WHEN {_ENDS} THEN 'revoke' ELSE 'amend' END, n.exemption_id, n.version + 1,
  CASE WHEN n.status = 'exited' THEN 'left_cover' WHEN NOT {_ENDS} THEN 'correction'
    WHEN n.status = 'deceased' THEN 'deceased' ELSE 'moved_to_institution' END,
  n.since, %(at)s,
  CASE WHEN NOT {_ENDS} THEN n.record || jsonb_build_object('version', n.version + 1,
    'effective_from', n.since, 'occupant', jsonb_build_object(
      'national_id', n.occupant, 'full_name', n.occupant_name,
      'mobile', CASE WHEN n.record #>> '{{occupant,mobile}}' IS NOT NULL
        THEN nullif(n.mobile, '') END)) END
FROM ({_NOW}) n WHERE ({_DIFFERS}) AND n.feed_id = ANY (%(feeds)s) ORDER BY n.feed_id, n.seq
"""


@action("exemptions.follow_people", about=("person_id",))
def follow_people(*, actor: Actor, at: datetime, person_id: int | None = None) -> int:
    """End or amend what stands for the household of a person, or for all; how many changes."""
    given: dict[str, Any] = {"person": person_id, "today": today_of(at), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_FEEDS, given)
        feeds = [feed for (feed,) in cursor.fetchall()]
        if not feeds:
            return 0
        lock_feeds(feeds)
        stage_changes()
        cursor.execute(_STAGE, given | {"feeds": feeds})
    return append_changes()
