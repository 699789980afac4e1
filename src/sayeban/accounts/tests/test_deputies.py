"""Deputies for absence: who names them, what is refused, and that they end."""

from datetime import date, datetime, timedelta

import pytest

from sayeban.accounts.actions.appoint import appoint
from sayeban.accounts.actions.assign_helper import assign_helper
from sayeban.accounts.actions.disable_user import disable_user
from sayeban.accounts.actions.end_appointment import end_appointment
from sayeban.accounts.actions.name_deputy import name_deputy, withdraw_deputy
from sayeban.accounts.models import Appointment, User
from sayeban.accounts.public import (
    actor_by_id,
    deputies,
    deputy_question,
    own_posts,
    signed_names,
    user_page,
    users,
)
from sayeban.accounts.refusals import AppointmentEnded, PostHeld, UnknownUser, UserDisabled
from sayeban.accounts.refusals_deputy import (
    DeputyAbsent,
    DeputyChain,
    DeputyDays,
    DeputyLadder,
    DeputyOverlap,
    DeputyPost,
    DeputySelf,
    DeputyStandsIn,
    DeputyStranger,
)
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import ABADEH, ESTAHBAN, FARS, HQ, NOW, later, make_user
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.notices.public import notices_of
from sayeban.runtime.actor import OPERATOR, Actor, StoodIn
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
TODAY = date(2026, 11, 23)


def post_of(actor: Actor) -> int:
    return Appointment.objects.get(user=actor.user_id, deputy_of=None).pk


def named(
    absent: Actor,
    deputy: Actor,
    by: Actor | None = None,
    first: date = TODAY,
    last: date = TODAY + timedelta(days=4),
    at: datetime = NOW,
) -> int:
    return name_deputy(
        actor=by or absent,
        at=at,
        appointment_id=post_of(absent),
        username=deputy.username,
        first=first,
        last=last,
    )


def test_a_deputy_is_told_on_his_first_page_and_by_a_text_to_his_mobile() -> None:
    absent = make_user("head", Post.COUNTY_HEAD, ABADEH)
    deputy = make_user("far", Post.PROVINCE_EXPERT, FARS)
    User.objects.filter(username="far").update(mobile="+989120000001")
    named(absent, deputy)
    with looking(now(deputy)):
        (told,) = notices_of(deputy.user_id or 0)
    assert told.text == (
        "شما از ۲ آذر ۱۴۰۵ تا پایان ۶ آذر ۱۴۰۵ جانشین رئیس شهرستان در شهرستان آباده هستید."
        " کارهای آن در صفحهٔ نخست شماست."
    )
    assert told.status == "queued"


def test_without_a_mobile_he_finds_it_on_his_first_page_and_a_refused_one_is_not_told() -> None:
    absent = make_user("head", Post.COUNTY_HEAD, ABADEH)
    deputy = make_user("expert", Post.COUNTY_EXPERT, ABADEH)
    named(absent, deputy)
    with pytest.raises(DeputyOverlap):
        named(absent, make_user("second", Post.COUNTY_EXPERT, ABADEH))
    with acting(OPERATOR, NOW):
        assert list(Message.objects.values_list("user_id", "status")) == [(deputy.user_id, "shown")]


def now(actor: Actor, **span: float) -> Actor:
    return actor_by_id(actor.user_id or 0, later(**span))


@pytest.fixture
def head(places: None) -> Actor:
    return make_user("head", Post.COUNTY_HEAD, ABADEH)


@pytest.fixture
def expert(places: None) -> Actor:
    return make_user("expert", Post.COUNTY_EXPERT, ABADEH)


def holds(actor: Actor) -> bool:
    return actor.holds(frozenset({Post.COUNTY_HEAD}), ABADEH)


def test_a_deputy_acts_with_the_post_within_the_dates_and_it_ends_by_itself(
    head: Actor, expert: Actor
) -> None:
    named(head, expert, first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=2))
    assert [holds(now(expert, hours=hours)) for hours in (0, 24, 48, 72)] == [
        False,
        True,
        True,
        False,
    ]
    acting = now(expert, hours=24)
    assert [str(held) for held in acting.appointments] == [
        "county_expert@0701",
        f"county_head@0701 for {head.user_id}",
    ]
    assert holds(now(head, hours=24))


