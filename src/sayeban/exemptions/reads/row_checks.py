"""What offices found when they checked rows with the clients, for whoever decides or mends them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sayeban.documents.public import Document, document_by_id
from sayeban.exemptions.ladder_sql import utility_place
from sayeban.exemptions.models import SampleFinding


@dataclass(frozen=True, slots=True)
class Check:
    """One drawn row: the office's level, the result (None: not checked yet) and what it says.

    `photos` are findings with a photo that was taken at the check, with their utilities.
    """

    level: str
    is_right: bool | None
    note: str
    at: datetime | None
    photos: tuple[tuple[int, str], ...]


_CHECKS = f"""
SELECT c.row_id, s.level, c.is_right, c.note, c.checked_at, p.ids, p.utilities
FROM exemptions_samplerow c JOIN exemptions_sample s ON s.id = c.sample_id
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(f.id ORDER BY {utility_place("f.utility")}), '{{}}') AS ids,
    coalesce(array_agg(f.utility ORDER BY {utility_place("f.utility")}), '{{}}') AS utilities
  FROM exemptions_samplefinding f WHERE f.drawn_id = c.id AND f.document_id IS NOT NULL
) p
WHERE c.row_id = ANY (%s) ORDER BY c.row_id, s.id
"""


def checks_of(rows: Iterable[int]) -> Mapping[int, tuple[Check, ...]]:
    """The checks of rows, oldest first."""
    found = defaultdict[int, tuple[Check, ...]](tuple)
    with connection.cursor() as cursor:
        cursor.execute(_CHECKS, [list(rows)])
        for row_id, level, is_right, note, at, ids, utilities in cursor.fetchall():
            photos = tuple(zip(ids, utilities, strict=True))
            found[row_id] += (Check(level, is_right, note, at, photos),)
    return found


def photo_of(code: str, key: UUID, finding: int) -> Document | None:
    """The photo of one finding at a row within the reader's places."""
    found = SampleFinding.objects.filter(
        pk=finding, drawn__row__key=key, drawn__row__campaign__code=code
    ).first()
    return document_by_id(found.document_id) if found and found.document_id else None
