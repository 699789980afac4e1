"""صندوق پیامک: what was sent, or would have been (the local provider sends nothing)."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from sayeban.accounts.public import HEAD_POSTS, HQ_POSTS
from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.notices.public import OutboxRow, outbox
from sayeban.runtime.doors import Visit, door

_SIZE = 50


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """One page of messages, newest first. `is_local`: nothing leaves the installation."""

    rows: tuple[OutboxRow, ...]
    pager: Pager
    is_local: bool


@door(HQ_POSTS | HEAD_POSTS)
def messages(request: Visit) -> HttpResponse:
    """Messages that tell of the visitor's places."""
    before = request.GET.get("before", "")
    rows = outbox(
        before=int(before) if before.isascii() and before.isdecimal() else None, size=_SIZE
    )
    here = reverse("outbox")
    older = f"{here}?before={rows[-1].id}" if len(rows) == _SIZE else ""
    pager = Pager(here if before else "", older, len(rows))
    page = OutboxPage(tuple(rows), pager, settings.SMS["adapter"] == "local")
    return render(request, "sites/outbox.jinja", page)
