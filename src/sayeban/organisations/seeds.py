"""Reference data of a new installation; running it again changes nothing that was corrected."""

from datetime import date

from django.utils import timezone

from sayeban.country import divisions, text
from sayeban.country.calendar import FRIDAY, national_holidays
from sayeban.country.jalali import from_parts, parts
from sayeban.organisations.models import (
    County,
    Department,
    Holiday,
    Province,
    SupportInstitution,
    Weekend,
)

_INSTITUTIONS = {
    "behzisti": "سازمان بهزیستی کشور",
    "relief_committee": "کمیتهٔ امداد امام خمینی (ره)",
}

_DEPARTMENTS = {
    "rehabilitation": "توان‌بخشی",
    "social": "اجتماعی",
    "prevention": "پیشگیری",
    "participation": "مشارکت‌ها و اشتغال",
    "resources": "توسعهٔ مدیریت و منابع",
    "intake": "پذیرش و هماهنگی",
}


def seed(today: date | None = None) -> None:
    """Provinces, counties, institutions, departments, weekend, and holidays of three years.

    The last, this and the next year's. Called after each migration; `today` decides the Jalali
    years (default: the clock).
    """
    Province.objects.bulk_create(
        [Province(code=p.code, name=p.name) for p in divisions.provinces()], ignore_conflicts=True
    )
    County.objects.bulk_create(
        [
            County(code=c.code, province_id=c.parent, name=c.name, name_key=text.match_key(c.name))
            for c in divisions.counties()
        ],
        ignore_conflicts=True,
    )
    SupportInstitution.objects.bulk_create(
        [SupportInstitution(code=code, name=name) for code, name in _INSTITUTIONS.items()],
        ignore_conflicts=True,
    )
    Department.objects.bulk_create(
        [Department(code=code, name=name) for code, name in _DEPARTMENTS.items()],
        ignore_conflicts=True,
    )
    Weekend.objects.bulk_create([Weekend(province="", weekdays=[FRIDAY])], ignore_conflicts=True)
    year = parts(today or timezone.localdate())[0]
    for seeded in (year - 1, year, year + 1):
        _seed_holidays(seeded)


def _seed_holidays(year: int) -> None:
    """A year that has holidays already is left alone: headquarters may have struck some out."""
    first, next_first = from_parts(year, 1, 1), from_parts(year + 1, 1, 1)
    if Holiday.objects.filter(day__gte=first, day__lt=next_first).exists():
        return
    Holiday.objects.bulk_create(
        [Holiday(day=holiday.day, name=holiday.name) for holiday in national_holidays(year)],
        ignore_conflicts=True,
    )
