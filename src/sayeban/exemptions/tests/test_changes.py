"""Each approver sees what changed since his last approval, with old and new values."""

from datetime import UTC, datetime, timedelta

import pytest

from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.reads.changes import (
    Changes,
    FieldChange,
    changes_since_last_approval,
)
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    FAR,
    HEAD,
    WORKER,
    approved,
    collected,
    sign,
    world,
)
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

# The history is written by the database's own clock, so approvals here happen just before it.
BEFORE = datetime.now(UTC) - timedelta(minutes=5)
AFTER = datetime.now(UTC) + timedelta(minutes=5)


def first_round() -> tuple[Campaign, Row]:
    campaign = world(starts=BEFORE.date() - timedelta(days=1))
    row = collected(
        campaign,
        CENTRE,
        postal_code="7391845612",
        collected_at=BEFORE,
        changed_at=BEFORE,
        bills={"gas": makers.bill_id(1, "gas")},
    )
    sign(campaign, CENTRE, at=BEFORE)
    approved(campaign, CENTRE, at=BEFORE)
    return campaign, row


def shown(campaign: Campaign) -> Changes:
    with looking(HEAD):
        return changes_since_last_approval(campaign.code, CENTRE)


def rewritten(row: Row, **values: object) -> None:
    """The collector writes the row again."""
    with acting(WORKER, AFTER):
        change = Row.objects.filter(pk=row.pk)
        change.update(changed_at=AFTER, changed_by=WORKER.user_id, **values)


def test_before_the_first_approval_there_is_nothing_to_compare_with() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    assert shown(campaign) == Changes(None, 0, ())


def test_after_an_approval_without_changes_the_list_is_empty() -> None:
    campaign, _ = first_round()
    assert shown(campaign) == Changes(BEFORE, 0, ())


def test_a_changed_value_shows_what_it_was_when_it_was_approved() -> None:
    campaign, row = first_round()
    rewritten(row, postal_code="7391845699")
    rewritten(row, postal_code="7391845613")
    with acting(WORKER, AFTER):
        Connection.objects.filter(row=row).update(bill_id=makers.bill_id(2, "gas"))
    (changed,) = shown(campaign).rows
    assert (changed.national_id, changed.changed_by, changed.changed_at) == (
        row.national_id,
        WORKER.user_id,
        AFTER,
    )
    assert changed.changes == (
        FieldChange("", "postal_code", "7391845612", "7391845613"),
        FieldChange("gas", "bill_id", makers.bill_id(1, "gas"), makers.bill_id(2, "gas")),
    )


def test_a_value_that_came_back_to_what_it_was_is_no_change() -> None:
    campaign, row = first_round()
    rewritten(row, postal_code="7391845699")
    rewritten(row, postal_code="7391845612")
    (changed,) = shown(campaign).rows
    assert changed.changes == ()


def test_changes_of_other_units_are_not_shown() -> None:
    campaign, _ = first_round()
    collected(campaign, FAR, changed_at=AFTER)
    assert shown(campaign).total == 0


def test_the_list_is_limited_and_says_how_many_there_are() -> None:
    campaign, row = first_round()
    rewritten(row, remarks="الف")
    collected(campaign, CENTRE, changed_at=AFTER)
    with looking(HEAD):
        changes = changes_since_last_approval(campaign.code, CENTRE, limit=1)
    assert (changes.total, len(changes.rows)) == (2, 1)
