"""Violation candidates and confirmed cases within the reader's places (A-112, A-113)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from sayeban.accounts.public import signed_names, user_names
from sayeban.exemptions.models import Candidate, CandidateRow
from sayeban.exemptions.rules import CANDIDATE_KINDS, CLEARINGS
from sayeban.exemptions.violation_refusals import ViolationUnknown
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.lists import page_of


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row and utility that a candidate holds; `author` is the user who had collected it.

    `campaign` is the row's own, which may be another phase than the candidate's.
    """

    campaign: str
    campaign_title: str
    row_key: str
    national_id: str
    full_name: str
    unit: Unit
    utility: str
    state: str
    author: int | None
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One candidate. `place` is the lowest unit above all its rows: whoever heads it decides.

    `subject` is the bill id or the sha256 of the picture, `sentence` what is suspected. `why` says
    in words on what ground it was cleared.
    """

    key: str
    kind: str
    sentence: str
    subject: str
    state: str
    place: Unit
    opened_at: datetime
    rows: tuple[HeldRow, ...]
    why: str
    reason: str
    decided_by: int | None
    decided_at: datetime | None

    @property
    def is_bill(self) -> bool:
        """Whether `subject` is a bill id."""
        return self.kind != "same_picture"

    def as_json(self) -> dict[str, object]:
        """What the reviewer's command line shows; he may see the rows of his place."""
        return {
            "key": self.key,
            "kind": self.kind,
            "message": self.sentence,
            "unit": str(self.place),
            "subject": self.subject,
            "rows": [
                {
                    "national_id": row.national_id,
                    "unit": str(row.unit),
                    "utility": row.utility,
                    "state": row.state,
                }
                for row in self.rows
            ],
        }


def candidate_id(key: str) -> int:
    """The id in a candidate's key; 0, which no candidate has, for anything else."""
    return int(key) if re.fullmatch("[0-9]{1,18}", key) else 0


OLDEST_FIRST = Order("opened")
CASE_SORTS: Mapping[str, Combinable | str] = {
    "opened": "opened_at",
    "kind": "kind",
    "place": Concat("province", "county"),
}
"""Columns by which open candidates are sorted."""


def candidates_page(
    code: str, state: str, order: Order, *, after: int, size: int
) -> tuple[list[CandidateLine], bool]:
    """Candidates of a state behind the one with id `after`, and whether more follow.

    Names persons: `recorded` checks who asks and records the look.
    """
    found = Candidate.objects.filter(campaign__code=code, state=state)
    rows, more = page_of(
        found.prefetch_related("held__row__campaign"), CASE_SORTS, order, after=after, size=size
    )
    return [_line(candidate) for candidate in rows], more


def one_candidate(code: str, key: int) -> CandidateLine | None:
    """The candidate `key`, open or decided. Names persons, as above."""
    found = Candidate.objects.filter(campaign__code=code, pk=key)
    return next(map(_line, found.prefetch_related("held__row__campaign")), None)


def same_rows(code: str, case: CandidateLine) -> list[CandidateLine]:
    """Other open candidates over the same rows as `case`: of one pair each equal bill is one."""
    rows = {row.row_key for row in case.rows}
    found = Candidate.objects.filter(campaign__code=code, state="open", held__row__key__in=rows)
    others = found.exclude(pk=int(case.key)).order_by("id").distinct()
    lines = map(_line, others.prefetch_related("held__row__campaign"))
    return [line for line in lines if {row.row_key for row in line.rows} == rows]


def candidate_lines(code: str, state: str) -> list[CandidateLine]:
    """Every candidate of a state, oldest first. Names persons, as above."""
    found = Candidate.objects.filter(campaign__code=code, state=state)
    ordered = found.order_by("id").prefetch_related("held__row__campaign")
    return [_line(candidate) for candidate in ordered]


def _line(candidate: Candidate) -> CandidateLine:
    held = sorted(candidate.held.all(), key=lambda line: line.pk)
    return CandidateLine(
        str(candidate.pk),
        candidate.kind,
        CANDIDATE_KINDS.get(candidate.kind, candidate.kind),
        candidate.subject,
        candidate.state,
        Unit.of_place(candidate.province, candidate.county, ""),
        candidate.opened_at,
        tuple(map(_held, held)),
        CLEARINGS.get(candidate.why, ""),
        candidate.reason,
        candidate.decided_by,
        candidate.decided_at,
    )


def _held(line: CandidateRow) -> HeldRow:
    return HeldRow(
        line.row.campaign.code,
        line.row.campaign.title,
        str(line.row.key),
        line.row.national_id,
        line.row.full_name,
        Unit.of_place(line.row.province, line.row.county, line.row.centre),
        line.utility,
        line.row.state,
        line.author,
        line.is_confirmed,
    )


@dataclass(frozen=True, slots=True)
class ViolationRow:
    """One confirmed row as the letter names it."""

    national_id: str
    full_name: str
    unit: str
    utility: str
    author: str


@dataclass(frozen=True, slots=True)
class ViolationLetter:
    """What the letter to the oversight body says of one confirmed case, in words of its reader."""

    number: str
    campaign: str
    legal_basis: str
    sentence: str
    subject: str
    place: str
    opened_at: datetime
    decided_at: datetime
    decided_by: str
    reason: str
    rows: tuple[ViolationRow, ...]


def violation_letter_data(code: str, key: str) -> ViolationLetter:
    """The confirmed case `key` for its letter; refuses violation.unknown when it is none."""
    found = Candidate.objects.filter(campaign__code=code, state="confirmed")
    candidate = found.select_related("campaign").filter(pk=candidate_id(key)).first()
    if candidate is None or candidate.decided_at is None:
        raise ViolationUnknown(key=key)
    held = candidate.held.filter(is_confirmed=True).select_related("row").order_by("id")
    names = user_names({line.author for line in held if line.author is not None})
    place, decided = Unit.of_place(candidate.province, candidate.county, ""), candidate.decided_at
    by = candidate.decided_by or 0
    return ViolationLetter(
        number=str(candidate.pk),
        campaign=candidate.campaign.title,
        legal_basis=candidate.campaign.legal_basis,
        sentence=CANDIDATE_KINDS.get(candidate.kind, candidate.kind),
        subject=candidate.subject,
        place=unit_label(place),
        opened_at=candidate.opened_at,
        decided_at=decided,
        decided_by=signed_names([(by, decided, place)])[by, decided],
        reason=candidate.reason,
        rows=tuple(_letter_row(line, names) for line in held),
    )


def _letter_row(line: CandidateRow, names: dict[int, str]) -> ViolationRow:
    place = Unit.of_place(line.row.province, line.row.county, line.row.centre)
    return ViolationRow(
        line.row.national_id,
        line.row.full_name,
        unit_label(place),
        line.utility,
        names.get(line.author or 0, ""),
    )
