"""Why a command on cases is refused. `cases` in a sentence are tracking numbers."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class CaseUnknown(Refusal):
    """No case or step with this key, or none within the actor's places: the same answer."""

    code: ClassVar[str] = "case.unknown"
    sentence: ClassVar[str] = (
        "{count} پرونده یا گام از میان آنچه برگزیدید در حوزهٔ شما نیست. فهرست را تازه کنید."
    )


class StepDone(Refusal):
    """Somebody was quicker: the step stands open no more."""

    code: ClassVar[str] = "step.done"
    sentence: ClassVar[str] = (
        "این گام پیش‌تر انجام شده است ({cases}) و چیزی ثبت نشد. پرونده را تازه کنید تا ببینید چه"
        " کسی و کی."
    )


class StepNotYours(Refusal):
    """The step is a colleague's, or of another post or unit."""

    code: ClassVar[str] = "step.not_yours"
    sentence: ClassVar[str] = (
        "این گام بر عهدهٔ سمت، واحد یا همکار دیگری است ({cases}). از او یا مسئول واحد بخواهید."
    )
    http_status: ClassVar[int] = 403


class OutcomeUnknown(Refusal):
    """The step has no such outcome in its version of the service."""

    code: ClassVar[str] = "step.outcome_unknown"
    sentence: ClassVar[str] = (
        "این نتیجه برای گام کنونی این پرونده‌ها تعریف نشده است ({cases}). نتیجهٔ دیگری برگزینید یا"
        " پرونده‌های هم‌گام را با هم بفرستید."
    )


class StepReasonMissing(Refusal):
    """An outcome, a pause or a reopening that has to say why."""

    code: ClassVar[str] = "step.reason_missing"
    sentence: ClassVar[str] = "برای این کار دلیل لازم است. دلیل را بنویسید تا متقاضی هم بداند."


class StepStopped(Refusal):
    """The clock of the step stands still."""

    code: ClassVar[str] = "step.paused"
    sentence: ClassVar[str] = (
        "شمارش زمان این گام متوقف است ({cases}). نخست آن را ادامه دهید، سپس نتیجه را ثبت کنید."
    )


class NotStopped(Refusal):
    """A clock that runs cannot be started."""

    code: ClassVar[str] = "step.not_paused"
    sentence: ClassVar[str] = "شمارش زمان این گام متوقف نیست. چیزی برای ادامه دادن نیست."


class TurnUnknown(Refusal):
    """Stopped for nobody that is known."""

    code: ClassVar[str] = "step.turn_unknown"
    sentence: ClassVar[str] = (
        "بنویسید نوبت کیست: متقاضی، نهاد دیگر یا هیچ‌کدام. زمان سازمان خودبه‌خود متوقف نمی‌شود."
    )


class StepUnknown(Refusal):
    """The version of the case has no such step to go on with."""

    code: ClassVar[str] = "step.unknown"
    sentence: ClassVar[str] = "این گام در خدمت این پرونده نیست. گامی از فهرست برگزینید."


class StepsBeside(Refusal):
    """Steps that opened beside this one are still open."""

    code: ClassVar[str] = "step.parallel_open"
    sentence: ClassVar[str] = (
        "گام هم‌زمان این پرونده‌ها هنوز انجام نشده است ({cases}). پس از پایان آن دوباره بفرستید."
    )


class GuardRefuses(Refusal):
    """The facts say that this outcome does not fit."""

    code: ClassVar[str] = "step.guard"
    sentence: ClassVar[str] = (
        "با آنچه از متقاضی می‌دانیم ({facts}) این نتیجه ممکن نیست ({cases}). دلیل‌ها در صفحهٔ پرونده"
        " آمده است. نتیجهٔ دیگری برگزینید."
    )


class GuardUnknown(Refusal):
    """What the guard asks is not known: neither yes nor no."""

    code: ClassVar[str] = "step.guard_unknown"
    sentence: ClassVar[str] = (
        "برای این نتیجه هنوز معلوم نیست: {facts} ({cases}). آن را استعلام یا از متقاضی بپرسید،"
        " سپس دوباره بفرستید."
    )


class CaseClosed(Refusal):
    """The case is over."""

    code: ClassVar[str] = "case.closed"
    sentence: ClassVar[str] = "این پرونده بسته شده است. اگر باید ادامه یابد آن را دوباره باز کنید."


class CaseOpen(Refusal):
    """What is open cannot be reopened."""

    code: ClassVar[str] = "case.open"
    sentence: ClassVar[str] = "این پرونده باز است و به بازگشایی نیاز ندارد. گام کنونی آن را ببینید."


class CaseTwice(Refusal):
    """The same person already waits for the same service."""

    code: ClassVar[str] = "case.twice"
    sentence: ClassVar[str] = (
        "برای این فرد همین خدمت با شمارهٔ پیگیری {tracking} در جریان است. همان پرونده را دنبال کنید."
    )


class CaseElsewhere(Refusal):
    """The same person waits for the same service in another unit, which the actor does not see."""

    code: ClassVar[str] = "case.elsewhere"
    sentence: ClassVar[str] = (
        "برای این فرد همین خدمت در واحد دیگری در جریان است. از او شمارهٔ پیگیری‌اش را بخواهید و همان"
        " پرونده را دنبال کنید."
    )


class NotProved(Refusal):
    """Nobody proved himself to this clerk today, or he has left."""

    code: ClassVar[str] = "case.not_proved"
    sentence: ClassVar[str] = (
        "این فرد امروز با کد پیامکی نزد شما شناخته نشده است. کد تازه بفرستید و از خودش بپرسید."
    )
    reference: ClassVar[str] = "D-003"


