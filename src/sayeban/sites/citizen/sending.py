"""The code of a visit is sent by the worker, at once and before other messages.

Whether we know the id is found out there, so that the page answers everybody alike.
"""

from datetime import datetime
from typing import Final

from django.utils.timezone import now
from procrastinate.contrib.django import app

from sayeban.accounts.public import ask_code
from sayeban.notices.public import chosen_port, deliver_batch
from sayeban.people.public import send_code
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting

_FIRST: Final = 10
"""Before jobs of the clock and of pages that wait."""


@app.task(name="sites.send_code", queue="codes", priority=_FIRST)
def send_own_code(visit: int) -> None:
    """Once: the code of a visit is drawn once, however often this is run."""
    if send_code(actor=SYSTEM, at=now(), visit=visit):
        deliver_batch(chosen_port(), now())


def ask(at: datetime, national_id: str, source: str) -> str:
    """The token of a visit whose code is on its way, if there is anybody to send it to."""
    asked = ask_code(at=at, national_id=national_id, source=source)
    send_later(asked.visit, at)
    return asked.token


def send_later(visit: int, at: datetime) -> None:
    """Let the code of a visit go, also of one at a service desk (settings.SEND_CODE)."""
    with acting(SYSTEM, at):
        send_own_code.defer(visit=visit)
