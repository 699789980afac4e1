"""Posts, who may appoint whom, and the limits of sign-in. Pure decisions, no Django.

Source: issue sections 1 and 3; A-046 (a defined role for each unit), A-124 (helpers).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final, get_args

from sayeban.country import text
from sayeban.kit import posts
from sayeban.kit.units import Level, Unit
from sayeban.runtime.actor import Actor


class Post(StrEnum):
    """The posts of the organisation. A user holds each in one unit, and may hold several."""

    HQ_EXPERT = "hq_expert"
    HQ_DEPUTY = "hq_deputy"
    DIRECTOR_GENERAL = "director_general"
    PROVINCE_EXPERT = "province_expert"
    COUNTY_HEAD = "county_head"
    COUNTY_EXPERT = "county_expert"
    CENTRE_HEAD = "centre_head"
    TECHNICAL_HEAD = "technical_head"
    SOCIAL_WORKER = "social_worker"
    VILLAGE_HELPER = "village_helper"
    COUNTER_CLERK = "counter_clerk"
    DESK_HEAD = "desk_head"
    DESK_CLERK = "desk_clerk"
    LIAISON_EXPERT = "liaison_expert"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        """The Persian name of the post."""
        return POST_LABELS[self]


POST_LABELS: Final[Mapping[Post, str]] = {
    Post.HQ_EXPERT: "کارشناس ستاد",
    Post.HQ_DEPUTY: "معاون ستاد",
    Post.DIRECTOR_GENERAL: "مدیرکل استان",
    Post.PROVINCE_EXPERT: "کارشناس استان",
    Post.COUNTY_HEAD: "رئیس شهرستان",
    Post.COUNTY_EXPERT: "کارشناس شهرستان",
    Post.CENTRE_HEAD: "مسئول مرکز",
    Post.TECHNICAL_HEAD: "مسئول فنی مرکز",
    Post.SOCIAL_WORKER: "مددکار",
    Post.VILLAGE_HELPER: "همیار روستا",
    Post.COUNTER_CLERK: "متصدی پیشخوان",
    Post.DESK_HEAD: "مسئول پذیرش و هماهنگی",
    Post.DESK_CLERK: "کارشناس میز خدمت",
    Post.LIAISON_EXPERT: "کارشناس رابط",
    Post.OBSERVER: "ناظر",
}

LEVELS: Final[Mapping[Post, frozenset[Level]]] = {
    Post.HQ_EXPERT: frozenset({"hq"}),
    Post.HQ_DEPUTY: frozenset({"hq"}),
    Post.DIRECTOR_GENERAL: frozenset({"province"}),
    Post.PROVINCE_EXPERT: frozenset({"province"}),
    Post.COUNTY_HEAD: frozenset({"county"}),
    Post.COUNTY_EXPERT: frozenset({"county"}),
    Post.CENTRE_HEAD: frozenset({"centre"}),
    Post.TECHNICAL_HEAD: frozenset({"centre"}),
    Post.SOCIAL_WORKER: frozenset({"centre"}),
    Post.VILLAGE_HELPER: frozenset({"county", "centre"}),
    Post.COUNTER_CLERK: frozenset({"county", "province"}),
    Post.DESK_HEAD: frozenset({"province", "county"}),
    Post.DESK_CLERK: frozenset({"province", "county"}),
    Post.LIAISON_EXPERT: frozenset({"hq", "province", "county"}),
    Post.OBSERVER: frozenset({"hq", "province", "county", "centre"}),
}
"""The unit levels at which each post exists."""

HQ_POSTS: Final = frozenset(map(Post, posts.HQ_POSTS))
HEAD_POSTS: Final = frozenset(
    {Post.HQ_DEPUTY, Post.DIRECTOR_GENERAL, Post.COUNTY_HEAD, Post.CENTRE_HEAD}
)
"""They answer for their unit; somebody above it appoints them."""
APPOINTING_POSTS: Final = HQ_POSTS | {Post.DIRECTOR_GENERAL, Post.COUNTY_HEAD}
HELPER_POSTS: Final = frozenset(
    {Post.PROVINCE_EXPERT, Post.COUNTY_EXPERT, Post.SOCIAL_WORKER, Post.VILLAGE_HELPER}
)
ASSIGNING_POSTS: Final = frozenset({Post.DIRECTOR_GENERAL, Post.COUNTY_HEAD, Post.CENTRE_HEAD})
"""Heads who may assign a temporary helper in their unit or below it (A-124)."""

ACTING_POSTS: Final = frozenset(Post) - {Post.OBSERVER, Post.VILLAGE_HELPER, Post.COUNTER_CLERK}
"""Posts of the organisation's own staff: they alone have deputies and are deputies."""
LONGEST_DEPUTY: Final = timedelta(days=90)
"""Whoever is away for longer gives his post to somebody else."""

