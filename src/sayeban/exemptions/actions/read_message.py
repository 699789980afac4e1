"""Read the text of a company's message for one row; nothing of the row changes (A-103)."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import row_of
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.models import UnknownText
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.text_patterns import patterns_in_force
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules_texts import Found, read_text
from sayeban.exemptions.rules_texts_kept import without_persons, worth_keeping
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

KEPT: Final = timedelta(days=30)
"""How long a text that nothing read is kept for its pattern to be written."""

_KEEP = """
INSERT INTO exemptions_unknowntext (digest, text, first_at) VALUES (%s, %s, %s)
ON CONFLICT (digest) DO UPDATE SET seen = exemptions_unknowntext.seen + 1
"""


@action("campaign.read_message", posts=rights.COLLECTORS, about=("code", "key"))
def read_message(*, actor: Actor, at: datetime, code: str, key: UUID, text: str) -> list[Found]:
    """The connections that the text names. One that names none is kept without its persons.

    Refuses campaign.unknown, campaign.not_open, access.denied and row.unknown_key.
    """
    campaign = open_campaign_by_code(code, at)
    if not may_collect(actor, unit_of(row_of(campaign, key))):
        raise AccessDenied
    found = read_text(text, patterns_in_force())
    if not found and worth_keeping(text):
        kept = without_persons(text)
        digest = hashlib.sha256(kept.encode()).hexdigest()
        with nationwide(), connection.cursor() as cursor:
            cursor.execute(_KEEP, [digest, kept, at])
    return found


@action("campaign.forget_messages", operator=True)
def forget_messages(*, actor: Actor, at: datetime) -> int:
    """Forget texts that were kept long enough; gives how many."""
    return UnknownText.objects.filter(first_at__lt=at - KEPT).delete()[0]
