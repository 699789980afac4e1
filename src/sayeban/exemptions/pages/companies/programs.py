"""برنامه‌های یک شرکت: a secret is in the answer of the command that drew it and nowhere else."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import (
    ProgramRow,
    add_client,
    disable_client,
    programs_of,
    rotate_client,
    set_client_key,
)
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.companies.form import (
    SAID_AT,
    KeyForm,
    ProgramForm,
    SecretForm,
    SureForm,
)
from sayeban.exemptions.pages.companies.page import agreement_or_404
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class SecretShownPage:
    """A new secret; `agreement` is the page that the visitor came from."""

    agreement: int
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class NewProgramPage:
    """The form of a program of the company that the agreement is with."""

    agreement: int
    company: str
    form: ProgramForm


@dataclass(frozen=True, slots=True)
class NewSecretPage:
    """The question before a program gets another secret."""

    agreement: int
    program: ProgramRow
    form: SecretForm


@dataclass(frozen=True, slots=True)
class CloseProgramPage:
    """The question before a program is closed."""

    agreement: int
    program: ProgramRow
    form: SureForm


@dataclass(frozen=True, slots=True)
class ProgramKeyPage:
    """The key by which a program signs what it sends."""

    agreement: int
    program: ProgramRow
    form: KeyForm


@never_cache
@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def add(request: Visit, number: int) -> HttpResponse:
    """برنامهٔ تازه."""
    found = agreement_or_404(request, number)
    form = ProgramForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        terms = form.terms(found.utility, found.company)
        secret = attempt(
            form,
            lambda: add_client(actor=request.actor, at=timezone.now(), terms=terms),
            SAID_AT,
        )
        if secret:
            return _shown(request, number, terms.client_id, secret)
    status = 422 if form.errors else 200
    page = NewProgramPage(number, found.company_name, form)
    return render(request, "exemptions/new_program.jinja", page, status=status)


@never_cache
@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def another_secret(request: Visit, number: int, client_id: str) -> HttpResponse:
    """کلید تازه."""
    program = _program_or_404(request, number, client_id)
    form = SecretForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secret = attempt(form, lambda: _rotate(request, client_id, form))
        if secret:
            return _shown(request, number, client_id, secret)
    status = 422 if form.errors else 200
    page = NewSecretPage(number, program, form)
    return render(request, "exemptions/new_secret.jinja", page, status=status)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def key(request: Visit, number: int, client_id: str) -> HttpResponseBase:
    """کلید امضای برنامه."""
    program = _program_or_404(request, number, client_id)
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _set_key(request, client_id, form), SAID_AT):
        return done(reverse("agreement", args=[number]), "program_key")
    status = 422 if form.errors else 200
    page = ProgramKeyPage(number, program, form)
    return render(request, "exemptions/program_key.jinja", page, status=status)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def close(request: Visit, number: int, client_id: str) -> HttpResponseBase:
    """بستن برنامه."""
    program = _program_or_404(request, number, client_id)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _close(request, client_id)):
        return done(reverse("agreement", args=[number]), "program_closed")
    status = 422 if form.errors else 200
    page = CloseProgramPage(number, program, form)
    return render(request, "exemptions/close_program.jinja", page, status=status)


def _rotate(request: Visit, client_id: str, form: SecretForm) -> str:
    return rotate_client(
        actor=request.actor,
        at=timezone.now(),
        client_id=client_id,
        overlap=form.cleaned_data["overlap"],
    )


def _set_key(request: Visit, client_id: str, form: KeyForm) -> bool:
    written = form.cleaned_data["public_key"]
    set_client_key(actor=request.actor, at=timezone.now(), client_id=client_id, public_key=written)
    return True


def _close(request: Visit, client_id: str) -> bool:
    disable_client(actor=request.actor, at=timezone.now(), client_id=client_id)
    return True


def _program_or_404(request: Visit, number: int, client_id: str) -> ProgramRow:
    """An open program of the agreement's company."""
    found = agreement_or_404(request, number)
    with looking(request.actor):
        programs = programs_of(found.utility, found.company, timezone.now())
    for each in programs:
        if each.client_id == client_id and each.disabled_at is None:
            return each
    raise Http404


def _shown(request: Visit, number: int, client_id: str, secret: str) -> HttpResponse:
    page = SecretShownPage(number, client_id, secret)
    return render(request, "exemptions/secret_shown.jinja", page)
