"""«درخواست‌های من»: where each request stands, and one of them with what it waits for."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from sayeban.cases.public import (
    ClientTurn,
    InWords,
    OwnReview,
    StepReason,
    beside,
    cases_of,
    in_words,
    may_ask,
    own_reviews,
    promise_said,
    reasons_of,
    turn_of,
)
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.forms.public import published, submission
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import own_case_of, person_of
from sayeban.sites.citizen.papers import PaperLine, lines_of


@dataclass(frozen=True, slots=True)
class OwnCasesPage:
    """His requests, the open ones first, each with its number for the address."""

    cases: tuple[tuple[int, InWords], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What his request waits for: a form (`form` is its title, "" for none), documents.

    `begun` says that he goes on with it, `sent` that it was sent and documents are still missing;
    `why` is what staff wrote.
    """

    form: str
    begun: bool
    sent: bool
    why: str


@dataclass(frozen=True, slots=True)
class OwnCasePage:
    """One request; `asked` is None where it waits for nothing of his.

    `papers` are its documents while it is open, `lacking` says that he can send one.
    `reasons`: why each finished step ended as it did, `reasons_before` those that hold no more
    because the case went on after its end. `reviews` with what is
    promised of each; `may_ask`: he may ask for another look.
    """

    number: int
    case: InWords
    asked: Asked | None
    papers: tuple[PaperLine, ...]
    lacking: bool
    reasons: tuple[StepReason, ...]
    reasons_before: tuple[StepReason, ...]
    reviews: tuple[tuple[OwnReview, str], ...]
    may_ask: bool
    beside: tuple[str, ...]


@door("citizen")
def own_cases(request: Visit) -> HttpResponse:
    """درخواست‌های من."""
    today = today_of(timezone.now())
    found = cases_of(person_of(request))
    page = OwnCasesPage(tuple((each.case_id, in_words(each, today)) for each in found))
    return render(request, "sites/own_cases.jinja", page)


@door("citizen")
def own_case(request: Visit, case_id: int) -> HttpResponse:
    """یک درخواست من."""
    today = today_of(timezone.now())
    found = own_case_of(request, case_id)
    turn = turn_of(case_id, person_of(request))
    papers = lines_of(case_id, person_of(request))
    reasons, reviews = reasons_of(case_id), own_reviews(case_id)
    page = OwnCasePage(
        case_id,
        in_words(found, today),
        _asked(turn) if turn else None,
        papers,
        any(each.send for each in papers),
        tuple(each for each in reasons if not each.set_aside),
        tuple(each for each in reasons if each.set_aside),
        tuple((each, promise_said(each.due_on, today)) for each in reviews),
        may_ask(found.result, reviews),
        beside(case_id, today),
    )
    return render(request, "sites/own_case.jinja", page)


def _asked(turn: ClientTurn) -> Asked:
    version = published(turn.form) if turn.form else None
    file = submission(turn.key)
    sent = bool(file and file.state == "submitted")
    title = version.title if version and not sent else ""
    return Asked(title, begun=bool(file and not sent), sent=sent, why=turn.reason)
