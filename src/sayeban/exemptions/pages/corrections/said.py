"""What companies said about one row, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sayeban.exemptions.reads.corrections import Word
from sayeban.exemptions.rules_correction import WORDS
from sayeban.exemptions.words import UTILITY_LABELS


@dataclass(frozen=True, slots=True)
class WordShown:
    """«شرکت گاز فارس (گاز): شناسهٔ قبض را نشناخت.», with the company's own `message`."""

    sentence: str
    message: str
    new_bill_id: str
    at: datetime
    settled: bool


def words_shown(found: Iterable[Word]) -> tuple[WordShown, ...]:
    """In their order."""
    return tuple(
        WordShown(
            f"{word.company or 'شرکت'} ({UTILITY_LABELS[word.utility]}): {WORDS[word.code]}.",
            word.message,
            word.new_bill_id,
            word.at,
            word.settled,
        )
        for word in found
    )
