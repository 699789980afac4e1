"""Terms of a campaign: what headquarters decided, extended, requires of companies; closing."""

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.change_campaign import (
    close_campaign,
    extend_campaign,
    require_fields,
)
from sayeban.exemptions.actions.reserve_days import reserve_days
from sayeban.exemptions.pages.answers import attempt, campaign_or_404, done, trail
from sayeban.exemptions.pages.settings.form import (
    CloseForm,
    ExtendForm,
    RequireForm,
    ReserveForm,
    in_words,
)
from sayeban.exemptions.reads.campaign_facts import (
    CampaignFacts,
    Demand,
    ExtensionLine,
    company_choices,
    demands,
    extensions,
)
from sayeban.exemptions.words import continued
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The terms and the forms that change them; the forms are for a campaign that is not closed.

    `continued` says what a later phase uses again of the earlier one.
    """

    links: tuple[Link, ...]
    campaign: CampaignFacts
    continued: str
    words: tuple[tuple[str, str], ...]
    demands: tuple[Demand, ...]
    extensions: tuple[ExtensionLine, ...]
    extend: ExtendForm
    reserve: ReserveForm
    require: RequireForm
    may_change: bool

    @property
    def wrong(self) -> bool:
        """Whether a form on the page has errors."""
        return bool(self.extend.errors or self.reserve.errors or self.require.errors)


@dataclass(frozen=True, slots=True)
class ClosePage:
    """The question before a campaign is closed."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    form: CloseForm


@door(rights.STAFF)
def terms(request: Visit, code: str) -> HttpResponse:
    """مشخصات کارزار."""
    return render(request, "exemptions/settings.jinja", _page(request, code))


@door(rights.HEADQUARTERS, methods=("POST",))
def extend(request: Visit, code: str) -> HttpResponseBase:
    """تمدید."""
    with looking(request.actor):
        page = replace(_page(request, code), extend=ExtendForm(request.POST))
    form = page.extend
    if form.is_valid() and attempt(form, lambda: _extend(request, code, form)):
        return done(reverse("campaign_settings", args=[code]), "campaign_extended")
    return render(request, "exemptions/settings.jinja", page, status=422)


@door(rights.HEADQUARTERS, methods=("POST",))
def reserve(request: Visit, code: str) -> HttpResponseBase:
    """روزهای ویژهٔ کارزار."""
    with looking(request.actor):
        page = replace(_page(request, code), reserve=ReserveForm(request.POST))
    form = page.reserve
    if form.is_valid() and attempt(form, lambda: _reserve(request, code, form)):
        word = "campaign_reserved" if form.cleaned_data["first"] else "campaign_unreserved"
        return done(reverse("campaign_settings", args=[code]), word)
    return render(request, "exemptions/settings.jinja", page, status=422)


@door(rights.HEADQUARTERS, methods=("POST",))
def require(request: Visit, code: str) -> HttpResponseBase:
    """فیلدهای الزامی یک شرکت."""
    with looking(request.actor):
        page = _page(request, code)
        page = replace(page, require=_require_form(page.campaign, request.POST))
    form = page.require
    if form.is_valid() and attempt(form, lambda: _require(request, code, form)):
        return done(reverse("campaign_settings", args=[code]), "campaign_required")
    return render(request, "exemptions/settings.jinja", page, status=422)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def close(request: Visit, code: str) -> HttpResponseBase:
    """بستن کارزار."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _close(request, code)):
        return done(reverse("campaign", args=[code]), "campaign_closed")
    with looking(request.actor):
        campaign = campaign_or_404(code, timezone.now())
        page = ClosePage(trail(request.actor, campaign), campaign, form)
    status = 422 if form.errors else 200
    return render(request, "exemptions/close_campaign.jinja", page, status=status)


def _extend(request: Visit, code: str, form: ExtendForm) -> bool:
    days = form.cleaned_data["days"]
    extend_campaign(actor=request.actor, at=timezone.now(), code=code, days=days)
    return True


def _reserve(request: Visit, code: str, form: ReserveForm) -> bool:
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    reserve_days(actor=request.actor, at=timezone.now(), code=code, first=first, last=last)
    return True


def _close(request: Visit, code: str) -> bool:
    close_campaign(actor=request.actor, at=timezone.now(), code=code)
    return True


def _require(request: Visit, code: str, form: RequireForm) -> bool:
    utility, company = form.cleaned_data["company"].split("/")
    require_fields(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        utility=utility,
        company=company,
        fields=form.cleaned_data["fields_wanted"],
    )
    return True


def _page(request: Visit, code: str) -> SettingsPage:
    campaign = campaign_or_404(code, timezone.now())
    may_change = bool(request.actor.posts & rights.HEADQUARTERS) and campaign.closed_at is None
    return SettingsPage(
        trail(request.actor, campaign),
        campaign,
        continued(campaign.continues) if campaign.continues else "",
        tuple(in_words(campaign)),
        tuple(demands(code)),
        tuple(extensions(code)),
        ExtendForm(),
        ReserveForm(initial={"first": campaign.reserved_from, "last": campaign.reserved_until}),
        _require_form(campaign),
        may_change,
    )


def _require_form(campaign: CampaignFacts, data: QueryDict | None = None) -> RequireForm:
    return RequireForm(
        data,
        companies=company_choices(campaign.code),
        utilities=list(campaign.utility_codes),
    )
