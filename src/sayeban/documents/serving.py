"""Find a stored document and hand it to a browser."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse

from sayeban.documents.models import Document


def document_by_id(document_id: int) -> Document | None:
    """The document, if it lies within the reader's places."""
    return Document.objects.filter(pk=document_id).first()


def document_by_key(key: UUID) -> Document | None:
    """The same by the key that other tables name it by."""
    return Document.objects.filter(key=key).first()


def serve(document: Document) -> FileResponse:
    """The file as a download that no browser sniffs, runs or keeps (S8).

    The caller has found `document` within the visitor's scope and records the look.
    """
    suffix = ".pdf" if document.mime == "application/pdf" else ".jpg"
    response = FileResponse(
        default_storage.open(document.stored_name, "rb"),
        as_attachment=True,
        filename=f"{document.key}{suffix}",
        content_type=document.mime,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
