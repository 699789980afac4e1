"""`@door`: every page and API operation says who may open it, or the site does not start.

The check that no URL is undeclared is in `sites.checks`.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Final, Literal, ParamSpec, cast
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.refusals import AccessDenied

P = ParamSpec("P")
NOT_TAKEN: Final = "not_taken"
"""What was sent came after the end of the sign-in."""

Who = Literal["anyone", "signed_in", "client", "citizen"] | frozenset[str]


class Visit(HttpRequest):
    """A request whose visitor is known. The sign-in middleware sets `actor`."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Door:
    """Who may open a page, with which methods. `who` is a set of posts or a word.

    "client": programs with a token, whom the operation itself asks (exemptions.api.door).
    "citizen": a client of the organisation who has entered the code that was sent to him; no post
    opens that door, and he opens no other.
    """

    who: Who
    methods: tuple[str, ...]

    def opens_to(self, actor: Actor | None) -> bool:
        if self.who == "anyone":
            return True
        if actor is None:
            return False
        if "citizen" in (self.who, actor.kind):
            return self.who == actor.kind
        if isinstance(self.who, str):
            return self.who == "signed_in"
        return bool(actor.posts & self.who)

    def visitor(self, actor: Actor) -> Actor:
        """He with those of his posts that open the door."""
        return actor if isinstance(self.who, str) else actor.only(self.who)


View = Callable[Concatenate[Visit, P], HttpResponseBase]


def door(
    who: Who, methods: tuple[str, ...] = ("GET",)
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Declare a view. A GET runs in a transaction that can only read; a POST calls actions.

    Where only a POST goes, a GET is led to the page above.

    The view gets the visitor with those of his posts alone that open the door, and so sees their
    places and no others.
    """
    declared = Door(who, methods)

    def declare(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def enter(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in (*methods, "HEAD"):
                return _another_method(request, methods)
            actor: Actor | None = getattr(request, "actor", None)
            if not declared.opens_to(actor):
                if actor is None:
                    return redirect(_sign_in(request, declared))
                raise AccessDenied
            visit = cast("Visit", request)
            if actor is None:
                return view(visit, *args, **kwargs)
            visit.actor = declared.visitor(actor)
            if request.method == "POST":
                return view(visit, *args, **kwargs)
            with looking(visit.actor):
                return view(visit, *args, **kwargs)

        enter.door = declared  # type: ignore[attr-defined]  # read by sites.checks
        return enter

    return declare


def _sign_in(request: HttpRequest, declared: Door) -> str:
    """Where to sign in, and to go on from there. What was sent meanwhile is gone: both pages say it
    by the word `not_taken`.
    """
    if declared.who == "citizen":
        again = f"?done={NOT_TAKEN}" if request.method == "POST" else ""
        return f"{settings.CITIZEN_LOGIN_URL}{again}"
    methods = declared.methods
    if request.method != "POST":
        return f"{settings.LOGIN_URL}?next={request.path}"
    page = request.path if "GET" in methods else _page_above(request.path)
    following = quote(f"{page}?done={NOT_TAKEN}")
    return f"{settings.LOGIN_URL}?done={NOT_TAKEN}&next={following}"


def _another_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    if request.method == "GET":
        return redirect(_page_above(request.path))
    return HttpResponseNotAllowed(methods)


def _page_above(path: str) -> str:
    """The nearest address above that is a page.

    A tab that is opened again, or a sign-in in between, asks for the address of what was sent.
    """
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:count])}/"
        try:
            declared = getattr(resolve(above).func, "door", None)
        except Resolver404:
            continue
        if declared is not None and "GET" in declared.methods:
            return above
    return "/"


__all__ = ["Door", "HttpResponse", "Visit", "door"]


def opening(href: str, actor: Actor) -> str:
    """The address, "" where its door does not open to him: a link that answers 403 is none."""
    declared: Door = getattr(resolve(href).func, "door")  # noqa: B009 - set by @door
    return href if declared.opens_to(actor) else ""
