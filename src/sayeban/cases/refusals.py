"""Why a command on services is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ServiceUnknown(Refusal):
    """No service, or no version of it in force, has this code."""

    code: ClassVar[str] = "service.unknown"
    sentence: ClassVar[str] = "خدمتی با کد «{service}» در فهرست خدمات نیست. کد را بررسی کنید."


class ServiceMalformed(Refusal):
    """A document of another form than a service has."""

    code: ClassVar[str] = "service.malformed"
    sentence: ClassVar[str] = (
        "تعریف خدمت در «{place}» به شکل درست نوشته نشده است. همان جا را درست کنید و دوباره بفرستید."
    )


class ServiceInvalid(Refusal):
    """A definition that no case could follow to its end."""

    code: ClassVar[str] = "service.invalid"
    sentence: ClassVar[str] = (
        "خدمت «{service}» با {count} ایراد منتشر نمی‌شود. نخستین آن‌ها: {problem}"
    )


class ServiceChanged(Refusal):
    """Somebody else saved the draft in the meantime."""

    code: ClassVar[str] = "service.changed"
    sentence: ClassVar[str] = (
        "همکار دیگری این پیش‌نویس را پس از باز کردن شما ذخیره کرده است و نوشتهٔ او نگه داشته شد."
        " صفحه را تازه کنید و تغییر خود را دوباره وارد کنید."
    )


class NoDraft(Refusal):
    """There is nothing to publish."""

    code: ClassVar[str] = "service.no_draft"
    sentence: ClassVar[str] = (
        "خدمت «{service}» پیش‌نویسی برای انتشار ندارد. نخست تغییر را ذخیره کنید."
    )


class ServiceSameEyes(Refusal):
    """Who wrote a version does not publish it."""

    code: ClassVar[str] = "service.four_eyes"
    sentence: ClassVar[str] = (
        "نسخهٔ خدمت را کسی جز نویسندگان آن منتشر می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    http_status: ClassVar[int] = 403


class ServiceRetired(Refusal):
    """A service that is offered no more."""

    code: ClassVar[str] = "service.retired"
    sentence: ClassVar[str] = (
        "خدمت «{service}» دیگر ارائه نمی‌شود و پروندهٔ تازه نمی‌پذیرد. خدمت جای‌گزین را برگزینید."
    )


class SimulateUnconfirmed(Refusal):
    """Made-up cases stand on persons of the register: nobody writes them by mistake."""

    code: ClassVar[str] = "simulate.unconfirmed"
    sentence: ClassVar[str] = (
        "این کار برای افراد همین پایگاه پروندهٔ ساختگی می‌نویسد و چیزی نوشته نشد. اگر این‌جا نمایشی یا"
        " آزمایشی است، فرمان را با --made-up بدهید."
    )


class SimulateCases(Refusal):
    """As many made-up cases as nobody can mean."""

    code: ClassVar[str] = "simulate.cases"
    sentence: ClassVar[str] = "شمار پرونده‌های ساختگی باید میان ۱ و {most} باشد. عدد را درست کنید."


class SimulateDays(Refusal):
    """Further back than the calendar reaches, or not back at all."""

    code: ClassVar[str] = "simulate.days"
    sentence: ClassVar[str] = "شمار روزهای کاری گذشته باید میان ۱ و {most} باشد. عدد را درست کنید."
