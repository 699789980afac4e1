"""Whose worklist a field page is about: always one in which the visitor himself collects."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import unit_or_404
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.one_row import RowView, row_by_key
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.doors import Visit
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class Worklist:
    """One worklist of one campaign. `user`: who works in it, as the phone keeps apart who typed."""

    code: str
    title: str
    unit: str
    label: str
    user: int


def worklist_of(request: Visit, code: str, text: str) -> tuple[Worklist, Campaign, Unit]:
    """The worklist of an address; 404 outside the visitor's places, access.denied in others'."""
    campaign = _campaign(code)
    unit = unit_or_404(request.actor, text)
    return _worklist(request, campaign, unit), campaign, unit


def row_of_worklist(request: Visit, code: str, key: UUID) -> tuple[Worklist, Campaign, RowView]:
    """The row of an address and its worklist, with the same refusals."""
    campaign = _campaign(code)
    row = row_by_key(campaign.pk, key)
    if row is None:
        raise Http404
    return _worklist(request, campaign, row.unit), campaign, row


def _campaign(code: str) -> Campaign:
    try:
        return campaign_by_code(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown


def _worklist(request: Visit, campaign: Campaign, unit: Unit) -> Worklist:
    if not may_collect(request.actor, unit):
        raise AccessDenied
    user = request.actor.user_id or 0
    return Worklist(campaign.code, campaign.title, str(unit), unit_label(unit), user)
