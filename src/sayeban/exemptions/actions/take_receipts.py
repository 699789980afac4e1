"""A company says what became of what it was told: receipts, consumption, notices (A-007)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.refusals_feed import FeedUnknown
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce

Items = Sequence[Mapping[str, Any]]

# Rows are locked in one order, so that two calls about the same exemptions wait for each other.
_LOCK = """
SELECT count(*) FROM (
  SELECT FROM exemptions_exemption e WHERE e.feed_id = %(feed)s AND e.exemption_id IN (
    SELECT (s ->> 'exemption_id')::uuid FROM jsonb_array_elements(%(items)s) s)
  ORDER BY e.exemption_id FOR UPDATE
) locked
"""
# How far a status says that a company has come; who has come further is not sent back.
_RANK = "CASE {} WHEN '' THEN 0 WHEN 'rcvd' THEN 1 WHEN 'pdng' THEN 2 ELSE 3 END"

_RECEIPTS = f"""
WITH sent AS (
  SELECT i.n, s.*, c.code, lag(s.status || c.code) OVER (
      PARTITION BY exemption_id, version ORDER BY i.n) AS before
  FROM jsonb_array_elements(%(items)s) WITH ORDINALITY i (item, n)
  CROSS JOIN LATERAL jsonb_to_record(i.item) AS s (exemption_id uuid, version bigint,
    status text, status_reason_code text, status_reason_message text, company_ref text,
    applied_from_period date)
  CROSS JOIN LATERAL (SELECT CASE WHEN s.status = 'rjct'
    THEN coalesce(s.status_reason_code, 'rjct.other') ELSE '' END) c (code)
), judged AS (
  SELECT s.*, e.feed_id, e.province, e.county, e.centre, CASE
    WHEN e.exemption_id IS NULL OR s.version > e.version THEN 'invalid'
    WHEN s.status || s.code = coalesce(s.before, CASE WHEN s.version = e.receipt_version
      THEN e.receipt_status || e.receipt_code END) THEN 'duplicate'
    WHEN s.version < e.version AND EXISTS (SELECT FROM exemptions_companyreceipt r
      WHERE r.exemption_id = s.exemption_id AND r.version = s.version AND r.status = s.status
        AND r.code = s.code) THEN 'duplicate'
    WHEN s.version < e.version OR (s.version = e.receipt_version
      AND {_RANK.format("s.status")} < {_RANK.format("e.receipt_status")}) THEN 'stale'
    ELSE 'recorded' END AS outcome
  FROM sent s
  LEFT JOIN exemptions_exemption e ON e.exemption_id = s.exemption_id AND e.feed_id = %(feed)s
), kept AS (
  INSERT INTO exemptions_companyreceipt (feed_id, province, county, centre, exemption_id, version,
    status, code, message, company_ref, applied_from, counts, at)
  SELECT feed_id, province, county, centre, exemption_id, version, status, code,
    coalesce(status_reason_message, ''), coalesce(company_ref, ''), applied_from_period,
    outcome = 'recorded', %(at)s
  FROM judged WHERE outcome IN ('recorded', 'stale') ORDER BY n
), stands AS (
  UPDATE exemptions_exemption e SET receipt_status = j.status, receipt_code = j.code,
    receipt_version = j.version, receipt_at = %(at)s
  FROM (SELECT DISTINCT ON (exemption_id) * FROM judged WHERE outcome = 'recorded'
    ORDER BY exemption_id, {_RANK.format("status")} DESC, n DESC) j
  WHERE j.exemption_id = e.exemption_id
)
SELECT outcome FROM judged ORDER BY n
"""

_CONSUMPTION = """
WITH sent AS (
  SELECT i.n, s.*, row_number() OVER (
      PARTITION BY exemption_id, period_end, revision ORDER BY i.n) AS nth
  FROM jsonb_array_elements(%(items)s) WITH ORDINALITY i (item, n)
  CROSS JOIN LATERAL jsonb_to_record(i.item) AS s (exemption_id uuid, period_start date,
    period_end date, consumption numeric, unit text, tier bigint, outcome text,
    gross_amount_irr bigint, exempted_amount_irr bigint, invoice_ref text, revision bigint)
), judged AS (
  SELECT s.n, s.nth, e.feed_id, e.province, e.county, e.centre, s.exemption_id, s.period_start,
    s.period_end, s.consumption, s.unit, s.tier, s.outcome AS became, s.gross_amount_irr,
    s.exempted_amount_irr, s.invoice_ref, s.revision, CASE
      WHEN e.exemption_id IS NULL OR s.period_end < s.period_start OR s.period_end > %(today)s
        OR s.exempted_amount_irr > s.gross_amount_irr THEN 'invalid'
      WHEN s.nth > 1 OR EXISTS (SELECT FROM exemptions_consumptionreport r
        WHERE r.exemption_id = s.exemption_id AND r.period_end = s.period_end
          AND r.revision = s.revision) THEN 'duplicate'
      WHEN EXISTS (SELECT FROM exemptions_consumptionreport r
        WHERE r.exemption_id = s.exemption_id AND r.period_end = s.period_end
          AND r.revision > s.revision) THEN 'stale'
      ELSE 'recorded' END AS outcome
  FROM sent s
  LEFT JOIN exemptions_exemption e ON e.exemption_id = s.exemption_id AND e.feed_id = %(feed)s
), kept AS (
  INSERT INTO exemptions_consumptionreport (feed_id, province, county, centre, exemption_id,
    period_start, period_end, consumption, unit, tier, outcome, gross_amount, exempted_amount,
    invoice_ref, revision, at)
  SELECT feed_id, province, county, centre, exemption_id, period_start, period_end, consumption,
    unit, tier, became, gross_amount_irr, exempted_amount_irr, coalesce(invoice_ref, ''), revision,
    %(at)s
  FROM judged WHERE outcome IN ('recorded', 'stale')
)
SELECT outcome FROM judged ORDER BY n
"""

_NOTICES = """
WITH judged AS (
  SELECT i.n, s.*, e.feed_id, e.province, e.county, e.centre, CASE
    WHEN e.exemption_id IS NULL THEN 'invalid'
    WHEN row_number() OVER (PARTITION BY s.exemption_id, s.kind, s.noticed_on,
      coalesce(s.new_bill_id, '') ORDER BY i.n) > 1
    OR EXISTS (SELECT FROM exemptions_companynotice r WHERE r.exemption_id = s.exemption_id
      AND r.kind = s.kind AND r.noticed_on = s.noticed_on
      AND r.new_bill_id = coalesce(s.new_bill_id, '')) THEN 'duplicate'
    ELSE 'recorded' END AS outcome
  FROM jsonb_array_elements(%(items)s) WITH ORDINALITY i (item, n)
  CROSS JOIN LATERAL jsonb_to_record(i.item) AS s (exemption_id uuid, kind text,
    new_bill_id text, noticed_on date, note text)
  LEFT JOIN exemptions_exemption e ON e.exemption_id = s.exemption_id AND e.feed_id = %(feed)s
), kept AS (
  INSERT INTO exemptions_companynotice (feed_id, province, county, centre, exemption_id, kind,
    new_bill_id, noticed_on, note, at)
  SELECT feed_id, province, county, centre, exemption_id, kind, coalesce(new_bill_id, ''),
    noticed_on, coalesce(note, ''), %(at)s
  FROM judged WHERE outcome = 'recorded'
)
SELECT outcome FROM judged ORDER BY n
"""


@action("exemptions.take_receipts", clients=True, about=("feed_id",))
def take_receipts(
    *, actor: Actor, at: datetime, feed_id: str, agreement: int, items: Items
) -> list[str]:
    """What became of each receipt: recorded, duplicate, stale (history alone) or invalid.

    Items hold exemption_id, version, status and what the contract allows besides. Invalid is what
    speaks of another feed or of a version that was not sent. Refuses feed.unknown.
    """
    outcomes = _taken(_RECEIPTS, actor, at, feed_id, items)
    final = (item["status"] in ("succ", "rjct") for item in items)
    if any(
        is_final and became == "recorded" for is_final, became in zip(final, outcomes, strict=True)
    ):
        _tell(feed_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_delivered(%s, %s, true)", [agreement, at])
    return outcomes


@action("exemptions.take_consumption", clients=True, about=("feed_id",))
def take_consumption(*, actor: Actor, at: datetime, feed_id: str, items: Items) -> list[str]:
    """What became of each report, as with receipts. Refuses feed.unknown."""
    return reported(actor, at, feed_id, items)


@action("exemptions.take_notices", clients=True, about=("feed_id",))
def take_notices(*, actor: Actor, at: datetime, feed_id: str, items: Items) -> list[str]:
    """What became of each notice: recorded, duplicate or invalid. Refuses feed.unknown."""
    outcomes = _taken(_NOTICES, actor, at, feed_id, items)
    if "recorded" in outcomes:
        _tell(feed_id)
    return outcomes


def _tell(feed_id: str) -> None:
    """Once a call: what was sent back is looked into by the worker."""
    with nationwide():
        announce("exemptions.sent_back", f"{feed_id}/{uuid4()}", {"feed": feed_id})


def reported(actor: Actor, at: datetime, feed_id: str, items: Items) -> list[str]:
    """What became of each report; a step of commands. Refuses feed.unknown.

    Invalid is besides a period that has not ended, and more exempted than the bill was.
    """
    return _taken(_CONSUMPTION, actor, at, feed_id, items)


def _taken(sql: str, actor: Actor, at: datetime, feed_id: str, items: Items) -> list[str]:
    if feed_id not in actor.feeds:
        raise FeedUnknown
    given: dict[str, Any] = {
        "feed": feed_id,
        "at": at,
        "today": today_of(at),
        "items": json.dumps(list(items)),
    }
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_LOCK, given)
        cursor.execute(sql, given)
        return [outcome for (outcome,) in cursor.fetchall()]
