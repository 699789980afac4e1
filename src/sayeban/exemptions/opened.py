"""The next level opens a batch: from then on its approval cannot be withdrawn (decision 13).

A page opens it by being looked at, so this is a database function that a GET may call, as the one
that records looks is: it adds one row an approval, at most once, and nothing else.
"""

from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.exemptions.rules_ladder import LEVELS, ApprovalLevel
from sayeban.kit.units import Unit

OPEN_FUNCTION: Final = """
CREATE FUNCTION exemptions_open_batches(
  campaign bigint, lower text, in_province text, in_county text, by_user bigint,
  at_time timestamptz
) RETURNS void LANGUAGE sql SET search_path = public AS $$
  INSERT INTO exemptions_closing (campaign_id, approval_id, outcome, by, at, province, county,
    centre)
  SELECT a.campaign_id, a.id, 'opened', by_user, at_time, a.province, a.county, a.centre
  FROM exemptions_approval a
  WHERE a.campaign_id = campaign AND a.level = lower AND a.province = in_province
    AND (in_county = '' OR a.county = in_county)
    AND NOT EXISTS (SELECT FROM exemptions_closing c WHERE c.approval_id = a.id)
  ORDER BY a.id
  ON CONFLICT DO NOTHING
$$;
"""


def open_batches(
    *, campaign: int, level: ApprovalLevel, unit: Unit, by: int | None, at: datetime
) -> None:
    """Keep that `unit`, an office of `level`, opened every batch that the level below handed up.

    A batch whose withdrawal is under way is waited for and then stays withdrawn.
    """
    lower = LEVELS.index(level) - 1
    if lower < 0 or by is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT exemptions_open_batches(%s, %s, %s, %s, %s, %s)",
            [campaign, LEVELS[lower], unit.province, unit.county, by, at],
        )
