"""What made-up registers answer: always the same for one identifier, derived from it alone."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final

_WOMEN: Final = ("زهرا", "فاطمه", "مریم", "نرگس", "لیلا", "سمیه")
_MEN: Final = ("علی", "رضا", "حسین", "یونس", "کریم", "بهرام")
_FAMILIES: Final = ("نمونه", "آزمونی", "ساختگی", "فرضی")
_DAY: Final = date(2026, 3, 21)

World = Callable[[Random, Mapping[str, str]], dict[str, Any]]


def drawn(register: str, identifier: str) -> Random:
    """The chance of one person in one register: the same in every run and process."""
    return Random(sha256(f"{register}/{identifier}".encode()).digest())  # noqa: S311 - made up


def _likely(chance: Random, percent: int) -> bool:
    return chance.randrange(100) < percent


def _vital(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    if _likely(chance, 2):
        return {"vital_status": "deceased", "death_date": "2026-08-01", "name": "never kept"}
    return {"vital_status": "alive"}


def _served(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    return {"status": chance.choice(("served", "exempt", "not_liable", "liable", "serving"))}


def _identity(chance: Random, asked: Mapping[str, str]) -> dict[str, Any]:
    sex = chance.choice(("female", "male"))
    born = (_DAY - timedelta(days=chance.randrange(6_570, 29_200))).isoformat()
    dead = _likely(chance, 2)
    return {
        "given_name": chance.choice(_WOMEN if sex == "female" else _MEN),
        "family_name": chance.choice(_FAMILIES),
        "father_name": chance.choice(_MEN),
        "sex": sex,
        "birth_date": asked.get("birth_date") or born,
        "certificate_no": str(chance.randrange(1, 99_999)),
        "certificate_serial": str(chance.randrange(100_000, 999_999)),
        "certificate_office": "آباده",
        "vital_status": "deceased" if dead else "alive",
        **({"death_date": "2026-08-01"} if dead else {}),
        "photo": "never kept",
    }


def _family(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    status = chance.choices(("married", "widowed", "divorced", "single"), (6, 2, 1, 1))[0]
    count = 0 if status == "single" else chance.randrange(5)
    relations = [
        {
            "kind": "child",
            "birth_date": f"{2008 + n * 2}-06-01",
            "national_id": "never kept",
        }
        for n in range(count)
    ]
    return {"marital_status": status, "relations": relations}


def _account(chance: Random, asked: Mapping[str, str]) -> dict[str, Any]:
    status = chance.choices(("active", "blocked", "closed"), (18, 1, 1))[0]
    return {"bank_code": asked.get("iban", "")[4:7] or "017", "account_status": status}


def _address(chance: Random, asked: Mapping[str, str]) -> dict[str, Any]:
    del asked
    return {
        "province": "فارس",
        "county": "آباده",
        "city": "آباده",
        "street": f"خیابان نمونه، کوچهٔ {chance.randrange(1, 40)}",
        "number": str(chance.randrange(1, 200)),
    }


def _homes(chance: Random, asked: Mapping[str, str]) -> dict[str, Any]:
    role = chance.choice(("owner", "tenant"))
    home = {
        "postal_code": asked.get("postal_code") or f"73{chance.randrange(10**7, 10**8)}",
        "role": role,
        "is_main": True,
        "tenure_from": "2024-09-22",
    }
    return {"residences": [home | ({"tenure_to": "2027-09-22"} if role == "tenant" else {})]}


def _insured(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    kind = chance.choice(("compulsory", "dependant", "pensioner", None, None))
    answer: dict[str, Any] = {"is_insured": kind is not None}
    if kind is not None:
        answer["insurance_kind"] = kind
        answer["pension_monthly"] = 90_000_000 if kind == "pensioner" else 0
        answer["wage_monthly"] = 110_000_000 if kind == "compulsory" else 0
    return answer


def _disabled(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    kind = chance.choice(("physical", "hearing", "visual", "intellectual", "none"))
    if kind == "none":
        return {"kind": kind}
    severity = chance.choice(("mild", "moderate", "severe", "very_severe"))
    return {"kind": kind, "severity": severity, "decided_on": "2025-05-10"}


def _schooled(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    levels = ("none", "primary", "secondary", "diploma", "bachelor")
    return {"is_student": _likely(chance, 30), "level": chance.choice(levels)}


def _owner(_: Random, __: Mapping[str, str]) -> dict[str, Any]:
    return {}


def _taxed(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    income = chance.randrange(0, 30) * 10_000_000
    return {"year": 1404, "declared_income": income, "has_business": _likely(chance, 10)}


def _vehicles(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    count = chance.choices((0, 1, 2), (7, 2, 1))[0]
    return {"vehicles": count, "worth": count * 2_000_000_000}


def _ranked(chance: Random, _: Mapping[str, str]) -> dict[str, Any]:
    return {"decile": chance.randrange(1, 11), "model_version": "نمونه"}


def _yes(name: str, percent: int) -> World:
    return lambda chance, _: {name: _likely(chance, percent)}


WORLDS: Final[Mapping[str, World]] = {
    "civil_identity": _identity,
    "civil_family": _family,
    "civil_deaths": _vital,
    "sim_owner": _owner,
    "postal_code": _address,
    "residence": _homes,
    "bank_account": _account,
    "social_insurance": _insured,
    "tax": _taxed,
    "vehicles": _vehicles,
    "decile": _ranked,
    "disability": _disabled,
    "education": _schooled,
    "health_insurance": _yes("is_insured", 80),
    "coverage": _yes("covered", 20),
    "prison": _yes("in_prison", 2),
    "military": _served,
}

CAN_MISMATCH: Final = frozenset({"civil_identity", "civil_deaths", "sim_owner", "bank_account"})
_MADE_UP: Final = "999"
_DIRT: Final = ("not_found", "mismatch", "slow")


def status_of(register: str, identifier: str, *, dirt: bool) -> str:
    """ok, not_found, mismatch or "slow": one in ten is not as one would like it."""
    if not identifier.startswith(_MADE_UP):
        return "not_found"
    chance = drawn(f"dirt/{register}", identifier)
    said = chance.choice(_DIRT) if dirt and _likely(chance, 10) else "ok"
    return "ok" if said == "mismatch" and register not in CAN_MISMATCH else said
