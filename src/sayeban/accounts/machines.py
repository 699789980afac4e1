"""Limits of programs that sign in by themselves. Pure."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

TOKEN_HOLDS: Final = timedelta(minutes=15)
OVERLAP: Final = timedelta(days=7)
"""How long the secret before holds beside a new one, unless somebody says otherwise."""
PER_MINUTE: Final = 600
CALLS_KEPT: Final = timedelta(days=90)
"""Of the calls; how often somebody called in a minute is of no use a day later."""
KEYS_KEPT: Final = timedelta(days=7)
"""Of keys of writing calls: whoever lost an answer asks again sooner."""
MINUTES_KEPT: Final = timedelta(days=1)


def drawn() -> str:
    """A secret or token of 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """As it is kept. A slow hash would add nothing: nobody guesses 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
