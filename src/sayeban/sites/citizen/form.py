"""A client fills the form that his request waits for: one question a page, without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.public import ClientTurn, begin_own_form, submit_own_form, turn_of
from sayeban.design.parts import Link
from sayeban.forms.pages.fill.question import question_page
from sayeban.forms.pages.fill.tasks import check_page, tasks_page
from sayeban.forms.pages.fill.way import Way
from sayeban.forms.public import Answer, SubmissionFile, answer_own, attach_own, submission
from sayeban.runtime.answers import SeeOther
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import own_case_of, person_of


@door("citizen", methods=("POST",))
def begin(request: Visit, case_id: int) -> HttpResponseBase:
    """پر کردن فرم درخواست خود."""
    begin_own_form(actor=request.actor, at=timezone.now(), case_id=case_id)
    return SeeOther(reverse("own_form", args=[case_id]))


@door("citizen")
def tasks(request: Visit, case_id: int) -> HttpResponseBase:
    """فرم درخواست من."""
    way = _way(request, case_id)
    return tasks_page(request, way) if way else redirect("own_case", case_id)


@door("citizen", methods=("GET", "POST"))
def one_question(request: Visit, case_id: int, n: int) -> HttpResponseBase:
    """یک پرسش از من."""
    way = _way(request, case_id)
    return question_page(request, way, n) if way else redirect("own_case", case_id)


@door("citizen", methods=("GET", "POST"))
def check(request: Visit, case_id: int) -> HttpResponseBase:
    """بازبینی پاسخ‌های من و فرستادن."""
    way = _way(request, case_id)
    return check_page(request, way) if way else redirect("own_case", case_id)


@dataclass(frozen=True, slots=True)
class _Own:
    """The form of one turn of a client's request, and his commands on it."""

    request: Visit
    turn: ClientTurn

    def find(self) -> SubmissionFile:
        found = submission(self.turn.key)
        if found is None:
            raise Http404
        return found

    def keep(self, _: SubmissionFile, answers: Mapping[str, Answer]) -> object:
        actor, key = self.request.actor, self.turn.key
        return answer_own(actor=actor, at=timezone.now(), key=key, answers=answers)

    def attach(self, _: SubmissionFile, question: str, data: bytes) -> object:
        return attach_own(
            actor=self.request.actor,
            at=timezone.now(),
            key=self.turn.key,
            question=question,
            data=data,
        )

    def submit(self, _: SubmissionFile) -> object:
        actor, case = self.request.actor, self.turn.case_id
        return submit_own_form(actor=actor, at=timezone.now(), case_id=case)


def _way(request: Visit, case_id: int) -> Way | None:
    """The form that this case of his waits for; None where it waits for none, or it is not begun.

    404 for a case that is not his.
    """
    with looking(request.actor):
        own_case_of(request, case_id)
        turn = turn_of(case_id, person_of(request))
        if turn is None or submission(turn.key) is None:
            return None
    own, case = _Own(request, turn), reverse("own_case", args=[case_id])
    return Way(
        own.find,
        own.keep,
        own.attach,
        own.submit,
        lambda _: "",
        reverse("own_form", args=[case_id]),
        reverse("own_form_check", args=[case_id]),
        case,
        lambda n: reverse("own_form_question", args=[case_id, n]),
        lambda _: Link("درخواست من", case),
        own=True,
    )
