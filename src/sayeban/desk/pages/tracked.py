"""How a request is followed from home: the address of tracking in letters and as a picture."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Drawn:
    """`address` is the page of tracking in letters, `qr` that of one request."""

    address: str
    qr: Markup


def drawn(request: HttpRequest, tracking_no: str) -> Drawn:
    """Both for a tracking slip."""
    told: str = getattr(settings, "TRACK_ADDRESS")  # noqa: B009 - ours
    address = told or request.build_absolute_uri(reverse("track"))
    picture = segno.make_qr(f"{address}?no={tracking_no}").svg_inline(scale=4, light="white")
    return Drawn(address.partition("://")[2], Markup(picture))  # noqa: S704 - drawn here
