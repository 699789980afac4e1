"""Rural districts (دهستان) by name: what people type and choose; what is stored is the code."""

from functools import cache

from sayeban.country import divisions
from sayeban.country.text import identifier, match_key
from sayeban.organisations.refusals import UnknownRuralDistrict


def rural_code(typed: str, county: str = "") -> str:
    """The ten-digit code of what was typed or chosen: a code, a label or a bare name.

    A name that several counties have is that of `county`. Refuses rural_district.unknown.
    """
    digits = identifier(typed)
    if digits.isascii() and digits.isdigit():
        code = digits.zfill(10)
        if code in _by_code():
            return code
        raise UnknownRuralDistrict(name=typed)
    found = _by_name().get(match_key(typed), ())
    near = [code for code in found if code[:4] == county]
    if len(near or found) != 1:
        raise UnknownRuralDistrict(name=typed)
    return (near or found)[0]


def rural_label(code: str) -> str:
    """«دهستان بیدک (شهرستان آباده)»; an unknown code as it is."""
    found = _by_code().get(code)
    return f"دهستان {found.name} (شهرستان {_counties()[found.parent]})" if found else code


def rural_labels(*places: str, first: str = "") -> tuple[str, ...]:
    """The rural districts of these provinces and counties, for a list to choose from.

    Those of the county `first` stand before all others.
    """
    found = (code for code in _by_code() if code.startswith(places))
    ordered = sorted(found, key=lambda code: (code[:4] != first, code))
    return tuple(rural_label(code) for code in ordered)


@cache
def _by_code() -> dict[str, divisions.Division]:
    return {each.code: each for each in divisions.rural_districts()}


@cache
def _counties() -> dict[str, str]:
    return {each.code: each.name for each in divisions.counties()}


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, each in _by_code().items():
        for name in (each.name, f"دهستان {each.name}", rural_label(code)):
            key = match_key(name)
            found[key] = (*found.get(key, ()), code)
    return found
