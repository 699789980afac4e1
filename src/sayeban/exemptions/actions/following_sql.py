"""Note 4: a household member's row takes the connections of the head's residence (A-144).

`touched` is a temp table of row ids that were just written. Runs nationwide, since the member may
be on another centre's worklist.
"""

from sayeban.exemptions.ladder_sql import scope, words
from sayeban.exemptions.rules import FOLLOWED_STATES, OPEN_STATES
from sayeban.exemptions.rules_ladder import APPROVED, LEVELS, ApprovalLevel, returnable

# The households come as one array: a join on them, planned right after a load on statistics of an
# empty table, would look through the whole campaign once a row. The members are locked: one whose
# approval is under way waits here, and drops out when it is approved.
FOLLOWERS = f"""
CREATE TEMP TABLE followers ON COMMIT DROP AS
SELECT m.id AS member_id, h.id AS head_id
FROM exemptions_row m
JOIN exemptions_row h ON h.household_id = m.household_id AND h.campaign_id = m.campaign_id
  AND h.is_head AND h.state IN ({words(FOLLOWED_STATES)})
WHERE m.campaign_id = %(campaign)s AND NOT m.is_head
  AND m.state IN ('pending', 'returned', 'collected', 'uncollectable')
  AND m.household_id = ANY (ARRAY(
    SELECT r.household_id FROM exemptions_row r WHERE r.id IN (SELECT row_id FROM touched)))
ORDER BY m.id FOR NO KEY UPDATE OF m
"""

COPY_ROWS = """
UPDATE exemptions_row m SET
  location = h.location, tenure = h.tenure, tenancy_end = h.tenancy_end,
  postal_code = h.postal_code, no_data_reason = h.no_data_reason, missing = h.missing,
  flags = h.flags,
  state = CASE WHEN h.no_data_reason <> '' AND h.missing <> '{}' THEN 'uncollectable'
               ELSE 'collected' END,
  collected_by = h.collected_by, collected_at = h.collected_at,
  approved_by = NULL, approved_at = NULL,
  version = m.version + 1, changed_at = %(at)s, changed_by = %(me)s
FROM followers f JOIN exemptions_row h ON h.id = f.head_id
WHERE m.id = f.member_id
"""

COPY_CONNECTIONS = """
INSERT INTO exemptions_connection AS c (row_id, campaign_id, household_id, province, county,
  centre, utility, connection_type, bill_id, number, company, company_state, channel, source,
  entry_method, ready, copied)
SELECT m.id, m.campaign_id, m.household_id, m.province, m.county, m.centre, h.utility,
  h.connection_type, h.bill_id, h.number, h.company, h.company_state, h.channel, h.source,
  h.entry_method, h.ready, true
FROM followers f
JOIN exemptions_connection h ON h.row_id = f.head_id
JOIN exemptions_row m ON m.id = f.member_id
ON CONFLICT (row_id, utility) DO UPDATE SET
  connection_type = excluded.connection_type, bill_id = excluded.bill_id,
  number = excluded.number, company = excluded.company, channel = excluded.channel,
  source = excluded.source, entry_method = excluded.entry_method,
  company_state = excluded.company_state, ready = excluded.ready, copied = true
"""

TOUCH_FOLLOWERS = "INSERT INTO touched SELECT member_id FROM followers"

# An approver holds the rows of his unit and the members elsewhere whose head is among them, all in
# one order. Arrays for the reason above.
LOCK_HOUSEHOLDS = f"""
SELECT count(*) FROM (
  SELECT FROM exemptions_row r WHERE r.id = ANY (ARRAY(
    SELECT r.id FROM exemptions_row r WHERE {scope("r")}
    UNION ALL
    SELECT m.id FROM exemptions_row m
    WHERE m.campaign_id = %(campaign)s AND NOT m.is_head AND m.household_id = ANY (ARRAY(
      SELECT r.household_id FROM exemptions_row r WHERE r.is_head AND {scope("r")}))))
  ORDER BY r.id FOR NO KEY UPDATE) locked
"""


def _members(heads: str, wanted: str) -> str:
    return f"""
SELECT m.id AS row_id, m.national_id, g.reason, {scope("m")} AS inside
FROM ({heads}) g JOIN exemptions_row h ON h.id = g.row_id AND h.is_head
JOIN exemptions_row m ON m.household_id = h.household_id AND m.campaign_id = h.campaign_id
  AND NOT m.is_head
WHERE {wanted}"""


def copies(heads: str, level: ApprovalLevel) -> str:
    """Members' rows that repeat what a head's row says and that `level` can send back with it.

    `heads` is a query with the columns row_id and reason. A copy has its author and time from the
    head's row.
    """
    return _members(
        heads,
        f"m.state IN ({words(returnable(level) - OPEN_STATES)})"
        " AND (m.collected_by, m.collected_at) = (h.collected_by, h.collected_at)",
    )


def outdated(heads: str, level: ApprovalLevel) -> str:
    """Members' rows, approved by `level` or below, that say something else than their head's row.

    `heads` as in `copies`.
    """
    approved = [APPROVED[each] for each in LEVELS[: LEVELS.index(level) + 1]]
    return _members(
        heads,
        f"m.state IN ({words(approved)}) AND (m.collected_by, m.collected_at)"
        " IS DISTINCT FROM (h.collected_by, h.collected_at)",
    )
