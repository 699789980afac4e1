"""What became of something that was collected at once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sayeban.exemptions.models import Upload


def result_of_paste(paste: UUID) -> Mapping[str, Any] | None:
    """The account of a paste that was taken, within the visitor's places; None for any other."""
    taken = Upload.objects.filter(paste=paste).first()
    return taken.result if taken else None
