"""What people read of the codes of a service: levels, clocks, results. Pure data."""

from collections.abc import Mapping
from typing import Final

from sayeban.design.parts import Tone

LEVELS: Final[Mapping[str, str]] = {
    "hq": "ستاد",
    "province": "استان",
    "county": "شهرستان",
    "centre": "مرکز مثبت زندگی",
}

CLOCKS: Final[Mapping[str, str]] = {
    "own": "مهلت با ما",
    "external": "در انتظار دستگاه دیگر",
    "applicant": "در انتظار متقاضی",
    "paused": "مهلت نگه داشته شده",
}
"""On whom the clock of a step runs."""

RESULTS: Final[Mapping[str, str]] = {
    "done": "انجام شد",
    "refused": "رد شد",
    "legally_not_possible": "امکان قانونی ندارد",
    "referred": "ارجاع شد",
    "withdrawn": "انصراف متقاضی",
}
"""How a case ends."""

RESULT_TONES: Final[Mapping[str, Tone]] = {
    "done": "ok",
    "refused": "bad",
    "legally_not_possible": "warn",
    "referred": "info",
    "withdrawn": "mute",
}
