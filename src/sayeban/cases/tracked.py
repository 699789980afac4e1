"""A case in plain words for the one who asked: where it stands, whose turn it is, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.cases.reads.track import Tracked, TrackedStep
from sayeban.cases.rules import RESULTS
from sayeban.cases.words import RESULT_TONES
from sayeban.country.today import today_of
from sayeban.design.filters import jdate, number
from sayeban.design.parts import Tone

_TURNS: Final[Mapping[str, str]] = {
    "own": "کار اکنون با ماست. لازم نیست کاری بکنید.",
    "external": "منتظر پاسخ دستگاه دیگری هستیم. لازم نیست کاری بکنید.",
    "applicant": (
        "کار اکنون با شماست: منتظر مدرک یا پاسخ شما هستیم. در «درخواست‌های من» بخوانید چه می‌خواهیم،"
        " یا از میز خدمت بپرسید."
    ),
    "paused": "کار برای مدتی نگه داشته شده است. میز خدمت دلیل آن را به شما می‌گوید.",
}
_LACKING: Final[Mapping[str, str]] = {
    "own": "کار اکنون با ماست، ولی مدرکی که پایین نوشته شده است هنوز نرسیده است.",
    "external": (
        "منتظر پاسخ دستگاه دیگری هستیم، ولی مدرکی که پایین نوشته شده است هنوز نرسیده است."
    ),
}
"""Said instead where a required document is missing: nobody waits in vain for the other."""
_ENDS: Final[Mapping[str, str]] = {
    "done": "درخواست شما انجام شد.",
    "refused": (
        "درخواست شما پذیرفته نشد. دلیل آن در «درخواست‌های من» نوشته شده است. اگر آن را درست"
        " نمی‌دانید، میز خدمت می‌گوید چه می‌توان کرد."
    ),
    "legally_not_possible": "قانون این کار را اجازه نمی‌دهد. میز خدمت راه‌های دیگر را می‌گوید.",
    "referred": "درخواست شما به جای دیگری فرستاده شد. میز خدمت نشانی آن را می‌گوید.",
    "withdrawn": "از درخواست خود گذشتید.",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way. `when` says since or until when in words."""

    title: str
    state: str
    tone: Tone
    when: str


@dataclass(frozen=True, slots=True)
class InWords:
    """Everything that the page says. `promise` and `range` are empty once the case is closed.

    `missing`: documents to bring while the case is open.
    """

    title: str
    tracking_no: str
    asked_on: date
    state: str
    tone: Tone
    picture: str
    sentence: str
    missing: tuple[str, ...]
    promise: str
    range: str
    stages: tuple[Stage, ...]


def in_words(case: Tracked, today: date) -> InWords:
    """The case as its client reads it."""
    if case.result:
        state, tone = RESULTS[case.result], RESULT_TONES[case.result]
        picture = "check" if case.result == "done" else "list"
        sentence = _ENDS[case.result]
    else:
        state, tone, picture = "در دست انجام", "info", "list"
        turns = {**_TURNS, **_LACKING} if case.missing else _TURNS
        sentence = turns.get(case.turn, turns["own"])
        if case.reopened_at:
            on = jdate(today_of(case.reopened_at))
            sentence = f"نتیجهٔ پیشین کنار رفت و درخواست شما از {on} دوباره بررسی می‌شود. {sentence}"
        if case.turn == "applicant":
            state, tone, picture = "نوبت شماست", "warn", "people"
    return InWords(
        case.title,
        case.tracking_no,
        case.opened_on,
        state,
        tone,
        picture,
        sentence,
        case.missing,
        "" if case.result else promise_said(case.promised_on, today),
        "" if case.result else _range(case.p80),
        tuple(_stage(step) for step in case.steps),
    )


def promise_said(on: date, today: date) -> str:
    """Until when we promise an answer; once that is over, that we are late."""
    if on < today:
        return f"قول داده بودیم تا {jdate(on)} پاسخ بدهیم و دیر شده است. پوزش ما را بپذیرید."
    return f"قول ما: پاسخ تا {jdate(on)}."


def _range(p80: int | None) -> str:
    """Honest: nothing is said where too few cases were over to know."""
    if p80 is None:
        return ""
    return f"از هر ۱۰ پروندهٔ مانند این، ۸ پرونده تا {number(p80)} روز کاری تمام شده است."


def _stage(step: TrackedStep) -> Stage:
    if step.closed_on is not None:
        return Stage(step.title, "انجام شد", "ok", jdate(step.closed_on))
    return Stage(step.title, "اکنون", "info", f"از {jdate(step.opened_on)}")


def beside(case_id: int, today: date) -> tuple[str, ...]:
    """What the site says beside a case, such as its place on a waiting list; () for nothing.

    Cases know no waiting lists: settings.TRACK_BESIDE names a callable `(case id, date) ->
    sentences` without a person in them, which runs in the look of the system.
    """
    told = import_string(getattr(settings, "TRACK_BESIDE"))(case_id, today)  # noqa: B009 - ours
    return tuple(told)
