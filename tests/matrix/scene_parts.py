"""What the rows of the scene carry: training, suspicions, evidence, samples, entries."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sayeban.accounts.models import Appointment, User, Village
from sayeban.documents.models import Document
from sayeban.exemptions.models import (
    Campaign,
    Candidate,
    CandidateRow,
    CounterRow,
    Evidence,
    Feed,
    HelperEntry,
    Move,
    NeighbourhoodMap,
    Row,
    Sample,
    SampleFinding,
    SampleRow,
    Tenancy,
    Training,
)
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.feeds.makers import FEED, proposed, token
from sayeban.exemptions.tests.makers import NOW
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.matrix.people import unit_of
from tests.matrix.places import Person

DIGEST = hashlib.sha256(b"x").hexdigest()


def row_of(campaign: Campaign, unit: str, place: int) -> Row:
    return makers.row(
        campaign,
        unit_of(unit),
        full_name=f"نهفته{'آبپتثجچحخد'[place - 1]}ان",
        national_id=makers.national_id(880_000 + place),
        state="collected",
        collected_by=1,
        collected_at=NOW,
        location="urban",
        tenure="owner",
        bills={"gas": makers.bill_id(500 + place, "gas")},
    )


def train(campaign: Campaign, unit: str, people: dict[str, Person]) -> None:
    place = unit_of(unit)
    for person in people.values():
        if ("social_worker", unit) in person.held:
            Training.objects.create(
                campaign=campaign,
                worker_id=person.user_id,
                at=NOW,
                by=1,
                province=place.province,
                county=place.county,
                centre=place.centre,
            )


_HELD = {"hq": ("0701", "1001"), "07": ("0701", "0702"), "0701": ("centre:7011", "centre:7012")}
"""Two rows whose lowest common unit decides."""


def suspicion(campaign: Campaign, rows: dict[str, Row], unit: str, *, confirmed: bool) -> int:
    place = unit_of(unit)
    decided = {"state": "confirmed", "decided_at": NOW, "decided_by": 1} if confirmed else {}
    found = Candidate.objects.create(
        campaign=campaign,
        kind="bill_taken",
        subject=f"{unit}{confirmed}",
        opened_at=NOW,
        province=place.province,
        county=place.county,
        **decided,
    )
    for held in _HELD[unit]:
        row = rows[held]
        CandidateRow.objects.create(
            candidate=found,
            row=row,
            utility="gas",
            author=1,
            is_confirmed=confirmed,
            province=row.province,
            county=row.county,
            centre=row.centre,
        )
    return found.pk


def map_of(row: Row) -> int:
    """The picture of the map of the row's centre."""
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    return NeighbourhoodMap.objects.create(
        campaign_id=row.campaign_id, document_id=_document(row).pk, by=1, at=NOW, **place
    ).pk


def _document(row: Row) -> Document:
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    return Document.objects.create(
        sha256=DIGEST,
        mime="image/jpeg",
        size=1,
        stored_name=default_storage.save(f"documents/{row.key}.jpg", ContentFile(b"x")),
        at=NOW,
        **place,
    )


def evidence_of(row: Row) -> int:
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    document = _document(row)
    return Evidence.objects.create(
        row=row,
        campaign_id=row.campaign_id,
        household_id=row.household_id,
        utility="gas",
        document_id=document.pk,
        sha256=DIGEST,
        at=NOW,
        **place,
    ).pk


def drawn_in(campaign: Campaign, unit: str, rows: dict[str, Row]) -> dict[str, object]:
    """One row in the sample of an office, with a finding: its key, the draw and the finding.

    That of a province lies on its own worklist, that of a county was handed up by a centre.
    """
    row = rows[unit]
    if unit == "0701":
        row = makers.row(
            campaign,
            unit_of("centre:7012"),
            state="centre_approved",
            approval_id=1,
            collected_by=1,
            collected_at=NOW,
            bills={"gas": makers.bill_id(590, "gas")},
        )
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    sample = Sample.objects.create(
        campaign=campaign,
        level="county" if row.county else "province",
        approval_id=1 if row.county else None,
        seed="0" * 64,
        population=1,
        size=1,
        drawn_by=1,
        drawn_at=NOW,
        **place,
    )
    held = SampleRow.objects.create(sample=sample, row=row, **place)
    document = Evidence.objects.get(pk=evidence_of(row)).document_id if unit == "0701" else None
    finding = SampleFinding.objects.create(
        drawn=held,
        utility="gas",
        is_right=True,
        document_id=document,
        by=User.objects.earliest("pk").pk,  # who found it is named on the page
        at=NOW,
        **place,
    )
    return {"key": row.key, "number": sample.pk, "finding": finding.pk}


_DISTRICT = "0701020002"


def known_of(row: Row) -> int:
    """What somebody of the village knew of this row's household, which lives there."""
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    Residence.objects.create(
        household_id=row.household_id, rural_district=_DISTRICT, village="بیدک", **place
    )
    return HelperEntry.objects.create(
        row=row, campaign_id=row.campaign_id, note="کنار مسجد", by=1, at=NOW, **place
    ).pk


def move_of(row: Row) -> int:
    """A move within the unit, so that the place asks alone."""
    return Move.objects.create(
        row=row,
        campaign_id=row.campaign_id,
        household_id=row.household_id,
        said_by="worker",
        moved_on=NOW.date(),
        came_province=row.province,
        came_county=row.county,
        came_centre=row.centre,
        before={"full_name": row.full_name, "national_id": row.national_id, "key": str(row.key)},
        reported_at=NOW,
        province=row.province,
        county=row.county,
        centre=row.centre,
    ).pk


def tenancy_of(row: Row) -> int:
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    return Tenancy.objects.create(
        row=row,
        campaign_id=row.campaign_id,
        household_id=row.household_id,
        ends_on=NOW.date(),
        asked_at=NOW,
        **place,
    ).pk


def at_counter(row: Row, office: str) -> int:
    return CounterRow.objects.create(
        row=row, campaign_id=row.campaign_id, office=office, given_at=NOW,
        province=row.province, county=row.county, centre=row.centre,
    ).pk  # fmt: skip


def give_villages(people: dict[str, Person]) -> None:
    """Each village helper has the village in which everybody lives: his unit alone bounds him."""
    helpers = [p.user_id for p in people.values() if "village_helper" in dict(p.held)]
    for held in Appointment.objects.filter(user__in=helpers, post="village_helper"):
        Village.objects.create(appointment=held, rural_district=_DISTRICT)


def agreement_of_gas() -> int:
    """A proposal with the gas company of Fars, a program of it, and what it was told of."""
    number = proposed()
    token()
    with acting(OPERATOR, NOW):
        Feed.objects.create(
            feed_id=FEED,
            publisher="behzisti",
            utility="gas",
            company="307",
            province="07",
            epoch="e",
        )
    return number
