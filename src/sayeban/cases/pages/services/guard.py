"""The condition of a way or of a document: read aloud, and put together without writing a code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from sayeban.cases import editing
from sayeban.cases.pages.services.editor import edited, revision_of, save
from sayeban.cases.pages.services.guard_form import FactForm, GuardForm
from sayeban.cases.refusals import ServiceChanged
from sayeban.cases.rules import HEADQUARTERS
from sayeban.design.jinja import render
from sayeban.eligibility.public import (
    Outline,
    add_condition,
    changed_tree,
    find_condition,
    free_condition_id,
    outline,
    read_aloud,
)
from sayeban.facts.public import ConditionInvalid, FactType, catalogue, parse
from sayeban.forms.public import published, with_answers
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

CONDITION: Final[Mapping[str, str]] = {"transitions": "guard", "documents": "when"}
"""Under which name each kind of part keeps its condition."""
_ROOT: Final = "r"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GuardPage:
    """`row`: the condition with what can be done with each of its parts, None for no condition;
    where it cannot be read `unread` says why.

    `form` is the condition that is being written, None where its fact is to be chosen; `into` is
    the group that it comes into read aloud, "" for the whole. `problem`: what was sent could not
    be done.
    """

    title: str
    service: str
    back: str
    here: str
    revision: int
    row: Outline | None
    unread: str
    into: str
    fact: str
    choose: FactForm
    form: GuardForm | None
    problem: str = ""


@door(HEADQUARTERS, methods=("GET", "POST"))
def guard(request: Visit, code: str, part: str, nth: int) -> HttpResponseBase:
    """شرط یک نتیجه یا یک مدرک."""
    if part not in CONDITION:
        raise Http404
    with looking(request.actor):
        file = edited(code)
        whole, facts = file.document.as_json(), _facts(part, file.document.form)
    if not 0 < nth <= len(whole[part]):
        raise Http404
    tree: Node | None = whole[part][nth - 1][CONDITION[part]]
    form = _form(request, facts)
    here = reverse("service_guard", args=[code, part, nth])
    if request.method == "POST":
        made, fits = _changed(request, tree, form)
        if fits:
            value = {CONDITION[part]: made}
            changed = editing.put(whole, part, nth, value)
            revision = revision_of(request)
            if form is None:
                save(request, code, changed, revision)
                return done(here, "service_saved")
            if attempt(form, lambda: save(request, code, changed, revision)):
                return done(here, "service_saved")
    with looking(request.actor):
        refused = request.method == "POST"
        # What a verb is about has gone: somebody changed the condition meanwhile.
        problem = ServiceChanged().message if refused and form is None else ""
        at = _asked(request).get("at", _ROOT)
        page = _page(whole, part, nth, here, file.revision, facts, form, at)
        page, status = replace(page, problem=problem), 422 if refused else 200
        return render(request, "cases/service_guard.jinja", page, status=status)


def _facts(part: str, form: str | None) -> Mapping[str, FactType]:
    """What a condition may be about: of a document also what the form of the request answers."""
    asked = published(form) if form and part == "documents" else None
    return with_answers(catalogue(), asked.form if asked else None)


def _asked(request: Visit) -> Mapping[str, Any]:
    return request.POST if request.method == "POST" else request.GET


def _form(request: Visit, facts: Mapping[str, FactType]) -> GuardForm | None:
    """The boxes of a new condition, where its fact was chosen."""
    sent = _asked(request)
    fact = facts.get(sent.get("fact", ""))
    if fact is None:
        return None
    at = sent.get("at", _ROOT)
    return GuardForm(fact, facts, at, sent if request.method == "POST" else None)


def _changed(request: Visit, tree: Node | None, form: GuardForm | None) -> tuple[Node | None, bool]:
    """The condition as it is wanted, and whether that is a change at all."""
    if form is None:
        verb, _, at = request.POST.get("do", "").partition(":")
        if verb == "clear":
            return None, tree is not None
        return changed_tree(tree, verb, at) if tree else (None, False)
    if not form.is_valid():
        return tree, False
    at = form.cleaned_data["at"]
    if tree is None:
        return {"id": form.typed.key, **form.leaf}, True
    if at != _ROOT and find_condition(tree, at) is None:
        form.add_error(None, ServiceChanged().message)
        return tree, False
    return add_condition(
        tree, at, {"id": free_condition_id(tree, form.typed.key), **form.leaf}
    ), True


def said(tree: Mapping[str, Any], facts: Mapping[str, FactType]) -> tuple[tuple[int, str], ...]:
    """A condition read aloud, line by line with its depth; what cannot be read says so."""
    try:
        return tuple((line.depth, line.text) for line in read_aloud(parse(tree, facts), {}))
    except ConditionInvalid as refused:
        return ((0, refused.message),)


def _page(
    whole: Mapping[str, Any],
    part: str,
    nth: int,
    here: str,
    revision: int,
    facts: Mapping[str, FactType],
    form: GuardForm | None,
    at: str,
) -> GuardPage:
    about = whole[part][nth - 1]
    tree: Node | None = about[CONDITION[part]]
    row, unread = _outlined(tree, facts) if tree else (None, "")
    group = find_condition(tree, at) if tree and at != _ROOT else None
    return GuardPage(
        about.get("label") or about.get("title") or "بی‌عنوان",
        whole["title"],
        reverse("service_edit", args=[whole["code"]]),
        here,
        revision,
        row,
        unread,
        said(group, facts)[0][1] if group else "",
        form.typed.label if form else "",
        FactForm(facts, at if group else _ROOT),
        form,
    )


def _outlined(tree: Node, facts: Mapping[str, FactType]) -> tuple[Outline | None, str]:
    try:
        return outline(tree, read_aloud(parse(tree, facts), {})), ""
    except ConditionInvalid as refused:
        return None, refused.message
