"""Register who came: by national id, or without one."""

from datetime import datetime

from sayeban.country import text
from sayeban.country.formats import national_id as national_ids
from sayeban.desk.actions.serve import locked_turn
from sayeban.desk.models import Ticket
from sayeban.desk.reads.desks import check_trained
from sayeban.desk.refusals import VisitorUnclear
from sayeban.desk.rules import WORKERS
from sayeban.kit.units import Unit
from sayeban.people.public import search_persons
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.name_visitor", posts=WORKERS, reach="own", about=("unit",))
def name_visitor(
    *, actor: Actor, at: datetime, unit: Unit, ticket_id: int, national_id: str = "", name: str = ""
) -> int | None:
    """Keep who holds this number; the key of his file where his file is in this unit's places.

    Without a national id his name is enough («بدون شناسه»). Refuses queue.turn_unknown,
    desk.not_trained, visitor.unclear.
    """
    del at
    check_trained(actor, unit)
    restored, _ = national_ids.restore(text.identifier(national_id))
    said = text.normalize(name)
    if (restored and not national_ids.valid(restored)) or not (restored or said):
        raise VisitorUnclear
    ticket = locked_turn(unit, ticket_id)
    found = [one for one in search_persons(restored) if one.identifier == restored]
    ticket.national_id = restored
    ticket.identity = Ticket.Identity.NATIONAL_ID if restored else Ticket.Identity.NO_ID
    ticket.name = said or (found[0].full_name if found else "")
    ticket.person_id = found[0].person_id if found else None
    ticket.save()
    return ticket.person_id
