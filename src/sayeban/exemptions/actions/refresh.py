"""Bring what is now known of persons into the rows of running campaigns (A-133, A-145).

A status file, a registry's answer or a household that became known changes who needs collection;
what headquarters and the collectors wrote stays.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.actions.follow_heads import follow_heads
from sayeban.exemptions.actions.rejudge import rejudge
from sayeban.exemptions.models import Campaign
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_REFRESH = """
CREATE TEMP TABLE touched ON COMMIT DROP AS
WITH changed AS (
  UPDATE exemptions_row r SET
    status = coalesce(nullif(p.status, ''), r.status),
    has_file = coalesce(p.has_file, r.has_file),
    transfer_recipient = coalesce(p.transfer_recipient, r.transfer_recipient),
    resident_in_care = coalesce(p.resident_in_care, r.resident_in_care),
    household_id = p.household_id, is_head = p.is_head,
    version = r.version + 1, changed_at = %(at)s, changed_by = %(me)s
  FROM people_person p
  WHERE p.id = r.person_id AND r.campaign_id = %(campaign)s
    AND r.state NOT IN ('released', 'removed')
    AND (coalesce(nullif(p.status, ''), r.status), coalesce(p.has_file, r.has_file),
         coalesce(p.transfer_recipient, r.transfer_recipient),
         coalesce(p.resident_in_care, r.resident_in_care), p.household_id, p.is_head)
      IS DISTINCT FROM (r.status, r.has_file, r.transfer_recipient, r.resident_in_care,
         r.household_id, r.is_head)
  RETURNING r.id AS row_id
)
SELECT row_id FROM changed
"""

_CONNECTIONS = """
UPDATE exemptions_connection c SET household_id = r.household_id FROM exemptions_row r
WHERE r.id = c.row_id AND c.household_id <> r.household_id
  AND r.id IN (SELECT row_id FROM touched)
"""


@action("campaign.refresh", operator=True, about=("code",))
def refresh(*, actor: Actor, at: datetime, code: str) -> int:
    """Take over what `people` knows now; how many rows changed. Runs as the system, nationwide."""
    campaign = Campaign.objects.get(code=code)
    parameters: dict[str, Any] = {"campaign": campaign.pk, "at": at, "me": actor.user_id}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.touched")
        cursor.execute(_REFRESH, parameters)
        cursor.execute(_CONNECTIONS)
        rejudge(campaign=campaign, today=today_of(at))
        follow_heads(campaign_id=campaign.pk, me=actor.user_id, at=at)
        cursor.execute("SELECT count(*) FROM touched")
        return int(cursor.fetchone()[0])
