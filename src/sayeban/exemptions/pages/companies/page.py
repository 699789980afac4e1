"""توافق‌نامه‌های شرکت‌ها: headquarters proposes, puts into force, declares ready and ends."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.companies.form import (
    SAID_AT,
    AgreementForm,
    CompanyForm,
    EndForm,
    ReadyForm,
)
from sayeban.exemptions.pages.companies.narrowing import Asked, CompaniesForm
from sayeban.exemptions.pages.companies.shown import (
    AgreementShown,
    agreement_page,
    in_words,
)
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.organisations.public import (
    AgreementFacts,
    activate_agreement,
    agreement,
    agreements,
    companies,
    declare_company_ready,
    end_agreement,
    propose_agreement,
    provinces,
)
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """The agreements that were asked for, the running ones first."""

    form: CompaniesForm
    agreements: tuple[AgreementShown, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class NewAgreementPage:
    """First which company, then what is agreed with it (`form`); `label` names the company."""

    choose: CompanyForm
    form: AgreementForm | None
    label: str

    @property
    def wrong(self) -> bool:
        """Whether a form on the page has errors."""
        return bool(self.choose.errors or (self.form and self.form.errors))


@dataclass(frozen=True, slots=True)
class EndPage:
    """The question before an agreement ends."""

    agreement: AgreementShown
    form: EndForm


@door(rights.HEADQUARTERS)
def agreement_list(request: Visit) -> HttpResponse:
    """توافق‌نامه‌ها."""
    form = CompaniesForm(request.GET, {each.code: each.name for each in provinces()})
    asked = Asked.of(form)
    found = [
        each
        for each in agreements(timezone.now())
        if asked.fits(
            name=each.company_name,
            code=each.company,
            utility=each.utility,
            state=each.state,
            provinces=each.provinces,
        )
    ]
    shown, pages = asked.page(reverse("agreements"), found, request.GET.get("after", ""))
    page = AgreementsPage(form, tuple(in_words(shown)), pages)
    return render(request, "exemptions/agreements.jinja", page)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def new_agreement(request: Visit) -> HttpResponseBase:
    """توافق‌نامهٔ تازه."""
    with looking(request.actor):
        page = _new_page(request.POST if request.method == "POST" else request.GET)
    form = page.form
    if request.method == "POST" and form and form.is_valid():
        made = attempt(
            form,
            lambda: propose_agreement(actor=request.actor, at=timezone.now(), terms=form.terms()),
            SAID_AT,
        )
        if made:
            return done(reverse("agreement", args=[made]), "agreement_proposed")
    status = 422 if page.wrong else 200
    return render(request, "exemptions/new_agreement.jinja", page, status=status)


@door(rights.HEADQUARTERS)
def one_agreement(request: Visit, number: int) -> HttpResponse:
    """یک توافق‌نامه."""
    at = timezone.now()
    page = agreement_page(request.actor, agreement_or_404(request, number), at, ReadyForm())
    return render(request, "exemptions/agreement.jinja", page)


@door(rights.DEPUTY, methods=("POST",))
def activate(request: Visit, number: int) -> HttpResponseBase:
    """نافذ کردن."""
    activate_agreement(actor=request.actor, at=timezone.now(), agreement=number)
    return done(reverse("agreement", args=[number]), "agreement_activated")


@door(rights.HEADQUARTERS, methods=("POST",))
def ready(request: Visit, number: int) -> HttpResponseBase:
    """اعلام آمادگی شرکت."""
    form = ReadyForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _ready(request, number, form)):
        return done(reverse("agreement", args=[number]), "agreement_ready")
    with looking(request.actor):
        found = agreement_or_404(request, number)
        page = agreement_page(request.actor, found, timezone.now(), form)
        return render(request, "exemptions/agreement.jinja", page, status=422)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def end(request: Visit, number: int) -> HttpResponseBase:
    """پایان توافق‌نامه."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _end(request, number, form)):
        return done(reverse("agreement", args=[number]), "agreement_ended")
    with looking(request.actor):
        page = EndPage(in_words([agreement_or_404(request, number)])[0], form)
    status = 422 if form.errors else 200
    return render(request, "exemptions/end_agreement.jinja", page, status=status)


def agreement_or_404(request: Visit, number: int) -> AgreementFacts:
    """The agreement of an address, seen by its visitor."""
    with looking(request.actor):
        found = agreement(number, timezone.now())
    if found is None:
        raise Http404
    return found


def _new_page(typed: QueryDict) -> NewAgreementPage:
    """What was typed so far; `publisher` comes with the second form alone."""
    known = companies()
    choose = CompanyForm(typed if "company" in typed else None, known)
    if not choose.is_valid():
        return NewAgreementPage(choose, None, "")
    chosen = choose.cleaned_data["company"]
    own = {each.province for each in known if f"{each.utility}/{each.code}" == chosen}
    form = AgreementForm(
        typed if "publisher" in typed else None,
        chosen,
        [each for each in provinces() if each.code in own],
        publishers(),
    )
    return NewAgreementPage(choose, form, choose.names[chosen])


def _ready(request: Visit, number: int, form: ReadyForm) -> bool:
    note = form.cleaned_data["note"]
    declare_company_ready(actor=request.actor, at=timezone.now(), agreement=number, note=note)
    return True


def _end(request: Visit, number: int, form: EndForm) -> bool:
    reason = form.cleaned_data["reason"]
    end_agreement(actor=request.actor, at=timezone.now(), agreement=number, reason=reason)
    return True
