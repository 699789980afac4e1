"""Whatever is corrected, a row has one exemption a utility, and feeds tell where each stands."""

import random
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from sayeban.exemptions.actions import feed_log
from sayeban.exemptions.models import Connection, Exemption, FeedChange, Row
from sayeban.exemptions.tests.feeds.correcting import (
    LATER,
    caller,
    deliver,
    household,
    introduced,
    mended,
    opened,
    says,
    set_bill,
    went_up,
)
from sayeban.exemptions.tests.makers import NOW, bill_id
from sayeban.exemptions.tests.release_makers import released, set_rows
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

BILLS = [bill_id(serial, "gas", company) for company in ("307", "308") for serial in (1, 2, 3, 4)]


def standing() -> dict[int, str]:
    """The gas bill of what stands, by row; a row that has two of them fails."""
    with acting(OPERATOR, NOW):
        found = list(
            Exemption.objects.filter(utility="gas", ended_on=None).values_list("row_id", "bill_id")
        )
    assert len(dict(found)) == len(found)
    return dict(found)


def replayed() -> set[str]:
    """The gas bills that a reader of all feeds has after every change of them."""
    have: dict[object, str] = {}
    with acting(OPERATOR, NOW):
        told = list(FeedChange.objects.filter(feed__utility="gas").order_by("feed_id", "seq"))
    for change in told:
        have.pop(change.exemption_id, None)
        if change.record:
            have[change.exemption_id] = change.record["service_point"]["bill_id"]
    assert len(set(have.values())) == len(have)
    return set(have.values())


def sent_back(rng: random.Random, rows: list[Row], at: datetime) -> list[Row]:
    """Some of the rows whose exemption stands, rejected by their companies."""
    stands = standing()
    chosen = [row for row in rows if row.pk in stands and rng.random() < 0.7]
    for row in chosen:
        code = stands[row.pk][8:11]
        says(caller(code=code, at=at), row, key=f"{rng.getrandbits(64):016x}")
    return chosen


@pytest.mark.parametrize("seed", range(6))
def test_a_row_has_one_exemption_whatever_is_corrected(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not a secret
    made = opened()
    rows = [household(made, serial) for serial in (1, 2, 3)]
    introduced()
    for turn in range(3):
        said_at, at = (start + timedelta(minutes=10 * turn) for start in (NOW, LATER))
        with time_machine.travel(said_at, tick=False):
            chosen = sent_back(rng, rows, said_at)
        with acting(OPERATOR, NOW):
            fixed = Connection.objects.filter(utility="gas").exclude(row__in=chosen)
            free = sorted({*BILLS} - {*fixed.values_list("bill_id", flat=True)})
        for row, bill in zip(chosen, rng.sample(free, len(chosen)), strict=True):
            set_bill(row, bill if rng.random() < 0.8 else "")
        set_rows(*chosen, state="province_approved", collected_at=at)
        if chosen:
            released(at=at)
            deliver(at)
        with acting(OPERATOR, NOW):
            private = Connection.objects.filter(utility="gas").exclude(bill_id="")
            wanted = dict(private.values_list("row_id", "bill_id"))
        assert standing() == wanted
        assert replayed() == set(wanted.values())


def test_without_letting_go_first_two_could_not_change_their_meters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of the order in which a feed's changes are written."""
    made = opened()
    row, beside = household(made, 1), household(made, 2)
    introduced()
    says(caller(), row)
    says(caller(), beside, key="j" * 16)
    set_bill(row, "")
    mended(beside, gas_bill=BILLS[0])
    mended(row, gas_bill=BILLS[1])
    monkeypatch.setattr(feed_log, "_LET_GO", "SELECT 1")
    went_up(made)
    with acting(OPERATOR, NOW):
        assert not FeedChange.objects.filter(op="amend").exists()


def test_without_the_index_a_second_exemption_of_a_row_would_stand() -> None:
    """The control of the database's own refusal."""
    row = household(opened(), 1)
    introduced()
    second = {
        "row_id": row.pk,
        "utility": "gas",
        "household_id": row.household_id,
        "seq": 9,
        "starts_on": NOW.date(),
    }
    second |= {"feed_id": "behzisti.gas.07.307", "publisher": "behzisti", "province": "07"}
    with (
        acting(OPERATOR, NOW),
        pytest.raises(IntegrityError, match="exemptions_exemption_row"),
        transaction.atomic(),
    ):
        Exemption.objects.create(bill_id=BILLS[1], **second)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP INDEX exemptions_exemption_row")
        cursor.execute("SET ROLE sayeban_web")
    with acting(OPERATOR, NOW):
        Exemption.objects.create(bill_id=BILLS[1], **second)
    with pytest.raises(AssertionError):
        standing()
