"""Typed makers of small campaigns for tests. National ids begin with 999."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.units import Unit
from sayeban.organisations.models import (
    Centre,
    County,
    Province,
    SupportInstitution,
    UtilityCompany,
)
from sayeban.people.models import Household, Person
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_serial = count(1)


def national_id(serial: int) -> str:
    """A valid made-up national id: 999 + six digits + check digit."""
    first = f"999{serial:06d}"
    rest = sum(int(d) * (10 - i) for i, d in enumerate(first)) % 11
    return first + str(rest if rest < 2 else 11 - rest)


def bill_id(serial: int, utility: str, company: str = "307") -> str:
    """A valid 13-digit bill id of one utility and company."""
    digits = f"{serial}{company}{dict(water=1, electricity=2, gas=3)[utility]}"
    weighted = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(digits)))
    rest = weighted % 11
    return (digits + str(0 if rest < 2 else 11 - rest)).zfill(13)


def actor(post: str, unit: Unit, user_id: int | None = None) -> Actor:
    """A user who holds one post; by default a new user each time."""
    number = user_id or 1000 + next(_serial)
    return Actor("user", f"user{number}", number, (Appointment(post, unit),))


def places() -> None:
    """Two provinces, four counties, five centres, and the institution that publishes."""
    with acting(OPERATOR, NOW):
        SupportInstitution.objects.get_or_create(code="behzisti", defaults={"name": "بهزیستی"})
        for code, name in (("07", "فارس"), ("10", "اصفهان")):
            Province.objects.get_or_create(code=code, defaults={"name": name})
        for code, name in (
            ("0701", "آباده"),
            ("0702", "استهبان"),
            ("1001", "اردستان"),
            ("1002", "اصفهان"),
        ):
            County.objects.get_or_create(
                code=code, defaults={"province_id": code[:2], "name": name, "name_key": name}
            )
        for code, county in (
            ("7011", "0701"),
            ("7012", "0701"),
            ("7021", "0702"),
            ("1011", "1001"),
            ("1021", "1002"),
        ):
            Centre.objects.get_or_create(code=code, defaults={"county_id": county})


def company(code: str = "307", utility: str = "gas", province: str = "07") -> None:
    with acting(OPERATOR, NOW):
        UtilityCompany.objects.get_or_create(
            code=code, utility=utility, province_id=province, defaults={"name": f"شرکت {code}"}
        )


def companies() -> None:
    """The company of each utility in Fars."""
    for utility in ("gas", "water", "electricity"):
        company("307", utility, "07")


def campaign(code: str = "c1405", **changed: Any) -> Campaign:
    values: dict[str, Any] = {
        "title": "معافیت قبوض ۱۴۰۵",
        "legal_basis": "بند (ی) تبصره ۸",
        "publisher": "behzisti",
        "benefit": "exemption",
        "utilities": list(UTILITIES),
        "documents": "recommended",
        "target": "recipients",
        "starts": date(2026, 11, 22),
        "days": 10,
        "working_days": False,
        "centre_days": 6,
        "county_days": 8,
        "sample_percent": 5,
        "error_limit": 5,
        "opened_at": NOW,
    }
    with acting(OPERATOR, NOW):
        return Campaign.objects.create(code=code, **(values | changed))


def row(
    campaign: Campaign,
    unit: Unit,
    *,
    bills: dict[str, str] | None = None,
    household_of: Row | None = None,
    **changed: Any,
) -> Row:
    """One row; `bills` maps utility to a private bill id. Place columns come from `unit`."""
    serial = next(_serial)
    place = {"province": unit.province, "county": unit.county, "centre": unit.centre}
    with acting(OPERATOR, NOW):
        household_id = household_of.household_id if household_of else None
        if household_id is None:
            household_id = Household.objects.create(**place).pk
        identifier = changed.pop("national_id", national_id(serial))
        name = changed.pop("full_name", f"مددجوی {serial}")
        person = Person.objects.create(
            identifier_type="national_id",
            identifier=identifier,
            full_name=name,
            household_id=household_id,
            is_head=household_of is None,
            **place,
        )
        if household_of is None:
            Household.objects.filter(pk=household_id).update(head=person)
        made = Row.objects.create(
            campaign=campaign,
            person_id=person.pk,
            household_id=household_id,
            is_head=household_of is None,
            national_id=identifier,
            full_name=name,
            load_id=0,
            **place,
            **changed,
        )
        for utility, bill in (bills or {}).items():
            connection(made, utility, bill)
    return made


def connection(row: Row, utility: str, bill: str, **changed: Any) -> Connection:
    values = {"connection_type": "private", "bill_id": bill, "ready": bool(bill)}
    with acting(OPERATOR, NOW):
        return Connection.objects.create(
            row=row,
            campaign_id=row.campaign_id,
            household_id=row.household_id,
            utility=utility,
            company=bill[-5:-2] if bill else "",
            province=row.province,
            county=row.county,
            centre=row.centre,
            **(values | changed),
        )
