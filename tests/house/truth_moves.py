"""What the CHECKs of moves, tenancies and messages that come in say, as in truth.py."""

from collections.abc import Mapping
from typing import Final

from tests.house.truth import DAWN, DAYS, MOBILES, Truth, one_of, pair, sent_to

_STATES: Final = ("reported", "collected", "approved", "withdrawn")
_TELLERS: Final = ("worker", "client", "register")


MOVE_CHECKS: Final[Mapping[str, Truth]] = {
    "exemptions_move_words": Truth(
        {"state": (*_STATES, "", "else"), "said_by": (*_TELLERS, "", "else")},
        lambda state, said_by: state in _STATES and said_by in _TELLERS,
    ),
    "exemptions_move_author": pair("collected_by", "collected_at"),
    "exemptions_move_collected": Truth(
        {"state": _STATES, "collected_at": (None, DAWN)},
        lambda state, collected_at: collected_at is not None or state in ("reported", "withdrawn"),
    ),
    "exemptions_move_decided": Truth(
        {"state": _STATES, "decided_at": (None, DAWN)},
        lambda state, decided_at: (decided_at is not None) == (state in ("approved", "withdrawn")),
    ),
    "exemptions_move_four_eyes": Truth(
        {"state": _STATES, "collected_by": (1, 2), "decided_by": (1, 2)},
        lambda state, collected_by, decided_by: state != "approved" or collected_by != decided_by,
    ),
    "exemptions_tenancy_state": one_of("state", "asked", "prolonged", "moved", "ended", "passed"),
    "exemptions_tenancy_answered": Truth(
        {"state": ("asked", "prolonged", "moved"), "answered_at": (None, DAWN)},
        lambda state, answered_at: (state == "asked") == (answered_at is None),
    ),
    "exemptions_tenancy_new_end": Truth(
        {
            "state": ("asked", "prolonged", "moved"),
            "ends_on": DAYS,
            "new_end": (None, *DAYS),
        },
        lambda state, ends_on, new_end: (
            new_end is not None and new_end > ends_on if state == "prolonged" else new_end is None
        ),
    ),
    "notices_inbound_mobile": Truth(
        {"mobile": MOBILES}, lambda mobile: mobile != "" and sent_to(mobile)
    ),
}
