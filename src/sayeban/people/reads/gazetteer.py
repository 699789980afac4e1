"""The places of the country as frames, for the resolution of typed names."""

from datetime import date

import polars as pl

from sayeban.organisations import public as organisations


def gazetteer(today: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Provinces (code, name) and today's counties (code, province, name) for `resolve_places`."""
    provinces = [(place.code, place.name) for place in organisations.provinces()]
    counties = [
        (place.code, province, place.name)
        for province, _ in provinces
        for place in organisations.counties(province, today)
    ]
    return (
        pl.DataFrame(provinces, schema=dict.fromkeys(("code", "name"), pl.String), orient="row"),
        pl.DataFrame(
            counties, schema=dict.fromkeys(("code", "province", "name"), pl.String), orient="row"
        ),
    )
