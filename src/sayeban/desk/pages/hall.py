"""What stands in the hall: the display, the kiosk, and the slip that a clerk prints."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.country.today import today_of
from sayeban.design.clips import clip
from sayeban.design.jinja import render
from sayeban.desk.actions.take_number import take_at_kiosk
from sayeban.desk.pages.finding import desk_or_404
from sayeban.desk.reads.desks import DeskFacts, desk_of_key
from sayeban.desk.reads.queue import Given, Screen, given_number, screen_of, ticket_of
from sayeban.desk.refusals import DeskUnknown
from sayeban.desk.rules import WORKERS, spoken
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.answers import SeeOther
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_EVERY_SECONDS: Final = 10
_FORGETS: Final = 15
"""Seconds after which the kiosk shows the number of the last visitor no more."""
BEFORE: Final = "برای گرفتن شماره، دکمه را بزنید."
AFTER: Final = "بنشینید تا شمارهٔ شما روی نمایشگر بیاید."
"""What the kiosk says, and has clips of."""


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """Numbers alone: everybody in the hall reads it.

    `aloud`: it was opened with sound; then `call` are the clips of the number that was called
    last, and `called` names that call, so that it is heard once.
    """

    title: str
    screen: Screen
    aloud: bool
    call: tuple[str, ...]
    called: str


@dataclass(frozen=True, slots=True)
class KioskPage:
    """One button, and the number that was just taken; `problem`: why there is none.

    `clip` says aloud what to do. `paper`: it was opened with a printer, so each number is printed.
    """

    title: str
    given: Given | None
    problem: str
    clip: str
    paper: bool


@dataclass(frozen=True, slots=True)
class SlipPage:
    """What is printed for who holds a number."""

    desk: DeskFacts
    given: Given
    at: datetime


@never_cache
@door("anyone")
def screen(request: HttpRequest, key: UUID) -> HttpResponse:
    """نمایشگر نوبت‌ها؛ نشانی آن کلید آن است."""
    with looking(SYSTEM):
        found = _desk(key)
        now = screen_of(found.id, today_of(timezone.now()))
        aloud = request.GET.get("sound") == "1"
        newest = now.called[0] if aloud and now.called and now.called[0].now else None
        said = clips_of_call(newest.number, newest.counter) if newest else ()
        name = f"{newest.number}-{newest.counter}" if newest else ""
        shown = ScreenPage(found.title, now, aloud, said, name)
        answer = render(request, "desk/screen.jinja", shown)
    answer["Refresh"] = str(_EVERY_SECONDS)
    return answer


@never_cache
@door("anyone", methods=("GET", "POST"))
def kiosk(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """گرفتن شماره در سالن؛ نشانی آن کلید آن است."""
    if request.method == "POST":
        try:
            taken = take_at_kiosk(actor=SYSTEM, at=timezone.now(), key=key)
        except DeskUnknown as unknown:
            raise Http404 from unknown
        except Refusal as refusal:
            return _kiosk(request, key, "", refusal.message)
        paper = "&paper=1" if request.GET.get("paper") == "1" else ""
        return SeeOther(f"{reverse('desk_kiosk', args=[key])}?number={taken.number}{paper}")
    return _kiosk(request, key, request.GET.get("number", ""))


def clips_of_call(number: int, counter: int) -> tuple[str, ...]:
    """«شمارهٔ صد و پنج، باجهٔ دو» as clips; none where a word of it was not spoken."""
    words = ("شمارهٔ", *spoken(number), "باجهٔ", *spoken(counter))
    clips = tuple(map(clip, words))
    return clips if all(clips) else ()


def _kiosk(request: HttpRequest, key: UUID, number: str, problem: str = "") -> HttpResponse:
    with looking(SYSTEM):
        found = _desk(key)
        given = given_number(found.id, timezone.now(), number)
        said, paper = clip(AFTER if given else BEFORE), request.GET.get("paper") == "1"
        page = KioskPage(found.title, given, problem, said, paper)
        answer = render(request, "desk/kiosk.jinja", page, status=422 if problem else 200)
    if given or problem:
        again = reverse("desk_kiosk", args=[key]) + ("?paper=1" if paper else "")
        answer["Refresh"] = f"{_FORGETS}; url={again}"
    return answer


def _desk(key: UUID) -> DeskFacts:
    try:
        return desk_of_key(key)
    except DeskUnknown as unknown:
        raise Http404 from unknown


@door(WORKERS)
def slip(request: Visit, code: str, ticket: int) -> HttpResponse:
    """برگهٔ نوبت."""
    found = desk_or_404(code)
    given = ticket_of(found.id, ticket, timezone.now())
    if given is None:
        raise Http404
    return render(request, "desk/slip.jinja", SlipPage(found, given, timezone.now()))
