"""Adding, appointing, helping, disabling: each refusal and what stops at once."""

from collections.abc import Sequence
from datetime import date

import pytest

from sayeban.accounts.actions.add_user import add_user
from sayeban.accounts.actions.appoint import appoint
from sayeban.accounts.actions.assign_helper import assign_helper
from sayeban.accounts.actions.disable_user import disable_user, enable_user
from sayeban.accounts.actions.end_appointment import end_appointment
from sayeban.accounts.actions.reset_password import reset_password, reset_totp
from sayeban.accounts.public import actor_by_id, actor_of, holders, user_names, user_page, users
from sayeban.accounts.refusals import (
    AppointmentEnded,
    FullNameMissing,
    HelperPost,
    HelperUntilPast,
    MobileInvalid,
    PostHeld,
    PostWrongLevel,
    UnknownUser,
    UserDisabled,
    UserExists,
    UsernameInvalid,
    VillageInvalid,
    VillagesMissing,
)
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import (
    ABADEH,
    ESTAHBAN,
    FARS,
    HQ,
    NOW,
    enrolled,
    later,
    make_user,
)
from sayeban.kit.ordering import Order
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def add(
    actor: Actor = OPERATOR,
    username: str = "new.user",
    full_name: str = "نام",
    post: Post = Post.COUNTY_EXPERT,
    unit: Unit = ABADEH,
    mobile: str = "",
) -> str:
    return add_user(
        actor=actor,
        at=NOW,
        username=username,
        full_name=full_name,
        post=post,
        unit=unit,
        mobile=mobile,
    ).one_time_password


def test_a_new_user_holds_his_post_and_a_drawn_password() -> None:
    assert len(add(username=" New.User ")) == 17
    actor = actor_of("NEW.user", NOW)
    assert [(a.post, a.unit) for a in actor.appointments] == [("county_expert", ABADEH)]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"username": "-x"}, UsernameInvalid),
        ({"full_name": " \u200c"}, FullNameMissing),
        ({"mobile": "123"}, MobileInvalid),
        ({"post": Post.SOCIAL_WORKER}, PostWrongLevel),
    ],
)
def test_what_a_new_user_cannot_be(given: dict[str, str], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        add(**given)  # type: ignore[arg-type]  # one of the keyword arguments each


def test_a_taken_name_is_refused() -> None:
    add()
    with pytest.raises(UserExists):
        add()


def test_a_county_head_adds_within_his_county_only() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    assert add(actor=head)
    with pytest.raises(AccessDenied):
        add(actor=head, username="elsewhere", unit=ESTAHBAN)
    with pytest.raises(AccessDenied):
        add(actor=head, username="equal", post=Post.COUNTY_HEAD)


def test_an_observer_adds_nobody() -> None:
    with pytest.raises(AccessDenied):
        add(actor=make_user("observer", Post.OBSERVER, HQ))


def test_a_second_post_is_appointed_once() -> None:
    add()
    for_abadeh = {"actor": OPERATOR, "at": NOW, "username": "new.user"}
    appoint(**for_abadeh, post=Post.COUNTER_CLERK, unit=FARS)  # type: ignore[arg-type]
    assert actor_of("new.user", NOW).posts == {"county_expert", "counter_clerk"}
    with pytest.raises(PostHeld):
        appoint(**for_abadeh, post=Post.COUNTER_CLERK, unit=FARS)  # type: ignore[arg-type]


def test_an_unknown_and_a_disabled_user_get_no_post() -> None:
    with pytest.raises(UnknownUser):
        appoint(actor=OPERATOR, at=NOW, username="nobody", post=Post.OBSERVER, unit=HQ)
    add()
    disable_user(actor=OPERATOR, at=NOW, username="new.user")
    with pytest.raises(UserDisabled):
        appoint(actor=OPERATOR, at=NOW, username="new.user", post=Post.OBSERVER, unit=HQ)


def test_a_disabled_user_stops_at_once_and_can_come_back() -> None:
    expert = make_user("expert", Post.COUNTY_EXPERT, ABADEH)
    disable_user(actor=OPERATOR, at=NOW, username="expert")
    with pytest.raises(UserDisabled):
        actor_by_id(expert.user_id or 0, NOW)
    enable_user(actor=OPERATOR, at=NOW, username="expert")
    assert actor_of("expert", NOW) == expert


@pytest.mark.parametrize("change", [disable_user, enable_user, reset_password])
def test_a_head_touches_nobody_of_another_county(change: type) -> None:
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN)
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    with pytest.raises(AccessDenied):
        change(actor=head, at=NOW, username="expert")


def test_no_head_resets_a_totp() -> None:
    make_user("expert", Post.COUNTY_EXPERT, ABADEH)
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    with pytest.raises(AccessDenied):
        reset_totp(actor=head, at=NOW, username="expert")


@pytest.mark.parametrize("change", [disable_user, enable_user, reset_password, reset_totp])
def test_an_unknown_user_cannot_be_changed(change: type) -> None:
    with pytest.raises(UnknownUser):
        change(actor=OPERATOR, at=NOW, username="nobody")


