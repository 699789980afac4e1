"""Pages of the working calendar and of the texts of messages, by post and place."""

from argparse import Namespace
from datetime import date

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.public import seed_texts
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed, working_days
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.models import Event
from sayeban.sites.commands import calendar

pytestmark = pytest.mark.django_db

HQ, FARS = Unit.hq(), Unit.of_province("07")
DAY = date(2026, 11, 28)  # 7 Azar 1405
_TYPED = {"closing-day_day": "7", "closing-day_month": "9", "closing-day_year": "1405"}

SURE = {"confirmed": "on"}


@pytest.fixture(autouse=True)
def _world(db: None) -> object:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed(NOW.date())
            seed_texts(NOW)
        yield


def text_of(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def is_open(province: str) -> bool:
    with looking(OPERATOR):
        return working_days(province).is_open(DAY)


@pytest.mark.parametrize("post", [Post.DIRECTOR_GENERAL, Post.PROVINCE_EXPERT])
def test_a_province_closes_its_offices_for_a_day_and_takes_it_back(post: Post) -> None:
    keeper = visitor("keeper", post, FARS)
    assert "استان فارس" in text_of(keeper, "/calendar/")
    closed = keeper.post("/calendar/07/", _TYPED | {"closing-reason": "آلودگی هوا"} | SURE)
    assert closed["Location"] == "/calendar/07/?done=day_closed"
    assert (is_open("07"), is_open("23")) == (False, True)
    assert "آلودگی هوا" in text_of(keeper, "/calendar/07/")
    keeper.post("/calendar/07/2026-11-28/open/", SURE)
    assert is_open("07")


def test_a_closure_without_a_reason_is_refused_in_words() -> None:
    answer = visitor("keeper", Post.DIRECTOR_GENERAL, FARS).post("/calendar/07/", _TYPED)
    assert answer.status_code == 422
    assert "دلیل تعطیلی را بنویسید" in answer.content.decode()


def test_a_province_keeps_no_other_calendar_and_no_holidays() -> None:
    keeper = visitor("keeper", Post.DIRECTOR_GENERAL, FARS)
    for address in ("/calendar/23/", "/calendar/hq/", "/calendar/0701/", "/calendar/x/"):
        assert keeper.get(address).status_code == 404
    assert keeper.post("/calendar/07/holidays/", {}).status_code == 403
    assert (
        visitor("head", Post.COUNTY_HEAD, Unit.of_county("0701")).get("/calendar/").status_code
        == 403
    )


def test_a_weekend_of_a_province() -> None:
    keeper = visitor("keeper", Post.DIRECTOR_GENERAL, FARS)
    keeper.post("/calendar/07/weekend/", {"resting-weekdays": ["3", "4"], **SURE})
    with looking(OPERATOR):
        assert working_days("07").weekend == {3, 4}
    whole = {"resting-weekdays": [str(day) for day in range(7)]}
    answer = keeper.post("/calendar/07/weekend/", whole)
    assert (answer.status_code, "دست‌کم یک روز کاری" in answer.content.decode()) == (422, True)


def test_headquarters_corrects_the_holidays() -> None:
    keeper = visitor("hq", Post.HQ_EXPERT, HQ)
    typed = {key.replace("closing", "holiday"): value for key, value in _TYPED.items()}
    keeper.post("/calendar/hq/holidays/", typed | {"holiday-name": "عید فطر"} | SURE)
    assert not is_open("07")
    assert "عید فطر" in text_of(keeper, "/calendar/")
    keeper.post("/calendar/hq/holidays/2026-11-28/strike/", SURE)
    assert is_open("07")
    assert keeper.post("/calendar/hq/holidays/soon/strike/").status_code == 404


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/calendar/hq/", _TYPED | {"closing-reason": "آلودگی هوا"}),
        ("/calendar/hq/weekend/", {"resting-weekdays": ["5"]}),
        (
            "/calendar/hq/holidays/",
            {key.replace("closing", "holiday"): value for key, value in _TYPED.items()}
            | {"holiday-name": "عید فطر"},
        ),
    ],
)
def test_a_change_is_asked_about_first_and_an_unconfirmed_one_writes_nothing(
    path: str, sent: dict[str, str]
) -> None:
    keeper = visitor("hq", Post.HQ_EXPERT, HQ)
    first = keeper.post(path, sent)
    page = first.content.decode()
    assert first.status_code == 200
    assert "این تغییر ثبت شود؟" in page
    assert "هیچ گام باز" in page
    for name, value in sent.items():
        assert f'name="{name}" value="{"".join(value)}"' in page
    unticked = keeper.post(path, sent | {"confirming": "yes"})
    assert unticked.status_code == 422
    assert "این جمله را نشان بزنید" in unticked.content.decode()
    assert is_open("07")
    assert not told()
    assert keeper.post(path, sent | SURE).status_code == 303
    assert not is_open("07")
    assert len(told()) == 1


