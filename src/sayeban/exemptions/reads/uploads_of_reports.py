"""How far a company's file of consumption reports is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sayeban.exemptions.models import ReportUpload


@dataclass(frozen=True, slots=True)
class UploadState:
    """One file; `job` is the work on it. `faults` are its first invalid lines."""

    id: UUID
    job: UUID
    is_running: bool
    lines: int
    recorded: int
    duplicate: int
    stale: int
    invalid: int
    faults: list[dict[str, Any]]

    def as_json(self) -> dict[str, object]:
        """What the company is told."""
        return {
            "job_id": str(self.id),
            "status": "running" if self.is_running else "done",
            "lines": self.lines,
            "accepted": self.lines - self.invalid,
            "rejected": self.invalid,
            "recorded": self.recorded,
            "duplicate": self.duplicate,
            "stale": self.stale,
            "results": [
                {
                    "index": each["index"],
                    "outcome": "invalid",
                    "problem": {"code": each["code"], "message": each["message"]},
                }
                for each in self.faults
            ],
        }


def upload_of(number: UUID) -> UploadState | None:
    """A file in the reader's feeds."""
    found = ReportUpload.objects.filter(pk=number).first()
    if found is None:
        return None
    return UploadState(
        found.pk,
        found.job,
        found.finished_at is None,
        found.lines,
        found.recorded,
        found.duplicate,
        found.stale,
        found.invalid,
        found.faults,
    )
