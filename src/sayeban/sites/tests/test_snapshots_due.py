"""The worker writes the lists of what stands in feeds, some each minute (A-020)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import OperationalError
from pytest_django.fixtures import Settings

from sayeban.exemptions.models import FeedSnapshot
from sayeban.exemptions.public import make_snapshot
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites import periodic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _feeds(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Three companies with a feed each."""
    settings.HOME = tmp_path
    ground()
    with time_machine.travel(NOW, tick=False):
        approved(campaign(), bills=bills(1))
        for utility, company in (("gas", "307"), ("electricity", "207"), ("water", "107")):
            agreed(utility=utility, company=company)
        published(released().release_id)
        yield


def listed() -> list[str]:
    with acting(OPERATOR, NOW):
        return [each.partition(".07")[0] for each in feeds()]


def feeds() -> list[str]:
    return list(FeedSnapshot.objects.order_by("feed_id").values_list("feed_id", flat=True))


def test_each_minute_makes_some_of_those_that_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_SNAPSHOTS", 2)
    periodic.snapshots(0)
    assert listed() == ["behzisti.electricity", "behzisti.gas"]
    for _ in range(2):
        periodic.snapshots(0)
        assert listed() == ["behzisti.electricity", "behzisti.gas", "behzisti.water"]


def failing_with(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of electricity cannot be made."""
    made = make_snapshot

    def failing(**given: object) -> bool:
        if str(given["feed_id"]).startswith("behzisti.electricity"):
            raise problem
        return made(**given)  # type: ignore[arg-type]  # what the clock gives

    monkeypatch.setattr(periodic, "make_snapshot", failing)
    monkeypatch.setattr(periodic, "_SNAPSHOTS", 2)


def test_one_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(OSError(), monkeypatch)
    periodic.snapshots(0)
    assert listed() == ["behzisti.gas", "behzisti.water"]


def test_a_fault_of_ours_holds_up_no_other_and_the_run_ends_as_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing_with(ZeroDivisionError(), monkeypatch)
    with pytest.raises(ExceptionGroup) as told:
        periodic.snapshots(0)
    assert [type(each) for each in told.value.exceptions] == [ZeroDivisionError]
    assert listed() == ["behzisti.gas", "behzisti.water"]


def test_without_a_database_no_other_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(OperationalError(), monkeypatch)
    with pytest.raises(OperationalError):
        periodic.snapshots(0)
    assert listed() == []
