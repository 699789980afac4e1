"""Why the database cannot serve."""

from enum import Enum
from typing import ClassVar

from sayeban.kit.refusals import Refusal


class Cause(Enum):
    """What stands in the way: an English sentence for the operator's log and a Persian one."""

    NO_PROGRAMS = (
        "no PostgreSQL 15 or newer was found: install it or set DATABASE_URL",
        "برنامه‌های PostgreSQL نسخهٔ ۱۵ یا تازه‌تر پیدا نشد؛ آن را نصب کنید یا DATABASE_URL را بدهید",
    )
    OTHER_VERSION = (
        "the data folder was made by a PostgreSQL version that is not installed: "
        "install that version, or `sayeban reset --yes` to start empty",
        "پوشهٔ داده با نسخهٔ دیگری از PostgreSQL ساخته شده است که نصب نیست؛ آن نسخه را نصب کنید "
        "یا با «sayeban reset --yes» از نو بسازید",
    )
    ONLY_ROOT = (
        "PostgreSQL does not run as root, and neither a user namespace (unshare) nor another "
        "user is possible here: start as an ordinary user or set DATABASE_URL",
        "PostgreSQL با کاربر root اجرا نمی‌شود و در این دستگاه راهی برای کاربر دیگر نیست؛ "
        "با کاربری عادی اجرا کنید یا DATABASE_URL را بدهید",
    )
    NOT_OURS = (
        "the data folder belongs to another system user: start as that user",
        "پوشهٔ داده از آن کاربر دیگری از سیستم‌عامل است؛ با همان کاربر اجرا کنید",
    )
    NOT_MADE = (
        "initdb failed",
        "ساختن پایگاه داده ناکام ماند؛ پایان گزارش آن در خروجی خطا آمده است",
    )
    NOT_STARTED = (
        "PostgreSQL did not start; the end of its log follows",
        "PostgreSQL راه نیفتاد؛ پایان گزارش آن در خروجی خطا آمده است",
    )
    NOT_STOPPED = (
        "PostgreSQL did not stop",
        "PostgreSQL در مهلت خود متوقف نشد؛ اندکی بعد دوباره متوقفش کنید",
    )
    NO_PERSIAN = (
        "show_trgm('سلام') is empty: this PostgreSQL does not know Persian letters, so that "
        "searching for names would find nothing",
        "این PostgreSQL حروف فارسی را نمی‌شناسد و جستجوی نام در آن چیزی نمی‌یابد",
    )

    UNREACHABLE = (
        "the database of DATABASE_URL cannot be reached; what was answered follows",
        "پایگاه داده‌ای که DATABASE_URL نشان می‌دهد پاسخ نداد یا نشانی آن درست نیست؛ نشانی، گذرواژه و"
        " روشن بودن آن را بررسی کنید. پاسخ آن در خروجی خطا آمده است",
    )
    NOT_MIGRATED = (
        "the tables could not be brought to this version; what went wrong stands above",
        "جدول‌ها به این نسخه رسانده نشد؛ دلیل آن در خروجی خطا آمده است. دسترسی مالک جدول‌ها"
        " (SAYEBAN_OWNER_URL) را بررسی کنید؛ گام‌ها در docs/runbooks/upgrade.md آمده است",
    )

    def __init__(self, english: str, persian: str) -> None:
        self.english = english
        self.persian = persian


class DatabaseUnavailable(Refusal):
    """The database is out of reach; `english` says why, with what the server said."""

    code: ClassVar[str] = "database.unavailable"
    sentence: ClassVar[str] = "پایگاه داده در دسترس نیست: {problem}."

    def __init__(self, cause: Cause, said: str = "") -> None:
        self.cause = cause
        self.english = f"{cause.english}\n{said}".strip()
        super().__init__(problem=cause.persian)

    def __str__(self) -> str:
        return f"{super().__str__()}\n{self.english}"
