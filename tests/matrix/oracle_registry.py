"""What addresses and commands of the registry interface must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import DEPUTY, WORKER, headquarters
from tests.matrix.places import Rule

_partner: Final = Rule("client", why="a partner's program with its token, and no person")
_institution: Final = Rule("client", why="an institution's program with its token, no person")
_anyone: Final = Rule("anyone", why="a public key names nobody")
_work: Final = Rule("somewhere", why=WORKER)
_partners: Final = Rule("somewhere", why="what a partner sends comes from its program alone")

REGISTRY_PAGES: Final[Mapping[str, Rule]] = {
    "dci_sync_search POST": _partner,
    "dci_search POST": _partner,
    "dci_subscribe POST": _partner,
    "dci_unsubscribe POST": _partner,
    "dci_notify POST": _partner,
    "dci_on_subscribe POST": _partner,
    "dci_sync_status POST": _partner,
    "dci_status POST": _partner,
    "dci_token POST": Rule("client", why="who brings no secret of a program gets no token"),
    "dci_unknown POST": _partner,
    "dci_key_set GET": _anyone,
    "social_openapi GET": Rule("anyone", why="the description names nobody"),
    "social_facts POST": _institution,
    "social_forms GET": _institution,
    "social_form GET": _institution,
    "social_begin POST": _institution,
    "social_submission GET": _institution,
    "social_answers POST": _institution,
    "social_submit POST": _institution,
    "social_open_case POST": _institution,
    "social_case GET": _institution,
    "social_track POST": Rule("anyone", why="whoever holds a number follows his request"),
}
REGISTRY_ACTIONS: Final[Mapping[str, Rule]] = {
    "interop.add_partner": headquarters,
    "interop.close_partner": headquarters,
    "interop.add_grant": headquarters,
    "interop.activate_grant": Rule("somewhere", DEPUTY, why="a second person"),
    "interop.close_grant": headquarters,
    "interop.begin_form": _partners,
    "interop.answer_form": _partners,
    "interop.submit_form": _partners,
    "interop.open_request": _partners,
    "interop.take_message": _partners,
    "interop.take_events": _partners,
    "interop.answer_message": _work,
    "interop.send_message": _work,
    "interop.tell_of_person": _work,
    "interop.follow_feeds": _work,
    "interop.forget_exchanges": Rule("somewhere", operator=True, why=WORKER),
}
