"""Adapters to SMS providers; settings choose one."""

from collections.abc import Mapping

from django.conf import settings

from sayeban.notices.adapters.kavenegar import Kavenegar
from sayeban.notices.adapters.local import Local
from sayeban.notices.ports import SmsPort


def stays_here() -> bool:
    """Whether messages reach nobody: demo and tests, where the outbox page stands for the phone."""
    return bool(_settings()["adapter"] == "local")


def _settings() -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(settings, "SMS")  # noqa: B009 - ours, unknown to the stubs
    return found


def chosen() -> SmsPort:
    """The adapter of settings.SMS: {"adapter": "local"} or {"adapter": "kavenegar", "url",
    "key", "sender"}.
    """
    if stays_here():
        return Local()
    sms = _settings()
    return Kavenegar(url=sms["url"], key=sms["key"], sender=sms["sender"])
