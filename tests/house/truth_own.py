"""What the CHECKs of clients' own visits and moves say, as in truth.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tests.house.truth import DAWN, DAYS, NOON, Truth


def _withdrawn(withdrawn_at: datetime | None, taken_at: datetime | None, said_at: datetime) -> bool:
    return withdrawn_at is None or (taken_at is None and said_at <= withdrawn_at)


OWN_CHECKS: Final[Mapping[str, Truth]] = {
    "accounts_citizenvisit_tries": Truth({"tries": (-1, 0, 5, 6)}, lambda tries: tries in range(6)),
    "accounts_citizenvisit_code": Truth(
        {"code": ("", "a"), "person_id": (None, 1), "code_until": (None, NOON)},
        lambda code, person_id, code_until: code == "" or None not in (person_id, code_until),
    ),
    "accounts_citizenvisit_entered": Truth(
        {"entered_at": (None, NOON), "person_id": (None, 1), "code": ("", "a")},
        lambda entered_at, person_id, code: (
            entered_at is None or (person_id is not None and code == "")
        ),
    ),
    "exemptions_movesaid_tenure": Truth(
        {"tenure": ("", "tenant", "owner", "other", "king"), "tenancy_end": (None, DAYS[0])},
        lambda tenure, tenancy_end: (
            tenancy_end is not None
            if tenure == "tenant"
            else tenure in ("owner", "other") and tenancy_end is None
        ),
    ),
    "exemptions_movesaid_postal_code": Truth(
        {"postal_code": ("", "7391846512", "739184651", "73918465123", "739184651a")},
        lambda postal_code: postal_code in ("", "7391846512"),
    ),
    "exemptions_movesaid_withdrawn": Truth(
        {"withdrawn_at": (None, DAWN, NOON), "taken_at": (None, NOON), "said_at": (DAWN, NOON)},
        _withdrawn,
    ),
}
