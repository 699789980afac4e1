"""What was known of a person, his household and where it lived, before each change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models

from sayeban.country import jalali
from sayeban.country.formats import mobile
from sayeban.kit.units import Unit
from sayeban.organisations.public import rural_label, unit_label
from sayeban.people.models import Household, Person, Residence
from sayeban.runtime.models import History

_MODELS: Final[Mapping[str, type[models.Model]]] = {
    "person": Person,
    "household": Household,
    "residence": Residence,
}
_LABELS: Final[Mapping[str, str]] = {
    "identifier_type": "نوع شناسه",
    "identifier": "شناسه",
    "full_name": "نام",
    "mobile": "شمارهٔ همراه",
    "birth_date": "تاریخ تولد",
    "household_id": "خانوار",
    "is_head": "سرپرست خانوار",
    "head_id": "سرپرست",
    "file_number": "شمارهٔ پرونده",
    "has_file": "پروندهٔ الکترونیکی",
    "transfer_recipient": "مستمری‌بگیر",
    "resident_in_care": "مقیم مرکز شبانه‌روزی",
    "status": "وضعیت",
    "status_on": "تاریخ وضعیت",
    "status_evidence": "سند وضعیت",
    "postal_code": "کد پستی",
    "address": "نشانی",
    "rural_district": "دهستان",
    "village": "روستا",
    "tenure": "مالکیت",
    "tenancy_end": "پایان اجاره",
    "since": "سکونت از",
    "until": "سکونت تا",
}
_CODES: Final = ("identifier", "postal_code", "file_number")
_PLACE: Final = ("province", "county", "centre")
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value as it was and as it became, in words; "" where nothing was known.

    `is_code`: an identifier, which keeps its Latin digits.
    """

    label: str
    old: str
    new: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `about` is person, household or residence, `old` what the row held before."""

    about: str
    at: datetime
    user_id: int | None
    old: Values
    differences: tuple[Difference, ...]


def person_history(person: Person, stays: list[int]) -> tuple[Change, ...]:
    """The changes of the person, of his household and of its `stays`, the last one first."""
    keys = {"person": [person.pk], "household": [person.household_id or 0], "residence": stays}
    changes = [change for about, ids in keys.items() for change in _changes(about, ids)]
    return tuple(sorted(changes, key=lambda change: change.at, reverse=True))


def _changes(about: str, ids: list[int]) -> Iterator[Change]:
    model = _MODELS[about]
    # A row as it stands is what its last change made of it.
    following: dict[int, Values] = {
        row["id"]: row for row in model._default_manager.filter(pk__in=ids).values()
    }
    kept = History.objects.filter(table_name=model._meta.db_table, row_id__in=ids)
    for row in kept.order_by("-id"):
        after = following.get(row.row_id, {})
        yield Change(about, row.at, row.user_id, row.old, tuple(_between(model, row.old, after)))
        following[row.row_id] = row.old


def _between(model: type[models.Model], old: Values, new: Values) -> Iterator[Difference]:
    for name, label in _LABELS.items():
        if name in old:
            before, after = (_in_words(model, name, values.get(name)) for values in (old, new))
            if before != after or (old[name] != new.get(name) and name.endswith("_id")):
                yield Difference(label, before, after, name in _CODES)
    before, after = _place(old), _place(new)
    if before != after:
        yield Difference("واحد نگه‌دارندهٔ پرونده", before, after)


def _place(values: Values) -> str:
    if not set(_PLACE) <= values.keys():
        return ""
    province, county, centre = (str(values[name] or "") for name in _PLACE)
    return unit_label(Unit.of_place(province, county, centre))


def _in_words(model: type[models.Model], name: str, value: object) -> str:
    """Values of the history come from JSON, those of the row as it stands from its columns."""
    if value is None or value == "" or name.endswith("_id"):
        return ""
    if isinstance(value, bool):
        return "بله" if value else "نه"
    if name == "mobile":
        return jalali.persian_digits(mobile.dialled(str(value)))
    if name == "rural_district":
        return rural_label(str(value))
    field = model._meta.get_field(name)
    if isinstance(field, models.DateField):
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return jalali.format(day)
    choices = dict(field.flatchoices) if isinstance(field, models.Field) else {}
    return str(choices.get(value, value))
