"""sayeban audit seal | verify (promises.md P2)."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from django.utils.timezone import now

from sayeban.sites.sealing import seal_audit, verify_audit


def seal(options: Namespace) -> dict[str, Any]:
    """Seal now what the worker would seal within a minute."""
    del options
    return asdict(seal_audit(now()))


def verify(options: Namespace) -> dict[str, Any]:
    """Check every seal and every sealed record."""
    return asdict(verify_audit(options.head))
