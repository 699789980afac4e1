"""What the operator's monitoring counts; labels hold names of ours and never a datum."""

from typing import Final

from prometheus_client import Counter, Histogram

REFUSALS: Final = Counter("sayeban_refusals", "Commands that were refused, by code.", ["code"])
REQUESTS: Final = Histogram(
    "sayeban_request_seconds",
    "Answered requests by name of the page and status.",
    ["page", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1, 3, 10, 60),
)
