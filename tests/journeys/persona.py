"""Somebody with a post who works with pages alone, from his one-time password on."""

from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site

ONE_TIME, OWN = "one long password 7", "another long phrase 8"


class Persona:
    """One signed-in browser window."""

    def __init__(self, browser: Browser, site: Site, username: str) -> None:
        self.site = site
        self.page: Page = browser.new_context(accept_downloads=True).new_page()
        self.page.set_default_timeout(15_000)
        self._sign_in(username)

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.site.address + path)

    def press(self, name: str) -> None:
        """Press the one button of this name in the page's own content."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow the first link of this name in the page's own content."""
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    def fill(self, **typed: str) -> None:
        """Type into boxes by the name of their field."""
        for name, value in typed.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def choose(self, **chosen: str) -> None:
        """Choose in lists by the name of their field."""
        for name, value in chosen.items():
            self.page.locator(f"select[name={name}]").select_option(value)

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box or choose a radio button."""
        which = f"[value='{value}']" if value else ""
        self.page.locator(f"input[name='{name}']{which}").check()

    def give(self, name: str, path: Path) -> None:
        """Put a file into a field."""
        self.page.locator(f"input[name={name}]").set_input_files(path)

    def take(self, name: str, path: Path, *, role: str = "button") -> Path:
        """Press a button, or follow a link, that answers with a file."""
        with self.page.expect_download() as download:
            (self.press if role == "button" else self.follow)(name)
        download.value.save_as(path)
        return path

    def sees(self, text: str) -> None:
        """The page says this."""
        expect(self.page.locator("main")).to_contain_text(text)

    def _sign_in(self, username: str) -> None:
        self.open("/enter/")
        self.fill(username=username, password=ONE_TIME)
        self.press("ورود")
        self.page.locator("summary").click()
        secret = self.page.locator("details bdi").inner_text().replace(" ", "")
        self.fill(code=pyotp.TOTP(secret).now())
        self.press("ثبت رمزساز")
        self.fill(present=ONE_TIME, chosen=OWN, again=OWN)
        self.press("ثبت گذرواژه")
        self.sees("گذرواژهٔ شما عوض شد")
