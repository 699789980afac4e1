"""Three faces: on the tablet of the desk, on one's own phone, or pressed by a clerk who asked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.clips import clip
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.actions.survey import answer_survey, record_survey
from sayeban.desk.models import Survey
from sayeban.desk.pages.finding import way
from sayeban.desk.pages.numbers import number
from sayeban.desk.pages.visitor import served_by
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.requests import titles
from sayeban.desk.reads.surveys import Content, ToAsk, overall, results, survey_state, to_ask
from sayeban.desk.refusals import SurveyUnknown
from sayeban.desk.rules import READERS, WORKERS
from sayeban.desk.workbook.content import write_content
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.answers import SeeOther, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook

DONE: Final = {"desk_surveyed": "پاسخ او ثبت شد."}
FACES: Final = ((3, "good", "راضی"), (2, "so_so", "نه خوب، نه بد"), (1, "bad", "ناراضی"))
QUESTION: Final = "از کار ما راضی بودید؟"
THANKS: Final = "پاسخ شما ثبت شد. سپاس از شما."
"""What the tablet says, and has clips of."""
_SHOWN: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """The question with its faces (value, picture, word). `clip` reads it aloud, "" without one.

    `problem`: why the last press was not taken.
    """

    faces: tuple[tuple[int, str, str], ...]
    answered: bool
    clip: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ToAskPage:
    """Who is still to be asked at one desk."""

    desk: DeskFacts
    links: tuple[Link, ...]
    waiting: tuple[ToAsk, ...]
    titles: dict[str, str]
    faces: tuple[tuple[int, str, str], ...]
    problem: str


@dataclass(frozen=True, slots=True)
class SatisfactionPage:
    """Results within the visitor's places. `groups` are (title, lines)."""

    whole: Content
    groups: tuple[tuple[str, tuple[Content, ...]], ...]


@never_cache
@door("anyone", methods=("GET", "POST"))
def survey(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """نظرسنجی با سه چهره؛ نشانی آن کلید آن است."""
    if request.method == "POST":
        try:
            face = number(request.POST.get("face"))
            answer_survey(actor=SYSTEM, at=timezone.now(), key=key, face=face)
        except SurveyUnknown as unknown:
            raise Http404 from unknown
        except Refusal as refusal:
            return _faces(request, key, refusal.message, refusal.http_status)
        return SeeOther(reverse("survey", args=[key]))
    return _faces(request, key)


def _faces(request: HttpRequest, key: UUID, problem: str = "", status: int = 200) -> HttpResponse:
    with looking(SYSTEM):
        state = survey_state(key)
        if state is None:
            raise Http404
        page = SurveyPage(FACES, state, clip(THANKS if state else QUESTION), problem)
        return render(request, "desk/survey.jinja", page, status=status)


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def ask(request: Visit, code: str) -> HttpResponseBase:
    """نظرسنجی به کمک کارمند یا با تلفن."""
    desk, problem, status = served_by(request, code), "", 200
    if request.method == "POST":
        sent = request.POST
        try:
            record_survey(
                actor=request.actor,
                at=timezone.now(),
                unit=desk.unit,
                survey_id=number(sent.get("survey")),
                face=number(sent.get("face")),
                mode=sent.get("mode", ""),
            )
        except AccessDenied:
            raise
        except SurveyUnknown as unknown:
            raise Http404 from unknown
        except Refusal as refusal:
            problem, status = refusal.message, refusal.http_status
        else:
            return done(reverse("desk_ask", args=[code]), "desk_surveyed")
    with looking(request.actor):
        waiting = tuple(to_ask(desk.unit))
        look(
            user_id=request.actor.user_id,
            purpose="serve",
            subject="desk.survey",
            subject_id=str(desk.id),
            rows=len(waiting),
        )
        page = ToAskPage(desk, way(desk), waiting, titles(), FACES, problem)
        return render(request, "desk/ask.jinja", page, status=status)


@door(READERS)
def satisfaction(request: Visit) -> HttpResponse:
    """رضایت مراجعان."""
    groups = _groups()
    page = SatisfactionPage(overall(groups[1][1]), groups)
    return render(request, "desk/satisfaction.jinja", page)


@door(READERS)
def satisfaction_workbook(request: Visit) -> HttpResponseBase:
    """همین نتیجه‌ها در یک فایل اکسل."""
    del request
    groups = _groups()
    answer, _ = answer_workbook("satisfaction.xlsx", lambda path: write_content(groups, path))
    return answer


def _groups() -> tuple[tuple[str, tuple[Content, ...]], ...]:
    """Results of a year per desk, service and way of asking."""
    since = today_of(timezone.now()) - _SHOWN
    named, modes = titles(), dict(Survey.Mode.choices)
    return (
        ("میزها", _named(results("desk__title", since), {"": "بیرون از میزهای خدمت"})),
        ("خدمت‌ها", _named(results("service", since), named)),
        ("شیوه‌های پرسش", _named(results("mode", since), modes)),
    )


def _named(lines: list[Content], labels: dict[str, str]) -> tuple[Content, ...]:
    return tuple(line.called(str(labels.get(line.label, line.label))) for line in lines)
