"""Why a backup cannot be made, read or restored."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class NoKey(Refusal):
    """There is no public key to encrypt with."""

    code: ClassVar[str] = "backup.no_key"
    sentence: ClassVar[str] = (
        "هنوز کلید پشتیبان ساخته نشده است. یک بار «sayeban backup --new-key FILE» را اجرا کنید و"
        " فایل کلید را بیرون از این دستگاه نگه دارید."
    )


class KeyExists(Refusal):
    """A key is never overwritten: older backups open with it alone."""

    code: ClassVar[str] = "backup.key_exists"
    sentence: ClassVar[str] = (
        "فایل «{name}» از پیش هست و رونویسی نمی‌شود؛ پشتیبان‌های پیشین شاید فقط با آن باز شوند."
        " نام دیگری بدهید."
    )


class KeyBeside(Refusal):
    """Whoever takes the folder would have its key too."""

    code: ClassVar[str] = "backup.key_beside"
    sentence: ClassVar[str] = (
        "کلید نباید در همان پوشه‌ای باشد که پشتیبان‌ها یا دادهٔ سامانه در آن است. جای دیگری بدهید."
    )


class KeyUnreadable(Refusal):
    """The file holds no age key."""

    code: ClassVar[str] = "backup.key_unreadable"
    sentence: ClassVar[str] = (
        "در فایل «{name}» کلید پشتیبان نیست. فایلی را بدهید که --new-key ساخت."
    )


class WrongKey(Refusal):
    """The key is a key, and not the one of this backup."""

    code: ClassVar[str] = "backup.wrong_key"
    sentence: ClassVar[str] = (
        "این کلید پشتیبان «{name}» را باز نمی‌کند. کلید زمان ساختن آن پشتیبان را بدهید."
    )


class ReplicationRefused(Refusal):
    """The server of DATABASE_URL lets us not copy it."""

    code: ClassVar[str] = "backup.not_allowed"
    sentence: ClassVar[str] = (
        "سرور پایگاه داده اجازهٔ پشتیبان‌گیری نداد. نقشی با حق REPLICATION بسازید و نشانی آن را در"
        " SAYEBAN_BACKUP_URL بدهید؛ گام‌ها در docs/runbooks/backup.md آمده است."
    )


class ToolFailed(Refusal):
    """A program of PostgreSQL failed; `english` says how."""

    code: ClassVar[str] = "backup.failed"
    sentence: ClassVar[str] = (
        "برنامهٔ {program} ناکام ماند و پشتیبانی ساخته یا برگردانده نشد؛ پاسخ آن در خروجی خطا آمده"
        " است. docs/runbooks/backup.md را ببینید."
    )

    def __init__(self, program: str, said: str) -> None:
        self.english = said.strip()
        super().__init__(program=program)

    def __str__(self) -> str:
        return f"{super().__str__()}\n{self.english}"


class OtherDatabase(Refusal):
    """The folder holds backups of another database."""

    code: ClassVar[str] = "backup.other_database"
    sentence: ClassVar[str] = "در پوشهٔ «{name}» پشتیبان پایگاه دادهٔ دیگری است. پوشهٔ دیگری بدهید."


class Running(Refusal):
    """Another backup into the same folder is being made."""

    code: ClassVar[str] = "backup.running"
    sentence: ClassVar[str] = (
        "پشتیبان دیگری در «{name}» در حال ساخته شدن است. پس از پایان آن دوباره اجرا کنید."
    )


class NoBackup(Refusal):
    """No whole backup lies there, or none that is old enough."""

    code: ClassVar[str] = "backup.none"
    sentence: ClassVar[str] = (
        "در «{name}» پشتیبان کاملی برای این زمان نیست. پوشه و زمان را بررسی کنید."
    )


class Damaged(Refusal):
    """A file of a backup is not what was written."""

    code: ClassVar[str] = "backup.damaged"
    sentence: ClassVar[str] = (
        "فایل «{name}» با آنچه هنگام پشتیبان‌گیری نوشته شد یکی نیست یا گم شده است. از رونوشت دیگری"
        " از پوشهٔ پشتیبان استفاده کنید و با --full پشتیبان تازه بسازید."
    )


class Differs(Refusal):
    """What was restored is not what was backed up."""

    code: ClassVar[str] = "backup.differs"
    sentence: ClassVar[str] = (
        "پشتیبان «{name}» برگردانده شد ولی این جدول‌ها با زمان پشتیبان‌گیری یکی نیست: {tables}."
        " به این پشتیبان تکیه نکنید و با --full پشتیبان تازه بسازید."
    )


class NotEmpty(Refusal):
    """Nothing is ever overwritten by a restore."""

    code: ClassVar[str] = "restore.not_empty"
    sentence: ClassVar[str] = (
        "پوشهٔ «{name}» خالی نیست و بازگردانی چیزی را رونویسی نمی‌کند. پوشه‌ای خالی بدهید."
    )


class NotReached(Refusal):
    """The journal in the backups ends before the wanted time."""

    code: ClassVar[str] = "restore.not_reached"
    sentence: ClassVar[str] = (
        "پشتیبان‌ها تا این زمان نمی‌رسند یا پیش از آن آغاز نشده‌اند. زمانی میان نخستین و آخرین پشتیبان"
        " بدهید؛ پاسخ سرور در خروجی خطا آمده است."
    )

    def __init__(self, said: str = "") -> None:
        self.english = said.strip()
        super().__init__()
