"""The task list of a form that is filled, the check of its answers and its end."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.forms.actions.filling import submit
from sayeban.forms.answering import asked
from sayeban.forms.document import Section
from sayeban.forms.pages.fill.finding import address, for_whom, found_submission
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
    person: str


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
    """All answers before they are sent. `refused`: the sentence of a refusal."""

    title: str
    whom: str
    back: str
    sections: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    is_complete: bool
    refused: str


@dataclass(frozen=True, slots=True)
class DonePage:
    """What was sent, to print."""

    title: str
    whom: str
    number: str
    channel: str
    sections: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    person: str


@door(FILLERS)
def tasks(request: Visit, key: UUID) -> HttpResponseBase:
    """بخش‌های یک فرم."""
    file = found_submission(request, key)
    if file.state == "submitted":
        return redirect("form_done", key)
    page = TasksPage(
        file.version.title,
        for_whom(file),
        tuple(_section(file, each) for each in file.version.form.sections),
        next_page(file),
        bool(file.answers),
        file.began != file.version.n,
        reverse("forms_of_person", args=[file.person_id]),
    )
    return render(request, "forms/tasks.jinja", page)


@door(FILLERS, methods=("GET", "POST"))
def check(request: Visit, key: UUID) -> HttpResponseBase:
    """بازبینی پاسخ‌ها و فرستادن."""
    with looking(request.actor):
        file = found_submission(request, key)
    refused = ""
    if request.method == "POST":
        try:
            submit(actor=request.actor, at=timezone.now(), unit=file.unit, key=key)
            return done(reverse("form_done", args=[key]), "form_submitted")
        except SubmissionIncomplete as refusal:
            refused = refusal.message
    if file.state == "submitted":
        return redirect("form_done", key)
    with looking(request.actor):
        page = CheckPage(
            file.version.title,
            for_whom(file),
            reverse("form_tasks", args=[key]),
            _answers(file),
            not file.problems,
            refused,
        )
        return render(request, "forms/check.jinja", page, status=422 if refused else 200)


@door(FILLERS)
def sent(request: Visit, key: UUID) -> HttpResponseBase:
    """فرم فرستاده‌شده."""
    file = found_submission(request, key)
    if file.state == "draft":
        return redirect("form_tasks", key)
    page = DonePage(
        file.version.title,
        for_whom(file),
        str(file.key)[:8],
        CHANNELS[file.channel],
        _answers(file),
        reverse("forms_of_person", args=[file.person_id]),
    )
    return render(request, "forms/done.jinja", page)


def next_page(file: SubmissionFile, after: int = 0) -> str:
    """The next question without a right answer behind number `after`, else the check."""
    wrong, questions = file.problems, file.version.form.questions
    waiting = [each for each in questions[after:] if each.key in wrong]
    return address(file, waiting[0]) if waiting else reverse("form_check", args=[file.key])


def _section(file: SubmissionFile, section: Section) -> SectionLine:
    shown = set(asked(file.version.form, file.given))
    own = [each for each in section.questions if each in shown]
    wrong = file.problems
    waiting = [each for each in own if each.key in wrong]
    answered = sum(each.key in file.answers for each in own)
    if not own:
        return SectionLine(section.title, "", "پرسشی ندارد", "mute", "")
    href = address(file, waiting[0] if waiting else own[0])
    if not waiting:
        return SectionLine(section.title, href, "کامل است", "ok", "")
    if answered:
        return SectionLine(section.title, href, "نیمه‌کاره", "warn", "")
    return SectionLine(section.title, href, "آغاز نشده", "info", "")


def _answers(file: SubmissionFile) -> tuple[tuple[str, tuple[AnswerLine, ...]], ...]:
    shown, wrong = set(asked(file.version.form, file.given)), file.problems
    return tuple(
        (
            section.title,
            tuple(
                AnswerLine(
                    each.label,
                    in_words(each, file.answers[each.key].value)
                    if each.key in file.answers
                    else "بی‌پاسخ",
                    ORIGINS[file.answers[each.key].origin] if each.key in file.answers else "",
                    f"{address(file, each)}?from=check" if file.state == "draft" else "",
                    wrong.get(each.key, ""),
                )
                for each in section.questions
                if each in shown
            ),
        )
        for section in file.version.form.sections
        if shown.intersection(section.questions)
    )
