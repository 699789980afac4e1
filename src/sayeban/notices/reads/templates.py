"""Approved texts."""

from sayeban.notices.models import Template


def approved_text(code: str) -> str | None:
    """The newest approved text of a template, None when there is none."""
    approved = Template.objects.filter(code=code, approved_at__isnull=False)
    return approved.order_by("-version").values_list("text", flat=True).first()
