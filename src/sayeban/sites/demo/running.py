"""The demo from the first file to the verified packages."""

import shutil
import sys
import time
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.demo import (
    approving,
    collecting,
    companies,
    opening,
    releasing,
    reviewing,
)
from sayeban.sites.demo.circle import circle
from sayeban.sites.demo.leaving import leave_work
from sayeban.sites.demo.logins import FILE, make_logins, show
from sayeban.sites.demo.report import Report
from sayeban.sites.demo.scene import CODE, Scene, read_ledger, today
from sayeban.sites.demo.serving import serve
from sayeban.sites.demo_data import generate
from sayeban.utility_client.service import Send, over_network

HOUSEHOLDS: Final = 20_000
_FAILED: Final = 2


class DemoUnfinished(Refusal):
    """An earlier run of the demo was cut off."""

    code = "demo.unfinished"
    sentence = (
        "اجرای پیشین نمونه ناتمام مانده است. با «sayeban reset --yes» در همان خانه پاکش کنید و"
        " دوباره آغاز کنید."
    )


def main(url: str = "") -> None:
    """Run the demo once; a finished one only shows its logins again."""
    try:
        run(settings.HOME, url, HOUSEHOLDS, Report())
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        raise SystemExit(_FAILED) from None


def run(
    home: Path, url: str, households: int, report: Report, *, send: Send = over_network
) -> Scene:
    """The whole campaign in the database of `home`; refuses demo.differs, demo.unfinished.

    The companies' programs reach the site at `url` by `send`.
    """
    scene = Scene(home / "demo", home, report)
    if _is_there():
        if not (scene.folder / FILE).exists():
            raise DemoUnfinished
        scene.ledger = read_ledger(scene.data)
        show(scene, url)
        return scene
    # Files of an earlier demo whose database is gone are in the way of new ones.
    shutil.rmtree(scene.folder, ignore_errors=True)
    began = time.monotonic()
    with report.step("ساختن داده‌های نمونه") as told:
        scene.ledger = generate(households, scene.data, today=today())
        told |= {"خانوار": households, "ردیف": scene.ledger["total"]["load"]["rows"]}
    passwords = opening.open_campaign(scene)
    _collect(scene)
    _approve(scene)
    releasing.check_progress(scene)
    leave_work(scene)
    circle(scene, url, send)
    serve(scene)
    make_logins(scene, passwords)
    counts, seconds = jalali.number(report.compared), jalali.number(round(time.monotonic() - began))
    report.say(f"همهٔ {counts} شمارش با دفتر نمونه برابر است؛ {seconds} ثانیه")
    show(scene, url)
    return scene


def _is_there() -> bool:
    with looking(OPERATOR):
        try:
            exemptions.progress(CODE, None, now())
        except Refusal:
            return False
    return True


def _collect(scene: Scene) -> None:
    worksheets = opening.hand_down(scene)
    collecting.first_round(scene, worksheets)
    reviewing.status_file(scene)
    reviewing.check_candidates(scene)
    reviewing.send_back_stolen(scene)
    approving.try_early(scene)
    corrected = collecting.second_round(scene)
    approving.approve_centres(scene)
    collecting.after_approval(scene, corrected)


def _approve(scene: Scene) -> None:
    approving.approve_counties(scene)
    approving.sample_provinces(scene)
    reviewing.decide(scene)
    approving.approve_provinces(scene, scene.provinces, late=False)
    releasing.release_all(scene)
    approving.approve_centres(scene, late=True)
    approving.approve_counties(scene, late=True)
    approving.approve_provinces(scene, scene.provinces[:1], late=True)
    releasing.release_supplement(scene)
    companies.agree(scene)
    companies.check_feeds(scene)
