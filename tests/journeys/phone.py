"""A phone of a worker with and without a network, and the small campaign that he works in."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from sayeban.accounts.models import Device, User
from sayeban.accounts.public import Post, actor_by_id
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.country.today import today_of
from sayeban.design.testing import keep_picture, overflow, small_targets, violations
from sayeban.exemptions.models import Evidence, Row, SentEntry
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from tests.journeys.site import Site

CENTRE = Unit.of_centre("0701", "7011")
expect.set_options(timeout=20_000)
TODAY = "/field/c1405/centre:7011/"
BILLS = [makers.bill_id(serial, "gas") for serial in (41, 42)]
NAMES = ("زهرا کریمی", "محمدحسین عباس‌پور", "فاطمهٔ رضایی", "گلناز ژاله‌وند")


def settle() -> None:
    """Four households in two streets, and two trained workers."""
    makers.places()
    makers.companies()
    campaign = makers.campaign(starts=today_of(timezone.now()) - timedelta(days=2))
    workers = [
        make_user(name, Post.SOCIAL_WORKER, CENTRE, timezone.now())
        for name in ("worker", "colleague")
    ]
    sheets_made.trained(campaign, *workers)
    for number, name in enumerate(NAMES):
        sheets_made.known_row(
            campaign, full_name=name, address=f"خیابان رجایی، کوچهٔ {number // 2}، پلاک {number}"
        )


def session_of(name: str) -> str:
    """A session of a user who has signed in once."""
    signed_in = enrolled(actor_of(name), timezone.now())
    session = Client().session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    return str(session.session_key)


def actor_of(name: str) -> Actor:
    return actor_by_id(User.objects.get(username=name).pk, timezone.now())


class Phone:
    """One browser on a phone of a worker, with and without a network."""

    def __init__(self, site: Site, context: BrowserContext, session: str = "") -> None:
        self.site, self.context = site, context
        self.session = session or site.do(lambda: session_of("worker"))
        self.sign_in()
        self.page = self._tab()

    def sign_in(self) -> None:
        self.context.add_cookies(
            [{"name": "sayeban_session", "value": self.session, "url": self.site.address}]
        )

    def _tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        return page

    def open(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def close_the_tab_and_open(self, path: str) -> None:
        self.page.close()
        self.page = self._tab()
        self.open(path)

    def close_the_field(self) -> None:
        """Nothing but a page that no service worker reaches is left open."""
        self.page.close()
        self.page = self._tab()
        self.page.route("**/elsewhere", lambda route: route.fulfill(body="", status=200))
        self.open("/elsewhere")

    def keep_today(self) -> None:
        self.open("/field/")
        self.press_keep()
        self.sees("۴ خانوار روی این گوشی است")

    def press_keep(self) -> None:
        """Until the phone no longer says that the list is coming: a worker is installed first."""
        self.page.get_by_role("button", name="نگه داشتن روی این گوشی").click()
        expect(self.page.locator("#kept")).not_to_contain_text("می‌آید", timeout=60_000)

    def offline(self, is_off: bool = True) -> None:
        self.context.set_offline(is_off)

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def states(self, *wanted: str) -> None:
        expect(self.page.locator("#entries .tag")).to_have_text(list(wanted))

    def fill(
        self, name: str, bill: str, picture: Path | None = None, *, last_day: str = ""
    ) -> None:
        """Choose a household of the list and save its form, in which but a picture may be missing.

        `last_day`: of Esfand, on which its tenancy ends.
        """
        self.page.get_by_role("link", name=name).click()
        form = self.page.locator(".field-form form")
        expect(form).to_be_visible()
        form.locator("[name=location][value=urban]").check()
        for utility in ("electricity", "water"):
            form.locator(f"[name={utility}_type][value=none]").check()
        form.locator("[name=gas_type][value=private]").check()
        form.locator("[name=gas_bill]").fill(bill)
        form.locator("[name=gas_channel]").select_option("home_visit")
        form.locator("[name=gas_source]").select_option("bill_picture")
        if picture:
            form.locator("[name=gas_photo]").set_input_files(picture)
        if last_day:
            form.locator("[name=tenure]").select_option("tenant")
            form.locator("[name=tenancy_end_day]").fill(last_day)
            form.locator("[name=tenancy_end_month]").select_option("12")
            form.locator("[name=tenancy_end_year]").fill("1420")
        form.get_by_role("button", name="ثبت روی گوشی").click()
        if not picture:
            form.get_by_role("button", name="همین‌طور روی گوشی ثبت شود").click()
        # Kept when the queue opens; the form's page lists what waited before.
        self.page.wait_for_url("**/field/queue/")
        expect(self.page.locator("#entries li")).not_to_have_count(0)

    def stored(self, script: str) -> object:
        return self.page.evaluate(script)

    def looks_right(self, name: str) -> None:
        keep_picture(self.page, f"field-{name}")
        wide = [overflow(self.page)] if overflow(self.page) else []
        assert [*violations(self.page), *small_targets(self.page), *wide] == []


def photo(tmp_path: Path) -> Path:
    """A picture of several megabytes, as a telephone takes it."""
    path = tmp_path / "bill.jpg"
    held = BytesIO()
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(held, "JPEG", quality=95)
    path.write_bytes(held.getvalue())
    assert path.stat().st_size > 1_000_000
    return path


def in_database() -> tuple[int, int, int]:
    """Rows that were collected, documents, answers that were taken."""
    with acting(OPERATOR, timezone.now()):
        collected = Row.objects.filter(state="collected").count()
        return (
            collected,
            Evidence.objects.count(),
            SentEntry.objects.filter(refused__isnull=True).count(),
        )


PHOTOS = """async () => Math.max(...(await all("queue"))
  .flatMap((each) => Object.values(each.photos)).map((photo) => photo.size))"""
KEPT = """async () => [(await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length, localStorage.length]"""


def first() -> Row:
    with acting(OPERATOR, timezone.now()):
        return Row.objects.get(full_name=NAMES[0])


def lose_the_phone() -> None:
    with acting(OPERATOR, timezone.now()):
        Device.objects.update(revoked_at=timezone.now(), revoked_by=1)
