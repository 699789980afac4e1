"""Registers about who somebody is: civil registry, owner of a SIM, owner of an account."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from sayeban.facts.inquiries.batches import Batch
from sayeban.facts.inquiries.ports import Found, Port, Result, known


class Identity(Result):
    """Who this identifier belongs to, and whether he lives."""

    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    father_name: str | None = Field(None, max_length=100)
    sex: Literal["female", "male"]
    birth_date: date
    certificate_no: str | None = Field(None, max_length=20)
    certificate_serial: str | None = Field(None, max_length=20)
    certificate_office: str | None = Field(None, max_length=100)
    vital_status: Literal["alive", "deceased"]
    death_date: date | None = None


class CivilIdentity(Port[Identity]):
    """«ثبت احوال»: the date of birth is compared where it is known."""

    key = "civil_identity"
    title = "ثبت احوال: هویت و حیات"
    provider = "سازمان ثبت احوال کشور"
    may = ("birth_date",)
    result = Identity
    denied = (Found("person", "identity_verified", False),)

    def found(self, result: Identity) -> Iterator[Found]:
        """Verified, with what is written there."""
        return known(
            "person",
            identity_verified=True,
            sex=result.sex,
            father_name=result.father_name,
            birth_date=result.birth_date,
            is_alive=result.vital_status == "alive",
        )

    def died_on(self, result: Mapping[str, Any]) -> date | None:
        """A death that comes to light by the way ends what the batch of deaths would end."""
        return _died_on(result)


class Vital(Result):
    """Whether he lives, and nothing else of him."""

    vital_status: Literal["alive", "deceased"]
    death_date: date | None = None


class CivilDeaths(Batch[Vital]):
    """«ثبت احوال»: who of many died; what each evening asks about all who live (A-133)."""

    key = "civil_deaths"
    title = "ثبت احوال: فوت‌شدگان (گروهی)"
    provider = "سازمان ثبت احوال کشور"
    may = ("birth_date",)
    valid_days = 30
    result = Vital

    def found(self, result: Vital) -> Iterator[Found]:
        """Whether he lives. Another date of birth is a mismatch and tells nothing of that."""
        return known("person", is_alive=result.vital_status == "alive")

    def died_on(self, result: Mapping[str, Any]) -> date | None:
        """The day, where the registry says one."""
        return _died_on(result)


def _died_on(result: Mapping[str, Any]) -> date | None:
    if result.get("vital_status") != "deceased" or not result.get("death_date"):
        return None
    return date.fromisoformat(result["death_date"])


class Relation(Result):
    """One relative and since when."""

    kind: Literal["spouse", "child"]
    birth_date: date | None = None
    began_on: date | None = None
    ended_on: date | None = None


class Family(Result):
    """Marital status and relations of one person; names and identifiers of others are not kept."""

    marital_status: Literal["single", "married", "divorced", "widowed"]
    relations: list[Relation] = Field(default_factory=list, max_length=60)


class CivilFamily(Port[Family]):
    """«ثبت احوال»: marriages, divorces and children."""

    key = "civil_family"
    title = "ثبت احوال: همسر و فرزندان"
    provider = "سازمان ثبت احوال کشور"
    result = Family

    def found(self, result: Family) -> Iterator[Found]:
        """Marital status and the number of children."""
        children = sum(each.kind == "child" for each in result.relations)
        return known("person", marital_status=result.marital_status, children_count=children)


class Owner(Result):
    """That something belongs to him; "mismatch" says that it does not."""


class SimOwner(Port[Owner]):
    """«شاهکار»: whether a mobile number belongs to this identifier. No name comes back."""

    key = "sim_owner"
    title = "شاهکار: مالک شمارهٔ همراه"
    provider = "سازمان تنظیم مقررات ارتباطات"
    needs = ("mobile",)
    valid_days = 90
    result = Owner
    denied = (Found("person", "mobile_verified", False),)

    def found(self, result: Owner) -> Iterator[Found]:
        """The number is his."""
        del result
        return known("person", mobile_verified=True)


class Account(Result):
    """An account in his name."""

    bank_code: str = Field(max_length=10)
    account_status: Literal["active", "blocked", "closed"]


class BankAccount(Port[Account]):
    """«شاپرک»: whether an IBAN belongs to this identifier and can be paid to."""

    key = "bank_account"
    title = "بانک: صاحب شماره شبا"
    provider = "شاپرک"
    needs = ("iban",)
    valid_days = 90
    result = Account
    denied = (Found("person", "iban_verified", False),)

    def found(self, result: Account) -> Iterator[Found]:
        """Verified only where it can be paid to."""
        return known("person", iban_verified=result.account_status == "active")
