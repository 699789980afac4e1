"""A question before what a press does to somebody at once and cannot take back."""

from dataclasses import dataclass

from django.http import HttpResponse

from sayeban.design.jinja import render
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class SurePage:
    """What the button is about to do, to whom, and the page to go back to."""

    title: str
    whom: str
    warning: str
    button: str
    back: str


def asked_first(request: Visit, page: SurePage) -> HttpResponse | None:
    """The question; None once it was answered with its button."""
    if "sure" in request.POST:
        return None
    with looking(request.actor):
        return render(request, "sites/sure.jinja", page)
