"""Refusals that programs of institutions meet."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class GrantInvalid(Refusal):
    """A program cannot be let in so."""

    code: ClassVar[str] = "grant.invalid"
    sentence: ClassVar[str] = (
        "توافق ثبت نشد: {faults}. هدف‌ها در «سامانه‌های استعلام» و داده‌ها در «فهرست داده‌ها»"
        " آمده‌اند. آن را درست کنید و دوباره ثبت کنید."
    )


class GrantUnknown(Refusal):
    """No program has this name, or it is closed."""

    code: ClassVar[str] = "grant.unknown"
    sentence: ClassVar[str] = "توافقی با این شناسه نیست یا بسته شده است."


class GrantInForce(Refusal):
    """Somebody put it in force already."""

    code: ClassVar[str] = "grant.in_force"
    sentence: ClassVar[str] = "این توافق پیش‌تر نافذ شده است. صفحهٔ آن را دوباره ببینید."


class GrantSecondPerson(Refusal):
    """Whoever proposed it puts it in force."""

    code: ClassVar[str] = "grant.second_person"
    sentence: ClassVar[str] = (
        "توافق را کسی جز پیشنهاددهندهٔ آن نافذ می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    reference: ClassVar[str] = "S4"


class NotGranted(Refusal):
    """The agreement of the program does not name what it asks for."""

    code: ClassVar[str] = "grant.not_named"
    sentence: ClassVar[str] = (
        "توافق این برنامه چنین چیزی را باز نکرده است: {what}. آن را با ستاد هماهنگ کنید."
    )
    http_status: ClassVar[int] = 403


class PersonNotOpen(Refusal):
    """Nobody with this number in the provinces of the agreement: the same answer for both."""

    code: ClassVar[str] = "grant.person_unknown"
    sentence: ClassVar[str] = (
        "کسی با این کد ملی در استان‌های توافق شما ثبت نشده است. کد ملی را بررسی کنید."
    )
    http_status: ClassVar[int] = 404


class FormNotPublished(Refusal):
    """The agreement names a form that nobody is asked now."""

    code: ClassVar[str] = "grant.form_unpublished"
    sentence: ClassVar[str] = "این فرم اکنون منتشر نیست. کمی دیگر دوباره بپرسید یا به ستاد بگویید."
    http_status: ClassVar[int] = 404


class OldVersion(Refusal):
    """The form was changed since the program read it; nothing that was kept is lost."""

    code: ClassVar[str] = "submission.old_version"
    sentence: ClassVar[str] = (
        "این فرم عوض شده است: نسخهٔ {sent} دیگر پرسیده نمی‌شود و نسخهٔ {now} جای آن است. چیزی ثبت نشد"
        " و پاسخ‌های پیشین مانده است؛ شرح تازهٔ فرم را بگیرید و همین پاسخ‌ها را دوباره بفرستید."
    )
    http_status: ClassVar[int] = 409


class NotSentByYou(Refusal):
    """No such submission or request, or one of another program: the same answer."""

    code: ClassVar[str] = "grant.not_yours"
    sentence: ClassVar[str] = (
        "برنامهٔ شما چنین فرم یا درخواستی نفرستاده است. شناسه یا شمارهٔ پیگیری را بررسی کنید."
    )
    http_status: ClassVar[int] = 404


class ImagesAtTheDesk(Refusal):
    """An image of a document does not come by this way."""

    code: ClassVar[str] = "submission.document"
    sentence: ClassVar[str] = (
        "تصویر مدرک از این راه پذیرفته نمی‌شود ({question}) و چیزی ثبت نشد. پاسخ‌های دیگر را"
        " بفرستید؛ مدرک را میز خدمت می‌گیرد."
    )


class CaseStands(Refusal):
    """The person has an open request for this service; whose it is, is nobody's business."""

    code: ClassVar[str] = "case.stands"
    sentence: ClassVar[str] = (
        "برای این فرد درخواستی برای همین خدمت باز است و درخواست دیگری ثبت نشد. از خود او شمارهٔ"
        " پیگیری را بپرسید یا از میز خدمت."
    )
    http_status: ClassVar[int] = 409


class TrackingUnknown(Refusal):
    """No request has this number."""

    code: ClassVar[str] = "tracking.unknown"
    sentence: ClassVar[str] = (
        "درخواستی با این شماره نداریم. رقم‌ها را با برگهٔ پیگیری یا پیامک بسنجید."
    )
    http_status: ClassVar[int] = 404
