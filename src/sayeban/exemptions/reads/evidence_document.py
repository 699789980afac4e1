"""One document of one row, for the page that hands it out."""

from uuid import UUID

from sayeban.documents.public import Document, document_by_id
from sayeban.exemptions.models import Evidence


def document_of(code: str, key: UUID, evidence_id: int) -> Document | None:
    """The document within the reader's places; None where the row has no such evidence."""
    found = Evidence.objects.filter(pk=evidence_id, row__key=key, row__campaign__code=code).first()
    return document_by_id(found.document_id) if found else None


def evidence_of(key: UUID, utility: str, sha256: str) -> int | None:
    """The evidence of one connection that was sent as this very file."""
    found = Evidence.objects.filter(row__key=key, utility=utility, sha256=sha256)
    return found.values_list("pk", flat=True).first()
