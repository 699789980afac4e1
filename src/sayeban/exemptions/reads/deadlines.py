"""Days and sub-deadlines of a campaign (A-142)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from sayeban.country.calendar import day_number, nth_day
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.rules_ladder import ApprovalLevel
from sayeban.organisations.public import WorkingCalendars, working_calendars


class Deadlines:
    """Days and sub-deadlines of one campaign; with working days each province has its own."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._days = {
            "centre": campaign.centre_days,
            "county": campaign.county_days,
            "province": campaign.days,
        }

    @cached_property
    def calendars(self) -> WorkingCalendars:
        """Read once, and only by what asks for working days."""
        return working_calendars()

    def day(self, today: date, province: str) -> int:
        """Which day of the campaign `today` is: 1 on the start, 0 before it."""
        working = self.calendars.of(province) if self._campaign.working_days else None
        return day_number(self._campaign.starts, today, working)

    def due(self, level: ApprovalLevel, province: str) -> date:
        """The last day of units of this level."""
        working = self.calendars.of(province) if self._campaign.working_days else None
        return nth_day(self._campaign.starts, self._days[level], working)

    def rests(self, province: str) -> Iterator[bool]:
        """Of each day from the start on: whether the offices of the province are closed."""
        working, day = self.calendars.of(province), self._campaign.starts
        while True:
            yield not working.is_open(day)
            day += timedelta(days=1)
