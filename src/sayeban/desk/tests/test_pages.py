"""The pages of a desk: a number, a call, an end; what the hall sees."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.cases.tests.makers import card, published
from sayeban.desk.models import Desk, Ticket
from sayeban.desk.tests.makers import COUNTY, NOW, make_ticket, ticket, trained
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]

PAGE = "/desk/here/"


def client(post: Post = Post.DESK_CLERK, unit: Unit = COUNTY, *, course: str = "desk") -> Client:
    user = make_user(f"{post.value.replace('_', '.')}.{unit.county}", post, unit)
    signed_in = enrolled(user, NOW)
    if course:
        trained(signed_in.user_id, unit, course)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


def act(by: Client, **sent: object) -> tuple[int, str]:
    answer = by.post(f"{PAGE}queue/", sent)
    return answer.status_code, answer.content.decode()


def only_ticket() -> Ticket:
    with acting(OPERATOR, NOW):
        return Ticket.objects.get()


def test_a_visitor_takes_a_number_is_called_named_and_served() -> None:
    clerk = client()
    answer = clerk.post(f"{PAGE}queue/", {"act": "take"})
    assert "شمارهٔ شما" in clerk.get(answer["Location"]).content.decode()
    assert act(clerk, act="call", counter="2")[0] == 303
    turn = only_ticket()
    assert act(clerk, act="name", turn=turn.pk, national_id=national_id(1))[0] == 303
    assert national_id(1) in clerk.get(PAGE).content.decode()
    assert act(clerk, act="done", turn=turn.pk)[0] == 303
    assert ticket(turn.pk).state == "done"


def test_a_clerk_stays_at_his_counter(desk: Desk) -> None:
    older, newer = make_ticket(desk), make_ticket(desk)
    clerk = client()
    act(clerk, act="call", counter="1")
    act(clerk, act="call", counter="2")
    page = clerk.get(PAGE).content.decode()
    assert '<option value="2" selected>' in page
    assert page.count(" autofocus") == 1
    assert " autofocus" in page.split(f'id="id-{newer.pk}"', 1)[1].split(">", 1)[0]
    assert f'id="id-{older.pk}"' in page
    act(clerk, act="done", turn=newer.pk)
    assert '<option value="2" selected>' in clerk.get(PAGE).content.decode(), "also with nobody"


def test_what_is_refused_is_said_on_the_page() -> None:
    clerk = client()
    for sent, words in (
        ({"act": "call", "counter": "1"}, "کسی در نوبت نیست."),
        ({"act": "call", "counter": "۹"}, "باجه دارد"),
    ):
        status, text = act(clerk, **sent)
        assert status == 422
        assert words in text
    assert act(clerk, act="done", turn="7")[0] == 404


def test_who_was_not_trained_is_told_what_to_do(desk: Desk) -> None:
    make_ticket(desk)
    untrained = client(course="")
    assert "آموزش شما برای این میز ثبت نشده است" in untrained.get(PAGE).content.decode()
    status, text = act(untrained, act="call", counter="1")
    assert status == 422
    assert "از مسئول پذیرش و هماهنگی بخواهید" in text


def test_the_head_corrects_the_desk_and_records_training(desk: Desk) -> None:
    head, clerk = client(Post.DESK_HEAD), client(course="")
    terms = {"title": "میز آباده", "counters": "3", "day_0": "08:00 تا 13:00"}
    assert head.post(f"{PAGE}settings/", terms | {"slot_minutes": "15"}).status_code == 303
    assert head.post(f"{PAGE}settings/", terms | {"day_0": "08:00 تا 07:00"}).status_code == 422
    shown = head.get(f"{PAGE}settings/").content.decode()
    assert "میز آباده" in shown
    assert "در تعطیلی‌ها هم باز است" in shown
    always = terms | {"slot_minutes": "15", "every_day": "on"}
    for sent, kept in ((always, True), (terms | {"slot_minutes": "15"}, False)):
        assert head.post(f"{PAGE}settings/", sent).status_code == 303
        with acting(OPERATOR, NOW):
            assert Desk.objects.get(pk=desk.pk).every_day is kept
    page = head.get(f"{PAGE}training/").content.decode()
    key = page.split('value="desk-', 1)[1].split('"', 1)[0]
    assert head.post(f"{PAGE}training/", {"users": f"desk-{key}"}).status_code == 303
    assert "آموزش شما" not in clerk.get(PAGE).content.decode()
    old = f"/desk/hall/{desk.screen_key}/"
    assert head.post(f"{PAGE}settings/key/").status_code == 303
    assert Client().get(old).status_code == 404


def test_the_hall_takes_numbers_and_sees_no_names(desk: Desk) -> None:
    hall, clerk = Client(), client()
    kiosk = f"/desk/hall/{desk.screen_key}/number/"
    taken = hall.post(kiosk)
    assert "شمارهٔ شما" in hall.get(taken["Location"]).content.decode()
    act(clerk, act="call", counter="1")
    act(clerk, act="name", turn=only_ticket().pk, name="زهرا کریمی")
    screen = hall.get(f"/desk/hall/{desk.screen_key}/")
    assert screen["Refresh"] == "10"
    assert "باجهٔ ۱" in screen.content.decode()
    assert "زهرا" not in screen.content.decode()
    assert "زهرا" in clerk.get(PAGE).content.decode()


def test_who_works_elsewhere_finds_no_desk() -> None:
    far = client(unit=Unit.of_county("0702"))
    assert far.get(PAGE).status_code == 404
    assert act(far, act="take")[0] == 404
    assert "هنوز میز خدمتی تعریف نشده است" in far.get("/desk/").content.decode()


def test_words_that_fit_no_service_lead_to_the_one_that_tells_the_way() -> None:
    guide = {**card(), "code": "guidance", "title": "راهنمایی و معرفی"}
    published({**card(), "title": "کارت معلولیت"}, guide)
    register(source_row(1))
    page = f"{PAGE}persons/{person(1).pk}/"
    by = client()
    assert "guidance/" in by.get(f"{page}?q=هواپیما").content.decode()
    assert "خدمتی با این واژه‌ها نیست" in by.get(f"{page}?q=هواپیما").content.decode()
    found = by.get(f"{page}?q=كارت معلولیت می‌خواهم").content.decode()
    assert "disability_card/" in found
    assert "خدمتی با این واژه‌ها نیست" not in found


def test_hours_and_counters_are_typed_with_any_digits(desk: Desk) -> None:
    head, page = client(Post.DESK_HEAD), f"{PAGE}settings/"
    terms = {"title": "میز آباده", "day_0": "۰۷:۳۰ تا ۱۴:۰۰", "slot_minutes": "۱۵"}
    assert 'value="۰۷:۳۰ تا ۱۴:۰۰"' in head.get(page).content.decode()
    assert head.post(page, terms | {"counters": "۴"}).status_code == 303
    wrong = head.post(page, terms | {"counters": "۶۱", "day_5": "صبح"})
    assert wrong.status_code == 422
    assert "عددی از ۱ تا ۶۰ نیست" in wrong.content.decode()
    assert "مانند «۰۷:۳۰ تا ۱۴:۰۰» بنویسید" in wrong.content.decode()


def test_the_kiosk_forgets_a_number_and_is_not_played_with(desk: Desk) -> None:
    hall, kiosk = Client(), f"/desk/hall/{desk.screen_key}/number/"
    taken = hall.post(f"{kiosk}?paper=1")
    shown = hall.get(taken["Location"])
    assert shown["Refresh"] == f"15; url={kiosk}?paper=1"
    assert "data-now" in shown.content.decode()
    assert "Refresh" not in hall.get(kiosk)
    answers = [hall.post(kiosk) for _ in range(10)]
    assert [each.status_code for each in answers] == [303] * 9 + [422]
    assert "کمی صبر کنید" in answers[-1].content.decode()


def test_a_national_id_that_none_has_is_not_somebody_unknown() -> None:
    clerk = client()
    wrong = clerk.post(f"{PAGE}visitor/", {"identifier": "9990000000"})
    assert wrong.status_code == 422
    assert "رقم‌های این کد ملی درست نیست" in wrong.content.decode()
    assert clerk.post(f"{PAGE}visitor/", {"identifier": national_id(9)}).status_code == 200
