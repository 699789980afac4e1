"""The SQL of the approval ladder: one batch, what blocks it, its samples.

Every statement begins with `batch(level)`: the rows that concern one approval of one unit, by
rules_ladder.part. Parameters everywhere: campaign, province, county, centre (of the unit, "" above
its level), ids and reasons (arrays: the rows to send back), me (the approver), eyes, eyes_from and
eyes_until (whose acts count as his).
"""

from collections.abc import Iterable

from sayeban.exemptions.rules import GATHERED_STATES, UTILITIES, State
from sayeban.exemptions.rules_ladder import (
    HANDED_UP,
    LEVELS,
    ApprovalLevel,
    Part,
    part,
    returnable,
)

PLACE = "province, county, centre"
WAITED_FOR = (
    "(r.state IN ({finished}) OR r.id NOT IN (SELECT c.row_id FROM exemptions_correction c))"
)
"""Whether others wait for row r: not for one that a company sent back, until it is finished."""


def mine(user: str, at: str) -> str:
    """Whether what this user did then counts as the approver's (actor.Eyes)."""
    return (
        f"({user} = ANY (%(eyes)s::bigint[]) AND EXISTS (SELECT FROM unnest(%(eyes)s::bigint[],"
        " %(eyes_from)s::timestamptz[], %(eyes_until)s::timestamptz[]) e (id, since, until)"
        f" WHERE e.id = {user} AND {at} >= e.since AND {at} < e.until))"
    )


def words(states: Iterable[str]) -> str:
    """States as a list for IN."""
    return ", ".join(f"'{state}'" for state in sorted(states)) or "NULL"


def utility_place(column: str) -> str:
    """The twin of rules.place_of_utility."""
    places = ", ".join(f"'{utility}'" for utility in UTILITIES)
    return f"coalesce(array_position(ARRAY[{places}], {column}::text), 0)"


def scope(alias: str) -> str:
    """Rows of the campaign in the unit or below it; an empty code bounds nothing."""
    bounds = " AND ".join(
        f"(%({name})s = '' OR {alias}.{name} = %({name})s)"
        for name in ("province", "county", "centre")
    )
    return f"{alias}.campaign_id = %(campaign)s AND {bounds}"


_OWN: dict[ApprovalLevel, str] = {
    "centre": "true",
    "county": "r.centre = ''",
    "province": "r.county = ''",
}


def _part(level: ApprovalLevel) -> str:
    """The set-based twin of rules_ladder.part, written from it."""
    cases = [
        f"WHEN {'' if own else 'NOT '}({_OWN[level]}) AND r.state IN"
        f" ({words(s for s in State if part(level, s, own=own) == wanted)}) THEN '{wanted}'"
        for own in (True, False)
        for wanted in Part
    ]
    return f"CASE {' '.join(cases)} END"


def _behind(level: ApprovalLevel) -> str:
    """Rows of the unit that this level sent back last, counting what it and levels above sent, and
    those that a company ever sent back.

    A set of ids, which is hashed: the planner would ask for each row of a batch.
    """
    lower = ", ".join(f"'{each}'" for each in LEVELS[: LEVELS.index(level)])
    return f"""
  SELECT row_id FROM (
    SELECT DISTINCT ON (t.row_id) t.row_id, t.level FROM exemptions_return t
    WHERE t.level <> ALL (ARRAY[{lower}]::text[]) AND t.province = %(province)s
      AND (%(county)s = '' OR t.county = %(county)s)
      AND (%(centre)s = '' OR t.centre = %(centre)s)
    ORDER BY t.row_id, t.id DESC
  ) last WHERE level = '{level}'
  UNION SELECT c.row_id FROM exemptions_correction c WHERE c.province = %(province)s"""


