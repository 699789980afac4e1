"""Members' rows do not stand approved on what their head's row no longer says (note 4; ADR 6)."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from sayeban.exemptions import ladder_sql
from sayeban.exemptions.actions import following_sql as sql
from sayeban.exemptions.actions.follow_heads import follow_heads
from sayeban.exemptions.actions.rejudge import touch
from sayeban.exemptions.actions.sending_back import send_back
from sayeban.exemptions.actions.suspect import suspect
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.runtime.context import nationwide

WITH_THE_HEAD = "ردیف سرپرست خانوار برگشت: "
OUTDATED = "اطلاعات انشعاب سرپرست خانوار پس از تأیید این ردیف تغییر کرد و جای آن را گرفت."


@dataclass(frozen=True, slots=True)
class Members:
    """Members' rows that go back with one command on their heads' rows: inside the unit and not."""

    inside: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()


def lock_households(question: BatchQuestion) -> None:
    """Hold the unit's rows and the members elsewhere that follow them."""
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(sql.LOCK_HOUSEHOLDS, question.parameters)


def with_members(question: BatchQuestion, *, approving: bool) -> tuple[BatchQuestion, Members]:
    """The question with the members' rows of its unit among the returns, and which those are.

    Copies go back with a head's row that is sent back; where a head's row is approved, members'
    rows go back that were approved on something else.
    """
    level = question.level
    returned = "SELECT row_id, reason_to_return AS reason FROM batch WHERE sent_back AND is_head"
    found = f"SELECT %(with_the_head)s || reason, c.* FROM ({sql.copies(returned, level)}) c"
    if approving:
        taken = "SELECT row_id, %(outdated)s::text AS reason FROM batch WHERE taken AND is_head"
        found += f" UNION ALL SELECT reason, o.* FROM ({sql.outdated(taken, level)}) o"
    words = {"with_the_head": WITH_THE_HEAD, "outdated": OUTDATED}
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(ladder_sql.batch(level) + found, question.parameters | words)
        lines = {line[1]: line for line in cursor.fetchall() if line[2] not in question.listed}
    added = [(line[2], line[0]) for line in lines.values()]
    members = Members(
        tuple(row for row, line in lines.items() if line[4]),
        tuple(row for row, line in lines.items() if not line[4]),
    )
    return replace(question, returns=[*question.returns, *added]), members


def send_members_back(question: BatchQuestion, members: Members, at: datetime) -> int:
    """Send back everything that is listed, and let members take over what their head now says."""
    rows = "SELECT row_id, reason_to_return AS reason FROM batch WHERE sent_back"
    rows += " AND state <> 'returned'"
    if members.outside:
        rows += (
            " UNION ALL SELECT r.id, l.reason FROM exemptions_row r"
            " JOIN listed l ON l.national_id = r.national_id WHERE r.id = ANY (%(outside)s)"
        )
    with nationwide():
        returned = send_back(
            clause=ladder_sql.batch(question.level),
            rows=rows,
            parameters=question.parameters | {"outside": list(members.outside)},
            me=question.me,
            level=question.level,
            at=at,
        )
        if members.inside or members.outside:
            touch(
                "SELECT unnest(%(ids)s::bigint[]) AS id",
                {"ids": [*members.inside, *members.outside]},
            )
            follow_heads(campaign_id=question.campaign.pk, me=question.me, at=at)
            suspect(campaign_id=question.campaign.pk, at=at)
    return returned
