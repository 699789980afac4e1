"""Of two who write the same at once the second is told what the first would have been told."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from sayeban.kit.refusals import Refusal


@contextmanager
def taken_as(constraint: str, refusal: Refusal) -> Iterator[None]:
    """Where the row within breaks this constraint, because another was faster, `refusal` is it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise refusal from error
