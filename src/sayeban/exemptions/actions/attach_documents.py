"""Documents of connections, by page or as a ZIP named by national id and utility (A-109)."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from sayeban.country.today import today_of
from sayeban.documents.public import (
    DocumentTooLarge,
    DocumentUnreadable,
    DocumentUnsafe,
    Redrawer,
    store,
)
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import row_of
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.actions.suspect import suspect
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.models import Campaign, Evidence, Row
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.trained import is_closed
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules import LOCKED_STATES, UTILITIES
from sayeban.exemptions.worksheet.evidence import (
    Documents,
    Member,
    open_documents,
)
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

# One picture in two ZIPs at once: the second one waits and then sees the first.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.evidence/' || %(campaign)s, 0))"
_LOCK_ROWS = """
SELECT count(*) FROM (
  SELECT FROM exemptions_row r JOIN touched t ON t.row_id = r.id
  ORDER BY r.id FOR NO KEY UPDATE OF r
) locked
"""

DOCUMENT_REJECTS = {
    "document.bad_name": (
        "نام فایل باید مانند «کد ملی-gas.jpg»، «کد ملی-electricity.jpg» یا «کد ملی-water.pdf» باشد."
    ),
    "document.unknown_row": (
        "این کد ملی در کارتابلی که شما گردآوری می‌کنید نیست. نام فایل را بررسی کنید."
    ),
    "worklist.closed": COLLECT_REJECTS["worklist.closed"].sentence,
    "row.locked": COLLECT_REJECTS["row.locked"].sentence,
    DocumentTooLarge.code: DocumentTooLarge.sentence,
    DocumentUnreadable.code: DocumentUnreadable.sentence,
    DocumentUnsafe.code: DocumentUnsafe.sentence,
}
"""Why a file of a ZIP was not attached, in the order of the checks, with the Persian sentence."""


@dataclass(frozen=True, slots=True)
class Attached:
    """The account of one ZIP: files = attached + unchanged + rejected.

    `refused` pairs the name of each rejected file with its code; names hold national ids, so they
    go back to the sender alone.
    """

    files: int = 0
    attached: int = 0
    unchanged: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """{files, attached, unchanged, rejected, reasons}."""
        return {
            "files": self.files,
            "attached": self.attached,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "reasons": dict(sorted(self.reasons.items())),
        }


@action("campaign.attach", posts=rights.COLLECTORS, about=("code",))
def attach_documents(*, actor: Actor, at: datetime, code: str, path: Path) -> Attached:
    """Attach the documents of a ZIP; names are <national id>-gas|-electricity|-water.<ending>.

    Refuses campaign.unknown, campaign.not_open, file.unreadable, file.unsafe.
    """
    campaign = open_campaign_by_code(code, at)
    return attach_zip(campaign=campaign, actor=actor, at=at, path=path)


def attach_zip(*, campaign: Campaign, actor: Actor, at: datetime, path: Path) -> Attached:
    """The same inside a running command, such as a collection that brings its documents."""
    with open_documents(path) as documents, Redrawer() as redrawer:
        named = {member.national_id for member in documents.members} - {""}
        rows = Row.objects.filter(campaign=campaign, national_id__in=named)
        mine = {row.national_id: row for row in rows}
        attaching = _Attaching(campaign, actor, at, mine, redrawer)
        outcomes = [
            (member.name, attaching.take_member(member, documents)) for member in documents.members
        ]
    attaching.finish()
    reasons = Counter(outcome for _, outcome in outcomes)
    attached, unchanged = reasons.pop("", 0), reasons.pop("unchanged", 0)
    return Attached(
        len(outcomes),
        attached,
        unchanged,
        reasons.total(),
        reasons,
        [(name, outcome) for name, outcome in outcomes if outcome in reasons],
    )


@action("campaign.attach_one", posts=rights.COLLECTORS, about=("code", "key", "utility"))
def attach_document(
    *, actor: Actor, at: datetime, code: str, key: UUID, utility: str, data: bytes
) -> bool:
    """Attach one upload to one connection; False when the same file is there already.

    Refuses campaign.unknown, campaign.not_open, access.denied, document.unreadable,
    document.too_large, document.unsafe and, as RowRefused, row.unknown_key, row.locked,
    worklist.closed, connection.unknown_value (no utility).
    """
    campaign = open_campaign_by_code(code, at)
    row = row_of(campaign, key)
    if not may_collect(actor, unit_of(row)):
        raise AccessDenied
    if utility not in UTILITIES:
        raise ROW_REFUSALS["connection.unknown_value"]
    with Redrawer() as redrawer:
        attaching = _Attaching(campaign, actor, at, {row.national_id: row}, redrawer)
        if outcome := attaching.held_back(row):
            raise ROW_REFUSALS[outcome]
        is_new = attaching.take(row, utility, data)
    attaching.finish()
    return is_new


class _Attaching:
    """One command that attaches: what it may write to, what is there, what is new."""

    def __init__(
        self,
        campaign: Campaign,
        actor: Actor,
        at: datetime,
        rows: dict[str, Row],
        redrawer: Redrawer,
    ) -> None:
        self._campaign, self._actor, self._at, self._rows = campaign, actor, at, rows
        self._redrawer = redrawer
        self._closed: dict[Unit, bool] = {}
        self._fresh: list[Evidence] = []
        self._known = set(
            Evidence.objects.filter(row__in=[row.pk for row in rows.values()]).values_list(
                "row_id", "utility", "sha256"
            )
        )

    def held_back(self, row: Row) -> str:
        """Why nothing may be attached to the row now, else ""."""
        unit = unit_of(row)
        if unit not in self._closed:
            self._closed[unit] = is_closed(self._campaign, self._actor, unit)
        if self._closed[unit]:
            return "worklist.closed"
        return "row.locked" if row.state in LOCKED_STATES else ""

    def take_member(self, member: Member, documents: Documents) -> str:
        """Attach one file of a ZIP; its code, "" when attached, "unchanged" when known."""
        if not member.national_id:
            return "document.bad_name"
        row = self._rows.get(member.national_id)
        if row is None or not may_collect(self._actor, unit_of(row)):
            return "document.unknown_row"
        if outcome := self.held_back(row):
            return outcome
        try:
            is_new = self.take(row, member.utility, documents.read(member))
        except Refusal as refusal:
            return refusal.code
        return "" if is_new else "unchanged"

    def take(self, row: Row, utility: str, data: bytes) -> bool:
        """Keep the document; False when this connection has the same file already."""
        sha256 = hashlib.sha256(data).hexdigest()
        if (row.pk, utility, sha256) in self._known:
            return False
        place = unit_of(row)
        document = store(data, redrawer=self._redrawer, place=place, actor=self._actor, at=self._at)
        self._known.add((row.pk, utility, sha256))
        self._fresh.append(
            Evidence(
                row=row,
                campaign_id=self._campaign.pk,
                household_id=row.household_id,
                utility=utility,
                document_id=document.pk,
                sha256=sha256,
                at=self._at,
                by=self._actor.user_id,
                province=place.province,
                county=place.county,
                centre=place.centre,
            )
        )
        return True

    def finish(self) -> None:
        """Write the evidence and judge what follows: document.missing, the same picture twice."""
        if not self._fresh:
            return
        with nationwide(), connection.cursor() as cursor:
            rows = sorted({evidence.row_id for evidence in self._fresh})
            touch("SELECT unnest(%(rows)s::bigint[]) AS id", {"rows": rows})
            cursor.execute(_LOCK_ROWS)
            # Somebody approved while the pictures were read: nothing of this command stays.
            if Row.objects.filter(pk__in=rows, state__in=LOCKED_STATES).exists():
                raise ROW_REFUSALS["row.locked"]
            cursor.execute(_LOCK, {"campaign": self._campaign.pk})
            Evidence.objects.bulk_create(self._fresh, batch_size=1000, ignore_conflicts=True)
            rejudge(campaign=self._campaign, today=today_of(self._at))
            suspect(campaign_id=self._campaign.pk, at=self._at)
