"""Units by a part of their name or by their code, for the search of the staff."""

from collections.abc import Collection
from typing import Final

from django.db import connection

from sayeban.country.text import ascii_digits, normalize
from sayeban.kit.units import Unit

_LEAST_LETTERS: Final = 2
_WANTED = "(code = %(code)s OR fa_match_key(name) LIKE '%%' || fa_match_key(%(name)s) || '%%')"
# A unit lies in one of these places when its own code or one above it is among them.
_FIND = f"""
SELECT level, code, county FROM (
  SELECT 1 AS level, code, '' AS county, ARRAY[code]::text[] AS places
  FROM organisations_province WHERE {_WANTED}
  UNION ALL SELECT 2, code, '', ARRAY[left(code, 2), code]::text[]
  FROM organisations_county WHERE valid_to IS NULL AND {_WANTED}
  UNION ALL SELECT 3, code, county, ARRAY[left(county, 2), county, 'centre:' || code]::text[]
  FROM organisations_centre WHERE closed_on IS NULL AND {_WANTED}
) u WHERE 'hq' = ANY (%(within)s::text[]) OR places && %(within)s::text[]
ORDER BY level, code LIMIT %(most)s
"""


def find_units(typed: str, within: Collection[Unit], most: int) -> list[Unit]:
    """The first provinces, counties and open centres in these places; none for a single letter."""
    name = normalize(typed).removeprefix("مرکز ").replace("%", "").replace("_", "")
    if len(name) < _LEAST_LETTERS:
        return []
    code = ascii_digits(typed).strip().removeprefix("centre:")
    with connection.cursor() as cursor:
        places = [str(unit) for unit in within]
        cursor.execute(_FIND, {"code": code, "name": name, "within": places, "most": most})
        return [_unit(*line) for line in cursor.fetchall()]


def _unit(level: int, code: str, county: str) -> Unit:
    if county:
        return Unit.of_centre(county, code)
    return Unit.of_province(code) if level == 1 else Unit.of_county(code)
