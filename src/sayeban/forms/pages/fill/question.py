"""One question a page: works without a script, and shows what is known already."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.forms.actions.attach import attach
from sayeban.forms.actions.filling import answer
from sayeban.forms.answering import asked
from sayeban.forms.document import Answer, Question
from sayeban.forms.pages.clips import clip_of
from sayeban.forms.pages.fill.finding import address, for_whom, found_submission
from sayeban.forms.pages.fill.form import AnswerForm
from sayeban.forms.pages.fill.tasks import next_page
from sayeban.forms.pages.words import in_words, source
from sayeban.forms.reads.prefill import Known, prefilled
from sayeban.forms.reads.submissions import SubmissionFile
from sayeban.forms.rights import FILLERS
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
    with looking(request.actor):
        file = found_submission(request, key)
        question = _question(file, n)
        if file.state == "submitted" or question not in asked(file.version.form, file.given):
            return redirect("form_tasks", key)
        known = _known(file, question)
    form = _form(request, file, question)
    if request.method == "POST" and _is_answered(request, file, form, known):
        return SeeOther(_after(request, file, n))
    with looking(request.actor):
        page = _page(request, file, form, known)
        status = 422 if form.errors else 200
        return render(request, "forms/question.jinja", page, status=status)


def _question(file: SubmissionFile, n: int) -> Question:
    questions = file.version.form.questions
    if not 1 <= n <= len(questions):
        raise Http404
    return questions[n - 1]


def _known(file: SubmissionFile, question: Question) -> Known | None:
    """What is known, until it was answered."""
    if question.key in file.answers:
        return None
    today = today_of(timezone.now())
    return prefilled(file.version.form, file.person_id, today).get(question.key)


def _form(request: Visit, file: SubmissionFile, question: Question) -> AnswerForm:
    given = file.given.get(question.key)
    if request.method != "POST":
        return AnswerForm(question, given=given)
    return AnswerForm(question, request.POST, request.FILES, given=given)


def _is_answered(
    request: Visit, file: SubmissionFile, form: AnswerForm, known: Known | None
) -> bool:
    """Keep what was answered; an error of the form where it is not taken."""
    verdict = request.POST.get("verdict", "")
    if verdict == _UNKNOWN and form.question.may_be_unknown:
        return _keep(request, file, form, None)
    if verdict == _RIGHT and known:
        return _keep(request, file, form, known.value)
    if not form.is_valid():
        return False
    if form.question.kind == "document":
        return _attached(request, file, form)
    return _keep(request, file, form, form.cleaned_data["value"])


def _keep(request: Visit, file: SubmissionFile, form: AnswerForm, given: Answer) -> bool:
    def act() -> bool:
        answer(
            actor=request.actor,
            at=timezone.now(),
            unit=file.unit,
            key=file.key,
            answers={form.question.key: given},
        )
        return True

    return bool(attempt(form, act))


def _attached(request: Visit, file: SubmissionFile, form: AnswerForm) -> bool:
    def act() -> int:
        return attach(
            actor=request.actor,
            at=timezone.now(),
            unit=file.unit,
            key=file.key,
            question=form.question.key,
            data=form.cleaned_data["value"].read(),
        )

    return bool(attempt(form, act))


def _after(request: Visit, file: SubmissionFile, n: int) -> str:
    """The next open question; from the check one goes back to it."""
    with looking(request.actor):
        now = found_submission(request, file.key)
    return next_page(now, 0 if request.GET.get("from") == "check" else n)


def _page(
    request: Visit, file: SubmissionFile, form: AnswerForm, known: Known | None
) -> QuestionPage:
    question = form.question
    shown = asked(file.version.form, file.given)
    at = shown.index(question)
    card = known and KnownCard(in_words(question, known.value), source(known))
    typing = "wrong" in request.GET or bool(form.errors)
    section = next(s.title for s in file.version.form.sections if question in s.questions)
    before = address(file, shown[at - 1]) if at else reverse("form_tasks", args=[file.key])
    from_check = request.GET.get("from") == "check"
    return QuestionPage(
        section,
        for_whom(file),
        f"پرسش {at + 1} از {len(shown)}",
        question.label,
        question.help,
        form,
        question.pictogram,
        clip_of(file.version.code, question.key, question.label),
        None if typing else card or None,
        f"{request.path}?wrong=1",
        question.may_be_unknown,
        "" if question.required else next_page(file, at + 1),
        reverse("form_check", args=[file.key]) if from_check else before,
        bool(form.errors),
        question.kind == "document",
        question.sensitive,
    )
