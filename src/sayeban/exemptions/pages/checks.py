"""Checks of a row in words, with their photos, wherever the row is decided or mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from sayeban.exemptions.reads.row_checks import Check
from sayeban.exemptions.rules_ladder import RIGHT, WRONG
from sayeban.exemptions.words import UTILITY_LABELS

LEVELS = {"centre": "مرکز", "county": "شهرستان", "province": "استان"}


@dataclass(frozen=True, slots=True)
class CheckPhoto:
    """A photo that was taken at a check, and of what."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check in words."""

    sentence: str
    photos: tuple[CheckPhoto, ...]


def checks_shown(code: str, key: UUID, checks: Iterable[Check]) -> tuple[CheckShown, ...]:
    """Those of them that were done."""
    return tuple(
        CheckShown(_sentence(check), tuple(_photos(code, key, check)))
        for check in checks
        if check.is_right is not None
    )


def _sentence(check: Check) -> str:
    word = RIGHT if check.is_right else WRONG
    note = f"؛ {check.note}" if check.note else ""
    return f"بررسی موردی {LEVELS.get(check.level, '')}: {word}{note}"


def _photos(code: str, key: UUID, check: Check) -> Iterable[CheckPhoto]:
    for finding, utility in check.photos:
        of = UTILITY_LABELS.get(utility, "ردیف")
        yield CheckPhoto(
            reverse("campaign_row_finding", args=[code, key, finding]), f"عکس بررسی موردی {of}"
        )
