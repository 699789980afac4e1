"""A small lively campaign for the browser: every page of the ladder has something to show."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country.formats import barcode26, payment_id
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.actions.freeze import freeze_country
from sayeban.exemptions.actions.text_patterns import seed_patterns
from sayeban.exemptions.models import Campaign, Freeze, Row, SampleRow, Upload
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.approval_scene import pictured
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, OTHER_COUNTY, PROVINCE, suspicion
from sayeban.exemptions.tests.pictures import picture
from sayeban.exemptions.tests.release_makers import ground
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

_NAMES = (
    "زهرا کریمی",
    "محمدحسین عباس‌پور",
    "فاطمهٔ رضایی",
    "علی‌اکبر نوروزی",
    "سیدهٔ معصومه موسوی",
    "پرویز چراغی",
    "گلناز ژاله‌وند",
    "رقیه صفری",
)
_STATES = ("collected", "collected", "pending", "returned", "uncollectable", "leaving")
_OF_CENTRE = "/campaigns/c1405/units/centre:7011/"
_OF_COUNTY = "/campaigns/c1405/units/0701/"
_OF_PROVINCE = "/campaigns/c1405/units/07/"


@dataclass(frozen=True, slots=True)
class Scene:
    """Clients by post and the address of each page, with the post that opens it.

    `sent` holds what is sent to the pages that answer a POST.
    """

    clients: Mapping[Post, Client]
    pages: Mapping[str, tuple[Post, str]]
    sent: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def open(self, name: str) -> bytes:
        """The page as its visitor gets it."""
        post, address = self.pages[name]
        client = self.clients[post]
        if name in self.sent:
            answer = client.post(address, self.sent[name])
        else:
            answer = client.get(address, follow=True)
        assert answer.status_code in (200, 422)
        return answer.content


def scene() -> Scene:
    """The campaign on its third day."""
    ground()
    with acting(OPERATOR, makers.NOW):
        seed_patterns(makers.NOW)
    campaign = makers.campaign()
    worker = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    staff("helper", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, worker)
    clients = {Post.SOCIAL_WORKER: client_of(worker)} | {
        post: visitor(post.value.replace("_", "."), post, unit)
        for post, unit in (
            (Post.CENTRE_HEAD, CENTRE),
            (Post.COUNTY_EXPERT, COUNTY),
            (Post.COUNTY_HEAD, COUNTY),
            (Post.DIRECTOR_GENERAL, PROVINCE),
        )
    }
    rows = _rows(campaign, worker.user_id or 0)
    _climb(campaign, clients)
    _evenings(campaign)
    case = suspicion(campaign, rows[:2], COUNTY).pk
    confirmed = suspicion(campaign, rows[2:4], COUNTY, subject="0000012330744").pk
    _confirm(clients[Post.COUNTY_HEAD], confirmed, rows[2])
    makers.row(campaign, OTHER_COUNTY, full_name="ناصر قلی‌زاده")
    pages = _pages(rows, case, confirmed, _report(clients[Post.SOCIAL_WORKER])) | _sampling()
    pictured(rows[0])
    return Scene(clients, pages, _sent())


def _sent() -> dict[str, dict[str, Any]]:
    """A message with two bills, a photographed bill, one without a barcode, and nothing at all."""
    gas, water = makers.bill_id(41, "gas"), makers.bill_id(42, "water")
    code = barcode26.join(gas, payment_id.make(gas, 120_000, 5, 3))
    text = f"شناسه قبض {gas} شناسه پرداخت {code[13:]}؛ شناسه قبض {water}"
    photo = {"version": "0", "fill": "picture", "fill-utility": "water"}
    return {
        "row-pasted": {"version": "0", "fill": "message", "fill-message": text},
        "row-scanned": photo | {"fill-picture": SimpleUploadedFile("a.jpg", shot_of(code))},
        "row-not-scanned": photo | {"fill-picture": SimpleUploadedFile("b.png", picture(9))},
        "row-unfilled": {"version": "0", "fill": "message"},
    }


def _evenings(campaign: Campaign) -> None:
    """Four of them: the campaign began two days earlier than it seems."""
    with acting(OPERATOR, makers.NOW):
        Campaign.objects.update(starts=campaign.starts - timedelta(days=2))
        for day, done in enumerate((3, 5, 9, 12)):
            Freeze.objects.create(
                campaign=campaign,
                day=campaign.starts + timedelta(days=day - 2),
                figures={"by_state": {"collected": done, "pending": 30 - done}, "ready": {}},
                province=CENTRE.province,
                county=CENTRE.county,
                centre=CENTRE.centre,
            )
            freeze_country(campaign.pk, campaign.starts + timedelta(days=day - 2))


def _rows(campaign: Campaign, worker: int) -> list[Row]:
    made = []
    for number, name in enumerate(_NAMES):
        state = _STATES[number % len(_STATES)]
        gathered = state in ("collected", "uncollectable")
        changed: dict[str, Any] = {}
        if gathered:
            changed = {"collected_by": worker, "collected_at": makers.NOW}
        if state == "returned":
            changed = {"returned_reason": "عکس قبض گاز ناخواناست"}
        if state == "leaving":
            changed = {"aside": "deceased"}
        made.append(
            makers.row(
                campaign,
                CENTRE,
                full_name=name,
                file_number=f"14{number}",
                state=state,
                address="خیابان شهید رجایی، کوچهٔ هفتم، پلاک ۱۲",
                postal_code="1345678913",
                mobile="+989121234567",
                tenure="tenant",
                tenancy_end=date(2027, 3, 20),
                location="urban" if gathered else "",
                flags=["incomplete", "document.missing"] if number % 3 == 0 else [],
                missing=["water.bill_id", "tenancy_end.past"] if number % 3 == 0 else [],
                bills={"gas": makers.bill_id(200 + number, "gas")} if gathered else None,
                **changed,
            )
        )
    return made


def _climb(campaign: Campaign, clients: Mapping[Post, Client]) -> None:
    """Twelve rows that the centre approved before, half of the drawn ones checked."""
    with acting(OPERATOR, makers.NOW):
        for number in range(12):
            makers.row(
                campaign,
                CENTRE,
                full_name=f"{_NAMES[number % 8]} {number}",
                state="centre_approved",
                approval_id=1,
                collected_by=1,
                collected_at=makers.NOW,
                centre_at=makers.NOW + timedelta(hours=7 * number),
                location="rural",
                mobile="+989121234567",
                bills={"gas": makers.bill_id(300 + number, "gas")},
            )
    expert = clients[Post.COUNTY_EXPERT]
    expert.post(f"{_OF_COUNTY}sample/draw/")
    _check()
    clients[Post.CENTRE_HEAD].post(f"{_OF_CENTRE}declaration/", {"sure": "on"})


def _check() -> None:
    """Half of the drawn rows are checked; files had rows to leave out."""
    ways = ("typed", "paper_slip"), ("scan", "bill_picture"), ("paste", "sms")
    with acting(OPERATOR, makers.NOW):
        for number, drawn in enumerate(SampleRow.objects.order_by("id")[:3]):
            method, source = ways[number]
            SampleRow.objects.filter(pk=drawn.pk).update(
                is_right=number > 0,
                checked_by=1,
                checked_at=makers.NOW,
                entry_methods=[method],
                sources=[source],
            )
        Upload.objects.create(
            campaign=Campaign.objects.get(),
            file_name="7011.xlsx",
            sha256="0" * 64,
            at=makers.NOW,
            result={"reasons": {"bill_id.check_digit": 4, "row.conflict": 1}},
            province=CENTRE.province,
            county=CENTRE.county,
            centre=CENTRE.centre,
        )


def _confirm(head: Client, case: int, row: Row) -> None:
    typed = {"rows": [str(row.key)], "reason": "قبض متعلق به همسایه است.", "sure": "on"}
    sent = {f"confirmform-{name}": value for name, value in typed.items()}
    head.post(f"/campaigns/c1405/violations/{case}/confirm/", sent)


def _report(worker: Client) -> str:
    """The address of the account of one ZIP whose files were not taken."""
    file = SimpleUploadedFile("مدرک‌ها.zip", _zip_of_strangers())
    return worker.post(f"{_OF_CENTRE}collect/", {"documents": file})["Location"]


def _zip_of_strangers() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("9990000018-gas.jpg", b"no picture")
        package.writestr("عکس.jpg", b"no picture")
    return held.getvalue()


def _sampling() -> dict[str, tuple[Post, str]]:
    """The pages of a drawn household that is not checked yet."""
    with acting(OPERATOR, makers.NOW):
        drawn = SampleRow.objects.filter(is_right=None).select_related("row").order_by("id")[0]
    pictured(drawn.row)
    expert, sample = Post.COUNTY_EXPERT, f"{_OF_COUNTY}sample/"
    return {
        "sample-round": (expert, f"{sample}round/"),
        "sample-household": (expert, f"{sample}round/{drawn.row.key}/"),
        "sample-again": (expert, f"{sample}draws/{drawn.sample_id}/"),
    }


def _pages(rows: list[Row], case: int, confirmed: int, report: str) -> dict[str, tuple[Post, str]]:
    worker, head = Post.SOCIAL_WORKER, Post.CENTRE_HEAD
    county, expert = Post.COUNTY_HEAD, Post.COUNTY_EXPERT
    return {
        "board-county": (county, _OF_COUNTY),
        "board-quality": (county, f"{_OF_COUNTY}quality/"),
        "board-projector": (county, f"{_OF_COUNTY}projector/"),
        "board-sheet": (county, f"{_OF_COUNTY}sheet/"),
        "board-burn-up": (county, f"{_OF_COUNTY}pictures/burn-up/"),
        "violation-rates": (county, f"{_OF_COUNTY}violation-rates/"),
        "board-sorted": (county, f"{_OF_COUNTY}?sort=-rows"),
        "rows": (worker, f"{_OF_CENTRE}rows/"),
        "rows-sorted": (worker, f"{_OF_CENTRE}rows/?sort=-state"),
        "rows-of-county": (county, f"{_OF_COUNTY}rows/"),
        "rows-empty": (worker, f"{_OF_CENTRE}rows/?flag=late"),
        "row": (worker, f"/campaigns/c1405/rows/{rows[0].key}/"),
        **{
            name: (worker, f"/campaigns/c1405/rows/{rows[2].key}/fill/")
            for name in ("row-pasted", "row-scanned", "row-not-scanned", "row-unfilled")
        },
        "row-returned": (worker, f"/campaigns/c1405/rows/{rows[3].key}/"),
        "row-read": (county, f"/campaigns/c1405/rows/{rows[0].key}/"),
        "collect": (worker, f"{_OF_CENTRE}collect/"),
        "report": (worker, report),
        "training": (head, f"{_OF_CENTRE}training/"),
        "declaration": (head, f"{_OF_CENTRE}declaration/"),
        "sample": (expert, f"{_OF_COUNTY}sample/"),
        "sample-read": (county, f"{_OF_COUNTY}sample/"),
        "approval": (head, f"{_OF_CENTRE}approval/"),
        "approval-county": (county, f"{_OF_COUNTY}approval/"),
        "violations": (county, "/campaigns/c1405/violations/"),
        "violation": (county, f"/campaigns/c1405/violations/{case}/"),
        "violation-letter": (county, f"/campaigns/c1405/violations/{confirmed}/letter/"),
        "release": (Post.DIRECTOR_GENERAL, f"{_OF_PROVINCE}release/"),
    }
