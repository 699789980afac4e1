"""Why the desk says no."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class DeskUnknown(Refusal):
    """No desk of this name within the actor's places, or the key of no display."""

    code: ClassVar[str] = "desk.unknown"
    sentence: ClassVar[str] = "چنین میز خدمتی در حوزهٔ شما نیست. آن را از فهرست میزها برگزینید."
    http_status: ClassVar[int] = 404


class DeskShut(Refusal):
    """The desk gives no numbers now."""

    code: ClassVar[str] = "desk.shut"
    sentence: ClassVar[str] = "میز خدمت اکنون بسته است. {when} دوباره بیایید."
    reference: ClassVar[str] = "D-007"


class NotTrained(Refusal):
    """Whoever works at the desk was not trained for it."""

    code: ClassVar[str] = "desk.not_trained"
    sentence: ClassVar[str] = (
        "آموزش شما برای میز خدمت هنوز ثبت نشده است. از مسئول پذیرش و هماهنگی بخواهید آن را ثبت کند."
    )
    reference: ClassVar[str] = "D-006"


class NobodyWaits(Refusal):
    """The queue is empty."""

    code: ClassVar[str] = "queue.empty"
    sentence: ClassVar[str] = "کسی در نوبت نیست. وقتی شماره‌ای گرفته شد دوباره فرابخوانید."


class CounterBusy(Refusal):
    """The counter has somebody already."""

    code: ClassVar[str] = "queue.counter_busy"
    sentence: ClassVar[str] = (
        "شمارهٔ {number} هنوز در این باجه است. نخست کار او را پایان دهید یا «نیامد» را بزنید."
    )


class CounterUnknown(Refusal):
    """The desk has no counter of this number."""

    code: ClassVar[str] = "queue.counter_unknown"
    sentence: ClassVar[str] = "این میز {counters} باجه دارد. شمارهٔ یکی از آن‌ها را بنویسید."


class TurnUnknown(Refusal):
    """No such number at this desk today."""

    code: ClassVar[str] = "queue.turn_unknown"
    sentence: ClassVar[str] = "این نوبت در فهرست این میز نیست. صفحه را تازه کنید."
    http_status: ClassVar[int] = 404


class TurnOver(Refusal):
    """Somebody else was quicker, or the turn is over."""

    code: ClassVar[str] = "queue.turn_over"
    sentence: ClassVar[str] = (
        "وضعیت شمارهٔ {number} همین حالا «{state}» است و این کار دیگر شدنی نیست. صفحه را تازه کنید."
    )


class QueueFull(Refusal):
    """More numbers than anybody could serve in a day."""

    code: ClassVar[str] = "queue.full"
    sentence: ClassVar[str] = (
        "شماره‌های امروز این میز به پایان رسید. از کارشناس میز بخواهید برای روز دیگری وقت بدهد."
    )


class QueueTooFast(Refusal):
    """Somebody plays with the kiosk."""

    code: ClassVar[str] = "queue.too_fast"
    sentence: ClassVar[str] = (
        "در یک دقیقهٔ گذشته شماره‌های زیادی گرفته شد. کمی صبر کنید و دوباره دکمه را بزنید."
    )


class VisitorUnclear(Refusal):
    """A visitor without a name and without a right national id."""

    code: ClassVar[str] = "visitor.unclear"
    sentence: ClassVar[str] = "کد ملی درست ده‌رقمی، یا نام مراجعه‌کنندهٔ بدون شناسه را بنویسید."


class NotOfThisDesk(Refusal):
    """Somebody trained who does not work in this unit."""

    code: ClassVar[str] = "desk.other_unit"
    sentence: ClassVar[str] = (
        "{count} نفر از این کاربران در این واحد سمت میز خدمت یا رابط ندارند."
        " آموزش هر کس را واحد خودش ثبت می‌کند."
    )
    reference: ClassVar[str] = "D-006"


class TrainsHimself(Refusal):
    """Training is recorded by somebody else."""

    code: ClassVar[str] = "desk.trains_himself"
    sentence: ClassVar[str] = (
        "آموزش خودتان را نمی‌توانید ثبت کنید. از مسئول میز استان یا ستاد بخواهید آن را ثبت کند."
    )
    reference: ClassVar[str] = "D-006"


class HoursWrong(Refusal):
    """Opening hours or the number of counters make no sense."""

    code: ClassVar[str] = "desk.hours_wrong"
    sentence: ClassVar[str] = (
        "میز نام دارد و دست‌کم یک روز هفته باز است؛ پایان کار هر روز پس از آغاز آن،"
        " باجه‌ها ۱ تا ۶۰ و هر نوبت ۵ تا ۱۲۰ دقیقه است."
        " آن‌ها را درست کنید."
    )


