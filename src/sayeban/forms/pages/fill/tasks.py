"""The task list of a form that is filled, the check of its answers and its end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from sayeban.design.filters import jdate
from sayeban.design.jinja import render
from sayeban.design.parts import Link, Tone
from sayeban.forms.answering import asked
from sayeban.forms.document import Question, Section
from sayeban.forms.pages.fill.way import Way, for_person
from sayeban.forms.pages.words import CHANNELS, ORIGINS
from sayeban.forms.reads.submissions import SubmissionFile
from sayeban.forms.refusals import SubmissionIncomplete
from sayeban.forms.rights import FILLERS
from sayeban.forms.wording import in_words
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section: how far it is and where it goes on; empty `href` where nothing is asked."""

    title: str
    href: str
    status: str
    tone: Tone
    hint: str


@dataclass(frozen=True, slots=True)
class TasksPage:
    """`next`: the first open question, or the check where none is. `moved`: the form changed."""

    title: str
    whom: str
    sections: tuple[SectionLine, ...]
    next: str
    is_begun: bool
    moved: bool
    home: Link


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer on the check page; `wrong` says what stands against it."""

    label: str
    answer: str
    note: str
    href: str
    wrong: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All answers before they are sent. `refused`: the sentence of a refusal; `own`: of himself."""

    title: str
    whom: str
    back: str
    sections: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    is_complete: bool
    refused: str
    own: bool


@dataclass(frozen=True, slots=True)
class DonePage:
    """What was sent, to print."""

    title: str
    whom: str
    sent_at: datetime | None
    channel: str
    sections: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    home: Link


@door(FILLERS)
def tasks(request: Visit, key: UUID) -> HttpResponseBase:
    """بخش‌های یک فرم."""
    return tasks_page(request, for_person(request, key))


@door(FILLERS, methods=("GET", "POST"))
def check(request: Visit, key: UUID) -> HttpResponseBase:
    """بازبینی پاسخ‌ها و فرستادن."""
    return check_page(request, for_person(request, key))


@door(FILLERS)
def sent(request: Visit, key: UUID) -> HttpResponseBase:
    """فرم فرستاده‌شده."""
    way = for_person(request, key)
    file = way.find()
    if file.state == "draft":
        return redirect(way.tasks)
    page = DonePage(
        file.version.title,
        way.whom(file),
        file.submitted_at,
        CHANNELS[file.channel],
        _answers(way, file),
        way.home(file),
    )
    return render(request, "forms/done.jinja", page)


def tasks_page(request: Visit, way: Way) -> HttpResponseBase:
    """The sections and how far each is, in the look of a GET."""
    file = way.find()
    if file.state == "submitted":
        return redirect(way.sent)
    page = TasksPage(
        file.version.title,
        way.whom(file),
        tuple(_section(way, file, each) for each in file.version.form.sections),
        next_page(way, file, needed=bool(file.answers) and not file.problems),
        bool(file.answers),
        file.began != file.version.n,
        way.home(file),
    )
    return render(request, "forms/tasks.jinja", page)


def check_page(request: Visit, way: Way) -> HttpResponseBase:
    """All answers; a POST sends them."""
    with looking(request.actor):
        file = way.find()
    refused = ""
    if request.method == "POST":
        try:
            way.submit(file)
            return done(way.sent, "form_submitted")
        except SubmissionIncomplete as refusal:
            refused = refusal.message
    if file.state == "submitted":
        return redirect(way.sent)
    with looking(request.actor):
        page = CheckPage(
            file.version.title,
            way.whom(file),
            way.tasks,
            _answers(way, file),
            not file.problems,
            refused,
            way.own,
        )
        return render(request, "forms/check.jinja", page, status=422 if refused else 200)


def next_page(way: Way, file: SubmissionFile, after: int = 0, *, needed: bool = False) -> str:
    """The next question without a right answer behind number `after`, else the check.

    Also what he need not answer is asked once; `needed`: only what stands against sending.
    """
    wrong, form = file.problems, file.version.form
    open_now = {each.key for each in asked(form, file.given) if each.key not in file.answers}
    waits = wrong.keys() if needed else wrong.keys() | open_now
    waiting = [each for each in form.questions[after:] if each.key in waits]
    return way.address(file, waiting[0]) if waiting else way.check


def _section(way: Way, file: SubmissionFile, section: Section) -> SectionLine:
    shown = set(asked(file.version.form, file.given))
    own = [each for each in section.questions if each in shown]
    wrong = file.problems
    waiting = [each for each in own if each.key in wrong]
    answered = sum(each.key in file.answers for each in own)
    if not own:
        return SectionLine(section.title, "", "پرسشی ندارد", "mute", "")
    href = way.address(file, waiting[0] if waiting else own[0])
    if not waiting:
        return SectionLine(section.title, href, "کامل است", "ok", "")
    if answered:
        return SectionLine(section.title, href, "نیمه‌کاره", "warn", "")
    return SectionLine(section.title, href, "آغاز نشده", "info", "")


def _answers(way: Way, file: SubmissionFile) -> tuple[tuple[str, tuple[AnswerLine, ...]], ...]:
    shown, wrong = set(asked(file.version.form, file.given)), file.problems
    return tuple(
        (
            section.title,
            tuple(
                AnswerLine(
                    each.label,
                    _said(way, file, each),
                    _note(file, each),
                    f"{way.address(file, each)}?from=check" if file.state == "draft" else "",
                    wrong.get(each.key, ""),
                )
                for each in section.questions
                if each in shown
            ),
        )
        for section in file.version.form.sections
        if shown.intersection(section.questions)
    )


def _note(file: SubmissionFile, question: Question) -> str:
    """That he confirmed or corrected what was there, and of which day that was."""
    answered = file.answers.get(question.key)
    if answered is None or not (note := ORIGINS[answered.origin]):
        return ""
    return f"{note}، {jdate(answered.as_of)}" if answered.as_of else note


def _said(way: Way, file: SubmissionFile, question: Question) -> str:
    if question.key not in file.answers:
        return "بی‌پاسخ"
    given = file.answers[question.key].value
    return "نمی‌دانم" if way.own and given is None else in_words(question, given)
