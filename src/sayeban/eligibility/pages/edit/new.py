"""قاعدهٔ تازه: from its first condition, or from another rule."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.forms import offer
from sayeban.design.jinja import render
from sayeban.eligibility import editing
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.documents import RuleDocument
from sayeban.eligibility.pages.edit.base import edited
from sayeban.eligibility.pages.edit.condition_form import ConditionForm
from sayeban.eligibility.pages.edit.facts import choose_fact, facts_of_rule
from sayeban.eligibility.pages.edit.parts import AboutForm, about_of
from sayeban.eligibility.reads.parameters import param_types
from sayeban.eligibility.reads.rules import newest_number
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import SUBJECTS
from sayeban.eligibility.users import services_to_open
from sayeban.facts.public import FactType
from sayeban.organisations.public import support_institutions
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_LEFT = {"dir": "ltr", "autocomplete": "off"}


class NewForm(AboutForm):
    """What a rule is, with what it keeps for ever: its code, whom it is about, whose it is."""

    code = forms.CharField(
        label="کد قاعده",
        help_text="با حروف کوچک لاتین، رقم و زیرخط؛ مانند aged_support. پس از این تغییر نمی‌کند.",
        widget=forms.TextInput(_LEFT),
        error_messages={"required": "کدی برای قاعده بنویسید."},
    )
    subject = forms.ChoiceField(
        label="قاعده دربارهٔ",
        choices=list(SUBJECTS.items()),
        help_text="دربارهٔ خانوار: یک پاسخ برای همهٔ خانوار، تنها از داده‌های خانوار.",
    )
    institution = forms.ChoiceField(
        label="نهادی که قاعده از آن است",
        initial="behzisti",
        error_messages={"required": "نهاد را برگزینید."},
    )
    service = forms.ChoiceField(
        label="خدمتی که این قاعده به آن راه می‌دهد",
        help_text="اگر هنوز ساخته نشده است خالی بگذارید؛ خدمت خود می‌گوید کدام قاعده را می‌پرسد.",
        required=False,
    )
    seen = None  # type: ignore[assignment]  # nothing was read before
    field_order = ("title", "code", "subject", "legal_basis", "valid_from", "applies_to")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self.fields["institution"], support_institutions().items())
        offer(self.fields["service"], [("", "هیچ خدمتی"), *services_to_open().items()])

    def clean_code(self) -> str:
        """A code that no other rule has."""
        code = str(self.cleaned_data["code"])
        if newest_number(code):
            raise forms.ValidationError("قاعدهٔ دیگری این کد را دارد. کد دیگری بنویسید.")
        return code

    def document(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """The document of a rule with this tree."""
        named = {name: self.cleaned_data[name] for name in ("code", "subject", "institution")}
        service = self.cleaned_data["service"] or None
        return named | self.about() | {"service": service, "tree": tree}


@dataclass(frozen=True, slots=True)
class NewPage:
    """The boxes of a new rule, and of its first condition where it is no copy."""

    form: NewForm
    condition: ConditionForm | None
    fact: str
    other: str
    wrong: bool


@door(AUTHORS, methods=("GET", "POST"))
def new(request: Visit) -> HttpResponseBase:
    """قاعدهٔ تازه."""
    data = request.POST if request.method == "POST" else None
    with looking(request.actor):
        copied = edited(request.GET["from"]).document if "from" in request.GET else None
        facts = facts_of_rule("person")
        fact = facts.get((data or request.GET).get("fact", ""))
        if fact is None and copied is None:
            if data is not None:
                raise Http404
            back = (reverse("rules"), "قاعده‌ها")
            return choose_fact(request, "قاعدهٔ تازه: نخستین شرط دربارهٔ چه باشد؟", back, facts)
        form = _form(copied, fact, data)
        condition = None if copied or fact is None else _condition(fact, facts, data)
        valid = form.is_valid() and (condition is None or condition.is_valid())
    if valid and _made(request, form, copied, condition):
        return done(reverse("rule_edit", args=[form.cleaned_data["code"]]), "rule_saved")
    with looking(request.actor):
        wrong = bool(form.errors or (condition and condition.errors))
        label = fact.label if fact and condition else ""
        page = NewPage(form, condition, label, copied.title if copied else "", wrong)
        return render(request, "eligibility/rule_new.jinja", page, status=422 if wrong else 200)


def _form(copied: RuleDocument | None, fact: FactType | None, data: QueryDict | None) -> NewForm:
    if copied is None:
        # Whose rule it is stays with its writer: a fact of the household is one of each member too.
        form = NewForm(data, initial={"subject": "person"})
        if fact and fact.subject == "person":
            offer(form.fields["subject"], [("person", SUBJECTS["person"])])
        return form
    kept = replace(copied, title=f"{copied.title} (رونوشت)")
    fixed = {name: getattr(copied, name) for name in ("subject", "institution", "service")}
    form = NewForm(data, initial=about_of(kept) | fixed)
    offer(form.fields["subject"], [(copied.subject, SUBJECTS[copied.subject])])
    if copied.service and copied.service not in services_to_open():
        form.initial["service"] = ""  # it has been withdrawn since
    return form


def _condition(
    fact: FactType, facts: Mapping[str, FactType], data: QueryDict | None
) -> ConditionForm:
    form = ConditionForm(fact, facts, param_types(), data)
    del form.fields["seen"]
    # The law behind the rule is the law behind its only condition, until another is written.
    form.fields["basis"].required = False
    return form


def _made(
    request: Visit, form: NewForm, copied: RuleDocument | None, condition: ConditionForm | None
) -> bool:
    tree = copied.as_json()["tree"] if copied else {}
    if condition:
        condition.named(editing.free_id({"all": []}, condition.typed.key))
        basis = condition.leaf["basis"] or form.cleaned_data["legal_basis"]
        tree = condition.leaf | {"basis": basis}
    document = form.document(tree)
    made = attempt(
        form, lambda: draft_rule(actor=request.actor, at=timezone.now(), document=document)
    )
    return made is not None
