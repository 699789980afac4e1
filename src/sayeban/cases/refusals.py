"""Why a command on services and cases is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ServiceUnknown(Refusal):
    """No service, or no version of it, has this code."""

    code: ClassVar[str] = "service.unknown"
    sentence: ClassVar[str] = "خدمتی با کد «{service}» در فهرست خدمات نیست. کد را بررسی کنید."


class CaseUnknown(Refusal):
    """No case with this key, or none within the actor's places: the same answer."""

    code: ClassVar[str] = "case.unknown"
    sentence: ClassVar[str] = (
        "این پرونده در حوزهٔ شما نیست. شمارهٔ پیگیری را بررسی و دوباره جستجو کنید."
    )
