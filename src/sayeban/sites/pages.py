"""Pages that stand for an answer without one: refusals, not found, a fault."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.runtime.problems import problem
from sayeban.runtime.refusals import AddressUnknown

_SERVICES: Final = ("/utility/v1/", "/social/v1/")


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A title, a sentence that says what to do, and the rule it rests on ("" for none).

    `start`: the page where one begins anew, "" where that helps nobody.
    """

    title: str
    sentence: str
    reference: str = ""
    start: str = ""


def message(
    request: HttpRequest, title: str, sentence: str, *, status: int, reference: str = ""
) -> HttpResponse:
    """A page of one sentence."""
    page = MessagePage(title, sentence, reference)
    return render(request, "sites/message.jinja", page, status=status)


def refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    """The page of a refusal."""
    title = "انجام نشد"
    # Numbers of our own assumptions, as A-046, are for those who build and test; a law is for all.
    told = "" if refusal.reference.isascii() else refusal.reference
    return message(request, title, refusal.message, status=status, reference=told)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's handler404
    """Nothing at this address, or nothing that the visitor may see; programs read a problem."""
    if request.path.startswith(_SERVICES):
        return problem(AddressUnknown())
    sentence = "این نشانی درست نیست یا آنچه می‌جویید در حوزهٔ شما نیست."
    page = MessagePage("پیدا نشد", sentence, start="/")
    return render(request, "sites/message.jinja", page, status=404)


def fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's handler500
    """An error of ours. Plain HTML without layout: the database may be what is broken."""
    return HttpResponse(
        '<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">'
        "<title>خطا – سایبان</title></head><body><h1>خطایی رخ داد</h1>"
        "<p>کار شما ثبت نشد. چند دقیقه دیگر دوباره تلاش کنید؛ اگر باز هم رخ داد به ستاد خبر"
        " دهید.</p></body></html>",
        status=500,
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - CSRF_FAILURE_VIEW
    """The form was too old or came from another site."""
    sentence = "این فرم قدیمی شده است. به صفحهٔ پیش برگردید، آن را تازه کنید و دوباره بفرستید."
    return message(request, "فرم پذیرفته نشد", sentence, status=403)
