"""Posts, levels and who appoints whom, without a database."""

import pytest

from sayeban.accounts.rules import (
    APPOINTING_POSTS,
    ASSIGNING_POSTS,
    HEAD_POSTS,
    HELPER_POSTS,
    LEVELS,
    POST_LABELS,
    Post,
    fits,
    is_strong_password,
    is_username,
    may_appoint,
    may_manage,
    posts_to_give,
)
from sayeban.accounts.tests.makers import ABADEH, ESTAHBAN, FARS, HQ
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment

CENTRE = Unit.of_centre("0701", "M1")


def holder(post: Post, unit: Unit) -> Actor:
    return Actor("user", "somebody", 1, (Appointment(post, unit),))


def test_every_post_has_a_label_and_a_level() -> None:
    assert set(POST_LABELS) == set(LEVELS) == set(Post)


@pytest.mark.parametrize(
    ("post", "unit", "right"),
    [
        (Post.HQ_EXPERT, HQ, True),
        (Post.HQ_EXPERT, FARS, False),
        (Post.DIRECTOR_GENERAL, FARS, True),
        (Post.COUNTY_HEAD, FARS, False),
        (Post.SOCIAL_WORKER, ABADEH, False),
        (Post.SOCIAL_WORKER, CENTRE, True),
        (Post.VILLAGE_HELPER, ABADEH, True),
        (Post.VILLAGE_HELPER, CENTRE, True),
        (Post.VILLAGE_HELPER, FARS, False),
        (Post.COUNTER_CLERK, FARS, True),
        (Post.COUNTER_CLERK, CENTRE, False),
        (Post.OBSERVER, HQ, True),
        (Post.OBSERVER, CENTRE, True),
    ],
)
def test_a_post_exists_at_its_levels_only(post: Post, unit: Unit, right: bool) -> None:
    assert fits(post, unit) is right


def test_a_county_head_appoints_experts_in_his_county_and_heads_of_its_centres() -> None:
    head = holder(Post.COUNTY_HEAD, ABADEH)
    assert may_appoint(head, Post.COUNTY_EXPERT, ABADEH)
    assert may_appoint(head, Post.CENTRE_HEAD, CENTRE)


@pytest.mark.parametrize("unit", [HQ, FARS, ABADEH, CENTRE])
@pytest.mark.parametrize("own", Post)
def test_the_posts_that_are_offered_are_those_that_can_be_given(own: Post, unit: Unit) -> None:
    """Asked of each unit at and below his own, as the command asks."""
    actor, places = holder(own, unit), (HQ, FARS, ABADEH, CENTRE)
    can = [p for p in Post if any(fits(p, u) and may_appoint(actor, p, u) for u in places)]
    assert posts_to_give(actor, APPOINTING_POSTS, Post) == can


def test_a_head_is_offered_helpers_of_his_level_and_below() -> None:
    def offered(post: Post, unit: Unit) -> list[Post]:
        return posts_to_give(holder(post, unit), ASSIGNING_POSTS, HELPER_POSTS)

    of_centre = [Post.SOCIAL_WORKER, Post.VILLAGE_HELPER]
    assert offered(Post.CENTRE_HEAD, CENTRE) == of_centre
    assert offered(Post.COUNTY_HEAD, ABADEH) == [Post.COUNTY_EXPERT, *of_centre]
    assert set(offered(Post.DIRECTOR_GENERAL, FARS)) == HELPER_POSTS
    assert offered(Post.SOCIAL_WORKER, CENTRE) == []


def test_nobody_makes_his_own_equal_or_superior() -> None:
    assert not may_appoint(holder(Post.COUNTY_HEAD, ABADEH), Post.COUNTY_HEAD, ABADEH)
    assert not may_appoint(holder(Post.DIRECTOR_GENERAL, FARS), Post.DIRECTOR_GENERAL, FARS)
    assert not may_appoint(holder(Post.HQ_EXPERT, HQ), Post.HQ_DEPUTY, HQ)
    assert may_appoint(OPERATOR, Post.HQ_DEPUTY, HQ)


def test_no_head_reaches_into_another_county() -> None:
    assert not may_appoint(holder(Post.COUNTY_HEAD, ABADEH), Post.COUNTY_EXPERT, ESTAHBAN)


@pytest.mark.parametrize("post", [post for post in Post if post not in HEAD_POSTS])
def test_a_social_worker_appoints_nobody(post: Post) -> None:
    assert not may_appoint(holder(Post.SOCIAL_WORKER, CENTRE), post, CENTRE)


def test_who_also_works_elsewhere_is_not_managed_from_here() -> None:
    head = holder(Post.COUNTY_HEAD, ABADEH)
    here, there = ("county_expert", ABADEH), ("county_expert", ESTAHBAN)
    assert may_manage(head, [here])
    assert not may_manage(head, [here, there])


def test_a_user_without_posts_is_headquarters_affair() -> None:
    assert may_manage(holder(Post.HQ_EXPERT, HQ), [])
    assert not may_manage(holder(Post.COUNTY_HEAD, ABADEH), [])


@pytest.mark.parametrize("name", ["Ali", "علی", "a b c", "-abc", "a" * 41, "ali\n", "۱۲۳"])
def test_other_characters_are_no_user_name(name: str) -> None:
    assert not is_username(name)


def test_letters_digits_dot_and_dash_are_a_user_name() -> None:
    assert is_username("ali.rezaei-2")


@pytest.mark.parametrize(
    "password",
    [
        *("short", "aaaaaaaaaaaaaaa", "ali.test is my name"),
        *("Behzisti of Fars 7", "سایبان هزار و چهارصد"),
    ],
)
def test_weak_passwords_are_seen(password: str) -> None:
    assert not is_strong_password(password, "ali.test")


def test_a_long_phrase_is_strong() -> None:
    assert is_strong_password("سه واژه بی ربط", "ali.test")
