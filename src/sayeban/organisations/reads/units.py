"""Units and their Persian names."""

from dataclasses import dataclass

from sayeban.country import jalali
from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.models import Centre, County, Province
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
    raise UnknownUnit(unit=name.code)


def resolve_text(text: str) -> Unit:
    """The unit of `hq`, `07`, `0701` or `centre:CODE`; refuses unit.unknown."""
    name = UnitName.parse(text)
    if name is None:
        raise UnknownUnit(unit=text)
    return resolve(name)


def unit_label(unit: Unit) -> str:
    """«ستاد», «استان فارس», «شهرستان شیراز», «مرکز ۱۲۳۴ (نام)»; the bare code where unknown."""
    match unit.level:
        case "hq":
            return "ستاد"
        case "province":
            return f"استان {_name(Province, unit.province)}"
        case "county":
            return f"شهرستان {_name(County, unit.county)}"
        case "centre":
            return _centre_label(unit.centre)


def _name(model: type[Province | County], code: str) -> str:
    name = model.objects.filter(code=code).values_list("name", flat=True).first()
    return name or jalali.persian_digits(code)


def _centre_label(code: str) -> str:
    name = Centre.objects.filter(code=code).values_list("name", flat=True).first()
    shown = f"مرکز {jalali.persian_digits(code)}"
    return f"{shown} ({name})" if name else shown


def provinces() -> list[Place]:
    """The provinces by code."""
    return [
        Place(code, name, Unit.of_province(code))
        for code, name in Province.objects.order_by("code").values_list("code", "name")
    ]


def counties(province: str) -> list[Place]:
    """The counties of a province that are valid today, by code."""
    found = County.objects.filter(province=province, valid_to=None).order_by("code")
    return [Place(code, name, Unit.of_county(code)) for code, name in found.values_list("code", "name")]


def centres(county: str) -> list[Place]:
    """The open centres of a county, by code, unconfirmed ones with them."""
    found = Centre.objects.filter(county=county, closed_on=None).order_by("code")
    return [
        Place(code, name, Unit.of_centre(county, code))
        for code, name in found.values_list("code", "name")
    ]


def units_by_text() -> dict[str, Unit]:
    """Every unit of the country by what an operator types: hq, 07, 0701, centre:CODE."""
    counties_ = [Unit.of_county(code) for code in County.objects.values_list("code", flat=True)]
    centres_ = [
        Unit.of_centre(county, code)
        for code, county in Centre.objects.values_list("code", "county_id")
    ]
    provinces_ = [place.unit for place in provinces()]
    return {str(unit): unit for unit in (Unit.hq(), *provinces_, *counties_, *centres_)}
