"""Words of the campaign's codes, by the names under which audit and history keep them."""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions.actions.counter import ANSWERS
from sayeban.exemptions.rules_contact import CONTACT_CHANNELS, GROUPS, OUTCOME_LABELS
from sayeban.exemptions.rules_duties import DUTY_LABELS
from sayeban.exemptions.texts_named import TEXT_NAMES
from sayeban.exemptions.words import UTILITY_LABELS

KEPT_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "answer": ANSWERS,
    "code": {code: each.name for code, each in TEXT_NAMES.items()},
    "benefit": {"exemption": "معافیت", "discount": "تخفیف"},
    "channel": CONTACT_CHANNELS,
    "documents": {"required": "الزامی", "recommended": "توصیه‌شده"},
    "duty": DUTY_LABELS,
    "field": {"number": "شمارهٔ اشتراک یا بدنه", "mobile": "شمارهٔ همراه"},
    "group": GROUPS,
    "outcome": OUTCOME_LABELS,
    "text": {code: each.name for code, each in TEXT_NAMES.items()},
    "utilities": UTILITY_LABELS,
    "utility": UTILITY_LABELS,
}
