"""Keep an uploaded document. Called inside a command of a package above."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sayeban.documents.cleaning import PDF, cleaned
from sayeban.documents.models import Document
from sayeban.documents.redrawing import Redrawer
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.room import check_room

_FOLDER: Final = "documents"
_KEPT: Final = timedelta(days=1)
"""A command that stores a document ends long before."""


def store(data: bytes, *, redrawer: Redrawer, place: Unit, actor: Actor, at: datetime) -> Document:
    """Keep `data` at `place` (a centre, a county or a province) and answer its document.

    Each call makes a new document. Raises disk.full, document.unreadable, document.too_large,
    document.unsafe. The file is written before the row: a command that fails afterwards leaves a
    file that no row names, never a row without its file.
    """
    check_room()
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


def sweep(at: datetime) -> int:
    """Remove files of an earlier day that no row names; gives how many.

    Reads the rows of the whole country, so it runs inside a command of the system.
    """
    if not default_storage.exists(_FOLDER):
        return 0
    folders = default_storage.listdir(_FOLDER)[0]
    return sum(_sweep_folder(f"{_FOLDER}/{folder}", at - _KEPT) for folder in folders)


def _sweep_folder(folder: str, before: datetime) -> int:
    names = (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
    old = {name for name in names if default_storage.get_modified_time(name) < before}
    named = Document.objects.filter(stored_name__in=old).values_list("stored_name", flat=True)
    orphans = old.difference(named)
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def _name(mime: str) -> str:
    """A name nobody can guess, in one of 256 folders; it is not the key that URLs show."""
    name = uuid.uuid4().hex
    return f"{_FOLDER}/{name[:2]}/{name}{'.pdf' if mime == PDF else '.jpg'}"
