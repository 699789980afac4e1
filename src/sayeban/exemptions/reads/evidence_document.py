"""One document of one row, for the page that hands it out."""

from uuid import UUID

from sayeban.documents.models import Document
from sayeban.exemptions.models import Evidence


def document_of(code: str, key: UUID, evidence_id: int) -> Document | None:
    """The document within the reader's places; None where the row has no such evidence."""
    found = Evidence.objects.filter(pk=evidence_id, row__key=key, row__campaign__code=code).first()
    return Document.objects.filter(pk=found.document_id).first() if found else None