def test_an_ended_post_is_gone_at_once() -> None:
    make_user("expert", Post.COUNTY_EXPERT, ABADEH)
    page = user_page(OPERATOR, NOW, actor_of("expert", NOW).user_id or 0)
    end_appointment(actor=OPERATOR, at=NOW, appointment_id=page.posts[0].appointment_id)
    assert actor_of("expert", NOW).appointments == ()
    with pytest.raises(AppointmentEnded):
        end_appointment(actor=OPERATOR, at=NOW, appointment_id=page.posts[0].appointment_id)


def test_a_head_ends_no_post_of_another_county() -> None:
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN)
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    page = user_page(OPERATOR, NOW, actor_of("expert", NOW).user_id or 0)
    with pytest.raises(AccessDenied):
        end_appointment(actor=head, at=NOW, appointment_id=page.posts[0].appointment_id)


def test_a_helper_works_until_the_end_of_his_last_day() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN)
    help_out(head)
    helper = actor_of("expert", later(days=1))
    assert helper.holds(frozenset({"county_expert"}), ABADEH)
    assert not actor_of("expert", later(days=2)).holds(frozenset({"county_expert"}), ABADEH)
    with pytest.raises(PostHeld):
        help_out(head)


def help_out(
    head: Actor,
    username: str = "expert",
    post: Post = Post.COUNTY_EXPERT,
    unit: Unit = ABADEH,
    until: date = date(2026, 11, 24),
    villages: Sequence[str] = (),
) -> None:
    assign_helper(
        actor=head,
        at=NOW,
        username=username,
        post=post,
        unit=unit,
        until=until,
        villages=villages,
    )


_VILLAGE = {"post": Post.VILLAGE_HELPER, "villages": ["۰۷۰۱۰۲۰۰۰۲ بیدك", "701020003", ""]}


def test_a_village_helper_is_bounded_to_his_villages_and_gets_others_in_their_place() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("expert", Post.VILLAGE_HELPER, ABADEH)
    bounded = actor_of("expert", NOW)
    assert (bounded.is_bounded, bounded.parts) == (True, ()), "given no village, he sees nobody"
    help_out(head, **_VILLAGE)  # type: ignore[arg-type]
    assert actor_of("expert", later(hours=1)).parts == ("0701020002/بیدک", "0701020003/")
    help_out(head, post=Post.VILLAGE_HELPER, villages=["0701020004 آبزالو"])
    again = actor_of("expert", later(hours=1))
    assert (len(again.appointments), again.parts) == (1, ("0701020004/آبزالو",))
    assert actor_of("expert", later(days=2)).appointments == ()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"username": "nobody"}, UnknownUser),
        ({"post": Post.COUNTY_HEAD}, HelperPost),
        ({"post": Post.PROVINCE_EXPERT}, PostWrongLevel),
        ({"unit": ESTAHBAN}, AccessDenied),
        ({"until": date(2026, 11, 22)}, HelperUntilPast),
        ({"post": Post.VILLAGE_HELPER}, VillagesMissing),
        ({"villages": ["0701020002"]}, VillagesMissing),
        ({"post": Post.VILLAGE_HELPER, "villages": ["بیدک"]}, VillageInvalid),
        ({"post": Post.VILLAGE_HELPER, "villages": ["0701020002", "۱۲ بیدک"]}, VillageInvalid),
    ],
)
def test_what_a_helper_cannot_be(given: dict[str, object], refusal: type[Refusal]) -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN)
    with pytest.raises(refusal):
        help_out(head, **given)  # type: ignore[arg-type]  # one of the keyword arguments each


def test_a_disabled_user_helps_nobody() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN)
    disable_user(actor=OPERATOR, at=NOW, username="expert")
    with pytest.raises(UserDisabled):
        help_out(head)


def test_a_head_sees_the_users_of_his_county_alone() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("mine", Post.COUNTY_EXPERT, ABADEH)
    theirs = make_user("theirs", Post.COUNTY_EXPERT, ESTAHBAN)
    assert [row.username for row in users(head, NOW)[0]] == ["head", "mine"]
    assert [row.username for row in users(OPERATOR, NOW, search="the")[0]] == ["theirs"]
    with pytest.raises(UnknownUser):
        user_page(head, NOW, theirs.user_id or 0)


def test_heads_and_names_are_found_for_notices() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    enrolled(head)
    assert holders(Post.COUNTY_HEAD, ABADEH, NOW) == [head.user_id]
    assert user_names([head.user_id or 0, 0]) == {head.user_id: "کاربر head"}


def test_users_are_sorted_by_the_persian_order_of_their_names_page_after_page() -> None:
    names = ("پری", "بابک", "چمن", "آرش", "گلی", "بابک")
    for number, name in enumerate(names):
        add(username=f"u{number}", full_name=name)
    found: list[str] = []
    after, more = 0, True
    while more:
        rows, more = users(OPERATOR, NOW, order=Order("name", descending=True), after=after, size=2)
        found += [row.full_name for row in rows]
        after = rows[-1].id
    assert found == ["گلی", "چمن", "پری", "بابک", "بابک", "آرش"]
