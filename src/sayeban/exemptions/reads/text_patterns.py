"""Patterns of messages with their versions, and the texts that none of them reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sayeban.exemptions.models import TextPattern, UnknownText
from sayeban.exemptions.rules_texts import Pattern

_MOST_TEXTS = 200


@dataclass(frozen=True, slots=True)
class PatternVersion:
    """One version; `written_by` and `approved_by` are user ids, None for the product."""

    code: str
    version: int
    utility: str
    company: str
    text: str
    written_by: int | None
    written_at: datetime
    approved_by: int | None
    approved_at: datetime | None

    @property
    def pattern(self) -> Pattern:
        """What it reads by."""
        return Pattern(self.text, self.utility, self.company)


@dataclass(frozen=True, slots=True)
class KeptText:
    """One text that nothing read, and how often it came since."""

    text: str
    seen: int
    first_at: datetime


def pattern_versions() -> list[PatternVersion]:
    """Every version of all patterns by their code; the newest of each first."""
    return [
        PatternVersion(
            each.code,
            each.version,
            each.utility,
            each.company,
            each.text,
            each.written_by,
            each.written_at,
            each.approved_by,
            each.approved_at,
        )
        for each in TextPattern.objects.order_by("code", "-version")
    ]


def in_force(versions: Sequence[PatternVersion]) -> list[PatternVersion]:
    """Of each pattern the newest approved version, unless that took it out of force."""
    newest: dict[str, PatternVersion] = {}
    for each in versions:
        if each.approved_at and each.code not in newest:
            newest[each.code] = each
    return [each for each in newest.values() if each.text]


def patterns_in_force() -> list[Pattern]:
    """What texts are read by now."""
    return [each.pattern for each in in_force(pattern_versions())]


def kept_texts() -> list[KeptText]:
    """The texts that nothing read, those that came most often first. For headquarters alone."""
    found = UnknownText.objects.order_by("-seen", "-first_at")[:_MOST_TEXTS]
    return [KeptText(each.text, each.seen, each.first_at) for each in found]
