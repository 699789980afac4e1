"""A released list enters the companies' feeds (A-020, A-021, A-135)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.feed_log import TABLE, append_changes, lock_feeds, stage_changes
from sayeban.exemptions.models import Release
from sayeban.exemptions.package import records
from sayeban.exemptions.reads.release import (
    ReleaseFacts,
    listed_lines,
    parts,
    release_facts,
)
from sayeban.organisations.public import feed_id
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage

# What stands for the meters of a part already: of this publisher, whoever's household it is.
_STANDING = """
COPY (
  SELECT e.bill_id, e.exemption_id, e.version, e.household_id, e.feed_id
  FROM exemptions_exemption e
  JOIN exemptions_releaseline l ON l.release_id = %s AND l.utility = %s AND l.company = %s
    AND l.outcome = 'listed' AND l.bill_id = e.bill_id
  WHERE e.publisher = %s AND e.utility = %s AND e.ended_on IS NULL
) TO STDOUT (FORMAT csv)
"""

# A meter whose household is another one now ends first and begins anew.
_ENDS = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at)
SELECT e.feed_id, e.province, e.county, e.centre, e.bill_id, e.row_id, e.household_id, 'revoke',
  e.exemption_id, e.version + 1, 'other', %(day)s, %(at)s
FROM feed_lines s JOIN exemptions_exemption e ON e.exemption_id = s.ends
"""

_LINES = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, supersedes, reason, effective_from, effective_until, decided_at, record)
SELECT %(feed)s, l.province, l.county, l.centre, l.bill_id, l.row_id, l.household_id, s.op,
  s.exemption_id, s.version,
  CASE WHEN s.ends_feed = %(feed)s THEN s.ends END,
  CASE WHEN s.op = 'grant' THEN 'new_cover' ELSE 'correction' END,
  %(day)s, l.tenancy_end, %(at)s, s.record
FROM feed_lines s
JOIN exemptions_releaseline l ON l.release_id = %(release)s AND l.exemption_id = s.line
ORDER BY l.county, l.bill_id
"""

_STAGED = {
    "line": "uuid",
    "exemption_id": "uuid",
    "op": "text",
    "version": "bigint",
    "ends": "uuid",
    "ends_feed": "text",
    "record": "jsonb",
}


@action(
    "exemptions.publish_release", posts=rights.HEADQUARTERS, operator=True, about=("release_id",)
)
def publish_release(*, actor: Actor, at: datetime, release_id: int) -> int:
    """Give each line of a list a number in its company's feed, once; how many changes.

    A meter that its household has already is amended and keeps its exemption. What companies may
    read of it follows from their agreements.
    """
    found = Release.objects.select_for_update().filter(pk=release_id, published_at=None).first()
    if found is None:
        return 0
    facts = release_facts(release_id)
    assert facts is not None
    own = parts(release_id)
    lock_feeds([*(_feed(facts, *part) for part in own), *_others(facts, own)])
    appended = sum(_publish(facts, *part) for part in own)
    found.published_at = at
    found.save(update_fields=["published_at"])
    return appended


def _feed(facts: ReleaseFacts, utility: str, company: str) -> str:
    return feed_id(facts.publisher, utility, facts.province, company)


def _others(facts: ReleaseFacts, own: Sequence[tuple[str, str]]) -> set[str]:
    """The feeds in which meters of the list stand so far; their ends are numbered there."""
    return {feed for part in own for feed in _standing(facts, *part)["feed_id"].unique()}


def _publish(facts: ReleaseFacts, utility: str, company: str) -> int:
    feed = _feed(facts, utility, company)
    standing = _standing(facts, utility, company)
    lines = _judged(listed_lines(facts.id, utility, company), standing, feed)
    frame = records.Frame.of(facts, utility, company)
    lines = lines.with_columns(record=records.rendered(lines, frame))
    stage("feed_lines", _STAGED, lines)
    stage_changes()
    given: dict[str, Any] = {"feed": feed, "release": facts.id, "day": facts.day, "at": facts.at}
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, given)
        cursor.execute(_LINES, given)
    return append_changes()


def _standing(facts: ReleaseFacts, utility: str, company: str) -> pl.DataFrame:
    names = ("bill_id", "standing", "standing_version", "standing_household", "feed_id")
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(
            _STANDING, [facts.id, utility, company, facts.publisher, utility]
        ) as copy,
    ):
        csv = b"".join(bytes(piece) for piece in copy)
    if not csv:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return pl.read_csv(csv, has_header=False, new_columns=list(names), infer_schema=False)


def _judged(lines: pl.DataFrame, standing: pl.DataFrame, feed: str) -> pl.DataFrame:
    """Each line with `op`, the exemption and version it gets, and what it ends."""
    found = lines.join(standing, on="bill_id", how="left", maintain_order="left")
    own = (
        (pl.col("standing_household") == pl.col("household_id")) & (pl.col("feed_id") == feed)
    ).fill_null(value=False)
    return found.with_columns(
        line=pl.col("exemption_id"),
        op=pl.when(own).then(pl.lit("amend")).otherwise(pl.lit("grant")),
        exemption_id=pl.when(own).then("standing").otherwise("exemption_id"),
        version=pl.when(own)
        .then(pl.col("standing_version").cast(pl.Int64) + 1)
        .otherwise(pl.lit(1)),
        ends=pl.when(~own).then("standing"),
        ends_feed=pl.when(~own).then("feed_id"),
    )
