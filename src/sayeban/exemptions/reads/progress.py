"""Everything that the daily report of a campaign says: standing, readiness, errors, lead times.

Live figures of the unit and what lies below it, by set-based grouped queries (A-120, A-130, A-141).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sayeban.accounts.public import HelperRow, helpers_within
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.error_rates import ErrorRate, Rejects
from sayeban.exemptions.reads.quality import Readiness, Stage, quality
from sayeban.exemptions.reads.reconciled import unanswered
from sayeban.exemptions.reads.standing import LateUnit, ProgressLine, Standing, standing
from sayeban.kit.units import Unit

__all__ = ["LateUnit", "Progress", "ProgressLine", "Readiness", "Stage", "progress"]


@dataclass(frozen=True, slots=True)
class Progress(Standing):
    """The standing, and how good the data are. `ready` has each utility of the campaign."""

    ready: Mapping[str, int]
    readiness: tuple[Readiness, ...]
    ways: Mapping[str, tuple[ErrorRate, ...]]
    """By kind of error_rates.WAYS."""
    rejects: tuple[Rejects, ...]
    stages: tuple[Stage, ...]
    """Levels that approved something."""
    helpers: tuple[HelperRow, ...]
    """Whom heads assigned for a time, here and below (A-124, A-137)."""
    unanswered: int
    """What companies were told and left without a receipt longer than they may."""

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        return {
            "day": self.day,
            "of": self.of,
            "due": self.due.isoformat(),
            "by_state": dict(self.by_state),
            "informed": self.informed,
            "ready": dict(self.ready),
            "unanswered": self.unanswered,
            "unit": str(self.unit),
            "unit_due": self.unit_due.isoformat(),
            "units": [_line_as_json(line) for line in self.lines],
            "companies": [
                {
                    "utility": r.utility,
                    "company": r.company,
                    "complete": r.complete,
                    "missing": dict(r.missing),
                }
                for r in self.readiness
            ],
            "late": [
                {"unit": str(late.unit), "due": late.due.isoformat(), "rows": late.rows}
                for late in self.late
            ],
            "error_rates": {
                kind: [rate.as_json(kind) for rate in rates] for kind, rates in self.ways.items()
            },
            "rejects": [
                {"unit": str(each.unit), "reasons": dict(each.reasons)} for each in self.rejects
            ],
            "stages": [stage.as_json() for stage in self.stages],
            "helpers": [
                {"unit": str(each.unit), "post": each.post, "until": each.until.isoformat()}
                for each in self.helpers
            ],
        }


def _line_as_json(line: ProgressLine) -> dict[str, object]:
    return {
        "unit": str(line.unit),
        "by_state": {state: count for state, count in line.by_state.items() if count},
        "errors": [rate.as_json("level") for rate in line.errors],
    }


def progress(code: str, unit: Unit | None, at: datetime) -> Progress:
    """The figures of `unit` (None = headquarters) at the moment `at`.

    Row-level security bounds them to the reader's places. Refuses campaign.unknown.
    """
    campaign = campaign_by_code(code)
    where = unit or Unit.hq()
    stands = standing(campaign, where, at, Deadlines(campaign))
    good = quality(campaign, where)
    lines = (replace(line, errors=good.errors.get(line.unit, ())) for line in stands.lines)
    return Progress(
        campaign=stands.campaign,
        unit=where,
        day=stands.day,
        of=stands.of,
        due=stands.due,
        unit_due=stands.unit_due,
        by_state=stands.by_state,
        lines=tuple(lines),
        late=stands.late,
        informed=stands.informed,
        ready=good.ready,
        readiness=good.readiness,
        ways=good.ways,
        rejects=good.rejects,
        stages=good.stages,
        helpers=tuple(helpers_within(where, at)),
        unanswered=unanswered(campaign.publisher, where, at),
    )