class NumbersSpent(Refusal):
    """Each number that was drawn is another case's: the draw is broken, or all are used."""

    code: ClassVar[str] = "case.numbers_spent"
    sentence: ClassVar[str] = (
        "شمارهٔ پیگیری تازه‌ای پیدا نشد و چیزی ثبت نشد. دوباره بفرستید و به راهبر سامانه خبر دهید."
    )


class ColleagueUnfit(Refusal):
    """He holds no post to which the step can be given."""

    code: ClassVar[str] = "step.colleague_unfit"
    sentence: ClassVar[str] = (
        "این همکار سمت لازم را در واحد این گام ندارد ({cases}). همکاری از همان واحد برگزینید."
    )


class NoteEmpty(Refusal):
    """A note without words."""

    code: ClassVar[str] = "note.empty"
    sentence: ClassVar[str] = "یادداشت خالی است. متن آن را بنویسید."


class LiaisonNotTrained(Refusal):
    """A liaison expert answers before his course is recorded."""

    code: ClassVar[str] = "note.not_trained"
    sentence: ClassVar[str] = (
        "دورهٔ کارشناس رابط برای شما ثبت نشده است و پاسخ دادن تا ثبت آن بسته است."
        " از مسئول پذیرش و هماهنگی بخواهید آن را ثبت کند."
    )
    reference: ClassVar[str] = "D-006"


class QuestionUnknown(Refusal):
    """Nothing that could be answered."""

    code: ClassVar[str] = "note.question_unknown"
    sentence: ClassVar[str] = "پرسشی که پاسخ می‌دهید در این پرونده نیست. پرونده را تازه کنید."


class QuestionNotYours(Refusal):
    """Somebody answers who is no expert of the department, or who asked it himself."""

    code: ClassVar[str] = "note.not_yours"
    sentence: ClassVar[str] = (
        "به این پرسش کارشناس واحد تخصصی آن، کارشناس رابط یا جانشین آنان پاسخ می‌دهد"
        " و هیچ‌کس به پرسش خودش پاسخ نمی‌دهد. تا رسیدن پاسخ صبر کنید."
    )
    http_status: ClassVar[int] = 403


class DepartmentUnknown(Refusal):
    """No department has this code."""

    code: ClassVar[str] = "department.unknown"
    sentence: ClassVar[str] = "واحد تخصصی «{department}» شناخته نیست. از فهرست برگزینید."


class DocumentNotAsked(Refusal):
    """The service asks no such document of this case."""

    code: ClassVar[str] = "case.document_unknown"
    sentence: ClassVar[str] = "این مدرک در فهرست مدرک‌های پرونده نیست. از همان فهرست برگزینید."


class ReplacedWithoutReason(Refusal):
    """Another file of this document is there, and nobody says why it is replaced."""

    code: ClassVar[str] = "case.document_replaced"
    sentence: ClassVar[str] = (
        "برای این مدرک پیش‌تر فایلی گذاشته شده است. بنویسید چرا فایل تازه جای آن را می‌گیرد."
    )


class NothingToMigrate(Refusal):
    """A step that the new version does not have."""

    code: ClassVar[str] = "case.migration_gap"
    sentence: ClassVar[str] = (
        "نسخهٔ تازه گام «{step}» را ندارد و {count} پرونده در همان گام است. نخست گام را به نسخه"
        " بیفزایید یا آن پرونده‌ها را پیش ببرید."
    )


class NotYourTurn(Refusal):
    """The client's case is none of his, or waits for nothing of his."""

    code: ClassVar[str] = "case.not_your_turn"
    sentence: ClassVar[str] = (
        "این درخواست اکنون منتظر شما نیست. «درخواست‌های من» را ببینید تا بدانید نوبت کیست."
    )
    http_status: ClassVar[int] = 404


class CentresFrozen(Refusal):
    """A campaign keeps the centres free, and the service gives them work."""

    code: ClassVar[str] = "desk.frozen"
    sentence: ClassVar[str] = (
        "این روزها مرکزها برای «{title}» کار دیگری نمی‌پذیرند و این خدمت به مرکز می‌رود."
        " نوبت روز دیگری بدهید یا از ستاد بخواهید اجازه دهد."
    )
    reference: ClassVar[str] = "نکته ۳"


class FormMissing(Refusal):
    """A service with a form, which nobody has filled and sent for this person."""

    code: ClassVar[str] = "request.form_missing"
    sentence: ClassVar[str] = "این خدمت فرم دارد. نخست فرم آن را با او پر کنید و بفرستید."


class FormOther(Refusal):
    """A form of another service, or a form for a service that has none."""

    code: ClassVar[str] = "request.form_other"
    sentence: ClassVar[str] = (
        "این فرم از آنِ این خدمت نیست و درخواست ثبت نشد. فرم همین خدمت را بفرستید، یا اگر خدمت فرم"
        " ندارد بی فرم."
    )


class TrackingOften(Refusal):
    """Too many numbers of no case came from this address, or from all together."""

    code: ClassVar[str] = "tracking.too_many"
    sentence: ClassVar[str] = (
        "شماره‌های نادرست بسیاری پرسیده شد. یک ربع ساعت دیگر دوباره بپرسید، یا به"
        " میز خدمت زنگ بزنید."
    )
    http_status: ClassVar[int] = 429
