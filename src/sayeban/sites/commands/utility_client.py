"""sayeban utility-client: the program of a company, for who tries the service."""

from argparse import Namespace
from typing import Any, ClassVar

from sayeban.kit.refusals import Refusal
from sayeban.utility_client.program import answer
from sayeban.utility_client.service import ServiceFault


class UtilityClientFailed(Refusal):
    """The service that the program asked said no, or nothing."""

    code: ClassVar[str] = "utility_client.failed"
    sentence: ClassVar[str] = (
        "سرویس شرکت‌ها پاسخ نداد یا نپذیرفت: {said}. نشانی، شناسه و رمز برنامه را بررسی کنید و"
        " همین فرمان را دوباره بدهید؛ آنچه مانده است از همان جا ادامه می‌یابد."
    )


def run(options: Namespace) -> dict[str, Any]:
    """One of its commands, named by the option `part`."""
    try:
        return answer(options.part, options)
    except ServiceFault as fault:
        raise UtilityClientFailed(said=str(fault)) from fault
