"""A rule ends from a day on: what stands on it is named, a second person approves, nothing past
is changed."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.eligibility.actions.end_rule import approve_end, end_rule, withdraw_end
from sayeban.eligibility.models import RuleEnding
from sayeban.eligibility.reads.versions import in_force_on, version_on
from sayeban.eligibility.refusals import (
    RuleEndPast,
    RuleEndUnknown,
    RuleEndWaits,
    RuleInUse,
    RuleNotInForce,
    RuleReasonMissing,
    RuleSecondPerson,
    RuleUnknown,
)
from sayeban.eligibility.tests.makers import AUTHOR, NOW, SECOND, TODAY, document, in_force
from sayeban.eligibility.tests.test_pages import PAGE, text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
CODE = "aged_support"
TOMORROW = TODAY + timedelta(1)
SENT = {
    **{"ends_on_day": "1", "ends_on_month": "10", "ends_on_year": "1405"},
    "reason": "قانون تازه آن را برمی‌دارد",
}


def ended(ends_on: date = TOMORROW, **changed: object) -> int:
    given = {"code": CODE, "ends_on": ends_on, "reason": "قانون تازه"} | changed
    return end_rule(actor=AUTHOR, at=NOW, **given)  # type: ignore[arg-type]  # what a test gives


def holds(day: date) -> int | None:
    with acting(OPERATOR, NOW):
        found = version_on(CODE, day)
        assert [each.pk for each in in_force_on(day)] == ([found.pk] if found else [])
        return found.number if found else None


def services(*told: tuple[str, bool]) -> None:
    """What the readers of packages above would say."""
    USERS[:] = told


USERS: list[tuple[str, bool]] = []


def said_users(_code: str, _ends_on: date) -> list[tuple[str, bool]]:
    return USERS


@pytest.fixture(autouse=True)
def readers(settings: Settings) -> None:
    settings.RULE_USERS = (f"{__name__}.said_users",)
    USERS.clear()


def test_a_rule_holds_until_its_end_and_a_later_version_begins_anew() -> None:
    in_force(document())
    number = ended()
    assert holds(TOMORROW) == 1  # it waits for a second person
    approve_end(actor=SECOND, at=NOW, number=number)
    assert [holds(day) for day in (TODAY, TOMORROW, date.max)] == [1, None, None]
    in_force(document(valid_from="2026-12-22"))
    assert [holds(day) for day in (TOMORROW, date(2026, 12, 22))] == [None, 2]


def test_without_its_check_an_ended_rule_would_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    in_force(document())
    approve_end(actor=SECOND, at=NOW, number=ended())
    nobody = RuleEnding.objects.none()
    monkeypatch.setattr(RuleEnding.objects, "filter", lambda **_given: nobody)
    assert holds(TOMORROW) == 1


def test_a_second_person_ends_it() -> None:
    in_force(document())
    number = ended()
    with pytest.raises(RuleSecondPerson):
        approve_end(actor=AUTHOR, at=NOW, number=number)
    approve_end(actor=SECOND, at=NOW, number=number)
    for again in (number, 0):
        with pytest.raises(RuleEndUnknown):
            approve_end(actor=SECOND, at=NOW, number=again)
        with pytest.raises(RuleEndUnknown):
            withdraw_end(actor=SECOND, at=NOW, number=again)


def test_what_cannot_end_is_refused() -> None:
    with pytest.raises(RuleUnknown):
        ended()
    in_force(document())
    with pytest.raises(RuleReasonMissing):
        ended(reason=" ")
    with pytest.raises(RuleEndPast):
        ended(TODAY)
    with pytest.raises(RuleNotInForce):
        ended(date(2020, 1, 1))
    withdraw_end(actor=AUTHOR, at=NOW, number=ended())
    ended()
    with pytest.raises(RuleEndWaits):
        ended(TOMORROW + timedelta(1))


def test_a_service_that_still_asks_it_stops_the_end_by_name() -> None:
    in_force(document())
    services(("خدمت «پرستار»", True), ("کارزار «آب»", False))
    with pytest.raises(RuleInUse, match="خدمت «پرستار»"):
        ended()
    services(("کارزار «آب»", False))
    number = ended()
    services(("خدمت «پرستار»", True))
    with pytest.raises(RuleInUse):  # published in the meantime
        approve_end(actor=SECOND, at=NOW, number=number)
    assert holds(TOMORROW) == 1


def test_headquarters_alone_ends_a_rule() -> None:
    county = Actor("user", "c", 9, (Appointment("county_head", Unit.of_county("0701")),))
    in_force(document())
    with pytest.raises(AccessDenied):
        end_rule(actor=county, at=NOW, code=CODE, ends_on=TOMORROW, reason="x")
    number = ended()
    for refused in (county, OPERATOR):
        with pytest.raises(AccessDenied):
            approve_end(actor=refused, at=NOW, number=number)


def test_the_page_names_what_stands_on_it_and_leads_through_both_persons() -> None:
    in_force(document())
    writer, second = client(Post.HQ_EXPERT, Unit.hq()), client(Post.HQ_DEPUTY, Unit.hq())
    page = f"/rules/{CODE}/end/"
    services(("خدمت «پرستار»", True))
    assert "مانع پایان است" in text(writer, page)
    refused = writer.post(page, SENT)
    assert refused.status_code == 422
    assert "خدمت «پرستار»" in refused.content.decode()
    services()
    assert writer.post(page, SENT | {"reason": ""}).status_code == 422
    assert writer.post(page, SENT | {"ends_on_month": "1"}).status_code == 422
    assert writer.post(page, SENT).status_code == 303
    assert "تأیید پایان قاعده" not in text(writer, page)
    assert "تأیید پایان قاعده" in text(second, page)
    assert "در انتظار نفر دوم" in text(writer, PAGE)
    with acting(OPERATOR, NOW):
        number = RuleEnding.objects.get().pk
    own = writer.post(f"/rules/ends/{number}/approve/")
    assert own.status_code == 422
    assert second.post(f"/rules/ends/{number}/approve/").status_code == 303
    assert "از آن روز نافذ نیستند" in text(writer, PAGE)
    assert second.post(f"/rules/ends/{number}/approve/").status_code == 404
    assert writer.get("/rules/nobody/end/").status_code == 404


def test_a_waiting_end_is_taken_back_by_page() -> None:
    in_force(document())
    writer = client(Post.HQ_EXPERT, Unit.hq())
    number = ended()
    assert writer.post(f"/rules/ends/{number}/withdraw/").status_code == 303
    assert writer.post(f"/rules/ends/{number}/withdraw/").status_code == 404
    assert holds(date.max) == 1