class DeskMoved(Refusal):
    """A workbook puts a known desk into another unit."""

    code: ClassVar[str] = "desk.moved"
    sentence: ClassVar[str] = (
        "میز «{code}» در واحد دیگری است و مراجعه‌های آن به همان واحد تعلق دارد."
        " برای این واحد میزی با کد تازه بنویسید."
    )


class ServiceElsewhere(Refusal):
    """The desk does not take requests for this service."""

    code: ClassVar[str] = "desk.other_service"
    sentence: ClassVar[str] = (
        "این میز درخواست این خدمت را نمی‌گیرد. او را به میزی بفرستید که آن را دارد: {desks}"
    )
    reference: ClassVar[str] = "D-003"


class LiftUnknown(Refusal):
    """No permission of this number that is still in force."""

    code: ClassVar[str] = "lift.unknown"
    sentence: ClassVar[str] = "چنین اجازه‌ای در کار نیست. صفحه را تازه کنید."
    http_status: ClassVar[int] = 404


class LiftUnclear(Refusal):
    """A lift without reason, for a day that is over, or for no province."""

    code: ClassVar[str] = "lift.unclear"
    sentence: ClassVar[str] = "دلیل را بنویسید و روزی از امروز به بعد برگزینید."


class SurveyUnknown(Refusal):
    """No question of this key, or none of this unit."""

    code: ClassVar[str] = "survey.unknown"
    sentence: ClassVar[str] = "چنین نظرسنجی‌ای نیست. نشانی را دوباره از میز خدمت بگیرید."
    http_status: ClassVar[int] = 404


class FaceUnknown(Refusal):
    """None of the three faces."""

    code: ClassVar[str] = "survey.face_unknown"
    sentence: ClassVar[str] = "یکی از سه چهره را برگزینید."


class SurveyAnswered(Refusal):
    """One answer a case."""

    code: ClassVar[str] = "survey.answered"
    sentence: ClassVar[str] = "پاسخ این پرسش پیش‌تر ثبت شده است. سپاس از شما."
    reference: ClassVar[str] = "D-009"


class SurveyTooEarly(Refusal):
    """The closing that was asked about was taken back: the request is open again."""

    code: ClassVar[str] = "survey.too_early"
    sentence: ClassVar[str] = (
        "این درخواست دوباره در دست بررسی است و پاسخ شما ثبت نشد. پس از پایان آن باز از شما می‌پرسیم."
    )
    reference: ClassVar[str] = "D-009"


class SlotTaken(Refusal):
    """No time of this desk, or nobody is free then."""

    code: ClassVar[str] = "booking.taken"
    sentence: ClassVar[str] = "در این ساعت جایی نیست. ساعت یا روز دیگری برگزینید."


class BookingNameMissing(Refusal):
    """Nobody is given a time without a name."""

    code: ClassVar[str] = "booking.name_missing"
    sentence: ClassVar[str] = "نام کسی را که می‌آید بنویسید."


class BookingMobileWrong(Refusal):
    """Not a mobile number of Iran."""

    code: ClassVar[str] = "booking.mobile_wrong"
    sentence: ClassVar[str] = "شمارهٔ همراه درست نیست. یازده رقم آن را بنویسید یا خالی بگذارید."


class SlotSame(Refusal):
    """He is moved to where he is."""

    code: ClassVar[str] = "booking.same"
    sentence: ClassVar[str] = "وقت او همین است. روز یا ساعت دیگری برگزینید."


class BookingUnknown(Refusal):
    """No appointment of today that still stands."""

    code: ClassVar[str] = "booking.unknown"
    sentence: ClassVar[str] = "چنین وقتی در فهرست امروز این میز نیست. صفحه را تازه کنید."
    http_status: ClassVar[int] = 404


class ClipUnknown(Refusal):
    """No page says this sentence."""

    code: ClassVar[str] = "clip.unknown"
    sentence: ClassVar[str] = "چنین جمله‌ای در فهرست صداها نیست. صفحه را تازه کنید."
    http_status: ClassVar[int] = 404


class NotASound(Refusal):
    """A file that begins like no sound that browsers play."""

    code: ClassVar[str] = "clip.not_sound"
    sentence: ClassVar[str] = (
        "این فایل صدای WebM، Ogg، MP3 یا WAV نیست. صدا را با یکی از این‌ها ضبط کنید و بفرستید."
    )


class SoundTooLarge(Refusal):
    """A sentence takes no megabyte."""

    code: ClassVar[str] = "clip.too_large"
    sentence: ClassVar[str] = "فایل صدا بزرگ‌تر از یک مگابایت است. آن را کوتاه‌تر ضبط کنید."


class ClipNotRecorded(Refusal):
    """Nothing that a person spoke stands here."""

    code: ClassVar[str] = "clip.not_recorded"
    sentence: ClassVar[str] = "برای این جمله صدای ضبط‌شده‌ای نیست و همان صدای سامانه پخش می‌شود."
