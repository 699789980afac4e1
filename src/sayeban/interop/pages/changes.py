"""An agreement is put in force, its program gets another key, and it ends.

A key is in the answer of the command that drew it and nowhere else.
"""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import HQ_POSTS, rotate_client
from sayeban.design.jinja import render
from sayeban.interop.actions.keep_grants import activate_grant, close_grant
from sayeban.interop.pages.form import ActivateForm, CloseForm, SecretForm
from sayeban.interop.pages.page import OpensPage, grant_or_404, may_activate, opens
from sayeban.interop.pages.shown import line_of
from sayeban.interop.reads.grants import GrantFile
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class NewSecretPage:
    """The question before another key, and the key where it was drawn just now."""

    client_id: str
    title: str
    form: SecretForm
    secret: str


@dataclass(frozen=True, slots=True)
class ActivatePage:
    """What the second person says yes to. `may`: he is not who proposed it."""

    client_id: str
    title: str
    provinces: str
    opens: OpensPage
    form: ActivateForm
    may: bool


@dataclass(frozen=True, slots=True)
class ClosePage:
    """The question before an agreement ends."""

    client_id: str
    title: str
    form: CloseForm


@never_cache
@door(HQ_POSTS, methods=("GET", "POST"))
def another_secret(request: Visit, client_id: str) -> HttpResponse:
    """کلید تازهٔ نهاد."""
    grant = _open_or_404(request, client_id)
    form = SecretForm(request.POST if request.method == "POST" else None)
    secret = attempt(form, lambda: _rotate(request, client_id, form)) if form.is_valid() else None
    page = NewSecretPage(client_id, grant.title, form, secret or "")
    status = 422 if form.errors else 200
    return render(request, "interop/institution_secret.jinja", page, status=status)


@door(HQ_POSTS, methods=("GET", "POST"))
def activate(request: Visit, client_id: str) -> HttpResponseBase:
    """نافذ کردن توافق نهاد."""
    grant = _open_or_404(request, client_id)
    form = ActivateForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _activate(request, client_id)):
        return done(reverse("institution", args=[client_id]), "institution_activated")
    status = 422 if form.errors else 200
    with looking(request.actor):
        page = ActivatePage(
            client_id,
            grant.title,
            line_of(grant).provinces,
            opens(grant),
            form,
            may_activate(request.actor, grant),
        )
    return render(request, "interop/institution_activate.jinja", page, status=status)


@door(HQ_POSTS, methods=("GET", "POST"))
def close(request: Visit, client_id: str) -> HttpResponseBase:
    """بستن توافق نهاد."""
    grant = _open_or_404(request, client_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _close(request, client_id)):
        return done(reverse("institution", args=[client_id]), "institution_closed")
    status = 422 if form.errors else 200
    page = ClosePage(client_id, grant.title, form)
    return render(request, "interop/institution_close.jinja", page, status=status)


def _open_or_404(request: Visit, client_id: str) -> GrantFile:
    grant = grant_or_404(request, client_id)
    if grant.closed_at is not None:
        raise Http404
    return grant


def _rotate(request: Visit, client_id: str, form: SecretForm) -> str:
    return rotate_client(
        actor=request.actor,
        at=timezone.now(),
        client_id=client_id,
        overlap=form.cleaned_data["overlap"],
    )


def _activate(request: Visit, client_id: str) -> bool:
    activate_grant(actor=request.actor, at=timezone.now(), client_id=client_id)
    return True


def _close(request: Visit, client_id: str) -> bool:
    close_grant(actor=request.actor, at=timezone.now(), client_id=client_id)
    return True
