"""Units and their Persian names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from sayeban.country import jalali
from sayeban.country.text import ascii_digits, match_key
from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.models import Centre, County, Province
from sayeban.organisations.models.place import valid_on
from sayeban.organisations.refusals import UnknownUnit


@dataclass(frozen=True, slots=True)
class Place:
    """One place as a list shows it. `code` of a centre is the organisation's own."""

    code: str
    name: str
    unit: Unit


def resolve(name: UnitName) -> Unit:
    """The unit that somebody typed; refuses unit.unknown. A county out of date is still a unit."""
    match name.level:
        case "hq":
            return Unit.hq()
        case "province" if Province.objects.filter(code=name.code).exists():
            return Unit.of_province(name.code)
        case "county" if County.objects.filter(code=name.code).exists():
            return Unit.of_county(name.code)
        case "centre" if centre := Centre.objects.filter(code=name.code).first():
            return Unit.of_centre(centre.county_id, centre.code)
    raise UnknownUnit(unit=f"centre:{name.code}" if name.level == "centre" else name.code)


def resolve_text(typed: str) -> Unit:
    """The unit of `hq`, `07`, `0701` or `centre:CODE`, any digits; refuses unit.unknown."""
    name = UnitName.parse(ascii_digits(typed))
    if name is None:
        raise UnknownUnit(unit=typed)
    return resolve(name)


def unit_label(unit: Unit) -> str:
    """«ستاد», «استان فارس», «شهرستان شیراز», «مرکز ۱۲۳۴ (نام)»; the bare code where unknown."""
    return unit_labels([unit])[unit]


def unit_labels(units: Collection[Unit]) -> dict[Unit, str]:
    """`unit_label` of many units in one query."""
    named = unit_names(units)
    return {unit: _label(unit, named.get(unit, "")) for unit in units}


_NAMES = " UNION ALL ".join(
    f"SELECT '{level}', code, name FROM organisations_{level} WHERE code = ANY (%({level})s)"
    for level in ("province", "county", "centre")
)


def unit_names(units: Collection[Unit]) -> dict[Unit, str]:
    """The bare names of those units that are known, in one query; headquarters has none."""
    of = {(unit.level, _code(unit)): unit for unit in units if unit.level != "hq"}
    if not of:
        return {}
    codes = {
        level: [code for found, code in of if found == level]
        for level in ("province", "county", "centre")
    }
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, codes)
        return {of[level, code]: name for level, code, name in cursor.fetchall()}


def _code(unit: Unit) -> str:
    return unit.centre or unit.county or unit.province


def _label(unit: Unit, name: str) -> str:
    match unit.level:
        case "hq":
            return "ستاد"
        case "province":
            return f"استان {name or jalali.persian_digits(unit.province)}"
        case "county":
            return f"شهرستان {name or jalali.persian_digits(unit.county)}"
        case "centre":
            return centre_label(unit.centre, name)


def centre_label(code: str, name: str) -> str:
    """«مرکز ۱۲۳۴ (امید)»; the word that many names begin with is not said twice."""
    shown = jalali.persian_digits(f"مرکز {code}")
    own = jalali.persian_digits(name).removeprefix("مرکز ")
    return f"{shown} ({own})" if own else shown


def provinces() -> list[Place]:
    """The provinces by code."""
    return [
        Place(code, name, Unit.of_province(code))
        for code, name in Province.objects.order_by("code").values_list("code", "name")
    ]


def counties_of_all(on: date) -> list[Place]:
    """The counties of the whole country that are valid on a day, by code, in one question."""
    found = County.objects.filter(valid_on(on)).order_by("code").values_list("code", "name")
    return [Place(code, name, Unit.of_county(code)) for code, name in found]


def counties(province: str, on: date | None) -> list[Place]:
    """The counties of a province that are valid on a day (None: that ever were), by code."""
    valid = valid_on(on) if on else Q()
    found = County.objects.filter(valid, province=province).order_by("code")
    return [
        Place(code, name, Unit.of_county(code)) for code, name in found.values_list("code", "name")
    ]


def centres(*of: str) -> list[Place]:
    """The open centres of these counties, by code, unconfirmed ones with them."""
    found = Centre.objects.filter(county__in=of, closed_on=None).order_by("code")
    return [
        Place(code, name, Unit.of_centre(county, code))
        for county, code, name in found.values_list("county_id", "code", "name")
    ]


def units_by_text() -> dict[str, Unit]:
    """Every unit of the country by what an operator types: hq, 07, 0701, centre:CODE."""
    counties_ = County.objects.order_by("code").values_list("code", flat=True)
    centres_ = Centre.objects.order_by("code").values_list("county_id", "code")
    provinces_ = [place.unit for place in provinces()]
    units = [Unit.hq(), *provinces_, *map(Unit.of_county, counties_)]
    units += [Unit.of_centre(county, code) for county, code in centres_]
    return {str(unit): unit for unit in units}


def units_by_name() -> dict[str, Unit]:
    """Every unit by its Persian name as a match key: «شهرستان آباده», and «آباده» where one alone
    is called so; «مرکز ۷۰۱۱» by its code.
    """
    named = [(f"استان {place.name}", place.unit) for place in provinces()]
    counties_ = County.objects.order_by("code").values_list("code", "name")
    named += [(f"شهرستان {name}", Unit.of_county(code)) for code, name in counties_]
    centres_ = Centre.objects.order_by("code").values_list("county_id", "code")
    named += [(f"مرکز {code}", Unit.of_centre(county, code)) for county, code in centres_]
    found: dict[str, set[Unit]] = {match_key("ستاد"): {Unit.hq()}}
    for name, unit in named:
        for each in (name, name.split(" ", 1)[1]):
            found.setdefault(match_key(each), set()).add(unit)
    return {name: min(units, key=str) for name, units in found.items() if len(units) == 1}


def unit_named(typed: str) -> Unit:
    """The unit of what somebody typed or chose: a code, or a name as `unit_label` writes it.

    Refuses unit.unknown, also for a name that several units have.
    """
    try:
        return resolve_text(typed)
    except UnknownUnit:
        name, _, _ = typed.partition(" (")
        found = units_by_name().get(match_key(ascii_digits(name)))
        if found is None:
            raise
        return found
