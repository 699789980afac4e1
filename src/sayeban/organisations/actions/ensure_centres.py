"""Centre codes that came in headquarters' rows before anybody imported them (issue 2.3)."""

from collections.abc import Mapping

from sayeban.organisations.models import Centre


def ensure_centres(counties: Mapping[str, str]) -> None:
    """Create the unknown ones as unconfirmed, in the county of their first row.

    `counties`: county code by centre code. Called inside a command of a package above.
    """
    Centre.objects.bulk_create(
        [
            Centre(code=code, county_id=county, is_confirmed=False)
            for code, county in sorted(counties.items())
        ],
        ignore_conflicts=True,
    )
