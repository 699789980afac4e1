"""Sentences after a redirect: `?done=code` says what the last action did, a GET writes nothing."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponseRedirect

from sayeban.cases.pages.done import DONE as OF_CASES
from sayeban.desk.pages import (
    booking,
    clips,
    counter,
    freeze,
    guest,
    importing,
    mobile,
    request,
    settings,
    staff,
    survey,
    visitor,
)
from sayeban.eligibility.pages import answers as rules
from sayeban.exemptions.pages import answers
from sayeban.facts.pages import answers as facts
from sayeban.forms.pages import words as forms
from sayeban.interop.pages import answers as institutions
from sayeban.organisations.pages.calendar import page as calendar
from sayeban.people.pages.person import page as person
from sayeban.runtime.doors import NOT_TAKEN
from sayeban.support.pages import place, priorities

DONE: Final[Mapping[str, str]] = {
    NOT_TAKEN: "ورود شما پایان یافته بود و آنچه فرستادید ثبت نشد. پس از ورود دوباره بنویسید.",
    "signed_out": "از سامانه بیرون آمدید.",
    "own_left": "از صفحهٔ خود بیرون آمدید.",
    "own_moved": "جابه‌جایی شما ثبت شد.",
    "own_contested": "گفتهٔ شما ثبت شد. همکار ما آن را می‌بیند و پاسخ می‌دهد.",
    "own_contest_withdrawn": "اعتراض پس گرفته شد و دادهٔ پرونده می‌ماند.",
    "own_review_asked": "درخواست بررسی دوباره رسید. همکار دیگری آن را می‌بیند و پاسخ می‌دهد.",
    "own_paper_sent": "مدرک شما رسید. همکار ما آن را می‌بیند.",
    "own_paper_taken_back": "مدرک را پس گرفتید. هر وقت خواستید دوباره بفرستید.",
    "own_paper_not_wanted": "این مدرک را اکنون نمی‌خواهیم. وضع آن را در فهرست مدرک‌ها ببینید.",
    "own_unsaid": "جابه‌جایی پس گرفته شد و نشانی پیشین شما می‌ماند.",
    "password_changed": "گذرواژهٔ شما عوض شد و نشست‌های دیگرتان بسته شد.",
    "user_disabled": "کاربر غیرفعال شد و نشست‌های او بسته شد.",
    "user_enabled": "کاربر دوباره می‌تواند وارد شود.",
    "totp_reset": "رمزساز کاربر پاک شد؛ در ورود بعدی رمزساز تازه ثبت می‌کند.",
    "appointed": "سمت تازه ثبت شد.",
    "appointment_ended": "سمت پایان یافت.",
    "helper_assigned": "همکار موقت تعیین شد.",
    "session_ended": "نشست بسته شد.",
    "sessions_ended": "نشست‌ها بسته شد.",
    "deputy_named": "جانشین ثبت شد و در روزهای نوشته‌شده با این سمت کار می‌کند.",
    "deputy_withdrawn": "جانشینی پایان یافت.",
    "device_revoked": "گوشی جدا شد: با نخستین تماسش پاک می‌شود و نشست‌های صاحب آن بسته شد.",
    **answers.DONE,
    **person.DONE,
    **calendar.DONE,
    **OF_CASES,
    **booking.DONE,
    **counter.DONE,
    **clips.DONE,
    **freeze.DONE,
    **guest.DONE,
    **importing.DONE,
    **mobile.DONE,
    **staff.DONE,
    **settings.DONE,
    **facts.DONE,
    **institutions.DONE,
    **forms.DONE,
    **request.DONE,
    **survey.DONE,
    **place.DONE,
    **priorities.DONE,
    **visitor.DONE,
    **rules.DONE,
    "text_written": "متن تازه ثبت شد و پس از تأیید کس دیگری فرستاده می‌شود.",
    "text_approved": "متن تأیید شد و از این پس همین فرستاده می‌شود.",
}


def back_to(path: str, done: str) -> HttpResponseRedirect:
    """Redirect after a POST to a page that then says what was done."""
    return HttpResponseRedirect(f"{path}?{urlencode({'done': done})}")
