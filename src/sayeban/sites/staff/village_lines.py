"""Villages as a form takes them, by names of rural districts, as lines that the action reads."""

import re

from sayeban.country.text import ascii_digits
from sayeban.organisations.public import rural_code


def village_lines(district: str, villages: str, county: str) -> list[str]:
    """«۰۷۰۱۰۲۰۰۰۲ بیدک», a line each; names alone stand in `district`.

    «دهستان: روستا» names another one, and a line that begins with a code stays as it is. A
    district without a village is a whole one. Refuses rural_district.unknown.
    """
    written = [line.strip() for line in villages.splitlines() if line.strip()]
    if district and not written:
        return [rural_code(district, county)]
    return [_line(line, district, county) for line in written]


def _line(line: str, district: str, county: str) -> str:
    if re.match("[0-9]{9,10}( |$)", ascii_digits(line)):
        return line
    named, colon, village = line.partition(":")
    return f"{rural_code(named if colon else district, county)} {village if colon else line}"
