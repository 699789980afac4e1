"""The visitor of a request, and what his session keeps: ids only, never a post."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from sayeban.accounts.public import (
    SignedIn,
    Visitor,
    begin_session,
    device_of,
    is_phone_of,
    note_address,
    visitor_of,
)
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.address import address_of

_NOTED_EVERY: Final = 5 * 60
_HALF_WAY_FOR: Final = timedelta(minutes=10)


def visitor(request: HttpRequest) -> Visitor | None:
    """Who looks at the page, as the middleware `WhoVisits` found out."""
    found: Visitor | None = getattr(request, "visitor", None)
    return found


def from_session(request: HttpRequest) -> Visitor | None:
    """The visitor of the session with the posts of this moment; one that is revoked, too old or
    idle at a desk is ended."""
    user_id = request.session.get("user_id")
    if user_id is None:
        return None
    found = visitor_of(user_id, request.session["epoch"], timezone.now(), session_of(request))
    if found is None or _is_over(request, user_id, timezone.now().timestamp()):
        request.session.flush()
        return None
    return found


def _is_over(request: HttpRequest, user_id: int, now: float) -> bool:
    """Too old, or not used for long by a browser that is no phone of the field; notes the use.

    Noted every five minutes alone, so that few requests write. What began before this was noted
    ends with its row.
    """
    began, used = request.session.get("began", now), request.session.get("used", now)
    if now - began >= settings.SESSION_COOKIE_AGE:
        return True
    if now - used >= settings.SESSION_IDLE:
        device = device_of(request)
        if device is None or not is_phone_of(device, user_id):
            return True
    if now - used > _NOTED_EVERY:
        request.session["used"] = now
    return False


def begin(request: HttpRequest, signed_in: SignedIn) -> None:
    """Both steps are done: a fresh session key, and nothing kept from before."""
    request.session.flush()
    number = begin_session(
        actor=SYSTEM,
        at=timezone.now(),
        user_id=signed_in.user_id,
        epoch=signed_in.epoch,
        label=request.headers.get("User-Agent", ""),
        address=address_of(request.META),
    )
    now = timezone.now().timestamp()
    request.session.update(
        {"user_id": signed_in.user_id, "epoch": signed_in.epoch, "number": str(number)}
        | {"began": now, "used": now}
    )


def keep_address(request: HttpRequest, known: str) -> None:
    """Note from where a session is used, with what is sent by it: a look writes nothing."""
    number, address = session_of(request), address_of(request.META)
    if number and request.method == "POST" and address != known:
        note_address(actor=SYSTEM, at=timezone.now(), session_id=number, address=address)


def session_of(request: HttpRequest) -> UUID | None:
    """The session of this browser in the list of its user; None for one from before there was."""
    number = request.session.get("number")
    return UUID(number) if number else None


def begin_half_way(request: HttpRequest, user_id: int, next_path: str) -> None:
    """The password was right; the code must follow within ten minutes."""
    request.session.flush()
    until = (timezone.now() + _HALF_WAY_FOR).isoformat()
    request.session.update({"half_way": user_id, "until": until, "next": next_path})


def half_way(request: HttpRequest) -> int | None:
    """The user who has passed the first step, None when nobody has or it is too long ago."""
    user_id: int | None = request.session.get("half_way")
    if user_id is None or timezone.now() > datetime.fromisoformat(request.session["until"]):
        return None
    return user_id