def batch(level: ApprovalLevel) -> str:
    """WITH clause: listed(national_id, reason) and batch, one line a row.

    `taken`: an approval now would approve it. `late`: its county is not finished, and a province
    goes on without it (note 1). `sent_back`: listed, and this level may send it back; one that is
    returned already stays so, and stops nobody. What this level sent back earlier and what has not
    come up to it since is out of the batch: returned before an approval or with it is the same.
    So is what a company sent back: it comes up when it is mended, and nobody waits for it.
    """
    late = "r.county <> '' AND bool_or(r.open_below) OVER (PARTITION BY r.county)"
    return f"""
WITH listed AS (
  SELECT national_id, min(reason) AS reason
  FROM unnest(%(ids)s::text[], %(reasons)s::text[]) AS u (national_id, reason)
  GROUP BY national_id
), behind AS MATERIALIZED ({_behind(level)}
), batch AS (
  SELECT b.*, b.part = 'take' AND NOT b.late AND NOT b.sent_back AS taken
  FROM (
    SELECT r.*, l.reason AS reason_to_return,
      l.national_id IS NOT NULL AND r.state IN ({words(returnable(level))}) AS sent_back,
      {late if level == "province" else "false"} AS late
    FROM (
      SELECT r.*, r.part = 'below' AND r.row_id NOT IN (SELECT row_id FROM behind) AS open_below
      FROM (
        SELECT r.id AS row_id, r.key, r.national_id, r.household_id, r.is_head, r.province,
          r.county, r.centre, r.state, r.missing, r.flags, r.no_data_reason, r.collected_by,
          r.collected_at, r.approved_by, r.approved_at, r.inherited_at, r.approval_id, r.name_sort,
          r.centre_at, r.county_at, r.province_at,
          {_OWN[level]} AS own, {_part(level)} AS part
        FROM exemptions_row r WHERE {scope("r")}
      ) r
    ) r LEFT JOIN listed l ON l.national_id = r.national_id
  ) b
  WHERE b.part = 'take' OR b.open_below OR b.sent_back
)"""


def stays_behind(level: ApprovalLevel) -> str:
    """How many rows the batch leaves out because this level or a company sent them back."""
    return f"""
SELECT count(*) FROM exemptions_row r JOIN ({_behind(level)}) t ON t.row_id = r.id
WHERE {scope("r")} AND {_part(level)} = 'below'
"""


# Locking in one order: two approvers, or an approver and a collector, wait for each other.
LOCK = f"""
SELECT count(*) FROM (
  SELECT 1 FROM exemptions_row r WHERE {scope("r")} ORDER BY r.id FOR NO KEY UPDATE) locked
"""

COUNTS = """
SELECT count(*) FILTER (WHERE taken), count(*) FILTER (WHERE sent_back AND state <> 'returned'),
  (SELECT count(*) FROM listed l WHERE NOT EXISTS (
     SELECT 1 FROM batch b WHERE b.national_id = l.national_id AND b.sent_back))
FROM batch
"""

LATE = f"SELECT {PLACE}, count(*) FROM batch WHERE late AND open_below GROUP BY {PLACE}"

# A reason for no data explains what is missing; a row without one is incomplete.
_LACKS = "missing <> '{}' AND no_data_reason = ''"
_NO_DATA = "(missing <> '{}' AND no_data_reason <> '')"

SUSPECTED = f"""
SELECT r.id FROM exemptions_row r WHERE {scope("r")} AND r.id IN (
  SELECT h.row_id FROM exemptions_candidaterow h
  JOIN exemptions_candidate d ON d.id = h.candidate_id
  WHERE d.campaign_id = %(campaign)s AND d.state = 'open')
"""

