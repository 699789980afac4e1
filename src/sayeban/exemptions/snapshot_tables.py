"""The columns of a snapshot's tables, cut as `changes` cuts a record, with their Table Schema."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sayeban.country import jalali
from sayeban.exemptions.package.tables import SETTLEMENTS
from sayeban.exemptions.rules import TENURES


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its Persian header for people, and where it stands.

    `sql` is of a change `c`. `column` is the word of the agreement that allows it, "" where every
    agreement does. `shown`: how people read a value.
    """

    name: str
    title: str
    sql: str
    column: str = ""
    pattern: str = ""
    shown: Callable[[str], str] = str


@cache
def _day(text: str) -> str:
    return jalali.format(date.fromisoformat(text)) if text else ""


def _of(*path: str) -> str:
    return f"c.record #>> '{{{','.join(path)}}}'"


_POINT: Final = "service_point"
_COLUMNS: Final = (
    Column("exemption_id", "شناسهٔ معافیت", "c.exemption_id::text"),
    Column("version", "نسخه", "c.version::text", pattern="[0-9]+"),
    Column("effective_from", "آغاز", "c.effective_from::text", shown=_day),
    Column("effective_until", "پایان اجاره", "c.effective_until::text", shown=_day),
    Column("household_ref", "نشانهٔ خانوار", _of("household_ref")),
    Column("national_id", "کد ملی بهره‌بردار", _of("occupant", "national_id"), "", "[0-9]{10}"),
    Column("full_name", "نام بهره‌بردار", _of("occupant", "full_name")),
    Column(
        "mobile",
        "همراه",
        f"regexp_replace({_of('occupant', 'mobile')}, '^[+]98', '0')",
        "mobile",
        "09[0-9]{9}",
    ),
    Column("tenure", "مالکیت", _of("tenure"), shown=lambda word: TENURES.get(word, word)),
    Column("bill_id", "شناسهٔ قبض", _of(_POINT, "bill_id"), "", "[0-9]{13}"),
    Column("subscription_no", "شمارهٔ اشتراک", _of(_POINT, "subscription_no"), "number"),
    Column("meter_serial", "شمارهٔ بدنهٔ کنتور", _of(_POINT, "meter_serial"), "number"),
    Column("postal_code", "کد پستی", _of(_POINT, "postal_code"), "", "[0-9]{10}"),
    Column("address", "نشانی", _of(_POINT, "address"), "address"),
    Column("county_code", "کد شهرستان", _of(_POINT, "county_code"), "county", "[0-9]{4}"),
    Column(
        "settlement",
        "شهری/روستایی",
        _of(_POINT, "settlement"),
        "settlement",
        shown=lambda word: SETTLEMENTS.get(word, word),
    ),
    Column("programme", "برنامه", _of("programme", "id")),
    Column("legal_basis", "مستند قانونی", _of("programme", "legal_basis")),
    Column("fiscal_year", "سال", _of("programme", "fiscal_year"), "", "1[34][0-9]{2}"),
)
_OTHER_NUMBER: Final = {"electricity": "subscription_no"}
_CHANGE: Final = {
    "seq": "integer",
    "op": "string",
    "exemption_id": "string",
    "version": "integer",
    "supersedes": "string",
    "reason": "string",
    "effective_from": "date",
    "effective_until": "date",
    "decided_at": "datetime",
    "record": "object",
}


def table_columns(utility: str, allowed: Collection[str]) -> list[Column]:
    """The columns of a company's tables: what its agreement names, of its own utility."""
    absent = _OTHER_NUMBER.get(utility, "meter_serial")
    return [
        each
        for each in _COLUMNS
        if each.name != absent and (not each.column or each.column in allowed)
    ]


def table_schema(names: Collection[tuple[str, str, str]]) -> dict[str, object]:
    """The Table Schema (Data Package 2.0) of fields with (name, title, pattern)."""
    return _schema([_field(*each) for each in names])


def change_schema() -> dict[str, object]:
    """The same of the lines of changes."""
    return _schema([{"name": name, "type": kind} for name, kind in _CHANGE.items()])


def _field(name: str, title: str, pattern: str) -> dict[str, object]:
    field: dict[str, object] = {"name": name, "type": "string"}
    if title != name:
        field["title"] = title
    if pattern:
        field["constraints"] = {"pattern": pattern}
    return field


def _schema(fields: list[dict[str, object]]) -> dict[str, object]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "missingValues": [""],
        "fields": fields,
    }
