"""What changed in a unit since its head's last approval (A-110, trap 9 of domain.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.exemptions.ladder_sql import scope, utility_place
from sayeban.exemptions.models import Approval
from sayeban.exemptions.reads.batch import approval_level
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value: `utility` is "" for a field of the row itself; "" stands for an unknown value."""

    utility: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that somebody wrote since; without `changes` its values were filled, not replaced."""

    changes: tuple[FieldChange, ...]
    key: str
    national_id: str
    full_name: str
    state: str
    changed_at: datetime
    changed_by: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """`since` is the last approval that stands, None before the first: then nothing is listed.

    `total` counts every changed row, `rows` holds the latest of them.
    """

    since: datetime | None
    total: int
    rows: tuple[ChangedRow, ...]


_CHANGED = f"""
SELECT r.id, r.key::text, r.national_id, r.full_name, r.state, r.changed_at, r.changed_by,
  count(*) OVER ()
FROM exemptions_row r WHERE {scope("r")} AND r.changed_at > %(since)s
ORDER BY r.changed_at DESC, r.id LIMIT %(limit)s
"""

# The oldest history line after the approval holds what the approver saw.
_OLD = f"""
SELECT now.row_id, now.utility, o.key, coalesce(o.value, ''), coalesce(now.held ->> o.key, '')
FROM unnest(%(rows)s::bigint[], %(since)s::timestamptz[]) seen (row_id, at)
JOIN (
  SELECT 'exemptions_row' AS table_name, r.id AS held_id, r.id AS row_id, '' AS utility,
    to_jsonb(r) AS held
  FROM exemptions_row r WHERE r.id = ANY (%(rows)s)
  UNION ALL
  SELECT 'exemptions_connection', c.id, c.row_id, c.utility, to_jsonb(c)
  FROM exemptions_connection c WHERE c.row_id = ANY (%(rows)s)
) now ON now.row_id = seen.row_id
CROSS JOIN LATERAL (
  SELECT h.old FROM runtime_history h
  WHERE h.table_name = now.table_name AND h.row_id = now.held_id AND h.at > seen.at
  ORDER BY h.at, h.id LIMIT 1
) first
CROSS JOIN LATERAL jsonb_each_text(first.old) o
WHERE coalesce(o.value, '') <> coalesce(now.held ->> o.key, '') AND o.key <> 'collected_by'
ORDER BY now.row_id, {utility_place("now.utility")}, o.key
"""


def changes_since_last_approval(code: str, unit: Unit, limit: int = 200) -> Changes:
    """The rows of the unit and below it that changed since, latest first, with old and new values.

    Names persons: the page that shows it records the look.
    """
    campaign = campaign_by_code(code)
    last = (
        Approval.objects.filter(
            campaign=campaign,
            level=approval_level(unit),
            **unit.columns,
        )
        .exclude(closing__outcome="withdrawn")
        .order_by("-id")
        .first()
    )
    if last is None:
        return Changes(None, 0, ())
    parameters: dict[str, Any] = {
        "campaign": campaign.pk,
        **unit.columns,
        "since": last.at,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, parameters)
        found = cursor.fetchall()
    values = changes_of({line[0]: last.at for line in found})
    rows = tuple(ChangedRow(tuple(values.get(row_id, ())), *shown) for row_id, *shown, _ in found)
    return Changes(last.at, found[0][-1] if found else 0, rows)


def changes_of(seen: Mapping[int, datetime]) -> Mapping[int, list[FieldChange]]:
    """What each row said at its moment of `seen` and says otherwise now."""
    changes: dict[int, list[FieldChange]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OLD, {"rows": list(seen), "since": list(seen.values())})
        for row_id, *change in cursor.fetchall():
            changes.setdefault(row_id, []).append(FieldChange(*change))
    return changes
