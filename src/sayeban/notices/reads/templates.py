"""Texts of messages and their versions."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.notices.models import Template
from sayeban.notices.rules_inform import INFORM


def approved_text(code: str) -> str | None:
    """The newest approved text of a template, None when there is none."""
    approved = Template.objects.filter(code=code, approved_at__isnull=False)
    return approved.order_by("-version").values_list("text", flat=True).first()


def inform_texts() -> dict[str, str]:
    """The approved texts to clients by code: of each the newest."""
    found = Template.objects.filter(code__startswith=INFORM, approved_at__isnull=False)
    return dict(found.order_by("code", "version").values_list("code", "text"))


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a text; `written_by` and `approved_by` are user ids, None for the product."""

    code: str
    version: int
    text: str
    written_by: int | None
    written_at: datetime
    approved_by: int | None
    approved_at: datetime | None


def versions(code: str = "") -> list[TextVersion]:
    """Every version of one text, or of all by their code; the newest of each first."""
    found = Template.objects.filter(code=code) if code else Template.objects.all()
    return [
        TextVersion(
            each.code,
            each.version,
            each.text,
            each.written_by,
            each.written_at,
            each.approved_by,
            each.approved_at,
        )
        for each in found.order_by("code", "-version")
    ]
