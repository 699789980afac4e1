"""Two parts of a rule that is being written: what it is and since when, and one of its groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse

from sayeban.country import numbers
from sayeban.country.jalali import number
from sayeban.design.forms import CodeField, JalaliDateField, TextField, offer
from sayeban.design.jinja import render
from sayeban.eligibility import editing
from sayeban.eligibility.documents import RuleDocument
from sayeban.eligibility.editing import Node
from sayeban.eligibility.pages.edit.base import Edited, SeenForm, edited, saved, with_tree
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import APPLIES_TO
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_WORDS: Final = {
    "all": "همهٔ شرط‌های آن لازم است",
    "any": "یکی از شرط‌های آن بس است",
    "at_least": "شماری از شرط‌های آن لازم است",
    "not": "وارونه شود: برقرار نباشد",
    "open": "گروه برداشته شود و شرط‌های آن بماند",
}
_LONGEST: Final = 300


class AboutForm(SeenForm):
    """What a rule is, by which law and since when."""

    title = TextField(
        label="عنوان",
        max_length=_LONGEST,
        error_messages={"required": "عنوان قاعده را بنویسید."},
    )
    legal_basis = TextField(
        label="مستند قانونی",
        max_length=_LONGEST,
        error_messages={"required": "قانون یا مصوبه‌ای را بنویسید که این قاعده از آن است."},
    )
    valid_from = JalaliDateField(
        label="از چه روزی", error_messages={"required": "روز آغاز را بنویسید."}
    )
    applies_to = forms.ChoiceField(label="زمان سنجش", choices=list(APPLIES_TO.items()))

    def about(self) -> dict[str, Any]:
        """The keys of the document that valid boxes give."""
        typed = self.cleaned_data
        named = {name: typed[name] for name in ("title", "legal_basis", "applies_to")}
        return named | {"valid_from": typed["valid_from"].isoformat()}


def about_of(document: RuleDocument) -> dict[str, Any]:
    """What the boxes show of a document."""
    return {
        name: getattr(document, name)
        for name in ("title", "legal_basis", "applies_to", "valid_from")
    }


class GroupForm(SeenForm):
    """How many conditions of a group are needed; for a single one the group it comes into."""

    word = forms.ChoiceField(
        label="این گروه چگونه برقرار است؟",
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    needed = CodeField(
        label="شمار لازم",
        length=3,
        required=False,
        help_text="تنها برای «شماری از شرط‌های آن لازم است».",
    )

    def __init__(self, tree: Node, at: str, node: Node, data: QueryDict | None, seen: str) -> None:
        word = next((each for each in _WORDS if each in node), "")
        first = {"seen": seen, "word": word, "needed": node.get("at_least", "")}
        super().__init__(data, initial=first)
        self.most = max(1, len(editing.children(node) or ()))
        offer(self.fields["word"], _offered(tree, at, node))

    def clean(self) -> dict[str, Any]:
        """The number of those needed fits the group."""
        typed = super().clean() or {}
        needed = numbers.whole(str(typed.get("needed", "")))
        if typed.get("word") != "at_least":
            typed["needed"] = 1
        elif needed is not None and 1 <= needed <= self.most:
            typed["needed"] = needed
        else:
            self.add_error("needed", f"عددی از ۱ تا {number(self.most)} بنویسید.")
        return typed


def _offered(tree: Node, at: str, node: Node) -> Iterator[tuple[str, str]]:
    may_open = editing.may_open(tree, at)
    for word, said in _WORDS.items():
        if {"open": may_open, "not": "not" not in node}.get(word, True):
            yield word, said


@dataclass(frozen=True, slots=True)
class PartPage:
    """The form of one part."""

    title: str
    lead: str
    back: str
    rule: str
    form: SeenForm
    wrong: bool


@door(AUTHORS, methods=("GET", "POST"))
def about(request: Visit, code: str) -> HttpResponseBase:
    """عنوان، مستند و روز آغاز یک قاعده."""
    with looking(request.actor):
        found = edited(code)
        data = request.POST if request.method == "POST" else None
        form = AboutForm(data, initial={"seen": found.seen, **about_of(found.document)})

    def change(now: Edited) -> dict[str, Any]:
        return now.document.as_json() | form.about()

    if saved(request, code, form, change):
        return done(reverse("rule_edit", args=[code]), "rule_saved")
    return _shown(request, found, "عنوان، مستند و روز آغاز", "", form)


@door(AUTHORS, methods=("GET", "POST"))
def group(request: Visit, code: str, at: str) -> HttpResponseBase:
    """یک گروه از شرط‌ها."""
    with looking(request.actor):
        found = edited(code)
        tree = found.tree
        node = editing.find(tree, at)
        if node is None:
            raise Http404
        data = request.POST if request.method == "POST" else None
        form = GroupForm(tree, at, node, data, found.seen)

    def change(now: Edited) -> dict[str, Any] | None:
        typed = form.cleaned_data
        word = cast("editing.Word", typed["word"])
        return with_tree(now, editing.become(now.tree, at, word, typed["needed"]))

    if saved(request, code, form, change):
        return done(reverse("rule_edit", args=[code]), "rule_saved")
    lead = "این شرط در گروهی تازه جا می‌گیرد." if editing.children(node) is None else ""
    return _shown(request, found, "گروه شرط‌ها", lead, form)


def _shown(
    request: Visit, found: Edited, title: str, lead: str, form: SeenForm
) -> HttpResponseBase:
    with looking(request.actor):
        code, rule = found.document.code, found.document.title
        back = reverse("rule_edit", args=[code])
        page = PartPage(title, lead, back, rule, form, bool(form.errors))
        status = 422 if form.errors else 200
        return render(request, "eligibility/rule_part.jinja", page, status=status)
