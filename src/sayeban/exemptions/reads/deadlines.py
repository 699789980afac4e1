"""Days and sub-deadlines of a campaign (A-142)."""

from datetime import date

from sayeban.country.calendar import day_number
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.rules_ladder import ApprovalLevel
from sayeban.organisations.public import day_of, working_days


class Deadlines:
    """Days and sub-deadlines of one campaign; with working days each province has its own."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._days = {
            "centre": campaign.centre_days,
            "county": campaign.county_days,
            "province": campaign.days,
        }
        self._known: dict[tuple[str, str], date] = {}

    def day(self, today: date, province: str) -> int:
        """Which day of the campaign `today` is: 1 on the start, 0 before it."""
        working = working_days(province) if self._campaign.working_days else None
        return day_number(self._campaign.starts, today, working)

    def due(self, level: ApprovalLevel, province: str) -> date:
        """The last day of units of this level."""
        key = level, province if self._campaign.working_days else ""
        if key not in self._known:
            self._known[key] = day_of(
                self._campaign.starts, self._days[level], self._campaign.working_days, province
            )
        return self._known[key]
