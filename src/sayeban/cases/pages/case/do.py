"""The form of one deed of a case, and the deed."""

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.pages.case.do_form import DoForm
from sayeban.cases.pages.case.doing import DEEDS, Deed, targets
from sayeban.cases.reads.case_file import CaseFile, case_file
from sayeban.cases.reads.questions import answerable
from sayeban.cases.refusals_case import CaseUnknown, QuestionNotYours
from sayeban.cases.rules import STAFF
from sayeban.design.jinja import render
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class DoPage:
    """One form. `about` says what of the case is meant."""

    title: str
    button: str
    about: str
    back: str
    form: DoForm
    takes_file: bool
    wrong: bool


@door(STAFF, methods=("GET", "POST"))
def case_do(request: Visit, case_id: int, do: str, target: str) -> HttpResponseBase:
    """کاری دیگر با پرونده: یادداشت، پرسش، مدرک، مهلت، سپردن، انصراف، باز کردن دوباره."""
    deed = DEEDS.get(do)
    if deed is None:
        raise Http404
    with looking(request.actor):
        file = _file(request, case_id)
        if not request.actor.reaches(deed.posts, file.unit):
            raise AccessDenied
        if target not in targets(deed, file):
            raise Http404
        if deed.of == "question" and int(target) not in answerable(
            request.actor, file.id, file.unit
        ):
            raise QuestionNotYours
        is_sent = request.method == "POST"
        data, files = (request.POST, request.FILES) if is_sent else (None, None)
        form = deed.form(data, files, file, target)
    if form.is_valid() and attempt(form, lambda: _act(request, deed, form)):
        return done(reverse("case", args=[case_id]), "case_done")
    with looking(request.actor):
        page = _page(deed, form)
        status = 422 if form.errors else 200
        return render(request, "cases/case_do.jinja", page, status=status)


def _act(request: Visit, deed: Deed, form: DoForm) -> bool:
    deed.act(request.actor, timezone.now(), form.file, form.target, form.cleaned_data)
    return True


def _file(request: Visit, case_id: int) -> CaseFile:
    try:
        file = case_file(case_id)
    except CaseUnknown as unknown:
        raise Http404 from unknown
    look(
        user_id=request.actor.user_id,
        purpose="case",
        subject="cases.case",
        subject_id=str(case_id),
        rows=1,
    )
    return file


def _page(deed: Deed, form: DoForm) -> DoPage:
    file = form.file
    named = {str(step.id): step.title for step in file.open_steps}
    named |= {each.code: each.title for each in file.documents}
    named |= {str(note.id): note.text for note in file.notes if deed.of == "question"}
    back = reverse("case", args=[file.id])
    about = named.get(form.target, file.title)
    takes_file = form.is_multipart()
    return DoPage(deed.title, deed.button, about, back, form, takes_file, bool(form.errors))
