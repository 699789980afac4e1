"""Registers about where a household lives."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from sayeban.facts.inquiries.ports import Found, Port, Result, known


class Address(Result):
    """What the post knows of a postal code."""

    province: str = Field(max_length=100)
    county: str = Field(max_length=100)
    district: str = Field("", max_length=100)
    city: str = Field("", max_length=100)
    village: str = Field("", max_length=100)
    street: str = Field("", max_length=300)
    number: str = Field("", max_length=50)
    floor: str = Field("", max_length=20)
    unit: str = Field("", max_length=20)
    building: str = Field("", max_length=100)
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)

    @property
    def text(self) -> str:
        """The address in one line, from large to small."""
        parts = (self.province, self.county, self.city or self.village, self.street)
        house = (
            ("پلاک", self.number),
            ("ساختمان", self.building),
            ("طبقه", self.floor),
            ("واحد", self.unit),
        )
        named = [f"{word} {each}" for word, each in house if each]
        return "، ".join([each for each in parts if each] + named)


class PostalCode(Port[Address]):
    """«شرکت ملی پست»: the address behind the household's postal code."""

    key = "postal_code"
    title = "پست: نشانی کد پستی"
    provider = "شرکت ملی پست"
    needs = ("postal_code",)
    valid_days = 365
    result = Address

    def found(self, result: Address) -> Iterator[Found]:
        """The address as the post writes it."""
        return known("household", postal_address=result.text)


class Home(Result):
    """One dwelling that he registered."""

    postal_code: str = Field(pattern=r"^[0-9]{10}$")
    role: Literal["owner", "tenant"]
    is_main: bool
    tenure_from: date | None = None
    tenure_to: date | None = None
    contract_no: str | None = Field(None, max_length=50)


class Homes(Result):
    """All dwellings in his name."""

    residences: list[Home] = Field(max_length=100)


class Residence(Port[Homes]):
    """«سامانه املاک و اسکان»: where he lives, as owner or as tenant."""

    key = "residence"
    title = "املاک و اسکان: محل سکونت"
    provider = "وزارت راه و شهرسازی"
    may = ("postal_code",)
    valid_days = 90
    result = Homes

    def found(self, result: Homes) -> Iterator[Found]:
        """What is in his name, and how the household lives. That he owns nothing says nothing of
        the others.
        """
        main = next((each for each in result.residences if each.is_main), None)
        owns = any(each.role == "owner" for each in result.residences)
        yield Found("person", "home_owner", owns)
        yield from known(
            "household",
            owns_house=owns or None,
            tenure=main.role if main else None,
            tenancy_end=main.tenure_to if main and main.role == "tenant" else None,
        )
