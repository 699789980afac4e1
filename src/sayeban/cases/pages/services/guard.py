"""The condition of a way or of a document: read aloud, and put together without writing a code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from sayeban.cases import editing
from sayeban.cases.pages.services.editor import edited, revision_of, save
from sayeban.cases.pages.services.guard_form import FactForm, GuardForm
from sayeban.cases.rules import HEADQUARTERS
from sayeban.design.jinja import render
from sayeban.eligibility.public import (
    add_condition,
    become_group,
    free_condition_id,
    read_aloud,
    remove_condition,
)
from sayeban.facts.public import ConditionInvalid, FactType, catalogue, parse
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

CONDITION: Final[Mapping[str, str]] = {"transitions": "guard", "documents": "when"}
"""Under which name each kind of part keeps its condition."""
_WORDS: Final = ("all", "any")
_ROOT: Final = "r"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GuardPage:
    """`lines`: the condition read aloud with its depth; `parts`: what may be taken out of it.

    `form` is the condition that is being written, None where its fact is to be chosen.
    """

    title: str
    service: str
    back: str
    here: str
    revision: int
    lines: tuple[tuple[int, str], ...]
    parts: tuple[tuple[int, str], ...]
    word: str
    fact: str
    choose: FactForm
    form: GuardForm | None


@door(HEADQUARTERS, methods=("GET", "POST"))
def guard(request: Visit, code: str, part: str, nth: int) -> HttpResponseBase:
    """شرط یک نتیجه یا یک مدرک."""
    if part not in CONDITION:
        raise Http404
    with looking(request.actor):
        file = edited(code)
        whole, facts = file.document.as_json(), catalogue()
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
        page = _page(whole, part, nth, here, file.revision, facts, form)
        status = 422 if request.method == "POST" else 200
        return render(request, "cases/service_guard.jinja", page, status=status)


def _form(request: Visit, facts: Mapping[str, FactType]) -> GuardForm | None:
    """The boxes of a new condition, where its fact was chosen."""
    sent = request.POST if request.method == "POST" else request.GET
    fact = facts.get(sent.get("fact", ""))
    if fact is None:
        return None
    return GuardForm(fact, facts, request.POST if request.method == "POST" else None)


def _changed(request: Visit, tree: Node | None, form: GuardForm | None) -> tuple[Node | None, bool]:
    """The condition as it is wanted, and whether that is a change at all."""
    if form is None:
        do, _, which = request.POST.get("do", "").partition(":")
        return _less(tree, do, which) if tree else (None, False)
    if not form.is_valid():
        return tree, False
    name = free_condition_id(tree, form.typed.key) if tree else form.typed.key
    leaf = {"id": name, **form.leaf}
    return (add_condition(tree, _ROOT, leaf) if tree else leaf), True


def _less(tree: Node, do: str, which: str) -> tuple[Node | None, bool]:
    """The condition cleared, without one of its parts, or with the other word of its group."""
    if do == "clear":
        return None, True
    inside = {str(n) for n, _ in enumerate(_inside(tree))}
    if do == "word" and inside and which in _WORDS:
        return become_group(tree, _ROOT, which), True  # type: ignore[arg-type]  # one of two
    if do == "remove" and which in inside:
        return remove_condition(tree, f"{_ROOT}.{which}"), True
    return tree, False


def _inside(tree: Mapping[str, Any]) -> list[Node]:
    return next((tree[word] for word in _WORDS if word in tree), [])


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
) -> GuardPage:
    about = whole[part][nth - 1]
    tree: Node | None = about[CONDITION[part]]
    inside = _inside(tree) if tree else []
    return GuardPage(
        about.get("label") or about.get("title") or "بی‌عنوان",
        whole["title"],
        reverse("service_edit", args=[whole["code"]]),
        here,
        revision,
        said(tree, facts) if tree else (),
        tuple((n, said(each, facts)[0][1]) for n, each in enumerate(inside)),
        next((word for word in _WORDS if tree and word in tree), ""),
        form.typed.label if form else "",
        FactForm(),
        form,
    )
