"""The first page after sign-in: my posts, what waits for me, where I can go."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

from sayeban.accounts.public import Post, user_names
from sayeban.design.jinja import render
from sayeban.notices.public import OutboxRow, notices_of
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit, door
from sayeban.sites import entries, menus


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One post of the visitor; `stands_in_for` names the colleague whose post it is."""

    label: str
    unit: str
    helper: bool
    stands_in_for: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Posts, tasks, doors and the newest notices of the visitor."""

    now: datetime
    posts: tuple[OwnPost, ...]
    tasks: tuple[menus.Task, ...]
    groups: tuple[entries.Group, ...]
    notices: tuple[OutboxRow, ...]


@door("signed_in")
def home(request: Visit) -> HttpResponse:
    """Home of every member of staff."""
    actor, at = request.actor, timezone.now()
    labels = unit_labels({held.unit for held in actor.appointments})
    absent = user_names({held.holder for held in actor.appointments if held.holder})
    page = HomePage(
        at,
        tuple(
            OwnPost(
                Post(held.post).label,
                labels[held.unit],
                held.helper,
                absent.get(held.holder or 0, ""),
            )
            for held in actor.appointments
        ),
        tuple(menus.tasks_for(actor, at)),
        entries.groups_for(actor),
        tuple(notices_of(actor.user_id or 0)),
    )
    return render(request, "sites/home.jinja", page)
