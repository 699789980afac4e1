"""Numbers that a form sends."""

import re


def number(sent: str | None) -> int:
    """The number, 0 for anything else."""
    return int(sent) if sent and re.fullmatch("[0-9]{1,18}", sent) else 0
