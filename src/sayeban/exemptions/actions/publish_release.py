"""A released list enters the companies' feeds (A-020, A-021, A-135)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.feed_log import (
    TABLE,
    append_changes,
    ends_sql,
    lock_feeds,
    stage_changes,
)
from sayeban.exemptions.models import Release
from sayeban.exemptions.package import records
from sayeban.exemptions.reads.release import (
    ReleaseFacts,
    listed_lines,
    parts,
    release_facts,
)
from sayeban.exemptions.rules_correction import ENDS
from sayeban.organisations.public import feed_id
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage

# What stands for the row of each line, and what stands for its meter, whoever's household that is.
_STANDING = """
COPY (
  SELECT l.exemption_id, a.exemption_id, a.version, a.feed_id, b.exemption_id, b.version,
    b.feed_id, b.household_id = l.household_id
  FROM exemptions_releaseline l
  LEFT JOIN exemptions_exemption a ON a.row_id = l.row_id AND a.utility = l.utility
    AND a.publisher = %(publisher)s AND a.ended_on IS NULL
  LEFT JOIN exemptions_exemption b ON b.bill_id = l.bill_id AND b.utility = l.utility
    AND b.publisher = %(publisher)s AND b.ended_on IS NULL
  WHERE l.release_id = %(release)s AND l.utility = %(utility)s AND l.company = %(company)s
    AND l.outcome = 'listed' AND (a.exemption_id IS NOT NULL OR b.exemption_id IS NOT NULL)
) TO STDOUT (FORMAT csv)
"""
_FOUND = ("line", "own", "own_version", "own_feed", "meter", "meter_version", "meter_feed", "same")

# A row that this list names no more: its exemption ends, by the place that it has now.
_DROPPED = """
  FROM exemptions_releaseline l JOIN exemptions_exemption e
    ON e.row_id = l.row_id AND e.utility = l.utility AND e.publisher = %(publisher)s
  WHERE l.release_id = %(release)s AND l.outcome NOT IN ('listed', 'county.late')
    AND e.ended_on IS NULL
"""
_DROPPED_FEEDS = f"SELECT DISTINCT e.feed_id {_DROPPED}"
_WHENS = " ".join(f"WHEN '{place}' THEN '{why}'" for place, why in ENDS.items())
_REASON = f"CASE l.outcome {_WHENS} ELSE 'correction' END"
_DROP = f"{ends_sql(_REASON, '%(day)s')}{_DROPPED} ORDER BY e.feed_id, e.seq"

# A meter whose household is another one now, or whose household's meter another company has, ends
# first and begins anew.
_ENDS = f"""{ends_sql("min(s.reason)", "%(day)s")}
FROM (SELECT ends_own AS ends, 'correction' AS reason FROM feed_lines
  UNION ALL SELECT ends_meter, 'other' FROM feed_lines) s
JOIN exemptions_exemption e ON e.exemption_id = s.ends
GROUP BY e.exemption_id
"""

# Of a row that was on a list before, a record that says nothing new is not told again, unless the
# company sent it back: it hears that the record stands as it is.
_NEWS = """
  (s.op = 'grant' OR NOT EXISTS (
    SELECT FROM exemptions_exemption e
    JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
    WHERE e.exemption_id = s.exemption_id AND e.row_id = l.row_id
      AND c.record - '{version,effective_from,programme}'::text[]
        = s.record - '{version,effective_from,programme}'::text[]
      AND c.effective_until IS NOT DISTINCT FROM l.tenancy_end
  ) OR EXISTS (SELECT FROM exemptions_correction k
    WHERE k.exemption_id = s.exemption_id AND k.settled_at IS NULL))
"""
_LINES = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, supersedes, reason, effective_from, effective_until, decided_at, record)
SELECT %(feed)s, l.province, l.county, l.centre, l.bill_id, l.row_id, l.household_id, s.op,
  s.exemption_id, s.version, CASE WHEN s.op = 'grant' THEN s.supersedes END,
  CASE WHEN s.op = 'grant' THEN 'new_cover' ELSE 'correction' END,
  %(day)s, l.tenancy_end, %(at)s, s.record
FROM feed_lines s
JOIN exemptions_releaseline l ON l.release_id = %(release)s AND l.exemption_id = s.line
WHERE {_NEWS}
ORDER BY l.county, l.bill_id
"""

# What the collector could see when he handed the row in again is answered by this list.
_AMENDED = tuple(
    f"""
UPDATE {table} c SET settled_at = %(at)s{how}
FROM {TABLE} s JOIN exemptions_row r ON r.id = s.row_id
WHERE s.op = 'amend' AND s.exemption_id = c.exemption_id AND c.settled_at IS NULL
  AND c.{said} <= least(r.collected_at, %(at)s)
"""
    for table, how, said in (
        ("exemptions_correction", ", how = 'amended'", "opened_at"),
        ("exemptions_companynotice", "", "at"),
    )
)

