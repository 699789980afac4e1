"""راهنما: the help of each page, and «کار من چیست؟» for each post."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from sayeban.design.jinja import render
from sayeban.runtime.doors import Visit, door
from sayeban.sites import entries
from sayeban.sites import help as texts
from sayeban.sites.help import HelpText


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help of one page."""

    text: HelpText


@dataclass(frozen=True, slots=True)
class StartPage:
    """What each of the visitor's posts has to do, and the pages that open to him."""

    posts: tuple[HelpText, ...]
    groups: tuple[entries.Group, ...]


@door("anyone")
def one_help(request: Visit, name: str) -> HttpResponse:
    """The help of a page; open to everybody, since it says nothing of anybody."""
    found = texts.pages().get(name)
    if found is None:
        raise Http404
    return render(request, "sites/help.jinja", HelpPage(found))


@door("signed_in")
def start(request: Visit) -> HttpResponse:
    """کار من چیست؟"""
    posts = dict.fromkeys(held.post for held in request.actor.appointments)
    page = StartPage(
        tuple(texts.posts()[post] for post in posts), entries.groups_for(request.actor)
    )
    return render(request, "sites/help_start.jinja", page)