def test_he_and_the_absent_are_one_pair_of_eyes(head: Actor, expert: Actor) -> None:
    named(head, expert)
    deputy, back = now(expert, hours=1), now(head, hours=1)
    me, him = expert.user_id, head.user_id or 0
    assert deputy.eyes().users == {me, him}
    assert deputy.eyes(FARS).users == {me}
    narrowed = deputy.only(frozenset({Post.COUNTY_EXPERT})).only(frozenset({Post.COUNTY_EXPERT}))
    assert not holds(narrowed)
    assert narrowed.eyes().users == narrowed.eyes(ABADEH).users == {me, him}
    assert narrowed.eyes(FARS).users == {me}
    assert back.deputies == (StoodIn(me or 0, NOW, back.deputies[0].ends),)
    assert back.eyes().saw(me, NOW)
    assert not back.eyes().saw(me, NOW - timedelta(minutes=1))
    assert not back.eyes().saw(me, back.deputies[0].ends)
    assert not back.eyes().saw(None, NOW)


def test_withdrawn_it_ends_at_once_and_one_to_come_never_begins(head: Actor, expert: Actor) -> None:
    given = named(head, expert)
    withdraw_deputy(actor=now(expert), at=later(hours=1), appointment_id=given)
    assert not holds(now(expert, hours=1))
    day, at = TODAY + timedelta(days=9), later(hours=2)
    coming = named(head, expert, first=day, last=day, at=at)
    withdraw_deputy(actor=head, at=at, appointment_id=coming)
    assert not holds(now(expert, days=9.1))
    with pytest.raises(AppointmentEnded):
        withdraw_deputy(actor=head, at=later(days=9.1), appointment_id=coming)


def test_only_the_holder_his_superior_and_the_operator_name_a_deputy(
    head: Actor, expert: Actor
) -> None:
    other = make_user("other", Post.COUNTY_HEAD, ESTAHBAN)
    for stranger in (other, expert):
        with pytest.raises(AccessDenied):
            named(head, expert, by=stranger)
        with pytest.raises(AppointmentEnded):
            deputy_question(stranger, NOW, post_of(head))
    for chief in (make_user("director", Post.DIRECTOR_GENERAL, FARS), OPERATOR):
        given = named(head, expert, by=chief)
        with pytest.raises(AccessDenied):
            withdraw_deputy(actor=other, at=NOW, appointment_id=given)
        withdraw_deputy(actor=chief, at=NOW, appointment_id=given)


def test_a_head_of_a_centre_names_who_stands_in_for_his_workers() -> None:
    centre = Unit.of_centre("0701", "7011")
    chief, worker, technical = (
        make_user(name, post, centre)
        for name, post in (
            ("c.head", Post.CENTRE_HEAD),
            ("c.worker", Post.SOCIAL_WORKER),
            ("c.technical", Post.TECHNICAL_HEAD),
        )
    )
    assert named(worker, technical, by=chief)
    with pytest.raises(AccessDenied):
        named(technical, worker, by=chief)


@pytest.mark.parametrize(
    ("first", "last"),
    [(-3, -1), (3, 2), (0, 90)],
)
def test_days_that_are_over_turned_round_or_too_many(
    head: Actor, expert: Actor, first: int, last: int
) -> None:
    with pytest.raises(DeputyDays, match="۹۰"):
        named(head, expert, None, TODAY + timedelta(days=first), TODAY + timedelta(days=last))


@pytest.mark.parametrize(
    ("post", "unit", "refusal"),
    [
        (Post.COUNTY_EXPERT, ESTAHBAN, DeputyStranger),
        (Post.HQ_EXPERT, HQ, DeputyStranger),
        (Post.OBSERVER, ABADEH, DeputyStranger),
        (Post.DIRECTOR_GENERAL, FARS, DeputyLadder),
        (Post.CENTRE_HEAD, Unit.of_centre("0701", "7011"), DeputyLadder),
        (Post.COUNTY_HEAD, ABADEH, DeputyLadder),
    ],
)
def test_who_cannot_stand_in_is_refused_and_not_offered(
    head: Actor, post: Post, unit: Unit, refusal: type[Refusal]
) -> None:
    other = make_user("other", post, unit)
    with pytest.raises(refusal):
        named(head, other)
    assert deputy_question(head, NOW, post_of(head))[1] == []


def test_nobody_unknown_disabled_or_himself(head: Actor, expert: Actor) -> None:
    with pytest.raises(DeputySelf):
        named(head, head)
    with pytest.raises(UnknownUser):
        named(head, Actor("user", "nobody", 0))
    disable_user(actor=OPERATOR, at=NOW, username="expert")
    with pytest.raises(UserDisabled):
        named(head, expert)
    assert deputy_question(head, NOW, post_of(head))[1] == []


def test_who_holds_the_post_already_is_no_deputy(expert: Actor) -> None:
    with pytest.raises(PostHeld):
        named(expert, make_user("second", Post.COUNTY_EXPERT, ABADEH))


