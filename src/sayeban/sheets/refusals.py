"""Why a workbook is refused as a whole."""

from enum import StrEnum
from typing import ClassVar

from sayeban.kit.refusals import Refusal


class Unreadable(StrEnum):
    """What is wrong with a file that cannot be read, and what to do (Persian)."""

    NOT_A_WORKBOOK = "این فایل کارپوشهٔ اکسل نیست؛ آن را در اکسل باز کنید و با قالب xlsx ذخیره کنید"
    OLD_OR_ENCRYPTED = (
        "این فایل رمز دارد یا با قالب قدیمی xls است؛ رمز را بردارید و با قالب xlsx ذخیره کنید"
    )
    EMPTY = "این فایل خالی است؛ فایل درست را برگزینید"
    BROKEN = "این فایل ناقص یا خراب است؛ آن را در اکسل باز و دوباره ذخیره کنید و از نو بفرستید"
    NOT_UTF8 = "این فایل CSV با کدگذاری UTF-8 نیست؛ آن را با قالب «CSV UTF-8» ذخیره کنید"


class Unsafe(StrEnum):
    """What is dangerous about a file, and what to do (Persian)."""

    FILE_SIZE = "حجم فایل بیش از اندازه است؛ آن را به چند فایل بخش کنید"
    UNPACKED_SIZE = "محتوای فشردهٔ فایل بیش از اندازه بزرگ می‌شود؛ ردیف‌ها را در چند فایل بفرستید"
    TOO_MANY_PARTS = "فایل بخش‌های بسیار زیادی دارد؛ تنها جدول را در کارپوشه‌ای تازه ذخیره کنید"
    FAR_CELL = "خانه‌ای بسیار دور از جدول پر شده است؛ سطرها و ستون‌های پس از جدول را حذف کنید"
    TOO_MANY_CELLS = "شمار خانه‌های یک برگه بیش از اندازه است؛ ردیف‌ها را در چند فایل بفرستید"
    MACRO = "فایل ماکرو یا برنامه دارد؛ آن را با قالب xlsx بدون ماکرو ذخیره کنید"
    EXTERNAL = "فایل به فایل یا دادهٔ دیگری پیوند دارد؛ پیوندها را در اکسل قطع کنید"
    ENTITIES = "ساختار درونی فایل دستکاری شده است؛ جدول را در کارپوشه‌ای تازه ذخیره کنید"
    TOO_COSTLY = "خواندن فایل بیش از اندازه حافظه یا زمان می‌خواهد؛ آن را به چند فایل بخش کنید"


class FileUnreadable(Refusal):
    """No workbook, encrypted, of a wrong type, broken or empty."""

    code: ClassVar[str] = "file.unreadable"
    sentence: ClassVar[str] = "فایل خوانده نشد: {problem}."
    reference: ClassVar[str] = "S8"

    def __init__(self, problem: Unreadable) -> None:
        super().__init__(problem=problem.value)


class FileUnsafe(Refusal):
    """Macro content, bombs, far cells, links to the outside: never parsed (promise S8)."""

    code: ClassVar[str] = "file.unsafe"
    sentence: ClassVar[str] = "فایل برای ایمنی سامانه پذیرفته نشد: {problem}."
    reference: ClassVar[str] = "S8"

    def __init__(self, problem: Unsafe) -> None:
        super().__init__(problem=problem.value)


class FileFormulas(Refusal):
    """Formulas where values are to be typed: what is shown could change after it was checked."""

    code: ClassVar[str] = "file.formulas"
    sentence: ClassVar[str] = (
        "در برگهٔ «{sheet}» به جای مقدار، فرمول نوشته شده است (خانه‌های {cells}). "
        "خانه‌ها را کپی و با «Paste Values» جای‌گذاری کنید و دوباره بفرستید."
    )
    reference: ClassVar[str] = "S9"


class ColumnsMissing(Refusal):
    """Required columns were found on no row of the sheet."""

    code: ClassVar[str] = "sheet.columns_missing"
    sentence: ClassVar[str] = (
        "در برگهٔ «{sheet}» این ستون‌ها پیدا نشد: {columns}. "
        "عنوان آن‌ها را در سطر عنوان بنویسید و دوباره بفرستید."
    )


class AmbiguousHeader(Refusal):
    """Two columns can both be meant and neither has the exact label."""

    code: ClassVar[str] = "sheet.ambiguous_header"
    sentence: ClassVar[str] = (
        "در برگهٔ «{sheet}» معلوم نیست کدام ستون «{label}» است: «{first}» یا «{second}». "
        "عنوان ستون درست را دقیقاً «{label}» بنویسید و دوباره بفرستید."
    )
