"""How each command of the registry interface is given."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sayeban.interop.actions import (
    answer_message,
    forget_exchanges,
    keep_grants,
    keep_partners,
    open_request,
    send_forms,
    send_message,
    take_events,
    take_message,
    tell_subscribers,
)
from sayeban.interop.reads.grants import Granted
from sayeban.interop.reads.partners import Known
from tests.matrix.entries import Make, once

_TERMS: Final = keep_partners.PartnerTerms(
    "partner-999", "همکار", "آزمون", provinces=["07"], attributes=["UIN"]
)
_KNOWN: Final = Known(0, 0, "partner-999", "", (), frozenset(), frozenset(), (), "none", "")
_GRANT: Final = keep_grants.GrantTerms("grant-999", "بنیاد", ["07"], services=["card"])
_NONE: Final = frozenset[str]()
_GRANTED: Final = Granted(0, 0, "بنیاد", ("07",), _NONE, _NONE, _NONE, _NONE)
_KEY: Final = UUID(int=0)
_CAME: Final = take_message.Came("search", "t", [], {})

REGISTRY_CALLS: Final[Mapping[str, Make]] = {
    "interop.add_partner": once(keep_partners.add_partner, terms=_TERMS),
    "interop.close_partner": once(keep_partners.close_partner, partner="partner-999"),
    "interop.add_grant": once(keep_grants.add_grant, terms=_GRANT),
    "interop.activate_grant": once(keep_grants.activate_grant, client_id="grant-999"),
    "interop.close_grant": once(keep_grants.close_grant, client_id="grant-999"),
    "interop.begin_form": once(
        send_forms.begin_form, grant=_GRANTED, begun=send_forms.Begun("none", 1, "")
    ),
    "interop.answer_form": once(send_forms.answer_form, grant=_GRANTED, key=_KEY, n=1, answers={}),
    "interop.submit_form": once(send_forms.submit_form, grant=_GRANTED, key=_KEY, n=1),
    "interop.open_request": once(
        open_request.open_request, grant=_GRANTED, service="none", national_id=""
    ),
    "interop.take_message": once(take_message.take_message, partner=_KNOWN, came=_CAME),
    "interop.take_events": once(take_events.take_events, partner=_KNOWN, events=[]),
    "interop.answer_message": once(answer_message.answer_message),
    "interop.send_message": once(send_message.send_message),
    "interop.tell_of_person": once(tell_subscribers.tell_of_person, event="death", person_id=0),
    "interop.follow_feeds": once(tell_subscribers.follow_feeds),
    "interop.forget_exchanges": once(forget_exchanges.forget_exchanges),
}
