"""What the CHECKs of agreements, programs and feeds say, as in truth.py."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from string import ascii_lowercase, digits
from typing import Any, Final

from tests.house.truth import DAWN, DAYS, NOON, Truth, apart, in_order, one_of, word

COLUMNS: Final = ("number", "mobile", "address", "county", "settlement")
SCOPES: Final = ("exemption.read", "exemption.receipt", "exemption.consumption")
PARTNER_SCOPES: Final = (
    *("dci.search", "dci.subscribe", "dci.notify"),
    *("facts.read", "forms.fill", "cases.open"),
)
REASONS: Final = (
    *("new_cover", "correction", "relocated", "lease_ended", "deceased", "left_cover"),
    *("moved_to_institution", "connection_shared", "duplicate_cover", "court_or_appeal", "other"),
)
KINDS: Final = (
    *("meter_replaced", "bill_id_changed", "occupant_left", "became_shared", "use_changed"),
    *("disconnected", "duplicate_with_other_body"),
)
OUTCOMES: Final = ("exempted", "partly_exempted", "above_low_tiers", "not_applied")


def _steps(**row: Any) -> bool:
    """Each step was taken after the one before it."""
    names = ("activated_at", "ready_at", "delivering_at", "acknowledged_at")
    return all(
        row[step] is None or (row[before] is not None and row[before] <= row[step])
        for before, step in pairwise(names)
    )


def _paired(**row: Any) -> bool:
    steps = ("activated", "ready", "ended")
    return all(row[f"{step}_by"] is None or row[f"{step}_at"] is not None for step in steps)


_TIMES: Final = (None, DAWN, NOON)

FEED_CHECKS: Final[Mapping[str, Truth]] = {
    "organisations_agreement_two": apart("activated_by", "proposed_by"),
    "organisations_agreement_pairs": Truth(
        {
            f"{step}_{part}": (None, one)
            for step in ("activated", "ready", "ended")
            for part, one in (("by", 1), ("at", DAWN))
        },
        _paired,
    ),
    "organisations_agreement_order": Truth(
        dict.fromkeys(("activated_at", "ready_at", "delivering_at", "acknowledged_at"), _TIMES),
        _steps,
    ),
    "organisations_agreement_words": Truth(
        {
            "provinces": ([], ["07"], ["07", "10"]),
            "columns": ([], list(COLUMNS), ["mobile"], ["bill_id"], ["mobile", "x"]),
        },
        lambda provinces, columns: len(provinces) > 0 and set(columns) <= set(COLUMNS),
    ),
    "organisations_agreement_span": in_order("starts", "ends", same=True, days=DAYS),
    "accounts_machineclient_id": Truth(
        {"client_id": ("gas-307", "ab", "a" * 40, "a" * 41, "-ab", "Gas-307", "gas_307", "گاز")},
        lambda client_id: (
            len(client_id) >= 3
            and word(client_id, ascii_lowercase + digits + "-", 40)
            and client_id[0] != "-"
        ),
    ),
    "accounts_machineclient_scopes": Truth(
        {
            "scopes": (
                *([], list(SCOPES), ["exemption.read"], ["else"], ["exemption.read", "else"]),
                *(list(PARTNER_SCOPES), ["dci.search"], ["dci.search", "exemption.read"]),
            ),
            "company": ("", "307"),
        },
        lambda scopes, company: (
            len(scopes) > 0 and set(scopes) <= set(SCOPES if company else PARTNER_SCOPES)
        ),
    ),
    "accounts_machineclient_rate": Truth(
        {"per_minute": (-1, 0, 1, 600)}, lambda per_minute: per_minute >= 1
    ),
    "accounts_machineclient_disabled": Truth(
        {"disabled_by": (None, 1), "disabled_at": (None, DAWN)},
        lambda disabled_by, disabled_at: disabled_by is None or disabled_at is not None,
    ),
    "accounts_machinetoken_span": Truth(
        {"issued_at": (DAWN, NOON), "expires": (DAWN, NOON)},
        lambda issued_at, expires: issued_at < expires,
    ),
    "exemptions_doublecover_words": Truth(
        {
            "same": ("meter", "household", ""),
            "how": ("", "ended", "kept", "else"),
            "publisher": ("behzisti",),
            "other_publisher": ("behzisti", "komite"),
        },
        lambda same, how, publisher, other_publisher: (
            same != "" and how != "else" and publisher != other_publisher
        ),
    ),
    "exemptions_doublecover_settled": Truth(
        {"how": ("", "ended"), "settled_at": (None, DAWN)},
        lambda how, settled_at: (how == "") == (settled_at is None),
    ),
    "exemptions_doublecover_reason": Truth(
        {"how": ("", "ended", "kept"), "reason": ("", "دو خانوار")},
        lambda how, reason: how != "kept" or reason != "",
    ),
    "exemptions_feed_numbers": Truth(
        {"last_seq": (-1, 0, 1, 2), "first_retained_seq": (0, 1, 2, 3)},
        lambda last_seq, first_retained_seq: (
            last_seq >= 0 and 1 <= first_retained_seq <= last_seq + 1
        ),
    ),
    "exemptions_exemption_version": Truth(
        {"version": (0, 1, 2), "receipt_version": (0, 1, 2)},
        lambda version, receipt_version: version >= 1 and receipt_version <= version,
    ),
    "exemptions_exemption_status": one_of("receipt_status", "", "rcvd", "pdng", "succ", "rjct"),
    "exemptions_feedchange_words": Truth(
        {"op": ("grant", "amend", "revoke", "end", ""), "reason": (*REASONS, "", "else")},
        lambda op, reason: op in ("grant", "amend", "revoke") and reason in REASONS,
    ),
    "exemptions_feedchange_record": Truth(
        {"op": ("grant", "amend", "revoke"), "record": (None, "{}")},
        lambda op, record: (op == "revoke") == (record is None),
    ),
    "exemptions_receipt_status": one_of("status", "rcvd", "pdng", "succ", "rjct"),
    "exemptions_receipt_reason": Truth(
        {"status": ("succ", "rjct"), "code": ("", "rjct.other")},
        lambda status, code: status != "rjct" or code != "",
    ),
    "exemptions_consumption_words": Truth(
        {"unit": ("m3", "kWh", "kwh", ""), "outcome": (*OUTCOMES, "", "else")},
        lambda unit, outcome: unit in ("m3", "kWh") and outcome in OUTCOMES,
    ),
    "exemptions_consumption_numbers": Truth(
        {
            "period_start": DAYS,
            "period_end": DAYS,
            "consumption": (Decimal("-0.001"), Decimal(0), Decimal("12.5")),
            "tier": (0, 1, 4),
            "revision": (-1, 0, 1),
        },
        lambda period_start, period_end, consumption, tier, revision: (
            period_start <= period_end and consumption >= 0 and tier >= 1 and revision >= 0
        ),
    ),
    "exemptions_toldcount_status": one_of("status", "", "rcvd", "pdng", "succ", "rjct"),
    "exemptions_consumptioncount_words": Truth(
        {"tier": (-1, 0, 1, 2), "outcome": (*OUTCOMES, "", "else")},
        lambda tier, outcome: tier == 0 if outcome == "" else outcome in OUTCOMES and tier >= 1,
    ),
    "exemptions_consumptioncount_part": Truth(
        {"priced": (-1, 0, 1, 2), "households": (-1, 0, 1, 2)},
        lambda priced, households: 0 <= priced <= households,
    ),
    "exemptions_notice_kind": one_of("kind", *KINDS),
    "exemptions_correction_words": Truth(
        {"source": ("receipt", "notice", "", "else"), "code": ("", "rjct.other")},
        lambda source, code: source in ("receipt", "notice") and code != "",
    ),
    "exemptions_correction_settled": Truth(
        {"settled_at": (None, DAWN), "how": ("", "amended", "ended", "accepted", "else")},
        lambda settled_at, how: (
            how == "" if settled_at is None else how in ("amended", "ended", "accepted")
        ),
    ),
    "exemptions_upload_lines": Truth(
        {
            "lines": (0, 1, 4),
            **dict.fromkeys(("recorded", "duplicate", "stale", "invalid"), (0, 1)),
        },
        lambda lines, recorded, duplicate, stale, invalid: (
            lines == recorded + duplicate + stale + invalid
        ),
    ),
    "exemptions_hook_why": Truth(
        {"disabled_at": (None, DAWN), "why": ("", "closed", "gone", "else")},
        lambda disabled_at, why: why in (("",) if disabled_at is None else ("closed", "gone")),
    ),
    "exemptions_hook_failing": Truth(
        {"failures": (-1, 0, 1, 5), "failing_since": (None, DAWN)},
        lambda failures, failing_since: failures >= 0 and (failures > 0) == bool(failing_since),
    ),
    "exemptions_hook_overlap": Truth(
        {"salt_before": ("", "a"), "overlap_until": (None, DAWN)},
        lambda salt_before, overlap_until: bool(salt_before) == bool(overlap_until),
    ),
    "exemptions_signal_failing": Truth(
        {"attempts": (-1, 0, 1, 5), "failing_since": (None, DAWN)},
        lambda attempts, failing_since: attempts >= 0 and (attempts > 0) == bool(failing_since),
    ),
}
