"""The frame of each page: menu by posts, who is signed in, what was just done."""

from django.http import HttpRequest
from django.urls import reverse

from sayeban.accounts.public import Post, Visitor
from sayeban.design.parts import Banner, Layout, Link, SignedIn
from sayeban.organisations.public import unit_labels
from sayeban.sites import menus, visitors
from sayeban.sites.banners import DONE


def layout(request: HttpRequest) -> Layout:
    """What settings.DESIGN_LAYOUT names."""
    visitor = visitors.visitor(request)
    done = DONE.get(request.GET.get("done", ""))
    banners = (Banner("ok", done),) if done else ()
    if visitor is None:
        return Layout(reverse("home"), banners=banners)
    return Layout(
        home_url=reverse("home"),
        nav=() if visitor.must_change_password else _nav(request, visitor),
        user=SignedIn(visitor.full_name, posts_in_words(visitor), reverse("sign_out")),
        banners=banners,
    )


def posts_in_words(visitor: Visitor) -> str:
    """«رئیس شهرستان، شهرستان شیراز»; several posts are parted by «؛»."""
    held = visitor.actor.appointments
    labels = unit_labels({post.unit for post in held})
    return "؛ ".join(f"{Post(post.post).label}، {labels[post.unit]}" for post in held)


def _nav(request: HttpRequest, visitor: Visitor) -> tuple[Link, ...]:
    entries = [entry for entry in menus.entries_for(visitor.actor) if entry.in_menu]
    home = Link("خانه", reverse("home"), request.path == reverse("home"))
    links = (Link(e.text, e.href, request.path.startswith(e.href)) for e in entries)
    return (home, *links)
