"""Villages as a form takes them, by names of rural districts, as lines that the action reads."""

import re
from typing import ClassVar

from sayeban.country.text import ascii_digits
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import rural_code


class RuralDistrictMissing(Refusal):
    """A village without the rural district that it lies in."""

    code: ClassVar[str] = "rural_district.missing"
    sentence: ClassVar[str] = "دهستان روستای «{village}» را برگزینید."
    reference: ClassVar[str] = "A-095"


def village_lines(district: str, villages: str, county: str) -> list[str]:
    """«۰۷۰۱۰۲۰۰۰۲ بیدک», a line each; names alone stand in `district`.

    «دهستان: روستا» names another one, and a line that begins with a code stays as it is. A
    district without a village is a whole one. Refuses rural_district.unknown
    and rural_district.missing.
    """
    written = [line.strip() for line in villages.splitlines() if line.strip()]
    if district and not written:
        return [rural_code(district, county)]
    return [_line(line, district, county) for line in written]


def _line(line: str, district: str, county: str) -> str:
    if re.match("[0-9]{9,10}( |$)", ascii_digits(line)):
        return line
    before, colon, after = line.partition(":")
    named, village = (before, after) if colon else (district, line)
    if not named.strip():
        raise RuralDistrictMissing(village=village.strip())
    return f"{rural_code(named, county)} {village}"
