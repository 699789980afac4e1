"""Support institutions: whose rules, services and agreements these are."""

from sayeban.organisations.models import SupportInstitution


def support_institutions() -> dict[str, str]:
    """Names by code, in the order of their names."""
    return dict(SupportInstitution.objects.order_by("name").values_list("code", "name"))
