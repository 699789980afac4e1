"""A new value of a parameter, or a new parameter: entered by one person, in force by another."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.eligibility.actions.keep_parameters import ParameterTerms, set_parameter
from sayeban.eligibility.pages.parameters.form import NewForm, ValueForm
from sayeban.eligibility.pages.parameters.page import named
from sayeban.eligibility.reads.parameters import type_of_row
from sayeban.eligibility.rights import AUTHORS
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class EnterPage:
    """The boxes of a value. `label` is "" for a new parameter."""

    label: str
    back: str
    form: forms.Form
    wrong: bool


@door(AUTHORS, methods=("GET", "POST"))
def new(request: Visit) -> HttpResponseBase:
    """پارامتر تازه."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _kept(request, form, form.terms()):
        name = form.cleaned_data["name"]
        return done(reverse("rule_parameter", args=[name]), "parameter_entered")
    return _shown(request, "", reverse("rule_parameters"), form)


@door(AUTHORS, methods=("GET", "POST"))
def enter(request: Visit, name: str) -> HttpResponseBase:
    """مقدار تازهٔ یک پارامتر."""
    with looking(request.actor):
        row = named(name)
        form = ValueForm(type_of_row(row), request.POST if request.method == "POST" else None)
    here = reverse("rule_parameter", args=[name])
    if form.is_valid() and _kept(request, form, form.terms()):
        return done(here, "parameter_entered")
    return _shown(request, row.label, here, form)


def _kept(request: Visit, form: forms.Form, terms: ParameterTerms) -> bool:
    def keep() -> int:
        return set_parameter(actor=request.actor, at=timezone.now(), terms=terms)

    return attempt(form, keep, {"parameter.decided": "valid_from"}) is not None


def _shown(request: Visit, label: str, back: str, form: forms.Form) -> HttpResponseBase:
    with looking(request.actor):
        page = EnterPage(label, back, form, bool(form.errors))
        status = 422 if form.errors else 200
        return render(request, "eligibility/parameter_enter.jinja", page, status=status)
