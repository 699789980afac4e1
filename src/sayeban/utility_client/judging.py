"""What a pretend company decides of a record. A real one asks its register of customers here."""

import hashlib
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

_LENGTH: Final = 13
_COMPANY: Final = slice(8, 11)
_ELEVEN: Final = 11
_DAYS: Final = 30
_IRR_A_UNIT: Final = {"gas": 4_000, "electricity": 2_500, "water": 9_000}
_OUTCOMES: Final = ("exempted", "exempted", "partly_exempted", "above_low_tiers")
_SHARES: Final = {"exempted": 100, "partly_exempted": 40}


def reason_against(bill_id: str, company: str, unknown: Collection[str]) -> str:
    """The code of a rejection, "" where the meter is a customer's."""
    if not is_bill_id(bill_id):
        return "rjct.bill_id.check_digit"
    if bill_id[_COMPANY] != company:
        return "rjct.bill_id.other_company"
    return "rjct.bill_id.not_found" if bill_id in unknown else ""


def is_bill_id(bill_id: str) -> bool:
    """Thirteen digits, the last of which checks the others: weights 2 to 7 from the right."""
    if len(bill_id) != _LENGTH or not (bill_id.isascii() and bill_id.isdigit()):
        return False
    digits = [int(each) for each in reversed(bill_id[:-1])]
    rest = sum(digit * (place % 6 + 2) for place, digit in enumerate(digits)) % _ELEVEN
    return int(bill_id[-1]) == (0 if rest < 2 else _ELEVEN - rest)  # noqa: PLR2004 - of the rule


def pretend_bill(feed: str, exemption_id: str, effective_from: str, period: int) -> dict[str, Any]:
    """The report of a bill that was never written, the same each time it is asked for.

    Bill periods have thirty days and are counted from 0; the exemption begins on the last day of
    the first one, which so is over and of a month in which it stood.
    """
    utility = feed.split(".")[1]
    drawn = hashlib.sha256(f"{exemption_id}/{period}".encode()).digest()
    tier, amount = drawn[0] % len(_OUTCOMES), 5 + drawn[1]
    gross = amount * _IRR_A_UNIT[utility]
    outcome = _OUTCOMES[tier]
    start = date.fromisoformat(effective_from) + timedelta(days=(period - 1) * _DAYS + 1)
    return {
        "exemption_id": exemption_id,
        "period_start": start.isoformat(),
        "period_end": (start + timedelta(days=_DAYS - 1)).isoformat(),
        "consumption": str(amount),
        "unit": "kWh" if utility == "electricity" else "m3",
        "tier": tier + 1,
        "outcome": outcome,
        "gross_amount_irr": gross,
        "exempted_amount_irr": gross * _SHARES.get(outcome, 0) // 100,
    }
