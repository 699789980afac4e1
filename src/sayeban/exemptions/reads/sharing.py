"""Which stretch of a centre's way is a worker's own, and how far each stretch is."""

import json
from dataclasses import dataclass
from typing import Final

from sayeban.exemptions.models import WorkShare
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.exemptions.worklist_sql import WORKLIST, place_of
from sayeban.kit.units import Unit

Stretch = dict[str, list[str] | None]
"""Parameters of MINE: from where to where."""

WHOLE: Final[Stretch] = {"low": None, "high": None}
_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))
LEFT: Final = f"(r.state IN ({_OPEN}) OR r.state = 'collected' AND r.missing <> '{{}}')"
"""Still to do."""
ROWS: Final = """exemptions_row r
LEFT JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL
CROSS JOIN LATERAL (
  SELECT CASE WHEN r.is_head THEN r.address ELSE (
    SELECT h.address FROM exemptions_row h
    WHERE (h.campaign_id, h.household_id) = (r.campaign_id, r.household_id)
      AND (h.province, h.county, h.centre) = (r.province, r.county, r.centre)
    ORDER BY h.is_head DESC, h.id LIMIT 1) END AS address OFFSET 0) door"""
"""A household is visited at the address of its head, whatever its members' rows say; without a head
in the worklist at that of its first member."""
WAY: Final = """coalesce(d.rural_district, '')::text, fa_sort_key(coalesce(d.village, '')),
  fa_sort_key(door.address), lpad(r.household_id::text, 19, '0')"""
"""The order of the way: neighbours stand together, so do rows of one household.
All text, so that PLACE, which is an array of it, says the same order."""
PLACE: Final = f"ARRAY[{WAY}]"
"""Where a row lies on the way."""
PLACED: Final = f"""{ROWS}
CROSS JOIN LATERAL (
  SELECT CASE WHEN %(low)s::text[] IS NOT NULL THEN {PLACE} END AS place OFFSET 0) p"""
"""ROWS with the place of each, computed once and only where the way is shared: it is dear."""
MINE: Final = """(%(low)s::text[] IS NULL OR p.place >= %(low)s::text[]
  AND (%(high)s::text[] IS NULL OR p.place < %(high)s::text[]))"""
"""Of PLACED."""
_ANY = f"SELECT EXISTS (SELECT FROM {PLACED} WHERE {WORKLIST} AND {LEFT} AND {MINE})"
BEGINS: Final = f"""
WITH way AS (
  SELECT {PLACE} AS place, ntile(%(workers)s) OVER (ORDER BY {PLACE}) AS part
  FROM {ROWS} WHERE {WORKLIST} AND {LEFT}
)
SELECT min(place) FROM way GROUP BY part ORDER BY part
"""
"""The first place of as many stretches of like length as there are workers."""
_FAR = f"""
WITH way AS (SELECT {PLACE} AS place, {LEFT} AS is_left FROM {ROWS} WHERE {WORKLIST}),
stretch AS (
  SELECT part, ARRAY(SELECT jsonb_array_elements_text(place)) AS begins
  FROM jsonb_array_elements(%(begins)s::jsonb) WITH ORDINALITY AS s (place, part)
)
SELECT (SELECT max(s.part) FROM stretch s WHERE s.begins <= w.place), count(*),
  count(*) FILTER (WHERE w.is_left)
FROM way w GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One worker's stretch: its rows now, and how many of them are still to do."""

    worker: int
    rows: int
    left: int


def share_of(campaign_id: int, centre: Unit) -> WorkShare | None:
    """How the work of a centre is shared now; None where it is not."""
    last = WorkShare.objects.filter(**place_of(campaign_id, centre)).order_by("-id").first()
    return last if last and last.workers else None


def own_way(campaign_id: int, unit: Unit, worker: int) -> Stretch:
    """The worker's own stretch while something is left of it, else the whole way."""
    share = share_of(campaign_id, unit)
    if share is None or worker not in share.workers:
        return WHOLE
    at = share.workers.index(worker)
    low, *after = share.begins[at:]
    mine: Stretch = {"low": low, "high": after[0] if after else None}
    [(is_left,)] = ask(_ANY, {**place_of(campaign_id, unit), **mine})
    return mine if is_left else WHOLE


def parts_of(share: WorkShare) -> list[Part]:
    """How far each worker of a shared way is."""
    where = Unit.of_centre(share.county, share.centre)
    asked = place_of(share.campaign_id, where) | {"begins": json.dumps(share.begins)}
    found = {part: (rows, left) for part, rows, left in ask(_FAR, asked)}
    return [
        Part(worker, *found.get(at, (0, 0))) for at, worker in enumerate(share.workers, start=1)
    ]
