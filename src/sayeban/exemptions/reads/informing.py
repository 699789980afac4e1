"""How far the clients of a worklist are informed, what was sent to them, and one client's log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from sayeban.accounts.public import user_names
from sayeban.exemptions.inform_sql import (
    CALLED,
    HAD_TEXT,
    HAS_NUMBER,
    IS_INFORMED,
    MISSED_TEXT,
    reached,
)
from sayeban.exemptions.models import Campaign, Contact
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.reads.texts_gone import row_texts, worklist_texts
from sayeban.exemptions.rules_contact import QUEUED, UNDELIVERED
from sayeban.exemptions.worklist_sql import WORKLIST
from sayeban.kit.units import Unit

_PEOPLE = f"""
SELECT count(*), count(*) FILTER (WHERE {IS_INFORMED}), count(*) FILTER (WHERE {{called}})
FROM exemptions_row r WHERE {WORKLIST} AND {LIVE}
""".format(called=CALLED)
_SENDINGS = f"""
SELECT r.text, r.at, r.by, count(*), count(DISTINCT r.message_id),
  count(*) FILTER (WHERE r.message_id = ANY(%(waiting)s::bigint[])),
  count(*) FILTER (WHERE r.message_id = ANY(%(failed)s::bigint[]))
FROM exemptions_contact r
WHERE {WORKLIST} AND r.channel = 'sms' GROUP BY r.text, r.at, r.by ORDER BY r.at DESC
"""


@dataclass(frozen=True, slots=True)
class People:
    """Of a worklist: who takes part, who is informed, who is on the call list."""

    rows: int
    informed: int
    to_call: int


@dataclass(frozen=True, slots=True)
class Sending:
    """One text to one group at one moment. `waiting`: clients whose message still waits, `failed`
    those whom it did not reach."""

    text: str
    at: datetime
    by: str
    clients: int
    messages: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What a sending would do: whom it reaches, who has no number, who had the text.

    `again` of the clients were sent it before, and it did not reach them.
    """

    clients: int
    again: int
    numbers: int
    without_number: int
    had_it: int


@dataclass(frozen=True, slots=True)
class ContactView:
    """One line of a client's log; `by` is "" where the system sent a text by itself.

    `outcome` of a text that has told nobody is one of rules_contact.TEXT_LABELS.
    """

    channel: str
    outcome: str
    note: str
    at: datetime
    by: str


_NOBODY: Final = "سامانه"


def people_of(campaign: Campaign, unit: Unit) -> People:
    """The figures of one worklist."""
    return People(*ask(_PEOPLE, worklist_texts(campaign.pk, unit))[0])


def sendings(campaign: Campaign, unit: Unit) -> list[Sending]:
    """What was sent to the clients of a worklist, newest first."""
    found = ask(_SENDINGS, worklist_texts(campaign.pk, unit))
    names = user_names({by for _, _, by, *_ in found if by})
    return [Sending(text, at, names.get(by, _NOBODY), *counts) for text, at, by, *counts in found]


def reach_of(campaign: Campaign, unit: Unit, text: str, group: str) -> Reach:
    """Whom this text would reach in this group of rules_contact.GROUPS."""
    statement = f"""
SELECT count(*) FILTER (WHERE {HAS_NUMBER} AND NOT {HAD_TEXT}),
  count(*) FILTER (WHERE {HAS_NUMBER} AND {MISSED_TEXT}),
  count(DISTINCT r.mobile) FILTER (WHERE {HAS_NUMBER} AND NOT {HAD_TEXT}),
  count(*) FILTER (WHERE NOT ({HAS_NUMBER})), count(*) FILTER (WHERE {HAD_TEXT})
FROM exemptions_row r WHERE {reached(group)}"""
    parameters: dict[str, Any] = worklist_texts(campaign.pk, unit) | {"text": text}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return Reach(*cursor.fetchone())


def contacts_of(row_id: int) -> list[ContactView]:
    """The log of one row, newest first."""
    found = list(Contact.objects.filter(row=row_id).order_by("-at", "-id"))
    names = user_names({each.by for each in found if each.by})
    unheard = {
        number: QUEUED if waits else UNDELIVERED for number, waits in row_texts(row_id).items()
    }
    return [
        ContactView(
            each.channel,
            unheard.get(each.message_id or 0, each.outcome),
            each.note,
            each.at,
            names.get(each.by or 0, _NOBODY),
        )
        for each in found
    ]
