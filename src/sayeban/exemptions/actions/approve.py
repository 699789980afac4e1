"""A head approves the batch of his unit, or sends rows of it back (A-110, A-123, A-134).

All or nothing: what blocks one row blocks the batch, save the rows on the list of returns. The
rows are locked first, so nobody collects or approves between the questions and the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions import rights
from sayeban.exemptions.actions.members_back import (
    Members,
    lock_households,
    send_members_back,
    with_members,
)
from sayeban.exemptions.codes import APPROVAL_BLOCKS
from sayeban.exemptions.models import Approval
from sayeban.exemptions.opened import open_batches
from sayeban.exemptions.reads.batch import BatchQuestion, blocks, counts, late_units
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules_ladder import APPROVED, OVERRIDABLE, Block
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

Returns = Sequence[tuple[str, str]]
"""Pairs of national id and reason."""


class ApprovalBlocked(Refusal):
    """Something stops the batch; `blocked` names each thing, its unit and its count."""

    code: ClassVar[str] = "approval.blocked"
    sentence: ClassVar[str] = "تأیید انجام نشد. {problems}"
    reference: ClassVar[str] = "A-110"

    def __init__(self, blocked: Sequence[Block]) -> None:
        self.blocked = tuple(blocked)
        codes = dict.fromkeys(block.code for block in blocked)
        super().__init__(problems=" ".join(APPROVAL_BLOCKS[code].sentence for code in codes))

    def as_json(self) -> dict[str, object]:
        """What a machine reads instead of a result."""
        return {
            "refused": self.code,
            "message": self.message,
            "approved": 0,
            "returned": 0,
            "blocked": [block_as_json(block) for block in self.blocked],
        }


class NothingToApprove(ApprovalBlocked):
    """No row waits for this head; `blocked` names the counties that are still late."""

    code: ClassVar[str] = "pending"
    sentence: ClassVar[str] = (
        "هیچ ردیفی آمادهٔ تأیید این واحد نیست. نخست باید کار سطح پایین‌تر به پایان برسد."
    )


class ReturnUnknownRow(Refusal):
    """Listed persons have no row in this unit that its head can send back."""

    code: ClassVar[str] = "return.unknown_row"
    sentence: ClassVar[str] = (
        "{count} کد ملی از فهرست برگشت، در این واحد ردیفی برای برگرداندن ندارد. هیچ ردیفی تغییر"
        " نکرد؛ فهرست را اصلاح کنید و دوباره بفرستید."
    )
    reference: ClassVar[str] = "A-110"


class ReturnReasonMissing(Refusal):
    """A collector must know what to mend."""

    code: ClassVar[str] = "return.reason_missing"
    sentence: ClassVar[str] = "{count} ردیف از فهرست برگشت دلیل ندارد. برای هر ردیف دلیل بنویسید."
    reference: ClassVar[str] = "A-110"


class ReturnNothing(Refusal):
    """Rows were to go back, and none was named."""

    code: ClassVar[str] = "return.nothing"
    sentence: ClassVar[str] = (
        "ردیفی نشان نشده است. ردیف‌هایی را که باید برگردد نشان کنید یا فایل برگشت را بفرستید."
    )
    reference: ClassVar[str] = "A-110"


class OverrideReasonMissing(Refusal):
    """An override is reported upwards and needs its reason."""

    code: ClassVar[str] = "approval.reason_missing"
    sentence: ClassVar[str] = (
        "برای گذشتن از نتیجهٔ بررسی موردی دلیل بنویسید؛ این دلیل به سطح بالاتر گزارش می‌شود."
    )
    reference: ClassVar[str] = "A-121"


@dataclass(frozen=True, slots=True)
class Approved:
    """Rows approved and rows sent back; nothing is blocked, else there is no result."""

    approved: int
    returned: int

    def as_json(self) -> dict[str, object]:
        """The counts for `--json`."""
        return {"approved": self.approved, "returned": self.returned, "blocked": []}


def block_as_json(block: Block) -> dict[str, object]:
    """One line of `blocked`."""
    return {"code": block.code, "unit": block.unit, "count": block.count}


@action("campaign.approve", posts=rights.HEADS, reach="own", about=("code", "unit"))
def approve(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    returns: Returns = (),
    override: bool = False,
    reason: str = "",
) -> Approved:
    """Approve the unit's batch and send the rows in `returns` back.

    `override` covers sample.missing and sample.errors alone and needs `reason`. Refuses
    approval.blocked, pending (nothing waits), return.unknown_row, return.reason_missing,
    approval.reason_missing, campaign.not_open. Members' rows go back where what they repeat of
    their head's row does not hold any more; `returned` counts them.
    """
    if override and not reason.strip():
        raise OverrideReasonMissing
    question = _locked(actor, at, code, unit, returns)
    question, members = with_members(question, approving=True)
    overridden = _settled(question, override=override)
    found = counts(question)
    if not found.taken and not found.sent_back:
        raise NothingToApprove(late_units(question))
    approval = Approval.objects.create(
        campaign=question.campaign,
        level=question.level,
        by=person(actor),
        at=at,
        approved=found.taken,
        returned=found.sent_back + len(members.outside),
        overridden=overridden,
        reason=reason.strip() if overridden else "",
        **unit.columns,
    )
    _write(question, approval)
    return Approved(found.taken, _send_back(question, members, at))


@action("campaign.return", posts=rights.HEADS, reach="own", about=("code", "unit"))
def return_rows(*, actor: Actor, at: datetime, code: str, unit: Unit, returns: Returns) -> int:
    """Send rows back without approving the rest, so that a bad batch need not wait for a late one.

    Refuses return.nothing, return.unknown_row, return.reason_missing, campaign.not_open. Gives how
    many went, with the members' rows that repeat a head's row.
    """
    if not returns:
        raise ReturnNothing
    question = _locked(actor, at, code, unit, returns)
    return _send_back(*with_members(question, approving=False), at)


def _locked(actor: Actor, at: datetime, code: str, unit: Unit, returns: Returns) -> BatchQuestion:
    """The unit's batch, held against everybody else until the command ends."""
    campaign = open_campaign_by_code(code, at)
    without = sum(not reason.strip() for _, reason in returns)
    if without:
        raise ReturnReasonMissing(count=without)
    cleaned = [(_canonical(typed), reason.strip()) for typed, reason in returns]
    question = BatchQuestion(campaign, unit, person(actor), cleaned, actor.eyes(unit))
    lock_households(question)
    open_batches(campaign=campaign.pk, level=question.level, unit=unit, by=question.me, at=at)
    unknown = counts(question).unknown
    if unknown:
        raise ReturnUnknownRow(count=unknown)
    return question


def _canonical(typed: str) -> str:
    return national_id.restore(text.identifier(typed))[0]


def _settled(question: BatchQuestion, *, override: bool) -> list[str]:
    """The names of the blocks that the override covers; refuses when others remain."""
    found = blocks(question)
    covered = [block for block in found if override and block.code in OVERRIDABLE]
    stopping = [block for block in found if block not in covered]
    if stopping:
        raise ApprovalBlocked(stopping)
    return [block.name for block in covered]


_APPROVE = """
UPDATE exemptions_row r SET state = %(approved)s, approved_by = %(me)s, approved_at = %(at)s,
  approval_id = %(approval)s, {level}_at = %(at)s
FROM batch b WHERE r.id = b.row_id AND b.taken
"""


def _write(question: BatchQuestion, approval: Approval) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.batch(question.level) + _APPROVE.format(level=question.level),
            question.parameters
            | {
                "approved": APPROVED[question.level],
                "approval": approval.pk,
                "at": approval.at,
            },
        )


def _send_back(question: BatchQuestion, members: Members, at: datetime) -> int:
    return send_members_back(question, members, at) if question.returns else 0
