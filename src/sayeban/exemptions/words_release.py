"""The parts of a list in words: whose rows, on it or why not."""

from sayeban.country.jalali import number
from sayeban.exemptions.codes import OUTCOMES
from sayeban.exemptions.rules_preview import Change
from sayeban.exemptions.rules_release import LISTED
from sayeban.exemptions.words import UTILITY_LABELS


def outcome_label(outcome: str) -> str:
    """«در فهرست», or why not."""
    return "در فهرست" if outcome == LISTED else OUTCOMES[outcome].sentence.rstrip(".")


def change_label(change: Change) -> str:
    """«گاز، شرکت ۳۰۷، در فهرست: از ۱۰ به ۹ ردیف»."""
    company = f"، شرکت {change.company}" if change.company else ""
    where = f"{UTILITY_LABELS[change.utility]}{company}، {outcome_label(change.outcome)}"
    if change.then == change.now:
        return f"{where}: {number(change.now)} ردیف با مقدارهای دیگر"
    return f"{where}: از {number(change.then)} به {number(change.now)} ردیف"
