"""Operations of programs, as Ninja reads them."""

import inspect
from collections.abc import Callable

from django.http import HttpRequest


def of_request(operation: Callable[..., object]) -> inspect.Signature:
    """The signature of an operation whose first argument a door puts in place of the request."""
    signature = inspect.signature(operation)
    _, *others = signature.parameters.values()
    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_ONLY, annotation=HttpRequest)
    return signature.replace(parameters=[first, *others])
