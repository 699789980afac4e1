"""Headquarters keeps the addresses at which companies hear that their feeds advanced."""

import secrets
from datetime import datetime
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.models import Hook, Signal
from sayeban.exemptions.rules_signals import OVERLAP
from sayeban.exemptions.signal_message import secret_of
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import agreement as agreement_facts
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.outside import well_formed


class HookAddress(Refusal):
    """An address to which nothing may be sent."""

    code: ClassVar[str] = "hook.address"
    sentence: ClassVar[str] = (
        "این نشانی پذیرفته نمی‌شود. نشانی کامل سرویس شرکت را بنویسید که با ‎https://‎ آغاز شود، نام"
        " کاربر نداشته باشد و به شبکهٔ داخلی ما نرسد."
    )


class HookUnknown(Refusal):
    """The agreement has no address, or it is off."""

    code: ClassVar[str] = "hook.unknown"
    sentence: ClassVar[str] = (
        "نشانی خبر این شرکت نوشته نشده یا خاموش است. نشانی را در «خبر دادن به شرکت» بنویسید."
    )


class HookAgreementOver(Refusal):
    """The agreement has ended, so nobody is told anything."""

    code: ClassVar[str] = "hook.agreement_over"
    sentence: ClassVar[str] = (
        "چنین توافق‌نامه‌ای نیست یا پایان یافته است؛ خبر با توافق‌نامهٔ تازه فرستاده می‌شود."
    )


@action("exemptions.set_hook", posts=rights.HEADQUARTERS, operator=True, about=("agreement",))
def set_hook(*, actor: Actor, at: datetime, agreement: int, url: str) -> str:
    """The secret of the address, which nobody sees again; the one before signs a week longer.

    Refuses hook.agreement_over and hook.address.
    """
    found = agreement_facts(agreement, at)
    if found is None or found.ended_at:
        raise HookAgreementOver
    if not well_formed(url.strip()):
        raise HookAddress
    hook = Hook.objects.select_for_update().filter(pk=agreement).first() or Hook(pk=agreement)
    if hook.salt and hook.disabled_at is None:
        hook.salt_before, hook.overlap_until = hook.salt, at + OVERLAP
    else:
        hook.salt_before, hook.overlap_until = "", None
    hook.url, hook.salt = url.strip(), secrets.token_hex(16)
    hook.set_at, hook.set_by = at, actor.user_id
    _revived(hook)
    hook.save()
    # Whoever has another address hears at once where every feed stands.
    Signal.objects.filter(hook=hook).delete()
    return secret_of(hook.salt)


@action("exemptions.close_hook", posts=rights.HEADQUARTERS, operator=True, about=("agreement",))
def close_hook(*, actor: Actor, at: datetime, agreement: int) -> None:
    """Nothing more is sent there; the company goes on reading. Refuses hook.unknown."""
    hook = Hook.objects.select_for_update().filter(pk=agreement, disabled_at=None).first()
    if hook is None:
        raise HookUnknown
    hook.disabled_at, hook.why = at, "closed"
    hook.save(update_fields=["disabled_at", "why"])


@action("exemptions.replay_feed", posts=rights.HEADQUARTERS, operator=True, about=("feed_id",))
def replay_feed(*, actor: Actor, at: datetime, feed_id: str) -> int:
    """Let the newest signal of a feed be sent again now, also where it was given up.

    A receiver that had said 410 is asked again; what headquarters closed stays closed. How many
    receivers. Refuses hook.unknown.
    """
    behind = list(
        Hook.objects.select_for_update(of=("self",))
        .filter(signal__feed=feed_id)
        .exclude(why="closed")
        .order_by("pk")
    )
    if not behind:
        raise HookUnknown
    for hook in behind:
        _revived(hook)
        hook.save()
    Signal.objects.filter(hook__in=behind, feed=feed_id).update(
        told_seq=0, attempts=0, failing_since=None, next_try_at=None, dead_at=None
    )
    return len(behind)


def _revived(hook: Hook) -> None:
    hook.disabled_at, hook.why = None, ""
    hook.failures, hook.failing_since, hook.open_until = 0, None, None
