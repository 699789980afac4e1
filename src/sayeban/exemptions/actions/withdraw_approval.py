"""A head takes back his own approval while the next level has not opened it (decision 13)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection

from sayeban.accounts.public import user_names
from sayeban.design.filters import jdatetime
from sayeban.exemptions import rights
from sayeban.exemptions.models import Approval, Closing
from sayeban.exemptions.reads.batch import approval_level
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules_ladder import APPROVED, HANDED_UP, ApprovalLevel
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class ApprovalUnknown(Refusal):
    """The unit has no such approval."""

    code: ClassVar[str] = "approval.unknown"
    sentence: ClassVar[str] = "چنین تأییدی در این واحد نیست. صفحهٔ تأیید را دوباره باز کنید."


class ApprovalOpened(Refusal):
    """The next level has looked at it: what he saw must not change under his hands."""

    code: ClassVar[str] = "approval.opened"
    sentence: ClassVar[str] = (
        "{who} این دسته را در {when} باز کرده است و تأیید آن دیگر پس گرفته نمی‌شود."
        " از او بخواهید ردیف‌ها را برگرداند."
    )
    reference: ClassVar[str] = "A-110"


class ApprovalWithdrawn(Refusal):
    """It was taken back already."""

    code: ClassVar[str] = "approval.withdrawn"
    sentence: ClassVar[str] = "این تأیید را {who} در {when} پس گرفته است. کاری نمانده است."


class ApprovalMovedOn(Refusal):
    """No row stands on it any more: all were returned or are on a signed list."""

    code: ClassVar[str] = "approval.moved_on"
    sentence: ClassVar[str] = (
        "هیچ ردیفی دیگر بر این تأیید نمانده است: ردیف‌ها برگشته یا در فهرست امضاشده آمده است."
    )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """How many rows went back to what they were before the approval."""

    rows: int

    def as_json(self) -> dict[str, object]:
        """The count for `--json`."""
        return {"withdrawn": self.rows}


@action(
    "campaign.withdraw_approval",
    posts=rights.HEADS,
    reach="own",
    about=("code", "unit", "approval"),
)
def withdraw_approval(
    *, actor: Actor, at: datetime, code: str, unit: Unit, approval: int
) -> Withdrawn:
    """Take back one approval of the unit; its rows wait for the head again.

    What went back with it to the collectors stays there. Refuses approval.unknown,
    approval.opened, approval.withdrawn, approval.moved_on, campaign.not_open.
    """
    me = person(actor)
    campaign = open_campaign_by_code(code, at)
    level = approval_level(unit)
    place = unit.columns
    found = Approval.objects.filter(pk=approval, campaign=campaign, level=level, **place).first()
    if found is None:
        raise ApprovalUnknown
    parameters: dict[str, Any] = {
        "campaign": campaign.pk,
        "approval": found.pk,
        "level": level,
        "approved": APPROVED[level],
        "before": HANDED_UP[level],
        "me": me,
        "at": at,
        **place,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, parameters)
        (rows,) = cursor.fetchone()
        cursor.execute(_CLOSE, parameters | {"rows": rows})
        if not cursor.rowcount:
            raise _closed(found.pk)
        if not rows:
            raise ApprovalMovedOn
        for statement in _STATEMENTS[level]:
            cursor.execute(statement, parameters)
    return Withdrawn(rows)


def _closed(approval: int) -> Refusal:
    """Who was first, in words."""
    first = Closing.objects.get(approval=approval)
    who = user_names([first.by]).get(first.by, "")
    when = jdatetime(first.at)
    if first.outcome == "withdrawn":
        return ApprovalWithdrawn(who=who, when=when)
    return ApprovalOpened(who=who, when=when)


# Of exactly this approval: a row that was returned or signed since does not stand on it any more.
_ROWS = """
  campaign_id = %(campaign)s AND province = %(province)s AND approval_id = %(approval)s
  AND state = %(approved)s
"""
_LOCK = f"""
SELECT count(*) FROM (
  SELECT FROM exemptions_row WHERE {_ROWS} ORDER BY id FOR NO KEY UPDATE) locked
"""

# Whoever opens it at this moment is waited for: the first of the two stays.
_CLOSE = """
INSERT INTO exemptions_closing (campaign_id, approval_id, outcome, by, at, rows, province, county,
  centre)
VALUES (%(campaign)s, %(approval)s, 'withdrawn', %(me)s, %(at)s, %(rows)s, %(province)s,
  %(county)s, %(centre)s)
ON CONFLICT DO NOTHING
"""

_OWN_AGAIN = """
UPDATE exemptions_row SET {level}_at = NULL, approval_id = NULL, approved_by = NULL,
  approved_at = NULL,
  state = CASE WHEN missing <> '{{}}' AND no_data_reason <> '' THEN 'uncollectable'
               ELSE 'collected' END
WHERE {rows}
"""

# Rows of a unit below stand again on its approval: the one whose moment they keep. Where none is
# found, the office draws a fresh sample.
_HANDED_UP_AGAIN = """
UPDATE exemptions_row r SET {level}_at = NULL, state = %(before)s, approval_id = k.below,
  approved_by = k.by, approved_at = k.at
FROM (
  SELECT o.id, b.id AS below, b.by, b.at
  FROM (SELECT * FROM exemptions_row WHERE {rows} AND {child} <> '') o
  LEFT JOIN (
    SELECT DISTINCT ON (county, centre, at) id, by, at, county, centre
    FROM exemptions_approval
    WHERE campaign_id = %(campaign)s AND level = '{lower}' AND province = %(province)s
    ORDER BY county, centre, at, id DESC
  ) b ON b.county = o.county AND b.at = o.{lower}_at {same_centre}
) k WHERE k.id = r.id
"""
_STATEMENTS: dict[ApprovalLevel, tuple[str, ...]] = {
    "centre": (_OWN_AGAIN.format(level="centre", rows=_ROWS),),
    "county": (
        _HANDED_UP_AGAIN.format(
            level="county",
            lower="centre",
            child="centre",
            same_centre="AND b.centre = o.centre",
            rows=_ROWS,
        ),
        _OWN_AGAIN.format(level="county", rows=_ROWS),
    ),
    "province": (
        _HANDED_UP_AGAIN.format(
            level="province", lower="county", child="county", same_centre="", rows=_ROWS
        ),
        _OWN_AGAIN.format(level="province", rows=_ROWS),
    ),
}
