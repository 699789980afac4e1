"""The unit of a form: its name is typed and chosen from a list; a code is understood as well."""

from datetime import datetime

from django import forms

from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import centres, counties, provinces, unit_labels
from sayeban.runtime.actor import Actor


class UnitField(forms.CharField):
    """A line with the suggestions of the page's list `units` (sites/_units.jinja)."""

    def __init__(self) -> None:
        super().__init__(
            label="واحد",
            help_text="نام را بنویسید و از فهرست برگزینید، مانند «شهرستان آباده» یا «مرکز ۷۰۱۱».",
            widget=forms.TextInput({"list": "units", "autocomplete": "off"}),
            error_messages={"required": "واحد را بنویسید."},
        )


def unit_choices(actor: Actor, at: datetime) -> tuple[str, ...]:
    """The names of the units within the actor's; the whole country without its centres."""
    found: list[Unit] = []
    day = today_of(at)
    for own in (held.unit for held in actor.appointments):
        found.append(own)
        if own.level == "hq":
            for place in provinces():
                found += [place.unit, *(each.unit for each in counties(place.code, day))]
        elif own.level == "province":
            below = [each.unit for each in counties(own.province, day)]
            found += below
            found += [each.unit for each in centres(*(unit.county for unit in below))]
        elif own.level == "county":
            found += [each.unit for each in centres(own.county)]
    return tuple(unit_labels(list(dict.fromkeys(found))).values())
