"""The departments of the organisation."""

from sayeban.organisations.models import Department


def departments() -> dict[str, str]:
    """Persian names of the departments by code."""
    return dict(Department.objects.order_by("code").values_list("code", "name"))
