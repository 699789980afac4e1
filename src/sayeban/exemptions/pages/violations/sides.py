"""Both files of a suspicion beside each other: what is the same, what differs, the pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.country.jalali import long_form
from sayeban.design.filters import jdatetime
from sayeban.design.parts import Column
from sayeban.exemptions.pages.bills import PictureShown
from sayeban.exemptions.reads.violation_sides import Side
from sayeban.exemptions.rules import (
    CONNECTION_TYPES,
    ENTRY_METHODS,
    LOCATIONS,
    SOURCES,
    TENURES,
)
from sayeban.exemptions.words import NUMBER_LABELS, UTILITY_LABELS
from sayeban.organisations.public import unit_labels


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of each row; `same`: all have it and it is one. `is_code`: an identifier."""

    label: str
    values: tuple[str, ...]
    same: bool
    is_code: bool


@dataclass(frozen=True, slots=True)
class SideShown:
    """One row: who, and the pictures of the connection concerned."""

    href: str
    full_name: str
    unit: str
    utility: str
    pictures: tuple[PictureShown, ...]


@dataclass(frozen=True, slots=True)
class SidesShown:
    """The rows of one suspicion; `facts` have one value a side, in their order."""

    columns: tuple[Column, ...]
    sides: tuple[SideShown, ...]
    facts: tuple[Compared, ...]


def sides_shown(found: Sequence[Side]) -> SidesShown:
    """What a reviewer compares."""
    labels = unit_labels({side.unit for side in found})
    names = user_names({side.collected_by for side in found if side.collected_by})
    sides = tuple(
        SideShown(
            reverse("campaign_row", args=[side.campaign, side.key]),
            side.full_name or "بدون نام",
            labels[side.unit],
            UTILITY_LABELS[side.utility],
            tuple(
                PictureShown(
                    reverse(
                        "campaign_row_document", args=[side.campaign, side.key, picture.evidence]
                    ),
                    picture.is_paper,
                )
                for picture in side.pictures
            ),
        )
        for side in found
    )
    compared = tuple(fact for fact in _facts(found, names) if any(fact.values))
    heads = (Column(f"{side.full_name}، {side.utility}") for side in sides)
    return SidesShown((Column("موضوع"), *heads, Column("سنجش")), sides, compared)


def _facts(found: Sequence[Side], names: dict[int, str]) -> Iterable[Compared]:
    bills = [side.bill for side in found]
    yield _compared("کارزار", [side.campaign_title for side in found])
    yield _compared("کد ملی", [side.national_id for side in found], is_code=True)
    yield _compared("شمارهٔ پرونده", [side.file_number for side in found], is_code=True)
    yield _compared("شمارهٔ خانوار", [str(side.household_id) for side in found], is_code=True)
    kinds = [CONNECTION_TYPES.get(b.connection_type, "") if b else "" for b in bills]
    yield _compared("نوع انشعاب", kinds)
    yield _compared("شناسهٔ قبض", [b.bill_id if b else "" for b in bills], is_code=True)
    number = NUMBER_LABELS[found[0].utility] if found else ""
    yield _compared(number, [b.number if b else "" for b in bills], is_code=True)
    yield _compared("نشانی", [side.address for side in found])
    yield _compared("کد پستی", [side.postal_code for side in found], is_code=True)
    yield _compared("موقعیت مکانی", [LOCATIONS.get(side.location, "") for side in found])
    yield _compared("وضعیت مالکیت", [TENURES.get(side.tenure, "") for side in found])
    ends = [long_form(side.tenancy_end) if side.tenancy_end else "" for side in found]
    yield _compared("پایان اجاره", ends)
    yield _compared("منبع", [SOURCES.get(b.source, "") if b else "" for b in bills])
    yield _compared("روش ورود", [ENTRY_METHODS.get(b.entry_method, "") if b else "" for b in bills])
    yield _compared("گردآورنده", [names.get(side.collected_by or 0, "") for side in found])
    moments = [jdatetime(side.collected_at) if side.collected_at else "" for side in found]
    yield _compared("زمان گردآوری", moments)


def _compared(label: str, values: Sequence[str], *, is_code: bool = False) -> Compared:
    same = len(values) > 1 and "" not in values and len(set(values)) == 1
    return Compared(label, tuple(values), same, is_code)
