"""The cookie by which a phone that keeps cases is known, signed in or not."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_WIPE: Final = '"cache", "storage"'
_KEPT_FOR: Final = timedelta(days=400)


def device_of(request: HttpRequest) -> UUID | None:
    """The key of the phone, None for a browser that keeps nothing."""
    try:
        return UUID(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    except ValueError:
        return None


def mark_device(answer: HttpResponseBase, device: UUID) -> None:
    """Let the phone be known at its next contact."""
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        str(device),
        max_age=_KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def wipe_device(answer: HttpResponseBase) -> None:
    """Have the browser forget what it keeps of the site: cases, queue, pages, the cookie."""
    answer.headers["Clear-Site-Data"] = _WIPE
    answer.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Strict")
