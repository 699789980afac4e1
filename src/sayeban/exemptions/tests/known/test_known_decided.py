"""Who decides about what a helper knew, and about what he saw of it: a row changes and moves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.decide_known import KnownOwn, refuse_known
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.known import waiting_known
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.known.test_known import (
    GAS,
    HELPER,
    confirm,
    enter,
    gas_of,
    state_of,
    version_of,
)
from sayeban.exemptions.tests.ladder import CENTRE, NOW, SECOND
from sayeban.runtime.actor import OPERATOR, Actor, Appointment, StoodIn
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db


def test_a_bill_that_a_colleague_wrote_after_the_page_was_drawn_is_not_replaced(
    row: Row, worker: Actor, campaign: Campaign
) -> None:
    entry, version, theirs = enter(row), version_of(row), makers.bill_id(43, "gas")
    colleague = makers.actor("social_worker", CENTRE, 177)
    sheets_made.trained(campaign, colleague)
    values = {"location": "rural", "gas_type": "private", "gas_bill": theirs}
    values |= {"gas_channel": "phone", "gas_source": "sms", "gas_method": "typed"}
    collect_row(actor=colleague, at=NOW, code="c1405", key=row.key, version=version, values=values)
    with pytest.raises(RowRefused, match=r"row\.conflict"):
        confirm(entry, worker, version)
    assert (gas_of(row)["bill_id"], state_of(entry)[0]) == (theirs, "waiting")
    confirm(entry, worker, version_of(row))
    assert gas_of(row)["bill_id"] == GAS


def test_who_stands_in_for_the_helper_or_had_him_stand_in_does_not_decide(
    row: Row, worker: Actor
) -> None:
    entry, helper_id = enter(row), HELPER.user_id or 0
    lent = Appointment("village_helper", CENTRE, holder=helper_id)
    meanwhile = StoodIn(helper_id, NOW, NOW + timedelta(days=1))
    for by in (
        replace(worker, appointments=(*worker.appointments, lent)),
        replace(worker, deputies=(meanwhile,)),
    ):
        with pytest.raises(KnownOwn):
            confirm(entry, by)
        with pytest.raises(KnownOwn):
            refuse_known(actor=by, at=NOW, code="c1405", entry=entry, reason="نادرست")
    before = replace(meanwhile, ends=NOW)
    back = replace(worker, deputies=(before,))
    confirm(entry, back)


def test_an_entry_follows_its_row_to_another_centre(row: Row, worker: Actor) -> None:
    entry = enter(row)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(centre="7012")
        touch("SELECT id FROM exemptions_row", {})
        rejudge(campaign=row.campaign, today=NOW.date())
    with looking(worker):
        assert waiting_known(row.campaign, CENTRE) == []
    there = makers.actor("social_worker", SECOND)
    sheets_made.trained(row.campaign, there, unit=SECOND)
    with looking(there):
        assert [each.id for each in waiting_known(row.campaign, SECOND)] == [entry]
    confirm(entry, there)
    assert gas_of(row)["bill_id"] == GAS
