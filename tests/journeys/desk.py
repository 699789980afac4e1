"""A desk with the table of a centre, and a camera that sees whatever a test wants."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.journeys.phone import CENTRE, session_of
from tests.journeys.site import Site

CENTRE_OF = 400
FEW = 60
"""Households of a centre; and of one where more would only take time."""
TABLE = "/campaigns/c1405/units/centre:7011/table/"
PASTE = "/campaigns/c1405/units/centre:7011/paste/"
_NAMES = ("زهرا کریمی", "محمدحسین عباس‌پور", "فاطمهٔ رضایی", "گلناز ژاله‌وند", "رقیه صفری")

CAMERA = """code => {
  window.BarcodeDetector = class {
    async detect() { return [{ rawValue: code }]; }
  };
  const nothing = document.createElement("canvas");
  navigator.mediaDevices.getUserMedia = async () => nothing.captureStream();
  HTMLMediaElement.prototype.play = async () => {};
}"""
"""A browser that reads barcodes: whatever it sees is `code`."""


def settle() -> None:
    """A small centre in the third day of its campaign, two trained workers."""
    makers.places()
    makers.companies()
    campaign = makers.campaign(starts=today_of(timezone.now()) - timedelta(days=2))
    workers = [
        make_user(name, Post.SOCIAL_WORKER, CENTRE, timezone.now())
        for name in ("worker", "colleague")
    ]
    sheets_made.trained(campaign, *workers)
    _add(campaign, range(FEW))


def whole_centre() -> None:
    """As many households as a centre has."""
    with acting(OPERATOR, makers.NOW):
        campaign = Campaign.objects.get()
    _add(campaign, range(FEW, CENTRE_OF))


def _add(campaign: Campaign, numbers: Iterable[int]) -> None:
    for number in numbers:
        name = f"{_NAMES[number % len(_NAMES)]} {number:03d}"
        gathered = number % 3 == 0
        row = sheets_made.known_row(
            campaign,
            full_name=name,
            name_sort=f"{number:03d}{text.sort_key(name)}",
            location="urban",
            state="collected" if gathered else "pending",
            missing=["water.type"] if gathered else [],
        )
        for utility in ("gas", "electricity") if gathered else ():
            bill = makers.bill_id(5000 + number, utility)
            makers.connection(row, utility, bill, channel="phone", source="sms")


def rows() -> list[Row]:
    """The rows as the table lists them."""
    with acting(OPERATOR, makers.NOW):
        return list(Row.objects.order_by("name_sort", "id"))


def gas_bills() -> dict[int, str]:
    """Bill ids of gas by row."""
    with acting(OPERATOR, makers.NOW):
        found = Connection.objects.filter(utility="gas").exclude(bill_id="")
        return dict(found.values_list("row_id", "bill_id"))


class Desk:
    """One browser on a desk of a worker."""

    def __init__(self, site: Site, context: BrowserContext) -> None:
        self.site = site
        session = site.do(lambda: session_of("worker"))
        context.add_cookies([{"name": "sayeban_session", "value": session, "url": site.address}])
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)

    def open(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def cell(self, row: int, column: str) -> Locator:
        """A cell of the table; columns by their heads, the first of that name."""
        heads = self.page.locator("thead tr:last-child th").all_inner_texts()
        return self.page.locator("tbody tr").nth(row).locator("th, td").nth(heads.index(column))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def box(self, name: str) -> Locator:
        return self.page.locator(f"tr.edited [name={name}]")

    def says(self, text: str) -> None:
        expect(self.page.locator("#said")).to_contain_text(text)
