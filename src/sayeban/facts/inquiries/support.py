"""Registers about health, schooling and what other institutions give."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from sayeban.facts.inquiries.ports import Found, Port, Result, known


class Disabled(Result):
    """The verdict of the medical commission, without a diagnosis."""

    kind: Literal["physical", "visual", "hearing", "speech", "intellectual", "mental", "none"]
    severity: Literal["mild", "moderate", "severe", "very_severe"] | None = None
    decided_on: date | None = None


class DisabilityCommission(Port[Disabled]):
    """«کمیسیون پزشکی»."""

    key = "disability"
    title = "کمیسیون پزشکی: معلولیت"
    provider = "سازمان بهزیستی کشور"
    valid_days = 365
    result = Disabled

    def found(self, result: Disabled) -> Iterator[Found]:
        """Kind, severity and the day of the verdict; "none" is a verdict too."""
        return known(
            "person",
            has_disability=result.kind != "none",
            disability_type=None if result.kind == "none" else result.kind,
            disability_severity=result.severity,
            disability_commission_date=result.decided_on,
        )


class Schooled(Result):
    """Schooling of one person."""

    is_student: bool
    level: Literal["none", "primary", "secondary", "diploma", "bachelor", "master", "doctor"]


class Education(Port[Schooled]):
    """«آموزش و پرورش» and universities."""

    key = "education"
    title = "آموزش: تحصیل"
    provider = "وزارت آموزش و پرورش"
    result = Schooled

    def found(self, result: Schooled) -> Iterator[Found]:
        """Whether he studies, and his level."""
        return known("person", is_student=result.is_student, education_level=result.level)


class HealthInsured(Result):
    """Basic health insurance."""

    is_insured: bool
    fund: str = Field("", max_length=100)


class HealthInsurance(Port[HealthInsured]):
    """«بیمهٔ سلامت»."""

    key = "health_insurance"
    title = "بیمهٔ سلامت"
    provider = "سازمان بیمهٔ سلامت ایران"
    valid_days = 60
    result = HealthInsured

    def found(self, result: HealthInsured) -> Iterator[Found]:
        """Whether he is insured."""
        return known("person", has_health_insurance=result.is_insured)


class Covered(Result):
    """Yes or no and the kind of programme: what another institution gives is its own affair."""

    covered: bool
    programme_class: str | None = Field(None, max_length=50)


class Coverage(Port[Covered]):
    """«کمیتهٔ امداد»: whether another institution covers him."""

    key = "coverage"
    title = "کمیتهٔ امداد: پوشش"
    provider = "کمیتهٔ امداد امام خمینی (ره)"
    valid_days = 30
    result = Covered

    def found(self, result: Covered) -> Iterator[Found]:
        """Yes or no."""
        return known("person", covered_elsewhere=result.covered)


class Detained(Result):
    """Whether he is in prison now."""

    in_prison: bool


class Prison(Port[Detained]):
    """«سازمان زندان‌ها»."""

    key = "prison"
    title = "زندان‌ها: حبس"
    provider = "سازمان زندان‌ها"
    valid_days = 30
    result = Detained

    def found(self, result: Detained) -> Iterator[Found]:
        """Yes or no."""
        return known("person", is_prisoner=result.in_prison)


class Served(Result):
    """Where somebody stands with military service."""

    status: Literal["serving", "served", "exempt", "liable", "not_liable"]


class MilitaryService(Port[Served]):
    """«سازمان وظیفهٔ عمومی»."""

    key = "military"
    title = "وظیفهٔ عمومی: سربازی"
    provider = "سازمان وظیفهٔ عمومی فراجا"
    result = Served

    def found(self, result: Served) -> Iterator[Found]:
        """Whether he serves now: meanwhile he earns nothing."""
        return known("person", in_military_service=result.status == "serving")
