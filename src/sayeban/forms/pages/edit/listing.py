"""The forms of the country, and one form with its versions."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.design.jinja import render
from sayeban.forms.actions.drafting import import_form, open_draft
from sayeban.forms.actions.publish_form import publish_form
from sayeban.forms.checking import publishing_problems
from sayeban.forms.pages.edit.files import read_file
from sayeban.forms.pages.edit.form import FileForm, NewFormForm
from sayeban.forms.pages.words import STATES
from sayeban.forms.reads.versions import FormVersion, current_versions, versions
from sayeban.forms.rights import HEADQUARTERS
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form: what is published, and whether a next version is written."""

    title: str
    code: str
    href: str
    published: str
    draft: str


@dataclass(frozen=True, slots=True)
class FormsPage:
    """All forms, and the box of a new one."""

    forms: tuple[FormLine, ...]
    form: NewFormForm
    file: FileForm
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version and who put it in force."""

    n: int
    state: str
    questions: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form. `problems` stand against publishing its draft; `edition` is what is published."""

    code: str
    title: str
    versions: tuple[VersionLine, ...]
    has_draft: bool
    edition: int
    problems: tuple[str, ...]
    is_author: bool
    newest: int


@door(HEADQUARTERS, methods=("GET", "POST"))
def forms(request: Visit) -> HttpResponseBase:
    """فهرست فرم‌ها."""
    form = NewFormForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _begun(request, form)):
        return done(reverse("form_edit", args=[form.cleaned_data["code"]]), "form_draft")
    return _listed(request, form, FileForm())


@door(HEADQUARTERS, methods=("POST",))
def take_file(request: Visit) -> HttpResponseBase:
    """ورود یک فرم از فایل."""
    file = FileForm(request.POST, request.FILES)
    if file.is_valid() and (made := attempt(file, lambda: _taken(request, file))):
        if made.state == "published":
            return done(reverse("form", args=[made.code]), "form_same")
        return done(reverse("form_edit", args=[made.code]), "form_draft")
    return _listed(request, NewFormForm(), file)


def _is_author(request: Visit, draft: FormVersion) -> bool:
    """Whoever wrote a part of it publishes nothing of it."""
    return request.actor.eyes().saw_any(draft.authors, draft.written_at)


def _listed(request: Visit, form: NewFormForm, file: FileForm) -> HttpResponseBase:
    wrong = bool(form.errors or file.errors)
    with looking(request.actor):
        page = FormsPage(_lines(current_versions()), form, file, wrong)
        return render(request, "forms/forms.jinja", page, status=422 if wrong else 200)


@door(HEADQUARTERS, methods=("GET", "POST"))
def one_form(request: Visit, code: str) -> HttpResponseBase:
    """یک فرم و نسخه‌های آن؛ آغاز نسخهٔ بعد."""
    if request.method == "POST":
        with looking(request.actor):
            _found(code)
        open_draft(actor=request.actor, at=timezone.now(), code=code)
        return done(reverse("form_edit", args=[code]))
    found = _found(code)
    draft = next((each for each in found if each.state == "draft"), None)
    names = user_names({each.published_by or each.written_by or 0 for each in found})
    page = FormPage(
        code,
        found[0].title,
        tuple(_version(each, names) for each in found),
        draft is not None,
        draft.edition if draft else 0,
        tuple(map(str, publishing_problems(draft.form))) if draft else (),
        draft is not None and _is_author(request, draft),
        found[0].n,
    )
    return render(request, "forms/form.jinja", page)


@door(HEADQUARTERS, methods=("POST",))
def publish(request: Visit, code: str, edition: int) -> HttpResponseBase:
    """انتشار پیش‌نویس."""
    publish_form(actor=request.actor, at=timezone.now(), code=code, edition=edition)
    return done(reverse("form", args=[code]), "form_published")


def _taken(request: Visit, form: FileForm) -> FormVersion:
    document = read_file(form.cleaned_data["file"])
    return import_form(actor=request.actor, at=timezone.now(), document=document)


def _begun(request: Visit, form: NewFormForm) -> bool:
    typed = form.cleaned_data
    with looking(request.actor):
        if versions(typed["code"]):
            form.add_error("code", "فرمی با این نام هست؛ نام دیگری بنویسید.")
            return False
    document = {"code": typed["code"], "title": typed["title"], "sections": []}
    import_form(actor=request.actor, at=timezone.now(), document=document)
    return True


def _found(code: str) -> tuple[FormVersion, ...]:
    found = versions(code)
    if not found:
        raise Http404
    return found


def _lines(found: tuple[FormVersion, ...]) -> tuple[FormLine, ...]:
    by_code: dict[str, dict[str, FormVersion]] = {}
    for each in found:
        by_code.setdefault(each.code, {})[each.state] = each
    return tuple(
        FormLine(
            (of.get("published") or of["draft"]).title,
            code,
            reverse("form", args=[code]),
            f"نسخهٔ {of['published'].n}" if "published" in of else "",
            f"نسخهٔ {of['draft'].n}" if "draft" in of else "",
        )
        for code, of in by_code.items()
    )


def _version(each: FormVersion, names: dict[int, str]) -> VersionLine:
    by = each.published_by or each.written_by or 0
    at = each.published_at or each.written_at
    questions = len(each.form.questions)
    return VersionLine(each.n, STATES[each.state], questions, names.get(by, "سامانه"), at)
