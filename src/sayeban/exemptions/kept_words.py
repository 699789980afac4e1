"""Words of the campaign's codes, by the names under which audit and history keep them."""

from collections.abc import Collection, Mapping
from typing import Final

from sayeban.exemptions.actions.counter import ANSWERS
from sayeban.exemptions.reads.campaign import campaigns
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.rules import CLEARINGS, TARGETS
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
    "target": TARGETS,
    "text": {code: each.name for code, each in TEXT_NAMES.items()},
    "utilities": UTILITY_LABELS,
    "utility": UTILITY_LABELS,
    "why": CLEARINGS,
}
_CAMPAIGNS: Final = frozenset({"campaign_id", "continues_id"})


def kept_names(asked: Collection[str]) -> dict[str, Mapping[str, str]]:
    """Names of campaigns and institutions, looked up for those of `asked` that speak of them."""
    found: dict[str, Mapping[str, str]] = {}
    if "publisher" in asked:
        found["publisher"] = publishers()
    if of_campaigns := _CAMPAIGNS.intersection(asked):
        titles = {str(each.pk): each.title for each in campaigns()}
        found |= dict.fromkeys(of_campaigns, titles)
    return found
