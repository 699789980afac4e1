"""The frame of each page: menu by posts, who is signed in, what was just done."""

from datetime import date
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import Post, Visitor, user_names
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.parts import Banner, Layout, Link, SignedIn, Tone
from sayeban.exemptions.public import CAMPAIGN_STAFF, reserved_on
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import NOT_TAKEN
from sayeban.sites import entries, visitors
from sayeban.sites import help as help_texts
from sayeban.sites.banners import DONE
from sayeban.sites.citizen.visit import is_own

_MINUTE: Final = 60


def layout(request: HttpRequest) -> Layout:
    """What settings.DESIGN_LAYOUT names."""
    visitor = visitors.visitor(request)
    word = request.GET.get("done", "")
    done = DONE.get(word)
    tone: Tone = "warn" if word == NOT_TAKEN else "ok"
    banners: tuple[Banner, ...] = (Banner(tone, done),) if done else ()
    if visitor is None:
        home = reverse("own" if is_own(request) else "home")
        return Layout(home, banners=banners, help_url=_help(request))
    if visitor.actor.places("county") or visitor.actor.places("centre"):
        banners += _reserved(visitor)
    return Layout(
        home_url=reverse("home"),
        nav=() if visitor.must_change_password else _nav(request, visitor),
        user=SignedIn(visitor.full_name, posts_in_words(visitor), reverse("sign_out")),
        banners=banners,
        find_url=_find(visitor),
        help_url=_help(request),
    )


def _find(visitor: Visitor) -> str:
    seeks = visitor.actor.posts & CAMPAIGN_STAFF and not visitor.must_change_password
    return reverse("find") if seeks else ""


def _help(request: HttpRequest) -> str:
    """The address of the page's own help; that of the visitor's posts where there is none."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return reverse("help", args=[name]) if name in help_texts.pages() else reverse("help_start")


def _reserved(visitor: Visitor) -> tuple[Banner, ...]:
    """Note 3, for centres and for the county offices that give them work; a minute old at most."""
    day = today_of(timezone.now())
    texts = cache.get_or_set(f"reserved/{day}", lambda: _in_words(visitor, day), _MINUTE)
    return tuple(Banner("info", text) for text in texts or ())


def _in_words(visitor: Visitor, day: date) -> tuple[str, ...]:
    with looking(visitor.actor):
        return tuple(
            f"از {jalali.long_form(each.first)} تا {jalali.long_form(each.last)} به مرکزها جز"
            f" «{each.title}» کار دیگری سپرده نمی‌شود (نکتهٔ ۳)."
            for each in reserved_on(day)
        )


def posts_in_words(visitor: Visitor) -> str:
    """«رئیس شهرستان، شهرستان شیراز»; parted by «؛», a deputy with the name of the absent."""
    held = visitor.actor.appointments
    labels = unit_labels({post.unit for post in held})
    absent = user_names(holders) if (holders := {p.holder for p in held if p.holder}) else {}
    return "؛ ".join(
        f"{Post(post.post).label}، {labels[post.unit]}"
        + (f" (به جانشینی {absent[post.holder]})" if post.holder in absent else "")
        for post in held
    )


def _nav(request: HttpRequest, visitor: Visitor) -> tuple[Link, ...]:
    home = Link("خانه", reverse("home"), request.path == reverse("home"))
    links = (
        Link(e.text, e.href, request.path.startswith(e.href))
        for e in entries.head_of(visitor.actor)
    )
    return (home, *links)
