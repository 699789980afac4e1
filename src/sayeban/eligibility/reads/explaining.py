"""What a rule says of one row, in the words that a citizen reads."""

from dataclasses import asdict, dataclass
from typing import Any

from sayeban.eligibility.reads.versions import Ready
from sayeban.facts.public import (
    Outcome,
    Reason,
    Row,
    changes,
    evaluate,
    missing,
    sentences,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer of a rule about one subject.

    `outcome` is None while it is unknown: never read it as a no. `reasons` are the fewest that
    alone fix it; `change` what would make it a yes, each a clause; `missing` the facts, by key,
    that could still settle an unknown one. `by_hand`: a human decided so, for `hand_reason`, and
    the reasons are those of the rule itself.
    """

    code: str
    title: str
    version_id: int
    number: int
    subject_id: int | None
    outcome: bool | None
    met: int
    unknown: int
    reasons: tuple[Reason, ...]
    change: tuple[str, ...]
    missing: frozenset[str]
    by_hand: bool = False
    hand_reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        told = asdict(self) | {"missing": sorted(self.missing), "change": list(self.change)}
        return told | {"reasons": [asdict(each) for each in self.reasons]}


def explained(asked: Ready, found: Outcome, row: Row, subject_id: int | None) -> Decided:
    """An outcome in words."""
    version, tree, params = asked.version, asked.tree, asked.params
    return Decided(
        *(asked.rule.code, version.title, version.pk, version.number, subject_id),
        *(found.outcome, found.met, found.unknown),
        reasons=sentences(tree, found, row, params),
        change=() if found.outcome else changes(tree, found, params),
        missing=missing(tree, found, row) if found.outcome is None else frozenset(),
    )


def decided_row(asked: Ready, row: Row) -> Decided:
    """What the rule says of answers that are on a screen."""
    return explained(asked, evaluate(asked.tree, row, asked.params), row, None)
