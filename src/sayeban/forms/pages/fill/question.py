"""One question a page: works without a script, and shows what is known already."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.forms.answering import asked
from sayeban.forms.document import Question
from sayeban.forms.limits import until_year_of
from sayeban.forms.pages.clips import clip_of
from sayeban.forms.pages.fill.form import AnswerForm
from sayeban.forms.pages.fill.tasks import next_page
from sayeban.forms.pages.fill.way import Way, for_person
from sayeban.forms.pages.words import source
from sayeban.forms.reads.prefill import Known, shown_to
from sayeban.forms.reads.submissions import SubmissionFile
from sayeban.forms.rights import FILLERS
from sayeban.forms.wording import in_words
from sayeban.runtime.answers import SeeOther, attempt
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_RIGHT: Final = "right"
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class KnownCard:
    """What is known already: its words, and who says so of which day."""

    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question. `known` is shown for confirmation; None where it is typed.

    `skip`: where he goes who leaves out what need not be answered. `clip`: its sound.
    """

    section: str
    whom: str
    place: str
    label: str
    help: str
    form: AnswerForm
    pictogram: str
    clip: str
    known: KnownCard | None
    wrong_href: str
    may_be_unknown: bool
    skip: str
    back: str
    is_wrong: bool
    takes_file: bool
    sensitive: bool


@door(FILLERS, methods=("GET", "POST"))
def one_question(request: Visit, key: UUID, n: int) -> HttpResponseBase:
    """یک پرسش."""
    return question_page(request, for_person(request, key), n)


def question_page(request: Visit, way: Way, n: int) -> HttpResponseBase:
    """The page of question `n`, for whoever fills the form."""
    with looking(request.actor):
        file = way.find()
        question = _question(file, n)
        if file.state == "submitted" or question not in asked(file.version.form, file.given):
            return redirect(way.tasks)
        known = _known(request, file, question)
    form = _form(request, file, question)
    if request.method == "POST" and _is_answered(request, way, file, form, known):
        return SeeOther(_after(request, way, n))
    with looking(request.actor):
        page = _page(request, way, file, form, known)
        status = 422 if form.errors else 200
        return render(request, "forms/question.jinja", page, status=status)


def _question(file: SubmissionFile, n: int) -> Question:
    questions = file.version.form.questions
    if not 1 <= n <= len(questions):
        raise Http404
    return questions[n - 1]


def _known(request: Visit, file: SubmissionFile, question: Question) -> Known | None:
    """What is known and may be shown, until it was answered."""
    if question.key in file.answers:
        return None
    today = today_of(timezone.now())
    return shown_to(request.actor, file.version.form, file.person_id, today).get(question.key)


def _form(request: Visit, file: SubmissionFile, question: Question) -> AnswerForm:
    given = file.given.get(question.key)
    question = until_year_of(question, today_of(timezone.now()))
    if request.method != "POST":
        return AnswerForm(question, given=given)
    return AnswerForm(question, request.POST, request.FILES, given=given)


def _is_answered(
    request: Visit, way: Way, file: SubmissionFile, form: AnswerForm, known: Known | None
) -> bool:
    """Keep what was answered; an error of the form where it is not taken."""
    verdict, key = request.POST.get("verdict", ""), form.question.key
    if verdict == _UNKNOWN and form.question.may_be_unknown:
        return _kept(form, lambda: way.keep(file, {key: None}))
    if verdict == _RIGHT and known:
        return _kept(form, lambda: way.keep(file, {key: known.value}))
    if not form.is_valid():
        return False
    given = form.cleaned_data["value"]
    if form.question.kind == "document":
        return _kept(form, lambda: way.attach(file, key, given.read()))
    return _kept(form, lambda: way.keep(file, {key: given}))


def _kept(form: AnswerForm, deed: Callable[[], object]) -> bool:
    def act() -> bool:
        deed()
        return True

    return bool(attempt(form, act))


def _after(request: Visit, way: Way, n: int) -> str:
    """The next open question; from the check one goes back to it."""
    with looking(request.actor):
        now = way.find()
    if request.GET.get("from") == "check":
        return next_page(way, now, needed=True)
    return next_page(way, now, n)


def _page(
    request: Visit, way: Way, file: SubmissionFile, form: AnswerForm, known: Known | None
) -> QuestionPage:
    shown = asked(file.version.form, file.given)
    # The box may ask within narrower limits than the form.
    question = next(each for each in shown if each.key == form.question.key)
    at = shown.index(question)
    number = file.version.form.questions.index(question) + 1
    card = known and KnownCard(in_words(question, known.value), source(known, own=way.own))
    typing = "wrong" in request.GET or bool(form.errors)
    section = next(s.title for s in file.version.form.sections if question in s.questions)
    before = way.address(file, shown[at - 1]) if at else way.tasks
    from_check = request.GET.get("from") == "check"
    return QuestionPage(
        section,
        way.whom(file),
        f"پرسش {at + 1} از {len(shown)}",
        question.label,
        question.help,
        form,
        question.pictogram,
        clip_of(file.version.code, question.key, question.label),
        None if typing else card or None,
        f"{request.path}?wrong=1",
        question.may_be_unknown,
        "" if question.required else next_page(way, file, number),
        way.check if from_check else before,
        bool(form.errors),
        question.kind == "document",
        question.sensitive,
    )
