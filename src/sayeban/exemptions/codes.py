"""Every code that a row can carry, with its Persian sentence and its reference.

The same sentence stands on the page, in the report workbook, in JSON and in docs/codes.md.
Order matters: where several reject codes hold, the first one counts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One stable English identifier and what a user reads for it."""

    code: str
    sentence: str
    reference: str = ""


def _table(*codes: Code) -> dict[str, Code]:
    return {code.code: code for code in codes}


LOAD_REJECTS = _table(
    Code(
        "national_id.missing", "کد ملی خالی است. آن را بنویسید و فایل را دوباره بفرستید.", "A-054"
    ),
    Code(
        "national_id.check_digit",
        "رقم کنترل کد ملی درست نیست. آن را از روی کارت ملی بازنویسی کنید.",
        "A-054",
    ),
    Code(
        "national_id.duplicate",
        "این کد ملی پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد.",
        "A-054",
    ),
    Code("province.unknown", "نام استان شناخته نشد. نام یا کد رسمی استان را بنویسید.", "A-050"),
    Code(
        "county.unknown",
        "این شهرستان در استان ردیف نیست. نام رسمی شهرستان را بنویسید یا خانه را خالی بگذارید.",
        "A-051",
    ),
)

LOAD_FLAGS = _table(
    Code("national_id.padded", "صفرهای آغاز کد ملی افتاده بود و بازگردانده شد.", "A-054"),
    Code("name.missing", "نام مددجو نیامده است.", "A-053"),
    Code("postal_code.invalid", "کد پستی ده رقم درست نیست؛ خالی شد تا گردآوری شود.", "A-055"),
    Code("mobile.invalid", "شمارهٔ همراه درست نیست؛ خالی شد تا گردآوری شود.", "A-056"),
    Code("ownership.unknown_value", "وضعیت مالکیت شناخته نشد (مالک، استیجاری، غیره).", "A-057"),
    Code("status.unknown_value", "وضعیت مددجو شناخته نشد (فعال، خروج از پرونده، فوت).", "A-058"),
    Code("county.missing", "شهرستان نیامده است؛ ردیف در کارتابل استان است.", "نکته ۸"),
    Code("centre.missing", "کد مرکز نیامده است؛ ردیف در کارتابل شهرستان است.", "نکته ۸"),
    Code("centre.foreign", "مرکز از شهرستان دیگری است؛ ردیف در کارتابل شهرستان است.", "نکته ۸"),
    Code("deceased", "مددجو فوت کرده است؛ استان او را حذف می‌کند.", "A-133"),
    Code("exited", "مددجو از پرونده خارج شده است؛ استان او را حذف می‌کند.", "A-133"),
    Code("resident_in_care", "مددجوی یارانه‌ای مقیم مرکز شبانه‌روزی مشمول نیست.", "نکته ۵"),
    Code("not_target_group", "مددجو در گروه هدف این مرحله نیست.", "نکته ۹"),
    Code("row.locked", "ردیف تأیید شده است و تغییر نکرد.", "A-110"),
)

COLLECT_REJECTS = _table(
    Code(
        "worklist.closed",
        "کارتابل مرکز باز نیست: آموزش شما ثبت نشده است. از مسئول فنی بخواهید آن را ثبت کند.",
        "نکته ۱۰",
    ),
    Code(
        "row.unknown_key",
        "این ردیف از فایل ارسالی ما نیست یا کلید آن تغییر کرده است. فایل تازه بگیرید.",
        "A-081",
    ),
    Code(
        "row.conflict",
        "پس از دریافت فایل، شخص دیگری این ردیف را تغییر داده است. فایل تازه بگیرید و مقایسه کنید.",
        "A-108",
    ),
    Code(
        "row.locked",
        "ردیف تأیید شده و قفل است. برای اصلاح، تأییدکننده باید آن را برگرداند.",
        "A-110",
    ),
    Code("bill_id.length", "شناسهٔ قبض باید ۶ تا ۱۳ رقم باشد.", "A-063"),
    Code(
        "bill_id.check_digit",
        "رقم کنترل شناسهٔ قبض درست نیست. آن را از پیامک شرکت رونوشت کنید.",
        "A-103",
    ),
    Code(
        "bill_id.wrong_utility",
        "این شناسهٔ قبض از نوع دیگری است. آب، برق و گاز جابه‌جا نوشته نشده باشد.",
        "A-063",
    ),
    Code(
        "connection.unknown_value",
        "مقدار این خانه شناخته نشد. یکی از گزینه‌های فهرست را برگزینید.",
        "A-064",
    ),
    Code("date.invalid", "تاریخ درست نیست. تاریخ را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.", "A-060"),
)

