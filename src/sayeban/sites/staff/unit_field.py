"""The unit of a form: its name is typed and chosen from a list; a code is understood as well."""

from datetime import datetime
from typing import Final

from django import forms

from sayeban.country.today import today_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import (
    UnknownUnit,
    centres,
    counties,
    counties_of_all,
    find_units,
    provinces,
    unit_labels,
)
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking

_MOST_NEAR: Final = 20


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
    """The names of the units within the actor's; the whole country without its centres, of which
    `near_units` finds some by a part of their name.
    """
    found: list[Unit] = []
    day = today_of(at)
    for own in (held.unit for held in actor.appointments):
        found.append(own)
        if own.level == "hq":
            # The code of a county begins with that of its province.
            places = [*provinces(), *counties_of_all(day)]
            found += [each.unit for each in sorted(places, key=lambda each: each.code)]
        elif own.level == "province":
            below = [each.unit for each in counties(own.province, day)]
            found += below
            found += [each.unit for each in centres(*(unit.county for unit in below))]
        elif own.level == "county":
            found += [each.unit for each in centres(own.county)]
    return tuple(unit_labels(list(dict.fromkeys(found))).values())


def near_units(actor: Actor, refusal: Refusal, typed: str) -> tuple[str, ...]:
    """The units of which a part of the name was typed, where it named none of them."""
    if refusal.code != UnknownUnit.code:
        return ()
    places = {held.unit for held in actor.appointments}
    with looking(actor):
        return tuple(unit_labels(find_units(typed, places, _MOST_NEAR)).values())


def said(refusal: Refusal, near: tuple[str, ...]) -> str:
    """The sentence of a refusal with the units that may have been meant."""
    return f"{refusal.message} این‌ها نزدیک‌اند: {'، '.join(near)}." if near else refusal.message
