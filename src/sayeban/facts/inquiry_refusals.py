"""Why an outside register is not asked."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class RegisterUnknown(Refusal):
    """No register has this name."""

    code: ClassVar[str] = "register.unknown"
    sentence: ClassVar[str] = "سامانه‌ای با این نام نیست. نام را از فهرست سامانه‌ها بردارید."


class RegisterOff(Refusal):
    """Headquarters switched the register off, or never on."""

    code: ClassVar[str] = "register.off"
    sentence: ClassVar[str] = (
        "استعلام از این سامانه خاموش است و چیزی پرسیده نشد. پس از روشن شدن آن در ستاد دوباره"
        " استعلام کنید."
    )


class RegisterInvalid(Refusal):
    """Settings of a register that cannot be meant."""

    code: ClassVar[str] = "register.invalid"
    sentence: ClassVar[str] = (
        "تنظیم سامانه ثبت نشد: نشانی با https آغاز می‌شود؛ برای روشن بودن، نشانی (در راه مستقیم) یا"
        " نام سرویس (در راه گذرگاه، به حروف لاتین) لازم است؛ مهلت ۱ تا ۶۰ ثانیه، هم‌زمان ۱ تا ۱۶، و"
        " بقیه عددی مثبت است."
    )


class NoBus(Refusal):
    """A register cannot be reached through a bus that nobody told of."""

    code: ClassVar[str] = "register.no_bus"
    sentence: ClassVar[str] = (
        "گذرگاه خدمات دولت در تنظیم این نصب نیامده است. نخست مدیر سامانه نشانی آن را بنویسد، یا راه"
        " «مستقیم» را برگزینید."
    )


class PurposeUnknown(Refusal):
    """Nobody may ask this register for this purpose."""

    code: ClassVar[str] = "inquiry.purpose"
    sentence: ClassVar[str] = (
        "برای این هدف اجازهٔ پرسش از این سامانه نیست. هدف را از فهرست هدف‌های دارای مستند قانونی"
        " برگزینید."
    )
    reference: ClassVar[str] = "C-022"


class SubjectUnfit(Refusal):
    """The register knows another kind of identifier."""

    code: ClassVar[str] = "inquiry.subject"
    sentence: ClassVar[str] = (
        "این سامانه با کد ملی پاسخ می‌دهد و این فرد با شناسهٔ دیگری ثبت شده است."
    )


class QuestionIncomplete(Refusal):
    """What the register needs besides the identifier is not known."""

    code: ClassVar[str] = "inquiry.incomplete"
    sentence: ClassVar[str] = (
        "برای این استعلام «{lacking}» لازم است و در پرونده نیست. نخست آن را ثبت کنید."
    )


class AnotherQuestion(Refusal):
    """The key of the request was used for another question."""

    code: ClassVar[str] = "inquiry.another"
    sentence: ClassVar[str] = (
        "این شمارهٔ درخواست برای پرسش دیگری به کار رفته است. صفحه را دوباره باز کنید و بفرستید."
    )
    http_status: ClassVar[int] = 409


class PurposeInvalid(Refusal):
    """A purpose without a name, without a law or with strange registers."""

    code: ClassVar[str] = "inquiry.purpose_invalid"
    sentence: ClassVar[str] = (
        "هدف ثبت نشد: کلید، نام و مستند قانونی لازم است و سامانه‌ها باید از فهرست باشند."
    )
