"""Refusals of the companies' service."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class FeedUnknown(Refusal):
    """No such feed, one of another company, or one without an agreement in force."""

    code: ClassVar[str] = "feed.unknown"
    sentence: ClassVar[str] = (
        "چنین خوراکی برای این شرکت باز نیست: شناسه نادرست است، توافق‌نامه نافذ نیست یا اعلام آمادگی"
        " ثبت نشده است."
    )
    reference: ClassVar[str] = "A-023"
    http_status: ClassVar[int] = 404


class CoverSettled(Refusal):
    """Somebody has settled the double cover, or it is of another place."""

    code: ClassVar[str] = "cover.settled"
    sentence: ClassVar[str] = (
        "به این پوشش هم‌زمان رسیدگی شده است یا از جای دیگری است. فهرست را دوباره باز کنید."
    )
    reference: ClassVar[str] = "A-113"


class CoverReasonMissing(Refusal):
    """Both are to stay, and nobody says why."""

    code: ClassVar[str] = "cover.reason_missing"
    sentence: ClassVar[str] = "بنویسید چرا هر دو پوشش می‌ماند؛ مانند دو خانوار در یک نشانی."
    reference: ClassVar[str] = "A-113"


class CursorInvalid(Refusal):
    """A cursor that this feed did not give."""

    code: ClassVar[str] = "cursor.invalid"
    sentence: ClassVar[str] = (
        "نشانگر cursor از این خوراک نیست. مقدار next_cursor آخرین پاسخ همین خوراک را بفرستید."
    )
    http_status: ClassVar[int] = 400


class CursorExpired(Refusal):
    """The feed began anew, or no longer tells what follows the cursor."""

    code: ClassVar[str] = "cursor.expired"
    sentence: ClassVar[str] = (
        "نشانگر cursor دیگر ادامه ندارد، چون شماره‌گذاری این خوراک از نو آغاز شده است. فهرست"
        " کامل را از snapshot بگیرید، یا بدون cursor از آغاز بخوانید."
    )
    http_status: ClassVar[int] = 410


class ExemptionUnknown(Refusal):
    """No such exemption in the feeds that are open to the company."""

    code: ClassVar[str] = "exemption.unknown"
    sentence: ClassVar[str] = "چنین معافیتی در خوراک‌های باز این شرکت نیست."
    http_status: ClassVar[int] = 404


class SnapshotNone(Refusal):
    """No list of what stands was written yet, for the columns of the agreement of today."""

    code: ClassVar[str] = "snapshot.none"
    sentence: ClassVar[str] = (
        "هنوز فهرست کاملی از این خوراک ساخته نشده است. تغییرها را بدون cursor از آغاز بخوانید یا"
        " چند دقیقهٔ دیگر دوباره بپرسید."
    )
    http_status: ClassVar[int] = 404


class FileUnknown(Refusal):
    """No such file in the newest lists of a feed, or one with more columns than are agreed."""

    code: ClassVar[str] = "snapshot.file_unknown"
    sentence: ClassVar[str] = (
        "چنین فایلی در این خوراک نیست یا جای خود را به فهرست تازه‌تری داده است. نشانی فایل‌ها را"
        " دوباره از snapshot بگیرید."
    )
    http_status: ClassVar[int] = 404


class RangeInvalid(Refusal):
    """The asked range begins behind the end of the file."""

    code: ClassVar[str] = "range.invalid"
    sentence: ClassVar[str] = (
        "بازهٔ خواسته‌شده بیرون از فایل است. اندازهٔ فایل در bytes فهرست snapshot آمده است."
    )
    http_status: ClassVar[int] = 416


class BodyInvalid(Refusal):
    """What was sent is not of the described form; the places stand beside it."""

    code: ClassVar[str] = "body.invalid"
    sentence: ClassVar[str] = (
        "درخواست با شرح سرویس سازگار نیست. جای هر خطا در errors آمده است؛ آن را درست کنید و دوباره"
        " بفرستید."
    )


class ItemInvalid(Refusal):
    """One of many speaks of what this feed never said."""

    code: ClassVar[str] = "item.invalid"
    sentence: ClassVar[str] = (
        "این مورد ثبت نشد: معافیت در این خوراک نیست، نسخهٔ آن فرستاده نشده است یا دورهٔ آن درست نیست."
    )


class BodyTooLarge(Refusal):
    """More than a call may bring."""

    code: ClassVar[str] = "body.too_large"
    sentence: ClassVar[str] = (
        "آنچه فرستادید بزرگ‌تر از اندازهٔ مجاز است. آن را در چند نوبت بفرستید؛ گزارش‌های مصرف را"
        " می‌توان در یک فایل application/x-ndjson فرستاد."
    )
    http_status: ClassVar[int] = 413


class UploadCutOff(Refusal):
    """Less came than was announced: the connection broke."""

    code: ClassVar[str] = "upload.cut_off"
    sentence: ClassVar[str] = (
        "فایل تا پایان نرسید و چیزی از آن ثبت نشد. همان را دوباره با همین کلید بفرستید."
    )
    http_status: ClassVar[int] = 400


class UploadStopped(Refusal):
    """The work on a file of reports ended before its end."""

    code: ClassVar[str] = "upload.stopped"
    sentence: ClassVar[str] = (
        "کار روی این فایل پیش از پایان آن ایستاد: {problem} فایل را با کلید تازه‌ای دوباره بفرستید؛"
        " گزارشی که ثبت شده است دو بار ثبت نمی‌شود."
    )
    http_status: ClassVar[int] = 409


class JobUnknown(Refusal):
    """No such file of reports in the feeds that are open to the company."""

    code: ClassVar[str] = "job.unknown"
    sentence: ClassVar[str] = "چنین کاری در خوراک‌های باز این شرکت نیست."
    http_status: ClassVar[int] = 404


FEED_REFUSALS = {
    each.code: each for each in (FeedUnknown, CursorInvalid, CursorExpired, ExemptionUnknown)
}
"""By the codes that the functions of feed_sql answer."""
