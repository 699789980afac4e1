"""Keep an uploaded document. Called inside a command of a package above."""

import hashlib
import uuid
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sayeban.documents.cleaning import PDF, cleaned
from sayeban.documents.models import Document
from sayeban.documents.redrawing import Redrawer
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

_FOLDER: Final = "documents"


def store(data: bytes, *, redrawer: Redrawer, place: Unit, actor: Actor, at: datetime) -> Document:
    """Keep `data` at `place` (a centre, a county or a province) and answer its document.

    Each call makes a new document. Raises document.unreadable, document.too_large,
    document.unsafe. The file is written before the row: a command that fails afterwards leaves a
    file that no row names, never a row without its file.
    """
    kept, mime = cleaned(data, redrawer)
    key = uuid.uuid4()
    return Document.objects.create(
        key=key,
        sha256=hashlib.sha256(data).hexdigest(),
        mime=mime,
        size=len(kept),
        stored_name=default_storage.save(_name(mime), ContentFile(kept)),
        uploaded_by=actor.user_id,
        at=at,
        province=place.province,
        county=place.county,
        centre=place.centre,
    )


def _name(mime: str) -> str:
    """A name nobody can guess, in one of 256 folders; it is not the key that URLs show."""
    name = uuid.uuid4().hex
    return f"{_FOLDER}/{name[:2]}/{name}{'.pdf' if mime == PDF else '.jpg'}"