def test_posts_from_outside_and_temporary_ones_have_no_deputy(expert: Actor) -> None:
    observer = make_user("observer", Post.OBSERVER, ABADEH)
    with pytest.raises(AccessDenied):
        named(observer, expert)
    with pytest.raises(DeputyPost):
        named(observer, expert, by=OPERATOR)
    assert own_posts(observer, NOW) == []
    director = make_user("director", Post.DIRECTOR_GENERAL, FARS)
    given = assign_helper(
        actor=director,
        at=NOW,
        username="observer",
        post=Post.PROVINCE_EXPERT,
        unit=FARS,
        until=TODAY,
    )
    with pytest.raises(DeputyPost):
        name_deputy(
            actor=director,
            at=NOW,
            appointment_id=given,
            username="expert",
            first=TODAY,
            last=TODAY,
        )


def test_two_deputies_of_one_post_on_one_day(head: Actor, expert: Actor) -> None:
    named(head, expert)
    second = make_user("second", Post.COUNTY_EXPERT, ABADEH)
    with pytest.raises(DeputyOverlap):
        named(head, second, first=TODAY + timedelta(days=4), last=TODAY + timedelta(days=9))
    assert named(head, second, first=TODAY + timedelta(days=5), last=TODAY + timedelta(days=9))


def test_a_deputy_has_no_deputy(head: Actor, expert: Actor) -> None:
    second = make_user("second", Post.PROVINCE_EXPERT, FARS)
    given = named(head, expert)
    with pytest.raises(DeputyChain):
        name_deputy(
            actor=now(expert),
            at=NOW,
            appointment_id=given,
            username="second",
            first=TODAY,
            last=TODAY,
        )
    with pytest.raises(DeputyStandsIn):
        named(expert, second)
    assert [held.id for held in own_posts(now(expert), NOW)] == [post_of(expert)]


def test_who_is_away_himself_is_no_deputy(head: Actor, expert: Actor) -> None:
    named(expert, make_user("second", Post.PROVINCE_EXPERT, FARS))
    with pytest.raises(DeputyAbsent):
        named(head, expert)
    assert named(head, expert, first=TODAY + timedelta(days=5), last=TODAY + timedelta(days=5))


def test_a_post_that_ends_takes_its_deputy_along(head: Actor, expert: Actor) -> None:
    named(head, expert)
    end_appointment(actor=OPERATOR, at=later(hours=1), appointment_id=post_of(head))
    assert not holds(now(expert, hours=1))
    with pytest.raises(AppointmentEnded):
        named(head, expert, at=later(hours=2))


def test_a_disabled_holder_lends_nothing(head: Actor, expert: Actor) -> None:
    named(head, expert)
    disable_user(actor=OPERATOR, at=later(hours=1), username="head")
    assert not holds(now(expert, hours=1))


def test_nobody_stands_in_for_a_disabled_user(head: Actor, expert: Actor) -> None:
    """The page does not offer his post, and the command asks again."""
    disable_user(actor=OPERATOR, at=NOW, username="head")
    for by in (make_user("director", Post.DIRECTOR_GENERAL, FARS), OPERATOR):
        with pytest.raises(AppointmentEnded):
            named(head, expert, by=by)
        with pytest.raises(AppointmentEnded):
            deputy_question(by, NOW, post_of(head))


def test_pages_and_signatures_say_for_whom(head: Actor, expert: Actor) -> None:
    given = named(head, expert)
    (row,) = deputies(head, NOW)
    assert (row.id, row.holder, row.deputy, row.begun) == (
        given,
        "کاربر head",
        "کاربر expert",
        True,
    )
    assert deputies(make_user("other", Post.COUNTY_HEAD, ESTAHBAN), NOW) == []
    assert "به جانشینی کاربر head" in users(head, NOW, search="expert")[0][0].posts[1]
    assert user_page(head, NOW, expert.user_id or 0).posts[1].stands_in_for == "کاربر head"
    me = expert.user_id or 0
    before, after = NOW - timedelta(minutes=1), later(days=9)
    acts = [(me, NOW, ABADEH), (me, before, ABADEH), (me, after, ABADEH)]
    assert list(signed_names(acts).values()) == [
        "کاربر expert به جانشینی کاربر head",
        "کاربر expert",
        "کاربر expert",
    ]
    assert signed_names([(me, NOW, ESTAHBAN)]) == {(me, NOW): "کاربر expert"}


def test_an_own_post_given_later_is_untouched(head: Actor, expert: Actor) -> None:
    named(head, expert)
    appoint(actor=OPERATOR, at=NOW, username="expert", post=Post.COUNTY_HEAD, unit=ABADEH)
    assert holds(now(expert, days=30))
