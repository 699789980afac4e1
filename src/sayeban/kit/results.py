"""What every load of a file answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True, slots=True)
class Imported:
    """Counts of one file: rows = accepted + unchanged + rejected, and reasons sum to rejected.

    `rejected_rows` pairs the file's own row number with the code of the row's first reason.
    """

    rows: int
    accepted: int
    unchanged: int
    rejected: int
    reasons: dict[str, int] = field(default_factory=dict)
    rejected_rows: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, rows: int, changed: int, rejected: Sequence[tuple[int, str]]) -> Self:
        """From the rows of the file, the rows that it changed and the rows refused."""
        reasons = dict(sorted(Counter(reason for _, reason in rejected).items()))
        good = rows - len(rejected)
        return cls(rows, changed, good - changed, len(rejected), reasons, tuple(rejected))

    def as_json(self) -> dict[str, object]:
        """The counts for `--json`."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "reasons": self.reasons,
        }