MAX_FAILURES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
TRIES_COUNT_FOR: Final = timedelta(minutes=15)
MAX_TRIES_OF_ADDRESS: Final = 30
"""Wrong tries that one address may make in that time: an office of many shares an address."""
MAX_TRIES_OF_ALL: Final = 900
"""The same for all addresses together: a sweep over all accounts stops before 1,000 (S6)."""
MAX_CODES_ASKED: Final = 5000
"""Codes that clients may ask for in that time and not enter: each one costs a message."""
KNOWN_FOR: Final = timedelta(days=30)
MIN_PASSWORD_LENGTH: Final = 12
NAMES_OF_THE_SITE: Final = ("sayeban", "behzisti", "سایبان", "بهزیستی")
"""No password holds one: whoever guesses begins with them."""


def fits(post: Post, unit: Unit) -> bool:
    """Whether the post exists at the unit's level."""
    return unit.level in LEVELS[post]


def may_appoint(actor: Actor, post: str, unit: Unit) -> bool:
    """Whether the actor may give, and so also end, this post in this unit.

    The operator may always. Others need an appointing post in the unit or above it, and above it
    for a head: nobody makes his own equal.
    """
    if actor.kind != "user":
        return True
    if post in HEAD_POSTS:
        return unit.level != "hq" and actor.reaches(APPOINTING_POSTS, unit.parent)
    return actor.reaches(APPOINTING_POSTS, unit)


def posts_to_give(actor: Actor, by: Collection[str], posts: Iterable[Post]) -> list[Post]:
    """Those of `posts` that exist where the actor holds one of `by`, or below it; those of heads
    below it alone. Whether he may give one in a certain unit is asked there.
    """
    levels, wanted = get_args(Level), frozenset(posts)
    own = [levels.index(held.unit.level) for held in actor.appointments if held.post in by]
    return [
        post
        for post in Post
        if post in wanted
        and own
        and max(map(levels.index, LEVELS[post])) >= min(own) + (post in HEAD_POSTS)
    ]


def may_name_deputy(actor: Actor, holder: int, post: str, unit: Unit) -> bool:
    """Whether the actor may name, and so also withdraw, who stands in for the holder of a post.

    The holder himself, whoever may give the post, and a head for the workers of his units.
    """
    if actor.kind != "user" or holder == actor.user_id or may_appoint(actor, post, unit):
        return True
    return post in HELPER_POSTS and actor.reaches(ASSIGNING_POSTS, unit)


def is_near(own: Unit, unit: Unit) -> bool:
    """Whether somebody of `own` knows the work of `unit`: the same, the one above or one below."""
    if unit.level == "hq":
        return own == unit
    return unit in (own, own.parent) or own == unit.parent


def climbs_the_same_ladder(post: str, unit: Unit, own: Collection[tuple[str, Unit]]) -> bool:
    """Whether the deputy of a head would approve one batch twice, being a head above or below."""
    if post not in HEAD_POSTS:
        return False
    return any(
        held in HEAD_POSTS and (where.covers(unit) or unit.covers(where)) for held, where in own
    )


def may_manage(actor: Actor, held: Collection[tuple[str, Unit]]) -> bool:
    """Whether the actor may disable or reset a user who holds these posts.

    He must be able to appoint to every one, so a county head cannot touch somebody who also works
    elsewhere; a user without posts is headquarters' own affair.
    """
    if not held:
        return actor.kind != "user" or actor.reaches(HQ_POSTS, Unit.hq())
    return all(may_appoint(actor, post, unit) for post, unit in held)


def village_of(line: str) -> tuple[str, str] | None:
    """(rural district, village) of «۰۷۰۱۰۲۰۰۰۲ بیدک»; without a village the whole district.

    The code has ten digits (domain.md 4.1), of which a spreadsheet may have dropped the first.
    """
    code, _, village = text.normalize(line).partition(" ")
    digits = text.identifier(code)
    if re.fullmatch("[0-9]{9,10}", digits) is None:
        return None
    return digits.zfill(10), village.replace("/", " ").strip()


def is_username(text: str) -> bool:
    """1 to 40 characters a-z, 0-9, dot, dash, underscore, beginning with a letter or digit."""
    return re.fullmatch("[a-z0-9][a-z0-9._-]{0,39}", text) is not None


def is_machine_id(text: str) -> bool:
    """3 to 40 characters a-z, 0-9 and dash, beginning with a letter or digit: a program's name."""
    return re.fullmatch("[a-z0-9][a-z0-9-]{2,39}", text) is not None


def is_strong_password(password: str, username: str) -> bool:
    """At least 12 characters, six different ones, and not built on words that are tried first."""
    return (
        len(password) >= MIN_PASSWORD_LENGTH
        and len(set(password)) >= MIN_PASSWORD_LENGTH // 2
        and not any(word in password.lower() for word in (username.lower(), *NAMES_OF_THE_SITE))
    )


_SYSTEMS: Final = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
_BROWSERS: Final = ("Firefox", "EdgA", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari")


def device_label(user_agent: str) -> str:
    """«Android، Chrome»: enough to tell one's phone from one's computer; "" for a stranger."""
    known = (
        next((name for name in names if name in user_agent), "") for names in (_SYSTEMS, _BROWSERS)
    )
    return "، ".join(name for name in known if name)
