"""Adapters to SMS providers; settings choose one."""

from django.conf import settings

from sayeban.notices.adapters.kavenegar import Kavenegar
from sayeban.notices.adapters.local import Local
from sayeban.notices.ports import SmsPort


def chosen() -> SmsPort:
    """The adapter of settings.SMS: {"adapter": "local"} or {"adapter": "kavenegar", "url",
    "key", "sender"}.
    """
    sms = getattr(settings, "SMS")  # noqa: B009 - ours, unknown to the stubs
    if sms["adapter"] == "local":
        return Local()
    return Kavenegar(url=sms["url"], key=sms["key"], sender=sms["sender"])
