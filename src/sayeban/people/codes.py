"""What a user reads for the reasons and flags of a file of persons."""

from collections.abc import Mapping
from typing import Final

from sayeban.people.normalising import VALUE_FLAGS

ROW_REASONS: Final[Mapping[str, str]] = {
    "national_id.missing": "کد ملی خالی است. آن را بنویسید و فایل را دوباره بفرستید.",
    "national_id.check_digit": "رقم کنترل کد ملی درست نیست. آن را از روی کارت ملی بازنویسی کنید.",
    "national_id.duplicate": (
        "این کد ملی پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد؛"
        " ردیف نادرست را از فایل پاک کنید."
    ),
    "province.unknown": "نام استان شناخته نشد. نام یا کد رسمی استان را بنویسید.",
    "county.unknown": "این شهرستان در استان ردیف نیست. نام رسمی شهرستان را بنویسید.",
    "place.missing": "مددجو تازه است و استان او نیامده است. استان را بنویسید.",
}
"""Why a row of `people import` is rejected, in the order in which the first one counts."""

ROW_FLAGS: Final[Mapping[str, str]] = {
    **VALUE_FLAGS,
    "centre.foreign": "مرکز از شهرستان دیگری است و نادیده گرفته شد.",
}
"""What was mended or ignored in an accepted row."""
