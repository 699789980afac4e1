"""What the desk must know of campaigns: they are strangers, the site puts them together."""

from datetime import date

from sayeban.exemptions.public import reserved_on


def frozen_on(day: date) -> str:
    """The title of the campaign that keeps the centres free on this day; "" for none."""
    return next((each.title for each in reserved_on(day)), "")