_SIGNED = """
, signed AS MATERIALIZED (
  SELECT d.by AS signer, d.province, d.county, d.centre, max(d.at) AS at
  FROM exemptions_declaration d WHERE d.campaign_id = %(campaign)s
    AND (d.by = %(me)s OR d.by IN (SELECT collected_by FROM batch WHERE own))
  GROUP BY d.by, d.province, d.county, d.centre
), unsigned AS (
  SELECT b.province, b.county, b.centre, b.collected_by AS signer
  FROM batch b
  WHERE b.taken AND b.own AND b.collected_by IS NOT NULL
    AND (b.inherited_at IS NULL OR b.inherited_at < b.collected_at)
    AND NOT EXISTS (
      SELECT 1 FROM signed s WHERE s.signer = b.collected_by AND s.at >= b.collected_at
        AND (s.province, s.county, s.centre) = (b.province, b.county, b.centre))
    AND NOT CASE WHEN b.is_head THEN false ELSE EXISTS (
      SELECT 1 FROM exemptions_row h JOIN signed s
        ON (s.province, s.county, s.centre) = (h.province, h.county, h.centre)
      WHERE h.is_head AND h.campaign_id = %(campaign)s AND h.household_id = b.household_id
        AND s.signer = b.collected_by AND s.at >= b.collected_at) END
)"""
# A member's row is answered for where the head's was collected (note 4). CASE asks it of members
# alone, one index look-up each, whatever the planner believes about the tables. What came from
# another unit or phase is answered for by the head, who signs for the whole batch.

# Code, place and count of all that stops an approval beside its samples.
BLOCKS = f"""{_SIGNED}
SELECT code, {PLACE}, count(*) FROM (
  SELECT 'pending' AS code, {PLACE} FROM batch
    WHERE open_below AND NOT late AND NOT sent_back
  UNION ALL SELECT 'incomplete', {PLACE} FROM batch WHERE taken AND {_LACKS}
  UNION ALL SELECT 'document.missing', {PLACE} FROM batch
    WHERE taken AND %(documents)s = 'required' AND 'document.missing' = ANY (flags)
      AND NOT {_NO_DATA}
  UNION ALL SELECT 'four_eyes', {PLACE} FROM batch WHERE taken
    AND ({mine("collected_by", "collected_at")} OR NOT own AND {mine("approved_by", "approved_at")})
  UNION ALL SELECT 'candidate.open', {PLACE} FROM batch
    WHERE taken AND %(level)s = 'province' AND row_id IN (
      SELECT h.row_id FROM exemptions_candidaterow h
      JOIN exemptions_candidate d ON d.id = h.candidate_id
      WHERE d.campaign_id = %(campaign)s AND d.state = 'open')
) b GROUP BY code, {PLACE}
UNION ALL
SELECT 'declaration.missing', {PLACE}, count(DISTINCT signer) FROM (
  SELECT {PLACE}, signer FROM unsigned
  UNION ALL
  SELECT %(province)s, %(county)s, %(centre)s, %(me)s
  WHERE EXISTS (SELECT 1 FROM batch WHERE taken AND own)
    AND NOT EXISTS (
      SELECT 1 FROM signed s
      WHERE s.signer = %(me)s
        AND (s.province, s.county, s.centre) = (%(province)s, %(county)s, %(centre)s)
        AND s.at >= (
          SELECT max(greatest(collected_at, inherited_at)) FROM batch WHERE taken AND own))
) u GROUP BY {PLACE}
"""
UNSIGNED_COLLECTORS = f"{_SIGNED} SELECT count(*) FROM unsigned"


def still_drawn(level: ApprovalLevel, sample: str = "s", row: str = "r") -> str:
    """Whether a drawn row still waits for this level under the approval that its sample covers.

    On the province's own worklist nobody below approves: the row is as it was when drawn.
    """
    lower = HANDED_UP[level]
    return (
        f"(({row}.state = '{lower}' AND {row}.approval_id <= {sample}.approval_id)"
        f" OR ({row}.county = '' AND {row}.state IN ({words(GATHERED_STATES)})"
        f" AND {row}.collected_at <= {sample}.drawn_at))"
    )


