"""What every step of the demo knows: the data, the people, the days."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.utils.timezone import now

from sayeban.accounts.public import actor_of
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking
from sayeban.sites.demo.report import Report
from sayeban.sites.demo_data.geography import ProvincePlan, plan

CODE: Final = "demo"
DAYS_BEFORE: Final = 3
"""The campaign began so many days ago; what happened since is told with its own dates."""


@dataclass(slots=True)
class Scene:
    """One run. `folder` holds the generated data and everything that is written."""

    folder: Path
    home: Path
    report: Report
    ledger: Mapping[str, Any] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def provinces(self) -> tuple[ProvincePlan, ...]:
        return plan(self.ledger["households"])

    @property
    def starts(self) -> date:
        return today() - timedelta(days=DAYS_BEFORE)

    def of(self, province: str) -> Mapping[str, Any]:
        """The ledger of one province."""
        found: Mapping[str, Any] = self.ledger["provinces"][province]
        return found

    def actor(self, username: str) -> Actor:
        """A user with the posts that he holds now."""
        if username not in self._actors:
            with looking(OPERATOR):
                self._actors[username] = actor_of(username, now())
        return self._actors[username]

    def is_late(self, county: str) -> bool:
        return bool(county == self.ledger["late_county"])


def today() -> date:
    """This day in Iran."""
    return today_of(now())


def days_ago(days: int) -> datetime:
    """The same hour so many days ago."""
    return now() - timedelta(days=days)


def worklist_of(path: Path) -> tuple[Unit, str]:
    """The unit of a workbook 07/0701/1070101.xlsx and the user name of its collector."""
    *folders, centre = path.with_suffix("").parts
    if centre != "worklist":
        return Unit.of_centre(folders[-1], centre), f"worker1.{centre}"
    if len(folders) == 1:
        return Unit.of_province(folders[0]), f"expert1.{folders[0]}"
    return Unit.of_county(folders[-1]), f"expert.{folders[-1]}"


def read_ledger(data: Path) -> Mapping[str, Any]:
    """The ledger that `generate` wrote."""
    found: Mapping[str, Any] = json.loads((data / "ledger.json").read_text("utf-8"))
    return found
