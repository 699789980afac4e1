"""Bills and pictures of rows, so that what was typed stands beside what was photographed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from sayeban.exemptions.ladder_sql import utility_place


@dataclass(frozen=True, slots=True)
class Bill:
    """One collected connection, in codes as it is stored.

    `copied`: from the household head's row (note 4), where its pictures are too.
    """

    utility: str
    connection_type: str
    bill_id: str
    number: str
    source: str
    entry_method: str
    company_state: str
    copied: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One document of a connection; `is_paper`: a PDF, which no page draws."""

    evidence: int
    utility: str
    is_paper: bool
    at: datetime


_BILLS = f"""
SELECT c.row_id, c.utility, c.connection_type, c.bill_id, c.number, c.source, c.entry_method,
  c.company_state, c.copied
FROM exemptions_connection c WHERE c.row_id = ANY (%s)
ORDER BY c.row_id, {utility_place("c.utility")}
"""
_PICTURES = f"""
SELECT e.row_id, e.id, e.utility, d.mime = 'application/pdf', e.at
FROM exemptions_evidence e JOIN documents_document d ON d.id = e.document_id
WHERE e.row_id = ANY (%s) ORDER BY e.row_id, {utility_place("e.utility")}, e.id
"""


def bills_of(rows: Iterable[int]) -> Mapping[int, tuple[Bill, ...]]:
    """The connections of rows."""
    found = defaultdict[int, tuple[Bill, ...]](tuple)
    with connection.cursor() as cursor:
        cursor.execute(_BILLS, [list(rows)])
        for row_id, *line in cursor.fetchall():
            found[row_id] += (Bill(*line),)
    return found


def pictures_of(rows: Iterable[int]) -> Mapping[int, tuple[Picture, ...]]:
    """The documents of rows."""
    found = defaultdict[int, tuple[Picture, ...]](tuple)
    with connection.cursor() as cursor:
        cursor.execute(_PICTURES, [list(rows)])
        for row_id, *line in cursor.fetchall():
            found[row_id] += (Picture(*line),)
    return found
