"""How a version looks to who fills it, in both layouts, and its documents to download."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.forms.document import FormDocument
from sayeban.forms.limits import asked_on
from sayeban.forms.pages.fill.form import AnswerForm
from sayeban.forms.reads.versions import FormVersion, version_of
from sayeban.forms.rights import HEADQUARTERS
from sayeban.forms.schema import json_schema
from sayeban.forms.writing import write_form
from sayeban.forms.xlsform import write_xlsform
from sayeban.runtime.doors import Visit, door

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question with its box; `condition`: it is not always asked."""

    form: AnswerForm
    pictogram: str
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One question a page, or a whole section. Nothing that is typed is kept."""

    title: str
    back: str
    section: str
    questions: tuple[ShownQuestion, ...]
    place: str
    other: str
    other_text: str
    next: str


@door(HEADQUARTERS)
def preview(request: Visit, code: str, n: int) -> HttpResponseBase:
    """پیش‌نمایش یک نسخه."""
    form = _version(code, n).form
    if not form.questions:
        raise Http404
    at = request.GET.get("at", "1")
    number = int(at) if at.isascii() and at.isdecimal() else 1
    number = min(max(number, 1), len(form.questions))
    page = _preview(request.path, code, form, number, whole="whole" in request.GET)
    return render(request, "forms/preview.jinja", page)


@door(HEADQUARTERS)
def download(request: Visit, code: str, n: int, kind: str) -> HttpResponseBase:
    """سند فرم، طرحوارهٔ پاسخ‌ها یا XLSForm."""
    del request
    form, today = _version(code, n).form, today_of(timezone.now())
    match kind:
        case "form.json":
            answer: HttpResponse = JsonResponse(write_form(form))
        case "schema.json":
            answer = JsonResponse(json_schema(asked_on(form, today)))
        case "form.xlsx":
            answer = HttpResponse(write_xlsform(form, today), content_type=_SHEET)
        case _:
            raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{code}-{n}-{kind}"'
    return answer


def _version(code: str, n: int) -> FormVersion:
    found = version_of(code, n)
    if found is None:
        raise Http404
    return found


def _preview(path: str, code: str, form: FormDocument, at: int, *, whole: bool) -> PreviewPage:
    asked = form.questions[at - 1]
    section = next(each for each in form.sections if asked in each.questions)
    shown = section.questions if whole else (asked,)
    last = form.questions.index(shown[-1]) + 1
    suffix = "&whole=1" if whole else ""
    return PreviewPage(
        form.title,
        reverse("form", args=[code]),
        section.title,
        tuple(
            ShownQuestion(
                AnswerForm(each, prefix=each.key), each.pictogram, each.visible_if is not None
            )
            for each in shown
        ),
        f"پرسش {at} از {len(form.questions)}",
        f"{path}?at={at}{'' if whole else '&whole=1'}",
        "یک پرسش در هر صفحه" if whole else "همهٔ پرسش‌های بخش",
        f"{path}?at={last + 1}{suffix}" if last < len(form.questions) else "",
    )
