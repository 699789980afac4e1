"""What the CHECKs of the registry interface say, as in truth.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tests.house.truth import DAWN, NOON, Truth, apart

PROFILES: Final = ("none", "dci-openspp-ed25519", "jws-detached", "rfc9421")
CIVIL: Final = ("live_birth", "death", "marriage", "divorce")
TOLD: Final = ("death", "head_change", "enrollement", "enrollement_status_change")
STATES: Final = ("taken", "known", "stranger", "refused", "kept")


def _answered(status: str, answered_at: datetime | None, message: str | None) -> bool:
    told = (answered_at is not None, message is not None)
    return told == {"rcvd": (False, True), "succ": (True, False), "rjct": (True, False)}.get(status)


def _closed(closed_by: int | None, closed_at: datetime | None, opened_at: datetime) -> bool:
    return closed_by is None or (closed_at is not None and closed_at >= opened_at)


REGISTRY_CHECKS: Final[Mapping[str, Truth]] = {
    "interop_partner_profile": Truth(
        {"profile": (*PROFILES, "else", ""), "public_key": ("", "k")},
        lambda profile, public_key: profile == "none" or (profile in PROFILES and public_key != ""),
    ),
    "interop_partner_words": Truth(
        {"tells": ([], ["death"], list(CIVIL), ["death", "x"]), "purpose": ("", "x")},
        lambda tells, purpose: set(tells) <= set(CIVIL) and purpose != "",
    ),
    "interop_partner_closed": Truth(
        {"closed_by": (None, 1), "closed_at": (None, DAWN, NOON), "opened_at": (DAWN, NOON)},
        _closed,
    ),
    "interop_grant_named": Truth(
        {"provinces": ([], ["07"], ["07", "10"]), "title": ("", "x")},
        lambda provinces, title: len(provinces) > 0 and title != "",
    ),
    "interop_grant_purpose": Truth(
        {"facts": ([], ["decile"]), "purposes": ([], ["overlap"])},
        lambda facts, purposes: bool(facts) == bool(purposes),
    ),
    "interop_grant_closed": Truth(
        {"closed_by": (None, 1), "closed_at": (None, DAWN, NOON), "opened_at": (DAWN, NOON)},
        _closed,
    ),
    "interop_grant_activated": Truth(
        {"activated_at": (None, DAWN), "activated_by": (None, 1)},
        lambda activated_at, activated_by: (activated_at is None) == (activated_by is None),
    ),
    "interop_grant_two": apart("activated_by", "opened_by"),
    "interop_sent_kind": Truth(
        {"kind": ("submission", "case", "person", "")},
        lambda kind: kind in ("submission", "case"),
    ),
    "interop_exchange_answered": Truth(
        {
            "status": ("rcvd", "succ", "rjct", "pdng", ""),
            "answered_at": (None, DAWN),
            "message": (None, "{}"),
        },
        _answered,
    ),
    "interop_outgoing_ends": Truth(
        {"sent_at": (None, DAWN), "dead_at": (None, DAWN)},
        lambda sent_at, dead_at: sent_at is None or dead_at is None,
    ),
    "interop_subscription_words": Truth(
        {"event": (*TOLD, "marriage", ""), "record_type": ("Group", "Member", "Person", "")},
        lambda event, record_type: event in TOLD and record_type in ("Group", "Member"),
    ),
    "interop_civilevent_words": Truth(
        {"event": (*CIVIL, "head_change", ""), "state": (*STATES, "else", "")},
        lambda event, state: event in CIVIL and state in STATES,
    ),
}
