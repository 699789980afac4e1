"""What became of a call is written down, and the call list knows who is still to be told."""

from typing import Any

import pytest

from sayeban.exemptions.actions.inform import inform
from sayeban.exemptions.actions.log_contact import (
    ContactUnknown,
    NotePersonal,
    NoteTooLong,
    log_contact,
)
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign, Contact, Row
from sayeban.exemptions.reads.calls import Wanted, call_villages, calls_of
from sayeban.exemptions.reads.informing import contacts_of
from sayeban.exemptions.rules_contact import (
    SPOKEN,
    TO_CALL,
    Outcome,
    names_others,
    standing_after,
)
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, SECOND, world
from sayeban.kit.ordering import Order
from sayeban.notices.models import Message
from sayeban.notices.public import seed_templates
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

WORKER = makers.actor("social_worker", CENTRE)
_ALL = Wanted()
MOBILE = "+989121110000"


@pytest.fixture
def campaign() -> Campaign:
    return world()


def log(row: Row, outcome: str = "will_send", by: Actor = WORKER, **changed: Any) -> None:
    values = {"channel": "phone", **changed}
    log_contact(actor=by, at=NOW, code="c1405", key=row.key, outcome=outcome, **values)


def standing(row: Row) -> str:
    with acting(OPERATOR, NOW):
        return Row.objects.get(pk=row.pk).contacted


def listed(campaign: Campaign, wanted: Wanted = _ALL, **how: Any) -> list[str]:
    with looking(WORKER):
        return [call.full_name for call in calls_of(campaign, CENTRE, wanted, **how)[0]]


def said(row: Row) -> list[str]:
    with looking(WORKER):
        return [each.outcome for each in contacts_of(row.pk)]


def lives(row: Row, village: str) -> None:
    with acting(OPERATOR, NOW):
        Residence.objects.create(
            household_id=row.household_id, village=village, province="07", county="0701",
            centre="7011",
        )  # fmt: skip


def test_each_outcome_is_kept_with_its_author_and_says_how_far_the_client_is(
    campaign: Campaign,
) -> None:
    row = makers.row(campaign, CENTRE)
    for outcome in ("not_reached", "will_send", "wrong_number"):
        log(row, outcome, note="عصر زنگ بزنید", channel="dehyar")
    assert standing(row) == "will_send", "who was spoken with stays informed"
    with looking(WORKER):
        kept = contacts_of(row.pk)
    assert [each.outcome for each in kept] == ["wrong_number", "will_send", "not_reached"]
    assert {(each.channel, each.note, each.at) for each in kept} == {
        ("dehyar", "عصر زنگ بزنید", NOW)
    }
    with acting(OPERATOR, NOW):
        assert {c.by for c in Contact.objects.all()} == {WORKER.user_id}


def test_what_counts_after_one_more_contact() -> None:
    """Every pair: a text lowers nobody, a call that failed does not undo one that did not."""
    for present in ("", *Outcome):
        for outcome in Outcome:
            after = standing_after(present, outcome)
            if outcome in SPOKEN or outcome == "moved":
                assert after == outcome
            elif present in SPOKEN or (outcome == "sent" and present not in TO_CALL):
                assert after == present
            else:
                assert after == outcome


def test_a_note_holds_no_number_of_anybody(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE)
    for note in ("همسایه: ۰۹۱۲ ۱۲۳ ۴۵۶۷", "کد ملی پسرش 9990000018", "٠٧١-٣٣٣٤٤٤٥", "9121234567"):
        with pytest.raises(NotePersonal):
            log(row, note=note)
    assert not names_others("ساعت ۱۸، پلاک ۱۲۳۴")
    with pytest.raises(NoteTooLong):
        log(row, note="آ" * 201)
    assert standing(row) == ""