_STAGED = {
    "line": "uuid",
    "exemption_id": "uuid",
    "op": "text",
    "version": "bigint",
    "ends_own": "uuid",
    "ends_meter": "uuid",
    "supersedes": "uuid",
    "record": "jsonb",
}


@action(
    "exemptions.publish_release", posts=rights.HEADQUARTERS, operator=True, about=("release_id",)
)
def publish_release(*, actor: Actor, at: datetime, release_id: int) -> int:
    """Give each line of a list a number in its company's feed, once; how many changes.

    The exemption of a row is amended, also where its bill id changed, and so is that of a meter
    which its household has already; with another company it ends there and begins anew. A row that
    came back and is listed no more ends. What companies may read of it follows from their
    agreements.
    """
    found = Release.objects.select_for_update().filter(pk=release_id, published_at=None).first()
    if found is None:
        return 0
    facts = release_facts(release_id)
    assert facts is not None
    own = parts(release_id)
    lock_feeds([*(_feed(facts, *part) for part in own), *_others(facts, own)])
    appended = _drop(facts) + sum(_publish(facts, *part) for part in own)
    found.published_at = at
    found.save(update_fields=["published_at"])
    return appended


def _feed(facts: ReleaseFacts, utility: str, company: str) -> str:
    return feed_id(facts.publisher, utility, facts.province, company)


def _given(facts: ReleaseFacts, utility: str = "", company: str = "") -> dict[str, Any]:
    return {
        "release": facts.id,
        "publisher": facts.publisher,
        "utility": utility,
        "company": company,
        "feed": _feed(facts, utility, company),
        "day": facts.day,
        "at": facts.at,
    }


def _others(facts: ReleaseFacts, own: Sequence[tuple[str, str]]) -> set[str]:
    """The feeds in which its rows and meters stand so far; their ends are numbered there."""
    with connection.cursor() as cursor:
        cursor.execute(_DROPPED_FEEDS, _given(facts))
        feeds = {feed for (feed,) in cursor.fetchall()}
    for part in own:
        standing = _standing(facts, *part)
        feeds |= {*standing["own_feed"].drop_nulls(), *standing["meter_feed"].drop_nulls()}
    return feeds


def _drop(facts: ReleaseFacts) -> int:
    stage_changes()
    with connection.cursor() as cursor:
        cursor.execute(_DROP, _given(facts))
    return append_changes()


def _publish(facts: ReleaseFacts, utility: str, company: str) -> int:
    feed = _feed(facts, utility, company)
    standing = _standing(facts, utility, company)
    lines = _judged(listed_lines(facts.id, utility, company), standing, feed)
    frame = records.Frame.of(facts, utility, company)
    lines = lines.with_columns(record=records.rendered(lines, frame))
    stage("feed_lines", _STAGED, lines)
    stage_changes()
    given = _given(facts, utility, company)
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, given)
        cursor.execute(_LINES, given)
        appended = append_changes()
        for step in _AMENDED:
            cursor.execute(step, given)
    return appended


def _standing(facts: ReleaseFacts, utility: str, company: str) -> pl.DataFrame:
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(_STANDING, _given(facts, utility, company)) as copy,
    ):
        csv = b"".join(bytes(piece) for piece in copy)
    if not csv:
        return pl.DataFrame(schema=dict.fromkeys(_FOUND, pl.String))
    return pl.read_csv(csv, has_header=False, new_columns=list(_FOUND), infer_schema=False)


def _judged(lines: pl.DataFrame, standing: pl.DataFrame, feed: str) -> pl.DataFrame:
    """Each line with `op`, the exemption and version it gets, and what it ends.

    A meter's exemption that goes on with its own row is no other line's to take or to end.
    """
    found = lines.join(standing, left_on="exemption_id", right_on="line", how="left")
    own = (pl.col("own_feed") == feed).fill_null(value=False)
    kept = found.filter(own)["own"].implode()
    free = pl.col("meter").is_not_null() & ~pl.col("meter").is_in(kept)
    taken = ~own & free & (pl.col("same") == "t") & (pl.col("meter_feed") == feed)
    taken = taken.fill_null(value=False)
    amended = own | taken
    version = pl.when(own).then("own_version").otherwise("meter_version").cast(pl.Int64)
    ends_meter = pl.when(free & ~taken).then("meter")
    return found.with_columns(
        line=pl.col("exemption_id"),
        op=pl.when(amended).then(pl.lit("amend")).otherwise(pl.lit("grant")),
        exemption_id=pl.when(own).then("own").when(taken).then("meter").otherwise("exemption_id"),
        version=pl.when(amended).then(version + 1).otherwise(pl.lit(1)),
        ends_own=pl.when(~own).then("own"),
        ends_meter=ends_meter,
        supersedes=pl.when(pl.col("meter_feed") == feed).then(ends_meter),
    )
