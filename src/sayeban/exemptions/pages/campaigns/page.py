"""The list of campaigns, and headquarters' form of a new one."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.eligibility.public import row_rules
from sayeban.exemptions import rights
from sayeban.exemptions.actions.open_campaign import open_campaign
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.campaigns.form import CampaignForm
from sayeban.exemptions.reads.campaign_facts import CampaignFacts, all_campaigns, publishers
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """Every campaign, the newest first. `may_open`: the visitor may open another."""

    campaigns: tuple[CampaignFacts, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class NewCampaignPage:
    """The form of a new campaign."""

    form: CampaignForm


@door(rights.STAFF)
def campaign_list(request: Visit) -> HttpResponse:
    """کارزارها."""
    found = tuple(all_campaigns(timezone.now()))
    page = CampaignsPage(found, bool(request.actor.posts & rights.HEADQUARTERS))
    return render(request, "exemptions/campaigns.jinja", page)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def new_campaign(request: Visit) -> HttpResponseBase:
    """کارزار تازه."""
    with looking(request.actor):
        rules = row_rules(today_of(timezone.now()))
        form = CampaignForm(request.POST or None, publishers=publishers(), rules=rules)
    if form.is_valid():
        opened = attempt(
            form,
            lambda: open_campaign(
                actor=request.actor,
                at=timezone.now(),
                code=form.cleaned_data["code"],
                terms=form.terms(),
            ),
        )
        if opened:
            return done(reverse("campaign_loads", args=[opened.code]), "campaign_opened")
    status = 422 if form.errors else 200
    return render(request, "exemptions/new_campaign.jinja", NewCampaignPage(form), status=status)
