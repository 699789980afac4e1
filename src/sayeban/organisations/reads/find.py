"""Units by a part of their name or by their code, for the search of the staff."""

from typing import Final

from django.db import connection

from sayeban.country.text import ascii_digits, normalize
from sayeban.kit.units import Unit

_LEAST_LETTERS: Final = 2
_MOST: Final = 500
_WANTED = "(code = %(code)s OR fa_match_key(name) LIKE '%%' || fa_match_key(%(name)s) || '%%')"
_FIND = f"""
SELECT 1 AS level, code, '' AS county, name FROM organisations_province WHERE {_WANTED}
UNION ALL SELECT 2, code, '', name FROM organisations_county WHERE valid_to IS NULL AND {_WANTED}
UNION ALL SELECT 3, code, county, name FROM organisations_centre
WHERE closed_on IS NULL AND {_WANTED}
ORDER BY level, code LIMIT {_MOST}
"""


def find_units(typed: str) -> list[Unit]:
    """Provinces, counties and open centres of the whole country; none for a single letter."""
    name = normalize(typed).removeprefix("مرکز ").replace("%", "").replace("_", "")
    if len(name) < _LEAST_LETTERS:
        return []
    code = ascii_digits(typed).strip().removeprefix("centre:")
    with connection.cursor() as cursor:
        cursor.execute(_FIND, {"code": code, "name": name})
        return [_unit(level, code, county) for level, code, county, _ in cursor.fetchall()]


def _unit(level: int, code: str, county: str) -> Unit:
    if county:
        return Unit.of_centre(county, code)
    return Unit.of_province(code) if level == 1 else Unit.of_county(code)
