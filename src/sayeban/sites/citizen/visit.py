"""The cookie of a client's visit, apart from the sessions of the staff."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from sayeban.accounts.public import citizen_of
from sayeban.runtime.actor import Actor


def is_own(request: HttpRequest) -> bool:
    """Whether the address belongs to the clients' pages, where no session of the staff counts."""
    return request.path.startswith(settings.CITIZEN_PATH)


def token_of(request: HttpRequest) -> str:
    """The secret of this browser's visit, "" where it has none."""
    return request.COOKIES.get(settings.CITIZEN_COOKIE_NAME, "")


def visitor_of(request: HttpRequest, at: datetime) -> Actor | None:
    """The client who has entered his code in this browser."""
    token = token_of(request)
    return citizen_of(token, at) if token else None


def has_entered(request: HttpRequest) -> bool:
    """Whether the one who asks for a clients' page has entered his code already."""
    return getattr(request, "actor", None) is not None


def mark(answer: HttpResponseBase, token: str) -> None:
    """Let the browser be known until it is closed; how long a visit holds is asked elsewhere."""
    answer.set_cookie(
        settings.CITIZEN_COOKIE_NAME,
        token,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def wipe(answer: HttpResponseBase) -> None:
    """Whoever uses the phone next goes back to nothing."""
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.delete_cookie(settings.CITIZEN_COOKIE_NAME, samesite="Strict")
