"""The verifier of the audit: it goes through all seals and names the first thing that differs."""

from collections.abc import Callable
from dataclasses import dataclass

from sayeban.audit import merkle
from sayeban.audit.refusals import (
    HeadUnreadable,
    RecordChanged,
    RecordDeleted,
    RecordInserted,
    SealForged,
    SealMissing,
)
from sayeban.audit.seals import BEFORE_ALL, SOURCES, START, Seal, ask, leaves_of, seals_after
from sayeban.kit.refusals import Refusal

Signed = Callable[[bytes, str], bool]


@dataclass(frozen=True, slots=True)
class Verified:
    """Every seal and every sealed record is as it was; `unsealed` records wait for a seal."""

    batches: int
    records: int
    unsealed: int
    head: str


def verify(signed: Signed, head: str = "") -> Verified:
    """Go through all seals and sealed records; refuses with the first that differs.

    `head` is one that was noted outside of the database.
    """
    noted = _noted(head)
    ends = dict.fromkeys(SOURCES, START)
    before, number, records, shown = BEFORE_ALL, 0, 0, ""
    for each in seals_after():
        number += 1
        if each.no != number:
            raise SealMissing(batch=number)
        if not _genuine(each, before, signed):
            raise SealForged(batch=number)
        if problem := _difference(each, ends[each.source]):
            raise problem
        before, shown = each.chained, each.head
        if noted.get(number, shown) != shown:
            raise SealMissing(batch=number)
        ends[each.source] = each.upto
        records += len(each.ids)
    if any(no > number for no in noted):
        raise SealMissing(batch=number + 1)
    return Verified(number, records, _count_after(ends), shown)


def _noted(head: str) -> dict[int, str]:
    if not head:
        return {}
    number, _, digest = head.partition(":")
    if not number.isascii() or not number.isdecimal() or len(digest) != 2 * merkle.SIZE:
        raise HeadUnreadable(typed=head)
    return {int(number): head}


def _genuine(each: Seal, before: bytes, signed: Signed) -> bool:
    return (
        each.previous == before
        and len(each.ids) == len(each.split)
        and merkle.root(each.split) == each.root
        and signed(each.statement, each.signature)
    )


def _difference(each: Seal, after: int) -> Refusal | None:
    """The first record of a genuine batch that is not as it was sealed."""
    sealed = dict(zip(each.ids, each.split, strict=True))
    now = dict(leaves_of(each.source, after, each.upto, None))
    for record in sorted(sealed.keys() | now.keys()):
        about: dict[str, str | int] = {
            "record": str(record),
            "source": each.source,
            "batch": each.no,
        }
        if record not in now:
            return RecordDeleted(**about)
        if record not in sealed:
            return RecordInserted(**about)
        if now[record] != sealed[record]:
            return RecordChanged(**about)
    return None


def _count_after(ends: dict[str, int]) -> int:
    (row,) = ask("SELECT audit_count_after(%s, %s)", *(ends[source] for source in SOURCES))
    return int(row[0])
