"""Uploaded evidence."""

import uuid

from django.db import models

from sayeban.runtime.models import Placed


class Document(Placed):
    """One upload. Two uploads of one picture are two documents: whoever sent it stays known.

    `sha256` is of the bytes as they were sent, so that the same picture is found again (A-113);
    the stored file is re-encoded and has the name `stored_name`, drawn at random. `mime` and
    `size` are those of the stored file. The sender's file name is absent on purpose: it may hold
    personal data. `uploaded_by` is empty where the operator loaded it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    sha256 = models.CharField(max_length=64)
    mime = models.TextField()
    size = models.IntegerField()
    stored_name = models.TextField(unique=True)
    uploaded_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(mime__in=["image/jpeg", "application/pdf"]),
                name="documents_document_mime",
                violation_error_message="مدرک باید عکس یا PDF باشد.",
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="documents_document_size",
                violation_error_message="مدرک خالی است.",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_document_sha256",
                violation_error_message="چکیدهٔ مدرک درست نیست.",
            ),
        )
        indexes = (models.Index(fields=["sha256"]),)
