"""Why a waiting list says no."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class WaitsAlready(Refusal):
    """He is on this list."""

    code: ClassVar[str] = "waiting.twice"
    sentence: ClassVar[str] = "این فرد از {since} در فهرست انتظار همین خدمت است و جای او می‌ماند."
    reference: ClassVar[str] = "D-023"


class WaitingUnknown(Refusal):
    """No such place on a list, or none of the actor's places."""

    code: ClassVar[str] = "waiting.unknown"
    sentence: ClassVar[str] = "چنین نوبتی در حوزهٔ شما نیست. فهرست را دوباره باز کنید."
    http_status: ClassVar[int] = 404


class WaitingOver(Refusal):
    """He waits no more."""

    code: ClassVar[str] = "waiting.over"
    sentence: ClassVar[str] = "انتظار این فرد پیش‌تر پایان یافته است. فهرست را تازه کنید."


class NotFirst(Refusal):
    """Somebody waits before him, and no head said why he comes first."""

    code: ClassVar[str] = "waiting.not_first"
    sentence: ClassVar[str] = (
        "این فرد نفر {place} فهرست استان است و نوبت نفر اول است. پیش انداختن او تنها با رئیس ادارهٔ"
        " شهرستان یا مدیرکل و با نوشتن دلیل شدنی است."
    )
    reference: ClassVar[str] = "D-023"


class LeaveReasonMissing(Refusal):
    """Nobody is taken off a list without saying why."""

    code: ClassVar[str] = "waiting.reason_missing"
    sentence: ClassVar[str] = "دلیل رفتن از فهرست را بنویسید."


class SinceInFuture(Refusal):
    """Waiting cannot begin tomorrow."""

    code: ClassVar[str] = "waiting.since_future"
    sentence: ClassVar[str] = "روز آغاز انتظار هنوز نرسیده است. روزی تا امروز بنویسید."


class PriorityInvalid(Refusal):
    """A priority rule that cannot be read."""

    code: ClassVar[str] = "priority.invalid"
    sentence: ClassVar[str] = (
        "بند {number} قاعدهٔ اولویت درست نیست: امتیاز، عنوان و شرط لازم است. آن را درست کنید."
    )
