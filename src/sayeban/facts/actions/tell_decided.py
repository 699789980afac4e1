"""The person hears that his contest was decided."""

from datetime import datetime
from typing import Final

from sayeban.country.jalali import persian_digits
from sayeban.facts.models import Contest
from sayeban.facts.reads.contests import place_of
from sayeban.facts.texts import DECIDED
from sayeban.notices.public import Notice, queue
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_DIED: Final = "deceased"


@action("facts.tell_decided", about=("number",))
def tell_decided(*, actor: Actor, at: datetime, number: int) -> int:
    """Queue the message to him, once; 0 where he gave no mobile number and hears at the desk, and
    where he has died."""
    del actor
    contest = Contest.objects.filter(pk=number).first()
    if contest is None:
        return 0
    person = person_file(contest.person_id)
    mobile = "" if person.status == _DIED else person.mobile
    if not mobile:
        return 0
    unit, key = place_of(contest), f"{DECIDED}/{number}"
    return queue([Notice(key, DECIDED, (persian_digits(str(number)),), unit, mobile=mobile)], at)
