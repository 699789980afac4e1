"""Registers about who somebody is: civil registry, owner of a SIM, owner of an account."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from sayeban.facts.inquiries.ports import Found, Port, Result, known


class Identity(Result):
    """Who this identifier belongs to, and whether he lives."""

    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    father_name: str | None = Field(None, max_length=100)
    sex: Literal["female", "male"]
    birth_date: date
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
