"""What each CHECK says, in plain Python, and the values over which both are compared.

Written from what a row means, not from the models: a condition that says something else is found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from string import ascii_letters, ascii_lowercase, digits
from typing import Any, Final
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Truth:
    """`holds` gets one value of each column by name and says whether such a row may be."""

    values: Mapping[str, Sequence[Any]]
    holds: Callable[..., bool]


def number(text: str, length: int) -> bool:
    """Exactly so many Latin digits."""
    return len(text) == length and set(text) <= set(digits)


def word(text: str, letters: str, longest: int) -> bool:
    return 1 <= len(text) <= longest and set(text) <= set(letters)


def sent_to(mobile: str) -> bool:
    return mobile == "" or (mobile.startswith("+989") and number(mobile[4:], 9))


def one_of(column: str, *words: str) -> Truth:
    """A column that knows these words alone."""
    return Truth({column: (*words, "else", words[0].upper())}, lambda **row: row[column] in words)


def code(column: str, length: int) -> Truth:
    """A column of so many digits."""
    good = "1234567890"[:length]
    wrong = ("", good[1:], good + "1", f"{good[1:]}a", f"{good[1:]}۷", f"{good}\n", f" {good[1:]}")
    return Truth({column: (good, *wrong)}, lambda **row: number(row[column], length))


def pair(by: str, at: str) -> Truth:
    """Who and when: both or neither."""
    return Truth(
        {by: (None, 1), at: (None, DAWN)}, lambda **row: (row[by] is None) == (row[at] is None)
    )


def apart(first: str, second: str) -> Truth:
    """Two users, where both are known."""
    return Truth(
        {first: (None, 1, 2), second: (None, 1, 2)},
        lambda **row: None in row.values() or row[first] != row[second],
    )


def in_order(first: str, last: str, *, same: bool, days: Sequence[Any]) -> Truth:
    """An end that is not before its beginning, where both are known."""

    def holds(**row: Any) -> bool:
        begin, end = row[first], row[last]
        return begin is None or end is None or begin < end or (same and begin == end)

    return Truth({first: (None, *days), last: (None, *days)}, holds)


DAWN, NOON = datetime(2026, 11, 24, 3, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)
DAYS: Final = (date(2026, 11, 23), date(2026, 11, 24))
MOBILES: Final = ("", "+989121234567", "09121234567", "+98912123456", "+98912123456۷", "+989x")
POSTS: Final = {
    "hq": ("hq_expert", "hq_deputy", "liaison_expert", "observer"),
    "province": (
        *("director_general", "province_expert", "counter_clerk", "observer"),
        *("desk_head", "desk_clerk", "liaison_expert"),
    ),
    "county": (
        *("county_head", "county_expert", "village_helper", "counter_clerk", "observer"),
        *("desk_head", "desk_clerk", "liaison_expert"),
    ),
    "centre": (*("centre_head", "technical_head", "social_worker", "village_helper", "observer"),),
}
STATES: Final = (
    *("pending", "collected", "uncollectable", "leaving", "outside", "returned"),
    *("centre_approved", "county_approved", "province_approved", "released", "removed"),
)
SHA: Final = "0123456789abcdef" * 4


def _place(level: str, province: str, county: str, centre: str) -> bool:
    filled = [bool(province), bool(county), bool(centre)]
    depth = ("hq", "province", "county", "centre", "else").index(level)
    return depth < 4 and filled == [depth > at for at in range(3)]


def _sample(sample_percent: Decimal, error_limit: Decimal, sample_least: int) -> bool:
    return 0 <= sample_percent <= 100 and 0 <= error_limit <= 100 and sample_least >= 1


def _reserved(reserved_from: date | None, reserved_until: date | None) -> bool:
    if reserved_from is None or reserved_until is None:
        return reserved_from is reserved_until
    return reserved_from <= reserved_until


def _username(username: str) -> bool:
    return word(username, ascii_lowercase + digits + "._-", 40) and username[0] not in "._-"


CHECKS: Final[Mapping[str, Truth]] = {
    "exemptions_closing_words": one_of("outcome", "opened", "withdrawn"),
    "exemptions_samplefinding_words": one_of("utility", "", "water", "electricity", "gas"),
    "exemptions_samplefinding_why": Truth(
        {"is_right": (True, False), "why": ("", "other")},
        lambda is_right, why: is_right == (why == ""),
    ),
    "accounts_appointment_deputy_ends": Truth(
        {"deputy_of_id": (None, 1), "ends": (None, NOON), "helper": (True, False)},
        lambda deputy_of_id, ends, helper: (
            deputy_of_id is None or (ends is not None and not helper)
        ),
    ),
    "accounts_appointment_helper_ends": Truth(
        {"helper": (True, False), "ends": (None, NOON)},
        lambda helper, ends: not helper or ends is not None,
    ),
    "accounts_appointment_level": Truth(
        {
            "post": sorted({post for each in POSTS.values() for post in each} | {"else"}),
            "level": (*POSTS, "else"),
        },
        lambda post, level: post in POSTS.get(level, ()),
    ),
    "accounts_appointment_place": Truth(
        {
            "level": (*POSTS, "else"),
            "province": ("", "07"),
            "county": ("", "0701"),
            "centre": ("", "7011"),
        },
        _place,
    ),
    "accounts_appointment_span": in_order("starts", "ends", same=True, days=(DAWN, NOON)),
    "accounts_credential_enrolled": Truth(
        {"totp_enrolled_at": (None, DAWN), "totp_secret": ("", "secret")},
        lambda totp_enrolled_at, totp_secret: totp_enrolled_at is None or totp_secret != "",
    ),
    "accounts_session_ended": pair("ended_by", "ended_at"),
    "accounts_device_revoked": pair("revoked_by", "revoked_at"),
    "accounts_signinsource_tries": Truth({"tries": (-1, 0, 1)}, lambda tries: tries >= 0),
    "accounts_user_mobile": Truth({"mobile": MOBILES}, sent_to),
    "accounts_user_username": Truth(
        {
            "username": (
                "a",
                "a.b-c_9",
                "9a",
                "",
                ".a",
                "-a",
                "A",
                "a b",
                "آ",
                "a" * 40,
                "a" * 41,
                "a\n",
            )
        },
        _username,
    ),
    "documents_document_mime": one_of("mime", "image/jpeg", "application/pdf"),
    "documents_document_sha256": Truth(
        {"sha256": (SHA, SHA[1:], SHA.upper(), f"{SHA[1:]}g", "")},
        lambda sha256: len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"),
    ),
    "documents_document_size": Truth({"size": (-1, 0, 1)}, lambda size: size >= 1),
    "audit_seal_source": one_of("source", "event", "look"),
    "exemptions_campaign_code": Truth(
        {"code": ("c1405", "A_b-9", "", "a b", "کد", "a/b", "a" * 40, "a" * 41, "a\n")},
        lambda code: word(code, ascii_letters + digits + "_-", 40),
    ),
    "exemptions_campaign_deadlines": Truth(
        {"centre_days": (0, 1, 2, 3), "county_days": (1, 2, 3), "days": (1, 2, 3)},
        lambda centre_days, county_days, days: 1 <= centre_days <= county_days <= days,
    ),
    "exemptions_campaign_reserved": Truth(
        {
            "reserved_from": (None, date(2026, 1, 1), date(2026, 1, 2)),
            "reserved_until": (None, date(2026, 1, 1)),
        },
        _reserved,
    ),
    "exemptions_campaign_sample": Truth(
        {
            "sample_percent": (Decimal(-1), Decimal(0), Decimal(100), Decimal(101)),
            "error_limit": (Decimal("-0.01"), Decimal(0), Decimal(100), Decimal("100.01")),
            "sample_least": (0, 1),
        },
        _sample,
    ),
    "exemptions_campaign_utilities_once": Truth(
        {
            "utilities": tuple(
                list(named)
                for size in range(1, 4)
                for named in product(("water", "electricity", "gas"), repeat=size)
            )
        },
        lambda utilities: len(set(utilities)) == len(utilities),
    ),
    "exemptions_campaign_utilities": Truth(
        {
            "utilities": (
                [],
                ["gas"],
                ["water", "electricity", "gas"],
                ["internet"],
                ["gas", "internet"],
                [None],
                ["Gas"],
            )
        },
        lambda utilities: bool(utilities) and set(utilities) <= {"water", "electricity", "gas"},
    ),
    "exemptions_campaign_words": Truth(
        {
            "benefit": ("exemption", "discount", "else"),
            "documents": ("required", "recommended", "else"),
            "target": ("recipients", "non_recipients", "all", "else"),
        },
        lambda benefit, documents, target: "else" not in (benefit, documents, target),
    ),
    "exemptions_candidate_decided": Truth(
        {"state": ("open", "cleared", "confirmed", "else"), "decided_at": (None, DAWN)},
        lambda state, decided_at: state != "else" and (state == "open") == (decided_at is None),
    ),
    "exemptions_connection_ready": Truth(
        {
            "ready": (True, False),
            "connection_type": ("", "private", "shared", "none"),
            "bill_id": ("", "0000012330736"),
        },
        lambda ready, connection_type, bill_id: (
            not ready or (connection_type == "private" and bill_id != "")
        ),
    ),
    "exemptions_connection_words": Truth(
        {
            "utility": ("water", "electricity", "gas", "", "else"),
            "connection_type": ("", "private", "shared", "none", "else"),
        },
        lambda utility, connection_type: utility not in ("", "else") and connection_type != "else",
    ),
    "exemptions_releaseline_listed": Truth(
        {
            "outcome": ("listed", "deceased", ""),
            "bill_id": ("", "0000012330736"),
            "exemption_id": (None, UUID(int=1)),
        },
        lambda outcome, bill_id, exemption_id: (
            outcome != "listed" or (bill_id != "" and exemption_id is not None)
        ),
    ),
    "exemptions_row_author": pair("collected_by", "collected_at"),
    "exemptions_row_four_eyes": apart("collected_by", "approved_by"),
    "exemptions_row_place": Truth(
        {"county": ("", "0701"), "centre": ("", "7011")},
        lambda county, centre: centre == "" or county != "",
    ),
    "exemptions_row_state": one_of("state", *STATES),
    "exemptions_samplerow_checked": Truth(
        {"is_right": (None, True, False), "checked_by": (None, 1), "checked_at": (None, DAWN)},
        lambda **row: len({value is None for value in row.values()}) == 1,
    ),
    "exemptions_textpattern_approval": Truth(
        {"approved_at": (None, DAWN), "approved_by": (None, 1)},
        lambda approved_at, approved_by: approved_by is None or approved_at is not None,
    ),
    "exemptions_textpattern_company": Truth(
        {"company": ("", "031", "31", "03a", "۰۳۱")},
        lambda company: company == "" or number(company, 3),
    ),
    "exemptions_textpattern_four_eyes": apart("approved_by", "written_by"),
    "exemptions_textpattern_utility": one_of("utility", "water", "electricity", "gas", ""),
    "exemptions_unknowntext_seen": Truth({"seen": (-1, 0, 1)}, lambda seen: seen >= 1),
    "notices_message_mobile": Truth({"mobile": MOBILES}, sent_to),
    "notices_message_receiver": Truth(
        {"mobile": ("", "+989121234567"), "user_id": (None, 1)},
        lambda mobile, user_id: mobile != "" or user_id is not None,
    ),
    "notices_message_segments": Truth({"segments": (-1, 0, 1)}, lambda segments: segments >= 1),
    "notices_template_approval": Truth(
        {"approved_at": (None, DAWN), "approved_by": (None, 1)},
        lambda approved_at, approved_by: approved_by is None or approved_at is not None,
    ),
    "notices_template_four_eyes": apart("approved_by", "written_by"),
    "organisations_centre_code": Truth({"code": ("", "7011")}, lambda code: code != ""),
    "organisations_centre_operator": one_of(
        "operator", "private", "charity", "ngo", "state", "unknown"
    ),
    "organisations_company_code": code("code", 3),
    "organisations_company_utility": one_of("utility", "water", "electricity", "gas"),
    "organisations_county_code": code("code", 4),
    "organisations_county_validity": in_order("valid_from", "valid_to", same=False, days=DAYS),
    "organisations_province_code": code("code", 2),
    "people_person_identifier_type": one_of(
        *("identifier_type", "national_id", "foreigner_id", "passport", "refugee_card", "internal")
    ),
    "people_person_national_id": Truth(
        {
            "identifier_type": ("national_id", "passport"),
            "identifier": ("9990000017", "999000001", "99900000171", "999000001۷", "P1", ""),
        },
        lambda identifier_type, identifier: (
            identifier_type != "national_id" or number(identifier, 10)
        ),
    ),
    "people_person_status": one_of("status", "active", "exited", "deceased", ""),
    "people_person_status_evidence": Truth(
        {"status": ("", "active", "exited", "deceased"), "status_evidence": ("", "گواهی ۱۲")},
        lambda status, status_evidence: status in ("", "active") or status_evidence != "",
    ),
    "people_residence_span": in_order("since", "until", same=True, days=DAYS),
    "people_residence_tenure": one_of("tenure", "owner", "tenant", "other", ""),
}
