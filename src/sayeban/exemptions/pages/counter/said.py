"""What the public counter answered, in words."""

from collections.abc import Iterable

from sayeban.country.formats import bill_id
from sayeban.exemptions.actions.counter import ANSWERS
from sayeban.exemptions.reads.counter import CounterAnswer, CounterSaid
from sayeban.exemptions.words import UTILITY_LABELS


def answer_words(said: CounterSaid | CounterAnswer) -> str:
    """«نادرست (قبض گاز)»."""
    bills = "، ".join(f"قبض {UTILITY_LABELS[utility]}" for utility in said.wrong)
    return f"{ANSWERS[said.answer]} ({bills})" if bills else ANSWERS[said.answer]


def counter_sentence(said: CounterSaid) -> str:
    """«بررسی پیشخوان: نادرست (قبض گاز)، به نام همسایه است».

    Of an answer about bills that were corrected since: which ones, and that there is no other yet.
    """
    why = f"، {said.reason}" if said.reason else ""
    if not said.is_earlier:
        return f"بررسی پیشخوان: {answer_words(said)}{why}"
    return (
        f"بررسی پیشخوان پیش از اصلاح، {_bills(said.bills)}: {answer_words(said)}{why}. "
        "دربارهٔ شناسهٔ تازه هنوز پاسخی نیست."
    )


def _bills(ids: Iterable[str]) -> str:
    """«برای شناسهٔ گاز 1234567890123»."""
    named = (
        f"{UTILITY_LABELS[utility]} {each}" for each in ids if (utility := bill_id.utility_of(each))
    )
    return f"برای شناسهٔ {'، '.join(named)}"
