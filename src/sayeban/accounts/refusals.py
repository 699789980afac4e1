"""Refusals of accounts and sign-in."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class UnknownUser(Refusal):
    """No user has this name."""

    code: ClassVar[str] = "user.unknown"
    sentence: ClassVar[str] = "کاربری با این نام پیدا نشد. نام کاربری را بررسی کنید."


class UserDisabled(Refusal):
    """The user exists and may not work any more."""

    code: ClassVar[str] = "user.disabled"
    sentence: ClassVar[str] = "این کاربر غیرفعال است. برای فعال شدن با ستاد تماس بگیرید."


class UserExists(Refusal):
    """The user name is taken."""

    code: ClassVar[str] = "user.exists"
    sentence: ClassVar[str] = "این نام کاربری از پیش هست. نام دیگری برگزینید."


class UsernameInvalid(Refusal):
    """The user name has other characters, or too few or many."""

    code: ClassVar[str] = "user.invalid_name"
    sentence: ClassVar[str] = (
        "نام کاربری باید ۱ تا ۴۰ نویسه از حروف کوچک انگلیسی، رقم، نقطه و خط باشد."
    )


class FullNameMissing(Refusal):
    """A user without a name cannot be named on a decision."""

    code: ClassVar[str] = "user.name_missing"
    sentence: ClassVar[str] = "نام و نام خانوادگی کاربر را بنویسید."


class MobileInvalid(Refusal):
    """Not an Iranian mobile number."""

    code: ClassVar[str] = "mobile.invalid"
    sentence: ClassVar[str] = "شمارهٔ همراه درست نیست. آن را مانند 09123456789 بنویسید."


class PostUnknown(Refusal):
    """No post has this code or Persian name."""

    code: ClassVar[str] = "post.unknown"
    sentence: ClassVar[str] = (
        "این سمت شناخته نشد. نام سمت را درست بنویسید، مانند «مددکار» یا «رئیس شهرستان»."
    )


class PostWrongLevel(Refusal):
    """The post does not exist at this level of units."""

    code: ClassVar[str] = "post.wrong_level"
    sentence: ClassVar[str] = "سمت «{post}» در {unit} وجود ندارد. واحد یا سمت را اصلاح کنید."
    reference: ClassVar[str] = "A-046"


class PostHeld(Refusal):
    """The user already holds this post in this unit."""

    code: ClassVar[str] = "post.held"
    sentence: ClassVar[str] = (
        "این کاربر هم‌اکنون همین سمت را در همین واحد دارد. سمت یا واحد دیگری برگزینید."
    )


class HelperPost(Refusal):
    """A helper gets an expert's or a social worker's post, nothing more."""

    code: ClassVar[str] = "helper.post"
    sentence: ClassVar[str] = (
        "همکار موقت تنها کارشناس استان، کارشناس شهرستان یا مددکار می‌شود. سمت دیگری برگزینید."
    )
    reference: ClassVar[str] = "A-124"


class HelperUntilPast(Refusal):
    """The last day of the help is already over."""

    code: ClassVar[str] = "helper.until_past"
    sentence: ClassVar[str] = "پایان همکاری موقت گذشته است. تاریخی از امروز به بعد بنویسید."
    reference: ClassVar[str] = "A-124"


class SignInFailed(Refusal):
    """One answer for an unknown user, a wrong password, a locked and a disabled account."""

    code: ClassVar[str] = "sign_in.failed"
    sentence: ClassVar[str] = (
        "نام کاربری یا گذرواژه درست نیست. هر دو را دوباره بنویسید؛"
        " پس از پنج بار نادرست، ورود پانزده دقیقه بسته می‌ماند."
    )


class TooManyTries(Refusal):
    """Too many wrong tries came from this address, or from everywhere; whoever was tried."""

    code: ClassVar[str] = "sign_in.too_many"
    sentence: ClassVar[str] = (
        "بارها برای ورود کوشش نادرست شده است. {minutes} دقیقهٔ دیگر دوباره تلاش کنید."
    )


class CodeFailed(Refusal):
    """The one-time code is wrong, was used already, or the account is locked."""

    code: ClassVar[str] = "sign_in.code"
    sentence: ClassVar[str] = (
        "کد رمزساز درست نیست یا پیش‌تر به کار رفته است. کد بعدی را بنویسید؛ پس از پنج بار"
        " نادرست، ورود پانزده دقیقه بسته می‌ماند."
    )


class PasswordWrong(Refusal):
    """The present password was not given rightly."""

    code: ClassVar[str] = "password.wrong"
    sentence: ClassVar[str] = (
        "گذرواژهٔ کنونی درست نیست. آن را دوباره بنویسید؛"
        " اگر آن را از یاد برده‌اید، از مسئول واحد خود گذرواژهٔ یک‌بارمصرف بخواهید."
    )


class PasswordWeak(Refusal):
    """The new password is too short or too simple."""

    code: ClassVar[str] = "password.weak"
    sentence: ClassVar[str] = (
        "گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و شش نویسهٔ گوناگون داشته باشد، نام کاربری و نام"
        " سامانه یا سازمان در آن نباشد، از گذرواژه‌های رایج نباشد و با گذرواژهٔ پیشین یکی نباشد."
    )


class AppointmentEnded(Refusal):
    """There is no such post any more."""

    code: ClassVar[str] = "appointment.ended"
    sentence: ClassVar[str] = (
        "این سمت پیدا نشد یا پیش‌تر پایان یافته است."
        " صفحهٔ کاربر را تازه کنید و سمت‌های کنونی او را ببینید."
    )


class DeviceUnknown(Refusal):
    """No such phone, or that of somebody whose phones are not the actor's to see."""

    code: ClassVar[str] = "device.unknown"
    sentence: ClassVar[str] = "این گوشی در فهرست شما نیست. فهرست گوشی‌ها را تازه کنید."


class DeviceRevoked(Refusal):
    """Somebody took this phone out: it gets nothing any more."""

    code: ClassVar[str] = "device.revoked"
    sentence: ClassVar[str] = (
        "این گوشی از سامانه جدا شده است و دیگر خانواری روی آن نمی‌ماند. اگر گوشی نزد شماست از"
        " مسئول مرکز بپرسید."
    )


class SessionUnknown(Refusal):
    """No such session of the actor, or it is over."""

    code: ClassVar[str] = "session.unknown"
    sentence: ClassVar[str] = "این نشست پیدا نشد یا پیش‌تر بسته شده است. صفحه را تازه کنید."


class VillagesMissing(Refusal):
    """A village helper without a village, or villages for another post."""

    code: ClassVar[str] = "helper.villages_missing"
    sentence: ClassVar[str] = (
        "برای همیار روستا، و تنها برای او، دهستان یا روستا بنویسید. او جز همان‌ها را نمی‌بیند."
    )
    reference: ClassVar[str] = "A-095"


class VillageInvalid(Refusal):
    """A line that names no rural district."""

    code: ClassVar[str] = "helper.village_invalid"
    sentence: ClassVar[str] = (
        "در هر خط کد ده‌رقمی دهستان و پس از آن نام روستا را بنویسید. بی‌نام روستا، همهٔ دهستان است."
    )
    reference: ClassVar[str] = "A-095"
