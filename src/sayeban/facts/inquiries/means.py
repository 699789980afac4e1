"""Registers about what somebody earns and owns. Amounts are rial."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from sayeban.facts.inquiries.ports import Found, Port, Result, known

_MOST = 10**15


class Insured(Result):
    """Insurance of one person; `pension` is what he is paid a month."""

    is_insured: bool
    insurance_kind: Literal["compulsory", "voluntary", "dependant", "pensioner"] | None = None
    pension_monthly: int | None = Field(None, ge=0, le=_MOST)
    wage_monthly: int | None = Field(None, ge=0, le=_MOST)


class SocialInsurance(Port[Insured]):
    """«تأمین اجتماعی» and the other funds."""

    key = "social_insurance"
    title = "تأمین اجتماعی: بیمه و مستمری"
    provider = "سازمان تأمین اجتماعی"
    valid_days = 60
    result = Insured

    def found(self, result: Insured) -> Iterator[Found]:
        """Insurance, pension and the insured wage."""
        return known(
            "person",
            is_insured=result.is_insured,
            pension_monthly=result.pension_monthly,
            wage_monthly=result.wage_monthly,
        )


class Taxed(Result):
    """What the tax register knows of a year."""

    year: int = Field(ge=1380, le=1500)
    declared_income: int | None = Field(None, ge=0, le=_MOST)
    has_business: bool


class Tax(Port[Taxed]):
    """«سازمان امور مالیاتی»."""

    key = "tax"
    title = "مالیات: درآمد اظهارشده"
    provider = "سازمان امور مالیاتی"
    valid_days = 365
    result = Taxed

    def found(self, result: Taxed) -> Iterator[Found]:
        """Income of a year and whether he trades."""
        return known(
            "person", taxed_income_yearly=result.declared_income, has_business=result.has_business
        )


class Owned(Result):
    """Vehicles in one name; `worth` of all of them."""

    vehicles: int = Field(ge=0, le=1000)
    worth: int | None = Field(None, ge=0, le=_MOST)


class Vehicles(Port[Owned]):
    """«پلیس راهور»."""

    key = "vehicles"
    title = "راهور: خودرو"
    provider = "پلیس راهور"
    result = Owned

    def found(self, result: Owned) -> Iterator[Found]:
        """How many and of what worth."""
        return known("person", vehicles_count=result.vehicles, vehicles_worth=result.worth)


class Ranked(Result):
    """The official decile of a household."""

    decile: int = Field(ge=1, le=10)
    model_version: str = Field("", max_length=50)


class Decile(Port[Ranked]):
    """«پایگاه اطلاعات رفاه ایرانیان»."""

    key = "decile"
    title = "رفاه: دهک خانوار"
    provider = "وزارت تعاون، کار و رفاه اجتماعی"
    valid_days = 90
    result = Ranked

    def found(self, result: Ranked) -> Iterator[Found]:
        """The decile, of the household."""
        return known("household", decile=result.decile)