@pytest.mark.parametrize("path", ["/calendar/07/2026-11-28/open/", "/calendar/07/"])
def test_taking_a_day_off_the_calendar_is_asked_about_too(path: str) -> None:
    keeper = visitor("keeper", Post.DIRECTOR_GENERAL, FARS)
    closing = _TYPED | {"closing-reason": "آلودگی هوا"}
    keeper.post("/calendar/07/", closing | SURE)
    again = closing if path.endswith("07/") else {}
    assert "ثبت شود؟" in keeper.post(path, again).content.decode()
    assert not is_open("07")
    assert len(told()) == 1


def told() -> list[str]:
    """What was announced of calendars."""
    with acting(OPERATOR, NOW):
        found = Event.objects.filter(name="organisations.calendar_changed")
        return list(found.values_list("key", flat=True))


def test_the_command_line_closes_a_day_and_sets_a_weekend() -> None:
    options = {"as_user": None, "unit": "07"}
    calendar.close(Namespace(**options, day="1405/09/07", reason="سرما"))
    calendar.weekend(Namespace(**options, days=["thu", "fri"]))
    assert not is_open("07")
    with looking(OPERATOR):
        assert working_days("07").weekend == {3, 4}


def test_a_text_is_written_by_one_and_approved_by_another() -> None:
    writer, deputy = visitor("w", Post.HQ_DEPUTY, HQ), visitor("d", Post.HQ_DEPUTY, HQ)
    page = "/texts/campaign.released/"
    present = "فهرست شمارهٔ {0} {1} در کارزار {2} منتشر شد."
    assert present in text_of(writer, "/texts/")
    text = "فهرست {0} از {1} در {2}"
    assert writer.post(page, {"text": text})["Location"] == f"{page}?done=text_written"
    assert "تأیید این متن" not in text_of(writer, page)
    assert "تأیید این متن" in text_of(deputy, page)
    assert writer.post(f"{page}2/approve/").status_code == 422
    assert deputy.post(f"{page}2/approve/")["Location"] == f"{page}?done=text_approved"
    assert present not in text_of(writer, "/texts/")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "متن پیام خالی است"),
        ("بدون جای خالی", "جاهای خالی"),
        ("{0}{1}{2}{3} 9990000018", "کد ملی"),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused(text: str, sentence: str) -> None:
    answer = visitor("w", Post.HQ_EXPERT, HQ).post("/texts/campaign.released/", {"text": text})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_nobody_below_headquarters_sees_the_texts_and_an_expert_approves_none() -> None:
    assert visitor("dg", Post.DIRECTOR_GENERAL, FARS).get("/texts/").status_code == 403
    expert = visitor("expert", Post.HQ_EXPERT, HQ)
    assert expert.post("/texts/campaign.daily/1/approve/").status_code == 403
    assert expert.get("/texts/unknown/").status_code == 404
