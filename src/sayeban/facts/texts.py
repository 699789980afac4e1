"""The short message of a contest that was decided. No name and no datum: a number."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sayeban.notices.public import seed_templates

DECIDED: Final = "facts.contest_decided"
TEXTS: Final[Mapping[str, str]] = {
    DECIDED: (
        "به اعتراض شما (شمارهٔ {0}) پاسخ داده شد. پاسخ را در «صفحهٔ من» بخوانید یا از میز خدمت"
        " بپرسید."
    ),
}
"""{0} is the number of the contest."""


def seed_contest_texts(at: datetime) -> None:
    """So that headquarters can change it before the first is sent; an existing one is kept."""
    seed_templates(TEXTS, at)
