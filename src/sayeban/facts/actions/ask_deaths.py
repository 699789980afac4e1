"""Each evening the civil registry is asked who of the living died, in batches by the worker."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from sayeban.facts.actions.ask_register import note_for
from sayeban.facts.inquiries.civil import CivilDeaths
from sayeban.facts.inquiry_refusals import PurposeUnknown, RegisterOff, RegisterUnknown
from sayeban.facts.inquiry_rules import DEATHS, HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_A_DAY: Final = 250_000
"""A month asks about eight millions; the limits of the register say how fast."""
_AGAIN: Final = timedelta(days=7)
"""Of whom nothing came is asked again after it, and not each evening."""

# Whose answer holds or waits is left out, so that each evening goes on where the last one ended.
_DUE: Final = """
SELECT p.id FROM people_person p
WHERE p.identifier_type = 'national_id' AND p.status <> 'deceased' AND NOT EXISTS (
  SELECT FROM facts_inquiry i WHERE i.person_id = p.id AND i.register_id = %(register)s
    AND (i.valid_until > %(at)s OR i.next_try_at IS NOT NULL OR i.requested_at > %(again)s))
ORDER BY p.id LIMIT %(most)s
"""


@action("facts.ask_deaths", posts=HEADQUARTERS, operator=True)
def ask_deaths(*, actor: Actor, at: datetime, most: int = _A_DAY) -> int:
    """How many questions were noted; none while headquarters keeps the register or the purpose
    off. What is asked is asked once: again on the same evening it goes on with others.
    """
    given: dict[str, Any] = {
        "register": CivilDeaths.key,
        "at": at,
        "again": at - _AGAIN,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DUE, given)
        due = [number for (number,) in cursor.fetchall()]
    if not due:
        return 0
    try:
        asked = note_for(actor, at, due, CivilDeaths.key, DEATHS)
    except (RegisterOff, RegisterUnknown, PurposeUnknown):
        return 0
    return asked.new
