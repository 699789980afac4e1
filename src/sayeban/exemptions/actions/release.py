"""The director-general releases the province's list (A-133 … A-136, A-141).

Releasing is his signature on the content hash of exactly that list. The files are written
afterwards from the released lines alone, as often as somebody needs them (write_package).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection

from sayeban.country import jalali
from sayeban.exemptions import placing_sql as sql
from sayeban.exemptions import rights
from sayeban.exemptions.actions import placing_writes as writes
from sayeban.exemptions.models import Campaign, Release
from sayeban.exemptions.package import records, signing
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.release import ReleaseFacts, parts, release_facts
from sayeban.exemptions.reads.release_preview import placing_scope
from sayeban.exemptions.rules_preview import Change, Part, changes, parts_of
from sayeban.exemptions.rules_release import COUNTY_LATE, Block, Tally, late_blocks
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.words_release import change_label
from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import resolve_text, unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce

Scope = dict[str, Any]
"""Parameters of placing_sql."""

_BLOCK_WORDS = {
    "pending": "کارتابل ناتمام",
    COUNTY_LATE: "عقب‌مانده",
    "candidate.open": "ظن تخلف بررسی‌نشده",
}
_BLOCK_ADVICE = {
    "pending": "کارتابل خود استان کنار گذاشته نمی‌شود، آن را تمام کنید",
    COUNTY_LATE: "شهرستان‌ها کار خود را تمام کنند، یا مدیرکل با دلیل تصمیم بگیرد که بدون آن‌ها"
    " منتشر شود",
    "candidate.open": "دربارهٔ ظن‌های تخلف تصمیم بگیرید",
}


class ReleaseBlocked(Refusal):
    """The province is not complete; `blocked` says who is late and what is undecided."""

    code: ClassVar[str] = "release.blocked"
    sentence: ClassVar[str] = "فهرست استان کامل نیست: {problems}. {advice}."
    reference: ClassVar[str] = "نکته ۱"

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocked = [asdict(block) for block in blocks]
        super().__init__(
            problems="، ".join(
                f"{unit_label(resolve_text(block.unit))}، {_BLOCK_WORDS[block.code]}"
                f" ({jalali.number(block.count)} ردیف)"
                for block in blocks
            ),
            advice="؛ ".join(
                _BLOCK_ADVICE[code] for code in dict.fromkeys(block.code for block in blocks)
            ),
        )

    def as_json(self) -> dict[str, object]:
        """What a machine reads instead of a result."""
        return {**super().as_json(), "blocked": self.blocked}


class CountyNotLate(Refusal):
    """A county is named that is not late, or is not of this province."""

    code: ClassVar[str] = "release.county_not_late"
    sentence: ClassVar[str] = (
        "{county} عقب نمانده است یا از این استان نیست. فقط شهرستان‌های عقب‌مانده را نام ببرید."
    )
    reference: ClassVar[str] = "نکته ۱"


class ReleaseReasonMissing(Refusal):
    """A county is left out without a reason."""

    code: ClassVar[str] = "release.reason_missing"
    sentence: ClassVar[str] = "برای انتشار بدون شهرستان عقب‌مانده، دلیل را بنویسید."
    reference: ClassVar[str] = "نکته ۱"


class ReleaseNothing(Refusal):
    """No row waits for a list."""

    code: ClassVar[str] = "release.nothing"
    sentence: ClassVar[str] = (
        "ردیف تازه‌ای برای انتشار در این استان نیست. فهرست‌های پیشین در صفحهٔ «فهرست‌های منتشرشده» است."
    )
    reference: ClassVar[str] = "A-135"


class ReleaseChanged(Refusal):
    """A row was returned or changed by somebody else while the list was made."""

    code: ClassVar[str] = "release.changed"
    sentence: ClassVar[str] = (
        "هنگام ساختن فهرست، ردیفی تغییر کرد و چیزی منتشر نشد. دوباره امضا و منتشر کنید."
    )


class PreviewChanged(Refusal):
    """The list is not the one that the director-general saw before he signed."""

    code: ClassVar[str] = "release.preview_changed"
    sentence: ClassVar[str] = (
        "پس از پیش‌نمایش، فهرست تغییر کرد و چیزی امضا نشد: {changes}. پیش‌نمایش تازه را ببینید و"
        " دوباره امضا کنید."
    )
    reference: ClassVar[str] = "A-134"

    def __init__(self, changed: Sequence[Change]) -> None:
        super().__init__(changes="؛ ".join(map(change_label, changed)))


class ConservationError(RuntimeError):
    """Rows were lost or doubled while they were placed: a programming error, nothing is written."""


@dataclass(frozen=True, slots=True)
class Released:
    """A released list.

    `result` is the answer {list_no, households, companies, removed, ineligible}.
    """

    release_id: int
    result: dict[str, Any]


@action("campaign.release", posts=rights.RELEASERS, reach="own", about=("code", "unit", "without"))
def release(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    without: Sequence[str] = (),
    reason: str = "",
    seen: Sequence[Part] | None = None,
    report: Report = unwatched,
) -> Released:
    """Release what waits in the province: the list, or the supplement of counties that were late.

    `without` names late counties that the director-general leaves out, with his reason; `seen` is
    the preview that he signs, where he saw one. Refuses release.preview_changed,
    campaign.unknown, release.nothing, release.county_not_late, release.reason_missing,
    release.blocked (county.late, pending, candidate.open), release.changed.
    """
    campaign = campaign_by_code(code)
    left_out = sorted(set(without))
    scope: Scope = placing_scope(campaign, unit.province, left_out)
    with nationwide():
        _rows(sql.LOCK, scope)
        standing = _refuse_unless_complete(scope, left_out, reason)
        made = _number(campaign, unit.province, actor, at)
        made.without, made.reason = left_out, reason.strip()
        tally = _place(campaign, scope | {"release": made.pk}, standing)
        _refuse_another_list(made, seen)
        _sign(made, tally, actor, report)
    _tell(made)
    return Released(made.pk, made.result)


def _number(campaign: Campaign, province: str, actor: Actor, at: datetime) -> Release:
    """The next list of the province's one series, still empty."""
    earlier = Release.objects.filter(campaign=campaign, province=province).count()
    return Release.objects.create(
        campaign=campaign,
        province=province,
        number=earlier + 1,
        by=person(actor),
        at=at,
        households=0,
        result={},
    )


