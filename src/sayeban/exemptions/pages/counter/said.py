"""What the public counter answered, in words."""

from sayeban.exemptions.actions.counter import ANSWERS
from sayeban.exemptions.reads.counter import CounterAnswer, CounterSaid
from sayeban.exemptions.words import UTILITY_LABELS


def answer_words(said: CounterSaid | CounterAnswer) -> str:
    """«نادرست (قبض گاز)»; of an answer about bills that were corrected since, that it is one."""
    bills = "، ".join(f"قبض {UTILITY_LABELS[utility]}" for utility in said.wrong)
    words = f"{ANSWERS[said.answer]} ({bills})" if bills else ANSWERS[said.answer]
    return f"{words}، برای قبض پیش از اصلاح" if said.is_earlier else words


def counter_sentence(said: CounterSaid) -> str:
    """«بررسی پیشخوان: نادرست (قبض گاز)، به نام همسایه است»."""
    why = f"، {said.reason}" if said.reason else ""
    return f"بررسی پیشخوان: {answer_words(said)}{why}"
