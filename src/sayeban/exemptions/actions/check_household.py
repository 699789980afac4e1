"""A caller or visitor records what he found at each connection of one drawn household (A-121)."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import connection

from sayeban.documents.public import Redrawer, store
from sayeban.exemptions import rights
from sayeban.exemptions.actions.record_sample import (
    Finding,
    Recorded,
    SampleUnknownRow,
    record_findings,
)
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.sample_phone import DrawnHousehold, drawn_household
from sayeban.exemptions.rules import place_of_utility
from sayeban.exemptions.rules_ladder import WRONG_REASONS
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class ConnectionUnchecked(Refusal):
    """A household counts as checked when each of its connections is."""

    code: ClassVar[str] = "sample.connection_unchecked"
    sentence: ClassVar[str] = (
        "نتیجهٔ هر انشعاب را بنویسید. این‌ها بی‌نتیجه ماند یا در این ردیف نیست: {of}."
    )
    reference: ClassVar[str] = "A-121"


class WrongWithoutReason(Refusal):
    """What is wrong is said, so that it can be mended."""

    code: ClassVar[str] = "sample.reason_missing"
    sentence: ClassVar[str] = (
        "برای هر نتیجهٔ نادرست، دلیل را از فهرست برگزینید. بی‌دلیل مانده است: {of}."
    )
    reference: ClassVar[str] = "A-121"


@dataclass(frozen=True, slots=True)
class ConnectionFinding:
    """One connection: `utility` "" is the reason why nothing was collected; `photo` as it came."""

    utility: str
    is_right: bool
    why: str = ""
    note: str = ""
    photo: bytes = b""


@action("campaign.sample_check", posts=rights.EXPERTS, reach="own", about=("code", "unit", "key"))
def check_household(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    key: UUID,
    findings: Sequence[ConnectionFinding],
) -> Recorded:
    """Record the findings of one drawn row and what follows for the row, with their photos.

    Refuses sample.unknown_row, sample.connection_unchecked, sample.reason_missing, four_eyes,
    campaign.not_open, document.unreadable, document.too_large, document.unsafe.
    """
    question = BatchQuestion(
        open_campaign_by_code(code, at), unit, person(actor), eyes=actor.eyes(unit)
    )
    household = drawn_household(question, key)
    if household is None:
        raise SampleUnknownRow(count=1)
    _refuse_incomplete(household, findings)
    recorded = record_findings(question, at, [_of_row(key, findings)])
    for finding in findings:
        _keep(household, finding, actor, at)
    return recorded


def _refuse_incomplete(household: DrawnHousehold, findings: Collection[ConnectionFinding]) -> None:
    asked, answered = set(household.asked), {finding.utility for finding in findings}
    if asked != answered:
        raise ConnectionUnchecked(of=_named(asked ^ answered))
    without = {f.utility for f in findings if not f.is_right and f.why not in WRONG_REASONS}
    if without:
        raise WrongWithoutReason(of=_named(without))


def _named(utilities: Collection[str]) -> str:
    return "، ".join(
        UTILITY_LABELS.get(utility, "این ردیف")
        for utility in sorted(utilities, key=place_of_utility)
    )


def _of_row(key: UUID, findings: Collection[ConnectionFinding]) -> Finding:
    """The row is right when everything is; its note names what is not."""
    told = [_words(finding) for finding in findings if not finding.is_right or finding.note]
    return Finding(str(key), all(finding.is_right for finding in findings), "؛ ".join(told))


def _words(finding: ConnectionFinding) -> str:
    said = [UTILITY_LABELS.get(finding.utility, "")]
    said += [WRONG_REASONS[finding.why]] if not finding.is_right else []
    return "، ".join(word for word in (*said, finding.note) if word)


# A photo of before stays where none is sent again.
_KEEP = """
INSERT INTO exemptions_samplefinding AS f (drawn_id, utility, is_right, why, note, document_id,
  sha256, by, at, province, county, centre)
VALUES (%(drawn)s, %(utility)s, %(is_right)s, %(why)s, %(note)s, %(document)s, %(sha256)s, %(me)s,
  %(at)s, %(province)s, %(county)s, %(centre)s)
ON CONFLICT (drawn_id, utility) DO UPDATE SET is_right = excluded.is_right, why = excluded.why,
  note = excluded.note, by = excluded.by, at = excluded.at,
  document_id = coalesce(excluded.document_id, f.document_id),
  sha256 = CASE WHEN excluded.document_id IS NULL THEN f.sha256 ELSE excluded.sha256 END
WHERE (f.is_right, f.why, f.note) IS DISTINCT FROM (excluded.is_right, excluded.why, excluded.note)
  OR excluded.document_id IS NOT NULL
"""


def _keep(
    household: DrawnHousehold, finding: ConnectionFinding, actor: Actor, at: datetime
) -> None:
    place = household.unit
    values: dict[str, Any] = {
        "drawn": household.drawn,
        "utility": finding.utility,
        "is_right": finding.is_right,
        "why": "" if finding.is_right else finding.why,
        "note": finding.note,
        "document": None,
        "sha256": "",
        "me": actor.user_id,
        "at": at,
        "province": place.province,
        "county": place.county,
        "centre": place.centre,
    }
    if finding.photo:
        with Redrawer() as redrawer:
            document = store(finding.photo, redrawer=redrawer, place=place, actor=actor, at=at)
        values |= {"document": document.pk, "sha256": hashlib.sha256(finding.photo).hexdigest()}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
