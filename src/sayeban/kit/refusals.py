"""Refusals: the one way in which Sayeban says no.

A refusal is typed, has a stable English code, a Persian sentence that says what to do, and a
reference (a note of the procedure, a law, a requirement id). Page, API, Excel report, CLI and
SMS show the same sentence.
"""

import re
from typing import ClassVar, Final

_PERSIAN: Final = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


class Refusal(Exception):
    """Base of every refusal; a subclass is one reason.

    `code` is stable English ("access.denied"); `sentence` is Persian and may hold `{names}` that
    are filled from the keyword arguments; `reference` names the rule («نکته ۷», A-147).
    `http_status`: 422 for what whoever asks can mend.
    A number given as int is written in Persian digits; a code given as str stays as it is.
    The arguments must never be personal data: they reach pages, reports and logs.
    """

    code: ClassVar[str]
    sentence: ClassVar[str]
    reference: ClassVar[str] = ""
    http_status: ClassVar[int] = 422

    def __init__(self, **details: str | int) -> None:
        self.details = details
        super().__init__(f"{self.code}: {self.message}")

    @property
    def message(self) -> str:
        """The Persian sentence with its details filled in."""
        return self.sentence.format(**{name: _shown(each) for name, each in self.details.items()})

    def as_json(self) -> dict[str, object]:
        """What a machine reads instead of a result."""
        return {"refused": self.code, "message": self.message}


def refusal_sentence(code: str) -> str:
    """The sentence of a code without its details, «…» in their place; an unknown code stays."""
    waiting = Refusal.__subclasses__()
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if vars(found).get("code") == code:
            return re.sub(r"\{[a-z_]+\}", "…", found.sentence)
    return code


def _shown(detail: str | int) -> str:
    return f"{detail:,}".translate(_PERSIAN) if isinstance(detail, int) else detail
