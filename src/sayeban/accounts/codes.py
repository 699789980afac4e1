"""Persian sentences of the codes that a rejected row of a staff file carries."""

from collections.abc import Mapping
from typing import Final

from sayeban.accounts import refusals
from sayeban.runtime.refusals import AccessDenied

ROW_REASONS: Final[Mapping[str, str]] = {
    refusals.UsernameInvalid.code: refusals.UsernameInvalid.sentence,
    refusals.FullNameMissing.code: refusals.FullNameMissing.sentence,
    refusals.MobileInvalid.code: refusals.MobileInvalid.sentence,
    refusals.PostUnknown.code: refusals.PostUnknown.sentence,
    "unit.unknown": (
        "واحد شناخته نشد. نام یا کد آن را بنویسید، مانند «شهرستان آباده»، «مرکز ۷۰۱۱» یا ۰۷۰۱."
    ),
    refusals.PostWrongLevel.code: (
        "این سمت در این سطح از واحدها وجود ندارد. سمت یا واحد را اصلاح کنید."
    ),
    AccessDenied.code: AccessDenied.sentence,
    "user.duplicate": "این سمت پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد.",
}
