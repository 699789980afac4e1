"""What the constraints of forms and submissions say, as in truth.py."""

from collections.abc import Mapping
from string import ascii_lowercase, digits
from typing import Any, Final

from tests.house.truth import DAWN, Truth, apart, one_of, word


def _code(code: str) -> bool:
    return len(code) > 1 and word(code, ascii_lowercase + digits + "_", 40) and code[0].isalpha()


CHECKS: Final[Mapping[str, Truth]] = {
    "forms_form_code": Truth(
        {"code": ("rent", "r2_d", "r", "", "2rent", "_rent", "Rent", "اجاره", "a" * 41, "rent\n")},
        _code,
    ),
    "forms_version_state": one_of("state", "draft", "published", "retired"),
    "forms_version_published": Truth(
        {"state": ("draft", "published", "retired"), "published_at": (None, DAWN)},
        lambda state, published_at: (state == "draft") == (published_at is None),
    ),
    "forms_version_four_eyes": apart("written_by", "published_by"),
    "forms_submission_channel": one_of("channel", "web", "desk", "phone", "offline"),
    "forms_submission_submitted": Truth(
        {"state": ("draft", "submitted", "else"), "submitted_at": (None, DAWN)},
        lambda state, submitted_at: (
            (state, submitted_at is None) in (("draft", True), ("submitted", False))
        ),
    ),
    "forms_answer_origin": one_of("origin", "declared", "confirmed", "corrected", "unknown"),
    "forms_answer_unknown": Truth(
        {"origin": ("declared", "unknown"), "value": (None, "0", '""', "false")},
        lambda origin, value: (origin == "unknown") == (value is None),
    ),
}
UNIQUE: Final[Mapping[str, str]] = {
    "forms_version_once": "two editors do not both make the next version",
    "forms_version_one_draft": "two editors write one draft, not each his own",
    "forms_version_one_published": "a form is asked in one version at a time",
    "forms_answer_once": "a question of a submission has one answer",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "forms_version_one_draft": {"state": "retired"},
    "forms_version_one_published": {"state": "retired"},
}
