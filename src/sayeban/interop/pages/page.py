"""نهادها: what each agreement opens, who opened it, and what its program asked."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from sayeban.accounts.public import HQ_POSTS, ProgramRow, programs_of
from sayeban.country.text import match_key
from sayeban.design.jinja import render
from sayeban.interop.pages.form import NarrowForm
from sayeban.interop.pages.shown import (
    CallLine,
    GrantLine,
    PurposeLine,
    StepLine,
    call_lines,
    fact_labels,
    form_titles,
    line_of,
    purpose_lines,
    services_of,
    steps_of,
)
from sayeban.interop.reads.grants import GrantFile, grant_files
from sayeban.organisations.public import AGREEMENT_ACTIVATORS
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class InstitutionsPage:
    """Agreements that were asked for, the open ones first."""

    form: NarrowForm
    lines: tuple[GrantLine, ...]
    is_narrowed: bool


@dataclass(frozen=True, slots=True)
class OpensPage:
    """What an agreement opens, in words."""

    purposes: tuple[PurposeLine, ...]
    facts: tuple[str, ...]
    forms: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """One agreement. `program` is None where its program is closed; `waits`: for a second person,
    who the visitor is where `may_activate`.
    """

    line: GrantLine
    is_open: bool
    waits: bool
    may_activate: bool
    program: ProgramRow | None
    opens: OpensPage
    submissions: int
    cases: int
    calls: tuple[CallLine, ...]
    steps: tuple[StepLine, ...]


@door(HQ_POSTS)
def institutions(request: Visit) -> HttpResponse:
    """نهادها."""
    form = NarrowForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    word = match_key(asked.get("q", ""))
    found = [
        each
        for each in grant_files()
        if (each.closed_at is None or asked.get("closed"))
        and word in match_key(f"{each.title} {each.client_id}")
    ]
    page = InstitutionsPage(form, tuple(map(line_of, found)), bool(word))
    return render(request, "interop/institutions.jinja", page)


@door(HQ_POSTS)
def institution(request: Visit, client_id: str) -> HttpResponse:
    """یک نهاد."""
    grant = grant_or_404(request, client_id)
    page = InstitutionPage(
        line_of(grant),
        grant.closed_at is None,
        waits(grant),
        may_activate(request.actor, grant),
        program_of(client_id),
        opens(grant),
        grant.sent.get("submission", 0),
        grant.sent.get("case", 0),
        call_lines(client_id),
        steps_of(grant),
    )
    return render(request, "interop/institution.jinja", page)


def grant_or_404(request: Visit, client_id: str) -> GrantFile:
    """The agreement of an address, seen by its visitor."""
    with looking(request.actor):
        found = grant_files(client_id)
    if not found:
        raise Http404
    return found[0]


def waits(grant: GrantFile) -> bool:
    """Whether it is proposed and opens nothing yet."""
    return grant.activated_at is None and grant.closed_at is None


def may_activate(actor: Actor, grant: GrantFile) -> bool:
    """Whether the visitor is a second person who may put it in force."""
    own = actor.eyes().saw(grant.opened_by, grant.opened_at)
    return waits(grant) and not own and bool(actor.posts & AGREEMENT_ACTIVATORS)


def opens(grant: GrantFile) -> OpensPage:
    """What it opens, in words."""
    return OpensPage(
        purpose_lines(grant), fact_labels(grant), form_titles(grant), services_of(grant)
    )


def program_of(client_id: str) -> ProgramRow | None:
    """The open program of an agreement."""
    found = programs_of("", "", timezone.now())
    return next((p for p in found if p.client_id == client_id and p.disabled_at is None), None)