def _tell(made: Release) -> None:
    """Headquarters hears of every list, and of the counties that it leaves out."""
    announce(
        "exemptions.released",
        str(made.pk),
        {
            "release": str(made.pk),
            "campaign": made.campaign.code,
            "province": made.province,
            "number": str(made.number),
            "without": ",".join(made.without),
        },
    )


def _rows(query: str, parameters: Scope) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _refuse_unless_complete(scope: Scope, without: list[str], reason: str) -> int:
    """How many rows wait for a place; refuses where they may not be released."""
    waiting = _rows(sql.WAITING, scope)
    unfinished = {county: open_rows for county, _, open_rows in waiting if open_rows}
    for county in without:
        if county not in unfinished:
            raise CountyNotLate(county=unit_label(Unit.of_county(county)))
    if not {county for county, _, _ in waiting} - set(without):
        raise ReleaseNothing
    if without and not reason.strip():
        raise ReleaseReasonMissing
    blocks = late_blocks(unfinished, str(scope["province"]), without)
    blocks += [
        Block("candidate.open", county or str(scope["province"]), rows)
        for county, rows in _rows(sql.OPEN_CANDIDATES, scope)
    ]
    if blocks:
        raise ReleaseBlocked(blocks)
    return sum(rows for _, rows, _ in waiting)


def _place(campaign: Campaign, scope: Scope, standing: int) -> Tally:
    """Write the place of every waiting row and move on those that a county did not hold back."""
    with connection.cursor() as cursor:
        for step in (*writes.STAGE, writes.PLACE, writes.MOVE_ON):
            cursor.execute(step, scope)
        moved = cursor.rowcount
    tally = Tally.of(campaign.utilities, _rows(sql.COUNTS, scope))
    if not tally.conserves(standing):
        raise ConservationError(f"{standing} rows, {tally.by_utility}")
    if moved != standing - tally.ineligible[campaign.utilities[0]][COUNTY_LATE]:
        raise ReleaseChanged
    return tally


def _refuse_another_list(made: Release, seen: Sequence[Part] | None) -> None:
    if seen is None:
        return
    now = parts_of(_rows(sql.PLACED_NOW, {"release": made.pk}))
    if changed := changes(seen, now):
        raise PreviewChanged(changed)


def _sign(made: Release, tally: Tally, actor: Actor, report: Report) -> None:
    """Put the director-general's signature under the hash of exactly the listed lines."""
    facts = release_facts(made.pk)
    assert facts is not None
    companies, made.content_sha256 = _hash(facts, report)
    made.households = _rows(sql.HOUSEHOLDS, {"release": made.pk})[0][0]
    made.result = {
        "list_no": made.number,
        "households": made.households,
        "companies": companies,
        "removed": tally.removed,
        "ineligible": tally.ineligible,
    }
    made.signature = signing.seal(
        settings.HOME,
        {
            "campaign": facts.campaign,
            "province": made.province,
            "list_no": made.number,
            "content_sha256": made.content_sha256,
            "signer": facts.signer or actor.username,
            "at": made.at.astimezone(UTC).isoformat(),
        },
    )
    made.save()


def _hash(facts: ReleaseFacts, report: Report) -> tuple[list[dict[str, object]], str]:
    """The companies of a list with the hash of each part, and the hash of the whole."""
    whole = sha256()
    companies: list[dict[str, object]] = []
    listed = parts(facts.id)
    for done, (utility, company) in enumerate(listed, 1):
        report(done, len(listed) + 1)
        own, rows = sha256(), 0
        for piece in records.part(facts, utility, company):
            own.update(piece)
            whole.update(piece)
            rows += piece.count(b"\n")
        companies.append(
            {
                "code": company,
                "utility": utility,
                "province": facts.province,
                "rows": rows,
                "sha256": own.hexdigest(),
            }
        )
    return companies, whole.hexdigest()
