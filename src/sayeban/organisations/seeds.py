"""Reference data of a new installation; running it again changes nothing that was corrected."""

from datetime import UTC, date, datetime

from sayeban.country import divisions, text
from sayeban.country.calendar import FRIDAY, national_holidays
from sayeban.country.jalali import from_parts, parts
from sayeban.country.today import today_of
from sayeban.organisations.models import County, Holiday, Province, SupportInstitution, Weekend

_INSTITUTIONS = {
    "behzisti": "سازمان بهزیستی کشور",
    "relief_committee": "کمیتهٔ امداد امام خمینی (ره)",
}


def seed(today: date | None = None) -> None:
    """Provinces, counties, institutions, weekend, and holidays of last, this and next year.

    Called after each migration; `today` decides the Jalali years (default: the clock).
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
    Weekend.objects.bulk_create([Weekend(province="", weekdays=[FRIDAY])], ignore_conflicts=True)
    year = parts(today or today_of(datetime.now(UTC)))[0]
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
