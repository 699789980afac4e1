"""A request is taken down, or the page says why it was not."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404

from sayeban.kit.refusals import Refusal
from sayeban.runtime.refusals import AccessDenied

T = TypeVar("T")


def taken_down(act: Callable[[], T], *absent: type[Refusal]) -> tuple[T | None, str, int]:
    """What was opened; else None, the sentence of the refusal and the status of the answer.

    What is not there (`absent`) is a page that is not there; a missing right passes.
    """
    try:
        return act(), "", 200
    except AccessDenied:
        raise
    except absent as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        return None, refusal.message, refusal.http_status
