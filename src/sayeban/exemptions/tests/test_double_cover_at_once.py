"""Two institutions that end their exemptions of one meter at once leave one of them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions import settle_double_cover
from sayeban.exemptions.actions.settle_double_cover import end_double_cover
from sayeban.exemptions.models import DoubleCover
from sayeban.exemptions.refusals_feed import CoverSettled
from sayeban.exemptions.tests.feeds.makers import DEPUTY, agreed, published
from sayeban.exemptions.tests.feeds.test_double_cover import flag, second, standing
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture(autouse=True)
def _both(settings: Settings, tmp_path: Path, transactional_db: None) -> None:
    settings.HOME = tmp_path
    ground()
    approved(campaign(), bills=bills(1))
    agreed()
    published(released().release_id)
    second(1)


def end(cover: int) -> str:
    try:
        end_double_cover(actor=DEPUTY, at=NOW, cover=cover)
    except CoverSettled as refusal:
        return refusal.code
    finally:
        connection.close()
    return ""


def at_once() -> tuple[list[str], int]:
    """What both were answered, and how many exemptions stand."""
    covers = [flag("behzisti"), flag("komite")]
    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(end, covers, timeout=60))
    return answers, [standing("behzisti", 1), standing("komite", 1)].count(True)


def test_two_sides_that_end_at_once_leave_one_standing() -> None:
    assert at_once() == (["", "cover.settled"], 1)


def test_whoever_does_not_look_again_under_the_lock_ends_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: the flag as it was before the feeds were held.
    monkeypatch.setattr(
        settle_double_cover, "_open", lambda cover: DoubleCover.objects.get(pk=cover)
    )
    assert at_once() == (["", ""], 0)
