"""Headquarters lets a place, or one service, take work in a freeze week, and takes it back."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.cases.tests.makers import card, published
from sayeban.desk.actions.lift_freeze import end_lift, lift_freeze
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.models import Desk, Lift
from sayeban.desk.tests.makers import COUNTY, NOW, PROVINCE, clerk
from sayeban.desk.tests.test_pages import client
from sayeban.desk.tests.test_request import CLOSED, HQ
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
PAGE = "/desk/freeze/"
UNTIL = {"until_day": "۴", "until_month": "9", "until_year": "۱۴۰۵"}


@pytest.fixture(autouse=True)
def _world(desk: Desk, settings: Settings) -> None:
    settings.DESK_FROZEN = CLOSED
    published(card(), card() | {"code": "rent", "title": "اجاره"})
    register(source_row(1))


def asked(service: str = "disability_card") -> str:
    """What a clerk hears: the refusal's code, or that it went through."""
    given = {"actor": clerk(), "at": NOW, "unit": COUNTY, "person_id": person(1).pk}
    try:
        open_request(**given, service_code=service)  # type: ignore[arg-type]
    except Refusal as refusal:
        return refusal.code
    return "opened"


def lift(unit: Unit, service: str = "") -> int:
    given = {"actor": HQ, "at": NOW, "unit": unit, "until": NOW.date(), "reason": "سیل"}
    return lift_freeze(**given, service=service)  # type: ignore[arg-type]


def test_a_lift_for_one_service_opens_no_other() -> None:
    lift(PROVINCE, "rent")
    assert [asked(), asked("rent")] == ["desk.frozen", "opened"]


def test_a_lift_of_another_county_opens_nothing_here() -> None:
    lift(Unit.of_county("0702"))
    assert asked() == "desk.frozen"
    lift(COUNTY)
    assert asked() == "opened"


def test_a_lift_that_is_taken_back_freezes_again_and_stays_in_the_record() -> None:
    number = lift(PROVINCE)
    end_lift(actor=HQ, at=NOW, lift_id=number)
    assert asked() == "desk.frozen"
    with acting(OPERATOR, NOW):
        kept = Lift.objects.get()
    assert (kept.reason, kept.ended_at, kept.ended_by) == ("سیل", NOW, HQ.user_id)
    for at in (NOW, NOW + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            end_lift(actor=HQ, at=at, lift_id=number)
        assert refused.value.code == "lift.unknown"


def test_the_page_lifts_lists_and_takes_back() -> None:
    deputy = client(Post.HQ_DEPUTY, Unit.hq(), course="")
    sent = {"place": "استان فارس", "service": "rent", "reason": "سیل در شمال"} | UNTIL
    assert "معافیت قبوض" in deputy.get(PAGE).content.decode()
    assert deputy.post(PAGE, sent).status_code == 303
    assert asked("rent") == "opened"
    shown = deputy.get(PAGE).content.decode()
    assert "سیل در شمال" in shown
    with acting(OPERATOR, NOW):
        number = Lift.objects.get().pk
    assert deputy.post(f"{PAGE}{number}/end/").status_code == 303
    assert deputy.post(f"{PAGE}{number}/end/").status_code == 404
    for wrong in ({"reason": ""}, {"place": "ناکجا"}, {"place": "ستاد"}, {"until_day": "۱"}):
        assert deputy.post(PAGE, sent | wrong).status_code == 422
    assert client(Post.COUNTY_HEAD).get(PAGE).status_code == 403
