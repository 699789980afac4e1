"""States, words and limits of rules. Pure Python."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from sayeban.accounts.public import HQ_POSTS, Post

SUBJECTS: Final = {"person": "شخص", "household": "خانوار"}
APPLIES_TO: Final = {
    "application": "هنگام درخواست",
    "decision": "هنگام تصمیم",
    "payment_month": "هر ماه، پیش از پرداخت",
}
STATES: Final = {"draft": "پیش‌نویس", "approved": "تأییدشده", "dropped": "کنارگذاشته"}
PARAMETER_TYPES: Final = {
    "bool": "بله یا نه",
    "int": "عدد صحیح",
    "number": "عدد",
    "money": "ریال",
    "date": "تاریخ",
    "text": "متن",
}
RUN_KINDS: Final = {"nation": "همهٔ کشور", "some": "چند نفر", "again": "بازنگری"}

AUTHORS: Final = HQ_POSTS
"""They write rules and parameters; another one of them puts these in force (S4)."""
DECIDERS: Final = HQ_POSTS | {
    Post.DIRECTOR_GENERAL,
    Post.COUNTY_HEAD,
    Post.CENTRE_HEAD,
    Post.TECHNICAL_HEAD,
}
"""They may decide by hand, in their unit and below it."""

SAMPLE: Final = 20


def is_code(text: str) -> bool:
    """2 to 60 of a-z, 0-9 and _, beginning with a letter: the name of a rule or a parameter."""
    return re.fullmatch("[a-z][a-z0-9_]{1,59}", text) is not None


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of a tree, the same for the same content."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
