"""The files of a case's documents: those that count and those that they took the place of."""

from uuid import UUID

from sayeban.cases.models import CaseDocument, Event
from sayeban.documents.public import Document, document_by_key


def paper_of(case_id: int, key: UUID) -> Document | None:
    """The file within the scope of the running look; None where the case has or had none such."""
    now = CaseDocument.objects.filter(case=case_id, document=key)
    before = Event.objects.filter(case=case_id, what="document", old=str(key))
    return document_by_key(key) if now.exists() or before.exists() else None


def is_unopened(case_id: int, key: UUID) -> bool:
    """Whether the client sent this file and nobody of the staff has opened it yet."""
    now = CaseDocument.objects.filter(case=case_id, document=key)
    return now.filter(by_client=True, seen_at=None).exists()