def test_who_may_write_and_what_is_refused(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE)
    for post, unit in (("county_expert", COUNTY), ("county_head", COUNTY), ("observer", CENTRE)):
        with pytest.raises(AccessDenied):
            log(row, by=makers.actor(post, unit))
    with pytest.raises(RowRefused, match=r"row\.unknown_key"):
        log(row, by=makers.actor("social_worker", SECOND))
    for channel, outcome in (("sms", "moved"), ("bird", "moved"), ("phone", "sent"), ("phone", "")):
        with pytest.raises(ContactUnknown):
            log(row, outcome, channel=channel)
    with acting(OPERATOR, NOW):
        assert not Contact.objects.exists()


def test_the_list_holds_who_was_not_told_or_not_reached_while_work_is_left(
    campaign: Campaign,
) -> None:
    done: dict[str, Any] = {"state": "collected", "collected_by": 1, "collected_at": NOW}
    people: dict[str, dict[str, Any]] = {
        "نو": {},
        "بی‌پاسخ": {"contacted": "not_reached"},
        "شمارهٔ بد": {"contacted": "wrong_number"},
        "ناکامل": {**done, "missing": ["location"]},
        "گفته": {"contacted": "will_send"},
        "رفته": {"contacted": "moved"},
        "پیامک": {"contacted": "sent"},
        "کامل": done,
        "درگذشته": {"state": "leaving"},
    }
    for name, facts in people.items():
        makers.row(campaign, CENTRE, full_name=name, **facts)
    makers.row(campaign, SECOND, full_name="مرکز دیگر")
    assert set(listed(campaign)) == {"نو", "بی‌پاسخ", "شمارهٔ بد", "ناکامل"}
    assert listed(campaign, Wanted(standing="not_reached")) == ["بی‌پاسخ"]
    assert set(listed(campaign, Wanted(standing="none"))) == {"نو", "ناکامل"}


def test_a_text_that_no_telephone_received_brings_its_client_back(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE, full_name="نو", mobile=MOBILE)
    with acting(OPERATOR, NOW):
        seed_templates({"inform.x": "آماده باشید."}, NOW)
    head = makers.actor("centre_head", CENTRE)
    inform(actor=head, at=NOW, code="c1405", unit=CENTRE, text="inform.x", group="all")
    assert (standing(row), listed(campaign), said(row)) == ("", [], ["queued"])
    with acting(OPERATOR, NOW):
        Message.objects.update(status="failed")
    assert listed(campaign) == listed(campaign, Wanted(standing="undelivered")) == ["نو"]
    assert (listed(campaign, Wanted(standing="none")), said(row)) == ([], ["undelivered"])
    with acting(OPERATOR, NOW):
        Message.objects.update(status="delivered")
    assert said(row) == ["sent"]


def test_the_list_sorts_filters_by_village_and_goes_on_though_its_last_row_has_left(
    campaign: Campaign,
) -> None:
    rows = {
        name: makers.row(campaign, CENTRE, full_name=name, name_sort=name)
        for name in ("c", "a", "b")
    }
    for name, village in (("a", "بیدک"), ("b", "آبزالو"), ("c", "بیدک")):
        lives(rows[name], village)
    assert listed(campaign, order=Order("name")) == ["a", "b", "c"]
    assert listed(campaign, order=Order("name", descending=True)) == ["c", "b", "a"]
    assert listed(campaign)[0] == "b", "villages in the order of the alphabet"
    assert listed(campaign, Wanted(village="بیدک"), order=Order("name")) == ["a", "c"]
    with looking(WORKER):
        assert call_villages(campaign, CENTRE) == [("آبزالو", 1), ("بیدک", 2)]
        first, more = calls_of(campaign, CENTRE, order=Order("name"), limit=1)
        assert more
    log(rows["a"])
    assert listed(campaign, order=Order("name"), after=first[0].id) == ["b", "c"]


def test_the_log_follows_a_row_that_another_centre_gets(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE)
    log(row)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(centre="7012")
        touch("SELECT id FROM exemptions_row", {})
        rejudge(campaign=campaign, today=NOW.date())
    with looking(makers.actor("social_worker", SECOND)):
        assert len(contacts_of(row.pk)) == 1
    with looking(WORKER):
        assert contacts_of(row.pk) == []
