"""How each command of the registry interface is given."""

from collections.abc import Mapping
from typing import Final

from sayeban.interop.actions import (
    answer_message,
    forget_exchanges,
    keep_partners,
    send_message,
    take_events,
    take_message,
    tell_subscribers,
)
from sayeban.interop.reads.partners import Known
from tests.matrix.entries import Make, once

_TERMS: Final = keep_partners.PartnerTerms(
    "partner-999", "همکار", "آزمون", provinces=["07"], attributes=["UIN"]
)
_KNOWN: Final = Known(0, 0, "partner-999", "", (), frozenset(), frozenset(), (), "none", "")
_CAME: Final = take_message.Came("search", "t", [], {})

REGISTRY_CALLS: Final[Mapping[str, Make]] = {
    "interop.add_partner": once(keep_partners.add_partner, terms=_TERMS),
    "interop.close_partner": once(keep_partners.close_partner, partner="partner-999"),
    "interop.take_message": once(take_message.take_message, partner=_KNOWN, came=_CAME),
    "interop.take_events": once(take_events.take_events, partner=_KNOWN, events=[]),
    "interop.answer_message": once(answer_message.answer_message),
    "interop.send_message": once(send_message.send_message),
    "interop.tell_of_person": once(tell_subscribers.tell_of_person, event="death", person_id=0),
    "interop.follow_feeds": once(tell_subscribers.follow_feeds),
    "interop.forget_exchanges": once(forget_exchanges.forget_exchanges),
}