COLLECT_FLAGS = _table(
    Code("incomplete", "ردیف هنوز کامل نیست.", "A-009"),
    Code("tenancy_end.missing", "برای خانهٔ استیجاری، تاریخ پایان اجاره لازم است.", "A-059"),
    Code("tenancy_end.past", "تاریخ پایان اجاره گذشته است.", "A-059"),
    Code("connection.shared", "کنتور مشاع مشمول معافیت نیست و با دلیل نگه داشته شد.", "نکته ۷"),
    Code(
        "bill_id.taken", "این شناسهٔ قبض برای خانوار دیگری هم ثبت شده و در حال بررسی است.", "A-113"
    ),
    Code("company.unknown", "شرکت این قبض در فهرست شرکت‌ها نیست.", "A-010"),
    Code("company.other_province", "شرکت این قبض از استان دیگری است.", "A-010"),
    Code("document.missing", "مدرک این انشعاب بارگذاری نشده است.", "A-109"),
    Code("late", "پس از پایان مهلت ثبت شد.", "نکته ۲"),
    Code("postal_code.invalid", "کد پستی ده رقم درست نیست؛ مقدار پیشین ماند.", "A-055"),
    Code("mobile.invalid", "شمارهٔ همراه درست نیست؛ مقدار پیشین ماند.", "A-056"),
    Code("ownership.unknown_value", "وضعیت مالکیت شناخته نشد؛ مقدار پیشین ماند.", "A-057"),
    Code("status.unknown_value", "وضعیت مددجو شناخته نشد؛ مقدار پیشین ماند.", "A-058"),
)

APPROVAL_BLOCKS = _table(
    Code("pending", "هنوز ردیف گردآوری‌نشده یا تأییدنشدهٔ سطح پایین‌تر هست.", "A-110"),
    Code("incomplete", "ردیف ناکامل هست.", "A-009"),
    Code("document.missing", "مدرک الزامی بارگذاری نشده است.", "A-109"),
    Code("declaration.missing", "گواهی درستی اطلاعات امضا نشده است.", "A-112"),
    Code("sample.missing", "بررسی موردی انجام نشده یا ناتمام است.", "A-121"),
    Code("sample.errors", "خطای بررسی موردی از حد مجاز بیشتر است.", "A-121"),
    Code("four_eyes", "گردآورنده، بازبین و تأییدکننده باید سه نفر جدا باشند.", "A-112"),
    Code("candidate.open", "ظن تخلف بررسی‌نشده هست.", "A-113"),
)

OUTCOMES = _table(
    Code("county.late", "شهرستان هنوز تأیید نکرده و در متمم می‌آید.", "نکته ۱"),
    Code("deceased", "فوت", "A-133"),
    Code("exited", "خروج از پرونده", "A-133"),
    Code("not_target_group", "بیرون از گروه هدف", "نکته ۹"),
    Code("resident_in_care", "مقیم یارانه‌ای مرکز شبانه‌روزی", "نکته ۵"),
    Code("candidate.confirmed", "تخلف این انشعاب ثابت شده است.", "A-113"),
    Code("not_collected", "اطلاعات به دست نیامد.", "A-009"),
    Code("no_connection", "این انشعاب را ندارد.", "A-061"),
    Code("connection.shared", "کنتور مشاع", "نکته ۷"),
    Code("company.unknown", "شرکت قبض ناشناخته است.", "A-010"),
    Code("company.other_province", "شرکت قبض از استان دیگری است.", "A-010"),
    Code("same_meter", "این کنتور یک بار در ردیف نخست خانوار آمده است.", "نکته ۴"),
)
