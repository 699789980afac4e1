"""Kavenegar's REST interface (kavenegar.com/rest.html; domain.md 6.1)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms, SmsUnavailable

_SECONDS: Final = 20
_OK: Final = 200
_STATUSES: Final[Mapping[int, Message.Status]] = {
    1: Message.Status.SENT,
    2: Message.Status.SENT,
    4: Message.Status.SENT,
    5: Message.Status.SENT,
    6: Message.Status.FAILED,
    10: Message.Status.DELIVERED,
    11: Message.Status.UNDELIVERED,
    13: Message.Status.CANCELLED,
    14: Message.Status.BLOCKED,
}


class _Nowhere(HTTPRedirectHandler):
    """Mobiles are sent to the provider's address and nowhere that an answer leads to."""

    def redirect_request(self, *_: object) -> None:
        """An answer that leads elsewhere is an error."""


_service: Final = build_opener(_Nowhere)


@dataclass(frozen=True, slots=True)
class Kavenegar:
    """One account. The key is part of the provider's address and never logged."""

    url: str
    key: str
    sender: str

    def send(self, batch: Sequence[Sms]) -> list[Sent]:
        """One call (`sendarray`) for the batch; entries come back in its order."""
        answer = self._post(
            {
                "receptor": json.dumps([sms.mobile for sms in batch]),
                "sender": json.dumps([self.sender] * len(batch)),
                "message": json.dumps([sms.text for sms in batch]),
                "localmessageids": json.dumps([str(sms.local_id) for sms in batch]),
            }
        )
        # The provider answers errors with HTTP 200 too: its own status decides.
        if answer.get("return", {}).get("status") != _OK or len(answer["entries"]) != len(batch):
            raise SmsUnavailable
        return [_sent(sms, entry) for sms, entry in zip(batch, answer["entries"], strict=True)]

    def _post(self, fields: Mapping[str, str]) -> dict[str, Any]:
        address = f"{self.url.rstrip('/')}/v1/{self.key}/sms/sendarray.json"
        request = Request(address, data=urlencode(fields).encode())  # noqa: S310 - set by operator
        try:
            with _service.open(request, timeout=_SECONDS) as reply:
                answer: dict[str, Any] = json.load(reply)
        except (URLError, HTTPException, TimeoutError, ValueError) as error:
            raise SmsUnavailable from error
        return answer


def _sent(sms: Sms, entry: Mapping[str, Any]) -> Sent:
    status = _STATUSES.get(entry.get("status", 0), Message.Status.UNKNOWN)
    return Sent(sms.local_id, str(entry.get("messageid", "")), status.value, entry.get("cost"))
