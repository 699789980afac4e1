"""The address that the SMS provider calls when a client answers (Kavenegar: receive callback)."""

from secrets import compare_digest
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sayeban.notices.actions.receive import receive_sms
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.doors import door

_FIELDS: Final = ("messageid", "from", "message")
_LONGEST: Final = 1000


@csrf_exempt
@door("anyone", methods=("POST",))
def received(request: HttpRequest, secret: str) -> HttpResponse:
    """One message. The provider can send no header, so the address itself is the secret.

    Whoever knows it is told nothing: known and unknown senders are answered alike.
    """
    kept: str = getattr(settings, "SMS")["inbound"]  # noqa: B009 - ours, unknown to the stubs
    if not kept or not compare_digest(kept.encode(), secret.encode()):
        raise Http404
    number, sender, words = (request.POST.get(name, "")[:_LONGEST] for name in _FIELDS)
    receive_sms(actor=SYSTEM, at=timezone.now(), provider_id=number, mobile=sender, words=words)
    return HttpResponse()
