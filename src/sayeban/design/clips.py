"""The sound of a sentence: a file among the static ones that is named after its words.

A changed sentence has another name, so that no clip ever says something else than the page.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.module_loading import import_string

from sayeban.country import text

_LENGTH: Final = 16
SENTENCES: Final = "clips.txt"
"""In a package: the sentences that its clips say, one a line."""


def clip_name(sentence: str) -> str:
    """«clips/3f2a….ogg» of a sentence as it stands on a page."""
    words = text.match_key(sentence).encode()
    return f"clips/{hashlib.sha256(words).hexdigest()[:_LENGTH]}.ogg"


def clip(sentence: str) -> str:
    """Its address, "" where nobody spoke it yet."""
    return address_of(clip_name(sentence))


def address_of(name: str) -> str:
    """The address of what was recorded under this name, else of a static file, else ""."""
    return recorded().get(name) or shipped(name)


def shipped(name: str) -> str:
    """The address of a static file, "" where there is none of this name."""
    return static(name) if finders.find(name) else ""


def recorded() -> Mapping[str, str]:
    """Addresses of recordings by the name of the clip that they replace.

    Who keeps them is above: settings.CLIPS_RECORDED names the callable.
    """
    told: Mapping[str, str] = import_string(getattr(settings, "CLIPS_RECORDED"))()  # noqa: B009
    return told


def sentences() -> dict[str, tuple[str, ...]]:
    """What clips say, by the label of the package that says it."""
    found = {app.label: Path(app.path) / SENTENCES for app in apps.get_app_configs()}
    return {
        label: tuple(path.read_text(encoding="utf-8").splitlines())
        for label, path in found.items()
        if path.is_file()
    }
