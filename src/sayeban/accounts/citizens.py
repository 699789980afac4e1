"""Limits and codes of clients who look at their own file (promises.md S6)."""

import secrets
from datetime import timedelta
from typing import Final

from django.utils.crypto import salted_hmac

CODE_HOLDS: Final = timedelta(minutes=10)
"""From when the code is drawn: a message may be some minutes on its way."""
VISIT_HOLDS: Final = timedelta(minutes=15)
"""From the asking to the code, and then from the code to the end of the visit."""
MAX_CODE_TRIES: Final = 5
CODES_A_DAY: Final = 10
VISITS_KEPT: Final = timedelta(days=2)
"""Longer than the day that is counted; what strangers typed is not kept."""
CODE_DIGITS: Final = 6


def drawn_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def kept_code(visit: int, code: str) -> str:
    """As a code is kept: keyed by the secret of the installation, since a million can be tried."""
    return salted_hmac("sayeban.citizen", f"{visit}:{code}", algorithm="sha256").hexdigest()
