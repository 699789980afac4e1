"""The drawn rows that an office checks with the clients: call, visit, company app (A-121)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sayeban.country.formats import mobile
from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions.dwelling_sql import ADDRESS, POSTAL_CODE, RESIDENCE
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules import (
    CONNECTION_TYPES,
    LOCATIONS,
    NO_DATA_REASONS,
    TENURES,
    UTILITIES,
)
from sayeban.exemptions.rules_ladder import RIGHT, WRONG
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit

_NUMBERS = {"water": "شماره اشتراک", "electricity": "شماره بدنه کنتور", "gas": "شماره اشتراک"}


@dataclass(frozen=True, slots=True)
class DeclaredConnection:
    """What was collected of one utility: type in Persian, bill id, subscription number."""

    connection_type: str
    bill_id: str
    number: str


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One drawn row with what is to be compared with the client's reality.

    `is_right` is None until it is checked. `connections` maps the utility to what was declared;
    `no_data_reason` is why nothing was, which is to be checked as well. Words are Persian.
    """

    unit: Unit
    location: str
    tenure: str
    tenancy_end: date | None
    no_data_reason: str
    connections: Mapping[str, DeclaredConnection]
    key: str
    national_id: str
    full_name: str
    mobile: str
    address: str
    postal_code: str
    is_right: bool | None
    note: str


_LINES = f"""
SELECT s.province, s.county, s.centre, r.location, r.tenure, r.tenancy_end,
  CASE WHEN r.missing <> '{{{{}}}}' THEN r.no_data_reason ELSE '' END, x.declared, r.key::text,
  r.national_id, r.full_name, r.mobile, {ADDRESS}, {POSTAL_CODE}, c.is_right, c.note
FROM exemptions_samplerow c
JOIN exemptions_sample s ON s.id = c.sample_id AND s.level = %(level)s AND {{scope}}
JOIN exemptions_row r ON r.id = c.row_id AND {{still_drawn}}
{RESIDENCE}
LEFT JOIN LATERAL (
  SELECT array_agg(ARRAY[o.utility, o.connection_type, o.bill_id, o.number]) AS declared
  FROM exemptions_connection o WHERE o.row_id = r.id
) x ON true
ORDER BY s.province, s.county, s.centre, r.name_sort, r.id
"""


def sample_sheet(code: str, unit: Unit) -> list[SampleLine]:
    """The drawn rows of the unit's present samples, by worklist and name; for county or province.

    Names persons: the page or command that shows it records the look.
    """
    question = BatchQuestion(campaign_by_code(code), unit, None)
    statement = _LINES.format(scope=sql.scope("s"), still_drawn=sql.still_drawn(question.level))
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters)
        return [_line(*line) for line in cursor.fetchall()]


def _line(  # the columns of one query
    province: str,
    county: str,
    centre: str,
    location: str,
    tenure: str,
    tenancy_end: date | None,
    no_data_reason: str,
    declared: list[list[str]] | None,
    *shown: Any,
) -> SampleLine:
    return SampleLine(
        Unit.of_place(province, county, centre),
        LOCATIONS.get(location, ""),
        TENURES.get(tenure, ""),
        tenancy_end,
        NO_DATA_REASONS.get(no_data_reason, ""),
        _declared(declared or []),
        *shown,
    )


def _declared(connections: list[list[str]]) -> dict[str, DeclaredConnection]:
    return {
        utility: DeclaredConnection(CONNECTION_TYPES.get(kind, ""), bill_id, number)
        for utility, kind, bill_id, number in connections
    }


def sample_table(lines: list[SampleLine]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the sample workbook; the result goes into column «نتیجه»."""
    header = ["واحد", "کد ملی", "نام و نام خانوادگی", "شماره همراه", "نشانی", "کد پستی"]
    header += ["موقعیت مکانی"]
    for utility in UTILITIES:
        name = UTILITY_LABELS[utility]
        header += [f"نوع انشعاب {name}", f"شناسه قبض {name}", f"{_NUMBERS[utility]} {name}"]
    return [*header, "نتیجه", "توضیحات"], [_cells(line) for line in lines]


def _cells(line: SampleLine) -> list[str]:
    who = [str(line.unit), line.national_id, line.full_name, mobile.dialled(line.mobile)]
    cells = [*who, line.address]
    cells += [line.postal_code, line.location]
    for utility in UTILITIES:
        declared = line.connections.get(utility, DeclaredConnection("", "", ""))
        cells += [declared.connection_type, declared.bill_id, declared.number]
    result = "" if line.is_right is None else RIGHT if line.is_right else WRONG
    return [*cells, result, line.note]
