"""The gallery page; `sites` mounts it."""

from django.http import HttpRequest, HttpResponse

from sayeban.design.gallery.page import sample_page
from sayeban.design.jinja import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages and for the browser tests."""
    return render(request, "design/gallery.jinja", sample_page())
