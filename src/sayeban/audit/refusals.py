"""What the audit's verifier finds."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class RecordChanged(Refusal):
    """A sealed record holds something else now."""

    code: ClassVar[str] = "audit.changed"
    sentence: ClassVar[str] = (
        "سند شمارهٔ {record} از «{source}» پس از مهر شدن تغییر کرده است (دستهٔ {batch}). پایگاه داده"
        " را دست‌نخورده نگه دارید و با پشتیبان پیش از آن مقایسه کنید."
    )
    reference: ClassVar[str] = "P2"


class RecordDeleted(Refusal):
    """A sealed record is gone."""

    code: ClassVar[str] = "audit.deleted"
    sentence: ClassVar[str] = (
        "سند شمارهٔ {record} از «{source}» پس از مهر شدن حذف شده است (دستهٔ {batch}). پایگاه داده را"
        " دست‌نخورده نگه دارید و با پشتیبان پیش از آن مقایسه کنید."
    )
    reference: ClassVar[str] = "P2"


class RecordInserted(Refusal):
    """A record stands among sealed ones and was not there when they were sealed."""

    code: ClassVar[str] = "audit.inserted"
    sentence: ClassVar[str] = (
        "سند شمارهٔ {record} از «{source}» پس از مهر شدن میان سندهای مهرشده گذاشته شده است"
        " (دستهٔ {batch}). پایگاه داده را دست‌نخورده نگه دارید و با پشتیبان پیش از آن مقایسه کنید."
    )
    reference: ClassVar[str] = "P2"


class SealForged(Refusal):
    """A seal is not what this installation's key signed, or does not follow the one before."""

    code: ClassVar[str] = "audit.seal_forged"
    sentence: ClassVar[str] = (
        "مهر دستهٔ {batch} جعلی است: با کلید این سامانه امضا نشده یا به مهر پیش از خود نمی‌رسد."
        " پایگاه داده را دست‌نخورده نگه دارید و با پشتیبان پیش از آن مقایسه کنید."
    )
    reference: ClassVar[str] = "P2"


class SealMissing(Refusal):
    """A seal between others, or the one that somebody noted outside, is gone."""

    code: ClassVar[str] = "audit.seal_missing"
    sentence: ClassVar[str] = (
        "مهر دستهٔ {batch} گم شده یا جای آن را مهر دیگری گرفته است. پایگاه داده را دست‌نخورده نگه"
        " دارید و با پشتیبان پیش از آن مقایسه کنید."
    )
    reference: ClassVar[str] = "P2"


class SealKeyMissing(Refusal):
    """Seals exist, and no key here signed them; sealing on with another would hide the change."""

    code: ClassVar[str] = "audit.key_missing"
    sentence: ClassVar[str] = (
        "کلیدی که مهرهای پیشین با آن زده شده است در خانهٔ سامانه (keys/signing.pem) نیست و تا"
        " برنگردد چیزی مهر یا بررسی نمی‌شود. پوشهٔ keys را از پشتیبان برگردانید؛ گام‌ها در"
        " docs/runbooks/lost-key.md آمده است."
    )
    reference: ClassVar[str] = "P2"


class HeadUnreadable(Refusal):
    """A noted head is no number and hash."""

    code: ClassVar[str] = "audit.head"
    sentence: ClassVar[str] = (
        "سرِ زنجیره «{typed}» خوانا نیست. آن را همان‌گونه که «sayeban audit seal» نوشت بدهید."
    )
