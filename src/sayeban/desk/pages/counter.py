"""The page of a desk: the queue of today, and what the clerk does with it."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.desk.actions.name_visitor import name_visitor
from sayeban.desk.actions.serve import call_next, end_turn
from sayeban.desk.actions.take_number import take_number
from sayeban.desk.freezing import frozen_by
from sayeban.desk.pages.finding import desk_of, desk_or_404, look_elsewhere
from sayeban.desk.pages.numbers import number
from sayeban.desk.reads.desks import DeskFacts, desks, is_open, is_trained
from sayeban.desk.reads.queue import Queue, counter_of, queue_of
from sayeban.desk.refusals import TurnUnknown
from sayeban.desk.rules import HEADQUARTERS, READERS, TRAINERS, WORKERS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

DONE: Final = {
    "desk_called": "شماره فراخوانده شد.",
    "desk_ended": "وضعیت نوبت ثبت شد.",
    "desk_named": "مراجعه‌کننده ثبت شد.",
    "desk_elsewhere": (
        "پروندهٔ او جای دیگری است. کد ملی‌اش را همین‌جا بنویسید تا با کد پیامکی شناخته شود."
    ),
    "desk_no_file": (
        "کسی با این کد ملی در حوزهٔ شما پرونده ندارد. اگر رقم‌ها درست است او را ثبت کنید."
    ),
}


@dataclass(frozen=True, slots=True)
class DesksPage:
    """The desks within the visitor's places. `leads`: headquarters; `trains`: records training."""

    desks: tuple[DeskFacts, ...]
    leads: bool
    trains: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One desk today. `counters` are the numbers to choose from, `counter` the one chosen before.

    `works`: the visitor serves here; `keeps`: he corrects the desk; `frozen`: the campaign that
    keeps the centres free; `problem` says why the last act was not done.
    """

    desk: DeskFacts
    queue: Queue
    counters: tuple[int, ...]
    counter: int
    is_open: bool
    works: bool
    trained: bool
    keeps: bool
    frozen: str
    problem: str = ""


@door(READERS)
def desk_list(request: Visit) -> HttpResponse:
    """میزهای خدمت."""
    return render(request, "desk/desks.jinja", _list_page(request))


def _list_page(request: Visit) -> DesksPage:
    posts = request.actor.posts
    return DesksPage(tuple(desks()), bool(posts & HEADQUARTERS), bool(posts & TRAINERS))


@door(READERS)
def desk(request: Visit, code: str) -> HttpResponse:
    """یک میز خدمت: نوبت‌های امروز."""
    return _show(request, code)


@door(WORKERS, methods=("POST",))
def queue(request: Visit, code: str) -> HttpResponseBase:
    """کار با نوبت‌ها: شماره دادن، فراخواندن، پایان."""
    found = desk_of(request.actor, code)
    try:
        return done(*_act(request, found))
    except AccessDenied:
        raise
    except TurnUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with looking(request.actor):
            return _show(request, code, refusal.message, refusal.http_status)


def _act(request: Visit, found: DeskFacts) -> tuple[str, str]:
    """Do what was asked; the address to go on to and the word of what was done."""
    sent, at, unit = request.POST, timezone.now(), found.unit
    page = reverse("desk", args=[found.code])
    turn, counter = number(sent.get("turn")), number(sent.get("counter"))
    match sent.get("act"):
        case "take":
            taken = take_number(actor=request.actor, at=at, unit=unit, code=found.code)
            return reverse("desk_slip", args=[found.code, taken.ticket_id]), ""
        case "call":
            call_next(actor=request.actor, at=at, unit=unit, code=found.code, counter=counter)
            return page, "desk_called"
        case "name":
            given = {name: sent.get(name, "") for name in ("national_id", "name")}
            found_as = name_visitor(actor=request.actor, at=at, unit=unit, ticket_id=turn, **given)
            if given["national_id"].strip():
                _looked(request, found_as)
            return _to_him(request, found.code, found_as, given["national_id"].strip())
        case "next":
            end_turn(actor=request.actor, at=at, unit=unit, ticket_id=turn, state="done")
            call_next(actor=request.actor, at=at, unit=unit, code=found.code, counter=counter)
            return page, "desk_called"
        case state:
            end_turn(actor=request.actor, at=at, unit=unit, ticket_id=turn, state=str(state))
            return page, "desk_ended"


def _looked(request: Visit, person_id: int | None) -> None:
    """A search by national id is recorded here as on the page that finds visitors."""
    with looking(request.actor):
        look(
            user_id=request.actor.user_id,
            purpose="serve",
            subject="people.search",
            subject_id="",
            rows=int(person_id is not None),
        )


def _to_him(request: Visit, code: str, person_id: int | None, typed: str) -> tuple[str, str]:
    """Where the clerk goes on with who stands before him."""
    if person_id is not None:
        return reverse("desk_person", args=[code, person_id]), "desk_named"
    if typed:
        with looking(request.actor):
            elsewhere = look_elsewhere(request.actor, typed)
        if elsewhere:
            return reverse("desk_visitor", args=[code]), "desk_elsewhere"
        return reverse("desk_newcomer", args=[code]), "desk_no_file"
    return reverse("desk", args=[code]), "desk_named"


def _show(request: Visit, code: str, problem: str = "", status: int = 200) -> HttpResponse:
    found, now, actor = desk_or_404(code), timezone.now(), request.actor
    today = queue_of(found.id, today_of(now))
    named = (*today.called, *today.waiting, *today.absent)
    look(
        user_id=actor.user_id,
        purpose="serve",
        subject="desk.queue",
        subject_id=str(found.id),
        rows=len([turn for turn in named if turn.who]),
    )
    own = counter_of(found.id, today_of(now), actor.user_id)
    page = DeskPage(
        desk=found,
        queue=today,
        counters=tuple(range(1, found.counters + 1)),
        counter=number(request.POST.get("counter")) or own or 1,
        is_open=is_open(found, now),
        works=actor.holds(WORKERS, found.unit),
        trained=is_trained(actor.user_id, found.unit),
        keeps=actor.reaches(TRAINERS, found.unit),
        frozen=frozen_by(found.unit, today_of(now)),
        problem=problem,
    )
    return render(request, "desk/desk.jinja", page, status=status)
