"""Bills beside their pictures, as the pages of approval, sample and suspicion draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from sayeban.exemptions import rules
from sayeban.exemptions.reads.row_pictures import Bill, Picture
from sayeban.exemptions.words import NUMBER_LABELS, UTILITY_LABELS


@dataclass(frozen=True, slots=True)
class PictureShown:
    """One document; `is_paper`: a PDF, which is linked and not drawn."""

    href: str
    is_paper: bool


@dataclass(frozen=True, slots=True)
class BillShown:
    """One connection: what was typed, how it came, and its pictures."""

    label: str
    kind: str
    bill_id: str
    number_label: str
    number: str
    way: str
    pictures: tuple[PictureShown, ...]


def bills_shown(
    code: str, key: UUID, bills: Iterable[Bill], pictures: Iterable[Picture]
) -> Iterable[BillShown]:
    """Each connection with its pictures; pictures of one that was never typed stand alone."""
    kept = {bill.utility: bill for bill in bills}
    taken = list(pictures)
    for utility in rules.UTILITIES:
        shown = tuple(
            PictureShown(
                reverse("campaign_row_document", args=[code, key, picture.evidence]),
                picture.is_paper,
            )
            for picture in taken
            if picture.utility == utility
        )
        bill = kept.get(utility)
        if bill is None and not shown:
            continue
        bill = bill or Bill(utility, "", "", "", "", "", "", copied=False)
        ways = (
            "از ردیف سرپرست خانوار (نکتهٔ ۴)" if bill.copied else "",
            rules.SOURCES.get(bill.source, ""),
            rules.ENTRY_METHODS.get(bill.entry_method, ""),
        )
        yield BillShown(
            UTILITY_LABELS[utility],
            rules.CONNECTION_TYPES.get(bill.connection_type, ""),
            bill.bill_id,
            NUMBER_LABELS[utility],
            bill.number,
            "، ".join(way for way in ways if way),
            shown,
        )
