"""Whether a province can release: what waits, who is late, whose approval is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from sayeban.exemptions.ladder_sql import WAITED_FOR, words
from sayeban.exemptions.models import Release
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES, STANDING_ASIDE
from sayeban.exemptions.rules_release import FINISHED, Block, late_blocks
from sayeban.kit.units import Unit

_GATHERED = f"r.state IN ({words(GATHERED_STATES)})"
_WAITING = f"""
SELECT r.county, count(*),
  count(*) FILTER (WHERE r.state NOT IN ({words(FINISHED)})),
  count(*) FILTER (WHERE r.state IN ({words(STANDING_ASIDE)})),
  count(*) FILTER (WHERE r.state IN ({words(OPEN_STATES)})),
  count(*) FILTER (WHERE {_GATHERED} AND r.centre <> ''),
  count(*) FILTER (WHERE r.state = 'centre_approved'
    OR ({_GATHERED} AND r.centre = '' AND r.county <> '')),
  count(*) FILTER (WHERE r.state = 'county_approved' OR ({_GATHERED} AND r.county = ''))
FROM exemptions_row r
WHERE r.campaign_id = %(campaign)s AND r.province = %(province)s AND r.release_id IS NULL
  AND {WAITED_FOR.format(finished=words(FINISHED))}
GROUP BY r.county ORDER BY r.county
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the unfinished rows of a county wait for; together they are all of them.

    `collect` rows have no answer yet; the others wait for the approval of that level's head.
    """

    collect: int = 0
    centre: int = 0
    county: int = 0
    province: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """`waiting` rows have no place on a list yet, `aside` of them leave or stand outside.

    `number` is what the next list is called. `late`: counties with rows that the province has not
    approved. `own`: the province's own worklist is not finished, which nothing can leave out.
    `missing` by county, "" for the own worklist.
    """

    number: int
    waiting: int
    aside: int
    late: tuple[Block, ...]
    own: int
    missing: Mapping[str, Missing]


def release_state(code: str, unit: Unit) -> ReleaseState:
    """The state of one province."""
    campaign = campaign_by_code(code)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"campaign": campaign.pk, "province": unit.province})
        lines = cursor.fetchall()
    unfinished = {line[0]: line[2] for line in lines}
    earlier = Release.objects.filter(campaign=campaign, province=unit.province).count()
    late = late_blocks(unfinished, unit.province)
    return ReleaseState(
        number=earlier + 1,
        waiting=sum(line[1] for line in lines),
        aside=sum(line[3] for line in lines),
        late=tuple(block for block in late if block.code != "pending"),
        own=unfinished.get("", 0),
        missing={line[0]: Missing(*line[4:]) for line in lines},
    )
