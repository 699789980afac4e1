"""Persian ordinals in words, for days: «روز نهم»."""

from typing import Final

from sayeban.country import jalali

_FIRST: Final = (
    *("اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم"),
    *("یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم"),
    *("شانزدهم", "هفدهم", "هجدهم", "نوزدهم"),
)
_UNITS: Final = ("", "یکم", *_FIRST[1:9])
_TENS: Final = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_WHOLE_TENS: Final = {"سی": "سی‌ام"}


def ordinal(number: int) -> str:
    """«نهم» for 9, «بیست‌ویکم» for 21; from a hundred on «۱۰۰م»."""
    if not 1 <= number < 100:
        return f"{jalali.persian_digits(str(number))}م"
    if number < 20:
        return _FIRST[number - 1]
    tens, rest = _TENS[number // 10 - 2], number % 10
    return f"{tens}‌و{_UNITS[rest]}" if rest else _WHOLE_TENS.get(tens, f"{tens}م")
