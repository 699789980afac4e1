"""Pure decisions about short messages: filling, length, and what may never be in one.

Source: domain.md 6.1 (approved templates with positional variables, UCS-2 parts, content rule).
"""

import re
from collections.abc import Sequence
from math import ceil
from typing import Final

from sayeban.country import text
from sayeban.country.formats import national_id

REACHED: Final = frozenset({"sent_to_operator", "delivered"})
"""States of a message that the operator has or that arrived; all others told nobody."""
UNREACHED: Final = frozenset({"failed", "undelivered", "cancelled"})
"""The operator says that it reached nobody. One of an unknown state may have arrived, and who is
blocked wants none: neither is sent again."""
_ONE_PART: Final = 70
_PART_OF_MANY: Final = 67
_VARIABLE: Final = re.compile(r"\{([0-9]+)\}")
_ADDRESS: Final = "{address}"
"""The gap of a page's address, which not every installation has; it stands in a line of its own."""


ONE_TIME: Final = ".code"
"""Templates whose name ends so carry a one-time code: nobody but the receiver reads it."""
_HIDDEN_DIGIT: Final = "•"


def hidden(template: str, message: str) -> str:
    """The message as others than its receiver may read it."""
    return re.sub("[0-9]", _HIDDEN_DIGIT, message) if template.endswith(ONE_TIME) else message


def segments(message: str) -> int:
    """How many parts the operator counts: Persian is UCS-2, 70 characters, 67 when split."""
    length = len(message.encode("utf-16-le")) // 2
    return 1 if length <= _ONE_PART else ceil(length / _PART_OF_MANY)


def variables(template: str) -> int:
    """How many positional variables {0}, {1} … a template has."""
    return max((int(number) + 1 for number in _VARIABLE.findall(template)), default=0)


def fill(template: str, values: Sequence[str]) -> str | None:
    """The message, or None when the values are not exactly as many as the variables."""
    if len(values) != variables(template):
        return None
    return _VARIABLE.sub(lambda match: values[int(match[1])], template)


def addressed(template: str, address: str) -> str:
    """The template with an address in its gap; without one the line of the gap is left out."""
    if address:
        return template.replace(_ADDRESS, address)
    return "\n".join(line for line in template.split("\n") if _ADDRESS not in line)


def names_a_person(message: str) -> bool:
    """Whether a valid national id stands in the message, in digits of any script."""
    runs = re.findall("(?<![0-9])[0-9]{10}(?![0-9])", text.ascii_digits(message))
    return any(national_id.valid(run) for run in runs)
