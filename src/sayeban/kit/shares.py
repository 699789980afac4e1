"""How sure a share is that was seen in a sample."""

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054
"""Of the normal distribution, 95 % lie within so many deviations of the middle."""


def wilson(part: int, of: int) -> tuple[float, float]:
    """The 95 % interval (Wilson) of the share `part / of`, within 0..1; (0, 1) where `of` is 0."""
    if of == 0:
        return 0.0, 1.0
    share = part / of
    base = 1 + _Z * _Z / of
    middle = (share + _Z * _Z / (2 * of)) / base
    half = _Z * sqrt(share * (1 - share) / of + _Z * _Z / (4 * of * of)) / base
    # Rounding leaves the share within.
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
