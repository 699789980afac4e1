"""The sound of a sentence: a file among the static ones that is named after its words.

A changed sentence has another name, so that no clip ever says something else than the page.
"""

import hashlib
from typing import Final

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from sayeban.country import text

_LENGTH: Final = 16


def clip_name(sentence: str) -> str:
    """«clips/3f2a….ogg» of a sentence as it stands on a page."""
    words = text.match_key(sentence).encode()
    return f"clips/{hashlib.sha256(words).hexdigest()[:_LENGTH]}.ogg"


def clip(sentence: str) -> str:
    """Its address, "" where nobody spoke it yet."""
    return address_of(clip_name(sentence))


def address_of(name: str) -> str:
    """The address of a static file, "" where there is none of this name."""
    return static(name) if finders.find(name) else ""
