"""The editor: sections and questions of a draft, added, moved, changed and removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.forms import editing
from sayeban.forms.actions.drafting import change_draft
from sayeban.forms.checking import publishing_problems
from sayeban.forms.document import KINDS, Question
from sayeban.forms.pages.edit.bank import Bank, bank_of
from sayeban.forms.pages.edit.form import QuestionForm, SectionForm
from sayeban.forms.reads.bank import banked
from sayeban.forms.reads.prefill import writable
from sayeban.forms.reads.versions import FormVersion, draft_of
from sayeban.forms.rights import HEADQUARTERS
from sayeban.forms.writing import write_form
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_MOVES: Final = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of the draft."""

    key: str
    label: str
    kind: str
    href: str
    is_conditional: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditedSection:
    """One section of the draft; `add` leads to a new question in it, `problems` are its own."""

    key: str
    title: str
    questions: tuple[QuestionLine, ...]
    add: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """The whole draft. `edition` is what was read: a change is made to that and no other.

    `is_held`: something stands against publishing; each sentence stands where it belongs, and in
    `problems` what belongs to the whole.
    """

    code: str
    title: str
    n: int
    edition: int
    sections: tuple[EditedSection, ...]
    problems: tuple[str, ...]
    is_held: bool
    form: SectionForm
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class EditQuestionPage:
    """One question of the draft. `compound`: its condition has several parts and stays.

    `problems` stand against publishing it. `bank`: what is offered in place of writing anew, None
    where the question is there already.
    """

    title: str
    back: str
    edition: int
    form: QuestionForm
    is_wrong: bool
    compound: bool
    problems: tuple[str, ...]
    bank: Bank | None


@door(HEADQUARTERS, methods=("GET", "POST"))
def edit(request: Visit, code: str) -> HttpResponseBase:
    """پیش‌نویس یک فرم."""
    with looking(request.actor):
        draft = _draft(code)
    is_new = request.method == "POST" and "do" not in request.POST
    form = SectionForm(request.POST if is_new else None)
    if request.method == "POST":
        form = form if is_new else _deed()
        changed = _section_added(draft, form) if is_new else _changed(draft, request.POST)
        if changed and attempt(form, lambda: _kept(request, draft, changed)):
            return done(reverse("form_edit", args=[code]), "form_draft")
    with looking(request.actor):
        page = EditPage(
            code,
            draft.title,
            draft.n,
            draft.edition,
            _sections(draft),
            _problems_of(draft).get("", ()),
            bool(publishing_problems(draft.form)),
            form if form.errors else SectionForm(),
            bool(form.errors),
        )
        return render(request, "forms/edit.jinja", page, status=422 if form.errors else 200)


@door(HEADQUARTERS, methods=("GET", "POST"))
def edit_question(request: Visit, code: str, section: str, key: str = "") -> HttpResponseBase:
    """یک پرسش پیش‌نویس."""
    with looking(request.actor):
        draft = _draft(code)
        question = _question(draft, section, key)
        form = QuestionForm(
            _before(draft, question, section),
            writable(),
            request.POST if request.method == "POST" else None,
            question=question,
            taken=banked(request.GET.get("take", "")) if question is None else None,
        )
    if form.is_valid():
        made = editing.put_question(write_form(draft.form), section, key, form.document)
        if attempt(form, lambda: _kept(request, draft, made)):
            return done(reverse("form_edit", args=[code]), "form_draft")
    with looking(request.actor):
        page = EditQuestionPage(
            question.label if question else "پرسش تازه",
            reverse("form_edit", args=[code]),
            draft.edition,
            form,
            bool(form.errors),
            form.kept is not None,
            _problems_of(draft).get(key, ()),
            bank_of(request) if question is None else None,
        )
        status = 422 if form.errors else 200
        return render(request, "forms/edit_question.jinja", page, status=status)


def _deed() -> SectionForm:
    """What a refusal of another change is noted in: its box for a new section asks for nothing."""
    form = SectionForm({})
    form.fields["title"].required = False
    form.is_valid()
    form.fields["title"].required = True
    return form


def _draft(code: str) -> FormVersion:
    draft = draft_of(code)
    if draft is None:
        raise Http404
    return draft


def _question(draft: FormVersion, section: str, key: str) -> Question | None:
    """The question; None for a new one of a section that is there."""
    own = next((each for each in draft.form.sections if each.key == section), None)
    found = next((each for each in own.questions if each.key == key), None) if own else None
    if own is None or (key and found is None):
        raise Http404
    return found


def _before(draft: FormVersion, question: Question | None, section: str) -> list[Question]:
    """What is asked before it: a condition reads nothing else."""
    found: list[Question] = []
    for each in draft.form.sections:
        for asked in each.questions:
            if asked == question:
                return found
            found.append(asked)
        if question is None and each.key == section:
            return found
    return found


def _section_added(draft: FormVersion, form: SectionForm) -> Mapping[str, Any] | None:
    if not form.is_valid():
        return None
    return editing.add_section(write_form(draft.form), form.cleaned_data["title"])


def _changed(draft: FormVersion, sent: QueryDict) -> Mapping[str, Any]:
    """The draft after «title:key», or after «up», «down» or «remove» of «section:key» or
    «question:key»."""
    verb, _, what = str(sent["do"]).partition(":")
    if verb == "title":
        return editing.rename(write_form(draft.form), what, str(sent.get("title") or ""))
    kind, _, key = what.partition(":")
    of: editing.Kind = "section" if kind == "section" else "question"
    if verb == "remove":
        return editing.remove(write_form(draft.form), of, key)
    return editing.move(write_form(draft.form), of, key, _MOVES.get(verb, 0))


def _kept(request: Visit, draft: FormVersion, document: Mapping[str, Any]) -> bool:
    """Keep it as a change of the edition that the visitor saw."""
    seen = request.POST.get("edition", "")
    change_draft(
        actor=request.actor,
        at=timezone.now(),
        code=draft.code,
        edition=int(seen) if seen.isascii() and seen.isdecimal() else -1,
        document=document,
    )
    return True


def _problems_of(draft: FormVersion) -> Mapping[str, tuple[str, ...]]:
    """What stands against publishing, by the key of its question or section."""
    found: dict[str, tuple[str, ...]] = {}
    for each in publishing_problems(draft.form):
        found[each.place] = (*found.get(each.place, ()), each.why)
    return found


def _sections(draft: FormVersion) -> tuple[EditedSection, ...]:
    problems = _problems_of(draft)
    return tuple(
        EditedSection(
            each.key,
            each.title,
            tuple(
                QuestionLine(
                    asked.key,
                    asked.label,
                    KINDS[asked.kind],
                    reverse("form_edit_question", args=[draft.code, each.key, asked.key]),
                    asked.visible_if is not None,
                    problems.get(asked.key, ()),
                )
                for asked in each.questions
            ),
            reverse("form_new_question", args=[draft.code, each.key]),
            problems.get(each.key, ()),
        )
        for each in draft.form.sections
    )
