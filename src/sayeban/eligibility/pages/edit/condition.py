"""One condition of a rule that is being written: a new one, or one that is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from sayeban.design.jinja import render
from sayeban.eligibility import editing
from sayeban.eligibility.documents import facts_for
from sayeban.eligibility.editing import Node
from sayeban.eligibility.pages.edit.base import Edited, edited, saved, with_tree
from sayeban.eligibility.pages.edit.condition_form import ConditionForm
from sayeban.eligibility.pages.edit.facts import choose_fact, facts_of_rule
from sayeban.eligibility.reads.parameters import param_types
from sayeban.eligibility.rights import AUTHORS
from sayeban.facts.public import FactType, catalogue
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """The boxes of a condition; `other_fact` leads to another fact for it."""

    title: str
    fact: str
    back: str
    rule: str
    other_fact: str
    form: ConditionForm
    wrong: bool


@door(AUTHORS, methods=("GET", "POST"))
def add(request: Visit, code: str, at: str) -> HttpResponseBase:
    """شرط تازه در یک گروه."""

    def change(found: Edited, form: ConditionForm) -> Node | None:
        if editing.find(found.tree, at) is None:
            return None
        form.named(editing.free_id(found.tree, form.typed.key))
        return editing.add(found.tree, at, form.node)

    return _condition(request, code, at, change, adds=True)


@door(AUTHORS, methods=("GET", "POST"))
def condition(request: Visit, code: str, at: str) -> HttpResponseBase:
    """یک شرط قاعده."""

    def change(found: Edited, form: ConditionForm) -> Node | None:
        old = editing.find(found.tree, at)
        if old is None or not editing.is_leaf(old):
            return None
        form.named(old["id"])
        return editing.put(found.tree, at, form.node)

    return _condition(request, code, at, change, adds=False)


def _condition(
    request: Visit,
    code: str,
    at: str,
    change: Callable[[Edited, ConditionForm], Node | None],
    *,
    adds: bool,
) -> HttpResponseBase:
    back = reverse("rule_edit", args=[code])
    with looking(request.actor):
        found = edited(code)
        node = _there(request, found, at, adds=adds)
        old = None if adds or node is None or not editing.is_leaf(node) else node
        facts = facts_of_rule(found.document.subject)
        fact = _fact(request, facts, old)
        if fact is None:
            words = "شرط تازه دربارهٔ چه باشد؟" if adds else "شرط دربارهٔ چه باشد؟"
            return choose_fact(request, words, (back, found.document.title), facts)
        form = _form(request, found, fact, old, adds=adds)

    def save(now: Edited) -> dict[str, Any] | None:
        return with_tree(now, change(now, form))

    if saved(request, code, form, save):
        return done(back, "rule_saved")
    with looking(request.actor):
        page = ConditionPage(
            "شرط تازه" if adds else "یک شرط",
            *(fact.label, back, found.document.title, "?fact=", form, bool(form.errors)),
        )
        status = 422 if form.errors else 200
        return render(request, "eligibility/rule_condition.jinja", page, status=status)


def _there(request: Visit, found: Edited, at: str, *, adds: bool) -> Node | None:
    """What stands at the place. What was typed for one that has gone is not thrown away: 404 is
    for a look alone."""
    node = editing.find(found.tree, at)
    fits = node is not None and (adds or editing.is_leaf(node))
    if not fits and (request.method == "GET" or found.seen == request.POST.get("seen")):
        raise Http404
    return node


def _fact(request: Visit, facts: dict[str, FactType], old: Node | None) -> FactType | None:
    """The fact that was chosen, or that of the condition; None where one is to be chosen."""
    sent = request.POST if request.method == "POST" else request.GET
    key = sent.get("fact", old["fact"] if old else "")
    if old and key == old["fact"]:
        return catalogue().get(key)
    return facts.get(key)


def _form(
    request: Visit, found: Edited, fact: FactType, old: Node | None, *, adds: bool
) -> ConditionForm:
    return ConditionForm(
        fact,
        facts_for(catalogue(), found.document.subject),
        param_types(),
        request.POST if request.method == "POST" else None,
        old=old,
        basis=found.document.legal_basis,
        seen=found.seen,
        adds=adds,
    )
