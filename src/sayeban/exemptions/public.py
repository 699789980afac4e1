"""The only door of the campaign for the packages above it."""

from sayeban.exemptions.actions.change_campaign import close_campaign, extend_campaign
from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.actions.open_campaign import Terms, open_campaign
from sayeban.exemptions.models import Campaign

__all__ = [
    "Campaign",
    "Terms",
    "close_campaign",
    "extend_campaign",
    "load_workbook",
    "open_campaign",
]
