"""The only door of `documents` for packages above."""

from sayeban.documents.cleaning import MAX_BYTES
from sayeban.documents.models import Document
from sayeban.documents.redrawing import Redrawer
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe
from sayeban.documents.scanning import BarcodeReader
from sayeban.documents.serving import document_by_id, document_by_key, serve
from sayeban.documents.storing import store
from sayeban.documents.storing import sweep as sweep_documents

__all__ = [
    "MAX_BYTES",
    "BarcodeReader",
    "Document",
    "DocumentTooLarge",
    "DocumentUnreadable",
    "DocumentUnsafe",
    "Redrawer",
    "document_by_id",
    "document_by_key",
    "serve",
    "store",
    "sweep_documents",
]
