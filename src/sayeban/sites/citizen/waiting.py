"""«نوبت من»: the client's places on waiting lists, told honestly."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import person_of
from sayeban.sites.waits import WaitInWords, waits_of


@dataclass(frozen=True, slots=True)
class OwnWaitingPage:
    """Where he waits."""

    waits: tuple[WaitInWords, ...]


@door("citizen")
def own_waiting(request: Visit) -> HttpResponse:
    """نوبت من در فهرست انتظار."""
    page = OwnWaitingPage(waits_of(person_of(request), today_of(timezone.now())))
    return render(request, "sites/own_waiting.jinja", page)
