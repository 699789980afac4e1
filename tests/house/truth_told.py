"""What the CHECKs of informing and of village helpers say, as in truth.py."""

from collections.abc import Mapping
from datetime import datetime
from json import loads
from typing import Final

from tests.house.truth import DAWN, Truth, apart, code, one_of

WAYS: Final = ("messenger", "centre", "home_visit", "phone", "volunteer", "dehyar")
TOLD: Final = ("will_send", "refuses", "not_reached", "wrong_number", "moved")


def _known_decided(
    state: str, decided_by: int | None, decided_at: datetime | None, reason: str
) -> bool:
    told = (decided_by is not None, decided_at is not None, reason != "")
    return told == {
        "waiting": (False, False, False),
        "confirmed": (True, True, False),
        "refused": (True, True, True),
    }.get(state)


def _answered(
    answer: str, reason: str, answered_by: int | None, answered_at: datetime | None
) -> bool:
    told = (answered_by is not None, answered_at is not None, reason != "")
    return told == {
        "": (False, False, False),
        "right": (True, True, False),
        "cannot_say": (True, True, False),
        "wrong": (True, True, True),
    }.get(answer)


TOLD_CHECKS: Final[Mapping[str, Truth]] = {
    "exemptions_qualitycount_part": Truth(
        {"wrong": (-1, 0, 1, 2), "rows": (-1, 0, 1, 2)},
        lambda wrong, rows: 0 <= wrong <= rows,
    ),
    "accounts_village_district": code("rural_district", 10),
    "exemptions_contact_words": Truth(
        {
            "channel": ("sms", *WAYS, "", "else"),
            "outcome": ("sent", *TOLD, "", "else"),
            "text": ("", "inform.first"),
        },
        lambda channel, outcome, text: (
            (channel == "sms" and outcome == "sent" and text != "")
            or (channel in WAYS and outcome in TOLD and text == "")
        ),
    ),
    "exemptions_row_contacted": one_of("contacted", "sent", *TOLD, ""),
    "exemptions_helperentry_words": Truth(
        {
            "utility": ("water", "electricity", "gas", "", "else"),
            "bill_id": ("", "0000012330736"),
            "source": ("", "sms"),
            "note": ("", "کنار مسجد"),
        },
        lambda utility, bill_id, source, note: (
            (utility, bill_id, source) == ("", "", "") and note != ""
            if utility in ("", "else")
            else bill_id != "" and source != "" and note == ""
        ),
    ),
    "exemptions_helperentry_decided": Truth(
        {
            "state": ("waiting", "confirmed", "refused", "else"),
            "decided_by": (None, 1),
            "decided_at": (None, DAWN),
            "reason": ("", "قبض همسایه"),
        },
        _known_decided,
    ),
    "exemptions_helperentry_four_eyes": apart("decided_by", "by"),
    "exemptions_counterrow_answered": Truth(
        {
            "answer": ("", "right", "wrong", "cannot_say", "else"),
            "reason": ("", "به نام دیگری است"),
            "answered_by": (None, 1),
            "answered_at": (None, DAWN),
        },
        _answered,
    ),
    "exemptions_counterrow_wrong": Truth(
        {
            "answer": ("", "right", "wrong", "cannot_say"),
            "wrong": ([], ["gas"], ["water", "gas"]),
        },
        lambda answer, wrong: wrong == [] or answer == "wrong",
    ),
    "exemptions_counterrow_bills": Truth(
        {
            "answer": ("", "right", "wrong", "cannot_say"),
            "bills": ([], ["0000012330736"], ["0000012330736", ""]),
        },
        lambda answer, bills: bills == [] or answer != "",
    ),
    "exemptions_sententry_refused": Truth(
        {"refused": (None, '{"status": 409}'), "changed": (True, False)},
        lambda refused, changed: not (refused and changed),
    ),
    "exemptions_dutymark_words": one_of("duty", "inform", "collect", "map"),
    "exemptions_dutymark_reason": Truth(
        {"is_done": (True, False), "note": ("", "اشتباه بود")},
        lambda is_done, note: is_done or note != "",
    ),
    "exemptions_dutymark_counted": Truth(
        {"is_done": (True, False), "counted": (None, 0, 1, 2), "whole": (None, 0, 1)},
        lambda is_done, counted, whole: (
            counted is whole is None
            or (is_done and None not in (counted, whole) and counted <= whole)
        ),
    ),
    "exemptions_dutymark_early": Truth(
        {"counted": (None, 0, 1), "whole": (0, 1), "note": ("", "در سفرند")},
        lambda counted, whole, note: counted is None or counted >= whole or note != "",
    ),
    "exemptions_workshare_begins": Truth(
        {
            "workers": ([], [1], [1, 2]),
            "begins": ("[]", "[[]]", '[[], ["a"]]', "{}", "null", '"a"', "1"),
        },
        lambda workers, begins: (
            isinstance(found := loads(begins), list) and len(found) == len(workers)
        ),
    ),
}
