"""Calls that a government service bus hands on: by which name, and what the bus says of them.

Settings name the bus, the networks that it comes from and its headers. From any other place these
headers are a stranger's words, and nobody reads them.
"""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from sayeban.runtime.address import address_of

LONGEST: Final = 200
"""Of what a header of the bus says, and as printable ASCII."""


@dataclass(frozen=True, slots=True)
class Bus:
    """A bus. `client` and `request_id` name the headers that say who calls and under which name."""

    name: str
    networks: tuple[str, ...]
    client: str
    request_id: str
    headers: tuple[str, ...]


def bus_of(request: HttpRequest) -> Bus | None:
    """The bus that a request came through; None where it came straight."""
    given: dict[str, Any] = settings.BUS
    bus = Bus(**given)
    if not bus.name:
        return None
    address = ip_address(address_of(request.META).partition("/")[0])
    return bus if any(address in ip_network(each) for each in bus.networks) else None


def said_in(request: HttpRequest, header: str) -> str:
    """What a header says, "" where that is nothing to keep."""
    text = request.headers.get(header, "")[:LONGEST] if header else ""
    return text if text.isascii() and text.isprintable() else ""
