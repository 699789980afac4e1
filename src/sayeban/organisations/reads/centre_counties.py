"""The county of each centre, for bulk work that places rows by centre code."""

from sayeban.organisations.models import Centre


def centre_counties() -> dict[str, str]:
    """County code by centre code, unconfirmed centres with them."""
    return dict(Centre.objects.values_list("code", "county_id"))
