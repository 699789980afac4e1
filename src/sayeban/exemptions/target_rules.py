"""The target groups as rules: what ships with the product. Headquarters may write others.

Source: A-040 … A-042, note 9 of the procedure.
"""

from collections.abc import Mapping
from typing import Any, Final

BASIS: Final = "شیوه‌نامهٔ معافیت قبوض، نکتهٔ ۹"
"""Also of each condition, so that a client reads where it is written."""
_FILE: Final = {
    "id": "has_file",
    "fact": "has_file",
    "op": "=",
    "value": True,
    "yes": "پروندهٔ حمایتی دارد.",
    "no": "پروندهٔ حمایتی ندارد.",
    "ask": "معلوم نیست که پروندهٔ حمایتی دارد یا نه.",
    "basis": BASIS,
}
_RECIPIENT: Final = {
    "id": "recipient",
    "fact": "transfer_recipient",
    "op": "=",
    "value": True,
    "yes": "مستمری‌بگیر است.",
    "no": "مستمری‌بگیر نیست.",
    "ask": "معلوم نیست که مستمری‌بگیر است یا نه.",
    "basis": BASIS,
}
_NO_RECIPIENT: Final = _RECIPIENT | {
    "id": "no_recipient",
    "value": False,
    "yes": "مستمری‌بگیر نیست.",
    "no": "مستمری‌بگیر است.",
}


def _rule(code: str, title: str, *conditions: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "code": code,
        "title": title,
        "subject": "person",
        "institution": "behzisti",
        "service": None,
        "applies_to": "decision",
        "legal_basis": BASIS,
        "valid_from": "2021-03-21",
        "tree": {"all": list(conditions)},
    }


TARGET_RULES: Final[Mapping[str, Mapping[str, Any]]] = {
    "recipients": _rule("campaign_recipients", "گروه هدف کارزار: مستمری‌بگیران", _FILE, _RECIPIENT),
    "non_recipients": _rule(
        "campaign_non_recipients", "گروه هدف کارزار: غیرمستمری‌بگیران", _FILE, _NO_RECIPIENT
    ),
    "all": _rule("campaign_all_clients", "گروه هدف کارزار: همهٔ مددجویان", _FILE),
}
"""By the word of rules.TARGETS."""