def _usable(level: ApprovalLevel) -> str:
    """After batch: the samples of this office that cover something.

    A sample covers the rows that were locked when it was drawn, so a batch that was returned and
    approved again needs a new one (A-121). One of which nothing was or can be checked covers
    nothing.
    """
    return f"""
, usable AS MATERIALIZED (
  SELECT s.* FROM exemptions_sample s
  WHERE {scope("s")} AND s.level = '{level}' AND EXISTS (
    SELECT 1 FROM exemptions_samplerow c JOIN exemptions_row r ON r.id = c.row_id
    WHERE c.sample_id = s.id AND (c.is_right IS NOT NULL OR {still_drawn(level)}))
)"""


def _sampled(level: ApprovalLevel) -> str:
    """Rows of the batch that this office samples: a county leaves its own to the province."""
    return "taken" if level == "province" else "taken AND NOT own"


def strata(level: ApprovalLevel) -> str:
    """The sample figures of the batch, one line a worklist (rules_ladder.Stratum) and two more:

    rows that `me` drew or checked, and rows whose collector checked them (four eyes).
    """
    return f"""{batch(level)}{_usable(level)}
, marks AS (
  SELECT {PLACE}, own, approval_id, CASE WHEN own THEN collected_at END AS since, count(*) AS n
  FROM batch WHERE {_sampled(level)}
  GROUP BY 1, 2, 3, 4, 5, 6
), covering AS (
  SELECT m.*, (
    SELECT min(s.id) FROM usable s
    WHERE (s.province, s.county, s.centre) = (m.province, m.county, m.centre)
      AND CASE WHEN m.own THEN s.approval_id IS NULL AND s.drawn_at >= m.since
               ELSE s.approval_id >= m.approval_id END) AS sample_id
  FROM marks m
), checks AS (
  SELECT u.province, u.county, u.centre, count(*) AS drawn, count(c.is_right) AS checked,
    count(*) FILTER (WHERE NOT c.is_right) AS wrong,
    count(*) FILTER (WHERE c.is_right IS NULL AND {still_drawn(level)}) AS undone,
    count(*) FILTER (WHERE {mine("s.drawn_by", "s.drawn_at")}
      OR {mine("c.checked_by", "c.checked_at")}) AS by_me,
    count(*) FILTER (WHERE c.checked_by = r.collected_by AND r.collected_at <= c.checked_at)
      AS by_collector
  FROM (SELECT DISTINCT {PLACE}, sample_id FROM covering) u
  JOIN exemptions_sample s ON s.id = u.sample_id
  JOIN exemptions_samplerow c ON c.sample_id = s.id
  JOIN exemptions_row r ON r.id = c.row_id
  GROUP BY u.province, u.county, u.centre
)
SELECT v.province, v.county, v.centre, v.n, v.uncovered, coalesce(k.drawn, 0),
  coalesce(k.checked, 0), coalesce(k.wrong, 0), coalesce(k.undone, 0), coalesce(k.by_me, 0),
  coalesce(k.by_collector, 0)
FROM (
  SELECT {PLACE}, sum(n)::int AS n,
    coalesce(sum(n) FILTER (WHERE sample_id IS NULL), 0)::int AS uncovered
  FROM covering GROUP BY {PLACE}
) v LEFT JOIN checks k USING ({PLACE})
ORDER BY v.province, v.county, v.centre
"""


def uncovered(level: ApprovalLevel) -> str:
    """After batch: `fresh`, the rows that no usable sample covers."""
    return f"""{_usable(level)}
, reach AS (
  SELECT {PLACE}, max(approval_id) AS approval_id,
    max(drawn_at) FILTER (WHERE approval_id IS NULL) AS drawn_at
  FROM usable GROUP BY {PLACE}
), fresh AS MATERIALIZED (
  SELECT b.* FROM batch b LEFT JOIN reach c
    ON (c.province, c.county, c.centre) = (b.province, b.county, b.centre)
  WHERE {_sampled(level)} AND NOT coalesce(
    CASE WHEN b.own THEN b.collected_at <= c.drawn_at
         ELSE b.approval_id <= c.approval_id END, false)
)"""
