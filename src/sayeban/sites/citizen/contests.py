"""A client says that a datum is wrong, and sees what became of what he said (C-022)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.facts.pages.contests.form import NewContestForm
from sayeban.facts.public import (
    STATE_TONES,
    Claim,
    Datum,
    Got,
    OwnContest,
    open_own_contest,
    own_parts,
    receivers_of,
    said_of,
    withdraw_own_contest,
)
from sayeban.facts.public import own_contest as read_contest
from sayeban.facts.public import own_contests as read_contests
from sayeban.facts.rules import ANSWERED_WITHIN, STATES
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import names_of_offices, person_of
from sayeban.sites.citizen.welfare import said_by


class OwnContestForm(NewContestForm):
    """The same boxes in words to the person himself."""

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.fields["claimed"].label = "چه چیزی درست است؟"
        reason = self.fields["reason"]
        assert isinstance(reason, TextField)
        reason.label, reason.help_text = "چرا؟", "کوتاه بنویسید. نمونه: از مهر اجاره‌ام بیشتر شد."
        self.fields["document"].help_text = "اگر مدرکی دارید از آن عکس بگیرید."


@dataclass(frozen=True, slots=True)
class OwnNewContestPage:
    """One datum that he says is wrong. `days`: within so many days somebody decides."""

    label: str
    value: str
    source: str
    as_of: date
    days: int
    back: str
    form: OwnContestForm


@dataclass(frozen=True, slots=True)
class OwnContestLine:
    """One contest in his list."""

    number: int
    label: str
    state: str
    tone: Tone
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnContestsPage:
    """What he said, the newest first."""

    contests: tuple[OwnContestLine, ...]


@dataclass(frozen=True, slots=True)
class OwnContestPage:
    """One of them; `answer` is the reason of the decision, "" before it.

    `receivers` used what was wrong, and hear of it.
    """

    line: OwnContestLine
    claimed: str
    reason: str
    opened_at: datetime
    answer: str
    is_open: bool
    receivers: tuple[Got, ...]


@door("citizen", methods=("GET", "POST"))
def new_contest(request: Visit, value_id: int) -> HttpResponseBase:
    """این درست نیست."""
    with looking(request.actor):
        part, datum = _datum(request, value_id)
    posted = request.method == "POST"
    form = OwnContestForm(
        request.POST if posted else None, request.FILES if posted else None, fact=datum.fact.type
    )
    if form.is_valid():
        number = attempt(form, lambda: _open(request, value_id, form))
        if number is not None:
            return done(reverse("own_contest", args=[number]), "own_contested")
    page = _new_page(request, datum, part, form)
    return render(request, "sites/own_contest_new.jinja", page, status=422 if form.errors else 200)


@door("citizen")
def own_contests(request: Visit) -> HttpResponse:
    """اعتراض‌های من."""
    page = OwnContestsPage(tuple(map(_line, read_contests(person_of(request)))))
    return render(request, "sites/own_contests.jinja", page)


@door("citizen")
def own_contest(request: Visit, number: int) -> HttpResponse:
    """یک اعتراض من."""
    found = read_contest(person_of(request), number)
    if found is None:
        raise Http404
    with names_of_offices(request):
        claimed = said_of(found.fact, found.claimed)
    page = OwnContestPage(
        _line(found),
        claimed,
        found.reason,
        found.opened_at,
        found.answer,
        found.is_open,
        tuple(receivers_of(number)),
    )
    return render(request, "sites/own_contest.jinja", page)


@door("citizen", methods=("POST",))
def withdraw(request: Visit, number: int) -> HttpResponseBase:
    """پس گرفتن اعتراض خود."""
    with looking(request.actor):
        if read_contest(person_of(request), number) is None:
            raise Http404
    withdraw_own_contest(actor=request.actor, at=timezone.now(), number=number)
    return done(reverse("own_contest", args=[number]), "own_contest_withdrawn")


def _datum(request: Visit, value_id: int) -> tuple[str, Datum]:
    """The part and the datum whose shown value it is; 404 for what is not his."""
    person, at = person_of(request), timezone.now()
    for part in own_parts(person, request.actor.household_id, today_of(at)):
        for datum in part.data:
            if datum.shown and datum.shown.value_id == value_id:
                return part.code, datum
    raise Http404


def _open(request: Visit, value_id: int, form: OwnContestForm) -> int:
    document = form.cleaned_data["document"]
    claim = Claim(form.claim(), form.cleaned_data["reason"], document.read() if document else b"")
    return open_own_contest(actor=request.actor, at=timezone.now(), value_id=value_id, claim=claim)


def _new_page(request: Visit, datum: Datum, part: str, form: OwnContestForm) -> OwnNewContestPage:
    shown = datum.shown
    assert shown is not None
    with names_of_offices(request):
        value = said_of(datum.fact, shown.value)
    return OwnNewContestPage(
        datum.fact.label,
        value,
        said_by(datum.fact, shown.origin, shown.register),
        shown.as_of,
        ANSWERED_WITHIN.days,
        reverse("own_welfare_part", args=[part]),
        form,
    )


def _line(each: OwnContest) -> OwnContestLine:
    state, tone = STATES[each.state], STATE_TONES[each.state]
    return OwnContestLine(each.id, each.fact.label, state, tone, _sentence(each))


def _sentence(each: OwnContest) -> str:
    match each.state:
        case "open":
            return "همکار ما آن را می‌بیند و پاسخ می‌دهد. تا آن روز چیزی عوض نمی‌شود."
        case "referred":
            return f"از {each.referred_to} پرسیده‌ایم و منتظر پاسخ آن هستیم."
        case "accepted":
            return "حق با شما بود. مقدار درست در پرونده نوشته شد."
        case "rejected":
            return "آنچه در پرونده است می‌ماند. دلیل را بخوانید."
        case _:
            return "آن را پس گرفتید."
